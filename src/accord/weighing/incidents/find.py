"""Incidents: what is reported to have happened on the ground."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from accord.model.claim import Event, Modality, PloverType, Quantity
from accord.model.entry import Bearing, Commitment, Incident
from accord.weighing.acts import Act, find_acts
from accord.weighing.context import Context, order_evidence
from accord.weighing.identity import Key, make_ids
from accord.weighing.incidents.anchors import Days
from accord.weighing.incidents.bearing import bearing_on, holds_fire
from accord.weighing.incidents.denials import BESIDE, VIOLENCE, Denials
from accord.weighing.incidents.gathering import gather_acts, is_harm_of, place_words, triggers_of
from accord.weighing.incidents.harm import HARM, harm_of
from accord.weighing.incidents.lines import best_telling, clarity, incident_line, unnamed_in
from accord.weighing.incidents.news import GROUND, News
from accord.weighing.matter import fold, matter
from accord.weighing.phrases import common_day, common_place, ranked, sentence_case, tells_another_month
from accord.weighing.speakers import Parties, is_somebody
from accord.weighing.standing import Standing

_VIOLENT = frozenset({PloverType.ASSAULT, PloverType.COERCE})


def find_incidents(context: Context, commitments: tuple[Commitment, ...]) -> tuple[Incident, ...]:
    """Find what the reports say happened on the ground, and which commitments it may bear on.

    Args:
        context: the story.
        commitments: the story's commitments; one that an incident may bear on is asked about, never called broken.
    Returns: Incidents of the present episode by day (undated last), then support. Acts that ended well before the
        episode, or that a report gives as the background of years, are left out.
    """
    parties = Parties(context)
    denials = Denials(context, parties)
    news = News(context, denials)
    days = Days(context)
    groups = gather_acts(context, days, [act for act in find_acts(context, GROUND) if news.holds(act)])
    told = [_Group(context, tuple(g), news, denials, parties, days) for g in groups]
    place = {e.id: n for n, e in enumerate(context.events())}
    shelf, standing = context.memory.shelf(_incident), Standing(context)
    made = []
    for group in told:
        incident: Incident | None = shelf.get(group.rests_on(standing), partial(_incident, context, group))
        if incident is not None:
            made.append((group.first(place), incident))
    made.sort(key=lambda pair: place[pair[0].id])
    ids = make_ids(context, "incident", [_key(context, days, first) for first, _ in made])
    halts = [c for c in commitments if holds_fire(c)]
    found = [
        replace(incident, id=own, story=context.story.id, bears_on=_bearing(incident, halts))
        for (_, incident), own in zip(made, ids, strict=True)
    ]
    return tuple(sorted(found, key=lambda i: (i.on is None, i.on.iso if i.on else "", -i.support.origins, i.id)))


def _key(context: Context, days: Days, first: Event) -> Key:
    """What happened, where, on which day, to whom and by whom, as first told; then how many."""
    on, names = days.of(first), sorted({m.name for m in (*first.actors, *first.recipients)})
    deed = tuple(sorted(triggers_of(context, first))), tuple(sorted(place_words(context, first)))
    counted = tuple(sorted((q.value, fold(q.unit)) for q in first.quantities))
    about = first.type.value, *deed, on.iso if on else None, *names
    return Key(context.reports[first.report].day, about, counted)


@dataclass(frozen=True, slots=True)
class _Group:
    """The acts of one incident, and what tells about them."""

    context: Context
    acts: tuple[Act, ...]
    news: News
    denials: Denials
    parties: Parties
    days: Days

    def rests_on(self, standing: Standing) -> Hashable:
        """All that the incident depends on."""
        events = self.events
        reports = sorted({e.report for e in events})
        told = [e for report in reports for e in self.context.of_report(report)]
        sides = tuple([self.parties.of(e.speaker.name) for e in told if e.speaker])
        acts = tuple([tuple(map(self.context.number, act.events)) for act in self.acts])
        return acts, tuple(map(self.days.of, events)), standing.of(reports), sides

    @property
    def events(self) -> list[Event]:
        return [e for act in self.acts for e in act.events]

    @property
    def done(self) -> list[Event]:
        """The events told as done."""
        return [e for e in self.events if self.news.is_done(e)]

    def first(self, place: Mapping[str, int]) -> Event:
        """The first telling by the events' places in the story, of those that tell it as done if any do."""
        return min(self.done or self.events, key=lambda e: place[e.id])

    @property
    def main(self) -> list[Event]:
        """The events of the act most reports tell, the clearest of several, those that tell it as done if any do."""
        acts = [a for a in self.acts if any(map(self.news.is_done, a.events))] or self.acts
        told = max(acts, key=lambda act: (len(act.reports), clarity(self.context, act.events))).events
        return [e for e in told if self.news.is_done(e)] or list(told)


