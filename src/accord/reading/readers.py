"""The readers there are, by name."""

from __future__ import annotations

from accord.encoder.model import has_encoder
from accord.errors import SettingsError
from accord.reading.reader import Reader
from accord.reading.rules import RuleReader

NAMES = ("auto", "encoder", "rules")


def reader_named(name: str, wide_quotes: bool = False) -> Reader:
    """Return a reader: `encoder`, `rules`, or `auto`, which is the encoder where its model is installed.

    Args: wide_quotes: see `Settings`; the rules have one way of reading only.

    Raises:
        SettingsError: there is no reader of that name.
        ReadingError: the encoder's files are missing or broken.
    """
    if name not in NAMES:
        raise SettingsError("reader", f"must be one of {', '.join(NAMES)}, not {name!r}")
    if name == "rules" or (name == "auto" and not has_encoder()):
        return RuleReader()
    from accord.reading.trained import TrainedReader

    return TrainedReader(wide=wide_quotes)
