"""The form of amending a report: its outlet, its time, its language, and that its outlet took it back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from accord.desk.citations import title_of
from accord.desk.web.mishaps import bad_parameter, not_found
from accord.desk.web.shelf import Shelf
from accord.errors import RulingError
from accord.model.report import Report
from accord.model.ruling import Ruling, RulingAction
from accord.weighing.rulings.amending import amended

LONGEST = 500
LONGEST_REASON = 1_000
FIELDS = ("outlet", "time", "language", "withdrawn")


@dataclass(frozen=True, slots=True)
class AmendPage:
    """A report, with what can be amended as it is now (`given` as a visitor filled it in), and what was wrong."""

    report: str
    label: str
    title: str
    given: Mapping[str, str]
    errors: Mapping[str, str] = field(default_factory=dict)


def amend_page(shelf: Shelf, report: str) -> AmendPage:
    """The form of the report of that id, as it is now.

    Raises: DeskError: there is none.
    """
    own = _report(shelf, report)
    return AmendPage(own.id, own.label, title_of(own), _now(own))


def amend(shelf: Shelf, by: str, report: str, given: Mapping[str, str]) -> str:
    """Keep what a visitor changed, each field by a ruling of its own; the id of the last.

    Raises: DeskError: there is no such report, nothing is changed, or a value has no meaning; its name is where.
    """
    own = _report(shelf, report)
    now, reason = _now(own), given.get("reason", "").strip()
    wanted = {name: given.get(name, "").strip() for name in ("outlet", "time", "language", "withdrawn", "on")}
    for name, written in (*wanted.items(), ("reason", reason)):
        if len(written) > (LONGEST_REASON if name == "reason" else LONGEST):
            raise bad_parameter(name, "It is too long.")
    if not wanted["withdrawn"]:
        wanted["on"] = ""
    changed = {name: _value(name, wanted) for name in FIELDS if wanted[name] != now[name]}
    if wanted["on"] != now["on"]:
        changed["withdrawn"] = _value("withdrawn", wanted)
    if not changed:
        raise bad_parameter("outlet", "Nothing is changed.")
    for name, value in changed.items():
        ruling = Ruling(RulingAction.CORRECT, (report,), by, datetime.now(UTC), reason, name, value)
        try:
            amended(own, ruling)
        except RulingError as error:
            raise bad_parameter("on" if name == "withdrawn" else name, f"{error.reason}.") from error
    with shelf.writing:
        for name, value in changed.items():
            record = shelf.kept.amend(report, name, value, by, reason)
    mine = [ruling for ruling in record.rulings if ruling.by == by and ruling.targets == (report,)]
    return max(mine, key=lambda ruling: ruling.at).id


def _report(shelf: Shelf, report: str) -> Report:
    found = shelf.kept.reports([report])
    own = next((own for own in found if own.id == report), None)
    if own is None:
        raise not_found("report", report)
    return own


def _now(report: Report) -> dict[str, str]:
    """What can be amended, as a form has it."""
    published, withdrawn = report.published, report.withdrawn
    moment = published.at.isoformat(timespec="minutes") if published and published.at else ""
    return {
        "outlet": report.outlet or "",
        "time": moment or (report.day.isoformat() if report.day else ""),
        "language": report.language,
        "withdrawn": "1" if withdrawn else "",
        "on": withdrawn.on.isoformat() if withdrawn and withdrawn.on else "",
    }


def _value(name: str, wanted: Mapping[str, str]) -> str | None:
    """A value in the form of a ruling."""
    if name == "withdrawn":
        return (json.dumps(wanted["on"]) if wanted["on"] else "true") if wanted[name] else "false"
    if name == "language":
        return json.dumps(wanted[name] or "und")
    return json.dumps(wanted[name], ensure_ascii=False) if wanted[name] else None
