"""Sentences about what is reported from the ground."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from accord.model.claim import Modality, PloverType
from accord.model.entry import AnyEntry, Commitment, Incident
from accord.model.record import Chapter
from accord.text.syntax.words import Tag, Word, words_of
from accord.weighing.matter import fold, matter
from accord.weighing.phrases import place_phrase
from accord.weighing.summary.drafts import Clause, Draft, attributed, is_sure, named, on_day, said_by, weight_of

CONSIDERED = 60  # incidents, by what stands behind them
_GRAVE = {PloverType.ASSAULT: 2.0, PloverType.COERCE: 1.0}
_LONGEST = 34  # words
_FEWEST = 4
_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_DAY_NAMED = re.compile(
    rf",? ?\b(?:(?:early|late|later) )?(?:on )?(?:{_DAYS})(?: (?:morning|afternoon|evening|night))?\b"
)
_MONTH = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|[12]\d{3})\b"
)
_LAST_WORDS = re.compile(r",? (?:earlier|later|meanwhile|too|as well|again)$")
_RELATIVE = frozenset({"who", "which", "that", "what"})
_POINTING = frozenset(
    {"also", "then", "there", "today", "yesterday", "tonight", "tomorrow", "this", "these", "those", "that"}
)


def draft_incidents(chapter: Chapter) -> list[Draft]:
    """Draft a sentence for each incident whose words can stand alone and that is sure enough to tell."""
    by_id: Mapping[str, AnyEntry] = {e.id: e for e in chapter.entries}
    incidents = [e for e in chapter.entries if isinstance(e, Incident) and e.modality is Modality.ACTUAL and is_sure(e)]
    found = []
    for entry in sorted(incidents, key=lambda e: -weight_of(e))[:CONSIDERED]:
        touched = [by_id.get(b.commitment) for b in entry.bears_on]
        owed = [c for c in touched if isinstance(c, Commitment) and _may_bear(entry, c)]
        if (drafted := _incident(entry, owed)) is not None:
            found.append(drafted)
    return found


def _may_bear(incident: Incident, commitment: Commitment) -> bool:
    """Whether it is an attack, allegedly by somebody of those who undertook to hold fire."""
    attack = incident.type is PloverType.ASSAULT and is_sure(commitment)
    return attack and bool(set(incident.alleged_actor) & set(commitment.debtors))


def _incident(incident: Incident, owed: Sequence[Commitment]) -> Draft | None:
    what = _LAST_WORDS.sub("", _DAY_NAMED.sub("", incident.what) if incident.on else incident.what).strip(" ,.")
    if not _stands_alone(what):
        return None
    where = (
        "" if not incident.place or fold(incident.place) in fold(what) or "; " in what else place_phrase(incident.place)
    )
    said = f"{what}{where}{'' if _MONTH.search(what) else on_day(incident.on)}"
    if incident.claimed_by:
        said += f", {said_by(incident.claimed_by, incident, 'says', 'say')}"
        denied = f"; {said_by(incident.denied_by, incident, 'denies it', 'deny it')}" if incident.denied_by else ""
        text = f"{said}{denied}."
    else:
        clause = Clause(said, (incident,))
        text = attributed([clause])
        if incident.denied_by:
            text = f"{text.removesuffix('.')}; {said_by(incident.denied_by, incident, 'denies it', 'deny it')}."
    if owed:
        debtors = named(owed[0].debtors, owed[:1]) if len(owed[0].debtors) == 1 else "the parties"
        text = f"{text.removesuffix('.')}; this may bear on what {debtors} undertook."
    weight = (
        1.0
        + _GRAVE.get(incident.type, 0.0)
        + weight_of(incident)
        + bool(incident.on)
        + bool(owed)
        + bool(incident.denied_by)
    )
    return Draft(text, (incident, *owed[:1]), weight, frozenset(matter(what)))


def _stands_alone(what: str) -> bool:
    """True for a whole sentence: a subject first, a verb, no word that points elsewhere, nothing cut off at its end."""
    words = words_of(what) if what else []
    if words and words[0].lower in ("last", "next", "this"):
        return False
    if not _FEWEST <= len(words) <= _LONGEST or words[0].tag in (
        Tag.VERB,
        Tag.AUX,
        Tag.ADP,
        Tag.SCONJ,
        Tag.CCONJ,
        Tag.ADV,
    ):
        return False
    if any(w.lower in _POINTING or (w.tag is Tag.PRON and w.lower not in _RELATIVE) for w in words):
        return False
    if any(a.lower == b.lower for a, b in pairwise(words)) or what.count("“") != what.count("”"):
        return False
    return all(_is_sentence(part) for part in _parts(words))


def _parts(words: Sequence[Word]) -> list[list[Word]]:
    parts: list[list[Word]] = [[]]
    for word in words:
        if word.text == ";":
            parts.append([])
        else:
            parts[-1].append(word)
    return parts


def _is_sentence(words: Sequence[Word]) -> bool:
    if not words or words[0].tag in (Tag.VERB, Tag.AUX):
        return False
    verb = next((i for i, w in enumerate(words) if w.form in ("VBD", "VBZ", "VBP")), None)
    last = words[-1]
    closed = last.tag in (Tag.NUM, Tag.ADP, Tag.DET, Tag.CCONJ, Tag.AUX) or "-" in last.text[1:-1]  # `the state-owned`
    return verb is not None and verb > 0 and verb < len(words) - 1 and not closed
