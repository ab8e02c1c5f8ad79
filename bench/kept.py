"""What it costs to rule on, to look at and to add to a record that is kept, and whether that grows with the record.

    bench/kept.py [--samples samples/reports] [--reports 300 3000]

For each size a store gets the samples, told again and again in other words, of other names, on other days, with what
the rules read in them, and everything is derived. Then each thing is done to one story, as a command does it, a few
times: the median of the processor's milliseconds, and of the clock's. Deriving everything is apart.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from memory import peak_mib

from accord import KeptRecord, Ruling, RulingAction
from accord.intake.load import load_with_bytes
from accord.model.claim import Claims
from accord.model.deadline import find_deadlines
from accord.model.report import Refusal, Report
from accord.reading.rules import RuleReader
from accord.store.codec import decode, encode
from accord.store.rows import ReadReport

AT = datetime(2024, 5, 6, tzinfo=UTC)
LOT = 64
APART = timedelta(days=2)
TIMES = 5
NAMED = {"name", "party", "parties", "recipient_parties"}
LETTERS = "bcdfghjklmnprstvwz", "aeiou"


def main() -> None:
    """Print a block for each size."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--samples", type=Path, default=Path("samples/reports"))
    options.add_argument("--reports", type=int, nargs="*", default=[300, 3_000])
    given = options.parse_args()
    reader = RuleReader()
    taken = [one for one in load_with_bytes([given.samples]) if not isinstance(one, Refusal)]
    read = [(report, reader.read(report)) for report, _ in taken if report.day]
    for size in given.reports:
        with tempfile.TemporaryDirectory() as folder:
            measure(Path(folder) / "record.db", invented(read, size), size)


def invented(read: list[tuple[Report, Claims]], size: int) -> Iterator[ReadReport]:
    """So many reports, a story after another."""
    for number in range(size):
        report, claims = read[number % len(read)]
        yield told_anew(report, claims, number // len(read))


def told_anew(report: Report, claims: Claims, salt: int) -> ReadReport:
    """A report in words of the same lengths, so that its claims fit it, some days later."""
    text, name = in_other_words(report.text, salt), f"{salt}-{report.id}"
    published = report.published and replace(report.published, on=report.published.on + salt * APART, at=None)
    title = in_other_words(report.title or "", salt)
    plain = replace(report, id=name, text=text, title=title, url=None, published=published)
    told = replace(plain, masks=(), credits=(), dateline=None, byline=None)
    own = decode(json.dumps(renamed(json.loads(encode(claims)), report.id, name, salt)), Claims)
    return ReadReport(told, own, "rules", text.encode())


def in_other_words(text: str, salt: int) -> str:
    """Every word of four letters or more as another of that length, the same one each time."""

    def other(found: re.Match[str]) -> str:
        chance = hashlib.sha256(f"{salt} {found[0].casefold()}".encode()).digest()
        letters = (LETTERS[n % 2][chance[n % 32] % len(LETTERS[n % 2])] for n in range(len(found[0])))
        word = "".join(letters)
        return word.capitalize() if found[0][0].isupper() else word

    return re.sub(r"[A-Za-z]{4,}", other, text)


def renamed(told: Any, report: str, name: str, salt: int, key: str = "") -> Any:
    """Claims as JSON with the names, and the report's id, that they now have."""
    if isinstance(told, dict):
        return {k: renamed(value, report, name, salt, k) for k, value in told.items()}
    if isinstance(told, list):
        return [renamed(value, report, name, salt, key) for value in told]
    if isinstance(told, str) and key in NAMED:
        return in_other_words(told, salt)
    return name if told == report and key == "report" else told


def measure(place: Path, coming: Iterator[ReadReport], size: int) -> None:
    """Fill a store, derive, and do each thing a few times."""
    reports = list(coming)
    last, lots = reports[-TIMES:], reports[:-TIMES]
    with KeptRecord.open(place, create=True) as kept:
        for first in range(0, len(lots), LOT):
            kept.store.keep(lots[first : first + LOT], AT)
        start = time.process_time()
        kept.derive()
        cards = kept.cards()
        print(f"{size} reports in {len(cards)} stories; all derived in {time.process_time() - start:.0f} s CPU")
        coming_in = iter(last)
        middle = [kept.story(card.id) for card in cards[: TIMES * 40 : 40] if card.n_entries][:TIMES] or [
            kept.story(cards[0].id)
        ]
        lines = iter([part.entries[n] for n in range(TIMES) for part in middle])
        owners = iter([report for part in middle for report in part.reports])
        made: list[str] = []
        day = max(card.last_day for card in cards if card.last_day) - APART

        def rule() -> None:
            ruling = Ruling(RulingAction.CONFIRM, (next(lines).id,), "bench", datetime.now(UTC), "right")
            made.append(ruling.id)
            kept.rule(ruling)

        def due() -> None:
            derivation = kept.store.derivation()
            if derivation and derivation.as_of:
                find_deadlines(kept.store.commitments(), derivation.as_of, within=7)

        tasks: dict[str, Callable[[], object]] = {
            "rule": rule,
            "undo": lambda: kept.undo(made.pop(), "bench"),
            "amend": lambda: kept.amend(next(owners).id, "outlet", "Morning Mail", "bench", "misprinted"),
            "amend its day": lambda: kept.amend(next(owners).id, "time", "2024-05-02", "bench", "misprinted"),
            "withdraw": lambda: kept.withdraw(next(owners).id, "bench", "retracted"),
            "rulings": kept.rulings,
            "read one more": lambda: (kept.store.keep([next(coming_in)], AT), kept.part(kept.derive())),
            "one story": lambda: kept.story(cards[-1].id),
            "one story then": lambda: kept.part([cards[-1].id], day),
            "changes": lambda: kept.changes(day),
            "due": due,
            "all cards": kept.cards,
            "purge": lambda: kept.purge(next(owners).id, "bench", "a court's order"),
        }
        for name, task in tasks.items():
            print(f"  {name:<15} {timed(task)}", flush=True)
        print(f"  {peak_mib():.0f} MiB at most so far")


def timed(task: Callable[[], object]) -> str:
    """Medians of a few times."""
    cpu, wall = [], []
    for _ in range(TIMES):
        start, used = time.perf_counter(), time.process_time()
        task()
        cpu.append(1000 * (time.process_time() - used))
        wall.append(1000 * (time.perf_counter() - start))
    return f"{statistics.median(cpu):8.1f} ms CPU {statistics.median(wall):8.1f} ms"


if __name__ == "__main__":
    main()
