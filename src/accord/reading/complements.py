"""Complements: the that-clause, bare clause or quotation that follows a cue, past whom it addresses, when and where."""

from __future__ import annotations

from dataclasses import dataclass

from accord.reading.cues import FINITE, Cue, Frame, lexicon
from accord.reading.extents import Extent, extent_from
from accord.reading.passages import OUTSIDE, Passage
from accord.reading.phrases import is_time, phrase_starting, small_words
from accord.text.syntax.words import Tag

LONG_ADJUNCT = 24  # words between a cue and its content
_RELATIVE = frozenset(("which", "who", "whom", "whose", "that"))
_CLOSE = frozenset(("as", "than", "of"))  # prepositions that bind to the cue, not to its time or place
_ENDS = frozenset((".", ";", "?", "!"))
_OPENING = frozenset((Tag.DET, Tag.PRON, Tag.NOUN, Tag.PROPN, Tag.ADJ, Tag.NUM))
_CLAUSAL = frozenset((Frame.CLAUSE, Frame.THAT, Frame.ADDRESSED, Frame.QUOTED))
_PARTICLES = {"point": "out", "go": "on"}


def complement(passage: Passage, cue: Cue) -> Extent | None:
    """The clause or quotation after a cue; None when none follows within reach.

    A cue that no table lists (`X shot back, “…”`) takes a quotation alone.
    """
    table = lexicon()
    listed = cue.lemma in table.frames
    takes = frozenset(f for f in _CLAUSAL if table.takes(cue.lemma, f)) if listed else frozenset((Frame.QUOTED,))
    walk = _Walk(passage, cue, takes, table.takes(cue.lemma, Frame.BARE), Frame.ADDRESSED not in takes)
    return walk.find(min(len(passage.words), cue.head + 1 + LONG_ADJUNCT))


@dataclass(slots=True)
class _Walk:
    """Walks from a cue to its content. `bare`: the cue takes no object. `addressed`: no addressee is awaited.

    `comma` is true inside an insertion, where no clause can start.
    """

    passage: Passage
    cue: Cue
    takes: frozenset[Frame]
    bare: bool
    addressed: bool
    comma: bool = False

    def find(self, limit: int) -> Extent | None:
        i = self.cue.head + 1
        inside = i < limit and self.passage.quoted[i] == self.cue.quotation
        if self.bare and inside and self.passage.words[i].form in FINITE:
            return extent_from(self.passage, self.cue, i, Frame.CLAUSE)  # "what X said was a drone"
        while i < limit:
            if self._closes(i):
                return self._closing(i)
            if self.bare and not self.comma and _opens_clause(self.passage, i):
                return extent_from(self.passage, self.cue, i, Frame.CLAUSE)
            past = self._past_loose(i)
            if past == i:
                frame = self._clause_frame(i)
                if frame is not None:
                    return extent_from(self.passage, self.cue, i, frame)
                past = self._past_phrase(i, limit)
            if past == i:
                return None
            i = past
        return None

    def _closes(self, i: int) -> bool:
        """True at a quotation, `that`, a colon or the sentence's end: there the search is over."""
        word = self.passage.words[i]
        if self.passage.quoted[i] != self.cue.quotation or word.text == ":" or word.text in _ENDS:
            return True
        return word.lower == "that" and self._complementises(i)

    def _closing(self, i: int) -> Extent | None:
        if self.passage.quoted[i] != self.cue.quotation:
            hesitant = self.takes == {Frame.THAT} or lexicon().takes(self.cue.lemma, Frame.RESUMING)
            spoken = self.takes and (self.comma or not hesitant) and self.cue.quotation == OUTSIDE
            return extent_from(self.passage, self.cue, i, Frame.QUOTED) if spoken else None
        word = self.passage.words[i]
        if word.text in _ENDS:
            return None
        frames = sorted(self.takes - {Frame.QUOTED}) if word.text != ":" else [Frame.QUOTED]
        return extent_from(self.passage, self.cue, i + 1, frames[0]) if frames else None

    def _complementises(self, i: int) -> bool:
        """True for the `that` of a that-clause, however it was tagged."""
        words = self.passage.words
        if words[i].tag is Tag.SCONJ:
            return True
        return i > self.cue.head + 1 and i + 1 < len(words) and words[i + 1].tag is not Tag.AUX

    def _past_loose(self, i: int) -> int:
        """Past a particle, a comma, an adverb, a time, a phrase between commas, or a further addressee."""
        passage, word = self.passage, self.passage.words[i]
        if i == self.cue.head + 1 and (word.lower == _PARTICLES.get(self.cue.lemma) or self._unlisted_particle(i)):
            return i + 1
        if word.text == ",":
            self.comma = not self.comma
            return i + 1
        if word.tag is Tag.ADV or (is_time(word) and passage.lower(i + 1) not in ("'s", "'")):
            return i + 1
        if self.comma and passage.lower(end := phrase_starting(passage, i)) == ",":
            return end
        if self.comma and word.lower in ("where", "which", "who"):
            near = range(i, min(len(passage.words), i + LONG_ADJUNCT))
            return next((k for k in near if passage.words[k].text == ","), i)
        if _dates_pair(passage, i):
            return i + 2
        if word.lower == "and" and i > self.cue.head + 1 and self.addressed:
            return max(i, phrase_starting(passage, i + 1) if i + 1 < len(passage.words) else i)
        return i

    def _unlisted_particle(self, i: int) -> bool:
        return self.cue.lemma not in lexicon().frames and self.passage.words[i].tag is Tag.ADP

    def _clause_frame(self, i: int) -> Frame | None:
        """The frame of a clause without `that` that starts at word `i`; None when none does."""
        if self.comma:
            return None
        if not self.takes & {Frame.CLAUSE, Frame.ADDRESSED} or not _starts_clause(self.passage, i, self.bare):
            return None
        if Frame.CLAUSE in self.takes:
            return Frame.CLAUSE
        return Frame.ADDRESSED if self.addressed else None

    def _past_phrase(self, i: int, limit: int) -> int:
        """Past the addressee, an adjunct such as `in a statement`, a number, or a participle that goes on with one."""
        passage, word = self.passage, self.passage.words[i]
        if not self.comma and not self.addressed and (end := phrase_starting(passage, i)) > i:
            self.addressed = True
            return end
        if word.tag in (Tag.ADP, Tag.PART) and (word.lower not in _CLOSE or _quotes_later(passage, i, limit)):
            gerund = i + 1 < limit and passage.words[i + 1].form == "VBG"  # "before leaving for Orsk"
            end = adjunct_end(passage, i + 1 + gerund)
            return end if end > i + 1 else i
        goes_on = word.form in ("VBN", "VBG") and i > self.cue.head + 1 and not self.comma
        return i + 1 if word.tag is Tag.NUM or goes_on else i


