"""Contents: which words of a passage a cue credits to its speaker."""

from __future__ import annotations

from accord.reading.cues import FINITE, Cue, Frame, Voice, lexicon
from accord.reading.extents import Extent, extent_from
from accord.reading.passages import OUTSIDE, Passage
from accord.reading.phrases import is_time, phrase_starting
from accord.text.words import Tag

_RELATIVE = frozenset(("which", "who", "whom", "whose", "that"))
_CLOSE = frozenset(("as", "than", "of"))  # prepositions that bind to the cue, not to its time or place
_ENDS = frozenset((".", ";", "?", "!"))
_LONG_ADJUNCT = 24
_OPENING = frozenset((Tag.DET, Tag.PRON, Tag.NOUN, Tag.PROPN, Tag.ADJ, Tag.NUM))


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
    found = _clause(passage, cue, i)
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


def _clause(passage: Passage, cue: Cue, i: int) -> Extent | None:
    """A that-clause, a bare clause or a quotation after the cue."""
    table = lexicon()
    words = passage.words
    takes = {f for f in (Frame.CLAUSE, Frame.THAT, Frame.ADDRESSED, Frame.QUOTED) if table.takes(cue.lemma, f)}
    takes = takes if cue.lemma in table.frames else {Frame.QUOTED}
    limit = min(len(words), i + _LONG_ADJUNCT)
    addressed = Frame.ADDRESSED not in takes
    bare = table.takes(cue.lemma, Frame.BARE)
    comma = False
    if bare and i < limit and words[i].form in FINITE and passage.quoted[i] == cue.quotation:
        return extent_from(passage, cue, i, Frame.CLAUSE)  # "what X said was a drone"
    while i < limit:
        word = words[i]
        if passage.quoted[i] != cue.quotation:
            spoken = takes and (comma or not (takes == {Frame.THAT} or table.takes(cue.lemma, Frame.RESUMING)))
            return extent_from(passage, cue, i, Frame.QUOTED) if spoken and cue.quotation == OUTSIDE else None
        if word.lower == "that" and _complementises(passage, cue, i):
            frames = takes - {Frame.QUOTED}
            return extent_from(passage, cue, i + 1, sorted(frames)[0]) if frames and i + 1 < len(words) else None
        if word.text == ":":
            return extent_from(passage, cue, i + 1, Frame.QUOTED) if i + 1 < len(words) else None
        if word.text in _ENDS:
            return None
        if i == cue.head + 1 and cue.lemma not in table.frames and word.tag is Tag.ADP:
            i += 1  # "X shot back, …"
        elif i == cue.head + 1 and word.lower in ("out" if cue.lemma == "point" else "on" if cue.lemma == "go" else ""):
            i += 1
        elif word.text == ",":
            comma = not comma
            i += 1
        elif word.tag is Tag.ADV or (is_time(word) and passage.lower(i + 1) not in ("'s", "'")):
            i += 1
        elif comma and passage.lower(end := phrase_starting(passage, i)) == ",":
            i = end
        elif bare and not comma and _opens_clause(passage, i):
            return extent_from(passage, cue, i, Frame.CLAUSE)
        elif _dates_pair(passage, i):
            i += 2
        elif (
            word.lower == "and" and i > cue.head + 1 and addressed and (end := phrase_starting(passage, i + 1)) > i + 1
        ):
            i = end
        elif not comma and not addressed and (end := phrase_starting(passage, i)) > i:
            addressed = True
            if _starts_clause(passage, i, bare) and Frame.CLAUSE in takes:
                return extent_from(passage, cue, i, Frame.CLAUSE)
            i = end
        elif not comma and takes & {Frame.CLAUSE, Frame.ADDRESSED} and _starts_clause(passage, i, bare):
            return extent_from(passage, cue, i, Frame.CLAUSE if Frame.CLAUSE in takes else Frame.ADDRESSED)
        elif word.tag in (Tag.ADP, Tag.PART) and (word.lower not in _CLOSE or _quotes_later(passage, i, limit)):
            end = _adjunct_end(passage, i + 1)
            if end == i + 1:
                return None
            i = end
        elif word.tag is Tag.NUM or (word.form in ("VBN", "VBG") and i > cue.head + 1):
            i += 1
        else:
            return None
    return None


def _quotes_later(passage: Passage, i: int, limit: int) -> bool:
    """True for `saying of the plan, “…”`: a quotation follows the adjunct that starts at word `i`."""
    return passage.lower(i) == "of" and any(not passage.outside(k) for k in range(i, limit))


