"""Rulings: people's decisions, honoured on a weighed chapter. They supersede one another; nothing is erased."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from accord.errors import RulingError
from accord.model.entry import (
    AnyEntry,
    Commitment,
    Incident,
    Position,
    Quotation,
    Status,
    StatusChange,
)
from accord.model.evidence import Evidence
from accord.model.identity import content_id
from accord.model.record import Chapter, Record
from accord.model.ruling import Ruling, RulingAction
from accord.weighing.commitments.clock import REPORTED, Term, next_change, run_clock
from accord.weighing.commitments.wording import commitment_line
from accord.weighing.context import Context, order_evidence
from accord.weighing.positions import lined_anew
from accord.weighing.quotations.find import quotation_line, regathered
from accord.weighing.rulings.corrections import corrected

_DAYS = frozenset({"starts", "due", "ends"})


def apply_rulings(chapter: Chapter, rulings: Sequence[Ruling], context: Context) -> Chapter:
    """Return the chapter with people's decisions applied, oldest first.

    A superseded ruling has no effect. A ruling whose targets are not in the chapter (they belong to another story, or
    are no more since reports were added) has none either: rebuilding a record never fails on an old decision.
    """
    desk = _Desk({e.id: e for e in chapter.entries}, context)
    for ruling in in_force(rulings):
        if ruling.targets and all(t in desk.entries for t in ruling.targets):
            try:
                _ACTIONS[ruling.action](desk, ruling)
            except RulingError:
                continue
    if not desk.moved:
        return replace(chapter, entries=tuple(desk.entries.values()))
    return replace(chapter, entries=tuple(_rewired(e, desk.moved) for e in desk.entries.values()))


def in_force(rulings: Sequence[Ruling]) -> list[Ruling]:
    """The rulings that no other replaces and that are not undone, by time, then id. Undoing an undo does again."""
    standing = _standing(rulings)
    replaced = {r.supersedes for r in standing}
    return sorted((r for r in standing if r.id not in replaced), key=lambda r: (r.at.isoformat(), r.id))


def _standing(rulings: Sequence[Ruling]) -> list[Ruling]:
    """The rulings that were not undone, less the undoing itself."""
    undoing = defaultdict(list)
    for ruling in rulings:
        if ruling.action is RulingAction.UNDO:
            undoing[ruling.supersedes].append(ruling)

    def is_undone(ruling: Ruling) -> bool:
        return any(not is_undone(other) for other in undoing[ruling.id])

    return [r for r in rulings if r.action is not RulingAction.UNDO and not is_undone(r)]


def check_ruling(record: Record, ruling: Ruling) -> None:
    """See that a ruling can be honoured on this record.

    Raises: RulingError: a target or the ruling it supersedes is not in the record, too few or too many targets, a
        field or value without meaning, claims that are not the entry's own.
    """
    earlier = {r.id: r for r in record.rulings}
    if ruling.supersedes is not None and ruling.supersedes not in earlier:
        raise RulingError(ruling.supersedes, "the record has no such ruling to supersede")
    if ruling.action is RulingAction.UNDO:
        if ruling.supersedes is None or ruling.targets:
            raise RulingError(ruling.id, "to undo wants the ruling it supersedes, and no entries")
        return
    if any(link.id in ruling.targets for chapter in record.chapters for link in chapter.actors):
        if len(ruling.targets) != 1 or ruling.action not in (RulingAction.CONFIRM, RulingAction.DISMISS):
            raise RulingError(ruling.targets[0], "two names can only be confirmed to be one actor's, or dismissed")
        return
    known = {e.id: e for e in record.entries}
    missing = [t for t in ruling.targets if t not in known]
    hidden = earlier[ruling.supersedes].targets if ruling.supersedes else ()
    for target in missing:
        if target not in hidden:
            raise RulingError(target, "the record has no such entry")
    if not missing:  # entries that the superseded ruling hid come back only with this one
        _check_shape(ruling, [known[t] for t in ruling.targets])


def _check_shape(ruling: Ruling, entries: Sequence[AnyEntry]) -> None:
    target = ruling.targets[0] if ruling.targets else ruling.id
    if ruling.action is RulingAction.MERGE:
        if len(set(ruling.targets)) < 2:
            raise RulingError(target, "a merge wants two or more entries")
        if len({(e.kind, e.story) for e in entries}) > 1:
            raise RulingError(target, "only entries of one kind and one story can be merged")
        return
    if len(ruling.targets) != 1:
        raise RulingError(target, f"to {ruling.action} wants exactly one entry")
    if ruling.action is RulingAction.CORRECT:
        corrected(entries[0], ruling)
    if ruling.action is RulingAction.SPLIT:
        _parted(entries[0].evidence, ruling)


@dataclass(slots=True)
class _Desk:
    """The entries while rulings are applied, by id in the chapter's order; `moved` maps merged and hidden ids."""

    entries: dict[str, AnyEntry]
    context: Context
    moved: dict[str, str | None] | None = None

    def put(self, entry: AnyEntry, ruling: Ruling) -> None:
        self.entries[entry.id] = replace(entry, rulings=(*entry.rulings, ruling.id))

    def move(self, old: str, new: str | None) -> None:
        del self.entries[old]
        self.moved = {**(self.moved or {}), old: new}

    def weighed(self, entry: AnyEntry, evidence: Sequence[Evidence]) -> AnyEntry:
        """The entry on other evidence; a quotation is gathered anew, so that its drift is that of its own words."""
        if isinstance(entry, Quotation):
            return regathered(self.context, entry, {e.claim for e in evidence if e.claim})
        ordered = order_evidence(evidence)
        return replace(entry, evidence=ordered, support=self.context.support(ordered))


