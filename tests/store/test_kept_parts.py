"""Parts of a kept record: what is done to one story, or seen of it, loads no other, and says what the whole says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from kept_reports import MONDAY, TUESDAY, WEDNESDAY, invented, read

from accord import KeptRecord, Record, Ruling, RulingAction, RulingError
from accord.changes.find import find_changes
from accord.model.claim import Claims
from accord.model.report import Published, Report
from accord.store.rows import ReadReport
from accord.store.store import Store
from accord.weighing.rulings.by_hand import ByHand

FLOOD = "The river Vel burst its banks near Corrin after three days of rain, and the town hall opened its doors."


@pytest.fixture
def kept(place: str) -> Iterator[KeptRecord]:
    """Two stories: a truce that two outlets report, and a flood."""
    now = [MONDAY]

    def clock() -> object:
        now[0] += timedelta(minutes=1)
        return now[0]

    with KeptRecord.open(place, create=True) as opened:
        record = KeptRecord(opened.store, clock)  # type: ignore[arg-type]
        flood = Report("flood", FLOOD, "f.txt", "Post", published=Published(date(2024, 5, 4)))
        lot = [read(invented(1)), read(invented(2, outlet="Mail", day=TUESDAY.date()))]
        record.store.keep([*lot, ReadReport(flood, Claims("flood"), "invented/1", b"flood")], MONDAY)
        record.derive()
        assert len(record.cards()) == 2
        yield record


@pytest.fixture
def alone(kept: KeptRecord, monkeypatch: pytest.MonkeyPatch) -> KeptRecord:
    """The same, where nobody may load the whole record."""
    holdings = Store.holdings

    def some(self: Store, as_of: object = None, known_at: object = None, names: object = None) -> object:
        assert names is not None, "the whole record was loaded"
        return holdings(self, as_of, known_at, names)  # type: ignore[arg-type]

    monkeypatch.setattr(Store, "holdings", some)
    monkeypatch.delattr(Store, "derived")
    return kept


def truce(kept: KeptRecord) -> Record:
    return kept.part(kept.store.stories_of(["r1"]))


def ruling(action: RulingAction, *targets: str, minutes: int = 60, **fields: object) -> Ruling:
    at = MONDAY + timedelta(minutes=minutes)
    return Ruling(action, targets, "editor", at, "an exercise", **fields)  # type: ignore[arg-type]


def test_what_is_decided_of_a_story_loads_that_story(alone: KeptRecord) -> None:
    entry = truce(alone).positions[0]
    claim = truce(alone).claims[0].events[0].id
    made = alone.rule(
        ruling(RulingAction.CONFIRM, entry.id),
        ruling(RulingAction.CORRECT, claim, field_name="stance", value="doubts", minutes=61),
    )
    assert [set(story.reports) for story in made.stories] == [{"r1", "r2"}]
    assert {report.id for report in made.reports} == {"r1", "r2"}
    assert [r.action for r in made.rulings] == [RulingAction.CONFIRM, RulingAction.CORRECT]
    undone = alone.undo(made.rulings[1].id, "editor")
    assert next(p for p in undone.positions if p.id == entry.id).confirmed
    assert alone.amend("flood", "outlet", "Mail", "editor").report("flood").outlet == "Mail"
    call = ByHand("The mediator's aide rang.", "a call", "editor", act="rang", type="CONSULT")
    assert any(report.entered for report in alone.enter(call, "flood").reports)
    assert {r.id for r in alone.withdraw("r2", "editor", "retracted").reports} == {"r1", "r2"}
    assert {r.id for r in alone.purge("r2", "editor", "a court's order").reports} == {"r1"}


def test_names_are_found_in_the_stories_that_have_them(alone: KeptRecord) -> None:
    made = alone.rule(ruling(RulingAction.NOT_SAME, "Veldria", "Keshar"))
    assert {subject.kind for subject in made.rulings[0].about} == {"name"}
    assert {report.id for report in made.reports} == {"r1", "r2"}
    with pytest.raises(RulingError, match="no such"):
        alone.rule(ruling(RulingAction.NOT_SAME, "Veldria", "Nobody", minutes=62))


def test_two_stories_are_ruled_one(alone: KeptRecord) -> None:
    first, second = (card.id for card in alone.cards())
    made = alone.rule(ruling(RulingAction.SAME, first, second))
    assert [set(story.reports) for story in made.stories] == [{"flood", "r1", "r2"}]
    assert len(alone.undo(made.rulings[0].id, "editor").stories) == 2


def test_a_part_has_the_rulings_about_it_and_the_orphans(kept: KeptRecord) -> None:
    kept.rule(ruling(RulingAction.CONFIRM, truce(kept).positions[0].id))
    kept.rule(ruling(RulingAction.DISMISS, "flood", minutes=61))
    gone = kept.enter(ByHand("The envoy left.", "a call", "editor", act="left", type="RETREAT")).reports[0]
    kept.rule(ruling(RulingAction.CORRECT, gone.id, field_name="outlet", value="Mail", minutes=70))
    assert truce(kept).orphans == () and len(truce(kept).rulings) == 1
    kept.purge("r1", "editor", "a court's order")
    kept.purge("r2", "editor", "a court's order")
    record, orphans = kept.rulings()
    assert orphans == kept.record().orphans and len(orphans) == 1
    assert [r.id for r in record.reports if r.entered] == [gone.id]
    assert kept.part([card.id for card in kept.cards()]).orphans == orphans


def test_what_changed_is_what_the_whole_records_show(kept: KeptRecord) -> None:
    kept.rule(replace(ruling(RulingAction.CONFIRM, truce(kept).positions[0].id), at=WEDNESDAY))
    whole = kept.record()
    monday = MONDAY.date()
    for since in (date(2024, 5, 1), date(2024, 5, 5), monday):
        told = kept.corrections(since, whole.as_of)
        assert kept.changes(since) == find_changes(kept.record(since), whole, told)
    for since in (date(2024, 5, 1), date(2024, 5, 5)):
        assert kept.changes(since, monday) == find_changes(kept.record(since), kept.record(monday))


def test_what_changed_loads_the_stories_with_anything_new(alone: KeptRecord) -> None:
    found = alone.changes(MONDAY.date())
    assert found.arrived == ("r2",)
    assert {report.id for report in found.cited} <= {"r1", "r2"}


def test_what_came_to_be_known_is_what_the_whole_records_show(kept: KeptRecord) -> None:
    kept.rule(replace(ruling(RulingAction.CONFIRM, truce(kept).positions[0].id), at=TUESDAY))
    kept.store.keep([read(invented(3, outlet="Tribune", day=WEDNESDAY.date()))], WEDNESDAY)
    kept.derive()
    before = MONDAY - timedelta(hours=1)
    for since, until in ((before, None), (MONDAY, None), (TUESDAY, None), (WEDNESDAY, None), (MONDAY, TUESDAY)):
        whole = find_changes(kept.record(known_at=since), kept.record(known_at=until))
        assert kept.changes_known(since, until) == replace(whole, known=(since, until))
    assert kept.changed(TUESDAY) == kept.store.stories_of(["r3"])
    assert kept.changed(WEDNESDAY) == set()
    assert kept.changed(before) == {card.id for card in kept.cards()}


def test_what_came_to_be_known_loads_the_stories_with_anything_new(alone: KeptRecord) -> None:
    alone.store.keep([read(invented(3, outlet="Tribune"))], TUESDAY)
    found = alone.changes_known(MONDAY)
    assert found.arrived == ("r3",)
    assert {report.id for report in found.cited} <= {"r1", "r2", "r3"}


def test_some_of_the_stories_with_anything_new_can_be_compared(alone: KeptRecord) -> None:
    since = date(2024, 5, 1)
    every = alone.changed(since)
    assert every == {card.id for card in alone.cards()}
    parts = [alone.changes(since, stories=[story]) for story in sorted(every or ())]
    assert {name for part in parts for name in part.arrived} == {"flood", "r1", "r2"}
    assert {c.id for part in parts for c in part} == {c.id for c in alone.changes(since)}


def test_which_stories_were_weighed_is_told(kept: KeptRecord) -> None:
    assert kept.derive() == ()
    kept.store.keep([read(invented(3, outlet="Tribune"))], TUESDAY)
    assert set(kept.derive()) == kept.store.stories_of(["r3"])
