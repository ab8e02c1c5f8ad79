"""Measure tracing, and print the figures.

    python bench/tracing.py GOLD DATA

GOLD: the folder with `dev`, `train-clusters`, `rewrites`, `reuse-judged-pairs.jsonl` and `score.py`.
DATA: the folder with `news-37k.parquet`, `stories-news-cluster.jsonl.gz` and `stories-gold-standard.jsonl.gz`.
What is missing is skipped with a line that says so.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import combinations
from pathlib import Path
from typing import Any

from accord.intake.load import load_reports
from accord.model.lineage import JOINING, OriginKind
from accord.model.report import Report
from accord.tracing.trace import trace_origins

REWRITES_AIM = 0.75
CREDITS = {"tail": "at the end", "mention": "in the text", "none": "not at all"}
"""Where a rewrite credits the agency."""

NAMED = frozenset(OriginKind) - {OriginKind.UNKNOWN}
"""Kinds of origins that have a name; a stated unknown counts only where several reports share it."""

COLUMNS = ("id", "outlet", "title", "published", "url", "text")


def main() -> None:
    """Run every measurement whose data is there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("data", type=Path)
    chosen = parser.parse_args()
    gold, data = chosen.gold, chosen.data
    steps: list[tuple[Path, Callable[[], None]]] = [
        (gold / "dev", lambda: origins_by_gold(gold, "dev")),
        (gold / "train-clusters", lambda: origins_by_gold(gold, "train-clusters")),
        (gold / "reuse-judged-pairs.jsonl", lambda: judged_pairs(gold, data)),
        (gold / "rewrites", lambda: rewrites(gold)),
        (data / "stories-news-cluster.jsonl.gz", lambda: unshared(data / "stories-news-cluster.jsonl.gz")),
        (data / "stories-gold-standard.jsonl.gz", lambda: unshared(data / "stories-gold-standard.jsonl.gz")),
    ]
    for needed, step in steps:
        if needed.exists():
            step()
        else:
            print(f"skipped: {needed} is not there")


def taken_in(rows: Iterable[dict[str, Any]]) -> list[Report]:
    """Rows through intake, as a user's JSONL file."""
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "rows.jsonl"
        with path.open("w") as lines:
            for row in rows:
                day = row.get("published")
                kept = {name: row.get(name) for name in COLUMNS} | {"published": str(day) if day else None}
                lines.write(json.dumps(kept) + "\n")
        return [loaded for loaded in load_reports([path]) if isinstance(loaded, Report)]


def parquet_rows(data: Path, ids: set[str] | None = None, limit: int | None = None) -> list[dict[str, Any]]:
    """Rows of the news corpus: those with the ids, or the first `limit`."""
    import pyarrow.parquet as pq

    filters = [("id", "in", sorted(ids))] if ids else None
    rows: list[dict[str, Any]] = pq.read_table(
        data / "news-37k.parquet", columns=list(COLUMNS), filters=filters
    ).to_pylist()
    return rows[:limit]


