"""Invented scenes for the tests of incidents, contacts, quotations and findings: one sentence, one claim."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from accord.model.claim import Claims, Event, Mention, Modality, PloverType, Quantity, Quote, QuoteKind, Stance
from accord.model.entry import AnyEntry
from accord.model.finding import Finding, FindingKind
from accord.model.lineage import Carriage, Lineage, Origin, OriginKind
from accord.model.period import Period
from accord.model.report import Published, Report
from accord.model.span import Span
from accord.model.story import Story
from accord.weighing.contacts import find_contacts
from accord.weighing.context import Context
from accord.weighing.findings.find import find_findings
from accord.weighing.incidents.find import find_incidents
from accord.weighing.measures.find import find_measures
from accord.weighing.quotations.find import find_quotations
from accord.weighing.weigh import gather


@dataclass(frozen=True)
class Did:
    """A sentence that tells an act; every field but the last ones is given as words of the sentence."""

    sentence: str
    trigger: str
    type: PloverType = PloverType.ASSAULT
    by: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    stance: Stance | None = None
    measure: str | None = None
    place: str | None = None
    when: str | None = None
    quantity: tuple[str, float, str] | None = None
    on: str | None = None
    speaker: str | None = None
    modality: Modality = Modality.ACTUAL
    parties: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Said:
    """A sentence that gives words to a speaker."""

    sentence: str
    content: str
    speaker: str = "Ada Morn"
    kind: QuoteKind = QuoteKind.DIRECT
    party: str | None = "Veldria"
    cue: str | None = None


@dataclass(frozen=True)
class Scene:
    """A report made of such sentences, and the origin it carries."""

    id: str
    claims: tuple[Did | Said, ...]
    origin: str | None = None
    day: str | None = "2031-05-07"
    outlet: str | None = None
    text: str = field(default="")


def scene(report_id: str, *claims: Did | Said, origin: str | None = None, day: str | None = "2031-05-07") -> Scene:
    """A report that tells the claims one after the other, of its own origin when none is given."""
    return Scene(report_id, claims, origin or f"Outlet {report_id}", day, f"Outlet {report_id}")


def context_of(*scenes: Scene) -> Context:
    """What weighing these reports reads; the order of the scenes is kept out of it."""
    reports = [_report(s) for s in scenes]
    claims = [_claims(s, r) for s, r in zip(scenes, reports, strict=True)]
    story = Story("story", "The ports of Veldria", tuple(sorted(s.id for s in scenes)))
    return gather(story, reports, claims, _lineage(scenes))


def _report(scene: Scene) -> Report:
    text = " ".join(dict.fromkeys(c.sentence for c in scene.claims))
    published = Published(date.fromisoformat(scene.day)) if scene.day else None
    return Report(scene.id, text, f"{scene.id}.txt", scene.outlet, None, published)


def _lineage(scenes: Iterable[Scene]) -> Lineage:
    held = sorted((s.id, s.origin) for s in scenes if s.origin)
    origins = tuple(Origin(f"o-{name}", name, OriginKind.AGENCY) for name in sorted({name for _, name in held}))
    return Lineage(origins, tuple(Carriage(report, f"o-{name}", 1.0, 1.0, "stated") for report, name in held))


def _claims(scene: Scene, report: Report) -> Claims:
    events = tuple(_event(report, c) for c in scene.claims if isinstance(c, Did))
    quotes = tuple(_quote(report, c) for c in scene.claims if isinstance(c, Said))
    return Claims(scene.id, events, quotes)


def _within(report: Report, sentence: str, words: str | None) -> Span | None:
    if words is None:
        return None
    start = report.text.index(sentence) + sentence.index(words)
    return Span(start, start + len(words))


def _need(report: Report, sentence: str, words: str) -> Span:
    span = _within(report, sentence, words)
    assert span is not None
    return span


def _mentions(report: Report, sentence: str, names: tuple[str, ...]) -> tuple[Mention, ...]:
    return tuple(Mention(_within(report, sentence, n if n in sentence else None), n) for n in names)


def _event(report: Report, did: Did) -> Event:
    s = did.sentence
    counted = did.quantity
    return Event(
        report=report.id,
        trigger=_need(report, s, did.trigger),
        type=did.type,
        sentence=_need(report, s, s),
        modality=did.modality,
        stance=did.stance,
        actors=_mentions(report, s, did.by),
        parties=did.by if did.parties is None else did.parties,
        recipients=_mentions(report, s, did.to),
        recipient_parties=did.to,
        measure=_within(report, s, did.measure),
        when=_within(report, s, did.when),
        date=Period.parse(did.on) if did.on else None,
        quantities=(Quantity(_need(report, s, counted[0]), counted[1], counted[2]),) if counted else (),
        place=_within(report, s, did.place),
        speaker=Mention(_within(report, s, did.speaker if did.speaker in s else None), did.speaker)
        if did.speaker
        else None,
        reader="test",
    )


def _quote(report: Report, said: Said) -> Quote:
    named = said.speaker if said.speaker in said.sentence else None
    return Quote(
        report=report.id,
        content=_need(report, said.sentence, said.content),
        kind=said.kind,
        sentence=_need(report, said.sentence, said.sentence),
        speaker=Mention(_within(report, said.sentence, named), said.speaker),
        party=said.party,
        cue=_within(report, said.sentence, said.cue),
        reader="test",
    )


def shelled(count: str, value: float, **fields: object) -> Did:
    """People killed in a place, as many as said."""
    values: dict[str, object] = {"place": "Lomas", "on": "2031-05-06", "to": ("Veldria",)} | fields
    sentence = f"Shelling killed {count} people in Lomas."
    return Did(sentence, "killed", quantity=(f"{count} people", value, "people"), **values)  # type: ignore[arg-type]


def findings_of(*scenes: Scene) -> tuple[Finding, ...]:
    """The findings of a story of these scenes."""
    return findings_in(context_of(*scenes))


def findings_in(context: Context) -> tuple[Finding, ...]:
    """The findings of a story."""
    measures = find_measures(context)
    entries: tuple[AnyEntry, ...] = (*find_incidents(context, ()), *find_contacts(context), *find_quotations(context))
    return find_findings(context, measures, entries)


def notes(kind: FindingKind, *scenes: Scene) -> list[str]:
    """What the findings of one kind say."""
    return [f.note for f in findings_of(*scenes) if f.kind is kind]
