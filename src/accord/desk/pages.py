"""Page data: the record as the terminal, the HTML file and the desk show it. One set of facts, several forms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from accord.desk.citations import Citation, Citations, day_of, outlet_of, title_of
from accord.desk.lineage_drawing import LineageDrawing, draw_lineage
from accord.desk.matrix import Matrix, build_matrix
from accord.desk.timeline import Timeline, build_timeline
from accord.model.entry import AnyEntry, Commitment, Entry, Incident, Position, Quotation, Status
from accord.model.evidence import Evidence, Support
from accord.model.finding import Finding, FindingKind
from accord.model.lineage import JOINING, Link, LinkKind
from accord.model.record import Chapter, Record
from accord.model.report import Refusal, Report
from accord.model.support import support_of
from accord.text.outlets import outlets_of
from accord.version import __version__

HEADINGS = {
    "position": "Positions",
    "commitment": "Commitments",
    "incident": "Incidents",
    "contact": "Contacts",
    "quotation": "Quotations",
}
PASSAGES_SHOWN = 3
UNSURE_MEANS = "Accord gives each claim behind it less than an even chance of being read right."
# What no longer waits for anybody.
SETTLED = frozenset({Status.REPORTED_DONE, Status.LAPSED})
# Links that say nothing about who copied whom.
IDLE = frozenset({LinkKind.COINCIDENCE, LinkKind.BOILERPLATE})


@dataclass(frozen=True, slots=True)
class Line:
    """One entry or finding as a reader sees it. `facts` are short labelled details, in reading order.

    `unsure` when every claim behind the entry is; a finding never is.
    """

    id: str
    kind: str
    text: str
    badge: str
    badge_tip: str
    tone: str
    facts: tuple[tuple[str, str], ...]
    citations: tuple[Citation, ...]
    variants: tuple[tuple[str, str, tuple[Citation, ...]], ...] = ()
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A kind of line with its heading."""

    anchor: str
    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Highlight:
    """One of the lines to see first: why (`label`), and the entry with its id."""

    label: str
    text: str
    entry: str
    unsure: bool


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One report in the list of reports: what it carries, and since when it is known."""

    id: str
    label: str
    outlet: str
    title: str
    day: str
    origins: str
    reason: str
    unread: str | None
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class SharedText:
    """Two reports that share text: the kind, how sure, why, and the longest shared passages."""

    left: str
    right: str
    kind: str
    joins: bool
    confidence: float
    reason: str
    left_citations: tuple[Citation, ...]
    right_citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class StoryPage:
    """One story. `measure_labels` gives a measure's label by its id."""

    id: str
    title: str
    n_reports: int
    n_outlets: int
    n_origins: int
    n_unknown: int
    origin_names: tuple[str, ...]
    highlights: tuple[Highlight, ...]
    matrix: Matrix
    timeline: Timeline | None
    sections: tuple[Section, ...]
    findings: tuple[Section, ...]
    drawing: LineageDrawing | None
    reports: tuple[ReportRow, ...]
    shared: tuple[SharedText, ...]

    @property
    def n_findings(self) -> int:
        """Findings of all kinds."""
        return sum(len(group.lines) for group in self.findings)


@dataclass(frozen=True, slots=True)
class RecordPage:
    """The whole record."""

    version: str
    as_of: str
    n_reports: int
    n_unread: int
    stories: tuple[StoryPage, ...]
    refusals: tuple[Refusal, ...]

    @property
    def n_unsure(self) -> int:
        """Lines of all stories that are unsure."""
        return sum(line.unsure for story in self.stories for section in story.sections for line in section.lines)


def build_page(record: Record) -> RecordPage:
    """Lay the record out for people; nothing is weighed here, only arranged."""
    citations = Citations(record.reports)
    return RecordPage(
        version=__version__,
        as_of=record.as_of.isoformat() if record.as_of else "no date known",
        n_reports=len(record.reports),
        n_unread=sum(claims.unread is not None for claims in record.claims),
        stories=tuple(_story(own, own.chapters[0], citations) for own in _by_story(record)),
        refusals=record.refusals,
    )


def _by_story(record: Record) -> Iterator[Record]:
    """The record of each story alone, so that laying out one story never searches the others."""
    reports = {report.id: report for report in record.reports}
    claims = {own.report: own for own in record.claims}
    lineages = record.lineage.split([story.reports for story in record.stories])
    for chapter, lineage in zip(record.chapters, lineages, strict=True):
        ids = chapter.story.reports
        yield replace(
            record,
            reports=tuple(reports[i] for i in ids),
            claims=tuple(claims[i] for i in ids if i in claims),
            lineage=lineage,
            chapters=(chapter,),
        )


