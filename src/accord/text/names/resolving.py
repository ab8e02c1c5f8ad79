"""Who a noun phrase stands for: its head, what is said of the head, and who was named before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from accord.model.span import Span
from accord.text.names.finding import match_title
from accord.text.names.groups import speaking_group
from accord.text.names.joint import conjuncts, is_joint, joint_names, phrase_words
from accord.text.names.naming import Name, NameKind
from accord.text.names.offices import current_administration, holder_of, office_of, spoken_for
from accord.text.names.parties import Form, Known, adjectives, known_phrases
from accord.text.names.pronouns import is_pronoun, resolve_plural, resolve_pronoun
from accord.text.names.scene import Scene
from accord.text.names.things import is_thing
from accord.text.names.tokens import Token
from accord.text.names.unnamed import described, faction_before
from accord.text.tables import read_lists

# Too loose to be a party by these words alone.
_LOOSE = frozenset(["groups", "group", "activists", "advocates", "fighters", "companies", "allies", "partners"])


_NOBODY = frozenset(["some", "others", "many", "those", "each", "all", "none", "one", "another", "most", "few"])
_ANYBODY = frozenset(["some", "others", "many", "members", "those"])


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: its words, those up to its head, and the names before and after the end of the head."""

    scene: Scene
    span: Span
    tokens: tuple[Token, ...]
    head: tuple[Token, ...]
    inside: tuple[Name, ...]
    after: tuple[Name, ...]


def resolve_phrases(scene: Scene, span: Span) -> tuple[Name, ...]:
    """Everybody a phrase stands for, in text order; empty when unsure."""
    tokens = scene.words(span)
    if not tokens:
        return _inside_longer(scene, span)
    if len(tokens) == 1 and (both := resolve_plural(scene, tokens[0])):
        return both
    parts = conjuncts(scene, span, tokens)
    if len(parts) > 1:
        found = [name for part in parts for name in resolve_phrases(scene, part)]
        return tuple({name.name: name for name in found}.values())
    head = _head_tokens(scene, tokens, span)
    if is_joint(scene, head, span):
        return joint_names(scene, head, span)
    if len(tokens) == 1 and "-" in tokens[0].text:
        joined = [adjectives().get(part) for part in tokens[0].text.split("-")]
        if all(joined):
            return tuple(Name(span, party, NameKind.PARTY, party) for party in joined if party)
    one = resolve_phrase(scene, span)
    return (one,) if one else ()


def resolve_phrase(scene: Scene, span: Span) -> Name | None:
    """Who a phrase stands for; joined people and parties under one joint name; None when unsure."""
    tokens = scene.words(span)
    if not tokens:
        return next(iter(_inside_longer(scene, span)), None)
    parts = conjuncts(scene, span, tokens)
    if len(parts) > 1:
        return _joined(scene, span, [(part, resolve_phrase(scene, part)) for part in parts])
    if len(tokens) == 1 and is_pronoun(tokens[0]):
        group = None if resolve_plural(scene, tokens[0]) else speaking_group(scene, tokens[0], resolve_phrase)
        return group or resolve_pronoun(scene, tokens[0])
    head = _head_tokens(scene, tokens, span)
    if is_joint(scene, head, span):
        return None
    names = scene.within(span) or _inside_longer(scene, span)
    inside = tuple(n for n in names if n.span.start < head[-1].end)
    phrase = Phrase(scene, span, tokens, head, inside, names[len(inside) :])
    return (
        _person(phrase) or _apposed(phrase) or _beside(phrase) or _member(phrase) or _whole(phrase) or _by_head(phrase)
    )


def _inside_longer(scene: Scene, span: Span) -> tuple[Name, ...]:
    """What a part of a longer name names by itself: `Veldrian` in `Veldrian Foreign Ministry`."""
    known = scene.vocabulary.get(span.of(scene.text))
    return (Name(span, known.name, NameKind.PARTY, known.party),) if known else ()


def _joined(scene: Scene, span: Span, parts: list[tuple[Span, Name | None]]) -> Name | None:
    """Several as one: `N. and M.`, somebody unnamed by the words of the text; the party where they share it."""
    known = [n for _, n in parts if n is not None]
    if len(known) < len(parts):
        return None
    words = [part.of(scene.text) if n and n.kind is NameKind.OTHER else n.name for part, n in parts if n]
    if len(set(words)) == 1:
        return known[0]
    party = known[0].party if all(n.party == known[0].party for n in known) else None
    return Name(span, f"{', '.join(words[:-1])} and {words[-1]}", known[0].kind, party)


