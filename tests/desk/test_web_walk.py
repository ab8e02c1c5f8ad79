"""The rooms that `make walk` opens: each is there, and nothing that lists rooms has moved away from it."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def walk_rooms() -> Any:
    spec = importlib.util.spec_from_file_location("walk_rooms", ROOT / "bench" / "walk_rooms.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_every_room_that_is_walked_answers(visit: TestClient, walk_rooms: Any) -> None:
    def ask(path: str) -> Any:
        answer = visit.get(path)
        return answer.json() if answer.status_code == 200 else None

    rooms = walk_rooms.rooms_of(ask)
    parts = {room.name.partition(",")[0].partition(":")[0] for room in rooms}
    assert parts > {"story", "timeline", "map", "history", "lineage by outlet", "pair", "line", "ruling on a position"}
    assert parts > {"report", "versions", "party", "speaker", "measure", "search", "changes", "review", "rulings"}
    for room in rooms:
        assert visit.get(room.path).status_code == room.status, room
