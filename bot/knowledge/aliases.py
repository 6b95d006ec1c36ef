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

Phrase = tuple[str, ...]


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
    used = _used(documents.values(), (alias.text for actor in actors for _, alias in actor.aliases()))
    for actor in actors:
        for place, alias in actor.aliases():
            if alias.search_only and surface(alias.text) in used:
                hint = "Without search_only: true it is shown as a name of the actor."
                report.warn(actor.file, place, f'search-only alias "{alias.text}" stands in a document', hint)
            elif not alias.search_only and phrase(alias.text) and surface(alias.text) not in used:
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
        (first, there, _), *others = shared.values()
        for other, place, text in others if key else ():
            if first.id in other.separated() and other.id in first.separated():
                continue
            message = f'"{text}" is a name of {first.id} as well ({first.file}:{there[0]})'
            hint = "Remove one, or list each actor in the other's not_to_be_confused_with."
            report.fault(other.file, place, message, hint)


def surface(name: str) -> tuple[Phrase, bool]:
    """Return what makes two spellings one name: "US" in capitals is not "us"."""
    return phrase(name), name.isupper()


def _used(documents: Iterable[Document], names: Iterable[str]) -> set[tuple[Phrase, bool]]:
    """Return which of the names the documents use, found in one pass over their words."""
    by_first: dict[str, set[Phrase]] = defaultdict(set)
    for name in names:
        if key := phrase(name):
            by_first[key[0]].add(key)
    found: set[tuple[Phrase, bool]] = set()
    for document in documents:
        text = words(document.text)
        folded = [word.folded for word in text]
        for position, word in enumerate(folded):
            for key in by_first.get(word, ()):
                if tuple(folded[position : position + len(key)]) == key:
                    found.add((key, False))
                    # What stands in capitals is also a use of a name that is written in capitals alone.
                    if all(_in_capitals(w.surface) for w in text[position : position + len(key)]):
                        found.add((key, True))
    return found


def _in_capitals(word: str) -> bool:
    return word.removesuffix("'s").isupper() or word.isdigit()
