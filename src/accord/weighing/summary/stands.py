"""Sentences about what was agreed, refused, demanded and undertaken: one for each measure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from accord.model.claim import Stance
from accord.model.entry import Commitment, Position, Status
from accord.model.measure import Measure, MeasureKind
from accord.model.period import Period
from accord.model.record import Chapter
from accord.weighing.matter import matter
from accord.weighing.measures.wording import Wording, read_wording
from accord.weighing.phrases import join_names, plain_day
from accord.weighing.positions import line_parts
from accord.weighing.summary.drafts import Clause, Draft, attributed, is_sure, named, on_day, texts_of, weight_of
from accord.weighing.summary.wording import Form, Phrase, read_phrase, reads_alone
from accord.weighing.wording import in_brackets

CONSIDERED = 60  # measures, by the weight of their firmest stand: the rest of a large story is for the lists
STALE = timedelta(days=45)  # a stand this much older than the first report is the story's background
_CLAUSES = 3
_FIRM = {
    Stance.ACCEPTS: 4.0, Stance.ACCEPTS_IF: 4.0, Stance.REJECTS: 4.0, Stance.DEMANDS: 2.5, Stance.PROPOSES: 2.0,
    Stance.SUPPORTS: 1.5, Stance.DOUBTS: 1.0, Stance.CRITICISES: 0.5,
}  # fmt: skip
_VERBS: dict[tuple[Stance, Form], str] = {
    (Stance.ACCEPTS, Form.NOUN): "agreed{on} to {what}",
    (Stance.ACCEPTS, Form.ACT): "agreed{on} to {what}",
    (Stance.REJECTS, Form.NOUN): "rejected {what}{on}",
    (Stance.REJECTS, Form.GERUND): "rejected {what}{on}",
    (Stance.REJECTS, Form.ACT): "refused{on} to {what}",
    (Stance.DEMANDS, Form.NOUN): "demanded {what}{on}",
    (Stance.DEMANDS, Form.GERUND): "called{on} for {what}",
    (Stance.PROPOSES, Form.NOUN): "proposed {what}{on}",
    (Stance.PROPOSES, Form.GERUND): "proposed {what}{on}",
    (Stance.PROPOSES, Form.ACT): "offered{on} to {what}",
    (Stance.SUPPORTS, Form.NOUN): "backed {what}{on}",
    (Stance.SUPPORTS, Form.GERUND): "backed {what}{on}",
    (Stance.DOUBTS, Form.NOUN): "voiced doubts{on} about {what}",
    (Stance.DOUBTS, Form.CLAUSE): "voiced doubts{on} that {what}",
    (Stance.CRITICISES, Form.NOUN): "criticised {what}{on}",
    (Stance.CRITICISES, Form.GERUND): "criticised {what}{on}",
}
_DIRECTED = {Stance.DEMANDS: "demanded{on} that {doer} {what}", Stance.PROPOSES: "proposed{on} that {doer} {what}"}
_AGAIN = {
    Stance.ACCEPTS: "agreed{on} to {it}", Stance.REJECTS: "rejected {it}{on}", Stance.DEMANDS: "demanded {it}{on}",
    Stance.PROPOSES: "proposed {it}{on}", Stance.SUPPORTS: "backed {it}{on}", Stance.DOUBTS: "doubted {it}{on}",
    Stance.CRITICISES: "criticised {it}{on}",
}  # fmt: skip
# A proposal is told before the answers to it.
_TOLD = (
    Stance.PROPOSES, Stance.DEMANDS, Stance.ACCEPTS, Stance.ACCEPTS_IF, Stance.REJECTS, Stance.SUPPORTS, Stance.DOUBTS,
    Stance.CRITICISES,
)  # fmt: skip
_EVASIONS = frozenset({"say", "comment", "tell", "answer", "confirm", "speak", "disclose", "rule"})
_BEFORE = {
    Stance.ACCEPTS: "agreed", Stance.ACCEPTS_IF: "agreed", Stance.REJECTS: "refused", Stance.DEMANDS: "demanded it",
    Stance.SUPPORTS: "backed it", Stance.PROPOSES: "proposed it", Stance.DOUBTS: "doubted it",
    Stance.CRITICISES: "criticised it",
}  # fmt: skip
_SINCE = {
    Status.OVERDUE: "; no report says what came of it", Status.REPORTED_KEPT: "; it is reported kept",
    Status.REPORTED_BROKEN: "; it is reported broken", Status.DISPUTED: "; whether it was kept is disputed",
    Status.LAPSED: "; its term has run out",
}  # fmt: skip
_AGAINST = frozenset({Stance.REJECTS, Stance.DOUBTS, Stance.CRITICISES})
_AGREED = frozenset({Stance.ACCEPTS, Stance.ACCEPTS_IF})


@dataclass(frozen=True, slots=True)
class _Stand:
    """Parties that took one stance on one day under one condition."""

    stance: Stance
    since: Period | None
    condition: str | None
    positions: tuple[Position, ...]

    @property
    def weight(self) -> float:
        return _FIRM[self.stance] + max(map(weight_of, self.positions))


def draft_stands(chapter: Chapter, first_day: date | None) -> list[Draft]:
    """Draft a sentence for each measure on which somebody takes a sure stand, and for each commitment without one."""
    positions: dict[str, list[Position]] = defaultdict(list)
    owed: dict[str | None, list[Commitment]] = defaultdict(list)
    for entry in chapter.entries:
        if isinstance(entry, Position) and _is_worth(entry, first_day):
            positions[entry.measure].append(entry)
        elif isinstance(entry, Commitment) and _is_owed(entry):
            owed[entry.measure].append(entry)
    firmest = {m: max(_FIRM[p.stance] + weight_of(p) for p in own) for m, own in positions.items()}
    measures = sorted(chapter.measures, key=lambda m: -firmest.get(m.id, 0.0))[:CONSIDERED]
    drafts = []
    for measure in measures:
        stand = _on_measure(measure, positions[measure.id], owed[measure.id])
        drafts += [stand] if stand else [d for c in owed[measure.id] if (d := _undertaken(c))]
    return [*drafts, *(d for c in owed[None][:CONSIDERED] if (d := _undertaken(c)))]


def draft_deadlines(chapter: Chapter) -> list[Draft]:
    """Draft a sentence for each sure commitment with a last day."""
    dated = (e for e in chapter.entries if isinstance(e, Commitment) and _is_owed(e) and (e.due or e.ends))
    return [d for c in dated if (d := _undertaken(c))]


def _is_owed(commitment: Commitment) -> bool:
    return is_sure(commitment) and commitment.status is not Status.SUPERSEDED


def _is_worth(position: Position, first_day: date | None) -> bool:
    """Sure, held by no fewer reports than its opposite, and no mere background of the story."""
    old = first_day is not None and position.since is not None and position.since.last < first_day - STALE
    return is_sure(position) and "in fewer reports" not in line_parts(position)[1] and not old


def _latest(positions: Sequence[Position]) -> list[Position]:
    """Each party's stand of now: one that supersedes others, else the weightiest."""
    by_party: dict[str, list[Position]] = defaultdict(list)
    for position in positions:
        by_party[position.party].append(position)
    return [max(own, key=lambda p: (bool(p.earlier), _FIRM[p.stance] + weight_of(p))) for own in by_party.values()]


