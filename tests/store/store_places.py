"""Stores to test: in memory, in a file, and on a real PostgreSQL, started on a free port and stopped at the end."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest
import sqlalchemy as sa

from accord.store.store import Store

MakeStore = Callable[[], Store]
PLACES = ("memory", "sqlite", "postgresql")


@dataclass(frozen=True)
class Server:
    """A PostgreSQL server: the URL of its first database, and how to stop it at once and start it again."""

    url: str
    restart: Callable[[], None]


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """A PostgreSQL server; skips where there is none to start."""
    # its own short folder: a socket's path has room for a hundred bytes only
    folder = Path(tempfile.mkdtemp(prefix="accord-pg-"))
    try:
        with started(folder) as server:
            yield server
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def started(folder: Path, *options: str) -> Iterator[Server]:
    """A PostgreSQL server with all its files in an empty folder; skips where there is none to start."""
    initdb, ctl = _program("initdb"), _program("pg_ctl")
    if initdb is None or ctl is None:
        pytest.skip("PostgreSQL is not installed (Debian: apt install postgresql)")
    # the server refuses to run as root
    as_user = {"user": "postgres", "group": "postgres", "extra_groups": ()} if os.geteuid() == 0 else {}
    if as_user:
        shutil.chown(folder, "postgres", "postgres")
    data, port = folder / "data", _free_port()

    def run(*command: str | Path) -> None:
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder, **as_user)  # type: ignore[call-overload]

    run(initdb, "-D", data, "-U", "accord", "-A", "trust", "-E", "UTF8", "--no-sync", *options)
    settings = f"-c port={port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}"
    start = (ctl, "-D", data, "-l", folder / "log", "-o", settings, "-w")
    run(*start, "start")
    try:
        yield Server(
            f"postgresql+psycopg://accord@127.0.0.1:{port}/postgres",
            lambda: run(*start, "-m", "immediate", "restart"),
        )
    finally:
        run(ctl, "-D", data, "-m", "immediate", "-w", "stop")


@pytest.fixture
def postgres_url(postgres_server: Server) -> Iterator[str]:
    """The URL of an empty database on the server."""
    name = f"accord_{uuid4().hex}"
    server = sa.create_engine(postgres_server.url, isolation_level="AUTOCOMMIT", pool_pre_ping=True)
    with server.connect() as connection:
        connection.execute(sa.text(f"CREATE DATABASE {name}"))
    yield sa.make_url(postgres_server.url).set(database=name).render_as_string(hide_password=False)
    with server.connect() as connection:
        connection.execute(sa.text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


@pytest.fixture(params=PLACES)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where to open a store: each kind in turn."""
    if request.param == "memory":
        return "sqlite://"
    if request.param == "sqlite":
        return str(tmp_path / "record.db")
    url: str = request.getfixturevalue("postgres_url")
    return url


@pytest.fixture
def store(place: str) -> Iterator[Store]:
    """An empty store of each kind."""
    with Store.open(place, create=True) as opened:
        yield opened


def _program(name: str) -> str | None:
    """The program on the path, else where Debian keeps it, the latest version first."""
    debian = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)
    return shutil.which(name) or next(map(str, debian), None)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port
