"""Clauses: who does what to whom, found by walking over noun phrases and verb groups.

A shallow parse: no tree, only the relations that reading asks for. Positions are indices into the words of one
sentence; ranges of words are half-open. `parse` once per sentence, then ask.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from accord.model.span import Span
from accord.text.chunks import NounPhrase, VerbGroup, find_groups, find_phrases, word_list
from accord.text.lexicon import allowed_tags
from accord.text.words import Tag, Word

_RELATIVES = frozenset(("who", "which", "that", "whom"))
_OPENERS = frozenset(("that", "whether"))
_TENSED = frozenset(("VBD", "VBZ", "MD"))
_STOPS = frozenset((";", "—", "--", "–", ":", "(", ")"))
_QUOTES = frozenset('"“”')


@dataclass(frozen=True, slots=True)
class Clauses:
    """A parsed sentence. `phrase_at` and `group_at` give the piece each word belongs to, -1 for none."""

    words: Sequence[Word]
    phrases: tuple[NounPhrase, ...]
    groups: tuple[VerbGroup, ...]
    phrase_at: tuple[int, ...]
    group_at: tuple[int, ...]

    def phrase(self, i: int) -> NounPhrase | None:
        """The noun phrase that holds word `i`."""
        at = self.phrase_at[i] if 0 <= i < len(self.phrase_at) else -1
        return self.phrases[at] if at >= 0 else None

    def group(self, i: int) -> VerbGroup | None:
        """The verb group that holds word `i`."""
        at = self.group_at[i] if 0 <= i < len(self.group_at) else -1
        return self.groups[at] if at >= 0 else None

    def span(self, start: int, end: int) -> Span | None:
        """The characters of words `[start, end)`; None for an empty range."""
        if not 0 <= start < end <= len(self.words):
            return None
        return Span(self.words[start].span.start, self.words[end - 1].span.end)


def parse(words: Sequence[Word]) -> Clauses:
    """Find the noun phrases and verb groups of one sentence."""
    groups = find_groups(words)
    phrases = find_phrases(words)
    phrase_at, group_at = [-1] * len(words), [-1] * len(words)
    for n, phrase in enumerate(phrases):
        for i in range(phrase.start, phrase.end):
            phrase_at[i] = n
    for n, group in enumerate(groups):
        for i in range(group.start, group.end):
            if phrase_at[i] < 0:
                group_at[i] = n
    clauses = Clauses(words, tuple(phrases), tuple(groups), tuple(phrase_at), tuple(group_at))
    return replace(clauses, groups=tuple(_reduced(clauses, group) for group in groups))


def _reduced(clauses: Clauses, group: VerbGroup) -> VerbGroup:
    """A past tense right after another verb's object is a participle: `broke a truce signed in May`."""
    words = clauses.words
    if (
        group.end - group.start > 1
        or words[group.head].form != "VBD"
        or "VBN" not in allowed_tags(words[group.head].text)
    ):
        return group
    phrase = clauses.phrase(group.start - 1)
    while phrase is not None and phrase.start:
        before = phrase.start - 1
        if words[before].tag is not Tag.ADP or words[before].lower in word_list("adverbial"):
            governor = clauses.group(before)
            bound = governor is not None and words[governor.head].lemma not in word_list("saying")
            after = clauses.phrase(group.end)
            direct = after is not None and after.start == group.end and not after.temporal
            return replace(group, finite=False, passive=True) if bound and not direct else group
        phrase = clauses.phrase(before - 1)
    return group


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
            if group or words[i].tag is Tag.SCONJ or words[i].text in _STOPS:
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
        if words[i].text in _STOPS:
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
    following = next((g for g in clauses.groups if g.start >= group.end and g.finite), None)
    opening = not any(g.finite and g.end <= group.start for g in clauses.groups)
    if opening and following:
        return _subject(clauses, following, depth + 1)
    return _shared(clauses, group.start, group, depth)


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
        if clauses.group_at[j] >= 0 or clauses.words[j].text in _STOPS:
            return None
    return None


