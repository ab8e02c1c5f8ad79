"""One report as the rooms need it: as it is kept, as people have amended it, and with what stands around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from accord.api import heed_amendments
from accord.desk.web.mishaps import not_found
from accord.desk.web.shelf import Shelf
from accord.model.claim import Claims
from accord.model.record import Record
from accord.model.report import Report
from accord.model.ruling import Ruling, RulingAction, in_force
from accord.store.around import Around, read_around
from accord.weighing.rulings.amending import amend_reports


@dataclass(frozen=True, slots=True)
class OneReport:
    """A report as it stands. `kept` is what its outlet published; `rulings` are those in force on the report itself.

    `left_out` is true where one of them takes it out of the record.
    """

    report: Report
    kept: Report
    claims: Claims | None
    around: Around
    rulings: tuple[Ruling, ...]
    left_out: bool


def find_report(shelf: Shelf, name: str, *, alone: bool = False) -> OneReport:
    """The report that goes by an id, at the cost of this report alone, however large its story is.

    Args: alone: without the lines that rest on it and the reports that share its text.
    Raises: DeskError: there is none.
    """
    with shelf.kept.store.look() as connection:
        around = read_around(connection, name, alone=alone)
    if around is None:
        raise not_found("report", name)
    by_target = shelf.at_hand("rulings by target", lambda: rulings_by_target(shelf.kept.store.rulings()))
    kept, about = around.report, by_target.get(around.report.id, ())
    claims = (around.claims,) if around.claims else ()
    record = heed_amendments(Record((kept,), claims, rulings=tuple(about)))
    others = amend_reports(around.others, [r for other in around.others for r in by_target.get(other.id, ())])
    return OneReport(
        report=record.reports[0] if record.reports else kept,
        kept=kept,
        claims=record.claims[0] if record.claims else around.claims,
        around=replace(around, others=tuple(others.get(other.id) or other for other in around.others)),
        rulings=tuple(in_force(about)),
        left_out=not record.reports,
    )


def rulings_by_target(rulings: Sequence[Ruling]) -> Mapping[str, tuple[Ruling, ...]]:
    """The rulings about each thing, by time; what undoes one is about the same."""
    known = {ruling.id: ruling for ruling in rulings}
    found: dict[str, list[Ruling]] = {}
    for ruling in rulings:
        first: Ruling | None = ruling
        while first is not None and first.action is RulingAction.UNDO:
            first = known.get(first.supersedes or "")
        for target in first.targets if first else ():
            found.setdefault(target, []).append(ruling)
    return {target: tuple(own) for target, own in found.items()}
