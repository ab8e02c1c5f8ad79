"""Drift of an utterance: how the words between quotation marks differ between the reports, the worst first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from accord.model.claim import Quote, QuoteKind
from accord.model.drift import DriftKind, MeaningChange
from accord.model.span import Span
from accord.weighing.context import Context
from accord.weighing.matter import matter, word_list, words
from accord.weighing.quotations.comparing import (
    Difference,
    changes_in,
    compare_quotations,
    cut_off,
    speaks_another_language,
)
from accord.weighing.quotations.telling import marks, tell
from accord.weighing.quotations.utterances import marked
from accord.weighing.quotations.words import quoted_words

_LONG = 5  # words from which a quotation stands as a sentence of its own
_AROUND = 160  # characters around a cut quotation where its report may give the rest in other words
_SHORT = 4  # a cut quotation of fewer words is a scrap
_MISSED = 2  # words of matter that a cut leaves out and its report does not give otherwise
_TORN = 3  # the same for a scrap
_WORDINGS = 40  # wordings of one utterance that are compared with one another
_GRAVE = -9.0  # rank of the gravest change of meaning
_WORST = {change: n for n, change in enumerate(MeaningChange)}


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words that a report puts between quotation marks."""

    report: str
    span: Span
    text: str
    claim: str


@dataclass(frozen=True, slots=True)
class Drift:
    """How one utterance drifts.

    `kinds` and `changes` are those of all its quotations, in the order of their types. `note` is one phrase that tells
    the worst, None where nothing is worth telling, `kind` and `change` are what it tells, `shown` the quotations that
    show it, the first two of them `against` one another where it tells of two.
    """

    kinds: tuple[DriftKind, ...]
    changes: tuple[MeaningChange, ...]
    note: str | None = None
    kind: DriftKind | None = None
    change: MeaningChange | None = None
    shown: tuple[Quoted, ...] = ()
    against: bool = True


@dataclass(frozen=True, slots=True)
class _Told:
    """A difference worth telling; the lower the rank, the worse."""

    rank: float
    note: str
    kind: DriftKind
    change: MeaningChange | None
    pair: tuple[Quoted, Quoted]


def find_drift(context: Context, quotes: Sequence[Quote]) -> Drift:
    """Say how the quotations of one utterance differ between the reports.

    Args: quotes: the quotes of one utterance, of any kind.
    Returns: No kinds and no note where every report that quotes has the same words, or only one report carries it.
        What changes the meaning is told first, then other words, then cuts.
    """
    if len({quote.report for quote in quotes}) < 2:
        return Drift((), ())
    quoted = [q for quote in quotes for q in _quoted(context, quote)]
    translated = any(speaks_another_language(quote.party) for quote in quotes)
    kinds: set[DriftKind] = set()
    changes: set[MeaningChange] = set()
    told: list[_Told] = []
    for a, b in _pairs(context, quoted):
        difference = compare_quotations(a.text, b.text, translated)
        if difference is None or not (difference.kinds or difference.changes):
            continue
        found = _told(context, a, b, difference)
        kinds |= difference.kinds
        changes |= difference.changes | ({found.change} if found and found.change else set())
        told += [found] if found else []
    all_kinds = tuple(kind for kind in DriftKind if kind in kinds)
    all_changes = tuple(change for change in MeaningChange if change in changes)
    if told:
        worst = min(told, key=lambda t: (t.rank, t.note, t.pair[0].report, t.pair[1].report))
        shown = _first_of_each(worst.pair, quoted)
        return Drift(all_kinds, all_changes, worst.note, worst.kind, worst.change, shown)
    return _made_up(context, quotes, quoted) or Drift(all_kinds, all_changes)


def _pairs(context: Context, quoted: list[Quoted]) -> Iterator[tuple[Quoted, Quoted]]:
    """Pairs of quotations in other words, from two texts that are no copies; each pair of wordings once."""
    wordings: dict[tuple[str, ...], dict[str, Quoted]] = {}
    for q in sorted(quoted, key=lambda q: (q.text, q.report, q.span)):
        by_text = wordings.setdefault(words(q.text), {})
        if len(by_text) < 2:  # with two texts, one is no copy of whatever the other quotation stands in
            by_text.setdefault(context.reports[q.report].text, q)
    for one, two in combinations(list(wordings.values())[:_WORDINGS], 2):
        pair = next(((a, b) for text, a in one.items() for other, b in two.items() if text != other), None)
        if pair is not None:
            yield pair


