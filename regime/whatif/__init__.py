"""What if: the same day with other staff, places or times, point by point."""
