"""The last gate of reading: a claim whose spans are not in the text is refused, whoever read it."""

from __future__ import annotations

from accord.model.claim import Claims
from accord.model.report import Refusal, Report


def check_claims(report: Report, claims: Claims) -> tuple[Claims, tuple[Refusal, ...]]:
    """Keep the claims that rest on the report's own words.

    Args: report: what was read. claims: what a reader made of it.
    Returns: The claims whose every span lies in the text and holds at least one non-blank character, and a refusal
        for each of the others.
    """
    events = tuple(e for e in claims.events if _rests(report, e.spans()))
    quotes = tuple(q for q in claims.quotes if _rests(report, q.spans()))
    refused = [c for c in claims if c not in set(events) | set(quotes)]
    reasons = tuple(
        Refusal(report.where, f"{c.reader}: a claim's span is not in the text (claim {c.id})") for c in refused
    )
    return Claims(claims.report, events, quotes, claims.unread), reasons


def _rests(report: Report, spans: object) -> bool:
    return all(s.end <= len(report.text) and s.of(report.text).strip() for s in spans)  # type: ignore[attr-defined]
