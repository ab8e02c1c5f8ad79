"""Whom a sentence speaks of, and how prominently: subjects, those who speak, those only named beside."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

from accord.model.span import Span
from accord.text.names.finding import match_title, word_set
from accord.text.names.joint import phrase_words
from accord.text.names.naming import Name, NameKind, PersonMention
from accord.text.names.offices import holder_of
from accord.text.names.scene import Scene
from accord.text.names.tokens import Token
from accord.text.tables import read_lists

# How many words an apposition has at most.
_APPOSITION = 14


# How many characters of one sentence before a pronoun are looked through.
WINDOW = 2000
_MOST = WINDOW // 2


def window(tokens: tuple[Token, ...], before: int) -> tuple[Token, ...]:
    """The words of a sentence that start before an offset, near enough to matter, and the few after it."""
    first = bisect_left(tokens, before - WINDOW, key=lambda t: t.start)
    return tokens[first : bisect_left(tokens, before, key=lambda t: t.start) + 4]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a name stands in its sentence."""

    subject: bool
    speaks: bool


def standing(tokens: tuple[Token, ...], text: str, span: Span) -> Standing:
    """How the name at `span` stands among the words of its sentence."""
    first = bisect_left(tokens, span.start, key=lambda t: t.start)
    after = bisect_left(tokens, span.end, key=lambda t: t.start)
    if any(t.possessive for t in tokens[first:after]):
        return Standing(subject=False, speaks=False)
    opener = _opener(tokens, text, first)
    verb = _verb_after(tokens, text, after)
    speaks = verb in word_set("speech") or (opener in word_set("speech") and _inverted(tokens, text, after))
    opens = not opener or opener in phrase_words("clause_openers")
    halfway = opener in phrase_words("halfway_openers") and _goes_on(tokens, text, after)
    return Standing(subject=opens or halfway, speaks=speaks)


def _goes_on(tokens: tuple[Token, ...], text: str, after: int) -> bool:
    """Whether more of a clause follows a name."""
    if after >= len(tokens) or text[tokens[after - 1].end : tokens[after].start] != " ":
        return False
    return tokens[after].lower not in phrase_words("complements") | {"and", "or"}


def _opener(tokens: tuple[Token, ...], text: str, first: int) -> str:
    """The word a name stands after, its titles and articles left out; empty at a pause or at the start."""
    k = first
    while k:
        before = tokens[k - 1]
        if not tokens[k].joined:
            gap = text[before.end : tokens[k].start]
            if any(mark in gap for mark in ',:;—–(\n"“”') or "--" in gap:
                return ""
        titled = before.capital and before.lower not in _never_titles()
        if not (titled or before.possessive or before.lower in _lead_words()):
            return before.lower
        k -= 1
    return ""


@cache
def _never_titles() -> frozenset[str]:
    return phrase_words("complements") | phrase_words("clause_openers") | phrase_words("halfway_openers")


@cache
def _lead_words() -> frozenset[str]:
    """Words that stand between the start of a phrase and the name in it."""
    offices = {w for office in read_lists("titles.toml")["offices"] for w in office.split()}
    return frozenset(offices | phrase_words("determiners") | {"former", "then", "late", "new", "longtime", "chief"})


def _verb_after(tokens: tuple[Token, ...], text: str, after: int) -> str:
    """The word after a name and its apposition, past an auxiliary or an adverb."""
    if 0 < after < len(tokens) and text[tokens[after - 1].end : tokens[after].start] == ", ":
        after = _past_apposition(tokens, text, after)
    for k in range(after, min(after + 3, len(tokens))):
        if k > after and "," in text[tokens[k - 1].end : tokens[k].start]:
            return ""
        if tokens[k].lower not in _between():
            return tokens[k].lower
    return ""


def _past_apposition(tokens: tuple[Token, ...], text: str, after: int) -> int:
    """The word after the comma that closes what a comma opens before `after`."""
    for k in range(after + 1, min(after + _APPOSITION, len(tokens))):
        if "," in text[tokens[k - 1].end : tokens[k].start]:
            return k
    return len(tokens)


@cache
def _between() -> frozenset[str]:
    return frozenset(
        ["has", "had", "have", "also", "then", "later", "again", "repeatedly", "himself", "herself", "reportedly"]
    )


