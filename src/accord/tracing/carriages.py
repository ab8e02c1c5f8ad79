"""Collecting origins and carriages, and the words they rest on."""

from __future__ import annotations

from accord.model.evidence import Evidence
from accord.model.identity import content_id
from accord.model.lineage import Carriage, Link, Origin, OriginKind
from accord.model.report import Report
from accord.model.span import Span

SHOWN = 6
"""Passages kept as evidence of a carriage."""


class CarriageBook:
    """Origins and carriages as they are found; of two entries for one report and origin the first stands."""

    def __init__(self) -> None:
        self._origins: dict[str, Origin] = {}
        self._carriages: dict[tuple[str, str], Carriage] = {}

    def add(
        self,
        report: Report,
        origin: tuple[OriginKind, str],
        share: float | None,
        confidence: float,
        reason: str,
        evidence: tuple[Evidence, ...] = (),
    ) -> None:
        """Note that a report carries an origin, given by kind and name."""
        made = Origin(content_id("origin", *origin), origin[1], origin[0])
        self._origins.setdefault(made.id, made)
        share = None if share is None else round(share, 4)
        carriage = Carriage(report.id, made.id, share, round(confidence, 4), reason, evidence)
        self._carriages.setdefault((report.id, made.id), carriage)

    def origins(self) -> tuple[Origin, ...]:
        """Every origin, by id."""
        return tuple(self._origins[i] for i in sorted(self._origins))

    def carriages(self) -> tuple[Carriage, ...]:
        """Every carriage, by report and origin."""
        return tuple(self._carriages[key] for key in sorted(self._carriages))


def share_of(link: Link, key: str) -> float:
    """The part of one end of a link that it covers."""
    return link.left_share if link.left == key else link.right_share


def passages_in(link: Link, report: Report) -> tuple[Evidence, ...]:
    """The longest passages of a link as they stand in a report, in text order; none where it is no end of the link."""
    if report.id not in (link.left, link.right):
        return ()
    spans = {p.left if link.left == report.id else p.right for p in link.passages}
    longest = sorted(spans, key=lambda s: (-len(s), s))[:SHOWN]
    return tuple(Evidence(report.id, span, span.of(report.text)) for span in sorted(longest))


def opening_of(report: Report) -> tuple[Evidence, ...]:
    """The first line of a report's prose, to show what it repeats word for word; none for a report without prose."""
    start = 0
    for line in report.prose.split("\n"):
        bare = line.strip()
        if bare:
            first = start + line.index(bare)
            span = Span(first, first + len(bare))
            return (Evidence(report.id, span, span.of(report.text)),)
        start += len(line) + 1
    return ()
