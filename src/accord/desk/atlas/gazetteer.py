"""The gazetteer: places by every name they have here, and the words that name a country."""

from __future__ import annotations

import lzma
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from accord.text.names.parties import Form, known_phrases
from accord.text.tables import values


class Reach(StrEnum):
    """How much a place is: a town, an area (a region, a stretch of land or sea), a whole country."""

    TOWN = "town"
    AREA = "area"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class Place:
    """A place, at a latitude and longitude in degrees; those of a country are nothing to go by.

    `country` is a code of two letters, empty for a sea; `region` is the code of a region within it, empty for none.
    `people` are thousands.
    """

    name: str
    reach: Reach
    country: str
    region: str = ""
    latitude: float = 0.0
    longitude: float = 0.0
    people: int = 0
    capital: bool = False

    def holds(self, other: Place) -> bool:
        """True where the other place is a part of this one."""
        if self.country != other.country or not self.country or other.reach is self.reach:
            return False
        return self.reach is Reach.COUNTRY or (
            self.reach is Reach.AREA and other.reach is Reach.TOWN and bool(self.region) and self.region == other.region
        )


class Gazetteer:
    """Places by name.

    Args:
        places: each with its other names. An area's names are its own: no town of its country has them, too.
        words: what else names a country (`Veldrian`, `Veldrians`), as written, to its code.
    """

    def __init__(self, places: Iterable[tuple[Place, Iterable[str]]], words: Mapping[str, str] | None = None) -> None:
        self._called: dict[str, list[Place]] = {}
        self.countries: dict[str, Place] = {}
        self.capitals: dict[str, Place] = {}
        for place, others in places:
            if place.reach is Reach.COUNTRY:
                self.countries[place.country] = place
            if place.capital:
                self.capitals[place.country] = place
            for key in dict.fromkeys((key_of(place.name), *others)):
                known = self._called.setdefault(key, [])
                if place not in known:
                    known.append(place)
        self.words = {place.name: code for code, place in self.countries.items()} | dict(words or {})

    def called(self, key: str) -> tuple[Place, ...]:
        """The places of that name, folded by `key_of`; none for an unknown one."""
        return tuple(self._called.get(key, ()))


def key_of(name: str) -> str:
    """A name as it is looked up: no case, accents, apostrophes or hyphens."""
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return _BETWEEN.sub(" ", name.lower().translate(_MARKS)).strip()


# States that our table calls by their people.
_LANDS = {"Palestinian territories": "Palestinians"}
_BETWEEN = re.compile(r"[\W_]+")
_MARKS = {ord(mark): None for mark in "'’‘`ʿʾʼ"}


@cache
def word_list(name: str) -> frozenset[str]:
    """Words of one kind that stand beside the names of places."""
    return frozenset(tomllib.loads("\n".join(_lines("words.toml")))[name])


@cache
def bundled() -> Gazetteer:
    """The places that come with Accord: those of GeoNames, and the areas of our own table."""
    areas = [line.split("\t") for line in _lines("areas.tsv")]
    own = {(row[2], row[3]) for row in areas if row[3]}
    taken = {(row[2], key_of(name)) for row in areas for name in (row[0], *values(row[1]))}
    places: list[tuple[Place, Iterable[str]]] = [
        (Place(row[0], Reach.AREA, row[2], row[3], float(row[4]), float(row[5])), [key_of(n) for n in values(row[1])])
        for row in areas
    ]
    for line in _lines("places.tsv.xz"):
        kind, country, region, name, latitude, longitude, people, *others = line.split("\t")
        if kind == "region" and (country, region) in own:
            continue
        reach = {"country": Reach.COUNTRY, "region": Reach.AREA}.get(kind, Reach.TOWN)
        place = Place(
            name,
            reach,
            country,
            region,
            float(latitude or 0),
            float(longitude or 0),
            int(people),
            kind == "capital",
        )
        keys = others[0].split(";") if others else []
        if reach is Reach.TOWN and (country, key_of(name)) in taken:
            keys, place = [k for k in keys if (country, k) not in taken], _city(place)
        places.append((place, keys))
    countries = {_LANDS.get(p.name, p.name): p for p, _ in places if p.reach is Reach.COUNTRY}
    words = {}
    for phrase, known in known_phrases().items():
        if known.form in (Form.NAME, Form.ADJECTIVE, Form.PEOPLE) and known.name in countries:
            words[phrase] = countries[known.name].country
            if known.form is Form.NAME and phrase != known.name:
                places.append((countries[known.name], [key_of(phrase)]))
    return Gazetteer(places, words)


def _city(place: Place) -> Place:
    """A town whose name is rather that of the area around it."""
    return Place(
        f"{place.name} City",
        place.reach,
        place.country,
        place.region,
        place.latitude,
        place.longitude,
        place.people,
        place.capital,
    )


def _lines(name: str) -> list[str]:
    data = (files("accord.desk.atlas") / "data" / name).read_bytes()
    text = lzma.decompress(data) if name.endswith(".xz") else data
    return [line for line in text.decode("utf-8").splitlines() if line and not line.startswith("#")]
