"""The condition an act is put on: `unless …`, `if …`, `in exchange for …`."""

from __future__ import annotations

from accord.model.span import Span
from accord.reading.roles import Site, whole_phrases
from accord.reading.word_lists import word_list
from accord.text.syntax.clauses import Clauses, opens_clause
from accord.text.syntax.complements import clause_end
from accord.text.syntax.words import Tag

_EXCHANGE = (("in", "exchange", "for"), ("in", "return", "for"), ("as", "long", "as"), ("on", "condition", "that"))
_TENSED = frozenset(("VBD", "VBZ", "MD"))


def find_condition(site: Site) -> Span | None:
    """The clause that says on what the act depends: `unless …`, `if …`, `in exchange for …`.

    What the encoder sees, or that it sees none, goes before what the syntax says.
    """
    if site.sight:
        seen = site.sight.role("condition")
        return _from_opening(site, whole_phrases(site.clauses, seen.span)) if seen else None
    words = site.clauses.words
    group = site.clauses.group(site.at)
    first = group.end if group else site.at + 1
    for i in range(first, len(words)):
        if words[i].lower in ("which", "who") or words[i].text == ";" or _next_act(site.clauses, i):
            break
        if _opens_condition(site, i):
            return _clause(site.clauses, i, _length(site.clauses, i))
    if words and words[0].lower in ("if", "unless", "until", "once"):
        comma = next((i for i, w in enumerate(words) if w.text == ","), 0)
        if 0 < comma < site.at:
            return site.clauses.span(0, comma)
    return None


def _from_opening(site: Site, seen: Span) -> Span:
    """The condition without the act's time before it: `if Veldria agrees` of `Friday if Veldria agrees`."""
    when = site.sight.role("when") if site.sight else None
    if when is None or not when.span.overlap(seen):
        return seen
    words = site.clauses.words
    after = (i for i, w in enumerate(words) if when.span.end <= w.span.start and seen.contains(w.span))
    first = next(after, None)
    return Span(words[first].span.start, seen.end) if first is not None and _opens_condition(site, first) else seen


def _next_act(clauses: Clauses, i: int) -> bool:
    """True where another verb is joined, to which what follows belongs: `agreed to talk but refused to sign if …`."""
    words = clauses.words
    if words[i].tag is not Tag.CCONJ:
        return False
    j = i + 1
    while j < len(words) and clauses.phrase_at[j] < 0 and words[j].tag is Tag.ADV:
        j += 1
    group = clauses.group(j)
    return opens_clause(clauses, j) or (group is not None and group.finite and words[group.start].form in _TENSED)


def _opens_condition(site: Site, i: int) -> bool:
    word = site.clauses.words[i]
    if word.lower in word_list("conditions") and word.tag in (Tag.SCONJ, Tag.ADP, Tag.VERB, Tag.AUX):
        return _adverbial(site, i)
    return word.lower in ("in", "as", "on") and any(_matches(site.clauses, i, form) for form in _EXCHANGE)


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


def _length(clauses: Clauses, i: int) -> int:
    """How many words open the condition at word `i`."""
    return next((len(form) for form in _EXCHANGE if _matches(clauses, i, form)), 1)


def _clause(clauses: Clauses, i: int, opening: int) -> Span | None:
    after = i + opening
    if i and clauses.words[i - 1].lower == "only":
        i -= 1
    return clauses.span(i, max(after, clause_end(clauses, after)))