@cache
def _heads() -> dict[str, str]:
    heads: dict[str, list[str]] = read_lists("titles.toml")["heads"]
    return {word: kind for kind, words in heads.items() for word in words}


def _head_tokens(scene: Scene, tokens: tuple[Token, ...], span: Span) -> tuple[Token, ...]:
    """The words up to the first one that starts a complement, or the first comma."""
    names, words = scene.within(span), list(tokens)
    skip_to = 0
    for k in range(1, len(tokens)):
        if k - 1 >= skip_to:
            skip_to = k - 1 + match_title(words, k - 1)
        if k < skip_to or any(n.span.start < tokens[k].start < n.span.end for n in names):
            continue
        gap = scene.text[tokens[k - 1].end : tokens[k].start]
        if "," in gap or "(" in gap or tokens[k].lower in phrase_words("complements"):
            return tokens[:k]
    return tokens


def _possesses(scene: Scene, name: Name) -> bool:
    return scene.text[name.span.end : name.span.end + 2] in ("'s", "’s", "' ", "’ ")


def _person(phrase: Phrase) -> Name | None:
    """The person the head names: `Veldrian President N.`; not the one in `N.'s office`."""
    titled = _titled_by_party(phrase)
    if titled:
        return titled
    last = phrase.head[-1].end
    people = [
        n
        for n in phrase.inside
        if n.kind is NameKind.PERSON and not (_possesses(phrase.scene, n) and n.span.end < last)
    ]
    return next((n for n in people if n.span.end >= last), None) or (
        people[0] if people and not _lower_head(phrase) else None
    )


def _titled_by_party(phrase: Phrase) -> Name | None:
    """The person in `Ambassador to Veldria N.`, whose title ends in a party's name."""
    names = (*phrase.inside, *phrase.after)
    for party, person in pairwise(names):
        gap = phrase.scene.text[party.span.end : person.span.start]
        if person.kind is NameKind.PERSON and party.kind in (NameKind.PARTY, NameKind.PLACE) and gap == " ":
            known = phrase.scene.vocabulary.get(party.span.of(phrase.scene.text))
            if known and known.form is not Form.ADJECTIVE and office_of(phrase.head):
                return person
    return None


def _beside(phrase: Phrase) -> Name | None:
    """The person named right before or after the phrase, a comma between: `N., the Veldrian envoy`."""
    scene, span = phrase.scene, phrase.span
    member = phrase.head[-1].text in ("Republican", "Democrat")
    if not member and not office_of(phrase.head):
        return None
    ahead = scene.text[span.end : span.end + 60]
    if ahead.startswith(", "):
        after = [t for t in scene.words(Span(span.end, min(len(scene.text), span.end + 80))) if t.start >= span.end]
        person = next((n for n in scene.within(Span(span.end, span.end + 80)) if n.kind is NameKind.PERSON), None)
        if person and all(match_title(after, k) for k, t in enumerate(after) if t.end <= person.span.start):
            return person
    before = scene.before(span.start)
    if before and before[-1].kind is NameKind.PERSON:
        gap = scene.text[before[-1].span.end : span.start].lower()
        return before[-1] if gap in (", ", ", the ", ", a ", ", an ") else None
    return None


def _member(phrase: Phrase) -> Name | None:
    """`the Ohio Republican`: the member of that party named last; `members of N.`: what they are members of."""
    scene, last = phrase.scene, phrase.head[-1]
    if last.text in ("Republican", "Democrat") and phrase.head[0].lower not in phrase_words("indefinite"):
        party = known_phrases()[last.text].party
        for name in reversed(scene.before(phrase.span.start)):
            if name.kind is NameKind.PERSON and name.party == party:
                return Name(phrase.span, name.name, name.kind, name.party)
    if last.lower in ("member", "members") and phrase.after:
        after = [t for t in phrase.tokens[len(phrase.head) :] if t.end <= phrase.after[0].span.start]
        if all(t.lower in ("of", "the") for t in after) and phrase.after[0].kind is not NameKind.PERSON:
            return phrase.after[0]
    return None


def _lower_head(phrase: Phrase) -> bool:
    return phrase.head[-1].text[0].islower()


def _apposed(phrase: Phrase) -> Name | None:
    """`the foreign minister, N.`: the person named right after the comma, titles in between left out."""
    if not phrase.after or len(phrase.head) == len(phrase.tokens) or (not _lower_head(phrase) and not phrase.inside):
        return None
    name = phrase.after[0]
    rest = [t for t in phrase.tokens[len(phrase.head) :] if t.end <= name.span.start]
    titled = all(match_title(rest, k) for k in range(len(rest)))
    comma = "," in phrase.scene.text[phrase.head[-1].end : (rest[0].start if rest else name.span.start)]
    return name if name.kind is NameKind.PERSON and titled and comma else None