def _quoted(context: Context, quote: Quote) -> list[Quoted]:
    return [Quoted(quote.report, s, context.text(quote.report, s), quote.id) for s in marked(context, quote)]


def _told(context: Context, a: Quoted, b: Quoted, difference: Difference) -> _Told | None:
    """The difference if it is worth telling."""
    changes = changes_in(difference, _lead(context, a), _lead(context, b))
    share = 2 * difference.shared / (len(quoted_words(a.text)) + len(quoted_words(b.text)))
    if changes:
        change = min(changes, key=_WORST.__getitem__)
        kind = next(kind for kind in reversed(DriftKind) if kind in difference.kinds or kind is DriftKind.CLIPPED)
        rank = _GRAVE + _WORST[change] - share
        return _Told(rank, tell(change, a.text, b.text, difference), kind, change, (a, b))
    size = min(len(words(a.text)), len(words(b.text)))
    if difference.within:
        if size < 2 or not _tells(difference):
            return None
        kind = next(kind for kind in reversed(DriftKind) if kind in difference.kinds)
        rank = 1.0 - share - 0.02 * min(size, 20)
        return _Told(rank, tell(kind, a.text, b.text, difference), kind, None, (a, b))
    cuts = cut_off(difference)
    if not cuts or (any(edit.left for edit in cuts) and any(edit.right for edit in cuts)):
        return None
    short, long = (a, b) if cuts[0].right else (b, a)
    return _cut(context, short, long)


def _lead(context: Context, quoted: Quoted) -> str:
    """The report's own words before a quotation."""
    return context.reports[quoted.report].text[max(0, quoted.span.start - _AROUND) : quoted.span.start]


def _tells(difference: Difference) -> bool:
    """Whether more differs than small words that bind nothing."""
    small = word_list("function_words.txt") - word_list("weighty_words.txt")
    return any(word.key not in small for edit in difference.within for word in edit.words)


def _cut(context: Context, short: Quoted, long: Quoted) -> _Told | None:
    """A cut that takes away a condition, or part of a sentence that the report does not give itself."""
    said, clipped = set(words(short.text)), DriftKind.CLIPPED
    note = f"clipped: {marks(short.text)} is part of {marks(long.text)}"
    home, following = _sentence_of(short.text, long.text)
    if word_list("conditions.txt") & {*words(home), *words(following)} - said:
        return _Told(
            _GRAVE + _WORST[MeaningChange.CONDITION],
            f"condition cut off; {note}",
            clipped,
            MeaningChange.CONDITION,
            (short, long),
        )
    text = context.reports[short.report].text
    around = set(matter(text[max(0, short.span.start - _AROUND) : short.span.end + _AROUND]))
    missing = set(matter(home)) - around
    scrap = len(words(short.text)) < _SHORT
    if len(missing) < (_TORN if scrap else _MISSED):
        return None
    return _Told(4.0 if scrap else 3.0, note, clipped, None, (short, long))


def _sentence_of(short: str, long: str) -> tuple[str, str]:
    """The sentence of the long quotation that holds the short one, and the one after it; the whole if none does."""
    parts = [part for part in re.split(r"(?<=[.!?…])[”\"]?\s+", long) if part.strip()]
    for n, part in enumerate(parts):
        if _in_one_piece(words(short), words(part)):
            return part, parts[n + 1] if n + 1 < len(parts) else ""
    return long, ""


def _in_one_piece(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    return any(long[i : i + len(short)] == short for i in range(len(long) - len(short) + 1))


def _first_of_each(chosen: tuple[Quoted, ...], quoted: list[Quoted]) -> tuple[Quoted, ...]:
    """The chosen quotations, then the others of the utterance."""
    return chosen + tuple(q for q in quoted if q not in chosen)


def _made_up(context: Context, quotes: Sequence[Quote], quoted: list[Quoted]) -> Drift | None:
    """A whole sentence between quotation marks that one report alone has, while reports of its own file paraphrase."""
    direct = [q for q in quoted if len(words(q.text)) >= _LONG]
    if not direct or len({q.report for q in direct}) != 1:
        return None
    owner = direct[0].report
    own = {o.id for o in context.lineage.of(owner)}
    others = [q for q in quotes if q.report != owner and own & {o.id for o in context.lineage.of(q.report)}]
    if not any(q.kind is not QuoteKind.DIRECT for q in others):
        return None
    note = f"only in one report of its origin: {marks(direct[0].text)} in quotation marks, the others paraphrase"
    kind = DriftKind.PARAPHRASE
    return Drift((kind,), (), note, kind, None, _first_of_each((direct[0],), quoted), against=False)
