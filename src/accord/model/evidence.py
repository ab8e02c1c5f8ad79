"""Evidence: the exact words a line of the record rests on."""

from __future__ import annotations

from dataclasses import dataclass, field

from accord.model.claim import is_unsure
from accord.model.span import Span


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """Words in a report.

    `text` is `span` of that report's text; `claim` is the id of the claim it came by, if any, and `confidence` that
    claim's: None when its reader gives none. Confidence is no part of which words these are, so the same words are
    equal whatever it is.
    """

    report: str
    span: Span
    text: str
    claim: str | None = None
    confidence: float | None = field(default=None, compare=False)

    @property
    def unsure(self) -> bool:
        """True when the claim's confidence is known and below even."""
        return is_unsure(self.confidence)


@dataclass(frozen=True, slots=True)
class Support:
    """How much stands behind an entry: reports, the outlets that published them, and their independent origins.

    `origins` is an upper bound on the independent origins: reports whose lineage is unknown are counted in
    `unknown` and never raise it on their own while a known origin stands behind the entry. A copy never raises it.
    `names` are the origins' names, sorted. `withdrawn` counts the reports that say so, too, and that their outlets have
    taken back: they are counted nowhere else.
    """

    reports: int
    outlets: int
    origins: int
    unknown: int = 0
    names: tuple[str, ...] = ()
    withdrawn: int = 0
