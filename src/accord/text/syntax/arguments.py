"""Arguments of a verb: its subject, object and agent, found by walking over noun phrases and verb groups."""

from __future__ import annotations

from accord.text.syntax.chunks import NounPhrase, VerbGroup, word_list
from accord.text.syntax.clauses import STOPS, Clauses, long_phrase
from accord.text.syntax.words import Tag

_RELATIVES = frozenset(("who", "which", "that", "whom"))
_QUOTES = frozenset('"“”')


def subject_of(clauses: Clauses, i: int) -> tuple[int, int] | None:
    """The words of the subject of the verb at `i`, coordinated names included; None when none is found.

    Of a passive verb this is the one acted on. An infinitive or a participle takes the subject of the verb that
    governs it, or that verb's object after verbs such as `urge`.
    """
    group = clauses.group(i)
    return _subject(clauses, group, 0) if group else None


def _subject(clauses: Clauses, group: VerbGroup, depth: int) -> tuple[int, int] | None:
    if depth > 6:
        return None
    if group.infinitive:
        return _controller(clauses, group, depth)
    if not group.finite:
        return _participle_subject(clauses, group, depth)
    return _finite_subject(clauses, group, depth)


def _finite_subject(clauses: Clauses, group: VerbGroup, depth: int) -> tuple[int, int] | None:
    words = clauses.words
    i = _skip_left(clauses, group.start - 1)
    if i >= 0 and words[i].lower in _RELATIVES and words[i].tag is not Tag.DET and clauses.phrase_at[i] < 0:
        antecedent = _antecedent(clauses, i)
        if antecedent:
            return antecedent
    if i >= 0 and words[i].tag is Tag.CCONJ:
        return _shared(clauses, i, group, depth)
    if i >= 0 and words[i].text == "," and clauses.phrase_at[i] < 0:
        i = _before_parenthesis(clauses, i)
    chained = _walk_subject(clauses, i)
    if chained:
        return chained[0], max(chained[1], long_phrase(clauses, chained[1] - 1, of_only=True, joined=False))
    return _inverted(clauses, group) or _shared(clauses, group.start, group, depth)


def _skip_left(clauses: Clauses, i: int) -> int:
    """Past adverbs and closing quotes."""
    while i >= 0 and clauses.phrase_at[i] < 0 and (clauses.words[i].tag is Tag.ADV or clauses.words[i].text in _QUOTES):
        i -= 1
    return i


def _walk_subject(clauses: Clauses, i: int) -> tuple[int, int] | None:
    """From word `i` leftwards: the nearest phrase no preposition governs, up to a verb or a clause's start."""
    words = clauses.words
    while i >= 0:
        phrase = clauses.phrase(i)
        if phrase is None:
            group = clauses.group(i)
            if group and not (group.finite or group.infinitive):
                i = group.start - 1
                continue
            if group or words[i].tag is Tag.SCONJ or words[i].text in STOPS:
                return None
            i -= 1
            continue
        before = phrase.start - 1
        skipped = _skip_governed(clauses, before)
        if skipped is not None:
            i = skipped
        elif phrase.temporal:
            i = before
        else:
            return _coordinated(clauses, phrase)
    return None


def _skip_governed(clauses: Clauses, before: int) -> int | None:
    """Where to look on when the word `before` a phrase governs it: a preposition, a participle, a relative clause."""
    words = clauses.words
    if before < 0 or clauses.phrase_at[before] >= 0:
        return None
    if words[before].tag is Tag.ADP and words[before].lower not in word_list("adverbial"):
        before -= 1
        while before >= 0 and clauses.phrase_at[before] < 0 and words[before].tag in (Tag.ADP, Tag.ADV):
            before -= 1
        return before
    group = clauses.group(before)
    if group is None:
        return None
    if not group.finite:
        return group.start - 1
    relative = group.start - 1
    if relative >= 0 and words[relative].lower in ("who", "which") and clauses.phrase_at[relative] < 0:
        return relative - 1
    return None


