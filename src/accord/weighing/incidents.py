"""Incidents: what is reported to have happened on the ground."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import timedelta

from accord.model.claim import Event, Modality, PloverType, Quantity
from accord.model.entry import Commitment, Incident
from accord.model.identity import content_id
from accord.model.period import Period
from accord.model.span import Span
from accord.weighing.acts import Act, find_acts, mark_of
from accord.weighing.context import Context, order_evidence
from accord.weighing.incident_lines import incident_line, telling_event, unnamed_in, words_of
from accord.weighing.matter import fold, matter, word_list, words
from accord.weighing.phrases import common_day, common_place, sentence_case
from accord.weighing.speakers import Parties, is_somebody, named

GROUND = frozenset({PloverType.ASSAULT, PloverType.COERCE, PloverType.MOBILIZE, PloverType.PROTEST, PloverType.RETREAT})
_SUDDEN = GROUND - {PloverType.COERCE}  # acts that are news even where no day is given
_VIOLENT = frozenset({PloverType.ASSAULT, PloverType.COERCE})
_BEFORE = 30  # characters before an act in which its hedge stands
_RECENT_DAYS = 10  # an act that ended longer before its report is background
_SPELL_DAYS = 21  # an act that ran longer is a condition of the time, not an incident
_FIRE = frozenset({"attack", "fire", "fight", "hostil", "war", "violenc", "kill", "operation"})


def find_incidents(context: Context, commitments: tuple[Commitment, ...]) -> tuple[Incident, ...]:
    """Find what the reports say happened on the ground, and which commitments it may bear on.

    Args:
        context: the story.
        commitments: the story's commitments; one that an incident may bear on is asked about, never called broken.
    Returns: Incidents of the present episode by day (undated last), then support. Acts that ended well before the
        episode, or that a report gives as the background of years, are left out.
    """
    parties = Parties(context)
    named = _negotiated(context)
    acts = [act for act in find_acts(context, GROUND) if _is_news(context, act, named)]
    denials = [e for e in context.events() if _denies(context, e)]
    found = [_incident(context, parties, group, denials, commitments) for group in _gather(context, acts)]
    return tuple(sorted(found, key=lambda i: (i.on is None, i.on.iso if i.on else "", -i.support.origins, i.id)))


def _negotiated(context: Context) -> dict[str, list[Span]]:
    """Where each report names what is agreed, demanded or refused, and on what condition."""
    spans: dict[str, list[Span]] = {}
    for event in context.events():
        spans.setdefault(event.report, []).extend(s for s in (event.measure, event.condition) if s and event.stance)
    return spans


def _is_news(context: Context, act: Act, negotiated: dict[str, list[Span]]) -> bool:
    """Whether an act belongs to the present episode and is told as done, not named as what is negotiated."""
    done = [
        e
        for e in act.events
        if e.modality is Modality.ACTUAL
        and e.stance is None
        and not (e.measure and e.type is PloverType.MOBILIZE)
        and not any(s.contains(e.trigger) for s in negotiated[e.report])
        and not _is_background(context, e)
        and not _is_hedged(context, e)
    ]
    dated = [e for e in done if e.date]
    if dated:
        return any(_is_recent(context, e) for e in dated)
    return any(_is_concrete(context, e) for e in done if e.type in _SUDDEN)


def _is_concrete(context: Context, event: Event) -> bool:
    """Whether an undated act is told as news: with a place, a number, a time, or on the word of a named party."""
    if event.place or event.quantities or event.when:
        return True
    mark = context.reports[event.report].text[event.sentence.start]
    return bool(named(event.speaker) and event.parties) and mark not in '“"'


def _is_recent(context: Context, event: Event) -> bool:
    day, on = context.reports[event.report].day or context.as_of, event.date
    if on is None or (on.last - on.first).days > _SPELL_DAYS:
        return False
    return day is None or on.last >= day - timedelta(days=_RECENT_DAYS)


def _is_hedged(context: Context, event: Event) -> bool:
    """Whether the words right before the act take back that it was done (`could not mobilize`)."""
    text = context.reports[event.report].text
    before = words(text[max(event.sentence.start, event.trigger.start - _BEFORE) : event.trigger.start])[-3:]
    return bool(word_list("hedging_words.txt") & set(before))


def _is_background(context: Context, event: Event) -> bool:
    return bool(event.when and word_list("background_words.txt") & set(words(context.text(event.report, event.when))))


def _gather(context: Context, acts: Sequence[Act]) -> list[list[Act]]:
    """Acts of one place and day that are told in one breath, or by the same word, are one incident."""
    groups: list[list[Act]] = []
    for act in acts:
        home = next((g for g in groups if any(_one_incident(context, act, other) for other in g)), None)
        if home is None:
            groups.append([act])
        else:
            home.append(act)
    return groups


def _one_incident(context: Context, a: Act, b: Act) -> bool:
    pairs = [(x, y) for x in a.events for y in b.events if _one_place(context, x, y) and _one_day(x, y)]
    told_together = [(x, y) for x, y in pairs if x.report == y.report and x.sentence == y.sentence]
    same_word = [(x, y) for x, y in pairs if _one_word(context, x, y)]
    return bool(told_together or same_word)


def _one_word(context: Context, a: Event, b: Event) -> bool:
    """Whether two reports, not one and its copy, tell acts of one type by one word."""
    apart = context.reports[a.report].text != context.reports[b.report].text
    return apart and a.type is b.type and bool(_triggers(context, a) & _triggers(context, b))


def _one_place(context: Context, a: Event, b: Event) -> bool:
    return bool(_place_words(context, a) & _place_words(context, b))


def _place_words(context: Context, event: Event) -> set[str]:
    if event.place is None:
        return set()
    return set(words(context.text(event.report, event.place))) - word_list("generic_places.txt")


def _one_day(a: Event, b: Event) -> bool:
    if a.date and b.date:
        return a.date.overlaps(b.date)
    return a.report == b.report


def _triggers(context: Context, event: Event) -> set[str]:
    return set(matter(context.text(event.report, event.trigger)))


def _incident(
    context: Context,
    parties: Parties,
    acts: Sequence[Act],
    denials: Sequence[Event],
    commitments: Sequence[Commitment],
) -> Incident:
    events = [e for act in acts for e in act.events]
    main = max(acts, key=lambda act: len(act.reports)).events
    told = telling_event(context, main) or main[0]
    what = sentence_case(words_of(context, told, events))
    alleged = _ranked(p for e in main if not e.actors or any(is_somebody(m.name) for m in e.actors) for p in e.parties)
    target = _ranked(
        n for e in main for n in (e.recipient_parties or tuple(m.name for m in e.recipients if is_somebody(m.name)))
    )
    on, place = common_day(events), common_place(context, main) or common_place(context, events)
    claimed, own_voice = _tellers(parties, main)
    evidence = order_evidence(context.evidence(e.report, s, e.id) for e in events for s in (e.sentence, e.trigger))
    denied = _deniers(context, parties, events, alleged, denials)
    kind = Counter(e.type for e in main).most_common(1)[0][0]
    bears_on = _bearing(kind, on, {*alleged, *target, *claimed}, commitments)
    return Incident(
        id=content_id("incident", context.story.id, *mark_of(context, acts[0].events[0])),
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
        bears_on=bears_on,
    )


def _ranked(names: Iterable[str]) -> tuple[str, ...]:
    counted = Counter(names)
    return tuple(sorted(counted, key=lambda n: (-counted[n], n)))


def _tellers(parties: Parties, events: Sequence[Event]) -> tuple[tuple[str, ...], bool]:
    """Who says so, and whether a report also says it in its own voice."""
    named = [e.speaker.name for e in events if e.speaker]
    return _ranked(parties.of(n) or n for n in named), len(named) < len(events)


def _denies(context: Context, event: Event) -> bool:
    said = set(words(context.text(event.report, event.trigger)))
    return bool(said & word_list("denials.txt")) or (event.modality is Modality.DENIED and event.type in GROUND)


def _deniers(
    context: Context, parties: Parties, events: Sequence[Event], alleged: Sequence[str], denials: Sequence[Event]
) -> tuple[str, ...]:
    """Who denies it: an alleged actor that is said not to have done it, or whose denial stands beside the incident."""
    ids = {e.id for e in events}
    found: list[str] = []
    for denial in denials:
        if denial.modality is Modality.DENIED:
            about = denial.type in {e.type for e in events} and set(denial.parties) <= set(alleged)
            who = [parties.of(denial.speaker.name) or denial.speaker.name] if denial.speaker and about else []
        else:
            who = list(denial.parties)
        if any(p in alleged for p in who) and (denial.id in ids or _answers(context, denial, events)):
            found += [party for party in who if party in alleged]
    return _ranked(found)


def _answers(context: Context, denial: Event, events: Sequence[Event]) -> bool:
    """Whether a denial is about these events: told in the sentence, or the next one, and in some of their words."""
    said = set(matter(context.text(denial.report, denial.sentence))) - {w for p in denial.parties for w in matter(p)}
    for event in events:
        if event.report != denial.report:
            continue
        near = -5 <= denial.sentence.start - event.sentence.end <= 40 or denial.sentence == event.sentence
        if near and (said & set(matter(words_of(context, event, [event])))):
            return True
    return False


def _quantities(events: Sequence[Event]) -> tuple[Quantity, ...]:
    """Every counted thing once for each value; rival values stand side by side."""
    seen: dict[tuple[str, float], Quantity] = {}
    for quantity in (q for e in events for q in e.quantities):
        seen.setdefault((fold(quantity.unit), quantity.value), quantity)
    return tuple(seen[key] for key in sorted(seen))


def _bearing(
    kind: PloverType, on: Period | None, involved: set[str], commitments: Sequence[Commitment]
) -> tuple[str, ...]:
    """Commitments to hold fire that had begun and that bind or protect one of those involved."""
    if on is None or kind not in _VIOLENT:
        return ()
    found = [
        c.id
        for c in commitments
        if _holds_fire(c)
        and (begun := c.starts or c.due) is not None
        and begun <= on.last
        and not (c.ends and c.ends < on.first)
        and involved & {*c.debtors, *c.beneficiaries}
    ]
    return tuple(sorted(found))


def _holds_fire(commitment: Commitment) -> bool:
    said = set(matter(commitment.what))
    return "truce" in said or ("stop" in said and bool(said & _FIRE))
