"""Hearing: the rules' attributions of a passage set against what the encoder takes for reported words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from accord.model.claim import QuoteKind
from accord.model.span import Span
from accord.reading.attribution import Attribution
from accord.reading.cues import Frame
from accord.reading.extents import Extent, content_span
from accord.reading.passages import Passage
from accord.reading.roles import word_range
from accord.reading.sayings import Heard, Saying
from accord.reading.speakers import Speaker, Speakers
from accord.reading.subjects import Subject

# How likely, by the encoder, words must be reported for an attribution of the rules to stay, and for a saying that the
# rules have not found to be added; in a wide reading, for a saying to stand and for the rules to fill a gap.
KEEP = {QuoteKind.DIRECT: 0.0, QuoteKind.MIXED: 0.05, QuoteKind.INDIRECT: 0.1}
ADD = 0.8
WIDE_ADD, WIDE_KEEP = 0.4, 0.2
LEAST = 2  # words of a saying that only the encoder hears
ALIKE = 0.8  # Dice, from which two contents count as the same
SAME = 0.5  # Dice, from which they count as the same words cut differently
HEARD = "heard"


def reconcile(
    passage: Passage, speakers: Speakers, found: Sequence[Attribution], heard: Heard
) -> Iterator[Attribution]:
    """What rules and encoder make of a passage together. `found`: what the rules alone do.

    Read closely, the rules' attributions that the encoder allows, then what only the encoder hears. Read widely, what
    the encoder hears, by whom the rules say where they have the same words, then what only the rules find.
    """
    sayings = heard.starting_in(passage.sentences[0].span.start, passage.sentences[-1].span.end)
    yield from (_heard_first if heard.wide else _found_first)(passage, speakers, found, heard, sayings)


def _found_first(
    passage: Passage, speakers: Speakers, found: Sequence[Attribution], heard: Heard, sayings: Sequence[Saying]
) -> Iterator[Attribution]:
    kept = []
    for attribution in found:
        share = heard.share(attribution.content)
        if share < KEEP[attribution.kind]:
            continue
        same = next((s for s in sayings if _dice(attribution.content, s.content) >= ALIKE), None)
        credited = same.speaker if same and same.speaker else attribution.credited
        kept.append(replace(attribution, share=share, agreed=same is not None, credited=credited))
    yield from kept
    for saying in sayings:
        if saying.sure >= ADD and not any(a.content.overlap(saying.content) for a in kept):
            added = _attribution(passage, speakers, saying)
            if added is not None:
                yield added


def _heard_first(
    passage: Passage, speakers: Speakers, found: Sequence[Attribution], heard: Heard, sayings: Sequence[Saying]
) -> Iterator[Attribution]:
    kept = []
    for saying in sayings:
        said = _attribution(passage, speakers, saying) if saying.sure >= WIDE_ADD else None
        if said is None:
            continue
        alike = {_dice(a.content, said.content): a for a in found}
        same = alike[max(alike)] if alike and max(alike) >= SAME else None
        if same is not None and same.speaker is not None:
            said = replace(said, speaker=same.speaker, party=same.party, channel=same.channel, frame=same.frame)
        kept.append(said)
    yield from kept
    for attribution in found:
        share = heard.share(attribution.content)
        if share >= WIDE_KEEP and not any(attribution.content.overlap(said.content) for said in kept):
            yield replace(attribution, share=share)


def _attribution(passage: Passage, speakers: Speakers, saying: Saying) -> Attribution | None:
    words = word_range(passage.words, saying.content)
    spanned = content_span(passage, Extent(*words, Frame.CLAUSE)) if words else None
    if words is None or spanned is None or words[1] - words[0] < LEAST:
        return None
    subject = word_range(passage.words, saying.speaker) if saying.speaker else None
    speaker = speakers.name(passage, Subject(*subject)) if subject else Speaker(None)
    content, kind = spanned
    sentence = passage.sentence_of(content.start)
    return Attribution(
        content,
        kind,
        sentence,
        speaker.mention,
        speaker.party,
        saying.cue,
        frame=HEARD,
        credited=saying.speaker,
        share=saying.sure,
        agreed=True,
    )


def _dice(a: Span, b: Span) -> float:
    return 2 * a.overlap(b) / (len(a) + len(b))
