"""What the record of the samples must say: origins, stands, commitments with their clock, incidents, findings."""

from __future__ import annotations

from datetime import date

import pytest

from accord.model.claim import Stance
from accord.model.entry import Commitment, Contact, Incident, Position, Status
from accord.model.finding import Finding, FindingKind
from accord.model.measure import Measure, MeasureKind
from accord.model.record import Record

FULL, PARTIAL = MeasureKind.CEASEFIRE, MeasureKind.PARTIAL_CEASEFIRE


def called(record: Record, report: str) -> str:
    """The report's own label: the plain text and the page came without an id."""
    return next(r.label for r in record.reports if r.id == report)


def origins(record: Record) -> dict[str, set[str]]:
    return {r.label: {o.name for o in record.lineage.of(r.id)} for r in record.reports}


def measure(record: Record, entry: Position | Commitment) -> Measure:
    return next(m for m in record.measures if m.id == entry.measure)


def positions(record: Record, party: str, stance: Stance) -> list[Position]:
    return [e for e in record.entries if isinstance(e, Position) and (e.party, e.stance) == (party, stance)]


def commitments(record: Record, *words: str) -> list[Commitment]:
    return [e for e in record.entries if isinstance(e, Commitment) and all(w in e.what for w in words)]


def incidents(record: Record) -> list[Incident]:
    return [e for e in record.entries if isinstance(e, Incident)]


def findings(record: Record, kind: FindingKind) -> list[Finding]:
    return [f for f in record.findings if f.kind is kind]


def test_the_nine_reports_are_one_story(record: Record) -> None:
    (story,) = record.stories
    assert len(story.reports) == 9


@pytest.mark.parametrize(
    ("report", "name"),
    [
        ("courier-1", "Meridian"),
        ("post-1", "Meridian"),
        ("compass-1", "Meridian"),
        ("compass-2", "UNA"),
        ("post-3", "UNA"),
        ("post-3", "Harbour Post"),
        ("courier-2", "Lorn Courier"),
        ("courier-3", "Lorn Courier"),
        ("post-2.html", "Harbour Post"),
    ],
)
def test_a_report_carries_its_origin(record: Record, report: str, name: str) -> None:
    assert name in origins(record)[report]


@pytest.mark.parametrize("report", ["courier-1", "post-1", "compass-1"])
def test_a_copy_or_rewrite_adds_no_origin(record: Record, report: str) -> None:
    assert origins(record)[report] == {"Meridian"}


@pytest.mark.parametrize(
    ("party", "stance", "kind", "words"),
    [
        ("Aurelia", Stance.PROPOSES, FULL, "60-day ceasefire"),
        ("Veldria", Stance.ACCEPTS, FULL, "60-day ceasefire"),
        ("Keshar", Stance.REJECTS, FULL, "60-day ceasefire"),
        ("Keshar", Stance.ACCEPTS, PARTIAL, "ports"),
        ("Veldria", Stance.SUPPORTS, PARTIAL, "ports"),
        ("Keshar", Stance.DEMANDS, MeasureKind.WITHDRAWAL, "Orlan valley"),
        ("Keshar", Stance.DEMANDS, MeasureKind.RELEASE, "tanker Halcyon"),
        ("Aurelia", Stance.DEMANDS, MeasureKind.SANCTIONS_RELIEF, "blockade"),
    ],
)
def test_a_stand(record: Record, party: str, stance: Stance, kind: MeasureKind, words: str) -> None:
    assert any(measure(record, p).kind is kind and words in p.line for p in positions(record, party, stance)), [
        p.line for p in positions(record, party, stance)
    ]


def test_the_refusal_keeps_its_condition_and_the_acceptance_has_none(record: Record) -> None:
    (refusal,) = [p for p in positions(record, "Keshar", Stance.REJECTS) if measure(record, p).kind is FULL]
    assert refusal.condition is not None
    assert refusal.condition.startswith("unless Veldria lifts")
    assert positions(record, "Keshar", Stance.ACCEPTS_IF) == []
    assert all(p.condition is None for p in positions(record, "Keshar", Stance.ACCEPTS))


def test_nobody_accepts_what_it_is_only_asked_to_accept(record: Record) -> None:
    """The mediator urges one side to accept the full ceasefire; that side has refused it."""
    assert not [p for p in positions(record, "Keshar", Stance.ACCEPTS) if measure(record, p).kind is FULL]


def test_the_rewrite_adds_no_support_to_the_refusal(record: Record) -> None:
    (refusal,) = [p for p in positions(record, "Keshar", Stance.REJECTS) if measure(record, p).kind is FULL]
    assert refusal.support.reports >= 2
    assert refusal.support.origins == 1


