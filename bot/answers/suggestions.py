"""Questions to offer after a refusal: made of actors that relations join, so that a passage speaks of both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.knowledge.actors import Actor

NAMED_KINDS = ("group", "state", "person", "organisation")


def candidates(actors: Mapping[str, Actor], near: Sequence[str]) -> Iterator[str]:
    """Yield questions about pairs of actors that a fact joins, those about the actors `near` first."""
    ordered = [actors[actor] for actor in near if actor in actors]
    ordered += sorted(actors.values(), key=lambda a: (a.id in near, -len(a.facts), a.id))
    seen: set[frozenset[str]] = set()
    for actor in ordered:
        for fact in actor.facts:
            other = actors.get(fact.object or "")
            if other is None or other.id == actor.id or {actor.kind, other.kind} - set(NAMED_KINDS):
                continue
            pair = frozenset((actor.id, other.id))
            if pair not in seen:
                seen.add(pair)
                yield wording.suggestion(actor.name, other.name)
                break
