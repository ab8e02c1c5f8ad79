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
from accord.weighing.matter import class_of, words
from accord.weighing.phrases import common_day, common_place, day_phrase, join_names, place_phrase
from accord.weighing.speakers import Parties, is_somebody, name_parts, named, same_name

_ANY = "talks"  # the form that may be said of every other
_LONG = 14  # days from which a period no longer tells one contact from another


def find_contacts(context: Context) -> tuple[Contact, ...]:
    """Bring the calls, meetings, talks and visits of a story together.

    Returns: Contacts by date (undated last), then support. One that names fewer than two participants is left out
        unless it is a visit to a place.
    """
    known, place = Parties(context), {e.id: n for n, e in enumerate(context.events())}
    groups: list[list[Event]] = []
    acts = find_acts(context, frozenset({PloverType.CONSULT}))
    known_forms = [act.events for act in acts if any(_names(e) and _form(context, e) for e in act.events)]
    for events in sorted(known_forms, key=lambda es: (not any(e.date for e in es), -len({e.report for e in es}))):
        home = next((g for g in groups if _same_contact(context, g, events)), None)
        if home is None:
            groups.append(list(events))
        else:
            home.extend(events)
    settled = [sorted(g, key=lambda e: place[e.id]) for g in _settle(context, groups)]
    settled.sort(key=lambda g: place[g[0].id])
    ids = make_ids(context, "contact", [_key(context, g[0]) for g in settled])
    found = [_contact(context, known, g, own) for g, own in zip(settled, ids, strict=True)]
    kept = [c for c in found if len(c.participants) > 1 or (c.form == "visit" and c.place)]
    return tuple(sorted(kept, key=lambda c: (c.on is None, c.on.iso if c.on else "", -c.support.origins, c.line)))


def _key(context: Context, first: Event) -> Key:
    """Who met whom on which day, as first told; then in what form, and whether it was held."""
    people = tuple(sorted({name_parts(n) for n in _names(first)}))
    return Key((people, first.date.iso if first.date else None), (_form(context, first), first.modality.value))


def _settle(context: Context, groups: Sequence[list[Event]]) -> list[list[Event]]:
    """Undated groups go with the one recent dated contact of the same people and a like form, else with one another."""
    dated = [g for g in groups if _day(context, g)]
    settled: list[list[Event]] = []
    for group in (g for g in groups if not _day(context, g)):
        recent = [g for g in dated if _is_recent(context, g) and _alike(context, g, group)]
        homes = recent if len(recent) == 1 else [g for g in settled if _alike(context, g, group)][:1]
        if homes:
            homes[0].extend(group)
        else:
            settled.append(group)
    return [*dated, *settled]


def _day(context: Context, events: Sequence[Event]) -> Period | None:
    """The day most of the events give; what was held can't lie ahead, so that such a day was read wrongly."""
    held = context.as_of is not None and _modality(events) is Modality.ACTUAL
    return common_day(
        e.date for e in events if e.date and not (held and context.as_of and e.date.first > context.as_of)
    )


def _is_recent(context: Context, events: Sequence[Event]) -> bool:
    on = common_day(e.date for e in events)
    return on is not None and (context.as_of is None or (context.as_of - on.last).days <= _LONG)


def _alike(context: Context, group: Sequence[Event], others: Sequence[Event]) -> bool:
    if _modality(group) is not _modality(others):
        return False
    return any(_forms_agree(context, a, b) and _same_people(a, b) for a in group[:8] for b in others[:8])


def _forms_agree(context: Context, a: Event, b: Event) -> bool:
    one, two = _form(context, a), _form(context, b)
    return one is None or two is None or one == two or _ANY in (one, two)


def _names(event: Event) -> list[str]:
    return [m.name for m in (*event.actors, *event.recipients) if named(m) and is_somebody(m.name)]


def _form(context: Context, event: Event) -> str | None:
    table = class_of("contact_forms.tsv")
    said = [table[w] for w in words(context.text(event.report, event.trigger)) if w in table]
    order = list(dict.fromkeys(table.values()))
    return min(said, key=order.index) if said else None


def _same_contact(context: Context, group: Sequence[Event], events: Sequence[Event]) -> bool:
    """Whether two sets of events may be one contact: the same people, a common day, forms that go together."""
    if {e.modality is Modality.DENIED for e in group} != {e.modality is Modality.DENIED for e in events}:
        return False
    one, two = _day(context, group), _day(context, events)
    if not one or not two or not one.overlaps(two) or _days(one) > _LONG or _days(two) > _LONG:
        return False
    return any(_forms_agree(context, a, b) and _same_people(a, b) for a in group[:8] for b in events[:8])


def _same_people(a: Event, b: Event) -> bool:
    ours, theirs = _names(a), _names(b)
    common = [n for n in ours if any(same_name(n, m) for m in theirs)]
    if len(common) >= 2:
        return True
    parties, others = _parties(a), _parties(b)
    return len(parties) >= 2 and set(parties) == set(others) and bool(common)


def _parties(event: Event) -> list[str]:
    return list(dict.fromkeys((*event.parties, *event.recipient_parties)))


def _days(period: Period) -> int:
    return (period.last - period.first).days + 1


def _contact(context: Context, known: Parties, events: Sequence[Event], own: str) -> Contact:
    participants = _participants(events)
    parties = {p for e in events for p in _parties(e)} | {p for n in participants if (p := known.of(n))}
    forms = Counter(f for e in events if (f := _form(context, e)))
    form = min(forms, key=lambda f: (f == _ANY, -forms[f], f)) if forms else _ANY
    on, place = _day(context, events), common_place(context, events)
    modality = _modality(events)
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
    seen: Counter[str] = Counter(n for e in events for n in dict.fromkeys(_names(e)))
    kept: list[str] = []
    for name in sorted(seen, key=lambda n: (-seen[n], -len(n), n)):
        if not any(same_name(name, other) for other in kept):
            kept.append(name)
    aligned = [e for e in events if len(e.actors) == len(e.parties)]
    spoken_for = {p for e in aligned for m, p in zip(e.actors, e.parties, strict=True) if m.name != p}
    people = [n for n in kept if n not in spoken_for]
    return tuple(sorted(people if len(people) > 1 else kept))


def _modality(events: Sequence[Event]) -> Modality:
    """Held when one report says so; else what most say."""
    said = Counter(e.modality for e in events)
    if Modality.ACTUAL in said:
        return Modality.ACTUAL
    return min(said, key=lambda m: (-said[m], m.value))


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
