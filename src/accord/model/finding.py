"""Findings: what an editor must know across reports."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from accord.model.evidence import Evidence


class FindingKind(StrEnum):
    """What sort of finding it is."""

    SHARED_ORIGIN = "shared_origin"
    QUOTE_DRIFT = "quote_drift"
    NUMBER_CONFLICT = "number_conflict"
    DATE_CONFLICT = "date_conflict"
    SCOPE_CONFLICT = "scope_conflict"
    ATTRIBUTION_CONFLICT = "attribution_conflict"
    STANCE_CONFLICT = "stance_conflict"
    SINGLE_ORIGIN = "single_origin"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something across reports. `note` is one plain sentence; `entries` are the ids of the entries it touches.

    `rulings` are the ids of the rulings on it; `confirmed` when a person confirmed it.
    """

    id: str
    kind: FindingKind
    note: str
    reports: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    entries: tuple[str, ...] = ()
    rulings: tuple[str, ...] = ()
    confirmed: bool = False
