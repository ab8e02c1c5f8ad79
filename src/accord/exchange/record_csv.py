"""The record as tables for a spreadsheet: one file per kind of entry, and one each for findings and reports."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from accord.exchange.citations import cite
from accord.exchange.files import write_text
from accord.model.claim import Claims, Quantity
from accord.model.entry import Commitment, Contact, Entry, Estimate, Incident, Position, Quotation
from accord.model.finding import Finding
from accord.model.period import Period
from accord.model.record import Chapter, Record
from accord.model.report import Report

SEPARATOR = "; "
"""Between several values of one cell; citations have their own."""

_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

SUPPORT_COLUMNS = (
    *("support", "reports", "outlets", "unknown_origin", "origins"),
    *("confirmed", "unsure", "citation", "id", "story"),
)


@dataclass(frozen=True, slots=True)
class _Desk:
    """What a row looks up: reports by id, measures' labels by id."""

    reports: Mapping[str, Report]
    labels: Mapping[str, str]


def write_csv(record: Record, folder: Path) -> None:
    """Write the record's tables into `folder`, which is made where needed.

    `summary.csv`, `positions.csv`, `commitments.csv`, `incidents.csv`, `contacts.csv`, `quotations.csv`,
    `findings.csv` and `reports.csv`, each with a heading even when it has no rows: UTF-8 with a byte order mark, lines
    ended by CR LF. `citation` holds the words a row rests on, to paste. No cell can run as a formula: one that would
    gets an apostrophe in front.

    Raises: ExchangeError: a file can't be written.
    """
    for name, rows in record_tables(record).items():
        write_text(folder / f"{name}.csv", as_csv(rows), newline="", encoding="utf-8-sig")


def record_tables(record: Record) -> dict[str, list[list[str]]]:
    """The tables by name, each a list of rows with the heading first; cells are guarded."""
    labels = {measure.id: measure.label for measure in record.measures}
    desk = _Desk({report.id: report for report in record.reports}, labels)
    tables = {
        "summary": _summary_table(record.chapters),
        "positions": _entry_table(record.positions, _POSITION, desk),
        "commitments": _entry_table(record.commitments, _COMMITMENT, desk),
        "incidents": _entry_table(record.incidents, _INCIDENT, desk),
        "contacts": _entry_table(record.contacts, _CONTACT, desk),
        "quotations": _entry_table(record.quotations, _QUOTATION, desk),
        "findings": _finding_table(record.chapters, desk),
        "reports": _report_table(record),
    }
    return {name: [[guard(cell) for cell in row] for row in rows] for name, rows in tables.items()}


def guard(cell: str) -> str:
    """The cell as text that no spreadsheet takes for a formula, without control characters."""
    cell = _CONTROL.sub(" ", cell)
    return f"'{cell}" if _FORMULA.match(cell) else cell


def as_csv(rows: Iterable[Sequence[str]]) -> str:
    """Rows as CSV text; lines end by CR LF. Cells are to be guarded before."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def as_cell(value: Any) -> str:
    """A value as the text of a cell: empty for None, `yes` and `no`, several with semicolons between them."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Period):
        return value.iso
    if isinstance(value, Quantity):
        return f"{value.value:,.12g} {value.unit}".strip()
    if isinstance(value, Estimate):
        rivals = f" (reported {value.low:,.12g} to {value.high:,.12g})" if value.low != value.high else ""
        return f"{value.best:,.12g} {value.unit}{rivals}"
    if isinstance(value, tuple):
        return SEPARATOR.join(as_cell(part) for part in value)
    return str(value)


# --- columns: heading to the cell of an entry ---------------------------------------------------------------------

