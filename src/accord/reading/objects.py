"""What an act is about: its measure, and the condition put on it."""

from __future__ import annotations

from accord.model.claim import PloverType
from accord.model.span import Span
from accord.reading.roles import Range, Site
from accord.reading.word_lists import word_list
from accord.text.clauses import Clauses, clause_end, complement_of, governing_verb, long_phrase, object_of, subject_of
from accord.text.words import Tag

_WITHOUT = frozenset((PloverType.ASSAULT, PloverType.PROTEST, PloverType.COERCE))
_ARTICLES = frozenset(("the", "a", "an"))
_OUGHT = frozenset(("must", "should", "ought"))
_EXCHANGE = (("in", "exchange", "for"), ("in", "return", "for"), ("as", "long", "as"), ("on", "condition", "that"))
_LEFT_OUT = frozenset((Tag.PUNCT, Tag.CCONJ))


def find_measure(site: Site) -> Span | None:
    """The words that name what is agreed, asked, refused, judged; None for acts that are about no measure."""
    if site.type in _WITHOUT:
        return None
    found = _measure_range(site)
    return _trimmed(site.clauses, found) if found else None


def _measure_range(site: Site) -> Range | None:
    clauses, at = site.clauses, site.at
    group = clauses.group(at)
    if site.verbal and group:
        if group.modal in _OUGHT and "*" in site.trigger.pattern.key:
            return _verb_phrase(clauses, at)
        if "*" in site.trigger.pattern.key:
            return _verb_phrase(clauses, at)
        if group.passive:
            return _passive_object(site)
    return complement(clauses, at) or _object(clauses, at) or _before(site)


def complement(clauses: Clauses, at: int) -> Range | None:
    """The clause the trigger takes."""
    found = complement_of(clauses, at)
    if found is None or found[1] <= found[0]:
        return None
    return found


def _verb_phrase(clauses: Clauses, at: int) -> Range:
    """The verb with all that follows it in its clause."""
    return at, max(at + 1, clause_end(clauses, at))


def _object(clauses: Clauses, at: int) -> Range | None:
    """The object, direct or after the trigger's preposition, with its tails."""
    words = clauses.words
    group = clauses.group(at)
    j = group.end if group else at + 1
    while j < len(words):
        phrase = clauses.phrase(j)
        if phrase:
            if phrase.temporal or phrase.start < j:
                return None
            return phrase.start, long_phrase(clauses, phrase.start)
        if words[j].lower in word_list("object_links") or words[j].tag is Tag.ADV or words[j].text in '"“‘':
            j += 1
        else:
            return None
    return None


def _passive_object(site: Site) -> Range | None:
    clauses, at = site.clauses, site.at
    found = complement(clauses, at)
    if found:
        return found
    subject = object_of(clauses, at)
    if subject is None:
        return None
    return subject[0], max(subject[1], long_phrase(clauses, subject[0]))


def _before(site: Site) -> Range | None:
    """For adjectives and bare nouns: the subject of the clause."""
    clauses, at = site.clauses, site.at
    if clauses.words[at].tag is not Tag.ADJ:
        return None
    verb = governing_verb(clauses, at)
    subject = subject_of(clauses, verb) if verb is not None else None
    return (subject[0], max(subject[1], long_phrase(clauses, subject[0]))) if subject else None


def _trimmed(clauses: Clauses, found: Range) -> Span | None:
    """Without a leading article or punctuation at either end."""
    start, end = found
    words = clauses.words
    while start < end and (words[start].tag in _LEFT_OUT or (words[start].lower in _ARTICLES and end - start > 1)):
        start += 1
    while end > start and words[end - 1].tag in _LEFT_OUT and words[end - 1].text != "%":
        end -= 1
    return clauses.span(start, end)


def find_condition(site: Site) -> Span | None:
    """The clause that says on what the act depends: `unless …`, `if …`, `in exchange for …`."""
    words = site.clauses.words
    group = site.clauses.group(site.at)
    first = group.end if group else site.at + 1
    for i in range(first, len(words)):
        lower = words[i].lower
        if (
            lower in word_list("conditions")
            and words[i].tag in (Tag.SCONJ, Tag.ADP, Tag.VERB, Tag.AUX)
            and _adverbial(site, i)
        ):
            return _clause(site.clauses, i)
        if any(_matches(site.clauses, i, form) for form in _EXCHANGE):
            return _clause(site.clauses, i)
    if words and words[0].lower in ("if", "unless", "until", "once"):
        comma = next((i for i, w in enumerate(words) if w.text == ","), 0)
        if 0 < comma < site.at:
            return site.clauses.span(0, comma)
    return None


def _adverbial(site: Site, i: int) -> bool:
    """`if` opens a condition unless a verb of asking takes it."""
    words = site.clauses.words
    if words[i].lower == "should":
        return i > 0 and site.clauses.phrase(i + 1) is not None and words[i - 1].text in {",", *'"”'}
    if words[i].lower == "until" and site.stance is None:
        return False
    return i == 0 or words[i - 1].lemma not in ("ask", "know", "see", "decide", "wonder", "as", "even")


def _matches(clauses: Clauses, i: int, form: tuple[str, ...]) -> bool:
    return tuple(w.lower for w in clauses.words[i : i + len(form)]) == form


def _clause(clauses: Clauses, i: int) -> Span | None:
    if i and clauses.words[i - 1].lower == "only":
        i -= 1
    return clauses.span(i, max(i + 1, clause_end(clauses, i + 1)))
