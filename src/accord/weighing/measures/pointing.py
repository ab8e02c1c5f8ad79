"""Mentions that only point: `the deal`, `the truce`, `this move`, placed with the measure the story speaks of so."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from functools import cache

from accord.model.claim import Modality, PloverType, Stance
from accord.model.measure import MeasureKind
from accord.weighing.measures.bounds import CEASEFIRES, Group
from accord.weighing.measures.mentions import Mention

_DONE = frozenset({PloverType.AGREE, PloverType.COOPERATE, PloverType.RETREAT})
_AGAINST = frozenset({Stance.REJECTS, Stance.DOUBTS})
_NEAR = 250  # characters between what is offered and `the offer`, at most


@cache
def _offers() -> re.Pattern[str]:
    return re.compile(r"\b(?:offer|call|demand|suggestion|condition)s?\b", re.IGNORECASE)


def part_pointing(mentions: Sequence[Mention]) -> tuple[list[Mention], list[Mention]]:
    """The mentions that name a measure, and those that only point at one.

    A mention points when it is bare, or calls a deal or a move something that nobody else does (`a shameful deal`).
    """
    seen = Counter(idea for m in mentions for idea in m.said.content)
    agreed = _is_agreed(mentions)
    pointing = [
        m
        for m in mentions
        if m.said.bare or (_singular(m, seen) and not (m.said.deal and m.said.own)) or (agreed and _is_peace_deal(m))
    ]
    chosen = {m.event.id for m in pointing}
    return [m for m in mentions if m.event.id not in chosen], pointing


def place(pointing: Sequence[Mention], groups: list[Group]) -> list[Group]:
    """The groups, with those mentions that point put where they most likely point to.

    A pause goes to the ceasefire its report spoke of last; truces to the full ceasefire, else to the one truce spoken
    of; deals to what is most often called a deal, but those already reached to a truce that was agreed to, as they all
    do where nothing is called a deal; moves and decisions to the deal, else to what the story speaks of most. What
    clashes with its place stays by itself.
    """
    pointing = _put_pauses(pointing, groups)
    truces = [m for m in pointing if m.said.naming == {"truce"}]
    deals = [m for m in pointing if m.said.naming & {"deal", "peace"}]
    moves = [m for m in pointing if not m.said.naming - {"halt"}]
    full = _spoken_of(groups, lambda m: m.said.kind is MeasureKind.CEASEFIRE and "final" not in m.said.content)
    part = _spoken_of(groups, lambda m: "truce" in m.said.naming and "final" not in m.said.content)
    if full is None and part is not None and 2 * len(groups[part].members) >= len(truces):
        full = part  # the one truce there is, often enough spoken of
    groups, home = _put(truces, groups, full)
    called = _spoken_of(groups, _calls_it_a_deal)
    agreed = home is not None and _is_agreed(groups[home].members)
    if called is not None and agreed:
        groups, _ = _put([m for m in deals if not m.coming], groups, home)
        deals = [m for m in deals if m.coming]
    groups, home = _put(deals, groups, home if called is None else called)
    if home is None:
        home = _spoken_of(groups, lambda m: m.event.stance is not None)
    moves = _put_moves(moves, groups)
    return _put(moves, groups, home)[0]


def _put_moves(moves: list[Mention], groups: list[Group]) -> list[Mention]:
    """Put each `the offer` with the measure named right before it in its report; return the other mentions."""
    named: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for n, group in enumerate(groups):
        for m in group.members:
            if not m.said.bare:
                named[m.event.report].append((m.span.end, n))
    rest = []
    for m in moves:
        near = [place for place in named[m.event.report] if 0 < m.span.start - place[0] <= _NEAR]
        meant = groups[max(near)[1]] if near and _offers().search(m.said.text) else None
        if meant is not None and not meant.clashes(Group([m])):
            meant.absorb(Group([m]))
        else:
            rest.append(m)
    return rest


def _put_pauses(pointing: Sequence[Mention], groups: list[Group]) -> list[Mention]:
    """Put each `this pause` with the ceasefire named last before it in its report; return the other mentions."""
    named: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for n, group in enumerate(groups):
        for m in group.members:
            if m.said.kind in CEASEFIRES:
                named[m.event.report].append((m.span.start, n))
    rest = []
    for m in pointing:
        pauses = m.said.naming == {"halt"}
        before = [place for place in named[m.event.report] if place[0] < m.span.start] if pauses else []
        if before:
            groups[max(before)[1]].absorb(Group([m]))
        else:
            rest.append(m)
    return rest


def _singular(m: Mention, seen: Counter[str]) -> bool:
    if m.event.type is PloverType.THREATEN:
        return False  # `military action` is not the move that others speak of
    light = m.said.kind is MeasureKind.AGREEMENT or (m.said.kind is MeasureKind.OTHER and m.said.points)
    if m.said.kind is MeasureKind.OTHER and _goes_on().search(m.said.text):
        return False
    return (
        light and not m.said.whole and "final" not in m.said.content and all(seen[idea] == 1 for idea in m.said.content)
    )


def _is_agreed(mentions: Sequence[Mention]) -> bool:
    """True when more is said of a truce that was agreed to or is kept than of one refused."""
    truces = [m.event for m in mentions if m.said.kind is MeasureKind.CEASEFIRE]
    done = sum(e.type in _DONE and e.stance not in _AGAINST and e.modality is Modality.ACTUAL for e in truces)
    return done > sum(e.type is PloverType.REJECT or e.stance in _AGAINST for e in truces)


def _is_peace_deal(m: Mention) -> bool:
    """True for `the peace deal` as a name of the truce that was agreed to."""
    return m.said.deal and m.said.content == {"peace"} and not m.coming


@cache
def _goes_on() -> re.Pattern[str]:
    """`attempt to join the union`, `plan for the ports`: what it is, is said right there."""
    return re.compile(
        r"\b(?:attempt|plan|proposal|offer|idea|move|step|decision|effort)s? (?:to|for|on) \w", re.IGNORECASE
    )


def _calls_it_a_deal(m: Mention) -> bool:
    """True for a mention whose deal is the one at hand, not talks, a final deal to come or some deal of its own."""
    own = m.said.kind is MeasureKind.AGREEMENT and m.said.own
    return m.said.deal_first and not own and m.said.kind is not MeasureKind.TALKS and "final" not in m.said.content


def _spoken_of(groups: Sequence[Group], fits: Callable[[Mention], bool]) -> int | None:
    """The group with most fitting mentions, the larger of equals; None when no mention fits."""
    counts = [sum(map(fits, g.members)) for g in groups]
    best = max(range(len(groups)), key=lambda n: (counts[n], len(groups[n].members), -n), default=None)
    return best if best is not None and counts[best] else None


def _put(found: list[Mention], groups: list[Group], home: int | None) -> tuple[list[Group], int | None]:
    """Add mentions to the group at `home`, to a new one when there is none; what clashes makes groups of its own."""
    if not found:
        return groups, home
    if home is None:
        home, groups = len(groups), [*groups, Group([])]
    rows = [groups[home]]
    for m in found:
        one = Group([m])
        fits = next((n for n, g in enumerate(rows) if not g.clashes(one)), None)
        if fits is None:
            rows.append(one)
        else:
            rows[fits].absorb(one)
    return [*groups[:home], rows[0], *groups[home + 1 :], *rows[1:]], home
