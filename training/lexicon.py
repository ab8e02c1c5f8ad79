"""Count which words annotators took for triggers, and write the trigger lexicon.

    python training/lexicon.py OUT.tsv GOLD_DIR... [--without FOLDER...]

GOLD_DIR holds folders of ID.report.json and ID.json. Seeds of general knowledge stand in `trigger_seeds.txt`.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from accord.model.report import Published, Report
from accord.reading.quotes import find_quotes
from accord.reading.setting import Setting, settings
from accord.reading.triggers import Pattern, keys, parse_pattern
from accord.text.analysis import analyse
from accord.text.syntax.clauses import Clauses
from accord.text.syntax.words import Tag

SEED_COUNT = 3.0
PRIOR = 0.04
BACKED_COUNT = 1.5
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


@dataclass(frozen=True)
class Annotated:
    """A sentence as the reader meets it, with the annotated events by the word that heads their trigger."""

    setting: Setting
    heads: dict[int, dict[str, Any]]

    @property
    def clauses(self) -> Clauses:
        """The parsed sentence."""
        return self.setting.clauses


@cache
def placed(folder: Path) -> tuple[Annotated, ...]:
    """Every sentence of a folder's annotated reports."""
    out = []
    for path in sorted(folder.glob("*.report.json")):
        gold = path.with_name(path.name.replace(".report", ""))
        if not gold.exists():
            continue
        raw = json.loads(path.read_text())
        day = Published(date.fromisoformat(raw["published"][:10])) if raw.get("published") else None
        analysis = analyse(Report(raw["id"], raw["text"], str(path), raw.get("outlet"), raw.get("title"), day))
        events = [e for e in json.loads(gold.read_text())["events"] if e["at"].get("trigger")]
        for setting in settings(analysis, find_quotes(analysis, "rules")):
            span = setting.sentence.span
            heads: dict[int, dict[str, Any]] = {}
            for event in events:
                start, end = event["at"]["trigger"]
                head = trigger_head(setting.clauses, start, end) if span.start <= start < span.end else None
                if head is not None:
                    heads.setdefault(head, event)
            out.append(Annotated(setting, heads))
    return tuple(out)


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


def own_keys(clauses: Clauses, i: int) -> list[str]:
    """The patterns word `i` is evidence for: of a negated word, the negated ones alone."""
    found = list(dict.fromkeys(keys(clauses, i)))
    negated = [key for key in found if key.startswith("not ")]
    return negated or found


def count(paths: Iterable[Path]) -> dict[str, Tally]:
    """Tallies of every pattern that occurs."""
    out: dict[str, Tally] = defaultdict(Tally)
    for folder in paths:
        for sentence in placed(folder):
            for i in range(len(sentence.clauses.words)):
                event = sentence.heads.get(i)
                for key in own_keys(sentence.clauses, i):
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


@dataclass(frozen=True)
class Line:
    """One pattern: the share of its occurrences taken, the labels they bore (shares of 1), the times taken."""

    keep: float
    labels: dict[Label, float]
    taken: float

    @property
    def best(self) -> Label:
        """The most frequent label."""
        return max(self.labels, key=lambda k: (self.labels[k], k))


def table(tallies: dict[str, Tally]) -> dict[str, Line]:
    """The patterns worth a line."""
    known = seeds()
    out: dict[str, Line] = {}
    every: dict[str, Line] = {}
    for key in sorted({*tallies, *known}, key=lambda k: (k.count(" "), k)):
        tally = tallies.get(key, Tally())
        above = every.get(parent(key) or "")
        label, prior = known.get(key, (None, above.keep if above else PRIOR))
        weight = SEED_COUNT if key in known else 2.0
        taken = sum(tally.taken.values())
        votes = dict(tally.taken)
        if label:
            votes[label] = votes.get(label, 0.0) + SEED_COUNT * prior
        elif above:
            for name, share in above.labels.items():
                votes[name] = votes.get(name, 0.0) + BACKED_COUNT * share
        if not votes:
            continue
        total = sum(votes.values())
        keep = (taken + weight * prior) / (tally.seen + weight)
        line = every[key] = Line(keep, {name: n / total for name, n in votes.items()}, taken)
        if label or _worth(key, line, tally.seen, out.get(parent(key) or "")):
            out[key] = line
    return out


def _worth(key: str, line: Line, seen: float, above: Line | None) -> bool:
    """A line is worth having when it is taken often enough, or says other than the plainer pattern."""
    if " " not in key:
        return line.taken >= 1 and line.keep >= 0.1
    if seen < 2 or (above is None and line.taken < 2):
        return False
    if above is None:
        return line.keep >= 0.15
    return abs(line.keep - above.keep) > 0.12 or (line.best != above.best and line.taken >= 2)


def patterns(lines: dict[str, Line]) -> dict[str, Pattern]:
    """The lexicon as the reader has it."""
    return {key: parse_pattern(row) for key, row in ((key, as_row(key, line)) for key, line in lines.items())}


def as_row(key: str, line: Line) -> list[str]:
    """A line of the file: pattern, share taken, labels with their percent, most frequent first."""
    shares = sorted(((round(100 * share), label) for label, share in line.labels.items()), reverse=True)
    cells = [f"{type_}/{stance} {percent}" for percent, (type_, stance) in shares if percent >= 5][:5]
    return [key, f"{line.keep:.2f}", *cells]


def write(path: Path, lines: dict[str, Line]) -> None:
    """Write the lexicon."""
    head = [
        "# Trigger lexicon: pattern, share of its occurrences that name an act, then what they name (percent).",
        "# Made by training/lexicon.py from counts and from training/trigger_seeds.txt.",
    ]
    rows = ["\t".join(as_row(key, line)) for key, line in sorted(lines.items())]
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
