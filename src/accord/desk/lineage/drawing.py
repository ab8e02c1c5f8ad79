"""The lineage as a graph in time: days across, origins or outlets down, and who carries whose text between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from accord.desk.citations import day_of, outlet_of, title_of
from accord.desk.lineage.columns import Column, columns_of
from accord.desk.lineage.edges import IDLE, DrawnLink, drawn_links, moment_of
from accord.desk.lineage.lanes import Lane, lanes_of
from accord.desk.lineage.own_text import own_share
from accord.desk.lineage.shapes import RADIUS, ROW, arrow, curve, wedge
from accord.model.lineage import Lineage
from accord.model.report import Report

WIDTH = 1000
LEFT = 160
HEAD = 40
SLOT = 26
NAMED_SLOT = 124
"""Width that a node takes without its name, and with it."""

CHARACTER = 6.3
PERCENT = 5
"""Characters that the share of own text takes beside a name."""

MOST_SINGLE = 90
"""Nodes that are drawn at most; where there are more reports, the fullest cells become one node each."""

_CELLS = (12, 8, 5, 3, 2, 1)
"""So many reports of a lane in a column are drawn one by one at most, the first of these that keeps nodes few."""


@dataclass(frozen=True, slots=True)
class Node:
    """A report, or, with an empty `id`, the `count` reports of a lane in a column, folded.

    `label` is the name of its outlet, as much as there is room for, empty for none. `own` is the share of own text, of
    a fold that of all of them, None where it is not known; `wedge` the path of the part of the disc that shows it.
    `kind` is that of the main origin of the (first) report. `lane`, `since` and `until` say which reports a fold holds;
    of those without a day both days are None.
    """

    id: str
    x: float
    y: float
    label: str
    tip: str
    own: float | None
    wedge: str
    count: int
    withdrawn: bool
    kind: str
    lane: str
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class Edge:
    """A line between two nodes; it leads to the pair `first`, `then`, the strongest where it stands for `count` links.

    `sure` is the confidence, from 0 to 1. `arrow` is the path of a head, empty where it is not known who was first.
    """

    first: str
    then: str
    kind: str
    sure: float
    count: int
    path: str
    arrow: str
    tip: str


@dataclass(frozen=True, slots=True)
class LaneBand:
    """A lane as it is drawn, from `y` on, so high."""

    key: str
    name: str
    kind: str
    count: int
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class ColumnHead:
    """A column as it is drawn, with how many days without a report lie before it."""

    x: float
    width: float
    label: str
    skipped: int
    dated: bool


@dataclass(frozen=True, slots=True)
class LineageDrawing:
    """The drawing, in units of its own. `n_folded` reports stand in `n_folds` nodes; of `n_links` links those that say
    how each report hangs together with earlier ones are drawn, `n_drawn` of them.
    """

    width: int
    height: float
    columns: tuple[ColumnHead, ...]
    lanes: tuple[LaneBand, ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    n_reports: int
    n_folded: int
    n_folds: int
    n_links: int
    n_drawn: int


def draw_lineage(lineage: Lineage, reports: Sequence[Report], by: str = "origin") -> LineageDrawing | None:
    """Lay out some reports in time; None for none.

    Args: by: what the lanes are, `origin` or `outlet`.
    """
    if not reports:
        return None
    ordered = sorted(reports, key=moment_of)
    columns = columns_of(report.day for report in ordered)
    lanes = lanes_of(ordered, lineage, by)
    cells = _cells(ordered, lanes, columns)
    limit = _limit(cells)
    width = (WIDTH - LEFT) / len(columns)
    slot = NAMED_SLOT if width >= NAMED_SLOT else SLOT
    per_row = max(1, int(width // slot))
    nodes: dict[str, Node] = {}
    bands: list[LaneBand] = []
    y = float(HEAD)
    for lane in lanes:
        rows = 1
        for n, column in enumerate(columns):
            own = cells.get((lane.key, n), [])
            folded = len(own) > limit
            for place, some in enumerate([own] if folded else [[report] for report in own]):
                if some:
                    x = LEFT + n * width + RADIUS + 6 + place % per_row * (width / per_row)
                    at = (round(x, 1), y + (place // per_row + 0.5) * ROW)
                    room = int((width / per_row - 2 * RADIUS - 12) / CHARACTER) - PERCENT if slot == NAMED_SLOT else 0
                    nodes |= dict.fromkeys((report.id for report in some), _node(some, at, lane, column, lineage, room))
            rows = max(rows, 1 if folded else -(-len(own) // per_row))
        bands.append(LaneBand(lane.key, lane.name, lane.kind, len(lane.reports), y, rows * ROW))
        y += rows * ROW
    every = tuple(dict.fromkeys(nodes.values()))
    drawn = drawn_links(ordered, lineage.links)
    return LineageDrawing(
        width=WIDTH,
        height=y + 6,
        columns=tuple(
            ColumnHead(round(LEFT + n * width, 1), round(width, 1), c.label, c.skipped, c.first is not None)
            for n, c in enumerate(columns)
        ),
        lanes=tuple(bands),
        nodes=every,
        edges=tuple(_edges(drawn, nodes)),
        n_reports=len(ordered),
        n_folded=sum(node.count for node in every if not node.id),
        n_folds=sum(not node.id for node in every),
        n_links=sum(link.kind not in IDLE and {link.left, link.right} <= nodes.keys() for link in lineage.links),
        n_drawn=len(drawn),
    )


def _cells(
    reports: Sequence[Report], lanes: Sequence[Lane], columns: Sequence[Column]
) -> dict[tuple[str, int], list[Report]]:
    """The reports of each lane in each column, in their order."""
    lane_of = {report: lane.key for lane in lanes for report in lane.reports}
    found: dict[tuple[str, int], list[Report]] = {}
    for report in reports:
        column = next(n for n, column in enumerate(columns) if column.holds(report.day))
        found.setdefault((lane_of[report.id], column), []).append(report)
    return found


def _limit(cells: Mapping[tuple[str, int], list[Report]]) -> int:
    """How many reports of a cell are drawn one by one: all where they are few enough together."""
    sizes = [len(own) for own in cells.values()]
    if sum(sizes) <= MOST_SINGLE:
        return MOST_SINGLE
    return next((n for n in _CELLS if sum(1 if size > n else size for size in sizes) <= MOST_SINGLE), 1)


def _node(
    reports: Sequence[Report], at: tuple[float, float], lane: Lane, column: Column, lineage: Lineage, room: int
) -> Node:
    shares = [own_share(report, lineage) for report in reports]
    known = [share for share in shares if share is not None]
    own = sum(known) / len(known) if len(known) == len(shares) else None
    only = reports[0] if len(reports) == 1 else None
    told = "own text unknown" if own is None else f"own text {own:.0%}"
    if only is None:
        tip = f"{len(reports)} reports, {lane.name}, {column.label}, {told}"
        label = f"{len(reports)} reports"
    else:
        origins = ", ".join(origin.name for origin in lineage.of(only.id)) or "origin unknown"
        tip = f"{outlet_of(only)}, {day_of(only) or 'no date'}: {title_of(only)}. Carries {origins}; {told}"
        label = only.outlet or only.label
    return Node(
        id=only.id if only else "",
        x=at[0],
        y=at[1],
        label=_cut(label, room),
        tip=tip + (". Withdrawn" if only and only.withdrawn else ""),
        own=own,
        wedge=wedge(*at, own or 0.0),
        count=len(reports),
        withdrawn=bool(only and only.withdrawn),
        kind=next((origin.kind.value for origin in lineage.of(reports[0].id)), "unknown"),
        lane=lane.key,
        since=column.first,
        until=column.last,
    )


def _cut(label: str, room: int) -> str:
    return label if len(label) <= room else label[: room - 1].rstrip() + "…" if room > 3 else ""


def _edges(drawn: Sequence[DrawnLink], nodes: Mapping[str, Node]) -> Iterator[Edge]:
    """One line for all links between the same two nodes, told by the strongest; those inside a fold are left out."""
    between: dict[tuple[Node, Node], list[DrawnLink]] = {}
    for one in drawn:
        ends = nodes[one.first], nodes[one.then]
        if ends[0] is not ends[1]:
            between.setdefault(ends, []).append(one)
    for (start, end), links in between.items():
        strongest = max(links, key=lambda one: (one.link.confidence, one.first, one.then))
        link = strongest.link
        tip = f"{link.kind.value.replace('_', ' ')}, sure {link.confidence:.2f}: {link.reason}"
        directed = strongest.directed and len(links) == 1
        yield Edge(
            first=strongest.first,
            then=strongest.then,
            kind=link.kind.value,
            sure=link.confidence,
            count=len(links),
            path=curve((start.x, start.y), (end.x, end.y)),
            arrow=arrow(end.x, end.y) if directed or (strongest.directed and start.x < end.x) else "",
            tip=tip if len(links) == 1 else f"{len(links)} links, the surest: {tip}",
        )
