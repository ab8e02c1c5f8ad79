"""A folder that holds the reports of a store as they are traced and grouped, so that they need not be again.

It stands beside a store's file; for a store on a server, among what this machine's user has cached. It can be thrown
away: it holds nothing that can't be worked out from the store, and counts for nothing unless it is whole and bears the
mark of the store's last derivation, which no other derivation has, of this store or another.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from accord.deriving.live import Live
from accord.model.lineage import Lineage
from accord.model.story import Story
from accord.store.codec import digest
from accord.store.engine import is_postgres
from accord.store.store import Store

SUFFIX = "-traced"
"""What is added to a store's file name."""

LARGE = 1_000
"""Reports from which on it is worth a folder."""


def folder_of(store: Store) -> Path | None:
    """Where the folder of a store is, whether there is one or not; None for a store in memory."""
    if store.file is not None:
        return store.file.with_name(store.file.name + SUFFIX)
    if not is_postgres(store.engine):
        return None
    from platformdirs import user_cache_path

    url = store.engine.url
    return user_cache_path("accord", appauthor=False) / (digest(url.host, str(url.port), url.database) + SUFFIX)


def save_live(live: Live, folder: Path, mark: str) -> None:
    """Write the folder; where that can't be, the store is as good without."""
    with suppress(OSError):
        folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        new = Path(mkdtemp(prefix=f"{folder.name}.", dir=folder.parent))  # for nobody else to read
        try:
            live.save(new)
            (new / "mark").write_text(_sealed(new, mark))
            forget_live(folder)
            new.rename(folder)
        finally:
            rmtree(new, ignore_errors=True)


def load_live(folder: Path, mark: str | None, stories: Sequence[Story], lineage: Lineage) -> Live | None:
    """The reports as they were traced and grouped when a derivation was made, whose rows are given.

    Returns: None where there is no such folder. One that is of another derivation, or damaged, is of no use, and is
        removed: it may have words of a report that was purged meanwhile.
    """
    try:
        if mark is not None and (folder / "mark").read_text() == _sealed(folder, mark):
            return Live.load(folder, stories, lineage)
    except (OSError, ValueError, KeyError):
        pass
    forget_live(folder)
    return None


def forget_live(folder: Path) -> None:
    """Remove the folder, if there is one."""
    rmtree(folder, ignore_errors=True)


def _sealed(folder: Path, mark: str) -> str:
    """The mark with a hash of the one file that has none of its own."""
    return f"{mark} {blake2b((folder / 'reports.json').read_bytes(), digest_size=16).hexdigest()}"
