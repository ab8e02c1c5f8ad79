"""Rulings as a reader sees them: what was decided, of what, by whom, when and why, and whether it is in force."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from accord.model.record import Record
from accord.model.ruling import Ruling, RulingAction, in_force, undone_ids


class RulingState(StrEnum):
    """Whether a ruling is in force. `ORPHANED`: it is, but nothing in the record answers to it any more."""

    IN_FORCE = "in force"
    SUPERSEDED = "superseded"
    UNDONE = "undone"
    ORPHANED = "orphaned"


@dataclass(frozen=True, slots=True)
class RulingLine:
    """One ruling, or one text entered by hand: its id, its state, and what it says in a sentence."""

    id: str
    state: RulingState
    text: str


def ruling_lines(record: Record, orphaned: Iterable[Ruling]) -> list[RulingLine]:
    """Every ruling of a record, the first first, then every text entered by hand that is in it or was taken out.

    Args: orphaned: the rulings in force that nothing answers to any more.
    """
    standing = {ruling.id for ruling in in_force(record.rulings)}
    undone = undone_ids(record.rulings)
    orphans = {ruling.id for ruling in orphaned}

    def state(ruling: Ruling) -> RulingState:
        if ruling.id in undone:
            return RulingState.UNDONE
        if ruling.id in orphans:
            return RulingState.ORPHANED
        in_effect = ruling.id in standing or ruling.action is RulingAction.UNDO
        return RulingState.IN_FORCE if in_effect else RulingState.SUPERSEDED

    lines = [RulingLine(ruling.id, state(ruling), ruling_line(ruling)) for ruling in record.rulings]
    here = {report.id for report in record.reports}
    known = {report.id: report for report in (*record.reports, *(kept for kept, _ in record.set_aside))}
    for report in sorted(known.values(), key=lambda r: (r.entered.at.isoformat() if r.entered else "", r.id)):
        if report.entered:
            said = " ".join(report.text.split())
            why = f" ({report.entered.reason})" if report.entered.reason else ""
            text = f"{report.entered.at:%Y-%m-%d %H:%M} {report.entered.by}: entered by hand{why}: {said}"
            state_now = RulingState.IN_FORCE if report.id in here else RulingState.UNDONE
            lines.append(RulingLine(report.id, state_now, f"{text} — {report.entered.source}"))
    return lines


def ruling_line(ruling: Ruling) -> str:
    """`2031-05-10 09:00 Ana Reed: dismiss (an exercise): Veldria accepts: full ceasefire`."""
    said = {subject.target: subject.said for subject in ruling.about}
    of = " | ".join(said.get(target, target) for target in ruling.targets) or f"ruling {ruling.supersedes}"
    sets = f" {ruling.field_name} to {ruling.value or 'nothing'}" if ruling.field_name else ""
    why = f" ({ruling.reason})" if ruling.reason else ""
    action = ruling.action.value.replace("_", " ")
    return f"{ruling.at:%Y-%m-%d %H:%M} {ruling.by}: {action}{sets}{why}: {of}"
