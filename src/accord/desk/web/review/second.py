"""Second reviews: what one person has ruled on, for somebody else to decide without regard to it.

A second decision takes the place of the first, which is in force again where the second is undone; both count for
agreement.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from accord.api import heed_amendments
from accord.desk.web.mishaps import DeskError
from accord.desk.web.rulings.targets import Target, find_target
from accord.desk.web.shelf import Shelf
from accord.keeping.parts import weigh_part
from accord.model.record import Record
from accord.model.ruling import Ruling, RulingAction, not_undone
from accord.model.subject import Subject

LINES = ("position", "commitment", "incident", "contact", "quotation", "measure", "finding", "actors")
"""The sorts of subject that a person reviews line by line."""

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Ruled:
    """A line that people ruled on: what it was when the first did, and each person's last ruling on it, by name.

    What was undone is no ruling; what another replaced is.
    """

    subject: Subject
    by: dict[str, Ruling]

    @property
    def id(self) -> str:
        """The line's id."""
        return self.subject.target


def ruled_lines(rulings: Sequence[Ruling]) -> dict[str, Ruled]:
    """The lines that rulings are about, by id, the first ruled on first."""
    found: dict[str, Ruled] = {}
    for ruling in sorted(not_undone(rulings), key=lambda r: (r.at.isoformat(), r.id)):
        for target in dict.fromkeys(ruling.targets):
            subject = ruling.subject(target)
            if subject and subject.kind in LINES:
                found.setdefault(target, Ruled(subject, {})).by[ruling.by] = ruling
    return found


def waiting_for(by: str, lines: Iterable[Ruled]) -> list[Ruled]:
    """Those of the lines that one person has ruled on, and it was somebody else."""
    return [line for line in lines if len(line.by) == 1 and by not in line.by]


def as_before(shelf: Shelf, line: Ruled, by: str) -> tuple[Record, Target]:
    """The story of a line as it would be had others not ruled on it, and the line there.

    Raises: DeskError: it is not to be found any more.
    """

    def make() -> Record:
        rulings = shelf.kept.store.rulings()
        others = [r for r in not_undone(rulings) if line.id in r.targets and r.by != by]
        undoing = (Ruling(RulingAction.UNDO, (), r.by, _LONG_AGO, supersedes=r.id) for r in others)
        part = shelf.kept.part(shelf.kept.store.stories_of(line.subject.reports))
        lifted = heed_amendments(replace(part, rulings=(*rulings, *undoing)))
        return weigh_part(lifted, part.as_of)

    record = shelf.at_hand(("as before", line.id, by), make)
    target = find_target(record, line.id)
    if target is None:
        raise DeskError(404, "not_found", "This line is not to be found any more: it was read anew since.", line.id)
    chapter = next(c for c in record.chapters if find_target(replace(record, chapters=(c,)), line.id))
    return replace(record, chapters=(chapter,)), target
