"""The wording of a measure, taken apart: what sort of thing it is, what tells it from others, what it leaves open."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from accord.model.measure import MeasureKind
from accord.model.span import Span
from accord.text.words import Tag, read_words
from accord.weighing.measure_words import Vocabulary, vocabulary
from accord.weighing.stems import stem

_DEMONYM = ("ians", "ian", "ese", "ans", "an", "ia", "ish", "is", "i", "a", "e")
_BOUNDING = frozenset(
    {"on", "of", "in", "against", "for", "to", "at", "around", "over", "along", "across"}
    | {"covering", "concerning", "regarding", "involving", "including"}
)
_AND = frozenset({"and", "or"})
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
class Word:
    """A word that may carry meaning: its idea (or stem, when it has none), and where it stands.

    `run` numbers the runs of words between function words and `opens` is where it starts; `lead` is the first function
    word since the run before.
    """

    at: Span
    key: str
    run: int
    lead: str
    opens: int
    name: bool


@dataclass(frozen=True, slots=True)
class Wording:
    """What the words of a measure say, whoever says them.

    `content` are the ideas that tell measures apart; `naming` those that gave the kind; `names` the parties and
    places; `sites` what else a truce covers (`and infrastructure`). `deal` when the words call it a deal, `points` when
    they may point at what is named elsewhere (`the move`), `own` when they say more than goes before that word,
    `whole` when they say that nothing is left out. `length` is an ISO 8601 duration; `scope` are the words that bound
    a truce; `core` is the text from where it comes to the measure (`would require | an end to all aid`).
    """

    text: str
    kind: MeasureKind
    naming: frozenset[str]
    content: frozenset[str]
    names: frozenset[str]
    sites: frozenset[str]
    deal: bool
    points: bool
    own: bool
    whole: bool
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


@lru_cache(maxsize=20_000)
def read_wording(text: str) -> Wording:
    """Take the words of a measure apart."""
    words = vocabulary()
    said = _words(text, words)
    read = _halts([w for w in said if w.key not in words.pointing])
    kind, naming = classify(read, words)
    whole = any(w.key in words.whole for w in read)
    content = frozenset(w.key for w in read if not w.name and w.key not in words.whole) - {"deal"}
    if content == {"halt"} and any(stem(text[w.at.start : w.at.end]) in words.pauses for w in read):
        naming, content = frozenset({"halt"}), frozenset()  # `this pause`: which one, its neighbours say
    scope = None
    if "truce" in naming:
        kind, naming, content, scope = _truce(text, read, whole)
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
        points=len(read) < len(said),
        own=_says_more(read, content),
        whole=whole,
        length=_length(text),
        scope=scope,
        core=_core(text, read, naming) if kind in _ACTS else text,
    )


@lru_cache(maxsize=5_000)
def says_an_act(text: str) -> bool:
    """True when the words hold a verb, of whatever form."""
    return any(w.tag is Tag.VERB for w in read_words(text, Span(0, len(text))))


def _core(text: str, read: list[Word], naming: frozenset[str]) -> str:
    """The text without a clause that leads to the measure: what stands before its run, where that has a modal verb."""
    named = [w for w in read if w.key in naming]
    if not named:
        return text
    first = min(named, key=lambda w: w.at.start)
    bounds = [w for w in read if first.lead in _AND and w.run == first.run - 1]
    opens = min(w.opens for w in (first, *bounds))
    led = any(word in MODALS for word in text[:opens].lower().split())
    return text[opens:] if led else text


def _truce(text: str, read: list[Word], whole: bool) -> tuple[MeasureKind, frozenset[str], frozenset[str], str | None]:
    """Kind, naming ideas, content and scope of a truce.

    It is whole, or bounded by the words around it and those that follow by `on`, `of`, `against` and the like; one
    that ends a war as well is a settlement.
    """
    plain = {"truce", "war", "more", "deal", *vocabulary().whole}
    truce = next(w for w in read if w.key == "truce")
    if any(w.key == "peace" and w.run > truce.run for w in read):
        every = frozenset(w.key for w in read if not w.name) - plain
        return MeasureKind.AGREEMENT, frozenset({"peace"}), every, None
    bounding = [w for w in _bounding(read, truce) if w.key not in plain and not w.name]
    rest = frozenset(w.key for w in bounding)
    target = _target(text)
    if not rest and target and not whole:
        rest = frozenset({f"on {target}"})
    naming = frozenset({"truce"})
    if not rest or whole:
        return MeasureKind.CEASEFIRE, naming, rest, None
    scope = _stretch(text, bounding) if bounding else target
    return MeasureKind.PARTIAL_CEASEFIRE, naming, rest, scope


def _bounding(read: list[Word], truce: Word) -> list[Word]:
    """The words of the truce's own run and of those that bound it."""
    runs = sorted({(w.run, w.lead) for w in read})
    accepted = {truce.run}
    if truce.lead in _AND:
        accepted |= {run for run, _ in runs if run == truce.run - 1}
    for run, lead in runs:
        if run > truce.run:
            if lead not in _BOUNDING and not (lead in _AND and len(accepted) > 1):
                break
            accepted.add(run)
    return [w for w in read if w.run in accepted]


