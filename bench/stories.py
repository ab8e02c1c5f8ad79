"""Measure the grouping into stories, and print the figures.

    python bench/stories.py GOLD DATA [--reports 5000 10000 20000 37515]

- B-cubed precision, recall and F1, pairs put together falsely and their share of all pairs put together, with one
  setting: news cluster (69 stories), gold standard (12, look-alikes among them), eight episodes thrown together.
- The news corpus as a stream, week by week, each size in a process of its own: CPU seconds of grouping alone, the most
  stories open at once, what the stream adds to the peak memory while reports come and go, and the exponent of time.

GOLD: the folder with `dev` and `train-clusters`. DATA: the folder with `news-37k.parquet` and both labelled sets.
What is missing is skipped with a line that says so.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from math import log
from pathlib import Path

from accord.grouping.group import group_reports, week_lots
from accord.grouping.stream import StoryStream
from accord.intake.load import load_reports
from accord.model.report import Report
from accord.tracing.trace import trace_origins
from tracing import b_cubed, taken_in

SETS = ("stories-news-cluster", "stories-gold-standard")
SIZES = (5000, 10_000, 20_000, 37_515)


def main() -> int:
    """Run what the arguments allow; parts without their data say so."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("--reports", type=int, nargs="*", default=SIZES)
    parser.add_argument("--inner", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.inner:
        print(json.dumps(_streamed(chosen.inner)))
        return 0
    for name in SETS:
        _labelled(chosen.data / f"{name}.jsonl.gz")
    _episodes(chosen.gold)
    _scaling(chosen.data / "news-37k.parquet", chosen.reports)
    return 0


def _labelled(path: Path) -> None:
    if not path.exists():
        print(f"skipped: {path} is not there")
        return
    rows = [json.loads(line) for line in gzip.decompress(path.read_bytes()).decode().splitlines()]
    _grouped(path.name.removesuffix(".jsonl.gz"), taken_in(rows), {row["id"]: str(row["story"]) for row in rows})


def _episodes(gold: Path) -> None:
    labels: dict[str, str] = {}
    reports: list[Report] = []
    for folder in sorted(path for part in ("dev", "train-clusters") for path in (gold / part).glob("*/")):
        alone = [r for r in load_reports(sorted(folder.glob("*.report.json"))) if isinstance(r, Report)]
        labels.update({r.id: folder.name for r in alone})
        reports += alone
    if reports:
        _grouped("annotated episodes", reports, labels)
    else:
        print(f"skipped: no episodes in {gold}")


def _grouped(name: str, reports: Sequence[Report], labels: dict[str, str]) -> None:
    found = group_reports(reports, trace_origins(reports).links)
    said = {report: story.id for story in found for report in story.reports}
    gold = {report.id: labels[report.id] for report in reports}
    precision, recall, f1 = b_cubed(gold, said)
    together = sum(n * (n - 1) // 2 for n in Counter(said.values()).values())
    right = sum(n * (n - 1) // 2 for n in Counter((said[r], gold[r]) for r in gold).values())
    print(
        f"{name:24s} {len(reports):4d} reports, {len(set(gold.values())):2d} stories, said {len(found):3d}: "
        f"B3 P {precision:.3f} R {recall:.3f} F1 {f1:.3f}, false-merge pairs {together - right} of {together} "
        f"({100 * (together - right) / max(1, together):.1f} %)"
    )


def _scaling(corpus: Path, sizes: Sequence[int]) -> None:
    if not corpus.exists():
        print(f"skipped: no corpus at {corpus}")
        return
    import pyarrow.parquet as pq

    table = pq.read_table(corpus)
    took = []
    print(f"{'reports':>8s} {'CPU s':>7s} {'stories':>8s} {'most open':>10s} {'dated s':>8s} {'grown MiB':>10s}")
    for size in sizes:
        with tempfile.TemporaryDirectory() as scratch:
            part = Path(scratch) / "part.parquet"
            # the first days of the corpus and so on: a stream half as long, not half as dense
            order = table.sort_by([("published", "ascending"), ("id", "ascending")])
            pq.write_table(order.slice(0, size), part)
            command = [sys.executable, __file__, ".", ".", "--inner", str(part)]
            told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        took.append((size, told["seconds"]))
        print(
            f"{told['reports']:8d} {told['seconds']:7.1f} {told['stories']:8d} {told['open']:10d} "
            f"{told['dated_seconds']:8.1f} {told['grown_mib']:10.0f}"
        )
    if len(took) > 1:
        (few, short), (many, long) = took[0], took[-1]
        print(f"time grows with the {log(long / short) / log(many / few):.2f}th power of the reports")


def _streamed(part: Path) -> dict[str, float]:
    """Feed a corpus, sorted by day, as a stream: only the reports of one week are held beside the stream."""
    stream = StoryStream()
    seconds = dated_seconds = 0.0
    stories = n_open = n_reports = 0
    base = _resident_mib()
    grown = 0.0
    taken = (report for report in load_reports([part]) if isinstance(report, Report))
    for day, lot in groupby(taken, key=_fed_by):
        reports = list(lot)
        started = time.process_time()
        stories += len(stream.add(reports, (), day))
        spent = time.process_time() - started
        seconds += spent
        dated_seconds += spent if day else 0.0
        n_reports += len(reports)
        n_open = max(n_open, stream.n_open)
        grown = max(grown, _resident_mib() - base) if day else grown
    stories += len(stream.close())
    return {
        "reports": n_reports,
        "seconds": seconds,
        "dated_seconds": dated_seconds,
        "stories": stories,
        "open": n_open,
        "grown_mib": grown,
    }


def _fed_by(report: Report) -> date | None:
    """The end of the week by which the corpus is sorted; a day that only stands in the text is none."""
    dated = report.published and report.published.known_from == "metadata"
    return next(week_lots([report]))[0] if dated else None


def _resident_mib() -> float:
    """Memory of this process now; 0 where the system does not say."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    return int(next(row for row in status.read_text().splitlines() if row.startswith("VmRSS")).split()[1]) / 1024


if __name__ == "__main__":
    sys.exit(main())
