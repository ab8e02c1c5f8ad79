"""Single origins: important facts that only one origin has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from accord.model.claim import Event, Modality, PloverType, Quote, Stance
from accord.model.entry import Quotation
from accord.model.evidence import Evidence
from accord.model.finding import FindingKind
from accord.model.span import Span
from accord.weighing.acts import extent
from accord.weighing.context import Context
from accord.weighing.findings.comparison import Candidate, Comparison, gravest, key_of
from accord.weighing.findings.told import ToldSentences
from accord.weighing.matter import matter

_KNOWN = 0.62  # share of a fact's weight that one sentence elsewhere may hold before the fact counts as told there
_TELLING = 3  # words of matter that an act needs to be told as one
_SAYING = 5  # the same for words said
_LISTED = 12  # facts that one finding shows
_TOLD = 4  # of these, facts that its note names
_SHOWN = 70  # characters of each in the note
_ROUNDING = 1e-6  # what the order of a sum may make of it
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
    """An act or words told by reports of one origin, by the words and the claim of the first that tells it.

    `weight` is how much it matters that nobody else has it, the less the less sure it was read. `tellings` are all the
    claims that tell it.
    """

    reports: tuple[str, ...]
    report: str
    span: Span
    claim: str
    weight: float
    tellings: Sequence[Event | Quote]

    def others(self) -> Iterator[tuple[str, Span, str]]:
        """The places in the further reports that tell it: report, words and claim."""
        first = {c.report: c for c in reversed(self.tellings)}
        for report in sorted(first.keys() - {self.report}):
            yield report, _own_words(first[report]), first[report].id


def find_single_origins(comparison: Comparison) -> list[Candidate]:
    """What one origin alone has: one finding for each origin, or set of reports, that tells what no other tells.

    None where the story has but one origin.
    """
    known = set().union(*comparison.origins.values())
    if len(known) + sum(not o for o in comparison.origins.values()) < 2:
        return []
    groups: dict[tuple[str, ...], list[_Fact]] = defaultdict(list)
    for fact in (*_acts(comparison), *_words_said(comparison)):
        if len(fact.reports) == 1 or comparison.one_origin(fact.reports):
            groups[fact.reports if len(fact.reports) == 1 else _carriers(comparison, fact.reports)].append(fact)
    ranked = [sorted(facts, key=lambda f: (-f.weight, f.report, f.span)) for _, facts in sorted(groups.items())]
    return _gravest(comparison, sorted(ranked, key=_at_most, reverse=True))


def _gravest(comparison: Comparison, groups: Sequence[Sequence[_Fact]]) -> list[Candidate]:
    """The gravest candidates; groups that could at most be less grave are not looked into."""
    told, most = ToldSentences(comparison), comparison.room + 2
    found: list[Candidate] = []
    for start in range(0, len(groups), most):
        best = gravest(found, most)
        if len(best) == most and best[-1].grave > _at_most(groups[start]) + _ROUNDING:
            break
        looked_into = (_told_alone(comparison, told, facts) for facts in groups[start : start + most])
        found += [_candidate(comparison, alone) for alone in looked_into if alone]
    return gravest(found, most)


def _at_most(facts: Sequence[_Fact]) -> float:
    """How grave a finding of these facts can be."""
    return sum(f.weight for f in facts[:_LISTED])


def _acts(comparison: Comparison) -> Iterator[_Fact]:
    for act in comparison.acts:
        event = act.events[0]
        span, weight = comparison.context.once(_telling, event)
        if weight is not None:
            yield _Fact(act.reports, event.report, span, event.id, weight, act.events)


def _telling(context: Context, event: Event) -> tuple[Span, float | None]:
    """An act's own words, and how important it is; None when it is told in too few of them."""
    span = extent(event)
    enough = len(set(matter(context.text(event.report, span)))) >= _TELLING
    return span, _importance(context, event) if enough else None