def _lined(entry: AnyEntry, before: AnyEntry) -> AnyEntry:
    """The entry with the line its fields now give; a position keeps the wording of its measure."""
    if isinstance(entry, Position) and isinstance(before, Position):
        return lined_anew(before, entry)
    if isinstance(entry, Quotation):
        return replace(entry, line=quotation_line(entry.speaker, entry.variants[0]))
    return replace(entry, line=commitment_line(entry)) if isinstance(entry, Commitment) else entry


def _confirm(desk: _Desk, ruling: Ruling) -> None:
    desk.put(replace(desk.entries[ruling.targets[0]], confirmed=True), ruling)


def _dismiss(desk: _Desk, ruling: Ruling) -> None:
    desk.move(ruling.targets[0], None)


def _correct(desk: _Desk, ruling: Ruling) -> None:
    before = desk.entries[ruling.targets[0]]
    entry = corrected(before, ruling)
    if isinstance(entry, Commitment) and ruling.field_name in _DAYS:
        made = entry.history[0] if entry.history else StatusChange(None, Status.ANNOUNCED, "")
        term = Term(made.on, entry.starts, entry.due, entry.ends, claims=made.claims)
        reported = [c for c in entry.history if c.status in REPORTED]
        history = run_clock(term, reported, desk.context.as_of)
        ahead = next_change(term, reported, desk.context.as_of)
        entry = replace(entry, history=history, status=history[-1].status, next_change=ahead)
    desk.put(entry if ruling.field_name == "line" else _lined(entry, before), ruling)


def _merge(desk: _Desk, ruling: Ruling) -> None:
    first, *others = (desk.entries[t] for t in dict.fromkeys(ruling.targets))
    if any(type(o) is not type(first) for o in others):
        return
    evidence = [x for e in (first, *others) for x in e.evidence]
    merged = _joined(first, others)
    for other in others:
        desk.move(other.id, first.id)
    desk.put(desk.weighed(_lined(merged, first), evidence), ruling)


def _joined(first: AnyEntry, others: Sequence[AnyEntry]) -> AnyEntry:
    """The first entry, with what it lacks from the others."""
    changes: dict[str, Any] = {}
    if isinstance(first, Position):
        days = [p.since for p in (first, *others) if isinstance(p, Position) and p.since]
        changes["since"] = min(days, default=None)
    for name in ("condition", "starts", "due", "ends", "place", "on", "party"):
        if getattr(first, name, "") is None:
            changes[name] = next((v for o in others if (v := getattr(o, name, None)) is not None), None)
    return replace(first, **changes)


def _split(desk: _Desk, ruling: Ruling) -> None:
    entry = desk.entries[ruling.targets[0]]
    stay, go = _parted(entry.evidence, ruling)
    new_id = content_id("split", ruling.id)
    desk.put(desk.weighed(entry, stay), ruling)
    desk.put(desk.weighed(replace(entry, id=new_id), go), ruling)
    order = [i for i in desk.entries if i != new_id]
    order.insert(order.index(entry.id) + 1, new_id)
    desk.entries = {i: desk.entries[i] for i in order}


def _parted(evidence: Sequence[Evidence], ruling: Ruling) -> tuple[list[Evidence], list[Evidence]]:
    parts: dict[bool, list[Evidence]] = defaultdict(list)
    for e in evidence:
        parts[e.claim in ruling.claims].append(e)
    missing = sorted(set(ruling.claims) - {e.claim for e in evidence if e.claim})
    if missing or not parts[True]:
        raise RulingError(ruling.targets[0], f"the entry does not rest on claim {', '.join(missing) or '(none named)'}")
    if not parts[False]:
        raise RulingError(ruling.targets[0], "a split must leave the entry something to rest on")
    return parts[False], parts[True]


def _rewired(entry: AnyEntry, moved: dict[str, str | None]) -> AnyEntry:
    """An incident whose commitments were merged or dismissed points at what is left of them."""
    if not isinstance(entry, Incident) or not {b.commitment for b in entry.bears_on} & set(moved):
        return entry
    now = [(moved.get(b.commitment, b.commitment), b) for b in entry.bears_on]
    left = {i: replace(b, commitment=i) for i, b in sorted(now, key=lambda pair: pair[1].commitment) if i is not None}
    return replace(entry, bears_on=tuple(left[i] for i in sorted(left)))


_ACTIONS: dict[RulingAction, Callable[[_Desk, Ruling], None]] = {
    RulingAction.CONFIRM: _confirm,
    RulingAction.CORRECT: _correct,
    RulingAction.MERGE: _merge,
    RulingAction.SPLIT: _split,
    RulingAction.DISMISS: _dismiss,
}