def origins_by_gold(gold: Path, part: str) -> None:
    """Origins of every episode of a gold set, by the set's own scorer."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as claims:
        for folder in sorted(path for path in (gold / part).iterdir() if path.is_dir()):
            reports = [r for r in load_reports(sorted(folder.glob("*.report.json"))) if isinstance(r, Report)]
            lineage = trace_origins(reports)
            carriers = Counter(carriage.origin for carriage in lineage.carriages)
            named = {r.id: [o.name for o in lineage.of(r.id) if o.kind in NAMED or carriers[o.id] > 1] for r in reports}
            claims.write(json.dumps({"story": folder.name, "reports": sorted(named), "origins": named}) + "\n")
        claims.flush()
        scorer = [sys.executable, str(gold / "score.py"), str(gold / part), claims.name, "--partial"]
        lines = subprocess.run(scorer, check=True, capture_output=True, text=True).stdout.splitlines()
    for line in lines:
        if line.startswith("origins"):
            print(f"{part:15s} {line}")


def judged_pairs(gold: Path, data: Path) -> None:
    """Kinds of the pairs that a reader judged; an unlinked pair counts as coincidence."""
    pairs = [json.loads(line) for line in (gold / "reuse-judged-pairs.jsonl").read_text().splitlines()]
    reports = taken_in(parquet_rows(data, {pair[side] for pair in pairs for side in ("id1", "id2")}))
    links = {frozenset((link.left, link.right)): link for link in trace_origins(reports).links}
    confusion: Counter[tuple[str, str]] = Counter()
    for pair in pairs:
        link = links.get(frozenset((pair["id1"], pair["id2"])))
        want = "coincidence" if pair["judgement"] == "false" else pair["judgement"]
        confusion[want, link.kind.value if link else "coincidence"] += 1
    right = sum(count for (want, got), count in confusion.items() if want == got)
    joins = {kind.value for kind in JOINING}
    false_joins = sum(count for (want, got), count in confusion.items() if got in joins and want not in joins)
    print(f"judged pairs    kind right {right} of {len(pairs)}, false joins {false_joins}")
    for (want, got), count in sorted(confusion.items()):
        print(f"    {want:15s} said {got:15s} {count}")


def rewrites(gold: Path) -> None:
    """Agency reports and their rewrites, all at once: pairs joined, by style and credit, and others joined."""
    rows = []
    pairs: dict[frozenset[str], tuple[str, str]] = {}
    for path in sorted((gold / "rewrites").glob("*.rewrite.json")):
        rewrite = json.loads(path.read_text())
        source = json.loads(path.with_name(path.name.replace(".rewrite.", ".source.")).read_text())
        rewrite["id"] = rewrite["id"] + "-rewrite"
        rows += [source, rewrite]
        pairs[frozenset((source["id"], rewrite["id"]))] = (rewrite["style"], rewrite["credit"])
    joined = {frozenset((k.left, k.right)): k.kind for k in trace_origins(taken_in(rows)).links if k.kind in JOINING}
    found = [labels for pair, labels in pairs.items() if pair in joined]
    kinds = Counter(joined[pair].value for pair in pairs if pair in joined)
    told = ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items()))
    print(f"rewrites        joined {_part(len(found), len(pairs))}, aimed at {REWRITES_AIM}: {told}")
    places = [*CREDITS, "all"]
    print(f"    {'style':12s}" + "".join(f" {CREDITS.get(credit, credit):>16s}" for credit in places))
    for style in [*sorted({style for style, _ in pairs.values()}), "all"]:
        cells = []
        for credit in places:
            asked, hit = (
                sum(style in (s, "all") and credit in (c, "all") for s, c in labels)
                for labels in (pairs.values(), found)
            )
            cells.append(f" {_part(hit, asked):>16s}")
        print(f"    {style:12s}" + "".join(cells))
    print(f"    other pairs joined {len(joined.keys() - pairs.keys())}")


def _part(hit: int, asked: int) -> str:
    return f"{hit}/{asked} ({hit / asked:.2f})" if asked else "none"


def unshared(path: Path) -> None:
    """Joins among pairs of one story that share next to no words and credit nobody."""
    rows = [json.loads(line) for line in gzip.decompress(path.read_bytes()).decode().splitlines()]
    reports = taken_in(rows)
    labels = {row["id"]: str(row["story"]) for row in rows}
    links = trace_origins(reports).links
    joined = {frozenset((k.left, k.right)) for k in links if k.kind in JOINING}
    grams = {report.id: _grams(report.text) for report in reports}
    credited = {r.id for r in reports if any(c.form != "hint" for c in r.credits)}
    pairs = wrong = 0
    for a, b in combinations(sorted(grams), 2):
        if labels[a] == labels[b] and a not in credited and b not in credited:
            fewest = min(len(grams[a]), len(grams[b]))
            if fewest and len(grams[a] & grams[b]) < 0.05 * fewest:
                pairs += 1
                wrong += frozenset((a, b)) in joined
    name = path.name.removesuffix(".jsonl.gz")
    print(f"{name}: pairs of one story, under 5 % of 8-grams shared, no credit: {wrong} of {pairs} joined")


def _grams(text: str) -> set[tuple[str, ...]]:
    words = text.lower().split()
    return {tuple(words[i : i + 8]) for i in range(len(words) - 7)}


if __name__ == "__main__":
    main()
