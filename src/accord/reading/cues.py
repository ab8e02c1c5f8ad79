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
from accord.reading.phrases import phrase_starting
from accord.text.syntax.words import Tag, Word

_NEAR = 24
_MAKE_CLEAR = "make_clear"
_SAYING = frozenset(("said", "says"))
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))


class Frame(StrEnum):
    """What a cue takes. See `data/cues.toml`."""

    CLAUSE = "clause"
    THAT = "that"
    BARE = "bare"
    TRAILING = "trailing"
    RESUMING = "resuming"
    ADDRESSED = "addressed"
    QUOTED = "quoted"
    NAMED = "named"
    AS = "as"
    INFINITIVE = "infinitive"
    PREPOSITION = "preposition"
    PARTICLE = "particle"
    OBJECT = "object"
    OWN = "own"
    HOLDING = "holding"
    NOUN = "noun"
    ADJECTIVE = "adjective"
    ACCORDING = "according"


class Voice(StrEnum):
    """How a cue stands in its clause, which tells where its subject is."""

    FINITE = "finite"
    PARTICIPLE = "participle"
    INFINITIVE = "infinitive"
    PASSIVE = "passive"
    NOUN = "noun"
    ACCORDING = "according"


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
    """Cue lemmas with their frames; the prepositions that the lemmas of these two frames take."""

    frames: dict[str, frozenset[Frame]]
    prepositions: dict[str, frozenset[str]]
    particles: dict[str, frozenset[str]]
    nouns: frozenset[str]
    held: frozenset[str]
    attitudes: frozenset[str]
    adjectives: frozenset[str]
    channels: frozenset[str]
    issued: frozenset[str]
    networks: frozenset[str]

    def takes(self, lemma: str, frame: Frame) -> bool:
        """True when a lemma takes a frame."""
        return frame in self.frames.get(lemma, ())


@cache
def lexicon() -> Lexicon:
    """The cue table, read once."""
    raw = tomllib.loads(files("accord.reading").joinpath("data", "cues.toml").read_text(encoding="utf-8"))
    frames: dict[str, set[Frame]] = {}
    for frame in Frame:
        listed = raw[frame] if frame in (Frame.PREPOSITION, Frame.PARTICLE) else raw["verbs"].get(frame, "").split()
        for lemma in listed:
            frames.setdefault(lemma, set()).add(frame)
    return Lexicon(
        {lemma: frozenset(found) for lemma, found in frames.items()},
        {lemma: frozenset(taken.split()) for lemma, taken in raw["preposition"].items()},
        {lemma: frozenset(taken.split()) for lemma, taken in raw["particle"].items()},
        frozenset(raw["nouns"]["that"].split()),
        frozenset(raw["nouns"]["held"].split()),
        frozenset(raw["nouns"]["attitudes"].split()),
        frozenset(raw["adjectives"]["that"].split()),
        frozenset(raw["channels"]["nouns"].split()),
        frozenset(raw["channels"]["issued"].split()),
        frozenset(raw["channels"]["networks"].split()),
    )


def find_cues(passage: Passage) -> Iterator[Cue]:
    """The cues of a passage in text order: verbs, and nouns and adjectives with a that-clause."""
    table = lexicon()
    beside = _beside_quotations(passage)
    for i, word in enumerate(passage.words):
        if word.lower in _SAYING:
            yield _cue(passage, i, "say")
        elif (
            (word.tag is Tag.VERB and word.lemma in table.frames)
            or i in beside
            or (word.tag is Tag.NOUN and _trails(passage, i))
        ):
            yield _cue(passage, i, word.lemma)
        elif word.lower == "according" and passage.lower(i + 1) == "to":
            yield Cue(i, i, "according", Voice.ACCORDING, passage.quoted[i])
        elif word.tag is Tag.NOUN and word.lower in table.nouns and _that_follows(passage, i):
            yield Cue(i, i, word.lower, Voice.NOUN, passage.quoted[i])
        elif word.tag is Tag.ADJ and word.lower == "clear" and (start := _made(passage, i)) is not None:
            made = _cue(passage, start, _MAKE_CLEAR)
            yield Cue(i, made.start, _MAKE_CLEAR, made.voice, made.quotation, made.denied, made.modal)
        elif word.tag is Tag.ADJ and word.lower in table.adjectives and _clause_follows(passage, i):
            cue = _cue(passage, i, word.lower)
            if cue.start < i:
                yield Cue(i, cue.start, word.lower, Voice.FINITE, cue.quotation, cue.denied, cue.modal)


def _clause_follows(passage: Passage, i: int) -> bool:
    """True when `that`, or the subject of a clause without it, comes right after word `i`."""
    if passage.lower(i + 1) == "that":
        return True
    end = phrase_starting(passage, i + 1)
    return i + 1 < end < len(passage.words) and passage.words[end].form in FINITE


