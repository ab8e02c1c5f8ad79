"""What a word can be: its possible tags with their weights, and its lemma."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

_FLOOR = 1e-6
TAGS = (
    *("NN", "NNS", "NNP", "VB", "VBP", "VBZ", "VBD", "VBN", "VBG", "MD", "JJ", "RB", "RP", "IN", "TO", "DT", "PRP$"),
    *("PRP", "WP", "EX", "WRB", "CC", "CD", "POS", ",", ".", ":", "Q", "(", ")", "$", "START"),
    *("DT*", "VB*", "VBP*", "VBZ*", "VBD*", "VBN*", "VBG*"),
)
_MARKS = {",": ",", ".": ".", "?": ".", "!": ".", "(": "(", "[": "(", ")": ")", "]": ")", "$": "$", "£": "$", "€": "$"}
_QUOTES = frozenset("\"“”‘'’«»`„")
_UNIVERSAL = {"NN": "NOUN", "NNS": "NOUN", "JJ": "ADJ", "RB": "ADV", "NNP": "PROPN"}


_SERVANTS = frozenset(
    ("be", "am", "is", "are", "was", "were", "been", "being", "have", "has", "had", "having", "'s", "'re", "'ve", "'m")
)
_POINTERS = frozenset(["this", "that", "these", "those", "all", "some", "any", "both", "each", "either", "neither"])


def refined(lower: str, tag: str) -> str:
    """The tag with a star for be, have and for words that are determiner and pronoun: others follow them."""
    starred = lower in (_POINTERS if tag == "DT" else _SERVANTS) and f"{tag}*" in TAGS
    return f"{tag}*" if starred else tag


def _rows(name: str) -> list[list[str]]:
    text = files("accord.text").joinpath("data", name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


def _shares(cells: list[str]) -> dict[str, float]:
    """`NN 62`, `VB 38` as shares of 1."""
    pairs = [cell.split() for cell in cells]
    return {tag: int(share) / 100 for tag, share in pairs}


@cache
def _word_tags() -> dict[str, dict[str, float]]:
    return {row[0]: _shares(row[1:]) for row in _rows("word_tags.tsv")}


@cache
def _class_tags() -> dict[str, dict[str, float]]:
    return {row[0]: _shares(row[1:]) for row in _rows("class_tags.tsv")}


@cache
def _tag_share() -> dict[str, float]:
    """How common each tag is among all words, from the pairs table."""
    counts = dict.fromkeys(TAGS, 1.0)
    for row in _rows("tag_pairs.tsv"):
        for cell in row[1:]:
            tag, count = cell.split()
            counts[tag] += int(count)
    total = sum(counts.values())
    return {tag: count / total for tag, count in counts.items()}


@cache
def tag_pairs() -> dict[str, dict[str, float]]:
    """Log weight of one tag after another: `tag_pairs()[before][tag]`."""
    out = {}
    for row in _rows("tag_pairs.tsv"):
        counts = {tag: int(n) for tag, n in (cell.split() for cell in row[1:])}
        total = sum(counts.values())
        share = _tag_share()
        out[row[0]] = {tag: math.log((counts.get(tag, 0) + 2 * share[tag]) / (total + 2)) for tag in TAGS}
    for tag in TAGS:
        out.setdefault(tag, dict.fromkeys(TAGS, math.log(1 / len(TAGS))))
    return out


def tag_scores(token: str, first: bool) -> tuple[tuple[str, float], ...]:
    """The tags a word can bear, each with a log weight. `first`: the word opens its sentence."""
    shares = _tag_share()
    found = _word_tags().get(word_key(token, first))
    if not found or (first and token[0].isupper() and nominal(found)):
        found = _class_tags().get(word_class(token, first))
    if not found:
        allowed = [tag for tag in allowed_tags(token) if tag in shares] or ["NN"]
        found = {tag: 1 / len(allowed) for tag in allowed}
    return tuple((tag, math.log(max(p, _FLOOR) / shares[tag])) for tag, p in found.items() if tag in shares)


def known(lower: str) -> bool:
    """True for a lower-case word of the dictionary."""
    return bool(_dictionary(lower))


def nominal(shares: Mapping[str, float]) -> bool:
    """True for a word that is mostly a noun or an adjective, so that a capital at a sentence's head tells little."""
    best = max(shares, key=lambda tag: shares[tag])
    return best in ("NN", "NNS", "JJ")


