"""What is said of the same thing where the documents differ, to stand beside a fact that is shown."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from bot.knowledge.actors import Fact
    from bot.knowledge.model import Knowledge


@dataclass(frozen=True, slots=True)
class Difference:
    """What the documents say differently: facts that differ, with the words that tell each of them apart.

    `actors` and `facts` go together with `said`; where several things are told in the same words and places, `objects`
    names them all. `linked` is what an author saw to differ, whatever it is about.
    """

    actors: tuple[str, ...]
    facts: tuple[Fact, ...]
    said: tuple[Saying, ...]
    objects: tuple[str, ...]
    linked: bool


Key = tuple[str, str]
"""An actor's id and the id of a fact shown under it; an inverse's is ``owner.fact``."""


@dataclass(frozen=True, slots=True)
class Saying:
    """What one of several facts that differ says: words of a document, where they stand and with which stance."""

    document: str
    paragraph: int
    words: str
    stance: str


def differing(knowledge: Knowledge, shown: Collection[Key]) -> dict[Key, tuple[Saying, ...]]:
    """Return, for each of the facts `shown` that differs from others, what it and they say, in the order of the file.

    They are told apart by their times' words, or else their values, or else their quotations.
    """
    among = {key: knowledge.differing.get(_owner(key), ()) for key in shown}
    return {
        key: tuple(dict.fromkeys(said for each in found for said in _said([fact for _, fact in each.facts])))
        for key, found in among.items()
        if found
    }


def differences(knowledge: Knowledge) -> tuple[Difference, ...]:
    """Return all that the documents say differently, in the order of the files; what is told alike together."""
    found: dict[tuple[object, ...], Difference] = {}
    for discrepancy in knowledge.discrepancies:
        actors, facts = zip(*discrepancy.facts, strict=True)
        said = tuple(_said(facts))
        predicates = tuple((fact.predicate, fact.negated) for fact in facts)
        objects = tuple(dict.fromkeys(fact.object for fact in facts if fact.object))
        key = (actors, predicates, said, discrepancy.linked and objects)
        known = found.get(key)
        if known is None:
            found[key] = Difference(actors, facts, said, objects, discrepancy.linked)
        else:
            found[key] = replace(known, objects=(*known.objects, *(o for o in objects if o not in known.objects)))
    return tuple(found.values())


def _owner(key: Key) -> Key:
    actor, fact = key
    owner, dot, name = fact.partition(".")
    return (owner, name) if dot else (actor, fact)


def _said(facts: Sequence[Fact]) -> list[Saying]:
    quotes = [fact.sources[0].quote for fact in facts]
    choices = ([fact.time.text if fact.time else None for fact in facts], [fact.value for fact in facts])
    words = next((chosen for chosen in choices if all(chosen) and len(set(chosen)) > 1), quotes)
    return [
        Saying(source.document, source.paragraph, text or "", fact.stance)
        for fact, text in zip(facts, words, strict=True)
        for source in fact.sources[:1]
    ]
