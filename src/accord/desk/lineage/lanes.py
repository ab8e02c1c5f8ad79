"""Lanes: the reports of a story by their main origin, or by outlet, the largest lane first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from accord.model.identity import content_id
from accord.model.lineage import Lineage, OriginKind
from accord.model.report import Report

BY = ("origin", "outlet")

MOST_LANES = 12
"""Lanes of their own; the smaller ones share one."""

OTHERS = "others"
"""The key of the lane that the smaller ones share."""


@dataclass(frozen=True, slots=True)
class Lane:
    """Some reports: of one origin (its id is the `key`), of one outlet, or of all the small ones.

    `kind` is that of the origin, `outlet`, or empty for the lane of others, of which `n_folded` says how many it holds.
    """

    key: str
    name: str
    kind: str
    reports: tuple[str, ...]
    n_folded: int = 0


def lanes_of(reports: Sequence[Report], lineage: Lineage, by: str) -> tuple[Lane, ...]:
    """The lanes of some reports, each in one; those of one report alone share the last, and the smallest of too many.

    Args: by: one of `BY`. A report that carries several origins stands with that of which it has most.
    """
    found: dict[str, tuple[str, str, list[str]]] = {}
    for report in reports:
        key, name, kind = _origin_of(report, lineage) if by == "origin" else _outlet_of(report)
        found.setdefault(key, (name, kind, []))[2].append(report.id)
    lanes = [Lane(key, name, kind, tuple(own)) for key, (name, kind, own) in found.items()]
    lanes.sort(key=lambda lane: (-len(lane.reports), lane.kind == OriginKind.UNKNOWN, lane.name, lane.key))
    alone = [lane for lane in lanes if len(lane.reports) == 1]
    kept = lanes[: len(lanes) - len(alone)] if len(lanes) > 4 and len(alone) > 1 else lanes
    kept = kept[: MOST_LANES if len(kept) > MOST_LANES else len(kept)]
    rest = lanes[len(kept) :]
    return (*kept, _together(rest, by)) if len(rest) > 1 else tuple(lanes)


def _together(lanes: Sequence[Lane], by: str) -> Lane:
    single = all(len(lane.reports) == 1 for lane in lanes)
    name = f"{len(lanes)} {by}s of one report each" if single else f"{len(lanes)} other {by}s"
    return Lane(OTHERS, name, "", tuple(_all(lane.reports for lane in lanes)), len(lanes))


def _all(parts: Iterable[Iterable[str]]) -> Iterable[str]:
    return (report for part in parts for report in part)


def _origin_of(report: Report, lineage: Lineage) -> tuple[str, str, str]:
    origin = next(iter(lineage.of(report.id)), None)
    if origin is None:
        return content_id("unknown", report.id), "unknown", OriginKind.UNKNOWN.value
    return origin.id, origin.name, origin.kind.value


def _outlet_of(report: Report) -> tuple[str, str, str]:
    if not report.outlet:
        return "unknown", "outlet unknown", OriginKind.UNKNOWN.value
    folded = " ".join(report.outlet.casefold().split())
    return content_id("outlet", folded), report.outlet, OriginKind.OUTLET.value
