"""How fast the desk answers, on a store of many copies of the samples' story, with many visitors at a time.

    bench/desk.py [--stories 4168] [--visitors 20] [--seconds 20] [--pause 1] [--rooms story report]

The samples are read once; their reports, claims and derived rows are then kept again and again under other ids, so
that the store is as large as one of 37,512 reports, without the hours that deriving it would take. `accord serve` runs
in a process of its own. Each visitor is a thread that opens one page after the other, and looks at each for a pause of
its own length, so long on average. The times are those of the clock, from the request to the last byte; beside them
stands the processor time of the server per page, for a machine that others use, too.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from typing import Any

from accord.kept import KeptRecord
from accord.model.card import card_of
from accord.model.claim import Claim, Claims
from accord.model.lineage import Lineage
from accord.model.record import Chapter, Record
from accord.model.report import Report
from accord.settings import Settings
from accord.store.codec import decode, encode
from accord.store.derived import Change, Derivation, Weighed
from accord.store.rows import ReadReport
from accord.store.rules import rules_version
from accord.store.touched import read_touched

SAMPLES = Path(__file__).parents[1] / "samples" / "reports"
LOT = 450
PART = "#part"
"""At the end of an address: asked for by a page, as part of itself."""

AT = datetime(2024, 5, 11, tzinfo=UTC)


def main() -> None:
    """Print the times of every room."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--stories", type=int, default=4168)
    options.add_argument("--visitors", type=int, default=20)
    options.add_argument("--seconds", type=float, default=20)
    options.add_argument("--pause", type=float, default=1.0)
    options.add_argument("--store", type=Path, help="a store that an earlier run made; made there if there is none")
    options.add_argument("--rooms", nargs="*", default=(), help="only these; all of them else")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = given.store or Path(folder) / "record.db"
        if not store.exists():
            make_store(store, given.stories)
        measure(store, given.visitors, given.seconds, given.pause, given.rooms)


def make_store(where: Path, n_stories: int) -> None:
    """Keep the samples so many times."""
    with KeptRecord.open(":memory:", create=True) as small:
        small.read(SAMPLES, settings=Settings(reader="rules"))
        small.derive()
        record = small.record()
    with KeptRecord.open(where, create=True) as kept, Change(anew=True) as change:
        waiting: list[ReadReport] = []
        for n in range(n_stories):
            reports, claims, chapter, lineage = copied(record, n)
            change.trace(lineage, ())
            days = {report.id: report.day for report in reports if report.day}
            change.put(Weighed(chapter, card_of(chapter, reports, lineage), days=days))
            raws = (report.text.encode() for report in reports)
            waiting += [ReadReport(r, c, "rules", raw) for r, c, raw in zip(reports, claims, raws, strict=True)]
            if len(waiting) >= LOT or n == n_stories - 1:
                kept.store.keep(waiting, AT)
                waiting = []
        with kept.store.look() as connection:
            upto = read_touched(connection).last
        kept.store.derive(change, Derivation(1, rules_version(), record.as_of), upto, after=None)


def copied(record: Record, n: int) -> tuple[list[Report], list[Claims], Chapter, Lineage]:
    """The samples' story under other ids."""
    (chapter,) = record.chapters
    names = {report.id: f"{report.id}.{n}" for report in record.reports}
    lines: tuple[Any, ...] = (chapter.story, *chapter.measures, *chapter.entries, *chapter.findings, *chapter.actors)
    other = {line.id: f"{n:06x}{line.id[6:]}" for line in lines}
    other |= {origin.id: f"{n:06x}{origin.id[6:]}" for origin in record.lineage.origins}
    reports = [replace(r, id=names[r.id], title=f"{r.title or r.label} ({n})") for r in record.reports]
    by_report = {own.report: own for own in record.claims}
    claims = []
    for report in record.reports:
        own = by_report[report.id]
        to = names[report.id]
        events = tuple(replace(event, report=to) for event in own.events)
        quotes = tuple(replace(quote, report=to) for quote in own.quotes)
        old: tuple[Claim, ...] = (*own.events, *own.quotes)
        new: tuple[Claim, ...] = (*events, *quotes)
        other |= {a.id: b.id for a, b in zip(old, new, strict=True)}
        claims.append(Claims(to, events, quotes, own.unread))

    def renamed(text: str) -> str:
        for was, now in (other | names).items():
            text = text.replace(f'"{was}"', f'"{now}"')
        return text

    title = f"{chapter.story.title} ({n})"
    made = decode(renamed(encode(chapter)), Chapter)
    made = replace(made, story=replace(made.story, title=title))
    return reports, claims, made, decode(renamed(encode(record.lineage)), Lineage)


