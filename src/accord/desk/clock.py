"""The clock of a story: what is owed, as strips of days around the day of the record, the most pressing first.

That nothing is reported says neither that a commitment was kept nor that it was broken; that somebody alleges it was
broken does not make it so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from accord.desk.deadlines import days_phrase, given_phrase
from accord.desk.support import support_badge, support_tip
from accord.model.deadline import DeadlineState, find_deadlines
from accord.model.entry import Commitment, Status
from accord.weighing.phrases import length_phrase, plain_day, term_phrase
from accord.weighing.wording import in_brackets, listed, one_line

DAYS_EACH_WAY = 92
"""Days before and after the day of the record that are drawn at most; a bar that goes on beyond them is open there."""

LEAST_EACH_WAY = 7
"""Days before and after it that are drawn at least."""

MOST_TICKS = 7
SIGNS = {
    Status.DUE: "◆",
    Status.OVERDUE: "!",
    Status.REPORTED_KEPT: "✓",
    Status.REPORTED_BROKEN: "✕",
    Status.DISPUTED: "≠",
    Status.SUPERSEDED: "»",
}
"""The sign of each change that is drawn."""

_STEPS = (1, 2, 7, 14, 28)
_ALLEGED = frozenset({Status.REPORTED_BROKEN, Status.DISPUTED})
_OVER = frozenset({Status.LAPSED, Status.SUPERSEDED})


class Turn(StrEnum):
    """How a commitment stands by the clock, the most pressing first; `UNKNOWN`: no report gives a day to count to."""

    UNREPORTED = "unreported"
    ALLEGED = "alleged"
    AHEAD = "ahead"
    KEPT = "kept"
    OVER = "over"
    UNKNOWN = "unknown"


HEADINGS = {
    Turn.UNREPORTED: "Its day has passed, and no report says what came of it",
    Turn.ALLEGED: "Alleged not to have been kept, which is not established",
    Turn.AHEAD: "Falls due, or its term ends",
    Turn.KEPT: "Reported kept",
    Turn.OVER: "Ran out, was extended or taken back",
    Turn.UNKNOWN: "No report gives a day to count to",
}


@dataclass(frozen=True, slots=True)
class ClockMark:
    """A day on a strip on which something changed; `x` in percent of the strip, `tone` the status that gives colour."""

    x: float
    sign: str
    tone: str
    tip: str


@dataclass(frozen=True, slots=True)
class Strip:
    """The days of one commitment, in percent of the width drawn: a bar from the first to the last that is known.

    `opens` and `goes_on` when it reaches beyond what is drawn, before or after. `running` for a term, else it is the
    time from the promise to its day.
    """

    x: float
    width: float
    running: bool
    opens: bool
    goes_on: bool
    marks: tuple[ClockMark, ...]


@dataclass(frozen=True, slots=True)
class ClockRow:
    """One commitment: who owes what, how it stands, how far off its day is in words, and its strip.

    `away` is empty and `strip` None where no report gives a day. `told` says what its terms are as far as known.
    """

    entry: str
    text: str
    status: str
    tone: str
    away: str
    told: str
    badge: str
    badge_tip: str
    unsure: bool
    strip: Strip | None


@dataclass(frozen=True, slots=True)
class ClockGroup:
    """The commitments that stand alike by the clock; sure ones first, then the soonest."""

    turn: Turn
    heading: str
    rows: tuple[ClockRow, ...]


@dataclass(frozen=True, slots=True)
class ClockTick:
    """A labelled day on the axis, in percent of its width."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Clock:
    """What is owed around a day; `today_x` is where that day is drawn, in percent of the width."""

    as_of: str
    today_x: float
    ticks: tuple[ClockTick, ...]
    groups: tuple[ClockGroup, ...]


def build_clock(commitments: Sequence[Commitment], as_of: date | None) -> Clock | None:
    """Lay out commitments around a day; None where nothing is owed, or no day is known to count from."""
    if as_of is None or not commitments:
        return None
    states = {deadline.commitment.id: deadline.state for deadline in find_deadlines(commitments, as_of)}
    turns = {owed.id: _turn(owed, states.get(owed.id)) for owed in commitments}
    axis = _Axis.around(as_of, [day for owed in commitments for day in _days(owed)])
    groups = []
    for turn in Turn:
        own = [owed for owed in commitments if turns[owed.id] is turn]
        own.sort(key=lambda owed: (owed.unsure, owed.deadline or date.max, owed.line, owed.id))
        if own:
            groups.append(ClockGroup(turn, HEADINGS[turn], tuple(_row(owed, turn, axis) for owed in own)))
    return Clock(plain_day(as_of), axis.x_of(as_of), tuple(axis.ticks()), tuple(groups))


def _turn(owed: Commitment, state: DeadlineState | None) -> Turn:
    if state is DeadlineState.UNREPORTED:
        return Turn.UNREPORTED
    if owed.status in _ALLEGED:
        return Turn.ALLEGED
    if state is DeadlineState.AHEAD:
        return Turn.AHEAD
    if owed.status is Status.REPORTED_KEPT:
        return Turn.KEPT
    return Turn.OVER if owed.status in _OVER else Turn.UNKNOWN


