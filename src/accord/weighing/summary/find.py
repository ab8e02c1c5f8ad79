"""The summary of a story: the weightiest sentences its entries give, no two about the same thing."""

from __future__ import annotations

from collections.abc import Sequence

from accord.model.record import Chapter
from accord.model.summary import Sentence
from accord.weighing.context import Context
from accord.weighing.summary.differences import draft_differences
from accord.weighing.summary.drafts import Draft, claims_of, weakest
from accord.weighing.summary.ground import draft_incidents
from accord.weighing.summary.stands import draft_deadlines, draft_stands

_LONGEST = 8
_STANDS, _DEADLINES, _INCIDENTS, _DIFFERENCES = 4, 2, 2, 1
_ALIKE = 0.5  # share of the words of matter from which two sentences are about the same thing


def find_summary(context: Context, chapter: Chapter) -> tuple[Sentence, ...]:
    """Find the sentences that say what matters most in a story.

    Args:
        context: the story.
        chapter: its measures, entries and findings, as ruled.
    Returns: At most eight sentences: what was agreed, refused, demanded and undertaken, the weightiest first; what is
        reported from the ground; the worst difference between reports. What is unsure, or would read badly, is left
        out, so there may be none.
    """
    days = [day for r in context.reports.values() if (day := r.day)]
    chosen: list[Draft] = []
    _choose(chosen, draft_stands(chapter, min(days, default=None)), _STANDS)
    n_stands = len(chosen)
    _choose(chosen, draft_deadlines(chapter), _DEADLINES)
    _choose(chosen, draft_incidents(chapter), _INCIDENTS)
    _choose(chosen, draft_differences(chapter), _DIFFERENCES)
    if len(chosen) > _LONGEST:
        del chosen[n_stands - 1]  # the least of the stands
    return tuple(_sentence(context, draft) for draft in chosen)


def _choose(chosen: list[Draft], drafts: Sequence[Draft], most: int) -> None:
    """Add the weightiest of the drafts, no more than `most`, that say nothing chosen already."""
    room = len(chosen) + most
    for draft in sorted(drafts, key=lambda d: (-round(d.weight, 6), d.text)):
        if len(chosen) < room and not any(_same(draft, other) for other in chosen):
            chosen.append(draft)


def _same(a: Draft, b: Draft) -> bool:
    least = min(len(a.about), len(b.about))
    return a.text == b.text or (least > 0 and len(a.about & b.about) / least > _ALIKE)


def _sentence(context: Context, draft: Draft) -> Sentence:
    evidence = [e for entry in draft.entries for e in entry.evidence]
    own = [e for f in draft.findings for e in f.evidence]
    supports = [context.support(own)] if draft.findings else [entry.support for entry in draft.entries]
    return Sentence(
        text=draft.text,
        entries=tuple(dict.fromkeys(e.id for e in draft.entries)),
        findings=tuple(f.id for f in draft.findings),
        claims=claims_of(own or evidence),
        support=weakest(supports),
    )
