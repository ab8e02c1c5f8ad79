"""Settings without meaning are refused when they are made."""

from __future__ import annotations

import pytest

from accord import Settings
from accord.errors import SettingsError


@pytest.mark.parametrize("max_bytes", [0, -1])
def test_a_size_must_be_positive(max_bytes: int) -> None:
    with pytest.raises(SettingsError, match="max_bytes"):
        Settings(max_bytes=max_bytes)
