"""Weigh the claims of one story: measures, then entries, then findings, each as people ruled on it."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

from accord.model.claim import Claims
from accord.model.entry import AnyEntry
from accord.model.given import GivenIds
from accord.model.lineage import Lineage
from accord.model.record import Chapter
from accord.model.report import Report
from accord.model.ruling import Ruling, in_force
from accord.model.story import Story
from accord.weighing.actors.find import find_actor_links, settled_names
from accord.weighing.commitments.find import find_commitments
from accord.weighing.contacts import find_contacts
from accord.weighing.context import Context
from accord.weighing.findings.find import find_findings
from accord.weighing.incidents.find import find_incidents
from accord.weighing.measures.find import find_measures
from accord.weighing.memory import Memory
from accord.weighing.positions import find_positions
from accord.weighing.quotations.find import find_quotations
from accord.weighing.rulings.apply import apply_rulings
from accord.weighing.rulings.claims import rule_claims
from accord.weighing.rulings.findings import rule_findings
from accord.weighing.rulings.measures import rule_measures
from accord.weighing.summary.find import find_summary
from accord.weighing.view import settle


@contextmanager
def _uncollected() -> Iterator[None]:
    """Nothing that weighing makes refers to itself, so that looking for cycles among it would only take time.

    What it made then counts as looked through: else the first thing made afterwards would have all of it looked
    through. Where the process has set objects of its own aside for good, those are let be, and so is what was made.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            if not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
            gc.enable()


@_uncollected()
def weigh_story(
    story: Story,
    reports: Sequence[Report],
    claims: Sequence[Claims],
    lineage: Lineage,
    rulings: Sequence[Ruling] = (),
    as_of: date | None = None,
    given: GivenIds | None = None,
    memory: Memory | None = None,
) -> Chapter:
    """Turn the claims of a story's reports into measures, entries and findings.

    Args:
        story: the episode; reports and claims of others are ignored.
        reports: any order.
        claims: one per report, any order.
        lineage: the origins of at least this story's reports.
        rulings: people's decisions; those about other stories are ignored, and so are targets that are no more.
        as_of: the day of every clock; the latest publication day of the story when None.
        given: the ids that lines of earlier stories have, which no line of this one gets; those it gets are added.
        memory: what weighing this story before has worked out; it saves time and changes nothing. None to start anew.
    Returns: The story with all that is derived for it; empty lists when nothing was claimed.
    """
    standing = in_force(rulings)
    context = gather(story, reports, claims, lineage, as_of, given, standing, memory)
    measures, honoured = rule_measures(find_measures(context), standing, context)
    positions = find_positions(context, measures)
    commitments = find_commitments(context, measures)
    incidents = find_incidents(context, commitments)
    contacts, quotations = find_contacts(context), find_quotations(context)
    entries: tuple[AnyEntry, ...] = (*positions, *commitments, *incidents, *contacts, *quotations)
    ruled = tuple(sorted({*context.ruled, *honoured}))
    chapter = Chapter(story, measures, entries, (), actors=context.actors, ruled=ruled)
    chapter = apply_rulings(chapter, rulings, context)
    findings, honoured = rule_findings(find_findings(context, chapter.measures, chapter.entries), standing, context)
    chapter = replace(chapter, findings=findings, ruled=tuple(sorted({*chapter.ruled, *honoured})))
    chapter = replace(chapter, summary=find_summary(context, chapter))
    context.let_go()
    return chapter


def gather(
    story: Story,
    reports: Sequence[Report],
    claims: Sequence[Claims],
    lineage: Lineage,
    as_of: date | None = None,
    given: GivenIds | None = None,
    rulings: Sequence[Ruling] = (),
    memory: Memory | None = None,
) -> Context:
    """Bring together what the weighing of one story reads, in an order that does not depend on the input's."""
    memory = memory or Memory()
    memory.turn()
    wanted = set(story.reports)
    chosen = {r.id: r for r in sorted(reports, key=lambda r: r.id) if r.id in wanted}
    days = [r.day for r in chosen.values() if r.day]

    def by_publication(c: Claims) -> tuple[date, str]:
        return (chosen[c.report].day or date.max, c.report)

    own = sorted((c for c in claims if c.report in chosen), key=by_publication)
    own, honoured = rule_claims(own, chosen, rulings)
    actors = find_actor_links(own, chosen, rulings)
    named = settle(own, chosen, settled_names(actors))
    settled = tuple(memory.settled(chosen[c.report], c) for c in named)
    ruled = frozenset({*honoured, *(link.ruling for link in actors if link.ruling)})
    as_of, given = as_of or max(days, default=None), given or GivenIds()
    return Context(story, chosen, settled, lineage, as_of, given, actors, ruled, memory)
