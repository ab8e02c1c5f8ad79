"""Checking a ruling before it is made: that it can be honoured on the record as it stands."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from accord.errors import RulingError
from accord.model.actor import ActorLink
from accord.model.claim import Claim, Mention
from accord.model.entry import AnyEntry, Commitment, Contact, Incident, Position, Quotation
from accord.model.finding import Finding
from accord.model.measure import Measure
from accord.model.record import Record
from accord.model.report import Report
from accord.model.ruling import Ruling, RulingAction
from accord.model.story import Story
from accord.weighing.rulings.amending import amended
from accord.weighing.rulings.apply import parted
from accord.weighing.rulings.claims import corrected_claim
from accord.weighing.rulings.corrections import corrected, corrected_measure
from accord.weighing.rulings.subjects import Target, Targets

_ENTRIES = (Position, Commitment, Incident, Contact, Quotation)
_ONE = frozenset({RulingAction.CONFIRM, RulingAction.CORRECT, RulingAction.DISMISS, RulingAction.SPLIT})
_CLAIM = frozenset({RulingAction.CONFIRM, RulingAction.CORRECT, RulingAction.DISMISS})
_ENTRY = _ONE | {RulingAction.MERGE}
_FINDING = frozenset({RulingAction.CONFIRM, RulingAction.DISMISS})
_SAMENESS = frozenset({RulingAction.SAME, RulingAction.NOT_SAME})
_PLURAL: Mapping[type, str] = {
    Measure: "measures",
    Finding: "findings",
    ActorLink: "links of names",
    Mention: "names",
    Story: "stories",
    Report: "reports",
    Quotation: "quotations",
}


def check_ruling(record: Record, ruling: Ruling) -> None:
    """See that a ruling can be honoured on this record.

    Raises: RulingError: a target or the ruling it supersedes is not in the record, too few or too many targets, a
        field or value without meaning, claims that are not the line's own, what can't be ruled so.
    """
    earlier = {r.id: r for r in record.rulings}
    if ruling.supersedes is not None and ruling.supersedes not in earlier:
        raise RulingError(ruling.supersedes, "the record has no such ruling to supersede")
    if ruling.action is RulingAction.UNDO:
        if ruling.supersedes is None or ruling.targets:
            raise RulingError(ruling.id, "to undo wants the ruling it supersedes, and no entries")
        return
    if not ruling.targets:
        wanted = "exactly one target" if ruling.action in _ONE else "two or more targets"
        raise RulingError(ruling.id, f"to {_said(ruling.action)} wants {wanted}")
    known = Targets(record)
    hidden = earlier[ruling.supersedes].targets if ruling.supersedes else ()
    found: list[Target] = []
    for target in ruling.targets:
        line = known.get(target)
        if line is not None:
            found.append(line)
        elif target not in hidden:
            raise RulingError(target, "the record has no such entry, measure, finding, claim, name, story or report")
    if len(found) == len(ruling.targets):  # what the superseded ruling hid comes back only with this one
        _check_kinds(ruling, found)
        _check_number(ruling, found)
        _check_stories(ruling, found, known)
        _check_meaning(ruling, found[0], known.reports)


def _check_kinds(ruling: Ruling, found: Sequence[Target]) -> None:
    """What can be decided of lines of this sort."""
    for target, line in zip(ruling.targets, found, strict=True):
        allowed = _allowed(line, len(found))
        if ruling.action not in allowed:
            can = ", ".join(_said(action) for action in RulingAction if action in allowed)
            raise RulingError(target, f"{_sort(line)} can't be ruled {_said(ruling.action)!r}, only {can}")
    if len({_group(line) for line in found}) > 1:
        raise RulingError(ruling.targets[0], f"only lines of one kind can be ruled {_said(ruling.action)!r} together")


def _allowed(line: Target, many: int) -> Collection[RulingAction]:
    if isinstance(line, Measure | Quotation):
        return _ENTRY | _SAMENESS
    if isinstance(line, _ENTRIES):
        return _ENTRY
    if isinstance(line, Claim):
        return _CLAIM
    if isinstance(line, Finding):
        return _FINDING
    if isinstance(line, ActorLink):
        return _SAMENESS | {RulingAction.CONFIRM, RulingAction.DISMISS}
    if isinstance(line, Report) and many == 1:
        return {RulingAction.CORRECT, RulingAction.DISMISS}
    return _SAMENESS


def _check_number(ruling: Ruling, found: Sequence[Target]) -> None:
    n_targets, action, first = len(set(ruling.targets)), _said(ruling.action), ruling.targets[0]
    if ruling.action in _ONE:
        if len(ruling.targets) != 1:
            raise RulingError(first, f"to {action} wants exactly one target")
    elif isinstance(found[0], ActorLink):
        if len(ruling.targets) != 1:
            raise RulingError(first, f"to rule names {action} wants the one link between them, or the two names")
    elif n_targets < 2:
        raise RulingError(first, f"to {action} wants two or more targets")
    elif n_targets > 2 and ruling.action is RulingAction.NOT_SAME and not isinstance(found[0], Story | Report):
        raise RulingError(first, "to keep apart wants exactly two targets")
    elif n_targets > 2 and isinstance(found[0], Mention):
        raise RulingError(first, "to rule names the same wants exactly two of them")


def _check_stories(ruling: Ruling, found: Sequence[Target], known: Targets) -> None:
    """Lines of two stories can't be brought together before the stories are."""
    if isinstance(found[0], Story | Report | Mention | Claim) or ruling.action is RulingAction.NOT_SAME:
        return
    if len({known.story_of[target] for target in ruling.targets}) > 1:
        raise RulingError(ruling.targets[0], "they are of two stories: rule the stories the same first")


def _check_meaning(ruling: Ruling, line: Target, reports: Mapping[str, Report]) -> None:
    if ruling.action is RulingAction.CORRECT:
        if isinstance(line, Claim):
            corrected_claim(line, reports[line.report], ruling)
        elif isinstance(line, Measure):
            corrected_measure(line, ruling)
        elif isinstance(line, Report):
            amended(line, ruling)
        elif isinstance(line, _ENTRIES):
            corrected(line, ruling)
    if ruling.action is RulingAction.SPLIT:
        if isinstance(line, Measure):
            parted(line.id, line.mentions, set(ruling.claims))
        elif isinstance(line, _ENTRIES):
            parted(line.id, line.evidence, set(ruling.claims))


def _group(line: Target) -> object:
    """What can be ruled on together: lines of one kind; stories with reports."""
    return Story if isinstance(line, Report) else type(line)


def _sort(line: Target) -> str:
    if isinstance(line, AnyEntry):
        return f"a {line.kind}"
    plural = next((said for kind, said in _PLURAL.items() if isinstance(line, kind)), "claims")
    return "a story" if plural == "stories" else f"a {plural.removesuffix('s')}"


def _said(action: RulingAction) -> str:
    return action.value.replace("_", " ")
