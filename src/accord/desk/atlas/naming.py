"""Which countries texts name: by name, by an adjective, or by a large town that lies in one country alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from accord.desk.atlas.gazetteer import Gazetteer, Reach, key_of

LARGE = 100
"""Thousands of people of a town that tells its country."""

_NAME = re.compile(r"\b[A-Z\u00c0-\u00de\u0100-\u024f][\w.]*(?:[-'’ ][A-Z\u00c0-\u00de][\w.]*){0,3}")


class Mentions:
    """How often texts name each country, and by which words."""

    def __init__(self, counts: Counter[tuple[str, str]]) -> None:
        self._counts = counts

    @classmethod
    def of(cls, texts: Iterable[str], gazetteer: Gazetteer) -> Mentions:
        """Count the countries that texts name."""
        counts: Counter[tuple[str, str]] = Counter()
        for text in texts:
            for run in _NAME.finditer(text):
                counts.update(_countries(run[0], gazetteer))
        return cls(counts)

    @classmethod
    def together(cls, parts: Iterable[Mentions]) -> Mentions:
        """Those of several texts."""
        counts: Counter[tuple[str, str]] = Counter()
        for part in parts:
            counts.update(part._counts)
        return cls(counts)

    def countries(self, but: str) -> Counter[str]:
        """How often each country is named, by any other word than one whose key is `but`."""
        counted: Counter[str] = Counter()
        for (country, key), n in self._counts.items():
            if key != but:
                counted[country] += n
        return counted


def _countries(run: str, gazetteer: Gazetteer) -> list[tuple[str, str]]:
    """The countries that a run of words, each with a capital letter, names; the longest words first."""
    words = run.split(" ")
    found, at = [], 0
    while at < len(words):
        for end in range(len(words), at, -1):
            phrase = re.sub(r"['’]s?$", "", " ".join(words[at:end]))
            if phrase not in gazetteer.words:
                phrase = phrase.rstrip(".")
            key = key_of(phrase)
            country = gazetteer.words.get(phrase) or _of_town(key, gazetteer)
            if country:
                found.append((country, key))
                at = end - 1
                break
        at += 1
    return found


def _of_town(key: str, gazetteer: Gazetteer) -> str:
    places = gazetteer.called(key)
    countries = {place.country for place in places}
    told = any(place.reach is not Reach.TOWN or place.people >= LARGE for place in places)
    return countries.pop() if len(countries) == 1 and told else ""
