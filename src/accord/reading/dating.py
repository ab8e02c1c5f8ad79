"""When an act took place: the time expression of its own clause."""

from __future__ import annotations

from collections.abc import Sequence

from accord.model.period import Period
from accord.model.span import Span
from accord.reading.roles import Site
from accord.text.syntax.arguments import verb_of_subject
from accord.text.syntax.chunks import VerbGroup, word_list
from accord.text.syntax.clauses import Clauses
from accord.text.syntax.words import Tag
from accord.text.times.find import TimeExpression, find_times


def sentence_times(site: Site, future: bool) -> Sequence[TimeExpression]:
    """The time expressions of the sentence; `future`: the act is still to come."""
    if not (future and site.times):
        return site.times
    return find_times(site.analysis.text, site.sentence.span, site.analysis.report.day, future)


def find_when(site: Site, times: Sequence[TimeExpression]) -> tuple[Span | None, Period | None]:
    """The time expression that dates the act, and the days it stands for; two times None when there is none.

    What the syntax says goes before what the encoder sees.
    """
    found = _by_syntax(site, times)
    seen = site.sight.role("when") if site.sight else None
    if found[0] is not None or seen is None:
        return found
    same = max(times, key=lambda t: t.span.overlap(seen.span), default=None)
    return (same.span, same.period) if same and same.span.overlap(seen.span) else (seen.span, None)


def _by_syntax(site: Site, times: Sequence[TimeExpression]) -> tuple[Span | None, Period | None]:
    usable = [
        t for t in times if not (t.duration and t.period is None) and not _of_other_noun(site, t) and not _bare(site, t)
    ]
    mine = [t for t in usable if _dates(site, t)] or _of_main_verb(site, usable)
    if not mine:
        return None, None
    here = site.clauses.words[site.at].span
    best = min(mine, key=lambda t: (t.period is None, _gap(t.span, here), t.span.start))
    return best.span, best.period


def _bare(site: Site, time: TimeExpression) -> bool:
    """True for a unit alone, `hours`, which tells no time."""
    return time.period is None and time.span.of(site.analysis.text).lower().removesuffix("s") in word_list("units")


def _of_other_noun(site: Site, time: TimeExpression) -> bool:
    """True for a time that describes a noun (`Tuesday's vote`) which is not the trigger."""
    phrase = site.clauses.phrase(site.at)
    span = site.clauses.span(phrase.start, phrase.end) if phrase and not site.verbal else None
    return time.attributive and (span is None or not span.overlap(time.span))


def _of_main_verb(site: Site, times: list[TimeExpression]) -> list[TimeExpression]:
    """The one time of the sentence, where its main verb bears it and the trigger has none."""
    times = [t for t in times if t.period] or times
    if len(times) != 1:
        return []
    main = next((g for g in site.clauses.groups if g.finite), None)
    if main is not None and _apart(site, main):
        return []
    owner = _owner(site.clauses, times[0].span)
    if owner is None or owner is not main:
        return []
    told = site.clauses.words[owner.head].lemma in ("say", "tell", "report", "write", "add")
    return [] if told and site.stance is None else times


def _apart(site: Site, main: VerbGroup) -> bool:
    """True for an act before or after that of the main verb: `… on Monday, hours after they agreed`."""
    words = site.clauses.words[main.end : site.at]
    return any(w.lower in ("after", "before", "since", "until") and w.tag in (Tag.SCONJ, Tag.ADP) for w in words)


def _gap(a: Span, b: Span) -> int:
    return max(a.start - b.end, b.start - a.end, 0)


def _dates(site: Site, time: TimeExpression) -> bool:
    """True when the time belongs to the trigger's verb, or to the noun itself."""
    owner = _owner(site.clauses, time.span)
    at = site.at
    group = site.clauses.group(at)
    if group is not None:
        return owner is group
    bearing = verb_of_subject(site.clauses, at)
    if bearing is not None:
        # `talks are due to open on Monday`: the day stands with the infinitive
        return owner is bearing or (owner is not None and owner.infinitive and owner.start - bearing.end in (0, 1))
    verb = _verb_of_noun(site.clauses, at)
    return owner is verb or _gap(time.span, site.clauses.words[at].span) < 12


def _owner(clauses: Clauses, span: Span) -> VerbGroup | None:
    """The verb group a time belongs to: the last one before it, the first one for a time that opens the sentence."""
    words = clauses.words
    before = [g for g in clauses.groups if clauses.group_at[g.head] >= 0 and words[g.head].span.end <= span.start]
    if before:
        return before[-1]
    after = [g for g in clauses.groups if clauses.group_at[g.head] >= 0 and words[g.head].span.start >= span.end]
    return next((g for g in after if g.finite), None)


def _verb_of_noun(clauses: Clauses, at: int) -> VerbGroup | None:
    """The verb nearest before a noun, else the first after it."""
    for i in range(at - 1, -1, -1):
        group = clauses.group(i)
        if group:
            return group
    return next((g for g in clauses.groups if g.start > at), None)
