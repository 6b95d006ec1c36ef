"""Where a quotation stands in a text, whatever quotation marks, dashes and white space its author typed.

Two texts are compared after *folding*: soft hyphens left out, NFKC, curly quotation marks made straight, every dash
made a hyphen, runs of white space made one space. Folding keeps track of where each folded character came from, so that
what is found is given as an exact slice of the text itself.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

if TYPE_CHECKING:
    from collections.abc import Iterator

_PLAIN = str.maketrans(dict.fromkeys("‘’‚‛ʼ′", "'") | dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‐‑‒–—―−﹘﹣", "-"))
_SOFT_HYPHEN = "\u00ad"
_NEAR = 50.0
_LONGEST = 50_000  # characters to look through for the nearest text: a search for an error message has to end soon


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text: its character `i` comes from ``source[starts[i]:ends[i]]``."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def _clusters(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and normal form of the smallest pieces that NFKC treats apart from each other."""
    start = 0
    for position, character in enumerate(text):
        if position == start or character == _SOFT_HYPHEN or unicodedata.combining(character):
            continue
        if not _joined(text[start:position], character):
            yield start, position, _normal(text[start:position])
            start = position
    if text:
        yield start, len(text), _normal(text[start:])


def _joined(before: str, character: str) -> bool:
    """Tell whether NFKC treats a character together with those `before` it."""
    return character > "\u02ff" and _normal(before + character) != _normal(before) + _normal(character)


def _normal(text: str) -> str:
    """Return the normal form of `text`; a soft hyphen is nothing, so that what it parts comes together."""
    return unicodedata.normalize("NFKC", text.replace(_SOFT_HYPHEN, ""))


@lru_cache(maxsize=512)
def fold(text: str) -> Folded:
    """Fold `text`; white space at either end is dropped."""
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end, normal in _clusters(text):
        for character in normal.translate(_PLAIN):
            blank = character.isspace()
            if blank and (not characters or characters[-1] == " "):
                continue
            characters.append(" " if blank else character)
            starts.append(start)
            ends.append(end)
    while characters and characters[-1] == " ":
        del characters[-1], starts[-1], ends[-1]
    return Folded("".join(characters), tuple(starts), tuple(ends))


def find(quote: str, text: str) -> list[tuple[int, int]]:
    """Return every place where `quote` stands in `text`: slices of `text`, in order, also overlapping ones.

    A place that would cut a word or a character in two is none.
    """
    wanted, folded = fold(quote).text, fold(text)
    places = []
    at = folded.text.find(wanted) if wanted else -1
    while at >= 0:
        end = at + len(wanted)
        if _whole(folded, at) and _whole(folded, end):
            places.append((folded.starts[at], folded.ends[end - 1]))
        at = folded.text.find(wanted, at + 1)
    return places


def contains(words: str, text: str) -> bool:
    """Tell whether `words` stand in `text`."""
    return bool(find(words, text))


def _whole(folded: Folded, at: int) -> bool:
    """Tell whether neither a word nor a source character is cut between `at` - 1 and `at`."""
    if at in {0, len(folded.text)}:
        return True
    if folded.starts[at - 1] == folded.starts[at]:
        return False
    return not (_in_word(folded.text[at - 1]) and _in_word(folded.text[at]))


def _in_word(character: str) -> bool:
    # Scripts without upper and lower case include those that write words without spaces: there any cut will do.
    return character.isdigit() or character.lower() != character.upper()


def nearest(quote: str, text: str) -> str | None:
    """Return the slice of `text` most like `quote`, cut at words, or None where nothing is near."""
    if len(quote) + len(text) > _LONGEST:
        return None
    wanted, folded = fold(quote).text, fold(text)
    if not wanted or not folded.text:
        return None
    best = fuzz.partial_ratio_alignment(wanted, folded.text, score_cutoff=_NEAR)
    if best is None or best.dest_end <= best.dest_start:
        return None
    start, end = best.dest_start, best.dest_end
    while start > 0 and not _whole(folded, start):
        start -= 1
    while end < len(folded.text) and not _whole(folded, end):
        end += 1
    return text[folded.starts[start] : folded.ends[end - 1]].strip()