def _whole(phrase: Phrase) -> Name | None:
    """The name the phrase ends in, up to its head: `the Kremlin`, `the Veldrians`."""
    last = phrase.inside[-1] if phrase.inside else None
    if last is None or last.span.end < phrase.head[-1].end:
        return None
    known = phrase.scene.vocabulary.get(last.span.of(phrase.scene.text))
    if last.kind is NameKind.PLACE and last.party and known and known.form is not Form.ADJECTIVE:
        return Name(last.span, known.name, NameKind.PARTY, last.party)
    return last


def _by_head(phrase: Phrase) -> Name | None:
    """By the head noun and the party said with it."""
    scene, span, head = phrase.scene, phrase.span, phrase.head
    word = head[-1].lower
    party = spoken_for(scene, head, _party_said(phrase))
    office = office_of(head)
    if office:
        owner = next((n for n in phrase.inside if n.kind is NameKind.PERSON and _possesses(scene, n)), None)
        vague = head[0].lower in phrase_words("indefinite")
        person = None if owner or vague else holder_of(scene, span, office, party)
        if person:
            return Name(span, person, NameKind.PERSON, scene.people[person].party if person in scene.people else party)
    body = _lower_case_body(phrase)
    if body or word in _NOBODY or (is_thing(word) and not (party and _heads().get(word))):
        return body
    issuer = phrase.inside[-1] if phrase.inside else None
    if issuer and issuer.kind is NameKind.BODY and word.startswith("statement"):
        return Name(span, issuer.name, issuer.kind, issuer.party)
    if issuer and issuer.kind is NameKind.OUTLET and word in phrase_words("reporters"):
        return Name(span, issuer.name, issuer.kind, issuer.party)
    if word in phrase_words("friends"):
        named = described(scene, span, (head, phrase.tokens), party)
        return Name(span, named.name, NameKind.OTHER, None if named.name.lower() in _LOOSE else named.name)
    if word in phrase_words("factions") or (word in phrase_words("publics") and not party):
        return _faction(phrase, party)
    kind = _heads().get(word, "")
    if word == "administration":
        return _administration(phrase, party)
    if kind == "government":
        return _government(phrase, party, word)
    if kind == "group" and not party:
        vague = any(t.lower not in phrase_words("group_qualifiers") | phrase_words("determiners") for t in head[:-1])
        group = None if vague else _last_group(scene, span)
        return group or described(scene, span, (head, phrase.tokens), None)
    unnamed = kind == "arms" or (kind == "ranks" and not _named_forces(party))
    if party and unnamed and scene.vocabulary.is_state(party):
        return Name(span, party, NameKind.PARTY, party)
    if kind in ("military", "ranks", "arms"):
        party = party or described(scene, span, (head, phrase.tokens), None).party
        if party and scene.vocabulary.is_state(party):
            return Name(span, _forces(party, scene), NameKind.BODY, party)
    if not party and len(head) > 1 and f"{head[-2].lower}s" in phrase_words("factions"):
        faction = faction_before(scene, span, f"{head[-2].lower}s")
        return Name(span, described(scene, span, (head, phrase.tokens), None).name, NameKind.OTHER, faction)
    return described(scene, span, (head, phrase.tokens), party)


def _lower_case_body(phrase: Phrase) -> Name | None:
    """A body of the tables written in lower case: `the state department`."""
    words = [t.lower for t in phrase.head if t.lower not in ("the", "a")]
    known = _lower_case_bodies().get(" ".join(words)) if len(words) > 1 else None
    return Name(phrase.span, known.name, NameKind.BODY, known.party) if known else None


@cache
def _lower_case_bodies() -> dict[str, Known]:
    return {phrase.lower(): known for phrase, known in known_phrases().items() if known.form is Form.BODY}


def _party_said(phrase: Phrase) -> str | None:
    """The party in the words around the head: an adjective, an owner, `of Veldria`."""
    holder = next((n for n in reversed(phrase.inside) if n.party and n.kind is not NameKind.OUTLET), None)
    holder = holder or _complement(phrase)
    if holder:
        return holder.party or _place_party(phrase.scene, holder)
    owner = phrase.head[0]
    ours = owner.lower in ("our", "my") and owner.quoted
    if len(phrase.head) > 1 and (ours or owner.lower in ("his", "her", "its", "their")):
        named = resolve_pronoun(phrase.scene, owner)
        return named.party if named else None
    return None


