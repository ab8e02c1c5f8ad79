"""The words of an incident: which report's words tell it best, and its line in the record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from accord.model.claim import Event, Modality
from accord.model.period import Period
from accord.model.span import Span
from accord.weighing.context import Context
from accord.weighing.incidents.clauses import clause_of
from accord.weighing.matter import fold, matter, word_list, words
from accord.weighing.phrases import join_names, place_phrase, told_on

_ARTICLES = frozenset({"a", "an", "the", "more", "most", "at", "no"})
_ROOT = 5  # letters by which a people is known for its state
_BREATH = 70  # characters between two things told in one breath
_LONGEST = 170  # characters of the words that tell an incident


def best_telling(context: Context, events: Sequence[Event], together: Sequence[Event]) -> str | None:
    """The words of these events that tell the incident best, with what is told `together` in one breath.

    A whole clause, no longer than need be; None when none can stand alone.
    """
    told = [(text, e) for e in events if e.modality is not Modality.DENIED and (text := _told(context, e, together))]
    fits = [(text, e) for text, e in told if len(text) <= _LONGEST]
    return max(fits, key=lambda pair: (_clarity(*pair), pair[0], pair[1].report))[0] if fits else None


def _told(context: Context, event: Event, together: Sequence[Event]) -> str | None:
    """The clause of an event, with those of the events told with it in one breath."""
    own = clause_of(context, event)
    if own is None:
        return None
    span = own.span
    for other in together:
        beside = other.report == event.report and other.sentence == event.sentence
        if beside and _near(other.trigger, event.trigger, _BREATH) and (more := clause_of(context, other)):
            span = span.cover(more.span) if more.span.start >= span.start or not (own.subject or more.subject) else span
    return f"{own.subject} {context.text(event.report, span)}".strip()


def clarity(context: Context, events: Sequence[Event]) -> float:
    """How well the clearest of the events stands alone; the higher the better."""
    return max(_clarity(words_of(context, e, [e]), e) for e in events)


def _clarity(text: str, event: Event) -> float:
    """How well words stand alone: many words of matter, a subject at the head, no words of reporting inside."""
    score = float(min(len(set(matter(text))), 9))
    named = event.actors or event.recipients
    if any(m.span and m.span.start < event.trigger.start for m in named) or event.trigger.start == event.sentence.start:
        score += 3
    if word_list("function_words.txt") & set(words(text)[:1]) - _ARTICLES:
        score -= 4
    return score - 3 * len(word_list("reporting_words.txt") & set(words(text))) - len(text) / 80


def words_of(context: Context, event: Event, together: Sequence[Event]) -> str:
    """The stretch of the sentence that tells the event and those told with it in the same sentence."""
    spans = [
        s
        for e in together
        if e.report == event.report and e.sentence == event.sentence and _near(e.trigger, event.trigger, _BREATH)
        for s in _spans_of(context, e)
    ]
    inside = [s for s in spans if event.sentence.contains(s)] or [event.trigger]
    return context.text(event.report, Span(min(s.start for s in inside), max(s.end for s in inside)))


def _spans_of(context: Context, event: Event) -> Iterable[Span]:
    """The spans that tell an event: actors before the act or after a `by`, targets, place, numbers, a time after it."""
    yield event.trigger
    if event.place:
        yield event.place
    yield from (q.span for q in event.quantities)
    if event.when and event.when.start > event.trigger.start:
        yield event.when
    text = context.reports[event.report].text
    for actor in (m.span for m in event.actors if m.span):
        before = actor.end <= event.trigger.start or actor.overlap(event.trigger)
        if (before or text[: actor.start].endswith(" by ")) and _near(actor, event.trigger, _BREATH):
            yield actor
    yield from (m.span for m in event.recipients if m.span and _near(m.span, event.trigger, _BREATH))


def _near(a: Span, b: Span, letters: int) -> bool:
    return max(a.start, b.start) - min(a.end, b.end) <= letters


def unnamed_in(what: str, alleged: Sequence[str]) -> Sequence[str]:
    """The alleged actors, when the words of the incident do not name them in some form (`Veldrian` for `Veldria`)."""
    roots = {w[:_ROOT] for w in words(what)}
    return () if any(w[:_ROOT] in roots for party in alleged for w in words(party)) else alleged


def incident_line(
    what: str,
    place: str | None,
    on: Period | None,
    alleged: Sequence[str],
    claimed: Sequence[str],
    own_voice: bool,
    denied: Sequence[str],
) -> str:
    """One plain sentence: what, where, when, who is said to have done it, on whose word, who denies it."""
    placed = not place or fold(place) in fold(what) or "; " in what
    where = "" if placed else place_phrase(place)
    named = f"on the word of {join_names(claimed)}"
    told = named if not own_voice else f"{named} and the reports' own" if claimed else "on the reports' own word"
    denial = f"; denied by {join_names(denied)}" if denied else ""
    actor = f"; attributed to {join_names(alleged)}" if alleged else ""
    return f"{told_on(f'{what}{where}', on)}{actor}; {told}{denial}"
