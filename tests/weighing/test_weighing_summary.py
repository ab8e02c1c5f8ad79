"""The summary: how a wording goes into a sentence, what is told first, and what is left out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from weighing_stories import Act, Told, context_of, tell, weigh

from accord.model.claim import PloverType, Stance
from accord.model.record import Chapter
from accord.weighing.summary.find import find_summary
from accord.weighing.summary.wording import Form, Phrase, read_phrase, with_article


def texts(chapter: Chapter) -> list[str]:
    return [sentence.text for sentence in chapter.summary]


@pytest.mark.parametrize(
    ("wording", "sentence", "phrase"),
    [
        ("full ceasefire", "Veldria has accepted a full ceasefire.", Phrase("a full ceasefire", Form.NOUN)),
        ("full ceasefire", "Keshar refused the full ceasefire.", Phrase("the full ceasefire", Form.NOUN)),
        ("30-day truce", "Veldria accepted its neighbour’s 30-day truce.", Phrase("the 30-day truce", Form.NOUN)),
        ("halt all strikes", "Keshar agreed to halt all strikes.", Phrase("halt all strikes", Form.ACT)),
        ("exchange 40 prisoners each on Friday", "They will exchange 40 prisoners each on Friday.",
         Phrase("exchange 40 prisoners each", Form.ACT)),
        ("lift the blockade", "Keshar urged Veldria to lift the blockade.",
         Phrase("lift the blockade", Form.ACT, "Veldria")),
        ("halting all aid", "Keshar demanded halting all aid.", Phrase("halting all aid", Form.GERUND)),
        ("Keshar would keep its word", "Veldria doubts that Keshar would keep its word.", None),
        ("Keshar is ready for peace", "Veldria doubts that Keshar is ready for peace.",
         Phrase("Keshar is ready for peace", Form.CLAUSE)),
    ],
)  # fmt: skip
def test_a_wording_reads_as_it_stands_in_its_report(wording: str, sentence: str, phrase: Phrase | None) -> None:
    assert read_phrase(wording, [sentence]) == phrase


@pytest.mark.parametrize(
    ("wording", "sentence"),
    [
        ("pull back from the four regions that Keshar", "It must pull back from the four regions that Keshar holds."),
        ("buy a not yet agreed upon, but", "It will buy a not yet agreed upon, but large, amount of grain."),
        ("a deal he would sign", "Veldria accepted a deal he would sign."),
        ("no agreement", "Veldria expects no agreement."),
        ("the “full truce", "Veldria accepted the “full truce”."),
        ("talks next week in Sant", "Veldria accepted talks next week in Sant."),
        ("let its rival", "Keshar agreed to let its rival, Veldria, decide."),
        ("full ceasefire", "Keshar said nothing of the kind."),
    ],
)
def test_a_wording_that_would_read_badly_is_given_up(wording: str, sentence: str) -> None:
    assert read_phrase(wording, [sentence]) is None


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Veldria", "Veldria"),
        ("United Ports", "the United Ports"),
        ("Veldrian foreign ministry", "the Veldrian foreign ministry"),
        ("Harbour Party", "the Harbour Party"),
        ("Western allies", "Western allies"),
        ("Low Isles", "the Low Isles"),
    ],
)
def test_names_have_their_article(name: str, told: str) -> None:
    assert with_article(name, ["The Low Isles said so; Keshar asked the Low Isles."]) == told


def truce(report: str, *, day: str = "2031-05-02") -> Told:
    return tell(
        report,
        "Aurelia proposed a full ceasefire. Veldria accepted a full ceasefire. "
        "Keshar on Thursday rejected a full ceasefire unless Veldria lifts its blockade.",
        Act("proposed", PloverType.AGREE, ("Aurelia",), Stance.PROPOSES, "full ceasefire"),
        Act("accepted", PloverType.AGREE, ("Veldria",), Stance.ACCEPTS, "full ceasefire"),
        Act(
            "rejected", PloverType.REJECT, ("Keshar",), Stance.REJECTS, "full ceasefire",
            condition="unless Veldria lifts its blockade", date="2031-05-01",
        ),
        day=day,
    )  # fmt: skip


def test_a_proposal_is_told_before_the_answers_to_it() -> None:
    assert texts(weigh(truce("a"))) == [
        "Aurelia proposed a full ceasefire; Veldria agreed to it; Keshar rejected it on 1 May 2031 unless Veldria "
        "lifts its blockade, Outlet a reports."
    ]


def test_a_sentence_names_two_origins_and_counts_more() -> None:
    assert texts(weigh(truce("a"), truce("b")))[0].endswith(", Outlet a and Outlet b report.")
    three = weigh(truce("a"), truce("b"), truce("c"))
    assert texts(three)[0].endswith(", three origins report.")
    assert three.summary[0].support.origins == 3
    assert set(three.summary[0].entries) == {e.id for e in three.entries}
    assert set(three.summary[0].claims) == {e.claim for entry in three.entries for e in entry.evidence}


def test_a_change_of_mind_is_told() -> None:
    first = tell(
        "a", "Keshar rejected a full ceasefire.",
        Act("rejected", PloverType.REJECT, ("Keshar",), Stance.REJECTS, "full ceasefire", date="2031-05-01"),
    )  # fmt: skip
    then = tell(
        "b", "Keshar accepted a full ceasefire.",
        Act("accepted", PloverType.AGREE, ("Keshar",), Stance.ACCEPTS, "full ceasefire", date="2031-05-04"),
        day="2031-05-04",
    )  # fmt: skip
    told = texts(weigh(first, then))
    assert told == ["Keshar agreed on 4 May 2031 to a full ceasefire, having refused on 1 May 2031, Outlet b reports."]


def test_what_is_unsure_is_left_out() -> None:
    chapter = weigh(truce("a"))
    unsure = tuple(
        replace(entry, evidence=tuple(replace(e, confidence=0.55) for e in entry.evidence)) for entry in chapter.entries
    )
    assert find_summary(context_of(truce("a")), replace(chapter, entries=unsure)) == ()
    confirmed = tuple(replace(entry, confirmed=True) for entry in unsure)
    assert len(find_summary(context_of(truce("a")), replace(chapter, entries=confirmed))) == 1


def test_a_refusal_to_act_is_told_alone() -> None:
    refusal = tell(
        "a", "Keshar refused to lift the blockade. Aurelia backed moves to lift the blockade.",
        Act("refused", PloverType.REJECT, ("Keshar",), Stance.REJECTS, "lift the blockade"),
        Act("backed", PloverType.SUPPORT, ("Aurelia",), Stance.SUPPORTS, "lift the blockade"),
    )  # fmt: skip
    assert texts(weigh(refusal)) == ["Keshar refused to lift the blockade, Outlet a reports."]


def test_who_refuses_an_offer_does_not_refuse_to_do_it() -> None:
    refusal = tell(
        "a", "Keshar offered to pull back its heavy guns. Veldria rejected the offer.",
        Act("rejected", PloverType.REJECT, ("Veldria",), Stance.REJECTS, "pull back its heavy guns"),
    )  # fmt: skip
    assert not any("refused to" in text for text in texts(weigh(refusal)))


def test_there_are_eight_at_most_and_no_measure_twice() -> None:
    dated = {"exchange 40 prisoners": "31 May", "withdraw its troops": "1 June", "reopen the port": "2 June"}
    plain = (
        "full ceasefire",
        "release of the crew",
        "sanctions relief",
        "autonomy for the valley",
        "peace talks in Sant",
    )
    acts = [
        Act(f"accepted the {what}", PloverType.AGREE, ("Veldria",), Stance.ACCEPTS, what, date="2031-05-01")
        for what in plain
    ]
    text = " ".join(f"Veldria accepted the {what}." for what in plain)
    for what, day in dated.items():
        acts.append(Act("will " + what, PloverType.AGREE, ("Keshar",), Stance.ACCEPTS, what, date="2031-05-01"))
        text += f" Keshar will {what} by {day}."
    told = texts(weigh(tell("a", text, *acts)))
    assert 4 <= len(told) <= 8
    assert all(sum(what in sentence for sentence in told) <= 1 for what in (*plain, *dated))


def test_a_story_without_claims_has_no_summary() -> None:
    assert weigh(tell("a", "Nothing happened.")).summary == ()
