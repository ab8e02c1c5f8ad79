"""Drift: how the words between quotation marks differ where reports give one utterance."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import combinations

from accord.model.claim import Quote, QuoteKind
from accord.model.span import Span
from accord.weighing.context import Context
from accord.weighing.matter import matter, word_list, words
from accord.weighing.quotations.utterances import marked

_LONG = 5  # words from which a quotation stands as a sentence of its own
_SHARED = 0.15  # share of the matter that two quotations of one utterance have in common at least
_AROUND = 160  # characters around a cut quotation where its report may give the rest in other words
_SHORT = 4  # a cut quotation of fewer words is a scrap
_MISSED = 2  # the same for a quotation that reads as a sentence of its own
_TORN = 3  # words of matter that a scrap leaves out and its report does not give otherwise


def _weighty() -> frozenset[str]:
    return word_list("weighty_words.txt")


class DriftKind(StrEnum):
    """How two quotations of one utterance differ."""

    NONE = "none"
    CUT = "cut"
    REWORDED = "reworded"
    SINGLE = "single"


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words that a report puts between quotation marks."""

    report: str
    span: Span
    text: str
    claim: str


@dataclass(frozen=True, slots=True)
class Drift:
    """How one utterance drifts: the kind, one phrase that says so, and the quotations that show it."""

    kind: DriftKind
    note: str
    shown: tuple[Quoted, ...]


def compare_words(left: str, right: str) -> tuple[DriftKind, tuple[str, ...], tuple[str, ...]]:
    """Compare two quotations word by word; case and punctuation count for nothing.

    Returns: the kind, the words only the left one has, the words only the right one has. NONE when they are equal or
        have too little in common to be the same part of the utterance.
    """
    a, b = list(words(left)), list(words(right))
    if a == b:
        return DriftKind.NONE, (), ()
    codes = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    gone = tuple(w for tag, i, j, _, _ in codes if tag in ("delete", "replace") for w in a[i:j])
    new = tuple(w for tag, _, _, i, j in codes if tag in ("insert", "replace") for w in b[i:j])
    if not gone or not new:
        return (DriftKind.CUT, gone, new) if _in_one_piece(a, b) else (DriftKind.REWORDED, gone, new)
    one, two = set(matter(left)), set(matter(right))
    if not one or not two or len(one & two) / min(len(one), len(two)) < _SHARED:
        return DriftKind.NONE, (), ()
    if set(gone) | set(new) <= word_list("function_words.txt") - _weighty():
        return DriftKind.NONE, gone, new
    return DriftKind.REWORDED, gone, new


def _in_one_piece(a: list[str], b: list[str]) -> bool:
    short, long = sorted((a, b), key=len)
    return any(long[i : i + len(short)] == short for i in range(len(long) - len(short) + 1))


def find_drift(context: Context, quotes: Sequence[Quote]) -> Drift | None:
    """Say how the quotations of one utterance differ between the reports, the worst difference first.

    Args: quotes: the quotes of one utterance, of any kind.
    Returns: None where every report that quotes has the same words, or only one report carries the utterance.
    """
    quoted = [q for quote in quotes for q in _quoted(context, quote)]
    found = [
        pair
        for a, b in combinations(quoted, 2)
        if _differ(context, a, b) and (pair := _pair(context, a, b)) is not None
    ]
    if found:
        _, kind, note, a, b = min(found, key=lambda pair: (pair[0], pair[2], pair[3].report, pair[4].report))
        return Drift(kind, note, _first_of_each((a, b), quoted))
    return _single(context, quotes, quoted)


def _differ(context: Context, a: Quoted, b: Quoted) -> bool:
    """Whether the quotations stand in two texts, not in one report and its copy."""
    return context.reports[a.report].text != context.reports[b.report].text


def _quoted(context: Context, quote: Quote) -> list[Quoted]:
    return [Quoted(quote.report, s, context.text(quote.report, s), quote.id) for s in marked(context, quote)]


