"""What an act is about: its measure."""

from __future__ import annotations

from accord.model.claim import PloverType, Stance
from accord.model.span import Span
from accord.reading.conjuncts import conjuncts
from accord.reading.roles import Range, Site, names_in, whole_phrases
from accord.reading.triggers import noun_class
from accord.reading.word_lists import word_list
from accord.text.syntax.arguments import antecedent_object, governing_verb, object_of, subject_of
from accord.text.syntax.chunks import VerbGroup
from accord.text.syntax.clauses import Clauses, long_phrase, prepositional
from accord.text.syntax.complements import clause_end, complement_of
from accord.text.syntax.words import Tag

_WITHOUT = frozenset((PloverType.ASSAULT, PloverType.PROTEST, PloverType.COERCE))
_ONLY_WITH_STANCE = frozenset((PloverType.ACCUSE, PloverType.SUPPORT))
_JUDGING = frozenset((Stance.CRITICISES, Stance.SUPPORTS))
_ARTICLES = frozenset(("the", "a", "an"))
_LEFT_OUT = frozenset((Tag.PUNCT, Tag.CCONJ))


def find_measures(site: Site) -> tuple[Span, ...]:
    """The words that name what is agreed, asked, refused, judged; empty for acts that are about no measure.

    What the encoder sees goes before what the syntax says. Of verbs joined under one stand (`wants them to leave and
    pay`) each is a measure.
    """
    if site.sight and (seen := site.sight.role("measure")):
        return (whole_phrases(site.clauses, seen.span),)
    if site.type in _WITHOUT or (site.stance is None and site.type in _ONLY_WITH_STANCE):
        return ()
    found = _topic(site) if site.type is PloverType.CONSULT else _measure_range(site)
    if site.stance is not None and (found is None or _pronoun(site.clauses, found)):
        found = _nearby(site) or found
    if found is None:
        return ()
    ranges = conjuncts(site.clauses, found) if site.stance is not None else [found]
    spans = [_trimmed(site.clauses, part) for part in ranges]
    return tuple(span for span in spans if span is not None)


def _measure_range(site: Site) -> Range | None:
    clauses, at = site.clauses, site.at
    group = clauses.group(at)
    if site.verbal and group:
        if "*" in site.trigger.pattern.key:
            return _verb_phrase(clauses, at)
        if _whole(site, group):
            return at, _before_day(site, _verb_phrase(clauses, at)[1])
        if group.passive and clauses.words[at].lemma not in word_list("stative"):
            return complement(site) or _tailed(clauses, object_of(clauses, at))
    return complement(site) or _object(site) or _elsewhere(site)


def _before_day(site: Site, end: int) -> int:
    """Without the day of the act, which is no part of its measure: `exchange prisoners | on Friday`."""
    words = site.clauses.words
    time = next((t for t in site.times if t.period and t.span.end == words[end - 1].span.end), None)
    if time is None or time.duration:
        return end
    while end > site.at + 1 and (words[end - 1].span.start >= time.span.start or words[end - 1].tag is Tag.ADP):
        end -= 1
    return end


def _whole(site: Site, group: VerbGroup) -> bool:
    """True for a step still to come that is told with its verb: `to withdraw its troops`."""
    if site.type is not PloverType.RETREAT or site.stance is not None or group.passive:
        return False
    if group.finite and group.modal is None:
        return False
    return object_of(site.clauses, site.at) is not None or _after(site) < len(site.clauses.words)


def _pronoun(clauses: Clauses, found: Range) -> bool:
    return found[1] - found[0] == 1 and clauses.words[found[0]].tag in (Tag.PRON, Tag.DET)


def _nearby(site: Site) -> Range | None:
    """The nearest phrase of the sentence that names a deal, talks, sanctions and the like."""
    clauses = site.clauses
    named = [
        p
        for p in clauses.phrases
        if noun_class(clauses.words[p.head]) in word_list("negotiable") and not p.start <= site.at < p.end
    ]
    if not named:
        return None
    best = min(named, key=lambda p: (abs(p.head - site.at), p.start))
    return _tailed(clauses, (best.start, best.end))


def _topic(site: Site) -> Range | None:
    """What talks are about."""
    clauses, at = site.clauses, site.at
    if site.verbal and clauses.words[at].lemma in word_list("topical"):
        return complement(site) or _object(site)
    return _tailed(clauses, prepositional(clauses, at, word_list("topic_links"), 6))


def complement(site: Site) -> Range | None:
    """The clause the trigger takes; of a demand that somebody do something, the doing."""
    clauses = site.clauses
    found = complement_of(clauses, site.at)
    if found is None or found[1] <= found[0]:
        return None
    start, end = found
    phrase = clauses.phrase(start)
    judged = phrase is not None and noun_class(clauses.words[phrase.head]) in word_list("negotiable")
    if judged and phrase and phrase.start == start and site.stance in _JUDGING and _opens(clauses, phrase.end):
        return _tailed(clauses, (start, phrase.end))
    if phrase and site.type is PloverType.REQUEST:
        group = clauses.group(phrase.end)
        if group and group.modal is None and clauses.words[group.head].form in ("VB", "VBP"):
            return group.start, end
    return start, end


def _opens(clauses: Clauses, i: int) -> bool:
    group = clauses.group(i)
    return group is not None and group.finite


