"""Passages: one in its context, a quotation in its paragraph, and the further excerpts of an answer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot import wording
from bot.answers.cards import named_fact
from bot.answers.reading import leaves, reading_of
from bot.answers.stance import stances_in
from bot.chat import facts
from bot.chat.markup import is_address, units
from bot.chat.opened.citations import citable, gone
from bot.chat.opened.lines import Numbers, statement
from bot.chat.opened.paragraphs import marked_paragraph, paragraph_blocks, paragraph_label, reading_blocks
from bot.chat.opened.seen import Opened, packed
from bot.chat.page import ROOM, Button
from bot.chat.place import Place, find, find_passage, passage_id, short_id
from bot.chat.quoting import as_of_line, citation, excerpt_block, stance_line
from bot.knowledge.model import short_version

if TYPE_CHECKING:
    from bot.answers.model import Answer, Excerpt
    from bot.answers.reading import Reading
    from bot.chat.opened.seen import Seen
    from bot.knowledge.documents import Document, Passage


def read(seen: Seen) -> Opened:
    """Show a passage with its neighbours; from there the whole document, or the original, can be reached."""
    found = find_passage(seen.place.args[0], seen.snapshot.knowledge) if seen.place.args else None
    reading = reading_of(found[0], found[1].number) if found else None
    if reading is None:
        return Opened((wording.chat.PASSAGE_GONE,))
    head, *blocks = reading_blocks(reading)
    mark = paragraph_label(reading.passage, marked=True)
    sought = next((block for block in blocks if block.startswith(mark)), "")
    shown = packed(seen, blocks, head=head, sought=sought)
    return citable(seen, replace(shown, buttons=_onwards(seen, reading)))


def _onwards(seen: Seen, reading: Reading) -> tuple[Button, ...]:
    """Lead on through a document that may be shown in full, else, where there is more of it, to the original."""
    doc = reading.document
    version = short_version(seen.snapshot.version)
    turns = [
        Button(
            wording.lookups.leaf(leaf.first, leaf.last, onwards=leaf.onwards),
            Place("read", version, (passage_id(doc.slug, leaf.paragraph),)).turning(0),
        )
        for leaf in leaves(reading)
    ]
    return (*turns, *_original(doc))


def _original(document: Document) -> tuple[Button, ...]:
    """Return a link to the original, where its address can be one."""
    url = document.url
    return (Button(wording.lookups.ORIGINAL, url=url),) if url and is_address(url) else ()


def quote(seen: Seen) -> Opened:
    """Show a quotation that a fact rests on, marked in its paragraph."""
    knowledge = seen.snapshot.knowledge
    owner, fact_id, at = (*seen.place.args, "", "", "")[:3]
    name = find(owner, knowledge.actors)
    actor = knowledge.actors[name] if name else None
    fact = next((fact for fact in actor.facts if short_id(fact.id) == fact_id), None) if actor else None
    source = fact.sources[int(at)] if fact and at.isdigit() and int(at) < len(fact.sources) else None
    found = find_passage(passage_id(source.document, source.paragraph), knowledge) if source else None
    if not (actor and fact and source and found):
        return Opened((wording.lookups.FACT_GONE,))
    document, part = found
    (line,) = facts.of_card([named_fact(knowledge, actor, fact)])
    told = statement(actor.name, line._replace(passages=()), Numbers(), "").text.removeprefix("- ")
    below = (as_of_line(source.quote, document.published), citation(document, part.number))
    room = ROOM - sum(units(line) + 1 for line in (told, *below))
    blocks = (told, marked_paragraph(document, part, (source.start, source.end), room), *below)
    place = Place("read", short_version(seen.snapshot.version), (passage_id(document.slug, part.number),))
    context = Button(wording.lookups.IN_CONTEXT, place.opening)
    return Opened(tuple(block for block in blocks if block), buttons=(context, *_original(document)))


def more(seen: Seen) -> Opened:
    """Show further excerpts of an answer, or their whole paragraphs where it can not be given again."""
    answer = seen.answer()
    excerpts = {passage_id(e.document, e.paragraph): e for e in answer.excerpts} if answer else {}
    blocks, buttons = [], []
    for short in seen.place.args:
        excerpt, found = excerpts.get(short), find_passage(short, seen.snapshot.knowledge)
        if found:
            blocks += [_ranked(excerpt, answer)] if excerpt and answer else _whole(seen, *found)
            label = wording.asking.in_context(excerpt.rank if excerpt else f"¶{found[1].number}")
            buttons.append(Button(label, Place("read", short_version(seen.snapshot.version), (short,)).opening))
    shown = packed(seen, [*blocks, *gone(seen)] or [wording.chat.NOTHING_MORE])
    return citable(seen, replace(shown, buttons=tuple(dict.fromkeys(buttons))))


def _ranked(excerpt: Excerpt, answer: Answer) -> str:
    return excerpt_block(excerpt, excerpt.rank, plain=answer.status != "answered")


def _whole(seen: Seen, document: Document, passage: Passage) -> list[str]:
    knowledge, finder = seen.snapshot.knowledge, seen.snapshot.answerer.facts
    stances = stances_in(document, passage, finder, knowledge.hedges)
    return [
        # Above the paragraph, which may go on to another page.
        *(stance_line(*stance, of=sentence) for sentence, stance in stances),
        *paragraph_blocks(document, passage),
        citation(document, passage.number),
    ]
