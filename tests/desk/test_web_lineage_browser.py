"""Lineage and pairs in a real browser: by keyboard, by pointing, without a script, and with sixty reports."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import opened, watching
from desk_visitors import ANA
from invented_wires import invented_wires
from playwright.sync_api import Browser, Locator, expect

from accord.desk.web.door.people import Doors
from accord.desk.web.shelf import Shelf
from accord.kept import KeptRecord
from accord.settings import Settings

PAIR = "/pairs?left=courier-1&right=compass-1"


@pytest.fixture(scope="module")
def address(shelf: Shelf) -> Iterator[str]:
    with opened(shelf, Doors(local=ANA)) as where:
        yield where


@pytest.fixture(scope="module")
def wires(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    """A story of sixty reports."""
    folder = tmp_path_factory.mktemp("wires")
    (folder / "reports").mkdir()
    for told in invented_wires(60):
        (folder / "reports" / f"{told['id']}.json").write_text(json.dumps(told))
    with KeptRecord.open(folder / "record.db", create=True) as kept:
        kept.read(folder / "reports", settings=Settings(reader="rules"))
        kept.derive()
        yield Shelf(kept)


def _is_in_view(part: Locator) -> bool:
    """True where its own column shows it."""
    return bool(
        part.evaluate(
            "(e) => { const a = e.getBoundingClientRect(), b = e.closest('.side').getBoundingClientRect();"
            " return a.top >= b.top && a.top < b.bottom; }"
        )
    )


def test_a_disc_leads_to_its_report_and_a_line_to_the_pair(chromium: Browser, address: str, story: str) -> None:
    with watching(chromium, address) as watched:
        page = watched.open(f"/stories/{story}/lineage")
        page.locator(".lineage .node").first.focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/reports/courier-1")
        page.go_back()
        assert page.locator(".lineage .edge").first.get_attribute("href") == "/pairs?left=courier-1&right=compass-1"
        page.locator(".lineage .edge .reach").first.dispatch_event("click")
        page.wait_for_url("**/pairs?*")
        expect(page.locator("h1")).to_have_text("Lorn Courier beside Daily Compass")


def test_the_list_has_what_the_drawing_has_by_keyboard(chromium: Browser, address: str, story: str) -> None:
    with watching(chromium, address) as watched:
        page = watched.open(f"/stories/{story}/lineage")
        page.keyboard.press("j")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Harbour Post"
        page.keyboard.press("Enter")
        page.wait_for_url("**/pairs?left=courier-1&right=post-1")


def test_passages_are_walked_by_keyboard_and_their_twins_come_into_view(chromium: Browser, address: str) -> None:
    with watching(chromium, address, width=900) as watched:
        page = watched.open(PAIR)
        n_passages = page.locator("#left .num").count()
        assert n_passages > 3
        for n in range(1, n_passages + 1):
            page.keyboard.press("j")
            twin = page.locator(f"#right-{n}")
            expect(twin).to_have_class("passage p1 on" if n % 2 else "passage p0 on")
            page.wait_for_function(
                "(n) => { const e = document.getElementById(`right-${n}`), s = e.closest('.side');"
                " const a = e.getBoundingClientRect(), b = s.getBoundingClientRect();"
                " return a.top >= b.top && a.top < b.bottom; }",
                arg=n,
            )
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.closest('.side').id") == "right"


def test_pointing_at_a_passage_shows_its_twin_and_lines_join_them(chromium: Browser, address: str) -> None:
    with watching(chromium, address) as watched:
        page = watched.open(PAIR)
        page.locator("#left-2").hover()
        expect(page.locator("#right-2.on")).to_be_visible()
        expect(page.locator(".bands .on")).to_have_count(1)
        points = str(page.locator(".bands [data-n='2']").get_attribute("points")).split()
        tops = [
            page.locator(f"#{side}-2").evaluate(
                "(e) => e.getBoundingClientRect().top - document.querySelector('.bands').getBoundingClientRect().top"
            )
            for side in ("left", "right")
        ]
        assert [float(p.split(",")[1]) for p in points[:2]] == pytest.approx(tops, abs=2)


def test_without_a_script_a_number_leads_to_its_twin(chromium: Browser, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 500})
    page = context.new_page()
    page.goto(address + PAIR)
    last = page.locator("#left .num").last
    last.click()
    assert _is_in_view(page.locator(str(last.get_attribute("href"))))
    assert page.locator(".bands polygon").count() == page.locator("#left .num").count()
    context.close()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (390, "light")])
def test_sixty_reports_are_readable(chromium: Browser, wires: Shelf, width: int, scheme: str) -> None:
    story = wires.cards()[0].id
    with opened(wires, Doors(local=ANA)) as address, watching(chromium, address, width=width, scheme=scheme) as watched:
        page = watched.open(f"/stories/{story}/lineage")
        boxes = page.locator(".lineage .node circle").evaluate_all(
            "all => all.map((e) => { const b = e.getBoundingClientRect(); return [b.x, b.y, b.width]; })"
        )
        assert len(boxes) == 60
        assert min(size for _, _, size in boxes) >= 10
        apart = [
            max(abs(a[0] - b[0]), abs(a[1] - b[1])) >= a[2] - 1 for n, a in enumerate(boxes) for b in boxes[n + 1 :]
        ]
        assert all(apart)
        names = page.locator(".lineage .lane").evaluate_all("all => all.map((e) => e.getBBox().x + e.getBBox().width)")
        assert max(names) < 160
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag22aa"]}})
        assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found.response["violations"]] == []


def test_two_reports_that_share_something_late_begin_with_it(chromium: Browser, tmp_path: Path) -> None:
    told = invented_wires(60)
    long = list(dict.fromkeys(one["text"].split("\n\n")[0] for one in told if "—" not in one["text"]))
    shared = "\n\n".join(told[0]["text"].rpartition("— ")[2].split("\n\n")[:6])
    (tmp_path / "reports").mkdir()
    for name, own in (("early", long[:9]), ("late", long[9:18])):
        text = "\n\n".join([*own, shared])
        report = {"id": name, "outlet": f"The {name} Post", "title": name, "published": "2024-05-06", "text": text}
        (tmp_path / "reports" / f"{name}.json").write_text(json.dumps(report))
    with KeptRecord.open(tmp_path / "record.db", create=True) as kept:
        kept.read(tmp_path / "reports", settings=Settings(reader="rules"))
        kept.derive()
        with opened(Shelf(kept), Doors(local=ANA)) as address, watching(chromium, address) as watched:
            page = watched.open("/pairs?left=early&right=late")
            page.set_viewport_size({"width": 1280, "height": 500})
            page.reload()
            assert page.locator("#left").evaluate("(e) => e.scrollTop") > 0
            for side in ("left", "right"):
                assert _is_in_view(page.locator(f"#{side} .passage").first)