def _coordinated(clauses: Clauses, last: NounPhrase) -> tuple[int, int] | None:
    """The phrase with those joined to it on the left; a preposition before the first governs them all."""
    words = clauses.words
    start = last.start
    joint = start - 1
    if joint < 0 or words[joint].tag is not Tag.CCONJ:
        return start, last.end
    while joint >= 0 and (words[joint].tag is Tag.CCONJ or words[joint].text == ","):
        i = joint - 1
        if words[joint].tag is Tag.CCONJ and i >= 0 and words[i].text == ",":
            i -= 1
        before = clauses.phrase(i)
        if before is None or before.temporal:
            break
        governor = before.start - 1
        if governor >= 0 and clauses.group_at[governor] >= 0:
            break
        if governor >= 0 and words[governor].tag is Tag.ADP and clauses.phrase_at[governor] < 0:
            return _walk_subject(clauses, governor - 1) or (last.start, last.end)
        start, joint = before.start, governor
    return start, last.end


def _before_parenthesis(clauses: Clauses, comma: int) -> int:
    """From a closing comma to the word before its opening one; the comma itself when it closes nothing.

    A name set off by commas (`the minister, Ada Venn, said`) is kept: it says more than the words before it.
    """
    words = clauses.words
    for i in range(comma - 1, -1, -1):
        if words[i].text == "," and clauses.phrase_at[i] < 0:
            inside, outside = clauses.phrase(comma - 1), clauses.phrase(i - 1)
            named = inside is not None and inside.start == i + 1 and words[inside.head].tag is Tag.PROPN
            if named and outside is not None and words[outside.head].tag is Tag.NOUN and not outside.temporal:
                return comma - 1
            return i - 1
        if words[i].text in STOPS:
            break
    return comma - 1


def _antecedent(clauses: Clauses, relative: int) -> tuple[int, int] | None:
    """The phrase a relative pronoun stands for."""
    i = relative - 1
    if i >= 0 and clauses.words[i].text == ",":
        i -= 1
    phrase = clauses.phrase(i)
    return (phrase.start, phrase.end) if phrase else None


def _shared(clauses: Clauses, i: int, group: VerbGroup, depth: int) -> tuple[int, int] | None:
    """The subject of the nearest verb before word `i` that agrees in kind."""
    for other in reversed(clauses.groups):
        if other.end > i or clauses.group_at[other.head] < 0 or other == group:
            continue
        if other.finite or not group.finite:
            return _subject(clauses, other, depth + 1)
    return None


def _inverted(clauses: Clauses, group: VerbGroup) -> tuple[int, int] | None:
    """`…,” said the minister`: a subject that follows its verb."""
    before = group.start - 1
    if before >= 0 and clauses.words[before].text not in {",", *_QUOTES}:
        return None
    phrase = clauses.phrase(group.end)
    if phrase is None or clauses.words[group.head].tag is Tag.AUX:
        return None
    return phrase.start, phrase.end


def _participle_subject(clauses: Clauses, group: VerbGroup, depth: int) -> tuple[int, int] | None:
    """Who does what a bare participle tells."""
    before = group.start - 1
    while before >= 0 and clauses.words[before].tag is Tag.ADV and clauses.phrase_at[before] < 0:
        before -= 1
    phrase = clauses.phrase(before)
    if phrase is not None and not phrase.temporal:
        return phrase.start, phrase.end
    charged = _charged(clauses, before)
    if charged is not None:
        return charged
    following = next((g for g in clauses.groups if g.start >= group.end and g.finite), None)
    opening = not any(g.finite and g.end <= group.start for g in clauses.groups)
    if opening and following:
        return _subject(clauses, following, depth + 1)
    return _shared(clauses, group.start, group, depth)


