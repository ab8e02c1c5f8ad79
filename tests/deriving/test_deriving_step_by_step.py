"""What is derived step by step, in whatever order and lots, is what is derived of everything at once."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from episodes import read_episodes

from accord import KeptRecord, Ruling, RulingAction
from accord.deriving.deriver import Deriver
from accord.model.entry import AnyEntry
from accord.model.record import Chapter
from accord.model.report import Report
from accord.model.story import Story
from accord.store import schema
from accord.store.rows import ReadReport
from accord.store.store import Store
from accord.tracing.tracer import Tracer
from accord.weighing.weigh import weigh_story

MONDAY = datetime(2024, 5, 6, 8, tzinfo=UTC)


@pytest.fixture(scope="module")
def reports(samples: Path) -> list[ReadReport]:
    return read_episodes(samples)


def derived(store: Store) -> dict[str, list[tuple[object, ...]]]:
    with store.look() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(table.select().order_by(*table.primary_key))]
            for table in schema.DERIVED
        }


def at_once(reports: list[ReadReport], *rulings: Ruling) -> dict[str, list[tuple[object, ...]]]:
    with Store.open("sqlite://", create=True) as store:
        store.keep(reports, MONDAY)
        store.add_rulings(rulings, MONDAY)
        Deriver(store).bring_up_to_date()
        return derived(store)


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_arrival_and_who_derives_change_nothing(reports: list[ReadReport], seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - an order, not a secret
    coming = chance.sample(reports, len(reports))
    with Store.open("sqlite://", create=True) as store:
        derivers = [Deriver(store), Deriver(store)]
        while coming:
            size = chance.choice((1, 1, 2, 5))
            lot, coming = coming[:size], coming[size:]
            store.keep(lot, MONDAY)
            if chance.random() < 0.7:
                chance.choice(derivers).bring_up_to_date()
        derivers[0].bring_up_to_date()
        assert derived(store) == at_once(reports)


def test_the_episodes_are_three_and_some_ids_were_wanted_twice(reports: list[ReadReport]) -> None:
    rows = at_once(reports)
    assert len(rows["stories"]) >= 3
    assert any(not given for _, _, given in rows["ids"])


def test_ids_go_back_to_a_later_story_when_the_earlier_one_is_removed(reports: list[ReadReport]) -> None:
    early = [one for one in reports if not one.report.id.startswith("later-")]
    left = [one for one in reports if one.report.id.startswith("later-")]
    with KeptRecord.open("sqlite://", create=True) as kept:
        kept.store.keep(reports, MONDAY)
        kept.derive()
        for one in early:
            kept.purge(one.report.id, "editor", "an exercise")
        assert derived(kept.store) == at_once(left)


def test_nothing_is_worked_out_where_nothing_is_new(reports: list[ReadReport], monkeypatch: pytest.MonkeyPatch) -> None:
    weighed: list[str] = []
    *others, last = sorted(reports, key=lambda one: str(one.report.day or ""))  # no later story has ids in question
    with Store.open("sqlite://", create=True) as store:
        store.keep(others, MONDAY)
        deriver = Deriver(store)
        deriver.bring_up_to_date()
        before = deriver.bring_up_to_date()

        def weigh(story: Story, *rest: Any) -> Chapter:
            weighed.append(story.id)
            return weigh_story(story, *rest)

        monkeypatch.setattr("accord.deriving.reweighing.weigh_story", weigh)
        assert deriver.bring_up_to_date() == before
        assert weighed == []
        store.keep([last], MONDAY)
        assert deriver.bring_up_to_date().number == before.number + 1
        with store.look() as connection:
            query = schema.members.select().where(schema.members.c.report == last.report.id)
            story = connection.execute(query).one().story
        assert story in weighed
        assert len(weighed) < len(derived(store)["stories"])


def test_a_ruling_is_heeded_and_undone_where_it_belongs(reports: list[ReadReport]) -> None:
    at = MONDAY + timedelta(hours=1)
    with KeptRecord.open("sqlite://", create=True) as kept:
        kept.store.keep(reports, MONDAY)
        kept.derive()
        before = derived(kept.store)
        entry: AnyEntry = kept.record().incidents[0]
        ruling = Ruling(RulingAction.DISMISS, (entry.id,), "editor", at, "an exercise")
        kept.rule(ruling)
        changed = {row[0] for row in {*derived(kept.store)["entries"]} ^ {*before["entries"]}}
        assert changed == {entry.story}
        kept.undo(ruling.id, "editor")
        assert derived(kept.store) == before


def test_a_ruling_on_names_is_heeded_in_every_story_that_has_them(reports: list[ReadReport]) -> None:
    with KeptRecord.open("sqlite://", create=True) as kept:
        kept.store.keep(reports, MONDAY)
        kept.derive()
        ruling = Ruling(RulingAction.SAME, ("Veldria", "Aurelia"), "editor", MONDAY + timedelta(hours=1))
        kept.rule(ruling)
        after = derived(kept.store)
        (kept_ruling,) = kept.store.rulings()
        assert len(after["honoured"]) > 1
        assert after == at_once(reports, kept_ruling)


def test_days_pass_where_a_clock_runs(reports: list[ReadReport]) -> None:
    own = [one for one in reports if not one.report.id.startswith(("later-", "else-"))]
    with Store.open("sqlite://", create=True) as store:
        deriver = Deriver(store)
        store.keep(own, MONDAY)
        deriver.bring_up_to_date()
        running = {row[0] for row in derived(store)["stories"] if row[1] is not None}
        assert running
        before = dict(zip((row[0] for row in derived(store)["stories"]), derived(store)["stories"], strict=True))
        store.keep([one for one in reports if one.report.id.startswith("later-")], MONDAY)
        deriver.bring_up_to_date()
        after = {row[0]: row for row in derived(store)["stories"]}
        assert all(after[key] != before[key] for key in running)
        assert derived(store) == at_once([one for one in reports if not one.report.id.startswith("else-")])


@pytest.mark.parametrize("damaged", [None, "mark", "grouped", "traced", "reports.json"])
def test_what_is_held_beside_a_store_saves_work_and_changes_nothing(
    reports: list[ReadReport], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damaged: str | None
) -> None:
    monkeypatch.setattr("accord.deriving.deriver.LARGE", 1)
    fed: list[int] = []
    add = Tracer.add
    monkeypatch.setattr(Tracer, "add", lambda tracer, lot: add(tracer, (*_counted(lot, fed),)))
    place = tmp_path / "record.db"
    for start in range(0, len(reports), 7):
        fed.clear()
        with KeptRecord.open(place, create=True) as kept:
            kept.store.keep(reports[start : start + 7], MONDAY)
            kept.derive()
        assert (tmp_path / "record.db-traced" / "mark").exists()
        if start:
            assert (sum(fed) > 7) == (damaged is not None)
        if damaged:
            broken = tmp_path / "record.db-traced" / damaged
            broken.write_bytes(broken.read_bytes()[:-9] + b"something")
    with KeptRecord.open(place) as kept:
        assert derived(kept.store) == at_once(reports)
        kept.purge(reports[0].report.id, "editor", "an exercise")
        assert not (tmp_path / "record.db-traced").exists()
        assert derived(kept.store) == at_once(reports[1:])


def _counted(lot: Iterable[Report], fed: list[int]) -> list[Report]:
    taken = list(lot)
    fed.append(len(taken))
    return taken
