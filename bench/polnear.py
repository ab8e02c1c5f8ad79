"""Score quotes on PolNeAR attributions, a second opinion on the gold annotations.

    python bench/polnear.py DATA [--part dev] [--reader auto|encoder|rules] [--close]

DATA holds `polnear-*.jsonl.gz` and `polnear_score.py`. PolNeAR takes plans, hopes and documents for attributions, too,
so the reader is set to `wide_quotes`; `--close` leaves it as it reads by default.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from accord.model.report import Published, Report
from accord.model.span import Span
from accord.reading.reader import Reader
from accord.reading.readers import reader_named


def predictions(rows: list[dict[str, Any]], reader: Reader) -> list[str]:
    """One line per report, in the format the scorer reads."""
    lines = []
    for row in rows:
        published = Published(date.fromisoformat(row["date"][:10])) if row.get("date") else None
        report = Report(row["id"], row["text"], row["id"], row["publisher"], row["title"], published)
        quotes = [
            {"content": _pair(q.content), "speaker": [_pair(q.credited or (q.speaker.span if q.speaker else None)), ""]}
            for q in reader.read(report).quotes
        ]
        lines.append(json.dumps({"report": row["id"], "quotes": quotes}))
    return lines


def _pair(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def main() -> int:
    """Read, write the predictions to a temporary file, and print the scorer's table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--part", default="dev")
    parser.add_argument("--reader", default="auto", help="what reads: auto, encoder or rules")
    parser.add_argument("--close", action="store_true", help="with quotes as Accord takes them by default")
    chosen = parser.parse_args()
    source = chosen.data / f"polnear-{chosen.part}.jsonl.gz"
    if not source.exists():
        print(f"skipped: no corpus at {source}")
        return 0
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    reader = reader_named(chosen.reader, wide_quotes=not chosen.close)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "predictions.jsonl"
        target.write_text("\n".join(predictions(rows, reader)))
        scorer = [sys.executable, chosen.data / "polnear_score.py", source, "score", target]
        return subprocess.run(scorer, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
