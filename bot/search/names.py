"""Actors' names: finding them in a text, completing them, and telling a slip of the keyboard from another name."""

from __future__ import annotations

from functools import lru_cache
from heapq import nsmallest
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.text import lengths_by_first, phrase, words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from bot.knowledge.actors import Actor
    from bot.text import Word

# A name of fewer letters has too many neighbours to guess at.
SHORTEST_GUESS = 5
# What makes an adjective or a people's name of a country's ("Syrian"): no slip of the keyboard.
ENDINGS = ("i", "is", "n", "ns", "an", "ans", "ian", "ians", "s")
# More slips than that make another name.
MOST_SLIPS = 2
_REMEMBERED = 4096  # words


class Mention(NamedTuple):
    """A name in a text: ``words(text)[start:end]``; several actors where the name alone does not tell them apart."""

    start: int
    end: int
    actors: tuple[str, ...]
    guessed: bool = False


class Names:
    """All names of all actors, by their folded words."""

    def __init__(self, actors: Mapping[str, Actor], peoples: Collection[str] = ()) -> None:
        """Index the names; those of `peoples` are never guessed to be a misspelt actor."""
        self._actors = actors
        owners: dict[tuple[str, ...], list[str]] = {}
        for actor in actors.values():
            for text in (actor.name, *(alias.text for alias in actor.aliases)):
                owned = owners.setdefault(phrase(text), [])
                if actor.id not in owned:
                    owned.append(actor.id)
        owners.pop((), None)
        self._owners = {name: tuple(ids) for name, ids in owners.items()}
        self._lengths = lengths_by_first(self._owners)
        self._spelt_out = [(" ".join(name), "".join(name), name) for name in self._owners]
        self._spelt = {" ".join(name): name for name in self._owners if len("".join(name)) >= SHORTEST_GUESS}
        self._spellings = _Spellings(list(self._spelt))
        self.peoples = frozenset(" ".join(phrase(people)) for people in peoples)
        self._nearest = lru_cache(maxsize=_REMEMBERED)(self._find_nearest)

    def find(self, text: Sequence[Word]) -> list[Mention]:
        """Return the names that `text` holds, in order, longest first, none overlapping another."""
        found, at = [], 0
        while at < len(text):
            name = self._name_at(text, at)
            if name:
                found.append(Mention(at, at + len(name), self._owners[name]))
            at += len(name) or 1
        return found

    def _name_at(self, text: Sequence[Word], at: int) -> tuple[str, ...]:
        for length in self._lengths.get(text[at].folded, ()):
            if at + length > len(text):
                continue
            name = tuple(word.folded for word in text[at : at + length])
            # "us" and "who" are names only where they are written as such ("U.S.", "WHO").
            if name in self._owners and (length > 1 or text[at].term or _is_acronym(text, at)):
                return name
        return ()

    def guess(self, text: Sequence[Word], known: Callable[[Word], bool]) -> list[Mention]:
        """Return names that `text` seems to misspell; a word that is `known` to mean something else is left alone.

        The bound is one slip (insertion, deletion, substitution, transposition) in a name of 5 to 7 letters, though not
        in the last of 5, and two in a longer one; a name of another actor must be at least two slips farther.
        """
        found: list[Mention] = []
        odd = [at for at, word in enumerate(text) if word.term and not known(word)]
        for length in (3, 2, 1) if odd else ():
            for at in range(len(text) - length + 1):
                span = text[at : at + length]
                if not span[-1].term or not any(at <= place < at + length for place in odd):
                    continue
                if any(m.start < at + length and at < m.end for m in found):
                    continue
                actors = self._nearest(" ".join(word.folded for word in span), length)
                if actors:
                    found.append(Mention(at, at + length, actors, guessed=True))
        return sorted(found)

    def _find_nearest(self, typed: str, length: int) -> tuple[str, ...]:
        if len(typed) < SHORTEST_GUESS or typed in self.peoples or not self._spellings.near(typed, MOST_SLIPS, 1):
            return ()
        near = self._spellings.near(typed, MOST_SLIPS + 2)
        names = [(distance, self._owners[self._spelt[spelt]], spelt) for spelt, distance in near]
        distance, actors, spelt = names[0]
        if distance > (1 if min(len(typed), len(spelt)) < 8 else MOST_SLIPS) or len(self._spelt[spelt]) != length:
            return ()
        # So short a name with another ending is most often a word of its own ("sales" is not Saleh).
        if len(spelt) == SHORTEST_GUESS and typed[:-1] == spelt[:-1]:
            return ()
        if typed.startswith(spelt) and typed[len(spelt) :] in ENDINGS:
            return ()
        rival = min((d for d, others, _ in names if others != actors), default=5)
        return actors if len(actors) == 1 and rival >= distance + 2 else ()

    def complete(self, typed: str, limit: int = 25) -> list[Actor]:
        """Return actors for what a user has typed so far: names that begin so, then words of names, then near ones."""
        start = " ".join(phrase(typed)) or typed.strip().casefold()
        # Spaces do not count at the beginning: who types "u.s" or "alqaeda" is on the way to a name.
        begun = start.replace(" ", "")
        ranked: dict[str, int] = {}
        for spelt, joined, name in self._spelt_out:
            if joined.startswith(begun):
                place = 0
            elif start in spelt:
                place = 1 if any(word.startswith(start) for word in name) else 2
            else:
                continue
            for actor in self._owners[name]:
                ranked[actor] = min(ranked.get(actor, place), place)
        if not ranked and len(start) >= SHORTEST_GUESS:
            for spelt, distance in self._spellings.near(start, MOST_SLIPS, limit):
                for actor in self._owners[self._spelt[spelt]]:
                    ranked.setdefault(actor, distance)
        first = nsmallest(limit, ranked, key=lambda actor: (ranked[actor], self._actors[actor].name.casefold()))
        return [self._actors[actor] for actor in first]

    def resolve(self, typed: str) -> tuple[Actor, ...]:
        """Return the actors that an id or a whole name means: none, one, or several that share it."""
        if typed in self._actors:
            return (self._actors[typed],)
        text = words(typed)
        owners = self._owners.get(tuple(word.folded for word in text), ())
        if not owners:
            guesses = self.guess(text, known=lambda _: False)
            owners = guesses[0].actors if len(guesses) == 1 and guesses[0].end - guesses[0].start == len(text) else ()
        return tuple(self._actors[actor] for actor in owners)


class _Spellings:
    """Spelt names, of which those near a word are found without comparing it with each."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        self._letters = np.array(list(map(_letters, names)), dtype=np.uint32)

    def near(self, typed: str, slips: int, limit: int | None = None) -> list[tuple[str, int]]:
        """Return names within so many slips of `typed`, each with how many they are, the nearest first."""
        # A slip takes one letter away and brings in another, at most.
        differ = np.bitwise_count(self._letters ^ np.uint32(_letters(typed)))
        alike = [self._names[at] for at in np.flatnonzero(differ <= 2 * slips).tolist()]
        found = process.extract(typed, alike, scorer=OSA.distance, score_cutoff=slips, limit=limit)
        return [(name, int(distance)) for name, distance, _ in found]


def _letters(name: str) -> int:
    """Return which letters a name has, a bit each; letters beyond a to z share bits."""
    bits = 0
    for letter in name:
        bits |= 1 << ord(letter) % 32
    return bits


def _is_acronym(text: Sequence[Word], at: int) -> bool:
    """Tell whether a word is written in capitals among others that are not."""
    return text[at].surface.isupper() and any(word.surface.islower() for word in text)
