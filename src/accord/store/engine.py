"""Connections to SQLite and PostgreSQL, and all in which the two differ."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from os import PathLike
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.pool import StaticPool

from accord.errors import StoreError

BUSY_MS = 60_000
"""How long a writer of SQLite waits for another before it gives up, in milliseconds."""

CACHE_KIB = 1 << 14
"""What a connection to SQLite holds of the file at most, so that what one report changes is written once."""

APPLICATION = 0x41434344
"""What marks an SQLite file as Accord's (`ACCD`), in its header."""

WRITER_LOCK = 4_702_118_255_601
"""The number of the lock that one writer of PostgreSQL holds at a time."""

BATCH = 1_000
"""Rows fetched at a time where there may be many."""

_Key = TypeVar("_Key")

_POSTGRES = "postgresql+psycopg"
_WRITE_BITS = 0o222
_WRITING = "accord_writing"
READ_ONLY = "it can be read, not written"
_DAMAGED = "it is damaged; `accord doctor` says where, a backup mends it"
_REASONS = (
    ("database is locked", "another writer has been busy for a minute; try again later"),
    ("database or disk is full", "the disk is full; nothing of this lot was kept"),
    ("disk i/o error", "the disk is full or failing; nothing of this lot was kept"),
    ("attempt to write a readonly database", READ_ONLY),
    ("unable to open database file", "it can't be opened: no such folder, or no permission"),
    ("malformed", _DAMAGED),
    ("file is not a database", "it is no store of Accord"),
    ("connection refused", "the server doesn't answer"),
    ("failed to resolve host", "there is no such host"),
    ("password authentication failed", "the server refuses this user or password"),
    ("no password supplied", "the server wants a password: ~/.pgpass or PGPASSWORD may have it"),
    ('fatal:  database "', "the server has no such database; `createdb` makes one"),
    ("terminating connection", "the server stopped in the middle; nothing of this was kept"),
    ("server closed the connection", "the server stopped in the middle; nothing of this was kept"),
    ("the database system is", "the server is starting or stopping"),
    ("no space left on device", "the disk is full; nothing of this lot was kept"),
)


def open_engine(where: str | PathLike[str]) -> sa.Engine:
    """The engine for a file of SQLite or a database URL; nothing is opened yet.

    Raises: StoreError: no such kind of database, or its driver is not installed.
    """
    text = str(where)
    try:
        url = sa.make_url(text) if "://" in text else sa.URL.create("sqlite", database=str(Path(text)))
        if url.drivername in ("postgres", "postgresql"):
            url = url.set(drivername=_POSTGRES)
        if url.get_backend_name() not in ("sqlite", "postgresql"):
            raise StoreError(shown(text), "neither SQLite nor PostgreSQL")
        if url.get_backend_name() == "postgresql":
            if url.drivername != _POSTGRES:
                raise StoreError(shown(text), f"another driver than ours: write {_POSTGRES}://…")
            engine = sa.create_engine(url, pool_pre_ping=True)
            sa.event.listen(engine, "connect", _prepare_postgres)
            return engine
        in_memory = url.database in (None, "", ":memory:")
        engine = sa.create_engine(url, poolclass=StaticPool if in_memory else None)
    except ValueError as error:  # it may quote a password with a colon in it
        raise StoreError(shown(text), "not a database URL: its port is no number") from error
    except (ArgumentError, NoSuchModuleError) as error:
        raise StoreError(shown(text), f"not a database URL that is known here: {error}") from error
    except ModuleNotFoundError as error:
        raise StoreError(
            shown(text), f"the driver is not installed ({error.name}): pip install 'accord[postgres]'"
        ) from error
    if not in_memory and is_sealed(Path(url.database or "")):
        sa.event.listen(engine, "do_connect", _connect_sealed)
    sa.event.listen(engine, "connect", _prepare)
    sa.event.listen(engine, "begin", _begin)
    return engine


def is_sealed(path: Path) -> bool:
    """True for a file that nobody can write, in a folder that nobody can write: on a read-only disk, or by their modes.

    SQLite would make a file beside it even to read it; of one that can't change it need not. False where a log of
    writes lies beside it, since then not all of it is in the file.
    """
    if not path.is_file():
        return False
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size:
        return False
    if os.statvfs(path).f_flag & os.ST_RDONLY:
        return True
    return not (path.stat().st_mode | path.resolve().parent.stat().st_mode) & _WRITE_BITS