def _charged(clauses: Clauses, preposition: int) -> tuple[int, int] | None:
    """`accused Orland of shelling`: the one who does it is the object of the verb before."""
    if preposition < 1 or clauses.words[preposition].lower not in ("of", "for", "from"):
        return None
    phrase = clauses.phrase(preposition - 1)
    verb = clauses.group(phrase.start - 1) if phrase and phrase.start else None
    if phrase is None or verb is None or clauses.words[verb.head].lemma not in word_list("charging"):
        return None
    return phrase.start, phrase.end


def _controller(clauses: Clauses, group: VerbGroup, depth: int) -> tuple[int, int] | None:
    """Who does what an infinitive tells."""
    before = group.start - 1
    words = clauses.words
    if before >= 0 and words[before].tag is Tag.CCONJ:
        return _shared(clauses, before, group, depth)
    phrase = clauses.phrase(before)
    governor = governing_verb(clauses, group.head)
    if governor is None:
        return (phrase.start, phrase.end) if phrase else None
    ruling = clauses.group(governor)
    if phrase and words[governor].lemma in word_list("object_control") and not (ruling and ruling.passive):
        start = phrase.start - 1
        return (phrase.start, phrase.end) if start < 0 or words[start].lower not in ("of", "in") else None
    return _subject(clauses, ruling, depth + 1) if ruling else None


def governing_verb(clauses: Clauses, i: int) -> int | None:
    """The verb that governs the infinitive or participle at `i`: the nearest one before it."""
    group = clauses.group(i)
    start = group.start if group else i
    for other in reversed(clauses.groups):
        if other.end <= start and clauses.group_at[other.head] >= 0:
            return other.head
    return None


def verb_of_subject(clauses: Clauses, i: int) -> VerbGroup | None:
    """The finite verb the noun at `i` is the subject of (`talks on a truce will begin`)."""
    phrase = clauses.phrase(i)
    if phrase is None or phrase.head != i:
        return None
    for group in clauses.groups:
        if group.start >= phrase.end and group.finite and clauses.group_at[group.head] >= 0:
            found = _subject(clauses, group, 0)
            return group if found is not None and found[0] == phrase.start else None
    return None


def object_of(clauses: Clauses, i: int) -> tuple[int, int] | None:
    """The words of the direct object of the verb at `i`, without what follows its head; None when there is none.

    Of a passive verb it is the subject.
    """
    group = clauses.group(i)
    if group is None:
        return None
    if group.passive:
        return _subject(clauses, group, 0)
    j = group.end
    words = clauses.words
    while j < len(words) and clauses.phrase_at[j] < 0 and (words[j].tag is Tag.ADV or words[j].text in _QUOTES):
        j += 1
    phrase = clauses.phrase(j)
    if phrase is None or phrase.temporal or phrase.start < group.end:
        return None
    return phrase.start, phrase.end


def antecedent_object(clauses: Clauses, i: int) -> tuple[int, int] | None:
    """The phrase a clause without an object of its own narrows down: `the deal (that) Veldria rejected`."""
    group = clauses.group(i)
    subject = subject_of(clauses, i) if group and group.finite and not group.passive else None
    if subject is None or subject[1] > i:
        return None
    before = subject[0] - 1
    if before >= 0 and clauses.words[before].lower in ("that", "which", "whom", "what"):
        before -= 1
    if before >= 0 and clauses.words[before].text == ",":
        before -= 1
    phrase = clauses.phrase(before)
    return (phrase.start, phrase.end) if phrase and not phrase.temporal and before < subject[0] else None


def agent_of(clauses: Clauses, i: int) -> tuple[int, int] | None:
    """The words of the `by` phrase of the passive verb at `i`."""
    group = clauses.group(i)
    if group is None or not group.passive:
        return None
    for j in range(group.end, min(len(clauses.words), group.end + 12)):
        if clauses.words[j].lower == "by":
            phrase = clauses.phrase(j + 1)
            return (phrase.start, phrase.end) if phrase and not phrase.temporal else None
        if clauses.group_at[j] >= 0 or clauses.words[j].text in STOPS:
            return None
    return None
