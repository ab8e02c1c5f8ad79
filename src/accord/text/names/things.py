"""Nouns that stand for acts and things: what nobody is named by, whoever owns them."""

from __future__ import annotations

from functools import cache

from accord.text.names.joint import phrase_words
from accord.text.tables import read_lists

_ENDINGS = ("tion", "sion", "ness", "ship", "ism")


def is_thing(word: str) -> bool:
    """True for a lower-case noun that is an act or a thing (`refusal`, `sirens`), not people or a body."""
    things = _things()
    if word in things or word.removesuffix("s") in things or word.removesuffix("es") in things:
        return True
    return word.removesuffix("s").endswith(_ENDINGS) and not _acts(word)


@cache
def _things() -> frozenset[str]:
    return phrase_words("things") - _actors()


def _acts(word: str) -> bool:
    return word in _actors() or word.removesuffix("s") in _actors()


@cache
def _actors() -> frozenset[str]:
    """Words of people and bodies, those that end like a thing's among them."""
    titles = read_lists("titles.toml")
    heads = (
        word for kind, words in titles["heads"].items() if kind != "arms" for phrase in words for word in phrase.split()
    )
    offices = (office.split()[-1] for office in titles["offices"])
    lists = ("sides", "leaders", "factions", "publics", "governmental", "bodies", "papers", "bare", "press", "acting")
    return frozenset(heads) | frozenset(offices) | frozenset().union(*map(phrase_words, lists))
