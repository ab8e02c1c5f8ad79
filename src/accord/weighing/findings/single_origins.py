"""Single origins: important facts that only one origin has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from accord.model.claim import Event, Modality, PloverType, Quote, Stance
from accord.model.entry import Quotation
from accord.model.evidence import Evidence
from accord.model.finding import FindingKind
from accord.model.span import Span
from accord.weighing.acts import extent
from accord.weighing.findings.comparison import Candidate, Comparison, gravest, key_of
from accord.weighing.findings.told import ToldSentences
from accord.weighing.matter import matter

_KNOWN = 0.62  # share of a fact's weight that one sentence elsewhere may hold before the fact counts as told there
_TELLING = 3  # words of matter that an act needs to be told as one
_SAYING = 5  # the same for words said
_LISTED = 12  # facts that one finding shows
_TOLD = 4  # of these, facts that its note names
_SHOWN = 70  # characters of each in the note
_WORDS = 1.5  # how important words said are
_STANCES = {
    Stance.DEMANDS: 3.0,
    Stance.PROPOSES: 2.5,
    Stance.REJECTS: 2.5,
    Stance.ACCEPTS: 2.5,
    Stance.ACCEPTS_IF: 3.0,
    Stance.SUPPORTS: 1.0,
    Stance.DOUBTS: 1.0,
    Stance.CRITICISES: 0.5,
}
_TYPES = {PloverType.ASSAULT: 1.0, PloverType.AID: 1.5, PloverType.SANCTION: 1.5, PloverType.RETREAT: 2.0}


@dataclass(frozen=True, slots=True)
class _Fact:
    """An act or words told by reports of one origin.

    `weight` is how much it matters that nobody else has it, the less the less sure it was read. `others` are the places
    in the further reports that tell it: report, words and claim.
    """

    reports: tuple[str, ...]
    report: str
    span: Span
    claim: str
    weight: float
    others: tuple[tuple[str, Span, str], ...]


def find_single_origins(comparison: Comparison) -> list[Candidate]:
    """What one origin alone has: one finding for each origin, or set of reports, that tells what no other tells.

    None where the story has but one origin.
    """
    known = set().union(*comparison.origins.values())
    if len(known) + sum(not o for o in comparison.origins.values()) < 2:
        return []
    told = ToldSentences(comparison)
    groups: dict[tuple[str, ...], list[_Fact]] = defaultdict(list)
    for fact in (*_acts(comparison), *_words_said(comparison)):
        if _alone(comparison, told, fact):
            holders = fact.reports if len(fact.reports) == 1 else _carriers(comparison, fact.reports)
            groups[holders].append(fact)
    return gravest([_candidate(comparison, facts) for _, facts in sorted(groups.items())], comparison.room + 2)


def _acts(comparison: Comparison) -> Iterator[_Fact]:
    for act in comparison.acts:
        event = act.events[0]
        span = extent(event)
        if len(set(matter(comparison.context.text(event.report, span)))) >= _TELLING:
            others = _first_of_each((e.report, extent(e), e.id) for e in act.events)
            yield _Fact(act.reports, event.report, span, event.id, _importance(comparison, event), others)


def _words_said(comparison: Comparison) -> Iterator[_Fact]:
    quotes = {q.id: q for q in comparison.context.quotes()}
    for entry in comparison.entries:
        if not isinstance(entry, Quotation):
            continue
        reports = tuple(sorted({e.report for e in entry.evidence}))
        said = [quotes[e.claim] for e in entry.evidence if e.claim in quotes]
        quote = said[0] if said else None
        if quote and len(set(matter(comparison.context.text(quote.report, quote.content)))) >= _SAYING:
            others = _first_of_each((q.report, q.content, q.id) for q in said)
            yield _Fact(reports, quote.report, quote.content, quote.id, _WORDS * _sure(quote), others)


def _first_of_each(places: Iterable[tuple[str, Span, str]]) -> tuple[tuple[str, Span, str], ...]:
    seen: dict[str, tuple[str, Span, str]] = {}
    for place in places:
        seen.setdefault(place[0], place)
    return tuple(seen[report] for report in sorted(seen))


def _carriers(comparison: Comparison, reports: Sequence[str]) -> tuple[str, ...]:
    """Every report that carries the origin these reports have in common."""
    common = frozenset.intersection(*(comparison.origins[r] for r in reports))
    return tuple(sorted({r for origin in common for r in comparison.carriers[origin]}))


def _alone(comparison: Comparison, told: ToldSentences, fact: _Fact) -> bool:
    """Whether one origin alone tells a fact: no other report has it as a claim, or in the words of a sentence."""
    if len(fact.reports) > 1 and not comparison.one_origin(fact.reports):
        return False
    own = {origin for report in fact.reports for origin in comparison.origins[report]}
    near = {*fact.reports, *(report for origin in own for report in comparison.carriers[origin])}
    if near >= comparison.sentences.keys():
        return False
    weights = {w: comparison.weight.get(w, 1.0) for w in matter(comparison.context.text(fact.report, fact.span))}
    return not told.hold(weights, _KNOWN, near)


def _candidate(comparison: Comparison, facts: Sequence[_Fact]) -> Candidate:
    ranked: list[_Fact] = []
    for fact in sorted(facts, key=lambda f: (-f.weight, f.report, f.span)):
        if len(ranked) < _LISTED and not any(fact.report == r.report and fact.span.overlap(r.span) for r in ranked):
            ranked.append(fact)
    evidence = _shown(comparison, ranked)
    told_in = {e.report for e in evidence}
    said = list(dict.fromkeys(_short(comparison.words(f.report, f.span)) for f in ranked))
    listed = "; ".join(said[:_TOLD]) + (f"; and {len(said) - _TOLD} more" if len(said) > _TOLD else "")
    if len(told_in) == 1:
        note = f"Only {comparison.called(told_in)} has: {listed}"
    else:
        note = f"One origin alone, in {comparison.called(told_in)}, has: {listed}"
    return Candidate(FindingKind.SINGLE_ORIGIN, note, evidence, sum(f.weight for f in ranked), key_of(evidence))


def _shown(comparison: Comparison, facts: Sequence[_Fact]) -> tuple[Evidence, ...]:
    """Every report's words for each fact, the first report of each fact before its others."""
    rows = [[(f.report, f.span, f.claim), *(o for o in f.others if o[0] != f.report)] for f in facts]
    longest = max(map(len, rows))
    flat = [row[i] for i in range(longest) for row in rows if i < len(row)]
    return tuple(comparison.context.evidence(*place) for place in flat)


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN].rsplit(" ", 1)[0] + " …"


def _importance(comparison: Comparison, event: Event) -> float:
    score = _STANCES.get(event.stance, 0.0) if event.stance else _TYPES.get(event.type, 0.3)
    if event.quantities:
        score += 1.0
    if event.modality is Modality.FUTURE:
        score += 0.5
    if event.speaker:
        score += 0.5
    if event.measure:
        score += min(1.5, len(matter(comparison.context.text(event.report, event.measure))) * 0.2)
    return score * _sure(event)


def _sure(claim: Event | Quote) -> float:
    return 1.0 if claim.confidence is None else claim.confidence
