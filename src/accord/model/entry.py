"""Entries: the lines of the record, over all reports of a story."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import ClassVar

from accord.model.claim import Modality, PloverType, Quantity, Stance
from accord.model.drift import DriftKind, MeaningChange
from accord.model.evidence import Evidence, Support
from accord.model.period import Period


class Status(StrEnum):
    """Where a commitment stands on a day. Nothing here says that a promise was truly kept or broken.

    `OVERDUE`: its day has passed and no report says what came of it. `DISPUTED`: reported broken, and denied or also
    reported kept. `SUPERSEDED`: extended, replaced or taken back since.
    """

    ANNOUNCED = "announced"
    IN_FORCE = "in_force"
    DUE = "due"
    OVERDUE = "overdue"
    REPORTED_KEPT = "reported_kept"
    REPORTED_BROKEN = "reported_broken"
    DISPUTED = "disputed"
    LAPSED = "lapsed"
    SUPERSEDED = "superseded"


class Precision(StrEnum):
    """How exactly a report gives a deadline: to the day, or some day of a week, of a month, of a longer time."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    LONGER = "longer"


class AnchoredTo(StrEnum):
    """What day a day is counted from: that of the act, of the report that tells it, or the last of the term so far."""

    ACT = "act"
    PUBLICATION = "publication"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day from which a length (`for 45 days`, `within 10 days`) or a weekday is counted, and what day that is."""

    on: date
    to: AnchoredTo


@dataclass(frozen=True, slots=True)
class Estimate:
    """How many of what, where reports differ: the lowest, the best attested and the highest figure.

    Each outlet counts with its last word. `best` is the figure most origins give, of equals the latest, then the
    lowest. `unit` is a word (`prisoners`, `killed`); `claims` are the ids of the claims that give a figure, sorted.
    """

    unit: str
    low: float
    best: float
    high: float
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What every entry has.

    `line` is the entry as one plain sentence. `rulings` are the ids of the rulings that shaped it; `confirmed` when a
    person confirmed it. `evidence` is sorted by report, then span, and never empty.
    """

    kind: ClassVar[str] = "entry"
    id: str
    story: str
    line: str
    support: Support
    evidence: tuple[Evidence, ...]
    rulings: tuple[str, ...] = ()
    confirmed: bool = False

    @property
    def unsure(self) -> bool:
        """True when every claim behind it is unsure. A person's word settles it: what is confirmed is not unsure."""
        return not self.confirmed and all(piece.unsure for piece in self.evidence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Position(Entry):
    """A party's stand on a measure, or a critic's own.

    `party` is the state, armed group or organisation; the person's name where the words are a critic's, for whom no
    party answers. `voices` are the people who took the stand for the party, none where the party itself did.
    `since` is the first dated act of the stand as it now is, None when no report dates one; `superseded` the day on
    which the same voice took another, None while it stands. `condition` is the wording of the condition the stand
    depends on. `earlier` are the stands the party took on the measure before, oldest first.
    """

    kind: ClassVar[str] = "position"
    party: str
    measure: str
    stance: Stance
    since: Period | None = None
    condition: str | None = None
    earlier: tuple[tuple[str, Stance], ...] = ()
    superseded: Period | None = None
    voices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StatusChange:
    """From `on` a commitment stood so, and why; `claims` are the ids of the claims that say so, sorted."""

    on: date | None
    status: Status
    reason: str
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment(Entry):
    """Something parties have undertaken to do, or to stop doing.

    `debtors` owe it, `beneficiaries` get it. `condition` is the wording of the condition it depends on, None where no
    report gives one. `starts`, `due`, `ends` are days, None when no report gives or implies
    one; a running halt has `starts` and `ends`, a single act has `due`. `duration` is the length it runs for (ISO
    8601), `precision` how exactly its last day is given, `anchor` what that is counted from: None for a calendar day.
    `quantities` is every figure as told, `estimates` each thing counted with its rival figures.
    `status` is that on the record's `as_of`, the last of `history`; `next_change` the next day on which it changes, as
    far as is known now, None when nothing lies ahead; `superseded_by` the id of the commitment that took its place.
    `told_by` is on whose word it rests, where no report tells it in its own voice and no debtor says so itself.
    """

    kind: ClassVar[str] = "commitment"
    debtors: tuple[str, ...]
    beneficiaries: tuple[str, ...]
    measure: str | None
    what: str
    condition: str | None = None
    quantities: tuple[Quantity, ...] = ()
    starts: date | None = None
    due: date | None = None
    ends: date | None = None
    status: Status = Status.ANNOUNCED
    history: tuple[StatusChange, ...] = ()
    told_by: tuple[str, ...] = ()
    estimates: tuple[Estimate, ...] = ()
    duration: str | None = None
    precision: Precision | None = None
    anchor: Anchor | None = None
    superseded_by: str | None = None
    next_change: date | None = None

    @property
    def deadline(self) -> date | None:
        """The day its clock runs out: `due`, else `ends`; None when neither is known."""
        return self.due or self.ends


@dataclass(frozen=True, slots=True)
class Bearing:
    """Why an incident may bear on a commitment: a question for people, never a finding of breach.

    `time` says that the commitment was in force; `scope`, `place` and `party` what else the two have in common, None
    where the reports show nothing.
    """

    commitment: str
    time: str
    scope: str | None = None
    place: str | None = None
    party: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident(Entry):
    """Something reported to have happened on the ground.

    `alleged_actor` is whom the reports say did it (empty when nobody is named), `claimed_by` who says so (empty for
    the reports' own voice), `denied_by` who denies it. `harm` counts the `killed` and the `wounded`, `quantities` is
    every figure as told. `bears_on` are the commitments in force that it may bear on, and why.
    """

    kind: ClassVar[str] = "incident"
    type: PloverType
    what: str
    alleged_actor: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    place: str | None = None
    on: Period | None = None
    modality: Modality = Modality.ACTUAL
    claimed_by: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    harm: tuple[Estimate, ...] = ()
    bears_on: tuple[Bearing, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(Entry):
    """Who met or called whom. `form` is the reports' own word (`call`, `talks`)."""

    kind: ClassVar[str] = "contact"
    participants: tuple[str, ...]
    parties: tuple[str, ...]
    form: str
    on: Period | None = None
    place: str | None = None
    modality: Modality = Modality.ACTUAL


@dataclass(frozen=True, slots=True)
class Variant:
    """One wording of an utterance and the reports that print it. `direct` when it stands in quotation marks."""

    text: str
    direct: bool
    evidence: tuple[Evidence, ...]
    origins: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation(Entry):
    """One utterance and its wordings across the reports, the most widely printed first.

    `drift_kinds` are the ways in which the words between quotation marks differ, `meaning_changes` what that changes in
    what was said; `drift` tells the worst of it in one phrase, None where nothing is worth telling.
    """

    kind: ClassVar[str] = "quotation"
    speaker: str
    party: str | None
    variants: tuple[Variant, ...]
    drift: str | None = field(default=None)
    drift_kinds: tuple[DriftKind, ...] = ()
    meaning_changes: tuple[MeaningChange, ...] = ()


AnyEntry = Position | Commitment | Incident | Contact | Quotation