def _dates_pair(passage: Passage, i: int) -> bool:
    """`last week`, `early Friday`, but not `last week's attack`."""
    if passage.lower(i) not in ("last", "this", "late", "early", "next", "earlier", "a", "one", "the") or i + 1 >= len(
        passage.words
    ):
        return False
    return is_time(passage.words[i + 1]) and passage.lower(i + 2) not in ("'s", "'")


def _complementises(passage: Passage, cue: Cue, i: int) -> bool:
    """True for the `that` of a that-clause, however it was tagged."""
    if passage.words[i].tag is Tag.SCONJ:
        return True
    return i > cue.head + 1 and i + 1 < len(passage.words) and passage.words[i + 1].tag is not Tag.AUX


def _opens_clause(passage: Passage, i: int) -> bool:
    """True for a subordinate clause or phrase that opens a bare clause: `X said when the time came …`."""
    word = passage.words[i]
    if word.lower in ("when", "while", "although", "though", "unless", "because", "despite", "without", "under"):
        return True
    pair = word.lower, passage.lower(i + 1)
    gerund = i + 1 < len(passage.words) and passage.words[i + 1].form == "VBG"
    return pair in (("at", "least"), ("at", "most"), ("as", "a")) or (word.lower == "by" and gerund)


def _adjunct_end(passage: Passage, i: int) -> int:
    """Past the noun phrase of an adjunct such as `in a statement on its website`."""
    words = passage.words
    end = phrase_starting(passage, i)
    while end < len(words) and (is_time(words[end]) or words[end].tag is Tag.NUM) and passage.outside(end):
        end += 1
    return end


def _starts_clause(passage: Passage, i: int, bare: bool) -> bool:
    """True when a subject with its finite verb starts at word `i`, or a conditional clause does.

    Args: bare: the cue takes no object, so that a noun phrase after it can only be a subject.
    """
    words = passage.words
    if words[i].lower in ("if", "whether", "there"):
        return True
    if words[i].tag not in _OPENING and not (words[i].form == "VBG" and words[i - 1].tag is Tag.VERB):
        return False
    commas = 0
    for k in range(i + 1, min(len(words), i + _LONG_ADJUNCT)):
        word = words[k]
        commas += word.text == ","
        if commas > 2:
            return False
        if word.form in FINITE or (bare and word.form in ("VBN", "VB")):
            return True
        if word.text in (".", ";", ":"):
            return False
        if not bare and (word.lower in _RELATIVE or word.text == "," or word.form == "VB"):
            return False
    return False


def _after_particle(passage: Passage, cue: Cue, i: int) -> int | None:
    """`X warned of a war`; `X called for “calm”` only with words in quotation marks, for else it reports an act."""
    wanted = lexicon().particles[cue.lemma]
    while i < len(passage.words) and passage.words[i].tag is Tag.ADV:
        i += 1
    if passage.lower(i) not in wanted or i + 1 >= len(passage.words):
        return None
    near = range(i + 1, min(len(passage.words), i + _LONG_ADJUNCT))
    return i + 1 if cue.lemma != "call" or any(not passage.outside(k) for k in near) else None


def _after_preposition(passage: Passage, cue: Cue, i: int) -> int | None:
    words = passage.words
    wanted = lexicon().prepositions[cue.lemma]
    for k in range(i + 1, min(len(words) - 1, i + _LONG_ADJUNCT)):
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
    for k in range(i, min(len(words), i + _LONG_ADJUNCT)):
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
    for k in range(i, min(len(words), i + _LONG_ADJUNCT)):
        word = words[k]
        if word.lower == "as" and passage.outside(k) == (cue.quotation == OUTSIDE) and k > i:
            return i
        if word.form in FINITE or word.text in ",.;:":
            return None
    return None


def _after_own(passage: Passage, cue: Cue, i: int) -> int | None:
    """`X vowed (on Monday) to stay`: from `to` on."""
    words = passage.words
    while i + 1 < len(words) and i < cue.head + _LONG_ADJUNCT:
        if words[i].lower == "to" and (words[i + 1].form == "VB" or not passage.outside(i + 1)):
            return i if passage.outside(i) else None
        adjunct = _adjunct_end(passage, i + 1) if words[i].tag is Tag.ADP else i
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
    for k in range(i, min(len(words) - 1, i + _LONG_ADJUNCT)):
        word = words[k]
        if word.lower == "to" and words[k + 1].form == "VB" and k > i:
            return k - 1 if words[k - 1].lower == "not" else k + 1
        if word.tag is Tag.VERB or word.text in ",.;:" or word.lower in ("that", "for"):
            return None
    return None