def _on_measure(measure: Measure, positions: Sequence[Position], owed: Sequence[Commitment]) -> Draft | None:
    worded: dict[str, list[Position]] = defaultdict(list)
    for position in positions:
        worded[line_parts(position)[0]].append(position)
    present = [(_FIRM[p.stance] + weight_of(p), p) for alike in worded.values() for p in _latest(alike)]
    for _, lead in sorted(present, key=lambda pair: (-pair[0], pair[1].party)):
        wording = line_parts(lead)[0]
        phrase = _worded(measure, wording, lead, positions)
        if phrase is None:
            continue
        stands = sorted(_stands(_latest(worded[wording])), key=lambda s: (lead not in s.positions, -s.weight))
        if phrase.form is Form.ACT and (lead.stance is Stance.REJECTS or phrase.doer):
            stands = stands[:1]  # `this` would be the refusal, or the demand
        shown = stands[:_CLAUSES]
        if phrase.form is not Form.ACT:
            shown = sorted((s for s in shown if _reads(s.stance, phrase)), key=lambda s: _TOLD.index(s.stance))
        clauses = [_clause(stand, phrase, i > 0, owed) for i, stand in enumerate(shown)]
        entries = tuple(e for c in clauses for e in c.entries)
        weight = stands[0].weight + (measure.kind is not MeasureKind.OTHER) + 0.3 * (len(clauses) - 1)
        text = _with_status(attributed(clauses), [e for e in entries if isinstance(e, Commitment)])
        return Draft(text, entries, weight, frozenset(matter(phrase.text)))
    return None


