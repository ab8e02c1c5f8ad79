"""Links: every pair of reports that shares text or retells the other, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from accord.model.lineage import JOINING, Link, LinkKind, Passage
from accord.model.report import Report
from accord.model.span import Span
from accord.tracing.candidates import copy_candidates, mostly_equal
from accord.tracing.corpus import Corpus
from accord.tracing.credits import own_name
from accord.tracing.facts import Facts, find_facts
from accord.tracing.grams import SharedGrams, shared_grams
from accord.tracing.kinds import judge, share_site
from accord.tracing.passages import Passages
from accord.tracing.rewrites import Rewrite, find_rewrite
from accord.tracing.sharing import find_sharings
from accord.tracing.signatures import rewrite_candidates
from accord.tracing.standing import without_standing
from accord.tracing.texts import Text, share_publisher
from accord.tracing.words import Terms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

QUOTED_AT_LENGTH = 0.4
"""Part of a report, quoted from the other, from which likeness of content says no more than that."""


def find_links(corpus: Corpus) -> list[Link]:
    """Link the texts that share words or facts; each text stands for its first report.

    Returns: Links by (left, right), coincidences among them, pairs that share nothing left out.
    """
    shared = shared_grams(corpus)
    corpus = without_standing(corpus, shared)
    terms = corpus.vocabulary.terms()
    near = rewrite_candidates(corpus, terms)
    links = {(link.left, link.right): link for link in _copies(corpus, shared, near)}
    del shared
    for link in _rewrites(corpus, terms, near, links):
        links[link.left, link.right] = link
    for text in corpus.texts:
        for link in _repeats(text):
            links[link.left, link.right] = link
    return [links[key] for key in sorted(links)]


def _copies(corpus: Corpus, shared: SharedGrams, near: NDArray[np.int64]) -> Iterator[Link]:
    """Pairs that share passages; `near` are those alike in content."""
    import numpy as np

    copies = np.concatenate((copy_candidates(shared), near[mostly_equal(shared, near)]))
    pairs = _by_key(corpus.texts, np.unique(copies, axis=0))
    for i, j, sharing, passages in find_sharings(corpus, shared, pairs):
        left, right = corpus.texts[i], corpus.texts[j]
        said = judge(left, right, sharing)
        yield Link(
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


def _by_key(texts: Sequence[Text], pairs: NDArray[np.int64]) -> NDArray[np.int64]:
    """Each pair with the text of the smaller key first."""
    import numpy as np

    rank = np.empty(len(texts), np.int64)
    rank[sorted(range(len(texts)), key=lambda place: texts[place].key)] = np.arange(len(texts))
    return np.take_along_axis(pairs, np.argsort(rank[pairs], axis=1), axis=1)


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
    corpus: Corpus, terms: Terms, near: NDArray[np.int64], links: dict[tuple[str, str], Link]
) -> Iterator[Link]:
    """Rewrites among pairs that no copy joins already; shared furniture is left out of account."""
    facts: dict[int, Facts] = {}
    for i, j in _by_key(corpus.texts, near).tolist():
        left, right = corpus.texts[i], corpus.texts[j]
        known = links.get((left.key, right.key))
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
            yield _rewrite_link(left, right, found)


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


def _repeats(text: Text) -> list[Link]:
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
