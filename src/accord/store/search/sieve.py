"""Which kept claims may answer a search, by the rows as they are: to make each of them costs more than all else."""

from __future__ import annotations

import re
from collections.abc import Sequence

import sqlalchemy as sa

from accord.store.search.candidates import Wanted
from accord.store.search.query import CLAIM_KINDS
from accord.store.search.words import Term, plain

_PLACE = r'"{}":\[(\d+),(\d+)\]'
_WORDS = {kind: re.compile(_PLACE.format(name)) for kind, name in (("quote", "content"), ("event", "sentence"))}
_MEASURE = re.compile(_PLACE.format("measure"))
_KINDS = frozenset({"claim", "event", "quote"})


class Sieve:
    """Lets through every claim that answers, and few others; what is not as it was kept is let through, too."""

    def __init__(self, wanted: Wanted, kind: str) -> None:
        measured = wanted.measured
        self._words = _letters(wanted.terms)
        self._measure = _letters(measured.terms) if measured and not measured.id else None
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
        if self._measure is not None and not _have(self._measure, _MEASURE.search(body), text):
            return False
        place = _WORDS[kind].search(body) if self._words and kind in _WORDS else None
        return place is None or _have(self._words, place, text)


def _letters(terms: Sequence[Term]) -> list[str]:
    return [word for term in terms for word in term.words]


def _have(words: Sequence[str], place: re.Match[str] | None, text: str) -> bool:
    """Whether the letters of some words stand at a place of a text; not where there is no place."""
    if place is None:
        return False
    here = plain(text[int(place[1]) : int(place[2])])
    return all(word in here for word in words)
