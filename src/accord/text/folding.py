"""Folded words: a text as a run of words in which case, punctuation and spelling habits no longer differ."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

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


def fold_text(text: str) -> FoldedText:
    """Split a text into folded words.

    Args: text: any text; hyphens part words, apostrophes do not.
    Returns: The words in text order with their offsets; empty for a text without letters or digits.
    """
    words: list[str] = []
    starts, ends = array("L"), array("L")
    known = _known()
    for match in _word().finditer(text):
        token = match.group()
        folded = known.get(token)
        if folded is None:
            folded = known[token] = _fold(token)
        words.append(folded)
        starts.append(match.start())
        ends.append(match.end())
    return FoldedText(words, starts, ends)


def fold_word(token: str) -> str:
    """One word without case, accents, possessive ending and national spelling."""
    return _fold(token)


@cache
def _word() -> re.Pattern[str]:
    return re.compile(rf"[^\W_]{{1,{MAX_WORD}}}(?:[’'](?:s|S|t|T|re|ve|ll|d|m)\b)?")


@cache
def _known() -> dict[str, str]:
    return {}


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
