"""The annotated corpora as one thing: reports with spans, whatever file they come from."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from accord.intake.load import load_reports
from accord.model.report import Report
from accord.model.span import Span

_NER = {
    "PERSON": "person",
    "ORGANIZATION": "organisation",
    "LOCATION": "place",
    "MISC": "other",
    "DATE": "date",
    "TIME": "time",
    "DURATION": "duration",
    "SET": "duration",
    "NUMBER": "number",
    "PERCENT": "number",
    "MONEY": "number",
    "ORDINAL": "number",
}


@dataclass(frozen=True)
class Trigger:
    """An annotated trigger: of an event (with a type), or the cue of an attribution (without)."""

    span: Span
    type: str | None
    roles: dict[str, list[Span]]
    stance: str | None = None
    modality: str = "actual"


@dataclass(frozen=True)
class Example:
    """A report and what is annotated on it; None where a corpus does not annotate the thing at all."""

    id: str
    text: str
    guide: int
    triggers: list[Trigger]
    attributions: dict[str, list[Span]]
    names: list[tuple[Span, str]] | None = None
    events: bool = True
    somewhere: frozenset[str] = frozenset()  # types, one of which some trigger of this sentence has


def gold(folders: list[Path]) -> Iterator[Example]:
    """The reports annotated by our own guidelines, as intake gives them."""
    for folder in folders:
        paths = sorted(folder.rglob("*.report.json"))
        loaded = {r.id: r for r in load_reports(paths) if isinstance(r, Report)}
        for path in paths:
            ident = path.name.removesuffix(".report.json")
            annotated = path.with_name(f"{ident}.json")
            if annotated.exists() and ident in loaded:
                yield _gold(ident, loaded[ident].prose, json.loads(annotated.read_text()))


def _gold(ident: str, text: str, raw: dict[str, Any]) -> Example:
    triggers: dict[Span, Trigger] = {}
    tags: dict[str, list[Span]] = {"source": [], "cue": [], "content": []}
    for event in raw["events"]:
        at = event["at"]
        if not at.get("trigger"):
            continue
        roles = {name: _spans([at.get(name)]) for name in ("measure", "condition", "when", "place")}
        roles |= {name: _spans(at.get(name) or []) for name in ("actor", "recipient", "quantity")}
        roles["speaker"] = _spans([at.get("source")])
        span = Span(*at["trigger"])
        if span not in triggers:  # two acts of one word: the first is learned
            triggers[span] = Trigger(span, event["type"], roles, event["stance"], event["modality"])
    cues = []
    for quote in raw["quotes"]:
        at = quote["at"]
        roles = {name: _spans([at.get(name)]) for name in ("speaker", "content", "channel")}
        tags["source"] += roles["speaker"]
        tags["content"] += roles["content"]
        tags["cue"] += _spans([at.get("cue")])
        if at.get("cue") and roles["content"]:
            cues.append(Trigger(Span(*at["cue"]), None, roles))
    return Example(ident, text, 0, [*triggers.values(), *_merged(cues)], tags)


def _merged(cues: list[Trigger]) -> list[Trigger]:
    """One trigger for a cue that has several contents."""
    out: dict[Span, Trigger] = {}
    for cue in cues:
        if cue.span in out:
            for name, spans in cue.roles.items():
                known = out[cue.span].roles[name]
                known += [s for s in spans if s not in known]
        else:
            out[cue.span] = cue
    return list(out.values())


def _spans(pairs: list[Any]) -> list[Span]:
    return [Span(a, b) for a, b in (p for p in pairs if p) if b > a]


def polnear(path: Path) -> Iterator[Example]:
    """PolNeAR's hand-made attributions, with the names a machine marked."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            raw = json.loads(line)
            tags: dict[str, list[Span]] = {"source": [], "cue": [], "content": []}
            cues = []
            for attribution in raw["attributions"]:
                parts = {name: _spans(attribution[name]) for name in tags}
                for name, spans in parts.items():
                    tags[name] += spans
                if parts["cue"] and parts["content"]:
                    roles = {"speaker": parts["source"], "content": parts["content"]}
                    cues.append(Trigger(parts["cue"][0], None, roles))
            names = list(_names(raw["sentences"])) if raw.get("sentences") else None
            yield Example(raw["id"], raw["text"], 1, cues, tags, names, events=False)


def _names(sentences: list[list[list[Any]]]) -> Iterator[tuple[Span, str]]:
    for sentence in sentences:
        start, end, kind = 0, 0, ""
        for word in [*sentence, [0, 0, "", "O"]]:
            here = _NER.get(word[3], "")
            if kind and here != kind:
                yield Span(start, end), kind
            if here and here != kind:
                start = word[0]
            kind, end = here, word[1]


def plover(path: Path) -> Iterator[Example]:
    """Sentences of which only the type of the act they tell of is known."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            raw = json.loads(line)
            types = {"CONCEDE", "RETREAT"} if raw["type"] == "YIELD" else {raw["type"]}
            ident = f"plover-{number}"
            yield Example(ident, raw["sentence"], 0, [], {}, events=False, somewhere=frozenset(types))
