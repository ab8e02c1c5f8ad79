"""A report that its outlet took back is marked wherever it is shown, and counted nowhere."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

from jsonschema import Draft202012Validator

from accord import Record, Ruling, RulingAction, rule
from accord.desk.pages import build_page
from accord.desk.render import render_page
from accord.desk.support import support_badge, support_tip
from accord.exchange.record_json import record_to_dict

SCHEMA = Path(__file__).parents[2] / "docs" / "record.schema.json"


def without(record: Record, *reports: str) -> Record:
    at = datetime(2024, 5, 20, tzinfo=UTC)
    return rule(
        record,
        *(
            Ruling(RulingAction.CORRECT, (i,), "editor", at, "retracted", field_name="withdrawn", value='"2024-05-12"')
            for i in reports
        ),
    )


def test_a_withdrawn_report_is_marked_in_the_page_and_the_json(record: Record) -> None:
    entry = max(record.entries, key=lambda entry: entry.support.origins)
    report = entry.evidence[0].report
    after = without(record, report)
    assert after.as_of == date(2024, 5, 12)
    html = render_page(build_page(after))
    day = after.report(report).day
    assert f"{day}, withdrawn 2024-05-12" in html
    assert f"{day} (withdrawn)" in html
    assert "1 report withdrawn, not counted" in html
    told = record_to_dict(after)
    assert [e.message for e in Draft202012Validator(json.loads(SCHEMA.read_text())).iter_errors(told)] == []
    (shown,) = (r for story in told["stories"] for r in story["reports"] if r["id"] == report)
    assert shown["withdrawn"] == {"on": "2024-05-12", "by": "editor", "reason": "retracted"}


def test_a_line_that_only_withdrawn_reports_carry_says_so(record: Record) -> None:
    position = min(record.positions, key=lambda p: (len({piece.report for piece in p.evidence}), p.id))
    after = without(record, *sorted({piece.report for piece in position.evidence}))
    support = next(e for e in after.entries if e.id == position.id).support
    assert (support.origins, support.reports) == (0, 0)
    assert support_badge(support) == "withdrawn"
    assert "not counted" in support_tip(support)
    cells = [cell for story in build_page(after).stories for row in story.matrix.rows for c in row.cells for cell in c]
    assert [cell.support for cell in cells if cell.entry == position.id] == ["withdrawn"]
    told = record_to_dict(after)
    assert Draft202012Validator(json.loads(SCHEMA.read_text())).is_valid(told)
