"""Bring a store to the tables of this version; refuse one that a later version has made."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from accord.errors import DamagedError, StoreError
from accord.store.derived import read_chapters
from accord.store.engine import APPLICATION, READ_ONLY, is_postgres, place_of, reading, run_alone, writing
from accord.store.header import is_cut_short
from accord.store.names.index import index_names
from accord.store.names.tallies import tally_anew
from accord.store.search.index import index_missing

MISSING = "there is no store; `accord read --into` makes one"
NAMED_SINCE, TALLIED_SINCE = "0008", "0009"
"""The steps that made the index of names, and the tallies of it."""

SCRIPTS = Path(__file__).parent / "migrations"


def prepare(engine: sa.Engine, *, create: bool) -> None:
    """See that the tables are there, as this version has them.

    Args: create: make them where there are none.
    Raises: StoreError: there is no store and none is to be made, the database holds something else, a later version
        wrote it, or its file was cut short.
    """
    place, file = place_of(engine), engine.url.database
    if not is_postgres(engine) and file and Path(file).is_dir():
        raise StoreError(place, "it is a folder; a store is a file")
    if not create and not is_postgres(engine) and file and not (file.startswith("file:") or Path(file).exists()):
        raise StoreError(place, MISSING)
    if not is_postgres(engine) and file and is_cut_short(Path(file)):
        raise DamagedError(place, "it is damaged: the file was cut short; a backup mends it")
    version, foreign = _looked_at(engine)
    if version == head():
        return
    if version is None and (foreign or not create):
        raise StoreError(place, "no store of Accord" if foreign else MISSING)
    if version is not None and version not in _steps():
        raise StoreError(place, f"written by a later version of Accord (its tables are at {version}, ours at {head()})")
    if not is_postgres(engine):
        # kept in the file, so that readers go on while one writes
        run_alone(engine, "PRAGMA journal_mode=WAL")
    with writing(engine) as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        if not is_postgres(engine):
            connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION}")
        index_missing(connection)
        if version is not None and version < NAMED_SINCE:
            index_names(connection, read_chapters)
        if version is not None and version < TALLIED_SINCE:
            tally_anew(connection)


def _looked_at(engine: sa.Engine) -> tuple[str | None, bool]:
    """The step that a store is at, None for none, and whether its tables are somebody else's."""
    try:
        with reading(engine) as connection:
            return _version(connection), _is_foreign(connection)
    except StoreError as error:
        if error.reason != READ_ONLY:
            raise
        # SQLite keeps a file beside it even for those who read, unless somebody has made it
        reason = "it can't be opened, as its folder may not be written; a copy elsewhere can be"
        raise StoreError(error.where, reason) from error


def head() -> str:
    """The latest step there is."""
    return ScriptDirectory.from_config(_config()).get_current_head() or ""


def _steps() -> set[str]:
    return {step.revision for step in ScriptDirectory.from_config(_config()).walk_revisions()}


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    return config


def _version(connection: sa.Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _is_foreign(connection: sa.Connection) -> bool:
    """True for a database with tables that Accord has not made."""
    return bool(sa.inspect(connection).get_table_names()) and _version(connection) is None
