"""A naming in a report: what it stands for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from accord.model.span import Span


class NameKind(StrEnum):
    """What a name stands for. PARTY: a state, armed group or organisation that can take a stand."""

    PERSON = "person"
    PARTY = "party"
    BODY = "body"
    PLACE = "place"
    OUTLET = "outlet"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Name:
    """One naming in the text. `name` is the full usual name, `party` whom it acts for (None when unknown)."""

    span: Span
    name: str
    kind: NameKind
    party: str | None


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A person a sentence speaks of.

    `subject`: a clause opens with it. `speaks`: a verb of speech is its own. `quoted`: inside a quotation.
    """

    start: int
    end: int
    name: str
    party: str | None
    gender: str | None
    subject: bool
    speaks: bool
    quoted: bool
