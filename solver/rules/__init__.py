"""The rule families, one file each. A new rule is a new file and one line here."""

from solver.rules import (
    entitlements,
    movement,
    on_wing_time,
    one_place,
    pins,
    places,
    protected_time,
    roll_checks,
    rooms,
    separation,
    staffing,
    unlock_shape,
    wing_staffing,
)

FAMILIES = (
    unlock_shape,
    on_wing_time,
    wing_staffing,
    places,
    one_place,
    separation,
    protected_time,
    entitlements,
    movement,
    roll_checks,
    rooms,
    pins,
    staffing,
)
"""In the order in which they are posted: staffing last, when all needs are known."""
