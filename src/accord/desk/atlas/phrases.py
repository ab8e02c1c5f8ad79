"""The words for a place, taken apart: the names in them that are known, and what else they say of where it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from accord.desk.atlas.gazetteer import Gazetteer, Place, Reach, key_of, word_list

LONGEST_NAME = 5
"""Words of a name at most."""

LONGEST_PHRASE = 200
"""Characters of a phrase that are looked at."""

_WORD = re.compile(r"[^\W_](?:[\w'’.\-‘]*[\w])?\.?|[,;:()“”\"]")
_CLOSING = frozenset(',;:()“”"')


@dataclass(frozen=True, slots=True)
class Named:
    """A known name in a phrase: its words, and the places of that name that the phrase allows.

    `area` where the words speak of a region so called.
    """

    words: str
    key: str
    places: tuple[Place, ...]
    area: bool


@dataclass(frozen=True, slots=True)
class Phrase:
    """What the words for a place name.

    `names` are places beside each other, in the order of the words. `countries` are those that the words name in any
    form, also by an adjective; `capital` where the words speak of a capital without its name. `has_name` is True where
    some word is written as a name, known or not.
    """

    names: tuple[Named, ...]
    countries: frozenset[str]
    capital: bool
    has_name: bool


def read_phrase(text: str, gazetteer: Gazetteer) -> Phrase:
    """Take the words for a place apart (`the eastern city of Benghazi`, `Kharkiv, Ukraine`, `Syria’s capital`)."""
    words = _WORD.findall(text[:LONGEST_PHRASE])
    names: list[Named] = []
    countries: set[str] = set()
    at = 0
    for start, end, key in _known(words, gazetteer):
        phrase = " ".join(words[start:end])
        country = gazetteer.words.get(phrase) or gazetteer.words.get(_without_possessive(phrase))
        if country:
            countries.add(country)
        if start < at or not _stands_alone(words, start, end) or _leads_on(words, end):
            continue
        places = [p for p in gazetteer.called(key) if p.reach is not Reach.COUNTRY or _ends_there(words, end)]
        if places and not (country and all(p.reach is not Reach.COUNTRY for p in gazetteer.called(key))):
            names.append(
                Named(
                    _without_possessive(phrase),
                    key,
                    tuple(_fitting(words, start, end, places)),
                    _is_area(words, start, end),
                )
            )
            at = end
    capital = not names and any(word.lower() == "capital" for word in words)
    capital = capital or (bool(countries) and any(w.lower() == "capital" for w in words) and _only_countries(names))
    return Phrase(tuple(names), frozenset(countries), capital, any(word[:1].isupper() for word in words))


def _known(words: list[str], gazetteer: Gazetteer) -> Iterator[tuple[int, int, str]]:
    """The longest known names or words for countries, from left to right."""
    at = 0
    while at < len(words):
        found = None
        if words[at][0].isupper():
            for end in range(min(at + LONGEST_NAME, len(words)), at, -1):
                some = words[at:end]
                if not (some[-1][0].isupper() or some[-1][0].isdigit()) or _CLOSING & set(some):
                    continue
                phrase = " ".join(some)
                for form in dict.fromkeys((phrase, _without_possessive(phrase))):
                    key = key_of(form)
                    if gazetteer.called(key) or form in gazetteer.words:
                        found = end, key
                        break
                if found:
                    break
        if found:
            yield at, found[0], found[1]
            at = found[0]
        else:
            at += 1


def _without_possessive(phrase: str) -> str:
    return re.sub(r"['’]s?$", "", phrase)


def _stands_alone(words: list[str], start: int, end: int) -> bool:
    """True where the name is no part of a longer one that is not known (`Independence` in `Independence Square`)."""
    after = words[end] if end < len(words) else ""
    before = words[start - 1] if start else ""
    if before.lower() == "of" and start > 1 and words[start - 2][:1].isupper():
        return words[start - 2].lower() in word_list("towns") | word_list("regions")
    closed = words[end - 1].endswith(("'s", "’s", "'", "’"))
    if after[:1].isupper() and not closed and after.lower() not in _tails():
        return False
    return not (before[:1].isupper() and before.lower() not in word_list("sides")) or before.endswith(("'s", "’s", "."))


def _tails() -> frozenset[str]:
    return word_list("tails") | word_list("regions")


def _leads_on(words: list[str], end: int) -> bool:
    """True in `the Damascus suburb of Douma`, where the next name is the place; and in `University of Orsk`."""
    following = words[end : end + 3]
    if len(following) == 3 and following[0].lower() in _tails() and following[1].lower() == "of":
        return following[2][0].isupper()
    return len(following) > 1 and following[0] == "of" and following[1][0].isupper()


def _ends_there(words: list[str], end: int) -> bool:
    """True where no noun follows the name: a `Syria border` or a `U.S. embassy` is not in the country as such."""
    after = words[end].lower() if end < len(words) else ""
    return not after or after in _CLOSING or after in word_list("joints") or words[end - 1].endswith(("'s", "’s"))


def _is_area(words: list[str], start: int, end: int) -> bool:
    """True for `Homs province`, `the province of Homs`."""
    after = words[end].lower() if end < len(words) else ""
    before = [word.lower() for word in words[max(0, start - 2) : start]]
    return after in word_list("regions") or (before[-1:] == ["of"] and before[0] in word_list("regions"))


def _fitting(words: list[str], start: int, end: int, places: list[Place]) -> list[Place]:
    """The places that are what the words call them: a region, or a town; all where they call them neither."""
    before = [word.lower() for word in words[max(0, start - 2) : start]]
    if _is_area(words, start, end):
        wanted = [place for place in places if place.reach is Reach.AREA]
    elif before[-1:] == ["of"] and before[0] in word_list("towns"):
        wanted = [place for place in places if place.reach is Reach.TOWN]
    else:
        wanted = []
    return wanted or places


def _only_countries(names: list[Named]) -> bool:
    return all(place.reach is Reach.COUNTRY for name in names for place in name.places)
