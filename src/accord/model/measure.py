"""Measures: what is being negotiated."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from accord.model.evidence import Evidence


class MeasureKind(StrEnum):
    """What sort of measure it is."""

    CEASEFIRE = "ceasefire"
    PARTIAL_CEASEFIRE = "partial_ceasefire"
    TALKS = "talks"
    AGREEMENT = "agreement"
    PRISONER_EXCHANGE = "prisoner_exchange"
    RELEASE = "release"
    WITHDRAWAL = "withdrawal"
    AID = "aid"
    AID_HALT = "aid_halt"
    SANCTIONS = "sanctions"
    SANCTIONS_RELIEF = "sanctions_relief"
    DISARMAMENT = "disarmament"
    MONITORING = "monitoring"
    TERRITORIAL = "territorial"
    RECOGNITION = "recognition"
    TRADE = "trade"
    LEGISLATION = "legislation"
    OTHER = "other"


class RelationKind(StrEnum):
    """How a measure stands to another: what the first is to the second."""

    NARROWER = "narrower"
    WIDER = "wider"
    REPLACES = "replaces"
    EXTENDS = "extends"


@dataclass(frozen=True, slots=True)
class Relation:
    """A measure's relation to another one of its story; `measure` is the other's id."""

    kind: RelationKind
    measure: str


class RivalKind(StrEnum):
    """What reports differ on about one measure."""

    DURATION = "duration"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Rival:
    """One of several values that reports give: `P30D`, `175 prisoners`, with the words that give it (never none)."""

    kind: RivalKind
    value: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that can be accepted or refused. Another scope, length or set of parties is another measure.

    `label` is a short name made from the reports' own words; `aliases` the wordings seen, most frequent first;
    `scope` the words that bound it (`energy targets`), None when unbounded; `duration` ISO 8601.
    `mentions` are the measure spans of the claims about it; `claims` those claims' ids. `relations` say which other
    measures it is a variant of; `rivals` are the values that reports differ on, two or more of a kind, or none.
    `rulings` are the ids of the rulings that shaped it; `confirmed` when a person confirmed it.
    """

    id: str
    label: str
    kind: MeasureKind
    parties: tuple[str, ...]
    aliases: tuple[str, ...]
    scope: str | None
    duration: str | None
    mentions: tuple[Evidence, ...]
    claims: tuple[str, ...]
    relations: tuple[Relation, ...] = ()
    rivals: tuple[Rival, ...] = ()
    rulings: tuple[str, ...] = ()
    confirmed: bool = False
