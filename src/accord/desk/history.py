"""The history of a stand: what a party said of a measure, when, by whose mouth, on which condition, who tells it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from accord.model.claim import Event
from accord.model.entry import Position
from accord.model.period import Period
from accord.model.record import Record
from accord.model.report import Report
from accord.weighing.phrases import day_phrase, plain_day
from accord.weighing.wording import listed, one_line


@dataclass(frozen=True, slots=True)
class Step:
    """One turn in a party's stand on a measure; `entry` is the line that has its words.

    `when` is the day of the act in words, or of the first report where none is given. `by` are the people who spoke or
    acted for the party, `beside` the parties that took it together with this one, `word_of` whoever says so; each empty
    for none. `told_by` are the outlets, the label of a report whose outlet is unknown. `past` once another stand has
    taken its place, `unsure` when every claim behind the line is.
    """

    entry: str
    stance: str
    when: str
    by: str
    beside: str
    word_of: str
    condition: str
    told_by: tuple[str, ...]
    past: bool
    unsure: bool


@dataclass(frozen=True, slots=True)
class _Telling:
    """One report's claim of a stand, with the day it is of."""

    day: Period | None
    told: date | None
    position: Position
    by: str
    beside: str
    word_of: str
    condition: str
    outlet: str


class Histories:
    """The histories of the stands in a story.

    Args: record: of one story, with the claims its positions rest on.
    """

    def __init__(self, record: Record) -> None:
        self._reports: Mapping[str, Report] = {report.id: report for report in record.reports}
        self._events: Mapping[str, Event] = {event.id: event for own in record.claims for event in own.events}

    def of(self, positions: Iterable[Position]) -> tuple[Step, ...]:
        """The steps of one party's stands on one measure, the first first, those without any day last.

        What several reports tell of one day, stance, people and condition is one step.
        """
        same: dict[tuple[object, ...], list[_Telling]] = {}
        for telling in sorted((t for p in positions for t in self._tellings(p)), key=_order):
            at = telling.day or telling.told
            told = telling.by, telling.beside, telling.word_of, telling.condition.casefold()
            same.setdefault((telling.position.id, at, told), []).append(telling)
        return tuple(_step(tellings) for tellings in same.values())

    def _tellings(self, position: Position) -> Iterator[_Telling]:
        for claim in dict.fromkeys(piece.claim for piece in position.evidence):
            event = self._events.get(claim or "")
            if event is None:
                continue
            report = self._reports[event.report]
            # a day after the report's own is no day on which a stand was taken
            day = event.date if event.date and (report.day is None or event.date.first <= report.day) else None
            people = sorted({m.name for m in event.actors} - {position.party, *event.parties})
            word_of = event.speaker.name if event.speaker else ""
            yield _Telling(
                day=day,
                told=report.day,
                position=position,
                by=listed(people),
                beside=listed(sorted({*event.parties} - {position.party})),
                word_of="" if word_of in (*people, position.party) else word_of,
                condition=one_line(event.condition.of(report.text)) if event.condition else "",
                outlet=report.outlet or report.label,
            )


def may_have_turned(positions: Iterable[Position]) -> bool:
    """True where stands rest on more than one claim, so that there may be more than one step."""
    return len({piece.claim for position in positions for piece in position.evidence}) > 1


def _order(telling: _Telling) -> tuple[date, str, str, str]:
    first = telling.day.first if telling.day else telling.told or date.max
    return first, telling.position.stance, telling.by, telling.outlet


def _step(tellings: list[_Telling]) -> Step:
    first = tellings[0]
    told = f"told {plain_day(first.told)}" if first.told else "no day given"
    return Step(
        entry=first.position.id,
        stance=first.position.stance.value,
        when=day_phrase(first.day) if first.day else told,
        by=first.by,
        beside=first.beside,
        word_of=first.word_of,
        condition=first.condition,
        told_by=tuple(dict.fromkeys(t.outlet for t in tellings)),
        past=first.position.superseded is not None,
        unsure=first.position.unsure,
    )
