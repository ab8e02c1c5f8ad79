"""Rulings made in between: who decided what, and why."""

from __future__ import annotations

from collections.abc import Iterator

from accord.changes.sides import Side
from accord.model.change import Change, ChangeKind
from accord.model.evidence import Evidence
from accord.model.identity import content_id
from accord.model.ruling import Ruling
from accord.weighing.wording import one_line


def find_rulings(before: Side, after: Side) -> Iterator[Change]:
    """The rulings that the earlier record has not, and those made since its day."""
    known = {ruling.id for ruling in before.record.rulings}
    rulings = {ruling.id: ruling for ruling in after.record.rulings}
    for ruling in rulings.values():
        if ruling.id not in known or _is_between(before, after, ruling):
            yield _change(before, after, ruling, rulings.get(ruling.supersedes or ""))


def _is_between(before: Side, after: Side, ruling: Ruling) -> bool:
    since, until = before.record.as_of, after.record.as_of
    return since is not None and until is not None and since < ruling.at.date() <= until


def _change(before: Side, after: Side, ruling: Ruling, replaced: Ruling | None) -> Change:
    about = ruling if ruling.targets or replaced is None else replaced
    entries = [(side.entries[t], side) for t in about.targets for side in (after, before) if t in side.entries]
    lines = {entry.id: entry.line for entry, _ in reversed(entries)} | {s.target: s.said for s in about.about}
    named = ", ".join(f"“{one_line(lines.get(target, target))}”" for target in about.targets)
    sets = f" {ruling.field_name} to {one_line(ruling.value or 'nothing')}" if ruling.field_name else ""
    why = f" ({one_line(ruling.reason)})" if ruling.reason else ""
    evidence: tuple[Evidence, ...] = tuple(sorted({piece for entry, _ in entries for piece in entry.evidence}))
    side = entries[0][1] if entries else after
    return Change(
        id=content_id("change", ChangeKind.RULING.value, ruling.id),
        kind=ChangeKind.RULING,
        text=f"{one_line(ruling.by)}: {ruling.action.value.replace('_', ' ')}{sets}{why}: {named}",
        on=ruling.at.date(),
        story=entries[0][0].story if entries else "",
        support=side.support(evidence),
        evidence=evidence,
        entries=tuple(dict.fromkeys(about.targets)),
        told_by=(ruling.by,),
    )
