"""What is kept, as rows and back: a row that is not what its id says is refused, never half-read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Row

from accord.model.claim import Claim, Claims, Event, Quote
from accord.model.identity import is_content_id
from accord.model.report import Report
from accord.model.ruling import Ruling
from accord.store.codec import CLAIM_KINDS, decode, digest, encode, kind_of, moment

AnyRow = Row[Any]


@dataclass(frozen=True, slots=True)
class ReadReport:
    """A report, what a reader found in it, and the bytes it was made from. `reader` is its name and version."""

    report: Report
    claims: Claims
    reader: str
    raw: bytes


def report_key(report: Report) -> str:
    """The hash of a report: of all but the place it came from, so that the same report is kept once."""
    return digest(*_said(report))


def series_of(report: Report) -> str:
    """What the versions of one report share: the id they were given, else outlet, address and day of publication.

    Without either a report has one version only.
    """
    if not is_content_id(report.id):
        return digest("id", report.id)
    if report.url and report.day:
        return digest("url", " ".join((report.outlet or "").casefold().split()), report.url, report.day.isoformat())
    return digest("content", report.id)


def report_row(report: Report, raw: str, kept_at: str) -> dict[str, Any]:
    """A row of `reports`."""
    body, text = _said(report)
    return {
        "id": digest(body, text),
        "name": report.id,
        "series": series_of(report),
        "raw": raw,
        "came_from": report.where,
        "outlet": report.outlet,
        "title": report.title,
        "day": report.day.isoformat() if report.day else None,
        "text": text,
        "body": body,
        "kept_at": kept_at,
    }


def report_of(row: AnyRow) -> Report:
    """The report of a row.

    Raises: ValueError: the row is damaged.
    """
    if digest(row.body, row.text) != row.id:
        raise ValueError(f"report {row.name} is not what was kept")
    return replace(decode(row.body, Report), text=row.text, where=row.came_from)


def reading_rows(read: ReadReport, report: str, kept_at: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """A row of `readings`, and those of its claims."""
    claims: list[dict[str, Any]] = [
        {"number": n, "id": c.id, "kind": kind_of(c), "body": encode(c)} for n, c in enumerate(read.claims)
    ]
    parts = [part for claim in claims for part in (claim["kind"], claim["body"])]
    key = digest(report, read.reader, read.claims.unread, *parts)
    reading = {
        "id": key,
        "report": report,
        "reader": read.reader,
        "unread": read.claims.unread,
        "kept_at": kept_at,
    }
    return reading, [{"reading": key, **claim} for claim in claims]


def claims_of(reading: AnyRow, name: str, rows: Iterable[AnyRow]) -> Claims:
    """The claims of a reading of the report called `name`, from its rows in order.

    Raises: ValueError: a row is damaged, missing, or of another reading.
    """
    rows = list(rows)
    parts = [part for row in rows for part in (row.kind, row.body)]
    if digest(reading.report, reading.reader, reading.unread, *parts) != reading.id:
        raise ValueError(f"the claims of report {name} are not what was kept")
    claims: list[Claim] = [decode(row.body, CLAIM_KINDS[row.kind]) for row in rows]
    if [claim.id for claim in claims] != [row.id for row in rows]:
        raise ValueError(f"claims of report {name} are not called by their ids")
    events = tuple(claim for claim in claims if isinstance(claim, Event))
    quotes = tuple(claim for claim in claims if isinstance(claim, Quote))
    return Claims(name, events, quotes, reading.unread)


def ruling_row(ruling: Ruling, kept_at: str) -> dict[str, Any]:
    """A row of `rulings`."""
    body = encode(ruling)
    return {
        "id": ruling.id,
        "supersedes": ruling.supersedes,
        "body": body,
        "kept_at": kept_at,
        "seal": digest(body),
    }


def ruling_of(row: AnyRow) -> Ruling:
    """The ruling of a row.

    Raises: ValueError: the row is damaged.
    """
    ruling = decode(row.body, Ruling)
    sealed = row.seal is None or digest(row.body) == row.seal
    if ruling.id != row.id or ruling.supersedes != row.supersedes or not sealed:
        raise ValueError(f"ruling {row.id} is not what was kept")
    return ruling


def latest_moment(report: Report, row: AnyRow) -> tuple[str, str, str]:
    """Versions of a report in their order: by when they were kept, in one run by publication."""
    at = report.published.at if report.published else None
    return (row.kept_at, moment(at) if at and at.tzinfo else str(at or report.day or ""), row.id)


def _said(report: Report) -> tuple[str, str]:
    return encode(replace(report, text="", where="")), report.text
