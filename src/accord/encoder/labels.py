"""What the encoder marks. The order of every list is the order of the model's outputs."""

from __future__ import annotations

from accord.model.claim import Modality, PloverType, Stance

NAMES = ("person", "organisation", "place", "other", "date", "time", "duration", "number")
ATTRIBUTIONS = ("source", "cue", "content")  # each tagged on its own: they may lie in one another
TYPES = tuple(PloverType)
STANCES = (None, *Stance)
MODALITIES = tuple(Modality)
EVENT_ROLES = ("actor", "recipient", "measure", "condition", "when", "place", "quantity", "speaker")
QUOTE_ROLES = ("speaker", "content", "channel")
ROLES = ("actor", "recipient", "measure", "condition", "when", "place", "quantity", "speaker", "content", "channel")

OUT, BEGIN, INSIDE = 0, 1, 2  # the three states of a role, and of an attribution tag

EVENT, CUE = 0, 1  # what a trigger is the trigger of

# How closely attributions are taken: as our guidelines have quotes, or as PolNeAR has attributions (plans, hopes and
# documents too). A feature of every token.
GUIDES = ("quotes", "attributions")
