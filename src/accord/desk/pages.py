"""Page data: the record as the terminal, the HTML file and the desk show it. One set of facts, several forms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from accord.desk.citations import Citations
from accord.desk.clock import Clock, build_clock
from accord.desk.findings import finding_sections
from accord.desk.history import Histories
from accord.desk.lineage.drawing import LineageDrawing, draw_lineage
from accord.desk.lineage.edges import IDLE
from accord.desk.lineage.rows import ReportRow, SharedText, report_rows, shared_texts
from accord.desk.lines import Line, actor_line, line_of
from accord.desk.matrix import Matrix, build_matrix
from accord.desk.rulings import ruling_line
from accord.desk.section import Section
from accord.desk.support import support_badge, support_tip
from accord.desk.timeline.drawing import Timeline, build_timeline
from accord.model.actor import Sameness
from accord.model.entry import Commitment, Position
from accord.model.record import Chapter, Record
from accord.model.report import Refusal
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
UNSURE_MEANS = "Accord gives each claim behind it less than an even chance of being read right."


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """One sentence of the summary; `places` are the lines it rests on, each an id with what stands there."""

    text: str
    badge: str
    badge_tip: str
    places: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class StoryPage:
    """One story. `n_shared` counts the pairs that share text, of which `shared` has the surest."""

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
    clock: Clock | None
    sections: tuple[Section, ...]
    findings: tuple[Section, ...]
    drawing: LineageDrawing | None
    reports: tuple[ReportRow, ...]
    shared: tuple[SharedText, ...]
    n_shared: int

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
    year = record.as_of.year if record.as_of else None
    return StoryPage(
        id=chapter.story.id,
        title=chapter.story.title,
        n_reports=support.reports,
        n_outlets=support.outlets,
        n_origins=len(origins) or 1,
        n_unknown=support.unknown,
        origin_names=support.names,
        summary=tuple(_summary(chapter)),
        matrix=build_matrix(chapter.measures, positions, year, Histories(record)),
        timeline=build_timeline(chapter.entries, reports, record.lineage, record.as_of),
        clock=build_clock([e for e in chapter.entries if isinstance(e, Commitment)], record.as_of),
        sections=sections,
        findings=finding_sections(chapter.findings, citations),
        drawing=draw_lineage(record.lineage, reports),
        reports=report_rows(record, citations),
        shared=shared_texts(record, citations),
        n_shared=sum(link.kind not in IDLE for link in record.lineage.links),
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
