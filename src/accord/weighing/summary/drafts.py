"""A sentence in the making: what it says, what it rests on, how much it weighs, and who reports it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from accord.model.entry import AnyEntry, Entry
from accord.model.evidence import Evidence, Support
from accord.model.finding import Finding
from accord.model.period import Period
from accord.weighing.matter import fold
from accord.weighing.phrases import join_names, plain_day
from accord.weighing.summary.wording import with_article
from accord.weighing.wording import is_plural

_WORDINGS = 6  # beyond these, one more way of saying it adds nothing
_LEAD = 600  # characters in which a report says what matters most
_SURE = 0.6  # confidence from which a summary says what the list below it says
_NAMED = 2  # origins that a sentence names
_NUMBERS = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine", 10: "ten"}


@dataclass(frozen=True, slots=True)
class Clause:
    """Part of a sentence with the entries it says, and on whose word alone it rests, if so."""

    text: str
    entries: tuple[AnyEntry, ...]
    told_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A sentence that may go into the summary. `about` are the words of its matter, to tell repeats by."""

    text: str
    entries: tuple[AnyEntry, ...]
    weight: float
    about: frozenset[str]
    findings: tuple[Finding, ...] = ()


def is_sure(entry: Entry) -> bool:
    """True for an entry confirmed, or with a claim that its reader is surer of than not by some way, or can't say."""
    return entry.confirmed or any(e.confidence is None or e.confidence >= _SURE for e in entry.evidence)


def weight_of(entry: Entry) -> float:
    """How much stands behind an entry: origins first, then how sure, how often told anew, and how early in a report.

    A copy adds nothing: neither an origin nor a wording. Without a confidence nothing is known about it.
    """
    wordings = {fold(" ".join(e.text.split())) for e in entry.evidence}
    sure = max((e.confidence for e in entry.evidence if e.confidence is not None), default=0.5)
    early = min(e.span.start for e in entry.evidence) < _LEAD
    return 2 * math.log2(max(1, entry.support.origins)) + min(len(wordings), _WORDINGS) / 2 + 2 * sure + early


def attributed(clauses: Sequence[Clause]) -> str:
    """The clauses as one sentence that says who reports it: once where the same do, else clause by clause."""
    tails = [_tail(clause) for clause in clauses]
    if len(set(tails)) == 1:
        told = "; ".join(c.text for c in clauses) + tails[0]
    else:
        told = "; ".join(clause.text + tail for clause, tail in zip(clauses, tails, strict=True))
    return f"{told[:1].upper()}{told[1:]}."


def weakest(supports: Iterable[Support]) -> Support:
    """The support with the fewest origins, then reports."""
    return min(supports, key=lambda s: (s.origins, bool(s.names), s.reports, s.outlets, s.names))


def on_day(period: Period | None) -> str:
    """` on 18 March 2025`, ` in March 2025`; empty for none and for days that no short phrase names."""
    if period is None:
        return ""
    first, last = period.first, period.last
    if first == last:
        return f" on {plain_day(first)}"
    month = first.day == 1 and (last.year, last.month) == (first.year, first.month) and (last.day >= 28)
    return f" in {first:%B} {first.year}" if month and last.toordinal() - first.toordinal() >= 27 else ""


def said_by(names: Sequence[str], entry: Entry, one: str, many: str) -> str:
    """`Veldria and residents say`: names with their articles, and the verb that goes with them."""
    told = named(names, [entry])
    return f"{told} {many if len(names) > 1 or is_plural(names[0]) else one}"


def named(names: Iterable[str], entries: Iterable[Entry]) -> str:
    """The names listed, each with the article that the words behind the entries show it has."""
    texts = texts_of(entries)
    return join_names([with_article(name, texts) for name in names])


def texts_of(entries: Iterable[Entry]) -> list[str]:
    """The words that entries rest on, each once, in the entries' order."""
    return list(dict.fromkeys(e.text for entry in entries for e in entry.evidence))


def claims_of(evidence: Iterable[Evidence]) -> tuple[str, ...]:
    """The ids of the claims behind evidence, sorted."""
    return tuple(sorted({e.claim for e in evidence if e.claim}))


def _tail(clause: Clause) -> str:
    names = sorted({n for e in clause.entries for n in e.support.names})
    least = min(e.support.origins for e in clause.entries)
    if not names:
        reports = max(e.support.reports for e in clause.entries)
        who = "a report of unknown origin says" if reports == 1 else "reports of unknown origin say"
        if not reports:
            who = "only withdrawn reports say"
    elif len(names) <= _NAMED:
        who = f"{join_names(names)} {'report' if len(names) > 1 else 'reports'}"
    else:
        who = "one origin reports" if least == 1 else f"{_NUMBERS.get(least, str(least))} origins report"
    word = f" on the word of {named(clause.told_by, clause.entries)}" if clause.told_by else ""
    return f", {who}{word}"