def _stretch(text: str, bounding: list[Word]) -> str:
    """The text from the first bounding word to the last, with the kind of site that follows it."""
    start, end = min(w.at.start for w in bounding), max(w.at.end for w in bounding)
    following = _pattern().match(text, end + 1)
    if following and stem(following.group()) in vocabulary().sites:
        end = following.end()
    return text[start:end]


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


def _words(text: str, words: Vocabulary) -> list[Word]:
    """The words that may carry meaning, in order; function words end a run."""
    out: list[Word] = []
    run, lead, opens, lower = 0, "", -1, text.lower()
    phrases = [(m.start(), m.end(), idea) for found, idea in words.phrases for m in found.finditer(lower)]
    for match in _pattern().finditer(text):
        token = match.group()
        phrase = next((p for p in phrases if p[0] <= match.start() < p[1]), None)
        if phrase is not None:
            opens = match.start() if opens < 0 else opens
            if match.start() == phrase[0]:
                out.append(Word(Span(phrase[0], phrase[1]), phrase[2], run, lead, opens, False))
            continue
        if token.lower() in words.function:
            if opens >= 0 or not lead:
                run, lead, opens = run + (opens >= 0), token.lower(), -1
            continue
        opens = match.start() if opens < 0 else opens
        key = stem(token)
        at = Span(match.start(), match.end())
        if _is_year(token):
            out.append(Word(at, token, run, lead, opens, False))
            continue
        if token[0].isdigit() or token.lower() in words.numbers or (key in words.generic and key not in words.ideas):
            continue
        if key in words.sites and any(w.run == run and w.key not in words.ideas for w in out):
            continue
        name = token[0].isupper() and key not in words.ideas and key not in words.whole
        if name or "." in token:
            out.append(Word(at, place_key(token), run, lead, opens, True))
        else:
            out.append(Word(at, words.ideas.get(key, key), run, lead, opens, False))
    return out


def _is_year(token: str) -> bool:
    return len(token) == 4 and token.isdigit() and token[:2] in ("19", "20")


def _halts(read: list[Word]) -> list[Word]:
    """`halt attacks` read as `truce`, `end the war` as `peace`; rockets and bombing stay, they bound the truce."""
    keys = {w.key for w in read}
    acts = {"halt", "refrain"}
    things = {"strike", "rocket", "bombing"} & keys
    meaning = "truce" if things else "peace" if "war" in keys and "halt" in keys else None
    if meaning is None or not keys & acts:
        return read
    act = next(w for w in read if w.key in acts)
    rest = [w for w in read if w.key not in acts and w.key not in ("strike", "war")]
    return [replace(act, key=meaning), *rest]


def _target(text: str) -> str | None:
    """Whom a one-sided halt spares or binds: the name in `attacks on Veldria`, `fire from Veldria`."""
    found = _targets().search(text)
    return f"{found.group(1)} {place_key(found.group(2))}" if found else None


@cache
def _targets() -> re.Pattern[str]:
    return re.compile(r"\b(?:attacks?|strikes?|fire|firing|raids?|assaults?) (on|against|from) ([A-Z][^\W\d_]+)")


def place_key(name: str) -> str:
    """One key for a country and its people: `Veldria`, `Veldrian`."""
    bare = name.lower().replace(".", "").replace("’", "'").removesuffix("'s")
    for ending in _DEMONYM:
        if bare.endswith(ending) and len(bare) - len(ending) > 2:
            return bare.removesuffix(ending)
    return bare


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(r"\d+(?:[.,]\d+)*(?:-[^\W\d_]+)?|(?:[A-Z]\.)+[A-Z]\b\.?|[^\W\d_]+(?:[-’'][^\W\d_]+)*")


@cache
def _lengths() -> re.Pattern[str]:
    return re.compile(r"\b(\d{1,3})[ -](hour|day|week|month)s?\b", re.IGNORECASE)


def _length(text: str) -> str | None:
    found = _lengths().search(text)
    if not found:
        return None
    number, unit = found.group(1), found.group(2).lower()
    return f"PT{number}H" if unit == "hour" else f"P{number}{unit[0].upper()}"
