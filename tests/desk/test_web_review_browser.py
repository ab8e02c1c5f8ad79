"""Reviewing in a real browser, by keyboard alone, from the first line of the queue to its end; and what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import opened, watching
from playwright.sync_api import Browser, Page, expect

from accord.desk.web.door.people import Doors, Role, User
from accord.desk.web.shelf import Shelf
from accord.model.ruling import Ruling, RulingAction
from accord.store.queue import count_queue, read_queue

LEVEL_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
ADA, VIV = (Doors(local=User(name, Role.REVIEWER)) for name in ("Ada", "Viv"))


@pytest.fixture
def address(own_shelf: Shelf) -> Iterator[str]:
    with opened(own_shelf, ADA) as where:
        yield where


def waiting(shelf: Shelf) -> int:
    with shelf.kept.store.look() as connection:
        return sum(count_queue(connection).values())


def focused(page: Page) -> str:
    """The line that has the keys, empty for none, once the page is ready."""
    page.wait_for_load_state("load")
    return str(page.evaluate("document.activeElement.closest('details.line')?.id ?? ''"))


def test_the_whole_queue_of_a_kind_by_keyboard(chromium: Browser, own_shelf: Shelf, address: str) -> None:
    with own_shelf.kept.store.look() as connection:
        order = [own.stake.id for own in read_queue(connection, kind="measure", limit=100)]
    assert len(order) > 5
    with watching(chromium, address) as watched:
        page = watched.open("/review?kind=measure")
        page.keyboard.press("j")
        done = []
        while line := focused(page):
            done.append(line)
            page.keyboard.press("c")
            expect(page.locator(f"[id='{line}'] input[name=reason]")).to_be_focused()
            expect(page.locator(f"[id='{line}'] mark").first).to_be_visible()
            page.keyboard.press("Enter")
            expect(page.locator(".ruled")).to_contain_text("Ada: confirm")
            expect(page.locator(f"[id='{line}']")).to_have_count(0)
        assert page.get_by_text("Nothing waits here.").is_visible()
    assert set(done) <= set(order) and len(done) > 5
    with own_shelf.kept.store.look() as connection:
        assert count_queue(connection).get("measure", 0) == 0
    assert [ruling.targets for ruling in own_shelf.kept.store.rulings()] == [(line,) for line in done]


def test_dismissing_correcting_undoing_and_going_on_by_keyboard(
    chromium: Browser, own_shelf: Shelf, address: str
) -> None:
    before = waiting(own_shelf)
    with watching(chromium, address) as watched:
        page = watched.open("/review?kind=position")
        page.keyboard.press("j")
        first = focused(page)
        page.keyboard.press("d")
        expect(page.locator("details.line:focus-within input[name=reason]")).to_be_focused()
        page.keyboard.type("an exercise")
        page.keyboard.press("Enter")
        expect(page.locator(".ruled")).to_contain_text("Ada: dismiss")
        second = focused(page)
        assert second not in ("", first)
        page.keyboard.press("u")
        expect(page.locator(".ruled")).to_contain_text("Ada: undo")
        assert focused(page) == first
        assert waiting(own_shelf) == before
        page.keyboard.press("e")
        line = page.locator("details.line:focus-within")
        expect(line.locator("input[name=reason]")).to_be_focused()
        line.locator("select[name=field]").focus()
        page.keyboard.type("condition")
        page.keyboard.press("Tab")
        page.keyboard.type("if the ports reopen")
        page.keyboard.press("Enter")
        expect(page.locator(".ruled")).to_contain_text("Ada: correct condition: if the ports reopen")
        assert waiting(own_shelf) == before - 1
    assert [r.action.value for r in own_shelf.kept.store.rulings()] == ["dismiss", "undo", "correct"]


def test_a_line_that_is_opened_shows_its_words_once(chromium: Browser, address: str) -> None:
    with watching(chromium, address) as watched:
        page = watched.open("/review")
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        line = page.locator("details.line[open]")
        expect(line.locator("mark").first).to_be_visible()
        page.keyboard.press("e")
        expect(line.locator("select[name=field]")).to_be_visible()
        page.keyboard.press("Escape")
        page.keyboard.press("Enter")
        page.keyboard.press("Enter")
        expect(line.locator("form")).to_have_count(1)
        asked = [url for url in watched.requests if "/ruling?" in url]
        assert len(asked) == 1
        page.keyboard.press("o")
        page.wait_for_url("**/reports/*")


def test_names_are_the_same_or_not_by_keyboard(chromium: Browser, own_shelf: Shelf, story: str) -> None:
    record = own_shelf.record(story)
    assert record is not None
    link = record.chapters[0].actors[0].id
    with opened(own_shelf, ADA) as address, watching(chromium, address) as watched:
        page = watched.open(f"/stories/{story}#{link}")
        page.keyboard.press("n")
        expect(page.locator("details.line:focus-within input[name=reason]")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator(".ruled")).to_contain_text("Ada: not same")


def test_a_key_pressed_the_moment_a_line_has_come_in_rules_on_it_where_it_stands(
    chromium: Browser, own_shelf: Shelf, story: str
) -> None:
    record = own_shelf.record(story)
    assert record is not None
    link = record.chapters[0].actors[0].id
    with opened(own_shelf, ADA) as address, watching(chromium, address) as watched:
        page = watched.open(f"/stories/{story}")
        page.evaluate(
            """(id) => {
              const line = document.getElementById(id);
              for (let node = line.parentElement; node; node = node.parentElement) {
                if (node.tagName === "DETAILS") node.open = true;
              }
              line.querySelector("summary").focus();
              new MutationObserver((_, watching) => {
                if (!line.querySelector("a.rule")) return;
                watching.disconnect();
                line.querySelector("summary").dispatchEvent(new KeyboardEvent("keydown", { key: "n", bubbles: true }));
              }).observe(line, { childList: true });
              line.open = true;
            }""",
            link,
        )
        expect(page.locator("details.line:focus-within input[name=reason]")).to_be_focused()
        assert page.url.endswith(f"/stories/{story}")


def test_without_scripts_it_works_by_links_and_forms(chromium: Browser, own_shelf: Shelf, address: str) -> None:
    before = waiting(own_shelf)
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/review")
    page.locator("details.line > summary").first.click()
    page.locator("details.line a.rule").first.click()
    page.get_by_label("confirm").check()
    page.get_by_role("button", name="Decide").click()
    assert page.locator(".ruled").inner_text().startswith("Ada: confirm")
    assert waiting(own_shelf) == before - 1
    context.close()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_every_room_of_it_keeps_to_level_aa(
    chromium: Browser, own_shelf: Shelf, story: str, width: int, scheme: str
) -> None:
    record = own_shelf.record(story)
    assert record is not None
    at = datetime(2024, 5, 11, tzinfo=UTC)
    for hour, (by, action) in enumerate((("Ada", "confirm"), ("Viv", "dismiss"), ("Ada", "confirm"))):
        line = record.positions[hour // 2].id
        own_shelf.kept.rule(Ruling(RulingAction(action), (line,), by, at + timedelta(hours=hour), "seen"))
    once = record.positions[1].id
    rooms = {
        "queue": "/review",
        "second": "/review?second=open",
        "second line": f"/entries/{once}/ruling?second=open",
        "agreement": "/review/agreement",
        "enter": f"/enter?story={story}",
        "amend": "/amend/courier-1",
        "stories": f"/stories/{story}/ruling",
    }
    told = []
    with opened(own_shelf, VIV) as address:
        for room, path in rooms.items():
            with watching(chromium, address, width=width, scheme=scheme) as watched:
                page = watched.open(path)
                for box in page.locator("input[name=sort], input[value=correct]").all():
                    box.check()
                page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
                if room == "queue":
                    expect(page.locator(".queue form").last).to_be_visible()
                wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                assert wider <= 0, f"{room} is {wider} pixels too wide"
                found = Axe().run(page, options={"runOnly": {"type": "tag", "values": LEVEL_AA}})
                assert found.response["passes"]
                told += [(room, v["id"], v["nodes"][0]["html"][:200]) for v in found.response["violations"]]
    assert told == []
