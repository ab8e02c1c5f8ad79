"""Measure the reading stage against the model alone, and print the ratio.

    python bench/reading.py --data DATA [--reports 150] [--threads 2]

Reads that many reports of DATA/news-37k.parquet (spread over the corpus) with the trained reader, as `accord read`
does, and notes every run of the model. Then the very same runs again, on as many threads, with nothing around them:
that is the limit. Both three times, the better halves compared, so that a busy moment of the machine hits neither side
alone. Prints reports and tokens a second, the ratio, the time to load the model, and peak memory.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from accord.encoder import model
from accord.intake.load import load_reports
from accord.model.report import Report
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
    reports = _reports(corpus, chosen.reports)
    words = sum(len(report.text.split()) for report in reports)
    marker, looker = Recorder(encoder.marker), Recorder(encoder.looker)
    recording = TrainedReader(model.Encoder(marker, looker, encoder.tokenizer, encoder.version))
    for report in reports:
        recording.read(report)
    tokens = sum(run["ids"].shape[1] for run in marker.runs)
    near = sum(int(run["mask"].sum()) for run in looker.runs)
    print(f"{len(reports)} reports, {words} words, {tokens} tokens in windows, {near} around triggers")
    reader = TrainedReader(encoder)
    whole, raw = [], []
    for _ in range(TIMES):
        whole.append(_timed(chosen.threads, reader.read, reports))
        runs = [(encoder.marker, run) for run in marker.runs] + [(encoder.looker, run) for run in looker.runs]
        raw.append(_timed(chosen.threads, _run, runs))
    for name, took in (("reading stage", min(whole)), ("the model's runs alone", min(raw))):
        print(f"{name:32s} {took:8.2f} s  {len(reports) / took:6.1f} reports/s  {tokens / took:8.0f} tokens/s")
    print(f"{'ratio':32s} {min(raw) / min(whole):8.2f}")
    print(f"{'peak memory':32s} {_peak_mib():8.0f} MiB")
    return 0


def _reports(corpus: Path, n: int) -> list[Report]:
    """Every n-th report, so that the whole corpus is met."""
    import pyarrow.parquet as pq

    table = pq.read_table(corpus)
    with tempfile.TemporaryDirectory() as scratch:
        part = Path(scratch) / "part.parquet"
        pq.write_table(table.take(list(range(0, table.num_rows, table.num_rows // n))[:n]), part)
        loaded = list(load_reports([part]))
    return [report for report in loaded if isinstance(report, Report) and report.language == "en"]


def _timed(threads: int, work: Callable[[Any], Any], rows: Sequence[Any]) -> float:
    started = time.perf_counter()
    with ThreadPoolExecutor(threads) as pool:
        for _ in pool.map(work, rows):
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


def _peak_mib() -> float:
    line = next(row for row in Path("/proc/self/status").read_text().splitlines() if row.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    sys.exit(main())
