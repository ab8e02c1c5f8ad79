"""Roles of an act: who acts, on or with whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from accord.model.claim import Mention, PloverType, Quantity, Quote, QuoteKind, Stance
from accord.model.span import Span
from accord.reading.sights import Sight
from accord.reading.triggers import Label, Trigger
from accord.reading.word_lists import toward, word_list
from accord.text.analysis import Analysis, Sentence
from accord.text.names.cast import Name, NameKind, mention
from accord.text.syntax.arguments import agent_of, governing_verb, object_of, subject_of, verb_of_subject
from accord.text.syntax.clauses import Clauses, opens_clause, prepositional
from accord.text.syntax.complements import clause_end
from accord.text.syntax.words import Tag, Word
from accord.text.times.find import TimeExpression

Range = tuple[int, int]
_SPEAKING = frozenset(("i", "we", "us", "me", "our", "my", "ourselves"))
_THIRD = frozenset(("he", "she", "they", "them", "him"))
_RECEIVED = frozenset(
    (PloverType.ACCUSE, PloverType.SUPPORT, PloverType.REJECT, PloverType.REQUEST, PloverType.THREATEN)
)
_STRIKING = frozenset((PloverType.SANCTION, PloverType.COERCE, PloverType.ASSAULT, PloverType.AID, PloverType.ACCUSE))
_SPOKEN = frozenset((Stance.CRITICISES, Stance.DOUBTS, Stance.SUPPORTS))
_IMPLIED = frozenset((Stance.CRITICISES, Stance.DOUBTS))
_ARTICLES = frozenset(("the", "a", "an"))
_LEADING = frozenset((Tag.ADP, Tag.DET))
_OUGHT = frozenset(("must", "should", "ought"))


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
        words = word_range(site.clauses.words, seen.span)
        found = resolve(site, words) if words else _cast(site.analysis.cast.resolve_all(seen.span))
        for person in found.mentions:
            mentions.setdefault(person.name, person)
        parties.update(dict.fromkeys(found.parties))
    return Cast(tuple(mentions.values()), tuple(parties))


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


def find_actors(site: Site) -> Cast:
    """Who does the act: whom the encoder sees, where the cast knows them; else whom the syntax says.

    Of joined subjects (`Veldria and Keshar will exchange prisoners`) the encoder at times sees one: all of them act.
    """
    seen = sighted(site, "actor")
    if not seen:
        return _told(site)
    joined = resolve(site, actor_range(site))
    return joined if set(seen.mentions) < set(joined.mentions) else seen


def _told(site: Site) -> Cast:
    """Who does the act, by the syntax and by who speaks."""
    if _asks_by_modal(site):
        return speaker_cast(site) or Cast()
    if _implies(site) and (speaker := speaker_cast(site)):
        return speaker
    found = actor_range(site)
    cast = resolve(site, found)
    if cast or (_others(site, found) and site.stance not in _SPOKEN):
        return cast
    if site.stance is None and not _judges(site):
        return Cast()
    return speaker_cast(site) or resolve(site, _outer_subject(site))


def _outer_subject(site: Site) -> Range | None:
    """Who made the thing that acts: `Veldria released a plan that proposed …`, `in a statement hailing …`."""
    if not site.verbal:
        return None
    clauses = site.clauses
    found = subject_of(clauses, site.at)
    verb = _verb_before(clauses, found[0]) if found and found[0] < site.at else None
    return subject_of(clauses, verb) if verb is not None else None


def _asks_by_modal(site: Site) -> bool:
    """`Veldria must withdraw`: the one who asks is the one who speaks."""
    return site.trigger.pattern.key.split(" ")[0] in _OUGHT or site.trigger.pattern.key.startswith("not must")


def _implies(site: Site) -> bool:
    """`They broke their word, he said`: the blame is the speaker's, whatever the verb's subject."""
    word = site.clauses.words[site.at]
    if word.lemma in ("need", "have") and site.type is PloverType.REQUEST:
        return True
    judged = site.stance in _IMPLIED or (site.stance is Stance.SUPPORTS and word.tag is Tag.ADJ)
    if not judged or word.tag not in (Tag.VERB, Tag.ADJ):
        return False
    return word.lemma not in word_list("attitudes")


def _judges(site: Site) -> bool:
    return site.clauses.words[site.at].tag is Tag.ADJ


def actor_range(site: Site) -> Range | None:
    """The words of the actor, as the clause has it."""
    clauses, at = site.clauses, site.at
    if site.verbal:
        group = clauses.group(at)
        if group and group.passive and clauses.words[at].lemma not in word_list("stative"):
            return agent_of(clauses, at)
        return subject_of(clauses, at)
    if clauses.words[at].tag in (Tag.NOUN, Tag.PROPN):
        return _noun_actor(site)
    verb = governing_verb(clauses, at)
    return subject_of(clauses, verb) if verb is not None else None


def _noun_actor(site: Site) -> Range | None:
    """`Veldria’s attack`, `the Veldrian attack`, `an attack by Veldria`, `Veldria held talks`."""
    clauses, at = site.clauses, site.at
    phrase = clauses.phrase(at)
    if phrase and phrase.start < at and names_in(site, (phrase.start, at)):
        return phrase.start, at
    links = {"by", "between", "among"} | ({"from"} if site.type in _RECEIVED else set())
    by = prepositional(clauses, at, frozenset(links), 6)
    if by:
        return _with_joined(clauses, by)
    if verb_of_subject(clauses, at) is not None:
        return None
    start = phrase.start if phrase else at
    verb = _verb_before(clauses, start)
    if verb is not None:
        group = clauses.group(verb)
        return (agent_of if group and group.passive else subject_of)(clauses, verb)
    following = next((g for g in clauses.groups if g.start > at and g.finite), None)
    return subject_of(clauses, following.head) if following else None


def _with_joined(clauses: Clauses, found: Range) -> Range:
    """`between Veldria and Orland`: both."""
    start, end = found
    while end + 1 < len(clauses.words) and (clauses.words[end].tag is Tag.CCONJ or clauses.words[end].text == ","):
        phrase = clauses.phrase(end + 1)
        if phrase is None or phrase.start != end + 1 or opens_clause(clauses, end + 1):
            break
        if phrase.end < len(clauses.words) and clauses.words[phrase.end].tag is Tag.VERB:
            break
        end = phrase.end
    return start, end


def _verb_before(clauses: Clauses, start: int) -> int | None:
    """The verb whose object or adjunct the phrase at `start` is."""
    for i in range(start - 1, max(-1, start - 8), -1):
        group = clauses.group(i)
        if group:
            return group.head
        if clauses.words[i].text in ",;:—" or clauses.words[i].tag is Tag.SCONJ:
            return None
    return None


def find_recipients(site: Site, actors: Cast) -> Cast:
    """On whom, or with whom, the act is done; never one of its actors."""
    known = {m.name for m in actors.mentions} | set(actors.parties)
    seen = sighted(site, "recipient")
    if others := tuple(m for m in seen.mentions if m.name not in known):
        return Cast(others, tuple(p for p in seen.parties if p not in actors.parties))
    for found in _recipient_ranges(site):
        names = [n for n in names_in(site, found) if n.name not in known and n.party not in actors.parties]
        if names:
            return _cast(names)
    return _cast([n for n in _named_after(site) if n.name not in known and n.party not in actors.parties])


def _named_after(site: Site) -> list[Name]:
    """The parties named in what follows the trigger in its clause, for acts that always strike somebody."""
    if site.type not in _STRIKING:
        return []
    group = site.clauses.group(site.at)
    start = group.end if site.verbal and group else site.at + 1
    span = site.clauses.span(start, clause_end(site.clauses, start)) if start < len(site.clauses.words) else None
    return [n for n in site.analysis.cast.within(span) if n.party] if span else []


def _recipient_ranges(site: Site) -> list[Range]:
    clauses, at = site.clauses, site.at
    ranges: list[Range | None] = []
    if _asks_by_modal(site) or (_implies(site) and site.quote):
        ranges.append(subject_of(clauses, at))
    elif site.verbal:
        found = object_of(clauses, at)
        ranges.append(_with_joined(clauses, found) if found else None)
    links = toward(site.type)
    target = prepositional(clauses, at, links)
    ranges.append(_with_joined(clauses, target) if target else None)
    if not site.verbal:
        phrase = clauses.phrase(at)
        if phrase and phrase.start < at:
            ranges.append((phrase.start, at))
    return [r for r in ranges if r]


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
    if _others(site, found) and site.quote and site.quote.speaker:
        # whoever speaks of `them` does not mean himself
        names = tuple(n for n in names if n.name != site.quote.speaker.name and n.party != site.quote.party)
    return _cast(names)


def _others(site: Site, found: Range | None) -> bool:
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


def _cast(names: list[Name] | tuple[Name, ...]) -> Cast:
    mentions: dict[str, Mention] = {}
    parties: dict[str, None] = {}
    for name in names:
        mentions.setdefault(name.name, mention(name))
        if name.party:
            parties.setdefault(name.party, None)
        elif name.kind is NameKind.BODY:
            parties.setdefault(name.name, None)
    return Cast(tuple(mentions.values()), tuple(parties))
