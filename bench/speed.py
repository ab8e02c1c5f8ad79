"""Measure speed and memory, and print them.

    python bench/speed.py --gold GOLD --data DATA [--reports 250 500 1000]

- `accord --help` and a cold `accord read` of the first gold episode, best and median of five processes.
- 250, 500 and 1,000 reports of DATA/news-37k.parquet, each in a process of its own: seconds, reports per second and
  peak memory, all stages. Beside it the physical floor of the machine: reading and hashing the same texts.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from memory import peak_mib

RUNS = 5


def main() -> int:
    """Run what the arguments allow; parts without their data say so."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--reports", type=int, nargs="*", default=[250, 500, 1000])
    parser.add_argument("--inner", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.inner:
        return _read_and_tell(chosen.inner)
    _cold_starts(chosen.gold)
    _scaling(chosen.data / "news-37k.parquet", chosen.reports)
    return 0


def _cold_starts(gold: Path) -> None:
    accord = Path(sys.executable).with_name("accord")
    _timed("python -c pass (floor)", [sys.executable, "-c", "pass"])
    _timed("accord --help", [str(accord), "--help"])
    episode = gold / "dev" / "energy-truce-2025"
    if not episode.is_dir():
        print(f"skipped: no episode at {episode}")
        return
    with tempfile.TemporaryDirectory() as scratch:
        reports = [str(path) for path in sorted(episode.glob("*.report.json"))]
        html = str(Path(scratch) / "record.html")
        _timed(f"accord read, {len(reports)} reports", [str(accord), "read", *reports, "--html", html])


def _timed(name: str, command: list[str]) -> None:
    took = []
    for _ in range(RUNS):
        started = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        took.append(time.perf_counter() - started)
    print(f"{name:32s} best {min(took):6.2f} s   median {statistics.median(took):6.2f} s   ({RUNS} processes)")


def _scaling(corpus: Path, sizes: list[int]) -> None:
    if not corpus.exists():
        print(f"skipped: no corpus at {corpus}")
        return
    import pyarrow.parquet as pq

    table = pq.read_table(corpus)
    print(
        f"{'reports':>8s} {'words':>9s} {'seconds':>8s} {'reports/s':>10s} "
        f"{'peak MiB':>9s} {'stories':>8s} {'hash only, s':>13s}"
    )
    for size in sizes:
        with tempfile.TemporaryDirectory() as scratch:
            part = Path(scratch) / "part.parquet"
            # every n-th report, so that each size spans the whole corpus alike
            rows = list(range(0, table.num_rows, table.num_rows // size))[:size]
            pq.write_table(table.take(rows), part)
            command = [sys.executable, __file__, "--gold", ".", "--data", ".", "--inner", str(part)]
            told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        print(
            f"{size:8d} {told['words']:9d} {told['seconds']:8.1f} {size / told['seconds']:10.1f} "
            f"{told['peak_mib']:9.0f} {told['stories']:8d} {told['hash_seconds']:13.3f}"
        )


def _read_and_tell(part: Path) -> int:
    from accord.api import read

    started = time.perf_counter()
    record = read(part)
    seconds = time.perf_counter() - started
    started = time.perf_counter()
    for report in record.reports:
        hashlib.sha256(report.text.encode("utf-8", "replace")).digest()
    told = {
        "seconds": seconds,
        "hash_seconds": time.perf_counter() - started,
        "peak_mib": peak_mib(),
        "words": sum(len(report.text.split()) for report in record.reports),
        "stories": len(record.stories),
    }
    print(json.dumps(told))
    return 0


if __name__ == "__main__":
    sys.exit(main())
