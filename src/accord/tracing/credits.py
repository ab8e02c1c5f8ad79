"""Credits: which agencies a report says its text comes from."""

from __future__ import annotations

from dataclasses import dataclass

from accord.model.evidence import Evidence
from accord.model.report import Credit, CreditForm, Report
from accord.text.agencies import agency_called
from accord.text.outlets import outlet_name

WHOLE = frozenset({CreditForm.DATELINE, CreditForm.BYLINE, CreditForm.TAIL, CreditForm.COPYRIGHT})
"""Forms that give a report's whole text to the agency; a contribution leaves the outlet a part."""

CONFIDENCE = {
    CreditForm.DATELINE: 0.97,
    CreditForm.BYLINE: 0.95,
    CreditForm.TAIL: 0.93,
    CreditForm.CONTRIBUTION: 0.92,
    CreditForm.COPYRIGHT: 0.9,
}

_SAID = {
    CreditForm.DATELINE: "Its dateline names {agency}.",
    CreditForm.BYLINE: "Its byline names {agency}.",
    CreditForm.TAIL: "It credits {agency} at its end.",
    CreditForm.CONTRIBUTION: "It says that {agency} contributed.",
    CreditForm.COPYRIGHT: "Its copyright line names {agency}.",
}


@dataclass(frozen=True, slots=True)
class Claimed:
    """An agency a report credits, or that published it. `whole`: the credit is for all of the text."""

    agency: str
    confidence: float
    whole: bool
    reason: str
    evidence: tuple[Evidence, ...]


def claimed_agencies(report: Report) -> tuple[Claimed, ...]:
    """The agencies a report credits for its text, each once with its strongest credit, by name; hints are none."""
    best: dict[str, Claimed] = {}
    for credit in report.credits:
        if credit.form is not CreditForm.HINT:
            claimed = _claimed(report, credit)
            if credit.agency not in best or claimed.confidence > best[credit.agency].confidence:
                best[credit.agency] = claimed
    outlet = own_name(report)
    agency = agency_called(outlet) if outlet else None
    if agency and agency not in best:
        best[agency] = Claimed(agency, 0.97, True, f"{agency} published it itself.", ())
    return tuple(best[name] for name in sorted(best))


def own_name(report: Report) -> str | None:
    """The usual name of a report's outlet, an agency's by its short name; None when unknown."""
    name = outlet_name(report.outlet, report.url)
    return (agency_called(name) or name) if name else None


def _claimed(report: Report, credit: Credit) -> Claimed:
    span = credit.span
    words = (Evidence(report.id, span, span.of(report.text)),) if span else ()
    reason = _SAID[credit.form].format(agency=credit.agency)
    return Claimed(credit.agency, CONFIDENCE[credit.form], credit.form in WHOLE, reason, words)
