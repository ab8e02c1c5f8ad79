"""Rulings: a person's decisions on entries. They supersede, never erase."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from accord.model.identity import content_id


class RulingAction(StrEnum):
    """What a person can decide about entries."""

    CONFIRM = "confirm"
    CORRECT = "correct"
    MERGE = "merge"
    SPLIT = "split"
    DISMISS = "dismiss"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Ruling:
    """One decision.

    `targets` are entry ids: one for confirm, correct, dismiss and split, two or more for merge (into the first).
    `field_name` and `value` say what a correction sets (the JSON form of the entry's field). `claims` are the ids of
    the claims that a split moves to an entry of their own. `supersedes` is the id of the ruling this one replaces. An
    undo has no targets: it takes the ruling it supersedes out of force, and what that one replaced is in force again.
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
    id: str = field(init=False, default="")

    def __post_init__(self) -> None:
        parts = (self.action, self.targets, self.by, self.at.isoformat(), self.reason, self.field_name, self.value)
        object.__setattr__(self, "id", content_id("ruling", *parts, self.claims, self.supersedes))
