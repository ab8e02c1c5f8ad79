"""Precision and recall of agency credits (hints left out) on data that names each report's wire agency.

Usage: python bench/credits.py DATA_DIR [GOLD_DIR]
DATA_DIR holds polnear-train.jsonl.gz; GOLD_DIR (its dev episodes' origins.json) is scored too when given.
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

from accord.intake.assemble import assemble_report
from accord.intake.load import load_reports
from accord.intake.rows import Row
from accord.model.report import CreditForm, Report
from accord.text.agencies import agency_called


def main(arguments: list[str]) -> None:
    """Print the figures and every report that is wrong."""
    data = Path(arguments[0])
    for byline in (False, True):
        print(f"polnear-train, byline field {'given' if byline else 'withheld'}")
        _polnear(data / "polnear-train.jsonl.gz", byline)
    if len(arguments) > 1:
        print("dev episodes")
        _episodes(Path(arguments[1]))


def _polnear(path: Path, byline: bool) -> None:
    hits = wrong = missed = 0
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            raw = json.loads(line)
            if raw["wire"] == "NA":
                continue
            author = raw["author"] if byline and raw["author"] != "None" else None
            report = assemble_report(Row(raw["id"], raw["text"], title=raw["title"], byline=author))
            gold = {agency_called(raw["wire"]) or raw["wire"]} - {"None"}
            found = _agencies(report)
            hits, wrong, missed = hits + len(gold & found), wrong + len(found - gold), missed + len(gold - found)
            if gold != found:
                print(f"  {report.id}: {sorted(found)} for {sorted(gold)}", _why(report))
    _print(hits, wrong, missed)


def _episodes(folder: Path) -> None:
    hits = wrong = missed = 0
    for path in sorted(folder.rglob("origins.json")):
        gold = json.loads(path.read_text("utf-8"))
        for report in load_reports(sorted(path.parent.glob("*.report.json"))):
            if isinstance(report, Report) and report.id in gold:
                wanted = {a for name in gold[report.id] if (a := agency_called(name))}
                found = _agencies(report)
                hits, wrong, missed = (
                    hits + len(wanted & found),
                    wrong + len(found - wanted),
                    missed + len(wanted - found),
                )
                if wanted != found:
                    print(f"  {report.id}: {sorted(found)} for {sorted(wanted)}", _why(report))
    _print(hits, wrong, missed)


def _agencies(report: Report) -> set[str]:
    return {credit.agency for credit in report.credits if credit.form is not CreditForm.HINT}


def _why(report: Report) -> list[str]:
    spans = [(c.form.value, c.span) for c in report.credits]
    return [f"{form}: {report.text[max(0, s.start - 30) : s.end + 30]!r}" if s else form for form, s in spans]


def _print(hits: int, wrong: int, missed: int) -> None:
    print(
        f"  precision {hits / max(1, hits + wrong):.3f}  recall {hits / max(1, hits + missed):.3f}"
        f"  ({hits} right, {wrong} wrong, {missed} missed)"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