def _worded(measure: Measure, wording: str, lead: Position, others: Sequence[Position]) -> Phrase | None:
    """The wording of a stand as it goes into a sentence; where that reads badly, another of the same measure."""
    said = read_wording(wording)
    own = texts_of([lead])
    phrase = read_phrase(wording, own)
    elsewhere = [*texts_of(others), *(e.text for e in measure.mentions)]
    if phrase is None and (found := read_phrase(wording, elsewhere)) is not None:
        phrase = replace(found, doer=None)  # whom others ask is nothing this party says
    if phrase is None and (bare := read_phrase(wording, [wording])) is not None and bare.form is Form.NOUN:
        phrase = bare
    if phrase is None and wording == measure.label:
        alike = (a for a in measure.aliases if _is_alike(read_wording(a), said))
        phrase = next((p for a in alike if (p := read_phrase(a, own)) is not None), None)
    if phrase is None or not _reads(lead.stance, phrase) or lead.party in phrase.text:
        return None
    if lead.stance is Stance.REJECTS and phrase.form is Form.ACT and not _in_its_sentence(wording, lead):
        return None  # it may have refused what another party had offered to do
    return None if _is_vague(said, phrase) else phrase


def _in_its_sentence(wording: str, position: Position) -> bool:
    """Whether a sentence that takes the stand holds the wording, which else stands in another sentence."""
    told = (" ".join(e.text.split()) for e in position.evidence)
    return any(wording in text and len(text) > len(wording) + 1 for text in told)


def _is_vague(said: Wording, phrase: Phrase) -> bool:
    """True for what leaves open which deal it is (`reach a truce`), and for what everybody wants: `end the war`."""
    if said.bare and phrase.form is Form.ACT:
        return True
    if said.kind is not MeasureKind.AGREEMENT:
        return False
    return said.content <= {"final"} or (said.content == {"peace"} and phrase.form is not Form.NOUN)


def _is_alike(other: Wording, said: Wording) -> bool:
    return (other.kind, other.content, other.names) == (said.kind, said.content, said.names)


def _reads(stance: Stance, phrase: Phrase) -> bool:
    if phrase.form is Form.ACT and phrase.text.split(" ", 1)[0] in _EVASIONS:
        return False
    stance = Stance.ACCEPTS if stance in _AGREED else stance
    return (stance, phrase.form) in _VERBS or (stance in _DIRECTED and phrase.doer is not None)


def _stands(positions: Sequence[Position]) -> list[_Stand]:
    groups: dict[tuple[Stance, Period | None, str | None, tuple[object, ...]], list[Position]] = defaultdict(list)
    for p in positions:
        groups[p.stance, p.since, p.condition, p.earlier].append(p)
    return [_Stand(key[0], key[1], key[2], tuple(found)) for key, found in groups.items()]


