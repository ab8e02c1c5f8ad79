"""What the rooms of stories cost a server on any store, each page the first time: processor time, and the largest page.

    bench/first_visits.py STORE [--stories 60] [--largest 15]

Stories at random, then the largest ones; their timelines, maps and lineages; a line of each of some. One page after the
other, in this process: no network, no other visitor.
"""

from __future__ import annotations

import argparse
import gc
import random
import time
from collections.abc import Iterable
from pathlib import Path

from starlette.testclient import TestClient

from accord.desk.web.answering import load_templates
from accord.desk.web.app import make_app
from accord.desk.web.door.people import Doors
from accord.desk.web.incident_map import bundled_atlas
from accord.desk.web.running import GARBAGE
from accord.desk.web.shelf import Shelf
from accord.kept import KeptRecord


def main() -> None:
    """Print the figures of each sort of page."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("store", type=Path)
    options.add_argument("--stories", type=int, default=60)
    options.add_argument("--largest", type=int, default=15)
    given = options.parse_args()
    gc.freeze()
    gc.set_threshold(*GARBAGE)
    load_templates()
    bundled_atlas()
    with KeptRecord.open(given.store) as kept, TestClient(make_app(Shelf(kept), Doors())) as visit:
        visit.base_url = "http://127.0.0.1"
        cards = kept.cards()
        visit.get("/stories")
        some = random.Random(5).sample(cards, min(given.stories, len(cards)))  # noqa: S311
        groups = {"at random": some, "the largest": cards[: given.largest]}
        for called, group in groups.items():
            print(f"{len(group)} stories, {called}: {sum(card.n_reports for card in group)} reports")
            measure(visit, "story", (f"/stories/{card.id}" for card in group))
            for part in ("timeline", "map", "lineage"):
                measure(visit, part, (f"/stories/{card.id}/{part}" for card in group))
            lines = (entry.id for card in group for entry in kept.outline(card.id).entries[:1])
            measure(visit, "a line", (f"/entries/{line}" for line in lines))


def measure(visit: TestClient, name: str, pages: Iterable[str]) -> None:
    """Open the pages, and print what they cost.

    Raises: RuntimeError: one did not answer.
    """
    times, largest = list[float](), 0
    for page in pages:
        start = time.process_time()
        answer = visit.get(page)
        times.append(1000 * (time.process_time() - start))
        largest = max(largest, len(answer.content))
        if answer.status_code != 200:
            raise RuntimeError(f"{answer.status_code} {page}")
    times.sort()
    p50, p95 = (times[int(len(times) * part)] for part in (0.5, 0.95))
    print(f"  {name:9} p50 {p50:4.0f}  p95 {p95:4.0f}  most {times[-1]:4.0f} ms, largest page {largest / 1000:.0f} kB")


if __name__ == "__main__":
    main()
