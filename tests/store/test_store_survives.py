"""What a store must survive: a process killed at any moment, a full disk, many writers, an older or newer version."""

from __future__ import annotations

import gzip
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from kept_reports import MONDAY, TUESDAY, invented, read
from store_places import Server, started

from accord.errors import StoreError
from accord.kept import KeptRecord
from accord.store import schema
from accord.store.doctor import examine
from accord.store.engine import is_postgres, is_sealed, reading, writing
from accord.store.lots import keep_lot
from accord.store.migrate import head
from accord.store.store import Store

FOLDER = Path(__file__).parent

# Keeps lots of reports, from the first number to the last, and says so after each; a lot is acknowledged when printed.
KEEPER = f"""
import sys
sys.path.insert(0, {str(FOLDER)!r})
from kept_reports import MONDAY, invented, read
from accord.errors import StoreError
from accord.store import patience
from accord.store.store import Store
place, first, last, size = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
patience.PATIENCE_SECONDS = float(sys.argv[5]) if sys.argv[5:] else patience.PATIENCE_SECONDS
read(invented(0))
try:
    with Store.open(place, create=True) as store:
        print("ready", flush=True)
        for start in range(first, last, size):
            store.keep([read(invented(n)) for n in range(start, min(start + size, last))], MONDAY)
            print(min(start + size, last), flush=True)
except StoreError as error:
    print("refused", error, flush=True)
"""


