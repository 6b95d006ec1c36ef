"""Which names of actors a document uses, and a digest of all names, to know when that has to be asked again."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, NamedTuple

from bot.text import lengths_by_first, phrase, words

if TYPE_CHECKING:
    from collections.abc import Iterable

Phrase = tuple[str, ...]


class Use(NamedTuple):
    """A name that a document uses: its folded words, and whether in capitals, and not within a longer name."""

    name: Phrase
    capitals: bool
    alone: bool


class NameFinder:
    """Finds some names in texts, all in one pass over a text's words."""

    def __init__(self, names: Iterable[str]) -> None:
        """Look for `names`."""
        self._names = frozenset(map(phrase, names))
        self._lengths = lengths_by_first(self._names)

    def uses(self, text: str) -> set[Use]:
        """Return the names that a `text` uses; what stands in capitals is a use of "US" and of "us"."""
        found: set[Use] = set()
        said = words(text)
        folded = [word.folded for word in said]
        covered = 0
        for at, word in enumerate(folded):
            for length in self._lengths.get(word, ()):
                key = tuple(folded[at : at + length])
                if len(key) < length or key not in self._names:
                    continue
                capitals = all(_in_capitals(w.surface) for w in said[at : at + len(key)])
                alone = at + len(key) > covered
                covered = max(covered, at + len(key))
                found |= {Use(key, any_case, alone) for any_case in (False, capitals)}
        return found

    def names_in(self, text: str) -> set[tuple[Phrase, bool]]:
        """Return the names that a `text` uses, each with whether it is meant in capitals."""
        return {(use.name, use.capitals) for use in self.uses(text)}


def _in_capitals(word: str) -> bool:
    return word.removesuffix("'s").isupper() or word.isdigit()


def to_json(uses: Iterable[Use]) -> bytes:
    """Return the uses of a document as JSON, in a fixed order."""
    return json.dumps(sorted(uses)).encode()


def from_json(data: bytes) -> set[Use]:
    """Return what `to_json` was given."""
    return {Use(tuple(name), capitals, alone) for name, capitals, alone in json.loads(data)}


def digest_of_names(names: Iterable[tuple[str, Iterable[str]]]) -> str:
    """Return a digest of all actors' names, given by id: what the uses and the index's terms depend on."""
    return hashlib.sha256(json.dumps([(actor, list(texts)) for actor, texts in names]).encode()).hexdigest()
