"""Links: every pair of reports that shares text or retells the other, and why."""

from __future__ import annotations

from collections.abc import Sequence

from accord.model.lineage import JOINING, Link, LinkKind, Passage
from accord.model.report import Report
from accord.model.span import Span
from accord.tracing.candidates import copy_candidates
from accord.tracing.credits import own_name
from accord.tracing.facts import Facts, find_facts
from accord.tracing.kinds import judge
from accord.tracing.passages import align
from accord.tracing.rewrites import Rewrite, find_rewrite, rewrite_candidates
from accord.tracing.texts import Text

QUOTED_AT_LENGTH = 0.4
"""Part of a report, quoted from the other, from which likeness of content says no more than that."""


def find_links(texts: Sequence[Text]) -> list[Link]:
    """Link the texts that share words or facts; each text stands for its first report.

    Returns: Links by (left, right), coincidences among them, pairs that share nothing left out.
    """
    links = {(link.left, link.right): link for link in _copies(texts)}
    for link in _rewrites(texts, links):
        links[link.left, link.right] = link
    for text in texts:
        for link in _repeats(text):
            links[link.left, link.right] = link
    return [links[key] for key in sorted(links)]


def _copies(texts: Sequence[Text]) -> list[Link]:
    out = []
    candidates = copy_candidates([text.prepared for text in texts])
    for i, j in candidates.pairs:
        left, right = sorted((texts[i], texts[j]), key=_key)
        found = align(left.prepared, right.prepared)
        if not found.passages:
            continue
        said = judge(left, right, found, candidates.held_by(found.longest()))
        out.append(
            Link(
                left.key,
                right.key,
                said.kind,
                said.confidence,
                said.left_share,
                said.right_share,
                found.spans(),
                said.reason,
                _copied_from(left, right) if said.kind in JOINING else None,
            )
        )
    return out


def _rewrites(texts: Sequence[Text], links: dict[tuple[str, str], Link]) -> list[Link]:
    """Rewrites among pairs that no copy joins already; shared furniture is left out of account."""
    out = []
    facts: dict[int, Facts] = {}
    for i, j in rewrite_candidates(texts):
        i, j = sorted((i, j), key=lambda place: texts[place].key)
        left, right = texts[i], texts[j]
        known = links.get((left.key, right.key))
        if known is not None and _is_explained(known):
            continue
        if known is not None and known.kind is LinkKind.BOILERPLATE:
            both = (
                find_facts(left.prepared, [p.left for p in known.passages]),
                find_facts(right.prepared, [p.right for p in known.passages]),
            )
        else:
            for place in (i, j):
                if place not in facts:
                    facts[place] = find_facts(texts[place].prepared)
            both = (facts[i], facts[j])
        found = find_rewrite(left, right, *both)
        if found is not None:
            out.append(_rewrite_link(left, right, found))
    return out


def _is_explained(link: Link) -> bool:
    """True when what is shared is copied already, or one quotes the other at length."""
    at_length = link.kind is LinkKind.QUOTE_DOCUMENT and max(link.left_share, link.right_share) >= QUOTED_AT_LENGTH
    return at_length or link.kind in JOINING


def _rewrite_link(left: Text, right: Text, found: Rewrite) -> Link:
    reason = f"{found.n_facts} sentences give the same facts in the same order, in other words"
    reason += f"; both name {found.agency}." if found.agency else "."
    return Link(
        left.key,
        right.key,
        LinkKind.REWRITE,
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
    same = own_name(left) is not None and own_name(left) == own_name(right)
    kind = LinkKind.SAME_OUTLET if same else LinkKind.WIRE
    ends = [(len(r.text) - len(r.text.lstrip()), len(r.text.rstrip())) for r in (left, right)]
    whole = (Passage(Span(*ends[0]), Span(*ends[1])),) if all(a < b for a, b in ends) else ()
    earlier = None
    if left.day and right.day and left.day != right.day:
        earlier = left.id if left.day < right.day else right.id
    return Link(left.id, right.id, kind, 0.99, 1.0, 1.0, whole, "Both print the same text, word for word.", earlier)


def _key(text: Text) -> str:
    return text.key


def _copied_from(left: Text, right: Text) -> str | None:
    """The text published on an earlier day; None when the days are the same or unknown."""
    if not left.days or not right.days or left.days[0] == right.days[0]:
        return None
    return left.key if left.days[0] < right.days[0] else right.key
