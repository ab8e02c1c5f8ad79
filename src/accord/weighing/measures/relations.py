"""Relations: which measures are variants of one another, and how."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations

from accord.model.measure import Measure, MeasureKind, Relation, RelationKind
from accord.weighing.context import Context
from accord.weighing.measures.bounds import CEASEFIRES
from accord.weighing.measures.mentions import Mention
from accord.weighing.measures.tokens import days_of
from accord.weighing.measures.wording import Wording, read_wording

_PASSING = CEASEFIRES | {MeasureKind.TALKS, MeasureKind.AGREEMENT}
_CLOSE = 2  # ideas by which two variants differ at most
_GRADES = frozenset({"more", "final"})  # ideas that bound nothing


@dataclass(frozen=True, slots=True)
class _Variant:
    """A measure with what relates it to others, read from its name and its mentions."""

    measure: Measure
    said: Wording
    ideas: frozenset[str]
    longer: bool
    spells: frozenset[int]
    outside: bool

    @property
    def family(self) -> str:
        """Measures of one family may be variants of one another."""
        return "truce" if self.measure.kind in CEASEFIRES else self.measure.kind.value


def relate(context: Context, measures: Sequence[tuple[Measure, Sequence[Mention]]]) -> list[Measure]:
    """The measures, each with its relations to others.

    `narrower` and `wider`: one reach within the other, in what it covers or how long it lasts. `extends`: a longer
    term for the same thing. `replaces`: a later spell's truce, talks or deal for an earlier one's, or what a report
    says is to take another's place. Only measures of one family and with a party in common are variants; a thing no
    kind of measure names (`other`) has none but what a report says it replaces.
    """
    variants = [_variant(measure, mentions) for measure, mentions in measures]
    found: dict[str, set[tuple[RelationKind, str]]] = defaultdict(set)
    for one, kind, other in (*_by_words(variants), *_said_to_replace(context, measures)):
        found[one].add((kind, other))
        if kind in _CONVERSE:
            found[other].add((_CONVERSE[kind], one))
    order = {measure.id: n for n, (measure, _) in enumerate(measures)}

    def related(m: Measure) -> Measure:
        others = sorted(found[m.id], key=lambda r: (r[0], order[r[1]])) if m.id in found else ()
        return replace(m, relations=tuple(Relation(*other) for other in others)) if others else m

    return [related(measure) for measure, _ in measures]


_CONVERSE = {RelationKind.NARROWER: RelationKind.WIDER, RelationKind.WIDER: RelationKind.NARROWER}


def _variant(measure: Measure, mentions: Sequence[Mention]) -> _Variant:
    said = read_wording(measure.label)
    ideas = said.content - _GRADES
    longer = any(m.said.extends for m in mentions)
    spells = frozenset(m.spell for m in mentions if m.spell is not None)
    return _Variant(measure, said, ideas, longer, spells, any(m.outsiders for m in mentions))


def _by_words(variants: Sequence[_Variant]) -> Iterator[tuple[str, RelationKind, str]]:
    families: dict[str, list[_Variant]] = defaultdict(list)
    for variant in variants:
        if variant.measure.kind is not MeasureKind.OTHER and not variant.outside:
            families[variant.family].append(variant)
    for _, family in sorted(families.items()):
        for a, b in combinations(family, 2):
            if set(a.measure.parties) & set(b.measure.parties):
                yield from _between(a, b)


def _between(a: _Variant, b: _Variant) -> Iterator[tuple[str, RelationKind, str]]:
    if a.spells and b.spells and not a.spells & b.spells:
        if a.measure.kind in _PASSING and a.ideas == b.ideas:
            new, old = (a, b) if min(a.spells) > max(b.spells) else (b, a)
            yield new.measure.id, RelationKind.REPLACES, old.measure.id
    elif a.longer != b.longer:
        if a.ideas == b.ideas or not b.ideas or not a.ideas:
            new, old = (a, b) if a.longer else (b, a)
            yield new.measure.id, RelationKind.EXTENDS, old.measure.id
    elif (kind := _reach(a, b)) is not None:
        yield a.measure.id, kind, b.measure.id


def _reach(a: _Variant, b: _Variant) -> RelationKind | None:
    """Whether the first reaches less far than the second, or farther; None when neither holds the other."""
    if a.measure.kind is not b.measure.kind:
        return RelationKind.NARROWER if a.measure.kind is MeasureKind.PARTIAL_CEASEFIRE else RelationKind.WIDER
    if a.ideas != b.ideas:
        return _by_ideas(a, b)
    if ("final" in a.said.content) != ("final" in b.said.content):
        return RelationKind.WIDER if "final" in a.said.content else RelationKind.NARROWER
    one, two = (days_of(v.measure.duration) if v.measure.duration else None for v in (a, b))
    if not one or not two or one == two:
        return None
    return RelationKind.NARROWER if one < two else RelationKind.WIDER


def _by_ideas(a: _Variant, b: _Variant) -> RelationKind | None:
    """A further word bounds (`military aid` within `aid`); a further item of a truce's list (`ports and roads`) adds.

    Words that have much more to them are about something else.
    """
    if len(a.ideas ^ b.ideas) > _CLOSE:
        return None
    if a.ideas > b.ideas:
        return RelationKind.WIDER if _is_list(a) and b.ideas else RelationKind.NARROWER
    if a.ideas < b.ideas:
        return RelationKind.NARROWER if _is_list(b) and a.ideas else RelationKind.WIDER
    return None


def _is_list(variant: _Variant) -> bool:
    scope = variant.said.scope or ""
    return " and " in scope or ", " in scope


def _said_to_replace(
    context: Context, measures: Sequence[tuple[Measure, Sequence[Mention]]]
) -> Iterator[tuple[str, RelationKind, str]]:
    """Pairs that one sentence tells so: the one measure before `to replace`, the other after it."""
    told: dict[tuple[str, int], list[tuple[int, int, str]]] = defaultdict(list)
    for measure, mentions in measures:
        for m in mentions:
            told[m.event.report, m.event.sentence.start].append((m.span.start, m.span.end, measure.id))
    for (report, _), places in sorted(told.items()):
        places.sort()
        for (_, end, one), (start, _, other) in combinations(places, 2):
            if one != other and _replacing().search(context.reports[report].text[end:start]):
                yield one, RelationKind.REPLACES, other


@cache
def _replacing() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:replac(?:e|es|ed|ing)|supersed(?:e|es|ed|ing)|in place of|instead of)\b(?!.* by )", re.IGNORECASE
    )
