"""The room of changes: of the latest day or since a visit, one story compared at a time."""

from __future__ import annotations

import html
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import opened, watching
from desk_visitors import ANA, visitor
from playwright.sync_api import Browser, expect
from starlette.testclient import TestClient

from accord.desk.web import changed as changed_module
from accord.desk.web.door.people import Doors
from accord.desk.web.shelf import Shelf
from accord.kept import KeptRecord
from accord.model.claim import Claims
from accord.model.report import Published, Report
from accord.model.ruling import Ruling, RulingAction
from accord.store.rows import ReadReport

ASKED = "/changes?since=2024-05-01"


def test_changes_are_of_the_latest_day_unless_another_is_asked_for(visit: TestClient) -> None:
    latest = visit.get("/changes.json").json()
    whole = visit.get("/changes.json?since=2024-05-01").json()
    assert latest["since"] == "2024-05-09"
    n_lines = [sum(len(s["lines"]) for s in page["changes"]["sections"]) for page in (latest, whole)]
    assert 0 < n_lines[0] < n_lines[1]


def test_changes_since_a_visit_go_by_what_was_kept(visit: TestClient) -> None:
    past = visit.get("/changes.json?known=2000-01-01T00:00:00Z").json()
    assert past["known"]
    assert past["changes"]["n_arrived"] == 9


def test_where_nothing_has_a_day_none_is_made_up(tmp_path: Path) -> None:
    told = Report("undated", "Keshar agreed to halt attacks on Veldrian ports, Tomas Berec said.", "u.txt", "Post")
    with KeptRecord.open(tmp_path / "record.db", create=True) as kept:
        kept.store.keep([ReadReport(told, Claims("undated"), "rules", b"")], datetime.now(UTC))
        kept.derive()
        shown = visitor(Shelf(kept))
        page = shown.get("/changes.json").json()
        assert (page["since"], page["changes"]["title"]) == (
            "",
            "No report has a day that others could be compared with",
        )
        assert "9999" not in shown.get("/changes").text
        assert shown.get("/changes?since=2024-05-01").status_code == 200


@pytest.fixture
def flooded(own_shelf: Shelf) -> Shelf:
    """The record with a story more, told of before the other's last reports."""
    text = "The river Vel burst its banks near Corrin after three days of rain, and the town hall opened its doors."
    flood = Report("flood", text, "f.txt", "Post", published=Published(date(2024, 5, 4)))
    own_shelf.kept.store.keep([ReadReport(flood, Claims("flood"), "rules", b"")], datetime.now(UTC))
    own_shelf.kept.derive()
    return own_shelf


def test_the_changes_of_many_stories_come_a_story_at_a_time(flooded: Shelf, story: str) -> None:
    visit, asked = visitor(flooded), "/changes.json?since=2024-05-01"
    page = visit.get(asked).json()
    assert [(own["n_new"], own["n_reports"]) for own in page["stories"]] == [(9, 9), (1, 1)]
    assert (page["n_touched"], page["stories"][0]["story"], page["changes"]["n_arrived"]) == (2, story, 9)
    second = page["stories"][1]["story"]
    alone = visit.get(f"{asked}&story={second}").json()
    assert (alone["story"], alone["n_touched"], alone["changes"]["n_arrived"]) == (second, 1, 1)
    together = flooded.kept.changes(date(2024, 5, 1))
    told = [line["id"] for own in (page, alone) for s in own["changes"]["sections"] for line in s["lines"]]
    assert sorted(told) == sorted(change.id for change in together)
    table = visit.get("/changes.csv?since=2024-05-01").text
    assert all(key in table for key in told)


def test_a_story_that_is_not_open_is_fetched_by_itself(flooded: Shelf) -> None:
    visit, asked = visitor(flooded), "/changes?since=2024-05-01"
    page = visit.get(asked).text
    second = visit.get("/changes.json?since=2024-05-01").json()["stories"][1]["story"]
    (fetched,) = re.findall(r'<div class="inside"><p><a href="([^"]+)"', page)
    assert fetched == f"/changes?since=2024-05-01&amp;story={second}"
    part = visit.get(html.unescape(fetched), headers={"hx-request": "true"}).text
    assert "<html" not in part
    assert part.strip() in visit.get(html.unescape(fetched)).text
    assert visit.get(f"{asked}&story={'0' * 16}").status_code == 404


def test_stories_with_anything_new_are_listed_some_at_a_time(flooded: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changed_module, "LISTED", 1)
    visit, asked = visitor(flooded), "/changes.json?since=2024-05-01"
    pages = [visit.get(f"{asked}&page={n}").json() for n in (1, 2, 9)]
    assert [(page["page"], page["n_pages"], page["n_touched"]) for page in pages] == [(1, 2, 2), (2, 2, 2), (2, 2, 2)]
    assert [page["changes"]["n_arrived"] for page in pages] == [9, 1, 1]
    assert 'rel="next"' in visit.get("/changes?since=2024-05-01").text


def test_the_last_visit_is_offered(visit: TestClient) -> None:
    visit.cookies.set("accord-visit", "2031-05-10T09:00:00+00:00_2024-05-10T09:00:00+00:00")
    noted = visit.get("/stories").headers.get_list("set-cookie")
    seen = next(cookie for cookie in noted if cookie.startswith("accord-visit"))
    assert seen.startswith("accord-visit=2024-05-10T09:00:00+00:00_")


def test_a_ruling_is_told_in_its_own_story_alone(flooded: Shelf) -> None:
    entry = flooded.kept.record().positions[0].id
    flooded.kept.rule(
        Ruling(RulingAction.CONFIRM, (entry,), "Ana Reed", datetime(2024, 5, 9, tzinfo=UTC), "as printed")
    )
    visit = visitor(flooded)
    page = visit.get("/changes.json?since=2024-05-01").json()
    told = [page, visit.get(f"/changes.json?since=2024-05-01&story={page['stories'][1]['story']}").json()]
    kinds = [{section["kind"] for section in own["changes"]["sections"]} for own in told]
    assert ["ruling" in own for own in kinds] == [True, False]


def test_a_story_is_opened_by_keyboard_and_what_changed_comes_then(chromium: Browser, flooded: Shelf) -> None:
    with opened(flooded, Doors(local=ANA)) as address, watching(chromium, address, width=390) as watched:
        page = watched.open(ASKED)
        assert [url for url in watched.requests if "story=" in url] == []
        page.keyboard.press("k")
        expect(page.locator(".touched > summary").nth(1)).to_be_focused()
        page.keyboard.press("Enter")
        second = page.locator(".touched").nth(1)
        expect(second.locator(".inside")).to_have_count(0)
        expect(second).to_contain_text("Nothing changed that is told here.")
        assert len([url for url in watched.requests if "story=" in url]) == 1
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag22aa"]}})
        assert found.response["violations"] == []


def test_without_a_script_a_link_leads_to_what_changed_in_a_story(chromium: Browser, flooded: Shelf) -> None:
    with opened(flooded, Doors(local=ANA)) as address:
        context = chromium.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(address + ASKED)
        page.locator(".touched > summary").nth(1).click()
        page.get_by_role("link", name="What changed in it").click()
        expect(page.locator(".touched")).to_have_count(1)
        expect(page.locator(".touched")).to_contain_text("Nothing changed that is told here.")
        page.get_by_role("link", name="all with anything new").click()
        expect(page.locator(".touched")).to_have_count(2)
        context.close()
