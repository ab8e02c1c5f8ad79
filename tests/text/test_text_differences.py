"""What differs between two versions of a text, in words that a person would point to."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.text.differences import find_alterations

OLD = (
    "Veldria accepted a 30-day ceasefire with Keshar on Monday. “We will hold our fire,” Mara Ostin told reporters.\n\n"
    "Keshar has demanded the withdrawal of troops."
)


def shown(before: str, after: str) -> list[tuple[str, str]]:
    found = find_alterations(before, after)
    return [(a.before.of(before) if a.before else "", a.after.of(after) if a.after else "") for a in found]


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (OLD, []),
        (OLD.replace(" ", "\n"), []),
        (OLD.replace("30-day", "45-day"), [("30-day", "45-day")]),
        (OLD.replace("Monday", "Tuesday").replace("of troops", "of all troops"), [("Monday", "Tuesday"), ("", "all")]),
        (OLD.replace("“We will hold our fire,” Mara Ostin told reporters.", ""),
         [("“We will hold our fire,” Mara Ostin told reporters.", "")]),
        (OLD.replace("\n\n", " Aurelia welcomed it.\n\n"), [("", "Aurelia welcomed it.")]),
        ("", [(OLD, "")]),
    ],
    ids=["none", "white space", "a word", "two words", "a sentence out", "a sentence in", "all"],
)  # fmt: skip
def test_what_differs_is_pointed_to(new: str, expected: list[tuple[str, str]]) -> None:
    assert shown(OLD, new) == expected


def test_words_that_match_by_chance_do_not_break_up_a_rewrite() -> None:
    old = "Officials of the two sides met in the capital on Friday for talks."
    new = "Nobody from either delegation came to a meeting in the city last week, a spokesman told us."
    assert len(shown(old, new)) <= 2


def test_nothing_is_nothing() -> None:
    assert find_alterations("", "") == ()
    assert shown("", "Orland waits.") == [("", "Orland waits.")]


WORDS = st.lists(
    st.sampled_from(["Keshar", "said", "it", "would", "wait", "30", "days", ".", "“", "\n\n"]), max_size=40
)


@given(WORDS, WORDS)
def test_putting_the_later_words_in_the_place_of_the_earlier_gives_the_later_text(a: list[str], b: list[str]) -> None:
    before, after = " ".join(a), " ".join(b)
    found = find_alterations(before, after)
    lefts, rights = [x.before for x in found if x.before], [x.after for x in found if x.after]
    assert lefts == sorted(lefts)
    assert rights == sorted(rights)

    def rest(text: str, spans: list[object]) -> list[str]:
        for span in reversed(spans):
            text = text[: span.start] + " " + text[span.end :]  # type: ignore[attr-defined]
        return text.split()

    assert rest(before, list(lefts)) == rest(after, list(rights))


def test_long_texts_take_bounded_time() -> None:
    start = time.process_time()
    assert find_alterations("one two. " * 60_000, "two one. " * 60_000)
    assert find_alterations("one " * 100_000, "one two " * 60_000)
    assert time.process_time() - start < 20
