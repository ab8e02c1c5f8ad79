"""The model's outputs have no names: a label that changes its place changes what the model is taken to say."""

from __future__ import annotations

from accord.encoder import labels


def test_types_stances_and_modalities_keep_their_places() -> None:
    assert " ".join(labels.TYPES) == (
        "AGREE CONSULT SUPPORT COOPERATE AID CONCEDE RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST MOBILIZE SANCTION "
        "COERCE ASSAULT"
    )
    assert labels.STANCES[0] is None
    assert " ".join(map(str, labels.STANCES[1:])) == (
        "proposes accepts accepts_if rejects demands supports doubts criticises"
    )
    assert labels.MODALITIES == ("actual", "future", "possible", "denied")


def test_names_attributions_and_roles_keep_their_places() -> None:
    assert labels.NAMES == ("person", "organisation", "place", "other", "date", "time", "duration", "number")
    assert labels.ATTRIBUTIONS == ("source", "cue", "content")
    assert " ".join(labels.ROLES) == ("actor recipient measure condition when place quantity speaker content channel")
    assert labels.GUIDES == ("quotes", "attributions")


def test_every_role_of_a_trigger_is_among_the_roles() -> None:
    assert set(labels.EVENT_ROLES) | set(labels.QUOTE_ROLES) == set(labels.ROLES)
