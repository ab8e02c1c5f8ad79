"""The lineage, laid out for drawing: origins on the left, the reports that carry them on the right."""

from __future__ import annotations

from dataclasses import dataclass

from accord.desk.citations import day_of, outlet_of, title_of
from accord.model.lineage import Lineage, OriginKind
from accord.model.report import Report

ROW = 34
MOST_DRAWN = 60


@dataclass(frozen=True, slots=True)
class Node:
    """A box at height `y`; `kind` is the origin's kind, or `report`."""

    id: str
    y: float
    label: str
    detail: str
    kind: str


@dataclass(frozen=True, slots=True)
class Edge:
    """A line from an origin to a report that carries it; `sure` from 0 to 1 is the confidence."""

    from_y: float
    to_y: float
    sure: float
    unknown: bool
    tip: str


@dataclass(frozen=True, slots=True)
class LineageDrawing:
    """The drawing, in units of its own; `height` for both columns."""

    height: float
    origins: tuple[Node, ...]
    reports: tuple[Node, ...]
    edges: tuple[Edge, ...]


def draw_lineage(lineage: Lineage, reports: list[Report]) -> LineageDrawing | None:
    """Lay out which origins the reports carry; None for no lineage or more than 60 reports (the list has them)."""
    ids = {report.id for report in reports}
    carriages = [c for c in lineage.carriages if c.report in ids]
    if not carriages or len(reports) > MOST_DRAWN:
        return None
    origins = {o.id: o for o in lineage.origins}
    first_origin = {r.id: lineage.of(r.id)[0].id for r in reports if lineage.of(r.id)}
    size = {o: sum(c.origin == o for c in carriages) for o in {c.origin for c in carriages}}
    used = sorted(size, key=lambda o: (-size[o], origins[o].kind is OriginKind.UNKNOWN, origins[o].name))
    place = {o: i for i, o in enumerate(used)}
    ordered = sorted(reports, key=lambda r: (place.get(first_origin.get(r.id, ""), 99), day_of(r), r.id))
    height = max(len(ordered), len(used)) * ROW + 12.0
    report_y = {r.id: 24.0 + i * height / len(ordered) for i, r in enumerate(ordered)}
    origin_y = {o: 24.0 + i * height / len(used) for i, o in enumerate(used)}
    return LineageDrawing(
        height=height + 16,
        origins=tuple(Node(o, origin_y[o], origins[o].name, _counted(size[o]), origins[o].kind.value) for o in used),
        reports=tuple(
            Node(r.id, report_y[r.id], f"{outlet_of(r)}  {day_of(r)}".strip(), title_of(r), "report") for r in ordered
        ),
        edges=tuple(
            Edge(
                origin_y[c.origin],
                report_y[c.report],
                c.confidence,
                origins[c.origin].kind is OriginKind.UNKNOWN,
                c.reason,
            )
            for c in carriages
        ),
    )


def _counted(n: int) -> str:
    return "1 report" if n == 1 else f"{n} reports"
