"""What the header of an SQLite file says of its length: one that was cut short is refused before anything is read."""

from __future__ import annotations

from pathlib import Path
from struct import unpack_from

MAGIC = b"SQLite format 3\0"
_LENGTH = 100


def is_cut_short(path: Path) -> bool:
    """True for an SQLite file with fewer bytes than its header gives it.

    False for what is no such file, and while there is a log of writes beside it: then the header may be ahead.
    """
    logs = (path.with_name(path.name + ending) for ending in ("-wal", "-journal"))
    if not path.is_file() or any(log.exists() for log in logs):
        return False
    with path.open("rb") as file:
        header = file.read(_LENGTH)
    if len(header) < _LENGTH:
        return len(header) > 0 and MAGIC.startswith(header[: len(MAGIC)])
    if not header.startswith(MAGIC):
        return False
    page_bytes: int = unpack_from(">H", header, 16)[0]
    changed, n_pages, counted = (int(unpack_from(">I", header, place)[0]) for place in (24, 28, 92))
    # the pages were counted at the last change; the largest page is too large for its field, which then is 1
    return changed == counted and path.stat().st_size < n_pages * (65_536 if page_bytes == 1 else page_bytes)
