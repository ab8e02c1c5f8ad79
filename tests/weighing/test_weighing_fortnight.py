"""A fortnight of an invented halt: agreed, ordered, allegedly broken, denied, run out; the record day by day."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from weighing_stories import Act, Told, tell, weigh

from accord.model.claim import Claims, Modality, PloverType, Stance
from accord.model.entry import Commitment, Position, Status
from accord.model.period import Period

AGREE, RETREAT, ACCUSE, REJECT = PloverType.AGREE, PloverType.RETREAT, PloverType.ACCUSE, PloverType.REJECT
HALT = "10-day halt of strikes on ports"

STORY = (
    tell(
        "day-01",
        f"Veldria refused a {HALT}. Ostrava proposed the {HALT}.",
        Act("refused", REJECT, ("Veldria",), Stance.REJECTS, HALT, date="2031-05-01", duration="P10D"),
        Act("proposed", PloverType.REQUEST, ("Ostrava",), Stance.PROPOSES, HALT, duration="P10D"),
        day="2031-05-01",
    ),
    tell(
        "day-03",
        f"Veldria agreed to a {HALT} on Saturday. Veldria and Ostrava will exchange 40 prisoners each on 8 May.",
        Act("agreed", AGREE, ("Veldria",), Stance.ACCEPTS, HALT, date="2031-05-03", duration="P10D"),
        Act("will exchange", RETREAT, ("Ostrava", "Veldria"), None, "exchange 40 prisoners each", date="2031-05-08",
            modality=Modality.FUTURE, quantity=("40 prisoners each", 40.0, "prisoners")),
        day="2031-05-03",
    ),
    tell(
        "day-06",
        "Ostrava accused Veldria of breaking the halt of strikes on ports.",
        Act("breaking", ACCUSE, ("Ostrava",), Stance.CRITICISES, "halt of strikes on ports", to=("Veldria",),
            date="2031-05-06"),
        day="2031-05-06",
    ),
    tell(
        "day-07",
        "Veldria denied breaking the halt of strikes on ports.",
        Act("denied", REJECT, ("Veldria",), None, "breaking the halt of strikes on ports", date="2031-05-07"),
        day="2031-05-07",
    ),
    tell(
        "day-10",
        "Ostrava and Veldria exchanged 40 prisoners each on Thursday.",
        Act("exchanged", RETREAT, ("Ostrava", "Veldria"), None, "exchanged 40 prisoners each", date="2031-05-08"),
        day="2031-05-10",
    ),
)  # fmt: skip


def known_on(day: str) -> list[Told]:
    return [t for t in STORY if t.report.day is not None and t.report.day.isoformat() <= day]


def commitment(day: str, word: str) -> Commitment | None:
    entries = weigh(*known_on(day), as_of=day).entries
    return next((e for e in entries if isinstance(e, Commitment) and word in e.what), None)


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("2031-05-03", Status.IN_FORCE),
        ("2031-05-05", Status.IN_FORCE),
        ("2031-05-06", Status.DISPUTED),
        ("2031-05-07", Status.DISPUTED),
        ("2031-05-13", Status.DISPUTED),
        ("2031-05-14", Status.LAPSED),
    ],
)
def test_the_halt(day: str, status: Status) -> None:
    found = commitment(day, "halt")
    assert found is not None and found.status is status
    assert found.debtors == ("Veldria",)


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("2031-05-07", Status.ANNOUNCED),
        ("2031-05-08", Status.DUE),
        ("2031-05-09", Status.OVERDUE),
        ("2031-05-10", Status.REPORTED_KEPT),
        ("2031-05-14", Status.REPORTED_KEPT),
    ],
)
def test_the_exchange(day: str, status: Status) -> None:
    found = commitment(day, "exchange")
    assert found is not None and found.status is status


def test_nothing_is_owed_before_the_word_is_given() -> None:
    assert commitment("2031-05-02", "halt") is None


def test_the_refusal_is_superseded_and_kept() -> None:
    stands = [e for e in weigh(*STORY).entries if isinstance(e, Position) and e.party == "Veldria"]
    accepts = next(p for p in stands if p.stance is Stance.ACCEPTS)
    assert accepts.earlier == (("2031-05-01", Stance.REJECTS),)
    assert Stance.REJECTS in {p.stance for p in stands}


def test_no_line_calls_it_a_breach() -> None:
    found = commitment("2031-05-14", "halt")
    assert found is not None
    assert all("not established" in c.reason for c in found.history if c.status is Status.DISPUTED)


def renamed(told: Told, old: str, new: str) -> Told:
    """The same report about another state; the names are of one length, so every span stays."""
    report = replace(told.report, text=told.report.text.replace(old, new))
    swap = {old: new}
    events = tuple(
        replace(
            e,
            parties=tuple(swap.get(p, p) for p in e.parties),
            actors=tuple(replace(m, name=swap.get(m.name, m.name)) for m in e.actors),
            recipient_parties=tuple(swap.get(p, p) for p in e.recipient_parties),
            recipients=tuple(replace(m, name=swap.get(m.name, m.name)) for m in e.recipients),
        )
        for e in told.claims.events
    )
    return Told(report, Claims(report.id, events))


def test_another_name_changes_nothing_but_the_name() -> None:
    before = [e.line for e in weigh(*STORY, as_of="2031-05-09").entries]
    after = [e.line for e in weigh(*(renamed(t, "Veldria", "Tolaria") for t in STORY), as_of="2031-05-09").entries]
    assert sorted(line.replace("Veldria", "Tolaria") for line in before) == sorted(after)


def shifted(told: Told, days: int) -> Told:
    move = timedelta(days=days)
    assert told.report.published is not None
    report = replace(told.report, published=replace(told.report.published, on=told.report.published.on + move))
    events = tuple(
        replace(e, date=Period(e.date.first + move, e.date.last + move) if e.date else None) for e in told.claims.events
    )
    return Told(report, Claims(report.id, events))


def test_other_days_move_every_day_and_nothing_else() -> None:
    def days(told: tuple[Told, ...]) -> list[tuple[str, list[tuple[int, Status]]]]:
        start = min(t.report.day for t in told if t.report.day)
        found = [e for e in weigh(*told).entries if isinstance(e, Commitment)]
        return [(c.what, [((h.on - start).days if h.on else -1, h.status) for h in c.history]) for c in found]

    assert days(tuple(shifted(t, 300) for t in STORY)) == days(STORY)
