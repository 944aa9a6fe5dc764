"""Regime planning for prisons: what the staff on duty can really deliver, proven and explained."""
