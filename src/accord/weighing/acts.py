"""One act in the words of several reports: events that tell the same thing are brought together."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from accord.model.claim import Event, PloverType
from accord.model.span import Span
from accord.weighing.context import Context
from accord.weighing.matter import fold, matter, word_list, words
from accord.weighing.speakers import is_somebody

SAME = 0.5  # likeness from which two events of two reports tell one act
_SAME_WITHIN = 0.74  # the same inside one report, where two mentions are more often two acts
_COMPARED = 25  # acts a new event is compared with at most, the most promising first
_OWN_SHARE = (0.35, 0.35, 0.5, 0.65)  # what an event's own words count beside its sentence's, by how many they are
_BREATH = 300  # characters between two things told in one breath, a long sentence long
_LEAST = 0.2  # likeness of their own words that two events need to be one act
_LIKELY = 0.12  # share of a weight that an act must have in common to be compared
_POOL = 300  # acts found by the weightiest words from which lighter ones are not looked up
_MEMBERS = 8  # events of an act it is compared with
_HEAVY = 7  # weightiest words of an event by which acts are looked up
_SHORT = 4  # days under which a date is precise enough to keep acts apart
_DAYS_APART = 45  # acts dated further apart are never one

CLASSES: tuple[frozenset[PloverType], ...] = (
    frozenset({PloverType.AGREE, PloverType.COOPERATE, PloverType.SUPPORT, PloverType.CONCEDE, PloverType.RETREAT}),
    frozenset({PloverType.REQUEST, PloverType.AGREE}),
    frozenset({PloverType.REJECT, PloverType.ACCUSE}),
    frozenset({PloverType.ACCUSE, PloverType.THREATEN}),
    frozenset({PloverType.ASSAULT, PloverType.COERCE}),
    frozenset({PloverType.AID, PloverType.AGREE}),
    frozenset({PloverType.SANCTION, PloverType.THREATEN, PloverType.COERCE}),
    frozenset({PloverType.CONSULT, PloverType.AGREE}),
)


@dataclass(frozen=True, slots=True)
class Act:
    """The events that tell one act, in the context's order. Never empty."""

    events: tuple[Event, ...]

    @property
    def reports(self) -> tuple[str, ...]:
        """The reports that tell it, sorted."""
        return tuple(sorted({e.report for e in self.events}))


def extent(event: Event) -> Span:
    """The stretch of the event's own words, names left aside: the trigger with what stands near it.

    That is its measure and quantities, and a place named after it.
    """
    spans = [event.measure, *(q.span for q in event.quantities)]
    if event.place is not None and event.place.start > event.trigger.start:
        spans.append(event.place)
    cover = event.trigger
    for span in sorted((s for s in spans if s is not None), key=lambda s: (abs(s.start - event.trigger.start), s)):
        if max(span.start, cover.start) - min(span.end, cover.end) <= _BREATH:
            cover = cover.cover(span)
    return cover


@dataclass(slots=True)
class _Node:
    """Events of the same wording, with the words they are compared by."""

    events: list[Event]
    core: dict[str, float]
    whole: dict[str, float]
    place: frozenset[str]
    told: int
    heavy: tuple[str, ...] = ()


@dataclass(slots=True)
class _Group:
    nodes: list[_Node] = field(default_factory=list)
    reports: set[str] = field(default_factory=set)


def find_acts(context: Context, types: frozenset[PloverType] | None = None, same: float = SAME) -> tuple[Act, ...]:
    """Bring the events of a story together that tell the same act.

    Args:
        context: the story.
        types: only events of these types; None for all.
        same: likeness from which two events of two reports tell one act.
    Returns: Acts in the order of their first event; every event lies in exactly one. A further copy of a report
        joins the acts of the first one and changes nothing else.
    """
    order = {event.id: n for n, event in enumerate(context.events())}
    nodes = _nodes(context, [e for e in context.events() if types is None or e.type in types])
    groups = _gather(nodes, same)
    acts = [tuple(sorted((e for n in g.nodes for e in n.events), key=lambda e: order[e.id])) for g in groups]
    return tuple(Act(events) for events in sorted(acts, key=lambda events: order[events[0].id]))


def _nodes(context: Context, events: list[Event]) -> list[_Node]:
    same: dict[tuple[str, ...], list[Event]] = defaultdict(list)
    for event in events:
        same[_key(context, event)].append(event)
    found = []
    for _, alike in sorted(same.items()):
        core, whole = _profile(context, alike[0])
        told = len(matter(context.text(alike[0].report, extent(alike[0]))))
        found.append(_Node(alike, core, whole, _place(context, alike[0]), told))
    frequency = Counter(word for node in found for word in node.whole)
    for node in found:
        node.core = _weighted(node.core, frequency, len(found))
        node.whole = _weighted(node.whole, frequency, len(found))
        node.heavy = tuple(sorted(node.core, key=lambda w: (-node.core[w], w))[:_HEAVY])
    return sorted(found, key=lambda n: (-sum(n.core.values()), _key(context, n.events[0])))


def _key(context: Context, event: Event) -> tuple[str, ...]:
    """What two events must share to be told in the same words."""
    words = [context.text(event.report, s) for s in (event.trigger, event.measure, event.place, event.sentence) if s]
    stand = event.stance.value if event.stance else ""
    return (event.type.value, stand, event.modality.value, *(fold(" ".join(w.split())) for w in words))


