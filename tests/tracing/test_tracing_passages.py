"""Shared passages are found with their offsets, wherever they stand and however lightly they were edited."""

from __future__ import annotations

import pytest
from veldrian_reports import DISPATCH, OTHER, paragraphs, report

from accord.tracing.candidates import copy_candidates
from accord.tracing.passages import Alignment, align
from accord.tracing.prepare import prepare, quoted_ranges


def _aligned(left: str, right: str) -> Alignment:
    return align(prepare(report("a", left)), prepare(report("b", right)))


def _covered(found: Alignment) -> float:
    return float(found.left_covered.sum()) / max(1, len(found.left_covered))


FIRST, *REST = paragraphs(DISPATCH)


@pytest.mark.parametrize(
    ("other", "least"),
    [
        (DISPATCH, 1.0),
        (DISPATCH.upper(), 1.0),
        (DISPATCH.replace('"', "“").replace("'", "’"), 0.95),
        (DISPATCH.replace("harbour", "harbor").replace("Prime Minister", "Prime-Minister"), 1.0),
        (DISPATCH.replace("on Tuesday", "on Tuesday evening").replace("chief negotiator", "lead negotiator"), 0.95),
        ("\n\n".join(reversed(paragraphs(DISPATCH))), 0.95),
        (FIRST + "\n\n" + OTHER, 0.11),  # reuse at the very start
        (OTHER + "\n\n" + FIRST, 0.11),
        ("\n\n".join(REST[:3]), 0.4),
    ],
)
def test_what_was_taken_over_is_found(other: str, least: float) -> None:
    assert _covered(_aligned(DISPATCH, other)) >= least


def test_spans_hold_the_same_words_in_both_texts() -> None:
    other = OTHER + "\n\n" + REST[2].replace("forty", "FORTY") + "\n\nThe end."
    found = _aligned(DISPATCH, other)
    [passage] = found.spans()
    assert passage.left.of(DISPATCH) == REST[2].rstrip(".")
    assert passage.right.of(other) == REST[2].replace("forty", "FORTY").rstrip(".")


def test_a_passage_that_stands_twice_in_one_report_is_found_once_in_the_other() -> None:
    found = _aligned(FIRST + "\n\n" + REST[0] + "\n\n" + FIRST, OTHER + "\n\n" + FIRST)
    assert len(found.passages) == 1
    assert found.right_covered.sum() == len(FIRST.split())


def test_no_word_belongs_to_two_passages() -> None:
    found = _aligned(FIRST + "\n\n" + FIRST + "\n\n" + FIRST, FIRST + "\n\n" + OTHER + "\n\n" + FIRST)
    assert sum(run.length for runs in found.passages for run in runs) == found.left_covered.sum()


@pytest.mark.parametrize("other", ["", " \n", "Orsk.", OTHER, "x" * 5000, "\ud800 \x00 \u200b", "…" * 50])
def test_reports_that_share_nothing_have_no_passages(other: str) -> None:
    assert _aligned(DISPATCH, other).passages == ()


def test_candidates_are_those_that_share_a_run_and_no_others() -> None:
    texts = [DISPATCH, OTHER, FIRST + "\n\n" + OTHER[:300], "", "Orsk"]
    found = copy_candidates([prepare(report(str(i), text)) for i, text in enumerate(texts)])
    assert found.pairs == [(0, 2), (1, 2)]


def test_a_passage_in_very_many_reports_ties_them_in_a_chain_not_all_with_all() -> None:
    texts = [f"{FIRST} {' '.join(f'w{i}x{k}' for k in range(60))}" for i in range(60)]
    found = copy_candidates([prepare(report(str(i), text)) for i, text in enumerate(texts)])
    assert found.pairs == [(i, i + 1) for i in range(59)]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('He said "the guns are silent" today.', ["the guns are silent"]),
        ("He said “the guns are silent” today.", ["the guns are silent"]),
        ("He said ‘the guns are silent’ today.", ["the guns are silent"]),
        ("Marrow's guns and Veldria's ships don't fire.", []),
        ("“A first part.\n“A second part.”\nNo part.", ["A first part.", "A second part."]),
        (
            "She wrote:\n\nThe strait is open to every ship from this day on.\nShe left.",
            ["The strait is open to every"],
        ),
        (
            "The strait is open, all of it!\n— Ilse Vantongeren (@ilsev) May 6, 2031\nShe left.",
            ["The strait is open, all of it!"],
        ),
    ],
)
def test_quoted_words_are_told_from_the_report_s_own(text: str, quoted: list[str]) -> None:
    ranges = [text[a:b] for a, b in quoted_ranges(text)]
    assert all(any(words in piece for piece in ranges) for words in quoted)
    assert not any("She left" in piece or "No part" in piece or "don't" in piece for piece in ranges)
    assert bool(ranges) == bool(quoted)
