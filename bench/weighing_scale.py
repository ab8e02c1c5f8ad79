"""Measure weighing on one large story: time, memory, how time grows, where it goes.

    python bench/weighing_scale.py DATA --cache FOLDER [--reports 250 500 1000] [--readers rules encoder] [--hostile]

DATA: the folder with `news-37k.parquet`. The story is drawn by rule: of the dated reports of the years asked for, those
nearest to the words of `--about` by BM25, the first of them for a smaller size. Their claims are read once for each
reader and kept in FOLDER; delete it when a reader has changed. The reports are traced, then taken for one story, so
that `weigh_story` alone is timed, in a process of its own:

- wall and CPU seconds, cold: the first story that a process weighs; peak memory, reports and lineage included, and how
  much of it weighing added; counts of what is found, and a digest of all of it that only another result changes.
- CPU seconds by part, and the exponent: how CPU time grows from the smallest size to the largest.
- one report more: in a further process, which has seen nothing of that report, the story without its latest report is
  weighed first, then the story with it, with the memory of the first weighing.
- with `--hostile`, 1,000 made-up reports of 200 claims each, all in the same few words.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import pickle
import re
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from memory import peak_mib

from accord.intake.load import load_reports
from accord.model.claim import Claims, Event, Mention, PloverType, Quote, QuoteKind, Stance
from accord.model.identity import content_id
from accord.model.lineage import Lineage
from accord.model.period import Period
from accord.model.record import Chapter
from accord.model.report import Published, Report
from accord.model.span import Span
from accord.model.story import Story
from accord.reading.check import check_claims
from accord.reading.readers import reader_named
from accord.reading.side_by_side import read_side_by_side
from accord.tracing.trace import trace_origins
from accord.weighing import weigh
from accord.weighing.memory import Memory

ABOUT = "Syria Assad rebels opposition ceasefire truce peace talks Geneva envoy"
YEARS = (2012, 2017)
PARTS = (
    "gather",
    "find_measures",
    "find_positions",
    "find_commitments",
    "find_incidents",
    "find_contacts",
    "find_quotations",
    "find_findings",
    "find_summary",
)
BM25 = (1.2, 0.75)


def main() -> int:
    """Run what the arguments allow."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--cache", type=Path, required=True, help="where claims are kept")
    parser.add_argument("--reports", type=int, nargs="*", default=[250, 500, 1000])
    parser.add_argument("--readers", nargs="*", default=["rules", "encoder"])
    parser.add_argument("--about", default=ABOUT)
    parser.add_argument("--years", type=int, nargs=2, default=YEARS)
    parser.add_argument("--hostile", action="store_true")
    parser.add_argument("--inner", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--more", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.inner:
        print(json.dumps(_one_more(chosen.inner) if chosen.more else _weigh_and_tell(chosen.inner)))
        return 0
    corpus = chosen.data / "news-37k.parquet"
    if not corpus.exists():
        print(f"skipped: no corpus at {corpus}")
        return 0
    chosen.cache.mkdir(parents=True, exist_ok=True)
    drawn = _drawn(corpus, chosen.about, chosen.years, max(chosen.reports))
    for reader in chosen.readers:
        claims = _read(chosen.cache, reader, drawn)
        _growth(chosen.cache, reader, [(drawn[:size], claims) for size in sorted(chosen.reports)])
    if chosen.hostile:
        _growth(chosen.cache, "hostile", [_hostile(size) for size in sorted(chosen.reports)])
    return 0


def _drawn(corpus: Path, about: str, years: tuple[int, int], most: int) -> list[Report]:
    """The reports nearest to some words by BM25, the nearest first."""
    word = re.compile(r"[a-z]+")
    asked = set(word.findall(about.lower()))
    loaded = (r for r in load_reports([corpus]) if isinstance(r, Report))
    dated = [r for r in loaded if r.day and years[0] <= r.day.year <= years[1]]
    counted = [Counter(word.findall(r.text.lower())) for r in dated]
    holding = Counter(w for counts in counted for w in asked & counts.keys())
    typical = sum(counts.total() for counts in counted) / len(counted)
    saturation, by_length = BM25

    def nearness(counts: Counter[str]) -> float:
        length = saturation * (1 - by_length + by_length * counts.total() / typical)
        terms = ((counts[w], math.log(1 + len(dated) / holding[w])) for w in sorted(asked) if holding[w])
        return sum(rarity * n * (saturation + 1) / (n + length) for n, rarity in terms)

    ranked = sorted(zip(map(nearness, counted), dated, strict=True), key=lambda pair: (-pair[0], pair[1].id))
    return [report for _, report in ranked[:most]]


def _read(cache: Path, reader: str, reports: list[Report]) -> dict[str, Claims]:
    """Report to its claims, those read before from the cache."""
    kept = cache / f"claims-{reader}.pickle"
    claims: dict[str, Claims] = pickle.loads(kept.read_bytes()) if kept.exists() else {}  # noqa: S301 - our own file
    missing = [r for r in reports if r.id not in claims]
    if missing:
        started, reads = time.process_time(), reader_named(reader)
        for report, found in zip(missing, read_side_by_side(reads.read, missing, 2), strict=True):
            claims[report.id], _ = check_claims(report, found)
        kept.write_bytes(pickle.dumps(claims))
        print(f"{reader}: {len(missing)} reports read in {time.process_time() - started:.0f} CPU s")
    return claims


def _growth(cache: Path, name: str, stories: list[tuple[list[Report], dict[str, Claims]]]) -> None:
    print(
        f"{name}\n{'reports':>8s} {'claims':>7s} {'wall s':>7s} {'CPU s':>7s} {'+1, CPU s':>10s} {'peak MiB':>9s} found"
    )
    took = []
    for reports, claims in stories:
        part = cache / "part.pickle"
        part.write_bytes(pickle.dumps((reports, [claims[r.id] for r in reports])))
        command = [sys.executable, __file__, ".", "--cache", ".", "--inner", str(part)]
        told, more = (
            json.loads(subprocess.run(asked, check=True, stdout=subprocess.PIPE, text=True).stdout)
            for asked in (command, [*command, "--more"])
        )
        part.unlink()
        took.append((len(reports), told["cpu"]))
        counts = ", ".join(f"{kind} {count}" for kind, count in told["found"].items())
        parts = ", ".join(f"{part} {seconds:.2f}" for part, seconds in told["parts"].items())
        print(
            f"{len(reports):8d} {told['claims']:7d} {told['wall']:7.2f} {told['cpu']:7.2f} {more:10.2f} "
            f"{told['peak_mib']:5.0f} (+{told['added_mib']:.0f}) {counts}, digest {told['digest']}\n{'':9s}{parts}",
            flush=True,
        )
    if len(took) > 1:
        exponent = math.log(took[-1][1] / took[0][1]) / math.log(took[-1][0] / took[0][0])
        print(f"CPU seconds grow with the number of reports to the power of {exponent:.2f}")


def _kept(part: Path) -> tuple[list[Report], list[Claims], Lineage]:
    reports, claims = pickle.loads(part.read_bytes())  # noqa: S301 - our own file
    reports = sorted(reports, key=lambda r: (r.day, r.id))
    return reports, claims, trace_origins(reports)


def _weigh_and_tell(part: Path) -> dict[str, Any]:
    reports, claims, lineage = _kept(part)
    seconds = {name: _timed(name) for name in PARTS}
    before, wall, cpu = peak_mib(), time.perf_counter(), time.process_time()
    chapter = _weighed(reports, claims, lineage)
    return {
        "wall": time.perf_counter() - wall,
        "cpu": time.process_time() - cpu,
        "peak_mib": peak_mib(),
        "added_mib": peak_mib() - before,
        "claims": sum(map(len, claims)),
        "parts": {name.removeprefix("find_"): sum(spent) for name, spent in seconds.items()},
        "found": _found(chapter),
        "digest": hashlib.sha256(repr(chapter).encode()).hexdigest()[:12],
    }


def _timed(name: str) -> list[float]:
    """Have a step of weighing note the CPU seconds it takes."""
    step: Callable[..., Any] = getattr(weigh, name)
    spent: list[float] = []

    def noted(*given: Any) -> Any:
        started = time.process_time()
        result = step(*given)
        spent.append(time.process_time() - started)
        return result

    setattr(weigh, name, noted)
    return spent


def _weighed(reports: list[Report], claims: list[Claims], lineage: Lineage, memory: Memory | None = None) -> Chapter:
    story = Story(content_id("story", *sorted(r.id for r in reports)), "one story", tuple(r.id for r in reports))
    return weigh.weigh_story(story, reports, claims, lineage, memory=memory)


def _one_more(part: Path) -> float:
    """CPU seconds for the whole story right after it was weighed without its latest report."""
    reports, claims, lineage = _kept(part)
    memory = Memory()
    _weighed(reports[:-1], claims, lineage.split([[r.id for r in reports[:-1]]])[0], memory)
    started = time.process_time()
    _weighed(reports, claims, lineage, memory)
    return time.process_time() - started


def _found(chapter: Chapter) -> dict[str, int]:
    kinds: dict[str, int] = defaultdict(int)
    for entry in chapter.entries:
        kinds[entry.kind] += 1
    return {"measures": len(chapter.measures), **dict(sorted(kinds.items())), "findings": len(chapter.findings)}


def _hostile(size: int, sentences: int = 100) -> tuple[list[Report], dict[str, Claims]]:
    """Made-up reports in the same few words: an event and a quote in each sentence, no two texts alike."""
    reports, claims = [], {}
    for n in range(size):
        told = [f"Veldria said it would halt strikes on {n * sentences + i} ports." for i in range(sentences)]
        text = " ".join(told)
        report = Report(f"r{n:04}", text, f"r{n}.txt", f"Outlet {n}", None, Published(date(2031, 5, 1 + n % 28)))
        events: list[Event] = []
        quotes: list[Quote] = []
        start = 0
        for sentence in told:
            span = Span(start, start + len(sentence))
            who = Mention(Span(start, start + 7), "Veldria")
            content = Span(start + 13, span.end - 1)
            trigger, measure = Span(start + 22, start + 26), Span(start + 27, span.end - 1)
            kind = (PloverType.RETREAT, PloverType.ASSAULT, PloverType.AGREE, PloverType.CONSULT)[len(events) % 4]
            day = Period(date(2031, 5, 1 + len(events) % 3), date(2031, 5, 1 + len(events) % 3))
            event = Event(
                report.id, trigger, kind, span, actors=(who,), parties=("Veldria",), measure=measure, date=day
            )
            events.append(replace(event, stance=Stance.ACCEPTS) if kind is PloverType.AGREE else event)
            quotes.append(Quote(report.id, content, QuoteKind.DIRECT, span, who, "Veldria"))
            start = span.end + 1
        reports.append(report)
        claims[report.id] = Claims(report.id, tuple(events), tuple(quotes))
    return reports, claims


if __name__ == "__main__":
    sys.exit(main())
