"""The words of notices: every shipped language is whole, and a pack may add one."""

from __future__ import annotations

import pathlib
import re

import pytest

from regime import InputError, report
from regime.data_folder import data_folder
from regime.load import load_text, read
from regime.made import fingerprint

TINY = (data_folder("examples") / "tiny.yaml").read_text(encoding="utf-8")
WELSH = (data_folder("configs") / "packs" / "welsh.yaml").read_text(encoding="utf-8")


def test_english_is_there_and_welsh_lies_beside_it():
    assert [words.code for words in load_text(TINY).languages.values()] == ["en"]
    both = load_text(f"packs: [england-wales, welsh]\n{TINY}").languages
    assert [words.code for words in both.values()] == ["en", "cy"]
    assert both["welsh"].weekdays[0] == "Dydd Llun"


def test_amounts_of_time():
    words = load_text(TINY).languages["english"]
    assert [words.amount(minutes) for minutes in (0, 45, 60, 75)] == ["0 min", "45 min", "1 h", "1 h 15 min"]


def test_names_are_translated_where_the_language_has_them():
    welsh = load_text(f"packs: [england-wales, welsh]\n{TINY}").languages["welsh"]
    assert (welsh.name("lunch"), welsh.name("textiles")) == ("cinio", "textiles")


def test_a_prison_changes_a_word_and_adds_a_name():
    words = load_text(f"{TINY}languages: {{english: {{locked: Behind your door, names: {{tea: supper}}}}}}\n").languages
    assert words["english"].locked == "Behind your door"
    assert words["english"].name("tea") == "supper"
    assert words["english"].name("exercise") == "exercise in the open air"


def test_another_language_is_a_pack_beside_the_prison_file(tmp_path: pathlib.Path):
    polish = WELSH.replace("welsh:", "polish:").replace("code: cy", "code: pl")
    (tmp_path / "polish.yaml").write_text(polish, encoding="utf-8")
    file = tmp_path / "prison.yaml"
    file.write_text(f"packs: [england-wales, polish.yaml]\n{TINY}", encoding="utf-8")
    assert [words.code for words in read(file).prison.languages.values()] == ["en", "pl"]


def test_a_word_that_another_language_lacks_is_told_with_its_meaning(tmp_path: pathlib.Path):
    polish = re.sub("    all_away: .*\n", "", WELSH.replace("welsh:", "polish:").replace("code: cy", "code: pl"))
    (tmp_path / "polish.yaml").write_text(polish, encoding="utf-8")
    file = tmp_path / "prison.yaml"
    for text in (f"packs: [england-wales, polish.yaml]\n{TINY}", TINY + polish):
        file.write_text(text, encoding="utf-8")
        with pytest.raises(InputError) as refused:
            read(file)
        (problem,) = refused.value.problems
        assert problem.what == 'languages.polish has no "all_away"'
        said = 'a line "all_away: ..." (While everybody of the group is at activities, which stand below).'
        assert problem.try_.startswith(said)


@pytest.mark.parametrize(
    "broken", ["'{nme}'", "'{}'", "'{'", "'{name!r}'", "'{name:>9}'", "'{name.__class__}'", "''"], ids=str
)
def test_what_cannot_be_filled_in_is_refused_with_its_place(broken):
    with pytest.raises(InputError) as refused:
        load_text(f"{TINY}languages: {{english: {{unlocked: {broken}}}}}\n")
    assert "languages.english.unlocked" in str(refused.value)


def test_a_prison_without_a_language_has_no_notices(hull):
    prison = hull[0].model_copy(update={"languages": {}})
    with pytest.raises(InputError, match="no language"):
        report(prison, {"march": hull[1]}, ["wings"])


def test_the_words_of_notices_do_not_touch_the_proof_of_a_plan():
    assert fingerprint(load_text(f"packs: [england-wales, welsh]\n{TINY}")) == fingerprint(load_text(TINY))


def test_times_are_read_from_left_to_right_in_any_language(hull):
    english = hull[0].languages["english"]
    arabic = english.model_copy(update={"code": "ar", "right_to_left": True, "activity": "القائمة: {names} {time}"})
    prison = hull[0].model_copy(update={"languages": {"arabic": arabic}})
    page = report(prison, {"march": hull[1]}, ["wings"])["notices.html"].decode()
    assert 'lang="ar" dir="rtl"' in page
    assert 'القائمة: <bdi>kitchen</bdi> <bdi dir="ltr">08:30-11:45</bdi>' in page
