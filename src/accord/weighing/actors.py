"""Who is one person across reports: every merge with its reason, doubtful ones as suggestions.

Two names are merged when nothing speaks against it: the same family name in the same letters or another romanisation,
given names that can be one, no two parties. Whatever is less sure (a slip of a letter, another party, an initial two
people share) is suggested and left to a person, whose ruling decides.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from accord.model.actor import ActorLink, Sameness
from accord.model.claim import Claims, Mention
from accord.model.evidence import Evidence
from accord.model.identity import content_id
from accord.model.report import Report
from accord.model.ruling import Ruling, RulingAction
from accord.model.span import Span
from accord.text.names.spellings import Spelling, compare_spellings, spelling_key
from accord.weighing.matter import word_list, words

_MOST = 400  # names of one beginning compared with one another
_LONGEST = 4  # words of a person's name
_DECIDED = {RulingAction.CONFIRM: Sameness.SAME, RulingAction.DISMISS: Sameness.APART}


@dataclass(slots=True)
class _Naming:
    """One name as the claims of a story have it."""

    name: str
    parts: tuple[str, ...]
    reports: set[str] = field(default_factory=set)
    parties: Counter[str] = field(default_factory=Counter)
    first: tuple[str, Span] | None = None

    def evidence(self, reports: Mapping[str, Report]) -> Evidence | None:
        """Where the name stands first; None when it is only ever implied."""
        return Evidence(*self.first, self.first[1].of(reports[self.first[0]].text)) if self.first else None

    @property
    def party(self) -> str | None:
        """The party most claims give it, None when none does."""
        return min(self.parties, key=lambda p: (-self.parties[p], p), default=None)

    @property
    def rank(self) -> tuple[int, int, int, str]:
        """Orders names by how well they name: full ones first, then those of most reports."""
        spelt_out = sum(len(part) > 1 for part in self.parts)
        return (-min(spelt_out, 2), -min(len(self.parts), 2), -len(self.reports), self.name)


def find_actor_links(
    claims: Sequence[Claims], reports: Mapping[str, Report], rulings: Sequence[Ruling] = ()
) -> tuple[ActorLink, ...]:
    """The names of a story that stand for one person, or may, by the name kept, then the other.

    Args: claims: the story's. reports: those they are from, by id. rulings: people's decisions in force; one confirms a
        link's id (the two are one) or dismisses it (they are two).
    Returns: the links; empty where every person has one name. The order of the claims changes nothing.
    """
    namings = _namings(claims)
    decided = {r.targets[0]: r for r in rulings if r.action in _DECIDED and len(r.targets) == 1}

    def link(one: _Naming, two: _Naming, sameness: Sameness, reason: str) -> ActorLink:
        keep, other = sorted((one, two), key=lambda n: n.rank)
        link_id = content_id("actors", *sorted((keep.name, other.name)))
        ruling = decided.get(link_id)
        if ruling:
            sameness, reason = _DECIDED[ruling.action], ruling.reason or f"said by {ruling.by}"
        evidence = tuple(piece for n in (keep, other) if (piece := n.evidence(reports)))
        return ActorLink(link_id, keep.name, other.name, sameness, reason, evidence, ruling.id if ruling else None)

    links = list(_full_names([n for n in namings if len(n.parts) > 1], link))
    groups = _Groups([n for n in namings if len(n.parts) > 1], links)
    links += _short_names([n for n in namings if len(n.parts) == 1], groups, link)
    return tuple(sorted(links, key=lambda k: (k.name, k.other)))


def settled_names(links: Iterable[ActorLink]) -> dict[str, str]:
    """Every name that stands for the same person as a better one, to that one."""
    follows: dict[str, str] = {}
    for link in links:
        if link.sameness is Sameness.SAME:
            follows.setdefault(link.other, link.name)
    return {name: _last(name, follows) for name in follows}


def _last(name: str, follows: Mapping[str, str]) -> str:
    seen = {name}
    while (better := follows.get(name)) is not None and better not in seen:
        seen.add(better)
        name = better
    return name


_Link = Callable[[_Naming, _Naming, Sameness, str], ActorLink]


def _full_names(namings: Sequence[_Naming], link: _Link) -> Iterator[ActorLink]:
    """Links between full names; one that fits two people is merged with neither."""
    pairs: dict[tuple[str, str], tuple[_Naming, _Naming]] = {}
    for alike in _blocks(namings):
        for one, two in combinations(sorted(alike, key=lambda n: n.rank)[:_MOST], 2):
            pairs[one.name, two.name] = (one, two)
    found: dict[str, list[ActorLink]] = defaultdict(list)
    for one, two in (pairs[key] for key in sorted(pairs)):
        judged = _judge(one, two)
        if judged:
            made = link(one, two, *judged)
            found[made.other].append(made)
    same = {(k.name, k.other) for links in found.values() for k in links if k.sameness is Sameness.SAME}
    for links in found.values():
        merged = [k for k in links if k.sameness is Sameness.SAME]
        names = sorted({k.name for k in merged})
        if all((a, b) in same or (b, a) in same for a, b in combinations(names, 2)):
            yield from links
            continue
        # it can be either of two people
        for k in links:
            doubtful = k.sameness is Sameness.SAME and k.ruling is None
            yield replace(k, sameness=Sameness.PERHAPS, reason=f"{k.reason}; it fits others, too") if doubtful else k


def _blocks(namings: Sequence[_Naming]) -> list[list[_Naming]]:
    """Names that may be one: the same beginning of the family name, or the same words in another order."""
    blocks: dict[tuple[str, ...], list[_Naming]] = defaultdict(list)
    for naming in namings:
        keys = [spelling_key(p) for p in naming.parts]
        blocks[(keys[-1][:1], keys[0][:1])].append(naming)
        blocks[("words", "".join(sorted("".join(keys))))].append(naming)
    return [blocks[key] for key in sorted(blocks)]


def _judge(one: _Naming, two: _Naming) -> tuple[Sameness, str] | None:
    """What two full names are to each other, and why; None for two people."""
    how = _full_spelling(one.parts, two.parts)
    if how is None:
        return None
    sure, why = how
    return _weighed(one, two, sure, why)


def _weighed(one: _Naming, two: _Naming, sure: Spelling, why: str) -> tuple[Sameness, str]:
    """Merged where the spelling is sure and no two parties speak against it; where it is not, a party must agree."""
    reports = len(one.reports | two.reports)
    count = f"{reports} report{'s' if reports > 1 else ''}"
    ours, theirs = one.party, two.party
    if ours and theirs and not set(one.parties) & set(two.parties):
        return Sameness.PERHAPS, f"{why}, but one is said to act for {ours}, the other for {theirs}; {count}"
    if ours and theirs:
        shared = min(set(one.parties) & set(two.parties))
        agreed = sure is not Spelling.ALIKE or len(one.parts) == len(two.parts) > 1
        return (Sameness.SAME if agreed else Sameness.PERHAPS), f"{why}, both for {shared}; {count}"
    return (Sameness.SAME if sure >= Spelling.VARIANT else Sameness.PERHAPS), f"{why}; {count}"


def _full_spelling(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[Spelling, str] | None:
    """How two full names can be one, and in which words to say so."""
    if spelling_key("".join(a)) == spelling_key("".join(b)):
        return Spelling.VARIANT, "one name in two spellings"
    if sorted(map(spelling_key, a)) == sorted(map(spelling_key, b)):
        return Spelling.VARIANT, "the same names in another order"
    family, given = compare_spellings(a[-1], b[-1]), compare_spellings(a[0], b[0])
    if family is Spelling.DIFFERENT:
        return None
    middle = set(map(spelling_key, a[1:-1])), set(map(spelling_key, b[1:-1]))
    if all(middle) and not (middle[0] <= middle[1] or middle[1] <= middle[0]):
        return None
    if given is Spelling.DIFFERENT:
        return _by_first_letters(a, b, family)
    if min(family, given) is Spelling.ALIKE:
        one_sure = max(family, given) >= Spelling.VARIANT
        return (Spelling.ALIKE, "names that differ by a few letters") if one_sure else None
    return Spelling.VARIANT, "one name with and without a middle name" if middle[0] != middle[1] else "one name"


def _by_first_letters(a: tuple[str, ...], b: tuple[str, ...], family: Spelling) -> tuple[Spelling, str] | None:
    """An initial, or a given name cut short: `A. Morn`, `Alex Morn` for `Alexander Morn`."""
    short, full = sorted((a[0].replace(".", ""), b[0].replace(".", "")), key=len)
    if family < Spelling.VARIANT or not full.startswith(short) or len(short) == 2:
        return None
    return Spelling.ALIKE, f"the same family name, and {'an initial' if len(short) == 1 else 'a given name'} that fits"


class _Groups:
    """Full names by person, as the links between them have it."""

    def __init__(self, namings: Sequence[_Naming], links: Sequence[ActorLink]) -> None:
        best = settled_names(links)
        self.members: dict[str, list[_Naming]] = defaultdict(list)
        for naming in sorted(namings, key=lambda n: n.rank):
            self.members[best.get(naming.name, naming.name)].append(naming)
        self._by_start: dict[str, list[str]] = defaultdict(list)
        for name, members in sorted(self.members.items()):
            for start in sorted({spelling_key(n.parts[-1])[:1] for n in members}):
                self._by_start[start].append(name)

    def called(self, word: str) -> dict[Spelling, list[_Naming]]:
        """The people whose family name may be `word`, by how near it is spelt; each by the best of the names."""
        found: dict[Spelling, list[_Naming]] = defaultdict(list)
        for name in self._by_start.get(spelling_key(word)[:1], ()):
            members = self.members[name]
            near = max(compare_spellings(word, n.parts[-1]) for n in members)
            if near:
                whole = _Naming(members[0].name, members[0].parts, first=members[0].first)
                for naming in members:
                    whole.reports |= naming.reports
                    whole.parties += naming.parties
                found[near].append(whole)
        return found


def _short_names(namings: Sequence[_Naming], groups: _Groups, link: _Link) -> Iterator[ActorLink]:
    """Links of family names that stand alone to the one person they can mean."""
    for naming in sorted(namings, key=lambda n: n.name):
        found = groups.called(naming.parts[0])
        exact = found[Spelling.SAME] or found[Spelling.VARIANT]
        people = exact or found[Spelling.ALIKE]
        sure = Spelling.VARIANT if exact else Spelling.ALIKE
        spelt = "" if found[Spelling.SAME] else " in another spelling" if exact else ", a few letters apart"
        why = f"the family name{spelt}"
        if len(people) > 1:
            fitting = [p for p in people if set(p.parties) & set(naming.parties)]
            if len(fitting) != 1:
                continue
            yield link(naming, fitting[0], Sameness.PERHAPS, f"{why} of {len(people)} people, one for the same party")
        elif people:
            sameness, reason = _weighed(naming, people[0], sure, why)
            yield link(naming, people[0], sameness, reason)
    yield from _among_themselves(namings, groups, link)


def _among_themselves(namings: Sequence[_Naming], groups: _Groups, link: _Link) -> Iterator[ActorLink]:
    """Family names that nobody bears in full, in two spellings."""
    left = [n for n in namings if not any(groups.called(n.parts[0]).values())]
    by_key: dict[str, list[_Naming]] = defaultdict(list)
    for naming in left:
        by_key[spelling_key(naming.parts[0])].append(naming)
    for _, same in sorted(by_key.items()):
        first, *others = sorted(same, key=lambda n: n.rank)
        for other in others:
            yield link(first, other, *_weighed(first, other, Spelling.VARIANT, "one name in two spellings"))


def _namings(claims: Sequence[Claims]) -> list[_Naming]:
    """The names of people in a story, those of parties and bodies left out."""
    acting = {p for c in claims for e in c.events for p in (*e.parties, *e.recipient_parties)}
    parties = frozenset(acting | {q.party for c in claims for q in c.quotes if q.party})
    out: dict[str, _Naming] = {}
    for report, mention, party in _told(claims):
        if not _is_person(mention.name, parties):
            continue
        naming = out.setdefault(mention.name, _Naming(mention.name, _parts(mention.name)))
        naming.reports.add(report)
        if party:
            naming.parties[party] += 1
        if mention.span and (naming.first is None or (report, mention.span) < naming.first):
            naming.first = (report, mention.span)
    return [out[name] for name in sorted(out)]


def _told(claims: Sequence[Claims]) -> Iterator[tuple[str, Mention, str | None]]:
    """Every mention of somebody, with the report and the party it gives."""
    for c in claims:
        for e in c.events:
            for mentions, parties in ((e.actors, e.parties), (e.recipients, e.recipient_parties)):
                told = (
                    parties if len(parties) == len(mentions) else parties * len(mentions) if len(parties) == 1 else ()
                )
                for n, mention in enumerate(mentions):
                    yield c.report, mention, told[n] if told else None
            if e.speaker:
                yield c.report, e.speaker, None
        for q in c.quotes:
            if q.speaker:
                yield c.report, q.speaker, q.party


def _parts(name: str) -> tuple[str, ...]:
    """The words of a name without titles; an initial is none, though `a` is an article."""
    titles = word_list("titles.txt")
    return tuple(w for w in words(name) if len(w) == 1 or w not in titles) or words(name)


def _is_person(name: str, parties: frozenset[str]) -> bool:
    """True for a name of one to four words that can be a person's."""
    written = name.split()
    plain = all(w[:1].isupper() or w in word_list("name_particles.txt") for w in written)
    if not plain or not 0 < len(written) <= _LONGEST or name in parties or written[0] in parties:
        return False
    return "'s " not in name and not set(words(name)) & word_list("body_words.txt")