def _connect_sealed(_dialect: object, _record: object, args: list[str], options: dict[str, Any]) -> None:
    args[0] = f"{Path(args[0]).resolve().as_uri()}?immutable=1"
    options["uri"] = True


def shown(where: str) -> str:
    """The store's place as it may be printed: a URL without its password."""
    try:
        return sa.make_url(where).render_as_string(hide_password=True) if "://" in where else where
    except (ArgumentError, ValueError):
        return where.partition("://")[0] + "://…"


def place_of(engine: sa.Engine) -> str:
    """Where an engine's database is, as it may be printed: the file, or a URL without its password."""
    url = engine.url
    return url.render_as_string(hide_password=True) if is_postgres(engine) or not url.database else url.database


@contextmanager
def reading(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A transaction that sees one state of the store throughout.

    Raises: StoreError: the database can't be reached or read.
    """
    level = {"isolation_level": "REPEATABLE READ"} if is_postgres(engine) else {}
    with _mapped(engine), engine.execution_options(**level).begin() as connection:
        yield connection


@contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A transaction that no other writer shares: all of it is kept, or nothing.

    Raises: StoreError: the database can't be reached, written, or another writer is busy for too long.
    """
    with _mapped(engine), engine.execution_options(**{_WRITING: True}).begin() as connection:
        if is_postgres(engine):
            connection.execute(sa.text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITER_LOCK})
        yield connection


def run_alone(engine: sa.Engine, *statements: str) -> None:
    """Run statements that no transaction may hold, such as `VACUUM`.

    Raises: StoreError: one failed; those before it stand.
    """
    with _mapped(engine):
        if is_postgres(engine):
            with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                for statement in statements:
                    connection.exec_driver_sql(statement)
            return
        raw = engine.raw_connection()  # begun by nobody, so every statement stands alone
        try:
            cursor = raw.cursor()
            for statement in statements:
                cursor.execute(statement)
                cursor.fetchall()
            cursor.close()
        finally:
            raw.close()


def stream(connection: sa.Connection, query: sa.Select[Any]) -> sa.CursorResult[Any]:
    """The rows of a query as they are asked for, some at a time. To be closed: use it in a `with`."""
    return connection.execute(query.execution_options(yield_per=BATCH))


def chunks(keys: Iterable[_Key]) -> Iterator[list[_Key]]:
    """Keys, so many at a time as a query may name."""
    rest = iter(keys)
    while some := list(islice(rest, BATCH)):
        yield some


def is_postgres(engine: sa.Engine) -> bool:
    """True for PostgreSQL, False for SQLite."""
    return engine.dialect.name == "postgresql"


@contextmanager
def _mapped(engine: sa.Engine) -> Iterator[None]:
    """Errors of the database become ours, with a reason in plain words."""
    try:
        yield
    except (DBAPIError, engine.dialect.loaded_dbapi.Error) as error:  # the driver's own where rows are copied in
        told = str(error.orig if isinstance(error, DBAPIError) else error).strip()
        reason = next(
            (ours for theirs, ours in _REASONS if theirs in told.lower()), told.splitlines()[0] if told else ""
        )
        raise StoreError(place_of(engine), reason) from error
    except UnicodeEncodeError as error:  # what is asked for is no text; there can be no such thing in a database
        raise StoreError(place_of(engine), "what it is given is no text: it has bytes that are not UTF-8") from error
    except UnicodeDecodeError as error:  # SQLite's driver, on what the file says of its own tables
        raise StoreError(place_of(engine), _DAMAGED) from error


def _prepare(connection: Any, _record: object) -> None:
    """Settings that SQLite keeps per connection. Transactions are begun by `_begin`, not by the driver."""
    connection.isolation_level = None
    for setting in (
        f"busy_timeout={BUSY_MS}",
        "foreign_keys=ON",
        "secure_delete=ON",
        "synchronous=FULL",
        f"cache_size=-{CACHE_KIB}",
        "cell_size_check=ON",
    ):
        connection.execute(f"PRAGMA {setting}")


def _prepare_postgres(connection: Any, _record: object) -> None:
    """What is asked is short: to compile it takes longer than to answer it.

    And what is best depends on what is asked for: a plan made once for all values takes a word that every report has
    for a rare one.
    """
    connection.execute("SET jit = off")
    connection.execute("SET plan_cache_mode = force_custom_plan")
    connection.commit()


def _begin(connection: sa.Connection) -> None:
    """A writer takes its lock at once: one that only reads first could not go on to write."""
    immediate = connection.get_execution_options().get(_WRITING)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
