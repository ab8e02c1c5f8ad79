"""Somebody nobody names: `a senior Veldrian official`, and later only `the official`."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from accord.model.span import Span
from accord.text.names.finding import word_set
from accord.text.names.joint import phrase_words
from accord.text.names.naming import Name, NameKind
from accord.text.names.offices import current_administration
from accord.text.names.pronouns import resolve_pronoun
from accord.text.names.scene import Scene
from accord.text.names.tokens import Token

# How many words back a fuller phrase is looked for.
_REACH = 400
_LONGEST_COMPLEMENT = 8


def described(scene: Scene, span: Span, words: tuple[tuple[Token, ...], tuple[Token, ...]], party: str | None) -> Name:
    """Name somebody by the words of the phrase, articles and counts left off.

    A bare head (`the official`) takes the words and the party of the fuller phrase with that head before it.

    Args: span: the phrase. words: its words up to the head, and all of them. party: the one said in it.
    """
    head, tokens = words
    start = 0
    while start < len(head) - 1 and head[start].lower in phrase_words("determiners"):
        start += 1
    end = _knowing_end(scene, tokens, len(head))
    if start == len(head) - 1 and head[-1].lower in _taking_up() and end == head[-1].end:
        fuller = _fuller(scene, head[-1], span)
        body = None if fuller else body_before(scene, span, head[-1].lower)
        if body:
            return body
        if fuller:
            inside = [n for n in scene.within(fuller) if n.party]
            fitted = _in_number(fuller.of(scene.text), head[-1].lower)
            return _named(scene, span, fitted, party or (inside[-1].party if inside else None))
    if start == len(head) - 1:
        end = max(end, _complement_end(scene, tokens, len(head)))
    owner = _owner(scene, head)
    if owner:
        first, name = owner
        return Name(span, f"{name}'s {scene.text[head[first].start : end]}", NameKind.OTHER, party)
    return _named(scene, span, scene.text[head[start].start : end], party)


def _taking_up() -> frozenset[str]:
    return phrase_words("bare") | phrase_words("bodies") | phrase_words("press")


def _owner(scene: Scene, head: tuple[Token, ...]) -> tuple[int, str] | None:
    """The person in `N.'s office` or `his office` by full name, and the word after the person."""
    if len(head) < 2:
        return None
    if head[0].lower in ("his", "her"):
        found = resolve_pronoun(scene, head[0])
        return (1, found.name) if found else None
    for name in scene.within(Span(head[0].start, head[-1].end)):
        if name.kind is NameKind.PERSON:
            first = next((k for k, t in enumerate(head) if t.start >= name.span.end), 0)
            return (first, name.name) if first and head[first - 1].possessive else None
    return None


def body_before(scene: Scene, span: Span, head: str) -> Name | None:
    """The body or organisation named last before a phrase whose name has that word in it (`the ministry`)."""
    for name in reversed(scene.before(span.start)):
        if name.kind is NameKind.OUTLET and head in phrase_words("press"):
            return Name(span, name.name, name.kind, name.party)
        if name.kind in (NameKind.BODY, NameKind.OTHER, NameKind.PARTY) and head in name.name.lower().split()[-3:]:
            return Name(span, name.name, name.kind, name.party)
    return None


def faction_before(scene: Scene, span: Span, plural: str) -> str:
    """What the rebels, separatists and so on are called most fully before a phrase."""
    for tokens, i in _words_before(scene, span.start):
        if tokens[i].lower == plural:
            first = first_qualifier(scene, tokens, i)
            if first < i:
                return scene.text[tokens[first].start : tokens[i].end]
    return plural


def _words_before(scene: Scene, offset: int) -> Iterator[tuple[tuple[Token, ...], int]]:
    """The words before an offset, the last first, as the words of their sentence and a position there."""
    left = _REACH
    for k in range(scene.sentence_at(offset), -1, -1):
        tokens = scene.tokens[k]
        for i in range(bisect_left(tokens, offset, key=lambda t: t.end) - 1, -1, -1):
            yield tokens, i
            left -= 1
            if not left:
                return


def _named(scene: Scene, span: Span, words: str, party: str | None) -> Name:
    """Under the words, `administration` in them written out."""
    before, mark, after = words.partition("administration ")
    plain = not before or before.islower() or before == "Senior "
    if mark and party in (None, "United States") and plain:
        named = current_administration(scene, span, "United States")
        if named:
            return Name(span, f"{before}{named[0]} {after}", NameKind.OTHER, named[1])
    if words.startswith("Administration ") and (named := current_administration(scene, span, "United States")):
        return Name(span, f"{named[0]} {words.split(' ', 1)[1]}", NameKind.OTHER, named[1])
    return Name(span, words, NameKind.OTHER, party)


def _knowing_end(scene: Scene, tokens: tuple[Token, ...], k: int) -> int:
    """Where the name of an unnamed speaker ends: past `familiar with the talks`, else at its head."""
    if (
        k >= len(tokens)
        or tokens[k].lower not in phrase_words("knowing")
        or tokens[k - 1].lower not in phrase_words("bare")
    ):
        return tokens[k - 1].end
    while k + 1 < len(tokens) and "," not in scene.text[tokens[k].end : tokens[k + 1].start]:
        if tokens[k + 1].lower in ("who", "which", "that", "have", "has", "had") or tokens[k + 1].lower in word_set(
            "speech"
        ):
            break
        k += 1
    return tokens[k].end


def _complement_end(scene: Scene, tokens: tuple[Token, ...], k: int) -> int:
    """Where `of ...` or `for ...` after a bare head ends: it says who is meant (`advocates for peace`)."""
    if k + 1 >= len(tokens) or tokens[k].lower not in ("of", "for") or not tokens[k].joined:
        return tokens[k - 1].end
    last = k + 1
    while (
        last + 1 < len(tokens)
        and last - k < _LONGEST_COMPLEMENT
        and tokens[last + 1].lower not in ("who", "which", "that", "in", "on", "at", "with", "to", "from", "by")
        and "," not in scene.text[tokens[last].end : tokens[last + 1].start]
    ):
        last += 1
    return tokens[last].end


def _fuller(scene: Scene, head: Token, span: Span) -> Span | None:
    """The last phrase before with the same head and something said of it."""
    stem = head.lower.removesuffix("s")
    for tokens, i in _words_before(scene, span.start):
        if tokens[i].lower.removesuffix("s") == stem:
            first = first_qualifier(scene, tokens, i)
            end = _knowing_end(scene, tokens[: i + 6], i + 1)
            if first < i or end > tokens[i].end:
                return Span(tokens[first].start, end)
    return None


def _in_number(words: str, head: str) -> str:
    """The words with their head as one or as many as `head` is."""
    one = head.removesuffix("s")
    return re.sub(rf"\b{re.escape(one)}s?\b", head, words)


def first_qualifier(scene: Scene, tokens: tuple[Token, ...], i: int) -> int:
    """Where the words begin that say more of the head at `i`."""
    first = i
    while first and tokens[first].joined:
        word = tokens[first - 1]
        named = next((n for n in scene.within(Span(max(0, word.start - 40), word.end)) if n.span.end == word.end), None)
        sided = word.lower.startswith(("pro-", "anti-")) or word.lower.endswith(("-backed", "-led"))
        if named and named.party:
            first = next(k for k in range(max(0, first - 6), first) if tokens[k].start >= named.span.start)
        elif sided or word.lower in phrase_words("qualifiers"):
            first -= 1
        else:
            break
        if word.possessive:
            break
    return first
