"""Who met or called whom."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from weighing_scenes import Did, context_of, scene

from accord.model.claim import Modality, PloverType
from accord.weighing.contacts import find_contacts
from accord.weighing.meetings import Meeting, find_meetings

CONSULT = PloverType.CONSULT


def met(sentence: str, trigger: str, *by: str, **fields: object) -> Did:
    values: dict[str, object] = {"on": "2031-05-06"} | fields
    return Did(sentence, trigger, CONSULT, by=by, **values)  # type: ignore[arg-type]


CALL = met(
    "Ada Morn and Ilo Brandt held a call on Tuesday.", "call", "Ada Morn", "Ilo Brandt", parties=("Veldria", "Ostrava")
)


def test_one_call_in_two_reports_is_one_contact() -> None:
    spoke = met("Brandt spoke to Morn on Tuesday.", "spoke", "Ilo Brandt", "Ada Morn", parties=("Ostrava", "Veldria"))
    (contact,) = find_contacts(context_of(scene("a", CALL), scene("b", spoke)))
    assert contact.support.origins == 2
    assert contact.participants == ("Ada Morn", "Ilo Brandt")
    assert contact.parties == ("Ostrava", "Veldria")
    assert contact.line == "Call between Ada Morn and Ilo Brandt, Tuesday 6 May 2031"


def test_one_person_under_two_spellings_takes_part_once() -> None:
    one = met("Ada Morn met Ilo Zelenkow.", "met", "Ada Morn", "Ilo Zelenkow")
    other = met("Ada Morn met Ilo Zelenkov.", "met", "Ada Morn", "Ilo Zelenkov")
    (contact,) = find_contacts(context_of(scene("a", one), scene("b", other), scene("c", one)))
    assert contact.participants == ("Ada Morn", "Ilo Zelenkow")


@pytest.mark.parametrize(
    ("trigger", "form"),
    [
        ("phoned", "call"),
        ("met", "meeting"),
        ("held a summit", "summit"),
        ("negotiated", "talks"),
        ("visited", "visit"),
    ],
)
def test_the_form_is_read_from_the_reports_word(trigger: str, form: str) -> None:
    did = met(f"Ada Morn {trigger} Ilo Brandt.", trigger, "Ada Morn", "Ilo Brandt")
    (contact,) = find_contacts(context_of(scene("a", did)))
    assert contact.form == form


@pytest.mark.parametrize(
    ("modality", "start"),
    [
        (Modality.FUTURE, "Planned meeting"),
        (Modality.POSSIBLE, "Possible meeting"),
        (Modality.DENIED, "Meeting reported as not held"),
    ],
)
def test_what_was_not_held_is_said_so(modality: Modality, start: str) -> None:
    did = met("Ada Morn meets Ilo Brandt.", "meets", "Ada Morn", "Ilo Brandt", modality=modality)
    (contact,) = find_contacts(context_of(scene("a", did)))
    assert contact.line.startswith(start)
    assert contact.modality is modality


def test_another_day_is_another_contact() -> None:
    later = met("Ada Morn and Ilo Brandt held a call on Friday.", "call", "Ada Morn", "Ilo Brandt", on="2031-05-09")
    found = find_contacts(context_of(scene("a", CALL), scene("b", later, day="2031-05-10")))
    assert [c.on.iso for c in found if c.on] == ["2031-05-06", "2031-05-09"]


def test_what_was_held_is_not_dated_ahead_of_the_reports() -> None:
    ahead = met("Ada Morn and Ilo Brandt held a call.", "call", "Ada Morn", "Ilo Brandt", on="2031-06-01")
    (contact,) = find_contacts(context_of(scene("a", ahead)))
    assert contact.on is None


def test_an_undated_mention_goes_with_the_one_recent_contact() -> None:
    undated = met("The call of Ada Morn with Ilo Brandt was long.", "call", "Ada Morn", "Ilo Brandt", on=None)
    assert len(find_contacts(context_of(scene("a", CALL), scene("b", undated)))) == 1


def test_one_participant_is_no_contact_unless_a_visit() -> None:
    alone = met("Ada Morn huddled.", "huddled", "Ada Morn")
    visit = met("Ilo Brandt visited the port.", "visited", "Ilo Brandt", place="port")
    (contact,) = find_contacts(context_of(scene("a", alone, visit)))
    assert contact.line == "Visit by Ilo Brandt in the port, Tuesday 6 May 2031"


def test_order_of_reports_changes_nothing() -> None:
    spoke = met("Brandt spoke to Morn on Tuesday.", "spoke", "Ilo Brandt", "Ada Morn")
    one = find_contacts(context_of(scene("a", CALL), scene("b", spoke)))
    assert one == find_contacts(context_of(scene("b", spoke), scene("a", CALL)))


PEOPLE = ("Ada Morn", "Ilo Brandt", "Ilo Brant", "Jana Gorsky", "Jana Korsky", "Ute Chalm", "Ute Halm", "Morn")
tellings = st.lists(
    st.tuples(
        st.sampled_from(("met", "phoned", "visited")),
        st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=3, unique=True),
        st.sampled_from((None, "2031-05-02", "2031-05-03", "2031-05-04")),
        st.sampled_from((Modality.ACTUAL, Modality.FUTURE, Modality.DENIED)),
    ),
    min_size=2,
    max_size=12,
)


@settings(max_examples=60)
@given(tellings)
def test_a_contact_is_found_as_by_comparing_it_with_all(
    told: list[tuple[str, list[str], str | None, Modality]],
) -> None:
    acts = [
        met(f"{' and '.join(who)} {how} others {n}.", how, *who, on=on, modality=modality)
        for n, (how, who, on, modality) in enumerate(told)
    ]
    context = context_of(*(scene(f"r{n:02}", did) for n, did in enumerate(acts)))
    events = sorted(context.events(), key=lambda e: e.date is None)
    homes: list[Meeting] = []
    for event in (e for e in events if e.date):
        alone = Meeting(context, [event])
        home = next((m for m in homes if m.may_be(alone)), None)
        if home is None:
            homes.append(alone)
        else:
            home.take([event])
    left: list[Meeting] = []
    for event in (e for e in events if not e.date):
        alone = Meeting(context, [event])
        fits = [m for m in homes if m.modality is alone.modality and m.is_like(alone)]
        if len(fits) != 1:
            fits = [m for m in left if m.modality is alone.modality and m.is_like(alone)][:1]
        if fits:
            fits[0].take([event])
        else:
            left.append(alone)
    found = find_meetings(context, [[e] for e in events])
    assert [[e.id for e in m.events] for m in found] == [[e.id for e in m.events] for m in (*homes, *left)]
