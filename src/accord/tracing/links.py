"""Links: every pair of reports that shares text or retells the other, and why."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from accord.model.lineage import JOINING, Link, LinkKind, Passage
from accord.model.report import Report
from accord.model.span import Span
from accord.tracing.corpus import Corpus, Shelf
from accord.tracing.credits import own_name
from accord.tracing.facts import Facts, find_facts
from accord.tracing.grams import SharedGrams, shared_grams
from accord.tracing.kinds import judge, share_site
from accord.tracing.neighbours import Pair
from accord.tracing.passages import Passages
from accord.tracing.rewrites import Rewrite, find_rewrite
from accord.tracing.sharing import Count, find_sharings
from accord.tracing.tallies import distinct
from accord.tracing.texts import Text, share_publisher
from accord.tracing.words import Terms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOSTLY = 0.5
"""Part of the shorter one's grams from which two texts are copies, however many others there are."""

QUOTED_AT_LENGTH = 0.4
"""Part of a report, quoted from the other, from which likeness of content says no more than that."""


def judge_pairs(shelf: Shelf, count: Count, copies: Collection[Pair], near: Collection[Pair]) -> dict[Pair, Link]:
    """Link texts that share words or facts; each text stands for its first report.

    Args: count: how many of all texts hold a gram. copies, near: pairs of slots that may share passages, and that are
        alike in content; a pair may be both.
    Returns: A link for each pair, coincidences among them; pairs that share nothing are left out.
    """
    import numpy as np

    slots = sorted({slot for pair in {*copies, *near} for slot in pair}, key=lambda slot: shelf.text(slot).key)
    place = {slot: n for n, slot in enumerate(slots)}
    corpus = shelf.corpus(slots)
    shared = shared_grams(corpus)
    aligned, alike = ({(min(place[a], place[b]), max(place[a], place[b])) for a, b in kept} for kept in (copies, near))
    aligned |= {pair for pair in alike - aligned if _mostly_equal(shared, *pair)}
    rows = np.array(sorted(aligned), np.int64).reshape(-1, 2)
    found = {(i, j): link for i, j, link in _copies(corpus, shared, rows, count)}
    del shared
    if alike:
        told = sorted({text for pair in alike for text in pair})
        terms = corpus.vocabulary.terms(np.concatenate([corpus.words[corpus.part(text)] for text in told]))
        found |= {(i, j): link for i, j, link in _rewrites(corpus, terms, sorted(alike), found)}
    return {(min(slots[i], slots[j]), max(slots[i], slots[j])): link for (i, j), link in found.items()}


def _mostly_equal(shared: SharedGrams, left: int, right: int) -> bool:
    """True when two texts share most of their grams, although very many others may share more."""
    import numpy as np

    one, other = (distinct(shared.grams[shared.bounds[t] : shared.bounds[t + 1]]) for t in (left, right))
    common = len(np.intersect1d(one, other, assume_unique=True))
    return common >= MOSTLY * max(1, int(min(shared.sizes[left], shared.sizes[right])))


def _copies(
    corpus: Corpus, shared: SharedGrams, pairs: NDArray[np.int64], count: Count
) -> Iterator[tuple[int, int, Link]]:
    for i, j, sharing, passages in find_sharings(corpus, shared, pairs, count):
        left, right = corpus.texts[i], corpus.texts[j]
        said = judge(left, right, sharing)
        link = Link(
            left.key,
            right.key,
            said.kind,
            said.confidence,
            said.left_share,
            said.right_share,
            _spans(corpus, passages),
            said.reason,
            _copied_from(left, right) if said.kind in JOINING else None,
        )
        yield i, j, link


def _spans(corpus: Corpus, passages: Passages) -> tuple[Passage, ...]:
    """The passages as spans into both texts, in the left text's order."""

    def span(start: int, end: int) -> Span:
        return Span(int(corpus.starts[start]), int(corpus.starts[end - 1]) + int(corpus.lengths[end - 1]))

    return tuple(
        Passage(
            span(runs[0].left, runs[-1].left + runs[-1].length),
            span(runs[0].right, runs[-1].right + runs[-1].length),
        )
        for runs in passages
    )


def _rewrites(
    corpus: Corpus, terms: Terms, pairs: Sequence[Pair], links: Mapping[Pair, Link]
) -> Iterator[tuple[int, int, Link]]:
    """Rewrites among pairs that no copy joins already; shared furniture is left out of account."""
    facts: dict[int, Facts] = {}
    for i, j in pairs:
        left, right = corpus.texts[i], corpus.texts[j]
        known = links.get((i, j))
        if known is not None and _is_explained(known):
            continue
        if known is not None and known.kind is LinkKind.BOILERPLATE:
            both = (
                find_facts(corpus, terms, i, [p.left for p in known.passages]),
                find_facts(corpus, terms, j, [p.right for p in known.passages]),
            )
        else:
            for place in (i, j):
                if place not in facts:
                    facts[place] = find_facts(corpus, terms, place)
            both = (facts[i], facts[j])
        found = find_rewrite(left, right, *both, terms)
        if found is not None:
            yield i, j, _rewrite_link(left, right, found)


def _is_explained(link: Link) -> bool:
    """True when what is shared is copied already, or one quotes the other at length."""
    at_length = link.kind is LinkKind.QUOTE_DOCUMENT and max(link.left_share, link.right_share) >= QUOTED_AT_LENGTH
    return at_length or link.kind in JOINING


def _rewrite_link(left: Text, right: Text, found: Rewrite) -> Link:
    reason = f"{found.n_facts} sentences give the same facts in the same order, in other words"
    reason += f"; {found.named} is named." if found.named else "."
    return Link(
        left.key,
        right.key,
        LinkKind.SAME_OUTLET if share_publisher(left, right) else LinkKind.REWRITE,
        found.confidence,
        found.left_share,
        found.right_share,
        found.passages,
        reason,
        _copied_from(left, right),
    )


def repeats(text: Text) -> list[Link]:
    """Links from the report that stands for a text to the others that print it word for word."""
    first = text.first
    return [_repeat(*sorted((first, other), key=lambda r: r.id)) for other in text.reports if other is not first]


def _repeat(left: Report, right: Report) -> Link:
    same = (own_name(left) is not None and own_name(left) == own_name(right)) or share_site([left], [right])
    kind = LinkKind.SAME_OUTLET if same else LinkKind.WIRE
    ends = [(len(r.text) - len(r.text.lstrip()), len(r.text.rstrip())) for r in (left, right)]
    whole = (Passage(Span(*ends[0]), Span(*ends[1])),) if all(a < b for a, b in ends) else ()
    earlier = None
    if left.day and right.day and left.day != right.day:
        earlier = left.id if left.day < right.day else right.id
    return Link(left.id, right.id, kind, 0.99, 1.0, 1.0, whole, "Both print the same text, word for word.", earlier)


def _copied_from(left: Text, right: Text) -> str | None:
    """The text published on an earlier day; None when the days are the same or unknown."""
    if not left.days or not right.days or left.days[0] == right.days[0]:
        return None
    return left.key if left.days[0] < right.days[0] else right.key
