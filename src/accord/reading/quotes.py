"""Quotes: who is reported to have said what, in which words."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from accord.model.claim import Mention, Quote, QuoteKind
from accord.model.span import Span
from accord.reading.attribution import Attribution
from accord.reading.channels import find_channel
from accord.reading.confidence import quote_confidence
from accord.reading.contents import content_after
from accord.reading.cues import Cue, Frame, Voice, cue_span, find_cues
from accord.reading.extents import Extent, content_span, holds_verb
from accord.reading.handovers import after_colons, is_heading, quotation_extent, signed
from accord.reading.hearing import reconcile
from accord.reading.insertions import content_beside, content_inserted, content_interrupted, content_resumed
from accord.reading.passages import OUTSIDE, Passage, find_passages
from accord.reading.posts import find_posts
from accord.reading.sayings import Heard
from accord.reading.speakers import Speakers
from accord.reading.subjects import Subject, cited, find_subject
from accord.text.analysis import Analysis
from accord.text.names.cast import NameKind
from accord.text.quotation_marks import find_quotations

_LONG_ENOUGH = 6  # words that can only be speech, not a title
_NEAR = 8  # contents a passage keeps in mind, to see that one repeats another
_SELF = frozenset(("i", "we", "you"))  # inside a quotation: its own speaker, or the one spoken to
_OPENING = frozenset(("that", "whether", "because"))
_UNWILLING = frozenset(("refuse", "decline", "fail", "want", "need", "try", "hesitate", "like"))


def find_quotes(analysis: Analysis, reader: str, heard: Heard | None = None) -> tuple[Quote, ...]:
    """Find the quotes of a report, in text order.

    Args:
        reader: name and version kept on every quote.
        heard: what the encoder takes for reported words.
    Returns: Quotes by the start of their content, a shorter one after the longer that holds it; empty for a blank
        text. Contents are verbatim and never blank.
    """
    found = sorted(find_attributions(analysis, heard), key=lambda f: (f.content.start, -f.content.end))
    return tuple(
        Quote(
            report=analysis.report.id,
            content=f.content,
            kind=f.kind,
            sentence=f.sentence,
            speaker=f.speaker,
            party=f.party,
            cue=f.cue,
            channel=f.channel,
            credited=f.credited,
            reader=reader,
            confidence=quote_confidence(f) if heard else None,
        )
        for f in found
        if not _breaks_off(f.content.of(analysis.report.text), f.kind)
    )


def _breaks_off(content: str, kind: QuoteKind) -> bool:
    """True for reported words that stop where their clause would begin: `in a sign that`."""
    return kind is not QuoteKind.DIRECT and content.split()[-1].lower() in _OPENING


def find_attributions(analysis: Analysis, heard: Heard | None = None) -> Iterator[Attribution]:
    """Find whose words a report gives, passage by passage."""
    speakers = Speakers(analysis)
    yield from _posted(analysis)
    for passage in find_passages(analysis, find_quotations(analysis.text)):
        found = list(_continued(passage, speakers)) if passage.only_quoted else []
        read = list(_read_passage(speakers, passage))
        found += read or _resumed(passage, speakers)
        yield from reconcile(passage, speakers, found, heard) if heard else found
        if passage.quotations and not passage.quotations[-1].closed:
            speakers.paragraph += 1  # a quotation left open goes on past a paragraph of other matter


def _posted(analysis: Analysis) -> Iterator[Attribution]:
    """The posts a report shows whole are the words of whoever signs them."""
    for post in find_posts(analysis.text):
        found = analysis.cast.resolve(post.author)
        speaker = Mention(post.author, found.name if found else post.author.of(analysis.text))
        sentence = analysis.sentence_at(post.content.start)
        span = sentence.span if sentence else post.content
        yield Attribution(post.content, QuoteKind.DIRECT, span, speaker, found.party if found else None, frame="post")


def _read_passage(speakers: Speakers, passage: Passage) -> Iterator[Attribution]:
    taken: deque[Span] = deque(maxlen=_NEAR)
    earlier: Subject | None = None
    for cue in find_cues(passage):
        subject = None if _idle(passage, cue) else find_subject(passage, cue, earlier)
        if subject is None or (cue.quotation != OUTSIDE and passage.lower(subject.start) in _SELF):
            continue
        if cue.quotation == OUTSIDE and cue.voice is not Voice.NOUN:
            earlier = subject
        for extent in _extents(passage, cue, subject):
            spanned = content_span(passage, extent, nested=cue.quotation != OUTSIDE)
            if spanned is None or spanned[0] in taken or _said_already(passage, cue, subject, spanned, taken):
                continue
            taken.append(spanned[0])
            yield _attribute(speakers, passage, spanned, subject, cue, extent.frame)
    yield from _handed_over(speakers, passage, earlier, taken)


def _attribute(
    speakers: Speakers,
    passage: Passage,
    spanned: tuple[Span, QuoteKind],
    subject: Subject,
    cue: Cue | None,
    frame: Frame,
) -> Attribution:
    content, kind = spanned
    speaker = speakers.name(passage, subject)
    channel = find_channel(speakers.analysis, passage, cue, subject) if cue else None
    credited = cited(passage, cue, subject) if cue and speaker.kind is NameKind.OUTLET else None
    if credited is not None and speaker.mention is not None:
        channel = speaker.mention.span
        speaker = speakers.name(passage, credited)
    if cue is None or (cue.quotation == OUTSIDE and cue.voice is not Voice.NOUN):
        speakers.heard(speaker, passage, channel, passage.span(subject.start, subject.end).cover(content).end)
    return Attribution(
        content,
        kind,
        passage.sentence_of(content.start),
        speaker.mention,
        speaker.party,
        cue_span(passage, cue) if cue else None,
        channel,
        frame,
        cue.lemma if cue else "",
        passage.span(subject.start, subject.end),
    )


def _idle(passage: Passage, cue: Cue) -> bool:
    """True for a cue that reports no words: denied, passive without a speaker, only possible, refused."""
    if cue.voice is Voice.INFINITIVE:
        unwilling = any(w.lemma in _UNWILLING for w in passage.words[max(0, cue.start - 2) : cue.start + 1])
        return cue.denied or unwilling or cue.lemma != "say"
    return cue.voice is Voice.PASSIVE or cue.denied or (cue.modal and cue.lemma != "say")


def _said_already(
    passage: Passage, cue: Cue, subject: Subject, spanned: tuple[Span, QuoteKind], taken: deque[Span]
) -> bool:
    """True when a cue only passes on, or repeats, what is a quote already.

    `X said …, according to Y`; `X said …, Y reported`; `X said he hoped …`.
    """
    content, kind = spanned
    if cue.voice is Voice.ACCORDING or (
        cue.lemma == "report" and kind is not QuoteKind.DIRECT and content.end <= passage.words[cue.head].span.start
    ):
        return any(2 * content.overlap(t) > len(content) for t in taken)
    same = passage.lower(subject.start) in ("he", "she", "they", "it", "we", "i") and subject.end == subject.start + 1
    first = passage.words[subject.start].span.start
    return same and bool(taken) and taken[-1].start == first and taken[-1].end >= content.end


def _extents(passage: Passage, cue: Cue, subject: Subject) -> Iterator[Extent]:
    """Where the content of a cue stands: before it, after it, or both (`“A,” X said, “B.”`)."""
    if cue.voice is Voice.ACCORDING:
        beside = content_beside(passage, cue, subject.end)
        if beside is not None:
            yield beside
        return
    if subject.inverted and cue.voice is not Voice.NOUN:
        after = content_interrupted(passage, subject.end)
    else:
        after = content_after(passage, cue)
    before = content_inserted(passage, cue, cue.start if subject.inverted else subject.start)
    quoted = before is not None and (
        passage.quoted[before.start] != OUTSIDE or (not passage.outside(before.end - 1) and holds_verb(passage, before))
    )
    if before is not None and (after is None or quoted):
        yield before
    if after is not None and (not quoted or after.frame is Frame.QUOTED):
        yield after
    if before is None and after is None and cue.voice is Voice.FINITE and cue.quotation == OUTSIDE:
        resumed = content_resumed(passage, cue, cue.start if subject.inverted else subject.start)
        if resumed is not None:
            yield resumed


def _handed_over(
    speakers: Speakers, passage: Passage, earlier: Subject | None, taken: deque[Span]
) -> Iterator[Attribution]:
    """Quotations behind a colon or over a signature, where no cue took them already."""
    found = [*after_colons(passage, earlier)]
    last = signed(passage) if not taken else None
    for extent, subject in [*found, last] if last else found:
        if extent is None:
            speakers.heard(speakers.name(passage, subject), passage, None, passage.words[-1].span.end)
            continue
        spanned = content_span(passage, extent)
        if spanned is not None and not any(t.overlap(spanned[0]) for t in taken):
            yield _attribute(speakers, passage, spanned, subject, None, Frame.QUOTED)


def _resumed(passage: Passage, speakers: Speakers) -> Iterator[Attribution]:
    """`“We will sign,” which may take a week.` after a quote in the same paragraph: the same speaker goes on."""
    if passage.only_quoted or not passage.quotations or passage.outside(0) or passage.paragraph != speakers.paragraph:
        return
    inner = passage.quotations[passage.quoted[0]].inner.of(passage.text)
    spanned = content_span(passage, quotation_extent(passage, passage.quoted[0]))
    if speakers.last is None or spanned is None or not inner[0].isupper() or len(inner.split()) < _LONG_ENOUGH:
        return
    last = speakers.last
    yield Attribution(*spanned, passage.sentence_of(spanned[0].start), last.mention, last.party, frame="resumed")


def _continued(passage: Passage, speakers: Speakers) -> Iterator[Attribution]:
    """A passage that is only a quotation: whoever spoke last, here or in the paragraph before, goes on."""
    if speakers.last is None or passage.paragraph - speakers.paragraph > 1 or is_heading(passage):
        return
    last = speakers.last
    speakers.paragraph = passage.paragraph
    for i, quotation in enumerate(passage.quotations):
        extent = quotation_extent(passage, i)
        spanned = content_span(passage, extent) if extent.end > extent.start else None
        if spanned:
            sentence = passage.sentence_of(quotation.inner.start)
            yield Attribution(*spanned, sentence, last.mention, last.party, frame="continued")
