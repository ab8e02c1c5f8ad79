"""Words of a sentence with their lemma and part of speech.

A bigram tagger: `data/word_tags.tsv` says how often a frequent word bears a tag, `data/class_tags.tsv` the same for
the remaining words by what the dictionary allows them to be, `data/tag_pairs.tsv` which tag follows which. The best
path through a sentence wins. Fine tags are Penn's; a `Word` bears the coarse one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from accord.model.span import Span
from accord.text.syntax.lexicon import TAGS, allowed_tags, known, lemma_of, tag_pairs, tag_scores


class Tag(StrEnum):
    """Coarse parts of speech (Universal Dependencies names)."""

    NOUN = "NOUN"
    PROPN = "PROPN"
    VERB = "VERB"
    AUX = "AUX"
    ADJ = "ADJ"
    ADV = "ADV"
    PRON = "PRON"
    DET = "DET"
    ADP = "ADP"
    CCONJ = "CCONJ"
    SCONJ = "SCONJ"
    NUM = "NUM"
    PART = "PART"
    PUNCT = "PUNCT"


@dataclass(frozen=True, slots=True)
class Word:
    """One word or punctuation mark. `lower` is the lower-cased text, `lemma` the lower-cased dictionary form.

    `form` is the Penn tag of a verb (VB, VBP, VBZ, VBD, VBN, VBG, MD), empty for other words. Possessive pronouns
    are determiners; forms of be, have and do are auxiliaries where they serve another verb, be always.
    """

    span: Span
    text: str
    lower: str
    lemma: str
    tag: Tag
    form: str = ""


_COARSE = {
    "NN": Tag.NOUN,
    "NNS": Tag.NOUN,
    "NNP": Tag.PROPN,
    "VB": Tag.VERB,
    "VBP": Tag.VERB,
    "VBZ": Tag.VERB,
    "VBD": Tag.VERB,
    "VBN": Tag.VERB,
    "VBG": Tag.VERB,
    "MD": Tag.AUX,
    "JJ": Tag.ADJ,
    "RB": Tag.ADV,
    "RP": Tag.ADP,
    "IN": Tag.ADP,
    "TO": Tag.PART,
    "DT": Tag.DET,
    "PRP$": Tag.DET,
    "PRP": Tag.PRON,
    "WP": Tag.PRON,
    "EX": Tag.PRON,
    "WRB": Tag.SCONJ,
    "CC": Tag.CCONJ,
    "CD": Tag.NUM,
    "POS": Tag.PART,
}
_SUBORDINATORS = frozenset(
    "that if unless although though because while whereas whether since until till once lest provided".split()  # noqa: SIM905
)
_VERB_FORMS = frozenset(("VB", "VBP", "VBZ", "VBD", "VBN", "VBG", "MD"))


@cache
def _pattern() -> re.Pattern[str]:
    titles = "Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Capt|Maj|Adm|Brig|St|Jr|Sr|Prof|Rev|Hon|Inc|Corp|Co|Ltd|No|vs"
    months = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
    return re.compile(
        r"(?:[^\W\d_]\.){2,}(?:-[^\W\d_]+)?"
        rf"|\b(?:{titles}|{months})\.(?=\s)"
        r"|\d+(?:[.,:]\d+)*(?:[-–][^\W_]+|[^\W\d_]+)*"
        r"|[^\W\d_]+(?:[-’'&]\w+)*"
        r"|--+|\.\.+|[^\w\s]|_+"
    )


@cache
def _clitic() -> re.Pattern[str]:
    return re.compile(r"(?i)(?<=[^\W\d_])(?:n[’']t|[’'](?:s|re|ve|ll|d|m)|(?<=^can)not)$")


def tokens(text: str, sentence: Span) -> Iterator[tuple[int, int]]:
    """Offsets of the words, clitics apart from their hosts."""
    for match in _pattern().finditer(text, sentence.start, sentence.end):
        start, end = match.span()
        clitic = _clitic().search(match.group()) if end - start > 2 else None
        if clitic and clitic.start() > 0:
            yield start, start + clitic.start()
            start += clitic.start()
        yield start, end


def read_words(text: str, sentence: Span) -> list[Word]:
    """Words and punctuation of one sentence, in order, each with its lemma and part of speech.

    Args: text: the report's prose. sentence: a span of it.
    Returns: One `Word` for every run of letters, number or mark; `Velmark’s` is two words. Empty for a blank span.
    """
    spans = list(tokens(text, sentence))
    raw = [text[a:b] for a, b in spans]
    fine = _mended(raw, best_path(raw))
    words = []
    for i, ((start, end), token, tag) in enumerate(zip(spans, raw, fine, strict=True)):
        lower = token.lower().replace("’", "'")
        lemma = lemma_of(lower, tag)
        coarse = _coarse(lower, lemma, tag, fine[i + 1 : i + 6])
        form = tag if tag in _VERB_FORMS else ""
        words.append(Word(Span(start, end), token, lower, lemma, coarse, form))
    return words


@lru_cache(maxsize=1_000)
def words_of(text: str) -> tuple[Word, ...]:
    """Words and punctuation of a text that is one sentence, or a part of one, as `read_words` gives them.

    What asks for those of one wording asks within a short while, so that few are held.
    """
    return tuple(read_words(text, Span(0, len(text))))


_CLOSING = frozenset((".", ":", ";", "IN", "TO", "MD", "VBD", "VBZ", "VBP", "WP", "WDT"))


def _mended(raw: list[str], fine: list[str]) -> list[str]:
    """Tags that the words around them rule out, put right: `Explosions were heard`, `and free the crew`."""
    out = list(fine)
    for i, tag in enumerate(fine):
        after = fine[i + 1] if i + 1 < len(fine) else "."
        if tag == "JJ" and i and fine[i - 1] in ("DT", "PRP$") and after in _CLOSING and "NN" in allowed_tags(raw[i]):
            out[i] = "NN"
        elif tag == "JJ" and i and after in ("DT", "PRP$") and fine[i - 1] in (",", "CC", "TO", "MD"):
            out[i] = "VB" if "VB" in allowed_tags(raw[i]) else tag
        elif tag == "NNP" and i == 0 and after.startswith(("VB", "MD", "IN")) and not raw[0].isupper():
            out[i] = "NNS" if allowed_tags(raw[0])[:1] == ("NNS",) and known(raw[0].lower()) else tag
    return out


def _coarse(lower: str, lemma: str, fine: str, tags_after: list[str]) -> Tag:
    """The coarse tag, where the words that follow decide between two."""
    if lemma == "be" and fine in _VERB_FORMS:
        return Tag.AUX
    if lemma in ("have", "do") and fine in _VERB_FORMS:
        return Tag.AUX if _serves_verb(lemma, tags_after) else Tag.VERB
    if lower in ("not", "n't"):
        return Tag.PART
    if fine == "IN" and lower in _SUBORDINATORS:
        return Tag.SCONJ
    if fine == "TO" and not _before_verb(tags_after):
        return Tag.ADP
    return _COARSE.get(fine, Tag.PUNCT if not lower[:1].isalnum() else Tag.NOUN)


def _before_verb(tags_after: list[str]) -> bool:
    """True when an infinitive comes next, past an adverb or a quotation mark."""
    for tag in tags_after[:3]:
        if tag not in ("RB", "Q", "JJ"):
            return tag.rstrip("*") == "VB"
    return False


def _serves_verb(lemma: str, tags_after: list[str]) -> bool:
    """True when a verb form that `have` or `do` takes comes next, past adverbs and a subject pronoun."""
    for tag in tags_after:
        if tag in ("RB", "PRP"):
            continue
        return tag in (("VBN", "VBD") if lemma == "have" else ("VB", "VBP"))
    return False


def best_path(tokens: list[str]) -> list[str]:
    """The most likely Penn tags of the words of one sentence (Viterbi over tag pairs)."""
    pairs = _pairs_into()
    trail: list[dict[str, str]] = []
    scores = {"START": 0.0}
    first = True
    for token in tokens:
        now: dict[str, float] = {}
        back: dict[str, str] = {}
        only = next(iter(scores)) if len(scores) == 1 else None
        for tag, score in _scores(token, first):
            into = pairs[tag]
            if only is not None:
                best, before = scores[only] + into[only], only
            else:
                best, before = max([(value + into[old], old) for old, value in scores.items()])
            now[tag] = best + score
            back[tag] = before
        trail.append(back)
        scores = now
        first = not token[0].isalnum() and (first or opens(token))
    tag = max((value, tag) for tag, value in scores.items())[1]
    out = []
    for back in reversed(trail):
        out.append(tag.rstrip("*"))
        tag = back[tag]
    return out[::-1]


@cache
def _pairs_into() -> dict[str, dict[str, float]]:
    """The weights of `tag_pairs` by the later tag: `_pairs_into()[tag][before]`."""
    return {tag: {before: row[tag] for before, row in tag_pairs().items()} for tag in TAGS}


def opens(token: str) -> bool:
    """True for a mark after which a capital need not mean a name."""
    return token in ('"', "“", "‘", ":", "--", "—")


@lru_cache(maxsize=50_000)
def _scores(token: str, first: bool) -> tuple[tuple[str, float], ...]:
    return tag_scores(token, first)