def support_badge(support: Support) -> str:
    """`2 origins`, `1 origin`, `1 origin + 2 unknown`, or `origin unknown`."""
    if not support.names and support.unknown:
        return "origin unknown"
    text = counted(support.origins, "origin")
    return f"{text} + {support.unknown} unknown" if support.unknown else text


def support_tip(support: Support) -> str:
    """The full count: reports, outlets, and the origins by name."""
    parts = [counted(support.reports, "report"), counted(support.outlets, "outlet"), support_badge(support)]
    if len(support.names) > support.origins:
        parts.append("reports that share an origin count once")
    return ", ".join(parts) + (f" ({', '.join(support.names)})" if support.names else "")


def _story(record: Record, chapter: Chapter, citations: Citations) -> StoryPage:
    reports = list(record.reports)
    support = support_of(record.lineage, chapter.story.reports, outlets_of(reports))
    origins = {origin.id for report in reports for origin in record.lineage.of(report.id)}
    labels = {measure.id: measure.label for measure in chapter.measures}
    kinds = groupby(sorted(chapter.entries, key=lambda e: list(HEADINGS).index(e.kind)), key=lambda e: e.kind)
    sections = tuple(
        Section(kind, HEADINGS[kind], tuple(_line(entry, labels, citations) for entry in entries))
        for kind, entries in kinds
    )
    positions = tuple(e for e in chapter.entries if isinstance(e, Position))
    days = [report.day for report in reports if report.day]
    return StoryPage(
        id=chapter.story.id,
        title=chapter.story.title,
        n_reports=support.reports,
        n_outlets=support.outlets,
        n_origins=len(origins) or 1,
        n_unknown=support.unknown,
        origin_names=support.names,
        highlights=_highlights(chapter, record.as_of),
        matrix=build_matrix(chapter.measures, positions, record.as_of.year if record.as_of else None),
        timeline=build_timeline(chapter.entries, days, record.as_of),
        sections=sections,
        findings=tuple(_finding_groups(chapter.findings, citations)),
        drawing=draw_lineage(record.lineage, reports),
        reports=tuple(_report_row(record, report, citations) for report in reports),
        shared=_shared(record, citations),
    )


def _highlights(chapter: Chapter, as_of: date | None) -> tuple[Highlight, ...]:
    """What to see first: the next deadline, the best-supported stands, the latest incident, one that may bear on a
    commitment before others.
    """
    found: list[tuple[str, AnyEntry]] = []
    commitments = [e for e in chapter.entries if isinstance(e, Commitment) and e.status not in SETTLED]
    coming = [(c.due or c.ends, c) for c in commitments if (c.due or c.ends)]
    ahead = sorted(((day, c) for day, c in coming if day and as_of and day >= as_of), key=lambda p: (p[0], p[1].id))
    found += [(f"By {day.isoformat()}", commitment) for day, commitment in ahead[:2]]
    positions = [e for e in chapter.entries if isinstance(e, Position)]
    found += [("Position", p) for p in sorted(positions, key=_weight)[:3]]
    dated = [e for e in chapter.entries if isinstance(e, Incident) and e.on]
    found += [("Incident", e) for e in sorted(dated, key=_news)[-1:]]
    return tuple(Highlight(label, entry.line, entry.id, entry.unsure) for label, entry in found)


def _news(incident: Incident) -> tuple[bool, date, str]:
    return (bool(incident.bears_on), incident.on.last if incident.on else date.min, incident.id)


def _weight(entry: Entry) -> tuple[int, int, str]:
    return (-entry.support.origins, -entry.support.reports, entry.id)


def _line(entry: AnyEntry, labels: dict[str, str], citations: Citations) -> Line:
    variants: tuple[tuple[str, str, tuple[Citation, ...]], ...] = ()
    if isinstance(entry, Quotation):
        variants = tuple(
            (
                f"“{v.text}”" if v.direct else v.text,
                f"{'in quotation marks' if v.direct else 'reported'}, {counted(v.origins, 'origin')}",
                citations.of(v.evidence),
            )
            for v in entry.variants
        )
    return Line(
        id=entry.id,
        kind=entry.kind,
        text=entry.line,
        badge=support_badge(entry.support),
        badge_tip=support_tip(entry.support),
        tone=_tone(entry),
        facts=tuple((name, value) for name, value in _facts(entry, labels) if value),
        citations=() if variants else citations.of(entry.evidence),
        variants=variants,
        unsure=entry.unsure,
    )


def _tone(entry: AnyEntry) -> str:
    if isinstance(entry, Position):
        return entry.stance.value
    if isinstance(entry, Commitment):
        return entry.status.value
    if isinstance(entry, Incident):
        return "denied" if entry.denied_by else entry.modality.value
    return entry.kind


