"""Parties under several names: armed groups and organisations spelt otherwise, or called by another word for the same.

States have one name each since reading. A group's name in another romanisation is merged; a word more or less
(`rebels`, `pro-Keshar rebels`) or another word for those who fight (`pro-Keshar separatists`) is only suggested.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from accord.model.actor import Sameness
from accord.model.claim import Claims
from accord.text.names.parties import states
from accord.text.names.spellings import Spelling, compare_spellings, spelling_key
from accord.weighing.actors.namings import Naming
from accord.weighing.matter import word_list, words

Judged = tuple[Naming, Naming, Sameness, str]
_MOST = 100  # names of one beginning, or one head, compared with one another


def judge_parties(claims: Sequence[Claims]) -> Iterator[Judged]:
    """Pairs of party names that stand for one party, or may, with the reason; in the order of their names."""
    namings = party_namings(claims)
    blocks: dict[tuple[str, str], list[Naming]] = defaultdict(list)
    for naming in namings:
        if naming.name not in states() and naming.parts:
            blocks["first", spelling_key(naming.parts[0])[:1]].append(naming)
            blocks["head", naming.parts[-1]].append(naming)
    seen = set()
    for _, alike in sorted(blocks.items()):
        for one, two in combinations(sorted(alike, key=lambda n: n.rank)[:_MOST], 2):
            judged = _judge(one, two, namings)
            if judged and (one.name, two.name) not in seen:
                seen.add((one.name, two.name))
                yield one, two, *judged


def _judge(one: Naming, two: Naming, namings: Sequence[Naming]) -> tuple[Sameness, str] | None:
    reports = len(one.reports | two.reports)
    count = f"{reports} report{'s' if reports > 1 else ''}"
    a, b = one.parts, two.parts
    if len(a) == len(b):
        near = [compare_spellings(x, y) for x, y in zip(a, b, strict=True)]
        if min(near) >= Spelling.VARIANT:
            return Sameness.SAME, f"one party in two spellings; {count}"
        if len(a) > 1 and min(near[:-1]) >= Spelling.VARIANT and {a[-1], b[-1]} <= word_list("fighters.txt"):
            return Sameness.PERHAPS, f"fighters called otherwise; {count}"
        several = sorted(near)[1:]
        if near and min(near) is Spelling.ALIKE and all(n >= Spelling.VARIANT for n in several):
            return Sameness.PERHAPS, f"names that differ by a few letters; {count}"
        return None
    bare, full = sorted((one, two), key=lambda n: len(n.parts))
    if len(bare.parts) != 1 or bare.parts[0] != full.parts[-1] or bare.parts[0] not in word_list("fighters.txt"):
        return None
    fuller = [n for n in namings if len(n.parts) > 1 and n.parts[-1] == bare.parts[0]]
    return (Sameness.PERHAPS, f"the only fuller name for {bare.name.lower()}; {count}") if len(fuller) == 1 else None


def party_namings(claims: Sequence[Claims]) -> list[Naming]:
    """The names of the parties of a story, by name."""
    out: dict[str, Naming] = {}
    for c in claims:
        told = [p for e in c.events for p in (*e.parties, *e.recipient_parties)]
        for party in (*told, *(q.party for q in c.quotes if q.party)):
            out.setdefault(party, Naming(party, words(party))).reports.add(c.report)
        for mention in (m for e in c.events for m in (*e.actors, *e.recipients)):
            if mention.span and (naming := out.get(mention.name)):
                naming.first = min(naming.first or (c.report, mention.span), (c.report, mention.span))
    return [out[name] for name in sorted(out)]
