"""Score Accord's reading of a gold folder with that folder's own scorer, and print the table.

    python bench/score.py GOLD [--set dev] [--reader auto|encoder|rules]

GOLD holds `score.py` and the set (`dev`: four episodes). All reports of the set are read in one run, as a user
would read a folder of mixed episodes; the claims file goes to the scorer as it is.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from accord.api import read
from accord.exchange.claims_jsonl import write_claims
from accord.settings import Settings


def main() -> int:
    """Read, write the claims, run the scorer; return its exit code, 0 with a reason when there is no gold here."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--set", default="dev")
    parser.add_argument("--reader", default="auto", help="what reads: auto, encoder or rules")
    parser.add_argument("--json", action="store_true", help="figures as JSON")
    chosen = parser.parse_args()
    folder = chosen.gold / chosen.set
    if not folder.is_dir():
        print(f"skipped: no gold annotations at {folder}")
        return 0
    started = time.perf_counter()
    record = read(sorted(folder.rglob("*.report.json")), settings=Settings(reader=chosen.reader))
    took = time.perf_counter() - started
    with tempfile.TemporaryDirectory() as scratch:
        claims = Path(scratch) / "claims.jsonl"
        write_claims(record, claims)
        print(
            f"{folder.name}: {len(record.reports)} reports, {len(record.stories)} stories, {took:.1f} s",
            file=sys.stderr,
        )
        scorer = [sys.executable, str(chosen.gold / "score.py"), str(folder), str(claims)]
        return subprocess.run(scorer + ["--json"] * chosen.json, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
