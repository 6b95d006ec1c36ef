"""Passages: one in its context, and the further excerpts of an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import wording
from bot.answers import cards as data
from bot.answers.stance import stances_in
from bot.chat import cards
from bot.chat.opened.citations import citable
from bot.chat.opened.seen import packed
from bot.chat.place import find_passage, passage_id
from bot.chat.render import citation, excerpt_block, stance_line

if TYPE_CHECKING:
    from bot.answers.model import Answer, Excerpt
    from bot.chat.opened.seen import Opened, Seen


def read(seen: Seen) -> Opened:
    """Show a passage with its neighbours."""
    blocks = []
    for short in seen.place.args[:1]:
        found = find_passage(short, seen.snapshot.knowledge)
        reading = data.reading(found[0], found[1].number) if found else None
        blocks += cards.reading_blocks(reading) if reading else []
    return citable(seen, packed(seen, blocks or [wording.chat.PASSAGE_GONE]))


def more(seen: Seen) -> Opened:
    """Show further excerpts of an answer, or their whole paragraphs where it can not be given again."""
    answer = seen.answer()
    excerpts = {passage_id(e.document, e.paragraph): e for e in answer.excerpts} if answer else {}
    blocks = []
    for short in seen.place.args:
        excerpt = excerpts.get(short)
        blocks += [_ranked(excerpt, answer)] if excerpt and answer else _whole(seen, short)
    return citable(seen, packed(seen, blocks or [wording.chat.NOTHING_MORE]))


def _ranked(excerpt: Excerpt, answer: Answer) -> str:
    return excerpt_block(excerpt, excerpt.rank, plain=answer.status != "answered")


def _whole(seen: Seen, short: str) -> list[str]:
    found = find_passage(short, seen.snapshot.knowledge)
    if found is None:
        return [wording.chat.PASSAGE_GONE]
    document, passage = found
    knowledge, finder = seen.snapshot.knowledge, seen.snapshot.answerer.facts
    stances = stances_in(document, passage, finder, knowledge.hedges)
    return [
        # Above the paragraph, which may go on to another page.
        *(stance_line(*stance, of=sentence) for sentence, stance in stances),
        *cards.paragraph_blocks(document, passage),
        citation(document, passage.number),
    ]
