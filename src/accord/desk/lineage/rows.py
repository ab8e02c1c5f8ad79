"""The lineage as lists: every report with what it carries, and the pairs that share text with their words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from accord.desk.citations import Citation, Citations, days_of, outlet_of, title_of
from accord.desk.lineage.edges import IDLE
from accord.desk.lineage.own_text import own_share
from accord.model.evidence import Evidence
from accord.model.lineage import JOINING, Link
from accord.model.record import Record
from accord.model.report import Report

PASSAGES_SHOWN = 3
"""Of each pair, the longest."""

MOST_PAIRS = 200


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One report in the list of reports: what it carries, and how much of it is its own, None where that is unknown."""

    id: str
    label: str
    outlet: str
    title: str
    day: str
    origins: str
    own_share: float | None
    reason: str
    unread: str | None
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class SharedText:
    """Two reports that share text: the kind, how sure, why, and the longest shared passages."""

    id: str
    left: str
    right: str
    kind: str
    joins: bool
    confidence: float
    reason: str
    left_citations: tuple[Citation, ...]
    right_citations: tuple[Citation, ...]


def report_rows(record: Record, citations: Citations) -> tuple[ReportRow, ...]:
    """The reports of a record of one story, in its order."""
    unread = {claims.report: claims.unread for claims in record.claims}
    return tuple(_report_row(record, report, unread.get(report.id), citations) for report in record.reports)


def _report_row(record: Record, report: Report, unread: str | None, citations: Citations) -> ReportRow:
    carriages = sorted(record.lineage.carried_by(report.id), key=lambda c: c.origin)
    names = [origin.name for origin in record.lineage.of(report.id)]
    return ReportRow(
        id=report.id,
        label=report.label,
        outlet=outlet_of(report),
        title=title_of(report),
        day=days_of(report),
        origins=", ".join(names) or "unknown",
        own_share=own_share(report, record.lineage),
        reason=" ".join(c.reason for c in carriages),
        unread=unread,
        citations=citations.of(e for c in carriages for e in c.evidence if e.report == report.id),
    )


def shared_texts(record: Record, citations: Citations) -> tuple[SharedText, ...]:
    """The pairs of a story that share text, those that join origins first, then the surest; so many at most."""
    reports = {report.id: report for report in record.reports}
    links = [link for link in record.lineage.links if link.kind not in IDLE]
    links.sort(key=lambda link: (link.kind not in JOINING, -link.confidence, link.left, link.right))
    return tuple(_shared_text(reports, link, citations) for link in links[:MOST_PAIRS])


def _shared_text(reports: Mapping[str, Report], link: Link, citations: Citations) -> SharedText:
    left, right = reports[link.left], reports[link.right]
    longest = sorted(link.passages, key=lambda p: (-len(p.left), p))[:PASSAGES_SHOWN]
    return SharedText(
        id=f"pair-{link.left}-{link.right}",
        left=f"{outlet_of(left)} ({left.label})",
        right=f"{outlet_of(right)} ({right.label})",
        kind=link.kind.value.replace("_", " "),
        joins=link.kind in JOINING,
        confidence=link.confidence,
        reason=link.reason,
        left_citations=citations.of(Evidence(left.id, p.left, p.left.of(left.text)) for p in longest),
        right_citations=citations.of(Evidence(right.id, p.right, p.right.of(right.text)) for p in longest),
    )
