"""The form of rulings: what can be decided of a line."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from accord.desk.web.rulings.targets import Placed, Target, kind_of, text_of
from accord.model.actor import ActorLink
from accord.model.claim import Modality, PloverType, Stance
from accord.model.entry import Quotation, Status
from accord.model.finding import Finding
from accord.model.measure import Measure, MeasureKind
from accord.model.period import Period
from accord.weighing.rulings.corrections import FIELDS, MEASURE_FIELDS

ACTIONS = ("confirm", "correct", "merge", "split", "dismiss", "same", "not_same")
_OF_ENTRIES: tuple[str, ...] = ("confirm", "correct", "merge", "split", "dismiss")
_OF_NAMES, _OF_FINDINGS = ("same", "not_same"), ("confirm", "dismiss")
_WORDS: Mapping[str, type[StrEnum]] = {
    "stance": Stance,
    "status": Status,
    "type": PloverType,
    "modality": Modality,
    "kind": MeasureKind,
}
SEVERAL = ";"
"""What stands between the names that are given for a field that has several."""


@dataclass(frozen=True, slots=True)
class Other:
    """Another line that this one may be merged with, or a claim that may be split from it: its id, and its words."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Field:
    """A field that can be corrected: its name, and what it is now, empty for nothing. `several` for a list of names."""

    name: str
    now: str
    several: bool


@dataclass(frozen=True, slots=True)
class RulingForm:
    """What can be decided of a line: `fields` are those that can be corrected, `others` lines of its kind in its story,
    `claims` those it rests on. `words` are what fields with words of their own can be.

    `given` is what a visitor filled in that could not be kept, `errors` why, by the name of the field. `then` is where
    to go when it is decided, empty for the line's story; `second` where it is decided besides what somebody else has
    ruled.
    """

    line: str
    kind: str
    text: str
    story: str
    story_title: str
    actions: tuple[str, ...]
    fields: tuple[Field, ...]
    words: tuple[str, ...]
    others: tuple[Other, ...]
    claims: tuple[Other, ...]
    then: str = ""
    second: bool = False
    given: Mapping[str, Collection[str]] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)

    def was_given(self, name: str, value: str) -> bool:
        """True where a visitor chose that."""
        return value in self.given.get(name, ())

    def words_given(self, name: str) -> str:
        """What a visitor wrote there."""
        return next(iter(self.given.get(name, ())), "")


def form_for(placed: Placed) -> RulingForm:
    """What can be decided of a line of a story."""
    target, at = placed.target, placed.at
    claims = _claims(target)
    offered = {"merge": bool(at.others), "not_same": bool(at.others), "split": bool(claims)}
    fields, actions = _fields(target), _OF_ENTRIES
    if isinstance(target, ActorLink):
        actions, offered = _OF_NAMES, {}
    elif isinstance(target, Finding):
        actions = _OF_FINDINGS
    elif isinstance(target, Measure | Quotation):
        actions = (*_OF_ENTRIES, "not_same")
    return RulingForm(
        line=target.id,
        kind=kind_of(target),
        text=text_of(target),
        story=at.story,
        story_title=at.title,
        actions=tuple(action for action in actions if offered.get(action, True)),
        fields=fields,
        words=tuple(dict.fromkeys(str(word) for own in fields if own.name in _WORDS for word in _WORDS[own.name])),
        others=tuple(Other(key, text) for key, text in at.others),
        claims=claims,
    )


def _claims(target: Target) -> tuple[Other, ...]:
    """The claims that it rests on, where there is more than one."""
    if isinstance(target, ActorLink | Finding):
        return ()
    evidence = target.mentions if isinstance(target, Measure) else target.evidence
    words = {piece.claim: piece.text for piece in evidence if piece.claim}
    claims = tuple(Other(claim, " ".join(text.split())) for claim, text in words.items() if claim)
    return claims if len(claims) > 1 else ()


def _fields(target: Target) -> tuple[Field, ...]:
    if isinstance(target, ActorLink | Finding):
        return ()
    names = MEASURE_FIELDS if isinstance(target, Measure) else (*FIELDS[type(target)], "line")
    return tuple(Field(name, _plain(now := getattr(target, name)), isinstance(now, tuple)) for name in names)


def _plain(value: object) -> str:
    """A field's value as a person writes it."""
    if isinstance(value, tuple):
        return f"{SEVERAL} ".join(map(str, value))
    if isinstance(value, Period):
        return value.iso
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)
