"""The positions matrix: measures down, parties across, a stand in each cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from accord.desk.history import Histories, Step, may_have_turned
from accord.model.entry import Position
from accord.model.evidence import Support
from accord.model.measure import Measure, RelationKind, Rival, RivalKind
from accord.model.period import Period
from accord.weighing.phrases import length_phrase

PARTIES_SHOWN = 12
LONGEST_NOTE = 90  # characters of the names of the variants of a measure
RELATION_WORDS = {
    RelationKind.NARROWER: "narrower than",
    RelationKind.WIDER: "wider than",
    RelationKind.REPLACES: "replaces",
    RelationKind.EXTENDS: "extends",
}
LONGEST_DAYS = 31


@dataclass(frozen=True, slots=True)
class Cell:
    """One party's present stand on one measure, with the entry it comes from.

    `since` is the earliest day or days (`18 Mar`, `10–16 Mar`, with the year when it is another), empty when unknown
    and for more than a month. `support` is `2×`, `?` for an unknown origin, or `withdrawn`. `unsure` when every claim
    behind the stand is. `was` is the stand that the same voice took before, empty where it took none.
    """

    entry: str
    stance: str
    since: str
    condition: str | None
    origins: int
    support: str
    unsure: bool
    was: str


@dataclass(frozen=True, slots=True)
class Row:
    """One measure; `cells` in the order of the matrix's parties, empty where a party takes no stand.

    `variants` says which other measures it is a variant of and what reports differ on; empty for neither. `turned`
    says in the same order where there may be a history, and `history` has the steps of it; it is empty where they are
    left out.
    """

    measure: str
    label: str
    kind: str
    variants: str
    cells: tuple[tuple[Cell, ...], ...]
    turned: tuple[bool, ...]
    history: tuple[tuple[Step, ...], ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Who stands where. Measures with the most stands first; parties with the most stands first.

    A cell has the stands that hold now. `n_left_out` counts the positions of parties beyond the first twelve, those
    that another has taken the place of, and the unsure ones of a party that takes a sure stand on the same measure: the
    history of a cell and the list below the matrix have them.
    """

    parties: tuple[str, ...]
    rows: tuple[Row, ...]
    n_left_out: int


def build_matrix(
    measures: tuple[Measure, ...], positions: tuple[Position, ...], year: int | None, histories: Histories | None
) -> Matrix:
    """Lay out positions; measures nobody takes a stand on are left out.

    Args: year: goes without saying; histories: None to leave them out.
    """
    count = Counter(position.party for position in positions)
    parties = tuple(sorted(count, key=lambda party: (-count[party], party))[:PARTIES_SHOWN])
    by_place: dict[tuple[str, str], list[Position]] = {}
    for position in positions:
        by_place.setdefault((position.measure, position.party), []).append(position)
    labels = {measure.id: measure.label for measure in measures}
    rows = []
    for measure in measures:
        taken = [by_place.get((measure.id, party), []) for party in parties]
        cells = tuple(tuple(_cell(p, year) for p in _present(own)) for own in taken)
        if any(cells):
            kind, variants = measure.kind.value.replace("_", " "), _variants(measure, labels)
            history = tuple(map(histories.of, taken)) if histories else ()
            turned = tuple(map(may_have_turned, taken))
            rows.append(Row(measure.id, measure.label, kind, variants, cells, turned, history))
    rows.sort(key=lambda row: (-sum(map(bool, row.cells)), -sum(c.origins for cs in row.cells for c in cs), row.label))
    shown = sum(len(here) for row in rows for here in row.cells)
    return Matrix(parties, tuple(rows), len(positions) - shown)


def _present(positions: list[Position]) -> list[Position]:
    """The stands of a party on a measure that hold now, sure ones where there are any."""
    sure = [p for p in positions if not p.unsure] or positions
    return [p for p in sure if p.superseded is None] or sure


def _variants(measure: Measure, labels: Mapping[str, str]) -> str:
    """`narrower than full truce; reports differ: 30 days, 60 days`."""
    said: dict[RelationKind, list[str]] = {}
    for relation in measure.relations:
        said.setdefault(relation.kind, []).append(labels[relation.measure])
    told = [f"{RELATION_WORDS[kind]} {_shortened(' / '.join(others))}" for kind, others in said.items()]
    if measure.rivals:
        told.append(f"reports differ: {', '.join(map(rival_phrase, measure.rivals))}")
    return "; ".join(told)


def rival_phrase(rival: Rival) -> str:
    """What some reports say of a measure where others say otherwise: `30 days`, or a scope in its words."""
    return length_phrase(rival.value) if rival.kind is RivalKind.DURATION else rival.value


def _shortened(text: str) -> str:
    """The text, cut at a word where it is too long for a note."""
    return text if len(text) <= LONGEST_NOTE else text[:LONGEST_NOTE].rsplit(" ", 1)[0] + " …"


def _cell(position: Position, year: int | None) -> Cell:
    return Cell(
        entry=position.id,
        stance=position.stance.value,
        since=_short(position.since, year) if position.since else "",
        condition=position.condition,
        origins=position.support.origins,
        support=_count(position.support),
        unsure=position.unsure,
        was=position.earlier[-1][1].value if position.earlier and position.superseded is None else "",
    )


def _count(support: Support) -> str:
    if not support.reports and support.withdrawn:
        return "withdrawn"
    return f"{support.origins}×" if support.names else "?"


def _short(since: Period, year: int | None) -> str:
    first, last = since.first, since.last
    month = f"{last:{'%b' if last.year == year else '%b %Y'}}"
    if first == last:
        return f"{last.day} {month}"
    if (first.year, first.month) != (last.year, last.month):
        return f"{first.day} {first:%b}–{last.day} {month}" if (last - first).days <= LONGEST_DAYS else ""
    return f"{first.day}–{last.day} {month}"
