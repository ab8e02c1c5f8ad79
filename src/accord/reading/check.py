"""The last gate of reading: a claim whose spans are not in the text is refused, whoever read it."""

from __future__ import annotations

from collections.abc import Iterable

from accord.model.claim import Claim, Claims
from accord.model.report import Refusal, Report
from accord.model.span import Span


def check_claims(report: Report, claims: Claims) -> tuple[Claims, tuple[Refusal, ...]]:
    """Keep the claims that rest on the report's own words.

    Args: report: what was read. claims: what a reader made of it.
    Returns: The claims of this report whose every span lies in its text and holds at least one non-blank character,
        and a refusal for each of the others.
    """
    faults = {claim.id: _fault(report, claim) for claim in claims}
    kept = Claims(
        claims.report,
        tuple(e for e in claims.events if not faults[e.id]),
        tuple(q for q in claims.quotes if not faults[q.id]),
        claims.unread,
    )
    refused = (
        Refusal(report.where, f"{c.reader or 'reader'}: claim {c.id}: {faults[c.id]}") for c in claims if faults[c.id]
    )
    return kept, tuple(refused)


def _fault(report: Report, claim: Claim) -> str:
    """What is wrong with a claim; empty when it rests on the text."""
    if claim.report != report.id:
        return f"is of report {claim.report}, not {report.id}"
    return _fault_of_spans(report.text, claim.spans())


def _fault_of_spans(text: str, spans: Iterable[Span]) -> str:
    for span in spans:
        if span.end > len(text):
            return f"span [{span.start}, {span.end}) ends after the text ({len(text)} characters)"
        if not span.of(text).strip():
            return f"span [{span.start}, {span.end}) is blank"
    return ""
