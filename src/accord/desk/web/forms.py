"""Forms that visitors send: small, and only with the token of their session."""

from __future__ import annotations

from hmac import compare_digest
from urllib.parse import parse_qsl

from starlette.datastructures import ImmutableMultiDict
from starlette.requests import Request

from accord.desk.web.door.door import session_of
from accord.desk.web.mishaps import DeskError

MOST_BYTES, MOST_FIELDS = 64_000, 500
CSRF_HEADER = "x-csrf-token"


async def read_form(request: Request) -> ImmutableMultiDict[str, str]:
    """The fields of a form.

    Raises: DeskError: it is too large, no plain form, or without the session's token.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise DeskError(422, "bad_parameter", "A change comes as a plain form.", "content-type")
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            raise DeskError(413, "too_large", f"A form has {MOST_BYTES} bytes at most.")
    try:
        fields = parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        raise DeskError(422, "bad_parameter", "This is no form.", "body") from None
    form = ImmutableMultiDict(fields)
    given = str(form.get("csrf", "")) or request.headers.get(CSRF_HEADER, "")
    if not compare_digest(given.encode(), session_of(request).csrf.encode()):
        raise DeskError(403, "forbidden", "This form is too old, or not the desk's own. Load the page again.", "csrf")
    return form
