"""Actors under several names: which names of a story are taken for one person or party, and which only may be one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from accord.model.evidence import Evidence


class Sameness(StrEnum):
    """What is held of two names: one actor, perhaps one, or two (a person has said so)."""

    SAME = "same"
    PERHAPS = "perhaps"
    APART = "apart"


@dataclass(frozen=True, slots=True)
class ActorLink:
    """Two names that stand for one actor, or may.

    `name` is the one the record uses for both, where they are one; `other` the other. `reason` says in plain words why
    they are held to be so. `evidence` holds one naming of each. `ruling` is the id of the ruling that decided it, None
    where nobody has. The id depends on the two names alone: a decision holds whatever reports are added.
    """

    id: str
    name: str
    other: str
    sameness: Sameness
    reason: str
    evidence: tuple[Evidence, ...]
    ruling: str | None = None
