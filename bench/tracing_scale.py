"""Measure tracing on many reports: time, memory, how time grows, and which pairs are looked at.

    python bench/tracing_scale.py DATA [--reports 5000 10000 20000 37515] [--truth FILE] [--peers]
    python bench/tracing_scale.py DATA --more 1000 10000 37515

DATA: the folder with `news-37k.parquet`. Each size is drawn evenly from it and traced in a process of its own:

- seconds of intake (Parquet to reports), apart; then wall and CPU seconds of `trace_origins`, from the reports' texts
  to candidate pairs, aligned and typed pairs, origins; the peak memory of the process, reports included; links by kind.
- the exponent: how time grows from the smallest size to the largest.
- of all pairs that share at least a fifth of the shorter report's distinct runs of 8 words, counted exactly, the part
  that is aligned. The exact pairs are kept in FILE, which is made when it is not there.
- with `--peers`, the same pairs by other tools, those that are installed.

With `--more` instead, for each size: the CPU milliseconds that one report more takes a tracer that has seen the others,
how large its state is on disk, the CPU seconds until it stands again in a new process, and the memory of that process.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from memory import peak_mib

from accord.intake.load import load_reports
from accord.model.report import Report

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

GRAM = 8
"""Words in the runs by which the exact pairs are told."""

ADDED = 60
"""Reports that are added one by one."""

LEAST = 0.2
"""Part of the shorter report's runs that such a pair shares."""


