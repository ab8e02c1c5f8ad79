"""Rulings: people's decisions, honoured on a weighed chapter. They supersede one another; nothing is erased."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
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
from accord.model.measure import Measure
from accord.model.record import Chapter
from accord.model.ruling import Ruling, RulingAction, in_force
from accord.weighing.commitments.clock import REPORTED, Term, next_change, run_clock
from accord.weighing.commitments.wording import commitment_line
from accord.weighing.context import Context, order_evidence
from accord.weighing.positions import lined_anew
from accord.weighing.quotations.find import quotation_line, regathered
from accord.weighing.rulings.anchoring import Anchoring, covers
from accord.weighing.rulings.corrections import corrected
from accord.weighing.rulings.describing import Described, describe_entry
from accord.weighing.rulings.measures import claims_of, split_id

_KINDS = frozenset({"position", "commitment", "incident", "contact", "quotation", "event", "quote"})
_DAYS = frozenset({"starts", "due", "ends"})


def apply_rulings(chapter: Chapter, rulings: Sequence[Ruling], context: Context) -> Chapter:
    """Return the chapter with people's decisions on its entries applied, oldest first, and noted as honoured.

    A superseded ruling has no effect. A ruling whose targets are not in the chapter, or are in doubt, has none either:
    rebuilding a record never fails on an old decision. What an earlier ruling in force merged or left out is no target.
    """
    rulings = in_force(rulings)
    if not rulings:
        return chapter
    measures = {measure.id: measure for measure in chapter.measures}
    desk = _Desk({e.id: e for e in chapter.entries}, context, Anchoring(context.reports, _KINDS), measures)
    honoured = []
    for ruling in rulings:
        if not ruling.targets or desk.moved.keys() & set(ruling.targets):
            continue
        targets = desk.anchoring.targets(ruling, desk.entries.keys(), desk.lines)
        if targets is None:
            continue
        try:
            _ACTIONS[ruling.action](desk, ruling, targets)
        except RulingError:
            continue
        honoured.append(ruling.id)
    entries = desk.entries.values()
    rewired = tuple(_rewired(e, desk.moved) for e in entries) if desk.moved else tuple(entries)
    return replace(chapter, entries=rewired, ruled=tuple(sorted({*chapter.ruled, *honoured})))


@dataclass(slots=True)
class _Desk:
    """The entries while rulings are applied, by id in the chapter's order; `moved` maps merged and left-out ids."""

    entries: dict[str, AnyEntry]
    context: Context
    anchoring: Anchoring
    measures: Mapping[str, Measure]
    moved: dict[str, str | None] = field(default_factory=dict)

    def lines(self) -> Iterable[Described]:
        return (describe_entry(entry, self.measures) for entry in self.entries.values())

    def put(self, entry: AnyEntry, ruling: Ruling) -> None:
        self.entries[entry.id] = replace(entry, rulings=(*entry.rulings, ruling.id))

    def move(self, old: str, new: str | None) -> None:
        del self.entries[old]
        self.moved[old] = new

    def part(self, entry: AnyEntry, ruling: Ruling, claims: Collection[str | None], new: str) -> None:
        """Give what an entry rests on by way of some claims to one with another id, which comes right after it."""
        stay, go = parted(entry.id, entry.evidence, claims)
        self.put(self.weighed(entry, stay), ruling)
        self.put(self.weighed(replace(entry, id=new), go), ruling)
        order = [i for i in self.entries if i != new]
        order.insert(order.index(entry.id) + 1, new)
        self.entries = {i: self.entries[i] for i in order}

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


def _confirm(desk: _Desk, ruling: Ruling, targets: Sequence[str]) -> None:
    desk.put(replace(desk.entries[targets[0]], confirmed=True), ruling)


def _dismiss(desk: _Desk, _ruling: Ruling, targets: Sequence[str]) -> None:
    desk.move(targets[0], None)