def prepositional(clauses: Clauses, i: int, prepositions: frozenset[str], reach: int = 14) -> tuple[int, int] | None:
    """The phrase after the first of these prepositions that follows word `i` in its clause."""
    for j in range(i + 1, min(len(clauses.words), i + reach)):
        word = clauses.words[j]
        if clauses.phrase_at[j] < 0 and word.lower in prepositions and word.tag in (Tag.ADP, Tag.PART, Tag.SCONJ):
            phrase = clauses.phrase(j + 1)
            return (phrase.start, phrase.end) if phrase and not phrase.temporal else None
        if word.text in _STOPS or clauses.group_at[j] >= 0 or word.text == ",":
            return None
    return None


def long_phrase(clauses: Clauses, start: int, of_only: bool = False, joined: bool = True) -> int:
    """Where a noun phrase with its prepositional tails ends (`a halt of strikes on energy targets`)."""
    words = clauses.words
    phrase = clauses.phrase(start)
    end = phrase.end if phrase else start + 1
    while end + 1 < len(words):
        nxt = clauses.phrase(end + 1)
        more = joined and words[end].tag is Tag.CCONJ and not _opens_clause(clauses, end + 1)
        if not more and not (words[end].tag is Tag.ADP and _adds(words[end].lower, of_only)):
            break
        if nxt is None or nxt.temporal or nxt.start != end + 1:
            break
        end = nxt.end
    return end


def _adds(preposition: str, of_only: bool) -> bool:
    """True for a preposition whose phrase belongs to the noun before it."""
    return preposition == "of" or not (of_only or preposition in word_list("apart"))


def _opens_clause(clauses: Clauses, i: int) -> bool:
    """True when the phrase at `i` is the subject of a finite verb after it."""
    phrase = clauses.phrase(i)
    j = phrase.end if phrase else i
    while j < len(clauses.words) and clauses.words[j].tag is Tag.ADV:
        j += 1
    group = clauses.group(j)
    return bool(group and group.finite)


def complement_of(clauses: Clauses, i: int) -> tuple[int, int] | None:
    """The clause a verb, noun or adjective takes: after `that` or `whether`, an infinitive, a gerund, or bare.

    One noun phrase may stand between (`urged the rebels to leave`, `accused them of lying`).
    Returns: the words of the clause without `that`, `to` or an opening quote; None when there is none.
    """
    group = clauses.group(i)
    j = _past_links(clauses, group.end if group else i + 1)
    found = _clause_at(clauses, j, group is not None)
    if found is not None:
        return found
    phrase = clauses.phrase(j)
    if phrase is None or phrase.start < j or j >= len(clauses.words):
        return None
    late = _after_circumstance(clauses, j)
    if late is not None:
        return late
    after = long_phrase(clauses, j, of_only=True)
    if after < len(clauses.words) and clauses.words[after].tag is Tag.ADP and clauses.phrase(after + 1) is None:
        return _clause_at(clauses, after + 1, False)
    return _clause_at(clauses, after, False)


def _after_circumstance(clauses: Clauses, j: int) -> tuple[int, int] | None:
    """The clause that follows where and when: `agreed in Orsk on Monday to leave`."""
    words = clauses.words
    for _ in range(3):
        phrase = clauses.phrase(j)
        if phrase is None or not (phrase.temporal or words[phrase.start - 1].lower in ("in", "on", "at", "with")):
            return None
        j = phrase.end
        while j < len(words) and clauses.phrase_at[j] < 0 and words[j].lower in ("in", "on", "at", "with"):
            j += 1
        found = _clause_at(clauses, j, False)
        if found:
            return found if words[found[0] - 1].lower in ("to", "that") else None
    return None


def _past_links(clauses: Clauses, j: int) -> int:
    """Past particles, prepositions, adverbs and quotation marks."""
    words = clauses.words
    while j < len(words) and clauses.phrase_at[j] < 0 and clauses.group_at[j] < 0:
        if words[j].tag not in (Tag.ADV, Tag.ADP) and words[j].text not in _QUOTES:
            break
        j += 1
    return j