@pytest.mark.parametrize(
    ("words", "debtor", "starts", "due", "ends", "status"),
    [
        (("attacks", "ports"), "Keshar", date(2024, 5, 7), None, date(2024, 6, 21), Status.IN_FORCE),
        (("exchange", "120 prisoners"), "Veldria", None, date(2024, 5, 10), None, Status.REPORTED_KEPT),
        (("guns", "Orlan valley"), "Keshar", None, date(2024, 5, 20), None, Status.ANNOUNCED),
        (("40 monitors",), "Aurelia", None, date(2024, 5, 19), None, Status.ANNOUNCED),
    ],
)
def test_a_commitment_with_its_clock(
    record: Record,
    words: tuple[str, ...],
    debtor: str,
    starts: date | None,
    due: date | None,
    ends: date | None,
    status: Status,
) -> None:
    found = [c for c in commitments(record, *words) if debtor in c.debtors]
    assert [(c.starts, c.due, c.ends, c.status) for c in found] == [(starts, due, ends, status)]


def test_both_sides_owe_the_exchange(record: Record) -> None:
    (exchange,) = commitments(record, "exchange", "prisoners")
    assert exchange.debtors == ("Keshar", "Veldria")


def test_every_commitment_says_what_is_to_be_done(record: Record) -> None:
    for c in record.entries:
        if isinstance(c, Commitment):
            assert len(c.what.split()) > 1, c.line
            assert "None" not in c.line


def test_the_explosions_are_an_incident_with_accusation_and_denial(record: Record) -> None:
    (blast,) = [i for i in incidents(record) if "Sarn" in i.what]
    assert blast.on is not None
    assert blast.on.iso == "2024-05-08"
    assert blast.alleged_actor == ("Keshar",)
    assert "Veldria" in blast.claimed_by
    assert blast.denied_by == ("Keshar",)
    assert {2.0, 3.0, 14.0} <= {q.value for q in blast.quantities}


def test_the_incident_may_bear_on_the_halt_of_attacks(record: Record) -> None:
    (blast,) = [i for i in incidents(record) if "Sarn" in i.what]
    (halt,) = [c for c in commitments(record, "attacks", "ports") if "Keshar" in c.debtors]
    assert halt.id in {b.commitment for b in blast.bears_on}
    assert halt.status is Status.IN_FORCE


def test_what_is_agreed_to_stop_is_no_incident(record: Record) -> None:
    assert not [i for i in incidents(record) if "halt" in i.what or "pause" in i.what]


def test_the_figures_of_the_exchange_differ(record: Record) -> None:
    shown = {e.text for f in findings(record, FindingKind.NUMBER_CONFLICT) for e in f.evidence}
    assert {"120", "140"} <= {number for text in shown for number in text.split() if number.isdigit()}


def test_the_president_s_words_have_drifted(record: Record) -> None:
    found = findings(record, FindingKind.QUOTE_DRIFT)
    assert any("Mira Haldane" in f.note and "truce" in f.note and "pause" in f.note for f in found)


def test_copies_are_named_as_one_origin(record: Record) -> None:
    groups = [{called(record, r) for r in f.reports} for f in findings(record, FindingKind.SHARED_ORIGIN)]
    assert {"courier-1", "post-1", "compass-1"} in groups
    assert {"compass-2", "post-3"} in groups


def test_no_party_is_set_against_another_as_a_conflict_of_accounts(record: Record) -> None:
    for finding in findings(record, FindingKind.STANCE_CONFLICT):
        assert "Keshar" not in finding.note or "Veldria for" not in finding.note, finding.note
        assert "done (“attacks”" not in finding.note


def test_a_single_origin_finding_shows_the_reports_it_names(record: Record) -> None:
    found = findings(record, FindingKind.SINGLE_ORIGIN)
    assert found
    assert len(found) <= 12
    for finding in found:
        assert finding.reports == tuple(sorted({e.report for e in finding.evidence}))
        labels = [called(record, r) for r in finding.reports]
        assert all(label in finding.note for label in labels), finding.note


def test_a_short_name_is_the_person_another_report_names_in_full(record: Record) -> None:
    speakers = {e.line.partition(":")[0] for e in record.entries if e.kind == "quotation"}
    assert "Mira Haldane" in speakers
    assert "Haldane" not in speakers
    contacts = [e for e in record.entries if isinstance(e, Contact)]
    assert any({"Mira Haldane", "Tomas Berec"} == set(c.participants) and c.form == "call" for c in contacts)
