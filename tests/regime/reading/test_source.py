"""Strict YAML: what is read, what is refused, and where the finger points."""

from __future__ import annotations

import gzip
import pathlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regime.problems import Code, InputError, Problem
from regime.source import read_file, read_text


def value(text: str) -> object:
    return read_text(f"key: {text}").plain()["key"]


def refused(text: str) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as caught:
        read_text(text, "a.yaml")
    return caught.value.problems


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("8:30", "8:30"),
        ("12:00", "12:00"),
        ("no", "no"),
        ("on", "on"),
        ("Yes", "Yes"),
        ("010", "010"),
        ("1e3", "1e3"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("2026-11-23", "2026-11-23"),
        ("0", 0),
        ("-3", -3),
        ("12", 12),
        ("0.50", 0.5),
        (".5", ".5"),
        ("true", True),
        ("false", False),
        ("True", "True"),
        ("null", None),
        ("~", None),
        ("", None),
        ("'12'", "12"),
        ('"true"', "true"),
        ("[1, a]", [1, "a"]),
    ],
)
def test_plain_values_are_what_people_mean(text: str, meant: object) -> None:
    assert value(text) == meant
    assert type(value(text)) is type(meant)


def test_names_are_text_exactly_as_written() -> None:
    assert list(read_text("1: a\nno: b\n8:30: c\ntrue: d\n'x': e").plain()) == ["1", "no", "8:30", "true", "x"]


def test_every_value_knows_its_place() -> None:
    root = read_text("wings:\n  A:\n    size: 12\n    tags: [x, long]\n", "p.yaml")
    found, node, key = root.find(("wings", "A", "size"))
    assert found == ("wings", "A", "size")
    assert (key.line, key.column, key.length) == (3, 5, 4)
    assert (node.mark.line, node.mark.column, node.mark.length) == (3, 11, 2)
    _, node, _ = root.find(("wings", "A", "tags", 1))
    assert (node.mark.line, node.mark.column, node.mark.length) == (4, 15, 4)
    assert node.mark.file.name == "p.yaml"


def test_what_is_not_there_is_found_at_its_nearest_part() -> None:
    root = read_text("staff:\n  early: {officers: 3}\n")
    assert root.find(("staff", "early", "start"))[0] == ("staff", "early")
    assert root.find(("staff", "early", "staff", "officers"))[0] == ("staff", "early", "officers")


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "said"),
    [
        ("", Code.UNREADABLE, 0, 0, "empty"),
        ("# only a comment\n", Code.UNREADABLE, 0, 0, "empty"),
        ("- a\n", Code.WRONG_TYPE, 1, 1, "fields"),
        ("just words", Code.WRONG_TYPE, 1, 1, "fields"),
        ("a: 1\nb: 2\na: 3\n", Code.DUPLICATE, 3, 1, "here and on line 1"),
        ("a: 1\n---\nb: 2\n", Code.REFUSED_YAML, 2, 1, "second document"),
        ("a: &x 1\n", Code.REFUSED_YAML, 1, 4, "anchors"),
        ("a: *x\n", Code.REFUSED_YAML, 1, 4, "aliases"),
        ("a: !!python/object:os.system x\n", Code.REFUSED_YAML, 1, 4, "tags"),
        ("<<: {a: 1}\n", Code.REFUSED_YAML, 1, 1, "merge"),
        ("? [a]\n: 1\n", Code.REFUSED_YAML, 1, 3, "plain text"),
        ("'': 1\n", Code.REFUSED_YAML, 1, 1, "no name"),
        (f"{'x' * 101}: 1\n", Code.REFUSED_YAML, 1, 1, "101 characters"),
        ("a: 100001\n", Code.REFUSED_YAML, 1, 4, "100,000"),
        (f"a: {'9' * 5000}\n", Code.REFUSED_YAML, 1, 4, "100,000"),
        ('a: "\\e[31m"\n', Code.REFUSED_YAML, 1, 4, "invisible"),
        ("a: \x07\n", Code.UNREADABLE, 1, 4, "U+0007"),
        ("a:\n\tb: 1\n", Code.NOT_YAML, 2, 1, "tab"),
        ("a: b: c\n", Code.NOT_YAML, 1, 5, "second colon"),
        ("a: 1\nb\nc: 2\n", Code.NOT_YAML, 2, 1, "without a colon"),
        ("a: [1, 2\nb: 3\n", Code.NOT_YAML, 1, 4, "not closed"),
        ("a: {b: 2\n", Code.NOT_YAML, 1, 4, "not closed"),
        ("a: 'b\n", Code.NOT_YAML, 1, 4, "not closed"),
        ('a: 1\nb: "c\nd:\n  "e": f\n', Code.NOT_YAML, 2, 4, "not closed"),
        ("a: 1\n'b: 2\nc: 'd'\n", Code.NOT_YAML, 2, 1, "not closed"),
        ('a: {b: "08:00, c: 1}\n"d": 2\n', Code.NOT_YAML, 1, 8, "not closed"),
        ("a: ['b, 'c']\n", Code.NOT_YAML, 1, 10, "ends before this"),
        ("a: 'St John's'\n", Code.NOT_YAML, 1, 13, "ends before this"),
        ("a: @b\n", Code.NOT_YAML, 1, 4, "cannot begin a value"),
        ("a:\n  - x\n y: 2\n", Code.NOT_YAML, 3, 2, "does not fit"),
        ("a: " + "[" * 100, Code.REFUSED_YAML, 1, 33, "deep"),
    ],
)
def test_everything_else_is_refused_at_its_place(text: str, code: Code, line: int, column: int, said: str) -> None:
    (problem,) = refused(text)
    assert (problem.code, problem.line, problem.column) == (code, line, column)
    assert said in problem.what


