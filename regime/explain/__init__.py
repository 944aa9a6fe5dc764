"""Explanations: why a day is impossible, why a plan is as it is, and what is in the way of a better one."""
