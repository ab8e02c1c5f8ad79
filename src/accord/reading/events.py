"""Events: who did, accepted, refused, demanded, promised or attacked what."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from accord.model.claim import Event, Mention, Modality, PloverType, Quote, Stance
from accord.model.span import Span
from accord.reading.actors import find_actors, find_recipients
from accord.reading.candidates import Scene, choose, choose_seen, survey
from accord.reading.circumstances import find_counts, find_duration, find_place
from accord.reading.conditions import find_condition
from accord.reading.confidence import event_confidence
from accord.reading.dating import find_when, sentence_times
from accord.reading.embedding import stands_alone, told_twice
from accord.reading.modality import find_modality
from accord.reading.objects import find_measures
from accord.reading.roles import Cast, Site
from accord.reading.setting import settings
from accord.reading.sights import Sight
from accord.reading.stance import find_stance
from accord.text.analysis import Analysis
from accord.text.quantities import find_quantities
from accord.text.times.find import find_times

Look = Callable[[Sequence[Span]], Sequence[Sight]]

_TAKING = frozenset((Stance.ACCEPTS, Stance.ACCEPTS_IF, Stance.DEMANDS, Stance.PROPOSES, Stance.REJECTS, Stance.DOUBTS))


def find_events(
    analysis: Analysis, quotes: tuple[Quote, ...], reader: str, look: Look | None = None
) -> tuple[Event, ...]:
    """Find the events of a report, in text order.

    Args:
        quotes: what `find_quotes` found; they attribute the events a speaker tells of, and say who `we` is.
        reader: name and version, kept on every event.
        look: shows what the encoder sees in the report, given the words the lexicon would have it look at.
    """
    out: list[Event] = []
    scenes = tuple(survey(setting) for setting in settings(analysis, quotes))
    sights = look([span for scene in scenes for span in scene.worth_a_look()]) if look else None
    for scene in scenes:
        found = [event for site in _sites(scene, sights) for event in _events(site, reader)]
        out += _distinct([event for event in found if not any(_holds(other, event) for other in found)], analysis.text)
    return tuple(out)


def _holds(outer: Event, inner: Event) -> bool:
    """True when the one act is only what the other is about (`agreed to halt attacks`), or its condition."""
    if outer.condition is not None and outer.condition.contains(inner.trigger):
        return True
    if outer.measure is None or not outer.measure.contains(inner.trigger) or outer.trigger.end > inner.trigger.start:
        return False
    if inner.stance is not None:
        # `vowed to keep supporting them` is one stand
        return inner.stance is Stance.SUPPORTS and outer.stance is Stance.SUPPORTS
    return outer.stance in _TAKING and bool(outer.actors or outer.speaker)


def _distinct(events: list[Event], text: str) -> list[Event]:
    """One event for words that name one act twice (`reached an agreement`): same stand, party and measure.

    What `and` joins is another act: `demands an end to the raids and calls for talks`.
    """
    out: list[Event] = []
    for event in events:
        joined = text.endswith(" and ", 0, event.trigger.start)
        if joined or not any(_same_act(event, other) for other in out):
            out.append(event)
    return out


def _same_act(event: Event, other: Event) -> bool:
    alike = (event.type, event.stance, event.parties) == (other.type, other.stance, other.parties)
    if not alike:
        return False
    if event.type is PloverType.CONSULT and event.recipients:
        return {m.name for m in event.recipients} == {m.name for m in other.recipients}
    if event.measure is None or other.measure is None:
        return False
    return other.measure.overlap(event.measure) > 0.8 * len(event.measure)


def _sites(scene: Scene, sights: Sequence[Sight] | None) -> Iterator[Site]:
    """The places of one sentence where an act worth the record is told."""
    setting = scene.setting
    analysis, sentence, clauses = setting.analysis, setting.sentence, setting.clauses
    if sights is None:
        chosen = choose(scene)
    else:
        first, last = (
            bisect_left(sights, at, key=lambda s: s.span.start) for at in (sentence.span.start, sentence.span.end)
        )
        chosen = choose_seen(scene, [s for s in sights[first:last] if sentence.span.contains(s.span)])
    if not chosen:
        return
    times = tuple(find_times(analysis.text, sentence.span, analysis.report.day))
    counts = tuple(find_quantities(analysis.text, sentence.span))
    triggers = [c.trigger for c in chosen]
    for one in chosen:
        if told_twice(clauses, one.trigger, triggers) or not stands_alone(clauses, one.trigger, one.label):
            continue
        quote = setting.quote(one.trigger.at)
        sureness = (one.worth, one.sure) if one.worth is not None and one.sure is not None else None
        yield Site(analysis, sentence, clauses, one.trigger, one.label, quote, times, counts, one.sight, sureness)


def _events(site: Site, reader: str) -> Iterator[Event]:
    """The event of a site; one for each measure where several are joined."""
    for measure in find_measures(site) or (None,):
        yield _event(site, measure, reader)


def _event(site: Site, measure: Span | None, reader: str) -> Event:
    condition = find_condition(site)
    type_, stance = find_stance(site, condition is not None)
    modality = find_modality(site, stance, condition is not None)
    actors = find_actors(site)
    recipients = find_recipients(site, actors)
    times = sentence_times(site, modality is Modality.FUTURE)
    when, period = find_when(site, times)
    event = Event(
        report=site.analysis.report.id,
        trigger=_trigger_span(site),
        type=type_,
        sentence=site.sentence.span,
        modality=modality,
        stance=stance,
        actors=actors.mentions,
        parties=actors.parties,
        recipients=recipients.mentions,
        recipient_parties=recipients.parties,
        measure=measure,
        condition=condition,
        when=when,
        date=period,
        duration=find_duration(times, measure),
        quantities=find_counts(site, measure),
        place=find_place(site, measure),
        speaker=_speaker(site, actors),
        reader=reader,
    )
    return replace(event, confidence=event_confidence(event, *site.sureness)) if site.sureness else event


def _trigger_span(site: Site) -> Span:
    """The trigger's word; with its modal where the modal makes the act."""
    group = site.clauses.group(site.at)
    span = site.clauses.words[site.at].span
    if group and site.trigger.pattern.key.split(" ")[0] in ("must", "should", "ought"):
        first = next(w for w in site.clauses.words[group.start : group.end] if w.form == "MD")
        return first.span.cover(span)
    return span


def _speaker(site: Site, actors: Cast) -> Mention | None:
    """Whom the report credits with telling of the act; None when that is the actor."""
    speaker = site.quote.speaker if site.quote else None
    if speaker is None or speaker.name in {m.name for m in actors.mentions}:
        return None
    return speaker
