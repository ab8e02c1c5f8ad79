"""What always holds: order and copies change no count, and no text breaks tracing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st
from veldrian_reports import BULLETIN, DISPATCH, FORM, OTHER, REWRITE, STATEMENT, paragraphs, report

from accord.model.lineage import Lineage
from accord.model.report import CreditForm, Report
from accord.model.support import Supports
from accord.tracing.candidates import MAX_PAIRS
from accord.tracing.credits import own_name
from accord.tracing.trace import trace_origins

PARTS = paragraphs(DISPATCH)
TEXTS = [
    DISPATCH,
    REWRITE,
    OTHER,
    BULLETIN,
    "\n\n".join(PARTS[:4]),
    OTHER + "\n\n" + PARTS[1] + "\n\n" + PARTS[2],
    OTHER + STATEMENT,
    BULLETIN + STATEMENT,
    BULLETIN + FORM,
    REWRITE + FORM,
    "",
]
# The last is an agency: a copy that an agency publishes says more than the original did.
OUTLETS = [None, "Orsk Herald", "Delta Post", "Orsk Herald - News", "Reuters"]
CREDITS = [None, None, ("AFP", CreditForm.TAIL), ("Reuters", CreditForm.CONTRIBUTION), ("AFP", CreditForm.HINT)]
DAYS = [date(2031, 5, 6), date(2031, 5, 7), None]


@st.composite
def collections(draw: st.DrawFn, most: int = 6) -> list[Report]:
    chosen = draw(st.lists(st.sampled_from(TEXTS), min_size=2, max_size=most))
    return [
        report(
            f"r{i}",
            text,
            draw(st.sampled_from(OUTLETS)),
            credit=draw(st.sampled_from(CREDITS)),
            on=draw(st.sampled_from(DAYS)),
        )
        for i, text in enumerate(chosen)
    ]


def _supports(lineage: Lineage, reports: list[Report]) -> Supports:
    return Supports(lineage, {r.id: own_name(r) for r in reports})


@settings(max_examples=60)
@given(collections(), st.data())
def test_the_order_of_reports_changes_nothing(reports: list[Report], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(reports))
    assert trace_origins(shuffled) == trace_origins(reports)


@settings(max_examples=150)
@given(collections(), st.data())
def test_a_copy_never_raises_a_count(reports: list[Report], data: st.DataObject) -> None:
    original = data.draw(st.sampled_from(reports))
    name = data.draw(st.sampled_from(["a-copy", "z-copy"]))
    copy = replace(original, id=name, outlet=data.draw(st.sampled_from([*OUTLETS[:-1], original.outlet])))
    before = _supports(trace_origins(reports), reports)
    after = _supports(trace_origins([*reports, copy]), [*reports, copy])
    ids = [r.id for r in reports]
    for size in (1, 2, 3, len(ids)):
        for chosen in combinations(ids, min(size, len(ids))):
            most = before.of(chosen).origins
            assert after.of(chosen).origins <= most
            if original.id in chosen:
                assert after.of([*chosen, name]).origins <= most


@settings(max_examples=80)
@given(collections(9), st.data())
def test_an_exact_copy_changes_no_count(reports: list[Report], data: st.DataObject) -> None:
    original = data.draw(st.sampled_from(reports))
    copy = replace(original, id=data.draw(st.sampled_from(["a-copy", "z-copy"])))
    before, after = trace_origins(reports), trace_origins([*reports, copy])
    assert len(after.origins) == len(before.origins)
    with_copy = _supports(after, [*reports, copy])
    ids = [r.id for r in reports]
    for chosen in (ids, [original.id], data.draw(st.lists(st.sampled_from(ids), min_size=1, unique=True))):
        assert with_copy.of(chosen).origins == _supports(before, reports).of(chosen).origins
        if original.id in chosen:
            assert with_copy.of([*chosen, copy.id]).origins == with_copy.of(chosen).origins


def test_neither_order_nor_a_copy_matters_among_more_near_copies_than_are_aligned() -> None:
    reports = [report(f"r{i}", f"{DISPATCH} Late word {i}.", OUTLETS[i % 3]) for i in range(MAX_PAIRS + 36)]
    reports += [report(f"s{i}", text, "Sant Mail") for i, text in enumerate(TEXTS)]
    lineage = trace_origins(reports)
    assert trace_origins(reports[::-1]) == lineage
    copied = trace_origins([*reports, replace(reports[7], id="a-copy"), replace(reports[-4], id="z-copy")])
    assert len(copied.origins) == len(lineage.origins)


@settings(max_examples=60)
@given(st.lists(st.text(max_size=300), max_size=5))
def test_no_text_breaks_tracing(texts: list[str]) -> None:
    lineage = trace_origins([report(str(i), text) for i, text in enumerate(texts)])
    assert {c.report for c in lineage.carriages} == {str(i) for i in range(len(texts))}


def test_a_report_repeated_many_times_is_one_origin_in_fair_time() -> None:
    reports = [report(f"r{i:04d}", DISPATCH, "Orsk Herald" if i % 2 else "Delta Post") for i in range(2000)]
    lineage = trace_origins(reports)
    assert len(lineage.origins) == 1
    assert len(lineage.links) == 1999
