"""What keeps mentions of measures apart, whatever their words: another length, a part against the whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

from accord.model.measure import MeasureKind
from accord.weighing.measures.mentions import Mention
from accord.weighing.measures.tokens import days_of, read_tokens

CEASEFIRES = frozenset({MeasureKind.CEASEFIRE, MeasureKind.PARTIAL_CEASEFIRE})
_EMPTY: frozenset[object] = frozenset()


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a group of mentions may clash with another in; all empty for no mentions."""

    lengths: frozenset[object] = _EMPTY  # in days, where they can be counted
    truces: frozenset[object] = _EMPTY  # kind and sites
    scope: frozenset[object] = _EMPTY
    turns: frozenset[tuple[object, object]] = frozenset()  # who owes it, to whom
    leavers: frozenset[object] = _EMPTY  # who would have to withdraw
    stopped: frozenset[object] = _EMPTY  # of talks: whether they are to stop
    phases: frozenset[object] = _EMPTY  # of deals: whether it is the one still to come
    longer: frozenset[object] = _EMPTY  # whether it makes something last longer
    outsiders: frozenset[object] = _EMPTY  # of deals: other parties to it
    spells: frozenset[object] = _EMPTY  # spells of reporting whose `truce` it is

    @classmethod
    def of(cls, m: Mention) -> Bounds:
        """Those of one mention."""
        final = "final" in m.said.content
        return cls(
            lengths=frozenset({days_of(m.duration) or m.duration}) if m.duration else _EMPTY,
            truces=frozenset({(m.said.kind, m.said.sites)})
            if m.said.kind in CEASEFIRES and not m.said.bare
            else _EMPTY,
            scope=frozenset(m.said.content) if m.said.kind is MeasureKind.PARTIAL_CEASEFIRE else _EMPTY,
            turns=frozenset({(m.owed, m.toward)} if m.owed and m.toward else ()),
            leavers=frozenset(m.owed) if m.said.kind is MeasureKind.WITHDRAWAL else _EMPTY,
            stopped=frozenset({_stops_talks(m)}) if m.said.kind is MeasureKind.TALKS else _EMPTY,
            phases=frozenset({final}) if _is_deal(m) or _is_whole_truce(m) else _EMPTY,
            longer=frozenset({m.said.extends}),
            outsiders=frozenset({m.outsiders}) if m.said.deal else _EMPTY,
            spells=frozenset({m.spell}) if m.spell is not None else _EMPTY,
        )

    def joined(self, other: Bounds) -> Bounds:
        """Those of both together."""
        if self == other:
            return self
        return Bounds(*(getattr(self, one.name) | getattr(other, one.name) for one in fields(Bounds)))

    def clash(self, other: Bounds) -> bool:
        """True when the two cannot be one measure."""
        if self.are_apart(other):
            return True
        for one, two in (
            (self.leavers, other.leavers),
            (self.scope, other.scope),
            (self.outsiders, other.outsiders),
            (self.spells, other.spells),
        ):
            if one and two and not one & two:
                return True
        if not self.turns or not other.turns:
            return False
        return any((toward, owed) in other.turns for owed, toward in self.turns)

    def are_apart(self, other: Bounds) -> bool:
        """True when the two cannot be one measure, and never will, whatever else each takes in."""
        return any(
            one and two and one != two
            for one, two in (
                (self.longer, other.longer),
                (self.lengths, other.lengths),
                (self.truces, other.truces),
                (self.phases, other.phases),
                (self.stopped, other.stopped),
            )
        )


class Group:
    """Mentions held to be of one measure, with what another group may clash with."""

    def __init__(self, members: Sequence[Mention], bounds: Bounds | None = None) -> None:
        self.members = list(members)
        self.bounds = bounds or Bounds()
        if bounds is None:
            for m in members:
                self.bounds = self.bounds.joined(Bounds.of(m))

    def absorb(self, other: Group) -> None:
        """Take the other's members in."""
        self.members += other.members
        self.bounds = self.bounds.joined(other.bounds)

    def clashes(self, other: Group) -> bool:
        """True when the two cannot be one measure."""
        return self.bounds.clash(other.bounds)


def _stops_talks(m: Mention) -> bool:
    """`suspend talks`, not `talks on a halt of strikes`: the stopping is the first thing said."""
    first = next((word.key for word in read_tokens(m.said.text)), "")
    return first == "halt"


def _is_whole_truce(m: Mention) -> bool:
    return m.said.kind is MeasureKind.CEASEFIRE and not m.said.bare


def _is_deal(m: Mention) -> bool:
    return m.said.kind is MeasureKind.AGREEMENT and m.said.deal and "peace" not in m.said.content
