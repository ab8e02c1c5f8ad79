"""Parquet tables of reports, read in batches."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from accord.errors import IntakeError
from accord.intake.rows import FIELDS, Row, row_from

BATCH = 512
"""Rows held in memory at a time."""


def read_parquet(path: Path, where: str, longest: int) -> Iterator[Row | IntakeError]:
    """The rows of a Parquet file with a `text` column and any of the report JSON's other fields as columns.

    Raises: IntakeError: not a Parquet file, damaged, or without a `text` column.
    """
    import pyarrow
    import pyarrow.parquet

    try:
        with pyarrow.parquet.ParquetFile(path) as table:
            columns = [name for name in (*FIELDS, "published", "withdrawn", "text") if name in table.schema_arrow.names]
            if "text" not in columns:
                raise IntakeError(where, "a table without a column 'text'")
            number = 0
            for batch in table.iter_batches(BATCH, columns=columns):
                for fields in batch.to_pylist():
                    number += 1
                    yield _row(fields, f"{where}:{number}", longest)
            if not number:
                raise IntakeError(where, "a table without rows: there is nothing to read")
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        raise IntakeError(where, f"not a readable Parquet file: {str(error).splitlines()[0][:120]}") from error


def _row(fields: dict[str, object], where: str, longest: int) -> Row | IntakeError:
    try:
        return row_from(fields, where, longest)
    except IntakeError as error:
        return error