def _place(context: Context, event: Event) -> frozenset[str]:
    """The roots of the words that name the place, common ones such as `region` left out."""
    said = words(context.text(event.report, event.place)) if event.place else ()
    return frozenset(w[:5] for w in said if w not in word_list("generic_places.txt"))


def _profile(context: Context, event: Event) -> tuple[dict[str, float], dict[str, float]]:
    core: dict[str, float] = {}
    for span, weight in ((event.trigger, 1.0), (event.measure, 1.0), (event.place, 0.8)):
        for word in matter(context.text(event.report, span)) if span else ():
            core[word] = max(core.get(word, 0.0), weight)
    for quantity in event.quantities:
        for word in matter(context.text(event.report, quantity.span)):
            core[word] = max(core.get(word, 0.0), 1.0)
    names = [m.name for m in (*event.actors, *event.recipients)] + [*event.parties, *event.recipient_parties]
    for word in (w for name in names for w in matter(name)):
        core[word] = max(core.get(word, 0.0), 0.5)
    whole = dict.fromkeys(matter(context.text(event.report, event.sentence)), 1.0) | dict.fromkeys(core, 1.0)
    return core, whole


def _weighted(words: dict[str, float], frequency: Counter[str], total: int) -> dict[str, float]:
    """Rare words count more; the vector has length 1."""
    raw = {w: weight * math.log(1 + total / frequency[w]) for w, weight in words.items()}
    length = math.sqrt(sum(v * v for v in raw.values())) or 1.0
    return {w: v / length for w, v in raw.items()}


def _gather(nodes: list[_Node], same: float) -> list[_Group]:
    groups: list[_Group] = []
    holders: dict[str, dict[int, None]] = defaultdict(dict)
    for node in nodes:
        scored = [(_fit(node, groups[index], same), -index) for index in _candidates(node, holders)]
        best, index = max(scored, default=(0.0, 0))
        if best:
            group, index = groups[-index], -index
        else:
            group, index = _Group(), len(groups)
            groups.append(group)
        group.nodes.append(node)
        group.reports.update(e.report for e in node.events)
        for word in node.heavy:
            holders[word][index] = None
    return groups


def _candidates(node: _Node, holders: dict[str, dict[int, None]]) -> list[int]:
    """The groups that share most of the node's weightiest words."""
    shared: dict[int, float] = defaultdict(float)
    for word in node.heavy:
        weight = node.core[word] ** 2
        for index in holders.get(word, ()):
            shared[index] += weight
        if len(shared) >= _POOL:
            break
    likely = [(index, weight) for index, weight in shared.items() if weight >= _LIKELY]
    return [index for index, _ in sorted(likely, key=lambda kv: (-kv[1], kv[0]))[:_COMPARED]]


def _fit(node: _Node, group: _Group, same: float) -> float:
    """How well a node fits a group, 0.0 when it does not."""
    scores = [likeness(node, other) for other in group.nodes[:_MEMBERS]]
    score = (max(scores) + sum(scores) / len(scores)) / 2
    within = {e.report for e in node.events} & group.reports
    return score if score >= (_SAME_WITHIN if within else same) else 0.0


def likeness(a: _Node, b: _Node) -> float:
    """How alike two events are, about 0 to 1: their own words, their sentences, types, parties, dates and numbers."""
    one, two = a.events[0], b.events[0]
    apart = days_apart(one, two)
    if apart > _DAYS_APART:
        return 0.0
    core = _dot(a.core, b.core)
    if core < _LEAST:
        return 0.0
    own = _OWN_SHARE[min(a.told, b.told, 3)]
    score = own * core + (1 - own) * _dot(a.whole, b.whole)
    if one.type is not two.type:
        score -= 0.04 if any(one.type in c and two.type in c for c in CLASSES) else 0.2
    elif one.stance == two.stance:
        score += 0.05
    if one.parties and two.parties:
        score += 0.05 if set(one.parties) & set(two.parties) else -0.12
    if {(q.value, q.unit) for q in one.quantities} & {(q.value, q.unit) for q in two.quantities}:
        score += 0.15
    if a.place and b.place and not a.place & b.place:
        score -= 0.2
    return score - (0.12 if _is_short(one) and _is_short(two) else 0.04) * min(apart, 5)


def _is_short(event: Event) -> bool:
    return event.date is not None and (event.date.last - event.date.first).days < _SHORT


def _dot(a: dict[str, float], b: dict[str, float]) -> float:
    if len(b) < len(a):
        a, b = b, a
    return sum(value * b[word] for word, value in a.items() if word in b)


def days_apart(a: Event, b: Event) -> int:
    """Whole days between the two dates, 0 when they overlap, touch on neighbouring days, or one is unknown."""
    if not a.date or not b.date or a.date.overlaps(b.date):
        return 0
    first, second = sorted((a.date, b.date))
    return max(0, (second.first - first.last).days - 1)


def same_side(a: Event, b: Event) -> bool:
    """Whether those hit, or else those acting, are not two different sides."""
    for ours, theirs in ((_targets(a), _targets(b)), (set(a.parties), set(b.parties))):
        if ours and theirs and not ours & theirs:
            return False
    return True


def _targets(event: Event) -> set[str]:
    return set(event.recipient_parties) or {m.name for m in event.recipients if is_somebody(m.name)}
