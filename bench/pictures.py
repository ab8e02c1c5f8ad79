"""The pictures of the desk in its documents, drawn from the project's own samples: `make pictures`.

    bench/pictures.py [FOLDER]

The samples are read by rules, so that the pictures are the same with and without the model.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, sync_playwright
from walk import ask, chromium, served, sign_in

from accord.kept import KeptRecord
from accord.settings import Settings

ROOT = Path(__file__).parents[1]
WIDTH = 1100
REVIEWER = "Ana Reed"


def main() -> None:
    """Draw them all."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs"
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "record.db"
        with KeptRecord.open(store, create=True) as kept:
            kept.read(ROOT / "samples" / "reports", settings=Settings(reader="rules"))
            kept.derive()
        with served(store) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
            context = browser.new_context(viewport={"width": WIDTH, "height": 900}, base_url=address)
            sign_in(context, REVIEWER)
            for name, (path, height, opened) in wanted(context).items():
                draw(context.new_page(), path, height, opened, out / f"desk-{name}.png")
            browser.close()


def wanted(context: BrowserContext) -> dict[str, tuple[str, int, str]]:
    """The pictures by name: the address, how much of the page is shown, and what is clicked on first."""
    (card,) = ask(context, "/stories.json")["cards"]
    rows = ask(context, f"/stories/{card['id']}/lineage.json")["rows"]
    left, right = max((row for row in rows if row["kin"]), key=_shares)["id"], ""
    right = next(row["kin"]["report"] for row in rows if row["id"] == left)
    return {
        "story": (f"/stories/{card['id']}", 1500, ""),
        "pair": (f"/pairs?left={right}&right={left}", 760, ""),
        "report": (f"/reports/{right}", 728, ""),
        "review": ("/review?kind=incident", 860, "details.line > summary"),
    }


def _shares(row: Any) -> tuple[bool, float]:
    """Those first that carry some of another's text, and have some of their own."""
    return row["kin"]["joins"], min(row["own_share"] or 0.0, 1 - (row["own_share"] or 0.0))


def draw(page: Page, path: str, height: int, opened: str, where: Path) -> None:
    """Picture the head of a page."""
    page.goto(path, wait_until="load")
    if opened:
        page.locator(opened).first.click()
        page.locator(".ruling form").first.wait_for()
    page.wait_for_load_state("networkidle")
    page.screenshot(path=where, full_page=True, clip={"x": 0, "y": 0, "width": WIDTH, "height": height})
    page.close()


if __name__ == "__main__":
    main()
