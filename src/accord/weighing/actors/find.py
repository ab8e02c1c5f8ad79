"""Who is one person across reports: every merge with its reason, doubtful ones as suggestions.

Two names are merged when nothing speaks against it: the same family name in the same letters or another romanisation,
given names that can be one, no two parties. Whatever is less sure (a slip of a letter, another party, an initial two
people share) is suggested and left to a person, whose ruling decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from accord.model.actor import ActorLink, Sameness
from accord.model.claim import Claims
from accord.model.report import Report
from accord.model.ruling import Ruling
from accord.text.names.spellings import Spelling, compare_spellings, spelling_key
from accord.weighing.actors.decisions import Decision, decisions, kept_apart, link_id
from accord.weighing.actors.judging import judge, weighed
from accord.weighing.actors.namings import Naming, find_namings
from accord.weighing.actors.parties import judge_parties, party_namings

_MOST = 400  # names of one beginning compared with one another


def find_actor_links(
    claims: Sequence[Claims], reports: Mapping[str, Report], rulings: Sequence[Ruling] = ()
) -> tuple[ActorLink, ...]:
    """The names of a story that stand for one person or party, or may, by the name kept, then the other.

    Args: claims: the story's. reports: those they are from, by id. rulings: people's decisions in force, on links by
        their ids or on any two names of the story.
    Returns: the links; empty where everybody has one name. The order of the claims changes nothing.
    """
    namings = find_namings(claims, reports)
    decided = decisions(rulings)

    def link(one: Naming, two: Naming, sameness: Sameness, reason: str) -> ActorLink:
        keep, other = sorted((one, two), key=lambda n: n.rank)
        decision = decided.get(link_id(keep.name, other.name))
        if decision:
            sameness, reason = decision.sameness, decision.reason
        evidence = tuple(piece for n in (keep, other) if (piece := n.evidence(reports)))
        ruling = decision.ruling if decision else None
        return ActorLink(link_id(keep.name, other.name), keep.name, other.name, sameness, reason, evidence, ruling)

    links = list(_full_names([n for n in namings if len(n.parts) > 1], link))
    groups = _Groups([n for n in namings if len(n.parts) > 1], links)
    links += _short_names([n for n in namings if len(n.parts) == 1], groups, link)
    links += [link(*judged) for judged in judge_parties(claims)]
    links += _decided(decided, {made.id for made in links}, [*party_namings(claims), *namings], link)
    return kept_apart(sorted(links, key=lambda k: (k.name, k.other)))


def settled_names(links: Iterable[ActorLink]) -> dict[str, str]:
    """Every name that stands for the same actor as a better one, to that one."""
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


def _decided(
    decided: Mapping[str, Decision], known: Collection[str], namings: Sequence[Naming], link: _Link
) -> Iterator[ActorLink]:
    """Links between names that people have ruled on and nothing else has brought together."""
    by_name = {naming.name: naming for naming in namings}
    for own, decision in decided.items():
        if own not in known and decision.names and by_name.keys() >= set(decision.names):
            one, other = (by_name[name] for name in decision.names)
            yield link(one, other, decision.sameness, decision.reason)


_Link = Callable[[Naming, Naming, Sameness, str], ActorLink]


def _full_names(namings: Sequence[Naming], link: _Link) -> Iterator[ActorLink]:
    """Links between full names; one that fits two people is merged with neither."""
    pairs: dict[tuple[str, str], tuple[Naming, Naming]] = {}
    for alike in _blocks(namings):
        for one, two in combinations(sorted(alike, key=lambda n: n.rank)[:_MOST], 2):
            pairs[one.name, two.name] = (one, two)
    found: dict[str, list[ActorLink]] = defaultdict(list)
    for one, two in (pairs[key] for key in sorted(pairs)):
        judged = judge(one, two)
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


def _blocks(namings: Sequence[Naming]) -> list[list[Naming]]:
    """Names that may be one: the same beginning of the family name, or the same words in another order."""
    blocks: dict[tuple[str, ...], list[Naming]] = defaultdict(list)
    for naming in namings:
        keys = [spelling_key(p) for p in naming.parts]
        blocks[(keys[-1][:1], keys[0][:1])].append(naming)
        blocks[("words", "".join(sorted("".join(keys))))].append(naming)
    return [blocks[key] for key in sorted(blocks)]


class _Groups:
    """Full names by person, as the links between them have it."""

    def __init__(self, namings: Sequence[Naming], links: Sequence[ActorLink]) -> None:
        best = settled_names(links)
        self.members: dict[str, list[Naming]] = defaultdict(list)
        for naming in sorted(namings, key=lambda n: n.rank):
            self.members[best.get(naming.name, naming.name)].append(naming)
        self._families = {name: sorted({n.parts[-1] for n in members}) for name, members in self.members.items()}
        self._called: dict[str, dict[Spelling, list[Naming]]] = {}
        self._by_start: dict[str, list[str]] = defaultdict(list)
        for name, families in sorted(self._families.items()):
            for start in sorted({spelling_key(family)[:1] for family in families}):
                self._by_start[start].append(name)

    def called(self, word: str) -> Mapping[Spelling, Sequence[Naming]]:
        """The people whose family name may be `word`, by how near it is spelt; each by the best of the names."""
        if word not in self._called:
            self._called[word] = self._spelt_like(word)
        return self._called[word]

    def _spelt_like(self, word: str) -> dict[Spelling, list[Naming]]:
        found: dict[Spelling, list[Naming]] = {near: [] for near in Spelling}
        for name in self._by_start.get(spelling_key(word)[:1], ()):
            members = self.members[name]
            near = max(compare_spellings(word, family) for family in self._families[name])
            if near:
                whole = Naming(members[0].name, members[0].parts, first=members[0].first)
                for naming in members:
                    whole.reports |= naming.reports
                    whole.parties += naming.parties
                    whole.offices |= naming.offices
                found[near].append(whole)
        return found


def _short_names(namings: Sequence[Naming], groups: _Groups, link: _Link) -> Iterator[ActorLink]:
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
            sameness, reason = weighed(naming, people[0], sure, why)
            yield link(naming, people[0], sameness, reason)
    yield from _among_themselves(namings, groups, link)


def _among_themselves(namings: Sequence[Naming], groups: _Groups, link: _Link) -> Iterator[ActorLink]:
    """Family names that nobody bears in full, in two spellings."""
    left = [n for n in namings if not any(groups.called(n.parts[0]).values())]
    by_key: dict[str, list[Naming]] = defaultdict(list)
    for naming in left:
        by_key[spelling_key(naming.parts[0])].append(naming)
    for _, same in sorted(by_key.items()):
        first, *others = sorted(same, key=lambda n: n.rank)
        for other in others:
            yield link(first, other, *weighed(first, other, Spelling.VARIANT, "one name in two spellings"))