def measure(store: Path, n_visitors: int, seconds: float, pause: float, only: Collection[str]) -> None:
    """Serve the store, and visit it: all rooms, or only some."""
    with KeptRecord.open(store) as kept:
        cards = kept.cards()
        reports = [f"{path.stem}.{n}" for path in sorted(SAMPLES.glob("*.json")) for n in range(len(cards))]
        records = [kept.story(card.id) for card in cards[:200]]
    entries = [entry.id for record in records for entry in record.entries]
    measures = [measure.id for record in records for measure in record.measures]
    stories = [card.id for card in cards]
    print(f"{len(stories)} stories, {len(reports)} of their reports are visited, by {n_visitors} at a time")
    rooms: dict[str, Callable[[], str]] = {
        "stories": lambda: f"/stories?page={random.randint(1, 99)}",  # noqa: S311
        "stories, filtered": lambda: "/stories?q=port&sort=conflicts&open=1",
        "story": lambda: f"/stories/{random.choice(stories)}",  # noqa: S311
        "one story again": lambda: f"/stories/{stories[0]}",
        "report": lambda: f"/reports/{random.choice(reports)}",  # noqa: S311
        "lineage": lambda: f"/stories/{random.choice(stories)}/lineage",  # noqa: S311
        "pair": lambda: "/pairs?left=courier-1.{0}&right=post-1.{0}".format(random.randrange(len(stories))),  # noqa: S311
        "timeline": lambda: f"/stories/{random.choice(stories)}/timeline",  # noqa: S311
        "map": lambda: f"/stories/{random.choice(stories)}/map",  # noqa: S311
        "a line": lambda: f"/entries/{random.choice(entries)}",  # noqa: S311
        "a line as it opens": lambda: f"/entries/{random.choice(entries)}{PART}",  # noqa: S311
        "search": lambda: f"/search?q={random.choice(('ceasefire', 'prisoners', 'blockade', 'Berec'))}",  # noqa: S311
        "rulings": lambda: "/rulings",
        "review": lambda: f"/review?page={random.randint(1, 500)}",  # noqa: S311
        "review, one kind": lambda: f"/review?kind={random.choice(('measure', 'position', 'finding'))}",  # noqa: S311
        "a line to review": lambda: f"/entries/{random.choice(entries)}/ruling",  # noqa: S311
        "party": lambda: f"/parties/{random.choice(('veldria', 'keshar', 'aurelia'))}",  # noqa: S311
        "party, by page": lambda: f"/parties/keshar?kind=incident&page={random.randint(1, 99)}",  # noqa: S311
        "speaker": lambda: f"/speakers/mira-haldane?kind=quotation&page={random.randint(1, 99)}",  # noqa: S311
        "measure": lambda: f"/measures/{random.choice(measures)}",  # noqa: S311
        "changes": lambda: f"/changes?page={random.randint(1, 3)}",  # noqa: S311
    }
    code = "from accord.cli.main import main; main()"
    server = subprocess.Popen(
        [sys.executable, "-c", code, "serve", str(store), "--port", "0"], stdout=subprocess.PIPE, text=True
    )
    try:
        port = int((server.stdout or sys.stdin).readline().rsplit(":", 1)[1].strip().strip("/"))
        for name, path in rooms.items():
            if only and name not in only:
                continue
            before = processor_time(server.pid)
            times = visit(port, path, n_visitors, seconds, pause)
            spent = (processor_time(server.pid) - before) / len(times)
            times.sort()
            p50, p95 = (1000 * times[int(len(times) * part)] for part in (0.5, 0.95))
            print(f"{name:18} p50 {p50:6.0f} ms  p95 {p95:6.0f} ms  {1000 * spent:6.1f} ms of processor")
    finally:
        server.send_signal(signal.SIGINT)
        server.wait()


def visit(port: int, path: Callable[[], str], n_visitors: int, seconds: float, pause: float) -> list[float]:
    """The times of all pages that were opened, in seconds."""
    times: list[float] = []
    until = time.perf_counter() + seconds

    def go() -> None:
        line, cookie = http.client.HTTPConnection("127.0.0.1", port), ""
        while time.perf_counter() < until:
            time.sleep(random.uniform(0, 2 * pause))  # noqa: S311
            start = time.perf_counter()
            room, _, part = path().partition(PART[0])
            headers = {"cookie": cookie} if cookie else {}
            line.request("GET", room, headers=headers | ({"hx-request": "true"} if part else {}))
            answer = line.getresponse()
            answer.read()
            cookie = cookie or (answer.getheader("set-cookie") or "").partition(";")[0]
            if answer.status not in (200, 303):
                raise RuntimeError(f"{answer.status} {room}")
            times.append(time.perf_counter() - start)

    visitors = [Thread(target=go) for _ in range(n_visitors)]
    for one in visitors:
        one.start()
    for one in visitors:
        one.join()
    return times


def processor_time(pid: int) -> float:
    """Seconds of processor time of a process so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
