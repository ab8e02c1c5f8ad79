"""Rulings find what they were about when ids have changed, and find nothing where there is a doubt."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from weighing_stories import Act, Told, own_origins, tell, weigh

from accord.model.claim import Claims, Event, PloverType, Stance
from accord.model.entry import Position
from accord.model.record import Chapter, Record
from accord.model.report import Report
from accord.model.ruling import Ruling, RulingAction, in_force
from accord.model.span import Span
from accord.weighing.rulings.quoting import find_words, quote_words
from accord.weighing.rulings.subjects import with_subjects

AGREE, REJECT = PloverType.AGREE, PloverType.REJECT
NINE = datetime(2031, 5, 10, 9, tzinfo=UTC)
TEXT = (
    "Envoys met on Monday. Veldria accepted a full ceasefire after two days of talks. Ostrava refused a full ceasefire "
    "and asked for more time. Keshar demanded a prisoner exchange before the end of the month."
)
ACTS = (
    Act("accepted", AGREE, ("Veldria",), Stance.ACCEPTS, "full ceasefire", date="2031-05-02"),
    Act("refused", REJECT, ("Ostrava",), Stance.REJECTS, "full ceasefire"),
    Act("demanded", PloverType.REQUEST, ("Keshar",), Stance.DEMANDS, "prisoner exchange"),
)
BEFORE = tell("one", TEXT, *ACTS)


def told_again(text: str = TEXT, more: str = " after two days of talks", trigger: str = "accepted") -> Told:
    """The same report by another reader, whose words for the first measure are more, so that ids change."""
    first = replace(ACTS[0], trigger=trigger, measure=f"full ceasefire{more}")
    return tell("one", text, first, *ACTS[1:])


def record_of(*told: Told, rulings: tuple[Ruling, ...] = ()) -> Record:
    reports = tuple(t.report for t in told)
    chapter = weigh(*told, rulings=rulings)
    return Record(reports, tuple(t.claims for t in told), own_origins(list(reports)), (chapter,), rulings=rulings)


def decided(action: RulingAction, *targets: str, told: tuple[Told, ...] = (BEFORE,), **fields: object) -> Ruling:
    """A ruling as it is kept: with what it is about."""
    ruling = Ruling(action, targets, "desk", NINE, **fields)  # type: ignore[arg-type]
    return with_subjects(record_of(*told), ruling)


def position(chapter: Chapter, party: str) -> Position:
    return next(e for e in chapter.entries if isinstance(e, Position) and e.party == party)


PLAIN = weigh(BEFORE)
VELDRIA, OSTRAVA = position(PLAIN, "Veldria"), position(PLAIN, "Ostrava")
EVENT = next(e for e in BEFORE.claims.events if e.parties == ("Veldria",))


def test_what_a_ruling_is_about_is_kept_in_the_reports_words() -> None:
    (subject,) = decided(RulingAction.CONFIRM, VELDRIA.id).about
    (quote,) = subject.words
    assert (subject.kind, subject.said) == ("position", VELDRIA.line)
    assert dict(subject.facts) == {"party": "Veldria", "stance": "accepts"}
    assert quote.exact == "full ceasefire"  # the measure's words, since one sentence can tell of several
    assert TEXT[: quote.start].endswith(quote.prefix) and TEXT[quote.start + len(quote.exact) :].startswith(
        quote.suffix
    )


def test_what_a_ruling_is_about_is_no_part_of_its_id() -> None:
    kept = decided(RulingAction.CONFIRM, VELDRIA.id)
    assert kept.about and replace(kept, about=()).id == kept.id


def test_a_ruling_goes_with_its_entry_to_another_id() -> None:
    after = told_again()
    moved = position(weigh(after), "Veldria")
    assert moved.id != VELDRIA.id
    ruling = decided(RulingAction.CONFIRM, VELDRIA.id)
    chapter = weigh(after, rulings=(ruling,))
    assert position(chapter, "Veldria").rulings == (ruling.id,)
    assert [e.id for e in chapter.entries if e.confirmed] == [moved.id]
    assert chapter.ruled == (ruling.id,)
    assert record_of(after, rulings=(ruling,)).orphans == ()


def test_without_words_it_goes_by_the_id_alone() -> None:
    ruling = Ruling(RulingAction.CONFIRM, (VELDRIA.id,), "desk", NINE)
    assert not any(e.confirmed for e in weigh(told_again(), rulings=(ruling,)).entries)
    assert record_of(told_again(), rulings=(ruling,)).orphans == (ruling,)


@pytest.mark.parametrize(
    "text",
    [
        "Nothing of that was said. The envoys went home, and no statement was made by anybody at all that day.",
        TEXT.replace("Veldria accepted a full ceasefire after two days of talks.", "Veldria said it would think."),
    ],
)
def test_words_that_are_gone_leave_an_orphan(text: str) -> None:
    ruling = decided(RulingAction.CONFIRM, VELDRIA.id)
    acts = [a for a in ACTS if a.trigger in text and a.measure and a.measure in text]
    gone = record_of(tell("one", text, *acts), rulings=(ruling,))
    assert gone.orphans == (ruling,)
    assert not any(e.confirmed or e.rulings for e in gone.entries)


def test_words_that_changed_a_little_are_found() -> None:
    text = TEXT.replace("after two days of talks", "after two days of long talks")
    ruling = decided(RulingAction.CONFIRM, VELDRIA.id)
    assert position(weigh(told_again(text, " after two days of long talks"), rulings=(ruling,)), "Veldria").confirmed


LINE = "Envoys met. Veldria accepted a 90-day ceasefire with Keshar after two days of talks. More is to follow."


@pytest.mark.parametrize(
    ("was", "now", "found"),
    [
        ("two days of talks", "two days of long talks", True),
        ("a 90-day ceasefire", "a 30-day ceasefire", False),
        ("a 90-day ceasefire", "no 90-day ceasefire", False),
    ],
)
def test_another_figure_or_a_no_is_no_little_change(was: str, now: str, found: bool) -> None:
    start = LINE.index("accepted")
    quote = quote_words(Report("r", LINE, "r.txt"), Span(start, LINE.index(". More")))
    assert (find_words(quote, LINE.replace(was, now)) is not None) is found


def test_another_stance_of_the_same_words_is_another_entry() -> None:
    ruling = decided(RulingAction.CONFIRM, VELDRIA.id)
    other = tell("one", TEXT, replace(ACTS[0], stance=Stance.DOUBTS), *ACTS[1:])
    assert record_of(other, rulings=(ruling,)).orphans == (ruling,)


def test_a_correction_that_a_better_reader_makes_by_itself_is_no_orphan() -> None:
    ruling = decided(RulingAction.CORRECT, VELDRIA.id, field_name="stance", value="doubts")
    other = tell("one", TEXT, replace(ACTS[0], stance=Stance.DOUBTS), *ACTS[1:])
    record = record_of(other, rulings=(ruling,))
    assert record.orphans == ()
    assert position(record.chapters[0], "Veldria").stance is Stance.DOUBTS


def test_two_entries_of_the_same_words_are_a_doubt() -> None:
    whole = replace(ACTS[0], measure="full ceasefire after two days of talks")
    was = tell("one", TEXT, whole)
    ruling = decided(RulingAction.CONFIRM, position(weigh(was), "Veldria").id, told=(was,))
    parts = [replace(ACTS[0], measure=words) for words in ("full ceasefire", "two days of talks")]
    twice = record_of(tell("one", TEXT, *parts), rulings=(ruling,))
    both = [e for e in twice.entries if isinstance(e, Position) and e.party == "Veldria"]
    assert len(both) == 2 and ruling.targets[0] not in {e.id for e in both}
    assert twice.orphans == (ruling,) and not any(e.confirmed for e in both)


def test_two_stands_of_one_sentence_are_told_apart_by_their_measures() -> None:
    ruling = decided(RulingAction.CONFIRM, VELDRIA.id)
    first = replace(ACTS[0], measure="a full ceasefire after two days of talks")
    second = replace(ACTS[0], measure="two days of talks")
    alone = record_of(tell("one", TEXT, second), rulings=(ruling,))
    assert alone.orphans == (ruling,)
    assert record_of(tell("one", TEXT, first), rulings=(ruling,)).orphans == ()


def test_a_merge_is_applied_whole_or_not_at_all() -> None:
    ruling = decided(RulingAction.MERGE, VELDRIA.id, OSTRAVA.id)
    text = TEXT.replace("Ostrava refused a full ceasefire and asked for more time. ", "")
    after = tell("one", text, ACTS[0], ACTS[2])
    assert record_of(after, rulings=(ruling,)).orphans == (ruling,)
    assert position(weigh(after, rulings=(ruling,)), "Veldria").rulings == ()


def test_a_dismissed_entry_lends_nothing_to_a_later_ruling() -> None:
    dismiss = decided(RulingAction.DISMISS, VELDRIA.id)
    confirm = replace(decided(RulingAction.CONFIRM, VELDRIA.id), at=NINE + timedelta(hours=1))
    assert record_of(BEFORE, rulings=(dismiss, confirm)).orphans == (confirm,)


def test_a_line_made_by_a_split_falls_with_the_split() -> None:
    two = tell("two", TEXT.replace("Envoys met on Monday. ", ""), *ACTS)
    whole = position(weigh(BEFORE, two), "Veldria")
    claim = next(e.claim for e in whole.evidence if e.report == "two")
    split = decided(RulingAction.SPLIT, whole.id, told=(BEFORE, two), claims=(claim or "",))
    parts = record_of(BEFORE, two, rulings=(split,))
    made = next(e for e in parts.entries if isinstance(e, Position) and e.party == "Veldria" and e.id != whole.id)
    confirm = with_subjects(parts, Ruling(RulingAction.CONFIRM, (made.id,), "desk", NINE + timedelta(hours=1)))
    assert [e.id for e in weigh(BEFORE, two, rulings=(split, confirm)).entries if e.confirmed] == [made.id]
    assert record_of(BEFORE, two, rulings=(confirm,)).orphans == (confirm,)


def test_a_split_goes_by_the_words_of_its_claims() -> None:
    two = tell("two", TEXT.replace("Envoys met on Monday. ", ""), *ACTS)
    whole = position(weigh(BEFORE, two), "Veldria")
    claim = next(e.claim for e in whole.evidence if e.report == "two")
    split = decided(RulingAction.SPLIT, whole.id, told=(BEFORE, two), claims=(claim or "",))
    again = Told(two.report, replace(two.claims, events=tuple(replace(e, confidence=None) for e in two.claims.events)))
    events = tuple(replace(e, sentence=Span(e.sentence.start, e.sentence.end - 1)) for e in again.claims.events)
    moved = Told(two.report, replace(again.claims, events=events))
    assert claim not in {e.id for e in events}
    chapter = weigh(BEFORE, moved, rulings=(split,))
    parts = [e for e in chapter.entries if isinstance(e, Position) and e.party == "Veldria"]
    assert sorted({x.report for x in e.evidence} == {"one"} for e in parts) == [False, True]


def shifted(event: Event, report: Report, left: int, right: int) -> Event:
    """The event as a reader might have it that marks a little more or less."""
    trigger = Span(max(event.sentence.start, event.trigger.start - left), event.trigger.end)
    sentence = Span(event.sentence.start, min(len(report.text), event.sentence.end + right))
    return replace(event, trigger=trigger, sentence=sentence, reader="other/2")


@given(left=st.integers(0, 3), right=st.integers(-2, 3))
def test_a_reader_whose_spans_moved_keeps_rulings(left: int, right: int) -> None:
    events = tuple(shifted(e, BEFORE.report, left, right) for e in BEFORE.claims.events)
    moved = Told(BEFORE.report, Claims("one", events))
    entry = decided(RulingAction.CONFIRM, VELDRIA.id)
    claim = decided(RulingAction.CORRECT, EVENT.id, field_name="stance", value="doubts")
    record = record_of(moved, rulings=(entry,))
    assert record.orphans == () and position(record.chapters[0], "Veldria").confirmed
    read = record_of(moved, rulings=(claim,))
    assert read.orphans == () and position(read.chapters[0], "Veldria").stance is Stance.DOUBTS


POOL = (
    decided(RulingAction.CONFIRM, VELDRIA.id),
    decided(RulingAction.DISMISS, OSTRAVA.id),
    decided(RulingAction.CORRECT, VELDRIA.id, field_name="condition", value="if ports open"),
    decided(RulingAction.CORRECT, OSTRAVA.id, field_name="since", value="2031-05-03"),
    decided(RulingAction.MERGE, VELDRIA.id, OSTRAVA.id),
    decided(RulingAction.CORRECT, EVENT.id, field_name="parties", value='["Morvia"]'),
    decided(RulingAction.CONFIRM, VELDRIA.measure),
    decided(RulingAction.CORRECT, VELDRIA.measure, field_name="label", value="truce"),
    decided(RulingAction.SAME, *sorted({m.id for m in PLAIN.measures})),
)


@given(st.lists(st.tuples(st.integers(0, len(POOL) - 1), st.booleans()), max_size=8))
def test_rulings_and_undoings_leave_what_the_rulings_in_force_leave(steps: list[tuple[int, bool]]) -> None:
    made: list[Ruling] = []
    standing: dict[str, bool] = {}
    undoes: dict[str, str] = {}
    for hour, (which, undo) in enumerate(steps):
        at = NINE + timedelta(hours=hour)
        if undo and made:
            target = made[which % len(made)]
            ruling = Ruling(RulingAction.UNDO, (), "desk", at, supersedes=target.id)
            undoes[ruling.id] = target.id
        else:
            ruling = replace(POOL[which], at=at)
        made.append(ruling)
    for ruling in reversed(made):  # an undoing comes after what it undoes
        standing[ruling.id] = not any(standing[u] for u, target in undoes.items() if target == ruling.id)
    alone = [r for r in made if standing[r.id] and r.action is not RulingAction.UNDO]
    assert in_force(made) == alone
    assert weigh(BEFORE, rulings=tuple(made)) == weigh(BEFORE, rulings=tuple(alone))


def test_a_thousand_undoings_of_undoings_are_told_apart() -> None:
    first = Ruling(RulingAction.DISMISS, ("e",), "desk", NINE)
    chain = [first]
    for number in range(2001):
        at = NINE + timedelta(minutes=number + 1)
        chain.append(Ruling(RulingAction.UNDO, (), "desk", at, supersedes=chain[-1].id))
    assert in_force(chain) == []
    assert in_force(chain[:-1]) == [first]


@given(st.text(max_size=60), st.text(min_size=1, max_size=30), st.text(max_size=60))
def test_words_are_found_where_they_stand(before: str, words: str, after: str) -> None:
    text = before + words + after
    report = Report("r", text, "r.txt")
    span = Span(len(before), len(before) + len(words))
    assert find_words(quote_words(report, span), text) == span


@given(st.text(alphabet="abc ", max_size=40), st.text(alphabet="abc ", max_size=40))
def test_words_moved_with_what_is_around_them_are_found(before: str, after: str) -> None:
    text = f"{before}. The envoy of Orland left the hall at noon. {after}"
    start = text.index("The envoy")
    quote = quote_words(Report("r", text, "r.txt"), Span(start, start + 20))
    moved = find_words(quote, f"A line that was not there. {text}")
    assert moved == Span(start + 27, start + 47)


def test_words_that_stand_twice_alike_are_a_doubt() -> None:
    line = "The envoy left the hall at noon and said nothing to those who waited outside. "
    quote = quote_words(Report("r", f"First. {line}Then.", "r.txt"), Span(11, 20))
    assert find_words(quote, f"{line * 3}") is None
    assert find_words(quote, f"{line}First. {line}Then.") == Span(len(line) + 11, len(line) + 20)
