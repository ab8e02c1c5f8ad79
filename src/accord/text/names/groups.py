"""Who `it said` and `they said` are: the body or the people that spoke last."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

from accord.model.span import Span
from accord.text.names.finding import word_set
from accord.text.names.joint import phrase_words
from accord.text.names.naming import Name, NameKind
from accord.text.names.scene import Scene
from accord.text.names.things import is_thing
from accord.text.names.tokens import Token
from accord.text.names.unnamed import first_qualifier

_MANY = frozenset(["they", "them"])
# How many sentences back a speaker is looked for.
_REACH = 2
_WORDS = 200
_SERVANTS = frozenset(["has", "had", "have", "also", "later", "then", "reportedly"])


def speaking_group(scene: Scene, token: Token, resolve: Callable[[Scene, Span], Name | None]) -> Name | None:
    """The body or people a pronoun that speaks stands for; None when the pronoun does not speak, or nobody fits.

    Args: token: `it` or `they`. resolve: who a noun phrase stands for.
    """
    if token.lower not in ("it", "they") or token.quoted:
        return None
    index = scene.sentence_at(token.start)
    tokens = scene.tokens[index]
    at = bisect_left(tokens, token.start, key=lambda t: t.start)
    if not any(t.lower in word_set("speech") | phrase_words("group_speech") for t in tokens[at + 1 : at + 3]):
        return None
    for k in range(index, max(-1, index - _REACH - 1), -1):
        row = scene.tokens[k]
        end = at if k == index else len(row)
        for i in range(end - 1, max(0, end - _WORDS), -1):
            if row[i].lower in word_set("speech") | phrase_words("group_speech") and not row[i].quoted:
                span = _subject(scene, row, i, many=token.lower in _MANY)
                found = resolve(scene, span) if span else None
                if found and found.kind is not NameKind.PERSON:
                    return Name(Span(token.start, token.end), found.name, found.kind, found.party)
    return None


def _subject(scene: Scene, tokens: tuple[Token, ...], verb: int, many: bool) -> Span | None:
    """The noun phrase right before a verb, of the number wanted; None for a pronoun or a person's name."""
    i = verb - 1
    while i > 0 and tokens[i].lower in _SERVANTS:
        i -= 1
    last = tokens[i]
    if not tokens[i + 1].joined or last.quoted:
        return None
    if last.capital and i:
        names = [n for n in scene.within(Span(max(0, last.end - 80), last.end)) if n.span.end == last.end]
        return names[-1].span if names and names[-1].kind is not NameKind.PERSON else None
    plural = last.lower.endswith("s") or last.lower in ("people", "police", "military")
    if plural != many and last.lower not in ("police", "military"):
        return None
    group = last.lower in (phrase_words("bodies") | phrase_words("press") | {"blog", "military", "police", "statement"})
    if is_thing(last.lower) or (not many and not group):
        return None
    first = first_qualifier(scene, tokens, i)
    return Span(tokens[first].start, last.end)
