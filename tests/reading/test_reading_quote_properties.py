"""What holds of the quotes of any text at all."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.model.report import Report
from accord.reading.quotes import find_quotes
from accord.text.analysis import analyse
from accord.text.names.cast import Cast

PIECES = st.sampled_from(
    [
        '"', "“", "”", "'", "’", ",", ".", ":", "—", "\n\n", "he", "said", "that", "the minister", "Ada Venn", "told",
        "accused", "of", "according to", "was quoted as saying", "called", "a", "talks", "failed", "and", "who", "-",
        "in a statement", "We agree", "on Monday", "to say", "warning", "his claim that", "…", "(", ")", "\u2028", "é",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=40).map(" ".join) | st.text(max_size=200)


@settings(max_examples=300)
@given(TEXTS)
def test_contents_are_verbatim_and_in_order(text: str) -> None:
    quotes = find_quotes(analyse(Report("r1", text, "r1.txt")), "test/1")
    starts = [q.content.start for q in quotes]
    assert starts == sorted(starts)
    for quote in quotes:
        assert all(span.end <= len(text) for span in quote.spans())
        assert all(span.of(text).strip() for span in quote.spans())
        assert quote.sentence.start <= quote.content.start < quote.sentence.end
        assert quote.reader == "test/1"


@settings(max_examples=100)
@given(TEXTS)
def test_reading_twice_gives_the_same(text: str) -> None:
    report = Report("r1", text, "r1.txt")
    assert find_quotes(analyse(report), "test/1") == find_quotes(analyse(report), "test/1")


HOSTILE = [
    '"',
    "“",
    '"a" said ',
    "he said ",
    "he said that ",
    "X, according to Y, ",
    "said, ",
    "a, ",
    "“He said ”. ",
    "who said ",
]


@pytest.mark.parametrize("unit", HOSTILE)
def test_time_grows_with_length(unit: str) -> None:
    def seconds(n: int) -> float:
        whole = analyse(Report("r1", unit * n, "r1.txt"))
        analysis = replace(whole, cast=Cast(()))  # names have tests of their own
        start = time.thread_time()
        find_quotes(analysis, "test/1")
        return time.thread_time() - start

    # the best of three: a look for garbage among all that other tests hold may fall into one
    short, long = (min(seconds(n) for _ in range(3)) for n in (500, 4_000))
    assert long < 0.5 or long < 32 * short
