"""How fast a store keeps reports that are read, beside what the disk and the database alone would take.

    bench/store.py --data DATA [--reports 1500] [--url postgresql+psycopg://…]

Reports of the corpus are read by rules beforehand, apart; then they are kept in lots, as `accord read --into` does, in
larger lots, and one by one. Seconds of processor time are given beside those of the clock, for a machine that others
use, too; of PostgreSQL those of the server's process on this machine besides.
"""

from __future__ import annotations

import argparse
import os
import resource
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import sqlalchemy as sa

from accord.intake.load import load_with_bytes
from accord.keeping.intake import LOT
from accord.model.report import Refusal
from accord.reading.rules import RuleReader
from accord.store.engine import is_postgres, reading, writing
from accord.store.rows import ReadReport
from accord.store.store import Store

ALONE = 50
"""Reports kept one by one at the end."""

LARGE = 512
AT = datetime(2024, 5, 6, tzinfo=UTC)
TABLES = ("raws", "reports", "readings", "claims")


def main() -> None:
    """Print the rates, then the limits."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--reports", type=int, default=1500)
    options.add_argument("--url", help="an empty database to keep in; by default a new file of SQLite")
    given = options.parse_args()
    read = read_corpus(given.data / "news-37k.parquet", given.reports)
    print(f"{len(read)} reports with {sum(len(one.claims) for one in read)} claims")
    with tempfile.TemporaryDirectory() as folder:
        for lot in (LOT, LARGE):
            path = Path(folder) / f"record-{lot}.db"
            with Store.open(given.url or path, create=True) as store:
                measure(store, read, lot)
                if given.url:
                    empty(store)
                elif lot == LARGE:
                    limits(path, Path(folder), len(read))


def read_corpus(path: Path, n_reports: int) -> list[ReadReport]:
    """The first reports of the corpus, as the rules read them."""
    reader = RuleReader()
    taken = (one for one in load_with_bytes([path]) if not isinstance(one, Refusal))
    return [ReadReport(report, reader.read(report), reader.name, raw) for report, raw in islice(taken, n_reports)]


def measure(store: Store, read: list[ReadReport], lot: int) -> None:
    """Keep all but the last in lots, the last one by one."""
    many, alone = read[:-ALONE], read[-ALONE:]
    with timed(f"lots of {lot}", len(many), store):
        for first in range(0, len(many), lot):
            store.keep(many[first : first + lot], AT)
    with timed("one by one", len(alone), store):
        for one in alone:
            store.keep([one], AT)


def limits(path: Path, folder: Path, n_reports: int) -> None:
    """What the same bytes take without us: written in one go, and as rows of tables without index or full text."""
    data = path.read_bytes()
    with (
        timed(f"limit: {len(data) / 2**20:.0f} MiB written and synced", n_reports),
        (folder / "plain").open("wb") as out,
    ):
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    with sqlite3.connect(path) as whole:
        rows = {name: whole.execute(f"SELECT * FROM {name}").fetchall() for name in TABLES}  # noqa: S608
    plain = sqlite3.connect(folder / "plain.db", isolation_level=None)
    plain.execute("PRAGMA journal_mode=WAL")
    plain.execute("PRAGMA synchronous=FULL")
    for name, found in rows.items():
        plain.execute(f"CREATE TABLE {name} ({', '.join(f'c{n}' for n in range(len(found[0])))})")
    with timed("limit: the same rows, plain executemany", n_reports):
        for name, found in rows.items():
            plain.execute("BEGIN")
            plain.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(found[0]))})", found)  # noqa: S608
            plain.execute("COMMIT")
    plain.close()


def empty(store: Store) -> None:
    """Take everything out again."""
    with writing(store.engine) as connection:
        connection.execute(sa.text("TRUNCATE raws, touched CASCADE"))


@contextmanager
def timed(what: str, n_reports: int, store: Store | None = None) -> Iterator[None]:
    """Tell the rate, and the processor time of each report: ours, and the server's where there is one."""
    served = server_seconds(store) if store else 0.0
    wall, used = time.perf_counter(), processor()
    yield
    wall, used = time.perf_counter() - wall, processor() - used
    served = server_seconds(store) - served if store else 0.0
    server = f" + {1000 * served / n_reports:.2f} ms of the server" if store and is_postgres(store.engine) else ""
    rate = f"{n_reports / wall:,.0f} reports/s"
    print(f"{what:<44} {rate:>18}   {1000 * used / n_reports:.2f} ms CPU each{server}", flush=True)


def processor() -> float:
    """Seconds of processor time so far."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def server_seconds(store: Store) -> float:
    """Seconds of processor time of the server's process that serves us, 0 for SQLite and for one elsewhere."""
    if not is_postgres(store.engine):
        return 0.0
    with reading(store.engine) as connection:
        status = Path(f"/proc/{connection.scalar(sa.text('SELECT pg_backend_pid()'))}/stat")
    if not status.exists():
        return 0.0
    user, system = status.read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
