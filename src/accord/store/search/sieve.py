"""Which kept claims may answer a search, by the rows as they are: to make each of them costs more than all else."""

from __future__ import annotations

import re

import sqlalchemy as sa

from accord.store.search.candidates import Wanted
from accord.store.search.query import CLAIM_KINDS
from accord.store.search.words import have_letters

_PLACE = r'"{}":\[(\d+),(\d+)\]'
_WORDS = {kind: re.compile(_PLACE.format(name)) for kind, name in (("quote", "content"), ("event", "sentence"))}
_MEASURE = re.compile(_PLACE.format("measure"))
_KINDS = frozenset({"claim", "event", "quote"})


class Sieve:
    """Lets through every claim that answers, and few others."""

    def __init__(self, wanted: Wanted, kind: str) -> None:
        measured = wanted.measured
        self._terms = wanted.terms
        self._measure = measured.terms if measured and not measured.id else None
        self._claims = measured.claims if measured and measured.id else None
        asked = (('"speaker":', wanted.speaker), ("part", wanted.party), ('"measure":', self._measure is not None))
        self._parts = [part for part, is_asked in asked if is_asked]
        if kind in CLAIM_KINDS and kind not in _KINDS:
            self._parts.append(f'"type":"{kind}"')

    def tests(self, body: sa.ColumnElement[str]) -> list[sa.ColumnElement[bool]]:
        """What the database can tell: the parts that a claim's JSON must have."""
        return [body.contains(part, autoescape=True) for part in self._parts]

    def lets_through(self, key: str, kind: str, body: str, text: str) -> bool:
        """Whether a claim that has those parts may answer: its id, `quote` or `event`, its JSON, its report's text."""
        if self._claims is not None and key not in self._claims:
            return False
        if self._measure is not None:
            place = _MEASURE.search(body)
            if place is None or not have_letters(self._measure, _at(place, text)):
                return False
        place = _WORDS[kind].search(body) if self._terms and kind in _WORDS else None
        return place is None or have_letters(self._terms, _at(place, text))


def _at(place: re.Match[str], text: str) -> str:
    return text[int(place[1]) : int(place[2])]