def _quotes_later(passage: Passage, i: int, limit: int) -> bool:
    """True for `saying of the plan, “…”`: a quotation follows the adjunct that starts at word `i`."""
    return passage.lower(i) == "of" and any(not passage.outside(k) for k in range(i, limit))


def _dates_pair(passage: Passage, i: int) -> bool:
    """`last week`, `early Friday`, but not `last week's attack`."""
    if passage.lower(i) not in small_words("pointing") or i + 1 >= len(passage.words):
        return False
    return is_time(passage.words[i + 1]) and passage.lower(i + 2) not in ("'s", "'")


def _opens_clause(passage: Passage, i: int) -> bool:
    """True for a subordinate clause or phrase that opens a bare clause: `X said when the time came …`."""
    word = passage.words[i]
    if word.lower in ("when", "while", "although", "though", "unless", "because", "despite", "without", "under"):
        return True
    after = passage.words[i + 1] if i + 1 < len(passage.words) else word
    if (word.lower, after.lower) in (("at", "least"), ("at", "most"), ("as", "a"), ("more", "than"), ("less", "than")):
        return True
    counts = after.tag is Tag.NUM and word.lower in ("over", "about", "nearly", "almost", "around", "some", "up")
    return counts or (word.lower == "by" and after.form == "VBG")


def adjunct_end(passage: Passage, i: int) -> int:
    """Past the noun phrase of an adjunct such as `in a statement on Monday`, from the word after its preposition."""
    words = passage.words
    if i >= len(words):
        return i
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
    for word in words[i + 1 : i + LONG_ADJUNCT]:
        commas += word.text == ","
        if commas > 2 or word.text in (".", ";", ":"):
            return False
        if word.form in FINITE or (bare and word.form in ("VBN", "VB")):
            return True
        if not bare and (word.lower in _RELATIVE or word.text == "," or word.form == "VB"):
            return False
    return False
