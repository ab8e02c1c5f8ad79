"""Quotes: who is reported to have said what, in which words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from accord.model.claim import Mention, Quote, QuoteKind
from accord.model.span import Span
from accord.reading.contents import Extent, content_after, content_before, content_span
from accord.reading.cues import Cue, Frame, Voice, find_cues
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
            yield _Found(span, kind, speaker, party, passage.words[cue.head].span, extent.frame, cue.lemma)


def _extents(passage: Passage, cue: Cue, subject: Subject | None) -> Iterator[Extent]:
    if subject is None:
        return
    words = passage.words
    left = cue.start if subject.inverted else subject.start
    before = left - 1
    quotation_before = before >= 0 and (
        not passage.outside(before) or (words[before].text == "," and before > 0 and not passage.outside(before - 1))
    )
    inserted = cue.quotation == OUTSIDE and before >= 0 and (quotation_before or words[before].text == ",")
    after = None if subject.inverted else content_after(passage, cue)
    if inserted and cue.voice is Voice.FINITE:
        if quotation_before or after is None:
            extent = content_before(passage, left, 0)
            if extent is not None and (quotation_before or _holds_verb(passage, extent)):
                yield extent
            if after is not None and after.frame is not Frame.QUOTED:
                return
    if after is not None:
        yield after


def _holds_verb(passage: Passage, extent: Extent) -> bool:
    return any(w.form in ("VBD", "VBZ", "VBP", "MD") for w in passage.words[extent.start : extent.end])


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
