"""Every room of the desk on a store of yours, in a real browser: what is amiss with it, and how long it takes.

    bench/walk.py STORE [--out FOLDER] [--rooms WORDS]

A copy of the store is served by `accord serve` and opened in Chromium, at 1280 and 390 pixels, light and dark: the
lists, the largest, a middling and the smallest story, those with most conflicts and most that is owed, their parts, a
line of each kind, reports, pairs, names, searches, changes and the queue, with lines opened. On each page: it answers
as it should; nothing is said in the console and no script fails; nothing is asked of another origin; no link within it
leads nowhere; axe-core finds nothing against level AA of WCAG 2.2; it is no wider than the screen. A path is walked by
keys alone. Pictures of all that go into the folder, for people to look at. Ends with 1 where anything was amiss.
"""

from __future__ import annotations

import argparse
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, sync_playwright
from walk_looks import Look, by_keys, look_at
from walk_rooms import Room, rooms_of

from accord.deriving.beside import SUFFIX

WIDTHS = {1280: "Ana Reed", 390: "Bea Lund"}
"""How wide the browser is, and who looks."""

TOKEN = "the words that open this desk"  # noqa: S105 - of a desk that is gone in the end
SIGN_IN = Room("sign-in", "/sign-in")
BY_KEYS = "by keys alone"
RULED = (Room("rulings, two given", "/rulings"), Room("agreement of two", "/review/agreement"))


def main() -> None:
    """Walk, print what was seen, and say whether all was well."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("store", type=Path, help="a file of SQLite; it is not changed")
    options.add_argument("--out", type=Path, help="a folder for pictures; none are made without it")
    options.add_argument("--rooms", default="", help="only rooms whose names have these words")
    given = options.parse_args()
    program = chromium()
    if given.out:
        given.out.mkdir(parents=True, exist_ok=True)
    with served(given.store) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        looks = list(walk(browser, address, given.out, given.rooms))
        browser.close()
    n_amiss = sum(len(look.amiss) for look in looks)
    print(f"{len(looks)} pages, {n_amiss} things amiss")
    sys.exit(1 if n_amiss or not looks else 0)


def chromium() -> str:
    """The browser's program; ends where there is none."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        sys.exit("Chromium is not installed (Debian: apt install chromium)")
    return program


@contextmanager
def served(store: Path) -> Iterator[str]:
    """The address of a desk on a copy of the store, without a slash at its end."""
    with tempfile.TemporaryDirectory(prefix="accord-walk-") as folder:
        copy = Path(folder) / "record.db"
        own = sqlite3.connect(f"{store.resolve().as_uri()}?mode=ro", uri=True)
        with closing(own), closing(sqlite3.connect(copy)) as other:
            own.backup(other)
        beside = Path(f"{store}{SUFFIX}")
        if beside.is_dir():
            # else the first ruling would wait until all reports of a large store were traced again
            shutil.copytree(beside, f"{copy}{SUFFIX}")
        code = "from accord.cli.main import main; main()"
        command = [sys.executable, "-c", code, "serve", str(copy), "--port", "0", "--token", TOKEN]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        try:
            line = server.stdout.readline() if server.stdout else ""
            if "http" not in line:
                sys.exit(f"{store} can't be served")
            yield line.split()[-1].rstrip("/")
        finally:
            server.send_signal(signal.SIGINT)
            server.wait()


def walk(browser: Browser, address: str, out: Path | None, only: str) -> Iterator[Look]:
    """Open every room at every width, then rule by keys and look at what has been ruled; each look is printed."""
    rooms: list[Room] = []
    visitors: dict[int, BrowserContext] = {}
    for width, name in WIDTHS.items():
        visitor = visitors[width] = browser.new_context(viewport={"width": width, "height": 900}, base_url=address)
        if only in SIGN_IN.name:
            yield _told(look_at(visitor, address, SIGN_IN, width, out))
        sign_in(visitor, name)
        rooms = rooms or rooms_of(partial(ask, visitor))
        for room in rooms:
            if only in room.name:
                yield _told(look_at(visitor, address, room, width, out))
    if only in BY_KEYS:
        # the second rules on what the first has ruled on
        for (width, visitor), queue in zip(visitors.items(), ("/review", "/review?second=blind"), strict=True):
            yield _told(by_keys(visitor, address, queue, Look(Room(BY_KEYS, queue), width)))
        for width, visitor in visitors.items():
            for room in RULED:
                yield _told(look_at(visitor, address, room, width, out))


def sign_in(context: BrowserContext, name: str) -> None:
    """Come in by the token, under a name."""
    page = context.new_page()
    page.goto("/sign-in")
    page.locator("input[name=name]").fill(name)
    page.locator("input[name=secret]").fill(TOKEN)
    page.locator("main form button").click()
    page.wait_for_url("**/stories")
    page.close()


def ask(context: BrowserContext, path: str) -> Any:
    """The page data of an address; None where there is nothing."""
    answer = context.request.get(path, timeout=120_000)
    return answer.json() if answer.ok else None


def _told(look: Look) -> Look:
    seen = f"{look.answered:6.0f} ms answered {look.loaded:6.0f} ms loaded  {len(look.amiss) or 'well'}"
    print(f"{look.room.name:36} {look.width:5} {seen}", *look.amiss, sep="\n    ", flush=True)
    return look


if __name__ == "__main__":
    main()
