"""Folded words: a text as a run of words in which case, punctuation and spelling habits no longer differ."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import TypeVar

V = TypeVar("V")

MAX_REMEMBERED = 1_000_000
"""Words a memo holds at most."""

MAX_WORD = 40
"""Longer runs of letters are cut: texts without spaces must not make one endless word."""


@dataclass(frozen=True, slots=True)
class FoldedText:
    """The folded words of a text; `starts[i]` and `ends[i]` are the offsets of `words[i]` in it."""

    words: list[str]
    starts: array[int]
    ends: array[int]

    def __len__(self) -> int:
        return len(self.words)


class Memo(dict[str, V]):
    """Answers for words, worked out once each; forgets all when it grows beyond a vocabulary's size."""

    def __init__(self, answer: Callable[[str], V]) -> None:
        self._answer = answer

    def __missing__(self, word: str) -> V:
        if len(self) >= MAX_REMEMBERED:
            self.clear()
        value = self[word] = self._answer(word)
        return value


def fold_text(text: str) -> FoldedText:
    """Split a text into folded words.

    Args: text: any text; hyphens part words, apostrophes do not.
    Returns: The words in text order with their offsets; empty for a text without letters or digits.
    """
    parts = _word().split(text)
    edges = array("L", accumulate(map(len, parts)))
    words = list(map(_folds().__getitem__, parts[1::2]))
    return FoldedText(words, edges[:-1:2], edges[1::2])


def fold_words(text: str) -> list[str]:
    """The folded words of a text, in order, where their offsets don't matter."""
    return list(map(_folds().__getitem__, _word().findall(text)))


@cache
def _word() -> re.Pattern[str]:
    return re.compile(rf"([^\W_]{{1,{MAX_WORD}}}(?:[’'](?:s|S|t|T|re|ve|ll|d|m)\b)?)")


@cache
def _folds() -> Memo[str]:
    return Memo(_fold)


@cache
def spellings() -> Mapping[str, str]:
    """Word to the spelling all its variants are brought to."""
    lines = files("accord.text").joinpath("data/spellings.tsv").read_text("utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {variant: chosen for chosen, *variants in pairs for variant in variants}


@cache
def _endings() -> tuple[tuple[re.Pattern[str], str], ...]:
    rules = (
        (r"(?<=\w{3})is(e|ed|es|ing|ation|ations)$", r"iz\1"),
        (r"(?<=\w{2})ys(e|ed|es|ing)$", r"yz\1"),
        (r"(?<=\w{2}[aeiou])ll(ed|ing|er|ers)$", r"l\1"),
        (r"(?<=\w{2})(?:skyy|skiy|skii)$", "sky"),
    )
    return tuple((re.compile(pattern), ending) for pattern, ending in rules)


def _fold(token: str) -> str:
    word = token.lower().replace("’", "'")
    word = word[:-2] if word.endswith("'s") else word.replace("'", "")
    if not word.isascii():
        word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c)) or word
    if word in spellings():
        return spellings()[word]
    if word.isalpha():
        for pattern, ending in _endings():
            word = pattern.sub(ending, word)
    return word
