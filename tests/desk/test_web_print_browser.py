"""What is on paper, and what is on a narrow screen: all of it, in dark ink, with nothing to be scrolled."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from browsing import opened, watching
from desk_visitors import ANA
from playwright.sync_api import Browser, expect

from accord.desk.web.door.people import Doors
from accord.desk.web.shelf import Shelf
from accord.kept import KeptRecord
from accord.settings import Settings

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


LONG = "Veldriaandkeshar" * 10
FROM_THE_RIGHT = "\u0648\u0627\u0641\u0642\u062a \u0643\u064a\u0634\u0627\u0631"


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    """A story with titles, names and words that have no place to break, without days; one report is no English."""
    folder = tmp_path_factory.mktemp("odd")
    said = (
        f"Keshar agreed on Tuesday to halt attacks on Veldrian ports, Tomas {LONG} said. Aurelia demanded that Veldria"
    )
    for n, name in enumerate((LONG, "Lorn Courier", f"The {LONG}")):
        told = {"title": f"{LONG} agrees", "outlet": name, "text": f"{said} lift the blockade of {LONG}.\n\n{said} go."}
        (folder / f"{n}.json").write_text(json.dumps(told))
    told = {"id": "right", "title": FROM_THE_RIGHT, "outlet": "Orland", "text": f"{FROM_THE_RIGHT}. " * 20}
    (folder / "right.json").write_text(json.dumps(told))
    with KeptRecord.open(folder / "record.db", create=True) as kept:
        kept.read(folder, settings=Settings(reader="rules"))
        kept.derive()
        yield Shelf(kept)


def test_words_without_an_end_are_broken(chromium: Browser, odd: Shelf) -> None:
    story = max(odd.cards(), key=lambda card: card.n_reports).id
    record = odd.record(story)
    assert record is not None
    first, second = sorted(report.id for report in record.reports)[:2]
    line = record.entries[0].id
    rooms = ["/stories", "/parties", "/speakers", "/review", "/changes?since=2024-01-01", f"/enter?story={story}"]
    rooms += [f"/stories/{story}{part}" for part in ("", "/lineage", "/lineage?by=outlet", "/map", "/ruling")]
    rooms += [f"/reports/{first}", f"/pairs?left={first}&right={second}", f"/entries/{line}", f"/entries/{line}/ruling"]
    too_wide = []
    with opened(odd, Doors(local=ANA)) as address, watching(chromium, address, width=390) as watched:
        for room in rooms:
            page = watched.open(room)
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                too_wide.append(room)
    assert too_wide == []


def test_a_text_runs_the_way_it_is_written(chromium: Browser, odd: Shelf) -> None:
    with opened(odd, Doors(local=ANA)) as address, watching(chromium, address) as watched:
        page = watched.open("/reports/right")
        ends = page.locator(".report .text").evaluate("""(e) => {
          const words = document.createRange();
          words.selectNodeContents(e);
          const lines = [...words.getClientRects()].filter((box) => box.width);
          return lines.map((box) => [box.left, box.right]).at(-1).concat(e.getBoundingClientRect().right);
        }""")
        assert ends[1] == pytest.approx(ends[2], abs=2) and ends[0] > 0
