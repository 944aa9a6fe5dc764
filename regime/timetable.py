"""Timetables: a day that people made by hand, on one page of YAML.

    timetable: As delivered in March 2022
    prison: HMP Hull
    weekday: mon
    groups:
      all:
        association: [09:00-09:30]
        exercise: 14:00-14:30
      A1: {association: [10:00-11:00]}
    sessions:
      Workshop 1:
        08:30-11:30: {A1: 10, B: 12}
    breaks:
      main:
        officers: {12:30-13:30: 10, 13:30-14:30: 8}

Lines are read from top to bottom and later ones win: above, A1 has its association at 10:00 and its exercise with
everybody. What is not written does not happen: the other groups stay locked up, the other sessions are cancelled.
Movements follow from the sessions, and so do breaks where none are written.
"""

from __future__ import annotations

import os

from pydantic import ValidationError

from regime.completion import complete
from regime.hand_made import Timetable, hand_made
from regime.plan import Plan
from regime.plan_file import AS_SAVED, plan_of_json
from regime.prison import Prison
from regime.problems import Code, Finding, InputError, quoted, visible
from regime.shape import shape_findings
from regime.source import file_text, is_json, read_text
from regime.today import Today
from regime.tree import File, Mark, Node


def read_plan(path: str | os.PathLike[str], prison: Prison) -> Plan:
    """The plan in a file: JSON as it was saved, or a timetable in YAML, completed with all that follows from it.

    Raises ``InputError`` with everything that is wrong with the file.
    """
    text, name = file_text(path), os.fspath(path)
    if not is_json(text):
        return timetable_of(read_text(text, name, try_=AS_SAVED), prison)
    plan = plan_of_json(text, name)
    if plan.prison != prison.prison:
        what = f"this plan is for {quoted(plan.prison)}, the prison file is {quoted(prison.prison)}"
        at = Mark(File(visible(name), ()), 0, 0)
        raise InputError([at.problem(Code.WRONG_VALUE, what, "the right one of the two files.")])
    return plan


def timetable_of(tree: Node, prison: Prison) -> Plan:
    """The plan that a timetable means for a prison. Raises ``InputError`` with everything that is wrong."""
    findings = _wrong_fields(tree)
    if findings:
        raise _refused(tree, findings)
    try:
        timetable = Timetable.model_validate(tree.plain())
    except ValidationError as error:
        raise _refused(tree, shape_findings(error, tree)) from None
    today = Today.of(prison, timetable.weekday, timetable.date)
    plan, findings = hand_made(today, timetable)
    if findings:
        raise _refused(tree, findings)
    return complete(today, plan)


def _wrong_fields(tree: Node) -> list[Finding]:
    known = list(Timetable.model_fields)
    given = tree.value if isinstance(tree.value, dict) else {}
    if "timetable" not in given and "wings" in given:
        return [Finding((), Code.WRONG_TYPE, "this is a prison file, not a plan", AS_SAVED)]
    findings = [
        Finding(
            (name,),
            Code.UNKNOWN_FIELD,
            f'a timetable has no field "{name}"',
            name=name,
            known=known,
            known_as="fields",
            on_name=True,
        )
        for name in given
        if name not in known
    ]
    if "timetable" not in given:
        what = 'this is no timetable: it has no line "timetable: ..."'
        try_ = 'a first line like "timetable: As delivered in March".'
        findings.insert(0, Finding((), Code.MISSING_FIELD, what, try_))
    return findings


def _refused(tree: Node, findings: list[Finding]) -> InputError:
    found = [(tree.locate(finding), finding) for finding in findings]
    found.sort(key=lambda pair: (pair[0].line, pair[0].column))
    return InputError(mark.problem(f.code, f.what, f.advice(), f.severity) for mark, f in found)
