"""A real browser, and a desk to open in it: every request it makes, and all it complains of, is written down."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, Thread

import pytest
import uvicorn
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Error, Page, Request, sync_playwright

from accord.desk.web.app import make_app
from accord.desk.web.door.people import Doors
from accord.desk.web.incident_map import Atlas, bundled_atlas
from accord.desk.web.running import LOOPBACK, listen
from accord.desk.web.shelf import Shelf


@contextmanager
def opened(shelf: Shelf, doors: Doors, atlas: Callable[[], Atlas] = bundled_atlas) -> Iterator[str]:
    """The address of a desk, without a slash at its end."""
    taken = listen("127.0.0.1", 0)
    taken.listen()
    ready = Event()

    class Server(uvicorn.Server):
        async def startup(self, sockets: object = None) -> None:
            await super().startup(sockets)  # type: ignore[arg-type]
            ready.set()

    server = Server(
        uvicorn.Config(make_app(shelf, doors, LOOPBACK, atlas=atlas), log_level="warning", access_log=False)
    )
    thread = Thread(target=server.run, kwargs={"sockets": [taken]})
    thread.start()
    assert ready.wait(20)
    try:
        yield f"http://127.0.0.1:{taken.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(20)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Chromium; skips where there is none."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("Chromium is not installed (Debian: apt install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@dataclass
class Watched:
    """A page of the browser with what it asked for and what it complained of."""

    page: Page
    address: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Open a page of the desk."""
        self.page.goto(self.address + path, wait_until="load")
        return self.page

    def note_request(self, request: Request) -> None:
        """The page asks for something."""
        self.requests.append(request.url)

    def note_said(self, said: ConsoleMessage) -> None:
        """The page says something in its console."""
        if said.type in ("error", "warning"):
            self.complaints.append(said.text)

    def note_error(self, error: Error) -> None:
        """A script of the page failed."""
        self.complaints.append(str(error))

    def note_dialog(self, dialog: Dialog) -> None:
        """The page opens a box, which no page of the desk does."""
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def check(self) -> None:
        """All it asked for was the desk's own, and nothing was amiss."""
        assert self.requests
        assert [url for url in self.requests if not url.startswith(f"{self.address}/")] == []
        assert self.complaints == []


@contextmanager
def watching(browser: Browser, address: str, *, width: int = 1280, scheme: str = "light") -> Iterator[Watched]:
    """A page in a browser of its own; checked in the end."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    watched = Watched(page, address)
    page.on("request", watched.note_request)
    page.on("console", watched.note_said)
    page.on("pageerror", watched.note_error)
    page.on("dialog", watched.note_dialog)
    try:
        yield watched
        watched.check()
    finally:
        context.close()
