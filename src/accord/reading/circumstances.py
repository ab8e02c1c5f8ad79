"""Circumstances of an act: where, how many, for how long."""

from __future__ import annotations

from collections.abc import Sequence

from accord.model.claim import Quantity
from accord.model.span import Span
from accord.reading.roles import Range, Site
from accord.reading.word_lists import word_list
from accord.text.names.cast import NameKind
from accord.text.names.parties import states
from accord.text.syntax.arguments import object_of, subject_of
from accord.text.syntax.clauses import long_phrase
from accord.text.syntax.complements import clause_end
from accord.text.syntax.words import Tag
from accord.text.times.find import TimeExpression

REACH = 20


def find_place(site: Site, measure: Span | None) -> Span | None:
    """The place named after `in`, `at`, `near` in the trigger's clause, else at the head of the sentence.

    Where the syntax says none, the one the encoder sees. A common noun within the measure of a stand says what that is
    about (`a halt of attacks on ports`), not where.
    """
    clauses = site.clauses
    stop = min(clause_end(clauses, site.at), site.at + REACH)
    for i in range(site.at + 1, stop):
        found = _place_after(site, i)
        if found is not None and not (site.stance and measure and measure.overlap(found) and not _named(site, i)):
            return found
    opening = _place_after(site, 0) if site.at < 2 * REACH else None
    seen = site.sight.role("place") if site.sight else None
    return opening or (seen.span if seen else None)


def _place_after(site: Site, i: int) -> Span | None:
    """The place the preposition at word `i` leads to, a region and its country together."""
    clauses = site.clauses
    words = clauses.words
    if words[i].lower not in word_list("place_links") or words[i].tag is not Tag.ADP:
        return None
    phrase = clauses.phrase(i + 1)
    if phrase is None or phrase.temporal:
        return None
    end = max(phrase.end, long_phrase(clauses, phrase.start, of_only=True))
    named = words[phrase.head].tag is Tag.PROPN and _is_place(site, phrase.head)
    if not named and words[phrase.head].lemma not in word_list("places"):
        return None
    start = phrase.start + (words[phrase.start].tag is Tag.DET)
    return clauses.span(start, _with_region(site, end))


def _named(site: Site, i: int) -> bool:
    """True when the phrase after the preposition at word `i` ends in a name."""
    phrase = site.clauses.phrase(i + 1)
    return phrase is not None and site.clauses.words[phrase.head].tag is Tag.PROPN


def _is_place(site: Site, head: int) -> bool:
    """True for a name that is no person, and no group: of parties, states alone are places."""
    span = site.clauses.words[head].span
    for name in site.analysis.cast.names:
        if name.span.contains(span):
            return name.kind is NameKind.PLACE or name.name in states() or name.kind is NameKind.OTHER
    return True


def _with_region(site: Site, end: int) -> int:
    """`Orsk, Veldria`: past the comma and the name after it."""
    words = site.clauses.words
    after = site.clauses.phrase(end + 1)
    if (
        end + 1 < len(words)
        and words[end].text == ","
        and after
        and words[after.head].tag is Tag.PROPN
        and not after.temporal
    ):
        closes = after.end >= len(words) or words[after.end].tag is Tag.PUNCT
        return after.end if closes and _is_place(site, after.head) else end
    return end


def find_counts(site: Site, measure: Span | None) -> tuple[Quantity, ...]:
    """The quantities of what the act is done to, of those who do it, and of its measure."""
    spans = [measure, *(site.clauses.span(*r) for r in _ranges(site))]
    return tuple(q for q in site.quantities if any(s is not None and s.overlap(q.span) for s in spans))


def _ranges(site: Site) -> list[Range]:
    clauses, at = site.clauses, site.at
    if not site.verbal:
        phrase = clauses.phrase(at)
        return [(phrase.start, long_phrase(clauses, phrase.start))] if phrase else []
    found = object_of(clauses, at), subject_of(clauses, at)
    return [(r[0], long_phrase(clauses, r[0])) for r in found if r]


def find_duration(times: Sequence[TimeExpression], measure: Span | None) -> str | None:
    """How long the measure lasts, where its words or those right beside it say so."""
    if measure is None:
        return None
    for time in times:
        if time.duration and (measure.overlap(time.span) or 0 <= time.span.start - measure.end <= 5):
            return time.duration
    return None
