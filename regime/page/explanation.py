"""An explanation for a terminal: what clashes, when, and what would have to give, each with its line in the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from regime.checker.wording import owed
from regime.explain.result import (
    NO_WAY_OUT,
    NOT_PLANNED,
    STOPPED,
    Answer,
    Change,
    Clash,
    Explanation,
    Forced,
    Part,
    WayOut,
    Worse,
)
from regime.page.lost import account
from regime.page.proof import amount, rounded_up
from regime.page.tight import binding
from regime.page.words import duration, goal_words, parts_words

WIDTH = 100
WIDEST = 160
LEAST_SAID = 30
"""Columns that a line of a clash has for its words, at least: where there are fewer, its rule and place stand below."""
MOST_SAID = 6
"""Things of one sort that the page lists."""


def explained(found: Explanation, width: int = WIDTH) -> RenderableType:
    """The whole explanation; of a plan the answers to what was asked, or else what binds and where hours go."""
    parts: list[RenderableType] = [] if found.of_plan else [Text(_headline(found), style="bold")]
    proofs = [reason for reason in found.reasons if reason.impossible]
    spoiled = [reason for reason in found.reasons if not reason.impossible]
    parts += [Text(f"{_capital(reason.says)}.") for reason in proofs]
    if found.clash is not None:
        if not proofs:
            parts += [Text(sentence) for sentence in found.clash.when]
        parts += ["", Text(_clash_title(found.clash, _in_time(found)), style="bold")]
        parts += [_clash(found.clash, width)] if found.clash.tells else []
    for letter, way in zip("ABCDEFGH", found.ways_out, strict=False):
        parts += ["", *_way(letter, way)]
    for changes in found.not_planned:
        parts += ["", Text(NOT_PLANNED), _changes(changes)]
    if found.time_up and not found.ways_out:
        parts += ["", Text(NO_WAY_OUT)]
    for each in found.answers:
        parts += [*([""] if parts else []), Text(each.asked, style="bold"), *_answer(each, found, width)]
    if found.of_plan is not None and not found.answers:
        parts += [Text("What binds", style="bold"), binding(found.tight, found.of_plan, min(width, WIDEST)), ""]
        parts += [Text("Where the other hours go", style="bold"), account(found.lost, found.population, width)]
    if spoiled:
        parts += ["", Text("What this day can never give", style="bold")]
        parts += [Text(f"{_capital(reason.says)}. Try: {reason.try_}  {reason.place.spot}") for reason in spoiled]
    if found.interrupted:
        parts += ["", Text(STOPPED)]
    return Group(*parts)


def _headline(found: Explanation) -> str:
    longer = "" if found.interrupted else " in time: give it longer (--time-limit)"
    if found.proved_once:
        return f"No day keeps the rules. That could not be proved in a second way{longer}."
    return {
        "possible": "The day is possible. What binds in a plan of it: regime explain PRISON PLAN.",
        "impossible": "No day keeps the rules (proved twice, in different ways).",
        "could not tell": f"Whether any day keeps the rules could not be told{longer}.",
    }[found.status]


def _in_time(found: Explanation) -> str:
    """Until when something could not be told."""
    return "before you stopped it" if found.interrupted else "in this time"


def _longer(found: Explanation) -> str:
    return "" if found.interrupted else " A longer search (--time-limit) may tell more."


def _clash_title(clash: Clash, in_time: str) -> str:
    if clash.smallest:
        return "These cannot hold together; without any one of them the others could"
    if clash.tells:
        return "These cannot hold together, and perhaps fewer of them cannot"
    return f"Which lines cannot hold together could not be told {in_time}."


def _clash(clash: Clash, width: int) -> RenderableType:
    rule = max((len(part.rule) for part in clash.parts), default=0)
    spot = max((len(part.place.spot) for part in clash.parts), default=0)
    if width - rule - spot - 3 * len("  ") < LEAST_SAID:
        return Group(*(line for part in clash.parts for line in _below(part)))
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    table.add_column(no_wrap=True)
    for part in clash.parts:
        table.add_row(Text(part.rule, style="dim"), part.says, Text(part.place.spot, style="dim"))
    return Padding(table, (0, 0, 0, 2))


def _below(part: Part) -> Iterator[RenderableType]:
    """A line of a clash with its rule and place below it."""
    yield Padding(Text(part.says), (0, 0, 0, 2))
    yield Padding(Text(f"{part.rule}, {part.place.spot}", style="dim"), (0, 0, 0, 4))


def _way(letter: str, way: WayOut) -> list[RenderableType]:
    least = "no less would do" if way.least else "less may do"
    title = f"Way out {letter}  {least}; the plan found for it, checked, gives {duration(way.out_of_cell)} out of cell"
    title += " as far as its search came" if way.interrupted else ""
    return [Text(title, style="bold"), _changes(way.changes)]


def _changes(changes: Sequence[Change]) -> RenderableType:
    table = Table.grid(padding=(0, 2, 0, 0))
    for change in changes:
        table.add_row(change.says, Text(change.place.spot, style="dim"))
    return Padding(table, (0, 0, 0, 2))


def _answer(answer: Answer, found: Explanation, width: int) -> list[RenderableType]:
    parts: list[RenderableType] = [Text(said) for said in (answer.plain, answer.besides) if said]
    for _, alike in groupby(answer.forced, lambda forced: forced.model_copy(update={"wish": ""})):
        first, *others = alike
        parts += _forced("; ".join(_capital(forced.wish) for forced in (first, *others)), first, found, width)
    return parts


def _forced(wish: str, forced: Forced, found: Explanation, width: int) -> list[RenderableType]:
    if forced.status == "impossible":
        if forced.clash is None or not forced.clash.parts:
            return [Text(f"{wish}: impossible by itself, whatever else is changed.")]
        if not forced.clash.tells:
            return [Text(f"{wish}: impossible, but what stops it could not be told {_in_time(found)}.{_longer(found)}")]
        only = "; without any one of them it could be" if forced.clash.smallest else ", and perhaps fewer of them do"
        return [Text(f"{wish}: impossible. This stops it{only}:"), _clash(forced.clash, width)]
    said = Text(f"{wish}: {_costs(forced, found)}")
    # Of a day that says nothing of the best there is nothing to see.
    return [said] if forced.status == "could not tell" else [said, *_found(forced)]


def _costs(forced: Forced, found: Explanation) -> str:
    """What is known of the cost, and no more than that."""
    if forced.most is None:
        return f"it could not be told {_in_time(found)}.{_longer(found)}"
    if forced.status == "free choice":
        misses = "no more in all, though others fall short instead," if forced.short else "nothing more"
        search = "a longer search for the plan" if found.planned else "this plan was not searched for, and regime plan"
        more = f"It has {_value(-forced.most)} more: {search} may find as much."
        better = "" if round(forced.most, 1) >= 0 else f" {more}"
        return f"a free choice. A day with it was found that misses {misses} and is as good in every goal.{better}"
    possible = "possible in another plan"
    if forced.status == "could not tell":
        return f"{possible}, but what it costs could not be told {_in_time(found)}, and may be nothing.{_longer(found)}"
    said = f"{possible}; {_range(forced)}"
    if forced.has_to_miss:
        return f"{said}. Every day with it misses more (proved)."
    misses = " The day found with it misses more, and it is not proved that it has to." if forced.misses_more else ""
    return f"{said}.{misses}{_sure(forced)}{_longer(found) if forced.status == 'may cost' else ''}"


def _sure(forced: Forced) -> str:
    """Of a cost in value, whether the prison would pay it for later goals anyway, and how near the best both days are
    proved to be."""
    least, most, allowed = forced.least, forced.most or 0.0, forced.allowed
    if round(most, 1) <= 0:
        return ""
    said = ""
    if allowed is not None and (least is None or least <= allowed):
        within = "That is" if most <= allowed else "It may be"
        said = f" {within} within what the prison lets later goals take ({forced.tolerance_percent}%)."
    if forced.room is None and forced.found_room is None:
        return said
    plan, day = map(_within, (forced.room, forced.found_room))
    return f"{said} As far as is proved the plan {plan} the best day, and the day found {day} the best with it."


def _within(room: float | None) -> str:
    if room is None:
        return "may be far from"
    percent = rounded_up(100 * room)
    return "is as good as" if percent == "0.0" else f"is within {percent}% of"


def _range(forced: Forced) -> str:
    """What it costs in time out of cell and work."""
    least, most = forced.least, forced.most or 0.0
    if least is not None and least > 0:
        between = _value(most) if f"{least:.1f}" == f"{most:.1f}" else f"between {least:,.1f} and {_value(most)}"
        return f"it costs {between} (proved)"
    if round(most, 1) <= 0:
        short = [f"{short.entitlement} of {short.group}" for short in forced.short]
        worse = _first([*(goal_words(each.found.goal) for each in forced.worse), *short])
        but = f", but is worse in this: {worse}" if forced.worse else ""
        return f"the day found with it has as much time out of cell and work{but}"
    rest = "" if least is None else ", and perhaps nothing"
    if forced.misses_less:
        rest = f", in a day that misses less{' of one entitlement and more of another' if forced.misses_more else ''}"
    return f"it costs at most {_value(most)}{rest}"


def _value(hours: float) -> str:
    return f"{hours:,.1f} person-hours of time out of cell and work"


def _found(forced: Forced) -> Iterator[RenderableType]:
    """The day found, beside the plan."""
    short = [f"{s.group} {s.entitlement} {s.given} of {owed(s.floor, s.unit)}" for s in forced.short]
    less, more = ([f"{d.group} {duration(d.minutes)}" for d in some] for some in (forced.losses, forced.gains))
    for title, said in (
        ("Worse then", [_worse(each) for each in forced.worse]),
        ("Short then", short),
        ("Less time out of cell", less),
        ("More time out of cell", more),
        ("Not run then", forced.cancelled),
        ("Run then", forced.started),
    ):
        if said:
            yield Padding(Text(f"{title}: {_first(said)}"), (0, 0, 0, 2))


def _worse(worse: Worse) -> str:
    both = ((worse.found.value, worse.found_parts), (worse.had, worse.had_parts))
    now, was = (amount(worse.found, number) + parts_words(parts) for number, parts in both)
    proved = " (proved: worse, unless an earlier goal loses)" if worse.has_to else ""
    return f"{goal_words(worse.found.goal)} {now} instead of {was}{proved}"


def _first(said: Sequence[str]) -> str:
    """The first few, and how many more there are; JSON has them all."""
    more = f"; and {len(said) - MOST_SAID} more" if len(said) > MOST_SAID else ""
    return "; ".join(said[:MOST_SAID]) + more


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
