"""Values: how what a correction sets is read. Each reader raises ValueError for what has no meaning."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

from accord.model.period import Period

_LENGTH = re.compile(r"P(?=.)(?:\d+Y)?(?:\d+M)?(?:\d+W)?(?:\d+D)?(?:T(?=.)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?")


def as_json(value: str | None) -> Any:
    """The value's JSON form; words that are not JSON stand for themselves."""
    if value is None:
        return None
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return value


def read_text(value: Any) -> str:
    """Words, never none."""
    if not isinstance(value, str) or not value.strip():
        raise ValueError("wants words")
    return value


def read_words(value: Any) -> str | None:
    """Words, or none."""
    return None if value is None else read_text(value)


def read_names(value: Any) -> tuple[str, ...]:
    """Names, or none; words that are no list are one name."""
    if isinstance(value, str):
        return (read_text(value),)
    if not isinstance(value, list):
        raise ValueError('wants a list of names, as in ["Veldria", "Ostrava"]')
    return tuple(read_text(v) for v in value)


def read_some_names(value: Any) -> tuple[str, ...]:
    """Names, never none."""
    names = read_names(value)
    if not names:
        raise ValueError("wants at least one name")
    return names


def read_day(value: Any) -> date | None:
    """A day (ISO 8601), or none."""
    return None if value is None else date.fromisoformat(read_text(value))


def read_period(value: Any) -> Period | None:
    """A day or a run of days (ISO 8601), or none."""
    return None if value is None else Period.parse(read_text(value))


def read_length(value: Any) -> str | None:
    """A length of time (ISO 8601), or none."""
    if value is not None and not _LENGTH.fullmatch(read_text(value)):
        raise ValueError("wants an ISO 8601 length, as in P30D")
    return value  # type: ignore[no-any-return]