@dataclass(frozen=True, slots=True)
class _Axis:
    """The days that are drawn."""

    first: date
    last: date
    today: date

    @classmethod
    def around(cls, today: date, days: Iterable[date]) -> _Axis:
        """The days from the first to the last that matter, as far as these are not too far off."""
        first, last = (_moved(today, n) for n in (-DAYS_EACH_WAY, DAYS_EACH_WAY))
        near = [day for day in days if first <= day <= last]
        return cls(
            max(first, _moved(min([*near, _moved(today, -LEAST_EACH_WAY)]), -2)),
            min(last, _moved(max([*near, _moved(today, LEAST_EACH_WAY)]), 2)),
            today,
        )

    def x_of(self, day: date) -> float:
        """Where a day is drawn, in percent; at the edge where it lies beyond."""
        inside = min(max(day, self.first), self.last)
        return round(100 * (inside - self.first).days / (self.last - self.first).days, 2)

    def ticks(self) -> Iterator[ClockTick]:
        """A few days with their labels, by even steps from the day of the record, which is told apart."""
        length = (self.last - self.first).days
        step = next((n for n in _STEPS if length <= n * MOST_TICKS), _STEPS[-1])
        for n in range(-(self.today - self.first).days // step, (self.last - self.today).days // step + 1):
            day = _moved(self.today, n * step)
            if n and self.first < day < self.last:
                yield ClockTick(self.x_of(day), f"{day.day} {day:%b}")


def _moved(day: date, days: int) -> date:
    """So many days later; the last or first day there is, where that is none."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def _days(owed: Commitment) -> list[date]:
    changed = (change.on for change in owed.history if change.status in SIGNS)
    return [day for day in (owed.starts, owed.due, owed.ends, *changed) if day]


def _row(owed: Commitment, turn: Turn, axis: _Axis) -> ClockRow:
    settled = owed.status is Status.SUPERSEDED or turn is Turn.KEPT
    away = days_phrase((owed.deadline - axis.today).days) if owed.deadline and not settled else ""
    return ClockRow(
        entry=owed.id,
        text=f"{listed(owed.debtors)}: {one_line(owed.what)}{in_brackets(owed.condition)}",
        status=_status(owed, turn),
        tone="overdue" if turn is Turn.UNREPORTED else owed.status.value,
        away=away,
        told=_told(owed),
        badge=support_badge(owed.support),
        badge_tip=support_tip(owed.support),
        unsure=owed.unsure,
        strip=_strip(owed, turn, axis),
    )


def _status(owed: Commitment, turn: Turn) -> str:
    if turn is Turn.UNREPORTED:
        return "nothing reported"
    return "alleged broken" if owed.status is Status.REPORTED_BROKEN else owed.status.value.replace("_", " ")


def _told(owed: Commitment) -> str:
    """The terms as far as any report gives them; what is not known is said, not guessed."""
    length = f"for {length_phrase(owed.duration)}" if owed.duration else ""
    if owed.starts and owed.ends:
        days = f"{term_phrase(owed.starts, owed.ends)}{f' ({length})' * bool(length)}"
    elif owed.deadline:
        days = f"{'due' if owed.due else 'until'} {plain_day(owed.deadline)}"
    elif owed.starts:
        days = f"from {plain_day(owed.starts)}, {length or 'no end given'}"
    else:
        days = f"{length}, from a day that no report gives" if length else "no day given"
    given = given_phrase(owed).partition(", ")[2] if owed.deadline and owed.precision else ""
    word = f"on the word of {listed(owed.told_by)}" if owed.told_by else ""
    return "; ".join(filter(None, (days, given, word)))


def _strip(owed: Commitment, turn: Turn, axis: _Axis) -> Strip | None:
    made = owed.history[0].on if owed.history else None
    first = owed.starts or made or owed.deadline
    last = owed.deadline or owed.starts
    if first is None or last is None or (turn is Turn.UNKNOWN and owed.starts is None):
        return None
    first = min(first, last)
    x = axis.x_of(first)
    end = axis.last if owed.deadline is None else last
    return Strip(
        x=x,
        width=round(max(0.6, axis.x_of(end) - x), 2),
        running=owed.starts is not None,
        opens=first < axis.first,
        goes_on=end > axis.last or owed.deadline is None,
        marks=tuple(_marks(owed, turn, axis)),
    )


def _marks(owed: Commitment, turn: Turn, axis: _Axis) -> Iterator[ClockMark]:
    """Its day, then what reports say came of it; a day of which they say something shows that alone."""
    told: dict[tuple[date, Status], str] = {}
    for change in owed.history:
        if change.on and change.status in SIGNS and change.status not in (Status.DUE, Status.OVERDUE):
            told.setdefault((change.on, change.status), f"{plain_day(change.on)}: {change.reason}")
    day = owed.deadline
    if day and owed.status is not Status.SUPERSEDED and all(on != day for on, _ in told):
        sign = Status.OVERDUE if turn is Turn.UNREPORTED else Status.DUE
        told = {(day, sign): f"{'due' if owed.due else 'until'} {plain_day(day)}"} | told
    for (on, status), tip in told.items():
        if axis.first <= on <= axis.last:
            yield ClockMark(axis.x_of(on), SIGNS[status], status.value, tip)
