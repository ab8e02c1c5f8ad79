"""Evidence: the exact words a line of the record rests on."""

from __future__ import annotations

from dataclasses import dataclass

from accord.model.span import Span


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """Words in a report. `text` is `span` of that report's text; `claim` is the id of the claim it came by, if any."""

    report: str
    span: Span
    text: str
    claim: str | None = None


@dataclass(frozen=True, slots=True)
class Support:
    """How much stands behind an entry: reports, the outlets that published them, and their independent origins.

    `origins` is an upper bound on the independent origins: reports whose lineage is unknown are counted in
    `unknown` and never raise it on their own while a known origin stands behind the entry. A copy never raises it.
    `names` are the origins' names, sorted.
    """

    reports: int
    outlets: int
    origins: int
    unknown: int = 0
    names: tuple[str, ...] = ()
