"""The room of the timeline: closer and wider, by links, by keys, and as data."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import opened, watching
from desk_visitors import ANA
from playwright.sync_api import Browser, Page, expect
from starlette.testclient import TestClient
from test_web_browser import LEVEL_AA

from accord.desk.web.door.people import Doors
from accord.desk.web.shelf import Shelf


@pytest.fixture(scope="module")
def address(shelf: Shelf) -> Iterator[str]:
    with opened(shelf, Doors(local=ANA)) as where:
        yield where


def test_days_are_shown_as_asked(visit: TestClient, story: str) -> None:
    data = visit.get(f"/stories/{story}/timeline.json?from=2024-05-07&to=2024-05-08").json()
    drawn = data["timeline"]
    assert (data["id"], drawn["first"], drawn["last"]) == (story, "2024-05-07", "2024-05-08")
    assert {lane["name"] for lane in drawn["lanes"]} >= {"Reports", "Positions", "Incidents"}
    usual = visit.get(f"/stories/{story}/timeline.json").json()["timeline"]
    assert usual == visit.get(f"/stories/{story}.json").json()["timeline"]


@pytest.mark.parametrize(
    ("asked", "where"),
    [("from=yesterday&to=2024-05-08", "from"), ("from=2024-05-08", "to"), ("from=2024-05-08&to=2024-05-07", "to")],
)
def test_days_without_meaning_are_refused(visit: TestClient, story: str, asked: str, where: str) -> None:
    refused = visit.get(f"/stories/{story}/timeline.json?{asked}")
    assert refused.status_code == 422
    assert refused.json()["error"]["where"] == where
    assert visit.get("/stories/nothing/timeline").status_code == 404


def test_a_page_that_asks_for_a_part_gets_the_part(visit: TestClient, story: str) -> None:
    whole = visit.get(f"/stories/{story}/timeline").text
    part = visit.get(f"/stories/{story}/timeline", headers={"hx-request": "true"}).text
    assert "<html" in whole
    assert "<html" not in part
    assert f'id="timeline-{story}"' in part


def test_every_mark_leads_to_a_line_a_report_or_its_days(visit: TestClient, story: str) -> None:
    drawn = visit.get(f"/stories/{story}/timeline.json").json()["timeline"]
    page = visit.get(f"/stories/{story}").text
    marks = [mark for lane in drawn["lanes"] for mark in lane["marks"]]
    assert marks
    for mark in marks:
        if mark["first"]:
            assert f"from={mark['first']}&amp;to={mark['last']}" in page
        else:
            assert f'id="{mark["ids"][0]}"' in page


def _days(page: Page) -> str:
    return page.locator(".timeline .moves b").inner_text()


def test_zooming_by_keyboard_stays_on_the_page(chromium: Browser, address: str, story: str) -> None:
    with watching(chromium, address) as watched:
        page = watched.open(f"/stories/{story}")
        before, where = _days(page), page.url
        page.locator(".timeline .moves a", has_text="Closer").focus()
        page.keyboard.press("Enter")
        expect(page.locator(".timeline .moves b")).not_to_have_text(before)
        expect(page.locator(".timeline .moves a", has_text="Closer")).to_be_focused()
        closer = _days(page)
        page.keyboard.press("ArrowLeft")
        expect(page.locator(".timeline .moves b")).not_to_have_text(closer)
        page.keyboard.press("0")
        expect(page.locator(".timeline .moves a", has_text="All days")).not_to_have_attribute("href", re.compile("."))
        assert page.url == where


def test_keys_faster_than_the_drawing_all_count(chromium: Browser, address: str, story: str) -> None:
    days = []
    with watching(chromium, address) as watched:
        page = watched.open(f"/stories/{story}")
        for _ in range(2):
            days.append(_days(page))
            page.locator(".timeline .moves a", has_text="Closer").press("+")
            expect(page.locator(".timeline .moves b")).not_to_have_text(days[-1])
        days.append(_days(page))
        page = watched.open(f"/stories/{story}")
        page.locator(".timeline .moves a", has_text="Closer").focus()
        page.evaluate("""() => [1, 2].forEach(() => document.activeElement.dispatchEvent(
          new KeyboardEvent("keydown", { key: "+", bubbles: true })))""")
        expect(page.locator(".timeline .moves b")).to_have_text(days[-1])


def test_a_mark_for_several_opens_and_one_leads_to_its_line(chromium: Browser, address: str, story: str) -> None:
    with watching(chromium, address) as watched:
        page = watched.open(f"/stories/{story}")
        before = _days(page)
        shared = page.locator(".timeline svg a[hx-get]").first
        shared.focus()
        expect(page.locator(".timeline .caption")).to_contain_text("2024")
        page.keyboard.press("Enter")
        expect(page.locator(".timeline .moves b")).not_to_have_text(before)
        assert page.url.endswith(f"/stories/{story}")
        page.locator(".timeline svg a:not([hx-get]):has(circle)").first.click()
        line = page.locator("details.line[open] > summary").first
        expect(line).to_be_in_viewport()


def test_it_zooms_without_scripts(chromium: Browser, address: str, story: str) -> None:
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto(f"{address}/stories/{story}")
    before = _days(page)
    page.locator(".timeline .moves a", has_text="Closer").click()
    page.wait_for_url("**/timeline?from=*")
    assert _days(page) != before
    page.locator(".timeline input[name=from]").fill("2024-05-08")
    page.locator(".timeline input[name=to]").fill("2024-05-09")
    page.get_by_role("button", name="Show").click()
    assert _days(page) == "2024-05-08 to 2024-05-09"
    page.context.close()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_the_room_keeps_to_level_aa(chromium: Browser, address: str, story: str, width: int, scheme: str) -> None:
    with watching(chromium, address, width=width, scheme=scheme) as watched:
        page = watched.open(f"/stories/{story}/timeline")
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": LEVEL_AA}})
        assert found.response["passes"]
        assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found.response["violations"]] == []
