"""What a wording is about: the words that carry its matter, brought to a common form, so that wordings compare."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from itertools import filterfalse

from accord.weighing.stems import stem


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:[-.'’][^\W\d_]+)*")


def read_data(name: str) -> list[str]:
    """The lines of a data file of this stage, without comments and blank lines."""
    raw = (files("accord.weighing") / "data" / name).read_text(encoding="utf-8")
    return [line for line in raw.splitlines() if line.strip() and not line.startswith("#")]


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of a data file that holds a plain list."""
    return frozenset(word for line in read_data(name) for word in line.split())


@cache
def class_of(name: str) -> dict[str, str]:
    """Word to class, of a data file whose rows hold a class, a tab and its words; the first row that has it decides."""
    table: dict[str, str] = {}
    for line in read_data(name):
        label, _, members = line.partition("\t")
        for word in members.split():
            table.setdefault(word, label)
    return table


@cache
def _kin() -> dict[str, str]:
    by_word = class_of("kin.tsv")
    by_stem: dict[str, str] = {}
    for word, label in by_word.items():
        by_stem.setdefault(stem(word), label)
    return by_stem | by_word


@lru_cache(maxsize=262_144)
def fold(text: str) -> str:
    """Lower case, without accents, with plain quotation marks and dashes."""
    if text.isascii():
        return text.lower()
    plain = "".join(filterfalse(unicodedata.combining, unicodedata.normalize("NFKD", text)))
    return plain.replace("’", "'").replace("‘", "'").replace("–", "-").replace("—", "-").lower()


@lru_cache(maxsize=262_144)
def words(text: str) -> tuple[str, ...]:
    """The words and numbers of a text in order, folded, without a possessive ending."""
    found = _pattern().findall(fold(text))
    return tuple([w if w.isalpha() else w.removesuffix("'s").replace(",", "").rstrip(".'") for w in found])


@lru_cache(maxsize=262_144)
def _common(word: str) -> str:
    kin = _kin()
    return kin.get(word) or kin.get(stem(word)) or stem(word)


@lru_cache(maxsize=262_144)
def matter(text: str) -> tuple[str, ...]:
    """The words that carry the matter, in order, each brought to the name of its class of kin words or to its stem."""
    idle = word_list("function_words.txt")
    return tuple([_common(word) for word in words(text) if word not in idle])


@lru_cache(maxsize=262_144)
def plain_matter(text: str) -> tuple[str, ...]:
    """The words that carry the matter by stem alone: `halt` and `pause` stay apart."""
    idle = word_list("function_words.txt")
    return tuple([stem(word) for word in words(text) if word not in idle])