def _pair(context: Context, a: Quoted, b: Quoted) -> tuple[float, DriftKind, str, Quoted, Quoted] | None:
    """A difference worth telling, with its rank (lower is worse)."""
    if a.text > b.text:
        a, b = b, a
    kind, gone, new = compare_words(a.text, b.text)
    size = min(len(words(a.text)), len(words(b.text)))
    if kind is DriftKind.REWORDED and size > 1:
        return 1.0 - _share(a.text, b.text) - 0.02 * min(size, 20), kind, _reworded(a, b, gone, new), a, b
    if kind is DriftKind.CUT:
        short, long = sorted((a, b), key=lambda q: (len(q.text), q.text))
        return _cut(context, short, long)
    return None


def _cut(context: Context, short: Quoted, long: Quoted) -> tuple[float, DriftKind, str, Quoted, Quoted] | None:
    """A cut that takes away a condition, or part of a sentence that the report does not give in its own words."""
    note = f"cut: {_marks(short.text)} is part of {_marks(long.text)}"
    said = set(words(short.text))
    home, following = _sentence_of(short.text, long.text)
    if word_list("conditions.txt") & {*words(home), *words(following)} - said:
        return 2.0, DriftKind.CUT, note, short, long
    text = context.reports[short.report].text
    around = set(matter(text[max(0, short.span.start - _AROUND) : short.span.end + _AROUND]))
    missing = set(matter(home)) - around
    least = _TORN if len(words(short.text)) < _SHORT else _MISSED
    return (3.0 if least == _MISSED else 4.0, DriftKind.CUT, note, short, long) if len(missing) >= least else None


def _sentence_of(short: str, long: str) -> tuple[str, str]:
    """The sentence of the long quotation that holds the short one, and the one after it; the whole if none does."""
    parts = [part for part in re.split(r"(?<=[.!?…])[”\"]?\s+", long) if part.strip()]
    for n, part in enumerate(parts):
        if _in_one_piece(list(words(short)), list(words(part))):
            return part, parts[n + 1] if n + 1 < len(parts) else ""
    return long, ""


def _share(left: str, right: str) -> float:
    return SequenceMatcher(None, words(left), words(right), autojunk=False).ratio()


def _reworded(a: Quoted, b: Quoted, gone: tuple[str, ...], new: tuple[str, ...]) -> str:
    if gone and new and len(gone) <= 3 and len(new) <= 3:
        return f"words changed: {_marks(' '.join(gone))} in one, {_marks(' '.join(new))} in another"
    return f"worded differently: {_marks(a.text)} and {_marks(b.text)}"


def _marks(text: str) -> str:
    plain = " ".join(text.split()).strip(" ,;")
    return f"“{plain if len(plain) <= 90 else plain[:88].rsplit(' ', 1)[0] + ' …'}”"


def _first_of_each(chosen: tuple[Quoted, ...], quoted: list[Quoted]) -> tuple[Quoted, ...]:
    """The chosen quotations, then the others of the utterance."""
    return chosen + tuple(q for q in quoted if q not in chosen)


def _single(context: Context, quotes: Sequence[Quote], quoted: list[Quoted]) -> Drift | None:
    """A whole sentence between quotation marks that one report alone has, while reports of its own file paraphrase."""
    direct = [q for q in quoted if len(words(q.text)) >= _LONG]
    if not direct or len({q.report for q in direct}) != 1:
        return None
    owner = direct[0].report
    own = {o.id for o in context.lineage.of(owner)}
    others = [q for q in quotes if q.report != owner and own & {o.id for o in context.lineage.of(q.report)}]
    if not any(q.kind is not QuoteKind.DIRECT for q in others):
        return None
    note = f"only in one report of its origin: {_marks(direct[0].text)} in quotation marks, the others paraphrase"
    return Drift(DriftKind.SINGLE, note, _first_of_each((direct[0],), quoted))
