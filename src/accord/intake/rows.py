"""One report as its file gives it, before anything is found in its text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from accord.errors import IntakeError
from accord.intake.published import parse_published
from accord.model.identity import content_id
from accord.model.report import Published, Withdrawal

FIELDS = ("id", "outlet", "title", "url", "byline")
_NO_TEXT = dict.fromkeys((0, *range(0xD800, 0xE000)), "�")


@dataclass(frozen=True, slots=True)
class Row:
    """A report's fields as given.

    `where` says which file, with line or row; `byline` is the authors' field; `withdrawn` that the outlet has taken the
    report back. `given` is what the row was made from: a
    file's bytes, or the fields of an object or a table row, None for the text alone. It is no part of what a row says.
    """

    where: str
    text: str
    id: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: Published | None = None
    url: str | None = None
    byline: str | None = None
    withdrawn: Withdrawal | None = None
    given: bytes | Mapping[str, object] | None = field(default=None, repr=False, compare=False)

    def raw(self) -> bytes:
        """The bytes the row was made from: the file's own, or the fields as JSON, which a table row has none of."""
        if isinstance(self.given, bytes):
            return self.given
        if self.given is None:
            return self.text.encode()
        return json.dumps(self.given, ensure_ascii=False, default=str).encode("utf-8", "surrogatepass")

    def content(self) -> str:
        """A hash of what the row says, whatever its id, withdrawn or not: two rows with equal hashes are one report."""
        published = self.published
        moment = (published.on.isoformat(), str(published.at), published.zone) if published else None
        return content_id("report", self.outlet, self.title, moment, self.url, self.text)


def row_from(fields: Mapping[str, object], where: str, longest: int) -> Row:
    """A row from the fields of a report JSON object or a table row; fields Accord does not know are ignored.

    Args:
        fields: `text`, and any of `id`, `outlet`, `title`, `published`, `url`, `byline`, `withdrawn`; each may be None.
        where: the file with line or row.
        longest: the largest text taken in, in code points.
    Raises: IntakeError: a field is missing, of the wrong type or unreadable; the reason names it.
    """
    if fields.get("text") is None:
        raise IntakeError(where, "field 'text' is missing")
    text = _string(fields, "text", where)
    if text is None:
        raise IntakeError(where, "field 'text' is blank: there is nothing to read")
    if len(text) > longest:
        raise IntakeError(where, f"field 'text' is longer than {longest:,} characters")
    found = {name: _string(fields, name, where) for name in FIELDS}
    published, withdrawn = _published(fields.get("published"), where), _withdrawn(fields.get("withdrawn"), where)
    return Row(where, text, published=published, withdrawn=withdrawn, **found, given=fields)


def _string(fields: Mapping[str, object], name: str, where: str) -> str | None:
    """The field's text, None where it is missing or blank. A number will do for an id."""
    value = fields.get(name)
    if value is None:
        return None
    if name == "id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        raise IntakeError(where, f"field {name!r} must be a string, not {_kind(value)}")
    clean = safe(value)
    return (clean if name == "text" else clean.strip()) if clean.strip() else None


def _published(value: object, where: str, name: str = "published") -> Published | None:
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, datetime):
        zone = value.strftime("%z") or None
        return Published(value.date(), value, zone)
    if isinstance(value, date):
        return Published(value)
    if not isinstance(value, str):
        raise IntakeError(where, f"field {name!r} must be a string, not {_kind(value)}")
    try:
        return parse_published(value)
    except ValueError as error:
        raise IntakeError(where, f"field {name!r}: {error}") from error


def _withdrawn(value: object, where: str) -> Withdrawal | None:
    """`true`, the day, or `{"on": day, "reason": words}`; missing, null and false for a report that stands."""
    if value is None or value is False or value == "":
        return None
    if value is True:
        return Withdrawal()
    if isinstance(value, Mapping):
        on = _published(value.get("on"), where, "withdrawn")
        return Withdrawal(on.on if on else None, reason=_string(value, "reason", where) or "")
    on = _published(value, where, "withdrawn")
    return Withdrawal(on.on if on else None)


def safe(text: str) -> str:
    """The text with what no text can hold (lone surrogates, NUL) replaced by U+FFFD; offsets stay."""
    if "\0" not in text and text.isascii():
        return text
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.translate(_NO_TEXT)
    return text.replace("\0", "�")


def _kind(value: object) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return names.get(type(value), type(value).__name__)
