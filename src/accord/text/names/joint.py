"""Phrases that stand for several at once: "Veldria and Ostrava", "both sides", "the two leaders"."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from accord.model.span import Span
from accord.text.names.finding import match_title
from accord.text.names.naming import Name, NameKind
from accord.text.names.scene import Scene
from accord.text.names.tokens import Token
from accord.text.tables import read_lists

_REACH = 3


@cache
def phrase_words(name: str) -> frozenset[str]:
    """A list of words of `noun_phrases.toml`."""
    return frozenset(read_lists("noun_phrases.toml")[name].split())


def is_joint(scene: Scene, head: tuple[Token, ...], span: Span) -> bool:
    """True for a plural phrase that stands for the parties, or the leaders, the report speaks of."""
    last = head[-1].lower
    if last in ("both", "two") and len(head) <= 2:
        return True
    if last not in phrase_words("sides") | phrase_words("leaders"):
        return False
    if any(t.lower in phrase_words("indefinite") for t in head[:-1]) or _told_apart(scene, head, span):
        return False
    own = [n for n in scene.within(span) if n.party]
    plain = all(t.lower in _PLAIN or t.lower in phrase_words("determiners") for t in head[:-1])
    return plain and not own


def _told_apart(scene: Scene, head: tuple[Token, ...], span: Span) -> bool:
    """Whether a clause says which ones are meant: `the countries that signed`."""
    rest = scene.text[head[-1].end : span.end].split()
    return bool(rest) and rest[0] in ("that", "which", "who", "whose")


_PLAIN = frozenset(["warring", "two", "other", "top", "rival", "respective", "neighboring", "neighbouring", "opposing"])


def joint_names(scene: Scene, head: tuple[Token, ...], span: Span) -> tuple[Name, ...]:
    """Those a joint phrase stands for; empty when the words before it leave that open."""
    if len(head) == 1 and head[0].lower == "both" and (before := _before_both(scene, span)):
        return tuple(replace(name, span=span) for name in joint_names(scene, *before))
    wanted = _count(head)
    people = head[-1].lower if head[-1].lower in phrase_words("leaders") else ""
    found: dict[str, Name] = {}
    index = scene.sentence_at(span.start)
    for k in range(index, max(-1, index - _REACH), -1):
        for key, name in _candidates(scene, k, span, people):
            found.setdefault(key, name)
        if len(found) >= wanted:
            break
    if len(found) > wanted or len(found) < wanted:
        found = _leading(scene, span, wanted, people, found)
    return tuple(found.values()) if len(found) == wanted else ()


def _before_both(scene: Scene, span: Span) -> tuple[tuple[Token, ...], Span] | None:
    """The joint phrase that `both` takes up again: `the two leaders met, both hoping for a truce`; None for none."""
    tokens = [t for t in scene.tokens[scene.sentence_at(span.start)] if t.end <= span.start]
    for last in range(len(tokens) - 1, 0, -1):
        if tokens[last].lower in phrase_words("sides") | phrase_words("leaders"):
            first = last
            while first and tokens[first - 1].lower in _PLAIN | phrase_words("determiners"):
                first -= 1
            head, phrase = tuple(tokens[first : last + 1]), Span(tokens[first].start, tokens[last].end)
            return (head, phrase) if first < last and is_joint(scene, head, phrase) else None
    return None


def _count(head: tuple[Token, ...]) -> int:
    counts: dict[str, Any] = read_lists("noun_phrases.toml")["counts"]
    return next((int(counts[t.lower]) for t in head if t.lower in counts), 2)


def _candidates(scene: Scene, sentence: int, span: Span, head: str) -> list[tuple[str, Name]]:
    out = []
    for name in scene.named_in(sentence, span.start if scene.sentences[sentence].end > span.start else None):
        if head and name.kind is NameKind.PERSON and name.party and _fits(scene, name.name, head):
            out.append((name.party, Name(span, name.name, NameKind.PERSON, name.party)))
        elif not head and name.party and name.kind not in (NameKind.PLACE, NameKind.OUTLET):
            out.append((name.party, Name(span, name.party, NameKind.PARTY, name.party)))
    return out


def _fits(scene: Scene, name: str, head: str) -> bool:
    """Whether somebody may be one of the people meant: nobody who only serves a leader is one of the leaders."""
    person = scene.people.get(name) if head in ("leaders", "presidents") else None
    if person is None or any(o in ("president", "prime minister", "leader") for o in person.offices):
        return True
    return not any(o.split()[-1] in phrase_words("serving") for o in person.offices)


def _leading(scene: Scene, span: Span, wanted: int, head: str, near: dict[str, Name]) -> dict[str, Name]:
    """The parties the report names most, where they stand clear of the rest."""
    counts = scene.sides
    if head:
        counts = {}
        for person in scene.people.values():
            if person.party and _fits(scene, person.name, head):
                counts[person.party] = counts.get(person.party, 0) + scene.mentions.get(person.name, 0)
    order = sorted(counts, key=lambda p: -counts[p])
    top = order[:wanted]
    if len(top) < wanted or counts[top[-1]] < 3:
        return {}
    clear = len(order) == wanted or counts[order[wanted]] * 2 <= counts[top[-1]]
    in_reach = len(near) > wanted and all(p in near for p in top)
    if clear or in_reach:
        return {p: near.get(p) or _of_party(scene, span, p, bool(head)) for p in top}
    return {}


def _of_party(scene: Scene, span: Span, party: str, people: bool) -> Name:
    """A party, or the first person the report names of it."""
    if people:
        name = next(p.name for p in scene.people.values() if p.party == party)
        return Name(span, name, NameKind.PERSON, party)
    return Name(span, party, NameKind.PARTY, party)


def _named_soon(names: tuple[Name, ...], tokens: tuple[Token, ...], k: int) -> bool:
    """Whether a name starts at a word, or right after an article there."""
    starts = {n.span.start for n in names}
    article = tokens[k].lower in ("the", "its", "a") and k + 1 < len(tokens)
    return tokens[k].start in starts or (article and tokens[k + 1].start in starts)


def _opens(names: tuple[Name, ...], tokens: tuple[Token, ...], k: int) -> bool:
    """Whether a joined part starts at a word: with a determiner, a title or a name."""
    if tokens[k].lower in phrase_words("determiners") or match_title(list(tokens[k : k + 4]), 0):
        return True
    return any(tokens[k].start <= n.span.start <= tokens[min(k + 2, len(tokens) - 1)].start for n in names)


def conjuncts(scene: Scene, span: Span, tokens: tuple[Token, ...]) -> list[Span]:
    """The joined parts of a phrase, each with a name of its own; the whole phrase where it is one."""
    names = scene.within(span)
    if not names or len(tokens) < 3:
        return [span]
    out, start = [], span.start
    for k in range(1, len(tokens)):
        gap = scene.text[tokens[k - 1].end : tokens[k].start]
        inside = any(n.span.start < tokens[k].start < n.span.end for n in names)
        if inside:
            continue
        if tokens[k].lower in ("and", "or", "&") and k + 1 < len(tokens) and _opens(names, tokens, k + 1):
            out.append(Span(start, tokens[k - 1].end))
            start = tokens[k + 1].start
        elif gap.strip() == "," and start < tokens[k - 1].end and _named_soon(names, tokens, k):
            out.append(Span(start, tokens[k - 1].end))
            start = tokens[k].start
    if not out or start >= span.end:
        return [span]
    out.append(Span(start, span.end))
    joined = any(t.lower in ("and", "or", "&") for t in tokens)
    return out if joined and any(scene.within(part) for part in out[:1]) else [span]
