"""Marks: what was read in a report, laid over its text and cut wherever one begins or ends."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from accord.model.claim import Claim, Event
from accord.model.report import Mask, Report
from accord.model.span import Span

KINDS = {
    "quote": "words of somebody",
    "act": "acts",
    "measure": "measures",
    "condition": "conditions",
    "who": "people and parties",
    "when": "dates",
    "quantity": "quantities",
    "place": "places",
    "shared": "text shared with other reports",
}
"""What can be marked in a report, and its name."""

ASKED = "asked"
"""The kind of the words that the visitor was led to."""

_ORDER = (*KINDS, ASKED)


@dataclass(frozen=True, slots=True)
class Mark:
    """A kind of mark over some words; `claim` is the id of the claim it came by, empty for none."""

    span: Span
    kind: str
    claim: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of a report that are marked alike, from `start` (in code points).

    `kinds` are what was read there, `entry` the line of the record that it leads to, empty for none, `line` what stands
    there. `outside` says what else it is than the report's own prose, empty where it is that. `asked` is true for the
    words that the visitor was led to. `notes` are the numbers of the shared passages that begin here.
    """

    start: int
    text: str
    kinds: tuple[str, ...]
    entry: str
    line: str
    outside: str
    asked: bool
    notes: tuple[int, ...]


def marks_of(claim: Claim) -> Iterator[Mark]:
    """Everything that a claim marks in its report."""
    if isinstance(claim, Event):
        named = (*claim.actors, *claim.recipients, claim.speaker)
        spans = [(claim.trigger, "act"), (claim.measure, "measure"), (claim.condition, "condition")]
        spans += [(claim.when, "when"), (claim.place, "place")]
        spans += [(quantity.span, "quantity") for quantity in claim.quantities]
    else:
        named, spans = (claim.speaker,), [(claim.content, "quote")]
    spans += [(mention.span, "who") for mention in named if mention]
    yield from {Mark(span, kind, claim.id) for span, kind in spans if span}


def cut_text(
    report: Report,
    marks: Iterable[Mark],
    lines: Mapping[str, tuple[str, str]],
    notes: Mapping[int, Collection[int]],
) -> Iterator[Stretch]:
    """The text of a report cut wherever a mark or a mask begins or ends.

    Args: lines: the entry that each claim went into, with its line. notes: by place, the numbers that begin there.
    """
    text = report.text
    # the widest first, so that the innermost is the last to say where a click leads
    begin = sorted(marks, key=lambda m: (m.span.start, -m.span.end, _ORDER.index(m.kind), m.claim))
    masks = sorted(report.masks, key=lambda mask: mask.span)
    cuts = {0, len(text), *notes}
    cuts |= {edge for span in (*(k.span for k in masks), *(m.span for m in begin)) for edge in (span.start, span.end)}
    edges = sorted(edge for edge in cuts if edge <= len(text))
    here: list[Mark] = []
    masked: Mask | None = None
    n_marks = n_masks = 0
    for start, end in pairwise(edges):
        here = [mark for mark in here if mark.span.end > start]
        while n_marks < len(begin) and begin[n_marks].span.start <= start:
            here.append(begin[n_marks])
            n_marks += 1
        while n_masks < len(masks) and masks[n_masks].span.start <= start:
            if masked is None or masks[n_masks].span.end > masked.span.end:
                masked = masks[n_masks]
            n_masks += 1
        kinds = {mark.kind for mark in here}
        leading = [(len(mark.span), lines[mark.claim]) for mark in here if mark.claim in lines]
        entry, line = min(leading)[1] if leading else ("", "")
        yield Stretch(
            start=start,
            text=text[start:end],
            kinds=tuple(kind for kind in KINDS if kind in kinds),
            entry=entry,
            line=line,
            outside=masked.kind.value if masked and masked.span.end > start else "",
            asked=ASKED in kinds,
            notes=tuple(sorted(notes.get(start, ()))),
        )
