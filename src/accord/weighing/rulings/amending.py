"""Amending reports: a person's word on a report's outlet, time or language, that it was withdrawn, or be left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from accord.errors import RulingError
from accord.model.report import Published, Report, Withdrawal
from accord.model.ruling import Ruling, RulingAction, in_force
from accord.weighing.rulings.values import as_json, read_text, read_words

_LANGUAGE = re.compile(r"[a-z]{2}|und")


def amend_reports(reports: Sequence[Report], rulings: Sequence[Ruling]) -> dict[str, Report | None]:
    """Every report that a ruling in force changes, by id, as it then is; None for one left out.

    A value without meaning, as an old ruling may have, changes nothing.
    """
    decided = [r for r in in_force(rulings) if r.action in _ACTIONS and len(r.targets) == 1]
    by_id = {report.id: report for report in reports} if decided else {}
    out: dict[str, Report | None] = {}
    for ruling in decided:
        report = out.get(ruling.targets[0], by_id.get(ruling.targets[0]))
        if report is not None:
            try:
                out[report.id] = _ACTIONS[ruling.action](report, ruling)
            except RulingError:
                continue
    return out


def amended(report: Report, ruling: Ruling) -> Report:
    """The report with the ruling's field set.

    Raises: RulingError: it is none of outlet, time, language and withdrawn, or the value has no meaning there.
    """
    name = ruling.field_name or ""
    if name not in REPORT_FIELDS:
        fields = ", ".join(sorted(REPORT_FIELDS))
        raise RulingError(report.id, f"a report has no field {name!r} to correct; it has {fields}")
    field, read = REPORT_FIELDS[name]
    try:
        changes = {field: read(as_json(ruling.value))}
    except ValueError as error:
        raise RulingError(report.id, f"{ruling.value!r} does not fit {name}: {error}") from error
    if isinstance(withdrawn := changes[field], Withdrawal):
        changes[field] = replace(withdrawn, by=ruling.by, reason=ruling.reason)
    return replace(report, **changes, rulings=(*report.rulings, ruling.id))


def _left_out(_report: Report, _ruling: Ruling) -> None:
    return None


def _time(value: Any) -> Published | None:
    """A day, or a day with a time and perhaps a zone (ISO 8601)."""
    if value is None:
        return None
    written = read_text(value).strip()
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", written):
        return Published(date.fromisoformat(written), known_from="person")
    try:
        at = datetime.fromisoformat(written)
    except ValueError:
        raise ValueError("wants a day or a moment (ISO 8601), as in 2031-05-02 or 2031-05-02T09:30+02:00") from None
    zone = at.strftime("%z") or None
    return Published(at.date(), at, zone, "person")


def _withdrawal(value: Any) -> Withdrawal | None:
    """The day (ISO 8601), true where it is not known, or false: the report stands."""
    if value is None or isinstance(value, bool):
        return Withdrawal() if value else None
    return Withdrawal(date.fromisoformat(read_text(value)))


def _language(value: Any) -> str:
    written = read_text(value)
    if not _LANGUAGE.fullmatch(written):
        raise ValueError("wants an ISO 639-1 code, as in en, or und where it is not known")
    return written


REPORT_FIELDS: Mapping[str, tuple[str, Callable[[Any], Any]]] = {
    "outlet": ("outlet", read_words),
    "time": ("published", _time),
    "language": ("language", _language),
    "withdrawn": ("withdrawn", _withdrawal),
}
_ACTIONS: Mapping[RulingAction, Callable[[Report, Ruling], Report | None]] = {
    RulingAction.CORRECT: amended,
    RulingAction.DISMISS: _left_out,
}
