"""The words of a quotation as they are compared: spelling, contractions and figures brought to one form."""

from __future__ import annotations

import calendar
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from accord.text.folding import fold_text
from accord.text.numerals import numeral_pattern, numeral_value
from accord.weighing.matter import fold, word_list
from accord.weighing.stems import stem

_LONGEST = 400  # words of a quotation that are compared; the rest of a longer one is left alone
IS_OR_HAS = "'s"
"""What `'s` stands for until the other quotation tells."""

_STATES = "u.s."
_PARTING = frozenset((",", ";", ":", "–", "—", "--"))
_MONTHS = frozenset(fold(name) for name in calendar.month_name if name)
_BRACKETS = str.maketrans("", "", "[]()")
_SHORTENED = {
    "n't": "not", "'re": "are", "'ve": "have", "'ll": "will", "'m": "am", "'d": "would", "'s": IS_OR_HAS,
}  # fmt: skip
_WHOLE = {
    "can't": "can not", "cannot": "can not", "won't": "will not", "shan't": "shall not", "let's": "let us",
    "aint": "is not", "dont": "do not", "doesnt": "does not", "didnt": "did not", "wont": "will not", "cant": "can not",
    "isnt": "is not", "wasnt": "was not", "wouldnt": "would not", "couldnt": "could not", "shouldnt": "should not",
    "ain't": "is not", "gonna": "going to", "gotta": "got to", "wanna": "want to", "y'all": "you all",
    "&": "and", "%": "percent",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Closed classes of words, from `data/quotation_words.toml`; `forms` brings variants of one word together."""

    classes: dict[str, frozenset[str]]
    forms: dict[str, str]

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.classes[name]


@cache
def vocabulary() -> Vocabulary:
    """The tables of `data/quotation_words.toml`."""
    raw = tomllib.loads(files("accord.weighing").joinpath("data/quotation_words.toml").read_text("utf-8"))
    forms = {word: group.split()[0] for group in raw.pop("forms") for word in group.split()}
    return Vocabulary({name: frozenset(words.split()) for name, words in raw.items()}, forms)


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a quotation.

    `key` is what is compared; `stem` is alike for forms of one word. `number` is the value of a numeral. `name` is
    true for a word in capitals where none begins a sentence; `bracketed` for words the report put in itself; `gap`
    where dots before it say that words are left out; `opens` where a sentence begins, `parted` where a comma, dash or
    colon stands before it. `start` and `end` are offsets
    into the quotation.
    """

    key: str
    stem: str
    start: int = 0
    end: int = 0
    number: float | None = None
    name: bool = False
    bracketed: bool = False
    gap: bool = False
    opens: bool = False
    parted: bool = False

    @property
    def begins_clause(self) -> bool:
        """Whether a mark before it sets it off."""
        return self.opens or self.parted

    @property
    def slight(self) -> bool:
        """Whether its coming and going is no difference."""
        return self.key in vocabulary()["slight"]


@cache
def _pieces() -> re.Pattern[str]:
    numeral = rf"(?<![^\W_])(?P<numeral>{numeral_pattern()})"
    word = r"(?:[\[(][^\W\d_][\])])?[^\W\d_]+(?:['’][^\W\d_]+)*"  # a letter in brackets may begin it: `[T]he`
    half = rf"(?<![^\W_])(?P<half>{numeral_pattern()})(?:[ -]1/2|[ -]and[ -]a[ -]half|½)"
    dotted = r"(?:\b[A-Z]\.){2,}|\bno\.(?=\s?\d)"
    marks = r"[\[\]().!?:%&,;–—]|--"
    return re.compile(rf"…|\.\s?\.(?:\s?\.)*|{half}|{numeral}|{dotted}|{word}|{marks}|\d+", re.IGNORECASE)


@lru_cache(maxsize=16384)
def quoted_words(text: str) -> tuple[Word, ...]:
    """The words of a quotation in order, at most the first 400.

    Contractions are written out, hyphens part words, numerals in words and figures are one, and so are British and
    American spellings; a day stands after its month.
    """
    return tuple(_days_after_months(list(_read(text))))[:_LONGEST]


def _read(text: str) -> Iterator[Word]:
    shouted = _shouted(text)
    depth, gap, opens, parted = 0, False, True, False
    for piece in _pieces().finditer(text):
        token = piece.group()
        if token[0] in ".…!?":
            gap = gap or token[0] == "…" or len(token) > 1
            opens = True
        elif token in _PARTING:
            parted = True
        elif token in ("[", "("):
            depth += 1
        elif token in ("]", ")"):
            depth = max(0, depth - 1)
        else:
            start, end = piece.span()
            name = token[0].isupper() and not (opens or shouted) and re.match(r"I\b", token) is None
            for key, root, number in _forms(piece):
                yield Word(key, root, start, end, number, name, depth > 0, gap, opens, parted)
                gap = opens = parted = False


def _shouted(text: str) -> bool:
    """Whether most words stand in capitals, as in a headline: capitals tell no names there."""
    letters = [word[0] for word in text.split() if word[0].isalpha()]
    return 2 * sum(map(str.isupper, letters)) > len(letters)


def _forms(piece: re.Match[str]) -> Iterator[tuple[str, str, float | None]]:
    """The words that a piece of text stands for: of each its key, its stem, its value where it is a numeral."""
    token = piece.group()
    numeral = piece["half"] or piece["numeral"]
    if numeral and (value := numeral_value(numeral)) is not None:
        value += 0.5 if piece["half"] else 0.0
        key = f"{value:.12g}"
        yield key, key, value
        return
    for part in _written_out(_abbreviated(token) or fold(token).translate(_BRACKETS)):
        plain = part if part in (IS_OR_HAS, _STATES) else "".join(fold_text(part).words) or part
        key = vocabulary().forms.get(plain, plain)
        yield key, key if key in word_list("function_words.txt") else stem(key), None


def _abbreviated(token: str) -> str:
    """What an abbreviation stands for in comparing: letters without dots; the US are not `us`."""
    letters = token.replace(".", "")
    if letters == "US":
        return _STATES
    return ("number" if letters.lower() == "no" else letters.lower()) if token.endswith(".") else ""


def _written_out(word: str) -> Iterator[str]:
    if word in _WHOLE:
        yield from _WHOLE[word].split()
        return
    for ending, full in _SHORTENED.items():
        if word.endswith(ending) and len(word) > len(ending):
            bare = word.removesuffix(ending)
            if ending == "'s" and bare not in _with_is():
                full = ""
            yield from (bare, full) if full else (bare,)
            return
    yield word.replace("'", "")


@cache
def _with_is() -> frozenset[str]:
    """Words after which `'s` stands for a verb, not for a possessive."""
    return vocabulary()["person"] | {"that", "there", "here", "what", "who", "where", "how", "this", "everything"}


def _days_after_months(words: list[Word]) -> list[Word]:
    for n in range(len(words) - 1):
        day, month = words[n], words[n + 1]
        if day.number is not None and 1 <= day.number <= 31 and month.key in _MONTHS:
            words[n], words[n + 1] = month, day
    return words
