"""Searching goes by what people have amended, and in a server by what answers in time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from kept_reports import MONDAY, MONDAY_ITSELF, TUESDAY, WEDNESDAY, invented, read
from searched_reports import fill, ids, keep, paged, report

from accord.model.record import Record
from accord.model.ruling import Ruling, RulingAction
from accord.store.doctor import examine
from accord.store.engine import is_postgres, writing
from accord.store.search.query import Query
from accord.store.store import Store

STORED = Path(__file__).parent / "stored"
LATER = date(2024, 5, 20)


def amend(field: str, value: str | None, *, hours: int = 1, supersedes: str | None = None) -> Ruling:
    at = MONDAY + timedelta(hours=hours)
    return Ruling(RulingAction.CORRECT, ("r1",), "editor", at, "misprinted", field, value, supersedes=supersedes)


def test_outlets_and_days_are_searched_as_people_have_amended_them(store: Store) -> None:
    keep(store, report(1), report(2, day=LATER))
    outlet, day = amend("outlet", "Évening Tribune"), amend("time", "2024-05-22", hours=2)
    store.add_rulings([outlet, day], MONDAY)
    assert ids(store, outlet="tribune") == ["r1"]
    assert ids(store, outlet="courier") == ["r2"]
    assert ids(store, since=LATER) == ["r1", "r2"]
    assert ids(store, until=MONDAY_ITSELF) == []
    (hit,) = store.search(Query("Veldria", outlet="tribune", since=date(2024, 5, 22))).hits
    assert (hit.outlet, hit.day) == ("Évening Tribune", date(2024, 5, 22))
    (hit, _) = store.search(Query(party="Keshar", kind="event")).hits
    assert (hit.outlet, hit.day) == ("Évening Tribune", date(2024, 5, 22))
    assert examine(store) == []
    store.add_rulings([Ruling(RulingAction.UNDO, (), "editor", TUESDAY, supersedes=day.id)], TUESDAY)
    assert ids(store, outlet="tribune", until=MONDAY_ITSELF) == ["r1"]
    store.add_rulings([amend("outlet", "Post", hours=30, supersedes=outlet.id)], TUESDAY)
    assert ids(store, outlet="tribune") == []
    assert ids(store, outlet="post") == ["r1"]
    store.add_rulings([amend("time", None, hours=31)], TUESDAY)
    assert ids(store, words="Veldria", until=LATER) == ["r2"]
    assert examine(store) == []


def test_a_version_that_comes_later_is_searched_as_amended(store: Store) -> None:
    """Whichever comes first: the ruling, the version, or an index that is made anew."""
    store.add_rulings([amend("outlet", "Tribune")], MONDAY)
    keep(store, report(1), report(2))
    assert ids(store, outlet="tribune") == ["r1"]
    store.keep([read(invented(1, days=45))], WEDNESDAY)
    assert ids(store, words="45", outlet="tribune") == ["r1"]
    store.index_anew()
    assert ids(store, outlet="courier") == ["r2"]
    assert examine(store) == []


def test_lines_are_found_by_outlet_and_day_as_amended(store: Store, record: Record) -> None:
    fill(store, record)
    every = store.search(Query(kind="entry", since=date(2000, 1, 1), limit=200)).hits
    name = every[0].report
    rulings = [
        Ruling(RulingAction.CORRECT, (name,), "editor", MONDAY, "misprinted", "outlet", "Gazette of Nowhere"),
        Ruling(RulingAction.CORRECT, (name,), "editor", MONDAY, "misprinted", "time", "2044-05-22"),
    ]
    store.add_rulings(rulings, MONDAY)
    found = store.search(Query(kind="entry", outlet="Nowhere", since=date(2044, 1, 1), limit=200)).hits
    assert found
    assert {(hit.report, hit.outlet, hit.day) for hit in found} == {(name, "Gazette of Nowhere", date(2044, 5, 22))}


def test_of_very_many_those_with_the_words_in_their_titles_come_first_in_postgresql(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("accord.store.search.candidates.MOST_RANKED", 3)
    days = [date(2024, 5, 1 + n) for n in range(9)]
    several = [report(n, words="A far lighthouse.", day=day) for n, day in enumerate(days)]
    several[2] = replace(several[2], title="The lighthouse")
    several[5] = replace(several[5], title="Lighthouses")
    keep(store, *several)
    for asked, first in (("lighthouse", ["r2"]), ('"lighthouse"', ["r2"]), ("lighth*", ["r5", "r2"])):
        found = ids(store, words=asked)
        assert sorted(found) == [f"r{n}" for n in range(9)]
        if is_postgres(store.engine):
            others = [f"r{n}" for n in reversed(range(9)) if f"r{n}" not in first]
            assert found == first + others, asked
        assert [hit.report for hit in paged(store, {"words": asked}, 2)] == found
    assert ids(store, words='"far lighthouse"', until=days[3])[-1] == "r0"
    assert store.search(Query("lighthouse", after="80")).n_reports == 9


def test_a_store_of_before_reports_were_searched_as_amended_is_indexed_anew(store: Store, place: str) -> None:
    if place == "sqlite://":
        pytest.skip("gone when closed")
    keep(store, report(1), report(2))
    store.add_rulings([amend("outlet", "Tribune")], MONDAY)
    steps = [
        "UPDATE searched SET outlet = 'courier'",
        "ALTER TABLE searched DROP COLUMN outlet_name",
        "DROP TABLE tallies",
        "DROP TABLE told_of",
        "DROP INDEX ix_reports_withdrawn",
        "DROP INDEX ix_stories_first_day",
        "DROP INDEX ix_stories_last_day",
        "CREATE INDEX ix_stories_last_day ON stories (last_day)",
        "DROP TABLE named",
        "DROP TABLE clocks",
        "DROP INDEX ix_reports_kept_at",
        "DROP INDEX ix_readings_kept_at",
        "UPDATE alembic_version SET version_num = '0006'",
    ]
    if is_postgres(store.engine):
        steps.append("ALTER TABLE report_words DROP COLUMN name, DROP COLUMN day, DROP COLUMN reading")
    with writing(store.engine) as connection:
        for step in steps:
            connection.execute(sa.text(step))
    with Store.open(place) as again:
        assert ids(again, outlet="tribune") == ["r1"]
        assert [hit.outlet for hit in again.search(Query(outlet="courier")).hits] == ["Courier"]
        assert examine(again) == []
