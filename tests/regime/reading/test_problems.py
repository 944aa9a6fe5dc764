"""How problems are told."""

from __future__ import annotations

import dataclasses
import json

from regime.paths import dotted
from regime.problems import MOST, Code, Finding, InputError, Problem, nearest, quoted, visible

CAPCITY = Problem(
    "local.yaml", 41, 7, Code.UNKNOWN_FIELD, 'wings.A has no field "capcity"', '"capacity".', "      capcity: 60", 7
)


def test_a_problem_is_told_with_its_line_and_what_to_try() -> None:
    assert str(InputError([CAPCITY, dataclasses.replace(CAPCITY, line=0, try_="")])) == (
        'local.yaml:41:7  RP004  wings.A has no field "capcity"\n'
        "   41 |       capcity: 60\n"
        "      |       ^^^^^^^\n"
        '   Try: "capacity".\n'
        'local.yaml  RP004  wings.A has no field "capcity"\n'
        "2 problems."
    )


def test_one_problem_is_one() -> None:
    assert str(InputError([CAPCITY])).endswith("\n1 problem.")


def test_a_warning_says_that_it_is_one() -> None:
    assert "RP004  warning: wings.A" in str(dataclasses.replace(CAPCITY, severity="warning"))


def test_nobody_reads_thousands_of_problems() -> None:
    error = InputError([CAPCITY] * (MOST + 5))
    assert len(error.problems) == MOST
    assert str(error).endswith("More than 200 problems.")
    assert error.as_json()["more"] is True


def test_long_lines_are_cut_around_the_place() -> None:
    problem = dataclasses.replace(CAPCITY, column=501, source_line="x" * 500 + "capcity: 60" + "y" * 500)
    _, line, marks, _ = str(problem).splitlines()
    assert len(line) <= 100
    assert line[marks.index("^") : marks.rindex("^") + 1] == "capcity"


def test_nothing_printed_can_move_the_terminal() -> None:
    assert visible("a\x1b[31m\u202eb\tc") == "a?[31m?b c"
    assert "\x1b" not in str(dataclasses.replace(CAPCITY, source_line="\x1b[31m" * 5))
    assert quoted("\x1b") == '"?"'


def test_problems_are_plain_data_too() -> None:
    data = json.loads(json.dumps(InputError([CAPCITY]).as_json()))
    assert data["problems"][0] == {
        "file": "local.yaml",
        "line": 41,
        "column": 7,
        "cell": "",
        "code": "RP004",
        "severity": "error",
        "what": 'wings.A has no field "capcity"',
        "try": '"capacity".',
        "source_line": "      capcity: 60",
    }


def test_codes_are_numbered_without_gaps_and_explained() -> None:
    assert [str(code) for code in Code] == [f"RP{number:03d}" for number in range(1, len(Code) + 1)]
    assert all(code.meaning for code in Code)


def test_the_nearest_name_is_found_whatever_its_case() -> None:
    assert nearest("capcity", ["places", "capacity"]) == "capacity"
    assert nearest("ASSOCIATION", ["Association"]) == "Association"
    assert nearest("zebra", ["capacity"]) is None


def test_without_a_near_name_the_known_ones_are_listed() -> None:
    def advice(known: list[str]) -> str:
        return Finding((), Code.UNKNOWN_NAME, "", name="zebra", known=known, known_as="wings").advice()

    assert advice(["A", "B"]) == "one of the wings: A, B."
    assert advice([]) == "describe it: there are no wings yet."
    assert advice([str(i) for i in range(13)]).endswith("10, 11 and 1 more.")


def test_places_are_written_as_people_would() -> None:
    assert dotted(("staff", "early", "breaks", 0, "minutes")) == "staff.early.breaks[1].minutes"
    assert dotted(("wings", "House 1.2", "groups")) == 'wings."House 1.2".groups'
