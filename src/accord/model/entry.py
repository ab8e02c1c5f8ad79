"""Entries: the lines of the record, over all reports of a story."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import ClassVar

from accord.model.claim import Modality, PloverType, Quantity, Stance
from accord.model.evidence import Evidence, Support
from accord.model.period import Period


class Status(StrEnum):
    """Where a commitment stands on a day. Nothing here says a promise was truly kept or broken."""

    PROMISED = "promised"
    IN_FORCE = "in_force"
    DUE = "due"
    OVERDUE = "overdue"
    LAPSED = "lapsed"
    REPORTED_DONE = "reported_done"
    DISPUTED = "disputed"


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
    """A party's stand on a measure. `since`: the earliest dated act behind it; None when no report dates it.

    `condition` is the wording of the condition the stand depends on. `earlier` are the stands the same party took on
    the same measure before, oldest first.
    """

    kind: ClassVar[str] = "position"
    party: str
    measure: str
    stance: Stance
    since: Period | None = None
    condition: str | None = None
    earlier: tuple[tuple[str, Stance], ...] = ()


@dataclass(frozen=True, slots=True)
class StatusChange:
    """From `on` a commitment stood so, and why."""

    on: date | None
    status: Status
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment(Entry):
    """Something parties have undertaken to do, or to stop doing.

    `debtors` owe it, `beneficiaries` get it. `starts`, `due`, `ends` are days, None when no report gives or implies
    one; a running halt has `starts` and `ends`, a single act has `due`. `status` is that on the record's `as_of`.
    `told_by` is on whose word it rests, where no report tells it in its own voice and no debtor says so itself.
    """

    kind: ClassVar[str] = "commitment"
    debtors: tuple[str, ...]
    beneficiaries: tuple[str, ...]
    measure: str | None
    what: str
    quantities: tuple[Quantity, ...] = ()
    starts: date | None = None
    due: date | None = None
    ends: date | None = None
    status: Status = Status.PROMISED
    history: tuple[StatusChange, ...] = ()
    told_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident(Entry):
    """Something reported to have happened on the ground.

    `alleged_actor` is whom the reports say did it (empty when nobody is named), `claimed_by` who says so (empty for
    the reports' own voice), `denied_by` who denies it. `bears_on` are ids of commitments in force whose subject it
    touches: a question for people, never a finding of breach.
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
    bears_on: tuple[str, ...] = ()


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
    """One utterance and its wordings across the reports, the most widely printed first."""

    kind: ClassVar[str] = "quotation"
    speaker: str
    party: str | None
    variants: tuple[Variant, ...]
    drift: str | None = field(default=None)


AnyEntry = Position | Commitment | Incident | Contact | Quotation
