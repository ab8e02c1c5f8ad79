"""Every report carries the origins that its credits, its outlet and its likeness to others show."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from veldrian_reports import BULLETIN, DISPATCH, FORM, OTHER, REWRITE, paragraphs, report

from accord.model.lineage import Carriage, Lineage, OriginKind
from accord.model.report import Credit, CreditForm, Mask, MaskKind, Report
from accord.model.span import Span
from accord.tracing.trace import trace_origins

TAIL = CreditForm.TAIL
CONTRIBUTION = CreditForm.CONTRIBUTION


def _names(lineage: Lineage, name: str) -> list[str]:
    return sorted(origin.name for origin in lineage.of(name))


def _carriage(lineage: Lineage, name: str) -> Carriage:
    [found] = [c for c in lineage.carriages if c.report == name]
    return found


@pytest.mark.parametrize(
    ("alone", "names", "kinds"),
    [
        (report("a", BULLETIN, "Orsk Herald", credit=("AFP", TAIL)), ["AFP"], {OriginKind.AGENCY}),
        (report("a", BULLETIN, credit=("AFP", TAIL)), ["AFP"], {OriginKind.AGENCY}),
        (
            report("a", BULLETIN, "Orsk Herald", credit=("AFP", CONTRIBUTION)),
            ["AFP", "Orsk Herald"],
            {OriginKind.AGENCY, OriginKind.OUTLET},
        ),
        (report("a", BULLETIN, "The Associated Press"), ["AP"], {OriginKind.AGENCY}),
        (report("a", BULLETIN, "Orsk Herald"), ["Orsk Herald"], {OriginKind.OUTLET}),
        (report("a", BULLETIN, "Orsk Herald", credit=("AFP", CreditForm.HINT)), ["Orsk Herald"], {OriginKind.OUTLET}),
        (report("a", BULLETIN), ["unknown (a)"], {OriginKind.UNKNOWN}),
        (report("a", BULLETIN, credit=("AFP", CreditForm.HINT)), ["unknown (a)"], {OriginKind.UNKNOWN}),
        (report("a", ""), ["unknown (a)"], {OriginKind.UNKNOWN}),
        (report("a", "", "Orsk Herald"), ["Orsk Herald"], {OriginKind.OUTLET}),
    ],
)
def test_a_report_alone(alone: Report, names: list[str], kinds: set[OriginKind]) -> None:
    lineage = trace_origins([alone])
    assert _names(lineage, "a") == names
    assert {origin.kind for origin in lineage.of("a")} == kinds


@pytest.mark.parametrize("other", [DISPATCH, REWRITE, "\n\n".join(paragraphs(DISPATCH)[:5])])
def test_a_credit_reaches_copies_and_rewrites(other: str) -> None:
    lineage = trace_origins([report("a", DISPATCH, credit=("AFP", TAIL)), report("b", other, "Delta Post")])
    assert _names(lineage, "b") == ["AFP"]
    reached = _carriage(lineage, "b")
    assert "a" in reached.reason
    assert reached.confidence < _carriage(lineage, "a").confidence
    assert 1 <= len(reached.evidence) <= 6
    assert all(evidence.text == evidence.span.of(other) for evidence in reached.evidence)


def test_a_credit_goes_on_through_reports_that_credit_nobody() -> None:
    cut = "\n\n".join(paragraphs(DISPATCH)[:5])
    reports = [report("a", REWRITE, credit=("AFP", TAIL)), report("b", DISPATCH), report("c", cut)]
    lineage = trace_origins(reports)
    assert [_names(lineage, name) for name in "abc"] == [["AFP"]] * 3


def test_a_report_that_credits_one_agency_passes_no_other_on() -> None:
    reports = [
        report("a", DISPATCH + OTHER, credit=("AFP", TAIL)),
        report("b", OTHER + BULLETIN, credit=("Reuters", TAIL)),
        report("c", BULLETIN, "Orsk Herald"),
    ]
    lineage = trace_origins(reports)
    assert _names(lineage, "c") == ["Reuters"]
    assert _names(lineage, "a") == ["AFP"]


def test_a_report_independent_of_the_others_keeps_its_own_origin() -> None:
    reports = [report("a", DISPATCH, credit=("AFP", TAIL)), report("b", REWRITE), report("c", OTHER, "Delta Post")]
    assert _names(trace_origins(reports), "c") == ["Delta Post"]
    assert _names(trace_origins([*reports[:2], report("c", OTHER)]), "c") == ["unknown (c)"]


def test_a_small_borrowing_leaves_the_outlet_its_own_part() -> None:
    mixed = OTHER + "\n\n" + "\n\n".join(paragraphs(DISPATCH)[1:3])
    lineage = trace_origins([report("a", DISPATCH, credit=("AFP", TAIL)), report("b", mixed, "Delta Post")])
    assert _names(lineage, "b") == ["AFP", "Delta Post"]
    shares = {c.origin: c.share for c in lineage.carriages if c.report == "b"}
    assert sum(share or 0 for share in shares.values()) == pytest.approx(1, abs=0.01)


def test_an_outlet_keeps_its_own_part_of_a_report_it_prints_twice() -> None:
    mixed = OTHER + "\n\n" + BULLETIN
    reports = [report("a", BULLETIN), report("b", mixed, "Orsk Herald")]
    once = trace_origins(reports)
    assert _names(once, "b") == ["Orsk Herald", "unknown (a)"]
    twice = trace_origins([*reports, report("c", mixed, "Orsk Herald")])
    assert twice.of("c") == twice.of("b") == once.of("b")
    elsewhere = trace_origins([*reports, report("c", mixed, "Delta Post")])
    assert _names(elsewhere, "b") == _names(elsewhere, "c") == ["unknown (a)"]


def test_an_outlet_has_no_part_of_its_own_in_a_report_that_somebody_unknown_prints_too() -> None:
    found = report("r", BULLETIN + FORM)
    reports = [found, report("s", BULLETIN), replace(found, id="copy", outlet="Orsk Herald")]
    assert _names(trace_origins(reports), "copy") == _names(trace_origins(reports), "r") == ["unknown (copy)"]


def test_a_contribution_that_covers_most_of_the_report_leaves_the_outlet_nothing() -> None:
    copied = report("b", "\n\n".join(paragraphs(DISPATCH)[:5]), "Delta Post", credit=("AFP", CONTRIBUTION))
    assert _names(trace_origins([copied]), "b") == ["AFP", "Delta Post"]
    assert _names(trace_origins([report("a", DISPATCH, credit=("AFP", TAIL)), copied]), "b") == ["AFP"]


@pytest.mark.parametrize(
    ("left", "right", "name"),
    [
        (report("a", DISPATCH, "Orsk Herald"), report("b", DISPATCH, "Orsk Herald"), "Orsk Herald"),
        (
            report("a", DISPATCH, "Orsk Herald", on=date(2031, 5, 5)),
            report("b", DISPATCH, "Delta Post", on=date(2031, 5, 6)),
            "unknown (a)",
        ),
        (report("a", DISPATCH, "Orsk Herald"), report("b", DISPATCH, "Delta Post"), "unknown (a)"),
        (report("a", DISPATCH, "Orsk Herald"), report("b", DISPATCH), "unknown (a)"),
        (report("a", DISPATCH), report("b", REWRITE), "unknown (a)"),
        (report("a", DISPATCH, "Orsk Herald"), report("b", REWRITE, "Orsk Herald (Online)"), "Orsk Herald"),
    ],
)
def test_joined_reports_without_credit_share_one_origin(left: Report, right: Report, name: str) -> None:
    lineage = trace_origins([left, right])
    assert _names(lineage, "a") == _names(lineage, "b") == [name]


def test_one_outlet_is_one_origin_whatever_its_labels() -> None:
    reports = [report("a", DISPATCH, "Orsk Herald"), report("b", BULLETIN, "Orsk Herald - News")]
    lineage = trace_origins(reports)
    assert lineage.of("a") == lineage.of("b")


def test_a_credit_shows_the_words_it_stands_in() -> None:
    text = BULLETIN + "\nAFP"
    credited = replace(report("a", text), credits=(Credit("AFP", TAIL, Span(len(text) - 3, len(text))),))
    [evidence] = _carriage(trace_origins([credited]), "a").evidence
    assert (evidence.text, evidence.span) == ("AFP", Span(len(text) - 3, len(text)))


def test_a_hint_of_the_same_agency_makes_a_rewrite_surer() -> None:
    source = report("a", DISPATCH, credit=("AFP", TAIL))
    plain = trace_origins([source, report("b", REWRITE)])
    hinted = trace_origins([source, report("b", REWRITE, credit=("AFP", CreditForm.HINT))])
    assert _carriage(hinted, "b").confidence > _carriage(plain, "b").confidence
    assert "AFP's people" in _carriage(hinted, "b").reason


@pytest.mark.parametrize(
    ("other", "names"),
    [(("AFP", CreditForm.HINT), ["AFP"]), (("Reuters", CreditForm.HINT), ["unknown (a)"]), (None, ["unknown (a)"])],
)
def test_joined_reports_that_all_cite_one_agency_s_people_are_that_agency_s(
    other: tuple[str, CreditForm] | None, names: list[str]
) -> None:
    hinted = report("a", DISPATCH, credit=("AFP", CreditForm.HINT))
    lineage = trace_origins([hinted, report("b", REWRITE, credit=other)])
    assert _names(lineage, "a") == _names(lineage, "b") == names


def test_photographs_of_an_agency_make_joined_reports_none_of_its_own() -> None:
    reports = []
    for name, text in (("a", DISPATCH), ("b", REWRITE)):
        line = "\nA boat in Halm. Photo: AFP\n"
        photo = Mask(Span(len(text) + 1, len(text + line) - 1), MaskKind.MEDIA)
        credit = Credit("AFP", CreditForm.HINT, Span(len(text + line) - 4, len(text + line) - 1))
        reports.append(replace(report(name, text + line), masks=(photo,), credits=(credit,)))
    assert _names(trace_origins(reports), "b") == ["unknown (a)"]


def test_no_reports_have_no_lineage() -> None:
    assert trace_origins([]) == Lineage()


def test_everything_is_in_the_promised_order() -> None:
    reports = [report(n, t, "Orsk Herald") for n, t in zip("dcba", (DISPATCH, REWRITE, OTHER, DISPATCH), strict=True)]
    lineage = trace_origins(reports)
    assert [o.id for o in lineage.origins] == sorted(o.id for o in lineage.origins)
    assert [(c.report, c.origin) for c in lineage.carriages] == sorted((c.report, c.origin) for c in lineage.carriages)
    assert [(k.left, k.right) for k in lineage.links] == sorted((k.left, k.right) for k in lineage.links)
    assert all(k.left < k.right for k in lineage.links)
