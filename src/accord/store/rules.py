"""Which rules made what is derived."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable

from accord.version import __version__

_RULES = ("model", "text", "tracing", "grouping", "weighing")


@cache
def rules_version() -> str:
    """Accord's version, with a hash of the rules and tables by which origins, stories and entries are found."""
    whole = sha256()
    for room in _RULES:
        for name, data in _sources(files("accord") / room, room):
            whole.update(f"{name}\0{len(data)}\0".encode() + data)
    return f"{__version__}+{whole.hexdigest()[:8]}"


def _sources(folder: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    """The files of a folder and of those in it, by name; what Python itself puts there is no rule."""
    for member in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if member.is_dir() and member.name != "__pycache__":
            yield from _sources(member, f"{name}/{member.name}")
        elif member.is_file():
            yield f"{name}/{member.name}", member.read_bytes()
