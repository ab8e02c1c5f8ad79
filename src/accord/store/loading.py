"""Many rows into a table at once, by the fastest way each database has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Any

import sqlalchemy as sa

from accord.store.engine import is_postgres


def insert(connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that name the same columns, two or more, if there are any rows."""
    if not rows:
        return
    names = list(rows[0])
    quoted = connection.dialect.identifier_preparer.quote
    into = f"{quoted(table.name)} ({', '.join(map(quoted, names))})"
    values = list(map(itemgetter(*names), rows))
    if not is_postgres(connection.engine):
        marks = ", ".join("?" * len(names))
        connection.exec_driver_sql(f"INSERT INTO {into} VALUES ({marks})", values)  # noqa: S608 - names of our own
        return
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(f"COPY {into} FROM STDIN") as copy:
        for row in values:
            copy.write_row(row)
