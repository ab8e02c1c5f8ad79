"""Measure which quotations are brought together as one utterance, how their drift is called, and what slips through.

    python bench/quotation_drift.py DATA [--half fit|test] [--reader auto|encoder|rules] [--show]

DATA: the folder with `news-37k.parquet`, `stories-news-cluster.jsonl.gz` and `stories-gold-standard.jsonl.gz`.
`quotation-pairs.jsonl`, beside this program, holds the judged pairs: file, the two report ids with character offsets
into their texts, whether they are one utterance, the kinds of drift, what it changes in the meaning. They were judged
by reading, before any program had compared them; the halves share no story (of `news-37k`: no month). Settings were
chosen on `fit`.

- one utterance: all reports of a story that have a judged pair are read and weighed together; a quotation that the
  reader took for nobody's words is added without a speaker. Right are pairs that stand in one utterance and should.
- kinds: of the pairs that are one utterance, each kind by itself; micro over all, macro over the kinds.
- meaning: the judged pairs, then made-up changes: every negation of the judged quotations dropped, every figure and
  every third person replaced, one at a time, against the quotation itself and against the other report's. Beside it
  the false alarms: pairs of one utterance that no reader found changed in meaning.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from accord.model.claim import Claims, Quote, QuoteKind
from accord.model.drift import DriftKind, MeaningChange
from accord.model.identity import content_id
from accord.model.lineage import Lineage
from accord.model.report import Report
from accord.model.span import Span
from accord.model.story import Story
from accord.reading.reader import Reader
from accord.reading.readers import reader_named
from accord.reading.side_by_side import read_side_by_side
from accord.weighing.quotations.comparing import changes_in, compare_quotations, speaks_another_language
from accord.weighing.quotations.utterances import find_utterances
from accord.weighing.quotations.words import quoted_words
from accord.weighing.speakers import Parties
from accord.weighing.weigh import gather
from tracing import parquet_rows, taken_in

PAIRS = Path(__file__).with_name("quotation-pairs.jsonl")
NUMBER = re.compile(
    r"(?<![\w.,])(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twenty|hundred|thousand)(?![\w.,%])"
)
THIRD = {"he": "they", "she": "he", "they": "she", "his": "their", "her": "his", "their": "her", "him": "them"}
VERBS = "can|could|would|should|do|does|did|is|are|was|were|has|have|had"
NOT = re.compile(rf"\b(?:(?P<verb>{VERBS})n[’']t|not|never|no)\b", re.IGNORECASE)
LEAD = 160  # characters before a quotation in which its report may say no itself


@dataclass(frozen=True)
class Side:
    """A quotation: a report and the place of its words."""

    report: str
    span: Span


@dataclass(frozen=True)
class Pair:
    """Two quotations as they were judged."""

    file: str
    story: str
    half: str
    left: Side
    right: Side
    same: bool
    kinds: frozenset[DriftKind]
    meaning: str | None


def main() -> None:
    """Print every figure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--half", choices=("fit", "test"))
    parser.add_argument("--reader", default="auto")
    parser.add_argument("--show", action="store_true", help="print the errors, as lines of the pairs' file")
    chosen = parser.parse_args()
    if not (chosen.data / "news-37k.parquet").exists():
        print(f"skipped: no reports at {chosen.data}")
        return
    pairs = [pair for pair in judged() if chosen.half in (None, pair.half)]
    texts = {report.id: report for report in reports_of(chosen.data, pairs)}
    quotes, together = weighed(pairs, texts, reader_named(chosen.reader))
    for half in ("fit", "test"):
        some = [(n, pair) for n, pair in enumerate(pairs, 1) if pair.half == half]
        if some:
            print(f"{half}: {len(some)} pairs of {len({p.story for _, p in some})} stories")
            utterances(some, together, chosen.show)
            kinds(some, texts, quotes, chosen.show)
            meaning([pair for _, pair in some], texts)


def judged() -> list[Pair]:
    """The judged pairs, in the order of their file."""
    out = []
    for raw in map(json.loads, PAIRS.read_text().splitlines()):
        left, right = (Side(report, Span(start, end)) for report, start, end in (raw["left"], raw["right"]))
        found = frozenset(map(DriftKind, raw["kinds"]))
        pair = Pair(raw["file"], raw["story"], raw["half"], left, right, raw["same"], found, raw["meaning"])
        out.append(pair)
    return out