def _words_said(comparison: Comparison) -> Iterator[_Fact]:
    quotes = {q.id: q for q in comparison.context.quotes()}
    for entry in comparison.entries:
        if not isinstance(entry, Quotation):
            continue
        reports = tuple(sorted({e.report for e in entry.evidence}))
        said = [quotes[e.claim] for e in entry.evidence if e.claim in quotes]
        quote = said[0] if said else None
        if quote and len(set(matter(comparison.context.text(quote.report, quote.content)))) >= _SAYING:
            yield _Fact(reports, quote.report, quote.content, quote.id, _WORDS * _sure(quote), said)


def _own_words(claim: Event | Quote) -> Span:
    return claim.content if isinstance(claim, Quote) else extent(claim)


def _carriers(comparison: Comparison, reports: Sequence[str]) -> tuple[str, ...]:
    """Every report that carries the origin these reports have in common."""
    common = frozenset.intersection(*(comparison.origins[r] for r in reports))
    return tuple(sorted({r for origin in common for r in comparison.carriers[origin]}))


def _told_alone(comparison: Comparison, told: ToldSentences, facts: Sequence[_Fact]) -> list[_Fact]:
    """The weightiest facts that one origin alone tells, none in words of another; `facts` come by weight."""
    alone: list[_Fact] = []
    for fact in facts:
        if len(alone) == _LISTED:
            break
        if any(fact.report == r.report and fact.span.overlap(r.span) for r in alone):
            continue
        if _is_alone(comparison, told, fact):
            alone.append(fact)
    return alone


def _is_alone(comparison: Comparison, told: ToldSentences, fact: _Fact) -> bool:
    """Whether one origin alone tells a fact: no report of another has it in the words of a sentence."""
    own = {origin for report in fact.reports for origin in comparison.origins[report]}
    near = {*fact.reports, *(report for origin in own for report in comparison.carriers[origin])}
    if near >= comparison.sentences.keys():
        return False
    weights = {w: comparison.weight.get(w, 1.0) for w in matter(comparison.context.text(fact.report, fact.span))}
    return not told.hold(weights, _KNOWN, near)


def _candidate(comparison: Comparison, facts: Sequence[_Fact]) -> Candidate:
    evidence = _shown(comparison, facts)
    told_in = {e.report for e in evidence}
    said = list(dict.fromkeys(_short(comparison.words(f.report, f.span)) for f in facts))
    listed = "; ".join(said[:_TOLD]) + (f"; and {len(said) - _TOLD} more" if len(said) > _TOLD else "")
    if len(told_in) == 1:
        note = f"Only {comparison.called(told_in)} has: {listed}"
    else:
        note = f"One origin alone, in {comparison.called(told_in)}, has: {listed}"
    return Candidate(FindingKind.SINGLE_ORIGIN, note, evidence, sum(f.weight for f in facts), key_of(evidence))


def _shown(comparison: Comparison, facts: Sequence[_Fact]) -> tuple[Evidence, ...]:
    """Every report's words for each fact, the first report of each fact before its others."""
    rows = [[(f.report, f.span, f.claim), *f.others()] for f in facts]
    longest = max(map(len, rows))
    flat = [row[i] for i in range(longest) for row in rows if i < len(row)]
    return tuple(comparison.context.evidence(*place) for place in flat)


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN].rsplit(" ", 1)[0] + " …"


def _importance(context: Context, event: Event) -> float:
    score = _STANCES.get(event.stance, 0.0) if event.stance else _TYPES.get(event.type, 0.3)
    if event.quantities:
        score += 1.0
    if event.modality is Modality.FUTURE:
        score += 0.5
    if event.speaker:
        score += 0.5
    if event.measure:
        score += min(1.5, len(matter(context.text(event.report, event.measure))) * 0.2)
    return score * _sure(event)


def _sure(claim: Event | Quote) -> float:
    return 1.0 if claim.confidence is None else claim.confidence
