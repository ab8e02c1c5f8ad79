"""How fast a full store answers: a fixed mix of queries, drawn by rule from what it holds.

    bench/search.py --data DATA --cache FILE [--reports 37515] [--url postgresql+psycopg://…] [--each 40]

Reports of the corpus are read by rules once, into the store FILE; a later run reads what is missing. With a URL the
same reports are kept there, if they are not yet, and searched there. Milliseconds are wall-clock, of one process; its
processor's are given beside, for a machine that others use; of PostgreSQL those of the server's process on this machine
are in them.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

import numpy as np
import sqlalchemy as sa

from accord.intake.load import load_with_bytes
from accord.keeping.intake import LOT
from accord.model.report import Refusal
from accord.reading.rules import RuleReader
from accord.store import schema
from accord.store.engine import is_postgres
from accord.store.rows import ReadReport
from accord.store.search.index import Standing, read_standing
from accord.store.search.query import Query
from accord.store.search.words import plain_text
from accord.store.store import Store

AT = datetime(2024, 5, 6, tzinfo=UTC)
MONTH = timedelta(days=30)
Draw = Callable[[Standing, list[str]], Query | None]


def main() -> None:
    """Fill the store, then print a line for each kind of query and one for all."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--cache", type=Path, required=True)
    options.add_argument("--reports", type=int, default=37_515)
    options.add_argument("--url")
    options.add_argument("--each", type=int, default=40)
    given = options.parse_args()
    with Store.open(given.cache, create=True) as store:
        fill(store, given.data / "news-37k.parquet", given.reports)
        sample = drawn(store, given.each)
        if not given.url:
            measure(store, sample)
            return
        with Store.open(given.url, create=True) as other:
            copy(store, other)
            measure(other, sample)


def fill(store: Store, corpus: Path, n_reports: int) -> None:
    """Keep the first reports of the corpus, as the rules read them."""
    reader = RuleReader()
    with store.look() as connection:
        known = connection.scalar(sa.select(sa.func.count()).select_from(schema.searched)) or 0
    taken = (one for one in load_with_bytes([corpus]) if not isinstance(one, Refusal))
    wanted = islice(taken, n_reports) if known < n_reports else iter(())
    while lot := dict(islice(wanted, LOT)):
        unread = store.unread(list(lot), reader.name)
        store.keep([ReadReport(one, reader.read(one), reader.name, lot[one]) for one in unread], AT)


def copy(store: Store, other: Store) -> None:
    """Keep in another store what the first holds, if it is empty."""
    with other.look() as connection:
        if connection.scalar(sa.select(schema.searched.c.number).limit(1)) is not None:
            return
    for some in lots(store):
        other.keep([ReadReport(one.report, one.claims, "rules", one.report.text.encode()) for one in some], AT)


def lots(store: Store, step: int = 1) -> Iterator[list[Standing]]:
    """The reports that stand, by series; every so many of them."""
    with store.look() as connection:
        series = sorted(connection.scalars(sa.select(schema.reports.c.series).distinct()))[::step]
        for start in range(0, len(series), LOT):
            yield read_standing(connection, series[start : start + LOT])


