"""Measure who names and pronouns are brought to, on the gold speakers and actors: `bench/names.py GOLD_FOLDER [N]`."""

from __future__ import annotations

import importlib.util
import sys
import time
from collections import Counter
from pathlib import Path
from types import ModuleType

from gold import gold_claims, gold_reports

from accord.model.report import Report
from accord.model.span import Span
from accord.text.names.cast import Cast, Name, find_cast
from accord.text.sentences import split_sentences

PRONOUNS = frozenset(
    ["he", "she", "they", "it", "we", "i", "him", "her", "his", "their", "its", "our", "who", "them", "us", "my"]
)


def scorer(folder: Path) -> ModuleType:
    """The gold scorer, found in the nearest folder above the reports."""
    path = next(p / "score.py" for p in folder.resolve().parents if (p / "score.py").exists())
    spec = importlib.util.spec_from_file_location("gold_score", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"cannot load {path}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def form_of(words: str) -> str:
    """How a span names: pronoun, name or phrase."""
    if words.lower() in PRONOUNS:
        return "pronoun"
    return "phrase" if words.split()[-1][0].islower() else "name"


def measure(folders: list[Path], show: int) -> None:
    """Print right, wrong and unsure per kind of span, and the time per 800 words."""
    score = scorer(folders[0])
    tally: Counter[tuple[str, str, str]] = Counter()
    misses: list[str] = []
    seconds, n_words = 0.0, 0
    for folder in folders:
        reports = {r.id: r for r in gold_reports(folder)}
        for claims in gold_claims(folder):
            report = reports[claims.report]
            started = time.process_time()
            cast = find_cast(report, tuple(split_sentences(report.prose)))
            seconds += time.process_time() - started
            n_words += len(report.text.split())

            def note(kind: str, span: Span, got: Name | None, gold: str, right: bool, report: Report = report) -> None:
                words = span.of(report.text)
                verdict = "right" if right else "wrong" if got and (got.party or kind != "party") else "unsure"
                tally[kind, form_of(words), verdict] += 1
                if verdict != "right":
                    said = f"{got.name} / {got.party}" if got else "-"
                    misses.append(f"{kind:8s}{verdict:7s}{report.id[:8]} {words!r} gold {gold!r} said {said!r}")

            for quote in claims.quotes:
                if quote.speaker and quote.speaker.span:
                    got = cast.resolve(quote.speaker.span)
                    right = got is not None and score.same_name(got.name, quote.speaker.name)
                    note("speaker", quote.speaker.span, got, quote.speaker.name, right)
            for event in claims.events:
                for actor in event.actors:
                    if actor.span and event.parties:
                        got, right = _party(cast, actor.span, event.parties, score)
                        note("party", actor.span, got, " + ".join(event.parties), right)
                        named = got is not None and score.same_name(got.name, actor.name)
                        note("actor", actor.span, got, actor.name, named)
    for kind in ("speaker", "actor", "party"):
        for form in ("name", "phrase", "pronoun", "all"):
            print(_row(tally, kind, form))
    print(f"{1000 * seconds * 800 / max(1, n_words):.1f} ms per 800 words, splitting included")
    for line, count in Counter(misses).most_common(show):
        print(count, line)


def _row(tally: Counter[tuple[str, str, str]], kind: str, form: str) -> str:
    n = Counter[str]()
    for (k, f, verdict), count in tally.items():
        if k == kind and form in (f, "all"):
            n[verdict] += count
    total = n.total() or 1
    shares = " ".join(f"{verdict} {n[verdict] / total:.3f}" for verdict in ("right", "wrong", "unsure"))
    return f"{kind:8s}{form:8s} {shares} of {n.total()}"


def _party(cast: Cast, span: Span, parties: tuple[str, ...], score: ModuleType) -> tuple[Name | None, bool]:
    names = cast.resolve_all(span)
    right = next((n for n in names if n.party and any(score.same_party(n.party, p) for p in parties)), None)
    return right or (names[0] if names else None), right is not None


if __name__ == "__main__":
    root = Path(sys.argv[1])
    inner = sorted(p for p in root.iterdir() if p.is_dir())
    measure(inner or [root], int(sys.argv[2]) if len(sys.argv) > 2 else 0)
