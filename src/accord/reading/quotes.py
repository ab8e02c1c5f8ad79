"""Quotes: who is reported to have said what, in which words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from accord.model.claim import Mention, Quote, QuoteKind
from accord.model.span import Span
from accord.reading.contents import Extent, content_after, content_before, content_beside, content_span, holds_verb
from accord.reading.cues import Cue, Frame, Voice, cue_span, find_cues
from accord.reading.passages import OUTSIDE, Passage, find_passages
from accord.reading.quotation_marks import find_quotations
from accord.reading.speakers import Subject, find_subject, name_speaker, phrase_span
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
    taken: set[tuple[int, int]] = set()
    for cue in find_cues(passage):
        if cue.voice is Voice.INFINITIVE or cue.voice is Voice.PASSIVE or cue.denied:
            continue
        subject = find_subject(passage, cue)
        for extent in _extents(passage, cue, subject):
            spanned = content_span(passage, extent)
            if spanned is None or spanned[0] in taken:
                continue
            span, kind = spanned
            speaker = party = None
            if subject is not None:
                speaker, name = name_speaker(analysis, phrase_span(passage, subject))
                party = name.party if name else None
            taken.add(span)
            yield _Found(span, kind, speaker, party, cue_span(passage, cue), extent.frame, cue.lemma)


def _extents(passage: Passage, cue: Cue, subject: Subject | None) -> Iterator[Extent]:
    if subject is None:
        return
    if cue.voice is Voice.ACCORDING:
        extent = content_beside(passage, cue, subject.end)
        if extent is not None and not _already_said(passage, extent, cue):
            yield extent
        return
    if cue.voice is Voice.NOUN:
        extent = content_after(passage, cue)
        if extent is not None:
            yield extent
        return
    after = None if subject.inverted else content_after(passage, cue)
    before = _inserted(passage, cue, cue.start if subject.inverted else subject.start)
    clausal = after is not None and after.frame is not Frame.QUOTED
    if before is not None and (not clausal or passage.quoted[before.start] != OUTSIDE):
        yield before
        if clausal:
            return
    if after is not None:
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
    return extent if extent is not None and (quotation or holds_verb(passage, extent)) else None


def _already_said(passage: Passage, extent: Extent, cue: Cue) -> bool:
    """True when the words before `according to` end in a cue of their own: `“…,” X said, according to Y`."""
    tail = passage.words[max(extent.start, cue.start - 6) : cue.start]
    return extent.end <= cue.start and any(w.lower in ("said", "told", "says", "saying") for w in tail)


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
