"""`/ask`, and the message menu *Look this up*."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot import wording
from bot.chat.about import greeting_page
from bot.chat.echo import question_of
from bot.chat.interactions import admitted, answer
from bot.chat.journal import entry_of
from bot.chat.respond import say, send_page
from bot.chat.small_talk import is_small_talk
from bot.chat.view import text_of
from bot.text import one_line

if TYPE_CHECKING:
    from bot.chat.desk import Desk
    from bot.chat.tree import Tree

_POINTERS = re.compile(r"<(?:@[!&]?|#|a?:\w{1,32}:)[0-9]{1,20}>")
"""Discord's markup for users, roles, channels and emoji (developer documentation, "Message Formatting")."""
_ADDRESS = re.compile(r"\(?<?https?://[^\s<>)]+>?\)?")
"""An address, which no document is likely to have a word of, also as the target of a masked link."""


def add(tree: Tree, desk: Desk) -> None:
    """Put `/ask` and its message menu into the tree."""

    @tree.command(name="ask", description=wording.chat.HELP["ask"])
    @app_commands.describe(question=wording.chat.ASK_QUESTION, private=wording.chat.ASK_PRIVATE)
    async def ask(interaction: discord.Interaction, question: str, private: bool = False) -> None:
        if not is_small_talk(question):
            await answer(interaction, desk, question, private=private)
        elif snapshot := await admitted(interaction, desk):
            entry_of(interaction).status = "greeting"
            await send_page(interaction, greeting_page(snapshot), private=True)

    @tree.context_menu(name=wording.asking.LOOK_UP_MENU, extras={"help": wording.manners.LOOK_UP_MENU_HELP})
    async def look_up(interaction: discord.Interaction, message: discord.Message) -> None:
        entry_of(interaction).command = "menu look-up"
        content = message.content
        if message.author == interaction.client.user:
            # An answer has its text in components; what can be looked up of it is its question.
            content = content or question_of(text_of(message)) or ""
        text = words_of(content)
        if not text:
            entry_of(interaction).status = "refused"
            await say(interaction, wording.asking.NO_TEXT)
            return
        longest = desk.store.current.answerer.max_question if desk.store.current else len(text)
        note = wording.asking.cut_to(longest) if len(text) > longest else ""
        await answer(interaction, desk, text[:longest], private=True, follows=(), note=note)


def words_of(content: str) -> str:
    """Return what a message says in words, on one line: without addresses, mentions and emoji."""
    return one_line(_ADDRESS.sub(" ", _POINTERS.sub(" ", content)))
