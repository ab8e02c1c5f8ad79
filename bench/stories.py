"""Measure the grouping into stories, and print the figures.

    python bench/stories.py GOLD DATA [--reports 5000 10000 20000 37515] [--show N]
    python bench/stories.py GOLD DATA --more [--reports 1000 10000 33000]

- B-cubed precision, recall and F1, pairs put together falsely and their share of all pairs put together, with one
  setting: news cluster (69 stories), gold standard (12, look-alikes among them), eight episodes thrown together.
- The news corpus as a stream, day by day, each size in a process of its own, grouping alone: wall and CPU seconds, the
  most texts held at once, the memory the stream adds while reports come and go, and the exponent of time.

`--more` prints what one report more costs when so many are kept (those of the corpus with a day, in its order): the
median and the worst of twenty at the end, and of ten that come two to eight days late; CPU milliseconds, telling what
changed included. Then the state as bytes: its size, and the seconds to make it and to come back from it.

`--show N` prints the titles in N stories of the stream, drawn evenly, to read. GOLD: the folder with `dev` and
`train-clusters`. DATA: the folder with `news-37k.parquet` and both labelled sets. What is missing is skipped with a
line that says so.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import groupby
from math import log
from pathlib import Path
from statistics import median

from memory import resident_mib

from accord.grouping.features import features_of
from accord.grouping.group import group_reports
from accord.grouping.live import Stories
from accord.grouping.state import from_bytes, to_bytes
from accord.grouping.stream import StoryStream
from accord.intake.load import load_reports
from accord.model.report import Report
from accord.model.story import Story
from accord.tracing.trace import trace_origins
from tracing import taken_in

SETS = ("stories-news-cluster", "stories-gold-standard")
SIZES = (5000, 10_000, 20_000, 37_515)


def main() -> int:
    """Run what the arguments allow; parts without their data say so."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("--reports", type=int, nargs="*")
    parser.add_argument("--more", action="store_true")
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--inner", type=int, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    corpus = chosen.data / "news-37k.parquet"
    if chosen.inner:
        print(json.dumps(_streamed(corpus, chosen.inner, chosen.show)))
        return 0
    if chosen.more:
        _one_more(corpus, chosen.reports or (1000, 10_000, 33_000))
        return 0
    together = [_labelled(chosen.data / f"{name}.jsonl.gz") for name in SETS]
    wrong, pairs = sum(one[0] for one in together), sum(one[1] for one in together)
    print(f"{'both sets':24s} false-merge pairs {wrong} of {pairs} ({100 * wrong / max(1, pairs):.1f} %)")
    _episodes(chosen.gold)
    _scaling(corpus, SIZES if chosen.reports is None else chosen.reports, chosen.show)
    return 0


def _labelled(path: Path) -> tuple[int, int]:
    if not path.exists():
        print(f"skipped: {path} is not there")
        return 0, 0
    rows = [json.loads(line) for line in gzip.decompress(path.read_bytes()).decode().splitlines()]
    labels = {row["id"]: str(row["story"]) for row in rows}
    return _grouped(path.name.removesuffix(".jsonl.gz"), taken_in(rows), labels)


def _episodes(gold: Path) -> None:
    """All episodes thrown together, and each alone."""
    labels: dict[str, str] = {}
    reports: list[Report] = []
    split = []
    for folder in sorted(path for part in ("dev", "train-clusters") for path in (gold / part).glob("*/")):
        alone = [r for r in load_reports(sorted(folder.glob("*.report.json"))) if isinstance(r, Report)]
        labels.update({r.id: folder.name for r in alone})
        reports += alone
        found = group_reports(alone, trace_origins(alone).links)
        if len(found) > 1:
            split.append(f"{folder.name} {[len(story.reports) for story in found]}")
    if reports:
        _grouped("annotated episodes", reports, labels)
        print(f"    each alone: {', '.join(split) or 'one story each'}")
    else:
        print(f"skipped: no episodes in {gold}")


def _grouped(name: str, reports: Sequence[Report], labels: dict[str, str]) -> tuple[int, int]:
    """Print a line; pairs put together falsely, and pairs put together."""
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
    return together - right, together


