"""Print how well the confidence of claims holds: a reliability diagram, and the expected calibration error.

    python bench/calibration.py GOLD [--set dev]

An event is right when an annotator has its trigger, type and stand; a quote, when one has its content and speaker.
The claims of the set are put into ten equal bins by confidence; a bin's gap is the distance of its mean confidence
from its share of right claims, the error the mean gap weighed by the bins' sizes (Naeini, Cooper, Hauskrecht 2015).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from gold import gold_claims
from judged import judge_events, judge_quotes

from accord.api import read

BINS = 10
WIDTH = 40  # characters for a share of 1


def main() -> int:
    """Read, judge and print; 0, with a reason, when there is no gold here."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--set", default="dev")
    chosen = parser.parse_args()
    folder = chosen.gold / chosen.set
    if not folder.is_dir():
        print(f"skipped: no gold annotations at {folder}")
        return 0
    gold = {claims.report: claims for part in sorted(folder.iterdir()) if part.is_dir() for claims in gold_claims(part)}
    record = read(sorted(folder.rglob("*.report.json")))
    events: list[tuple[float, bool]] = []
    quotes: list[tuple[float, bool]] = []
    for claims in record.claims:
        known = gold[claims.report]
        pairs = zip(claims.events, judge_events(claims.events, known), strict=True)
        events += [(e.confidence, right) for e, right in pairs if e.confidence is not None]
        told = zip(claims.quotes, judge_quotes(claims.quotes, known), strict=True)
        quotes += [(q.confidence, right) for q, right in told if q.confidence is not None]
    for name, judged in (("events", events), ("quotes", quotes)):
        print(f"{name}: expected calibration error {_diagram(judged):.3f} of {len(judged)} claims\n")
    return 0


def _diagram(judged: Sequence[tuple[float, bool]]) -> float:
    """Print the bins; return the error."""
    error = 0.0
    print(f"{'confidence':12s} {'claims':>6s} {'mean':>6s} {'right':>6s}")
    for k in range(BINS):
        inside = [(p, right) for p, right in judged if min(int(p * BINS), BINS - 1) == k]
        if not inside:
            continue
        mean = sum(p for p, _ in inside) / len(inside)
        share = sum(right for _, right in inside) / len(inside)
        error += abs(mean - share) * len(inside) / len(judged)
        bar = "".join("|" if i == round(mean * WIDTH) else "#" if i < round(share * WIDTH) else " " for i in range(41))
        print(f"{k / BINS:.1f} to {(k + 1) / BINS:.1f}   {len(inside):6d} {mean:6.3f} {share:6.3f}  {bar.rstrip()}")
    return error


if __name__ == "__main__":
    sys.exit(main())
