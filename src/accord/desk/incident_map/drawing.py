"""The map of a story's incidents: where reports say they were, and which of them are unclear."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from accord.desk.atlas.gazetteer import Gazetteer, Place, Reach
from accord.desk.atlas.naming import Mentions
from accord.desk.atlas.outlines import Outline, Point
from accord.desk.atlas.resolving import Located, Unclear, locate
from accord.desk.incident_map.frame import HEIGHT, WIDTH, Frame, fit
from accord.desk.incident_map.marks import MapMark, Room, Spot, gather, mark
from accord.desk.support import support_badge
from accord.model.claim import PloverType
from accord.model.entry import Incident
from accord.model.report import Report
from accord.weighing.phrases import day_phrase

KINDS = {
    PloverType.ASSAULT: "attack",
    PloverType.COERCE: "coercion",
    PloverType.MOBILIZE: "mobilisation",
    PloverType.PROTEST: "protest",
}
OTHER = "other"
LEAST_LABELLED = 2_500
"""Square units of a country that has its name on the map."""


@dataclass(frozen=True, slots=True)
class Told:
    """An incident in a list: its line, its days, its kind, its support, and the words for its place."""

    id: str
    line: str
    on: str
    kind: str
    badge: str
    place: str
    unsure: bool


@dataclass(frozen=True, slots=True)
class Here:
    """The incidents of one place. `anchor` is the group's own; `reach` says how exactly the reports tell where.

    `name` is how the reports call it most, `known_as` how the gazetteer does. Degrees are None for a whole country.
    """

    anchor: str
    name: str
    known_as: str
    country: str
    reach: Reach
    latitude: float | None
    longitude: float | None
    incidents: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Nowhere:
    """The incidents that one reason keeps off the map."""

    why: str
    incidents: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Land:
    """What of a country the map shows: a path, and a label, empty where it has no room.

    `group` is where the incidents somewhere in it are listed, empty for none; the label has their number.
    """

    name: str
    path: str
    group: str
    label: str
    label_x: float
    label_y: float


@dataclass(frozen=True, slots=True)
class IncidentMap:
    """The drawing and the lists. `countries` are the codes and names of those with incidents; `shown` is the one that
    the map is of, empty for all. `n_silent` incidents have no words for a place.
    """

    width: int
    height: int
    lands: tuple[Land, ...]
    marks: tuple[MapMark, ...]
    here: tuple[Here, ...]
    nowhere: tuple[Nowhere, ...]
    countries: tuple[tuple[str, str], ...]
    shown: str
    n_silent: int


def build_map(
    story: str,
    incidents: Iterable[Incident],
    reports: Iterable[Report],
    gazetteer: Gazetteer,
    outlines: Sequence[Outline],
    shown: str = "",
) -> IncidentMap:
    """Find where the incidents of a story were, and draw them.

    Args:
        story: its id, a part of every anchor.
        shown: the code of the country to draw alone; empty, or one without incidents, for all.
    """
    incidents = list(incidents)
    placed = [incident for incident in incidents if incident.place]
    found: dict[tuple[Place, Reach], list[Told]] = {}
    called: dict[tuple[Place, Reach], Counter[str]] = {}
    unclear: dict[str, list[Told]] = {}
    for incident, where in _where(placed, reports, gazetteer):
        if isinstance(where, Unclear):
            unclear.setdefault(where.why.value, []).append(_told(incident))
            continue
        for located in where:
            found.setdefault((located.place, located.reach), []).append(_told(incident))
            called.setdefault((located.place, located.reach), Counter())[located.words] += 1
    here = [
        Here(
            anchor=f"place-{story}-{n}",
            name=place.name
            if reach is Reach.COUNTRY
            else min(called[place, reach].items(), key=lambda own: (-own[1], own[0]))[0],
            known_as=place.name,
            country=gazetteer.countries[place.country].name if place.country in gazetteer.countries else "",
            reach=reach,
            latitude=None if place.reach is Reach.COUNTRY else place.latitude,
            longitude=None if place.reach is Reach.COUNTRY else place.longitude,
            incidents=tuple(told),
        )
        for n, ((place, reach), told) in enumerate(
            sorted(found.items(), key=lambda own: (-len(own[1]), own[0][0].name, own[0][0].country, own[0][1]))
        )
    ]
    codes = {place.country for place, _ in found if place.country}
    names = sorted((gazetteer.countries[code].name, code) for code in codes if code in gazetteer.countries)
    shown = shown if shown in codes else ""
    code_of = dict(names)
    drawn = [own for own in here if not shown or code_of.get(own.country) == shown]
    wholes = {code_of[own.country]: own for own in drawn if own.latitude is None}
    frame = _frame(drawn, wholes, outlines)
    spots = gather(_spots(frame, drawn)) if frame else []
    room = Room([spot.box for spot in spots])
    seen = list(_seen(frame, outlines)) if frame else []
    lands = [_land(outline, rings, wholes[outline.code], room) for outline, rings in seen if outline.code in wholes]
    marks = mark(spots, room)
    lands += [_land(outline, rings, None, room) for outline, rings in seen if outline.code not in wholes]
    return IncidentMap(
        width=WIDTH,
        height=HEIGHT,
        lands=tuple(lands),
        marks=marks,
        here=tuple(here),
        nowhere=tuple(Nowhere(why, tuple(told)) for why, told in sorted(unclear.items())),
        countries=tuple((code, name) for name, code in names),
        shown=shown,
        n_silent=len(incidents) - len(placed),
    )


def _where(
    incidents: Iterable[Incident], reports: Iterable[Report], gazetteer: Gazetteer
) -> Iterator[tuple[Incident, tuple[Located, ...] | Unclear]]:
    named = {report.id: Mentions.of((report.text,), gazetteer) for report in reports} if incidents else {}
    wider = Mentions.together(named.values())
    together: dict[frozenset[str], Mentions] = {}
    for incident in incidents:
        own = frozenset(piece.report for piece in incident.evidence if piece.report in named)
        if own not in together:
            together[own] = Mentions.together(named[report] for report in sorted(own))
        yield incident, locate(incident.place or "", gazetteer, together[own], wider)


def _told(incident: Incident) -> Told:
    return Told(
        id=incident.id,
        line=incident.line,
        on=day_phrase(incident.on) if incident.on else "",
        kind=KINDS.get(incident.type, OTHER),
        badge=support_badge(incident.support),
        place=incident.place or "",
        unsure=incident.unsure,
    )


def _frame(drawn: Sequence[Here], wholes: Mapping[str, Here], outlines: Sequence[Outline]) -> Frame | None:
    """The frame around the places and, where there are none, around the countries; None for nothing to draw."""
    places = [(own.longitude, own.latitude) for own in drawn if own.longitude is not None and own.latitude is not None]
    known = [outline for outline in outlines if outline.code in wholes]
    if places:
        return fit([*places, *(outline.middle for outline in known)])
    corners = [corner for o in known for corner in _corners(o)]
    return fit(corners) if corners else None


def _corners(outline: Outline) -> list[tuple[float, float]]:
    west, east, south, north = outline.rings[0][0]
    return [(west, south), (east, north)]


def _spots(frame: Frame, drawn: Iterable[Here]) -> list[Spot]:
    made = []
    for own in drawn:
        if own.latitude is not None and own.longitude is not None:
            x, y = frame.at(own.longitude, own.latitude)
            kinds = Counter(told.kind for told in own.incidents)
            made.append(Spot(x, y, own.name, kinds, own.anchor, own.reach is Reach.AREA))
    return made


def _seen(frame: Frame, outlines: Iterable[Outline]) -> Iterator[tuple[Outline, list[list[Point]]]]:
    """What of the countries is inside the frame."""
    for outline in outlines:
        rings = [frame.clipped(ring) for box, ring in outline.rings if frame.meets(box)]
        if any(rings):
            yield outline, [ring for ring in rings if ring]


def _land(outline: Outline, rings: list[list[Point]], own: Here | None, room: Room) -> Land:
    path = "".join("M" + " ".join(f"{x:.0f},{y:.0f}" for x, y in ring) + "Z" for ring in rings)
    label = f"{own.name}: {len(own.incidents)}" if own else outline.name
    middle, area = max((_middle(ring) for ring in rings), key=lambda found: found[1])
    at = room.around(label, *middle) if own else room.find(label, [(middle[0] - 3 * len(label), middle[1])])
    if not own and area < LEAST_LABELLED:
        at = None
    return Land(outline.name, path, own.anchor if own else "", label if at else "", *(at or (0.0, 0.0)))


def _middle(ring: Sequence[Point]) -> tuple[Point, float]:
    """The middle of what a ring holds, and how much that is."""
    twice = x = y = 0.0
    for (ax, ay), (bx, by) in zip(ring, (*ring[1:], ring[0]), strict=True):
        cross = ax * by - bx * ay
        twice, x, y = twice + cross, x + (ax + bx) * cross, y + (ay + by) * cross
    return ((x / (3 * twice), y / (3 * twice)) if twice else ring[0]), abs(twice) / 2
