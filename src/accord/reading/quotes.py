"""Quotes: who is reported to have said what, in which words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from accord.model.claim import Mention, Quote, QuoteKind
from accord.model.span import Span
from accord.reading.contents import (
    Extent,
    content_after,
    content_before,
    content_beside,
    content_resumed,
    content_span,
    states,
)
from accord.reading.cues import Cue, Frame, Voice, cue_span, find_cues, lexicon
from accord.reading.passages import OUTSIDE, Passage, find_passages
from accord.reading.quotation_marks import find_quotations
from accord.reading.speakers import name_speaker, phrase_span
from accord.reading.subjects import Subject, find_subject
from accord.text.analysis import Analysis


@dataclass(frozen=True, slots=True)
class _Found:
    content: Span
    kind: QuoteKind
    speaker: Mention | None
    party: str | None
    cue: Span | None
    frame: str = ""
    lemma: str = ""


@dataclass(slots=True)
class _Memory:
    """Who spoke last, and where."""

    last: _Found | None = None
    paragraph: int = -1
    loose: list[_Found] = field(default_factory=list)


def find_quotes(analysis: Analysis, reader: str) -> tuple[Quote, ...]:
    """Find the quotes of a report, in text order.

    Args: reader: name and version kept on every quote.
    Returns: Quotes by the start of their content, a shorter one after the longer that holds it; empty for a blank
        text. Contents are verbatim and never blank.
    """
    found = sorted(find_attributions(analysis), key=lambda f: (f.content.start, -f.content.end))
    out: list[Quote] = []
    for f in found:
        sentence = analysis.sentence_at(f.content.start)
        out.append(
            Quote(
                report=analysis.report.id,
                content=f.content,
                kind=f.kind,
                sentence=sentence.span if sentence else f.content,
                speaker=f.speaker,
                party=f.party,
                cue=f.cue,
                reader=reader,
            )
        )
    return tuple(out)


def find_attributions(analysis: Analysis) -> Iterator[_Found]:
    quotations = find_quotations(analysis.text)
    memory = _Memory()
    for passage in find_passages(analysis, quotations):
        found = list(_read_passage(analysis, passage))
        if not found and passage.only_quoted:
            found = list(_continued(passage, memory))
        outer = [f for f in found if f.kind is not QuoteKind.INDIRECT] or found
        if outer:
            memory.last, memory.paragraph = outer[-1], passage.paragraph
        yield from found


def _read_passage(analysis: Analysis, passage: Passage) -> Iterator[_Found]:
    taken: list[Span] = []
    earlier: Subject | None = None
    for cue in find_cues(passage):
        if cue.voice in (Voice.INFINITIVE, Voice.PASSIVE) or cue.denied or (cue.modal and cue.lemma != "say"):
            continue
        subject = find_subject(passage, cue, earlier)
        if subject is None:
            continue
        if cue.quotation == OUTSIDE and cue.voice is not Voice.NOUN:
            earlier = subject
        for extent in _extents(passage, cue, subject):
            spanned = content_span(passage, extent)
            if spanned is None or spanned[0] in taken or _said_within(cue, spanned[0], taken):
                continue
            taken.append(spanned[0])
            speaker, party = name_speaker(analysis, phrase_span(passage, subject))
            yield _Found(*spanned, speaker, party, cue_span(passage, cue), extent.frame, cue.lemma)


def _said_within(cue: Cue, content: Span, taken: list[Span]) -> bool:
    """True for `X said …, according to Y`: what Y passes on is mostly a quote of X already."""
    return cue.voice is Voice.ACCORDING and any(2 * content.overlap(t) > len(content) for t in taken)


def _extents(passage: Passage, cue: Cue, subject: Subject) -> Iterator[Extent]:
    """Where the content of a cue stands: before it, after it, or both (`“A,” X said, “B.”`)."""
    if cue.voice is Voice.ACCORDING:
        beside = content_beside(passage, cue, subject.end)
        if beside is not None:
            yield beside
        return
    after = None if subject.inverted and cue.voice is not Voice.NOUN else content_after(passage, cue)
    before = _inserted(passage, cue, cue.start if subject.inverted else subject.start)
    quoted = before is not None and passage.quoted[before.start] != OUTSIDE
    if before is not None and (after is None or quoted):
        yield before
    if after is not None and (not quoted or after.frame is Frame.QUOTED):
        yield after


def _inserted(passage: Passage, cue: Cue, left: int) -> Extent | None:
    """The content before a cue whose clause starts at word `left`, set off by a comma or by quotation marks."""
    if left == 0 or cue.quotation != OUTSIDE or cue.voice is not Voice.FINITE:
        return None
    comma = passage.words[left - 1].text == "," and passage.outside(left - 1)
    quotation = not passage.outside(left - 1) or (comma and left > 1 and not passage.outside(left - 2))
    if not comma and not quotation:
        return None
    extent = content_before(passage, left, 0)
    if extent is None or quotation:
        return extent
    if not lexicon().takes(cue.lemma, Frame.TRAILING):
        return None
    if states(passage, extent):
        return extent
    return content_resumed(passage, cue, max(cue.head + 1, left + 1))


def _continued(passage: Passage, memory: _Memory) -> Iterator[_Found]:
    last = memory.last
    if last is None or passage.paragraph - memory.paragraph > 1:
        return
    for quotation in passage.quotations:
        extent = Extent(passage.quoted.index(passage.quotations.index(quotation)), len(passage.words), Frame.QUOTED)
        spanned = content_span(passage, extent)
        if spanned:
            yield _Found(spanned[0], QuoteKind.DIRECT, last.speaker, last.party, None, "continued", "")
        return
