"""One name in several spellings: how Cyrillic, Arabic, Hebrew and Chinese names come into Latin letters.

Two steps. A key folds what the usual systems of romanisation write differently for the same letters (`-skyy`, `-skiy`,
`-ski`); two names of one key are one name. Looser, two names may be one where they differ in the vowels and throat
sounds that Arabic and Hebrew leave to the writer (`Mohammed`, `Muhamad`), or in a letter, as by a slip.
"""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum
from functools import cache, lru_cache

_SHORTEST = 5  # letters of a name that may be a slip of another
_ALIKE = 0.84  # likeness of letters, from which it may
_ARTICLES = re.compile(r"^(?:al|el|ad|ar|as|ash|at|an|az)[-\s’'](?=\w{3})")


class Spelling(IntEnum):
    """How near two spellings are: different names, perhaps one, one name romanised otherwise, the same letters."""

    DIFFERENT = 0
    ALIKE = 1
    VARIANT = 2
    SAME = 3


# A woman's ending, and the man's it stands for.
_FEMALE = re.compile(r"(?:aya|a|i)$")
# In this order. What one system writes with other letters than another, brought to one form.
_SYSTEMS = (
    (r"[’'ʻʿ`-]", ""),
    (r"tz", "ts"),
    (r"shch|schtsch|sch", "sh"),
    (r"tsch|tch", "ch"),
    (r"^hs|^x", "sh"),  # Wade and Giles, pinyin
    (r"x", "ks"),
    (r"dzh|zh|dj", "j"),
    (r"kh", "h"),
    (r"ph", "f"),
    (r"ck|q|c(?![hiey])", "k"),
    (r"w", "v"),
    (r"ou|oo", "u"),
    (r"ee", "i"),
    (r"(.)\1+", r"\1"),
    (r"(?:[iy][iyj]?|j)$", "i"),  # -y, -yy, -iy, -yi, -ii, -ij
    (r"(?<=[aeo])[yj](?=[^aeiou]|$)", "i"),  # Sergey, Sergei
    (r"^[yj]e", "e"),  # Yevgeny, Evgeny
    (r"(?<=[aeiou])[yj]e", "e"),
    (r"[yij](?=[aou])", "y"),  # -ya, -ia, -ja
    (r"(?<=[^aeiou])y(?=[^aeiou])", "i"),  # -vych, -vich
    (r"(?<=[^aeiou])yo", "io"),
    (r"(.)\1+", r"\1"),
)
_THROAT = ((r"dh", "d"), (r"gh?", "k"), (r"ch", "h"), (r"(.)\1+", r"\1"))
_RUNS = re.compile(r"[aeiouy]+|[^aeiouy]+")
# First letters that stand for one another: throat sounds, vowels.
_OPENINGS = {"c": "h", "g": "k"} | dict.fromkeys("aeiouy", "a")
# Vowels that stand for one another.
_VOWELS = frozenset(("ae", "ei", "ou", "iy", "aiei", "eiey", "aiay"))


@cache
def _compiled(rules: tuple[tuple[str, str], ...]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), to) for pattern, to in rules)


def _folded(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()


def _applied(rules: tuple[tuple[str, str], ...], word: str) -> str:
    for pattern, to in _compiled(rules):
        word = pattern.sub(to, word)
    return word


@lru_cache(maxsize=65536)
def spelling_key(word: str) -> str:
    """What the romanisations of one name have in common; the folded word itself where nothing is left."""
    folded = _folded(word)
    return _applied(_SYSTEMS, _ARTICLES.sub("", folded)) or folded


@lru_cache(maxsize=65536)
def compare_spellings(a: str, b: str) -> Spelling:
    """How near two words of names are. A woman's form of a family name (`Ivanova`, `Zelenska`) is another person's."""
    one, two = spelling_key(a), spelling_key(b)
    if one == two:
        return Spelling.SAME if _folded(a) == _folded(b) else Spelling.VARIANT
    if min(len(one), len(two)) < _SHORTEST or _FEMALE.sub("", one) == _FEMALE.sub("", two):
        return Spelling.DIFFERENT
    from rapidfuzz.distance import Levenshtein

    near = one[0] == two[0] and Levenshtein.normalized_similarity(one, two) >= _ALIKE
    return Spelling.ALIKE if near or _sound_alike(one, two) else Spelling.DIFFERENT


def opening(word: str) -> str:
    """How a word of a name opens; two words that are alike in any way open alike. Empty for an empty word."""
    first = spelling_key(word)[:1]
    return _OPENINGS.get(first, first)


def _sound_alike(one: str, two: str) -> bool:
    """Whether two keys differ only in throat sounds and in vowels that stand for one another."""
    left, right = _runs(one), _runs(two)
    return len(left) == len(right) and all(
        a == b or "".join(sorted((a, b))) in _VOWELS for a, b in zip(left, right, strict=True)
    )


@lru_cache(maxsize=65536)
def _runs(key: str) -> tuple[str, ...]:
    """The runs of vowels and of other letters of a key, throat sounds brought to one form."""
    return tuple(_RUNS.findall(_applied(_THROAT, key)))
