"""Answer → one message, pure: what was asked, the excerpts with their stance and citation, facts, buttons."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot import wording
from bot.answers.cards import names_and_words
from bot.answers.model import Reason, Status
from bot.answers.suggestions import called
from bot.chat import custom_ids, facts
from bot.chat.echo import MAX_ECHO, MAX_PRIVATE_ECHO, echo, is_whole
from bot.chat.markup import brief, cut, escape, units
from bot.chat.page import MAX_BUTTONS, MAX_LABEL, MAX_TEXT, PUBLIC_TEXT, Button, Page
from bot.chat.place import Place, passage_id, short_id
from bot.chat.quoting import MAX_EXCERPT, citation, document_line, excerpt_block
from bot.knowledge.model import short_version
from bot.knowledge.predicates import PREDICATES
from bot.text import distinct, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.answers.model import Answer, Excerpt, ShownFact
    from bot.knowledge.actors import Actor
    from bot.knowledge.model import Knowledge

PRIVATE_EXCERPTS = 3
ACCENTS = {Status.ANSWERED: 0x2D7D46, Status.RELATED: 0xB7791F, Status.NOT_FOUND: 0x6B7280, Status.REJECTED: 0x9B2C2C}
SIGNS = {Status.RELATED: "≈", Status.NOT_FOUND: "∅", Status.REJECTED: "✋"}
_UNSAID = frozenset({"mention", "name"})


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asked: the name that is shown, and the id that may delete the answer."""

    name: str
    id: int


@dataclass(frozen=True, slots=True)
class Offer:
    """What goes with an answer: the ids of the actors that a follow-up is about, whether to share it, a remark.

    `named` are the ids of the one or two actors that are all that the question names.
    """

    about: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    can_share: bool = False
    note: str = ""


def answer_page(
    answer: Answer, knowledge: Knowledge, asker: Asker, *, private: bool, offer: Offer | None = None
) -> Page:
    """Render an answer: at most 1,200 characters and one excerpt in public, up to three excerpts in private."""
    offer = offer or Offer()
    shown = by_document(answer.excerpts[: PRIVATE_EXCERPTS if private else 1])
    head = [
        echo(asker.name, answer.question, MAX_PRIVATE_ECHO if private else MAX_ECHO),
        *_remark(offer, knowledge),
        *_heading(answer, knowledge, private=private),
    ]
    tail = [*_fact_lines(answer, shown, knowledge, private=private), *_footer(answer, knowledge, private=private)]
    receipt = _receipt(answer, shown)
    buttons = (*_look_up(offer.named, knowledge), *_buttons(answer, shown, asker, offer, private=private))
    tries = () if answer.status is Status.ANSWERED else examples(answer.suggestions)
    limit = MAX_TEXT if private else PUBLIC_TEXT
    while True:
        excerpts = _excerpts(answer, shown, limit - sum(units(line) + 1 for line in (*head, *tail, receipt)))
        page = Page((*head, *excerpts, *tail, receipt), buttons, ACCENTS[answer.status], tries=tries)
        if page.length <= limit or not tail:
            return page
        # Facts come first among what stands below, and can be had by a button too.
        del tail[0]


def _remark(offer: Offer, knowledge: Knowledge) -> list[str]:
    """Return the line below the question, if any: a remark, and where to look up who is no more than named."""
    names = [_called(knowledge.actors[actor]) for actor in offer.named]
    told = " ".join(filter(None, (offer.note, wording.asking.look_up(names) if names else "")))
    return [f"-# {cut(one_line(told), 500)}"] if told else []


def _called(actor: Actor) -> str:
    """Return the name of an actor, with "the" where the documents have it."""
    said = called(actor)
    return said if said.casefold() == f"the {actor.name}".casefold() else actor.name


def by_document(excerpts: Sequence[Excerpt]) -> tuple[Excerpt, ...]:
    """Put those of one document one below the other: the document with the best of them first."""
    first = {excerpt.document: excerpt.rank for excerpt in reversed(excerpts)}
    return tuple(sorted(excerpts, key=lambda excerpt: (first[excerpt.document], excerpt.rank)))


def _receipt(answer: Answer, shown: Sequence[Excerpt]) -> str:
    """Return the line by which an answer can be verified, with the dates of what it quotes as an answer."""
    published = sorted((excerpt.published for excerpt in shown), key=lambda day: day or "9999")
    dates = distinct(map(wording.date, published)) if answer.status is Status.ANSWERED else []
    return f"-# {wording.trust.receipt(answer.receipt, answer.bot_version, dates)}"


