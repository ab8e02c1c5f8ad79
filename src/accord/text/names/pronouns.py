"""Who a pronoun stands for: the nearest fitting person or party, subjects first; nobody when unsure."""

from __future__ import annotations

import re
from itertools import pairwise

from accord.model.span import Span
from accord.text.names.antecedents import GENDER, resolve_person, speaker_of_quotation
from accord.text.names.naming import Name, NameKind
from accord.text.names.scene import Scene
from accord.text.names.tokens import Token

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


# How many names of one sentence are looked at, the last ones.
_NAMES = 60


def is_pronoun(token: Token) -> bool:
    """True for a personal pronoun; `US` and `U.S.` are none."""
    return token.lower in GENDER.keys() | _THING | _MANY | _SPEAKER and token.text not in ("US", "IT")


def resolve_pronoun(scene: Scene, token: Token) -> Name | None:
    """The name a pronoun stands for, its span the pronoun's; None when unsure."""
    span = Span(token.start, token.end)
    found: Name | None = None
    if token.lower in GENDER:
        found = resolve_person(scene, token)
    elif token.lower in _THING or token.lower in _MANY:
        found = _party(scene, token)
    elif token.quoted:
        found = speaker_of_quotation(scene, token)
        if found and token.lower not in ("i", "me", "my"):
            found = Name(span, found.party, NameKind.PARTY, found.party) if found.party else None
        elif found and found.kind is not NameKind.PERSON:
            found = None
    return Name(span, found.name, found.kind, found.party) if found else None


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
        names = [n for n in scene.named_in(k, token.start if k == index else None)[-_NAMES:] if n.kind in kinds]
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
        names = scene.named_in(k, token.start if k == index else None)[-_NAMES:]
        for left, right in pairwise(names):
            gap = scene.text[left.span.end : right.span.start]
            alike = left.kind == right.kind and left.party != right.party and left.kind is not NameKind.PLACE
            if alike and re.fullmatch(r" and (?:[\w.]+ ){0,4}", gap) and not _oblique(scene, left):
                return tuple(Name(span, n.name, n.kind, n.party) for n in (left, right))
        if names:
            return ()
    return ()
