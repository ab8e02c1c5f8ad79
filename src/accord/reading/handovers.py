"""Quotations that no cue governs: after a colon, signed with a name, going on from the sentence before."""

from __future__ import annotations

from collections.abc import Iterator

from accord.reading.cues import FINITE, Frame
from accord.reading.extents import Extent
from accord.reading.passages import OUTSIDE, Passage
from accord.reading.phrases import is_head, phrase_starting
from accord.reading.subjects import Subject, main_subject
from accord.text.syntax.words import Tag

_DASHES = frozenset(("-", "–", "—", "--"))
_SHORT_HEADING = 6  # words


def quotation_extent(passage: Passage, quotation: int) -> Extent:
    """All of a quotation."""
    start = end = passage.first_word(quotation)
    while end < len(passage.words) and passage.quoted[end] == quotation:
        end += 1
    return Extent(start, end, Frame.QUOTED)


def after_colons(passage: Passage, earlier: Subject | None) -> Iterator[tuple[Extent | None, Subject]]:
    """`X had one answer: “…”`: the quotation behind each colon, None for a colon that ends the passage.

    Args: earlier: the subject of the passage's last cue, who then speaks.
    """
    words = passage.words
    for i in range(1, len(words)):
        if words[i].text != ":" or not passage.outside(i):
            continue
        last = i + 1 == len(words)
        subject = earlier or (main_subject(passage, i, OUTSIDE) if last or not passage.outside(i + 1) else None)
        if subject is None or not (last or not passage.outside(i + 1)):
            continue
        yield (None if last else quotation_extent(passage, passage.quoted[i + 1])), subject


def signed(passage: Passage) -> tuple[Extent, Subject] | None:
    """`“…” — Ada Venn, prime minister`: the quotation that opens a passage and the name set under it."""
    if not passage.words or passage.outside(0):
        return None
    extent = quotation_extent(passage, passage.quoted[0])
    i = extent.end
    inner = passage.quotations[passage.quoted[0]].inner
    dashed = passage.lower(i) in _DASHES
    if not dashed and (i >= len(passage.words) or passage.text[inner.end - 1] != ","):
        return None
    start = i + 1 if dashed else i
    end = phrase_starting(passage, start)
    if end == start or passage.words[end - 1].tag is not Tag.PROPN or not is_head(passage.words[end - 1]):
        return None
    if any(w.form in FINITE for w in passage.words[end:]) or not (dashed or passage.lower(end) in (".", "")):
        return None
    return extent, Subject(start, end, inverted=True)


def is_heading(passage: Passage) -> bool:
    """True for a few words in marks without a full stop or comma: a cross-heading, not speech."""
    if len(passage.quotations) != 1:
        return False
    inner = passage.quotations[0].inner.of(passage.text)
    return len(inner.split()) <= _SHORT_HEADING and (inner[-1] not in ".,!?…" or inner.isupper())
