"""What one report more costs a record that is kept, and whether that grows with the record.

    bench/deriving.py STORE [--reports 1000 10000 37000] [--more 40]

STORE: a store of reports with their claims, such as `bench/search.py --cache` makes. For each size a new store gets
the first reports by day and everything is derived; then the next ones come, one at a time, as they would be published,
each kept and the record brought up to date before the next. Milliseconds are wall-clock, the processor's beside them:

- tracing, grouping, weighing and writing, of the process that has the record open ("warm");
- the whole, by the size of the story the report went to;
- one more by a process that has just opened the store ("cold"), and what is held in memory.
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

from accord.deriving.deriver import Deriver
from accord.store import schema
from accord.store.rows import ReadReport
from accord.store.search.index import read_standing
from accord.store.store import Store

AT = datetime(2024, 5, 6, tzinfo=UTC)
LOT = 64


def main() -> None:
    """Print a block for each size."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("store", type=Path)
    options.add_argument("--reports", type=int, nargs="*", default=[1_000, 10_000, 37_000])
    options.add_argument("--more", type=int, default=40)
    given = options.parse_args()
    for size in given.reports:
        with Store.open(given.store) as source, tempfile.TemporaryDirectory() as folder:
            measure(by_day(source), Path(folder) / "record.db", size, given.more)


def by_day(store: Store) -> Iterator[ReadReport]:
    """The dated reports of a store with their claims, the earliest first."""
    reports = schema.reports.c
    with store.look() as connection:
        dated = sa.select(reports.series).where(reports.day.is_not(None)).order_by(reports.day, reports.name)
        series = list(dict.fromkeys(connection.scalars(dated)))
        for start in range(0, len(series), LOT):
            standing = {one.report.id: one for one in read_standing(connection, series[start : start + LOT])}
            for one in sorted(standing.values(), key=lambda one: (str(one.report.day), one.report.id)):
                yield ReadReport(one.report, one.claims, "rules", one.report.text.encode("utf-8", "surrogatepass"))


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
        n_stories = len(store.cards())
        print(
            f"{n_kept} reports in {n_stories} stories: all derived in {took:.0f} s, {used:.0f} s CPU; {peak_mib():.0f} MiB"
        )
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


def spread(values: np.ndarray) -> str:
    """Median and 95th percentile."""
    p50, p95 = np.percentile(values, [50, 95])
    return f"p50 {p50:7.1f}  p95 {p95:7.1f} ms"


if __name__ == "__main__":
    main()
