"""The map: every incident with a place is on it or said to be unclear, and nothing lies on anything else."""

from __future__ import annotations

import json
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_atlas import GAZETTEER, OUTLINES, REPORTS

from accord.api import read
from accord.desk.atlas.outlines import bundled
from accord.desk.incident_map.drawing import IncidentMap, build_map
from accord.desk.incident_map.frame import HEIGHT, LEAST_DEGREES, WIDTH, Frame, fit
from accord.desk.incident_map.marks import MapMark, Room, Spot, gather, mark
from accord.model.record import Record
from accord.settings import Settings

KINDS = ["attack", "coercion", "mobilisation", "protest", "other"]
SPOTS = st.lists(
    st.tuples(st.floats(0, WIDTH), st.floats(0, HEIGHT), st.sampled_from(KINDS), st.integers(1, 40), st.booleans()).map(
        lambda row: Spot(row[0], row[1], f"Place {row[3]}", Counter({row[2]: row[3]}), "g", row[4])
    ),
    max_size=40,
)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Record:
    folder = tmp_path_factory.mktemp("told")
    for name, text in REPORTS.items():
        report = {"id": name, "title": "Attacks", "outlet": f"Courier {name}", "text": text, "published": "2024-05-11"}
        (folder / f"{name}.json").write_text(json.dumps(report))
    return read(folder, settings=Settings(reader="rules"))


def _map(record: Record, shown: str = "") -> IncidentMap:
    return build_map("s", record.incidents, record.reports, GAZETTEER, OUTLINES, shown)


def test_incidents_are_where_reports_say(told: Record) -> None:
    drawn = _map(told)
    assert {(own.name, own.country, own.reach.value) for own in drawn.here} == {
        ("Port Sant", "Veldria", "town"),
        ("Orsk", "Veldria", "area"),
        ("Keshar", "Keshar", "country"),
        ("Mirn", "Keshar", "town"),
    }
    assert {own.why: [one.place for one in own.incidents] for own in drawn.nowhere} == {
        "there are several such places": ["Beld"],
        "not in the gazetteer, or part of a longer name": ["Nowhereville"],
    }


def test_every_incident_is_on_it_or_said_to_be_unclear(told: Record) -> None:
    drawn = _map(told)
    listed = {one.id for own in drawn.here for one in own.incidents}
    listed |= {one.id for own in drawn.nowhere for one in own.incidents}
    assert listed == {incident.id for incident in told.incidents if incident.place}
    assert drawn.n_silent == sum(not incident.place for incident in told.incidents)


def test_marks_lead_to_their_lists_and_countries_to_theirs(told: Record) -> None:
    drawn = _map(told)
    places = {own.anchor: own for own in drawn.here}
    assert {mark.group for mark in drawn.marks} | {land.group for land in drawn.lands if land.group} == set(places)
    for land in drawn.lands:
        assert (land.name == "Keshar") == bool(land.group)
    assert next(land.label for land in drawn.lands if land.group) == "Keshar: 1"
    for one in drawn.marks:
        assert one.label == places[one.group].name
        assert sum(sign.n for sign in one.signs) == len(places[one.group].incidents)


def test_it_is_drawn_of_one_country_alone(told: Record) -> None:
    every, some = _map(told), _map(told, "VE")
    assert every.countries == (("KE", "Keshar"), ("VE", "Veldria"))
    assert {one.label for one in some.marks} == {"Port Sant", "Orsk"}
    assert some.here == every.here
    assert _map(told, "XX") == every


def test_without_places_nothing_is_drawn(record: Record) -> None:
    drawn = _map(record)
    assert (drawn.lands, drawn.marks, drawn.here) == ((), (), ())
    assert {one.place for own in drawn.nowhere for one in own.incidents} == {"the grain terminal"}


def _label_box(one: MapMark) -> tuple[float, float, float, float]:
    return one.label_x, one.label_y - 10, one.label_x + 6.4 * len(one.label), one.label_y + 3


def _sign_box(one: MapMark) -> tuple[float, float, float, float]:
    return one.signs[0].x - 11, one.y - 11, one.signs[-1].x + 11, one.y + 11


@given(SPOTS)
def test_nothing_lies_on_anything_else(spots: list[Spot]) -> None:
    n_things = sum(spot.n for spot in spots)
    apart = gather(spots)
    marks = mark(apart, Room([spot.box for spot in apart]))
    assert sum(sign.n for one in marks for sign in one.signs) == n_things
    boxes = [_sign_box(one) for one in marks] + [_label_box(one) for one in marks if one.label]
    for n, a in enumerate(boxes):
        for b in boxes[:n]:
            assert not (a[0] < b[2] - 0.2 and b[0] < a[2] - 0.2 and a[1] < b[3] - 0.2 and b[1] < a[3] - 0.2)


@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-85, 85)), min_size=1, max_size=30))
def test_a_frame_shows_what_it_is_fitted_to(places: list[tuple[float, float]]) -> None:
    frame = fit(places)
    assert all(frame.shows(*place) for place in places)
    assert frame.scale <= HEIGHT / LEAST_DEGREES


@given(st.floats(-180, 180), st.floats(-80, 80), st.floats(0.5, 200))
def test_what_is_clipped_lies_inside(longitude: float, latitude: float, scale: float) -> None:
    frame = Frame(longitude, latitude, scale)
    for outline in OUTLINES:
        for _, ring in outline.rings:
            for x, y in frame.clipped(ring):
                assert -7 <= x <= WIDTH + 7
                assert -7 <= y <= HEIGHT + 7


def test_a_ring_around_everything_fills_the_frame() -> None:
    frame = fit([(31.0, 44.0)])
    inside = frame.clipped([(0, 0), (60, 0), (60, 80), (0, 80), (0, 0)])
    assert {(round(x), round(y)) for x, y in inside} == {(-6, -6), (646, -6), (646, 446), (-6, 446)}
    assert frame.clipped([(0, 0), (1, 0), (1, 1), (0, 0)]) == []


def test_no_land_reaches_across_the_180th_meridian() -> None:
    frame = fit([(-170.0, -40.0), (170.0, 60.0)])
    for outline in bundled():
        for _, ring in outline.rings:
            for (ax, _), (bx, _) in pairwise(ring):
                assert abs(ax - bx) < 30
    assert frame.shows(0, 0)
