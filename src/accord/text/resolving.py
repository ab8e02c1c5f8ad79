"""Who a noun phrase stands for: its head, what is said of the head, and who was named before."""

from __future__ import annotations

from functools import cache

from accord.model.span import Span
from accord.text.finding import match_title
from accord.text.naming import Name, NameKind
from accord.text.parties import Form, adjective_of, known_phrases
from accord.text.people import leaders
from accord.text.pronouns import is_pronoun, resolve_pronoun
from accord.text.scene import Scene
from accord.text.tables import read_lists
from accord.text.tokens import Token

_CUTS = frozenset(
    [
        "of",
        "in",
        "for",
        "on",
        "at",
        "to",
        "from",
        "with",
        "by",
        "who",
        "which",
        "that",
        "whose",
        "whom",
        "including",
        "against",
        "near",
        "under",
        "based",
        "over",
        "about",
        "during",
        "after",
        "before",
        "familiar",
        "involved",
        "briefed",
        "close",
        "as",
        "like",
        "despite",
        "between",
        "among",
        "into",
    ]
)
_ARTICLES = frozenset(
    [
        "the",
        "a",
        "an",
        "this",
        "that",
        "these",
        "those",
        "some",
        "several",
        "many",
        "most",
        "all",
        "both",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "another",
        "other",
        "his",
        "her",
        "its",
        "their",
        "our",
        "my",
        "your",
        "any",
        "few",
        "dozens",
        "hundreds",
        "thousands",
        "each",
        "no",
        "every",
        "more",
    ]
)
_LEADERS = frozenset(
    [
        "president",
        "prime minister",
        "premier",
        "chancellor",
        "king",
        "leader",
        "supreme leader",
        "emir",
        "chief executive",
    ]
)


@cache
def _heads() -> dict[str, str]:
    heads: dict[str, list[str]] = read_lists("titles.toml")["heads"]
    return {word: kind for kind, words in heads.items() for word in words}


def resolve_phrases(scene: Scene, span: Span) -> tuple[Name, ...]:
    """Everybody a phrase stands for, in text order; empty when unsure."""
    tokens = scene.words(span)
    if not tokens:
        return ()
    if _is_pair(tokens):
        return _pair(scene, span, tokens)
    parts = _conjuncts(scene, span, tokens)
    if len(parts) > 1:
        out = [name for part in parts if (name := resolve_phrase(scene, part))]
        return tuple({name.name: name for name in out}.values())
    one = resolve_phrase(scene, span)
    return (one,) if one else ()


def resolve_phrase(scene: Scene, span: Span) -> Name | None:
    """Who a phrase stands for, the first where it joins several; None when unsure."""
    tokens = scene.words(span)
    if not tokens:
        return None
    if len(tokens) == 1 and is_pronoun(tokens[0]):
        return resolve_pronoun(scene, tokens[0])
    if _is_pair(tokens):
        return None
    head = _head_tokens(scene, tokens)
    names = list(scene.within(span))
    head_end = head[-1].end
    inside = [n for n in names if n.span.end <= head_end or n.span.start < head_end]
    person = next((n for n in inside if n.kind is NameKind.PERSON and not _possesses(scene, n)), None)
    if person:
        return person
    apposed = _apposed(scene, names, tokens, head)
    if apposed:
        return apposed
    last = inside[-1] if inside else None
    if last and last.span.end >= head_end and not _adjective_only(scene, last):
        return last
    return _by_head(scene, span, tokens, head, inside, names)


