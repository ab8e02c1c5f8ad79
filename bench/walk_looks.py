"""One page of the desk in a real browser, and all that is amiss with it."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Error, Page, Request
from walk_rooms import Room

LEVEL_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
BY_SCHEME = "color-contrast"
"""The one rule whose answer hangs on the colours."""

TALLEST = 4_000
"""Pixels of a page that its picture shows."""

PATIENCE = 30_000.0
"""Milliseconds that anything on a page may take."""

_TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
_LOADED = "performance.getEntriesByType('navigation')[0]"
_EMPTY = "details[open] > .inside, .queue details.line[open] > .ruling:empty, .htmx-request"
"""A line that was opened, and what it rests on, or what can be decided of it, is still to come."""

_NOWHERE = """[...document.querySelectorAll('main a[href^="#"]')].map((a) => a.getAttribute('href').slice(1))
  .filter((id) => id && !document.getElementById(decodeURIComponent(id)) && !/^at-/.test(id))"""


@dataclass
class Look:
    """What was seen of a room at one width: how long it took in milliseconds, and what is amiss."""

    room: Room
    width: int
    answered: float = 0.0
    loaded: float = 0.0
    amiss: list[str] = field(default_factory=list)

    def find(self, what: str) -> None:
        """Something is amiss; the same is written down once."""
        if what not in self.amiss:
            self.amiss.append(what)


def look_at(context: BrowserContext, address: str, room: Room, width: int, out: Path | None) -> Look:
    """Open a room, light and dark, and check it.

    Args:
        context: of a browser, of that width, signed in.
        address: of the desk, without a slash at its end.
        out: a folder for a picture of each scheme; None for none.
    """
    look = Look(room, width)
    with _watched(context, address, look) as page:
        answer = page.goto(address + room.path, wait_until="load")
        if answer is None or answer.status != room.status:
            look.find(f"answers {answer.status if answer else 'nothing'}, not {room.status}")
        look.answered, look.loaded = page.evaluate(f"[{_LOADED}.responseEnd, {_LOADED}.loadEventEnd]")
        if not page.locator("h1").first.is_visible():
            look.find("no heading is to be seen")
        _check_links(page, look)
        if room.opened:
            _open_lines(page, room)
        too_wide = page.evaluate(_TOO_WIDE)
        if too_wide > 0:
            look.find(f"{too_wide} pixels too wide")
        schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
        for scheme in schemes:
            page.emulate_media(color_scheme=scheme)
            if out:
                _picture(page, out / f"{_file_name(room.name)}-{width}-{scheme}.png")
            _check_level_aa(page, look, scheme)
    return look


@contextmanager
def _watched(context: BrowserContext, address: str, look: Look) -> Iterator[Page]:
    """A page whose requests and complaints are written down."""
    page = context.new_page()
    page.set_default_timeout(PATIENCE)

    def note_request(request: Request) -> None:
        if not request.url.startswith((f"{address}/", "data:")):
            look.find(f"asks for {request.url}")

    def note_said(said: ConsoleMessage) -> None:
        # that a page is not there, which was to be shown, is said by the browser too
        if said.type in ("error", "warning") and not (look.room.status != 200 and "Failed to load" in said.text):
            look.find(f"says: {said.text}")

    def note_error(error: Error) -> None:
        look.find(f"fails: {error}")

    def note_dialog(dialog: Dialog) -> None:
        look.find(f"opens a box: {dialog.message}")
        dialog.dismiss()

    page.on("request", note_request)
    page.on("console", note_said)
    page.on("pageerror", note_error)
    page.on("dialog", note_dialog)
    try:
        yield page
    except Error as error:
        look.find(f"does not come: {' '.join(str(error).split())[:240]}")
    finally:
        page.close()


def _check_links(page: Page, look: Look) -> None:
    nowhere = page.evaluate(_NOWHERE)
    if nowhere:
        look.find(f"{len(nowhere)} links within the page lead nowhere, such as #{nowhere[0]}")


def _open_lines(page: Page, room: Room) -> None:
    """Open what is folded, then the first lines of each part of the page, and wait for their words."""
    page.evaluate("document.querySelectorAll('details.group').forEach((d) => { d.open = true; })")
    page.evaluate(
        """(most) => { const parts = [...document.querySelectorAll('main, main section, main article')];
          const some = (part) => [...part.querySelectorAll('details.line, details.touched')].slice(0, 2);
          [...new Set(parts.flatMap(some))].slice(0, most).forEach((d) => { d.open = true; }); }""",
        room.opened,
    )
    page.locator(_EMPTY).first.wait_for(state="detached")
    rule = page.locator("details.line[open] a.rule")
    if room.ruling and rule.count():
        rule.first.click()
        page.locator(".ruling form").first.wait_for()


def _check_level_aa(page: Page, look: Look, scheme: str) -> None:
    """In light by every rule of level AA, in dark only by that which hangs on colours."""
    wanted = {"type": "tag", "values": LEVEL_AA} if scheme == "light" else {"type": "rule", "values": [BY_SCHEME]}
    found = Axe().run(page, options={"runOnly": wanted, "resultTypes": ["violations"]})
    for violation in found.response["violations"]:
        nodes = violation["nodes"]
        look.find(f"{violation['id']}, {scheme}, {len(nodes)} times: {nodes[0]['html'][:160]}")


def _picture(page: Page, where: Path) -> None:
    tall = min(TALLEST, page.evaluate("document.documentElement.scrollHeight"))
    width = page.evaluate("document.documentElement.clientWidth")
    page.screenshot(path=where, full_page=True, clip={"x": 0, "y": 0, "width": width, "height": tall})


def _file_name(room: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", room.casefold()).strip("-")


def by_keys(context: BrowserContext, address: str, queue: str, look: Look) -> Look:
    """From the stories to the exact words of a line in its report, and a line of a queue confirmed, by keys alone.

    `loaded` is how long all of it took.
    """
    with _watched(context, address, look) as page:
        start = time.perf_counter()
        page.goto(f"{address}/stories", wait_until="load")
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        page.wait_for_url("**/stories/*")
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        page.locator("details.line:focus-within a.words").first.wait_for()
        page.keyboard.press("o")
        page.wait_for_url("**/reports/*")
        page.goto(address + queue, wait_until="load")
        page.keyboard.press("j")
        page.keyboard.press("c")
        page.locator("details.line:focus-within input[name=reason]:focus").wait_for()
        page.keyboard.press("Enter")
        page.locator(".notice.ruled").wait_for()
        look.loaded = 1000 * (time.perf_counter() - start)
    return look
