"""The wording of a measure, taken apart: what sort of thing it is, what tells it from others, what it leaves open."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from accord.model.measure import MeasureKind
from accord.text.syntax.words import Tag, words_of
from accord.weighing.measures.tokens import AND, Word, length_of, read_tokens
from accord.weighing.measures.truces import join_halts, read_truce
from accord.weighing.measures.words import Vocabulary, vocabulary
from accord.weighing.stems import stem

# Kinds that are acts of their own, whatever the clause around them.
_ACTS = frozenset(MeasureKind) - {
    MeasureKind.OTHER,
    MeasureKind.AGREEMENT,
    MeasureKind.TERRITORIAL,
    MeasureKind.RECOGNITION,
}
MODALS = frozenset({"should", "must", "will", "would", "can", "could", "may", "might", "shall", "cannot"})
_HOLLOW = frozenset({"halt", "refrain", "cut", "lift", "more", "final"})
_LIGHT = frozenset({"deal", "truce", "peace", "halt"})
# Kinds of which more of the same is another measure: "additional sanctions".
_GRADED = frozenset({MeasureKind.SANCTIONS, MeasureKind.SANCTIONS_RELIEF, MeasureKind.AID})


@dataclass(frozen=True, slots=True)
class Wording:
    """What the words of a measure say, whoever says them.

    `content` are the ideas that tell measures apart; `naming` those that gave the kind; `names` the parties and
    places; `sites` what else a truce covers (`and infrastructure`). `deal` when the words call it
    a deal, `deal_first` when that comes before what else they say, `points` when they may point at what is named
    elsewhere (`the move`), `own` when they say more than goes before that word, `whole` when they say that nothing is
    left out, `extends` when they make something last longer. `length` is an ISO 8601 duration; `scope` are the words
    that bound a truce; `core` is the text from where it comes to the measure (`would require | an end to all aid`).
    """

    text: str
    kind: MeasureKind
    naming: frozenset[str]
    content: frozenset[str]
    names: frozenset[str]
    sites: frozenset[str]
    deal: bool
    deal_first: bool
    points: bool
    own: bool
    whole: bool
    extends: bool
    length: str | None
    scope: str | None
    core: str

    @property
    def bare(self) -> bool:
        """True when the words only point at a measure."""
        return not self.content and not self.whole and self.naming <= _LIGHT and (self.points or bool(self.naming))

    @property
    def empty(self) -> bool:
        """True when nothing is named but parties and places, or an act without its object."""
        return self.content <= _HOLLOW and not (self.naming or self.points or self.deal or self.whole)


@lru_cache(maxsize=32_768)
def read_wording(text: str) -> Wording:
    """Take the words of a measure apart."""
    words = vocabulary()
    said = read_tokens(text)
    read = join_halts([w for w in said if w.key not in words.pointing and w.key != "extend"])
    kind, naming = classify(read, words)
    whole = any(w.key in words.whole for w in read)
    content = frozenset(w.key for w in read if not w.name and w.key not in words.whole) - {"deal"}
    if content == {"halt"} and any(stem(text[w.at.start : w.at.end]) in words.pauses for w in read):
        naming, content = frozenset({"halt"}), frozenset()  # `this pause`: which one, its neighbours say
    scope = None
    if "truce" in naming:
        kind, naming, content, scope = read_truce(text, read, whole)
    elif kind is MeasureKind.AGREEMENT and "peace" not in naming and _deals_over().search(text):
        kind, naming = MeasureKind.OTHER, frozenset()
    return Wording(
        text=text,
        kind=kind,
        naming=naming,
        content=content if kind in _GRADED else content - {"more"},
        names=frozenset(w.key for w in read if w.name),
        sites=content & words.sites if kind is MeasureKind.PARTIAL_CEASEFIRE else frozenset(),
        deal=any(w.key == "deal" for w in read),
        deal_first=any(w.key == "deal" and w.run == read[0].run for w in read),
        points=any(w.key in words.pointing for w in said),
        own=_says_more(read, content),
        whole=whole,
        extends=any(w.key == "extend" for w in said),
        length=length_of(text),
        scope=scope,
        core=_core(text, read, naming) if kind in _ACTS else text,
    )


@lru_cache(maxsize=32_768)
def says_an_act(text: str) -> bool:
    """True when the words hold a verb, of whatever form."""
    return any(w.tag is Tag.VERB for w in words_of(text))


@lru_cache(maxsize=32_768)
def starts_with_an_act(text: str) -> bool:
    """True when the first word is a verb as it stands after `to` or as a gerund: `open the ports`, `opening`."""
    words = [w for w in words_of(text) if w.tag is not Tag.ADV and w.lower != "to"] if text else []
    return bool(words) and words[0].tag is Tag.VERB and words[0].form in ("VB", "VBP", "VBG", "VBN")


def _core(text: str, read: list[Word], naming: frozenset[str]) -> str:
    """The text without a clause that leads to the measure: what stands before its run, where that has a modal verb."""
    named = [w for w in read if w.key in naming]
    if not named:
        return text
    first = min(named, key=lambda w: w.at.start)
    bounds = [w for w in read if first.lead in AND and w.run == first.run - 1]
    opens = min(w.opens for w in (first, *bounds))
    led = any(word in MODALS for word in text[:opens].lower().split())
    return text[opens:] if led else text


@cache
def _deals_over() -> re.Pattern[str]:
    """A deal whose matter follows: `agreement to open the ports`."""
    return re.compile(
        r"\b(?:deal|agreement|accord|pact|understanding|arrangement)s? (?:[^\W\d_]+ )?(?:to|on|over|for)\b"
    )


def _says_more(read: list[Word], content: frozenset[str]) -> bool:
    runs = {w.run for w in read if w.key == "deal"}
    return any(w.run not in runs for w in read if w.key in content)


def classify(read: list[Word], words: Vocabulary) -> tuple[MeasureKind, frozenset[str]]:
    """The kind a mention's words name, and the ideas that named it.

    The earliest run of words decides; within it the last word when it is talks or a deal ("truce talks"), else the
    kind that takes in most ideas.
    """
    first: dict[str, int] = {}
    for w in read:
        first.setdefault(w.key, w.run)
    last_of_run = {w.run: w.key for w in read}
    found = []
    for order, (kind, ideas) in enumerate(words.kinds):
        if ideas <= first.keys():
            run = min(first[i] for i in ideas)
            heads = ideas == {"talks"} and last_of_run[run] == "talks"
            light = ideas <= {"deal", "peace"} and len(first) > len(ideas)
            found.append(((light, run, not heads, -len(ideas), order), kind, ideas))
    if not found:
        return MeasureKind.OTHER, frozenset()
    _, kind, ideas = min(found, key=lambda f: f[0])
    return kind, ideas
