"""Which acts are one incident: those of one place and day that are told in one breath, or by the same word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from accord.model.claim import Event, PloverType
from accord.model.period import Period
from accord.weighing.acts import Act, same_side
from accord.weighing.context import Context
from accord.weighing.incidents.anchors import Days
from accord.weighing.incidents.denials import BESIDE
from accord.weighing.incidents.harm import HARM
from accord.weighing.matter import matter, word_list, words

_TOLL = 5  # a smaller count may be the same by chance
_HARM = frozenset(HARM)


def gather_acts(context: Context, days: Days, acts: Sequence[Act]) -> list[list[Act]]:
    """Bring acts together that are one incident, each with every act that it is one with.

    Args: acts: in the context's order.
    Returns: Groups by their last act; each act lies in exactly one.
    """
    groups: dict[int, list[Act]] = {}
    into: dict[int, int] = {}
    held: dict[Hashable, list[tuple[int, _Telling]]] = defaultdict(list)

    def home(n: int) -> int:
        while n in into:
            into[n] = n = into.get(into[n], into[n])
        return n

    for n, act in enumerate(acts):
        own = [_Telling.of(context, days, event) for event in act.events]
        met: set[int] = set()
        for one in own:
            for m, other in (pair for key in one.looked_up() for pair in held.get(key, ())):
                if home(m) not in met and _one_incident(one, other):
                    met.add(home(m))
        groups[n] = [*(other for h in sorted(met) for other in groups.pop(h)), act]
        into.update(dict.fromkeys(met, n))
        for one in own:
            for key in one.found_by():
                held[key].append((n, one))
    return list(groups.values())


def triggers_of(context: Context, event: Event) -> frozenset[str]:
    """The matter of the words that name an act."""
    return frozenset(matter(context.text(event.report, event.trigger)))


def place_words(context: Context, event: Event) -> frozenset[str]:
    """The words that name an act's place, common ones such as `region` left out."""
    if event.place is None:
        return frozenset()
    return frozenset(words(context.text(event.report, event.place))) - word_list("generic_places.txt")


def is_harm_of(context: Context, harm: Event, cause: Event) -> bool:
    """Whether the dead and wounded that one event counts, nowhere and by nobody, are of the attack told just before."""
    if not _may_be_harm_of(harm, cause):
        return False
    return bool(triggers_of(context, harm) & _HARM) and not triggers_of(context, cause) & _HARM


def _may_be_harm_of(harm: Event, cause: Event) -> bool:
    if harm.report != cause.report or harm.place or harm.actors or cause.type is not PloverType.ASSAULT:
        return False
    return 0 < harm.sentence.start - cause.sentence.start <= BESIDE


@dataclass(frozen=True, slots=True)
class _Telling:
    """An event with what tells which incident it is of.

    `said` are the words of its sentence where it names no place, else none.
    """

    event: Event
    text: str
    published: date | None
    on: Period | None
    triggers: frozenset[str]
    place: frozenset[str]
    said: frozenset[str]

    @classmethod
    def of(cls, context: Context, days: Days, event: Event) -> _Telling:
        report, place = context.reports[event.report], place_words(context, event)
        said = frozenset() if place else frozenset(words(context.text(event.report, event.sentence)))
        return cls(event, report.text, report.day, days.of(event), triggers_of(context, event), place, said)

    def found_by(self) -> Iterator[Hashable]:
        """What it is found by."""
        yield self.event.report
        yield from self._tolls()
        for trigger in self.triggers:
            yield from (("at", self.event.type, trigger, word) for word in self.place)
            yield from (("in", self.event.type, trigger, word) for word in self.said)

    def looked_up(self) -> Iterator[Hashable]:
        """What those are found by that may be of the same incident: one of two at least names the place of both."""
        yield self.event.report
        yield from self._tolls()
        for trigger in self.triggers:
            yield from (("at", self.event.type, trigger, word) for word in self.place or self.said)
            yield from (("in", self.event.type, trigger, word) for word in self.place)

    def _tolls(self) -> Iterator[Hashable]:
        counted = {q.value for q in self.event.quantities if q.value >= _TOLL}
        yield from ((harm, value) for harm in self.triggers & _HARM for value in counted)


def _one_incident(a: _Telling, b: _Telling) -> bool:
    if _is_one_toll(a, b):
        return True
    if not (a.on.overlaps(b.on) if a.on and b.on else a.event.report == b.event.report):
        return False
    return _one_breath(a, b) or _harmed(a, b) or _harmed(b, a) or (_one_word(a, b) and _one_place(a, b))


def _is_one_toll(a: _Telling, b: _Telling) -> bool:
    """Whether two reports of the same days count as many dead, or wounded, and tell no two days or sides."""
    if a.event.report == b.event.report or set(a._tolls()).isdisjoint(b._tolls()) or not same_side(a.event, b.event):
        return False
    if a.on and b.on and not a.on.overlaps(b.on):
        return False
    return a.published is not None and b.published is not None and abs((a.published - b.published).days) <= 1


def _one_breath(a: _Telling, b: _Telling) -> bool:
    """Whether one sentence tells both, of one place, or else of no two places and no two sides."""
    one, two = a.event, b.event
    if one.report != two.report or one.sentence != two.sentence:
        return False
    if a.place or b.place:
        return bool(a.place & b.place) or not (a.place and b.place)
    return not (one.parties and two.parties and not set(one.parties) & set(two.parties))


def _harmed(harm: _Telling, cause: _Telling) -> bool:
    return _may_be_harm_of(harm.event, cause.event) and bool(harm.triggers & _HARM) and not cause.triggers & _HARM


def _one_word(a: _Telling, b: _Telling) -> bool:
    """Whether two reports, not one and its copy, tell acts of one type by one word."""
    alike = a.event.type is b.event.type and not a.triggers.isdisjoint(b.triggers)
    return alike and a.text != b.text and same_side(a.event, b.event)


def _one_place(a: _Telling, b: _Telling) -> bool:
    """Whether two events name one place, or one names what stands in the sentence of the other, which names none."""
    if a.place and b.place:
        return bool(a.place & b.place)
    return bool(a.place & b.said or b.place & a.said)
