"""A fortnight of an invented halt: agreed, corrected, allegedly broken, denied, extended, run out; day by day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from weighing_stories import Act, Told, tell, weigh

from accord.model.claim import Claims, Modality, PloverType, Stance
from accord.model.entry import Anchor, AnchoredTo, Commitment, Position, Status
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
        f"Veldria agreed to a {HALT} on Saturday. Veldria and Ostrava will exchange 50 prisoners each on 8 May.",
        Act("agreed", AGREE, ("Veldria",), Stance.ACCEPTS, HALT, date="2031-05-03", duration="P10D"),
        Act("will exchange", RETREAT, ("Ostrava", "Veldria"), None, "exchange 50 prisoners each", date="2031-05-08",
            modality=Modality.FUTURE, quantity=("50 prisoners each", 50.0, "prisoners")),
        day="2031-05-03",
        outlet="Harbour Post",
    ),
    tell(
        "day-04",
        "Veldria and Ostrava will exchange 40 prisoners each on 8 May. "
        "Correction: An earlier version said they would exchange 50 prisoners each.",
        Act("will exchange", RETREAT, ("Ostrava", "Veldria"), None, "exchange 40 prisoners each", date="2031-05-08",
            modality=Modality.FUTURE, quantity=("40 prisoners each", 40.0, "prisoners")),
        Act("would exchange", RETREAT, (), None, "exchange 50 prisoners each", modality=Modality.FUTURE,
            quantity=("50 prisoners each", 50.0, "prisoners")),
        day="2031-05-04",
        outlet="Harbour Post",
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
    tell(
        "day-12",
        "Veldria agreed on Monday to extend the halt of strikes on ports by five days.",
        Act("agreed", AGREE, ("Veldria",), Stance.ACCEPTS, "extend the halt of strikes on ports by five days",
            date="2031-05-12", duration="P5D"),
        day="2031-05-12",
    ),
    tell(
        "day-13",
        "Veldria extended the halt of strikes on ports until 18 May.",
        Act("extended", AGREE, ("Veldria",), Stance.ACCEPTS, "halt of strikes on ports", date="2031-05-13/2031-05-18"),
        day="2031-05-13",
    ),
)  # fmt: skip


def known_on(day: str) -> list[Told]:
    return [t for t in STORY if t.report.day is not None and t.report.day.isoformat() <= day]


def owed(day: str, word: str) -> list[Commitment]:
    entries = weigh(*known_on(day), as_of=day).entries
    return [e for e in entries if isinstance(e, Commitment) and word in e.what]


def commitment(day: str, word: str) -> Commitment:
    """The commitment first undertaken, of those in whose words `word` stands."""
    return min(owed(day, word), key=lambda c: (c.history[0].on is None, c.history[0].on))


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("2031-05-03", Status.IN_FORCE),
        ("2031-05-05", Status.IN_FORCE),
        ("2031-05-06", Status.REPORTED_BROKEN),
        ("2031-05-07", Status.DISPUTED),
        ("2031-05-11", Status.DISPUTED),
        ("2031-05-12", Status.SUPERSEDED),
        ("2031-05-19", Status.SUPERSEDED),
    ],
)
def test_the_halt(day: str, status: Status) -> None:
    found = commitment(day, "halt")
    assert found.status is status
    assert (found.debtors, found.duration) == (("Veldria",), "P10D")
    assert found.ends is not None and found.ends.isoformat() == "2031-05-13"


@pytest.mark.parametrize(("day", "status"), [("2031-05-13", Status.DISPUTED), ("2031-05-14", Status.LAPSED)])
def test_a_halt_that_nobody_extends_lapses(day: str, status: Status) -> None:
    """The disputed halt has run out all the same: that it was disputed stays in its history."""
    until = [t for t in known_on(day) if t.report.id < "day-12"]
    (found,) = [e for e in weigh(*until, as_of=day).entries if isinstance(e, Commitment) and "halt" in e.what]
    assert found.status is status
    assert Status.DISPUTED in {c.status for c in found.history}


@pytest.mark.parametrize(
    ("day", "status"),
    [("2031-05-12", Status.IN_FORCE), ("2031-05-18", Status.IN_FORCE), ("2031-05-19", Status.LAPSED)],
)
def test_the_extension_takes_its_place_and_runs_out(day: str, status: Status) -> None:
    """Two reports tell it, by length and by last day: it is one."""
    first = commitment(day, "halt")
    (longer,) = [c for c in owed(day, "halt") if c.id != first.id]
    assert longer.status is status
    assert (longer.starts, longer.ends) == (date(2031, 5, 12), date(2031, 5, 18))
    assert first.superseded_by == longer.id
    assert longer.anchor == Anchor(date(2031, 5, 13), AnchoredTo.TERM)
    if day > "2031-05-12":
        assert {e.report for e in longer.evidence} == {"day-12", "day-13"}


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
    assert commitment(day, "exchange").status is status


@pytest.mark.parametrize(("day", "figure"), [("2031-05-03", 50.0), ("2031-05-04", 40.0), ("2031-05-14", 40.0)])
def test_a_corrected_figure_is_no_rival_of_the_right_one(day: str, figure: float) -> None:
    (estimate,) = commitment(day, "exchange").estimates
    assert (estimate.low, estimate.best, estimate.high) == (figure, figure, figure)


def test_every_change_leads_to_the_words_that_say_so() -> None:
    found = commitment("2031-05-19", "halt")
    claims = {e.claim: e.report for e in found.evidence}
    told = {c.status: {claims[i] for i in c.claims} for c in found.history}
    assert told == {
        Status.ANNOUNCED: {"day-03"},
        Status.IN_FORCE: {"day-03"},
        Status.REPORTED_BROKEN: {"day-06"},
        Status.DISPUTED: {"day-06", "day-07"},
        Status.SUPERSEDED: {"day-12", "day-13"},
    }


def test_an_entry_keeps_its_id_from_day_to_day() -> None:
    days = sorted({t.report.day.isoformat() for t in STORY if t.report.day})
    told = [{(e.kind, e.line.split(" (")[0]): e.id for e in weigh(*known_on(d), as_of=d).entries} for d in days]
    for before, after in pairwise(told):
        assert before.keys() & after.keys()
        assert all(after[line] == before[line] for line in before.keys() & after.keys())
    halts = {commitment(day, "halt").id for day in days[1:]}
    assert len(halts) == 1


def test_nothing_is_owed_before_the_word_is_given() -> None:
    assert owed("2031-05-02", "halt") == []


def test_the_refusal_is_superseded_and_kept() -> None:
    stands = [e for e in weigh(*STORY).entries if isinstance(e, Position) and e.party == "Veldria"]
    accepts = next(p for p in stands if p.stance is Stance.ACCEPTS)
    assert accepts.earlier == (("2031-05-01", Stance.REJECTS),)
    assert accepts.superseded is None
    refused = next(p for p in stands if p.stance is Stance.REJECTS)
    assert refused.superseded == Period.day(date(2031, 5, 3))


def test_no_line_calls_it_a_breach() -> None:
    found = commitment("2031-05-14", "halt")
    told = [c for c in found.history if c.status in (Status.REPORTED_BROKEN, Status.DISPUTED)]
    assert len(told) == 2
    assert all("not established" in c.reason and "breach" not in c.reason for c in told)


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


def told_on(told: tuple[Told, ...]) -> dict[str, tuple[str, int]]:
    return {e.id: (e.line, e.support.origins) for e in weigh(*told).entries}


def test_a_copy_changes_nothing() -> None:
    copies = []
    for told in STORY:
        report = replace(told.report, id=f"zz-{told.report.id}")
        copies.append(Told(report, Claims(report.id, tuple(replace(e, report=report.id) for e in told.claims.events))))
    assert told_on((*STORY, *copies)) == told_on(STORY)


def parted(told: Told) -> tuple[Told, Told]:
    """The report's first sentence and its others, as two reports of the same outlet and day."""
    cut = told.report.text.index(". ") + 2
    parts = (told.report, replace(told.report, id=f"{told.report.id}-b"))
    events = told.claims.events
    return (
        Told(parts[0], Claims(parts[0].id, tuple(e for e in events if e.trigger.start < cut))),
        Told(
            parts[1],
            Claims(parts[1].id, tuple(replace(e, report=parts[1].id) for e in events if e.trigger.start >= cut)),
        ),
    )


@pytest.mark.parametrize("which", ["day-01", "day-03", "day-04"])
def test_a_report_in_two_parts_tells_the_same(which: str) -> None:
    split = tuple(part for told in STORY for part in (parted(told) if told.report.id == which else (told,)))
    assert len(split) == len(STORY) + 1
    assert told_on(split) == told_on(STORY)
