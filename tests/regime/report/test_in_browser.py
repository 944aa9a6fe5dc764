"""Every page in a real browser: nothing goes wrong in it, it fits the window, it prints, and anybody can use it."""

from __future__ import annotations

import re

import pytest
from axe_core_python.sync_playwright import Axe

PAGES = ["governor", "notices", "activities", "staff", "unlock-lists", "movement-lists"]


def file_of(request, folder, name):
    where = request.getfixturevalue(folder)
    return next(iter(sorted(where.rglob(f"{name}.html"))))


@pytest.mark.parametrize("name", PAGES)
def test_nothing_goes_wrong_and_axe_finds_nothing(open_page, request, name):
    opened = open_page(file_of(request, "tiny_page", name))
    opened.page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    found = Axe().run(opened.page)
    assert [(each["id"], each["nodes"][0]["html"][:200]) for each in found["violations"]] == []
    assert opened.wrong == []


def test_axe_finds_nothing_where_rules_are_broken_and_entitlements_fall_short(open_page, today, plan, write):
    page = open_page(write(today.prison, {"by hand": plan}, ["governor"]) / "governor.html").page
    assert page.locator(".broken li").count() > 0
    assert page.locator("table.short tbody tr").count() > 0
    assert Axe().run(page)["violations"] == []


@pytest.mark.parametrize("width", [320, 768, 1600])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_never_wider_than_the_window(open_page, request, name, width):
    page = open_page(file_of(request, "tiny_page", name), width).page
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_names_of_groups_and_titles_of_tables_are_whole_on_a_telephone(open_page, hull_page):
    page = open_page(hull_page / "governor.html", 390).page
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    names = page.locator(".least th bdi, .short td bdi, .groups th bdi, .days td:nth-child(3) bdi")
    assert "Segregation 1" in names.all_text_contents()
    broken = "all => all.filter(each => each.getClientRects().length > 1).map(each => each.textContent)"
    assert names.evaluate_all(broken) == []
    titles = page.locator(".scroll caption").evaluate_all("all => all.map(each => each.getBoundingClientRect().right)")
    assert len(titles) > 5
    assert max(titles) <= 390


def pages_of(pdf):
    return len(re.findall(rb"/Type /Page\b", pdf))


def printed(page):
    return page.pdf(prefer_css_page_size=True, print_background=True)


@pytest.mark.parametrize("name", ["notices", "activities", "movement-lists"])
def test_each_sheet_is_printed_on_a_page_of_its_own(open_page, request, name):
    page = open_page(file_of(request, "hull_page", name)).page
    assert pages_of(printed(page)) == page.locator(".sheet").count() > 1


@pytest.mark.parametrize("name", PAGES[1:])
def test_a_sheet_that_is_chosen_is_shown_and_printed_alone(open_page, request, name):
    page = open_page(file_of(request, "hull_page", name)).page
    page.locator(".cover li a").nth(1).click()
    assert page.locator(".sheet:visible").count() == 1
    assert pages_of(printed(page)) == 1
    page.locator(".back:visible").click()
    assert page.locator(".sheet:visible").count() == page.locator(".sheet").count()


def test_pictures_of_the_governors_page_are_printed_whole(open_page, hull_page):
    page = open_page(hull_page / "governor.html").page
    page.set_viewport_size({"width": 1040, "height": 710})  # A4 across without its margins, at 96 dots an inch
    page.emulate_media(media="print")
    boxes = [svg.bounding_box() for svg in page.locator(".picture svg").all()]
    assert len(boxes) == 6
    assert all(0 < box["height"] <= 710 and 0 < box["width"] <= 1040 for box in boxes)
    assert not page.locator("nav").is_visible()
    assert 6 <= pages_of(printed(page)) <= 14


def test_no_words_run_out_of_a_picture(open_page, hull_page):
    page = open_page(hull_page / "governor.html").page
    out = """[...document.querySelectorAll('svg text')].filter(text => {
        const drawn = text.getBBox(), room = text.ownerSVGElement.viewBox.baseVal
        return drawn.width > 0 && drawn.x + drawn.width > room.x + room.width
    }).map(text => text.textContent)"""
    assert "too near another" in page.content()
    assert page.evaluate(out) == []


def test_a_cell_tells_its_sentence_by_mouse_by_keyboard_and_by_touch(open_page, hull_page):
    page = open_page(hull_page / "governor.html").page
    says, picture = page.locator("#says"), page.locator("#day-0 .picture")
    cells = picture.locator("rect[data-row]")
    sentences = [cell.text_content() for cell in cells.all()]
    assert sentences[0].startswith("A workers (55 people), 08:00-")

    cells.nth(1).hover()
    assert says.text_content() == sentences[1]
    page.keyboard.press("Escape")
    assert says.text_content() == ""

    picture.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert says.text_content() == sentences[1]
    page.keyboard.press("ArrowDown")
    assert says.text_content().startswith("A learners (20 people), ")
    page.keyboard.press("ArrowUp")
    assert says.text_content().startswith("A workers (55 people), ")

    cells.nth(3).dispatch_event("click")
    assert says.text_content() == sentences[3]
