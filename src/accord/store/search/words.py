"""The words of a query and of a text: case and accents do not count, nor any sign between words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from accord.errors import QueryError
from accord.model.span import Span
from accord.text.folding import Memo, fold_words

MOST_TEXT = 200_000
"""Characters of a report that are searched; PostgreSQL has no room for the words of more."""

MOST_WORDS = 40
"""In one query; what is longer is a text, not a question."""

LONGEST_WORD = 100
SHORTEST_START = 3
"""Letters before a `*`: fewer would ask for half the dictionary."""

_WORD = re.compile(r"([^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*)")
_ASKED = re.compile(r'["“”„«»]([^"“”„«»]*)["“”„«»]?|([^\s"“”„«»]+)')


@dataclass(frozen=True, slots=True)
class Term:
    """A word, or several that stand side by side, as `plain` has them; `starts`: the last one need only begin so."""

    words: tuple[str, ...]
    starts: bool = False


def terms_of(asked: str, part: str = "words") -> tuple[Term, ...]:
    """The terms of a query, each once; none for one without letters or digits.

    Args: part: what to call the part of the query in an error.
    Raises: QueryError: too many words, one that is too long, or a `*` after too few letters.
    """
    terms: dict[Term, None] = {}
    for found in _ASKED.finditer(asked):
        written = found[1] if found[2] is None else found[2]
        words = tuple(plain(word) for word in _WORD.findall(written))
        starts = written.endswith("*")
        if words:
            terms[Term(words, starts)] = None
        if starts and words and len(words[-1]) < SHORTEST_START:
            raise QueryError(part, f"{words[-1]}*: at least {SHORTEST_START} letters must stand before a *")
    _check(part, [word for term in terms for word in term.words])
    return tuple(terms)


def name_words(part: str, asked: str | None) -> tuple[str, ...]:
    """The words of a name that is asked for, spelling aside; none for None.

    Raises: QueryError: there are no words in it, too many, or one is too long.
    """
    if asked is None:
        return ()
    words = tuple(dict.fromkeys(fold_words(asked)))
    if not words:
        raise QueryError(part, f"no letter or digit in {asked[:LONGEST_WORD]!r}")
    _check(part, words)
    return words


def is_named(asked: Sequence[str], names: Iterable[str]) -> bool:
    """Whether one of the names has all the words, as `name_words` gives them; true where none are asked for."""
    return not asked or any(set(asked) <= set(fold_words(name)) for name in names)


def plain(word: str) -> str:
    """A word in lower case, without accents."""
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFD", word.lower()).translate(_without_marks()) or word


def plain_text(text: str) -> str:
    """The words of a text with single spaces between them."""
    return " ".join(map(_plain().__getitem__, _WORD.findall(text)))


def have_letters(terms: Sequence[Term], text: str) -> bool:
    """Whether some words have the letters of all the terms, and so may have the terms; most have not."""
    if not terms:
        return True
    here = plain(text)
    return all(word in here for term in terms for word in term.words)


def find_terms(terms: Sequence[Term], text: str, within: Span) -> list[list[Span]]:
    """Where each term stands within a span of a text, in order; an empty list for one that does not."""
    parts = _WORD.split(text[within.start : within.end])
    edges = list(accumulate(map(len, parts), initial=within.start))
    words = list(map(_plain().__getitem__, parts[1::2]))
    places = [[(at - len(term.words) + 1, at) for at in _ends(term, words)] for term in terms]
    return [[Span(edges[2 * first + 1], edges[2 * last + 2]) for first, last in each] for each in places]


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, those that overlap as one."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start < out[-1].end:
            out[-1] = out[-1].cover(span)
        else:
            out.append(span)
    return tuple(out)


def _ends(term: Term, words: Sequence[str]) -> Iterator[int]:
    """Which of some words are the last of a term that stands there."""
    *firsts, last = term.words
    for at in _starting(last, words) if term.starts else _equal(last, words):
        if not firsts or (at >= len(firsts) and words[at - len(firsts) : at] == firsts):
            yield at


def _starting(start: str, words: Sequence[str]) -> Iterator[int]:
    return (at for at, word in enumerate(words) if word.startswith(start))


def _equal(wanted: str, words: Sequence[str]) -> Iterator[int]:
    at = -1
    for _ in range(words.count(wanted)):
        at = words.index(wanted, at + 1)
        yield at


@cache
def _plain() -> Memo[str]:
    return Memo(plain)


class _WithoutMarks(dict[int, int | None]):
    """What `str.translate` makes of each letter: nothing of a sign that combines with the letter before it."""

    def __missing__(self, letter: int) -> int | None:
        left = self[letter] = None if unicodedata.combining(chr(letter)) else letter
        return left


@cache
def _without_marks() -> _WithoutMarks:
    return _WithoutMarks()


def _check(part: str, words: Sequence[str]) -> None:
    if len(words) > MOST_WORDS:
        raise QueryError(part, f"{len(words)} words; at most {MOST_WORDS} can be searched for at a time")
    if any(len(word) > LONGEST_WORD for word in words):
        raise QueryError(part, f"a word of more than {LONGEST_WORD} characters")