def b_cubed(gold: dict[str, str], said: dict[str, str]) -> tuple[float, float, float]:
    """Precision, recall and F1 of B-cubed over the members of `gold` (Bagga and Baldwin 1998)."""
    groups: dict[str, set[str]] = defaultdict(set)
    for member in gold:
        groups["gold " + gold[member]].add(member)
        groups["said " + said[member]].add(member)
    precision = recall = 0.0
    for member in gold:
        true, found = groups["gold " + gold[member]], groups["said " + said[member]]
        precision += len(true & found) / len(found) / len(gold)
        recall += len(true & found) / len(true) / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def _scaling(corpus: Path, sizes: Sequence[int], show: int) -> None:
    if not corpus.exists():
        print(f"skipped: no corpus at {corpus}")
        return
    took = []
    print(f"{'reports':>8s} {'wall s':>7s} {'CPU s':>7s} {'stories':>8s} {'most held':>10s} {'grown MiB':>10s}")
    for size in sizes:
        command = [sys.executable, __file__, ".", str(corpus.parent), "--inner", str(size)]
        shown = ["--show", str(show)] if size == sizes[-1] else []
        told = json.loads(subprocess.run([*command, *shown], check=True, stdout=subprocess.PIPE, text=True).stdout)
        took.append((size, told["cpu"]))
        print(
            f"{size:8d} {told['wall']:7.1f} {told['cpu']:7.1f} {told['stories']:8d} {told['held']:10d} "
            f"{told['grown']:10.0f}"
        )
        for titles in told["shown"]:
            print("\n".join(("", *(f"    {title}" for title in titles))))
    if len(took) > 1:
        (few, short), (many, long) = took[0], took[-1]
        print(f"CPU time grows with the {log(long / short) / log(many / few):.2f}th power of the reports")


def _streamed(corpus: Path, size: int, show: int) -> dict[str, object]:
    """Feed the first days of a corpus as a stream: a stream half as long, not half as dense."""
    stream = StoryStream()
    stories: list[Story] = []
    held = 0
    wall = cpu = 0.0
    base, grown = resident_mib(), 0.0
    titles: dict[str, str] = {}
    for lot in _lots(corpus, size):
        titles.update({report.id: f"{report.day} {report.title}" for report in lot} if show else {})
        before = time.perf_counter(), time.process_time()
        stories += stream.add(list(map(features_of, lot)))
        wall, cpu = wall + time.perf_counter() - before[0], cpu + time.process_time() - before[1]
        held = max(held, stream.n_texts)
        grown = max(grown, resident_mib() - base)
    stories += stream.close()
    several = [story for story in stories if len(story.reports) > 1]
    shown = [[titles[i] for i in story.reports] for story in several[:: max(1, len(several) // show)]] if show else []
    return {"wall": wall, "cpu": cpu, "stories": len(stories), "held": held, "grown": grown, "shown": shown[:show]}


def _one_more(corpus: Path, sizes: Sequence[int]) -> None:
    """Print what one report more costs, at the end and late, when some number of them are kept."""
    print(f"{'reports':>8s} {'at the end, ms':>20s} {'days late, ms':>20s} {'MiB':>6s} {'made, s':>8s} {'back, s':>8s}")
    dated = [report for lot in _lots(corpus, max(sizes)) for report in lot if _day(report)]
    stories, kept = Stories(lambda: ()), 0
    for size in sizes:
        late, end = dated[size - 80 : size - 20 : 6], dated[size - 20 : size]
        held_back = {report.id for report in (*late, *end)}
        stories.change(report for report in dated[kept:size] if report.id not in held_back)
        took = {"end": [_cpu(partial(stories.change, [report])) for report in end]}
        took["late"] = [_cpu(partial(stories.change, [report])) for report in late]
        told = " ".join(f"{1000 * median(one):9.0f} {1000 * max(one):10.0f}" for one in took.values())
        before = time.process_time()
        state = to_bytes(stories)
        made = time.process_time() - before
        back = _cpu(partial(from_bytes, state, tuple))
        print(f"{size:8d} {told} {len(state) / (1 << 20):6.1f} {made:8.2f} {back:8.2f}", flush=True)
        kept = size


def _cpu(do: Callable[[], object]) -> float:
    before = time.process_time()
    do()
    return time.process_time() - before


def _lots(corpus: Path, size: int) -> Iterator[list[Report]]:
    """The reports of each day, taken in as they are asked for; those without a day at the end."""
    import pyarrow.parquet as pq

    table = pq.read_table(corpus).sort_by([("published", "ascending"), ("id", "ascending")]).slice(0, size)
    with tempfile.TemporaryDirectory() as scratch:
        part = Path(scratch) / "part.parquet"
        pq.write_table(table, part)
        del table
        taken = (report for report in load_reports([part]) if isinstance(report, Report))
        for _, lot in groupby(taken, key=_day):
            yield list(lot)


def _day(report: Report) -> date | None:
    """The day by which the corpus is sorted; a day that only stands in the text is none."""
    return report.day if report.published and report.published.known_from == "metadata" else None


if __name__ == "__main__":
    sys.exit(main())
