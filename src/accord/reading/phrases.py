"""Noun phrases next to a word: the one that ends before it, the one that starts at it."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from accord.reading.passages import Passage
from accord.text.syntax.words import Tag, Word

_NOMINAL = frozenset((Tag.NOUN, Tag.PROPN, Tag.PRON, Tag.NUM, Tag.DET, Tag.ADJ))
_HEADS = frozenset((Tag.NOUN, Tag.PROPN, Tag.PRON, Tag.NUM))
_LONG_PHRASE = 24
_LONG_SHORT = 4  # letters of a title cut short


@cache
def small_words(kind: str) -> frozenset[str]:
    """One of the lists of `data/phrases.toml`."""
    raw = tomllib.loads(files("accord.reading").joinpath("data", "phrases.toml").read_text(encoding="utf-8"))
    return frozenset(raw[kind].split())


def is_time(word: Word) -> bool:
    """True for a word that dates: a weekday, a month, `week`, `earlier`; not for `Week` in a name."""
    if word.lower in small_words("units"):
        return word.text[0].islower()
    return word.lower in small_words("time")


def is_head(word: Word) -> bool:
    """True for a word a noun phrase can end in."""
    return (
        word.tag in _HEADS
        or word.text == "May"
        or word.lower
        in (
            "others",
            "some",
            "many",
            "both",
            "all",
            "most",
            "few",
            "several",
            "those",
        )
    )


def _in_run(passage: Passage, i: int) -> bool:
    word = passage.words[i]
    if word.tag in _NOMINAL:
        return True
    after = passage.words[i + 1] if i + 1 < len(passage.words) else None
    if after is None:
        return False
    if word.lower in ("'s", "'", "&") or (word.text in "-–/" and word.span.end == after.span.start):
        return True
    if (
        word.text == "."
        and i
        and len(passage.words[i - 1].text) <= _LONG_SHORT
        and passage.words[i - 1].tag is Tag.PROPN
    ):
        return after.tag is Tag.PROPN or after.text == ","  # the point of "Ada E. Venn", "Cmdr. Venn"
    if word.text == "May" and i > 0 and passage.words[i - 1].tag is Tag.PROPN:
        return True
    before = passage.words[i - 1].tag if i else Tag.PUNCT
    verbal = word.tag is Tag.VERB and word.form in ("VBG", "VBN") and word.lower not in small_words("prepositional")
    return verbal and before is not Tag.AUX and after.tag in (Tag.NOUN, Tag.PROPN, Tag.ADJ)


def phrase_ending(passage: Passage, end: int) -> int:
    """Where the noun phrase that ends in word `end` starts; `end + 1` when none ends there."""
    words = passage.words
    if end < 0 or not heads(passage, end):
        return end + 1
    place = passage.quoted[end]
    start = _run_start(passage, end)
    while start >= 2 and end - start < _LONG_PHRASE:
        link, before = words[start - 1], words[start - 2]
        if (
            link.lower in small_words("attaching")
            and passage.outside(start - 2)
            and _carries(before)
            and not is_time(before)
        ):
            host = start - 2
            if not is_head(words[host]) and host >= 1:
                host -= 1
            if not is_head(words[host]):
                break
            start = _run_start(passage, host)
        elif link.lower in ("and", "or") and is_head(before) and passage.quoted[start - 2] == place:
            wider = _run_start(passage, start - 2)
            wider = _list_start(passage, wider)
            if not _at_clause_start(passage, wider):
                break
            start = wider
        else:
            break
    return start


def _list_start(passage: Passage, start: int) -> int:
    """Back over `A, B` before `and C`."""
    words = passage.words
    while start >= 2 and words[start - 1].text == "," and words[start - 2].tag is Tag.PROPN:
        start = _run_start(passage, start - 2)
    return start


def inner_start(passage: Passage, end: int) -> int:
    """Where the innermost noun phrase that ends in word `end` starts: `Venn` of `a response to Venn`."""
    return _run_start(passage, end) if heads(passage, end) else end + 1


def heads(passage: Passage, i: int) -> bool:
    """True for a word a phrase can end in, `the fighting` and `the wounded` included."""
    word = passage.words[i]
    loose = word.form == "VBG" or word.tag is Tag.ADJ
    short = word.lower in small_words("carrying") and i > 0 and passage.words[i - 1].tag is Tag.NOUN
    return is_head(word) or short or (loose and i > 0 and passage.words[i - 1].tag is Tag.DET)


def _carries(word: Word) -> bool:
    return is_head(word) or word.lower in small_words("carrying") or word.form == "VBN"


def _at_clause_start(passage: Passage, i: int) -> bool:
    if i == 0:
        return True
    before = passage.words[i - 1]
    return before.tag in (Tag.SCONJ, Tag.CCONJ) or before.text in ",;:—–-" or passage.quoted[i - 1] != passage.quoted[i]


def _run_start(passage: Passage, end: int) -> int:
    words = passage.words
    start = end
    if words[end].tag is Tag.PRON:
        return start
    while start >= 1 and passage.quoted[start - 1] == passage.quoted[end] and end - start < _LONG_PHRASE:
        before = words[start - 1]
        if words[start].tag is Tag.PROPN and before.tag is Tag.NOUN and before.lower.endswith("s"):
            break
        if before.lower == "that" and passage.lower(start - 2) == ",":
            return start - 1
        if not _in_run(passage, start - 1) or before.tag is Tag.PRON:
            break
        if is_time(before) and words[start].tag is not Tag.NOUN and words[start].lower not in ("'s", "'"):
            break
        if words[start].tag is Tag.DET and before.tag is not Tag.DET:
            break
        start -= 1
    return start


def phrase_starting(passage: Passage, start: int, attach: bool = True) -> int:
    """Where the noun phrase that starts at word `start` ends (exclusive); `start` when none starts there."""
    words = passage.words
    end = _run_end(passage, start)
    if end == start or not attach:
        return end
    while end + 1 < len(words) and end - start < _LONG_PHRASE:
        tie = end + 1 if words[end].lower in small_words("carrying") else end
        common = words[end - 1].tag is Tag.NOUN
        if not _ties(passage, tie, common, carried=tie > end):
            break
        further = _run_end(passage, tie + 1)
        if further == tie + 1:
            break
        end = further
    return end


def _ties(passage: Passage, i: int, common: bool, carried: bool) -> bool:
    """True when the preposition at word `i` ties what follows to the noun phrase before it.

    Args: common: the phrase ends in a common noun. carried: in `familiar`, `close` and the like.
    """
    if i + 1 >= len(passage.words) or passage.quoted[i + 1] != passage.quoted[i]:
        return False
    link, after = passage.words[i], passage.words[i + 1]
    if carried:
        return link.lower in ("to", "with", "on", "by", "in")
    if is_time(after) or after.tag is Tag.NUM:
        return False
    return link.lower in ("of", "for") or (common and link.lower in ("in", "at", "with", "from"))


def _noun_at(passage: Passage, i: int) -> bool:
    return i < len(passage.words) and passage.words[i].tag in (Tag.NOUN, Tag.PROPN)


def _run_end(passage: Passage, start: int) -> int:
    words = passage.words
    end = start
    while (
        end < len(words)
        and passage.quoted[end] == passage.quoted[start]
        and _in_run(passage, end)
        and end - start < _LONG_PHRASE
    ):
        word = words[end]
        if word.tag is Tag.PRON and end > start:
            break
        if (
            word.tag is Tag.PROPN
            and end > start
            and words[end - 1].tag is Tag.NOUN
            and words[end - 1].lower.endswith("s")
        ):
            break
        if end > start and word.tag is Tag.DET and words[end - 1].tag is not Tag.DET:
            break
        dated = is_time(word) and not (words[end - 1].tag is Tag.DET and _noun_at(passage, end + 1))
        if end > start and (dated or word.lower in small_words("carrying")):
            break
        end += 1
        if word.tag is Tag.PRON and word.lower not in ("one", "some", "many"):
            break
    return end


def phrase_head(passage: Passage, start: int, end: int) -> int:
    """The word a noun phrase `[start, end)` is about: the last one before its first preposition."""
    return next((k for k in range(start + 1, end) if passage.words[k].tag is Tag.ADP), end) - 1