def _excerpts(answer: Answer, shown: Sequence[Excerpt], limit: int) -> list[str]:
    """Quote the excerpts; where front matter answers, they only show its words in the text and answer nothing."""
    room = min(MAX_EXCERPT, limit // max(1, len(shown)))
    plain = answer.status is not Status.ANSWERED or bool(answer.metadata)
    if answer.metadata:
        shown = [replace(excerpt, stance=None, hedge=None, condition=None) for excerpt in shown]
    blocks = [excerpt_block(excerpt, excerpt.rank, room, plain=plain) for excerpt in shown]
    return _dated(blocks, shown) if len({excerpt.document for excerpt in shown}) > 1 else blocks


def _dated(blocks: Sequence[str], shown: Sequence[Excerpt]) -> list[str]:
    """Put above the excerpts of each document when it is of and what it is called."""
    above = [""] + [excerpt.document for excerpt in shown]
    return [
        block if excerpt.document == before else f"{document_line(excerpt)}\n{block}"
        for before, excerpt, block in zip(above, shown, blocks, strict=False)
    ]


def _heading(answer: Answer, knowledge: Knowledge, *, private: bool) -> list[str]:
    if answer.status is Status.ANSWERED:
        return _metadata_lines(answer, knowledge)
    message = answer.message if private or not _tells_unknown(answer) else _public_message(answer)
    first, stop, rest = one_line(message).partition(". ")
    lines = [f"{SIGNS[answer.status]} **{cut(first + stop.strip(), 400)}**" + (f" {cut(rest, 500)}" if rest else "")]
    if answer.status is Status.RELATED and answer.excerpts:
        lines.append(wording.chat.CLOSEST)
    return lines


def _metadata_lines(answer: Answer, knowledge: Knowledge) -> list[str]:
    """Return what front matter says, and of which documents where no excerpt cites them."""
    entries = answer.metadata[:3]
    lines = []
    for entry in entries:
        value = wording.date(entry.value) if entry.field == "published" else entry.value
        lines.append(
            f"{wording.answers.METADATA_FIELDS.get(entry.field, escape(entry.field))}: **{cut(one_line(value), 200)}**"
        )
    if not answer.excerpts:
        documents = (knowledge.documents.get(slug) for slug in dict.fromkeys(entry.document for entry in entries))
        lines += [citation(document) for document in documents if document]
    return lines


def _tells_unknown(answer: Answer) -> bool:
    """Words that no document uses are not repeated in public."""
    said = answer.message.casefold()
    return any(term.casefold() in said for term in answer.unknown_terms)


def _public_message(answer: Answer) -> str:
    return wording.chat.NOT_COVERED_IN_PUBLIC if answer.status is Status.RELATED else wording.chat.NOT_FOUND_IN_PUBLIC


def _fact_lines(answer: Answer, shown: Sequence[Excerpt], knowledge: Knowledge, *, private: bool) -> list[str]:
    """Return at most two lines of facts that rest on the passages shown, each with what differs from it."""
    if answer.status is not Status.ANSWERED:
        return []
    numbers = {(excerpt.document, excerpt.paragraph): excerpt.rank for excerpt in shown}
    answers = [excerpt.answer for excerpt in shown]
    told = [words for excerpt in shown[:1] for words in (excerpt.hedge, excerpt.condition)]
    bearing = (
        (actor, fact)
        for actor in answer.actors
        for fact in facts.of_answer(actor, knowledge, lambda fact: _is_told(fact, numbers, answers))
    )
    lines: list[str] = []
    for actor, fact in bearing:
        # A fact that has these words says it itself.
        note = f" · {cut(one_line(actor.note), 100)}" if actor.note and actor.note != fact.value else ""
        line = facts.markup(actor.name, fact, lambda *place: numbers.get(place), told=told) + note
        below = f"\n{facts.difference_line(fact, knowledge)}" if fact.differing else ""
        if units(line) <= (500 if private else 260):
            lines.append(line + below)
        if len(lines) == 2:
            break
    return lines


def _is_told(fact: ShownFact, numbers: Mapping[tuple[str, int], int], answers: Sequence[str]) -> bool:
    """Tell whether a fact says something that rests on one of the passages numbered, and not just an answer again."""
    if fact.predicate in _UNSAID or not any((at.document, at.paragraph) in numbers for at in fact.sources):
        return False
    value = fact.value or ""
    is_relation = fact.predicate not in PREDICATES or PREDICATES[fact.predicate].is_relation
    return is_relation or not any(value in answer and 2 * len(value) >= len(answer) for answer in answers)


def _footer(answer: Answer, knowledge: Knowledge, *, private: bool) -> list[str]:
    lines = [f"-# {cut(one_line(doubt), 200)}" for doubt in answer.doubts[:2]]
    if answer.also_searched:
        names, words = names_and_words(knowledge, answer.also_searched[:5])
        lines.append(f"-# {cut(one_line(wording.answers.also_searched(names, words)), 200)}")
    if answer.status is Status.ANSWERED:
        lines += _left_aside(answer, private=private)
    if answer.status is not Status.ANSWERED and any(not term.isascii() for term in answer.unknown_terms):
        lines.append(wording.languages.written_in(knowledge.languages))
    if answer.status is Status.RELATED and not answer.excerpts:
        lines.append(wording.chat.SEE_SOURCES)
    elif answer.status in {Status.RELATED, Status.NOT_FOUND}:
        lines.append(f"-# {wording.answers.searched(*documents_and_dates(knowledge))}; {wording.chat.LISTED}")
    if answer.status is not Status.ANSWERED and examples(answer.suggestions):
        lost = answer.reason is Reason.EMPTY
        lines.append(wording.chat.EXAMPLES_AND_HELP if lost else wording.chat.EXAMPLES_BELOW)
    return lines


def _left_aside(answer: Answer, *, private: bool) -> list[str]:
    """Tell that the answer is not to all of the question; in public without the words that no document uses."""
    if private:
        return [
            f"-# {cut(one_line(line), 200)}"
            for line in wording.answers.left_aside(answer.unknown_terms, answer.missing_terms)
        ]
    unknown = len(answer.unknown_terms)
    return [f"-# {wording.answers.left_aside_in_public(unknown)}"] if unknown else []


def documents_and_dates(knowledge: Knowledge) -> tuple[int, list[str]]:
    """Return how many documents there are, and their dates as they are shown, the earliest first."""
    return len(knowledge.documents), [wording.date(day) for day in knowledge.dates]


def _look_up(named: Sequence[str], knowledge: Knowledge) -> tuple[Button, ...]:
    """Offer the card of the one actor that is all that was asked for, or the comparison of the two."""
    place = Place(
        "compare" if len(named) > 1 else "actor", short_version(knowledge.version), tuple(map(short_id, named))
    )
    if len(named) == 1:
        return (
            Button(brief(wording.asking.card_of(one_line(knowledge.actors[named[0]].name)), MAX_LABEL), place.opening),
        )
    return (Button(wording.asking.COMPARE, place.opening),) if named else ()


def examples(questions: Iterable[str]) -> tuple[Button, ...]:
    """Return a button for each question that fits on one: it asks what it is labelled with."""
    fitting = [question for question in questions if len(question) <= MAX_LABEL]
    return tuple(Button(question, custom_ids.example(number)) for number, question in enumerate(fitting[:MAX_BUTTONS]))


def _buttons(
    answer: Answer, shown: Sequence[Excerpt], asker: Asker, offer: Offer, *, private: bool
) -> tuple[Button, ...]:
    version = short_version(answer.knowledge_version)
    ranks = {passage_id(excerpt.document, excerpt.paragraph): excerpt.rank for excerpt in reversed(answer.excerpts)}
    first = dict.fromkeys(passage_id(excerpt.document, excerpt.paragraph) for excerpt in shown)
    buttons = []
    for short in first:
        label = wording.asking.in_context(ranks[short]) if len(shown) > 1 else wording.lookups.IN_CONTEXT
        buttons.append(Button(label, Place("read", version, (short,)).opening))
    rest = tuple(short for short in reversed(ranks) if short not in first)
    if rest:
        place = Place("more", version, rest).fitting()
        buttons.append(Button(wording.chat.more_passages(len(place.args)), place.opening))
    # What is looked up shows all that this would, and a public answer has one row of buttons.
    if answer.actors and not offer.named:
        place = Place("who", version, tuple(short_id(actor.id) for actor in answer.actors)).fitting()
        buttons.append(Button(wording.chat.ACTORS, place.opening))
    buttons.append(Button(wording.asking.FOLLOW_UP, custom_ids.follow_up(offer.about)))
    if offer.can_share and answer.status is Status.ANSWERED and is_whole(answer.question):
        buttons.append(Button(wording.asking.SHARE, custom_ids.share(version, asker.id)))
    if not private:
        return (*buttons, Button(wording.chat.DELETE, custom_ids.delete(asker.id)))
    cite = cite_button(version, tuple(first))
    return (*buttons, *([cite] if cite else []))


def cite_button(version: str, passages: tuple[str, ...]) -> Button | None:
    """Return the button that gives passages, named by their short ids, as citations; None where there are none."""
    return Button(wording.trust.COPY, Place("cite", version, passages).fitting().opening) if passages else None
