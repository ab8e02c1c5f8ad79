"""A party's stands on one measure over time: since when each holds, and which one took its place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from accord.model.claim import Event, Stance
from accord.model.period import Period
from accord.weighing.context import Context

AGAINST = frozenset({Stance.REJECTS, Stance.DOUBTS, Stance.CRITICISES})
FOR = frozenset({Stance.ACCEPTS, Stance.SUPPORTS, Stance.PROPOSES, Stance.DEMANDS})
_ANSWERS = frozenset({Stance.ACCEPTS, Stance.ACCEPTS_IF, Stance.REJECTS})


@dataclass(frozen=True, slots=True)
class Stand:
    """A holder's stance on one measure: its events, the days given for it in order, and who speaks for the party.

    `voices` is empty when the party itself is said to hold it. A day after the report's own is no day on which a stand
    was taken; a stand without days has no place in time.
    """

    party: str
    stance: Stance
    events: tuple[Event, ...]
    days: tuple[Period, ...]
    voices: tuple[str, ...]

    @classmethod
    def of(cls, context: Context, party: str, stance: Stance, events: Sequence[Event]) -> Stand:
        """The stand that these events tell."""
        known = [(e.date, context.reports[e.report].day) for e in events]
        days = sorted({date for date, day in known if date and (day is None or date.first <= day)})
        return cls(party, stance, tuple(events), tuple(days), _voices(party, events))

    def spells(self, others: Sequence[Stand]) -> list[Period]:
        """The first day of each time the stand was held: taken, given up for an opposed one, taken again."""
        turns = self._turns(others)
        out: list[Period] = []
        for n, day in enumerate(self.days):
            if n == 0 or any(self.days[n - 1].first < turn.first < day.first for turn in turns):
                out.append(day)
        return out

    def since(self, others: Sequence[Stand]) -> Period | None:
        """The first day of the stand as it was last held; None when no report dates it."""
        return next(iter(reversed(self.spells(others))), None)

    def superseded(self, others: Sequence[Stand]) -> Period | None:
        """The first day on which the same voice takes an opposed stand after the stand's last day; None for none."""
        if not self.days:
            return None
        return min((turn for turn in self._turns(others) if turn.first > self.days[-1].first), default=None)

    def is_minor(self, stands: Sequence[Stand]) -> bool:
        """True when more reports have the party on the other side at no other time."""
        opposite = AGAINST if self.stance in FOR else FOR if self.stance in AGAINST else frozenset()
        others = [s for s in stands if s.stance in opposite]
        timed = any(s.days and self.days and s.days[0].first != self.days[0].first for s in others if s.heeds(self))
        return not timed and len(_reports(self.events)) < max((len(_reports(s.events)) for s in others), default=0)

    def heeds(self, other: Stand) -> bool:
        """True when the two are of one voice, so that one can follow on the other."""
        return self.party == other.party and not (
            self.voices and other.voices and not set(self.voices) & set(other.voices)
        )

    def _turns(self, others: Sequence[Stand]) -> list[Period]:
        return sorted(day for s in others if s.heeds(self) and opposed(s.stance, self.stance) for day in s.days)


def opposed(one: Stance, two: Stance) -> bool:
    """True for two stands of which the later takes the place of the earlier: for and against, or another answer."""
    if one in _ANSWERS and two in _ANSWERS:
        return one is not two
    return (one in FOR and two in AGAINST) or (one in AGAINST and two in FOR)


def _reports(events: Sequence[Event]) -> set[str]:
    return {e.report for e in events}


def _voices(party: str, events: Iterable[Event]) -> tuple[str, ...]:
    """The people who hold the stand for the party, in order of name; none when the party itself does."""
    names: set[str] = set()
    for event in events:
        people = {m.name for m in event.actors} - {party}
        if len(event.parties) > 1 or len(people) < len(event.actors) or not people:
            return ()
        names |= people
    return tuple(sorted(names))
