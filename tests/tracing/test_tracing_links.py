"""Links say why two reports share words; only copies and rewrites join them."""

from __future__ import annotations

from datetime import date

import pytest
from veldrian_reports import BULLETIN, DISPATCH, FORM, OTHER, REWRITE, STATEMENT, paragraphs, report

from accord.model.lineage import JOINING, Link, LinkKind
from accord.model.report import CreditForm, Report
from accord.tracing.trace import trace_origins

PARTS = paragraphs(DISPATCH)


def _link(left: Report, right: Report) -> Link | None:
    links = trace_origins([left, right]).links
    assert len(links) <= 1
    return links[0] if links else None


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        (report("a", DISPATCH, "Orsk Herald"), report("b", DISPATCH, "Delta Post"), LinkKind.WIRE),
        (report("a", DISPATCH), report("b", "\n\n".join(PARTS[:4]), "Delta Post"), LinkKind.WIRE),
        (report("a", DISPATCH, "Orsk Herald"), report("b", DISPATCH, "Orsk Herald - News"), LinkKind.SAME_OUTLET),
        (report("a", DISPATCH), report("b", REWRITE), LinkKind.REWRITE),
        (report("a", REWRITE, "Orsk Herald"), report("b", DISPATCH, "Delta Post"), LinkKind.REWRITE),
        (report("a", OTHER + STATEMENT), report("b", BULLETIN + STATEMENT), LinkKind.QUOTE_DOCUMENT),
        (
            report("a", OTHER + FORM, "Orsk Herald", masked=FORM),
            report("b", BULLETIN + FORM, "Orsk Herald", masked=FORM),
            LinkKind.BOILERPLATE,
        ),
        (
            report("a", OTHER + FORM, "Orsk Herald", on=date(2031, 1, 3)),
            report("b", DISPATCH + FORM, "Orsk Herald"),
            LinkKind.BOILERPLATE,
        ),
        (
            report(
                "a", OTHER + "The talks were led by the Lakes Union special envoy for navigation in the Sorrel Strait."
            ),
            report(
                "b", BULLETIN + "It was signed by the Lakes Union special envoy for navigation in the Sorrel Strait."
            ),
            LinkKind.COINCIDENCE,
        ),
        (report("a", DISPATCH), report("b", OTHER), None),
        (report("a", REWRITE), report("b", OTHER), None),
        (report("a", DISPATCH), report("b", BULLETIN), None),
        (report("a", DISPATCH), report("b", ""), None),
    ],
)
def test_kind_of_link(left: Report, right: Report, kind: LinkKind | None) -> None:
    link = _link(left, right)
    assert (link.kind if link else None) is kind


def test_a_form_in_many_reports_of_unknown_outlets_is_furniture() -> None:
    bodies = [DISPATCH, OTHER, REWRITE, BULLETIN * 3]
    links = trace_origins([report(str(i), body + FORM) for i, body in enumerate(bodies)]).links
    kinds = {(k.left, k.right): k.kind for k in links}
    assert kinds.pop(("0", "2")) is LinkKind.REWRITE
    assert set(kinds.values()) == {LinkKind.BOILERPLATE}


def test_a_rewrite_far_in_time_is_not_looked_for() -> None:
    assert _link(report("a", DISPATCH), report("b", REWRITE, on=date(2031, 6, 30))) is None


@pytest.mark.parametrize("other", [DISPATCH, REWRITE, "\n\n".join(PARTS[1:5])])
def test_a_link_carries_its_evidence(other: str) -> None:
    link = _link(report("a", DISPATCH), report("b", other))
    assert link is not None
    assert link.passages
    assert list(link.passages) == sorted(link.passages)
    for passage in link.passages:
        assert len(passage.left.of(DISPATCH).split()) > 5
        assert len(passage.right.of(other).split()) > 5
    assert 0 < link.left_share <= 1
    assert 0 < link.right_share <= 1
    assert link.reason.endswith(".")
    assert 0.5 < link.confidence < 1


@pytest.mark.parametrize(
    ("left", "right", "earlier"),
    [
        (date(2031, 5, 6), date(2031, 5, 7), "a"),
        (date(2031, 5, 7), date(2031, 5, 6), "b"),
        (date(2031, 5, 6), date(2031, 5, 6), None),
        (date(2031, 5, 6), None, None),
    ],
)
def test_the_earlier_report_is_what_was_copied_from(left: date, right: date | None, earlier: str | None) -> None:
    for text in (DISPATCH, "\n\n".join(PARTS[:5])):
        link = _link(report("a", DISPATCH, on=left), report("b", text, on=right))
        assert link is not None
        assert link.kind in JOINING
        assert link.copied_from == earlier


def test_passages_lie_in_the_report_the_link_names() -> None:
    spaced = report("a", DISPATCH.replace(". ", " .   "), credit=("AFP", CreditForm.TAIL))
    plain = report("b", DISPATCH)
    links = trace_origins([spaced, plain, report("c", OTHER + "\n\n" + PARTS[3])]).links
    [link] = [k for k in links if "c" in (k.left, k.right)]
    text = {"a": spaced.text, "b": plain.text}[link.left]
    assert link.passages[0].left.of(text).startswith("Under the terms")
    assert link.passages[0].left.of(text).endswith("sail on Friday")
