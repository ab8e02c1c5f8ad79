"""Keys: a name as it is looked up, whichever way it is spelled, and as it stands in an address."""

from __future__ import annotations

from accord.text.folding import fold_words

PARTY, SPEAKER, MEASURE = "party", "speaker", "measure"
"""What a name can be that of: each has names of its own."""


def key_of(name: str) -> str:
    """The folded words of a name with single spaces between them; of one without words itself, in lower case."""
    return " ".join(fold_words(name)) or " ".join(name.casefold().split())


def slug_of(name: str) -> str:
    """A name as it stands in an address: `united-states`. The same for every spelling; `key_of` reads it back."""
    return key_of(name).replace(" ", "-")
