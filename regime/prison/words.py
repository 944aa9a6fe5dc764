"""The words of a group's notice in one language."""

from __future__ import annotations

from string import Formatter
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from regime.prison.base import Part

Text = Annotated[str, StringConstraints(min_length=1, max_length=200)]


def _with(*names: str) -> AfterValidator:
    """A text in which some names in braces are filled in."""

    def checked(text: str) -> str:
        try:
            found = [(name, spec, how) for _, name, spec, how in Formatter().parse(text) if name is not None]
        except ValueError:
            found = [("", "", None)]
        if any(name not in names or spec or how for name, spec, how in found):
            every = ", ".join(f"{{{name}}}" for name in names)
            raise ValueError(f"{text!r}: what is filled in is {every}, and other braces may not be there")
        return text

    return AfterValidator(checked)


class Words(Part):
    """One language. Names in braces are filled in."""

    code: Annotated[str, StringConstraints(pattern="^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
    """Its code on the web: en, cy, pl, ar (BCP 47)."""
    right_to_left: bool = False
    title: Text
    weekdays: list[Text] = Field(min_length=7, max_length=7)
    """From Monday on."""
    months: list[Text] = Field(min_length=12, max_length=12)
    date: Annotated[Text, _with("weekday", "day", "month", "year")]
    time: Text
    """Above the times of the day."""
    day: Text
    """Above what happens then."""
    unlocked: Annotated[Text, _with("name")]
    """While the group is unlocked for something."""
    locked: Text
    all_away: Text
    """While everybody of the group is at activities, which stand below."""
    roll_check: Annotated[Text, _with("time")]
    activity: Annotated[Text, _with("names", "time")]
    """Activities that some go to; beside it stands from when to when they are away."""
    hours: Annotated[Text, _with("hours")]
    minutes: Annotated[Text, _with("minutes")]
    unlocked_in_all: Annotated[Text, _with("time")]
    open_air_in_all: Annotated[Text, _with("time")]
    open_while_away: Annotated[Text, _with("time")]
    """After that, where the group is unlocked for longer: what is certain counts that, too."""
    short: Text
    """Above what the group does not get in full."""
    short_of: Annotated[Text, _with("name", "given", "owed")]
    uncounted: Annotated[Text, _with("time")]
    """After that: what is planned of it and does not count, since it is too short at a time or some are away."""
    people: Annotated[Text, _with("people")]
    cancelled: Text
    """Above the sessions that are cancelled."""
    changed: Text
    """What the sheet of a wing is called that says what changes against the day that was published."""
    instead: Annotated[Text, _with("was")]
    """After what changes: what was to be then, or the times at which it was to be."""
    none_go: Annotated[Text, _with("name")]
    """Of an activity that some were to go to, and that is on for others only; or that is owed and nobody gets."""
    lock_up: Text
    """At the end of the day."""
    broken: Text
    """On top of the notice of a plan that breaks rules, which must not be put up."""
    draft: Text
    """On top of the notice of a plan that lacks what a longer search may well find, which must not be put up yet."""
    names: dict[str, Text] = Field(default_factory=dict)
    """What the prison file calls a thing -> what the notice calls it."""

    def name(self, called: str) -> str:
        """What the notice calls something."""
        return self.names.get(called, called)

    def amount(self, minutes: int) -> str:
        """Minutes in words."""
        hours, rest = divmod(minutes, 60)
        parts = [self.hours.format(hours=hours)] if hours else []
        parts += [self.minutes.format(minutes=rest)] if rest or not hours else []
        return " ".join(parts)
