"""Precision and recall of agency credits (hints left out) on data that names each report's wire agency.

Usage: python bench/credits.py DATA_DIR [GOLD_DIR]
DATA_DIR holds polnear-train.jsonl.gz and polnear-dev.jsonl.gz, pooled here; reports whose agency nobody noted are left
out. Three readings: of text and byline field, of the text alone, of the dateline alone. GOLD_DIR (its dev episodes'
origins.json) is scored too when given.
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from typing import Any

from accord.intake.assemble import assemble_report
from accord.intake.load import load_reports
from accord.intake.rows import Row
from accord.model.report import CreditForm, Report
from accord.text.agencies import agency_called

AIM = "aimed at: recall 0.90 at precision 0.98"
PARTS = ("train", "dev")


def main(arguments: list[str]) -> None:
    """Print the figures and every report that is wrong."""
    paths = [Path(arguments[0]) / f"polnear-{part}.jsonl.gz" for part in PARTS]
    missing = [path for path in paths if not path.exists()]
    if missing:
        print(f"skipped: {missing[0]} is not there")
    else:
        rows = [row for path in paths for row in _rows(path)]
        credited = sum(row["wire"] != "None" for row in rows)
        print(f"polnear, train and dev: {len(rows)} reports, {credited} credited ({AIM})")
        _polnear("bylines given", rows, byline=True)
        _polnear("bylines withheld", rows, byline=False)
        _polnear("datelines alone", rows, byline=False, forms=frozenset({CreditForm.DATELINE}))
    if len(arguments) > 1:
        print("dev episodes")
        _episodes(Path(arguments[1]))


def _rows(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [row for row in map(json.loads, file) if row["wire"] != "NA"]


def _polnear(
    name: str, rows: list[dict[str, Any]], *, byline: bool, forms: frozenset[CreditForm] = frozenset(CreditForm)
) -> None:
    print(name)
    hits = wrong = missed = 0
    for row in rows:
        author = row["author"] if byline and row["author"] != "None" else None
        report = assemble_report(Row(row["id"], row["text"], title=row["title"], byline=author))
        gold = {agency_called(row["wire"]) or row["wire"]} - {"None"}
        found = _agencies(report, forms)
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


def _agencies(report: Report, forms: frozenset[CreditForm] = frozenset(CreditForm)) -> set[str]:
    return {credit.agency for credit in report.credits if credit.form in forms - {CreditForm.HINT}}


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
