"""A copy of a store of SQLite in a new file: the whole of it, or no file."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import sqlalchemy as sa

from accord.errors import StoreError
from accord.store.engine import run_alone


def write_copy(engine: sa.Engine, to: Path) -> None:
    """Write a store, as it stands between two transactions, to a new file.

    Raises: StoreError: the file is there already or can't be written, or the store can't be read; there is no file.
    """
    if os.path.lexists(to):
        raise StoreError(str(to), "there is a file of that name already")
    try:
        with TemporaryDirectory(prefix=".accord-", dir=to.parent) as folder:
            whole = Path(folder) / "copy"
            run_alone(engine, "VACUUM INTO '{}'".format(str(whole).replace("'", "''")))
            whole.rename(to)
    except OSError as error:
        raise StoreError(str(to), f"it can't be written: {error.strerror or error}") from error
    except UnicodeEncodeError as error:
        raise StoreError(str(to), "it can't be written: SQLite takes folders with names in UTF-8 only") from error
    except StoreError as error:
        if "disk" in error.reason:  # that of the copy
            raise StoreError(str(to), "the disk is full or failing; no copy was written") from error
        raise
