"""The files behind the paths a user gives, in a stable order."""

from __future__ import annotations

import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from accord.errors import IntakeError
from accord.intake.rows import safe

MAX_DEPTH = 100


def find_files(paths: Iterable[Path]) -> Iterator[Path | IntakeError]:
    """Every regular file under `paths`: paths in the order given, members of a folder by name.

    Hidden members of a folder are skipped. A path that cannot be used comes out as the error that says why; links
    are followed, but never back into a folder above.
    """
    for path in paths:
        yield from _walk(Path(path), ())


def shown(path: Path) -> str:
    """The path as text that every file and terminal can hold: bytes that are no UTF-8 become U+FFFD."""
    return safe(str(path))


def _walk(path: Path, above: tuple[tuple[int, int], ...]) -> Iterator[Path | IntakeError]:
    try:
        status = path.stat()
        if stat.S_ISREG(status.st_mode):
            yield path
        elif stat.S_ISDIR(status.st_mode):
            yield from _members(path, above, (status.st_dev, status.st_ino))
        else:
            yield IntakeError(shown(path), "not a file or a folder")
    except (OSError, ValueError) as error:
        yield IntakeError(shown(path), unreadable(error))


def _members(path: Path, above: tuple[tuple[int, int], ...], here: tuple[int, int]) -> Iterator[Path | IntakeError]:
    if here in above:
        yield IntakeError(shown(path), "a link back to a folder above it")
        return
    if len(above) >= MAX_DEPTH:
        yield IntakeError(shown(path), f"folders inside one another more than {MAX_DEPTH} deep")
        return
    for member in sorted(path.iterdir()):
        if not member.name.startswith("."):
            yield from _walk(member, (*above, here))


def unreadable(error: OSError | ValueError) -> str:
    """Why a path cannot be read, in plain words."""
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    if isinstance(error, PermissionError):
        return "no permission to read it"
    return getattr(error, "strerror", None) or str(error) or "cannot be read"
