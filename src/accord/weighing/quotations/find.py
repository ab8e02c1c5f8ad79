"""Quotations: one utterance and its wordings across the reports."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import partial

from accord.model.claim import Quote, QuoteKind
from accord.model.entry import Quotation, Variant
from accord.weighing.context import Context, order_evidence
from accord.weighing.identity import Key, make_ids
from accord.weighing.matter import fold, words
from accord.weighing.phrases import balanced
from accord.weighing.quotations.drift import find_drift
from accord.weighing.quotations.utterances import find_utterances
from accord.weighing.speakers import Parties, name_parts, named
from accord.weighing.standing import Standing

UNNAMED = "unnamed"


def find_quotations(context: Context) -> tuple[Quotation, ...]:
    """Bring the quotes of a story together by utterance.

    Returns: Quotations whose drift changes the meaning, then by support, then the order of their first quote. Every
        quote claim stands in exactly one. Variants come by origins, then reports, then the words; `drift` says how the
        words between quotation marks differ, None where nothing of it is worth telling.
    """
    parties = Parties(context)
    utterances = find_utterances(context, parties)
    ids = make_ids(context, "quotation", [context.once(_key, utterance.quotes[0]) for utterance in utterances])
    shelf, standing = context.memory.shelf(_quotation), context.whole(Standing)
    found = []
    for quotes, own in zip((utterance.quotes for utterance in utterances), ids, strict=True):
        sides = [parties.of(quote.speaker.name) if quote.speaker else None for quote in quotes]
        rests_on = *map(context.number, quotes), *standing.of(quote.report for quote in quotes), *sides
        made: Quotation = shelf.get((own, rests_on), partial(_quotation, context, parties, quotes, own))
        found.append(made if made.story == context.story.id else replace(made, story=context.story.id))
    return tuple(sorted(found, key=lambda q: (not q.meaning_changes, -q.support.origins, -q.support.reports)))


def regathered(context: Context, entry: Quotation, claims: Collection[str]) -> Quotation:
    """A quotation as these quote claims alone make it, with its id and rulings; a speaker whom a ruling set stays.

    Args: claims: ids of quotes of the story, not empty.
    """
    quotes = [quote for quote in context.quotes() if quote.id in claims]
    made = _quotation(context, Parties(context), quotes, entry.id)
    made = replace(made, rulings=entry.rulings, confirmed=entry.confirmed)
    if entry.rulings:
        made = replace(made, speaker=entry.speaker, party=entry.party)
    return replace(made, line=quotation_line(made.speaker, made.variants[0]))


def quotation_line(speaker: str, first: Variant) -> str:
    """`Mira Haldane: “We will honour this pause”`: the most widely printed words, as their reports give them."""
    text = _plain(first.text)
    return f"{_capital(speaker)}: {f'“{text}”' if first.direct else balanced(text)}"


def _quotation(context: Context, parties: Parties, quotes: Sequence[Quote], own: str) -> Quotation:
    speaker = _speaker(context, quotes)
    variants = _variants(context, quotes)
    evidence = order_evidence(e for v in variants for e in v.evidence)
    drift = find_drift(context, quotes)
    return Quotation(
        id=own,
        story=context.story.id,
        line=quotation_line(speaker, variants[0]),
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
    return Key(context.reports[quote.report].day, (said, *name_parts(name or "")), (quote.kind.value,))


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
