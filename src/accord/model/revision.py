"""Revisions: a report as it once was, as it is now, and what an outlet changed in between."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from accord.model.claim import Claim, Claims
from accord.model.report import Report, Withdrawal
from accord.model.span import Span


@dataclass(frozen=True, slots=True)
class Version:
    """A report as it once was.

    `key` is a hash of all it says. `kept_at` is when it was first kept so (ISO 8601, UTC). `claims` are those of its
    latest reading, by `reader`, the name and version of what read it.
    """

    key: str
    report: Report
    kept_at: str
    claims: Claims
    reader: str

    @property
    def kept_on(self) -> date:
        """The day on which it was kept."""
        return datetime.fromisoformat(self.kept_at).date()


@dataclass(frozen=True, slots=True)
class Alteration:
    """Words of the earlier text, and the words that stand in their place in the later one; None where there are none.

    `before` is a span of the earlier text, `after` of the later.
    """

    before: Span | None
    after: Span | None


@dataclass(frozen=True, slots=True)
class FieldChange:
    """Something beside its text that a report has now and had not: its title, outlet, address or time."""

    name: str
    was: str | None
    now: str | None


@dataclass(frozen=True, slots=True)
class Revision:
    """What an outlet changed in a report, from one version to the next.

    `alterations` are in text order. `gone` are claims of the earlier version that the later says in no words of its
    own, `came` those of the later that the earlier did not say; a claim in the same words at another place is neither.
    """

    earlier: Version
    later: Version
    alterations: tuple[Alteration, ...]
    fields: tuple[FieldChange, ...] = ()
    gone: tuple[Claim, ...] = ()
    came: tuple[Claim, ...] = ()

    @property
    def on(self) -> date:
        """The day of the change: that of the later version where it is dated later, else the day it was kept."""
        was, now = self.earlier.report.day, self.later.report.day
        return now if now is not None and (was is None or was < now) else self.later.kept_on


@dataclass(frozen=True, slots=True)
class History:
    """Everything a report has been: its versions, the first first, and what changed from each to the next.

    `withdrawn` says that the outlet has taken it down, None while it stands.
    """

    versions: tuple[Version, ...]
    revisions: tuple[Revision, ...]
    withdrawn: Withdrawal | None = None
