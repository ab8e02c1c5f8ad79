"""Triggers: the words that may name an act, by a lexicon of patterns.

A pattern is a lemma, alone or with what makes its sense plain: a preposition (`call for`), a particle (`pull out`),
a class of object (`hold @talks`), a negation (`not accept`). The longest pattern that fits wins.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from accord.model.claim import PloverType, Stance
from accord.reading.word_lists import word_list
from accord.text.syntax.arguments import object_of
from accord.text.syntax.chunks import VerbGroup
from accord.text.syntax.clauses import Clauses
from accord.text.syntax.words import Tag, Word

_LETTER = {Tag.VERB: "v", Tag.NOUN: "n", Tag.PROPN: "n", Tag.ADJ: "a", Tag.AUX: "x", Tag.ADV: "r"}
_OUGHT = frozenset(("must", "should", "ought"))
_NEGATIONS = frozenset(("not", "n't", "never", "no", "nor", "neither"))


Label = tuple[PloverType, Stance | None]


@dataclass(frozen=True, slots=True)
class Pattern:
    """One line of the lexicon.

    `keep` in [0, 1]: how often such words name an act worth the record. `labels`: what they name, as type and stand,
    with shares of 1, most frequent first.
    """

    key: str
    keep: float
    labels: tuple[tuple[Label, float], ...]

    @property
    def type(self) -> PloverType:
        """The most frequent type."""
        return self.labels[0][0][0]

    @property
    def stance(self) -> Stance | None:
        """The most frequent stand."""
        return self.labels[0][0][1]


@dataclass(frozen=True, slots=True)
class Trigger:
    """Word `at` of a sentence may name an act, as `pattern` says."""

    at: int
    pattern: Pattern


@cache
def lexicon() -> dict[str, Pattern]:
    """All patterns by their key: `hold @talks/v`."""
    text = files("accord.reading").joinpath("data", "triggers.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {row[0]: parse_pattern(row) for row in rows}


def parse_pattern(row: list[str]) -> Pattern:
    """Read a line's cells: pattern, share, then `ACCUSE/criticises 62`, `ACCUSE/- 20`."""
    labels = []
    for cell in row[2:]:
        name, percent = cell.split(" ")
        type_, stance = name.split("/")
        labels.append(((PloverType(type_), None if stance == "-" else Stance(stance)), int(percent) / 100))
    return Pattern(row[0], float(row[1]), tuple(labels))


@cache
def _class_of() -> dict[str, str]:
    import tomllib

    table = tomllib.loads(files("accord.reading").joinpath("data", "classes.toml").read_text(encoding="utf-8"))
    out: dict[str, str] = {}
    for name, nouns in table.items():
        for noun in nouns.split():
            out.setdefault(noun, name)
    return out


def noun_class(word: Word) -> str | None:
    """The class of a noun, None for most."""
    return _class_of().get(word.lemma.lower())


def find_triggers(clauses: Clauses) -> list[Trigger]:
    """The words of a sentence that may name an act, in order."""
    out = []
    known = lexicon()
    for i in range(len(clauses.words)):
        pattern = next((known[key] for key in keys(clauses, i) if key in known), None)
        if pattern:
            out.append(Trigger(i, pattern))
    return out


def letter(word: Word) -> str:
    """The part of speech as patterns spell it; `o` for one that no pattern has."""
    return _LETTER.get(word.tag, "o")


def keys(clauses: Clauses, i: int) -> Iterator[str]:
    """The pattern keys word `i` answers to, the most telling first."""
    word = clauses.words[i]
    letter = _LETTER.get(word.tag)
    if letter is None or not word.text[0].isalpha():
        return
    lemma = word.lemma.lower()
    not_ = "not " if _negated(clauses, i) else ""
    link = _link(clauses, i)
    classes = _object_class(clauses, i) if letter == "v" else None
    modal = _modal(clauses, i)
    if modal in _OUGHT:
        yield f"{not_}{modal} */v"
        yield f"{modal} */v"
    for negation in dict.fromkeys((not_, "")):
        if classes:
            yield f"{negation}{lemma} @{classes}/{letter}"
        if link:
            yield f"{negation}{lemma} {link}/{letter}"
        if negation:
            yield f"{negation}{lemma}/{letter}"
            if modal:
                yield f"not {modal} */v"
    if letter == "n" and i and clauses.words[i - 1].tag in (Tag.NOUN, Tag.ADJ):
        yield f"{clauses.words[i - 1].lemma.lower()} {lemma}/n"
    yield f"{lemma}/{letter}"


def _modal(clauses: Clauses, i: int) -> str | None:
    """The modal over the verb at word `i`."""
    group = clauses.group(i)
    if group and group.head == i and clauses.words[i].tag is Tag.VERB:
        return group.modal
    return None


def _negated(clauses: Clauses, i: int) -> bool:
    group = clauses.group(i)
    words = clauses.words
    if group and group.head == i:
        before = words[group.start - 1] if group.start else None
        if group.negated or before is None:
            return group.negated
        if group.infinitive:
            return before.lemma in word_list("negating")
        return before.lower in ("without", "longer", "neither", "nobody", "none") or _of_nobody(clauses, group)
    if i >= 1 and words[i - 1].lower in _NEGATIONS:
        return True
    return i >= 2 and words[i - 2].lower in _NEGATIONS and words[i - 1].tag in (Tag.ADV, Tag.ADJ, Tag.DET)


def _of_nobody(clauses: Clauses, group: VerbGroup) -> bool:
    """`no country accepted`, `neither side agreed`."""
    phrase = clauses.phrase(group.start - 1)
    return phrase is not None and clauses.words[phrase.start].lower in ("no", "neither")


def _link(clauses: Clauses, i: int) -> str | None:
    """The particle or preposition right after word `i`, past one adverb."""
    words = clauses.words
    for j in (i + 1, i + 2):
        if j < len(words) and words[j].lower in word_list("links") and words[j].tag is not Tag.PRON:
            return words[j].lower
        if j >= len(words) or words[j].tag is not Tag.ADV:
            return None
    return None


def _object_class(clauses: Clauses, i: int) -> str | None:
    """The class of the verb's object; of its subject for a passive."""
    found = object_of(clauses, i)
    if found is None:
        return None
    phrase = clauses.phrase(found[0])
    return noun_class(clauses.words[phrase.head]) if phrase else None
