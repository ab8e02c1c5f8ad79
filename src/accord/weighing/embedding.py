"""Acts told inside other acts: what is agreed, asked, hoped or feared is not thereby done."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from accord.model.claim import Event, Modality, PloverType, Stance
from accord.model.span import Span
from accord.weighing.context import Context

# Acts whose object tells something as done: an accusation, an attack launched.
_TELLS = frozenset({PloverType.ACCUSE, PloverType.ASSAULT, PloverType.COERCE, PloverType.MOBILIZE, PloverType.PROTEST})
_WISHED = frozenset({Stance.DEMANDS, Stance.PROPOSES, Stance.DOUBTS, Stance.ACCEPTS_IF, Stance.REJECTS})


@dataclass(frozen=True, slots=True)
class _Object:
    """The words for what an act is about, whose act it is, and whether it is only wished for or doubted."""

    span: Span
    event: Event
    wished: bool


class Embedding:
    """Which acts of a story stand inside the object or the condition of another."""

    def __init__(self, context: Context) -> None:
        self._context = context
        objects: dict[str, list[_Object]] = defaultdict(list)
        for event in context.events():
            wished = event.stance in _WISHED
            if event.measure is not None and not _tells(event):
                objects[event.report].append(_Object(event.measure, event, wished))
            if event.condition is not None:
                objects[event.report].append(_Object(event.condition, event, True))
        self._objects = {report: sorted(some, key=_start) for report, some in objects.items()}
        self._longest = {report: max(len(o.span) for o in some) for report, some in objects.items()}

    def _around(self, event: Event) -> Iterator[_Object]:
        """What other acts of the same report are about, where that holds an act's trigger."""
        objects = self._objects.get(event.report, [])
        at = event.trigger.start
        first = bisect_left(objects, at - self._longest.get(event.report, 0), key=_start)
        for other in objects[first : bisect_right(objects, at, key=_start)]:
            if other.event is not event and other.span.contains(event.trigger):
                yield other

    def is_object(self, event: Event) -> bool:
        """Whether an act is named as what another is about: `attacks` in `agreed to halt attacks`."""
        return any(True for _ in self._around(event))

    def is_wished(self, event: Event) -> bool:
        """Whether an act is only asked, hoped or doubted of its party by another, or is a condition somebody sets.

        `expected Ostrava to accept`, `hopes to get Ostrava to sign`, `doubts that Ostrava will accept`.
        """
        if self._is_object_of_a_verb(event):
            return True
        return any(
            o.wished and (o.span == o.event.condition or not set(event.parties) <= set(o.event.parties))
            for o in self._around(event)
        )

    def _is_object_of_a_verb(self, event: Event) -> bool:
        """True for an infinitive right after its own actor, which then is the object of another verb."""
        text = self._context.reports[event.report].text
        before = [m.span for m in event.actors if m.span and event.sentence.contains(m.span)]
        gaps = [text[s.end : event.trigger.start] for s in before if s.end <= event.trigger.start]
        return bool(gaps) and bool(_infinitive().fullmatch(min(gaps, key=len)))


def _start(one: _Object) -> int:
    return one.span.start


def _tells(event: Event) -> bool:
    """True for an accusation, a denial or a deed: its object is something told of, not agreed or asked."""
    denial = event.type is PloverType.REJECT and event.stance is None
    return (event.type in _TELLS and event.stance is None) or denial or event.modality is Modality.DENIED


@cache
def _infinitive() -> re.Pattern[str]:
    return re.compile(r"\s+to\s+[“\"‘']?(?:\w+ly[”\"’']?\s+)?(?:also\s+|first\s+|now\s+)?", re.IGNORECASE)