_Cells = Callable[[Any, _Desk], tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class _Columns:
    names: tuple[str, ...]
    cells: _Cells


def _position(entry: Position, desk: _Desk) -> tuple[Any, ...]:
    earlier = tuple(f"{stance} ({since})" for since, stance in entry.earlier)
    measure = desk.labels.get(entry.measure, entry.measure)
    return (
        entry.party,
        entry.stance,
        measure,
        entry.since,
        entry.superseded,
        entry.condition,
        earlier,
        entry.voices,
        entry.line,
    )


def _commitment(entry: Commitment, desk: _Desk) -> tuple[Any, ...]:
    measure = desk.labels.get(entry.measure, entry.measure) if entry.measure else None
    counted_from = f"{entry.anchor.on} ({entry.anchor.to})" if entry.anchor else None
    history = tuple(f"{change.on or 'undated'}: {change.status} ({change.reason})" for change in entry.history)
    return (
        *(entry.debtors, entry.beneficiaries, entry.what, measure, entry.condition),
        *(entry.quantities, entry.estimates),
        *(entry.starts, entry.due, entry.ends, entry.duration, entry.precision, counted_from, entry.status, history),
        *(entry.superseded_by, entry.told_by, entry.line),
    )


def _incident(entry: Incident, _desk: _Desk) -> tuple[Any, ...]:
    why = " | ".join(SEPARATOR.join(filter(None, (b.time, b.scope, b.place, b.party))) for b in entry.bears_on)
    return (
        *(entry.on, entry.place, entry.type, entry.what, entry.alleged_actor, entry.target, entry.modality),
        *(entry.claimed_by, entry.denied_by, entry.quantities, entry.harm),
        *(tuple(b.commitment for b in entry.bears_on), why, entry.line),
    )


def _contact(entry: Contact, _desk: _Desk) -> tuple[Any, ...]:
    return entry.on, entry.form, entry.participants, entry.parties, entry.place, entry.modality, entry.line


def _quotation(entry: Quotation, _desk: _Desk) -> tuple[Any, ...]:
    first, others = entry.variants[:1], entry.variants[1:]
    words = tuple(variant.text for variant in first)
    return (
        *(entry.speaker, entry.party, words, all(v.direct for v in first), len(entry.variants)),
        *(" | ".join(variant.text for variant in others), entry.drift),
        *(entry.drift_kinds, entry.meaning_changes, entry.line),
    )


_POSITION = _Columns(
    ("party", "stance", "measure", "since", "superseded", "condition", "earlier", "voices", "line"), _position
)
_COMMITMENT = _Columns(
    (
        *("debtors", "beneficiaries", "what", "measure", "condition"),
        *("quantities", "estimates", "starts", "due", "ends"),
        *("duration", "precision", "counted_from", "status", "history", "superseded_by", "told_by", "line"),
    ),
    _commitment,
)
_INCIDENT = _Columns(
    (
        *("on", "place", "type", "what", "alleged_actor", "target", "modality"),
        *("claimed_by", "denied_by", "quantities", "harm", "bears_on", "why", "line"),
    ),
    _incident,
)
_CONTACT = _Columns(("on", "form", "participants", "parties", "place", "modality", "line"), _contact)
_QUOTATION = _Columns(
    (
        *("speaker", "party", "words", "direct", "variants", "other_words"),
        *("drift", "drift_kinds", "meaning_changes", "line"),
    ),
    _quotation,
)


def _entry_table(entries: Sequence[Entry], columns: _Columns, desk: _Desk) -> list[list[str]]:
    rows = [[*columns.names, *SUPPORT_COLUMNS]]
    for entry in entries:
        support = entry.support
        shared = (support.origins, support.reports, support.outlets, support.unknown, support.names)
        tail = (entry.confirmed, entry.unsure, cite(entry.evidence, desk.reports), entry.id, entry.story)
        rows.append([as_cell(cell) for cell in (*columns.cells(entry, desk), *shared, *tail)])
    return rows


def _summary_table(chapters: Sequence[Chapter]) -> list[list[str]]:
    rows = [["sentence", *SUPPORT_COLUMNS[:5], "entries", "findings", "claims", "story"]]
    for chapter in chapters:
        for told in chapter.summary:
            support = told.support
            counted = (support.origins, support.reports, support.outlets, support.unknown, support.names)
            cells = (told.text, *counted, told.entries, told.findings, told.claims, chapter.story.id)
            rows.append([as_cell(cell) for cell in cells])
    return rows


def _finding_table(chapters: Sequence[Chapter], desk: _Desk) -> list[list[str]]:
    rows = [["kind", "note", "reports", "entries", "citation", "id", "story"]]
    rows += [_finding_row(finding, chapter.story.id, desk) for chapter in chapters for finding in chapter.findings]
    return rows


def _finding_row(finding: Finding, story: str, desk: _Desk) -> list[str]:
    told = (finding.kind, finding.note, finding.reports, finding.entries)
    return [as_cell(cell) for cell in (*told, cite(finding.evidence, desk.reports), finding.id, story)]


def _report_table(record: Record) -> list[list[str]]:
    rows = [["id", "outlet", "title", "published", "language", "url", "origins", "claims", "unread", "story"]]
    story_of = {report: chapter.story for chapter in record.chapters for report in chapter.story.reports}
    claims = {c.report: c for c in record.claims}
    names = {origin.id: origin.name for origin in record.lineage.origins}
    carried: dict[str, list[str]] = {}
    for carriage in record.lineage.carriages:
        carried.setdefault(carriage.report, []).append(names.get(carriage.origin, carriage.origin))
    for report in record.reports:
        read, story = claims.get(report.id, Claims(report.id)), story_of.get(report.id)
        told = (report.id, report.outlet, report.title, report.day, report.language, report.url)
        counted = (tuple(sorted(carried.get(report.id, ()))), len(read), read.unread)
        rows.append([as_cell(cell) for cell in (*told, *counted, story.id if story else None)])
    return rows
