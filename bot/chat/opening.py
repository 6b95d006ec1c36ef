"""What the buttons and look-ups open: a place in one snapshot's knowledge → one page, pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot import wording
from bot.answers import cards as data
from bot.chat import cards, facts
from bot.chat.page import Button, Page, pack
from bot.chat.place import Place, find, find_passage, passage_id, short_id, short_version
from bot.chat.render import citation, excerpt_block, question_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.answers.model import Answer, Excerpt
    from bot.snapshot import Snapshot

ACCENT = 0x3B5B92
ACTORS = 25
"""How many a page of the list of actors holds, whatever the length of their names."""


@dataclass(frozen=True, slots=True)
class _View:
    """What a place is seen from: the snapshot now, and the question where the message shows all of it."""

    snapshot: Snapshot
    place: Place
    question: str | None

    @property
    def is_current(self) -> bool:
        """Whether the knowledge is still that of the message."""
        return self.place.version == short_version(self.snapshot.version)

    def answer(self) -> Answer | None:
        """Answer the shown question again; None where the knowledge or the question is not whole."""
        return self.snapshot.answerer.answer(self.question) if self.question and self.is_current else None


def place_for(snapshot: Snapshot, verb: str, *args: str) -> Place:
    """Return a place in the knowledge as it is now."""
    return Place(verb, short_version(snapshot.version), args)


def open_place(snapshot: Snapshot, place: Place, message: str = "") -> Page:
    """Return the page of a place; `message` is the text of the message with the button, whose first line is kept."""
    first = message.partition("\n")[0]
    head = [first] if first.startswith("-# @") and wording.chat.ASKED in first else []
    view = _View(snapshot, place, question_of(first))
    if not view.is_current:
        head.append(f"⚠ {wording.chat.KNOWLEDGE_CHANGED}")
    if place.verb == "actors":
        number, count, blocks = _actors(view)
    else:
        pages = pack(_VERBS[place.verb](view) if place.verb in _VERBS else [wording.chat.NOTHING_MORE])
        number, count = min(place.page, len(pages) - 1), len(pages)
        blocks = pages[number]
    foot = [f"-# page {number + 1} of {count}"] if count > 1 else []
    return Page((*head, *blocks, *foot), _turns(replace(place, page=number), count), ACCENT)


def _turns(place: Place, count: int) -> tuple[Button, ...]:
    back = Button("‹ Back", place.turning(place.page - 1)) if place.page > 0 else None
    on = Button("Next ›", place.turning(place.page + 1)) if place.page + 1 < count else None
    return tuple(button for button in (back, on) if button)


def _read(view: _View) -> list[str]:
    blocks = []
    for short in view.place.args[:1]:
        found = find_passage(short, view.snapshot.knowledge)
        reading = data.reading(found[0], found[1].number) if found else None
        blocks += cards.reading_blocks(reading) if reading else [wording.chat.PASSAGE_GONE]
    return blocks or [wording.chat.PASSAGE_GONE]


def _more(view: _View) -> list[str]:
    answer = view.answer()
    excerpts = {passage_id(e.document, e.paragraph): e for e in answer.excerpts} if answer else {}
    blocks = []
    for short in view.place.args:
        excerpt = excerpts.get(short)
        blocks += [_ranked(excerpt, answer)] if excerpt and answer else _whole(view, short)
    return blocks or [wording.chat.NOTHING_MORE]


def _ranked(excerpt: Excerpt, answer: Answer) -> str:
    return excerpt_block(excerpt, excerpt.rank, plain=answer.status != "answered")


def _whole(view: _View, short: str) -> list[str]:
    found = find_passage(short, view.snapshot.knowledge)
    if found is None:
        return [wording.chat.PASSAGE_GONE]
    document, passage = found
    return [*cards.paragraph_blocks(document, passage), citation(document, passage.number)]


def _who(view: _View) -> list[str]:
    knowledge = view.snapshot.knowledge
    answer = view.answer()
    bearing = {short_id(actor.id): actor for actor in answer.actors} if answer else {}
    actors, gone = [], []
    for short in view.place.args:
        shown, name = bearing.get(short), find(short, knowledge.actors)
        if shown:
            actors.append((shown.name, shown.kind, facts.of_answer(shown, knowledge)))
        elif name:
            actor = knowledge.actors[name]
            actors.append((actor.name, actor.kind, facts.of_card(data.named_facts(knowledge, actor))))
        else:
            gone.append(wording.chat.ACTOR_GONE)
    return (cards.who_blocks(actors, knowledge) if actors or not gone else []) + gone[:1]


def _actor(view: _View) -> list[str]:
    knowledge = view.snapshot.knowledge
    name = find(view.place.args[0], knowledge.actors) if view.place.args else None
    return cards.actor_blocks(data.actor_card(knowledge, name), knowledge) if name else [wording.chat.ACTOR_GONE]


def _actors(view: _View) -> tuple[int, int, Sequence[str]]:
    """Return the number of the page, how many there are, and its blocks; the other pages are not made."""
    kind = view.place.args[0] if view.place.args else None
    lines = data.actor_lines(view.snapshot.knowledge, kind)
    count = max(1, -(-len(lines) // ACTORS))
    number = min(view.place.page, count - 1)
    return number, count, cards.actors_blocks(lines[number * ACTORS : (number + 1) * ACTORS])


def _sources(view: _View) -> list[str]:
    return cards.sources_blocks(data.source_lines(view.snapshot.knowledge))


_VERBS: dict[str, Callable[[_View], list[str]]] = {
    "read": _read,
    "more": _more,
    "who": _who,
    "actor": _actor,
    "sources": _sources,
}
