"""Measure the kinds of links on pairs of real reports that a reader judged without knowing what the program said.

    python bench/pair_kinds.py DATA [--others N]

DATA: the folder with `news-37k.parquet`. `judged-pairs.jsonl`, beside this file, holds for each pair the ids, the
reader's judgement, `unsure` among them, a short reason, the sample it was drawn in, and the kind that the program gave
it then (`said`). The samples are spread over kinds, outlets and amounts of shared text: no figure is that of a pair
drawn evenly. The first was drawn before, the second after, tracing was mended by what the first had shown.

All reports are traced, or the judged ones and N others, drawn evenly: what a pair is hangs on the others, too, where
it says how widely a text is held. With 12,000 others 8 of the 254 pairs come out as another kind than with all.
Printed for each sample, as said when drawn and as said now: for each kind pairs judged and right, precision with a
95 % interval (Wilson), and what the others are; the same for pairs that join origins, and for those that don't.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from math import sqrt
from pathlib import Path

from accord.intake.load import load_reports
from accord.model.lineage import JOINING
from accord.model.report import Report
from accord.tracing.trace import trace_origins

JUDGED = Path(__file__).with_name("judged-pairs.jsonl")
UNSURE = "unsure"
UNLINKED = "none"
JOINS = frozenset(kind.value for kind in JOINING)

Said = list[tuple[str, str]]
"""What the program says of each pair, and what the reader judged."""


def main() -> int:
    """Trace, and print the tables of both samples."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument(
        "--others", type=int, metavar="N", help="reports traced besides the judged ones; all without it"
    )
    chosen = parser.parse_args()
    corpus = chosen.data / "news-37k.parquet" if chosen.data.is_dir() else chosen.data
    if not corpus.exists():
        print(f"skipped: no corpus at {corpus}")
        return 0
    pairs = [json.loads(line) for line in JUDGED.read_text().splitlines()]
    now = _kinds(corpus, {pair[side] for pair in pairs for side in ("id1", "id2")}, chosen.others)
    for sample in ("first", "second"):
        mine = [pair for pair in pairs if pair["sample"] == sample]
        print(f"\n{sample} sample: {len(mine)} pairs")
        _tell("as said when drawn", [(pair["said"], pair["judgement"]) for pair in mine])
        found = [now.get(frozenset((pair["id1"], pair["id2"])), UNLINKED) for pair in mine]
        _tell("as said now", [(said, pair["judgement"]) for said, pair in zip(found, mine, strict=True)])
    return 0


def _kinds(corpus: Path, ids: set[str], others: int | None) -> dict[frozenset[str], str]:
    """The kind of each link among the judged reports, traced with others about them."""
    import pyarrow.parquet as pq

    table = pq.read_table(corpus)
    known = [report in ids for report in table["id"].to_pylist()]
    judged = [place for place, asked in enumerate(known) if asked]
    rest = [place for place, asked in enumerate(known) if not asked]
    others = len(rest) if others is None else min(others, len(rest))
    drawn = sorted(judged + [rest[n * len(rest) // others] for n in range(others)])
    with tempfile.TemporaryDirectory() as scratch:
        part = Path(scratch) / "part.parquet"
        pq.write_table(table.take(drawn), part)
        reports = [loaded for loaded in load_reports([part]) if isinstance(loaded, Report)]
    print(f"{len(reports)} of {table.num_rows} reports traced")
    return {frozenset((link.left, link.right)): link.kind.value for link in trace_origins(reports).links}


def _tell(when: str, pairs: Said) -> None:
    sure = [pair for pair in pairs if pair[1] != UNSURE]
    print(f"  {when}; {len(pairs) - len(sure)} that the reader was unsure of are left out")
    for kind in sorted({said for said, _ in sure}):
        judged = Counter(judgement for said, judgement in sure if said == kind)
        rest = ", ".join(f"{other} {count}" for other, count in judged.most_common() if other != kind)
        print(f"    {kind:15s} {_precision(judged[kind], judged.total())}  {rest}")
    for name, joins in (("joins origins", True), ("doesn't", False)):
        ours = [judgement in JOINS for said, judgement in sure if (said in JOINS) is joins]
        print(f"    {name:15s} {_precision(_count(ours, joins), len(ours))}")


def _count(values: Iterable[bool], wanted: bool) -> int:
    return sum(value is wanted for value in values)


def _precision(right: int, of: int) -> str:
    """Right ones, all, and the part with its 95 % interval by Wilson."""
    if not of:
        return f"{right:3d} of {of:3d}"
    z, part = 1.96, right / of
    middle = (part + z * z / (2 * of)) / (1 + z * z / of)
    reach = z / (1 + z * z / of) * sqrt(part * (1 - part) / of + z * z / (4 * of * of))
    return f"{right:3d} of {of:3d}  {part:.3f} ({middle - reach:.3f} to {middle + reach:.3f})"


if __name__ == "__main__":
    sys.exit(main())
