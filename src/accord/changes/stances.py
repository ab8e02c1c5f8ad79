"""Positions: new ones, stances that moved, and stands that now depend on a condition."""

from __future__ import annotations

from collections.abc import Iterator

from accord.changes.making import change_of
from accord.changes.matching import Matching
from accord.changes.sides import Side
from accord.model.change import Change, ChangeKind
from accord.model.claim import Stance
from accord.model.entry import Position
from accord.model.period import Period
from accord.weighing.phrases import day_phrase
from accord.weighing.positions import line_parts
from accord.weighing.stands import opposed
from accord.weighing.wording import in_brackets, one_line, some_of


def find_stance_changes(before: Side, after: Side, matching: Matching) -> Iterator[Change]:
    """What is new of who stands where.

    A stance has moved when its party, in the same voice, is known to have taken another one before; the move tells of
    both, so that the earlier one is not told again as a new position.
    """
    positions = after.record.positions
    moved = [p for p in positions if _has_moved(p, matching)]
    told = {p.id for p in moved}
    for position in moved:
        earlier = [p for p in positions if _is_earlier(p, position)]
        told |= {p.id for p in earlier}
        yield _move(before, after, position, earlier)
    for position in positions:
        old = matching.before.get(position.id)
        if position.id not in matching.known and position.id not in told:
            yield _new(before, after, position, matching)
        elif isinstance(old, Position) and position.condition and not old.condition:
            text = f"{position.line}; no condition was reported before"
            yield change_of(ChangeKind.CONDITION, before, after, position, text, now=one_line(position.condition))


def _has_moved(position: Position, matching: Matching) -> bool:
    """True for a stand that took the place of another and is new itself, or was taken again."""
    if not position.earlier:
        return False
    before = matching.before.get(position.id)
    if isinstance(before, Position):
        return bool(position.since and before.since and position.since.first > before.since.first)
    return position.id not in matching.known


def _is_earlier(other: Position, position: Position) -> bool:
    """True for the entry of a stance that the party held before on the same measure."""
    stances = {stance for _, stance in position.earlier}
    return (other.party, other.measure) == (position.party, position.measure) and other.stance in stances


def _move(before: Side, after: Side, position: Position, earlier: list[Position]) -> Change:
    iso, stance = position.earlier[-1]
    was = f"{_plain(stance)} ({day_phrase(Period.parse(iso))})"
    now = _plain(position.stance) + (f" ({day_phrase(position.since)})" if position.since else "")
    wording, _ = line_parts(position)
    holder = f"{position.party} ({some_of(position.voices)})" if position.voices else position.party
    text = f"{holder}, from {was} to {now}: {one_line(wording)}{in_brackets(position.condition)}"
    return change_of(
        ChangeKind.STANCE_MOVED,
        before,
        after,
        position,
        text,
        key=(position.since.iso if position.since else None,),
        beside=(p.id for p in earlier),
        was=stance.value,
        now=position.stance.value,
        told_by=position.voices,
    )


def _new(before: Side, after: Side, position: Position, matching: Matching) -> Change:
    text = position.line + (f", since {day_phrase(position.since)}" if position.since else "")
    if position.superseded:
        text += f", until {day_phrase(position.superseded)}"
    others = [
        _plain(p.stance)
        for p in after.record.positions
        if (p.party, p.measure) == (position.party, position.measure)
        and opposed(p.stance, position.stance)
        and p.id in matching.known
    ]
    if others:
        text += f"; also on the record: {', '.join(others)}"
    return change_of(
        ChangeKind.POSITION, before, after, position, text, now=position.stance.value, told_by=position.voices
    )


def _plain(stance: Stance) -> str:
    return "accepts on a condition" if stance is Stance.ACCEPTS_IF else stance.value
