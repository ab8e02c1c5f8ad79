"""What every store holds to, whichever database it is in."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from derived_rows import save
from kept_reports import MONDAY, TUESDAY, WEDNESDAY, invented, read

from accord.errors import StoreError
from accord.model.record import Record
from accord.model.ruling import Ruling, RulingAction
from accord.store import schema
from accord.store.codec import unpack
from accord.store.derived import read_derivation
from accord.store.doctor import examine
from accord.store.engine import is_postgres, reading
from accord.store.store import Store


def rows(store: Store, table: str) -> list[tuple[object, ...]]:
    with reading(store.engine) as connection:
        return sorted(tuple(row) for row in connection.execute(schema.METADATA.tables[table].select()))


def test_an_empty_store_holds_nothing(store: Store) -> None:
    held = store.holdings()
    assert (held.reports, held.claims, held.rulings) == ((), (), ())


def test_what_is_kept_comes_back(store: Store) -> None:
    lot = [read(invented(2)), read(invented(1, day=date(2024, 5, 3)))]
    assert store.keep(lot, MONDAY).new == 2
    held = store.holdings()
    assert held.reports == (lot[1].report, lot[0].report)
    assert held.claims == (lot[1].claims, lot[0].claims)
    assert all(len(claims) for claims in held.claims)


def test_the_bytes_are_kept_compressed_and_once(store: Store) -> None:
    one, other = invented(1), invented(2)
    raw = b"both in one " * 200
    store.keep([replace(read(one), raw=raw), replace(read(other), raw=raw)], MONDAY)
    ((_, packed),) = rows(store, "raws")
    assert isinstance(packed, bytes)
    assert len(packed) < len(raw) / 5
    assert unpack(packed) == raw


def test_what_is_kept_twice_is_kept_once(store: Store) -> None:
    store.keep([read(invented(1)), read(invented(2))], MONDAY)
    before = {name: rows(store, name) for name in ("raws", "reports", "readings", "claims")}
    elsewhere = replace(invented(2), where="another/folder.txt")
    told = store.keep([read(elsewhere), read(invented(1)), read(invented(1))], TUESDAY)
    assert (told.new, told.known, told.refusals) == (0, 3, ())
    assert {name: rows(store, name) for name in before} == before


def test_the_order_in_which_reports_come_changes_nothing(store: Store) -> None:
    lot = [read(invented(n)) for n in range(6)]
    store.keep(lot[3:], MONDAY)
    store.keep(list(reversed(lot[:3])), MONDAY)
    with Store.open("sqlite://", create=True) as other:
        other.keep(lot, MONDAY)
        assert store.holdings() == other.holdings()


def test_a_lot_that_fails_is_not_kept_at_all(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.keep([read(invented(1))], MONDAY)
    before = store.holdings()
    broken = read(invented(2))
    monkeypatch.setattr("accord.store.lots.pack", lambda _data: None)
    with pytest.raises(StoreError):
        store.keep([broken], TUESDAY)
    assert store.holdings() == before
    assert len(rows(store, "reports")) == 1


def test_a_changed_report_is_a_new_version(store: Store) -> None:
    first, second = invented(1, days=30), invented(1, days=45)
    store.keep([read(first)], MONDAY)
    store.keep([read(second)], WEDNESDAY)
    assert store.holdings().reports == (second,)
    assert store.holdings(known_at=TUESDAY).reports == (first,)
    assert [version.report for version in store.versions("r1")] == [first, second]


def test_a_version_dated_after_the_day_does_not_stand_on_it(store: Store) -> None:
    first, second = invented(1, days=30), invented(1, days=45, day=WEDNESDAY.date())
    store.keep([read(first), read(invented(2, day=WEDNESDAY.date()))], MONDAY)
    store.keep([read(second)], WEDNESDAY)
    assert store.holdings(as_of=TUESDAY.date()).reports == (first,)
    assert len(store.holdings(as_of=WEDNESDAY.date()).reports) == 2


def test_another_outlets_report_of_the_same_id_is_refused(store: Store) -> None:
    store.keep([read(invented(1))], MONDAY)
    told = store.keep([read(invented(1, days=60, outlet="Tribune")), read(invented(2))], TUESDAY)
    assert told.new == 1
    ((refusal),) = told.refusals
    assert refusal.where == "reports/1.txt"
    assert "another report" in refusal.reason
    assert store.holdings().reports[0] == invented(1)


def test_the_latest_reading_of_a_report_stands(store: Store) -> None:
    old, new = read(invented(1)), read(invented(1), reader="better/2")
    store.keep([old], MONDAY)
    assert store.unread([invented(1), invented(2)], old.reader) == [invented(2)]
    assert store.unread([invented(1)], new.reader) == [invented(1)]
    store.keep([new], TUESDAY)
    assert store.holdings().claims == (new.claims,)
    assert store.holdings(known_at=MONDAY).claims == (old.claims,)


def test_rulings_are_kept_and_supersede(store: Store) -> None:
    first = Ruling(RulingAction.DISMISS, ("e1",), "editor", MONDAY, "an exercise")
    second = Ruling(RulingAction.UNDO, (), "editor", TUESDAY, supersedes=first.id)
    store.add_rulings([first], MONDAY)
    store.add_rulings([first, second], TUESDAY)
    assert store.holdings().rulings == (first, second)
    assert store.holdings(known_at=MONDAY).rulings == (first,)


def test_a_ruling_on_a_ruling_nobody_made_is_not_kept(store: Store) -> None:
    with pytest.raises(StoreError):
        store.add_rulings([Ruling(RulingAction.UNDO, (), "editor", TUESDAY, supersedes="0" * 16)], TUESDAY)
    assert store.holdings().rulings == ()


def test_derived_rows_come_back_and_are_replaced(store: Store, record: Record) -> None:
    assert store.derived() is None
    assert save(store, record)
    first = {table.name: rows(store, table.name) for table in schema.DERIVED}
    assert {"stories", "members", "entries", "findings", "links"} <= {name for name, held in first.items() if held}
    assert save(store, record)
    assert {name: rows(store, name) for name in first} == first
    derived = store.derived()
    assert derived is not None
    assert derived[1:] == (record.lineage, record.chapters)
    assert derived[0].as_of == record.as_of


def test_what_somebody_else_derived_meanwhile_stands(store: Store, record: Record) -> None:
    assert save(store, record)
    with store.look() as connection:
        before = read_derivation(connection)
    assert save(store, record)
    assert not save(store, replace(record, chapters=()), after=before)
    derived = store.derived()
    assert derived is not None
    assert derived[2] == record.chapters


def test_derived_rows_of_less_than_is_kept_or_of_other_rules_are_not_given(
    store: Store, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(store, record)
    assert store.derived() is not None
    with monkeypatch.context() as patch:
        patch.setattr("accord.store.store.rules_version", lambda: "other")
        assert store.derived() is None
    store.keep([read(invented(1))], MONDAY)
    assert store.derived() is None
    save(store, record)
    assert store.derived() is not None
    store.keep([read(invented(1))], TUESDAY)
    assert store.derived() is not None


def test_characters_of_every_script_come_back(store: Store) -> None:
    report = replace(invented(1), text="Вельдрия 🕊 “à la paix” \u202eعربي\u202c " + invented(1).text, title="\ufffd")
    store.keep([read(report)], MONDAY)
    assert store.holdings().reports == (report,)


def test_a_backup_that_fails_leaves_no_file_and_names_the_place(tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    (folder / "taken").symlink_to(tmp_path / "nowhere")
    with Store.open(tmp_path / "record.db", create=True) as store:
        store.keep([read(invented(1))], MONDAY)
        for to, says in (
            (folder / "none" / "copy.db", "copy.db: it can't be written: No such file"),
            (folder / "taken", "taken: there is a file of that name already"),
            (folder, "copies: there is a file of that name already"),
        ):
            with pytest.raises(StoreError, match=says):
                store.back_up(to)
        store.back_up(folder / os.fsdecode(b"copy\xff.db"))
    assert sorted(path.name for path in folder.iterdir()) == [os.fsdecode(b"copy\xff.db"), "taken"]
    with Store.open(folder / os.fsdecode(b"copy\xff.db")) as copy:
        assert len(copy.holdings().reports) == 1


def test_a_place_that_is_no_store_is_refused_in_plain_words(tmp_path: Path) -> None:
    for where, says in (
        (str(tmp_path), "it is a folder; a store is a file"),
        ("mysql://ana:secret@host/record", "neither SQLite nor PostgreSQL"),
        ("postgresql+psycopg://ana:sec:ret@host:port/record", "its port is no number"),
        ("postgresql+psycopg://ana:se@cr:et@host/record", "its port is no number"),
        ("postgresql+psycopg2://ana:secret@host/record", "write postgresql\\+psycopg://"),
        ("postgres://ana:secret@127.0.0.1:1/record", "the server doesn't answer"),
    ):
        with pytest.raises(StoreError, match=says) as told:
            Store.open(where, create=True)
        assert not any(part in str(told.value) for part in ("secret", "et@host", "ret@host"))


def test_a_backup_holds_what_the_store_holds(store: Store, tmp_path: Path) -> None:
    store.keep([read(invented(1))], MONDAY)
    if is_postgres(store.engine):
        with pytest.raises(StoreError, match="pg_dump"):
            store.back_up(tmp_path / "copy.db")
        return
    store.back_up(tmp_path / "copy.db")
    store.keep([read(invented(2))], TUESDAY)
    with Store.open(tmp_path / "copy.db") as copy:
        assert copy.holdings().reports == (invented(1),)
        assert examine(copy) == []
