"""Load reports from files and folders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from accord.errors import IntakeError
from accord.intake.assemble import assemble_report
from accord.intake.decode import decode
from accord.intake.jsonrows import read_json, read_json_lines
from accord.intake.pages import looks_like_html, read_page
from accord.intake.rows import Row, safe
from accord.intake.tables import read_parquet
from accord.intake.walk import find_files, shown, unreadable
from accord.model.report import Refusal, Report

MAX_BYTES = 20_000_000
_TEXT = frozenset({"", ".txt", ".text", ".md"})
_HTML = frozenset({".html", ".htm", ".xhtml"})
_LINES = frozenset({".jsonl", ".ndjson"})
_PARQUET = frozenset({".parquet", ".pq"})
KINDS = "plain text, HTML, report JSON, JSON Lines, Parquet"


def load_reports(
    paths: Iterable[Path], max_bytes: int = MAX_BYTES, until: date | None = None
) -> Iterator[Report | Refusal]:
    """Take in every report under `paths`, one at a time.

    Args:
        paths: files and folders; a folder's members are read by name, hidden ones skipped.
        max_bytes: the largest file, or the largest report of a JSON Lines or Parquet file, taken in.
        until: the last day on which a report can have been published (`last_day`); None believes every day. A report
            that is dated later is taken in without that day, and a refusal says so: it would set every clock of the
            record.
    Returns: Reports and refusals in a stable order: paths as given, folders by name, files from top to bottom. A
        report met again (the same content under the same id) is taken once.
    """
    for taken in load_with_bytes(paths, max_bytes, until):
        yield taken if isinstance(taken, Refusal) else taken[0]


def load_with_bytes(
    paths: Iterable[Path], max_bytes: int = MAX_BYTES, until: date | None = None
) -> Iterator[tuple[Report, bytes] | Refusal]:
    """Take in reports as `load_reports` does, each with the bytes it was made from."""
    seen: dict[str, str] = {}
    for found in find_files(paths):
        for row in _rows(found, max_bytes):
            if isinstance(row, IntakeError):
                yield Refusal(row.where, row.reason)
            else:
                yield from _take(row, seen, until)


def last_day(taken_in: datetime, as_of: date | None = None) -> date:
    """The last day on which a report can have been published that is taken in at a moment (aware).

    The day after the moment's in UTC, for it is tomorrow already in the zones furthest east; the day that was asked for
    (`as_of`) where that is later still.
    """
    tomorrow = taken_in.astimezone(UTC).date() + timedelta(days=1)
    return max(tomorrow, as_of) if as_of else tomorrow


def _take(row: Row, seen: dict[str, str], until: date | None) -> Iterator[tuple[Report, bytes] | Refusal]:
    """The row's report with its bytes, and what of it could not be used; nothing for one that was taken in before."""
    content = row.content()
    key = row.id or content
    if row.withdrawn:
        content += " withdrawn"
    if key not in seen:
        seen[key] = content
        yield assemble_report(row, until), row.raw()
        yield from _disbelieved(row, until)
    elif seen[key] != content:
        yield Refusal(row.where, f"the id {key!r} is taken by another report")


def _disbelieved(row: Row, until: date | None) -> Iterator[Refusal]:
    """The days a row gives that lie after the last one believed."""
    days = {
        "published": row.published.on if row.published else None,
        "withdrawn": row.withdrawn.on if row.withdrawn else None,
    }
    for what, day in days.items():
        if until and day and day > until:
            yield Refusal(row.where, f"{what} on {day}, a day that has not come yet: taken in without that day")


def _rows(found: Path | IntakeError, max_bytes: int) -> Iterator[Row | IntakeError]:
    """The rows of one file; whatever is wrong with the file as a whole comes out as an error at its end."""
    if isinstance(found, IntakeError):
        yield found
        return
    try:
        yield from _read(found, max_bytes)
    except IntakeError as error:
        yield error
    except OSError as error:
        yield IntakeError(shown(found), unreadable(error))


def _read(path: Path, max_bytes: int) -> Iterator[Row | IntakeError]:
    where = shown(path)
    suffix = path.suffix.lower()
    if suffix in _PARQUET:
        return read_parquet(path, where, max_bytes)
    if suffix in _LINES:
        return read_json_lines(path, where, max_bytes)
    if suffix == ".json":
        return read_json(_bytes(path, max_bytes), where, max_bytes)
    if suffix in _HTML or suffix in _TEXT:
        data = _bytes(path, max_bytes)
        return iter([replace(_page(data, where, html=suffix in _HTML), given=data)])
    raise IntakeError(where, f"not a kind of file Accord reads ({KINDS})")


def _bytes(path: Path, max_bytes: int) -> bytes:
    """The bytes of a file; one that is too large is never read."""
    where = shown(path)
    if path.stat().st_size > max_bytes:
        raise IntakeError(where, f"larger than {max_bytes:,} bytes")
    with path.open("rb") as file:
        data = file.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise IntakeError(where, f"larger than {max_bytes:,} bytes")
    if not data.strip():
        raise IntakeError(where, "empty: there is nothing to read")
    return data


def _page(data: bytes, where: str, *, html: bool) -> Row:
    text = safe(decode(data, where, html=html))
    if looks_like_html(text) or (html and "<" in text):
        return read_page(text, where)
    if not any(character.isalnum() for character in text):
        raise IntakeError(where, "no words: there is nothing to read")
    return Row(where, text)
