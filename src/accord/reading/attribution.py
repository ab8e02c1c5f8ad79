"""An attribution: a quote on its way to becoming a claim."""

from __future__ import annotations

from dataclasses import dataclass

from accord.model.claim import Mention, QuoteKind
from accord.model.span import Span


@dataclass(frozen=True, slots=True)
class Attribution:
    """One quote as found, before it becomes a claim.

    `frame` and `lemma` say by what; `credited` are the words that name the speaker. `share` is how sure the encoder is
    of the content, in [0, 1], and `agreed` that it would have cut it much the same; both mean nothing where none reads
    along.
    """

    content: Span
    kind: QuoteKind
    sentence: Span
    speaker: Mention | None
    party: str | None
    cue: Span | None = None
    channel: Span | None = None
    frame: str = ""
    lemma: str = ""
    credited: Span | None = None
    share: float = 0.0
    agreed: bool = False