def _complement(phrase: Phrase) -> Name | None:
    """What the head is of, from or for, in the phrase or right after it: `a spokesman for` `Veldria`.

    A place it is in tells the party of governments and officials only: troops in a state need not be its own.
    """
    scene, end = phrase.scene, phrase.head[-1].end
    link = re.compile(r" (of|for|from|in|at|with) (?:the |a )?").match(scene.text, end)
    seat = link is not None and link.group(1) in ("in", "at")
    word = phrase.head[-1].lower
    governs = _heads().get(word) in ("government", "officials") or bool(office_of(phrase.head)) or word in _ANYBODY
    if phrase.after and len(phrase.head) < len(phrase.tokens):
        between = scene.text[end : phrase.after[0].span.start]
        usable = "," not in between and phrase.after[0].kind is not NameKind.OUTLET and (governs or not seat)
        return phrase.after[0] if usable else None
    if link is None or not governs or word in ("countries", "nations", "people", "leaders"):
        return None
    names = scene.within(Span(link.end(), link.end() + 60))
    near = bool(names) and names[0].span.start == link.end() and names[0].kind is not NameKind.OUTLET
    return names[0] if near and end == phrase.span.end else None


def _place_party(scene: Scene, name: Name) -> str | None:
    known = scene.vocabulary.get(name.span.of(scene.text))
    return known.party if known else None


def _faction(phrase: Phrase, party: str | None) -> Name:
    """Rebels, protesters and the like: the organisation said with them, else a party by their own words."""
    if party and not phrase.scene.vocabulary.is_state(party):
        return Name(phrase.span, party, NameKind.PARTY, party)
    named = described(phrase.scene, phrase.span, (phrase.head, phrase.tokens), None)
    return Name(phrase.span, named.name, NameKind.PARTY, None if named.name.lower() in _LOOSE else named.name)


def _administration(phrase: Phrase, party: str | None) -> Name:
    scene, span = phrase.scene, phrase.span
    owner = next((n for n in phrase.inside if n.kind is NameKind.PERSON), None)
    if owner:
        return Name(span, f"{owner.name.split()[-1]} administration", NameKind.BODY, owner.party)
    named = current_administration(scene, span, party)
    if named:
        return Name(span, named[0], NameKind.BODY, named[1])
    return described(scene, span, (phrase.head, phrase.tokens), party)


def _government(phrase: Phrase, party: str | None, word: str) -> Name | None:
    if party and word not in ("people", "party", "leaders", "diplomats"):
        return Name(phrase.span, party, NameKind.PARTY, party)
    plain = all(t.lower in phrase_words("determiners") for t in phrase.head[:-1])
    if not party and plain and word in ("country", "nation", "state", "government", "regime"):
        return _last_state(phrase.scene, phrase.span)
    return described(phrase.scene, phrase.span, (phrase.head, phrase.tokens), party)


def _forces(party: str, scene: Scene) -> str:
    known: dict[str, str] = read_lists("titles.toml")["armed_forces"]
    return known.get(party, f"{scene.vocabulary.adjective_of(party)} military")


def _named_forces(party: str | None) -> bool:
    """Whether a state's armed forces have a usual name of their own."""
    known: dict[str, str] = read_lists("titles.toml")["armed_forces"]
    return not known.get(party or "", "Armed Forces").endswith("Armed Forces")


def _last_group(scene: Scene, span: Span) -> Name | None:
    """The armed group or organisation named last before the phrase, in its sentence or the three before."""
    index = scene.sentence_at(span.start)
    for name in reversed(scene.before(span.start)):
        if scene.sentence_at(name.span.start) < index - 3:
            return None
        if (
            name.kind in (NameKind.PARTY, NameKind.OTHER)
            and name.party == name.name
            and not scene.vocabulary.is_state(name.name)
        ):
            return Name(span, name.name, NameKind.PARTY, name.party)
    return None


def _last_state(scene: Scene, span: Span) -> Name | None:
    """The state named last before the phrase, in its sentence or the one before."""
    index = scene.sentence_at(span.start)
    for name in reversed(scene.before(span.start)):
        if scene.sentence_at(name.span.start) < index - 1:
            return None
        if name.kind is NameKind.PARTY and scene.vocabulary.is_state(name.name):
            return Name(span, name.name, NameKind.PARTY, name.party)
    return None
