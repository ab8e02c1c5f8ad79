"""Which tellings are one contact: those of the same people, on one day, in forms that go together.

Tellings are looked up by day and by how the family names in them open, so that few are compared.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter

from accord.model.claim import Event, Modality
from accord.model.period import Period
from accord.text.names.spellings import opening
from accord.weighing.context import Context
from accord.weighing.matter import class_of, words
from accord.weighing.phrases import common_day
from accord.weighing.speakers import is_somebody, name_parts, named, same_name

ANY = "talks"  # the form that may be said of every other
_LONG = 14  # days from which a period no longer tells one contact from another
_HEARD = 8  # tellings of a contact that others are compared with


class Meeting:
    """Events that tell one contact; never empty.

    `day` is what most of them give, None when none does; `modality` how they tell it; `openings` how the family names
    open in those tellings that others are compared with; `number` is its place among those it was put with.
    """

    def __init__(self, context: Context, events: Iterable[Event]) -> None:
        self._context = context
        self._tellings: dict[_Telling, None] = {}
        self.events: list[Event] = []
        self.number = 0
        self.take(events)

    def take(self, events: Iterable[Event]) -> None:
        """Add events that tell the same contact."""
        heard = len(self.events)
        self.events += events
        self._tellings |= dict.fromkeys(_Telling.of(self._context, e) for e in self.events[heard:_HEARD])
        self.openings = frozenset(o for telling in self._tellings for o in telling.openings)
        self.modality = _modality(self.events)
        self.day = self._day()

    def _day(self) -> Period | None:
        """What was held can't lie ahead, so that such a day was read wrongly."""
        latest = self._context.latest if self.modality is Modality.ACTUAL else None
        return common_day(e.date for e in self.events if e.date and (latest is None or e.date.first <= latest))

    @property
    def is_recent(self) -> bool:
        """Whether the day most of the events give, be it ahead, is not long past on the story's latest day."""
        on, latest = common_day(e.date for e in self.events), self._context.latest
        return on is not None and (latest is None or (latest - on.last).days <= _LONG)

    @property
    def dates(self) -> Sequence[int]:
        """The days of a contact that is dated well enough to be told from others, as ordinals."""
        if self.day is None or self.day.last.toordinal() - self.day.first.toordinal() >= _LONG:
            return ()
        return range(self.day.first.toordinal(), self.day.last.toordinal() + 1)

    def may_be(self, other: Meeting) -> bool:
        """Whether the two may be one contact by their days, their people and forms."""
        if not self.dates or not other.dates or self.day is None or other.day is None:
            return False
        return self.day.overlaps(other.day) and self._denied() == other._denied() and self.is_like(other)

    def _denied(self) -> set[bool]:
        return {e.modality is Modality.DENIED for e in self.events}

    def is_like(self, other: Meeting) -> bool:
        """Whether the two are of the same people, in forms that go together."""
        if self.openings.isdisjoint(other.openings):
            return False
        return any(a.goes_with(b) for a in self._tellings for b in other._tellings)


@dataclass(frozen=True, slots=True)
class _Telling:
    """What an event says of a contact: its form, the people, the parties; how the people's family names open."""

    form: str | None
    names: tuple[str, ...]
    parties: frozenset[str]
    openings: frozenset[str]

    @classmethod
    def of(cls, context: Context, event: Event) -> _Telling:
        names = tuple(names_of(event))
        openings = frozenset(opening(parts[-1]) for n in names if (parts := name_parts(n)))
        return cls(form_of(context, event), names, frozenset(parties_of(event)), openings)

    def goes_with(self, other: _Telling) -> bool:
        """Whether forms and people agree: two people in common, or one of the same two parties or more."""
        if self.form and other.form and self.form != other.form and ANY not in (self.form, other.form):
            return False
        common = sum(any(same_name(n, m) for m in other.names) for n in self.names)
        return common >= 2 or (common > 0 and len(self.parties) >= 2 and self.parties == other.parties)


def find_meetings(context: Context, tellings: Iterable[Sequence[Event]]) -> list[Meeting]:
    """Bring sets of events together that tell one contact; each goes with the first that it fits, dated ones first.

    What has no day goes with the one recent dated contact of the same people in a like form, else with another that
    has none.
    """
    kept = _Kept(lambda m: [(o, day) for o in m.openings for day in m.dates])
    for events in tellings:
        meeting = Meeting(context, events)
        kept.put(meeting, next((m for m in kept.near(meeting) if m.may_be(meeting)), None))
    dated = [m for m in kept.all if m.day]
    return [*dated, *_undated(dated, [m for m in kept.all if not m.day])]


def _undated(dated: Sequence[Meeting], undated: Sequence[Meeting]) -> list[Meeting]:
    """What is left of the undated ones, brought together, once those that go with a dated one have gone."""
    left = _Kept(lambda m: m.openings)
    recent = [m for m in dated if m.is_recent]
    for meeting in undated:
        fits = [m for m in recent if _is_as(m, meeting)]
        if len(fits) == 1:
            fits[0].take(meeting.events)
            recent = [m for m in dated if m.is_recent]
        else:
            left.put(meeting, next((m for m in left.near(meeting) if _is_as(m, meeting)), None))
    return left.all


def _is_as(one: Meeting, other: Meeting) -> bool:
    return one.modality is other.modality and one.is_like(other)


class _Kept:
    """Meetings in order, looked up by their keys."""

    def __init__(self, keys: Callable[[Meeting], Iterable[Hashable]]) -> None:
        self.all: list[Meeting] = []
        self._keys = keys
        self._holders: dict[Hashable, dict[int, Meeting]] = defaultdict(dict)

    def near(self, meeting: Meeting) -> list[Meeting]:
        """Those that share a key with a meeting, the earliest first."""
        found: dict[int, Meeting] = {}
        for key in self._keys(meeting):
            found |= self._holders.get(key, {})
        return [m for _, m in sorted(found.items(), key=itemgetter(0))]

    def put(self, meeting: Meeting, home: Meeting | None) -> None:
        """Add a meeting to another, or to the end."""
        if home is None:
            meeting.number = len(self.all)
            self.all.append(meeting)
            home = meeting
        else:
            home.take(meeting.events)
        for key in self._keys(home):
            self._holders[key][home.number] = home


def form_of(context: Context, event: Event) -> str | None:
    """The form of contact that an event's trigger names, the foremost of several; None when it names none."""
    table = class_of("contact_forms.tsv")
    said = [table[w] for w in words(context.text(event.report, event.trigger)) if w in table]
    return min(said, key=_forms().__getitem__) if said else None


@cache
def _forms() -> dict[str, int]:
    return {form: n for n, form in enumerate(dict.fromkeys(class_of("contact_forms.tsv").values()))}


def names_of(event: Event) -> list[str]:
    """The names of those who take part in an event."""
    return [m.name for m in (*event.actors, *event.recipients) if named(m) and is_somebody(m.name)]


def parties_of(event: Event) -> list[str]:
    """The parties of those who take part in an event, each once."""
    return list(dict.fromkeys((*event.parties, *event.recipient_parties)))


def _modality(events: Sequence[Event]) -> Modality:
    """Held when one report says so; else what most say."""
    said = Counter(e.modality for e in events)
    if Modality.ACTUAL in said:
        return Modality.ACTUAL
    return min(said, key=lambda m: (-said[m], m.value))
