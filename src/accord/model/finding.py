"""Findings: what an editor must know across reports."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from accord.model.evidence import Evidence, Support


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
class Reading:
    """One of several readings of a thing: what some reports say of it, the words that say so, what stands behind them.

    `said` is in the reports' own words (`“40 prisoners”`), or names whom they name.
    """

    said: str
    evidence: tuple[Evidence, ...]
    support: Support


@dataclass(frozen=True, slots=True)
class Contrast:
    """Where reports differ, the rival readings side by side, those with most origins first; never fewer than two.

    `about` names what they differ on (`Figures differ`). `apart`, from 0 to 1, is how far: of figures by how much of
    the greatest the least falls short, of days a tenth for each day between, of words 1 where what was said changes;
    0 where nothing measures it. `edit` when all the reports carry one origin, so that these are not two accounts.
    """

    about: str
    readings: tuple[Reading, ...]
    apart: float = 0.0
    edit: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """Something across reports. `note` is one plain sentence; `entries` are the ids of the entries it touches.

    `rulings` are the ids of the rulings on it; `confirmed` when a person confirmed it. `contrast` is
    there where reports differ, and where the differing words can be told apart.
    """

    id: str
    kind: FindingKind
    note: str
    reports: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    entries: tuple[str, ...] = ()
    rulings: tuple[str, ...] = ()
    confirmed: bool = False
    contrast: Contrast | None = None
