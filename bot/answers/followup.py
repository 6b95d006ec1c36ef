"""Follow-ups: a question that leans on the one before it → a question that can be answered alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answers.metadata import asks_about_document
from bot.text import distinct, words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.answers.model import Answer
    from bot.knowledge.actors import Actor
    from bot.search.names import Names
    from bot.search.query import Query, QueryReader
    from bot.text import Word

CARRIED = 3
"""How many actors a question takes along; more would say of each of them too little."""
_FROM_ANSWER = 2
_OBJECTS = frozenset("them him".split())
"""These mean somebody besides whom the question names: "Why did Pakistan shelter them?"."""
_PRONOUNS = _OBJECTS | frozenset("he she it they her his its their hers theirs".split())
_BE = frozenset("is was be it's".split())
_ASKING = frozenset("who whom whose what which when where why how".split())
_LEADS = (("what", "about"), ("how", "about"), ("and",), ("or",), ("but",))
_SPEAKERS = frozenset("i me my we you your".split())
_LEFT_OUT = frozenset("else exactly more too now then so".split())


def last_actors(answer: Answer, names: Names, reader: QueryReader) -> tuple[str, ...]:
    """Return the ids of the actors that a follow-up to `answer` speaks of, at most 3.

    They are those that its question names; where it names none, the subjects of the facts that answer it.
    """
    named = distinct(found.actors[0] for found in names.find(words(answer.question)) if len(found.actors) == 1)
    # To understand a whole question takes ten times as long; it is needed for misspelt names alone.
    named = named or list(reader.read(answer.question).actors)
    return tuple(named[:CARRIED]) or tuple(actor.id for actor in answer.actors if actor.facts)[:_FROM_ANSWER]


def whole_question(
    text: str,
    last: Sequence[str],
    actors: Mapping[str, Actor],
    reader: QueryReader,
    *,
    explicit: bool = False,
    longest: int = 1000,
) -> str:
    """Return `text` with the names of the `last` actors behind it, where it speaks of them without naming them.

    It does so by a pronoun or an ellipsis ("and Pakistan?", "why did they?"). With `explicit`, where the user said that
    it is a follow-up, a question that names nobody does so too. Actors that are gone are left out, and all of them
    where the whole would be longer than `longest` characters.
    """
    if not last or not (explicit or _may_lean(words(text))):
        return text
    query = reader.read(text)
    names = [actors[actor].name for actor in distinct(last) if actor in actors and actor not in query.named]
    if not names or not _leans(query, explicit=explicit):
        return text
    whole = f"{text.rstrip()} ({', '.join(names)})"
    return whole if len(whole) <= longest else text


def unresolved(text: str, reader: QueryReader) -> str | None:
    """Return the pronoun by which a question speaks of somebody whom it does not name; None where it has none.

    One that what stands before it may explain ("Why do fighters say they will move?") is none, and neither is the "it"
    of "is it true".
    """
    found = words(text)
    open_ones = (word.surface for at, word in enumerate(found) if word.folded in _PRONOUNS and _is_open(found, at))
    pronoun = next(open_ones, None)
    return None if pronoun is None or reader.read(text).named else pronoun


def _is_open(text: Sequence[Word], at: int) -> bool:
    """Tell whether nothing before the pronoun at this place can be what it means."""
    if text[at].folded in _OBJECTS or at == len(text) - 1:
        return True
    beside = {word.folded for word in text[max(0, at - 1) : at + 2]}
    is_empty = text[at].folded == "it" and not beside.isdisjoint(_BE)
    return not is_empty and not any(word.term for word in text[:at])


def _leans(query: Query, *, explicit: bool) -> bool:
    if asks_about_document(query):
        return False
    folded = query.folded
    if query.named:
        return bool(folded & _OBJECTS) or _only_names(query, explicit=explicit)
    if explicit and query.concepts:
        return True
    return _may_lean(query.words)


def _may_lean(text: Sequence[Word]) -> bool:
    """Tell whether a question has a pronoun, a beginning that ties it to another, or nothing but its question word."""
    return any(word.folded in _PRONOUNS for word in text) or _lead(text) > 0 or _only_asks(text)


def _lead(text: Sequence[Word]) -> int:
    """Return how many words a question begins with that tie it to the one before."""
    folded = tuple(word.folded for word in text)
    return next((len(lead) for lead in _LEADS if folded[: len(lead)] == lead), 0)


def _only_names(query: Query, *, explicit: bool) -> bool:
    """Tell whether a question puts but a name into the one before: "and Pakistan?"; by itself that is a new one."""
    return (explicit or _lead(query.words) > 0) and all(c.actor or c.optional for c in query.concepts)


def _only_asks(text: Sequence[Word]) -> bool:
    """Tell whether a question is but its question word, and not one about the bot: "why?", "since when exactly?"."""
    kept = [word for word in text if word.folded not in _LEFT_OUT]
    asks = any(word.folded in _ASKING for word in kept)
    return asks and not any(word.term or word.folded in _SPEAKERS for word in kept)
