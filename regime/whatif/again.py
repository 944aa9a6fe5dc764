"""A plan that was kept in a folder, taken up again: it is checked and measured like one that somebody else made."""

from __future__ import annotations

from regime.evaluation import proof_agrees
from regime.plan import Plan
from regime.problems import Code, InputError, Problem, visible
from regime.today import Today

AGAIN = "remove the file: what it holds is looked for again."


def taken_up(today: Today, plan: Plan, name: str) -> Plan:
    """The plan of a day as it is checked and measured now, with its proof, which has to agree with what is measured.

    What is proved cannot be checked without searching again: a folder only gives what is as it was written (see
    ``regime.whatif.folder``). Raises ``InputError``: a plan of another day, without a proof or with one that is not of
    this plan, or one that breaks rules.
    """
    from regime.api import evaluate

    if (plan.prison, plan.weekday, plan.date) != (today.prison.prison, today.weekday, today.date):
        raise refused(name, "this plan is of another prison or day")
    evaluation = evaluate(today.prison, plan, compare=False)
    if evaluation.findings:
        raise refused(name, f"this plan breaks rules: {evaluation.findings[0].sentence}")
    again = evaluation.plan.model_copy(update={"proof": plan.proof, "made": plan.made})
    if not proof_agrees(again):
        raise refused(name, "what this file says is proved cannot be of this plan")
    return again


def refused(name: str, what: str) -> InputError:
    """The refusal of a file of a folder."""
    return InputError([Problem(visible(name), 0, 0, Code.WRONG_VALUE, what, AGAIN)])