def _facts(entry: AnyEntry, labels: dict[str, str]) -> list[tuple[str, str]]:
    facts: list[tuple[str, str]] = []
    if isinstance(entry, Position):
        facts = [("measure", labels.get(entry.measure, "")), ("since", entry.since.iso if entry.since else "")]
        facts.append(("condition", entry.condition or ""))
        facts.append(
            ("earlier", "; ".join(f"{when}: {stance.value.replace('_', ' ')}" for when, stance in entry.earlier))
        )
    elif isinstance(entry, Commitment):
        facts = [("status", entry.status.value.replace("_", " ")), ("owed by", ", ".join(entry.debtors))]
        facts += [("to", ", ".join(entry.beneficiaries)), ("from", _iso(entry.starts)), ("due", _iso(entry.due))]
        facts += [("until", _iso(entry.ends)), ("told by", ", ".join(entry.told_by))]
        facts += [
            (
                "history",
                "; ".join(f"{_iso(h.on)} {h.status.value.replace('_', ' ')}: {h.reason}" for h in entry.history),
            )
        ]
    elif isinstance(entry, Incident):
        facts = [("on", entry.on.iso if entry.on else ""), ("at", entry.place or "")]
        facts += [("alleged actor", ", ".join(entry.alleged_actor)), ("said by", ", ".join(entry.claimed_by))]
        facts += [("denied by", ", ".join(entry.denied_by))]
        facts += [("may bear on", "a commitment in force; breach not established" if entry.bears_on else "")]
    elif isinstance(entry, Quotation):
        facts = [("speaker", entry.speaker), ("for", entry.party or ""), ("drift", entry.drift or "")]
    else:
        facts = [("who", ", ".join(entry.participants)), ("for", ", ".join(entry.parties))]
        facts += [("on", entry.on.iso if entry.on else ""), ("at", entry.place or "")]
    return [*facts, ("confirmed", "by a person" if entry.confirmed else "")]


def _finding_groups(findings: tuple[Finding, ...], citations: Citations) -> Iterator[Section]:
    """Findings by kind, in the order of `FindingKind`; kinds without any are left out."""
    for kind in FindingKind:
        lines = tuple(_finding(finding, citations) for finding in findings if finding.kind is kind)
        if lines:
            yield Section(kind.value, kind.value.replace("_", " ").capitalize(), lines)


def _finding(finding: Finding, citations: Citations) -> Line:
    return Line(
        id=finding.id,
        kind="finding",
        text=finding.note,
        badge=finding.kind.value.replace("_", " "),
        badge_tip=counted(len(finding.reports), "report"),
        tone=finding.kind.value,
        facts=(),
        citations=citations.of(finding.evidence),
    )


def _report_row(record: Record, report: Report, citations: Citations) -> ReportRow:
    carriages = [c for c in record.lineage.carriages if c.report == report.id]
    names = [origin.name for origin in record.lineage.of(report.id)]
    unread = next((c.unread for c in record.claims if c.report == report.id), None)
    return ReportRow(
        id=report.id,
        label=report.label,
        outlet=outlet_of(report),
        title=title_of(report),
        day=day_of(report),
        origins=", ".join(names) or "unknown",
        reason=" ".join(c.reason for c in carriages),
        unread=unread,
        citations=citations.of(e for c in carriages for e in c.evidence if e.report == report.id),
    )


def _shared(record: Record, citations: Citations) -> tuple[SharedText, ...]:
    links = [link for link in record.lineage.links if link.kind not in IDLE]
    links.sort(key=lambda link: (link.kind not in JOINING, -link.confidence, link.left, link.right))
    return tuple(_shared_text(record, link, citations) for link in links)


def _shared_text(record: Record, link: Link, citations: Citations) -> SharedText:
    left, right = record.report(link.left), record.report(link.right)
    longest = sorted(link.passages, key=lambda p: (-len(p.left), p))[:PASSAGES_SHOWN]
    return SharedText(
        left=f"{outlet_of(left)} ({left.label})",
        right=f"{outlet_of(right)} ({right.label})",
        kind=link.kind.value.replace("_", " "),
        joins=link.kind in JOINING,
        confidence=link.confidence,
        reason=link.reason,
        left_citations=citations.of(Evidence(left.id, p.left, p.left.of(left.text)) for p in longest),
        right_citations=citations.of(Evidence(right.id, p.right, p.right.of(right.text)) for p in longest),
    )


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def counted(count: int, word: str) -> str:
    """`1 report`, `2 reports`."""
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
