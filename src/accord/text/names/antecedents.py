"""Who `he` and `she` are: the last speaker, else the subject of the nearest sentence that has one."""

from __future__ import annotations

from bisect import bisect_left

from accord.model.span import Span
from accord.text.names.finding import word_set
from accord.text.names.joint import phrase_words
from accord.text.names.mentions import WINDOW, people_of, standing, unnamed_speaker, window
from accord.text.names.naming import Name, NameKind, PersonMention
from accord.text.names.scene import Scene
from accord.text.names.tokens import Token

GENDER = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_SUBJECTS = frozenset(["he", "she"])
# How many sentences back somebody is looked for, those inside a quotation not counted.
_REACH = 4
# How many more sentences are looked through for a subject, once somebody who is none is found.
_PATIENCE = 1


def resolve_person(scene: Scene, token: Token) -> Name | None:
    """The person a pronoun of one gender stands for; None when unsure."""
    if token.start not in scene.antecedents:
        if not scene.antecedents:
            _follow(scene)
        if token.start not in scene.antecedents:
            scene.antecedents[token.start] = _antecedent(scene, token)
    return scene.antecedents[token.start]


def _follow(scene: Scene) -> None:
    """Resolve the subject pronouns outside quotations in text order, each by those before it."""
    for tokens in scene.tokens:
        for token in tokens:
            if token.lower in _SUBJECTS and not token.quoted:
                scene.antecedents[token.start] = _antecedent(scene, token)


def _antecedent(scene: Scene, token: Token) -> Name | None:
    index = scene.sentence_at(token.start)
    speaks = _by_speech(scene.tokens[index], token)
    speaker = speaker_of_quotation(scene, token) if token.quoted else None
    beside: PersonMention | None = None
    left, patience = _REACH, _PATIENCE
    for k in range(index, max(-1, index - 3 * _REACH), -1):
        found = [m for m in _mentions(scene, k, token) if speaker is None or m.name != speaker.name]
        unnamed = unnamed_speaker(scene, k, token.start) if speaks else -1
        if found:
            speakers = [m for m in found if m.speaks] if speaks else []
            if speaks and unnamed > max((m.start for m in speakers), default=-1):
                return None
            subjects = [m for m in found if m.subject]
            if speakers or subjects:
                return _name(token, speakers[-1] if speakers else subjects[0])
            beside = beside or found[-1]
        elif unnamed >= 0:
            return None
        if beside:
            patience -= 1
        if token.quoted or any(not t.quoted for t in scene.tokens[k]):
            left -= 1
        if not left or patience < 0:
            break
    return _name(token, beside) if beside else None


def _name(token: Token, who: PersonMention) -> Name:
    return Name(Span(token.start, token.end), who.name, NameKind.PERSON, who.party)


def _mentions(scene: Scene, sentence: int, token: Token) -> list[PersonMention]:
    """Those of a sentence a pronoun may mean, in text order: before it, of its gender, pronouns among them."""
    gender = GENDER[token.lower]
    people = people_of(scene, sentence)
    first = bisect_left(people, token.start - WINDOW, key=lambda m: m.start)
    last = bisect_left(people, token.start, key=lambda m: m.start)
    out = [m for m in people[first:last] if m.gender in (None, gender)]
    out += _pronouns(scene, window(scene.tokens[sentence], token.start), gender)
    out = [m for m in out if m.end <= token.start and (token.quoted or not m.quoted)]
    sure = [m for m in out if m.gender == gender] if gender == "f" else []
    return sorted(sure or out, key=lambda m: m.start)


def _pronouns(scene: Scene, tokens: tuple[Token, ...], gender: str) -> list[PersonMention]:
    out = []
    for t in tokens:
        if t.lower in _SUBJECTS and not t.quoted and GENDER[t.lower] == gender:
            who = scene.antecedents.get(t.start)
            if who:
                stands = standing(tokens, scene.text, Span(t.start, t.end))
                out.append(PersonMention(t.start, t.end, who.name, who.party, gender, True, stands.speaks, False))
    return out


def _by_speech(tokens: tuple[Token, ...], token: Token) -> bool:
    """Whether a verb of speech stands beside a word, or one word away (`he also said`)."""
    i = bisect_left(tokens, token.start, key=lambda t: t.start)
    near = tokens[max(0, i - 1) : i] + tokens[i + 1 : i + 3]
    return any(t.lower in word_set("speech") and not t.quoted for t in near)


def speaker_of_quotation(scene: Scene, token: Token) -> Name | None:
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
            if word.quoted or abs(word.start - token.start) > WINDOW or word.lower not in word_set("speech"):
                continue
            named = _beside(scene, tokens, i)
            if named:
                return named
    return _speaker_before(scene, index, token)


def _speaker_before(scene: Scene, index: int, token: Token) -> Name | None:
    """Who spoke last before a quotation that nothing in its paragraph credits."""
    for k in range(index, max(-1, index - _REACH), -1):
        spoke = [m for m in people_of(scene, k) if m.speaks and not m.quoted and m.end <= token.start]
        if spoke:
            return _name(token, spoke[-1])
    return None


def _beside(scene: Scene, tokens: tuple[Token, ...], i: int) -> Name | None:
    """Who stands right before a verb of speech, or right after it."""
    verb = tokens[i]
    names = scene.within(Span(max(0, verb.start - 80), verb.start)) if verb.start else ()
    if names and (names[-1].span.end >= verb.start - 2 or _speaks_for(names[-1], tokens[max(0, i - 3) : i])):
        return names[-1]
    if i and tokens[i - 1].lower in ("he", "she") and not tokens[i - 1].quoted:
        return resolve_person(scene, tokens[i - 1])
    after = scene.within(Span(verb.end, verb.end + 80))
    for name in after:
        if name.kind is NameKind.PERSON and "," not in scene.text[verb.end : name.span.start]:
            return name
    return names[-1] if names and names[-1].kind is NameKind.PERSON else None


def _speaks_for(name: Name, before: tuple[Token, ...]) -> bool:
    """Whether only an unnamed official of somebody stands between the name and a verb: `a Veldrian official` said."""
    between = [t for t in before if t.start >= name.span.end]
    officials = bool(between) and all(t.joined and t.lower in phrase_words("bare") for t in between)
    return officials and name.kind is not NameKind.PERSON and name.party is not None
