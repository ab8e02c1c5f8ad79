"""The desk in a real browser: no complaint, no request elsewhere, by keyboard alone, in reach of everybody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import opened, watching
from desk_visitors import ANA
from playwright.sync_api import Browser, expect

from accord.desk.web.door.people import Doors
from accord.desk.web.shelf import Shelf
from accord.model.record import Record
from accord.model.ruling import Ruling, RulingAction

LEVEL_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
FIRST_PAGE_BYTES = 60_000


@pytest.fixture(scope="module")
def address(shelf: Shelf) -> Iterator[str]:
    with opened(shelf, Doors(local=ANA)) as where:
        yield where


@pytest.fixture(scope="module")
def rooms(story: str, record: Record) -> dict[str, str]:
    entry = record.positions[0].id
    return {
        "stories": "/stories",
        "story": f"/stories/{story}",
        "entry": f"/entries/{entry}",
        "ruling": f"/entries/{entry}/ruling",
        "report": "/reports/courier-1",
        "page": f"/reports/{next(r.id for r in record.reports if r.where.endswith('.html'))}",
        "words": f"/reports/{record.positions[0].evidence[0].report}?line={entry}",
        "versions": "/versions/courier-1",
        "lineage": f"/stories/{story}/lineage",
        "pair": "/pairs?left=courier-1&right=compass-1",
        "parties": "/parties",
        "party": "/parties/veldria",
        "speaker": "/speakers/mira-haldane",
        "measure": f"/measures/{record.positions[0].measure}",
        "search": "/search?q=ceasefire&kind=claim",
        "changes": "/changes?since=2024-05-01",
        "rulings": "/rulings",
    }


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_every_page_opens_and_keeps_to_level_aa(
    chromium: Browser, address: str, rooms: dict[str, str], width: int, scheme: str
) -> None:
    told = []
    for room, path in rooms.items():
        with watching(chromium, address, width=width, scheme=scheme) as watched:
            page = watched.open(path)
            assert page.locator("h1").first.is_visible()
            wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wider <= 0, f"{room} is {wider} pixels too wide"
            page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
            found = Axe().run(page, options={"runOnly": {"type": "tag", "values": LEVEL_AA}})
            assert found.response["passes"]
            told += [(room, v["id"], v["nodes"][0]["html"][:200]) for v in found.response["violations"]]
    assert told == []


def test_from_the_stories_to_exact_words_by_keyboard(
    chromium: Browser, address: str, story: str, record: Record
) -> None:
    with watching(chromium, address) as watched:
        page = watched.open("/stories")
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/stories/{story}")
        page.keyboard.press("j")
        line = page.locator("details.line:focus-within")
        page.keyboard.press("Enter")
        marked = line.locator("mark").first
        expect(marked).to_be_visible()
        words = marked.inner_text()
        page.keyboard.press("o")
        page.wait_for_url("**/reports/*")
        report, _, place = page.url.partition("/reports/")[2].partition("#at-")
        text = record.report(report.partition("?")[0]).text
        assert " ".join(text[int(place) :].split()).startswith(" ".join(words.split()))
        expect(page.locator(f"#at-{place}.asked")).to_be_in_viewport()
        page.go_back()
        page.keyboard.press("g")
        page.wait_for_url("**/stories")


def test_tab_and_enter_are_enough(chromium: Browser, address: str, story: str) -> None:
    with watching(chromium, address) as watched:
        page = watched.open("/stories")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        for _ in range(12):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.matches('h2 a')"):
                break
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/stories/{story}")


def test_from_a_line_to_all_on_a_party_by_keyboard(chromium: Browser, address: str, story: str) -> None:
    with watching(chromium, address) as watched:
        page = watched.open(f"/stories/{story}")
        for _ in range(60):
            page.keyboard.press("j")
            if page.evaluate("!!document.activeElement.closest('[id^=position-] details.line')"):
                break
        page.keyboard.press("Enter")
        expect(page.locator("details.line:focus-within a[href^='/parties/']").first).to_be_visible()
        for _ in range(8):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.matches('a[href^=\"/parties/\"]')"):
                break
        page.keyboard.press("Enter")
        page.wait_for_url("**/parties/*")
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        marked = page.locator("details.line:focus-within mark").first
        expect(marked).to_be_visible()
        page.keyboard.press("o")
        page.wait_for_url("**/reports/*")


def test_a_citation_is_copied_whole(chromium: Browser, address: str, story: str) -> None:
    with watching(chromium, address) as watched:
        page = watched.open(f"/stories/{story}")
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        cited = page.locator("details.line:focus-within figure.cite").first
        words = " ".join(cited.locator("mark").first.inner_text().split())
        cited.get_by_role("button", name="Copy citation").click()
        expect(cited.get_by_role("button", name="Copied")).to_be_visible()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert words in copied
        assert cited.locator("b").inner_text() in copied
        assert " at " in copied and copied.endswith("]")


def test_a_mark_leads_to_its_line_with_the_words_open(chromium: Browser, address: str) -> None:
    with watching(chromium, address) as watched:
        page = watched.open("/reports/courier-1")
        page.locator("a.m").first.click()
        page.wait_for_url("**/entries/*")
        expect(page.locator("details.line[open] mark").first).to_be_in_viewport()
        page.locator(".crumbs a").last.click()
        page.wait_for_url("**/stories/*")
        line = page.locator(f"[id='{page.url.partition('#')[2]}']")
        expect(line.locator("mark").first).to_be_in_viewport()


def test_without_a_script_a_line_leads_to_its_words(chromium: Browser, address: str, story: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(f"{address}/stories/{story}")
        line = page.locator("#position-" + story + " details.line").first
        line.locator("summary").click()
        line.locator("a").click()
        page.wait_for_url("**/entries/*")
        expect(page.locator("details.line mark").first).to_be_visible()
        page.goto(f"{address}/stories/{story}")
        page.locator("a[href$='?words=1']").click()
        expect(page.locator("details.line mark").first).to_be_attached()
    finally:
        context.close()


def test_the_history_of_a_stand_opens_over_the_page(chromium: Browser, address: str, story: str) -> None:
    with watching(chromium, address) as watched:
        page = watched.open(f"/stories/{story}")
        page.locator(".past-of").first.click()
        expect(page.locator(".past:popover-open ol.turns li").first).to_be_visible()
        page.locator(".past:popover-open ol.turns a").first.click()
        expect(page.locator(".past:popover-open")).to_have_count(0)
        expect(page.locator("details.line:target mark").first).to_be_visible()


def test_every_kind_of_mark_can_be_switched_off(chromium: Browser, address: str) -> None:
    look = (
        "(e) => { const s = getComputedStyle(e); return [e.matches('.m') ? s.backgroundColor : '', "
        "s.backgroundImage, s.boxShadow, s.textDecorationLine, s.borderBottomWidth, s.display].join(' '); }"
    )
    marks = ".text .m, .text .outside, .text .num"
    with watching(chromium, address) as watched:
        page = watched.open("/reports/courier-1")
        boxes = page.locator(".switches input").all()
        assert len(boxes) == 10
        for box in boxes:
            before = page.locator(marks).evaluate_all(f"all => all.map({look})")
            box.uncheck()
            assert page.locator(marks).evaluate_all(f"all => all.map({look})") != before
        shown = page.locator(".text .m:not(.outside)").evaluate_all(f"all => all.map({look})")
        assert set(shown) == {"rgba(0, 0, 0, 0) none none none 0px inline"}
        assert not page.locator(".text .outside:visible, .text .num:visible, .whose:visible").count()


def test_the_first_page_is_small(chromium: Browser, address: str) -> None:
    with watching(chromium, address) as watched:
        page = watched.open("/stories")
        loaded = "performance.getEntriesByType('resource').filter((r) => /[.](css|js)$/.test(r.name))"
        sizes = page.evaluate(f"{loaded}.map((r) => r.decodedBodySize)")
    assert len(sizes) == 4
    assert 0 < sum(sizes) < FIRST_PAGE_BYTES


def test_it_prints_with_every_line_open(chromium: Browser, address: str, story: str, tmp_path: Path) -> None:
    with watching(chromium, address) as watched:
        page = watched.open(f"/stories/{story}?words=1")
        page.pdf(path=tmp_path / "story.pdf")
        assert page.locator("details:not([open])").count() == 0
        page.emulate_media(media="print")
        assert not page.locator("header.roof").is_visible()
    assert (tmp_path / "story.pdf").stat().st_size > 50_000


@pytest.mark.parametrize("room", ["story", "/review"])
def test_printing_asks_for_no_lines(chromium: Browser, address: str, story: str, tmp_path: Path, room: str) -> None:
    with watching(chromium, address) as watched:
        page = watched.open(f"/stories/{story}" if room == "story" else room)
        page.pdf(path=tmp_path / "page.pdf")
        page.wait_for_load_state("networkidle")
        assert [url for url in watched.requests if "/entries/" in url] == []


@pytest.mark.parametrize(("key", "action"), [("c", "confirm"), ("d", "dismiss")])
def test_a_line_is_ruled_on_and_that_undone_by_keyboard(
    chromium: Browser, own_shelf: Shelf, story: str, key: str, action: str
) -> None:
    with opened(own_shelf, Doors(local=ANA)) as own_address, watching(chromium, own_address) as watched:
        page = watched.open(f"/stories/{story}")
        page.locator("#position-" + story + " details.line > summary").first.focus()
        page.keyboard.press(key)
        line = page.locator("details.line:focus-within")
        expect(line.locator("input[name=reason]")).to_be_focused()
        page.keyboard.type("seen by hand")
        page.keyboard.press("Enter")
        expect(page.locator(".ruled")).to_contain_text(f"Ana Reed: {action}")
        assert [(r.action.value, r.by, r.reason) for r in own_shelf.kept.store.rulings()] == [
            (action, "Ana Reed", "seen by hand")
        ]
        page.wait_for_load_state("load")  # the notice is there before the keys are
        page.locator("h1").first.click()
        page.keyboard.press("u")
        expect(page.locator(".ruled")).to_contain_text("Ana Reed: undo")
        assert [r.action.value for r in own_shelf.kept.store.rulings()] == [action, "undo"]


def test_merging_splitting_and_correcting_show_what_they_need(chromium: Browser, own_shelf: Shelf, story: str) -> None:
    with opened(own_shelf, Doors(local=ANA)) as own_address, watching(chromium, own_address) as watched:
        page = watched.open(f"/stories/{story}")
        page.locator("#position-" + story + " details.line > summary").first.focus()
        page.keyboard.press("e")
        line = page.locator("details.line:focus-within")
        expect(line.locator("select[name=field]")).to_be_visible()
        page.keyboard.press("Escape")
        page.keyboard.press("m")
        expect(line.locator("input[name=others]").first).to_be_visible()
        expect(line.locator("select[name=field]")).to_be_hidden()
        page.keyboard.press("Escape")
        page.keyboard.press("s")
        expect(line.locator("input[name=claims]").first).to_be_visible()


def test_a_condition_shows_on_hover_and_on_focus(chromium: Browser, own_shelf: Shelf, story: str) -> None:
    record = own_shelf.record(story)
    assert record is not None
    entry = next(p.id for p in record.positions if not p.unsure)
    said = "if the ports reopen"
    at = datetime(2024, 5, 11, tzinfo=UTC)
    own_shelf.kept.rule(Ruling(RulingAction.CORRECT, (entry,), "Ana Reed", at, "", "condition", said))
    with opened(own_shelf, Doors(local=ANA)) as own_address, watching(chromium, own_address) as watched:
        page = watched.open(f"/stories/{story}")
        stand = page.locator(f".matrix .cell a[href='#{entry}']")
        tip = page.get_by_text(said, exact=True).first
        expect(tip).to_be_hidden()
        stand.hover()
        expect(tip).to_be_visible()
        page.mouse.move(0, 0)
        expect(tip).to_be_hidden()
        stand.focus()
        expect(tip).to_be_visible()
