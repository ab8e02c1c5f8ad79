"""Score the linking of measures on perfect input: pairs of events said to be about one measure.

measures.py GOLD_FOLDER [--floor]    GOLD_FOLDER: an episode, or a folder of episodes, with annotations.

Every pair of events of an episode that the annotator gave one measure is a pair to find; events are taken as
annotated, so this shows what weighing alone can do. `--floor` links equal stemmed strings instead.

Tried, F1 on train-clusters / dev: equal strings 0.06 / 0.13; ideas and average link without placing what only points
0.44 / 0.61; the rules as they are 0.63 / 0.76. A logistic model of 38 features of a pair (words, rarity, kind, parties,
stands, days, lengths, the encoder's word vectors) with average link, each episode judged by the seven others: 0.41 /
0.50; within a report first, then across, 0.41 / 0.58; with the rules' own groups as a feature 0.63 / 0.68 and 0.63 /
0.71; word vectors change nothing there.
"""

from __future__ import annotations

import sys
from collections import Counter
from itertools import combinations
from pathlib import Path

from gold import gold_claims, gold_measures, gold_reports

from accord.model.lineage import Lineage
from accord.model.story import Story
from accord.weighing.measures.find import find_measures
from accord.weighing.stems import stem
from accord.weighing.weigh import gather

Counts = tuple[int, int, int]


def episodes(folder: Path) -> list[Path]:
    """The episodes in a folder, or the folder itself when it is one."""
    if any(folder.glob("*.report.json")):
        return [folder]
    return sorted(p for p in folder.iterdir() if p.is_dir())


def link_pairs(folder: Path, floor: bool = False) -> Counts:
    """Pairs right, pairs said, pairs to find of one episode."""
    gold = gold_measures(folder)
    said = _floor(folder) if floor else _linked(folder)
    found, wanted = _pairs(said), _pairs(gold)
    return len(found & wanted), len(found), len(wanted)


def _linked(folder: Path) -> dict[str, str]:
    reports, claims = gold_reports(folder), gold_claims(folder)
    story = Story("s", folder.name, tuple(r.id for r in reports))
    measures = find_measures(gather(story, reports, claims, Lineage()))
    return {claim: m.id for m in measures for claim in m.claims}


def _floor(folder: Path) -> dict[str, str]:
    texts = {r.id: r.text for r in gold_reports(folder)}
    events = [e for c in gold_claims(folder) for e in c.events if e.measure]
    return {e.id: " ".join(stem(w) for w in e.measure.of(texts[e.report]).lower().split()) for e in events if e.measure}


def _pairs(groups: dict[str, str]) -> set[tuple[str, str]]:
    by_group: dict[str, list[str]] = {}
    for claim, group in sorted(groups.items()):
        by_group.setdefault(group, []).append(claim)
    return {pair for members in by_group.values() for pair in combinations(members, 2)}


def figures(counts: Counts) -> str:
    """Precision, recall and F1 as one line."""
    hits, said, gold = counts
    p, r = hits / said if said else 0.0, hits / gold if gold else 0.0
    f1 = 2 * p * r / (p + r) if p + r else 0.0
    return f"P {p:.3f}  R {r:.3f}  F1 {f1:.3f}   ({hits} right, {said} said, {gold} to find)"


def main() -> None:
    """Print one line per episode and the sum."""
    floor = "--floor" in sys.argv
    total: Counter[int] = Counter()
    for folder in episodes(Path(sys.argv[1])):
        counts = link_pairs(folder, floor)
        total.update(dict(enumerate(counts)))
        print(f"{folder.name:20s} {figures(counts)}")
    print(f"{'all':20s} {figures((total[0], total[1], total[2]))}")


if __name__ == "__main__":
    main()
