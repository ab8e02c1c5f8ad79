"""Bytes to text: encodings told apart, binary data refused."""

from __future__ import annotations

import codecs
import re

from accord.errors import IntakeError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive (or an Office document)"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"{\\rtf", "an RTF document"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_CONTROL = bytes(set(range(32)) - {9, 10, 11, 12, 13, 27}) + b"\x7f"
SAMPLE = 65_536
"""How many bytes are looked at to tell an encoding."""


def decode(data: bytes, where: str, *, html: bool = False) -> str:
    """The text of a file's bytes.

    Tried in this order: a byte order mark, UTF-8, the encoding an HTML page declares, Windows-1252 where only a few
    letters are not ASCII, then what the letter statistics say.

    Raises: IntakeError: the bytes are binary data or in no encoding that could be told.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _by(data[len(bom) :], encoding, where)
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise IntakeError(where, f"{name}: give the text, HTML, JSON or Parquet instead")
    if b"\0" in data or len(data.translate(None, _CONTROL)) < 0.99 * len(data):
        raise IntakeError(where, "binary data, not text")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy(data, where, html)


def _by(data: bytes, encoding: str, where: str) -> str:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise IntakeError(where, f"its text is said to be {encoding}, and is not") from error


def _legacy(data: bytes, where: str, html: bool) -> str:
    declared = _META.search(data[:4096]) if html else None
    if declared:
        try:
            return data.decode(declared[1].decode("ascii"))
        except (UnicodeDecodeError, LookupError, ValueError):
            pass
    foreign = len(data) - len(data.translate(None, bytes(range(128, 256))))
    if foreign < 0.1 * len(data):
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            pass
    return _by_statistics(data, where)


def _by_statistics(data: bytes, where: str) -> str:
    import charset_normalizer

    best = charset_normalizer.from_bytes(data[:SAMPLE]).best()
    if best is None:
        raise IntakeError(where, "in no text encoding that could be told: save it as UTF-8")
    return _by(data, best.encoding, where)
