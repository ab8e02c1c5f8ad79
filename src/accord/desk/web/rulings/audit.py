"""The room of rulings: who decided what, when, and whether it is in force; the last first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from accord.desk.web.asking import Asked
from accord.desk.web.review.second import LINES
from accord.desk.web.shelf import Shelf
from accord.model.report import Entered, Report
from accord.model.ruling import Ruling, RulingAction, in_force, undone_ids
from accord.weighing.rulings.by_hand import READER as BY_HAND

PER_PAGE, PER_TABLE = 100, 10_000
STATES = ("in force", "superseded", "undone")
_ROOMS = dict.fromkeys(LINES, "entries") | {"story": "stories", "report": "reports"}


@dataclass(frozen=True, slots=True)
class RulingRow:
    """One ruling, or one text entered by hand. `state` is whether it is in force.

    `about` are its targets, each an id with what it said then, and the room that it is in, empty for none.
    """

    id: str
    at: datetime
    by: str
    action: str
    sets: str
    reason: str
    about: tuple[tuple[str, str, str], ...]
    state: str


@dataclass(frozen=True, slots=True)
class AuditPage:
    """Some of the rulings; `by_whom` counts those of each person, undoings among them."""

    by: str
    n_all: int
    page: int
    n_pages: int
    by_whom: tuple[tuple[str, int], ...]
    rows: tuple[RulingRow, ...]


def audit_page(shelf: Shelf, asked: Asked) -> AuditPage:
    """Every ruling and text entered by hand, or those `by` somebody.

    Raises: DeskError: a parameter without meaning.
    """
    by = asked.words("by")
    rulings = shelf.kept.store.rulings()
    known = {ruling.id: ruling for ruling in rulings}
    standing, undone = {ruling.id for ruling in in_force(rulings)}, undone_ids(rulings)
    entered = shelf.at_hand("entered by hand", lambda: _entered(shelf))
    every: tuple[Ruling | RulingRow, ...] = (*rulings, *entered)
    made = sorted(every, key=lambda own: (own.at, own.id))
    wanted = [own for own in reversed(made) if by in ("", own.by)]
    per_page = asked.per_page(PER_PAGE, PER_TABLE)
    n_pages = max(1, -(-len(wanted) // per_page))
    page = min(asked.number("page", 1, 1_000_000), n_pages)
    counts: dict[str, int] = {}
    for own in made:
        counts[own.by] = counts.get(own.by, 0) + 1
    some = wanted[(page - 1) * per_page : page * per_page]
    rows = tuple(own if isinstance(own, RulingRow) else _row(own, known, standing, undone) for own in some)
    return AuditPage(by, len(made), page, n_pages, tuple(sorted(counts.items())), rows)


def last_of(shelf: Shelf, ruling: str) -> RulingRow | None:
    """The ruling, or the text entered by hand, of that id; None where there is none."""
    rulings = shelf.kept.store.rulings()
    known = {own.id: own for own in rulings}
    if ruling not in known:
        reports = shelf.kept.reports([ruling])
        return next((_entered_row(own, own.entered, STATES[0]) for own in reports if own.entered), None)
    return _row(known[ruling], known, {own.id for own in in_force(rulings)}, undone_ids(rulings))


def _row(ruling: Ruling, known: Mapping[str, Ruling], standing: set[str], undone: frozenset[str]) -> RulingRow:
    whose = known.get(ruling.supersedes or "") if ruling.action is RulingAction.UNDO else ruling
    known_as = (
        {subject.target: (subject.said, _ROOMS.get(subject.kind, "")) for subject in whose.about} if whose else {}
    )
    targets = whose.targets if whose else ()
    in_effect = ruling.id in standing or ruling.action is RulingAction.UNDO
    return RulingRow(
        id=ruling.id,
        at=ruling.at,
        by=ruling.by,
        action=ruling.action.value.replace("_", " "),
        sets=f"{ruling.field_name}: {ruling.value or 'nothing'}" if ruling.field_name else "",
        reason=ruling.reason,
        about=tuple((target, *known_as.get(target, (target, ""))) for target in targets),
        state=STATES[2] if ruling.id in undone else STATES[0] if in_effect else STATES[1],
    )


def _entered(shelf: Shelf) -> list[RulingRow]:
    """What was entered by hand, by report."""
    store = shelf.kept.store
    names = store.names_read_by(BY_HAND)
    if not names:
        return []
    here = {report.id for report in shelf.kept.reports(names)}
    kept = store.holdings(names=names).reports
    return [
        _entered_row(report, report.entered, STATES[0 if report.id in here else 2]) for report in kept if report.entered
    ]


def _entered_row(report: Report, entered: Entered, state: str) -> RulingRow:
    about = ((report.id, " ".join(report.text.split()), "reports"),)
    source, why = entered.source, entered.reason
    return RulingRow(report.id, entered.at, entered.by, "enter by hand", source, why, about, state)
