"""Positions: new ones, stances that moved, and stands that now depend on a condition."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

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
    beside: dict[tuple[str, str], list[Position]] = defaultdict(list)  # a party's stands on one measure
    for position in positions:
        beside[position.party, position.measure].append(position)
    told: set[str] = set()
    for position in positions:
        left = _moved_from(position, matching)
        if left is not None:
            earlier = [p.id for p in beside[position.party, position.measure] if p.stance is left[1]]
            told |= {position.id, *earlier}
            yield _move(before, after, position, left, earlier)
    for position in positions:
        old = matching.before.get(position.id)
        if position.id not in matching.known and position.id not in told:
            own = [p for p in beside[position.party, position.measure] if p.id in matching.known]
            yield _new(before, after, position, own)
        elif isinstance(old, Position) and position.condition and not old.condition:
            text = f"{position.line}; none known before"
            yield change_of(ChangeKind.CONDITION, before, after, position, text, now=one_line(position.condition))


def _moved_from(position: Position, matching: Matching) -> tuple[str, Stance] | None:
    """The day or days and the stance of the opposed stand whose place it took; None where it is not new.

    A stand that was on the record is new again when it was taken again.
    """
    old = matching.before.get(position.id)
    if isinstance(old, Position):
        is_new = bool(position.since and old.since and position.since.first > old.since.first)
    else:
        is_new = position.id not in matching.known
    left = ((on, stance) for on, stance in reversed(position.earlier) if opposed(stance, position.stance))
    return next(left, None) if is_new else None


def _move(before: Side, after: Side, position: Position, left: tuple[str, Stance], earlier: list[str]) -> Change:
    on, stance = left
    was = f"{_plain(stance)} ({day_phrase(Period.parse(on))})"
    now = _plain(position.stance) + (f" ({day_phrase(position.since)})" if position.since else "")
    wording, _ = line_parts(position)
    holder = f"{position.party} ({some_of(position.voices)})" if position.voices else position.party
    return change_of(
        ChangeKind.STANCE_MOVED,
        before,
        after,
        position,
        f"{holder}, from {was} to {now}: {one_line(wording)}{in_brackets(position.condition)}",
        key=(position.since.iso if position.since else None,),
        beside=earlier,
        was=stance.value,
        now=position.stance.value,
        told_by=position.voices,
    )


def _new(before: Side, after: Side, position: Position, known: Sequence[Position]) -> Change:
    """A new stand, with those the party is known to have taken before, or else holds besides."""
    text = position.line + (f", since {day_phrase(position.since)}" if position.since else "")
    if position.superseded:
        text += f", until {day_phrase(position.superseded)}"
    held = [f"{_plain(stance)} ({day_phrase(Period.parse(on))})" for on, stance in position.earlier]
    if held:
        text += f"; before that: {', '.join(held)}"
    others = [_plain(p.stance) for p in known if opposed(p.stance, position.stance)]
    if others and not held:
        text += f"; also on the record: {', '.join(others)}"
    return change_of(
        ChangeKind.POSITION, before, after, position, text, now=position.stance.value, told_by=position.voices
    )


def _plain(stance: Stance) -> str:
    return "accepts on a condition" if stance is Stance.ACCEPTS_IF else stance.value
