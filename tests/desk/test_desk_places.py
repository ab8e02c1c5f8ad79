"""From words to places: what is clear is found, and what is not is said to be unclear."""

from __future__ import annotations

from importlib.resources import files
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_atlas import GAZETTEER

from accord.desk.atlas import gazetteer, outlines
from accord.desk.atlas.gazetteer import Gazetteer, Reach, key_of
from accord.desk.atlas.naming import Mentions
from accord.desk.atlas.phrases import read_phrase
from accord.desk.atlas.resolving import Unclear, Why, locate

NOTHING = Mentions.of((), GAZETTEER)
NEWS = "Veldrian and Keshari envoys met. Veldria said Keshar shelled Orsk."


def _found(
    words: str, near: str = "", wide: str = "", among: Gazetteer = GAZETTEER
) -> list[tuple[str, str, str]] | Why:
    where = locate(words, among, Mentions.of((near,), among), Mentions.of((wide,), among))
    if isinstance(where, Unclear):
        return where.why
    return [(own.place.name, own.place.country, own.reach.value) for own in where]


ORSK, SANT, LORN = ("Orsk", "VE", "town"), ("Sant", "VE", "town"), ("Lorn", "KE", "town")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Orsk", [ORSK]),
        ("the northern city of Orsk", [ORSK]),
        ("Orsk airport", [ORSK]),
        ("central Orsk", [ORSK]),
        ("Orsk, Veldria", [ORSK]),
        ("the Veldrian city of Orsk", [ORSK]),
        ("the Orsk region", [("Orsk Province", "VE", "area")]),
        ("the province of Orsk", [("Orsk Province", "VE", "area")]),
        ("Porto Sant", [("Port Sant", "VE", "town")]),
        ("Orsk and Lorn", [ORSK, LORN]),
        ("the Sant suburb of Orsk", [ORSK]),
        ("Orsk’s Old Market district", [ORSK]),
        ("the Veldrian capital", [SANT]),
        ("Keshar's capital", [LORN]),
        ("northern Veldria", [("Veldria", "VE", "country")]),
        ("Veldria and Keshar", [("Veldria", "VE", "country"), ("Keshar", "KE", "country")]),
        ("Tarn and Keshar", [("Tarn", "TA", "country"), ("Keshar", "KE", "country")]),
        ("Tarn, Veldria", [("Tarn", "VE", "area")]),
        ("the Gulf of Sant", [("Gulf of Sant", "", "area")]),
        ("the town of Nowhereville, Veldria", [("Veldria", "VE", "country")]),
        ("the region", Why.NO_NAME),
        ("a checkpoint", Why.NO_NAME),
        ("Nowhereville", Why.UNKNOWN),
        ("Independence Square", Why.UNKNOWN),
        ("the University of Orsk", Why.UNKNOWN),
        ("the Veldria embassy", Why.UNKNOWN),
        ("the Veldrian embassy", Why.UNKNOWN),
        ("Veldrians", Why.UNKNOWN),
        ("", Why.NO_NAME),
    ],
)
def test_words_are_taken_apart(words: str, found: list[tuple[str, str, str]] | Why) -> None:
    assert _found(words, NEWS) == found


@pytest.mark.parametrize(
    ("words", "near", "wide", "found"),
    [
        # a name of several places: where its country is named, beside it, in the reports that tell it, in the story
        ("Mirn, Keshar", "", "", [("Mirn", "KE", "town")]),
        ("the Aurelian town of Mirn", "Keshar", "Keshar", [("Mirn", "AU", "town")]),
        ("Mirn", "Keshari guns fired.", "Aurelia and Tarn watched.", [("Mirn", "KE", "town")]),
        ("Mirn", "Guns fired.", "Aurelia watched.", [("Mirn", "AU", "town")]),
        # another large place names the country, too
        ("Mirn", "Guns fired near Lorn.", "", [("Mirn", "KE", "town")]),
        # two are named: neither, unless one is named far oftener
        ("Mirn", "Keshar and Aurelia talked.", "", Why.SEVERAL),
        ("Mirn", "Keshar, Keshar and Keshar met Aurelia.", "", [("Mirn", "KE", "town")]),
        ("Mirn", "Guns fired.", "Nobody watched.", Why.NO_COUNTRY),
        # one that is far larger and well known needs no country; its small namesake needs one beside it
        ("Great Ald", "", "", [("Great Ald", "AU", "town")]),
        ("Great Ald", "Keshar fired.", "Keshar fired.", [("Great Ald", "AU", "town")]),
        ("Great Ald, Keshar", "", "", [("Great Ald", "KE", "town")]),
        # one that is not well known is no guess either
        ("Orsk", "Guns fired.", "Nobody watched.", Why.NO_COUNTRY),
        # two of one country
        ("Beld", "Veldria", "Veldria", Why.SEVERAL),
        # a capital stands by itself, and so does a country
        ("Lorn", "", "", [LORN]),
        ("Keshar", "", "", [("Keshar", "KE", "country")]),
        # a country and a region of another: its own name is no sign of it, another word for it is
        ("Tarn", "Tarn and Veldria", "", [("Tarn", "VE", "area")]),
    ],
)
def test_a_name_of_several_places_is_no_guess(
    words: str, near: str, wide: str, found: list[tuple[str, str, str]] | Why
) -> None:
    assert _found(words, near, wide) == found