def keeper(place: str, first: int, last: int, size: int = 1, patience: float | None = None) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", KEEPER, place, str(first), str(last), str(size)]
    command += [] if patience is None else [str(patience)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def told(process: subprocess.Popen[str]) -> list[str]:
    assert process.stdout is not None
    with process.stdout:
        lines = process.stdout.read().split("\n")[:-1]  # one that was not finished is none
    process.wait(60)
    return lines


KILLS = int(os.environ.get("ACCORD_KILLS", "8"))
"""How often a writer is killed; `make survive` kills a hundred."""


@pytest.mark.parametrize("place", ["sqlite", "postgresql"], indirect=True)
def test_nothing_acknowledged_is_lost_when_killed(place: str) -> None:
    """Killed at a random moment and started again where it was; what was on its way may be kept, in whole lots."""
    chance = random.Random(7)  # noqa: S311 - moments, not secrets
    acknowledged, unasked = 0, 0
    for _ in range(KILLS):
        process = keeper(place, acknowledged, acknowledged + 30_000, size=3)
        assert process.stdout is not None
        for _ in range(chance.randint(1, 5)):  # by lots, not by time alone: a busy machine keeps none for long
            heard = process.stdout.readline().rstrip("\n")
        time.sleep(chance.uniform(0.0, 0.05))
        process.send_signal(signal.SIGKILL)
        acknowledged = max([acknowledged, *(int(line) for line in (heard, *told(process)) if line.isdigit())])
        with Store.open(place) as store:
            names = [report.id for report in store.holdings().reports]
            unasked += len(names) - acknowledged
            assert set(names) == {f"r{n}" for n in range(len(names))}
            assert len(names) - acknowledged in (0, 3)
            assert examine(store) == []
    last = acknowledged + 30
    assert told(keeper(place, acknowledged, last, size=30)) == ["ready", str(last)]
    with Store.open(place) as store, Store.open("sqlite://", create=True) as whole:
        whole.keep([read(invented(n)) for n in range(last)], MONDAY)
        assert store.holdings() == whole.holdings()
    print(f"{KILLS} kills: {acknowledged} reports acknowledged, none lost, none twice; {unasked} kept unacknowledged")  # noqa: T201


@pytest.mark.parametrize(("place", "writers"), [("sqlite", 2), ("postgresql", 8)], indirect=["place"])
def test_many_writers_with_overlapping_reports_make_one_record(place: str, writers: int) -> None:
    Store.open(place, create=True).close()
    processes = [keeper(place, n * 10, n * 10 + 30, size=5) for n in range(writers)]
    for process in processes:
        assert told(process)[-1].isdigit()
    with Store.open(place) as store, Store.open("sqlite://", create=True) as alone:
        alone.keep([read(invented(n)) for n in range(writers * 10 + 20)], MONDAY)
        assert store.holdings() == alone.holdings()
        assert examine(store) == []


def test_two_that_open_a_new_store_at_once_make_one(tmp_path: Path) -> None:
    place = str(tmp_path / "record.db")
    processes = [keeper(place, n * 5, n * 5 + 5) for n in range(2)]
    assert [told(process)[-1] for process in processes] == ["5", "10"]
    with Store.open(place) as store:
        assert len(store.holdings().reports) == 10


def test_a_full_disk_is_told_and_does_no_damage(tmp_path: Path) -> None:
    """The file may grow no further than a limit; what was acknowledged before is there, and nothing of the rest."""
    place = str(tmp_path / "record.db")
    script = KEEPER.replace(
        "import sys\n", "import resource, sys\nresource.setrlimit(resource.RLIMIT_FSIZE, (500_000,) * 2)\n", 1
    )
    command = [sys.executable, "-c", script, place, "0", "3000", "5"]
    lines = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout.splitlines()
    assert lines[-1].startswith("refused")
    assert "disk is full" in lines[-1]
    acknowledged = int(lines[-2])
    with Store.open(place) as store:
        assert len(store.holdings().reports) == acknowledged
        assert examine(store) == []
        assert store.keep([read(invented(acknowledged))], TUESDAY).new == 1


@pytest.fixture
def small_disk(request: pytest.FixtureRequest) -> Iterator[Path]:
    """A disk of so many megabytes; skips where none may be made."""
    folder = Path(tempfile.mkdtemp(prefix="accord-disk-"))
    size = f"size={request.param}m"
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", size, "tmpfs", folder], capture_output=True, check=False)
    if made.returncode:
        pytest.skip("only root may make a small disk")
    yield folder
    subprocess.run(["umount", folder], check=True)
    folder.rmdir()


@pytest.mark.parametrize("small_disk", [1], indirect=True)
def test_a_disk_that_is_full_is_told_and_goes_on_when_there_is_room(small_disk: Path) -> None:
    place, ballast = str(small_disk / "record.db"), small_disk / "ballast"
    Store.open(place, create=True).close()
    ballast.write_bytes(b"0" * 300_000)
    lines = told(keeper(place, 0, 3000, size=5))
    assert "disk is full" in lines[-1]
    acknowledged = int(lines[-2]) if lines[-2].isdigit() else 0
    ballast.unlink()
    with Store.open(place) as store:
        assert len(store.holdings().reports) == acknowledged
        assert examine(store) == []
        assert store.keep([read(invented(acknowledged))], TUESDAY).new == 1


@pytest.mark.parametrize("small_disk", [80], indirect=True)
@pytest.mark.parametrize("of", ["tables", "everything"])
def test_a_full_disk_of_a_server_is_told_and_goes_on_when_there_is_room(small_disk: Path, of: str) -> None:
    """The server's tables are on a disk that gets full, or all it has: then it breaks down over its log, too."""
    with (
        tempfile.TemporaryDirectory(prefix="accord-pg-") as elsewhere,
        started(small_disk if of == "everything" else Path(elsewhere), "--wal-segsize=1") as server,
    ):
        url, ballast = server.url, small_disk / "ballast"
        if of == "tables":
            shutil.chown(small_disk, "postgres", "postgres")
            outside = sa.create_engine(url, isolation_level="AUTOCOMMIT")
            with outside.connect() as connection:
                connection.execute(sa.text(f"CREATE TABLESPACE small LOCATION '{small_disk}'"))
                connection.execute(sa.text("CREATE DATABASE small TABLESPACE small"))
            outside.dispose()
            url = sa.make_url(url).set(database="small").render_as_string(hide_password=False)
        Store.open(url, create=True).close()
        ballast.write_bytes(b"0" * (shutil.disk_usage(small_disk).free - 3_000_000))
        lines = told(keeper(url, 0, 3000, 5, patience=3.0))
        assert lines[-1].startswith("refused")
        reasons = ("disk is full",) if of == "tables" else ("disk is full", "doesn't answer", "starting or stopping")
        assert any(reason in lines[-1] for reason in reasons), lines[-1]
        acknowledged = int(lines[-2]) if lines[-2].isdigit() else 0
        ballast.unlink()
        if of == "everything":
            server.restart()
        with Store.open(url) as store:
            n_kept = len(store.holdings().reports)
            assert n_kept in (acknowledged, acknowledged + 5)
            assert examine(store) == []
            assert store.keep([read(invented(n_kept))], TUESDAY).new == 1


def test_a_file_that_may_only_be_read_is_read_and_not_written(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with Store.open(path, create=True) as store:
        store.keep([read(invented(1))], MONDAY)
    with Store.open(f"sqlite:///file:{path}?mode=ro&uri=true") as store:
        assert len(store.holdings().reports) == 1
        with pytest.raises(StoreError, match="not written"):
            store.keep([read(invented(2))], TUESDAY)
        assert examine(store) == []
    with Store.open(path) as store:
        assert len(store.holdings().reports) == 1


def test_a_file_in_a_folder_that_nobody_may_write_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "disc"
    folder.mkdir()
    where = folder / "record ?#%.db"
    with Store.open(where, create=True) as store:
        store.keep([read(invented(1))], MONDAY)
    with KeptRecord.open(where) as kept:
        kept.derive()
    where.chmod(0o444)
    folder.chmod(0o555)
    try:
        with KeptRecord.open(where) as kept:
            assert [report.id for report in kept.record().reports] == ["r1"]
            assert examine(kept.store) == []
            with pytest.raises(StoreError, match="it can be read, not written"):
                kept.store.keep([read(invented(2))], MONDAY)
        assert [path.name for path in folder.iterdir()] == [where.name]
        folder.chmod(0o755)
        log = where.with_name(where.name + "-wal")
        log.write_bytes(b"more")
        assert not is_sealed(where)
        log.unlink()
    finally:
        folder.chmod(0o755)


def test_a_server_that_restarts_between_lots_is_found_again(postgres_url: str) -> None:
    with Store.open(postgres_url, create=True) as store:
        store.keep([read(invented(1))], MONDAY)
        other = sa.create_engine(postgres_url)
        with other.begin() as connection:  # what a restart does to the connections there are
            here = sa.column("datname") == sa.func.current_database()
            ours = sa.column("pid") != sa.func.pg_backend_pid()
            sessions = sa.table("pg_stat_activity", sa.column("pid"), sa.column("datname"))
            connection.execute(sa.select(sa.func.pg_terminate_backend(sessions.c.pid)).where(here, ours))
        other.dispose()
        store.keep([read(invented(2))], TUESDAY)
        assert len(store.holdings().reports) == 2


def test_a_server_that_restarts_in_the_middle_is_waited_for(postgres_url: str, postgres_server: Server) -> None:
    """It is stopped at once, as by a crash, while lots are on their way; the writer goes on when it is back."""
    last = 180
    process = keeper(postgres_url, 0, last, size=3)
    assert process.stdout is not None
    heard: list[str] = []
    for lots in (3, 10):
        heard += [process.stdout.readline().rstrip("\n") for _ in range(lots)]
        postgres_server.restart()
    heard += told(process)
    assert heard == ["ready", *(str(n) for n in range(3, last + 1, 3))]
    with Store.open(postgres_url) as store, Store.open("sqlite://", create=True) as whole:
        whole.keep([read(invented(n)) for n in range(last)], MONDAY)
        assert store.holdings() == whole.holdings()
        assert examine(store) == []


def test_a_server_that_stays_away_is_told(
    postgres_url: str, postgres_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("accord.store.patience.PATIENCE_SECONDS", 0.5)
    with Store.open(postgres_url, create=True) as store:
        store.keep([read(invented(1))], MONDAY)
        gone = sa.make_url(postgres_url).set(port=1)
        away = Store(sa.create_engine(gone))
        with pytest.raises(StoreError, match="doesn't answer"):
            away.keep([read(invented(2))], MONDAY)
        with pytest.raises(StoreError, match=r"stopped in the middle|is closed"), writing(store.engine) as connection:
            connection.execute(sa.text("SELECT 1"))
            postgres_server.restart()
            keep_lot(connection, [read(invented(2))], "2024-05-06")
        assert len(store.holdings().reports) == 1


def test_a_server_that_does_not_answer_is_told(postgres_url: str) -> None:
    nobody = sa.make_url(postgres_url).set(port=1, password="secret").render_as_string(hide_password=False)  # noqa: S106
    with pytest.raises(StoreError, match="doesn't answer") as told_so:
        Store.open(nobody)
    assert "secret" not in str(told_so.value)


def test_the_steps_make_the_tables_that_the_code_knows(store: Store) -> None:
    with reading(store.engine) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, schema.METADATA)
    ours = [
        difference
        for difference in differences
        if not ("report_words" in str(difference) or "ix_reports_words" in str(difference))
    ]
    assert ours == []


def test_a_store_of_a_later_version_is_refused(store: Store, place: str) -> None:
    if place == "sqlite://":
        pytest.skip("gone when closed")
    with writing(store.engine) as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    for create in (False, True):
        with pytest.raises(StoreError, match="later version"):
            Store.open(place, create=create)


@pytest.mark.parametrize("packed", sorted(FOLDER.glob("stored/*.db.gz")), ids=lambda path: path.name)
def test_a_store_of_an_earlier_version_opens(packed: Path, tmp_path: Path) -> None:
    """One file for each step of the tables, made by the version that wrote them."""
    path = tmp_path / "record.db"
    path.write_bytes(gzip.decompress(packed.read_bytes()))
    with Store.open(path) as store:
        held = store.holdings()
        assert [report.id for report in held.reports] == ["r1", "r2"]
        assert all(len(claims) > 1 for claims in held.claims)
        assert len(held.rulings) == 1
        assert examine(store) == []
        store.keep([read(invented(3))], TUESDAY)
        assert not is_postgres(store.engine)


def test_there_is_a_stored_file_for_every_step() -> None:
    assert (FOLDER / "stored" / f"record-{head()}.db.gz").exists()
