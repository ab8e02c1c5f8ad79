"""The room of one line: what it says, who stands behind it, and the exact words it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from accord.desk.citations import Citations
from accord.desk.facts import named_by
from accord.desk.lines import Line, actor_line, finding_line, line_of
from accord.desk.web.mishaps import not_found
from accord.desk.web.shelf import Shelf
from accord.model.actor import ActorLink
from accord.model.finding import Finding
from accord.model.support import Supports, withdrawn_by
from accord.store.derived import read_derivation, read_lineage
from accord.store.names.find import read_labels
from accord.store.places import LineInStory, read_line
from accord.text.outlets import outlets_of


@dataclass(frozen=True, slots=True)
class LinePage:
    """One entry, finding or link of names, and the story it stands in."""

    story: str
    story_title: str
    line: Line

    @property
    def called(self) -> str:
        """What a line of its kind is called."""
        return "pair of names" if self.line.kind == "actor" else self.line.kind


def line_page(shelf: Shelf, line: str) -> LinePage:
    """The page of the line of that id; of its story no more is read than it rests on.

    Raises: DeskError: there is none.
    """
    with shelf.kept.store.look() as connection:
        found = read_line(connection, line)
    if found is None:
        raise not_found("entry", line)
    return LinePage(found.story, found.title, _laid_out(shelf, found))


def _laid_out(shelf: Shelf, found: LineInStory) -> Line:
    """The line as its story lays it out."""
    own = found.line
    reports = shelf.kept.reports({piece.report for piece in own.evidence})
    citations = Citations(reports)
    if isinstance(own, Finding):
        return finding_line(own, citations)
    if isinstance(own, ActorLink):
        return actor_line(own, citations)
    with shelf.kept.store.look() as connection:
        labels = read_labels(connection, named_by(own))
        lineage = read_lineage(connection, {report.id for report in reports}, linked=False)
        made = read_derivation(connection)
    withdrawn = withdrawn_by(reports, made.as_of if made else None)
    return line_of(own, labels, citations, Supports(lineage, outlets_of(reports), withdrawn))
