"""Checks of the actors' names against each other and against the documents."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.knowledge.actors import CLASS
from bot.knowledge.report import did_you_mean
from bot.text import phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.knowledge.report import Report
    from bot.knowledge.schema import ActorFile, AliasEntry
    from bot.knowledge.uses import Use
    from bot.knowledge.yamlfile import Place, Tree

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

    def names(self) -> list[str]:
        """Return its name and the texts of its aliases."""
        return [self.entry.name, *(alias.text for alias in self.entry.aliases if alias)]

    def aliases(self) -> Iterator[tuple[Place, AliasEntry]]:
        """Yield its aliases, each with its place."""
        for index, alias in enumerate(self.entry.aliases):
            if alias:
                yield self.tree.place(("aliases", index, "text")), alias


def check_aliases(
    actors: Sequence[Described], uses: Iterable[Use] | None, peoples: Iterable[str], report: Report
) -> None:
    """Report names that collide, that no document uses, that name a people, or that say nothing.

    `uses` are those of all documents; where they are None, which names are used is not asked.
    """
    forbidden = {phrase(people): people for people in peoples}
    forbidden |= {(*key[:-1], f"{key[-1]}s"): people for key, people in forbidden.items() if key}
    for actor in actors:
        if actor.entry.kind != CLASS and (people := forbidden.get(phrase(actor.entry.name))):
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
    if uses is not None:
        _check_use(actors, uses, report)
    _check_collisions(actors, report)


def _check_use(actors: Sequence[Described], uses: Iterable[Use], report: Report) -> None:
    anywhere, alone = set[Surface](), set[Surface]()
    for use in uses:
        anywhere.add((use.name, use.capitals))
        if use.alone:
            alone.add((use.name, use.capitals))
    for actor in actors:
        for place, alias in actor.aliases():
            # "Washington" in "Washington DC" is a use of that name, not of this one.
            if alias.search_only and surface(alias.text) in alone:
                hint = "Without search_only: true it is shown as a name of the actor."
                report.warn(actor.file, place, f'search-only alias "{alias.text}" stands in a document', hint)
            elif not alias.search_only and phrase(alias.text) and surface(alias.text) not in anywhere:
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
