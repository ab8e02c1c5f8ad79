"""State: what a tracer has built, as named arrays, so that it need not be built again."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FORMAT = 1
"""Goes up when what is kept, or a rule it was found by, is another."""

State = dict[str, "NDArray[Any]"]
"""Arrays by name; those of a part of it have names that begin with the part's name."""


def write_state(state: Mapping[str, NDArray[Any]], file: BinaryIO) -> None:
    """Write a state in NumPy's `npz` format; no object is pickled."""
    import numpy as np

    arrays: Any = {"format": np.array(FORMAT), **state}
    np.savez(file, **arrays)


def read_state(file: BinaryIO) -> State:
    """Read a state. Raises: ValueError: it is none, is damaged, or is of another format."""
    from zipfile import BadZipFile

    import numpy as np

    try:
        with np.load(file, allow_pickle=False) as kept:
            state = dict(kept)
    except (OSError, EOFError, BadZipFile, ValueError) as error:
        raise ValueError("no state of a tracer, or a damaged one") from error
    if "format" not in state or state.pop("format").tolist() != FORMAT:
        raise ValueError("a state of another format")
    return state


def named(name: str, state: Mapping[str, NDArray[Any]]) -> State:
    """A state as a part of another."""
    return {f"{name}.{key}": value for key, value in state.items()}


def part_of(state: Mapping[str, NDArray[Any]], name: str) -> State:
    """The part of that name."""
    return {key[len(name) + 1 :]: value for key, value in state.items() if key.startswith(f"{name}.")}


def packed(values: object) -> NDArray[np.uint8]:
    """Lists of words and numbers as an array of bytes."""
    import numpy as np

    return np.frombuffer(json.dumps(values, separators=(",", ":")).encode(), np.uint8)


def unpacked(array: NDArray[np.uint8]) -> Any:
    """What was packed."""
    return json.loads(array.tobytes())


def stacked(arrays: Sequence[NDArray[Any]], dtype: Any) -> State:
    """Arrays of different lengths as one."""
    import numpy as np

    return {
        "bounds": np.cumsum([0, *map(len, arrays)]),
        "values": np.concatenate([np.zeros(0, dtype), *arrays]),
    }


def unstacked(state: Mapping[str, NDArray[Any]]) -> list[NDArray[Any]]:
    """The arrays that were stacked; they share memory."""
    bounds = state["bounds"].tolist()
    return [state["values"][a:b] for a, b in pairwise(bounds)]
