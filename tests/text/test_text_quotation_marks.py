"""Quotation marks: what is paired, what is left alone, and how far a stray mark can do harm."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.text.quotation_marks import find_quotations

PAIRED = [
    ("straight", '"We agree," he said.', ["We agree,"]),
    ("curly", "“We agree,” he said.", ["We agree,"]),
    ("guillemets", "«We agree», he said.", ["We agree"]),
    ("low and high", "„We agree“, he said.", ["We agree"]),
    ("single", "'We agree,' he said.", ["We agree,"]),
    ("single curly", "‘We don’t agree,’ he said.", ["We don’t agree,"]),
    ("two", "“We agree,” he said. “At last.”", ["We agree,", "At last."]),
    ("straight closing curly", 'He called it a “big mistake".', ["big mistake"]),
    ("curly closing straight", 'He called it a "big mistake”.', ["big mistake"]),
    ("closing mark typed as an opening one", "“We agree,“ he said.", ["We agree,"]),
    ("opening mark typed as a closing one", "”We agree,” he said.", ["We agree,"]),
    ("nested", "“She told me ‘never’ and left,” he said.", ["She told me ‘never’ and left,"]),
    ("nested double", "“They promised “peace” again,” he said.", ["They promised “peace” again,"]),
    ("space inside", '" We agree ," he said.', ["We agree ,"]),
    ("doubled apostrophes", "``We agree,'' he said.", ["We agree,"]),
    ("after a dash", "One word—“no”—came back.", ["no"]),
    ("in brackets", "The plan (“a fraud”) failed.", ["a fraud"]),
]


@pytest.mark.parametrize(("text", "inner"), [p[1:] for p in PAIRED], ids=[p[0] for p in PAIRED])
def test_marks_are_paired(text: str, inner: list[str]) -> None:
    assert [q.inner.of(text) for q in find_quotations(text)] == inner


ALONE = [
    ("apostrophes", "Veldria's envoys don't trust the ministers' word."),
    ("curly apostrophes", "Veldria’s envoys don’t trust the ministers’ word."),
    ("decades", "In the '90s and the ’80s they met twice."),
    ("feet and inches", "The wall is 5'10\" high."),
    ("a lone closing mark", "They met again.” Nothing came of it."),
    ("empty marks", 'He said "" and left.'),
    ("blank", " \n\n "),
]


@pytest.mark.parametrize("text", [a[1] for a in ALONE], ids=[a[0] for a in ALONE])
def test_other_marks_are_left_alone(text: str) -> None:
    assert find_quotations(text) == ()


def test_a_stray_mark_does_not_flip_the_next_paragraph() -> None:
    text = 'The "plan was read out.\n\nNobody spoke. "We agree," she said then.'
    assert "We agree," in [q.inner.of(text) for q in find_quotations(text)]
    assert "she said then." not in " ".join(q.inner.of(text) for q in find_quotations(text))


def test_a_missing_closing_mark_quotes_to_the_end_of_the_paragraph() -> None:
    text = '"We agree, and we will sign.\n\nThe talks go on.'
    (only,) = find_quotations(text)
    assert only.inner.of(text) == "We agree, and we will sign."
    assert not only.closed


def test_a_long_quotation_opens_every_paragraph() -> None:
    text = "“We agree.\n\n“We will sign.\n\n“We will keep it,” he said."
    first, second, third = find_quotations(text)
    assert [q.closed for q in (first, second, third)] == [False, False, True]
    assert [q.continues for q in (first, second, third)] == [False, True, True]
    assert second.inner.of(text) == "We will sign."


def test_a_long_quotation_may_have_lost_its_line_breaks() -> None:
    text = '"We agree. "We will sign. "We will keep it," he said.'
    assert [q.inner.of(text) for q in find_quotations(text)] == ["We agree.", "We will sign.", "We will keep it,"]


def test_a_forgotten_closing_mark_does_not_quote_the_speaker() -> None:
    text = '"We agree, Ada Venn said. "We will sign," she added.'
    assert [q.inner.of(text) for q in find_quotations(text)] == ["We will sign,"]


def test_a_quotation_may_close_in_the_next_paragraph() -> None:
    text = "“We agree.\n\nWe will sign,” he said. “Soon.”"
    assert [q.inner.of(text) for q in find_quotations(text)] == ["We agree.", "We will sign,", "Soon."]


@given(st.text(alphabet="\"“”„‘’'«»`aB9 ,.\n", max_size=120))
def test_quotations_never_overlap_and_stay_in_their_paragraph(text: str) -> None:
    end = 0
    for quotation in find_quotations(text):
        assert quotation.outer.start >= end
        assert quotation.outer.contains(quotation.inner)
        assert "\n" not in quotation.outer.of(text)
        assert quotation.inner.of(text).strip() == quotation.inner.of(text) != ""
        end = quotation.outer.end


@pytest.mark.parametrize("unit", ['"', "“", "”", "'", "‘a ", "“a”", '"a "', "“‘"])
def test_marks_by_the_hundred_thousand_take_linear_time(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    start = time.process_time()
    find_quotations(text)
    assert time.process_time() - start < 5