def word_key(token: str, first: bool) -> str:
    """The word as the table of frequent words has it: case kept, but for the first word of a sentence."""
    key = token.replace("’", "'")
    return key.lower() if first and key != "I" else key


@lru_cache(maxsize=50_000)
def word_class(token: str, first: bool) -> str:
    """The class of a word that is not frequent: its case, then the tags the dictionary allows it."""
    case = "lower" if not token[0].isupper() else "first" if first else "upper" if token.isupper() else "capital"
    return f"{case} {' '.join(allowed_tags(token))}"


@lru_cache(maxsize=50_000)
def allowed_tags(token: str) -> tuple[str, ...]:
    """The tags the dictionary, or for unknown words the ending, allows; a mark or a number has one."""
    if not token[0].isalnum():
        return (_mark(token),)
    if token[0].isdigit():
        return ("CD", "JJ") if any(c.isalpha() for c in token) else ("CD",)
    lower = token.lower()
    found = _dictionary(lower)
    if found:
        return found
    part = lower.rsplit("-", 1)[-1]
    if part != lower:
        return (*(_dictionary(part) or ()), "JJ", "-")
    return (_ending(lower),)


def _mark(token: str) -> str:
    if token in _MARKS:
        return _MARKS[token]
    if token[0] in _QUOTES:
        return "POS" if len(token) > 1 else "Q"
    return "." if token.startswith("..") else ":"


def _ending(lower: str) -> str:
    for ending in ("ing", "ed", "ly", "ness", "ment", "ion", "ian", "ist", "ism", "ous", "ive", "ful", "al", "er", "s"):
        if lower.endswith(ending):
            return f"-{ending}"
    return "-"


@lru_cache(maxsize=50_000)
def _lemmas(lower: str) -> dict[str, tuple[str, ...]]:
    from lemminflect import getAllLemmas

    found: dict[str, tuple[str, ...]] = getAllLemmas(lower)
    return found


@lru_cache(maxsize=20_000)
def _inflections(lemma: str) -> dict[str, tuple[str, ...]]:
    from lemminflect import getAllInflections

    found: dict[str, tuple[str, ...]] = getAllInflections(lemma, upos="VERB")
    return found


def _dictionary(lower: str) -> tuple[str, ...]:
    tags: set[str] = set()
    for universal, lemmas in _lemmas(lower).items():
        if universal == "NOUN":
            tags.update("NN" if lemma == lower else "NNS" for lemma in lemmas)
        elif universal in ("VERB", "AUX"):
            for lemma in lemmas:
                tags.update(tag for tag, forms in _inflections(lemma).items() if lower in forms)
        elif universal in ("ADJ", "ADV"):
            tags.add("JJ" if universal == "ADJ" else "RB")
    return tuple(tag for tag in TAGS if tag in tags)


_IRREGULAR = {"n't": "not", "'re": "be", "'m": "be", "'ve": "have", "'ll": "will", "ca": "can", "wo": "will"}
_BE = frozenset(["be", "am", "is", "are", "was", "were", "been", "being"])


@lru_cache(maxsize=50_000)
def lemma_of(lower: str, tag: str) -> str:
    """The dictionary form of a lower-cased word that bears a Penn tag; the word itself when nothing is known."""
    if lower in _IRREGULAR:
        return _IRREGULAR[lower]
    if tag.startswith("VB"):
        if lower in _BE:
            return "be"
        if lower in ("'s", "'d"):
            return "be" if lower == "'s" else "have"
    if tag == "MD" or (tag not in _UNIVERSAL and not tag.startswith("VB")):
        return lower
    lemmas = _lemmas(lower).get(_UNIVERSAL.get(tag, "VERB"))
    return lemmas[0] if lemmas else lower
