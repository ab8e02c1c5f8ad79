"""Rows on their way into the store: a whole record's derived rows are too many to be held in memory."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from tempfile import TemporaryFile
from typing import IO, Any

IN_MEMORY = 1 << 24
"""Bytes of a table's rows that are held before they go to a file without a name, which is gone with the process."""

AROUND = 600
"""Bytes that a row takes besides its body."""


class Spool:
    """Rows of several tables, added in any order; each table's come back in the order they were added."""

    def __init__(self) -> None:
        self._held: dict[str, list[Mapping[str, Any]]] = {}
        self._sizes: dict[str, int] = {}
        self._files: dict[str, IO[str]] = {}

    def add(self, table: str, row: Mapping[str, Any]) -> None:
        """Take in a row of a table, which must not change any more; what it holds can be written as JSON."""
        held = self._held.setdefault(table, [])
        held.append(row)
        size = self._sizes.get(table, 0) + AROUND + len(row.get("body", ""))
        self._sizes[table] = size
        if size > IN_MEMORY:
            self._put_down(table)

    def rows(self, table: str) -> Iterator[Mapping[str, Any]]:
        """The rows of a table, from the first; none where there are none."""
        if table in self._files:
            self._put_down(table)
            self._files[table].seek(0)
            for line in self._files[table]:
                yield json.loads(line)
        yield from self._held.get(table, ())

    def close(self) -> None:
        """Let go of everything."""
        for file in self._files.values():
            file.close()
        self._files.clear()
        self._held.clear()
        self._sizes.clear()

    def _put_down(self, table: str) -> None:
        """Have the rows that are held in the file."""
        if table not in self._files:
            self._files[table] = TemporaryFile("w+", encoding="ascii", newline="\n")  # noqa: SIM115
        self._files[table].writelines(json.dumps(row) + "\n" for row in self._held[table])
        self._held[table] = []
        self._sizes[table] = 0
