"""The room of a story in a real browser: histories of stands, the clock, readings side by side."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import opened, watching
from desk_visitors import ANA
from playwright.sync_api import Browser, expect

from accord.desk.web.door.people import Doors
from accord.desk.web.shelf import Shelf

LEVEL_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="module")
def address(shelf: Shelf) -> Iterator[str]:
    with opened(shelf, Doors(local=ANA)) as where:
        yield where


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_a_history_opens_by_keyboard_and_leads_to_its_words(
    chromium: Browser, address: str, story: str, width: int, scheme: str
) -> None:
    with watching(chromium, address, width=width, scheme=scheme) as watched:
        page = watched.open(f"/stories/{story}")
        button = page.locator(".past-of").first
        past = page.locator(".past").first
        expect(past).to_be_hidden()
        button.focus()
        page.keyboard.press("Enter")
        expect(past).to_be_visible()
        assert past.evaluate("(e) => e.getBoundingClientRect().right <= innerWidth")
        options = {"runOnly": {"type": "tag", "values": LEVEL_AA}}
        found = Axe().run(page, context=".past:popover-open", options=options)
        assert found.response["passes"]
        assert [v["id"] for v in found.response["violations"]] == []
        page.keyboard.press("Escape")
        expect(past).to_be_hidden()
        expect(button).to_be_focused()
        page.keyboard.press("Enter")
        link = past.locator("a.stance").first
        entry = (link.get_attribute("href") or "").removeprefix("#")
        link.focus()
        page.keyboard.press("Enter")
        expect(past).to_be_hidden()
        expect(page.locator(f"[id='{entry}'] mark").first).to_be_visible()


def test_a_stance_has_a_sign_of_its_own_beside_its_colour(chromium: Browser, address: str, story: str) -> None:
    look = "(all) => all.map((e) => [e.classList[1], getComputedStyle(e, '::before').content])"
    with watching(chromium, address) as watched:
        page = watched.open(f"/stories/{story}")
        signs = dict(page.locator(".matrix a.stance").evaluate_all(look))
    assert len(signs) > 2
    assert "none" not in signs.values()
    assert len(set(signs.values())) == len(signs)


@pytest.mark.parametrize("width", [1280, 390])
def test_measure_and_party_stay_in_view_while_the_matrix_scrolls(
    chromium: Browser, address: str, story: str, width: int
) -> None:
    with watching(chromium, address, width=width) as watched:
        page = watched.open(f"/stories/{story}")
        board = page.locator(".board")
        board.evaluate("(e) => { e.style.maxHeight = '12rem'; e.style.width = '18rem'; }")
        board.focus()
        board.evaluate("(e) => e.scrollTo(150, 150)")
        place = "(e) => { const b = e.getBoundingClientRect(); return [b.left, b.top]; }"
        left, top = board.evaluate(place)
        assert board.evaluate("(e) => [e.scrollLeft, e.scrollTop]") == [150, 150]
        assert board.locator("tbody th").first.evaluate(place)[0] == pytest.approx(left, abs=2)
        assert board.locator("thead th").nth(1).evaluate(place)[1] == pytest.approx(top, abs=2)


def test_a_strip_of_the_clock_leads_to_its_line(chromium: Browser, address: str, story: str) -> None:
    with watching(chromium, address) as watched:
        page = watched.open(f"/stories/{story}")
        strip = page.locator(".owed a").first
        entry = (strip.get_attribute("href") or "").removeprefix("#")
        today = page.locator(".days .today").evaluate("(e) => e.getBoundingClientRect().left")
        own = strip.locator(".today").evaluate("(e) => e.getBoundingClientRect().left")
        assert own == pytest.approx(today, abs=2), "the strips stand under their axis"
        strip.focus()
        page.keyboard.press("Enter")
        expect(page.locator(f"[id='{entry}'] mark").first).to_be_visible()


def test_readings_stand_beside_each_other_and_under_each_other_where_it_is_narrow(
    chromium: Browser, address: str, story: str
) -> None:
    for width, beside in ((1280, True), (390, False)):
        with watching(chromium, address, width=width) as watched:
            page = watched.open(f"/stories/{story}")
            line = page.locator("details.line:has(.reading)").first
            line.locator("summary").first.click()
            expect(line.locator(".wording").first).to_be_visible()
            tops = line.locator(".wording").evaluate_all("(all) => all.map((e) => e.getBoundingClientRect().top)")
            assert (tops[0] == tops[1]) is beside