def reports_of(data: Path, pairs: Sequence[Pair]) -> list[Report]:
    """The reports of the pairs, through intake."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        wanted[pair.file] |= {pair.left.report, pair.right.report}
    rows = []
    for file, ids in sorted(wanted.items()):
        if file.endswith(".parquet"):
            rows += parquet_rows(data, ids)
        else:
            lines = gzip.decompress((data / file).read_bytes()).decode().splitlines()
            rows += [row for row in map(json.loads, lines) if row["id"] in ids]
    return taken_in(rows)


def weighed(
    pairs: Sequence[Pair], texts: dict[str, Report], reader: Reader
) -> tuple[dict[Side, Quote], set[frozenset[Side]]]:
    """The quote that holds each quotation, and the pairs that weighing brings together."""
    ids = sorted(texts)
    read = dict(zip(ids, read_side_by_side(reader.read, [texts[i] for i in ids], 2), strict=True))
    quotes: dict[Side, Quote] = {}
    together: set[frozenset[Side]] = set()
    stories: dict[tuple[str, str], list[Pair]] = defaultdict(list)
    for pair in pairs:
        stories[pair.file, pair.story].append(pair)
    for key, own in sorted(stories.items()):
        sides = sorted({side for pair in own for side in (pair.left, pair.right)}, key=lambda s: (s.report, s.span))
        members = sorted({side.report for side in sides})
        said = {report: list(read[report].quotes) for report in members}
        for side in sides:
            quotes[side] = held = holding(said[side.report], side) or alone(side)
            if held not in said[side.report]:
                said[side.report].append(held)
        claims = [Claims(report, (), tuple(sorted(said[report], key=lambda q: q.content))) for report in members]
        story = Story(content_id("story", *key), "", tuple(members))
        context = gather(story, [texts[r] for r in members], claims, Lineage((), (), ()))
        of = {q.id: n for n, u in enumerate(find_utterances(context, Parties(context))) for q in u.quotes}
        for pair in own:
            if of[quotes[pair.left].id] == of[quotes[pair.right].id]:
                together.add(frozenset((pair.left, pair.right)))
    return quotes, together


def holding(said: Sequence[Quote], side: Side) -> Quote | None:
    """The quote that covers most of a quotation, if it covers half."""
    best = max(said, key=lambda q: (q.content.overlap(side.span), -len(q.content)), default=None)
    return best if best is not None and 2 * best.content.overlap(side.span) >= len(side.span) else None


def alone(side: Side) -> Quote:
    """A quotation that the reader took for nobody's words."""
    return Quote(side.report, side.span, QuoteKind.DIRECT, side.span)


def utterances(pairs: Sequence[tuple[int, Pair]], together: set[frozenset[Side]], show: bool) -> None:
    """Precision and recall of pairs brought together."""
    tally: Counter[str] = Counter()
    for n, pair in pairs:
        said = frozenset((pair.left, pair.right)) in together
        tally["hit" if said and pair.same else "false" if said else "missed" if pair.same else "apart"] += 1
        if show and said != pair.same:
            print(f"    line {n}: {'wrongly together' if said else 'not together'}")
    print(
        f"  one utterance     {scores(tally['hit'], tally['false'], tally['missed'])}, {tally['apart']} rightly apart"
    )


def kinds(pairs: Sequence[tuple[int, Pair]], texts: dict[str, Report], quotes: dict[Side, Quote], show: bool) -> None:
    """Precision and recall of each kind, over the pairs that are one utterance; what was taken for what."""
    hit, false, missed = Counter[DriftKind](), Counter[DriftKind](), Counter[DriftKind]()
    confused: Counter[tuple[str, str]] = Counter()
    exact = total = 0
    for n, pair in pairs:
        if not pair.same:
            continue
        foreign = any(speaks_another_language(quotes[side].party) for side in (pair.left, pair.right))
        found = compare_quotations(words(texts, pair.left), words(texts, pair.right), foreign)
        said = found.kinds if found else frozenset()
        total += 1
        exact += said == pair.kinds
        for counter, some in ((hit, said & pair.kinds), (false, said - pair.kinds), (missed, pair.kinds - said)):
            counter.update(some)
        for gold in pair.kinds - said or {None}:
            for mine in said - pair.kinds or {None}:
                if gold or mine:
                    confused[gold.value if gold else "nothing", mine.value if mine else "nothing"] += 1
        if show and said != pair.kinds:
            print(f"    line {n}: said {', '.join(sorted(said)) or 'no drift'}, judged {', '.join(sorted(pair.kinds))}")
    each = []
    for kind in DriftKind:
        each.append(f1(hit[kind], false[kind], missed[kind]))
        print(f"  {kind.value:17s} {scores(hit[kind], false[kind], missed[kind])}")
    print(f"  all kinds, micro  {scores(hit.total(), false.total(), missed.total())}")
    print(f"  all kinds, macro  F1 {sum(each) / len(each):.3f}; every kind of a pair right {exact} of {total}")
    for (gold_name, said_name), count in sorted(confused.items()):
        print(f"    judged {gold_name:13s} said {said_name:13s} {count}")


