"""A small record of an invented negotiation with every kind of entry, made by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime

from accord.model.claim import (
    Claim,
    Claims,
    Event,
    Mention,
    Modality,
    PloverType,
    Quantity,
    Quote,
    QuoteKind,
    Stance,
)
from accord.model.entry import (
    Anchor,
    AnchoredTo,
    Bearing,
    Commitment,
    Contact,
    Estimate,
    Incident,
    Position,
    Precision,
    Quotation,
    Status,
    StatusChange,
    Variant,
)
from accord.model.evidence import Evidence, Support
from accord.model.finding import Finding, FindingKind
from accord.model.lineage import Carriage, Lineage, Link, LinkKind, Origin, OriginKind, Passage
from accord.model.measure import Measure, MeasureKind, Relation, RelationKind, Rival, RivalKind
from accord.model.period import Period
from accord.model.record import Chapter, Record
from accord.model.report import Published, Refusal, Report
from accord.model.ruling import Ruling, RulingAction
from accord.model.span import Span
from accord.model.story import Story
from accord.model.summary import Sentence

TEXTS = {
    "a": "Veldria on Tuesday accepted a 30-day truce. “We will keep it,” Mara Ilen said.\nIt will free 40 prisoners.",
    "b": "=Veldria accepted a 30-day truce, VNA said. “We shall keep it,” Ilen said. Sirens wailed in Orsk.",
}
OUTLETS = {"a": "Orsk Herald", "b": '=HYPERLINK("x")'}


def span(report: str, words: str) -> Span:
    start = TEXTS[report].index(words)
    return Span(start, start + len(words))


def evidence(report: str, words: str, claim: Claim | None = None) -> Evidence:
    by = (claim.id, claim.confidence) if claim else (None, None)
    return Evidence(report, span(report, words), words, *by)


def make_report(report: str) -> Report:
    published = Published(date(2025, 3, 19))
    return Report(report, TEXTS[report], f"{report}.txt", OUTLETS[report], f"Truce, says {report}", published)


ACCEPTS = Event(
    report="a",
    trigger=span("a", "accepted"),
    type=PloverType.AGREE,
    sentence=span("a", "Veldria on Tuesday accepted a 30-day truce."),
    stance=Stance.ACCEPTS,
    actors=(Mention(span("a", "Veldria"), "Veldria"),),
    parties=("Veldria",),
    measure=span("a", "30-day truce"),
    when=span("a", "Tuesday"),
    date=Period.day(date(2025, 3, 18)),
    duration="P30D",
    confidence=0.9,
)
FREES = Event(
    report="a",
    trigger=span("a", "free"),
    type=PloverType.RETREAT,
    sentence=span("a", "It will free 40 prisoners."),
    modality=Modality.FUTURE,
    actors=(Mention(None, "Veldria"),),
    parties=("Veldria",),
    quantities=(Quantity(span("a", "40 prisoners"), 40, "prisoners"),),
    speaker=Mention(span("a", "Mara Ilen"), "Mara Ilen"),
    confidence=0.4,
)
SAYS = Quote(
    report="a",
    content=span("a", "We will keep it"),
    kind=QuoteKind.DIRECT,
    sentence=span("a", "“We will keep it,” Mara Ilen said."),
    speaker=Mention(span("a", "Mara Ilen"), "Mara Ilen"),
    party="Veldria",
    cue=span("a", "said"),
)
MEASURE = Measure(
    "m-truce",
    "30-day truce",
    MeasureKind.CEASEFIRE,
    ("Ostrava", "Veldria"),
    ("30-day truce",),
    None,
    "P30D",
    (evidence("a", "30-day truce", ACCEPTS),),
    (ACCEPTS.id,),
    (Relation(RelationKind.REPLACES, "m-truce"),),
    tuple(Rival(RivalKind.DURATION, days, (evidence("a", "30-day truce", ACCEPTS),)) for days in ("P30D", "P60D")),
)
BOTH = Support(reports=2, outlets=2, origins=1, unknown=0, names=("VNA",))
ONE = Support(reports=1, outlets=1, origins=1, names=("VNA",))

POSITION = Position(
    id="e-position",
    story="s",
    line="Veldria accepts the 30-day truce.",
    support=BOTH,
    evidence=(evidence("a", "accepted a 30-day truce", ACCEPTS), evidence("b", "accepted a 30-day truce")),
    rulings=("r",),
    confirmed=True,
    party="Veldria",
    measure="m-truce",
    stance=Stance.ACCEPTS,
    since=Period.day(date(2025, 3, 18)),
    earlier=(("2025-03-01/2025-03-02", Stance.REJECTS),),
    superseded=Period.day(date(2025, 3, 19)),
    voices=("Mara Ilen",),
)
COMMITMENT = Commitment(
    id="e-commitment",
    story="s",
    line="Veldria will free 40 prisoners.",
    support=ONE,
    evidence=(evidence("a", "It will free 40 prisoners.", FREES),),
    debtors=("Veldria",),
    beneficiaries=("Ostrava",),
    measure=None,
    what="free 40 prisoners",
    quantities=FREES.quantities,
    due=date(2025, 3, 20),
    status=Status.DUE,
    history=(StatusChange(date(2025, 3, 18), Status.ANNOUNCED, "first reported", (FREES.id,)),),
    estimates=(Estimate("prisoners", 40, 40, 42, (FREES.id,)),),
    precision=Precision.WEEK,
    anchor=Anchor(date(2025, 3, 19), AnchoredTo.PUBLICATION),
)
INCIDENT = Incident(
    id="e-incident",
    story="s",
    line="Sirens wailed in Orsk.",
    support=ONE,
    evidence=(evidence("b", "Sirens wailed in Orsk."),),
    type=PloverType.ASSAULT,
    what="Sirens wailed",
    place="Orsk",
    on=Period.day(date(2025, 3, 18)),
    harm=(Estimate("wounded", 2, 3, 5, ()),),
    bears_on=(Bearing("e-commitment", "in force from 2025-03-18", party="attributed to nobody"),),
)
CONTACT = Contact(
    id="e-contact",
    story="s",
    line="Veldria and Ostrava called.",
    support=ONE,
    evidence=(evidence("a", "Veldria"),),
    participants=("Mara Ilen",),
    parties=("Ostrava", "Veldria"),
    form="call",
)
QUOTATION = Quotation(
    id="e-quotation",
    story="s",
    line="Mara Ilen: “We will keep it”",
    support=BOTH,
    evidence=(evidence("a", "We will keep it", SAYS), evidence("b", "We shall keep it")),
    speaker="Mara Ilen",
    party="Veldria",
    variants=(
        Variant("We will keep it", True, (evidence("a", "We will keep it", SAYS),), 1),
        Variant("We shall keep it", True, (evidence("b", "We shall keep it"),), 1),
    ),
    drift="will / shall",
)
DRIFT = Finding(
    "f-drift",
    FindingKind.QUOTE_DRIFT,
    "Mara Ilen is quoted in two wordings.",
    ("a", "b"),
    (evidence("a", "We will keep it"), evidence("b", "We shall keep it")),
    ("e-quotation",),
)
LINEAGE = Lineage(
    origins=(
        Origin("o-unknown", "unknown (b)", OriginKind.UNKNOWN),
        Origin("o-vna", "VNA", OriginKind.AGENCY),
    ),
    carriages=(
        Carriage("a", "o-vna", 0.8, 0.95, "credited"),
        Carriage("b", "o-unknown", None, 0.3, "credits nobody"),
        Carriage("b", "o-vna", 0.4, 0.7, "a rewrite of a", (evidence("b", "VNA said"),)),
    ),
    links=(
        Link(
            left="a",
            right="b",
            kind=LinkKind.REWRITE,
            confidence=0.7,
            left_share=0.4,
            right_share=0.5,
            passages=(Passage(span("a", "accepted a 30-day truce"), span("b", "accepted a 30-day truce")),),
            reason="The same facts in the same order.",
            copied_from="a",
        ),
    ),
)
TOLD = Sentence("Veldria agreed to a 30-day truce, VNA reports.", ("e-position",), (), (ACCEPTS.id,), BOTH)
RULING = Ruling(
    RulingAction.CONFIRM, ("e-position",), "Ada Brem", datetime(2025, 3, 20, 9, 30, tzinfo=UTC), reason="seen"
)
RECORD = Record(
    reports=(make_report("a"), make_report("b")),
    claims=(Claims("a", (ACCEPTS, FREES), (SAYS,)), Claims("b", unread="no reader for this language")),
    lineage=LINEAGE,
    chapters=(
        Chapter(
            Story("s", "Truce in Veldria", ("a", "b")),
            (MEASURE,),
            (POSITION, COMMITMENT, INCIDENT, CONTACT, QUOTATION),
            (DRIFT,),
            (TOLD,),
        ),
    ),
    refusals=(Refusal("c.txt", "empty"),),
    rulings=(RULING,),
    as_of=date(2025, 3, 19),
)
