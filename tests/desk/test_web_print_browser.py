"""What is on paper, and what is on a narrow screen: all of it, in dark ink, with nothing to be scrolled."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browsing import opened, watching
from desk_visitors import ANA
from playwright.sync_api import Browser, expect

from accord.desk.web.door.people import Doors
from accord.desk.web.shelf import Shelf

A4 = 718
"""Pixels across a sheet, less its margins."""

CUT_OFF = """[...document.querySelectorAll('main *')].filter((e) => getComputedStyle(e).overflowX !== 'visible'
  && e.checkVisibility() && e.scrollWidth > e.clientWidth + 1).map((e) => e.outerHTML.slice(0, 80))"""


@pytest.fixture(scope="module")
def address(shelf: Shelf) -> Iterator[str]:
    with opened(shelf, Doors(local=ANA)) as where:
        yield where


@pytest.mark.parametrize("room", ["?words=1", "", "/timeline", "/lineage", "/map"])
def test_on_paper_nothing_is_cut_off_and_the_ink_is_dark(
    chromium: Browser, address: str, story: str, room: str
) -> None:
    with watching(chromium, address, width=A4, scheme="dark") as watched:
        page = watched.open(f"/stories/{story}{room}")
        page.emulate_media(media="print", color_scheme="dark")
        assert page.evaluate(CUT_OFF) == []
        assert page.evaluate("getComputedStyle(document.body).color") == "rgb(28, 33, 39)"
        assert page.locator(".moves a, .moves form").locator("visible=true").count() == 0


@pytest.mark.parametrize("width", [390, 320])
def test_the_list_of_a_lineage_is_no_wider_than_the_screen(
    chromium: Browser, address: str, story: str, width: int
) -> None:
    with watching(chromium, address, width=width) as watched:
        page = watched.open(f"/stories/{story}/lineage")
        wide = page.locator(".lineage-list .scroll")
        assert wide.evaluate("(e) => e.scrollWidth - e.clientWidth") <= 0
        expect(wide.get_by_role("link", name="Lorn Courier", exact=False).first).to_be_visible()


def test_a_matrix_of_twelve_parties_goes_on_paper(chromium: Browser, address: str, story: str) -> None:
    with watching(chromium, address, width=A4) as watched:
        page = watched.open(f"/stories/{story}")
        page.evaluate("""for (const row of document.querySelector('.matrix').rows)
          while (row.cells.length < 13) row.append(row.cells[1 + row.cells.length % 3].cloneNode(true))""")
        page.evaluate("document.querySelector('.matrix').classList.add('many')")
        page.emulate_media(media="print")
        assert page.evaluate(CUT_OFF) == []
