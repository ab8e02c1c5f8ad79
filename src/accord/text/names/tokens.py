"""Words of a text as names are found by: cut at white space and punctuation, the possessive ending apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from accord.model.span import Span
from accord.text.tables import read_lists


@dataclass(frozen=True, slots=True)
class Token:
    """One word. `joined`: only one blank stands between it and the word before. `quoted`: inside a quotation."""

    text: str
    lower: str
    start: int
    end: int
    possessive: bool
    joined: bool
    quoted: bool

    @property
    def capital(self) -> bool:
        """True for a word that starts with a capital letter."""
        return self.text[0].isupper()


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\W_]+(?:[-.+/&'’][^\W_]+)*|[\"“”]|''")


@cache
def _contracted() -> re.Pattern[str]:
    return re.compile(r"(?i)(i|he|she|it|we|you|they|who|that)[’'](?:d|ll|re|ve|m)")


@cache
def _dotted() -> frozenset[str]:
    titles = read_lists("titles.toml")
    abbreviations = read_lists("abbreviations.toml")
    words = [w[:-1] for group in (titles["honorifics"], titles["offices"]) for w in group if w.endswith(".")]
    return frozenset([*words, *abbreviations["before_name"], "jr", "sr"])


def tokenise(text: str, sentence: Span, quoted: bool) -> tuple[list[Token], bool]:
    """The words of one sentence in order.

    Args: text: the report's prose. sentence: where to look. quoted: the sentence starts inside a quotation.
    Returns: the words, and whether the sentence ends inside a quotation.
    """
    out: list[Token] = []
    for match in _word().finditer(text, sentence.start, sentence.end):
        word = match.group()
        if word[0] in "\"“”'":
            quoted = _toggled(word, quoted)
            continue
        start, end = match.span()
        possessive = word[-2:] in ("'s", "’s") and len(word) > 2
        if possessive:
            word, end = word[:-2], end - 2
        elif word[-1] in "sS" and text[end : end + 1] in ("'", "’") and not quoted:
            possessive = True
        elif not word.isalnum() and (contraction := _contracted().fullmatch(word)):
            word, end = contraction[1], start + len(contraction[1])
        if text[end : end + 1] == "." and _keeps_stop(word):
            word, end = word + ".", end + 1
            possessive = possessive or text[end : end + 2] in ("'s", "’s")
        gap = text[out[-1].end : start] if out else ""
        joined = gap in (" ", "'s ", "’s ", "' ", "’ ")
        out.append(Token(word, word.lower(), start, end, possessive, joined, quoted))
    return out, quoted


def _toggled(mark: str, quoted: bool) -> bool:
    return {"“": True, "”": False}.get(mark, not quoted)


def _keeps_stop(word: str) -> bool:
    initial = len(word) == 1 and word.isupper()
    dotted = len(word) >= 3 and word[1] == "." and all(len(p) == 1 for p in word.split("."))
    return initial or dotted or word.lower() in _dotted()
