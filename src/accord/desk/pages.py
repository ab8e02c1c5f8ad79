"""Page data: the record as the terminal, the HTML file and the desk show it. One set of facts, several forms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from accord.desk.citations import Citations
from accord.desk.rulings import ruling_line
from accord.desk.story_page import StoryPage, build_story
from accord.model.record import Record
from accord.model.report import Refusal
from accord.version import __version__

UNSURE_MEANS = "Accord gives each claim behind it less than an even chance of being read right."


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
        stories=tuple(build_story(own, citations) for own in _by_story(record)),
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