def _clause_at(clauses: Clauses, j: int, bare: bool) -> tuple[int, int] | None:
    """The clause that starts at word `j`; `bare` allows one without a word that opens it."""
    words = clauses.words
    if j >= len(words):
        return None
    if (words[j].tag is Tag.SCONJ and words[j].lower in _OPENERS) or (
        words[j].lower == "that" and _opens_after(clauses, j)
    ):
        return j + 1, clause_end(clauses, j + 1)
    here = clauses.group(j)
    if here and here.start == j and here.infinitive:
        return j + 1, clause_end(clauses, here.head)
    if here and here.start == j and words[here.head].form == "VBG" and not here.finite:
        return j, clause_end(clauses, here.head)
    phrase = clauses.phrase(j)
    if bare and phrase and phrase.start == j and not phrase.temporal and _opens_clause(clauses, j):
        return j, clause_end(clauses, j)
    return None


def _opens_after(clauses: Clauses, that: int) -> bool:
    """`that` opens a clause: it is neither a determiner nor a relative pronoun's subject."""
    return (
        clauses.phrase_at[that] < 0
        and clauses.phrase(that + 1) is not None
        and clauses.words[that].tag
        in (
            Tag.SCONJ,
            Tag.ADP,
        )
    )


def clause_end(clauses: Clauses, start: int) -> int:
    """Where the clause that starts at word `start` ends: at a stop, a comma that closes it, or the sentence's end."""
    words = clauses.words
    end = len(words)
    opening = clauses.group(start)
    bare = opening is not None and not opening.finite
    depth = 0
    for i in range(start, len(words)):
        text = words[i].text
        if text == "”" or (text == '"' and (depth or _inside_quote(words, start))):
            if not depth:
                end = i
                break
            depth -= 1
        elif text in ("“", '"'):
            depth += 1
        elif _ends(clauses, i, start, bare):
            end = i
            break
    while end > start and words[end - 1].tag is Tag.PUNCT and words[end - 1].text not in "%”":
        end -= 1
    return end


def _inside_quote(words: Sequence[Word], start: int) -> bool:
    """True when a straight quotation mark is open before word `start`."""
    return sum(w.text == '"' for w in words[:start]) % 2 == 1


def _ends(clauses: Clauses, i: int, start: int, bare: bool) -> bool:
    """True when the clause that starts at `start` ends before word `i`. `bare`: it has no subject of its own."""
    words = clauses.words
    word = words[i]
    if word.text in _STOPS or (word.text in ".?!" and i + 1 >= len(words) - 2):
        return True
    if i == start:
        return False
    if word.text == ",":
        return _closes(clauses, i)
    if bare and word.tag is Tag.CCONJ:
        after = clauses.group(i + 1)
        return after is not None and words[after.start].form in _TENSED
    if word.lower in word_list("adverbial") and word.tag in (Tag.SCONJ, Tag.ADP):
        return word.lower != "as" or (words[i - 1].tag is not Tag.ADV and _opens_clause(clauses, i + 1))
    return word.lower == "so" and clauses.phrase(i + 1) is not None


def _closes(clauses: Clauses, comma: int) -> bool:
    """True when a comma ends its clause: a subordinator, a relative, a participle, or a new clause follows."""
    words = clauses.words
    i = comma + 1
    if i >= len(words):
        return True
    if words[i].text in _QUOTES:
        return True
    if words[i].tag is Tag.CCONJ:
        return _opens_clause(clauses, i + 1) or clauses.group_at[i + 1 if i + 1 < len(words) else i] >= 0
    if words[i].tag in (Tag.SCONJ, Tag.ADV) or words[i].lower in _RELATIVES:
        return True
    if clauses.group_at[i] >= 0 or _opens_clause(clauses, i):
        return True
    return words[i].tag is Tag.ADP
