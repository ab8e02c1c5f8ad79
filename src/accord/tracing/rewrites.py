"""Rewrites: the same file told in other words, known by its facts in the same order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress

from accord.model.lineage import Passage
from accord.model.span import Span
from accord.text.terms import find_terms, rarity
from accord.tracing.facts import Facts, Retelling, retelling
from accord.tracing.texts import Text

SIGNATURE = 40
"""Terms by which texts are brought together: the rarest and most repeated ones."""

MAX_HOLDERS = 60
"""Texts that one term brings together with a text at most."""

UNDATED = 0
"""The day of texts without a known day."""

MIN_COMMON = 8
"""Signature terms two texts must share to be compared."""

MAX_NEIGHBOURS = 12
"""Texts each text is compared with at most, the closest first."""

IN_ORDER = 0.3
"""Part of the teller's facts that a rewrite gives in the told report's order, at least."""

OTHER_WAY = 0.15
"""Part of the told report's facts that come back in the teller's, at least; a brief keeps little."""

BOTH_WAYS = 0.52
"""What the two parts come to together, at least."""

BOTH_WAYS_OF_FEW = 0.65
"""The same where no more than `FEWEST_FACTS` sentences agree."""

BOTH_WAYS_WITH_AGENCY = 0.45
"""The same where both reports name one agency's people, pictures or text."""

IN_ORDER_WITH_AGENCY = 0.24
"""Part of the teller's facts in order that is then enough."""

FEWEST_FACTS = 6
"""Sentences that must agree, in order."""

FURTHEST_DAYS = 4
"""A rewrite follows within days."""


@dataclass(frozen=True, slots=True)
class Rewrite:
    """Two texts that tell the same file. Passages are sentences that state the same, in the left text's order.

    The shares are the part of each text's sentences, by length, that the passages make up.
    """

    confidence: float
    left_share: float
    right_share: float
    n_facts: int
    passages: tuple[Passage, ...]
    agency: str | None


def rewrite_candidates(texts: Sequence[Text]) -> list[tuple[int, int]]:
    """Pairs of places in `texts` whose rarest terms meet within days, sorted; near-linear in the number of texts."""
    holders: dict[str, list[tuple[int, int]]] = {}
    for place, text in enumerate(texts):
        days = [day.toordinal() for day in text.days] or [UNDATED]
        for term in _signature(text):
            holders.setdefault(term, []).extend((day, place) for day in days)
    common: dict[tuple[int, int], tuple[int, float]] = {}
    for term, found in sorted(holders.items()):
        weight = rarity(term)
        for pair in _close_pairs(sorted(found)):
            count, total = common.get(pair, (0, 0.0))
            common[pair] = (count + 1, total + weight)
    near: dict[int, list[tuple[float, int, int]]] = {}
    for (left, right), (count, total) in sorted(common.items()):
        if count >= MIN_COMMON:
            near.setdefault(left, []).append((-total, left, right))
            near.setdefault(right, []).append((-total, left, right))
    return sorted({(i, j) for pairs in near.values() for _, i, j in sorted(pairs)[:MAX_NEIGHBOURS]})


def _close_pairs(holders: list[tuple[int, int]]) -> set[tuple[int, int]]:
    """Pairs of texts within days of each other; those without a day are close to all, unless the term is common."""
    undated = [place for day, place in holders if day == UNDATED]
    pairs = set()
    if undated and len(holders) <= MAX_HOLDERS:
        pairs = {(min(a, b), max(a, b)) for a in undated for _, b in holders if a != b}
    dated = holders[len(undated) :]
    for i, (day, place) in enumerate(dated):
        for later, other in dated[i + 1 : i + 1 + MAX_HOLDERS]:
            if later - day > FURTHEST_DAYS:
                break
            if other != place:
                pairs.add((min(place, other), max(place, other)))
    return pairs


def find_rewrite(left: Text, right: Text, left_facts: Facts, right_facts: Facts) -> Rewrite | None:
    """Judge whether two texts tell the same file in other words; None when that can't be shown."""
    by_right = retelling(left_facts, right_facts)
    by_left = retelling(right_facts, left_facts)
    told_by_right = by_right.in_order >= by_left.in_order
    best, other = (by_right, by_left) if told_by_right else (by_left, by_right)
    agency = shared_agency(left, right)
    n_facts = max(len(best.pairs), len(other.pairs))
    spare = best.in_order + other.in_order - _needed(n_facts, agency)
    least = IN_ORDER_WITH_AGENCY if agency else IN_ORDER
    if spare < 0 or best.in_order < least or other.in_order < OTHER_WAY or n_facts < FEWEST_FACTS:
        return None
    confidence = 0.5 + 0.3 * spare + 0.01 * min(10, n_facts) + (0.1 if agency else 0.0)
    passages = _passages(best, left_facts, right_facts, told_by_right)
    return Rewrite(
        confidence=round(min(0.9, confidence), 2),
        left_share=_covered([p.left for p in passages], left_facts),
        right_share=_covered([p.right for p in passages], right_facts),
        n_facts=n_facts,
        passages=passages,
        agency=agency,
    )


def _needed(n_facts: int, agency: str | None) -> float:
    if agency:
        return BOTH_WAYS_WITH_AGENCY
    return BOTH_WAYS if n_facts > FEWEST_FACTS else BOTH_WAYS_OF_FEW


def shared_agency(left: Text, right: Text) -> str | None:
    """An agency that both texts name in a credit or a hint; the first by name."""
    named = [{credit.agency for report in text.reports for credit in report.credits} for text in (left, right)]
    return min(named[0] & named[1], default=None)


def _signature(text: Text) -> list[str]:
    words, masked = text.prepared.folded.words, text.prepared.masked
    counts = Counter(find_terms(compress(words, (masked == 0).tolist())))
    weight = {term: rarity(term) * count**0.5 for term, count in counts.items()}
    return sorted(weight, key=lambda term: (-weight[term], term))[:SIGNATURE]


def _passages(best: Retelling, left: Facts, right: Facts, told_is_left: bool) -> tuple[Passage, ...]:
    pairs = best.pairs if told_is_left else tuple((teller, told) for told, teller in best.pairs)
    return tuple(sorted(Passage(left.spans[i], right.spans[j]) for i, j in pairs))


def _covered(spans: Sequence[Span], facts: Facts) -> float:
    """The part of a report's sentences, by length, that some spans make up."""
    whole = sum(len(span) for span in facts.spans)
    return round(sum(len(span) for span in set(spans)) / whole, 4) if whole else 0.0
