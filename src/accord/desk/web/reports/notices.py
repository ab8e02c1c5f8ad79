"""Notices: what a reader of a report must know of it beside its words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from accord.desk.citations import day_of
from accord.desk.web.reports.one_report import OneReport
from accord.model.report import Report
from accord.model.ruling import Ruling, RulingAction


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to know. `kind` is `withdrawn`, `left out`, `amended`, `by hand`, `inferred` or `not read`."""

    kind: str
    text: str


def notices_of(one: OneReport) -> Iterator[Notice]:
    """What there is to know of a report, what weighs most first."""
    report = one.report
    if report.withdrawn:
        since = f" since {report.withdrawn.on.isoformat()}" if report.withdrawn.on else ""
        who = f", says {report.withdrawn.by}" if report.withdrawn.by else ""
        why = _ended(f": {report.withdrawn.reason}" if report.withdrawn.reason else "")
        yield Notice(
            "withdrawn", f"Withdrawn by its outlet{since}{who}{why} It supports no line of the record any more."
        )
    for ruling in one.rulings:
        if ruling.action is RulingAction.DISMISS and one.left_out:
            yield Notice("left out", f"Left out of the record {_by(ruling)}")
    if report.entered:
        why = f": {report.entered.reason}" if report.entered.reason else ""
        told = f"Entered by hand by {report.entered.by} on {_on(report.entered.at)}, from {report.entered.source}"
        yield Notice("by hand", _ended(told + why))
    for ruling in one.rulings:
        if ruling.id in report.rulings and ruling.field_name not in (None, "withdrawn"):
            name = ruling.field_name or ""
            was, now = _field(one.kept, name), _field(report, name)
            yield Notice("amended", f"{name.capitalize()} set to {now}, in the place of {was}, {_by(ruling)}")
    if report.published and report.published.known_from == "inferred":
        yield Notice("inferred", f"No day was given: {day_of(report)} is inferred from its story.")
    unread = one.claims.unread if one.claims else "nothing was kept of a reading"
    if unread:
        yield Notice("not read", _ended(f"Not read: {unread}"))


def _by(ruling: Ruling) -> str:
    return _ended(f"by {ruling.by} on {_on(ruling.at)}" + (f": {ruling.reason}" if ruling.reason else ""))


def _field(report: Report, name: str) -> str:
    """A field that people can amend, in words."""
    value = {"outlet": report.outlet, "time": _moment(report), "language": report.language}.get(name)
    return f"“{value}”" if value else "none"


def _moment(report: Report) -> str:
    at = report.published.at if report.published else None
    return at.isoformat(timespec="minutes") if at else day_of(report)


def _on(at: datetime) -> str:
    return at.date().isoformat()


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
