"""Score the quotes of the rule reader on PolNeAR attributions, a second opinion on the gold annotations.

Run: `python bench/polnear.py DATA_DIR [dev|train] [LIMIT]`, where DATA_DIR holds `polnear-*.jsonl.gz` and
`polnear_score.py`.
"""

from __future__ import annotations

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
from accord.reading.quotes import find_quotes
from accord.text.analysis import analyse


def predictions(rows: list[dict[str, Any]]) -> list[str]:
    """One line per report, in the format the scorer reads."""
    lines = []
    for row in rows:
        published = Published(date.fromisoformat(row["date"][:10])) if row.get("date") else None
        report = Report(row["id"], row["text"], row["id"], row["publisher"], row["title"], published)
        quotes = [
            {"content": _pair(q.content), "speaker": [_pair(q.speaker.span) if q.speaker else None, ""]}
            for q in find_quotes(analyse(report), "rules/1")
        ]
        lines.append(json.dumps({"report": row["id"], "quotes": quotes}))
    return lines


def _pair(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def main(data: Path, part: str = "dev", limit: int | None = None) -> None:
    """Read, write the predictions to a temporary file, and print the scorer's table."""
    source = data / f"polnear-{part}.jsonl.gz"
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines][:limit]
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "predictions.jsonl"
        target.write_text("\n".join(predictions(rows)))
        subprocess.run([sys.executable, data / "polnear_score.py", source, "score", target], check=True)


if __name__ == "__main__":
    main(
        Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "dev", int(sys.argv[3]) if len(sys.argv) > 3 else None
    )
