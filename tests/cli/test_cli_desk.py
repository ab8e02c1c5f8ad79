"""`accord desk`, `accord serve` and `accord user`."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from accord.cli.main import app
from accord.desk.web.door.people import Role, read_people
from accord.desk.web.running import is_loopback

RUN = CliRunner()


@contextmanager
def desk_of(*arguments: str | Path) -> Iterator[str]:
    """The address of a desk that was opened in a process of its own; interrupted in the end."""
    command = [sys.executable, "-c", "from accord.cli.main import main; main()", *map(str, arguments)]
    desk = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert desk.stdout is not None
        said = desk.stdout.readline()
        yield next(word for word in said.split() if word.startswith("http://"))
    finally:
        desk.send_signal(signal.SIGINT)
        assert desk.wait(timeout=20) in (0, 130, -signal.SIGINT)
        if desk.stdout:
            desk.stdout.close()


def test_a_folder_is_opened_in_the_browser(samples: Path) -> None:
    with desk_of("desk", samples, "--no-browser", "--reader", "rules") as address:
        assert address.startswith("http://127.0.0.1:")
        assert httpx.get(f"{address}stories.json").json()["n_reports"] == 9


def test_a_store_is_served(samples: Path, tmp_path: Path) -> None:
    store = tmp_path / "record.db"
    done = RUN.invoke(
        app, ["read", str(samples), "--into", str(store), "--html", str(tmp_path / "r.html"), "--reader", "rules", "-q"]
    )
    assert done.exit_code == 0
    with desk_of("serve", store, "--port", "0", "--token", "words that let in") as address:
        assert httpx.get(f"{address}stories").headers["location"].startswith("/sign-in")


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])  # noqa: S104
def test_others_come_in_only_with_a_token_or_users(sample_db: Path, host: str) -> None:
    refused = RUN.invoke(app, ["serve", str(sample_db), "--host", host, "--port", "0"])
    assert refused.exit_code == 1
    assert "--token or --users" in refused.stderr


@pytest.fixture
def sample_db(tmp_path: Path) -> Path:
    from accord.kept import KeptRecord

    with KeptRecord.open(tmp_path / "empty.db", create=True):
        return tmp_path / "empty.db"


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("127.0.0.1", True),
        ("127.8.0.1", True),
        ("::1", True),
        ("localhost", True),
        ("192.0.2.1", False),
        ("a.b", False),
    ],
)
def test_loopback_is_this_machine_alone(host: str, own: bool) -> None:
    assert is_loopback(host) == own


def test_a_user_is_let_in(tmp_path: Path) -> None:
    file = tmp_path / "people.toml"
    answers = "a long password\na long password\n"
    assert RUN.invoke(app, ["user", str(file), "Ana Reed", "--role", "reviewer"], input=answers).exit_code == 0
    assert {name: role for name, (role, _) in read_people(file).items()} == {"Ana Reed": Role.REVIEWER}
    assert file.stat().st_mode & 0o077 == 0
    again = RUN.invoke(app, ["user", str(file), "Ana  Reed"], input=answers)
    assert again.exit_code == 1
    assert "already" in again.stderr


def test_a_port_that_is_taken_is_an_error(sample_db: Path) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        refused = RUN.invoke(app, ["serve", str(sample_db), "--port", str(taken.getsockname()[1])])
    assert refused.exit_code == 1
    assert "can't be had" in refused.stderr
