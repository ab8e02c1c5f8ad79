"""Whether a summary picks the surer entries: `python bench/summary.py GOLD [--set dev] [--reader auto] [--show]`.

GOLD holds `score.py`, whose comparison of names is used, and the set. All reports of the set are read in one run. A
claim is right when the annotation has an event where it has its trigger, with the same type, stance and parties (a
quote: with half its words and its speaker). Prints, for the sentences of the summaries and for all entries of the
kinds that summaries are made from, how many there are, the mean share of right claims behind one, and the share of
those with all claims right.
"""

from __future__ import annotations

import argparse
import importlib.util
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from gold import gold_claims

from accord.api import read
from accord.model.claim import Claim, Claims, Event, Quote
from accord.model.entry import Commitment, Incident, Position
from accord.model.record import Record
from accord.model.span import Span
from accord.settings import Settings

Same = Callable[[str, str], bool]
_COVERED = 0.3  # share of a trigger that must lie in the annotated one, as the gold's scorer has it
_HALF = 0.5


def main() -> int:
    """Read, compare, print; 0, with a reason, when there is no gold here."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--set", default="dev")
    parser.add_argument("--reader", default="auto", help="what reads: auto, encoder or rules")
    parser.add_argument("--show", action="store_true", help="print every sentence with its share of right claims")
    chosen = parser.parse_args()
    folder = chosen.gold / chosen.set
    if not folder.is_dir():
        print(f"skipped: no gold annotations at {folder}")
        return 0
    record = read(sorted(folder.rglob("*.report.json")), settings=Settings(reader=chosen.reader))
    right = right_claims(record, annotated(folder), _same_party(chosen.gold / "score.py"))
    if chosen.show:
        for sentence in (s for c in record.chapters for s in c.summary):
            print(f"{_share(sentence.claims, right):.2f}  {sentence.text}")
    told = [s.claims for c in record.chapters for s in c.summary]
    _print("sentences", told, right)
    for kind in (Position, Commitment, Incident):
        entries = [e for e in record.entries if isinstance(e, kind)]
        _print(f"all {kind.kind}s", [sorted({x.claim for x in e.evidence if x.claim}) for e in entries], right)
    entries = [e for e in record.entries if isinstance(e, Position | Commitment | Incident)]
    _print("all entries", [sorted({x.claim for x in e.evidence if x.claim}) for e in entries], right)
    sure = [e for e in entries if not e.unsure]
    _print("sure entries", [sorted({x.claim for x in e.evidence if x.claim}) for e in sure], right)
    print(f"{len(record.chapters)} stories, at most {max(len(c.summary) for c in record.chapters)} sentences in one")
    return 0


def annotated(folder: Path) -> dict[str, Claims]:
    """The gold's claims by report, of a set of episodes."""
    episodes = sorted({path.parent for path in folder.rglob("*.report.json")})
    return {claims.report: claims for episode in episodes for claims in gold_claims(episode)}


def right_claims(record: Record, gold: dict[str, Claims], same: Same) -> frozenset[str]:
    """The ids of the record's claims that the annotation has just so."""
    found = set()
    for own in record.claims:
        real = gold.get(own.report, Claims(own.report))
        found |= {claim.id for claim in own if any(_agree(claim, other, same) for other in real)}
    return frozenset(found)


def _agree(claim: Claim, other: Claim, same: Same) -> bool:
    if isinstance(claim, Event) and isinstance(other, Event):
        as_told = claim.type is other.type and claim.stance is other.stance
        return as_told and _covered(claim.trigger, other.trigger) and _same_set(claim.parties, other.parties, same)
    if isinstance(claim, Quote) and isinstance(other, Quote):
        names = [q.speaker.name if q.speaker else "" for q in (claim, other)]
        either = max(len_of(claim.content), len_of(other.content))
        return _met(claim.content, other.content) >= _HALF * either and (names[0] == names[1] or same(*names))
    return False


def _same_set(ours: Iterable[str], theirs: Iterable[str], same: Same) -> bool:
    left, right = list(ours), list(theirs)
    return all(any(same(a, b) for b in right) for a in left) and all(any(same(a, b) for a in left) for b in right)


def len_of(span: Span) -> int:
    """The length of a span in code points."""
    return span.end - span.start


def _met(a: Span, b: Span) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def _covered(trigger: Span, gold: Span) -> bool:
    return _met(trigger, gold) >= _COVERED * len_of(trigger)


def _share(claims: Iterable[str], right: frozenset[str]) -> float:
    ids = list(claims)
    return sum(i in right for i in ids) / max(1, len(ids))


def _print(name: str, cited: list[Any], right: frozenset[str]) -> None:
    shares = [_share(claims, right) for claims in cited]
    mean, whole = sum(shares) / max(1, len(shares)), sum(s == 1 for s in shares) / max(1, len(shares))
    print(f"{name:18} {len(shares):4}   right claims {mean:.3f}   all right {whole:.3f}")


def _same_party(scorer: Path) -> Same:
    spec = importlib.util.spec_from_file_location("gold_score", scorer)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(scorer)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    same: Same = module.same_name
    return same


if __name__ == "__main__":
    raise SystemExit(main())
