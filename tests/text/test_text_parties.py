from __future__ import annotations

import pytest

from accord.text.names.parties import Form, adjective_of, adjectives, known_phrases, states
from accord.text.names.people import given_names, in_year, leaders, short_forms
from accord.text.tables import read_rows


@pytest.mark.parametrize(
    ("phrase", "party"),
    [
        ("Russia", "Russia"),
        ("Kremlin", "Russia"),
        ("Moscow", "Russia"),
        ("Russians", "Russia"),
        ("Russian", "Russia"),
        ("U.S.", "United States"),
        ("White House", "United States"),
        ("Kyiv", "Ukraine"),
        ("Kiev", "Ukraine"),
        ("EU", "European Union"),
        ("Taleban", "Taliban"),
        ("UN Security Council", "United Nations"),
        ("Reuters", None),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_phrases_stand_for_their_party(phrase: str, party: str | None) -> None:
    known = known_phrases().get(phrase)
    assert (known.party if known else None) == party


def test_every_state_is_named_once() -> None:
    names = [row[0] for row in read_rows("states.tsv")]
    assert len(names) == len(set(names))
    assert len(names) > 190


def test_every_organisation_has_a_kind_and_a_party_of_the_tables() -> None:
    own = {row[0] for row in read_rows("organisations.tsv")} | states()
    for row in read_rows("organisations.tsv"):
        assert len(row) == 4, row
        assert row[2] in ("party", "body", "outlet"), row
        assert row[3] in ("=", "-") or row[3] in own, row


def test_every_leader_acts_for_a_party_of_the_tables() -> None:
    parties = {known.party for known in known_phrases().values()}
    for row in read_rows("people.tsv"):
        assert row[1] in ("m", "f"), row
        assert row[2] in parties, row
        assert int(row[4]) <= int(row[5] or 9999), row


def test_forms_of_names() -> None:
    assert known_phrases()["Moscow"].form is Form.CAPITAL
    assert known_phrases()["Russia"].form is Form.NAME
    assert adjectives()["Swiss"] == "Switzerland"
    assert adjective_of("Switzerland") == "Swiss"
    assert adjective_of("Hamas") == "Hamas"


def test_a_person_of_several_rows_has_the_one_of_the_year() -> None:
    person = leaders()["Marco Rubio"]
    early, late = in_year(person, 2015), in_year(person, 2026)
    assert early and early.party == "Republican Party"
    assert late and late.party == "United States"
    assert in_year(person, 1990) is None


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Ada Venn", "Venn"),
        ("Ada van Orr", "van Orr"),
        ("Hassan al-Orri", "Orri"),
        ("Ban Dae-ho", "Ban"),
        ("Ada Suu Venn", "Suu Venn"),
    ],
)
def test_short_forms(full: str, short: str) -> None:
    assert short in short_forms(full)


def test_a_western_given_name_is_no_short_form() -> None:
    assert "Paul" not in short_forms("Paul Harl")
    assert given_names()["Paul"] == "m"