def _beside_quotations(passage: Passage) -> frozenset[int]:
    """Verbs of any meaning next to a quotation: `“…,” X grumbled`, `“…,” grumbled X`, `X shot back, “…”`."""
    if not passage.quotations:
        return frozenset()
    return frozenset((*_after_opening(passage), *_before_quotations(passage)))


def _after_opening(passage: Passage) -> set[int]:
    """The verbs right after the quotation that opens a passage, and after their subject."""
    words = passage.words
    if passage.outside(0):
        return set()
    i = next((k for k in range(1, len(words)) if passage.outside(k)), len(words))
    last = passage.text[passage.quotations[passage.quoted[0]].inner.end - 1]
    if i < len(words) and words[i].text == ",":
        i += 1
    elif last not in ",?!":
        return set()
    end = phrase_starting(passage, i)
    verb = end
    while verb < len(words) and words[verb].tag in (Tag.ADV, Tag.AUX):
        verb += 1
    found = {k for k in (i, verb) if k < len(words) and words[k].form in ("VBD", "VBZ", "VBN") and passage.outside(k)}
    if not found and end > i + 1 and words[end - 1].tag is Tag.NOUN and words[end - 1].lower.endswith("s"):
        return {end - 1}  # "the statement reads", the verb read as a noun
    return found


def _before_quotations(passage: Passage) -> Iterator[int]:
    """The verbs before a comma and a quotation that starts a sentence."""
    for q, quotation in enumerate(passage.quotations):
        comma = passage.first_word(q) - 1
        if comma < 2 or passage.words[comma].text != "," or not passage.text[quotation.inner.start].isupper():
            continue
        verb = comma - 2 if passage.words[comma - 1].tag is Tag.ADP else comma - 1
        if passage.words[verb].form in ("VBD", "VBZ"):
            yield verb


def _trails(passage: Passage, i: int) -> bool:
    """True for a verb read as a noun: `…, the Orsk Times reports.`"""
    word = passage.words[i]
    if not word.lower.endswith("s") or i == 0:
        return False
    after = passage.lower(i + 1)
    if not lexicon().takes(word.lemma, Frame.TRAILING):
        return False
    if passage.words[i - 1].tag is Tag.PROPN:
        alone = not any(w.form in FINITE for w in passage.words[max(0, i - _NEAR) : i])
        return after in (",", ".", ":", "that", "") or alone
    handed = after == "," and i + 2 < len(passage.words) and not passage.outside(i + 2)
    return passage.words[i - 1].tag is Tag.NOUN and (handed or (after == "." and passage.lower(i - 2) != ","))


def _made(passage: Passage, i: int) -> int | None:
    """The verb of `made clear`, `made it clear`."""
    for k in (i - 1, i - 2):
        if k >= 0 and passage.words[k].lemma == "make" and passage.words[k].tag is Tag.VERB:
            return k
    return None


def _that_follows(passage: Passage, i: int) -> bool:
    """True when a that-clause follows a noun, at once or after one adjunct (`his claim on Monday that`)."""
    for k in range(i + 1, min(len(passage.words), i + 9)):
        word = passage.words[k]
        if word.lower == "that":
            return word.tag is Tag.SCONJ
        if word.form or (k == i + 1 and word.lower not in ("on", "in", "by", "last", "this", "at", "from")):
            return False
    return False


def _cue(passage: Passage, head: int, lemma: str) -> Cue:
    words = passage.words
    quoting = _quoted_as(passage, head)
    start = quoting or head
    helpers: list[Word] = []
    while start > 0 and passage.quoted[start - 1] == passage.quoted[head]:
        before = words[start - 1]
        if before.lower in ("both", "all") and words[start - 2].tag is Tag.AUX and helpers == []:
            start -= 1
            continue
        if before.tag not in (Tag.AUX, Tag.ADV, Tag.PART) or before.text in ("'s", "’s", "'", "’", "May"):
            break
        helpers.append(before)
        start -= 1
    lemmas = {w.lemma for w in helpers} | {w.lower for w in helpers}
    denied = bool(lemmas & {"not", "n't", "never", "nor", "neither", "hardly"})
    modal = any(w.form == "MD" for w in helpers)
    voice = Voice.FINITE if quoting else _voice(passage, head, lemmas)
    return Cue(head, start, lemma, voice, passage.quoted[head], denied, modal)


def _quoted_as(passage: Passage, head: int) -> int | None:
    """The word `quoted` of `was quoted (by Y) as saying`; None for the active `Y quoted X as saying`."""
    if passage.words[head].form != "VBG" or head < 2:
        return None
    if passage.words[head - 1].lemma in ("overhear", "hear", "record", "quote"):
        return head - 1 if passage.words[head - 2].lemma == "be" else None
    if passage.lower(head - 1) != "as":
        return None
    for k in range(head - 2, max(0, head - 14), -1):
        if passage.words[k].lemma in ("quote", "cite"):
            passive = k > 0 and passage.words[k - 1].lemma == "be"
            return k if passive else None
    return None


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
    """The cue's own words."""
    return passage.span(cue.head, cue.head + (2 if cue.voice is Voice.ACCORDING else 1))