def main() -> int:
    """Run what the arguments allow."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--reports", type=int, nargs="*", default=[5000, 10000, 20000, 37515])
    parser.add_argument("--truth", type=Path, help="where the exact pairs are kept")
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--more", type=int, nargs="*", help="sizes to which single reports are added")
    parser.add_argument(
        "--inner", choices=("trace", "truth", "recall", "build", "more", *PEERS), help=argparse.SUPPRESS
    )
    chosen = parser.parse_args()
    corpus = chosen.data / "news-37k.parquet" if chosen.data.is_dir() else chosen.data
    if not corpus.exists():
        print(f"skipped: no corpus at {corpus}")
    elif chosen.inner == "trace":
        _trace(corpus)
    elif chosen.inner == "truth":
        _keep_truth(corpus, chosen.truth)
    elif chosen.inner == "recall":
        _recall(corpus, chosen.truth)
    elif chosen.inner == "build":
        _build(corpus)
    elif chosen.inner == "more":
        _one_more(corpus)
    elif chosen.inner:
        _peer(chosen.inner, corpus, chosen.truth)
    elif chosen.more is not None:
        _more(corpus, chosen.more)
    else:
        _growth(corpus, chosen.reports)
        with tempfile.TemporaryDirectory() as scratch:
            truth = chosen.truth or Path(scratch) / "pairs.json"
            for inner in (*(() if truth.exists() else ("truth",)), "recall", *(PEERS if chosen.peers else ())):
                _run(inner, corpus, truth, shown=True)
    return 0


def _run(inner: str, corpus: Path, truth: Path | None = None, *, shown: bool = False) -> str:
    """Run a part in a process of its own."""
    kept = ["--truth", str(truth)] if truth else []
    command = [sys.executable, __file__, str(corpus), "--inner", inner, *kept]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    if shown:
        print(told, end="", flush=True)
    return told


def _growth(corpus: Path, sizes: list[int]) -> None:
    print(f"{'reports':>8s} {'intake, s':>10s} {'wall, s':>8s} {'CPU, s':>8s} {'peak MiB':>9s} {'origins':>8s}  links")
    took = []
    for size, part in _parts(corpus, sizes):
        told = json.loads(_run("trace", part))
        took.append((size, told["cpu"]))
        links = ", ".join(f"{kind} {count}" for kind, count in sorted(told["links"].items()))
        print(
            f"{size:8d} {told['intake']:10.1f} {told['wall']:8.1f} {told['cpu']:8.1f} {told['peak_mib']:9.0f} "
            f"{told['origins']:8d}  {links}",
            flush=True,
        )
    if len(took) > 1:
        exponent = math.log(took[-1][1] / took[0][1]) / math.log(took[-1][0] / took[0][0])
        print(f"CPU seconds grow with the number of reports to the power of {exponent:.2f}")


def _parts(corpus: Path, sizes: list[int]) -> Iterator[tuple[int, Path]]:
    """So many reports drawn evenly, in a file of their own, the fewest first."""
    import pyarrow.parquet as pq

    table = pq.read_table(corpus)
    for size in sorted(min(size, table.num_rows) for size in sizes):
        with tempfile.TemporaryDirectory() as scratch:
            part = Path(scratch) / "part.parquet"
            pq.write_table(table.take([n * table.num_rows // size for n in range(size)]), part)
            yield size, part


def _more(corpus: Path, sizes: list[int]) -> None:
    print("  reports  one more, ms  90th   most  state, MiB  load, s    MiB")
    for size, part in _parts(corpus, sizes):
        saved = json.loads(_run("build", part))
        told = json.loads(_run("more", part))
        print(
            f"{size:8d} {told['median']:13.0f} {told['late']:6.0f} {told['most']:6.0f} {saved['state_mib']:11.0f} "
            f"{told['load']:8.1f} {told['memory_mib']:6.0f}",
            flush=True,
        )


def _split(corpus: Path) -> tuple[list[Report], list[Report]]:
    """The reports that are there, and those that come, drawn evenly."""
    reports = _reports(corpus)
    coming = reports[:: max(1, len(reports) // ADDED)][:ADDED]
    ids = {report.id for report in coming}
    return [report for report in reports if report.id not in ids], coming


def _build(corpus: Path) -> None:
    from accord.tracing.tracer import Tracer

    there, _ = _split(corpus)
    tracer = Tracer()
    tracer.add(there)
    state = corpus.with_suffix(".npz")
    with state.open("wb") as file:
        tracer.save(file)
    print(json.dumps({"state_mib": state.stat().st_size / 2**20}))


def _one_more(corpus: Path) -> None:
    from accord.tracing.tracer import Tracer

    there, coming = _split(corpus)
    memory, cpu = peak_mib(), time.process_time()
    every = {report.id: report for report in (*there, *coming)}
    with corpus.with_suffix(".npz").open("rb") as file:
        tracer = Tracer.load(file, lambda names: [every[name] for name in names])
    told = {"load": time.process_time() - cpu}
    took = []
    for report in coming:
        cpu = time.process_time()
        tracer.add([report])
        took.append(1000 * (time.process_time() - cpu))
    took = sorted(took[1:])
    told |= {"median": took[len(took) // 2], "late": took[len(took) * 9 // 10], "most": took[-1]}
    told["memory_mib"] = peak_mib() - memory
    print(json.dumps(told))


def _trace(corpus: Path) -> None:
    from accord.tracing.trace import trace_origins

    started = time.perf_counter()
    reports = _reports(corpus)
    taken_in, cpu = time.perf_counter(), time.process_time()
    lineage = trace_origins(reports)
    told = {
        "intake": taken_in - started,
        "wall": time.perf_counter() - taken_in,
        "cpu": time.process_time() - cpu,
        "peak_mib": peak_mib(),
        "origins": len(lineage.origins),
        "links": Counter(link.kind.value for link in lineage.links),
    }
    print(json.dumps(told))


def _reports(corpus: Path) -> list[Report]:
    return [loaded for loaded in load_reports([corpus]) if isinstance(loaded, Report)]


def _grams(corpus: Path) -> tuple[list[str], NDArray[np.uint64], NDArray[np.int64]]:
    """Ids, the hashes of the distinct runs of words of all reports in a row, and how many each report has."""
    import numpy as np
    import pyarrow.parquet as pq

    table = pq.read_table(corpus, columns=["id", "text"])
    numbers: dict[str, int] = {}
    word = re.compile(r"\w+")
    texts: list[NDArray[np.uint32]] = []
    for text in table["text"].to_pylist():
        words = word.findall(text.lower())
        texts.append(np.fromiter((numbers.setdefault(w, len(numbers)) for w in words), np.uint32, len(words)))
    hashes = np.random.default_rng(1).integers(0, 1 << 63, len(numbers), np.uint64)
    found = []
    for numbered in texts:
        count = max(0, len(numbered) - GRAM + 1)
        grams = np.zeros(count, np.uint64)
        for i in range(GRAM):
            grams = grams * np.uint64(0x9E3779B97F4A7C15) + hashes[numbered[i : i + count]]
        found.append(np.unique(grams))
    return table["id"].to_pylist(), np.concatenate(found), np.array([len(grams) for grams in found])


def _keep_truth(corpus: Path, truth: Path) -> None:
    """Count, for every report, what it shares with each other; no pair is passed over."""
    import numpy as np

    started = time.process_time()
    ids, grams, sizes = _grams(corpus)
    holders = np.repeat(np.arange(len(ids), dtype=np.int32), sizes)
    order = np.argsort(grams, kind="stable")
    grams, holders = grams[order], holders[order]
    starts = np.flatnonzero(np.concatenate(([True], grams[1:] != grams[:-1])))
    counts = np.diff(starts, append=len(grams))
    number = np.repeat(np.arange(len(starts)), counts)
    shared = np.flatnonzero((counts > 1)[number])
    shared = shared[np.argsort(holders[shared], kind="stable")]
    bounds = np.searchsorted(holders[shared], np.arange(len(ids) + 1))
    pairs = []
    for report in range(len(ids)):
        held = number[shared[bounds[report] : bounds[report + 1]]]
        first, many = starts[held], counts[held]
        places = np.arange(many.sum()) + np.repeat(first - np.cumsum(many) + many, many)
        common = np.bincount(holders[places], minlength=len(ids))
        enough = common >= LEAST * np.maximum(1, np.minimum(sizes, sizes[report]))
        enough[: report + 1] = False
        pairs += [(ids[report], ids[other]) for other in np.flatnonzero(enough).tolist()]
    truth.write_text(json.dumps(pairs))
    print(f"exact pairs: {len(pairs)} share {LEAST:.0%} ({time.process_time() - started:.0f} CPU s)")


def _recall(corpus: Path, truth: Path) -> None:
    """The part of the exact pairs that tracing aligns, or takes for one text."""
    from accord.tracing.copies import Copies
    from accord.tracing.corpus import Shelf

    shelf = Shelf()
    copies = Copies(shelf)
    copies.add(*shelf.take_in(_reports(corpus)))
    slot = {report.id: n for n in range(len(shelf)) for report in shelf.text(n).reports}
    found = sum(len(copies.pairs.of(n)) for n in range(len(shelf))) // 2
    wanted = [(slot[a], slot[b]) for a, b in json.loads(truth.read_text())]
    hit = sum(a == b or copies.pairs.compared(a, b) for a, b in wanted)
    print(f"candidates: {found} pairs, with {hit} of {len(wanted)} exact ones: recall {hit / len(wanted):.4f}")


def _peer(name: str, corpus: Path, truth: Path) -> None:
    """Pairs by another tool; only what it does itself is timed, not the making of the runs of words."""
    try:
        tool = __import__(name)
    except ImportError:
        print(f"{name}: skipped, not installed")
        return
    ids, grams, sizes = _grams(corpus)
    started, cpu = time.perf_counter(), time.process_time()
    found = PEERS[name](tool, ids, grams, sizes)
    seconds = f"{time.perf_counter() - started:.0f} s, {time.process_time() - cpu:.0f} CPU s, {peak_mib():.0f} MiB"
    wanted = {frozenset(pair) for pair in json.loads(truth.read_text())}
    hit = len(wanted & found)
    print(f"{name}: {len(found)} pairs, recall {hit / len(wanted):.4f}, {seconds}; no passages, no kinds")


def _lsh(tool: Any, ids: list[str], grams: NDArray[np.uint64], sizes: NDArray[np.int64]) -> set[frozenset[str]]:
    """Pairs of which MinHash says that they are alike by half."""
    import numpy as np

    index = tool.MinHashLSH(threshold=0.5, num_perm=128)
    found = set()
    for report, own in zip(ids, np.split(grams, np.cumsum(sizes)[:-1]), strict=True):
        sketch = tool.MinHash(num_perm=128, hashfunc=int)
        sketch.update_batch((own >> np.uint64(32)).tolist())
        found |= {frozenset((report, other)) for other in index.query(sketch)}
        index.insert(report, sketch)
    return found


def _join(tool: Any, ids: list[str], grams: NDArray[np.uint64], sizes: NDArray[np.int64]) -> set[frozenset[str]]:
    """Pairs by an exact join over all runs of words."""
    import numpy as np
    import pyarrow as pa

    report = np.repeat(np.arange(len(ids)), sizes)
    database = tool.connect()
    database.register("runs", pa.table({"report": report, "gram": grams}))
    database.register("lengths", pa.table({"report": np.arange(len(ids)), "size": sizes}))
    rows = database.execute(
        """
        WITH shared AS (
            SELECT a.report AS one, b.report AS other, count(*) AS common
            FROM runs a JOIN runs b ON a.gram = b.gram AND a.report < b.report GROUP BY ALL
        )
        SELECT one, other FROM shared JOIN lengths l ON l.report = one JOIN lengths m ON m.report = other
        WHERE common >= ? * least(l.size, m.size)
        """,
        [LEAST],
    ).fetchall()
    return {frozenset((ids[a], ids[b])) for a, b in rows}


PEERS: dict[str, Callable[..., set[frozenset[str]]]] = {"datasketch": _lsh, "duckdb": _join}


if __name__ == "__main__":
    sys.exit(main())