def _clause(stand: _Stand, phrase: Phrase, again: bool, owed: Sequence[Commitment]) -> Clause:
    who = join_names([_holder(p) for p in sorted(stand.positions, key=lambda p: p.party)])
    stance = Stance.ACCEPTS if stand.stance in _AGREED else stand.stance
    on = on_day(stand.since)
    if again:
        done = _AGAIN[stance].format(on=on, it="it" if phrase.form is Form.NOUN else "this")
    elif phrase.doer is not None and stance in _DIRECTED:
        done = _DIRECTED[stance].format(on=on, doer=phrase.doer, what=phrase.text)
    elif stance is Stance.DEMANDS and " to " in phrase.text and phrase.form is Form.NOUN:
        done = f"called{on} for {phrase.text}"  # `called for their artillery to pull back`
    else:
        done = _VERBS[stance, phrase.form].format(on=on, what=phrase.text)
    term = _term(stand, owed) if stance is Stance.ACCEPTS else None
    until = _until(term, ", until") if term else ""
    said = f"{who} {done}{until}{_on_condition(stand.condition)}{_change(stand)}"
    return Clause(said, (*stand.positions, *([term] if term and until else [])))


def _holder(position: Position) -> str:
    voices = line_parts(position)[1]
    return named([position.party], [position]) + (f" ({voices})" if voices else "")


def _term(stand: _Stand, owed: Sequence[Commitment]) -> Commitment | None:
    """The commitment with a last day that those who agreed have undertaken."""
    parties = {p.party for p in stand.positions}
    fits = [c for c in owed if (c.due or c.ends) and parties <= set(c.debtors) and not c.told_by]
    return min(fits, key=lambda c: (-weight_of(c), c.due or c.ends or date.max), default=None)


def _until(owed: Commitment, running: str) -> str:
    """` by 10 May 2024` for a single act, `running` and the last day for what runs; empty where no day is known."""
    if owed.due:
        return f" by {plain_day(owed.due)}"
    return f"{running} {plain_day(owed.ends)}" if owed.ends else ""


def _on_condition(condition: str | None) -> str:
    """` unless Ostrava lifts its blockade`; ` on a condition` for one that would read badly; empty for none."""
    if not condition:
        return ""
    words = in_brackets(condition).strip(" ()")
    return f" {words}" if reads_alone(words) else " on a condition"


def _change(stand: _Stand) -> str:
    """`, having refused on 12 May 2024`: an earlier stand on the other side."""
    then = stand.positions[0].earlier
    other = [(when, s) for when, s in then if (s in _AGAINST) != (stand.stance in _AGAINST)]
    return f", having {_BEFORE[other[-1][1]]}{on_day(Period.parse(other[-1][0]))}" if other else ""


def _undertaken(commitment: Commitment) -> Draft | None:
    phrase = read_phrase(commitment.what, texts_of([commitment]))
    act = phrase is not None and phrase.form is Form.ACT
    runs = phrase is not None and phrase.form is Form.NOUN and commitment.due is None
    if phrase is None or not (act or runs) or _is_vague(read_wording(commitment.what), phrase):
        return None
    who = named(commitment.debtors, [commitment])
    verb = "undertook to" if phrase.form is Form.ACT else "agreed to"
    until = f"{_until(commitment, ' until')}{_on_condition(commitment.condition)}"
    clause = Clause(f"{who} {verb} {phrase.text}{until}", (commitment,), commitment.told_by)
    firm = 3.0 if phrase.form is Form.ACT else 2.0
    text = _with_status(attributed([clause]), [commitment])
    return Draft(text, (commitment,), firm + weight_of(commitment), frozenset(matter(commitment.what)))


def _with_status(text: str, owed: Sequence[Commitment]) -> str:
    """The sentence with what has become of the undertaking, as reported; nothing is added where none of it is."""
    said = next((_SINCE[c.status] for c in owed if c.status in _SINCE), "")
    return f"{text.removesuffix('.')}{said}."
