"""Roles of an act: where it is told, and whom its words name there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from accord.model.claim import Mention, PloverType, Quantity, Quote, QuoteKind, Stance
from accord.model.span import Span
from accord.reading.joined import with_joined
from accord.reading.sights import Sight
from accord.reading.triggers import Label, Trigger
from accord.reading.word_lists import word_list
from accord.text.analysis import Analysis, Sentence
from accord.text.names.cast import Name, NameKind, mention
from accord.text.syntax.clauses import Clauses
from accord.text.syntax.words import Tag, Word
from accord.text.times.find import TimeExpression

Range = tuple[int, int]
_SPEAKING = frozenset(("i", "we", "us", "me", "our", "my", "ourselves"))
_THIRD = frozenset(("he", "she", "they", "them", "him"))
_ARTICLES = frozenset(("the", "a", "an"))
_LEADING = frozenset((Tag.ADP, Tag.DET))
_LINKS = frozenset((Tag.ADP, Tag.CCONJ))


@dataclass(frozen=True, slots=True)
class Site:
    """Where an act is told: its sentence, its trigger, what that names, and the quote that holds it, if any.

    `times` and `quantities` are those of the sentence, the times read as of acts done. `sight` is what the encoder sees
    there, `sureness` how likely there is an act and how likely the label is right; both None when none reads along.
    """

    analysis: Analysis
    sentence: Sentence
    clauses: Clauses
    trigger: Trigger
    label: Label
    quote: Quote | None
    times: tuple[TimeExpression, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    sight: Sight | None = None
    sureness: tuple[float, float] | None = None

    @property
    def type(self) -> PloverType:
        """The type of the act."""
        return self.label[0]

    @property
    def stance(self) -> Stance | None:
        """The stand it takes, before negation and condition are weighed."""
        return self.label[1]

    @property
    def at(self) -> int:
        """The trigger's word."""
        return self.trigger.at

    @property
    def verbal(self) -> bool:
        """True when the trigger heads a verb group."""
        group = self.clauses.group(self.at)
        return group is not None and self.clauses.words[self.at].tag is Tag.VERB


@dataclass(frozen=True, slots=True)
class Cast:
    """Those who act, or those acted on: mentions and their parties, each once, in text order."""

    mentions: tuple[Mention, ...] = ()
    parties: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.mentions)


def sighted(site: Site, role: str) -> Cast:
    """Those whom the encoder sees in a role, as far as the cast knows them; nobody when none reads along."""
    mentions: dict[str, Mention] = {}
    parties: dict[str, None] = {}
    for seen in site.sight.roles.get(role, ()) if site.sight else ():
        span = _whole_names(site, seen.span)
        words = word_range(site.clauses.words, span)
        for found in _joined(site, words) if words else [cast_of(site.analysis.cast.resolve_all(span))]:
            for person in found.mentions:
                mentions.setdefault(person.name, person)
            parties.update(dict.fromkeys(found.parties))
    return Cast(tuple(mentions.values()), tuple(parties))


def _whole_names(site: Site, span: Span) -> Span:
    """A span with every name whole that it cuts through."""
    for name in site.analysis.cast.scene.named_in(site.sentence.index):
        if name.span.overlap(span):
            span = span.cover(name.span)
    return span


def _joined(site: Site, words: Range) -> list[Cast]:
    """Those whom a range of words stands for, and the parties and people joined to them."""
    clauses, (start, end) = site.clauses, words
    while end - start > 1 and clauses.words[end - 1].tag in _LINKS:
        end -= 1
    phrase = clauses.phrase(start)
    if phrase and end <= phrase.head != site.at and _is_agent(site, (start, phrase.end)):
        end = phrase.end  # `Keshari` was seen of `Keshari rebels`
    parts = with_joined(clauses, (start, end))
    casts = [resolve(site, part) for part in parts]
    return casts if all(cast.parties for cast in casts) else [resolve(site, (start, end))]


def whole_phrases(clauses: Clauses, span: Span) -> Span:
    """A span with its last noun phrase made whole, one that a preposition at its end leads to taken in.

    As it is where it lies outside the sentence.
    """
    words = word_range(clauses.words, span)
    if words is None:
        return span
    end = words[1]
    while end < len(clauses.words) and clauses.words[end - 1].tag in _LEADING and clauses.phrase(end):
        end += 1
    last = clauses.phrase(end - 1)
    whole = clauses.span(words[0], max(end, last.end if last else 0))
    return span.cover(whole) if whole else span


def word_range(words: Sequence[Word], span: Span) -> Range | None:
    """Which of some words a span touches, None for none."""
    inside = [i for i, w in enumerate(words) if w.span.overlap(span)]
    return (inside[0], inside[-1] + 1) if inside else None


def names_in(site: Site, found: Range | None) -> tuple[Name, ...]:
    """Those a range of words names, outlets and places that act for nobody left out."""
    if found is None or all(site.clauses.words[i].lower in _ARTICLES for i in range(*found)):
        return ()
    span = site.clauses.span(*found)
    if span is None:
        return ()
    resolved = site.analysis.cast.resolve_all(span)
    agents = resolved if _is_agent(site, found) else ()
    inside = [n for n in site.analysis.cast.within(span) if n.kind is not NameKind.OTHER]
    for names in (
        [n for n in resolved if n.kind is not NameKind.OTHER],
        [n for n in agents if n.party],
        inside,
        agents,
    ):
        if names:
            return tuple(
                n for n in names if n.kind is not NameKind.OUTLET and (n.party or n.kind is not NameKind.PLACE)
            )
    return ()


def _is_agent(site: Site, found: Range) -> bool:
    """True when the phrase's head is one who can act."""
    phrase = site.clauses.phrase(found[0])
    head = site.clauses.words[phrase.head if phrase and phrase.end <= found[1] else found[1] - 1]
    return head.lemma.lower() in word_list("agents") or head.tag is Tag.PROPN


def resolve(site: Site, found: Range | None) -> Cast:
    """The cast a range of words stands for; the speaker's own side for `we`."""
    if found is None:
        return Cast()
    words = [site.clauses.words[i] for i in range(*found)]
    if any(w.lower in _SPEAKING and w.tag in (Tag.PRON, Tag.DET) for w in words) and (speaker := speaker_cast(site)):
        return speaker
    names = names_in(site, found)
    if speaks_of_others(site, found) and site.quote and site.quote.speaker:
        # whoever speaks of `them` does not mean himself
        names = tuple(n for n in names if n.name != site.quote.speaker.name and n.party != site.quote.party)
    return cast_of(names)


def speaks_of_others(site: Site, found: Range | None) -> bool:
    """True for a third person within quotation marks, who is not the one who speaks."""
    if found is None or site.quote is None or site.quote.kind is not QuoteKind.DIRECT:
        return False
    return found[1] - found[0] == 1 and site.clauses.words[found[0]].lower in _THIRD


def speaker_cast(site: Site) -> Cast | None:
    """Whoever says the quote that holds the trigger."""
    quote = site.quote
    if quote is None or quote.speaker is None:
        return None
    return Cast((quote.speaker,), (quote.party,) if quote.party else ())


def cast_of(names: Sequence[Name]) -> Cast:
    """Those of some names, each once. A body without a party is its own."""
    mentions: dict[str, Mention] = {}
    parties: dict[str, None] = {}
    for name in names:
        mentions.setdefault(name.name, mention(name))
        if name.party:
            parties.setdefault(name.party, None)
        elif name.kind is NameKind.BODY:
            parties.setdefault(name.name, None)
    return Cast(tuple(mentions.values()), tuple(parties))
