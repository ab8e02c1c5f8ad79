"""The room of rulings: who decided what, when, and whether it is in force; the last first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from accord.desk.web.asking import Asked
from accord.desk.web.shelf import Shelf
from accord.model.ruling import Ruling, RulingAction, in_force, undone_ids

PER_PAGE, PER_TABLE = 100, 10_000
STATES = ("in force", "superseded", "undone")


@dataclass(frozen=True, slots=True)
class RulingRow:
    """One ruling. `about` are its targets, each an id with what it said then; `state` is whether it is in force."""

    id: str
    at: datetime
    by: str
    action: str
    sets: str
    reason: str
    about: tuple[tuple[str, str], ...]
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
    """Every ruling, or those `by` somebody.

    Raises: DeskError: a parameter without meaning.
    """
    by = asked.words("by")
    rulings = shelf.kept.store.rulings()
    known = {ruling.id: ruling for ruling in rulings}
    standing, undone = {ruling.id for ruling in in_force(rulings)}, undone_ids(rulings)
    wanted = [ruling for ruling in reversed(rulings) if by in ("", ruling.by)]
    per_page = asked.per_page(PER_PAGE, PER_TABLE)
    n_pages = max(1, -(-len(wanted) // per_page))
    page = min(asked.number("page", 1, 1_000_000), n_pages)
    counts: dict[str, int] = {}
    for ruling in rulings:
        counts[ruling.by] = counts.get(ruling.by, 0) + 1
    some = wanted[(page - 1) * per_page : page * per_page]
    rows = tuple(_row(ruling, known, standing, undone) for ruling in some)
    return AuditPage(by, len(rulings), page, n_pages, tuple(sorted(counts.items())), rows)


def last_of(shelf: Shelf, ruling: str) -> RulingRow | None:
    """The ruling of that id; None where there is none."""
    rulings = shelf.kept.store.rulings()
    known = {own.id: own for own in rulings}
    if ruling not in known:
        return None
    return _row(known[ruling], known, {own.id for own in in_force(rulings)}, undone_ids(rulings))


def _row(ruling: Ruling, known: Mapping[str, Ruling], standing: set[str], undone: frozenset[str]) -> RulingRow:
    whose = known.get(ruling.supersedes or "") if ruling.action is RulingAction.UNDO else ruling
    said = {subject.target: subject.said for subject in whose.about} if whose else {}
    targets = whose.targets if whose else ()
    in_effect = ruling.id in standing or ruling.action is RulingAction.UNDO
    return RulingRow(
        id=ruling.id,
        at=ruling.at,
        by=ruling.by,
        action=ruling.action.value.replace("_", " "),
        sets=f"{ruling.field_name}: {ruling.value or 'nothing'}" if ruling.field_name else "",
        reason=ruling.reason,
        about=tuple((target, said.get(target, target)) for target in targets),
        state=STATES[2] if ruling.id in undone else STATES[0] if in_effect else STATES[1],
    )
