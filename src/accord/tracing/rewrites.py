"""Rewrites: the same file told in other words, known by its facts in the same order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from accord.model.lineage import Passage
from accord.model.span import Span
from accord.tracing.facts import Facts, retelling
from accord.tracing.texts import Text
from accord.tracing.words import Terms

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


def find_rewrite(left: Text, right: Text, left_facts: Facts, right_facts: Facts, terms: Terms) -> Rewrite | None:
    """Judge whether two texts tell the same file in other words; None when that can't be shown."""
    by_right, by_left = retelling(terms, left_facts, right_facts), retelling(terms, right_facts, left_facts)
    agency = shared_agency(left, right)
    if by_right.share + by_left.share < (BOTH_WAYS_WITH_AGENCY if agency else BOTH_WAYS):
        return None  # what is in order is no more than that
    (of_right, right_pairs), (of_left, left_pairs) = by_right.in_order(), by_left.in_order()
    told_by_right = of_right >= of_left
    best, other = max(of_right, of_left), min(of_right, of_left)
    n_facts = max(len(right_pairs), len(left_pairs))
    spare = best + other - _needed(n_facts, agency)
    least = IN_ORDER_WITH_AGENCY if agency else IN_ORDER
    if spare < 0 or best < least or other < OTHER_WAY or n_facts < FEWEST_FACTS:
        return None
    confidence = 0.5 + 0.3 * spare + 0.01 * min(10, n_facts) + (0.1 if agency else 0.0)
    pairs = right_pairs if told_by_right else tuple((told, teller) for teller, told in left_pairs)
    passages = tuple(sorted(Passage(left_facts.spans[i], right_facts.spans[j]) for i, j in pairs))
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


def _covered(spans: Sequence[Span], facts: Facts) -> float:
    """The part of a report's sentences, by length, that some spans make up."""
    whole = sum(len(span) for span in facts.spans)
    return round(sum(len(span) for span in set(spans)) / whole, 4) if whole else 0.0
