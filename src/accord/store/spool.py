"""Rows on their way into the store: a whole record's derived rows are too many to be held in memory."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from tempfile import SpooledTemporaryFile
from typing import Any

IN_MEMORY = 1 << 24
"""Bytes that are held before the rest goes to a file without a name, which is gone with the process."""


class Spool:
    """Rows of several tables, added in any order; each table's come back in the order they were added."""

    def __init__(self) -> None:
        self._files: dict[str, SpooledTemporaryFile[str]] = {}

    def add(self, table: str, row: Mapping[str, Any]) -> None:
        """Take in a row of a table; what it holds can be written as JSON."""
        if table not in self._files:
            self._files[table] = SpooledTemporaryFile(IN_MEMORY, "w+", encoding="ascii", newline="\n")  # noqa: SIM115
        self._files[table].write(json.dumps(row) + "\n")

    def rows(self, table: str) -> Iterator[dict[str, Any]]:
        """The rows of a table, from the first; none where there are none."""
        if table in self._files:
            self._files[table].seek(0)
            for line in self._files[table]:
                yield json.loads(line)

    def close(self) -> None:
        """Let go of everything."""
        for file in self._files.values():
            file.close()
        self._files.clear()