def drawn(store: Store, each: int) -> list[Standing]:
    """Reports at even steps, with at least one claim each."""
    with store.look() as connection:
        n_reports = connection.scalar(sa.select(sa.func.count()).select_from(schema.searched)) or 0
    step = max(1, n_reports // (2 * each))
    return [one for some in lots(store, step) for one in some if len(one.claims)][:each]


def measure(store: Store, sample: list[Standing]) -> None:
    """Ask each kind of query of each report of the sample, and print what it took."""
    often = Counter(word for one in sample for word in set(plain_text(one.report.text).split()) if len(word) > 4)
    common = [word for word, _ in often.most_common(20)]
    whole: list[tuple[float, float]] = []
    processor = processor_of(store)
    for name, draw in DRAWS.items():
        queries = [query for one in sample if (query := draw(one, common)) is not None]
        took, n_hits = [], 0
        for query in queries:
            wall, cpu = time.perf_counter(), processor()
            n_hits += len(store.search(query).hits)
            took.append((1000 * (time.perf_counter() - wall), 1000 * (processor() - cpu)))
        whole += took
        tell(name, took, n_hits)
    tell("all", whole, 0)


def processor_of(store: Store) -> Callable[[], float]:
    """Gives the seconds that the processor has worked so far, for us and for the server's process that serves us."""
    if not is_postgres(store.engine):
        return time.process_time
    with store.look() as connection:
        worked = Path(f"/proc/{connection.scalar(sa.text('SELECT pg_backend_pid()'))}/schedstat")
    if not worked.exists():
        return time.process_time
    return lambda: time.process_time() + int(worked.read_text().split()[0]) / 1e9


def tell(name: str, took: list[tuple[float, float]], n_hits: int) -> None:
    """Print a line: by the clock, and by the processor."""
    if took:
        (p50, c50), (p95, c95), (p99, c99) = np.percentile(took, [50, 95, 99], axis=0)
        hits = f", {n_hits / len(took):.1f} hits a page" if n_hits else ""
        by_clock, by_processor = f"{p50:.0f} / {p95:.0f} / {p99:.0f}", f"{c50:.0f} / {c95:.0f} / {c99:.0f}"
        print(f"{name:<32} {len(took):>4} queries: p50 / p95 / p99 {by_clock} ms, {by_processor} ms CPU{hits}")


def long_words(one: Standing, n_words: int) -> str:
    """The longest words of a report's title, else of its text."""
    words = plain_text(one.report.title or one.report.text[:200]).split()
    return " ".join(sorted(dict.fromkeys(words), key=len, reverse=True)[:n_words])


def phrase(one: Standing) -> str:
    """Three words from the middle of a report."""
    words = plain_text(one.report.text).split()
    return f'"{" ".join(words[len(words) // 2 :][:3])}"'


def speaker(one: Standing) -> str | None:
    """The first speaker of a report."""
    return next((claim.speaker.name for claim in one.claims if claim.speaker), None)


def party(one: Standing) -> str | None:
    """The first party that acts in a report."""
    return next((name for event in one.claims.events for name in event.parties), None)


def common_word(one: Standing, common: list[str]) -> str:
    """One of the most common words, another for each report."""
    return common[len(one.report.text) % len(common)]


def _speaker(one: Standing, words: str) -> Query | None:
    name = speaker(one)
    return Query(words, speaker=name) if name else None


def _party(one: Standing, kind: str, words: str = "") -> Query | None:
    name = party(one)
    return Query(words, party=name, kind=kind) if name else None


def _type(one: Standing) -> str:
    return next((event.type.value for event in one.claims.events), "event")


def _two(one: Standing, common: list[str]) -> list[str]:
    return common[len(one.report.text) % (len(common) - 1) :][:2]


def _measure(one: Standing) -> Query | None:
    spans = (event.measure for event in one.claims.events if event.measure)
    words = next((plain_text(span.of(one.report.text)).split() for span in spans), [])
    return Query(measure=" ".join(words[:3])) if words else None


def _month(one: Standing, words: str) -> Query | None:
    day = one.report.day
    return Query(words, since=day - MONTH, until=day + MONTH) if day else None


DRAWS: dict[str, Draw] = {
    "a word of a title": lambda one, _: Query(long_words(one, 1)),
    "two words of a title": lambda one, _: Query(long_words(one, 2)),
    "a common word": lambda one, common: Query(common_word(one, common)),
    "a common word, the fifth page": lambda one, common: Query(common_word(one, common), after="80"),
    "a phrase of three words": lambda one, _: Query(phrase(one)),
    "the beginning of a word": lambda one, _: Query(long_words(one, 1)[:5] + "*"),
    "a common word in two months": lambda one, common: _month(one, common_word(one, common)),
    "a word of an outlet": lambda one, _: Query(long_words(one, 1), outlet=one.report.outlet or "news"),
    "what a speaker said": lambda one, _: _speaker(one, ""),
    "a speaker, a common word": lambda one, common: _speaker(one, common_word(one, common)),
    "a party's events of a type": lambda one, _: _party(one, _type(one)),
    "quotes with two common words": lambda one, common: Query(" ".join(_two(one, common)), kind="quote"),
    "words of a measure": lambda one, _: _measure(one),
    "a party's positions": lambda one, _: _party(one, "position"),
}


if __name__ == "__main__":
    main()
