"""The page of a plan that was evaluated: rules broken first, then the distance from the best, then the day."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.constrain import Constrain
from rich.text import Text

from regime.evaluation import Comparison, Evaluation
from regime.page import WIDEST, WIDTH, page
from regime.page.cuts import UNKNOWN, Files
from regime.page.proof import CHECKED, rounded_up
from regime.page.words import count, duration, goal_words, left_out_words
from regime.plan import CALM, SHORTFALL
from regime.prison import Prison
from regime.proved import found_little, known, nothing_proved

STOPPED = "You stopped the search: the best day is not known."
LITTLE = " The search found little in the time given: a better day may well exist; give it longer."
TOO_SHORT = " The search was too short to beat this day: give it longer."
OFF_THE_STEP = " No day that keeps to the planning step can beat this one."


def evaluation_page(
    evaluation: Evaluation, width: int = WIDTH, *, prison: Prison | None = None, files: Files = UNKNOWN
) -> RenderableType:
    """What is wrong with the plan, how far it is from the best, and the plan itself (see ``regime.page.page``)."""
    parts: list[RenderableType] = [_rules(evaluation), *_origin(evaluation), Text("")]
    parts += [Text(STOPPED, style="bold")] if evaluation.interrupted else []
    parts += [_distance(evaluation), Text("")]
    parts.append(page(evaluation.plan, width, prison=prison, files=files))
    return Constrain(Group(*parts), min(width, WIDEST))


def _rules(evaluation: Evaluation) -> Text:
    if not evaluation.findings:
        return Text(CHECKED, style="bold green")
    said = Text(f"{count(len(evaluation.findings), 'rule broken', 'rules broken')}", style="bold red")
    for finding in evaluation.findings:
        said.append(f"\n{finding.rule} {finding.title}: ", style="bold default").append(
            finding.sentence, style="not bold default"
        )
    return said


def _origin(evaluation: Evaluation) -> Iterator[RenderableType]:
    """Where the day is from, as far as the page would mislead without it."""
    if evaluation.planned:
        yield Text("Made by the planner, then read back: proofs are not used again.")
    if evaluation.filled_in:
        yield Text(f"Worked out here as for a day that lists none: {' and '.join(evaluation.filled_in)}.")
    if evaluation.left_out:
        yield Text(left_out_words(evaluation.left_out), style="yellow")


def _distance(evaluation: Evaluation) -> Text:
    if evaluation.comparison is not None:
        return _compared(evaluation, evaluation.comparison)
    return Text("Not compared with the best day" + (f": {evaluation.not_compared}" if evaluation.not_compared else "."))


def _compared(evaluation: Evaluation, comparison: Comparison) -> Text:
    ours, best = evaluation.plan.figures, comparison.best.figures
    if ours is None or best is None:
        raise ValueError("a comparison needs the figures of both plans")
    less = round(comparison.person_minutes / 60, 1)
    share = f"{abs(comparison.percent):.1f}%, " if comparison.best_value else ""
    apart = f"{abs(less):,.1f} person-hours {'below' if less > 0 else 'above'}" if less else "level with"
    standing = _standing(evaluation, comparison)
    first = (
        f"{standing} In time out of cell and work it is {apart} that day" if standing else f"{apart} the best day found"
    )
    proof = comparison.best.proof
    in_time = proof is not None and proof.stopped == "time" and not evaluation.interrupted
    little = in_time and found_little(comparison.best)
    if (evaluation.interrupted or little) and not less:
        said = Text(standing or f"No better day was found {'in this time' if little else 'by then'}.", style="bold")
    else:
        said = Text.assemble(
            (f"{first[0].upper()}{first[1:]}", "bold"),
            f" ({share}{abs(comparison.hours_per_person):.1f} hours per person): "
            f"{duration(ours.out_of_cell)} out of cell against {duration(best.out_of_cell)}, "
            f"{duration(ours.guaranteed)} certain against {duration(best.guaranteed)}, "
            f"{count(comparison.shortfalls, 'shortfall')} against {comparison.best_shortfalls}.",
        )
    if evaluation.findings:
        said.append(" It breaks rules, which come first, for that." if less < 0 else "")
    elif comparison.ahead == "off the step":
        said.append(OFF_THE_STEP, style="bold")
    elif comparison.ahead is not None:
        # Whoever stopped the search is not asked for more time.
        said.append("" if evaluation.interrupted else TOO_SHORT, style="bold")
    elif less < 0 and not standing:
        said.append(" The best day gave that up, within its tolerance, for the goals after it.")
    if little and comparison.ahead is None:
        said.append(LITTLE, style="bold")
    goals = proof.goals if proof else []
    value = next((goal for goal in goals if goal.goal == "value"), None)
    if value is not None and not nothing_proved(value, best):
        most = max(0.0, known(value, best).bound - comparison.value) / 60
        said.append(
            " Proved: no day that does as well as the best day found on the goals before"
            f" is more than {rounded_up(most)} person-hours above this one."
        )
    return said


def _standing(evaluation: Evaluation, comparison: Comparison) -> str | None:
    """Which day is better where another goal than the value decides, which its sign alone would not tell."""
    if evaluation.findings or comparison.decided_by in (None, "value"):
        return None
    better, name = comparison.ahead is not None, comparison.decided_by
    verdict = "Better than the best day found" if better else "Not as good as the best day found"
    if name.startswith(SHORTFALL):
        return f"{verdict}: {'less' if better else 'more'} falls short of {name.removeprefix(SHORTFALL)}."
    if name == CALM:
        return f"{verdict}: {'fewer' if better else 'more'} {name}."
    return f"{verdict}: {'more' if better else 'less'} {goal_words(name)}."
