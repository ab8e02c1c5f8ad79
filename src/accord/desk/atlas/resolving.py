"""From words to a place on the map: where reports show which is meant, and never by a guess."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from accord.desk.atlas.gazetteer import Gazetteer, Place, Reach, key_of
from accord.desk.atlas.naming import Mentions
from accord.desk.atlas.phrases import Named, Phrase, read_phrase

FAR_LARGER = 10
"""A place is meant by a name if it has so many times the people of all others of that name together."""

WELL_KNOWN = 500
"""Thousands of people of a city that needs no country named beside it if it is far larger, too; nor does a capital."""

FAR_OFTENER = 3
"""Its country is meant if the reports name it so many times as often as those of all others together."""


class Why(StrEnum):
    """Why words lead to no place."""

    NO_NAME = "no place is named"
    UNKNOWN = "not in the gazetteer, or part of a longer name"
    NO_COUNTRY = "the reports name no country in which there is such a place"
    SEVERAL = "there are several such places"


@dataclass(frozen=True, slots=True)
class Located:
    """Where something is, in the words of the reports (`words`) and on the map (`place`); `reach` says how exactly."""

    words: str
    place: Place
    reach: Reach


@dataclass(frozen=True, slots=True)
class Unclear:
    """Why words lead to no place, and the places they may mean."""

    why: Why
    candidates: tuple[Place, ...] = ()


def locate(text: str, gazetteer: Gazetteer, nearest: Mentions, wider: Mentions) -> tuple[Located, ...] | Unclear:
    """The place or places that words mean.

    Args:
        text: the words for the place.
        nearest: what the reports that tell it name; `wider` what all reports of the story name, asked where those don't
            help.
    """
    phrase = read_phrase(text, gazetteer)
    if phrase.capital:
        capitals = [gazetteer.capitals[code] for code in sorted(phrase.countries) if code in gazetteer.capitals]
        if len(capitals) == 1:
            return (Located(capitals[0].name, capitals[0], Reach.TOWN),)
    if not phrase.names:
        return Unclear(Why.UNKNOWN if phrase.has_name else Why.NO_NAME)
    found, unclear = [], []
    for named in phrase.names:
        meant = _meant(named, phrase, nearest, wider)
        if isinstance(meant, Unclear):
            unclear.append(meant)
        else:
            reach = Reach.AREA if named.area and meant.reach is Reach.TOWN else meant.reach
            found.append(Located(named.words, meant, reach))
    # a country or an area around another place that is named only says where that is
    inner = [own for own in found if not any(own.place.holds(other.place) for other in found)]
    return tuple(inner) if inner else unclear[0]


def _meant(named: Named, phrase: Phrase, nearest: Mentions, wider: Mentions) -> Place | Unclear:
    """The one place that a name means."""
    places = _by_own_name(named)
    beside = phrase.countries - {place.country for place in places if place.reach is Reach.COUNTRY}
    holding = {p.country for other in phrase.names if other.key != named.key for p in other.places if _is_sole(other)}
    for told in (beside, holding):
        inside = [place for place in places if place.country in told]
        if inside:
            return _one(inside, Counter(told))
    if any(other.key != named.key and _is_country(other) for other in phrase.names):
        # countries stand beside countries
        places = tuple(place for place in places if place.reach is Reach.COUNTRY) or places
    largest = _far_larger([place for place in places if place.reach is Reach.TOWN])
    known = largest if largest and (largest.capital or largest.people >= WELL_KNOWN) else None
    # of a name that a far larger town has, a small one is meant only where its country stands beside it
    likely = [p for p in places if p.reach is not Reach.TOWN or largest is None or p.country == largest.country]
    for mentions in (nearest, wider):
        counted = mentions.countries(named.key)
        standing = [place for place in likely if counted[place.country] or not place.country or place is known]
        if standing:
            return _one(standing, counted)
    if len(places) == 1 and places[0].reach is Reach.COUNTRY:
        return places[0]
    return Unclear(Why.NO_COUNTRY, places)


def _by_own_name(named: Named) -> tuple[Place, ...]:
    """The places of that name, but no town of a country's name; in each country those that have it for their own before
    those that have it, too.
    """
    places = named.places
    if any(place.reach is Reach.COUNTRY for place in places):
        places = tuple(place for place in places if place.reach is not Reach.TOWN)
    own = {(place.country, place.reach) for place in places if key_of(place.name) == named.key}
    return tuple(p for p in places if (p.country, p.reach) not in own or key_of(p.name) == named.key)


def _is_country(named: Named) -> bool:
    return all(place.reach is Reach.COUNTRY for place in named.places)


def _is_sole(named: Named) -> bool:
    return len({place.country for place in named.places}) == 1


def _far_larger(places: list[Place]) -> Place | None:
    ranked = sorted(places, key=lambda place: -place.people)
    others = sum(place.people for place in ranked[1:])
    return ranked[0] if ranked and ranked[0].people >= FAR_LARGER * others and ranked[0].people else None


def _one(places: list[Place], counted: Counter[str]) -> Place | Unclear:
    """The one of several that is meant, if it is clear."""
    chosen = [_chosen_in(own) for own in _by_country(places)]
    if len(chosen) == 1:
        return chosen[0] or Unclear(Why.SEVERAL, tuple(places))
    clear = [place for place in chosen if place]
    largest = _far_larger(clear) if all(p and p.reach is Reach.TOWN for p in chosen) else None
    if largest:
        return largest
    for place in clear:
        others = sum(counted[own[0].country] for own in _by_country(places) if own[0].country != place.country)
        if counted[place.country] >= FAR_OFTENER * others and counted[place.country]:
            return place
    return Unclear(Why.SEVERAL, tuple(places))


def _by_country(places: Iterable[Place]) -> Iterator[list[Place]]:
    """The places of each country; each country itself, as another kind of thing, among them."""
    found: dict[str, list[Place]] = {}
    for place in places:
        found.setdefault(place.country, []).append(place)
    yield from found.values()


def _chosen_in(places: list[Place]) -> Place | None:
    """The one of a country's places that bear a name: the country itself, its capital, the town before its region, the
    far larger of several towns.
    """
    for reach in (Reach.COUNTRY, Reach.TOWN, Reach.AREA):
        own = [place for place in places if place.reach is reach]
        if own:
            capital = next((place for place in own if place.capital), None)
            return own[0] if len(own) == 1 else capital or _far_larger(own)
    return None
