"""Keys and clicks faster than the desk, in a real browser: nothing is lost, turned into another, or done twice."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browsing import opened, watching
from desk_visitors import PASSWORD, PEOPLE, QUICK
from playwright.sync_api import Browser, Page, Route, expect

from accord.desk.web.door.people import Doors, Role, User
from accord.desk.web.shelf import Shelf

ADA = Doors(local=User("Ada", Role.REVIEWER), hasher=QUICK)
QUEUE = "/review?kind=position"
FORMS = "**/entries/*/ruling?**"


@pytest.fixture
def address(own_shelf: Shelf) -> Iterator[str]:
    with opened(own_shelf, ADA) as where:
        yield where


def hold(page: Page, pattern: str) -> list[Route]:
    """What the page asks for from now on, none of it answered."""
    held: list[Route] = []
    page.route(pattern, lambda route: held.append(route))
    return held


def let_go(page: Page, held: list[Route]) -> None:
    """Answer all that was asked for."""
    for _ in range(500):
        if held:
            break
        page.wait_for_timeout(10)
    for route in held:
        route.continue_()


def decided(shelf: Shelf) -> list[tuple[str, str]]:
    return [(ruling.action.value, ruling.reason) for ruling in shelf.kept.store.rulings()]


def test_a_reason_typed_before_the_form_is_there_is_in_it(chromium: Browser, own_shelf: Shelf, address: str) -> None:
    with watching(chromium, address) as watched:
        page = watched.open(QUEUE)
        held = hold(page, FORMS)
        page.keyboard.press("j")
        page.keyboard.press("d")
        page.keyboard.type("not so;; my consent")
        let_go(page, held)
        line = page.locator("details.line:focus-within")
        expect(line.locator("input[name=reason]")).to_have_value("not so;; my consent")
        expect(line.locator("input[value=dismiss]")).to_be_checked()
        assert decided(own_shelf) == []


def test_enter_pressed_before_the_form_is_there_decides(chromium: Browser, own_shelf: Shelf, address: str) -> None:
    with watching(chromium, address) as watched:
        page = watched.open(QUEUE)
        held = hold(page, FORMS)
        page.keyboard.press("j")
        page.keyboard.press("c")
        page.keyboard.type("seen!")
        page.keyboard.press("Backspace")
        page.keyboard.press("Enter")
        let_go(page, held)
        expect(page.locator(".ruled")).to_contain_text("Ada: confirm")
    assert decided(own_shelf) == [("confirm", "seen")]


def test_who_has_gone_on_is_not_called_back(chromium: Browser, own_shelf: Shelf, address: str) -> None:
    with watching(chromium, address) as watched:
        page = watched.open(QUEUE)
        held = hold(page, FORMS)
        page.keyboard.press("j")
        page.keyboard.press("c")
        page.keyboard.press("Escape")
        page.keyboard.press("j")
        let_go(page, held)
        lines = page.locator("details.line")
        expect(lines.first.locator("form")).to_be_visible()
        expect(lines.nth(1).locator("summary")).to_be_focused()
        held.clear()
        page.keyboard.press("d")
        let_go(page, held)
        expect(lines.nth(1).locator("input[name=reason]")).to_be_focused()
        expect(lines.nth(1).locator("input[value=dismiss]")).to_be_checked()
        assert lines.first.locator("input:checked").count() == 0


def test_enter_pressed_again_decides_once(chromium: Browser, own_shelf: Shelf, address: str) -> None:
    posts = "**/entries/*/ruling"
    with watching(chromium, address) as watched:
        page = watched.open(QUEUE)
        page.keyboard.press("j")
        page.keyboard.press("c")
        expect(page.locator("input[name=reason]")).to_be_focused()
        held = hold(page, posts)
        for _ in range(3):
            page.keyboard.press("Enter")
        let_go(page, held)
        expect(page.locator(".ruled")).to_contain_text("Ada: confirm")
        assert len(held) == 1
    assert decided(own_shelf) == [("confirm", "")]


@pytest.mark.parametrize(("room", "part", "key"), [(QUEUE, FORMS, "c"), ("story", "**/entries/*", "Enter")])
def test_what_did_not_come_is_told_and_asked_for_again(
    chromium: Browser, address: str, story: str, room: str, part: str, key: str
) -> None:
    with watching(chromium, address) as watched:
        page = watched.open(f"/stories/{story}#position" if room == "story" else room)
        page.route(part, lambda route: route.abort())
        page.locator("details.line > summary").locator("visible=true").first.focus()
        page.keyboard.press(key)
        line = page.locator("details.line:focus-within")
        expect(line.get_by_role("alert")).to_have_text("This did not come. The desk does not answer.")
        assert page.locator("[aria-busy]").count() == 0
        page.unroute(part)
        page.keyboard.press("c")
        expect(line.locator("input[name=reason]")).to_be_focused()
        assert page.get_by_role("alert").count() == 0
        watched.complaints.clear()


def test_a_line_that_is_gone_is_told_of(chromium: Browser, own_shelf: Shelf, address: str) -> None:
    with watching(chromium, address) as watched:
        page = watched.open(QUEUE)
        page.keyboard.press("j")
        page.keyboard.press("d")
        expect(page.locator("input[name=reason]")).to_be_focused()
        other = page.context.new_page()
        other.goto(address + QUEUE)
        page.keyboard.press("Enter")
        expect(page.locator(".ruled")).to_contain_text("Ada: dismiss")
        other.keyboard.press("j")
        other.keyboard.press("c")
        expect(other.get_by_role("alert")).to_have_text("This did not come. There is no such line to rule on.")
    assert decided(own_shelf) == [("dismiss", "")]


def test_a_session_that_ends_meanwhile_leads_to_the_door_and_back(chromium: Browser, own_shelf: Shelf) -> None:
    def sign_in(page: Page) -> None:
        page.locator("input[name=name]").fill("Viv")
        page.locator("input[name=secret]").fill(PASSWORD)
        page.keyboard.press("Enter")

    with opened(own_shelf, PEOPLE) as address, watching(chromium, address) as watched:
        page = watched.open(QUEUE)
        sign_in(page)
        page.wait_for_url("**/review?kind=position")
        page.context.clear_cookies()
        page.keyboard.press("j")
        page.keyboard.press("c")
        page.wait_for_url("**/sign-in?to=%2Freview%3Fkind%3Dposition")
        sign_in(page)
        page.wait_for_url("**/review?kind=position")
        page.keyboard.press("j")
        page.keyboard.press("c")
        expect(page.locator("input[name=reason]")).to_be_focused()
        page.context.clear_cookies()
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_contain_text("Your session has ended, and nothing was changed.")
        page.get_by_role("link", name="Sign in").click()
        sign_in(page)
        page.wait_for_url("**/entries/*/ruling")
        watched.complaints.clear()
    assert decided(own_shelf) == []


def test_a_line_that_a_link_in_the_page_leads_to_takes_the_keys(chromium: Browser, address: str, story: str) -> None:
    with watching(chromium, address) as watched:
        page = watched.open(f"/stories/{story}")
        stance = page.locator(".matrix a.stance").first
        line = str(stance.get_attribute("href")).removeprefix("#")
        stance.focus()
        page.keyboard.press("Enter")
        expect(page.locator(f"[id='{line}'] > summary")).to_be_focused()
        page.keyboard.press("o")
        page.wait_for_url(f"**/reports/*?line={line}*")
        page.go_back()
        expect(page.locator(f"[id='{line}'] > summary")).to_be_focused()
