"""The room of the map: asked for by itself, as a page, a part of one, or data; by keyboard; escaped."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import opened, watching
from desk_visitors import ANA
from invented_atlas import ATLAS, REPORTS
from playwright.sync_api import Browser, expect
from starlette.testclient import TestClient
from test_web_browser import LEVEL_AA

from accord.desk.web.app import make_app
from accord.desk.web.door.people import Doors
from accord.desk.web.shelf import Shelf
from accord.kept import KeptRecord
from accord.settings import Settings

EVIL = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def map_shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    folder = tmp_path_factory.mktemp("map")
    reports = folder / "reports"
    reports.mkdir()
    for name, text in REPORTS.items():
        report = {"id": name, "title": f"Attacks {EVIL}", "outlet": name, "text": text, "published": "2024-05-11"}
        (reports / f"{name}.json").write_text(json.dumps(report))
    with KeptRecord.open(folder / "record.db", create=True) as kept:
        kept.read(reports, settings=Settings(reader="rules"))
        kept.derive()
        yield Shelf(kept)


@pytest.fixture(scope="module")
def map_story(map_shelf: Shelf) -> str:
    (card,) = map_shelf.cards()
    return card.id


@pytest.fixture(scope="module")
def visit_map(map_shelf: Shelf) -> TestClient:
    return TestClient(make_app(map_shelf, Doors(local=ANA), ("testserver",), atlas=lambda: ATLAS))


@pytest.fixture(scope="module")
def address(map_shelf: Shelf) -> Iterator[str]:
    with opened(map_shelf, Doors(local=ANA), atlas=lambda: ATLAS) as where:
        yield where


def test_the_map_is_a_page_a_part_and_data(visit_map: TestClient, map_story: str) -> None:
    data = visit_map.get(f"/stories/{map_story}/map.json").json()["map"]
    page = visit_map.get(f"/stories/{map_story}/map").text
    part = visit_map.get(f"/stories/{map_story}/map", headers={"hx-request": "true"}).text
    assert "<html" in page
    assert "<html" not in part
    assert data["marks"]
    for own in data["here"]:
        assert f'id="{own["anchor"]}"' in part
        for one in own["incidents"]:
            assert f'href="/stories/{map_story}#{one["id"]}"' in part
    for one in data["marks"]:
        assert f'href="#{one["group"]}"' in part
    assert "Unclear where" in part


def test_it_is_shown_of_a_country(visit_map: TestClient, map_story: str) -> None:
    assert visit_map.get(f"/stories/{map_story}/map.json?in=VE").json()["map"]["shown"] == "VE"
    assert visit_map.get(f"/stories/{map_story}/map.json?in=Veldria").status_code == 422
    assert visit_map.get("/stories/nothing/map").status_code == 404


def test_names_from_reports_are_escaped(visit_map: TestClient, map_story: str) -> None:
    page = visit_map.get(f"/stories/{map_story}/map").text
    assert EVIL not in page
    assert "&lt;script&gt;" in page


def test_the_story_has_no_map_until_it_is_asked_for(visit_map: TestClient, map_story: str) -> None:
    page = visit_map.get(f"/stories/{map_story}").text
    assert f'hx-get="/stories/{map_story}/map"' in page
    assert 'class="land' not in page


def test_the_samples_invented_places_are_no_real_ones(visit: TestClient, story: str) -> None:
    data = visit.get(f"/stories/{story}/map.json").json()["map"]
    assert data["here"] == []
    assert data["nowhere"]


def test_the_map_comes_when_it_is_reached_and_leads_to_lines(chromium: Browser, address: str, map_story: str) -> None:
    with watching(chromium, address) as watched:
        page = watched.open(f"/stories/{map_story}")
        page.locator(".map a", has_text="On a map").scroll_into_view_if_needed()
        expect(page.locator(".map svg .sign").first).to_be_visible()
        page.locator(".map svg a:has(.sign)").first.focus()
        page.keyboard.press("Enter")
        group = page.locator(f"[id='{page.url.partition('#')[2]}']")
        expect(group.locator("h3")).to_be_in_viewport()
        group.locator("a").first.focus()
        page.keyboard.press("Enter")
        line = page.locator(f"[id='{page.url.partition('#')[2]}']")
        expect(line.locator("mark").first).to_be_in_viewport()


def test_a_country_is_chosen_by_keyboard(chromium: Browser, address: str, map_story: str) -> None:
    with watching(chromium, address) as watched:
        page = watched.open(f"/stories/{map_story}/map")
        expect(page.locator(".map .label", has_text="Mirn")).to_be_visible()
        page.locator(".map nav a", has_text="Veldria").focus()
        page.keyboard.press("Enter")
        expect(page.locator(".map .label", has_text="Mirn")).to_have_count(0)
        expect(page.locator(".map .label", has_text="Port Sant")).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_the_room_keeps_to_level_aa(chromium: Browser, address: str, map_story: str, width: int, scheme: str) -> None:
    with watching(chromium, address, width=width, scheme=scheme) as watched:
        page = watched.open(f"/stories/{map_story}/map")
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": LEVEL_AA}})
        assert found.response["passes"]
        assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found.response["violations"]] == []
