"""One utterance, its wordings, and how they drift."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from weighing_scenes import Said, context_of, scene

from accord.model.claim import QuoteKind
from accord.weighing.quotations.find import find_quotations
from accord.weighing.quotations.utterances import marked

MIXED, INDIRECT = QuoteKind.MIXED, QuoteKind.INDIRECT

PLEDGE = Said("“We will open both ports within ten days,” Ada Morn said.", "We will open both ports within ten days")
PARTLY = Said(
    "Morn said her country would “open both ports within ten days”.",
    "her country would “open both ports within ten days",
    "Morn",
    MIXED,
)
PLAIN = Said(
    "Morn said Veldria would open both ports in ten days.",
    "Veldria would open both ports in ten days",
    "Morn",
    INDIRECT,
)
OTHER = Said("“The fishing fleet stays at sea,” Ada Morn said.", "The fishing fleet stays at sea")


def quotation_sizes(*claims: Said) -> list[int]:
    context = context_of(*(scene(f"r{n}", c) for n, c in enumerate(claims)))
    return sorted((len(q.evidence) for q in find_quotations(context)), reverse=True)


def drift_of(*claims: Said, origins: tuple[str, ...] = ()) -> str | None:
    named = [*origins, *(f"o{n}" for n in range(len(origins), len(claims)))]
    context = context_of(*(scene(f"r{n}", c, origin=named[n]) for n, c in enumerate(claims)))
    (found,) = [q for q in find_quotations(context) if q.support.reports == len(claims)]
    return found.drift


def test_direct_mixed_and_indirect_wordings_are_one_utterance() -> None:
    assert quotation_sizes(PLEDGE, PARTLY, PLAIN) == [3]


def test_other_words_of_the_speaker_are_another_utterance() -> None:
    assert quotation_sizes(PLEDGE, OTHER) == [1, 1]


def test_the_same_words_of_another_speaker_are_another_utterance() -> None:
    other = Said(
        "“We will open both ports within ten days,” Ilo Brandt said.", PLEDGE.content, "Ilo Brandt", party="Ostrava"
    )
    assert quotation_sizes(PLEDGE, other) == [1, 1]


def test_a_body_and_its_head_may_give_one_utterance() -> None:
    body = Said(
        "Veldria said it would open both ports within ten days.",
        "it would open both ports within ten days",
        "Veldria",
        INDIRECT,
    )
    assert quotation_sizes(PLEDGE, body) == [2]


def test_a_marked_word_that_few_use_attaches_a_scrap() -> None:
    scrap = Said("Morn called the offer “preposterous”.", "the offer “preposterous", "Morn", MIXED)
    whole = Said("“It is a preposterous, shameless bid,” Ada Morn said.", "It is a preposterous, shameless bid")
    assert quotation_sizes(scrap, whole) == [2]


def test_variants_come_by_origins_then_reports() -> None:
    context = context_of(
        scene("a", PARTLY, origin="Wire"), scene("b", PARTLY, origin="Wire"), scene("c", PLEDGE), scene("d", PLEDGE)
    )
    (found,) = find_quotations(context)
    assert [(v.direct, v.origins, len(v.evidence)) for v in found.variants] == [(True, 2, 2), (False, 1, 2)]
    assert found.line == "Ada Morn: “We will open both ports within ten days”"
    assert (found.speaker, found.party) == ("Ada Morn", "Veldria")


def test_changed_words_are_drift_and_named() -> None:
    changed = Said("“We will open all ports within ten days,” Ada Morn said.", "We will open all ports within ten days")
    assert drift_of(PLEDGE, changed) == "words changed: “all” in one, “both” in another"


def test_case_and_punctuation_are_no_drift() -> None:
    same = Said(
        "“We Will open both ports, within ten days!” Ada Morn said.", "We Will open both ports, within ten days!"
    )
    assert drift_of(PLEDGE, same) is None


def test_a_cut_that_loses_the_condition_is_drift() -> None:
    bound = Said(
        "“We will open both ports within ten days if the fleet leaves,” Ada Morn said.",
        "We will open both ports within ten days if the fleet leaves",
    )
    assert (drift_of(PLEDGE, bound) or "").startswith(
        "condition cut off; clipped: “We will open both ports within ten days”"
    )


def test_a_cut_at_the_end_of_a_sentence_is_no_drift() -> None:
    longer = Said(
        "“We will open both ports within ten days. Our people want bread,” Ada Morn said.",
        "We will open both ports within ten days. Our people want bread",
    )
    assert drift_of(PLEDGE, longer) is None


def test_a_cut_whose_rest_the_report_gives_in_its_own_words_is_no_drift() -> None:
    assert drift_of(PLEDGE, PARTLY) is None


def test_a_sentence_only_one_report_of_a_file_quotes_is_drift() -> None:
    drift = drift_of(PLAIN, PLEDGE, origins=("Wire", "Wire"))
    assert drift is not None
    assert drift.startswith("only in one report of its origin")


def test_a_sentence_one_report_of_its_own_quotes_is_none() -> None:
    assert drift_of(PLAIN, PLEDGE) is None


def test_marked_parts_of_a_mixed_quote_that_starts_inside_its_marks() -> None:
    said = Said(
        "Morn spoke of “sharing” the coast’s “riches” at sea.", "sharing” the coast’s “riches” at sea", "Morn", MIXED
    )
    context = context_of(scene("a", said))
    (quote,) = context.quotes()
    assert [context.text("a", s) for s in marked(context, quote)] == ["sharing", "riches"]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("the offer “preposterous", "the offer “preposterous”"),
        ("sharing” the coast’s “riches” at sea", "“sharing” the coast’s “riches” at sea"),
        ("the coast’s “riches” at sea", "the coast’s “riches” at sea"),
        ("no marks at all", "no marks at all"),
    ],
)
def test_the_line_of_a_mixed_quote_has_its_marks_back(content: str, line: str) -> None:
    (found,) = find_quotations(context_of(scene("a", Said(f"Morn spoke of “{content}”.", content, "Morn", MIXED))))
    assert found.line == f"Morn: {line}"


def test_a_further_copy_raises_no_support() -> None:
    once = context_of(scene("a", PLEDGE, origin="Wire"))
    twice = context_of(scene("a", PLEDGE, origin="Wire"), scene("b", PLEDGE, origin="Wire"))
    (one,), (two,) = find_quotations(once), find_quotations(twice)
    assert one.support.origins == two.support.origins == 1
    assert one.id == two.id


WORDS = st.lists(
    st.sampled_from(["open", "ports", "truce", "fleet", "never", "ten", "days", "if", "leave", "sea", "bread"]),
    min_size=1,
    max_size=8,
)


@settings(max_examples=60)
@given(st.lists(WORDS, min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_every_quote_stands_in_one_quotation_whatever_the_order(lines: list[list[str]], random: object) -> None:
    scenes = [scene(f"r{n}", Said(f"“{' '.join(w)},” Ada Morn said.", " ".join(w))) for n, w in enumerate(lines)]
    found = find_quotations(context_of(*scenes))
    random.shuffle(scenes)  # type: ignore[attr-defined]
    context = context_of(*scenes)
    assert find_quotations(context) == found
    assert sorted(e.claim or "" for q in found for e in q.evidence) == sorted(q.id for q in context.quotes())
