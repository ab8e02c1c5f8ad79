"""Speakers across reports: one person under several spellings, and the party a name speaks for."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import lru_cache, partial

from accord.model.claim import Claims, Mention
from accord.text.names.spellings import Spelling, compare_spellings
from accord.weighing.context import Context
from accord.weighing.matter import matter, word_list, words

_DIRECTIONS = frozenset({"north", "south", "east", "west", "new"})


@lru_cache(maxsize=32_768)
def name_parts(name: str) -> tuple[str, ...]:
    """The words of a name, folded, without titles; the whole name when nothing else is left."""
    parts, titles = words(name), word_list("titles.txt")
    return tuple(p for p in parts if p not in titles) or parts


def named(mention: Mention | None) -> str | None:
    """The name of a mention; None for nobody, and for a pronoun or another word that names nobody."""
    if mention is None or set(words(mention.name)) <= word_list("function_words.txt"):
        return None
    return mention.name


@lru_cache(maxsize=32_768)
def is_somebody(name: str) -> bool:
    """Whether a name can stand for a person, a body or a party: a proper name, or people by what they are."""
    if any(c.isdigit() for c in name.split(" ")[0]):
        return False
    last = name.split()[-1] if name.split() else ""
    return any(c.isupper() for c in last) or bool(set(words(last)) & word_list("people_words.txt"))


@lru_cache(maxsize=65_536)
def same_name(left: str, right: str) -> bool:
    """Whether two names may be taken for one: equal, one the family name of the other, or spelt a little otherwise."""
    a, b = name_parts(left), name_parts(right)
    if not a or not b:
        return False
    if a == b:
        return True
    if len(a) == 1 and len(b) == 1:
        return _alike(a[0], b[0])
    if min(len(a), len(b)) == 1:
        short, full = sorted((a, b), key=len)
        return full[0] not in _DIRECTIONS and _alike(short[0], full[-1])
    short, full = sorted((a, b), key=len)
    return _alike(a[-1], b[-1]) and (a[0][0] == b[0][0] or full[-len(short) :] == short)


def _alike(a: str, b: str) -> bool:
    return compare_spellings(a, b) is not Spelling.DIFFERENT


class Parties:
    """Which party each name of a story speaks or acts for, as its events and quotes say."""

    def __init__(self, context: Context) -> None:
        seen: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
        shelf = context.memory.shelf(_told_by)
        for claims in context.claims:
            first = next(iter(claims), None)
            told = shelf.get(context.number(first), partial(_told_by, claims)) if first else {}
            for (parts, party), times in told.items():
                seen[parts][party] += times
        self._of = {parts: min(found.items(), key=lambda kv: (-kv[1], kv[0]))[0] for parts, found in seen.items()}

        self.words = frozenset(w for party in set(self._of.values()) for w in matter(party))

    def of(self, name: str) -> str | None:
        """The party most often seen with the name, None when no claim tells."""
        return self._of.get(name_parts(name))


def _told_by(claims: Claims) -> Counter[tuple[tuple[str, ...], str]]:
    """How often one report has each name with each party; a party's own name is its own."""
    seen: Counter[tuple[tuple[str, ...], str]] = Counter()
    for event in claims.events:
        _count(seen, event.actors, event.parties)
        _count(seen, event.recipients, event.recipient_parties)
        seen.update((name_parts(party), party) for party in (*event.parties, *event.recipient_parties))
    for quote in claims.quotes:
        if quote.speaker and quote.party:
            seen[name_parts(quote.speaker.name), quote.party] += 1
    return seen


def _count(seen: Counter[tuple[tuple[str, ...], str]], mentions: tuple[Mention, ...], parties: tuple[str, ...]) -> None:
    if len(parties) == 1:
        parties = parties * len(mentions)
    if len(parties) == len(mentions):
        for mention, party in zip(mentions, parties, strict=True):
            seen[name_parts(mention.name), party] += 1
