"""Checks of the actors' names against each other and against the documents."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.knowledge.report import did_you_mean
from bot.text import phrase, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bot.knowledge.documents import Document
    from bot.knowledge.report import Report
    from bot.knowledge.schema import ActorFile, AliasEntry
    from bot.knowledge.yamlfile import Place, Tree
    from bot.text import Word

Phrase = tuple[str, ...]
Surface = tuple[Phrase, bool]


@dataclass(frozen=True, slots=True)
class Described:
    """An actor's file, read: what it says and where."""

    id: str
    file: str
    entry: ActorFile
    tree: Tree

    def separated(self) -> set[str]:
        """Return the ids and names that it is not to be confused with."""
        return {other.name for other in self.entry.not_to_be_confused_with if other}

    def aliases(self) -> Iterator[tuple[Place, AliasEntry]]:
        """Yield its aliases, each with its place."""
        for index, alias in enumerate(self.entry.aliases):
            if alias:
                yield self.tree.place(("aliases", index, "text")), alias


def check_aliases(
    actors: Sequence[Described], documents: Mapping[str, Document] | None, peoples: Iterable[str], report: Report
) -> None:
    """Report names that collide, that no document uses, that name a people, or that say nothing.

    Without `documents`, which ones are used is not asked.
    """
    forbidden = {phrase(people): people for people in peoples}
    forbidden |= {(*key[:-1], f"{key[-1]}s"): people for key, people in forbidden.items() if key}
    for actor in actors:
        if actor.entry.kind != "class" and (people := forbidden.get(phrase(actor.entry.name))):
            report.fault(actor.file, actor.tree.place(("name",)), *_people(actor.entry.name, people))
        seen = {surface(actor.entry.name)}
        for place, alias in actor.aliases():
            if not phrase(alias.text):
                report.fault(actor.file, place, f'alias "{alias.text}" holds no word', "Remove it.")
            elif people := forbidden.get(phrase(alias.text)):
                report.fault(actor.file, place, *_people(alias.text, people))
            elif surface(alias.text) in seen:
                report.warn(actor.file, place, f'alias "{alias.text}" repeats a name of this actor', "Remove it.")
            seen.add(surface(alias.text))
    if documents is not None:
        _check_use(actors, documents, report)
    _check_collisions(actors, report)


def _check_use(actors: Sequence[Described], documents: Mapping[str, Document], report: Report) -> None:
    names = [actor.entry.name for actor in actors]
    uses = _Uses(documents.values(), [*names, *(alias.text for actor in actors for _, alias in actor.aliases())])
    for actor in actors:
        for place, alias in actor.aliases():
            # "Washington" in "Washington DC" is a use of that name, not of this one.
            if alias.search_only and surface(alias.text) in uses.alone:
                hint = "Without search_only: true it is shown as a name of the actor."
                report.warn(actor.file, place, f'search-only alias "{alias.text}" stands in a document', hint)
            elif not alias.search_only and phrase(alias.text) and surface(alias.text) not in uses.anywhere:
                hint = "Correct it, or add search_only: true if people only type it."
                report.fault(actor.file, place, f'no document uses alias "{alias.text}"', hint)


def check_confusions(actor: Described, ids: Iterable[str], report: Report) -> None:
    """Report plain ids that are no actor's; a name that no file describes has to come with its reason."""
    known = set(ids)
    for index, other in enumerate(actor.entry.not_to_be_confused_with):
        if other and other.name not in known and not other.reason:
            hint = did_you_mean(other.name, known)
            message = f'"{other.name}" is no actor, and has no reason'
            wanted = "Write an actor's id, or name: and reason:."
            place = actor.tree.place(("not_to_be_confused_with", index))
            report.fault(actor.file, place, message, f"{hint} {wanted}".strip())


def _people(text: str, people: str) -> tuple[str, str]:
    message = f'"{text}" is the name of a people, a faith or a language ("{people}" in synonyms.yaml)'
    return message, "It never stands for an actor; remove it."


def _check_collisions(actors: Sequence[Described], report: Report) -> None:
    holders: dict[Phrase, dict[str, tuple[Described, Place, str]]] = defaultdict(dict)
    for actor in actors:
        named = (actor.tree.place(("name",)), actor.entry.name)
        for place, text in (named, *((place, alias.text) for place, alias in actor.aliases())):
            holders[phrase(text)].setdefault(actor.id, (actor, place, text))
    for key, shared in holders.items():
        for number, (other, place, text) in enumerate(shared.values() if key else ()):
            for first, there, _ in list(shared.values())[:number]:
                if first.id in other.separated() and other.id in first.separated():
                    continue
                message = f'"{text}" is a name of {first.id} as well ({first.file}:{there[0]})'
                hint = "Remove one, or list each actor in the other's not_to_be_confused_with."
                report.fault(other.file, place, message, hint)


def surface(name: str) -> Surface:
    """Return what makes two spellings one name: "US" in capitals is not "us"."""
    return phrase(name), name.isupper()


class _Uses:
    """Which of some names the documents use, `anywhere` or `alone` (not within a longer one of them).

    All are found in one pass over the documents' words.
    """

    def __init__(self, documents: Iterable[Document], names: Iterable[str]) -> None:
        self.anywhere: set[Surface] = set()
        self.alone: set[Surface] = set()
        self._by_first: dict[str, set[Phrase]] = defaultdict(set)
        for name in names:
            if key := phrase(name):
                self._by_first[key[0]].add(key)
        for document in documents:
            self._look(words(document.text))

    def _look(self, text: Sequence[Word]) -> None:
        folded = [word.folded for word in text]
        covered = 0
        for at, word in enumerate(folded):
            here = [key for key in self._by_first.get(word, ()) if tuple(folded[at : at + len(key)]) == key]
            for key in sorted(here, key=len, reverse=True):
                # What stands in capitals is a use both of "US" and of "us", what does not is one of "us" alone.
                capitals = all(_in_capitals(w.surface) for w in text[at : at + len(key)])
                uses = {(key, False), (key, capitals)}
                self.anywhere |= uses
                if at + len(key) > covered:
                    self.alone |= uses
                    covered = at + len(key)


def _in_capitals(word: str) -> bool:
    return word.removesuffix("'s").isupper() or word.isdigit()
