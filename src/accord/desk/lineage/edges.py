"""Which links of a lineage are drawn: as few as say how each report hangs together with those before it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from accord.model.lineage import JOINING, Link, LinkKind
from accord.model.report import Report
from accord.model.ties import Ties
from accord.text.agencies import agency_called

IDLE = frozenset({LinkKind.COINCIDENCE, LinkKind.BOILERPLATE})
"""Kinds that say nothing about who copied whom: they are never drawn."""


@dataclass(frozen=True, slots=True)
class DrawnLink:
    """A link from the report that stands before the other to that other. `directed` says that it is known to be so."""

    first: str
    then: str
    directed: bool
    link: Link


def drawn_links(reports: Sequence[Report], links: Iterable[Link]) -> list[DrawnLink]:
    """Of each report the link to the earlier one with which it shares most, then those that join what is still apart.

    Links that join origins go first, so that the drawing is a forest whose trees are the families of copies and
    rewrites; other links are drawn only between trees.
    """
    order = {report.id: n for n, report in enumerate(sorted(reports, key=moment_of))}
    told = [link for link in links if link.kind not in IDLE and link.left in order and link.right in order]
    degree: dict[str, int] = {}
    for link in told:
        for end in (link.left, link.right):
            degree[end] = degree.get(end, 0) + 1
    best: dict[str, tuple[tuple[float, int, int], DrawnLink]] = {}
    others: list[tuple[tuple[float, int, int], DrawnLink]] = []
    for link in told:
        drawn = _directed(link, order)
        share = link.right_share if drawn.then == link.right else link.left_share
        # of equal ones that to the report with the most links, so that copies of one text hang on one of them
        rank = (-share, -degree[drawn.first], order[drawn.first])
        if link.kind not in JOINING:
            others.append((rank, drawn))
        elif drawn.then not in best or rank < best[drawn.then][0]:
            best[drawn.then] = (rank, drawn)
    ties = Ties[str]()
    chosen = [drawn for _, (_, drawn) in sorted(best.items(), key=lambda item: order[item[0]])]
    for drawn in chosen:
        ties.join(drawn.first, drawn.then)
    for _, drawn in sorted(others, key=lambda pair: (pair[0], order[pair[1].then])):
        if ties.root(drawn.first) != ties.root(drawn.then):
            ties.join(drawn.first, drawn.then)
            chosen.append(drawn)
    return chosen


def _directed(link: Link, order: dict[str, int]) -> DrawnLink:
    first = link.copied_from or min(link.left, link.right, key=order.__getitem__)
    return DrawnLink(first, link.right if first == link.left else link.left, link.copied_from is not None, link)


def moment_of(report: Report) -> tuple[date, datetime, bool, str]:
    """The order of reports: by day, then by time of day, unknown ones last; then agencies first."""
    at = report.published.at if report.published else None
    late = datetime.combine(date.max, time(), UTC)
    agency = bool(report.outlet and agency_called(report.outlet))
    return report.day or date.max, at if at and at.tzinfo else late, not agency, report.id
