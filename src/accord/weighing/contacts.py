"""Contacts: who met or called whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from accord.model.claim import Event, Modality, PloverType
from accord.model.entry import Contact
from accord.model.period import Period
from accord.weighing.acts import find_acts
from accord.weighing.context import Context, order_evidence
from accord.weighing.identity import Key, make_ids
from accord.weighing.meetings import ANY, Meeting, find_meetings, form_of, names_of, parties_of
from accord.weighing.phrases import common_place, day_phrase, join_names, place_phrase
from accord.weighing.speakers import Parties, name_parts, same_name


def find_contacts(context: Context) -> tuple[Contact, ...]:
    """Bring the calls, meetings, talks and visits of a story together.

    Returns: Contacts by date (undated last), then support. One that names fewer than two participants is left out
        unless it is a visit to a place.
    """
    known, place = context.whole(Parties), {e.id: n for n, e in enumerate(context.events())}
    acts = find_acts(context, frozenset({PloverType.CONSULT}))
    told = [act.events for act in acts if any(names_of(e) and form_of(context, e) for e in act.events)]
    told.sort(key=lambda es: (not any(e.date for e in es), -len({e.report for e in es})))
    meetings = find_meetings(context, told)
    for meeting in meetings:
        meeting.events.sort(key=lambda e: place[e.id])
    meetings.sort(key=lambda m: place[m.events[0].id])
    ids = make_ids(context, "contact", [_key(context, m.events[0]) for m in meetings])
    found = [_contact(context, known, m, own) for m, own in zip(meetings, ids, strict=True)]
    kept = [c for c in found if len(c.participants) > 1 or (c.form == "visit" and c.place)]
    return tuple(sorted(kept, key=lambda c: (c.on is None, c.on.iso if c.on else "", -c.support.origins, c.line)))


def _key(context: Context, first: Event) -> Key:
    """Who met whom on which day, as first told; then in what form, and whether it was held."""
    people = tuple(sorted({name_parts(n) for n in names_of(first)}))
    about = people, first.date.iso if first.date else None
    return Key(context.reports[first.report].day, about, (form_of(context, first), first.modality.value))


def _contact(context: Context, known: Parties, meeting: Meeting, own: str) -> Contact:
    events, on, modality = meeting.events, meeting.day, meeting.modality
    participants = _participants(events)
    parties = {p for e in events for p in parties_of(e)} | {p for n in participants if (p := known.of(n))}
    forms = Counter(f for e in events if (f := form_of(context, e)))
    form = min(forms, key=lambda f: (f == ANY, -forms[f], f)) if forms else ANY
    place = common_place(context, events)
    evidence = order_evidence(context.evidence(e.report, s, e.id) for e in events for s in (e.sentence, e.trigger))
    return Contact(
        id=own,
        story=context.story.id,
        line=_line(form, _between(form, participants, events), place, on, modality),
        support=context.support(evidence),
        evidence=evidence,
        participants=participants,
        parties=tuple(sorted(parties)),
        form=form,
        on=on,
        place=place,
        modality=modality,
    )


def _participants(events: Sequence[Event]) -> tuple[str, ...]:
    """Every participant once, under the name most reports give; a party goes where a person of it is named."""
    seen: Counter[str] = Counter(n for e in events for n in dict.fromkeys(names_of(e)))
    kept: list[str] = []
    for name in sorted(seen, key=lambda n: (-seen[n], -len(n), n)):
        if not any(same_name(name, other) for other in kept):
            kept.append(name)
    aligned = [e for e in events if len(e.actors) == len(e.parties)]
    spoken_for = {p for e in aligned for m, p in zip(e.actors, e.parties, strict=True) if m.name != p}
    people = [n for n in kept if n not in spoken_for]
    return tuple(sorted(people if len(people) > 1 else kept))


def _between(form: str, people: Sequence[str], events: Sequence[Event]) -> str:
    """Who with whom; of a visit, who to whom."""
    if form != "visit":
        return f"of {people[0]}" if len(people) == 1 else f"between {join_names(people)}"
    guests = [p for p in people if any(same_name(p, m.name) for e in events for m in e.actors)]
    hosts = [p for p in people if p not in guests]
    return f"by {join_names(guests or people)}" + (f" to {join_names(hosts)}" if guests and hosts else "")


def _line(form: str, between: str, place: str | None, on: Period | None, modality: Modality) -> str:
    start = {
        Modality.ACTUAL: form.capitalize(),
        Modality.FUTURE: f"Planned {form}",
        Modality.POSSIBLE: f"Possible {form}",
        Modality.DENIED: f"{form.capitalize()} reported as not held",
    }[modality]
    where = place_phrase(place)
    when = f", {day_phrase(on)}" if on else ""
    return f"{start} {between}{where}{when}"
