"""Citations to paste: outlet, title, day and the exact words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from accord.model.evidence import Evidence
from accord.model.report import Report

BETWEEN = " | "
_WEB = ("https://", "http://")

MAX_LENGTH = 30_000
"""A spreadsheet cell holds 32,767 characters."""


def cite(evidence: Iterable[Evidence], reports: Mapping[str, Report]) -> str:
    """Citations of the words, report by report, joined by ` | `; words inside longer cited ones are left out.

    Returns: `Outlet, “Title”, 2025-03-19: “words”`. Of more than fit a spreadsheet cell, the
        rest is counted. Empty for no evidence.
    """
    citations: list[str] = []
    pieces = _widest(evidence)
    length = 0
    for n, piece in enumerate(pieces):
        citation = citation_of(piece, reports.get(piece.report))
        length += len(citation) + len(BETWEEN)
        if length > MAX_LENGTH:
            citations.append(f"and {len(pieces) - n} more")
            break
        citations.append(citation)
    return BETWEEN.join(citations)


def citation_of(piece: Evidence, report: Report | None) -> str:
    """One citation; white space in the words is single blanks. Without an outlet the report's id stands for it."""
    return cite_words(" ".join(piece.text.split()), piece.report, report)


def cite_words(words: str, report_id: str, report: Report | None) -> str:
    """`Outlet, “Title”, 2025-03-19: “words”` for words of one report; `2025-03-19 (withdrawn)` for one taken back."""
    outlet = (report.outlet if report else None) or f"report {report.label if report else report_id}"
    title = f", “{' '.join(report.title.split())}”" if report and report.title else ""
    if report and report.entered:
        title = f", entered by hand by {report.entered.by}"
    day = report.day.isoformat() if report and report.day else "undated"
    taken_back = " (withdrawn)" if report and report.withdrawn else ""
    return f"{outlet}{title}, {day}{taken_back}: “{words}”"


def cite_in_full(words: str, report: Report, start: int) -> str:
    """`cite_words` with all by which the words are found again: its web address, its id, and their place in it.

    Args: start: where they begin in the report's text, in code points.
    """
    at = f" {report.url}" if report.url and report.url.startswith(_WEB) else ""
    return f"{cite_words(words, report.id, report)}{at} [{report.id} at {start}]"


def _widest(evidence: Iterable[Evidence]) -> list[Evidence]:
    """By report and place, without the pieces that lie within another."""
    out: list[Evidence] = []
    for piece in sorted(evidence, key=lambda e: (e.report, e.span.start, -e.span.end)):
        if not (out and out[-1].report == piece.report and out[-1].span.contains(piece.span)):
            out.append(piece)
    return out
