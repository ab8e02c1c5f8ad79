"""How fast a store keeps reports that are read, and whether the cost of one more grows with it.

    bench/store.py --data DATA [--reports 2000] [--url postgresql+psycopg://…]

Reports of the corpus are read by rules beforehand, apart; then they are kept in lots, as `accord read --into` does,
and one by one at the end. Seconds are wall-clock; the processor's are given beside, for a machine that others use.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from accord.intake.load import load_with_bytes
from accord.kept import LOT
from accord.model.report import Refusal
from accord.reading.rules import RuleReader
from accord.store.rows import ReadReport
from accord.store.store import Store

ALONE = 50
"""Reports kept one by one at the end."""

AT = datetime(2024, 5, 6, tzinfo=UTC)


def main() -> None:
    """Print a line for each tenth of the reports, then what one more costs."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--reports", type=int, default=2000)
    options.add_argument("--url", help="a database to keep in; by default a new file of SQLite")
    given = options.parse_args()
    read = read_corpus(given.data / "news-37k.parquet", given.reports)
    n_claims = sum(len(one.claims) for one in read)
    print(f"{len(read)} reports with {n_claims} claims, lots of {LOT}")
    with tempfile.TemporaryDirectory() as folder:
        place = given.url or str(Path(folder) / "record.db")
        with Store.open(place, create=True) as store:
            measure(store, read)
        if not given.url:
            print(f"file: {Path(place).stat().st_size / len(read):,.0f} bytes a report")


def read_corpus(path: Path, n_reports: int) -> list[ReadReport]:
    """The first reports of the corpus, as the rules read them."""
    reader = RuleReader()
    taken = (one for one in load_with_bytes([path]) if not isinstance(one, Refusal))
    return [ReadReport(report, reader.read(report), reader.name, raw) for report, raw in islice(taken, n_reports)]


def measure(store: Store, read: list[ReadReport]) -> None:
    """Keep all but the last in lots, the last one by one."""
    many, alone = read[:-ALONE], read[-ALONE:]
    step = max(LOT, len(many) // 5 // LOT * LOT)
    for start in range(0, len(many), step):
        part = many[start : start + step]
        wall, cpu = time.perf_counter(), processor()
        for first in range(0, len(part), LOT):
            store.keep(part[first : first + LOT], AT)
        wall, cpu = time.perf_counter() - wall, processor() - cpu
        print(
            f"{start + len(part):>7} kept: {len(part) / wall:,.0f} reports/s, {1000 * cpu / len(part):.2f} ms CPU each"
        )
    wall, cpu = time.perf_counter(), processor()
    for one in alone:
        store.keep([one], AT)
    wall, cpu = time.perf_counter() - wall, processor() - cpu
    print(f"one more: {1000 * wall / ALONE:.1f} ms, {1000 * cpu / ALONE:.1f} ms CPU")


def processor() -> float:
    """Seconds of processor time so far."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
