"""What is derived step by step, in whatever order and lots, is what is derived of everything at once."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from episodes import read_episodes, read_matters

from accord import KeptRecord, Ruling, RulingAction
from accord.deriving.beside import folder_of
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


def test_the_episodes_are_four_and_some_ids_were_wanted_twice(reports: list[ReadReport]) -> None:
    rows = at_once(reports)
    assert len(rows["stories"]) >= 4
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


def test_a_story_whose_ids_stay_is_not_weighed_for_those_of_others(
    reports: list[ReadReport], samples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of two stories with one line the first becomes a part of another; its id goes there, and the second has none."""
    weighed: list[str] = []
    every = [*(one for one in reports if not one.report.id.startswith("beside-")), *read_matters(samples)]
    with KeptRecord.open("sqlite://", create=True) as kept:
        kept.store.keep(every, MONDAY)
        kept.rule(Ruling(RulingAction.NOT_SAME, ("herring-1", "orchestra-1"), "editor", MONDAY))
        story_of = {report: chapter.story.id for chapter in kept.record().chapters for report in chapter.story.reports}
        assert (story_of["orchestra-1"], False) in {(row[0], row[2]) for row in derived(kept.store)["ids"]}

        def weigh(story: Story, *rest: Any) -> Chapter:
            weighed.append(story.id)
            return weigh_story(story, *rest)

        monkeypatch.setattr("accord.deriving.reweighing.weigh_story", weigh)
        joined = (story_of["herring-1"], story_of["courier-1"])
        kept.rule(Ruling(RulingAction.SAME, joined, "editor", MONDAY + timedelta(hours=1)))
        assert weighed == [story_of["courier-1"]]
        assert derived(kept.store) == at_once(every, *kept.store.rulings())
        assert story_of["herring-1"] not in {row[0] for row in derived(kept.store)["stories"]}


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


