"""Writing files whole: a reader never sees half of one, and a failed run leaves the old one as it was."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from accord.errors import ExchangeError


def write_text(path: Path, text: str, newline: str = "\n", encoding: str = "utf-8") -> None:
    """Write `text` to `path`, all or nothing; folders on the way are made.

    Lone surrogates, which no encoding can hold, are written as `?`.

    Raises: ExchangeError: the file can't be written (no permission, no space, a folder of that name).
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        with tempfile.NamedTemporaryFile(
            "w",
            dir=path.parent,
            prefix=f".{path.name}.",
            delete=False,
            newline=newline,
            encoding=encoding,
            errors="replace",
        ) as file:
            partial = Path(file.name)
            try:
                file.write(text)
                file.close()
                partial.chmod(mode)
                partial.replace(path)
            except BaseException:
                partial.unlink(missing_ok=True)
                raise
    except OSError as error:
        raise ExchangeError(str(path), error.strerror or str(error)) from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
