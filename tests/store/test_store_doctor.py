"""Damage is found, named, and nothing is made of it."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa
from derived_rows import save
from kept_reports import MONDAY, TUESDAY, invented, read

from accord.errors import DamagedError, StoreError
from accord.model.record import Record
from accord.model.ruling import Ruling, RulingAction
from accord.store.doctor import examine
from accord.store.engine import is_postgres, writing
from accord.store.store import Store

DAMAGE = {
    "text": ("UPDATE reports SET text = replace(text, '30-day', '90-day')", "reports", "not what was kept"),
    "outlet": ("UPDATE reports SET outlet = 'Tribune'", "reports", "outlet differ"),
    "claim": ("UPDATE claims SET body = replace(body, 'Veldria', 'Aurelia')", "readings", "not what was kept"),
    "claim lost": ("DELETE FROM claims WHERE number = 1", "readings", "not what was kept"),
    "reader": ("UPDATE readings SET reader = 'somebody'", "readings", "not what was kept"),
    "ruling": ("UPDATE rulings SET body = replace(body, 'editor', 'nobody')", "rulings", "not what was kept"),
}


def fill(store: Store, record: Record) -> None:
    store.keep([read(invented(1)), read(invented(2))], MONDAY)
    store.add_rulings([Ruling(RulingAction.DISMISS, ("e1",), "editor", MONDAY)], TUESDAY)
    save(store, record)


def change(store: Store, statement: str) -> None:
    with writing(store.engine) as connection:
        connection.execute(sa.text(statement))


def test_a_sound_store_has_no_problem(store: Store, record: Record) -> None:
    fill(store, record)
    assert examine(store) == []


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_changed_row_is_found_and_not_read(store: Store, record: Record, damage: tuple[str, str, str]) -> None:
    statement, table, what = damage
    fill(store, record)
    change(store, statement)
    problems = examine(store)
    assert problems
    assert any(problem.where.startswith(table) and what in problem.what for problem in problems)
    assert all(problem.mend for problem in problems)
    if "outlet" not in statement:  # the column is for searching; what is read is the body
        with pytest.raises(DamagedError, match="doctor"):
            store.holdings()


def test_changed_bytes_are_found(store: Store, record: Record) -> None:
    fill(store, record)
    with writing(store.engine) as connection:
        connection.execute(sa.text("UPDATE raws SET packed = :packed"), {"packed": b"other bytes"})
    assert {problem.where.split()[0] for problem in examine(store)} == {"raws"}


def test_a_damaged_derived_row_is_mended_by_rebuilding(store: Store, record: Record) -> None:
    fill(store, record)
    change(store, "UPDATE entries SET body = '{}' WHERE number = 3")
    (problem,) = examine(store)
    assert "rebuild" in problem.mend
    save(store, record)
    assert examine(store) == []


def test_a_reference_to_nothing_is_found(store: Store, record: Record) -> None:
    fill(store, record)
    with store.engine.connect() as connection:
        if is_postgres(store.engine):
            connection.exec_driver_sql("ALTER TABLE readings DROP CONSTRAINT fk_readings_report")
            connection.exec_driver_sql("ALTER TABLE searched DROP CONSTRAINT fk_searched_number")
        else:
            connection.rollback()
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            connection.exec_driver_sql("BEGIN")
        connection.exec_driver_sql("DELETE FROM reports WHERE name = 'r1'")
        connection.commit()
    assert any("reports has no such row" in problem.what for problem in examine(store))


@pytest.fixture
def file(tmp_path: Path, record: Record) -> Path:
    """A store in a file, everything in the file itself."""
    path = tmp_path / "record.db"
    with Store.open(path, create=True) as store:
        fill(store, record)
    assert not path.with_name("record.db-wal").exists()
    return path


@pytest.mark.parametrize("left", [0.1, 0.5, 0.9, 0.999], ids=str)
def test_a_truncated_file_is_refused(file: Path, left: float) -> None:
    whole = file.read_bytes()
    file.write_bytes(whole[: int(len(whole) * left)])
    with pytest.raises(StoreError, match="damaged"), Store.open(file) as store:
        store.holdings()


def test_wherever_a_bit_is_flipped_the_record_is_whole_or_refused(file: Path) -> None:
    """What is not seen at once is seen by the doctor, unless the bit stood where nothing is kept."""
    whole = file.read_bytes()
    with Store.open(file) as store:
        held = store.holdings()
    chance = random.Random(11)  # noqa: S311 - places, not secrets
    told = refused = 0
    for _ in range(60):
        flipped = bytearray(whole)
        flipped[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        file.write_bytes(flipped)
        try:
            with Store.open(file) as store:
                told += bool(examine(store))
                assert store.holdings() == held
        except StoreError:
            refused += 1
        for beside in file.parent.glob("record.db-*"):
            beside.unlink()
    assert told >= 3
    assert refused >= 1


def test_another_programs_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    other.close()
    before = path.read_bytes()
    for create in (False, True):
        with pytest.raises(StoreError, match="no store of Accord"):
            Store.open(path, create=create)
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Veldria and Keshar met on Monday. " * 99)
    with pytest.raises(StoreError, match="no store of Accord"):
        Store.open(path, create=True)
    assert path.read_text().startswith("Veldria and Keshar met")


def test_every_flipped_bit_of_a_kept_row_is_found(file: Path) -> None:
    """Bits are flipped where the words of a report, its claims and a ruling stand in the file."""
    whole = file.read_bytes()
    for words in (b"Mara Ostin told reporters", b'"reader":"invented', b'"by":"editor"'):
        place = whole.index(words) + 4
        flipped = bytearray(whole)
        flipped[place] ^= 0x02
        file.write_bytes(flipped)
        with Store.open(file) as store:
            assert examine(store), words
            with pytest.raises(DamagedError):
                store.holdings()
