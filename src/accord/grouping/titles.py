"""Story titles, from the reports' own words."""

from __future__ import annotations

from accord.model.report import Report
from accord.text.sentences import split_sentences

LONGEST = 90
"""Characters of a title made from a sentence."""

SEARCHED = 3000
"""Characters of the prose in which a sentence is looked for."""

FEWEST_WORDS = 4
"""A shorter first sentence is a place line or a label, and the next one is taken."""


def report_title(report: Report) -> str:
    """What a report calls itself: its title, else its first whole sentence cut to a fair length, else its id."""
    if report.title and report.title.strip():
        return " ".join(report.title.split())
    prose = report.prose.lstrip()[:SEARCHED]
    for span in split_sentences(prose)[:12]:
        words = span.of(prose).split()
        if len(words) >= FEWEST_WORDS:
            return _cut(" ".join(words))
    return report.id


def _cut(sentence: str) -> str:
    if len(sentence) <= LONGEST:
        return sentence.rstrip(".")
    return sentence[:LONGEST].rsplit(" ", 1)[0].rstrip(",;:–—- ") + " …"