def _verb_phrase(clauses: Clauses, at: int) -> Range:
    """The verb with all that follows it in its clause; with the thing it is said of, where it has no object.

    `The blockade must end` is about the blockade's end, `Veldria must leave the valley` about leaving.
    """
    end = max(at + 1, clause_end(clauses, at))
    group = clauses.group(at)
    if group is None:
        return at, end
    start = group.start + 1 if group.negated and group.modal else at
    subject = subject_of(clauses, at)
    phrase = clauses.phrase(subject[0]) if subject else None
    if phrase is None or phrase.end > at or clauses.words[phrase.head].tag is not Tag.NOUN or _takes(clauses, group):
        return start, end
    return (start, end) if clauses.words[phrase.head].lemma in word_list("agents") else (phrase.start, end)


def _takes(clauses: Clauses, group: VerbGroup) -> bool:
    """True when a verb has an object or a complement of its own."""
    return not group.passive and (object_of(clauses, group.head) or complement_of(clauses, group.head)) is not None


def _object(site: Site) -> Range | None:
    """The object, direct or after a preposition, with its tails; past one who is acted on (`accused her of fraud`)."""
    clauses = site.clauses
    first = _phrase_after(clauses, _after(site))
    if first is None or (not site.verbal and clauses.words[first[0] - 1].tag is not Tag.ADP):
        return None
    if (
        site.verbal
        and first[1] < len(clauses.words)
        and clauses.words[first[1]].lower in ("out", "back", "off", "away")
    ):
        return first[0], max(first[1] + 1, clause_end(clauses, first[1]))
    if _is_party(site, first):
        second = _phrase_after(clauses, long_phrase(clauses, first[0], of_only=True))
        if second and clauses.words[second[0] - 1].lower in ("in", "during", "at", "after", "before", "by"):
            second = None
        given = second and clauses.words[first[0] - 1].lower == "to"
        if second and (given or clauses.words[second[0] - 1].tag is Tag.ADP):
            return _tailed(clauses, second)
        if not site.verbal or site.type in _ONLY_WITH_STANCE:
            return None
    return _tailed(clauses, first)


def _after(site: Site) -> int:
    """The word after the trigger's verb group or noun phrase."""
    group, phrase = site.clauses.group(site.at), site.clauses.phrase(site.at)
    if site.verbal and group:
        return group.end
    return phrase.end if phrase else site.at + 1


def _phrase_after(clauses: Clauses, j: int) -> Range | None:
    """The noun phrase at `j`, past links, adverbs and quotation marks."""
    words = clauses.words
    while j < len(words):
        phrase = clauses.phrase(j)
        if phrase:
            return None if phrase.temporal or phrase.start < j else (phrase.start, phrase.end)
        if words[j].lower in word_list("object_links") or words[j].tag is Tag.ADV or words[j].text in '"“‘':
            j += 1
        else:
            return None
    return None


def _is_party(site: Site, found: Range) -> bool:
    """True when a phrase is nothing but one who can act."""
    names = names_in(site, found)
    span = site.clauses.span(*found)
    return bool(names) and span is not None and len(names[-1].span) >= 0.6 * len(span)


def _tailed(clauses: Clauses, found: Range | None) -> Range | None:
    """A noun phrase with its prepositional tails, and the clause that narrows it down."""
    if found is None:
        return None
    end = max(found[1], long_phrase(clauses, found[0]))
    if end < len(clauses.words) and clauses.words[end].lower == "each":
        end += 1
    narrowing = _narrowing(clauses, end)
    return found[0], max(end, clause_end(clauses, narrowing.head)) if narrowing else end


def _narrowing(clauses: Clauses, end: int) -> VerbGroup | None:
    """The verb of a clause that narrows a noun down: `a deal to end the war`, `a bill signed in May`, `… that bans`."""
    group = clauses.group(end)
    if group and group.start == end and not group.finite:
        return group
    if end + 1 < len(clauses.words) and clauses.words[end].lower == "that":
        return clauses.group(end + 1)
    return None


def _elsewhere(site: Site) -> Range | None:
    """The object a verb shares with the next one, or had before it; the subject an adjective is said of."""
    clauses, at = site.clauses, site.at
    words = clauses.words
    group = clauses.group(at)
    if site.verbal and group:
        after = group.end
        joined = after < len(words) and words[after].tag is Tag.CCONJ and clauses.group(after + 1)
        if joined:
            return _tailed(clauses, object_of(clauses, joined.head))
        return _tailed(clauses, antecedent_object(clauses, at))
    verb = governing_verb(clauses, at)
    if verb is not None and words[verb].lemma in ("be", "become", "remain", "seem"):
        return _tailed(clauses, subject_of(clauses, verb))
    return _tailed(clauses, prepositional(clauses, at, word_list("object_links")))


def _trimmed(clauses: Clauses, found: Range) -> Span | None:
    """Without a leading article or punctuation at either end."""
    start, end = found
    words = clauses.words
    while start < end and (words[start].tag in _LEFT_OUT or (words[start].lower in _ARTICLES and end - start > 1)):
        start += 1
    while end > start and words[end - 1].tag in _LEFT_OUT and words[end - 1].text != "%":
        end -= 1
    return clauses.span(start, end)
