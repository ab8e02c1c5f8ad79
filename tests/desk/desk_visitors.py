"""A record of the samples in a store, and visitors of its desk."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from starlette.testclient import TestClient

from accord.desk.web.app import make_app
from accord.desk.web.door.people import Doors, Role, User
from accord.desk.web.door.sessions import Sessions
from accord.desk.web.shelf import Shelf
from accord.kept import KeptRecord
from accord.settings import Settings

ANA = User("Ana Reed", Role.ADMIN)

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
PASSWORD = "a long password"  # noqa: S105
PEOPLE = Doors(
    {
        "Rea": (Role.READER, QUICK.hash(PASSWORD)),
        "Viv": (Role.REVIEWER, QUICK.hash(PASSWORD)),
        "Ada": (Role.ADMIN, QUICK.hash(PASSWORD)),
    },
    hasher=QUICK,
)
TOKEN = Doors(token="a token of twenty-four", hasher=QUICK)  # noqa: S106


@pytest.fixture(scope="session")
def sample_store(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the samples, read by rules and derived; not to be changed."""
    where = tmp_path_factory.mktemp("desk") / "record.db"
    with KeptRecord.open(where, create=True) as kept:
        kept.read(samples, settings=Settings(reader="rules"))
        kept.derive()
    return where


@pytest.fixture(scope="session")
def shelf(sample_store: Path) -> Iterator[Shelf]:
    """The record of the samples; not to be changed."""
    with KeptRecord.open(sample_store) as kept:
        yield Shelf(kept)


@pytest.fixture
def own_shelf(sample_store: Path, tmp_path: Path) -> Iterator[Shelf]:
    """A record of the samples that may be changed."""
    with KeptRecord.open(shutil.copy(sample_store, tmp_path / "record.db")) as kept:
        yield Shelf(kept)


def visitor(shelf: Shelf, doors: Doors | None = None, sessions: Sessions | None = None) -> TestClient:
    """A visitor who follows no redirects; an open desk lets them in as an admin."""
    app = make_app(shelf, doors or Doors(local=ANA), ("testserver",), sessions)
    return TestClient(app, raise_server_exceptions=False, follow_redirects=False)


@pytest.fixture
def visit(shelf: Shelf) -> TestClient:
    """A visitor of the open desk of the samples."""
    return visitor(shelf)


@pytest.fixture(scope="session")
def story(shelf: Shelf) -> str:
    """The id of the samples' story."""
    return shelf.cards()[0].id


class Clock:
    """A clock that stands until it is moved, in seconds."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    """A clock to move."""
    return Clock()


def csrf_of(page: str) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', page)
    assert found
    return found[1]


def sign_in(visit: TestClient, name: str, secret: str, to: str = "") -> int:
    csrf = csrf_of(visit.get("/sign-in").text)
    return visit.post("/sign-in", data={"csrf": csrf, "name": name, "secret": secret, "to": to}).status_code
