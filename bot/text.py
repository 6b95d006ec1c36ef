"""Folding, words and stems: what it takes to compare two pieces of text. Knows nothing else.

A *word* is a run of letters and digits as written; a *term* is what the index counts: the folded Snowball stem of a
word that is no stop word.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

import Stemmer

if TYPE_CHECKING:
    from collections.abc import Iterable

# Function words of English: they stand in any passage and say nothing of its subject. Question words are among them,
# since a passage that has "which" in it answers no better for that.
STOP_WORDS = frozenset(
    """
    a about above according after again against al all also am an and any are as at be because been before being below
    between both but by can cannot could did do does doing don down during each either else etc ever few for from
    further get gets got had has have having he hence her here hers herself him himself his how however i if in into is
    it its itself just let ll many may me might more most much must my myself neither no nor not now of off on once only
    or other our ours ourselves out over own per please quite rather re really s same shall she should since so some
    such t than that the their theirs them themselves then there therefore these they thing things this those though
    through thus till to too under until up upon us ve very was we were what whatever when where whether which while who
    whom whose why will with within without would yes yet you your yours yourself yourselves
    """.split()
)

_PUNCTUATION = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "‛": "'",
        "ʼ": "'",
        "＇": "'",
        "`": "'",
        "´": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
    }
    | dict.fromkeys("‐‑‒–—―−", "-")
)
# An acronym with full stops ("U.S."), or a run of letters and digits; an apostrophe inside a word belongs to it.
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}(?!\w)|[^\W_]+(?:'[^\W_]+)*")
_POSSESSIVE = re.compile(r"'(?:s)?$", re.IGNORECASE)


class Word(NamedTuple):
    """A word of a text: as it is written, folded for comparison, and its term (empty for a stop word)."""

    surface: str
    folded: str
    term: str


def clean(text: str) -> str:
    """Return `text` in NFKC with plain quotes and dashes, without invisible characters or stacked marks."""
    if text.isascii():
        return text
    kept = (c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) not in {"Cf", "Mn", "Me", "Cs"})
    return "".join(kept).translate(_PUNCTUATION)


def one_line(text: str) -> str:
    """Return `text` with every run of white space as one blank."""
    return " ".join(text.split())


def fold(word: str) -> str:
    """Return a word for comparison: case folded, without accents, possessive endings and full stops."""
    folded = _POSSESSIVE.sub("", word.casefold().replace(".", ""))
    if folded.isascii():
        return folded
    return "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))


@cache
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")


def stem(folded: str) -> str:
    """Return the Snowball (English, "Porter2") stem of a folded word."""
    return str(_stemmer().stemWord(folded))


@lru_cache(maxsize=65536)
def _word(surface: str) -> Word:
    folded = fold(surface)
    # "us" is a pronoun, "US" and "U.S." are a country.
    before, apostrophe, _ = folded.partition("'")
    stop = before in STOP_WORDS or (apostrophe != "" and before.removesuffix("n") in STOP_WORDS)
    if folded == "us" and surface[:2] in {"US", "U."}:
        stop = False
    return Word(surface, folded, "" if stop or not folded else stem(folded))


def words(text: str) -> list[Word]:
    """Return every word of `text` in order; hyphens part words."""
    return [_word(surface) for surface in _WORD.findall(clean(text))]


def terms(text: str) -> list[str]:
    """Return the terms of `text` in order: what the index counts."""
    return [word.term for word in words(text) if word.term]


def phrase(text: str) -> tuple[str, ...]:
    """Return the folded words of a name, for comparison with those of a text."""
    return tuple(word.folded for word in words(text) if word.folded)


def lengths_by_first(phrases: Iterable[tuple[str, ...]]) -> dict[str, list[int]]:
    """Return, for each first word of some phrases, how long those are that begin with it, the longest first."""
    lengths: dict[str, set[int]] = {}
    for words in filter(None, phrases):
        lengths.setdefault(words[0], set()).add(len(words))
    return {first: sorted(found, reverse=True) for first, found in lengths.items()}


def distinct(items: Iterable[str]) -> list[str]:
    """Return the items without repetition, in order of first appearance."""
    return list(dict.fromkeys(items))
