"""Measure the reading stage against the model alone, and print the ratio.

    python bench/reading.py --data DATA [--reports 150] [--threads 2]

Reads that many reports of DATA/news-37k.parquet (spread over the corpus) with the trained reader, as `accord read`
does, and notes every run of the model. Then the very same runs again, on as many threads, with nothing around them:
that is the limit. Both three times, the better halves compared, so that a busy moment of the machine hits neither side
alone. Prints reports and tokens a second, the ratio, the time to load the model, and the peak memory of a process that
does nothing but take in and read them.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from accord.encoder import model
from accord.intake.load import load_reports
from accord.model.report import Report
from accord.reading.side_by_side import read_side_by_side
from accord.reading.trained import TrainedReader

TIMES = 3


class Recorder:
    """Stands in for one graph of the model; notes what it is run on."""

    def __init__(self, session: Any) -> None:
        self.session = session
        self.runs: list[dict[str, Any]] = []

    def run(self, names: None, inputs: dict[str, Any]) -> Any:
        """Run, and note the inputs."""
        self.runs.append(inputs)
        return self.session.run(names, inputs)


def main() -> int:
    """Measure and print; 0, with a reason, when there is no corpus or no model here."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--reports", type=int, default=150)
    parser.add_argument("--threads", type=int, default=2)
    chosen = parser.parse_args()
    corpus = chosen.data / "news-37k.parquet"
    if not corpus.exists() or not model.has_encoder():
        print(f"skipped: no corpus at {corpus}" if model.has_encoder() else "skipped: the model is not installed")
        return 0
    print(f"{'load the model, cold':32s} {_cold_load():8.2f} s")
    encoder = model.load_encoder()
    with tempfile.TemporaryDirectory() as scratch:
        part = _part(corpus, chosen.reports, Path(scratch))
        reports = _reports(part)
        peak = _peak(part, chosen.threads)
    words = sum(len(report.text.split()) for report in reports)
    marker, looker = Recorder(encoder.marker), Recorder(encoder.looker)
    recording = TrainedReader(model.Encoder(marker, looker, encoder.tokenizer, encoder.version))
    for report in reports:
        recording.read(report)
    tokens = sum(run["ids"].shape[1] for run in marker.runs)
    near = sum(run["marks"].size for run in looker.runs)
    print(f"{len(reports)} reports, {words} words, {tokens} tokens in windows, {near} around triggers")
    reader = TrainedReader(encoder)
    whole, raw = [], []
    for _ in range(TIMES):
        whole.append(_timed(read_side_by_side(reader.read, reports, chosen.threads)))
        runs = [(encoder.marker, run) for run in marker.runs] + [(encoder.looker, run) for run in looker.runs]
        with ThreadPoolExecutor(chosen.threads) as pool:
            raw.append(_timed(pool.map(_run, runs)))
    for name, took in (("reading stage", min(whole)), ("the model's runs alone", min(raw))):
        print(f"{name:32s} {took:8.2f} s  {len(reports) / took:6.1f} reports/s  {tokens / took:8.0f} tokens/s")
    print(f"{'ratio':32s} {min(raw) / min(whole):8.2f}")
    print(f"{'peak memory':32s} {peak:8.0f} MiB")
    return 0


def _part(corpus: Path, n: int, folder: Path) -> Path:
    """Every n-th report, so that the whole corpus is met."""
    import pyarrow.parquet as pq

    table = pq.read_table(corpus)
    part = folder / "part.parquet"
    pq.write_table(table.take(list(range(0, table.num_rows, table.num_rows // n))[:n]), part)
    return part


def _reports(part: Path) -> list[Report]:
    return [r for r in load_reports([part]) if isinstance(r, Report) and r.language == "en"]


def _timed(work: Iterable[Any]) -> float:
    """Seconds until all of it has come."""
    started = time.perf_counter()
    for _ in work:
        pass
    return time.perf_counter() - started


def _run(pair: tuple[Any, dict[str, Any]]) -> None:
    session, inputs = pair
    session.run(None, inputs)


def _cold_load() -> float:
    code = (
        "import time; t = time.perf_counter(); from accord.encoder.model import load_encoder; load_encoder(); "
        "print(time.perf_counter() - t)"
    )
    return min(
        float(subprocess.run([sys.executable, "-c", code], check=True, capture_output=True).stdout) for _ in "123"
    )


_READ = """
import sys
from pathlib import Path
from accord.intake.load import load_reports
from accord.model.report import Report
from accord.reading.readers import reader_named
from accord.reading.side_by_side import read_side_by_side
reader = reader_named("encoder")
reports = [r for r in load_reports([Path(sys.argv[1])]) if isinstance(r, Report)]
claims = list(read_side_by_side(reader.read, reports, int(sys.argv[2])))
line = next(row for row in Path("/proc/self/status").read_text().splitlines() if row.startswith("VmHWM"))
print(int(line.split()[1]) / 1024)
"""


def _peak(part: Path, threads: int) -> float:
    """Peak memory, in MiB, of a process that takes in and reads the reports and keeps all claims."""
    command = [sys.executable, "-c", _READ, str(part), str(threads)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


if __name__ == "__main__":
    sys.exit(main())
