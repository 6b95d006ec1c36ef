"""English words that weaken a sentence, for every folder: "possible" is never shown as a fact, whoever wrote the files.

They are compared word by word, without regard to capitals. "Will", "would", "can" and "should" are left out: they stand
in too many plain statements.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.knowledge.model import Hedges

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.knowledge.schema import HedgesFile

# The sentence says what may be, not what is; "if" and its like make it conditional.
POSSIBLE = (
    "may",
    "might",
    "could",
    "perhaps",
    "maybe",
    "possible",
    "possibly",
    "possibility",
    "possibilities",
    "potential",
    "potentially",
    "likely",
    "unlikely",
    "probable",
    "probably",
    "presumably",
    "conceivably",
    "if",
    "unless",
    "provided that",
    "assuming",
    "appears to",
    "appear to",
    "appeared to",
    "seems to",
    "seem to",
    "seemed to",
    "seemingly",
    "apparently",
    "expected to",
    "poised to",
    "time will tell",
    "remains to be seen",
    "remains unclear",
    "it is unclear",
    "cannot be ruled out",
)

# The sentence passes on what others say, without vouching for it.
REPORTED = (
    "reportedly",
    "reports of",
    "reports that",
    "is reported to",
    "are reported to",
    "was reported to",
    "were reported to",
    "reported to have",
    "according to",
    "allegedly",
    "alleged",
    "alleges",
    "purportedly",
    "purported",
    "supposedly",
    "ostensibly",
    "said to be",
    "said to have",
    "is said to",
    "are said to",
    "believed to be",
    "believed to have",
    "thought to be",
    "thought to have",
    "rumored",
    "rumoured",
    "rumors of",
    "rumours of",
    "unconfirmed",
    "claims that",
    "claimed that",
    "claimed to have",
)


def hedges(written: HedgesFile) -> Hedges:
    """Return a folder's own hedges and, unless it does without them, the default ones."""
    own = Hedges(_distinct(written.possible), _distinct(written.reported))
    if not written.defaults:
        return own
    return Hedges(_distinct((*POSSIBLE, *own.possible)), _distinct((*REPORTED, *own.reported)))


def _distinct(phrases: Iterable[str | None]) -> tuple[str, ...]:
    return tuple({phrase.casefold(): phrase for phrase in phrases if phrase is not None}.values())