def meaning(pairs: Sequence[Pair], texts: dict[str, Report]) -> None:
    """Changes of meaning: those judged, those made up, and false alarms."""
    judged_changes, false = Counter[str](), Counter[str]()
    same = [pair for pair in pairs if pair.same]
    for pair in same:
        said = {change.value for change in changes(texts, pair.left, pair.right)}
        if pair.meaning is None:
            false.update(said or {"none"})
        else:
            judged_changes[f"{pair.meaning} {'found' if pair.meaning in said else 'missed'}"] += 1
    print(f"  meaning judged changed: {', '.join(f'{k} {v}' for k, v in sorted(judged_changes.items())) or 'none'}")
    alarms = ", ".join(f"{k} {v}" for k, v in sorted(false.items()) if k != "none")
    print(f"  judged unchanged: {false['none']} of {false.total()} without alarm; {alarms or 'no alarms'}")
    for change, make in (
        (MeaningChange.NEGATION, dropped_negations),
        (MeaningChange.NUMBER, other_numbers),
        (MeaningChange.HOLDER, other_holders),
    ):
        tally: Counter[tuple[str, bool]] = Counter()
        for pair in same:
            for side, other in ((pair.left, pair.right), (pair.right, pair.left)):
                for made, kept in make(words(texts, side)):
                    tally["itself", change in changes(texts, side, side, made)] += 1
                    if kept in spelled(words(texts, other)):
                        tally["the other report's", change in changes(texts, other, side, made)] += 1
        told = (f"{tally[k, True]} of {tally[k, True] + tally[k, False]} against {k}" for k, _ in sorted(tally))
        print(f"  {change.value} changed by hand, flagged: {', '.join(dict.fromkeys(told))}")


def changes(texts: dict[str, Report], left: Side, right: Side, made: str | None = None) -> frozenset[MeaningChange]:
    """What the difference of two quotations changes; `made` stands in the place of the right one."""
    found = compare_quotations(words(texts, left), words(texts, right) if made is None else made)
    leads = (texts[side.report].text[max(0, side.span.start - LEAD) : side.span.start] for side in (left, right))
    return changes_in(found, *leads) if found else frozenset()


def dropped_negations(text: str) -> Iterator[tuple[str, str]]:
    """The quotation without one of its negations, and the words around it by which it is found in another report.

    A `no` that answers (`No, we will.`), and a sentence of one word deny nothing that is left; `No. 1` denies nothing.
    """
    for match in NOT.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        if re.match(r"[^.!?]*\w", after) and not (match.group().lower() == "no" and re.match(r"\s*[,.]", after)):
            yield before + (match["verb"] or "") + after, around(text, match)


def other_numbers(text: str) -> Iterator[tuple[str, str]]:
    """The quotation with one of its figures changed."""
    for match in NUMBER.finditer(text):
        figure = str(int(match.group()) + 7) if match.group().isdigit() else "eleven"
        yield text[: match.start()] + figure + text[match.end() :], around(text, match)


def other_holders(text: str) -> Iterator[tuple[str, str]]:
    """The quotation with one of its third persons changed."""
    for match in re.finditer(r"(?<![\w\[(\]])(?:he|she|they|his|her|their|him)\b", text):
        yield text[: match.start()] + THIRD[match.group()] + text[match.end() :], around(text, match)


def around(text: str, match: re.Match[str]) -> str:
    """The match with three words on either side, spelled alike everywhere."""
    before, after = text[: match.start()].split()[-3:], text[match.end() :].split()[:3]
    return spelled(" ".join((*before, match.group(), *after)))


def spelled(text: str) -> str:
    """A quotation's words in one spelling."""
    return f" {' '.join(word.key for word in quoted_words(text))} "


def words(texts: dict[str, Report], side: Side) -> str:
    """A quotation."""
    return side.span.of(texts[side.report].text)


def f1(hit: int, false: int, missed: int) -> float:
    """The harmonic mean of precision and recall; 0 where nothing is right."""
    return 2 * hit / (2 * hit + false + missed) if hit else 0.0


def scores(hit: int, false: int, missed: int) -> str:
    """Precision, recall and F1 as they are printed."""
    precision, recall = hit / max(1, hit + false), hit / max(1, hit + missed)
    counts = f"({hit} right, {false} false, {missed} missed)"
    return f"P {precision:.3f}  R {recall:.3f}  F1 {f1(hit, false, missed):.3f}  {counts}"


if __name__ == "__main__":
    main()