def _bearing(incident: Incident, halts: Sequence[Commitment]) -> tuple[Bearing, ...]:
    """The commitments to hold fire that an incident may bear on."""
    if incident.type not in _VIOLENT and not VIOLENCE & set(matter(incident.what)):
        return ()
    others = (*incident.target, *incident.claimed_by)
    told = tuple(dict.fromkeys(piece.text for piece in incident.evidence))
    return bearing_on(incident.on, incident.alleged_actor, others, told, halts)


def _incident(context: Context, group: _Group) -> Incident | None:
    """The entry of a group, without what it bears on; None where no report's words make sense on their own."""
    events, main = group.events, group.main
    what = _told(context, group, main)
    if what is None:
        return None
    done = group.done or main
    alleged = ranked(p for e in done if _is_alleged(context, e) for p in e.parties)
    target = ranked(
        n for e in done for n in (e.recipient_parties or tuple(m.name for m in e.recipients if is_somebody(m.name)))
    )
    on, place = common_day(map(group.days.of, events)), common_place(context, main) or common_place(context, done)
    on = None if on and tells_another_month(what, on) else on
    claimed, own_voice = _tellers(group.parties, done)
    accusations = _accusations(context, events) if not alleged else []
    alleged = alleged or ranked(p for e in accusations for p in e.recipient_parties)
    claimed = tuple(dict.fromkeys((*claimed, *ranked(p for e in accusations for p in e.parties))))
    told_by = (*events, *accusations)
    evidence = order_evidence(context.evidence(e.report, s, e.id) for e in told_by for s in (e.sentence, e.trigger))
    denied = group.denials.of(events, alleged)
    kind = Counter(e.type for e in main).most_common(1)[0][0]
    return Incident(
        id="",
        story=context.story.id,
        line=incident_line(what, place, on, unnamed_in(what, alleged), claimed, own_voice, denied),
        support=context.support(evidence),
        evidence=evidence,
        type=kind,
        what=what,
        alleged_actor=alleged,
        target=target,
        place=place,
        on=on,
        modality=Counter(e.modality for e in main).most_common(1)[0][0],
        claimed_by=claimed,
        denied_by=denied,
        quantities=_quantities(events),
        harm=harm_of(context, done),
    )


def _told(context: Context, group: _Group, main: Sequence[Event]) -> str | None:
    """The best words for the act, then those for its dead and wounded where another sentence counts them."""
    events = group.events
    told = best_telling(context, main, events) or best_telling(context, events, events)
    causes = [e for e in group.done if not triggers_of(context, e) & HARM.keys()]
    harms = [e for e in group.done if any(is_harm_of(context, e, cause) for cause in causes)]
    if harms and (cause := best_telling(context, causes, events)) and (harm := best_telling(context, harms, events)):
        return f"{sentence_case(cause)}; {harm[:1].lower()}{harm[1:]}"
    return sentence_case(told) if told else None


def _accusations(context: Context, events: Sequence[Event]) -> list[Event]:
    """Who is accused of an attack in a sentence beside one that tells of it."""
    found: dict[str, Event] = {}
    for event in (e for e in events if e.type is PloverType.ASSAULT):
        for other in context.of_report(event.report):
            beside = abs(other.sentence.start - event.sentence.start) <= BESIDE
            accuses = other.type is PloverType.ACCUSE and other.modality is Modality.ACTUAL and other.recipient_parties
            if beside and accuses and VIOLENCE & set(matter(context.text(other.report, other.sentence))):
                found[other.id] = other
    return list(found.values())


def _is_alleged(context: Context, event: Event) -> bool:
    """Whether an event says who did it: somebody, and not merely whose sirens wailed."""
    if "siren" in matter(context.text(event.report, event.trigger)):
        return False
    return not event.actors or any(is_somebody(m.name) for m in event.actors)


def _tellers(parties: Parties, events: Sequence[Event]) -> tuple[tuple[str, ...], bool]:
    """Who says so, and whether a report also says it in its own voice."""
    named = [e.speaker.name for e in events if e.speaker and is_somebody(e.speaker.name)]
    return ranked(parties.of(n) or n for n in named), not named or any(e.speaker is None for e in events)


def _quantities(events: Sequence[Event]) -> tuple[Quantity, ...]:
    """Every counted thing once for each value; rival values stand side by side."""
    seen: dict[tuple[str, float], Quantity] = {}
    for quantity in (q for e in events for q in e.quantities):
        seen.setdefault((fold(quantity.unit), quantity.value), quantity)
    return tuple(seen[key] for key in sorted(seen))
