"""Imports go one way; a stage never imports another; nothing heavy loads with the package."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "src" / "accord"

STAGES = ("intake", "tracing", "grouping", "reading", "weighing")
# Lower rooms first: a room may import from itself (stages and outlets only from themselves) and any lower level.
LEVELS = (
    ("errors", "version"),
    ("model",),
    ("settings", "text", "encoder"),
    STAGES,
    ("changes",),
    ("exchange", "store"),
    ("api",),
    ("deriving",),
    ("keeping",),
    ("kept", "since"),
    ("desk", "cli"),
)
LEVEL_OF = {room: level for level, rooms in enumerate(LEVELS) for room in rooms}
# cli writes the pages that desk makes.
ALLOWED_SIDEWAYS = {("cli", "desk")}

FILES = sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imported_rooms(path: Path) -> set[str]:
    rooms = set()
    for node in ast.walk(ast.parse(path.read_text())):
        names = []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        for name in names:
            parts = name.split(".")
            if parts[0] == "accord" and len(parts) > 1:
                rooms.add(parts[1])
    return rooms


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_go_one_way(path: Path) -> None:
    room = room_of(path)
    if room == "__init__":
        return
    assert room in LEVEL_OF, f"{room} has no level: say where it stands"
    for other in imported_rooms(path) - {room}:
        downward = LEVEL_OF[other] < LEVEL_OF[room]
        assert downward or (room, other) in ALLOWED_SIDEWAYS, f"{room} must not import {other}"


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_only_the_command_line_prints(path: Path) -> None:
    if room_of(path) == "cli":
        return
    calls = [n for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.Call)]
    assert not [c for c in calls if isinstance(c.func, ast.Name) and c.func.id == "print"]


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_files_keep_to_one_idea(path: Path) -> None:
    lines = path.read_text().splitlines()
    assert len(lines) <= 400, f"{len(lines)} lines: is this two ideas?"
    assert path.stem not in {"utils", "helpers", "common", "misc"}


def test_importing_accord_loads_nothing_heavy() -> None:
    heavy = ("torch", "pyspark", "starlette", "fastapi", "numpy", "trafilatura", "lemminflect", "pyarrow", "jinja2")
    models = ("onnxruntime", "tokenizers", "sqlalchemy", "alembic", "cattrs")
    code = f"import sys, accord, accord.cli.main; print([m for m in {heavy + models!r} if m in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert loaded.stdout.strip() == "[]"
