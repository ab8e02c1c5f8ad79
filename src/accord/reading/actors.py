"""Who does an act, and on or with whom it is done."""

from __future__ import annotations

from accord.model.claim import PloverType, Stance
from accord.reading.roles import Cast, Range, Site, cast_of, names_in, resolve, sighted, speaker_cast, speaks_of_others
from accord.reading.word_lists import toward, word_list
from accord.text.names.cast import Name
from accord.text.syntax.arguments import agent_of, governing_verb, object_of, subject_of, verb_of_subject
from accord.text.syntax.clauses import Clauses, opens_clause, prepositional
from accord.text.syntax.complements import clause_end
from accord.text.syntax.words import Tag

_RECEIVED = frozenset(
    (PloverType.ACCUSE, PloverType.SUPPORT, PloverType.REJECT, PloverType.REQUEST, PloverType.THREATEN)
)
_STRIKING = frozenset((PloverType.SANCTION, PloverType.COERCE, PloverType.ASSAULT, PloverType.AID, PloverType.ACCUSE))
_SPOKEN = frozenset((Stance.CRITICISES, Stance.DOUBTS, Stance.SUPPORTS))
_IMPLIED = frozenset((Stance.CRITICISES, Stance.DOUBTS))
_OUGHT = frozenset(("must", "should", "ought"))


def find_actors(site: Site) -> Cast:
    """Who does the act: whom the encoder sees, where the cast knows them; else whom the syntax says.

    Of joined subjects (`Veldria and Keshar will exchange prisoners`) the encoder at times sees one: all of them act.
    """
    seen = sighted(site, "actor")
    if not seen.parties:
        told = _told(site)
        return told if told.parties or not seen else seen
    joined = resolve(site, actor_range(site))
    return joined if {m.name for m in seen.mentions} < {m.name for m in joined.mentions} else seen


def _told(site: Site) -> Cast:
    """Who does the act, by the syntax and by who speaks."""
    if _asks_by_modal(site):
        return speaker_cast(site) or Cast()
    if _implies(site) and (speaker := speaker_cast(site)):
        return speaker
    found = actor_range(site)
    cast = resolve(site, found)
    if cast or (speaks_of_others(site, found) and site.stance not in _SPOKEN):
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
            return cast_of(names)
    return cast_of([n for n in _named_after(site) if n.name not in known and n.party not in actors.parties])


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
