"""Invented stories for the tests of weighing: reports with the claims a reader would find in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from accord.model.claim import Claims, Event, Mention, Modality, PloverType, Quantity, Stance
from accord.model.lineage import Carriage, Lineage, Origin, OriginKind
from accord.model.measure import Measure
from accord.model.period import Period
from accord.model.record import Chapter
from accord.model.report import Published, Report
from accord.model.ruling import Ruling
from accord.model.span import Span
from accord.model.story import Story
from accord.weighing.context import Context
from accord.weighing.measures.find import find_measures
from accord.weighing.weigh import gather, weigh_story


@dataclass(frozen=True)
class Act:
    """An event, its spans given as words of the report."""

    trigger: str
    type: PloverType
    by: tuple[str, ...] = ()
    stance: Stance | None = None
    measure: str | None = None
    to: tuple[str, ...] = ()
    condition: str | None = None
    date: str | None = None
    duration: str | None = None
    modality: Modality = Modality.ACTUAL
    quantity: tuple[str, float, str] | None = None


@dataclass(frozen=True)
class Told:
    """A report and what it claims."""

    report: Report
    claims: Claims


def tell(report_id: str, text: str, *acts: Act, day: str | None = "2031-05-02", outlet: str | None = None) -> Told:
    """A report of invented news, with its claims; the words of an act are looked up in the text."""
    published = Published(date.fromisoformat(day)) if day else None
    report = Report(report_id, text, f"{report_id}.txt", outlet or f"Outlet {report_id}", None, published)
    return Told(report, Claims(report_id, tuple(_event(report, a) for a in acts)))


def weigh(
    *told: Told, as_of: str | None = None, rulings: tuple[Ruling, ...] = (), lineage: Lineage | None = None
) -> Chapter:
    """The chapter of one story made of these reports, every outlet an origin of its own."""
    reports = [t.report for t in told]
    return weigh_story(
        _story(told), reports, [t.claims for t in told], lineage or own_origins(reports), rulings, _day(as_of)
    )


def context_of(*told: Told, as_of: str | None = None) -> Context:
    """What weighing these reports reads."""
    reports = [t.report for t in told]
    return gather(_story(told), reports, [t.claims for t in told], own_origins(reports), _day(as_of))


def own_origins(reports: list[Report]) -> Lineage:
    """A lineage in which every outlet reports on its own."""
    names = sorted({r.outlet or "" for r in reports})
    origins = tuple(Origin(f"o-{name}", name, OriginKind.OUTLET) for name in names)
    carried = tuple(
        Carriage(r.id, f"o-{r.outlet}", 1.0, 1.0, "own reporting") for r in sorted(reports, key=lambda r: r.id)
    )
    return Lineage(origins, carried)


def _story(told: tuple[Told, ...]) -> Story:
    return Story("story", "Ports of Veldria", tuple(sorted(t.report.id for t in told)))


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None


def _event(report: Report, act: Act) -> Event:
    trigger = _span(report, act.trigger)
    assert trigger is not None
    start = report.text.rfind(". ", 0, trigger.start)
    end = report.text.find(". ", trigger.end)
    sentence = Span(0 if start < 0 else start + 2, len(report.text) if end < 0 else end + 1)
    quantities: tuple[Quantity, ...] = ()
    if act.quantity:
        words, value, unit = act.quantity
        span = _span(report, words, trigger.start)
        assert span is not None
        quantities = (Quantity(span, value, unit),)
    return Event(
        report=report.id,
        trigger=trigger,
        type=act.type,
        sentence=sentence,
        modality=act.modality,
        stance=act.stance,
        actors=tuple(Mention(None, p) for p in act.by),
        parties=act.by,
        recipients=tuple(Mention(None, p) for p in act.to),
        recipient_parties=act.to,
        measure=_span(report, act.measure, trigger.start),
        condition=_span(report, act.condition, trigger.start),
        date=Period.parse(act.date) if act.date else None,
        duration=act.duration,
        quantities=quantities,
        reader="test",
    )


def _span(report: Report, words: str | None, after: int = 0) -> Span | None:
    """The words' first place after an offset, else their first place at all."""
    if words is None:
        return None
    found = report.text.find(words, after)
    start = found if found >= 0 else report.text.index(words)
    return Span(start, start + len(words))


def agreed_to(report_id: str, measure: str, **fields: object) -> Told:
    """A report in which Veldria agrees to a measure in these words."""
    text = f"Veldria agreed on Monday: {measure}. Nothing more was said."
    act = Act("agreed", PloverType.AGREE, ("Veldria",), Stance.ACCEPTS, measure, **fields)  # type: ignore[arg-type]
    return tell(report_id, text, act)


def measures_of(*wordings: str) -> tuple[Measure, ...]:
    """The measures of a story in which each wording stands in a report of its own."""
    return find_measures(context_of(*(agreed_to(f"r{n}", w) for n, w in enumerate(wordings))))
