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


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that can be accepted or refused. Another scope, length or set of parties is another measure.

    `label` is a short name made from the reports' own words; `aliases` the wordings seen, most frequent first;
    `scope` the words that bound it (`energy targets`), None when unbounded; `duration` ISO 8601.
    `mentions` are the measure spans of the claims about it; `claims` those claims' ids.
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
