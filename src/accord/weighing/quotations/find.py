"""Quotations: one utterance and its wordings across the reports."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from accord.model.claim import Quote, QuoteKind
from accord.model.entry import Quotation, Variant
from accord.weighing.context import Context, order_evidence
from accord.weighing.identity import Key, make_ids
from accord.weighing.matter import fold, words
from accord.weighing.phrases import balanced
from accord.weighing.quotations.drift import find_drift
from accord.weighing.quotations.utterances import Utterance, find_utterances
from accord.weighing.speakers import Parties, name_parts, named

UNNAMED = "unnamed"


def find_quotations(context: Context) -> tuple[Quotation, ...]:
    """Bring the quotes of a story together by utterance.

    Returns: Quotations whose drift changes the meaning, then by support, then the order of their first quote. Every
        quote claim stands in exactly one. Variants come by origins, then reports, then the words; `drift` says how the
        words between quotation marks differ, None where nothing of it is worth telling.
    """
    parties = Parties(context)
    utterances = find_utterances(context, parties)
    ids = make_ids(context, "quotation", [_key(context, utterance.quotes[0]) for utterance in utterances])
    found = [_quotation(context, parties, said, own) for said, own in zip(utterances, ids, strict=True)]
    return tuple(sorted(found, key=lambda q: (not q.meaning_changes, -q.support.origins, -q.support.reports)))


def _quotation(context: Context, parties: Parties, utterance: Utterance, own: str) -> Quotation:
    quotes = utterance.quotes
    speaker = _speaker(context, quotes)
    variants = _variants(context, quotes)
    evidence = order_evidence(e for v in variants for e in v.evidence)
    drift = find_drift(context, quotes)
    text = _plain(variants[0].text)
    said = f"“{text}”" if variants[0].direct else balanced(text)
    return Quotation(
        id=own,
        story=context.story.id,
        line=f"{_capital(speaker)}: {said}",
        support=context.support(evidence),
        evidence=evidence,
        speaker=speaker,
        party=_party(quotes, parties, speaker),
        variants=variants,
        drift=drift.note,
        drift_kinds=drift.kinds,
        meaning_changes=drift.changes,
    )


def _key(context: Context, quote: Quote) -> Key:
    """What the first quote of an utterance says, and who; then how the words are given."""
    name = named(quote.speaker)
    said = fold(" ".join(context.text(quote.report, quote.content).split()))
    return Key((said, *name_parts(name or "")), (quote.kind.value,))


def _speaker(context: Context, quotes: Sequence[Quote]) -> str:
    """The name most texts give, a copy counted once, the longer one of two equally frequent."""
    said = {(context.reports[q.report].text, name) for q in quotes if (name := named(q.speaker))}
    names = Counter(name for _, name in said)
    return min(names, key=lambda n: (-names[n], -len(n), n)) if names else UNNAMED


def _party(quotes: Sequence[Quote], parties: Parties, speaker: str) -> str | None:
    said = Counter(q.party for q in quotes if q.party)
    return min(said, key=lambda p: (-said[p], p)) if said else parties.of(speaker)


def _variants(context: Context, quotes: Sequence[Quote]) -> tuple[Variant, ...]:
    """One variant for each wording, case and punctuation aside."""
    alike: dict[tuple[bool, str], list[Quote]] = defaultdict(list)
    for quote in quotes:
        text = context.text(quote.report, quote.content)
        alike[(quote.kind is QuoteKind.DIRECT, " ".join(words(text)) or text)].append(quote)
    variants = []
    for (direct, _), same in sorted(alike.items()):
        evidence = order_evidence(context.evidence(q.report, q.content, q.id) for q in same)
        variants.append(Variant(evidence[0].text, direct, evidence, context.support(evidence).origins))
    return tuple(sorted(variants, key=_rank))


def _rank(variant: Variant) -> tuple[int, int, bool, str]:
    return -variant.origins, -len({e.report for e in variant.evidence}), not variant.direct, variant.text


def _plain(text: str) -> str:
    return " ".join(text.split()).strip(" ,;")


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
