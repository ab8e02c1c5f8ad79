"""What one report more costs a record that is kept, and whether that grows with the record.

    bench/deriving.py --data DATA --cache STORE [--reports 1000 10000 33000] [--claimed 6000] [--more 40]

For each size a new store gets the first dated reports of the corpus by day and everything is derived; then the next
ones come, one at a time, as they would be published, each kept and the record brought up to date before the next. The
last `--claimed` of the first, and those that come, are read by rules, once, into the store STORE; older ones are kept
unread, which leaves them in tracing and grouping, and out of the stories that reports are still put to.

Milliseconds are wall-clock, with the processor's beside them: of keeping, tracing, grouping, weighing and writing in
the process that has the record open; of the whole, by the size of the story a report went to; and of a process that
has just opened the store ("cold").
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice, pairwise
from pathlib import Path

import numpy as np
import sqlalchemy as sa
from memory import peak_mib
from numpy.typing import NDArray

from accord.deriving.deriver import Deriver
from accord.intake.load import load_with_bytes
from accord.model.claim import Claims
from accord.model.report import Refusal, Report
from accord.reading.rules import RuleReader
from accord.store import schema
from accord.store.holdings import read_holdings
from accord.store.rows import ReadReport, series_of
from accord.store.store import Store

AT = datetime(2024, 5, 6, tzinfo=UTC)
LOT = 64


def main() -> None:
    """Print a block for each size."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--cache", type=Path, required=True)
    options.add_argument("--reports", type=int, nargs="*", default=[1_000, 10_000, 33_000])
    options.add_argument("--claimed", type=int, default=6_000)
    options.add_argument("--more", type=int, default=40)
    given = options.parse_args()
    taken = (one for one in load_with_bytes([given.data / "news-37k.parquet"]) if not isinstance(one, Refusal))
    dated = sorted((one for one in taken if one[0].day), key=lambda one: (str(one[0].day), one[0].id))
    for size in given.reports:
        with Store.open(given.cache, create=True) as cache, tempfile.TemporaryDirectory() as folder:
            coming = read_all(dated, size - given.claimed, cache)
            measure(coming, Path(folder) / "record.db", min(size, len(dated) - given.more - 1), given.more)


def read_all(dated: list[tuple[Report, bytes]], unread: int, cache: Store) -> Iterator[ReadReport]:
    """Reports with their claims by way of the cache, the earliest so many without."""
    reader = RuleReader()
    for start in range(0, len(dated), LOT):
        lot = dict(dated[start : start + LOT])
        if start + LOT <= unread:
            for report, raw in lot.items():
                yield ReadReport(report, Claims(report.id, unread="left out of this figure"), reader.name, raw)
            continue
        missing = [
            ReadReport(report, reader.read(report), reader.name, lot[report])
            for report in cache.unread(list(lot), reader.name)
        ]
        cache.keep(missing, AT)
        with cache.look() as connection:
            held = read_holdings(connection, series=[series_of(report) for report in lot])
        claims = {own.report: own for own in held.claims}
        for report, raw in lot.items():
            yield ReadReport(report, claims[report.id], reader.name, raw)


def measure(coming: Iterator[ReadReport], place: Path, size: int, more: int) -> None:
    """Fill a store, derive everything, then one more at a time."""
    with Store.open(place, create=True) as store:
        n_kept = 0
        while n_kept < size and (lot := list(islice(coming, min(LOT, size - n_kept)))):
            n_kept += len(lot)
            store.keep(lot, AT)
        deriver = Deriver(store)
        start, cpu = time.perf_counter(), time.process_time()
        deriver.bring_up_to_date()
        took, used = time.perf_counter() - start, time.process_time() - cpu
        size_told = f"{n_kept} reports in {len(store.cards())} stories"
        print(f"{size_told}: all derived in {took:.0f} s, {used:.0f} s CPU; {peak_mib():.0f} MiB", flush=True)
        rows = [one_more(store, deriver, one) for one in islice(coming, more)]
        told = np.array([row[0] for row in rows])
        for name, column in zip(("keeping", "tracing", "grouping", "weighing", "writing"), told.T, strict=True):
            print(f"  {name:<9} {spread(column)}")
        whole = told.sum(axis=1)
        print(f"  {'all':<9} {spread(whole)}; {np.mean([row[1] for row in rows]):.0f} ms CPU on average")
        sizes = np.array([row[2] for row in rows])
        for low, high in ((1, 2), (2, 10), (10, 100), (100, 10**9)):
            inside = whole[(sizes >= low) & (sizes < high)]
            if len(inside):
                print(f"    stories of {low} to {high - 1} reports: {len(inside)}, {spread(inside)}")
        for one in islice(coming, 1):
            store.keep([one], AT)
            start = time.perf_counter()
            Deriver(store).bring_up_to_date()
            print(f"  cold: {time.perf_counter() - start:.1f} s; {peak_mib():.0f} MiB at most so far", flush=True)


def one_more(store: Store, deriver: Deriver, one: ReadReport) -> tuple[list[float], float, int]:
    """Milliseconds of each step, of the processor, and how many reports are in the story it went to."""
    first: dict[str, float] = {}
    last: dict[str, float] = {}

    def note(step: str, _done: int, _total: int | None) -> None:
        last[step] = time.perf_counter()
        first.setdefault(step, last[step])

    start, cpu = time.perf_counter(), time.process_time()
    store.keep([one], AT)
    note("keeping", 0, None)
    deriver.bring_up_to_date(note)
    edges = [start, last["keeping"], first["grouping"], first["weighing"], last["weighing"], time.perf_counter()]
    steps = [1000 * (b - a) for a, b in pairwise(edges)]
    with store.look() as connection:
        member, stories = schema.members.c, schema.stories.c
        story = sa.select(member.story).where(member.report == one.report.id)
        size = connection.scalar(sa.select(stories.n_reports).where(stories.id == story.scalar_subquery())) or 0
    return steps, 1000 * (time.process_time() - cpu), size


def spread(values: NDArray[np.float64]) -> str:
    """Median and 95th percentile."""
    p50, p95 = np.percentile(values, [50, 95])
    return f"p50 {p50:7.1f}  p95 {p95:7.1f} ms"


if __name__ == "__main__":
    main()
