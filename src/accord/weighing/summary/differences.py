"""Sentences about where the reports differ: both wordings side by side."""

from __future__ import annotations

import re

from accord.model.finding import Finding, FindingKind
from accord.model.record import Chapter
from accord.weighing.matter import matter, word_list
from accord.weighing.summary.drafts import Draft, is_sure, weight_of

_LONGEST = 18  # words of a wording that a reader takes in
_QUOTED = re.compile(r"“([^“”]+)”")
_COUNTED = re.compile(
    r"\b(\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|fifty|hundred)\s+(?!million|billion|trillion|percent)([a-z]+)"
)
_CUTS = ("cut", "clipped", "ellipsis", "left out")
# A difference between figures before one between quotations; one inside an origin, which is an edit, after both.
_WEIGHT = {FindingKind.NUMBER_CONFLICT: 200.0, FindingKind.QUOTE_DRIFT: 100.0}
_EDIT = 300.0


def draft_differences(chapter: Chapter) -> list[Draft]:
    """Draft a sentence for each difference that touches something sure and that two wordings alone make plain."""
    by_id = {e.id: e for e in chapter.entries}
    drafts = []
    for place, finding in enumerate(chapter.findings):
        touched = [by_id[i] for i in finding.entries if i in by_id and is_sure(by_id[i])]
        text = _told(finding) if touched and finding.kind in _WEIGHT else None
        if text is not None:
            edit = _EDIT if _is_edit(finding) else 0.0
            weight = _WEIGHT[finding.kind] + max(map(weight_of, touched)) - 0.1 * place - edit
            drafts.append(Draft(text, (), weight, frozenset(), (finding,)))
    return drafts


def _is_edit(finding: Finding) -> bool:
    return "one origin" in finding.note


def _told(finding: Finding) -> str | None:
    words = list(dict.fromkeys(_QUOTED.findall(finding.note)))[:2]
    if len(words) < 2 or any("…" in w or len(w.split()) > _LONGEST for w in words):
        return None
    both = f"“{words[0]}” and “{words[1]}”"
    where = "Reports of one origin" if _is_edit(finding) else "Reports"
    if finding.kind is FindingKind.NUMBER_CONFLICT:
        return f"{where} differ on a figure: {both}." if _is_one_count(*words) else None
    speaker, _, how = finding.note.partition(": ")
    if any(map(_is_cut, words)):
        return None
    return None if how.startswith(_CUTS) or "“" in speaker else f"{speaker} is quoted in different words: {both}."


def _is_cut(words: str) -> bool:
    """True for words that stop before what they are about: `ready for`."""
    return not words.endswith((".", "!", "?")) and words.split()[-1].lower() in word_list("function_words.txt")


def _is_one_count(left: str, right: str) -> bool:
    """True when both count the same thing, and count it differently."""
    ours = {matter(unit)[:1]: n for n, unit in _COUNTED.findall(left.lower())}
    theirs = {matter(unit)[:1]: n for n, unit in _COUNTED.findall(right.lower())}
    return any(unit and ours[unit] != theirs[unit] for unit in ours.keys() & theirs.keys())