def _inverted(tokens: tuple[Token, ...], text: str, after: int) -> bool:
    """Whether a verb of speech before a name is the name's: `said N.`, not `said N. would leave`."""
    if after >= len(tokens):
        return True
    gap = text[tokens[after - 1].end : tokens[after].start]
    return gap != " " or tokens[after].lower in ("on", "in", "at", "of", "to", "as", "during", "after", "from")


def people_of(scene: Scene, sentence: int) -> tuple[PersonMention, ...]:
    """The people a sentence names, by name or by the office only one holds, in text order."""
    if sentence not in scene.spoken_of:
        scene.spoken_of[sentence] = tuple(sorted(_people_of(scene, sentence), key=lambda m: m.start))
    return scene.spoken_of[sentence]


def _people_of(scene: Scene, sentence: int) -> list[PersonMention]:
    tokens = scene.tokens[sentence]
    names = scene.named_in(sentence)
    out = [_mention(scene, tokens, n.span, n) for n in names if n.kind is NameKind.PERSON]
    skip_to = 0
    for k, token in enumerate(tokens):
        if (token.capital and k) or k < skip_to:
            continue
        length = match_title(list(tokens[k : k + 4]), 0)
        skip_to = k + length
        if length and (holder := _holder(scene, tokens, k, length, names)):
            out.append(_mention(scene, tokens, holder.span, holder))
    return out


def _holder(scene: Scene, tokens: tuple[Token, ...], k: int, length: int, names: tuple[Name, ...]) -> Name | None:
    """Who holds the office named at a word alone: `the president`, `the Veldrian leader`."""
    span = Span(tokens[k].start, tokens[k + length - 1].end)
    following = tokens[k + length] if k + length < len(tokens) else None
    if following and following.joined and (following.capital or following.lower in ("of", "for")):
        return None
    if tokens[k + length - 1].possessive or not k:
        return None
    before = tokens[k - 1]
    whose = next((n for n in names if n.span.end in (before.end, before.end + 2)), None)
    if before.lower != "the" and not (whose and whose.party and k > 1 and tokens[k - 2].lower == "the"):
        return None
    office = " ".join(t.lower for t in tokens[k : k + length])
    held = holder_of(scene, span, office, whose.party if whose else None)
    person = scene.people.get(held or "")
    return Name(span, person.name, NameKind.PERSON, person.party) if person else None


def _mention(scene: Scene, tokens: tuple[Token, ...], span: Span, name: Name) -> PersonMention:
    stands = standing(tokens, scene.text, span)
    person = scene.people.get(name.name)
    gender = person.gender if person else None
    return PersonMention(
        span.start, span.end, name.name, name.party, gender, stands.subject, stands.speaks, scene.quoted(span.start)
    )


def unnamed_speaker(scene: Scene, sentence: int, before: int) -> int:
    """Where somebody nobody names speaks last in a sentence before an offset (`said one fighter`); -1 for nowhere."""
    tokens = window(scene.tokens[sentence], before)
    people = people_of(scene, sentence)
    known = {m.start for m in people[bisect_left(people, before - WINDOW, key=lambda m: m.start) :][:_MOST]}
    at = -1
    for i, token in enumerate(tokens):
        if token.end > before or token.quoted or token.text not in _persons():
            continue
        if known & {t.start for t in tokens[max(0, i - 2) : i + 5]}:
            continue
        if _verb_after(tokens, scene.text, i + 1) in word_set("speech") or _said_before(tokens, i):
            at = token.start
    return at


def _said_before(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether a verb of speech stands before the phrase that ends in the word at `i`."""
    k = i
    while k > max(0, i - 6) and tokens[k].joined and not tokens[k].possessive:
        k -= 1
        if tokens[k].lower in word_set("speech"):
            return not tokens[k].quoted
        if tokens[k].lower in phrase_words("complements") | phrase_words("clause_openers"):
            return False
    return False


@cache
def _persons() -> frozenset[str]:
    offices = {office.split()[-1] for office in read_lists("titles.toml")["offices"] if " of " not in office}
    return frozenset(offices | phrase_words("persons"))
