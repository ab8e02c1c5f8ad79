"""Cues: the words that credit a speaker, and what each of them takes."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from accord.model.span import Span
from accord.reading.passages import Passage
from accord.text.words import Tag

_SAYING = frozenset(("said", "says"))
_FINITE = frozenset(("VBD", "VBZ", "VBP"))


class Frame(StrEnum):
    """What a cue takes. See `data/cues.toml`."""

    CLAUSE = "clause"
    THAT = "that"
    ADDRESSED = "addressed"
    QUOTED = "quoted"
    NAMED = "named"
    AS = "as"
    INFINITIVE = "infinitive"
    PREPOSITION = "preposition"
    NOUN = "noun"


class Voice(StrEnum):
    """How a cue stands in its clause, which tells where its subject is."""

    FINITE = "finite"
    PARTICIPLE = "participle"
    INFINITIVE = "infinitive"
    PASSIVE = "passive"
    NOUN = "noun"


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue: word `head` of its passage, with its auxiliaries and adverbs from `start` on.

    `quotation` is the quotation it stands in, `OUTSIDE` for none. `denied` is true under a negation.
    """

    head: int
    start: int
    lemma: str
    voice: Voice
    quotation: int
    denied: bool = False
    modal: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Cue lemmas with their frames; the preposition each lemma of the preposition frame takes."""

    frames: dict[str, frozenset[Frame]]
    prepositions: dict[str, str]
    nouns: frozenset[str]

    def takes(self, lemma: str, frame: Frame) -> bool:
        """True when a lemma takes a frame."""
        return frame in self.frames.get(lemma, ())


@cache
def lexicon() -> Lexicon:
    """The cue table, read once."""
    raw = tomllib.loads(files("accord.reading").joinpath("data", "cues.toml").read_text(encoding="utf-8"))
    frames: dict[str, set[Frame]] = {}
    for frame in Frame:
        listed = raw["preposition"] if frame is Frame.PREPOSITION else raw["verbs"].get(frame, "").split()
        for lemma in listed:
            frames.setdefault(lemma, set()).add(frame)
    nouns = frozenset(raw.get("nouns", {}).get("that", "").split())
    return Lexicon({k: frozenset(v) for k, v in frames.items()}, dict(raw["preposition"]), nouns)


def find_cues(passage: Passage) -> Iterator[Cue]:
    """The cue verbs of a passage in text order."""
    table = lexicon()
    for i, word in enumerate(passage.words):
        if word.lower in _SAYING:
            yield _cue(passage, i, "say")
        elif word.tag is Tag.VERB and word.lemma in table.frames:
            yield _cue(passage, i, word.lemma)


def _cue(passage: Passage, head: int, lemma: str) -> Cue:
    words = passage.words
    start, helpers = head, []
    while start > 0 and passage.quoted[start - 1] == passage.quoted[head]:
        before = words[start - 1]
        if before.tag not in (Tag.AUX, Tag.ADV, Tag.PART) or (before.lower in ("'s", "'") and before.tag is Tag.PART):
            break
        helpers.append(before)
        start -= 1
    lemmas = {w.lemma for w in helpers} | {w.lower for w in helpers}
    denied = bool(lemmas & {"not", "n't", "never", "nor", "neither", "hardly"})
    modal = any(w.form == "MD" for w in helpers)
    return Cue(head, start, lemma, _voice(passage, head, lemmas), passage.quoted[head], denied, modal)


def _voice(passage: Passage, head: int, helpers: set[str]) -> Voice:
    word = passage.words[head]
    if "to" in helpers:
        return Voice.INFINITIVE
    if word.form == "VBG" and "be" not in helpers:
        return Voice.PARTICIPLE
    if word.form in ("VBN", "VBD") and "be" in helpers:
        return Voice.PASSIVE
    if word.form == "VBN" and "have" not in helpers and passage.lower(head + 1) == "by":
        return Voice.PASSIVE
    return Voice.FINITE


def cue_span(passage: Passage, cue: Cue) -> Span:
    """The cue's own word."""
    return passage.words[cue.head].span
