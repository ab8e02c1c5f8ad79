"""Sayings: what the encoder takes for reported words, each with its speaker and cue."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from accord.encoder import labels
from accord.encoder.decode import Stretch, stretches, whole_words
from accord.encoder.model import Encoder, Floats, Look, Marks
from accord.encoder.windows import WIDEST
from accord.model.span import Span
from accord.reading.sights import seen

_SOURCE, _CUE, _CONTENT = (labels.ATTRIBUTIONS.index(name) for name in ("source", "cue", "content"))
_EAGER = -1.0  # log-odds given to tokens that may be cues
_BARE = frozenset(" \t\n\"'“”‘’„«».,;:–—-")


@dataclass(frozen=True, slots=True)
class Saying:
    """Reported words as the encoder sees them. `sure`: in [0, 1]. `speaker` and `cue` are None where it sees none."""

    content: Span
    sure: float
    speaker: Span | None
    cue: Span | None


class Heard:
    """All sayings of a report, and how sure the encoder is of any words that they are reported.

    `wide`: the report is read for every attribution (plans, hopes and documents too), not only for what was said.
    """

    def __init__(self, encoder: Encoder, marks: Marks, wide: bool = False) -> None:
        self._marks = marks
        self.wide = wide
        self.sayings = find_sayings(encoder, marks)

    def starting_in(self, start: int, end: int) -> tuple[Saying, ...]:
        """The sayings whose content starts in `[start, end)`."""
        first, last = (bisect_left(self.sayings, at, key=lambda s: s.content.start) for at in (start, end))
        return self.sayings[first:last]

    def share(self, span: Span) -> float:
        """The mean probability that a span's tokens are reported words; 0 for a span without tokens."""
        return content_share(self._marks, span)


def find_sayings(encoder: Encoder, marks: Marks) -> tuple[Saying, ...]:
    """Every content the encoder sees, with whoever a cue gives it to.

    The contents are those of the first look. Each takes speaker and cue from the cue whose own content, by the second
    look, overlaps it most; without one, or where that cue credits nobody, the nearest source of its sentence speaks.
    How sure a content is: the mean of both looks, half for one that no cue takes.
    Returns: in text order; contents don't overlap.
    """
    cues = stretches(marks.attributions[:, _CUE], _EAGER)
    looks = encoder.look(marks, [(labels.CUE, c.first, c.last) for c in cues])
    told = [_told(marks, cue, look) for cue, look in zip(cues, looks, strict=True)]
    sources = stretches(marks.attributions[:, _SOURCE])
    return tuple(_sayings(marks, told, sources))


@dataclass(frozen=True, slots=True)
class _Told:
    """What one cue reports, by the second look, and whom it credits. `shares`: of each token that it is reported."""

    contents: tuple[Span, ...]
    speaker: Span | None
    cue: Span
    start: int
    shares: Floats


def _told(marks: Marks, cue: Stretch, look: Look) -> _Told:
    speaker = seen(marks, look, "speaker")
    return _Told(
        tuple(s.span for s in seen(marks, look, "content")),
        speaker[0].span if speaker else None,
        whole_words(marks.tokens, marks.text, cue.first, cue.last),
        look.locale.start,
        look.roles[:, labels.ROLES.index("content"), 1:].sum(1),
    )


def _sayings(marks: Marks, told: list[_Told], sources: list[Stretch]) -> Iterator[Saying]:
    for stretch in stretches(marks.attributions[:, _CONTENT]):
        span = _bare(marks.text, whole_words(marks.tokens, marks.text, stretch.first, stretch.last))
        if span is None:
            continue
        near = _reaching(told, stretch)
        shared = [sum(span.overlap(content) for content in one.contents) for one in near]
        best = near[shared.index(max(shared))] if any(shared) else None
        speaker = best.speaker if best and best.speaker else _nearest(marks, stretch, sources)
        second = _share(best, stretch) if best else 0.0
        yield Saying(span, (stretch.sure + second) / 2, speaker, best.cue if best else None)


def _reaching(told: list[_Told], content: Stretch) -> list[_Told]:
    """Those whose surroundings reach a content; no surroundings are wider than `WIDEST`."""
    first = bisect_right(told, content.first - WIDEST, key=lambda one: one.start)
    return told[first : bisect_left(told, content.last, key=lambda one: one.start)]


def _share(told: _Told, stretch: Stretch) -> float:
    """The mean share of a content's tokens, as far as the second look reaches."""
    first, last = max(stretch.first - told.start, 0), min(stretch.last - told.start, len(told.shares))
    return float(told.shares[first:last].mean()) if last > first else 0.0


def _nearest(marks: Marks, content: Stretch, sources: list[Stretch]) -> Span | None:
    """The source nearest to a content, in the sentence where that starts."""
    numbers = marks.tokens.sentences
    own = numbers[content.first]
    ends = (int(np.searchsorted(numbers, own, side)) for side in ("left", "right"))
    first, last = (bisect_left(sources, end, key=lambda s: s.first) for end in ends)
    here = sources[first:last]
    best = min(here, key=lambda s: max(s.first - content.last, content.first - s.last), default=None)
    return whole_words(marks.tokens, marks.text, best.first, best.last) if best else None


def content_share(marks: Marks, span: Span) -> float:
    """The mean probability that a span's tokens are reported words; 0 for a span without tokens."""
    first, last = marks.tokens.within(span)
    return float(np.mean(marks.attributions[first:last, _CONTENT, 1:].sum(1))) if last > first else 0.0


def _bare(text: str, span: Span) -> Span | None:
    """Without marks, commas, stops and blanks at either end; None when nothing is left."""
    start, end = span.start, span.end
    while start < end and text[start] in _BARE:
        start += 1
    while end > start and text[end - 1] in _BARE:
        end -= 1
    return Span(start, end) if start < end else None
