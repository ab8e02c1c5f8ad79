"""What is asked of a decision besides that it fits the record: who made it, no more than its kind takes, a day of ours.

A day that has not come would set every clock of the record, so it is believed of a person no more than of an outlet.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from accord.errors import RulingError
from accord.intake.load import last_day
from accord.model.report import Report
from accord.model.ruling import Ruling, RulingAction, undone_ids
from accord.weighing.rulings.amending import amended


def ask_who(by: str) -> None:
    """Raises: RulingError: nobody is named."""
    if not by.strip():
        raise RulingError("by", "wants the name of who decides")


def ask_why(reason: str) -> None:
    """Raises: RulingError: no reason is given."""
    if not reason.strip():
        raise RulingError("reason", "wants words")


def ask_form(ruling: Ruling) -> None:
    """See that a ruling names who made it, and that what it sets, or parts, goes with its action.

    Raises: RulingError: it does not.
    """
    ask_who(ruling.by)
    action = ruling.action.value.replace("_", " ")
    if ruling.action is not RulingAction.CORRECT and (ruling.field_name is not None or ruling.value is not None):
        raise RulingError("field", f"to {action} sets no field; to correct does")
    if ruling.action is not RulingAction.SPLIT and ruling.claims:
        raise RulingError("claims", f"to {action} takes no claims; to split does")


def ask_in_force(rulings: Sequence[Ruling], ruling: str) -> None:
    """Raises: RulingError: a ruling that is to be undone is undone already, and by which."""
    if ruling in undone_ids(rulings):
        undoing = [r.id for r in rulings if r.action is RulingAction.UNDO and r.supersedes == ruling]
        standing = sorted({*undoing} - undone_ids(rulings))
        raise RulingError(ruling, f"it is undone already, by {', '.join(standing)}")


def ask_day(name: str, day: date | None, at: datetime) -> None:
    """See that a day has come at a moment; tomorrow has, somewhere.

    Args: name: what of it the day is of, to be named; day: None for none.
    Raises: RulingError: it has not.
    """
    if day is not None and day > last_day(at):
        raise RulingError(name, f"{day} has not come yet")


def ask_days(reports: Sequence[Report], ruling: Ruling, at: datetime) -> None:
    """See that a report is amended to no day that has not come at a moment.

    Raises: RulingError: it is.
    """
    if ruling.action is not RulingAction.CORRECT or ruling.field_name not in ("time", "withdrawn"):
        return
    for report in reports:
        if report.id == ruling.targets[0]:
            now = amended(report, ruling)
            withdrawn = now.withdrawn.on if now.withdrawn else None
            ask_day(report.id, now.day if ruling.field_name == "time" else withdrawn, at)
