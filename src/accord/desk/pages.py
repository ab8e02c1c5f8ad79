"""Page data: the record as the terminal, the HTML file and the desk show it. One set of facts, several forms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from accord.desk.citations import Citation, Citations, days_of, outlet_of, title_of
from accord.desk.findings import finding_sections
from accord.desk.lineage_drawing import LineageDrawing, draw_lineage
from accord.desk.lines import Line, actor_line, line_of
from accord.desk.matrix import Matrix, build_matrix
from accord.desk.rulings import ruling_line
from accord.desk.section import Section
from accord.desk.support import support_badge, support_tip
from accord.desk.timeline import Timeline, build_timeline
from accord.model.actor import Sameness
from accord.model.entry import Commitment, Position
from accord.model.evidence import Evidence
from accord.model.lineage import JOINING, Link, LinkKind
from accord.model.record import Chapter, Record
from accord.model.report import Refusal, Report
from accord.model.support import Supports, withdrawn_by
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
# Links that say nothing about who copied whom.
IDLE = frozenset({LinkKind.COINCIDENCE, LinkKind.BOILERPLATE})


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """One sentence of the summary; `places` are the lines it rests on, each an id with what stands there."""

    text: str
    badge: str
    badge_tip: str
    places: tuple[tuple[str, str], ...]


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
    summary: tuple[SummaryLine, ...]
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
    """The whole record. `orphans` are rulings in force that nothing answers to any more, a sentence each."""

    version: str
    as_of: str
    n_reports: int
    n_unread: int
    stories: tuple[StoryPage, ...]
    refusals: tuple[Refusal, ...]
    orphans: tuple[str, ...] = ()

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
        orphans=tuple(map(ruling_line, record.orphans)),
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


def _story(record: Record, chapter: Chapter, citations: Citations) -> StoryPage:
    reports = list(record.reports)
    supports = Supports(record.lineage, outlets_of(reports), withdrawn_by(reports, record.as_of))
    support = supports.of(chapter.story.reports)
    origins = {origin.id for report in reports for origin in record.lineage.of(report.id)}
    labels = {measure.id: measure.label for measure in chapter.measures}
    labels |= {entry.id: entry.line for entry in chapter.entries if isinstance(entry, Commitment)}
    kinds = groupby(sorted(chapter.entries, key=lambda e: list(HEADINGS).index(e.kind)), key=lambda e: e.kind)
    sections = tuple(
        Section(kind, HEADINGS[kind], _surest_first(line_of(entry, labels, citations, supports) for entry in entries))
        for kind, entries in kinds
    )
    positions = tuple(e for e in chapter.entries if isinstance(e, Position))
    # what waits for a person's word comes first
    links = sorted(chapter.actors, key=lambda link: (link.sameness is not Sameness.PERHAPS, link.name, link.other))
    if links:
        sections += (Section("actor", "Names", tuple(actor_line(link, citations) for link in links)),)
    return StoryPage(
        id=chapter.story.id,
        title=chapter.story.title,
        n_reports=support.reports,
        n_outlets=support.outlets,
        n_origins=len(origins) or 1,
        n_unknown=support.unknown,
        origin_names=support.names,
        summary=tuple(_summary(chapter)),
        matrix=build_matrix(chapter.measures, positions, record.as_of.year if record.as_of else None),
        timeline=build_timeline(chapter.entries, reports, record.lineage, record.as_of),
        sections=sections,
        findings=finding_sections(chapter.findings, citations),
        drawing=draw_lineage(record.lineage, reports),
        reports=tuple(_report_row(record, report, citations) for report in reports),
        shared=_shared(record, citations),
    )


def _surest_first(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines in their order, those that are unsure after the others."""
    return tuple(sorted(lines, key=lambda line: line.unsure))


def _summary(chapter: Chapter) -> Iterator[SummaryLine]:
    lines = {entry.id: entry.line for entry in chapter.entries} | {f.id: f.note for f in chapter.findings}
    origins = {entry.id: entry.support.origins for entry in chapter.entries}
    for told in chapter.summary:
        places = tuple((i, lines[i]) for i in (*told.entries, *told.findings))
        badge, least = support_badge(told.support), told.support.origins
        most = max((origins[i] for i in told.entries), default=least)
        if most > least:
            badge = f"{least} to {most} origins"
        yield SummaryLine(told.text, badge, f"at least {support_tip(told.support)}", places)


def _report_row(record: Record, report: Report, citations: Citations) -> ReportRow:
    carriages = [c for c in record.lineage.carriages if c.report == report.id]
    names = [origin.name for origin in record.lineage.of(report.id)]
    unread = next((c.unread for c in record.claims if c.report == report.id), None)
    return ReportRow(
        id=report.id,
        label=report.label,
        outlet=outlet_of(report),
        title=title_of(report),
        day=days_of(report),
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