def _correct(desk: _Desk, ruling: Ruling, targets: Sequence[str]) -> None:
    before = desk.entries[targets[0]]
    entry = corrected(before, ruling)
    if isinstance(entry, Commitment) and ruling.field_name in _DAYS:
        made = entry.history[0] if entry.history else StatusChange(None, Status.ANNOUNCED, "")
        term = Term(made.on, entry.starts, entry.due, entry.ends, claims=made.claims)
        reported = [c for c in entry.history if c.status in REPORTED]
        history = run_clock(term, reported, desk.context.as_of)
        ahead = next_change(term, reported, desk.context.as_of)
        entry = replace(entry, history=history, status=history[-1].status, next_change=ahead)
    desk.put(entry if ruling.field_name == "line" else _lined(entry, before), ruling)


def _merge(desk: _Desk, ruling: Ruling, targets: Sequence[str]) -> None:
    first, *others = (desk.entries[t] for t in dict.fromkeys(targets))
    if any(type(o) is not type(first) for o in others):
        raise RulingError(first.id, "only entries of one kind can be merged")
    evidence = [x for e in (first, *others) for x in e.evidence]
    merged = _joined(first, others)
    for other in others:
        desk.move(other.id, first.id)
    desk.put(desk.weighed(_lined(merged, first), evidence) if others else first, ruling)


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


def _split(desk: _Desk, ruling: Ruling, targets: Sequence[str]) -> None:
    entry = desk.entries[targets[0]]
    claims = desk.anchoring.claims(ruling, claims_of({e.claim for e in entry.evidence}, desk.context))
    if claims is None:
        raise RulingError(entry.id, "the entry does not rest on these claims")
    desk.part(entry, ruling, set(claims), split_id(ruling))


def _keep_apart(desk: _Desk, ruling: Ruling, targets: Sequence[str]) -> None:
    if len(set(targets)) > 1:
        for target in dict.fromkeys(targets):
            desk.put(desk.entries[target], ruling)
        return
    entry = desk.entries[targets[0]]
    gone = desk.anchoring.gone(ruling, desk.entries.keys())
    if gone is None:
        raise RulingError(entry.id, "one entry can't be kept apart from itself")
    new, places = gone
    desk.part(entry, ruling, {e.claim for e in entry.evidence if covers((e.report, e.span), places)}, new)


def parted(
    entry: str, evidence: Sequence[Evidence], claims: Collection[str | None]
) -> tuple[list[Evidence], list[Evidence]]:
    """What an entry rests on, less what it does by way of some claims; and that.

    Raises: RulingError: it does not rest on one of the claims, or on them alone.
    """
    parts: dict[bool, list[Evidence]] = defaultdict(list)
    for e in evidence:
        parts[e.claim in claims].append(e)
    missing = sorted({c for c in claims if c} - {e.claim for e in evidence if e.claim})
    if missing or not parts[True]:
        raise RulingError(entry, f"the entry does not rest on claim {', '.join(missing) or '(none named)'}")
    if not parts[False]:
        raise RulingError(entry, "a split must leave the entry something to rest on")
    return parts[False], parts[True]


def _rewired(entry: AnyEntry, moved: dict[str, str | None]) -> AnyEntry:
    """An incident whose commitments were merged or dismissed points at what is left of them."""
    if not isinstance(entry, Incident) or not {b.commitment for b in entry.bears_on} & set(moved):
        return entry
    now = [(moved.get(b.commitment, b.commitment), b) for b in entry.bears_on]
    left = {i: replace(b, commitment=i) for i, b in sorted(now, key=lambda pair: pair[1].commitment) if i is not None}
    return replace(entry, bears_on=tuple(left[i] for i in sorted(left)))


_ACTIONS: dict[RulingAction, Callable[[_Desk, Ruling, Sequence[str]], None]] = {
    RulingAction.CONFIRM: _confirm,
    RulingAction.CORRECT: _correct,
    RulingAction.MERGE: _merge,
    RulingAction.SAME: _merge,
    RulingAction.NOT_SAME: _keep_apart,
    RulingAction.SPLIT: _split,
    RulingAction.DISMISS: _dismiss,
}