def test_candidates_are_told_of_what_is_unclear() -> None:
    where = locate("Mirn", GAZETTEER, NOTHING, NOTHING)
    assert isinstance(where, Unclear)
    assert {place.country for place in where.candidates} == {"KE", "AU", "TA"}


@given(st.text(max_size=400))
def test_any_words_are_taken_apart(words: str) -> None:
    phrase = read_phrase(words, GAZETTEER)
    assert all(GAZETTEER.called(named.key) for named in phrase.names)
    locate(words, GAZETTEER, Mentions.of((words,), GAZETTEER), NOTHING)


@pytest.mark.parametrize(
    ("capital", "country", "at"),
    [
        ("Nairobi", "KE", (-1.3, 36.8)),
        ("Ottawa", "CA", (45.4, -75.7)),
        ("Canberra", "AU", (-35.3, 149.1)),
        ("Reykjavik", "IS", (64.1, -21.9)),
        ("Kiev", "UA", (50.4, 30.5)),
        ("Montevideo", "UY", (-34.9, -56.2)),
    ],
)
def test_the_bundled_gazetteer_knows_capitals(capital: str, country: str, at: tuple[float, float]) -> None:
    where = locate(capital, gazetteer.bundled(), NOTHING, NOTHING)
    assert not isinstance(where, Unclear)
    (own,) = where
    assert own.place.country == country
    assert own.place.capital
    assert (own.place.latitude, own.place.longitude) == pytest.approx(at, abs=0.2)
    assert _holds(country, own.place.longitude, own.place.latitude)


def _holds(code: str, x: float, y: float) -> bool:
    """True where an outline holds a place: a line from it crosses the outline an odd number of times."""
    (outline,) = [own for own in outlines.bundled() if own.code == code]
    crossed = 0
    for _, ring in outline.rings:
        for (ax, ay), (bx, by) in pairwise(ring):
            crossed += (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax)
    return crossed % 2 == 1


def test_the_bundled_gazetteer_names_what_states_are_called() -> None:
    bundled = gazetteer.bundled()
    assert bundled.words["Kenyan"] == bundled.words["Kenya"] == "KE"
    assert bundled.words["US"] == "US"
    assert _found("the U.S.", among=bundled) == [("United States", "US", "country")]
    assert _found("the Caribbean", among=bundled) == [("Caribbean Sea", "", "area")]
    assert _found("Springfield", "American", among=bundled) == Why.SEVERAL


def test_every_outline_is_whole() -> None:
    every = outlines.bundled()
    assert len(every) > 200
    assert len({own.code for own in every if own.code}) > 190
    for own in every:
        for (west, east, south, north), ring in own.rings:
            assert ring[0] == pytest.approx(ring[-1])
            assert -90 <= south <= north <= 90
            assert east - west <= 190


def test_the_atlas_is_small() -> None:
    data = files("accord.desk.atlas") / "data"
    assert 0 < sum(len(path.read_bytes()) for path in data.iterdir()) < 800_000


def test_an_areas_name_is_its_own() -> None:
    places = gazetteer.bundled().called(key_of("Gaza"))
    assert [place.reach for place in places if place.country == "PS"] == [Reach.AREA]
