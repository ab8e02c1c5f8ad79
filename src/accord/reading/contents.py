"""Contents: which words of a passage a cue credits to its speaker."""

from __future__ import annotations

from accord.reading.complements import LONG_ADJUNCT, adjunct_end, complement
from accord.reading.cues import FINITE, Cue, Frame, Voice, lexicon
from accord.reading.extents import Extent, extent_from
from accord.reading.passages import OUTSIDE, Passage
from accord.reading.phrases import is_time, phrase_starting
from accord.text.syntax.words import Tag


def content_after(passage: Passage, cue: Cue) -> Extent | None:
    """The content that follows a cue; None when none does."""
    table = lexicon()
    i = cue.head + 1
    if cue.voice is Voice.NOUN or (cue.lemma in table.adjectives and cue.lemma not in table.frames):
        return _that_clause(passage, cue, i)
    for frame, find in (
        (Frame.PARTICLE, _after_particle),
        (Frame.PREPOSITION, _after_preposition),
        (Frame.NAMED, _after_named),
        (Frame.AS, _after_as),
        (Frame.INFINITIVE, _after_infinitive),
        (Frame.OWN, _after_own),
        (Frame.HOLDING, _after_holding),
    ):
        if table.takes(cue.lemma, frame):
            start = find(passage, cue, i)
            if start is not None:
                return extent_from(passage, cue, _past_pronoun(passage, start), frame)
    found = complement(passage, cue)
    responsible = cue.lemma == "claim" and passage.lower(i) == "responsibility"
    if found is None and (responsible or table.takes(cue.lemma, Frame.OBJECT)) and _object(passage, i):
        return extent_from(passage, cue, i, Frame.OBJECT)
    return found


def _object(passage: Passage, i: int) -> bool:
    """True when a noun phrase or a gerund starts at word `i`."""
    return i < len(passage.words) and (phrase_starting(passage, i) > i or passage.words[i].form == "VBG")


def _past_pronoun(passage: Passage, i: int) -> int:
    """Past the object of `called it “…”`, `described them as “…”`, so that the words in marks are the content."""
    if passage.words[i].tag is not Tag.PRON:
        return i
    k = i + 2 if passage.lower(i + 1) == "as" else i + 1
    return k if k < len(passage.words) and not passage.outside(k) else i


def _that_clause(passage: Passage, cue: Cue, i: int) -> Extent | None:
    """The clause of a noun or adjective: `his fear that …`, `confident that …`, `confident …`."""
    for k in range(i, min(len(passage.words) - 1, i + 6)):
        if passage.words[k].lower == "that":
            return extent_from(passage, cue, k + 1, Frame.NOUN if cue.voice is Voice.NOUN else Frame.ADJECTIVE)
    return extent_from(passage, cue, i, Frame.ADJECTIVE) if cue.voice is not Voice.NOUN else None


def _after_particle(passage: Passage, cue: Cue, i: int) -> int | None:
    """`X warned of a war`; `X called for “calm”` only with words in quotation marks, for else it reports an act."""
    wanted = lexicon().particles[cue.lemma]
    while i < len(passage.words) and passage.words[i].tag is Tag.ADV:
        i += 1
    if passage.lower(i) not in wanted or i + 1 >= len(passage.words):
        return None
    near = range(i + 1, min(len(passage.words), i + LONG_ADJUNCT))
    return i + 1 if cue.lemma != "call" or any(not passage.outside(k) for k in near) else None


def _after_preposition(passage: Passage, cue: Cue, i: int) -> int | None:
    words = passage.words
    wanted = lexicon().prepositions[cue.lemma]
    for k in range(i + 1, min(len(words) - 1, i + LONG_ADJUNCT)):
        word = words[k]
        if word.lower in wanted and (words[k - 1].tag is not Tag.NOUN or words[k + 1].form == "VBG"):
            return k + 1
        if word.form in FINITE or word.text in ",;:" or word.lower == "that":
            return None
    return None


def _after_named(passage: Passage, cue: Cue, i: int) -> int | None:
    """`X called Y Z`: from Y on; Z must be in quotation marks or start with an article, after a phrase of its own."""
    words = passage.words
    end = phrase_starting(passage, i)
    if end > i and any(w.lower == "what" for w in words[max(0, cue.start - 6) : cue.start]):
        return i  # "what X called a farce"
    for k in range(i, min(len(words), i + LONG_ADJUNCT)):
        if not passage.outside(k):
            return i if cue.quotation == OUTSIDE else None
        if (
            (k > i and words[k].form in ("VBZ", "MD"))
            or words[k].text in ",.;:"
            or words[k].lower in ("for", "on", "upon")
        ):
            return None
        if k == end and end > i and words[k].lower in ("a", "an", "the"):
            return i
    return None


def _after_as(passage: Passage, cue: Cue, i: int) -> int | None:
    words = passage.words
    if words[i - 1].lower and i < len(words) and words[i].lower == "as":
        return i + 1 if i + 1 < len(words) else None
    for k in range(i, min(len(words), i + LONG_ADJUNCT)):
        word = words[k]
        if word.lower == "as" and passage.outside(k) == (cue.quotation == OUTSIDE) and k > i:
            return i
        if word.form in FINITE or word.text in ",.;:":
            return None
    return None


def _after_own(passage: Passage, cue: Cue, i: int) -> int | None:
    """`X vowed (on Monday) to stay`: from `to` on."""
    words = passage.words
    while i + 1 < len(words) and i < cue.head + LONG_ADJUNCT:
        if words[i].lower == "to" and (words[i + 1].form == "VB" or not passage.outside(i + 1)):
            return i if passage.outside(i) else None
        adjunct = adjunct_end(passage, i + 1) if words[i].tag is Tag.ADP else i
        if adjunct > i:
            i = adjunct
        elif words[i].tag is Tag.ADV or is_time(words[i]):
            i += 1
        else:
            return None
    return None


def _after_holding(passage: Passage, _: Cue, i: int) -> int | None:
    """`X voiced concern over the plan`: from the noun on, its article left off; that-clauses are the noun's own."""
    words = passage.words
    end = phrase_starting(passage, i, attach=False)
    if end == i or end >= len(words) or words[end].lower not in ("over", "about", "in", "at", "for", "to", "of"):
        return None
    if words[end - 1].lower not in lexicon().nouns and words[end - 1].lower not in lexicon().attitudes:
        return None
    return i + 1 if words[i].tag is Tag.DET and words[i].lower in ("a", "an", "the") else i


def _after_infinitive(passage: Passage, _: Cue, i: int) -> int | None:
    words = passage.words
    for k in range(i, min(len(words) - 1, i + LONG_ADJUNCT)):
        word = words[k]
        if word.lower == "to" and words[k + 1].form == "VB" and k > i:
            return k - 1 if words[k - 1].lower == "not" else k + 1
        if word.tag is Tag.VERB or word.text in ",.;:" or word.lower in ("that", "for"):
            return None
    return None
