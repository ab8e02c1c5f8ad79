"""Count which words annotators took for triggers, and write the trigger lexicon.

    python training/lexicon.py OUT.tsv GOLD_DIR... [--without FOLDER...]

GOLD_DIR holds folders of ID.report.json and ID.json. Seeds of general knowledge stand in `trigger_seeds.txt`.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from accord.model.span import Span
from accord.reading.triggers import keys
from accord.text.clauses import Clauses, parse
from accord.text.words import Tag, read_words

SEED_COUNT = 3.0
PRIOR = 0.04
Label = tuple[str, str]


@dataclass
class Tally:
    """Of one pattern: how often it was seen, how often taken, and as what."""

    seen: float = 0.0
    taken: dict[Label, float] = field(default_factory=lambda: defaultdict(float))


def folders(roots: Iterable[Path], without: Iterable[str] = ()) -> list[Path]:
    """The gold folders below the roots, sorted."""
    skip = set(without)
    return sorted(p for root in roots for p in root.iterdir() if p.is_dir() and p.name not in skip)


def sentences(folder: Path) -> Iterator[tuple[Clauses, dict[int, dict[str, Any]]]]:
    """Each sentence with the annotated events by the word that heads their trigger."""
    for _, clauses, heads in placed(folder):
        yield clauses, heads


def placed(folder: Path) -> Iterator[tuple[float, Clauses, dict[int, dict[str, Any]]]]:
    """The same with where in its report each sentence stands, 0 to 1."""
    for path in sorted(folder.glob("*.report.json")):
        gold = path.with_name(path.name.replace(".report", ""))
        if not gold.exists():
            continue
        report, events = json.loads(path.read_text()), json.loads(gold.read_text())["events"]
        spans = [(e["at"]["trigger"], e) for e in events if e["at"].get("trigger")]
        for n, (start, end) in enumerate(report["sentences"]):
            if end <= start:
                continue
            clauses = parse(read_words(report["text"], Span(start, end)))
            heads: dict[int, dict[str, Any]] = {}
            for (a, b), event in spans:
                if start <= a < end:
                    head = trigger_head(clauses, a, b)
                    if head is not None:
                        heads.setdefault(head, event)
            yield n / len(report["sentences"]), clauses, heads


def trigger_head(clauses: Clauses, start: int, end: int) -> int | None:
    """The word that heads a trigger: its first verb, else its last noun, else its adjective, else the verb served."""
    inside = [i for i, w in enumerate(clauses.words) if start <= w.span.start and w.span.end <= end]
    for tags, pick in (((Tag.VERB,), 0), ((Tag.NOUN, Tag.PROPN), -1), ((Tag.ADJ,), 0)):
        found = [i for i in inside if clauses.words[i].tag in tags]
        if found:
            return found[pick]
    for i in inside:
        group = clauses.group(i)
        if group:
            return group.head
    return inside[0] if inside else None


def count(paths: Iterable[Path]) -> dict[str, Tally]:
    """Tallies of every pattern that occurs."""
    out: dict[str, Tally] = defaultdict(Tally)
    for folder in paths:
        for clauses, heads in sentences(folder):
            for i in range(len(clauses.words)):
                event = heads.get(i)
                for key in dict.fromkeys(keys(clauses, i)):
                    out[key].seen += 1
                    if event:
                        out[key].taken[event["type"], event["stance"] or "-"] += 1
    return out


def seeds() -> dict[str, tuple[Label, float]]:
    """What `trigger_seeds.txt` says: pattern to its label and its share taken."""
    out: dict[str, tuple[Label, float]] = {}
    lines = (Path(__file__).parent / "trigger_seeds.txt").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if not line.strip() or line.startswith("#"):
            continue
        head, _, words = line.partition(":")
        type_, stance, keep, letter = head.split()
        for word in words.split(","):
            out.setdefault(f"{word.strip()}/{letter}", ((type_, stance), float(keep)))
    return out


def parent(key: str) -> str | None:
    """The plainer pattern behind a pattern."""
    words, _, letter = key.rpartition("/")
    if words.startswith("not "):
        return f"{words[4:]}/{letter}"
    head, _, rest = words.partition(" ")
    if not rest or rest == "*":
        return None
    return f"{rest if letter == 'n' and rest.isalpha() and len(rest) > 7 else head}/{letter}"


def table(tallies: dict[str, Tally]) -> dict[str, tuple[Label, float, float, float]]:
    """Pattern to label, share taken, times taken, times seen: the patterns worth a line."""
    known = seeds()
    out: dict[str, tuple[Label, float, float, float]] = {}
    shares: dict[str, float] = {}
    for key in sorted({*tallies, *known}, key=lambda k: (k.count(" "), k)):
        tally = tallies.get(key, Tally())
        above = shares.get(parent(key) or "")
        label, prior = known.get(key, (None, PRIOR if above is None else above))
        weight = SEED_COUNT if key in known else 2.0
        taken = sum(tally.taken.values())
        shares[key] = keep = (taken + weight * prior) / (tally.seen + weight)
        votes = dict(tally.taken)
        if label:
            votes[label] = votes.get(label, 0.0) + SEED_COUNT * prior
        if not votes or not _worth(key, keep, taken, tally.seen, out.get(parent(key) or ""), votes, bool(label)):
            continue
        best = max(votes, key=lambda k: (votes[k], k))
        out[key] = (best, keep, taken, tally.seen)
    return out


def _worth(
    key: str,
    keep: float,
    taken: float,
    seen: float,
    above: tuple[Label, float, float, float] | None,
    votes: dict[Label, float],
    seeded: bool,
) -> bool:
    """A line is worth having when it is taken often enough, or says other than the plainer pattern."""
    if seeded:
        return True
    if " " not in key:
        return taken >= 1 and keep >= 0.1
    if seen < 2 or (above is None and taken < 2):
        return False
    best = max(votes, key=lambda k: (votes[k], k))
    return (above is None and keep >= 0.15) or (
        above is not None and (abs(keep - above[1]) > 0.12 or (best != above[0] and taken >= 2))
    )


def write(path: Path, lines: dict[str, tuple[Label, float, float, float]]) -> None:
    """Write the lexicon."""
    head = [
        "# Trigger lexicon: pattern, PLOVER type, stance (- for none), share of its occurrences that name an act.",
        "# Made by training/lexicon.py from counts and from training/trigger_seeds.txt.",
    ]
    rows = [f"{key}\t{label[0]}\t{label[1]}\t{keep:.2f}" for key, (label, keep, _, _) in sorted(lines.items())]
    path.write_text("\n".join([*head, *rows]) + "\n", encoding="utf-8")


def main() -> None:
    """Count and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--without", nargs="*", default=[])
    args = parser.parse_args()
    write(args.out, table(count(folders(args.gold, args.without))))


if __name__ == "__main__":
    main()