@pytest.mark.parametrize("deep", [100, 1_000, 100_000])
def test_however_deep_it_is_refused_as_too_deep(deep: int) -> None:
    (problem,) = refused("a: " + "[" * deep)
    assert (problem.code, problem.line) == (Code.REFUSED_YAML, 1)
    assert "nested more than 30 deep" in problem.what


def test_all_that_is_refused_is_told_at_once() -> None:
    found = refused("a: &x 1\nb: *x\na: 2\nc: !t 3\n")
    assert [(problem.code, problem.line) for problem in found] == [
        (Code.REFUSED_YAML, 1),
        (Code.REFUSED_YAML, 2),
        (Code.DUPLICATE, 3),
        (Code.REFUSED_YAML, 4),
    ]


def test_what_is_used_all_over_a_file_is_told_once() -> None:
    found = refused("a: &x 1\nb: *x\nc: &y 2\nd: *y\ne: !t 3\nf: !t 4\n")
    assert [(problem.line, problem.what.split()[0]) for problem in found] == [
        (1, "anchors"),
        (2, "aliases"),
        (5, "tags"),
    ]


def test_a_text_that_would_unfold_without_end_is_refused() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    assert {problem.code for problem in refused(bomb)} == {Code.REFUSED_YAML}


def test_a_hundred_thousand_lines_are_no_prison() -> None:
    (problem,) = refused("".join(f"name {i}: 1\n" for i in range(100_000)))
    assert problem.line == 10_000
    assert "20,000" in problem.what


def test_files_that_cannot_be_read_are_named(tmp_path: pathlib.Path) -> None:
    latin = tmp_path / "latin.yaml"
    latin.write_bytes("prison: A\nabout: café\n".encode("latin-1"))
    wide = [tmp_path / f"{encoding}.yaml" for encoding in ("utf-16", "utf-16-le", "utf-16-be")]
    for file in wide:
        file.write_text("prison: Tŷ'r Llyn\n", encoding=file.stem)
    packed = tmp_path / "plan.json.gz"
    packed.write_bytes(gzip.compress(b"{}"))
    large = tmp_path / "large.yaml"
    large.write_bytes(b"#" * 5_000_001)
    for file, said in [
        (tmp_path / "none.yaml", "no such file"),
        (tmp_path, "folder"),
        (latin, 'byte 21 (line 2, byte 11 of it) is 0xE9, which Windows-1252 has for "é"'),
        *((file, "the file is UTF-16 text, and not UTF-8") for file in wide),
        (packed, "the file is not text: it is packed (gzip, zip), or of another program"),
        (large, "larger than 5 MB"),
        (tmp_path / "nul\0.yaml", "cannot be read"),
    ]:
        with pytest.raises(InputError, match="RP001") as caught:
            read_file(file)
        assert said in caught.value.problems[0].what


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: pathlib.Path) -> None:
    file = tmp_path / "windows.yaml"
    file.write_bytes(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")
    root = read_file(file)
    assert root.plain() == {"a": 1, "b": 2}
    assert root.find(("b",))[2].line == 2


@pytest.mark.parametrize("typed", ["T\u0177 \u0174yn", "Ty\u0302 W\u0302yn", "T\u0177\u00a0\u0174yn"])
def test_what_looks_the_same_is_read_as_the_same(typed: str) -> None:
    root = read_text(f"{typed}:\n\u00a0 places:\u00a012\nfor: [{typed}]\n")
    assert root.plain() == {"T\u0177 \u0174yn": {"places": 12}, "for": ["T\u0177 \u0174yn"]}


@given(st.text())
def test_any_text_is_a_tree_or_a_problem_with_a_place(text: str) -> None:
    try:
        said = f"{read_text(text).plain()}"
    except InputError as error:
        said = str(error)
    assert said.startswith("{") or said.endswith("1 problem.")