@pytest.mark.parametrize("how", ["confirm", "dismiss", "correct", "merge", "same", "names", "not the same", "undo"])
def test_for_a_ruling_on_lines_nothing_is_traced_or_grouped(
    reports: list[ReadReport], monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    at = MONDAY + timedelta(hours=1)
    with Store.open("sqlite://", create=True) as store:
        with monkeypatch.context() as patched:
            kept = KeptRecord(store)
            store.keep(reports, MONDAY)
            kept.derive()
            record = kept.record()
            entry, other = (own.id for own in record.quotations[:2])
            one, two = (measure.id for measure in record.chapters[0].measures[:2])
            ruling = {
                "confirm": Ruling(RulingAction.CONFIRM, (entry,), "editor", at),
                "dismiss": Ruling(RulingAction.DISMISS, (entry,), "editor", at),
                "correct": Ruling(RulingAction.CORRECT, (entry,), "editor", at, "", "speaker", "Nobody Else"),
                "merge": Ruling(RulingAction.MERGE, (entry, other), "editor", at),
                "same": Ruling(RulingAction.SAME, (one, two), "editor", at),
                "names": Ruling(RulingAction.SAME, ("Veldria", "Aurelia"), "editor", at),
                "not the same": Ruling(RulingAction.NOT_SAME, (one, two), "editor", at),
                "undo": Ruling(RulingAction.DISMISS, (entry,), "editor", at),
            }[how]
            fresh = KeptRecord(store)
            patched.setattr(Deriver, "_derive", lambda *_: pytest.fail("traced and grouped"))
            fresh.rule(ruling)
            if how == "undo":
                fresh.undo(ruling.id, "editor")
        assert derived(store) == at_once(reports, *store.rulings())


def test_what_is_held_is_good_after_rulings_on_lines(
    reports: list[ReadReport], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They leave what was traced and grouped as it was, in memory and beside the file; others' reports do not."""
    monkeypatch.setattr("accord.deriving.deriver.LARGE", 1)
    at, fed, add = MONDAY + timedelta(hours=1), list[int](), Tracer.add
    monkeypatch.setattr(Tracer, "add", lambda tracer, lot: add(tracer, (*_counted(lot, fed),)))
    place = tmp_path / "record.db"
    with KeptRecord.open(place, create=True) as kept:
        kept.store.keep(reports[:-3], MONDAY)
        kept.derive()
        entry = kept.record().quotations[0].id
    with KeptRecord.open(place) as kept, KeptRecord.open(place) as beside:
        kept.rule(Ruling(RulingAction.CONFIRM, (entry,), "editor", at))
        fed.clear()
        kept.store.keep(reports[-3:-2], MONDAY)
        kept.derive()
        beside.rule(Ruling(RulingAction.DISMISS, (entry,), "other", at))
        kept.store.keep(reports[-2:-1], MONDAY)
        kept.derive()
        assert sum(fed) == 2, "nothing is traced again"
        beside.store.keep(reports[-1:], MONDAY)
        beside.derive()
        kept.rule(Ruling(RulingAction.CONFIRM, (kept.record().incidents[0].id,), "editor", at))
    with KeptRecord.open(place) as kept:
        kept.store.keep(reports[-1:], MONDAY)
        kept.derive()
        assert derived(kept.store) == at_once(reports, *kept.store.rulings())


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


FAULTS = (None, "mark", "grouped", "traced", "reports.json", "a report", "of before")


@pytest.mark.parametrize(
    ("place", "fault"),
    [*(("sqlite", fault) for fault in FAULTS), *(("postgresql", fault) for fault in (None, "mark", "of before"))],
    indirect=["place"],
)
def test_what_is_held_of_a_store_saves_work_and_changes_nothing(
    reports: list[ReadReport], place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str | None
) -> None:
    """Beside the file, or where this machine caches; whatever is wrong with it, it is never believed."""
    monkeypatch.setattr("accord.deriving.deriver.LARGE", 1)
    monkeypatch.setattr("platformdirs.user_cache_path", lambda *_, **__: tmp_path / "cache")
    fed, spoiled = list[int](), False
    add = Tracer.add
    monkeypatch.setattr(Tracer, "add", lambda tracer, lot: add(tracer, (*_counted(lot, fed),)))
    with Store.open(place, create=True) as store:
        folder = folder_of(store)
    assert folder is not None and folder.is_relative_to(tmp_path)
    for start in range(0, len(reports), 7):
        fed.clear()
        with KeptRecord.open(place) as kept:
            kept.store.keep(reports[start : start + 7], MONDAY)
            kept.derive()
        assert (folder / "mark").exists()
        assert [one.name for one in folder.parent.iterdir() if "-traced" in one.name] == [folder.name]
        assert not start or (sum(fed) > 7) == spoiled
        spoiled = _spoil(folder, fault, tmp_path / "before")
    with KeptRecord.open(place) as kept:
        assert derived(kept.store) == at_once(reports)
        fed.clear()
        kept.purge(reports[0].report.id, "editor", "an exercise")
        assert (sum(fed) > 0) == spoiled
        assert list(folder.parent.glob("*-traced*")) == []
        assert derived(kept.store) == at_once(reports[1:])


def _spoil(folder: Path, fault: str | None, before: Path) -> bool:
    """Do something to a folder, if there is a fault; `before` holds an earlier state of it, if there was one."""
    there_was_one = before.exists()
    if fault == "of before":
        kept = shutil.copytree(folder, before.with_name("now"))
        if there_was_one:
            shutil.rmtree(folder)
            before.rename(folder)
        kept.rename(before)
    elif fault == "a report":
        told = json.loads((folder / "reports.json").read_text())
        told["keys"][next(iter(told["keys"]))] = "0" * 32
        (folder / "reports.json").write_text(json.dumps(told))
    elif fault:
        (folder / fault).write_bytes((folder / fault).read_bytes()[:-9] + b"something")
    return fault is not None and (fault != "of before" or there_was_one)


def _counted(lot: Iterable[Report], fed: list[int]) -> list[Report]:
    taken = list(lot)
    fed.append(len(taken))
    return taken
