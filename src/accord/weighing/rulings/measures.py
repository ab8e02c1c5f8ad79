"""Rulings on measures: taken for one, kept apart, parted, corrected, confirmed, or left out, before stands are taken.

Two measures that a person keeps apart stay so when later reports would bring them together: what the one was about when
the ruling was made goes back to it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from accord.errors import RulingError
from accord.model.identity import content_id
from accord.model.measure import Measure, Relation
from accord.model.ruling import Ruling, RulingAction
from accord.weighing.context import Context
from accord.weighing.measures.find import remade
from accord.weighing.rulings.anchoring import Anchoring, covers
from accord.weighing.rulings.corrections import corrected_measure
from accord.weighing.rulings.describing import Described, describe_claim, describe_measure


def rule_measures(
    measures: Sequence[Measure], rulings: Sequence[Ruling], context: Context
) -> tuple[tuple[Measure, ...], tuple[str, ...]]:
    """The measures with people's decisions, in their order, and the ids of the rulings that were honoured.

    Args: rulings: those in force, by time. One whose measures are not in the story, or are in doubt, changes nothing.
    """
    if not rulings:
        return tuple(measures), ()
    table = _Table({m.id: m for m in measures}, context, Anchoring(context.reports, {"measure", "event", "quote"}))
    honoured = []
    for ruling in rulings:
        if not ruling.targets or table.moved.keys() & set(ruling.targets):
            continue
        targets = table.anchoring.targets(ruling, table.measures.keys(), table.lines)
        if targets is None:
            continue
        try:
            _ACTIONS[ruling.action](table, ruling, targets)
        except RulingError:
            continue
        honoured.append(ruling.id)
    return table.rewired(), tuple(honoured)


def split_id(ruling: Ruling) -> str:
    """The id of what a split makes."""
    return content_id("split", ruling.id)


@dataclass(slots=True)
class _Table:
    """The measures while rulings are applied, by id in order; `moved` maps those merged or left out."""

    measures: dict[str, Measure]
    context: Context
    anchoring: Anchoring
    moved: dict[str, str | None] = field(default_factory=dict)

    def lines(self) -> Iterable[Described]:
        return map(describe_measure, self.measures.values())

    def put(self, measure: Measure, ruling: Ruling) -> None:
        self.measures[measure.id] = replace(measure, rulings=(*measure.rulings, ruling.id))

    def part(self, whole: Measure, ruling: Ruling, claims: Collection[str | None], new: str) -> None:
        """Give some of a measure's claims to one with another id, which comes right after it."""
        stay = [c for c in whole.claims if c not in claims]
        go = [c for c in whole.claims if c in claims]
        if not go or not stay:
            raise RulingError(whole.id, "to part a measure wants some of its claims, not all")
        rest, other = remade(self.context, stay, whole.id), remade(self.context, go, new)
        if rest is None or other is None:
            raise RulingError(whole.id, "one of the parts names no measure")
        kept = replace(whole, aliases=rest.aliases, mentions=rest.mentions, claims=rest.claims, rivals=rest.rivals)
        self.put(replace(kept, parties=rest.parties), ruling)
        self.put(other, ruling)
        order = [i for i in self.measures if i != new]
        order.insert(order.index(whole.id) + 1, new)
        self.measures = {i: self.measures[i] for i in order}

    def rewired(self) -> tuple[Measure, ...]:
        """The measures, their relations pointing at what is left."""
        return tuple(replace(m, relations=self._relations(m)) if self.moved else m for m in self.measures.values())

    def _relations(self, measure: Measure) -> tuple[Relation, ...]:
        now = (replace(r, measure=self._now(r.measure) or "") for r in measure.relations)
        return tuple(dict.fromkeys(r for r in now if r.measure in self.measures and r.measure != measure.id))

    def _now(self, measure: str) -> str | None:
        seen: str | None = measure
        while seen in self.moved:
            seen = self.moved[seen]
        return seen


def _confirm(table: _Table, ruling: Ruling, targets: Sequence[str]) -> None:
    table.put(replace(table.measures[targets[0]], confirmed=True), ruling)


def _correct(table: _Table, ruling: Ruling, targets: Sequence[str]) -> None:
    table.put(corrected_measure(table.measures[targets[0]], ruling), ruling)


def _dismiss(table: _Table, _ruling: Ruling, targets: Sequence[str]) -> None:
    del table.measures[targets[0]]
    table.moved[targets[0]] = None


def _join(table: _Table, ruling: Ruling, targets: Sequence[str]) -> None:
    first, *others = (table.measures[t] for t in dict.fromkeys(targets))
    order = {event.id: n for n, event in enumerate(table.context.events())}
    claims = sorted({c for m in (first, *others) for c in m.claims if c in order}, key=order.__getitem__)
    whole = remade(table.context, claims, first.id)
    if others and whole:
        first = replace(first, parties=whole.parties, aliases=whole.aliases, mentions=whole.mentions)
        first = replace(first, claims=whole.claims, rivals=whole.rivals)
    for other in others:
        del table.measures[other.id]
        table.moved[other.id] = first.id
    table.put(first, ruling)


def _keep_apart(table: _Table, ruling: Ruling, targets: Sequence[str]) -> None:
    if len(set(targets)) > 1:
        for target in dict.fromkeys(targets):
            table.put(table.measures[target], ruling)
        return
    whole = table.measures[targets[0]]
    gone = table.anchoring.gone(ruling, table.measures.keys())
    if gone is None:
        raise RulingError(whole.id, "a measure can't be kept apart from itself")
    new, places = gone
    table.part(whole, ruling, {e.claim for e in whole.mentions if covers((e.report, e.span), places)}, new)


def _split(table: _Table, ruling: Ruling, targets: Sequence[str]) -> None:
    whole = table.measures[targets[0]]
    claims = table.anchoring.claims(ruling, claims_of(whole.claims, table.context))
    if claims is None:
        raise RulingError(whole.id, "the measure does not rest on these claims")
    table.part(whole, ruling, set(claims), split_id(ruling))


def claims_of(ids: Collection[str | None], context: Context) -> Iterable[Described]:
    """The claims of those ids in the story, described."""
    wanted = set(ids)
    for own in context.claims:
        for claim in own:
            if claim.id in wanted:
                yield describe_claim(claim, context.reports[claim.report])


_ACTIONS: Mapping[RulingAction, Callable[[_Table, Ruling, Sequence[str]], None]] = {
    RulingAction.CONFIRM: _confirm,
    RulingAction.CORRECT: _correct,
    RulingAction.DISMISS: _dismiss,
    RulingAction.MERGE: _join,
    RulingAction.SAME: _join,
    RulingAction.NOT_SAME: _keep_apart,
    RulingAction.SPLIT: _split,
}
