"""`/about` and `/help` as pages, pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot import wording
from bot.chat.markup import cut, escape
from bot.chat.page import ACCENT, MAX_TEXT, Page
from bot.chat.render import documents_and_dates, examples
from bot.knowledge.model import short_version
from bot.text import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import timedelta

    from bot.answers.holdings import About
    from bot.chat.links import Links
    from bot.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Described:
    """A command as /help shows it: `mention` is what can be clicked, `options` in brackets where they may be left out.

    `needs` are the names of those that may not.
    """

    mention: str
    usage: str
    options: str
    description: str
    needs: tuple[str, ...] = ()


def about_page(card: About, up: timedelta, latency: float, links: Links) -> Page:
    """Say what the bot is, what it holds, how it runs and what it keeps; `latency` is Discord's, in seconds."""
    said = wording.manners
    version = short_version(card.knowledge_version) if card.knowledge_version else None
    lines = [
        said.ABOUT,
        said.DISCLAIMER,
        said.knowledge(held(card), [wording.date(day) for day in card.dates]),
        said.versions(card.bot_version, version),
        said.labelled(said.RANKING, escape(wording.meaning.ranked(card.model))),
        said.labelled(said.RUNNING, f"{said.up_time(up)} · {said.latency(latency)}"),
    ]
    if card.degraded and card.knowledge_version:
        lines.append(f"⚠ {said.labelled(said.STATUS, wording.chat.DEGRADED)}")
    lines += [said.labelled(said.PRIVACY_HEAD, said.PRIVACY), said.labelled(said.LICENCE_HEAD, said.LICENCE)]
    return Page(("\n".join(lines),), links.buttons, ACCENT)


def greeting(snapshot: Snapshot) -> str:
    """Say how small the bot's world is."""
    return wording.chat.greeting(wording.answers.held(*documents_and_dates(snapshot.knowledge)))


def greeting_page(snapshot: Snapshot) -> Page:
    """Greet whoever says no more than hello, with questions to try."""
    text = f"{greeting(snapshot)} {wording.chat.HOW_TO_GO_ON}"
    return Page((text,), accent=ACCENT, tries=examples(snapshot.answerer.examples))


def help_page(
    commands: Sequence[Described],
    menus: Sequence[tuple[str, str]],
    snapshot: Snapshot | None,
    *,
    manages: bool = False,
) -> Page:
    """Return how to ask, the commands and message menus, how to keep the bot quiet, and questions that are answered.

    Commands that need options come with an example that works on the loaded knowledge.
    """
    said = wording.manners
    asking = next((command.mention for command in commands if command.usage == "/ask"), "/ask")
    values = example_values(snapshot) if snapshot else {}
    blocks = [said.HELP_HEAD.format(ask=asking), "\n".join(_line(command, values) for command in commands)]
    if menus:
        blocks.append(
            "\n".join([said.MENUS, *(f"- **{cut(name, 40)}** — {told}".removesuffix(" — ") for name, told in menus)])
        )
    if manages:
        blocks.append(said.QUIET)
    tries = examples(snapshot.answerer.examples) if snapshot else ()
    if tries:
        # A list takes the line below it for its own, but for a blank one.
        blocks.append(f"\n{wording.chat.EXAMPLES_BELOW}")
    while len(blocks) > 1 and Page(tuple(blocks)).length > MAX_TEXT:
        blocks.pop()
    return Page(tuple(blocks), accent=ACCENT, tries=tries)


def _line(command: Described, values: dict[str, str]) -> str:
    options = f" *{command.options}*" if command.options else ""
    line = f"{command.mention}{options} — {command.description}"
    if not command.needs or not all(name in values for name in command.needs):
        return line
    given = " ".join(f"{name}: {cut(one_line(values[name]), 150)}" for name in command.needs)
    return f"{line}\n-# {wording.manners.example(f'{command.usage} {given}')}"


def example_values(snapshot: Snapshot) -> dict[str, str]:
    """Return a value for each option that a command may need, by its name, with which the command has an answer."""
    knowledge, answerer = snapshot.knowledge, snapshot.answerer
    values: dict[str, str] = {}
    if answerer.examples:
        question = answerer.examples[0]
        values |= {"question": question, "receipt": answerer.answer(question).receipt}
    told = sorted(knowledge.actors.values(), key=lambda actor: (-len(actor.facts), actor.name))
    for name, actor in zip(("name", "second"), told, strict=False):
        values[name] = actor.name
    if told:
        values |= dict.fromkeys(("actor", "first", "words"), told[0].name)
    for document in knowledge.documents.values():
        if document.paragraphs:
            return values | {"document": document.slug, "paragraph": "1"}
    return values


def held(card: About) -> str:
    """Count what is held."""
    if card.knowledge_version is None:
        return wording.chat.WITHOUT_KNOWLEDGE
    counts = (
        (card.documents, "document"),
        (card.paragraphs, "paragraph"),
        (card.actors, "actor"),
        (card.facts, "fact"),
    )
    return ", ".join(wording.plural(count, noun) for count, noun in counts)