def _head_tokens(scene: Scene, tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The words up to the first one that starts a complement, or the first comma."""
    skip = 1
    for k in range(1, len(tokens)):
        gap = scene.text[tokens[k - 1].end : tokens[k].start]
        title = next((n for j in range(max(0, k - 3), k) if (n := match_title(list(tokens), j)) and j + n > k), 0)
        inside = any(
            n.span.start < tokens[k].start < n.span.end for n in scene.within(Span(tokens[0].start, tokens[-1].end))
        )
        if inside or title:
            continue
        if "," in gap or "(" in gap or (tokens[k].lower in _CUTS and k >= skip):
            return tokens[:k]
    return tokens


def _possesses(scene: Scene, name: Name) -> bool:
    return scene.text[name.span.end : name.span.end + 2] in ("'s", "’s", "' ", "’ ")


def _adjective_only(scene: Scene, name: Name) -> bool:
    known = known_phrases().get(name.span.of(scene.text))
    return known is not None and known.form is Form.ADJECTIVE


def _apposed(scene: Scene, names: list[Name], tokens: tuple[Token, ...], head: tuple[Token, ...]) -> Name | None:
    """`the foreign minister, N.`: the person named right after the comma."""
    if len(head) == len(tokens):
        return None
    for name in names:
        if name.kind is NameKind.PERSON and not _possesses(scene, name):
            before = [t for t in tokens if t.end <= name.span.start]
            gap = scene.text[before[-1].end : name.span.start] if before else ""
            titled = before and match_title(list(before), len(before) - 1)
            comma = "," in gap or (titled and len(before) > 1 and "," in scene.text[before[-2].end : before[-1].start])
            if comma:
                return name
    return None


def _by_head(
    scene: Scene, span: Span, tokens: tuple[Token, ...], head: tuple[Token, ...], inside: list[Name], names: list[Name]
) -> Name | None:
    """By the head noun and the party said with it."""
    after = [n for n in names if n.span.start >= head[-1].end]
    holder = next((n for n in reversed(inside) if n.party), None) or next((n for n in after[:1] if n.party), None)
    party = holder.party if holder else _possessor(scene, head)
    office = _office(head)
    if office:
        person = _holder(scene, span, office, party)
        if person:
            return Name(span, person, NameKind.PERSON, scene.people[person].party if person in scene.people else party)
    words = head[-1].lower
    kind = _heads().get(words, "")
    if kind == "government" and party and words not in ("people", "party", "leaders"):
        return Name(span, party, NameKind.PARTY, party)
    if kind == "group" and not party:
        group = _last_group(scene, span)
        if group:
            return Name(span, group.name, NameKind.PARTY, group.party)
    if kind == "military" and party:
        return Name(span, _forces(party), NameKind.BODY, party)
    if words in ("country", "nation", "state", "government", "regime") and not party:
        return _last_state(scene, span)
    return Name(span, _described(scene, head), NameKind.OTHER, party)


def _described(scene: Scene, head: tuple[Token, ...]) -> str:
    """The words of a phrase without articles and counts in front."""
    start = 0
    while start < len(head) - 1 and head[start].lower in _ARTICLES:
        start += 1
    return scene.text[head[start].start : head[-1].end]


def _forces(party: str) -> str:
    known = {
        "Israel": "Israel Defense Forces",
        "United States": "United States Armed Forces",
        "China": "People's Liberation Army",
        "North Korea": "Korean People's Army",
    }
    return known.get(party, f"{adjective_of(party)} military")


def _possessor(scene: Scene, head: tuple[Token, ...]) -> str | None:
    """The party of `his` in `his government`."""
    if head[0].lower in ("his", "her", "its", "their") and len(head) > 1:
        owner = resolve_pronoun(scene, head[0])
        return owner.party if owner else None
    return None


def _office(head: tuple[Token, ...]) -> str:
    """The office the head names, empty for none: `foreign minister` in `the Veldrian foreign minister`."""
    words = list(head)
    for k in range(len(words)):
        length = match_title(words, k)
        if length and k + length == len(words):
            return " ".join(t.lower for t in words[k:])
    return ""


def _holder(scene: Scene, span: Span, office: str, party: str | None) -> str | None:
    """The full name of the person who holds an office, None when unsure."""
    if office not in read_lists("titles.toml")["sole"]:
        return None
    fitting = [n for n, p in scene.people.items() if _holds(p.offices, office) and party in (None, p.party)]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        before = [n for n in scene.names if n.span.end <= span.start and n.name in fitting]
        return before[-1].name if before else None
    if party:
        table = {p.name: p for p in leaders().values() if p.party == party and _holds([p.office], office)}
        serving = [n for n, p in table.items() if scene.year and p.since <= scene.year <= (p.until or 9999)]
        return serving[0] if len(serving) == 1 else None
    return None


def _holds(offices: list[str], office: str) -> bool:
    if office in offices:
        return True
    if office == "leader":
        return any(o in _LEADERS for o in offices)
    last = office.split()[-1]
    if office in (
        "minister",
        "secretary",
        "chief",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "envoy",
        "adviser",
        "general",
    ):
        return any(o.split()[-1] == last for o in offices)
    return office == "premier" and "prime minister" in offices


def _last_group(scene: Scene, span: Span) -> Name | None:
    """The armed group or organisation named last before the phrase, in its sentence or the three before."""
    index = scene.sentence_at(span.start)
    from accord.text.parties import states

    for name in reversed([n for n in scene.names if n.span.end <= span.start]):
        if scene.sentence_at(name.span.start) < index - 3:
            return None
        if name.kind is NameKind.PARTY and name.party == name.name and name.name not in states():
            return name
    return None


def _last_state(scene: Scene, span: Span) -> Name | None:
    from accord.text.parties import states

    index = scene.sentence_at(span.start)
    for name in reversed([n for n in scene.names if n.span.end <= span.start]):
        if scene.sentence_at(name.span.start) < index - 1:
            return None
        if name.kind is NameKind.PARTY and name.name in states():
            return Name(span, name.name, NameKind.PARTY, name.party)
    return None


def _is_pair(tokens: tuple[Token, ...]) -> bool:
    words = [t.lower for t in tokens if t.lower != "the"]
    plural = words[-1] in (
        "sides",
        "leaders",
        "countries",
        "nations",
        "parties",
        "presidents",
        "governments",
        "men",
        "ministers",
        "neighbors",
        "neighbours",
        "powers",
        "states",
        "capitals",
    )
    return len(words) <= 3 and words[0] in ("both", "two") and (len(words) == 1 or plural)


def _pair(scene: Scene, span: Span, tokens: tuple[Token, ...]) -> tuple[Name, ...]:
    """The two the report speaks of here: exactly two in this sentence and the one before, else nobody."""
    people = tokens[-1].lower in ("leaders", "presidents", "men", "ministers")
    index = scene.sentence_at(span.start)
    found: dict[str, Name] = {}
    for k in (index, index - 1, index - 2):
        if k < 0:
            break
        for name in scene.named_in(k, span.start if k == index else None):
            key = name.name if people else name.party
            if key and (name.kind is NameKind.PERSON if people else name.kind is not NameKind.PLACE):
                found.setdefault(key, Name(span, key, name.kind if people else NameKind.PARTY, name.party))
        if len(found) >= 2:
            break
    return tuple(found.values()) if len(found) == 2 else ()


def _conjuncts(scene: Scene, span: Span, tokens: tuple[Token, ...]) -> list[Span]:
    """The joined parts of a phrase, each with a name of its own; the whole phrase where it is one."""
    names = scene.within(span)
    if len(names) < 2:
        return [span]
    cuts: list[tuple[int, int]] = []
    for k, token in enumerate(tokens[1:-1], 1):
        if token.lower in ("and", "or", "&") and not any(n.span.start < token.start < n.span.end for n in names):
            cuts.append((tokens[k - 1].end, tokens[k + 1].start))
    if not cuts:
        return [span]
    head = _head_tokens(scene, tokens)
    out, start = [], span.start
    for left, right in cuts:
        out.append(Span(start, left))
        start = right
    out.append(Span(start, span.end))
    del head
    return out if all(scene.within(part) for part in out) else [span]
