"""Who a pronoun stands for: the nearest fitting person or party, subjects first; nobody when unsure."""

from __future__ import annotations

import re
from itertools import pairwise

from accord.model.span import Span
from accord.text.finding import word_set
from accord.text.naming import Name, NameKind
from accord.text.scene import Scene
from accord.text.tokens import Token

_GENDER = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_THING = frozenset({"it", "its", "itself"})
_MANY = frozenset({"they", "them", "their", "themselves"})
_SPEAKER = frozenset({"i", "me", "my", "we", "us", "our", "ours"})
_OBLIQUE = frozenset(
    [
        "to",
        "with",
        "of",
        "by",
        "for",
        "from",
        "against",
        "about",
        "on",
        "at",
        "in",
        "between",
        "than",
        "over",
        "after",
        "as",
        "before",
        "under",
        "near",
        "including",
    ]
)
_REACH = 4
_SAID = frozenset(["said", "says", "added", "asked", "told"])


def is_pronoun(token: Token) -> bool:
    """True for a personal pronoun; `US` and `U.S.` are none."""
    return token.lower in _GENDER.keys() | _THING | _MANY | _SPEAKER and token.text not in ("US", "IT")


def resolve_pronoun(scene: Scene, token: Token) -> Name | None:
    """The name a pronoun stands for, its span the pronoun's; None when unsure."""
    span = Span(token.start, token.end)
    found: Name | None = None
    if token.lower in _GENDER:
        found = _person(scene, token, _GENDER[token.lower])
    elif token.lower in _THING or token.lower in _MANY:
        found = _party(scene, token)
    elif token.quoted:
        found = _speaker(scene, token)
        if found and token.lower not in ("i", "me", "my") and found.party:
            found = Name(span, found.party, NameKind.PARTY, found.party)
    return Name(span, found.name, found.kind, found.party) if found else None


def _person(scene: Scene, token: Token, gender: str) -> Name | None:
    """The last speaker where the pronoun speaks (`he said`), else the first subject of the nearest sentence."""
    index = scene.sentence_at(token.start)
    speaks = _by_speech(scene.tokens[index], token)
    left = _REACH
    for k in range(index, max(-1, index - 3 * _REACH), -1):
        names = [
            n
            for n in scene.named_in(k, token.start if k == index else None)
            if n.kind is NameKind.PERSON
            and _fits(scene, n, gender)
            and (token.quoted or not scene.quoted(n.span.start))
        ]
        known = [(n, scene.people.get(n.name)) for n in names] if gender == "f" else []
        sure = [n for n, person in known if person is not None and person.gender == gender]
        names = sure or names
        if names:
            speakers = [n for n in names if _speaks(scene, n)] if speaks else []
            subjects = [n for n in names if not _oblique(scene, n)]
            return speakers[-1] if speakers else (subjects or names[-1:])[0]
        if token.quoted or any(not t.quoted for t in scene.tokens[k]):
            left -= 1
        if not left:
            return None
    return None


def _by_speech(tokens: tuple[Token, ...], token: Token) -> bool:
    """Whether a verb of speech stands beside a word, or one word away (`he also said`)."""
    i = next(k for k, t in enumerate(tokens) if t.start == token.start)
    near = tokens[max(0, i - 1) : i] + tokens[i + 1 : i + 3]
    return any(t.lower in word_set("speech") and not t.quoted for t in near)


def _speaks(scene: Scene, name: Name) -> bool:
    """Whether a verb of speech stands right before or after a name."""
    tokens = scene.tokens[scene.sentence_at(name.span.start)]
    verbs = word_set("speech")
    after = next((t for t in tokens if t.start >= name.span.end), None)
    if after and after.lower in verbs:
        return True
    first = next((k for k, t in enumerate(tokens) if t.start >= name.span.start), 0)
    return any(t.lower in _SAID and not t.quoted for t in tokens[max(0, first - 1) : first])


def _fits(scene: Scene, name: Name, gender: str) -> bool:
    person = scene.people.get(name.name)
    return person is None or person.gender in (None, gender)


def _oblique(scene: Scene, name: Name) -> bool:
    """True for a name after a preposition or with a possessive ending."""
    index = scene.sentence_at(name.span.start)
    tokens = scene.tokens[index]
    k = next((k for k, t in enumerate(tokens) if t.start >= name.span.start), 0)
    if any(t.possessive for t in tokens[k:] if t.end <= name.span.end):
        return True
    while k and (
        tokens[k - 1].capital
        or tokens[k - 1].lower in ("the", "minister", "president", "secretary", "prime", "foreign")
    ):
        k -= 1
        if tokens[k].lower in _OBLIQUE:
            return k > 0
    return k > 0 and tokens[k - 1].lower in _OBLIQUE


def _party(scene: Scene, token: Token) -> Name | None:
    index = scene.sentence_at(token.start)
    kinds = (NameKind.PARTY, NameKind.BODY)
    for k in range(index, max(-1, index - 2), -1):
        names = [n for n in scene.named_in(k, token.start if k == index else None) if n.kind in kinds]
        subjects = [n for n in names if not _oblique(scene, n)]
        if subjects:
            return subjects[0]
    return None


def resolve_plural(scene: Scene, token: Token) -> tuple[Name, ...]:
    """The two people or parties joined as a subject just before `they`; empty when there are none."""
    span = Span(token.start, token.end)
    if token.lower not in _MANY:
        return ()
    index = scene.sentence_at(token.start)
    for k in range(index, max(-1, index - 2), -1):
        names = scene.named_in(k, token.start if k == index else None)
        for left, right in pairwise(names):
            gap = scene.text[left.span.end : right.span.start]
            alike = left.kind == right.kind and left.party != right.party and left.kind is not NameKind.PLACE
            if alike and re.fullmatch(r" and (?:[\w.]+ ){0,4}", gap) and not _oblique(scene, left):
                return tuple(Name(span, n.name, n.kind, n.party) for n in (left, right))
        if names:
            return ()
    return ()


def _speaker(scene: Scene, token: Token) -> Name | None:
    """Whose words a quotation is: a name next to a verb of speech, outside quotation marks, in the same paragraph."""
    index = scene.sentence_at(token.start)
    order = [index]
    for step in (1, 2, -1, -2, 3, -3):
        k = index + step
        if 0 <= k < len(scene.sentences):
            a, b = sorted((k, index))
            if "\n" not in scene.text[scene.sentences[a].end : scene.sentences[b].start]:
                order.append(k)
    for k in order:
        tokens = scene.tokens[k]
        for i, word in enumerate(tokens):
            if word.quoted or word.lower not in word_set("speech"):
                continue
            named = _beside(scene, tokens, i)
            if named:
                return named
    return None


def _beside(scene: Scene, tokens: tuple[Token, ...], i: int) -> Name | None:
    """Who stands right before a verb of speech, or right after it."""
    verb = tokens[i]
    names = scene.within(Span(max(0, verb.start - 80), verb.start)) if verb.start else ()
    if names and names[-1].span.end >= verb.start - 2:
        return names[-1]
    if i and tokens[i - 1].lower in ("he", "she") and not tokens[i - 1].quoted:
        return resolve_pronoun(scene, tokens[i - 1])
    after = scene.within(Span(verb.end, verb.end + 80))
    for name in after:
        if name.kind is NameKind.PERSON and "," not in scene.text[verb.end : name.span.start]:
            return name
    return names[-1] if names and names[-1].kind is NameKind.PERSON else None
