"""Rewrites: the same file told in other words, known by its facts in the same order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from accord.model.lineage import Passage
from accord.model.span import Span
from accord.tracing.facts import Facts, retelling
from accord.tracing.texts import Text, share_publisher
from accord.tracing.words import Terms

IN_ORDER = 0.28
"""Part of the teller's facts that a rewrite gives in the told report's order, at least."""

OTHER_WAY = 0.15
"""Part of the told report's facts that come back in the teller's, at least; a brief keeps little."""

BOTH_WAYS = 0.67
"""What the two parts come to together, at least: independent reports of one statement or ruling come close to it."""

BOTH_WAYS_WHEN_NAMED = 0.42
"""The same where both reports name one agency's people, pictures or text, or one names the other's outlet."""

IN_ORDER_WHEN_NAMED = 0.22
"""Part of the teller's facts in order that is then enough."""

FEWEST_FACTS = 6
"""Sentences that must agree, in order."""


@dataclass(frozen=True, slots=True)
class Rewrite:
    """Two texts that tell the same file. Passages are sentences that state the same, in the left text's order.

    The shares are the part of each text's sentences, by length, that the passages make up. `named` is the agency or
    outlet whose name gives it away, if any.
    """

    confidence: float
    left_share: float
    right_share: float
    n_facts: int
    passages: tuple[Passage, ...]
    named: str | None


def find_rewrite(left: Text, right: Text, left_facts: Facts, right_facts: Facts, terms: Terms) -> Rewrite | None:
    """Judge whether two texts tell the same file in other words; None when that can't be shown."""
    by_right, by_left = retelling(terms, left_facts, right_facts), retelling(terms, right_facts, left_facts)
    if by_right.share + by_left.share < BOTH_WAYS_WHEN_NAMED:
        return None  # what is in order is no more than that
    named = shared_agency(left, right) or named_outlet(left, right)
    (of_right, right_pairs), (of_left, left_pairs) = by_right.in_order(), by_left.in_order()
    told_by_right = of_right >= of_left
    best, other = max(of_right, of_left), min(of_right, of_left)
    n_facts = max(len(right_pairs), len(left_pairs))
    spare = best + other - (BOTH_WAYS_WHEN_NAMED if named else BOTH_WAYS)
    least = IN_ORDER_WHEN_NAMED if named else IN_ORDER
    if spare < 0 or best < least or other < OTHER_WAY or n_facts < FEWEST_FACTS:
        return None
    confidence = 0.5 + 0.3 * spare + 0.01 * min(10, n_facts) + (0.1 if named else 0.0)
    pairs = right_pairs if told_by_right else tuple((told, teller) for teller, told in left_pairs)
    passages = tuple(sorted(Passage(left_facts.spans[i], right_facts.spans[j]) for i, j in pairs))
    return Rewrite(
        confidence=round(min(0.9, confidence), 2),
        left_share=_covered([p.left for p in passages], left_facts),
        right_share=_covered([p.right for p in passages], right_facts),
        n_facts=n_facts,
        passages=passages,
        named=named,
    )


def shared_agency(left: Text, right: Text) -> str | None:
    """An agency that both texts name in a credit or a hint; the first by name."""
    named = [{credit.agency for report in text.reports for credit in report.credits} for text in (left, right)]
    return min(named[0] & named[1], default=None)


def named_outlet(left: Text, right: Text) -> str | None:
    """An outlet that printed one of the texts and is named in the other; the first by name, None for one publisher."""
    if share_publisher(left, right):
        return None
    ends = ((left, right), (right, left))
    named = {name for one, other in ends for name in one.publishers if _names(other.first.prose, name)}
    return min(named, default=None)


def _names(prose: str, name: str) -> bool:
    return name in prose and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", prose) is not None


def _covered(spans: Sequence[Span], facts: Facts) -> float:
    """The part of a report's sentences, by length, that some spans make up."""
    whole = sum(len(span) for span in facts.spans)
    return round(sum(len(span) for span in set(spans)) / whole, 4) if whole else 0.0
