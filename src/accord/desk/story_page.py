"""The page of one story: all that is drawn of it and every line, whole or, as a reader sees it first, closed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from accord.desk.citations import Citations
from accord.desk.clock import Clock, build_clock
from accord.desk.findings import finding_sections
from accord.desk.history import Histories
from accord.desk.lineage.drawing import LineageDrawing, draw_lineage
from accord.desk.lineage.edges import IDLE
from accord.desk.lineage.rows import ReportRow, SharedText, report_rows, shared_texts
from accord.desk.lines import Line, actor_head, actor_line, finding_head, finding_line, head_of, line_of
from accord.desk.matrix import Matrix, build_matrix
from accord.desk.section import Section
from accord.desk.support import support_badge, support_tip
from accord.desk.timeline.drawing import Timeline, build_timeline
from accord.model.actor import ActorLink, Sameness
from accord.model.entry import AnyEntry, Commitment, Position
from accord.model.finding import Finding
from accord.model.record import Chapter, Record
from accord.model.support import Supports, withdrawn_by
from accord.text.outlets import outlets_of

HEADINGS = {
    "position": "Positions",
    "commitment": "Commitments",
    "incident": "Incidents",
    "contact": "Contacts",
    "quotation": "Quotations",
}


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """One sentence of the summary; `places` are the lines it rests on, each an id with what stands there."""

    text: str
    badge: str
    badge_tip: str
    places: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class StoryPage:
    """One story. `n_shared` counts the pairs that share text, of which `shared` has the surest.

    `whole` where all is laid out; else lines are heads alone, and the matrix's histories, `reports` and `shared` are
    left out.
    """

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
    whole: bool = True

    @property
    def n_findings(self) -> int:
        """Findings of all kinds."""
        return sum(len(group.lines) for group in self.findings)


def build_story(record: Record, citations: Citations) -> StoryPage:
    """One story with all there is of it.

    Args: record: of that story alone.
    """
    return _laid_out(record, _Whole(record, citations), Histories(record), citations)


def build_outline(outline: Record) -> StoryPage:
    """One story with every line closed, and nothing in them: what a reader sees first.

    Args: outline: its record, which needs no claims.
    """
    return _laid_out(outline, _Heads(outline, Citations(outline.reports)))


class _Heads:
    """Makes the heads of a story's lines."""

    def __init__(self, record: Record, citations: Citations) -> None:
        chapter = record.chapters[0]
        self._citations = citations
        self._labels = {measure.id: measure.label for measure in chapter.measures}
        self._labels |= {entry.id: entry.line for entry in chapter.entries if isinstance(entry, Commitment)}

    def entry(self, entry: AnyEntry) -> Line:
        return head_of(entry, self._labels)

    def finding(self, finding: Finding) -> Line:
        return finding_head(finding, self._citations)

    def link(self, link: ActorLink) -> Line:
        return actor_head(link)


class _Whole(_Heads):
    """Makes a story's lines with all that is in them."""

    def __init__(self, record: Record, citations: Citations) -> None:
        super().__init__(record, citations)
        self._supports = _supports(record)

    def entry(self, entry: AnyEntry) -> Line:
        return line_of(entry, self._labels, self._citations, self._supports)

    def finding(self, finding: Finding) -> Line:
        return finding_line(finding, self._citations)

    def link(self, link: ActorLink) -> Line:
        return actor_line(link, self._citations)


def _laid_out(
    record: Record, lines: _Heads, histories: Histories | None = None, citations: Citations | None = None
) -> StoryPage:
    """A story with such lines; with `citations` for its reports and the text they share, if they are to be there."""
    (chapter,), reports, lineage = record.chapters, list(record.reports), record.lineage
    support = _supports(record).of(chapter.story.reports)
    origins = {origin.id for report in reports for origin in lineage.of(report.id)}
    positions = tuple(e for e in chapter.entries if isinstance(e, Position))
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
        matrix=build_matrix(chapter.measures, positions, year, histories),
        timeline=build_timeline(chapter.entries, reports, lineage, record.as_of),
        clock=build_clock([e for e in chapter.entries if isinstance(e, Commitment)], record.as_of),
        sections=tuple(_sections(chapter, lines)),
        findings=finding_sections(chapter.findings, lines.finding),
        drawing=draw_lineage(lineage, reports),
        reports=report_rows(record, citations) if citations else (),
        shared=shared_texts(record, citations) if citations else (),
        n_shared=sum(link.kind not in IDLE for link in lineage.links),
        whole=citations is not None,
    )


def _sections(chapter: Chapter, lines: _Heads) -> Iterator[Section]:
    ordered = sorted(chapter.entries, key=lambda entry: list(HEADINGS).index(entry.kind))
    for kind, entries in groupby(ordered, key=lambda entry: entry.kind):
        yield Section(kind, HEADINGS[kind], _surest_first(map(lines.entry, entries)))
    # what waits for a person's word comes first
    links = sorted(chapter.actors, key=lambda link: (link.sameness is not Sameness.PERHAPS, link.name, link.other))
    if links:
        yield Section("actor", "Names", tuple(map(lines.link, links)))


def _supports(record: Record) -> Supports:
    return Supports(record.lineage, outlets_of(record.reports), withdrawn_by(record.reports, record.as_of))


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
