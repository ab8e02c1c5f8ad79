"""Report JSON: one object, a list of them, or one to a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from accord.errors import IntakeError
from accord.intake.decode import decode
from accord.intake.rows import Row, row_from

SHAPE = 'a report is an object like {"title": …, "outlet": …, "published": "2025-03-19", "text": …}'


def read_json(data: bytes, where: str, longest: int) -> Iterator[Row | IntakeError]:
    """The rows of a JSON file: one object or a list of objects. A bad one never stops the rest.

    Raises: IntakeError: the file is no JSON, or neither an object nor a list.
    """
    text = decode(data, where)
    if not text.strip():
        raise IntakeError(where, "empty: there is nothing to read")
    try:
        value = _parse(text, where)
    except IntakeError:
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) < 2 or not lines[0].strip().endswith("}"):
            raise
        yield from _each_line(text, where, longest)
        return
    if isinstance(value, list):
        if not value:
            raise IntakeError(where, "an empty list: there is nothing to read")
        if not any(isinstance(member, dict) and "text" in member for member in value):
            raise IntakeError(where, f"none of its {len(value):,} members is a report: field 'text' is missing")
        for number, member in enumerate(value, 1):
            yield _row(member, f"{where}[{number}]", longest)
    else:
        yield _row(value, where, longest)


def read_json_lines(path: Path, where: str, longest: int) -> Iterator[Row | IntakeError]:
    """The rows of a JSON Lines file, read line by line; a line over `longest` bytes is refused unread."""
    with path.open("rb") as file:
        number = 0
        blank = True
        while chunk := file.readline(longest + 1):
            number += 1
            place = f"{where}:{number}"
            if len(chunk) > longest:
                yield IntakeError(place, f"longer than {longest:,} bytes")
                while chunk and not chunk.endswith(b"\n"):
                    chunk = file.readline(longest + 1)
                blank = False
            elif chunk.strip():
                blank = False
                yield _row_of_bytes(chunk, place, longest)
        if blank:
            raise IntakeError(where, "empty: there is nothing to read")


def _each_line(text: str, where: str, longest: int) -> Iterator[Row | IntakeError]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            yield _row_of_bytes(line.encode("utf-8", "surrogatepass"), f"{where}:{number}", longest)


def _row_of_bytes(chunk: bytes, place: str, longest: int) -> Row | IntakeError:
    try:
        return _row(_parse(decode(chunk, place), place), place, longest)
    except IntakeError as error:
        return error


def _row(value: object, where: str, longest: int) -> Row | IntakeError:
    try:
        if not isinstance(value, dict):
            raise IntakeError(where, f"not a report: {SHAPE}")
        return row_from(value, where, longest)
    except IntakeError as error:
        return error


def _parse(text: str, where: str) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise IntakeError(where, f"not valid JSON: {error.msg} at line {error.lineno}, column {error.colno}") from error
    except (RecursionError, ValueError) as error:
        reason = "nested too deep" if isinstance(error, RecursionError) else str(error)
        raise IntakeError(where, f"not usable JSON: {reason}") from error
