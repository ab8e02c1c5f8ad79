"""Rulings: a person's decisions on the record. They supersede, never erase."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from accord.model.identity import content_id
from accord.model.subject import Subject


class RulingAction(StrEnum):
    """What a person can decide."""

    CONFIRM = "confirm"
    CORRECT = "correct"
    MERGE = "merge"
    SPLIT = "split"
    DISMISS = "dismiss"
    SAME = "same"
    NOT_SAME = "not_same"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Ruling:
    """One decision.

    `targets` are what it is about: ids of entries, measures, findings, claims, links of actors, stories or reports, or
    names of actors; one for confirm, correct, dismiss and split, two or more for merge, same and not same (of actors
    two). `field_name` and `value` say what a correction sets (the JSON form of the field). `claims` are the ids of the
    claims that a split moves to a line of their own. `supersedes` is the id of the ruling this one replaces. An undo
    has no targets: it takes the ruling it supersedes out of force, and what that one replaced is in force again.

    `about` says of each target, then of each of the claims, what it was when the ruling was made, so that it is found
    again when its id is gone; empty for a ruling that goes by ids alone. It is no part of the ruling's id.
    """

    action: RulingAction
    targets: tuple[str, ...]
    by: str
    at: datetime
    reason: str = ""
    field_name: str | None = None
    value: str | None = None
    claims: tuple[str, ...] = ()
    supersedes: str | None = None
    about: tuple[Subject, ...] = ()
    id: str = field(init=False, default="")

    def __post_init__(self) -> None:
        parts = (self.action, self.targets, self.by, self.at.isoformat(), self.reason, self.field_name, self.value)
        object.__setattr__(self, "id", content_id("ruling", *parts, self.claims, self.supersedes))

    def subject(self, target: str) -> Subject | None:
        """What is known of a target or claim from when the ruling was made; None where nothing is."""
        return next((subject for subject in self.about if subject.target == target), None)


def in_force(rulings: Sequence[Ruling]) -> list[Ruling]:
    """The rulings that no other replaces and that are not undone, by time, then id. Undoing an undo does again."""
    standing = not_undone(rulings)
    replaced = {r.supersedes for r in standing}
    return sorted((r for r in standing if r.id not in replaced), key=lambda r: (r.at.isoformat(), r.id))


def not_undone(rulings: Sequence[Ruling]) -> list[Ruling]:
    """The rulings that were not undone, less the undoing itself; those that another replaces are among them."""
    undone = undone_ids(rulings)
    return [r for r in rulings if r.action is not RulingAction.UNDO and r.id not in undone]


def undone_ids(rulings: Sequence[Ruling]) -> frozenset[str]:
    """The ids of the rulings that were undone, undoings among them: by an undoing that was not undone in its turn."""
    undoing: dict[str | None, list[str]] = defaultdict(list)
    for ruling in rulings:
        if ruling.action is RulingAction.UNDO:
            undoing[ruling.supersedes].append(ruling.id)
    undone: dict[str, bool] = {}
    for ruling in rulings:
        waiting = [ruling.id]
        while waiting:  # not by recursion: somebody may have undone an undoing a thousand times
            open_ones = [other for other in undoing[waiting[-1]] if other not in undone]
            if not open_ones:
                key = waiting.pop()
                undone[key] = any(not undone[other] for other in undoing[key])
            waiting += open_ones
    return frozenset(key for key, is_undone in undone.items() if is_undone)
