"""How much of the gold reports intake masks, and which gold spans it hides (there should be none).

Usage: python bench/masks.py GOLD_FOLDER... [--list]
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from gold import gold_claims

from accord.intake.load import load_reports
from accord.model.claim import Claims
from accord.model.report import Report
from accord.model.span import Span


def main(arguments: list[str]) -> None:
    """Print masked characters by kind and every gold trigger or quote that a mask touches."""
    listed = "--list" in arguments
    masked: Counter[str] = Counter()
    total = claims = 0
    for folder in _folders([Path(a) for a in arguments if not a.startswith("--")]):
        gold = {c.report: c for c in gold_claims(folder)}
        for report in load_reports(sorted(folder.glob("*.report.json"))):
            if not isinstance(report, Report):
                print(f"refused: {report.where}: {report.reason}")
                continue
            total += len(report.text)
            for mask in report.masks:
                masked[mask.kind] += len(mask.span)
                if listed:
                    print(f"{report.id}\t{mask.kind}\t{mask.span.of(report.text)[:200]!r}")
            claims += _hidden(report, gold[report.id]) if report.id in gold else 0
    print(f"{total:,} characters, masked {sum(masked.values()):,} ({sum(masked.values()) / max(1, total):.2%})")
    for kind, count in masked.most_common():
        print(f"  {kind:12} {count:7,}")
    print(f"gold triggers and quotes touched by a mask: {claims}")


def _hidden(report: Report, claims: Claims) -> int:
    spans: list[tuple[str, Span]] = [("trigger", e.trigger) for e in claims.events]
    spans += [("quote", q.content) for q in claims.quotes]
    hidden = 0
    for what, span in spans:
        for mask in report.masks:
            if mask.span.overlap(span):
                hidden += 1
                print(
                    f"HIDDEN {report.id} {what} {span.of(report.text)[:60]!r} by {mask.kind}: "
                    f"{mask.span.of(report.text)[:150]!r}"
                )
    return hidden


def _folders(roots: list[Path]) -> list[Path]:
    return sorted({path.parent for root in roots for path in root.rglob("*.report.json")})


if __name__ == "__main__":
    main(sys.argv[1:])
