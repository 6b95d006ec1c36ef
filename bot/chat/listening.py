"""Chat: what is asked by mention, by reply or directly, and what comes back."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING

import discord

from bot import wording
from bot.chat.about import greeting, greeting_page
from bot.chat.buttons.follow_up import followed
from bot.chat.commands import about
from bot.chat.desk import Request
from bot.chat.heard import Action, Decision, Heard, decide
from bot.chat.journal import Entry
from bot.chat.once import Once
from bot.chat.permissions import may_ask, may_reply
from bot.chat.render import Asker
from bot.chat.replies import Replies
from bot.chat.respond import typing

if TYPE_CHECKING:
    from bot.chat.host import Host
    from bot.chat.page import Page
    from bot.snapshot import Snapshot


class Listener:
    """Answers what is meant for the bot, and nothing else."""

    def __init__(self, bot: Host) -> None:
        """Begin with nothing heard."""
        self._bot = bot
        self._replies = Replies()
        self._told_how = Once()

    async def hear(self, message: discord.Message, me: discord.ClientUser) -> None:
        """Answer a message to the bot, which is `me`: whatever happens, a question ends in a message."""
        decision = decide(_heard(message, me))
        if decision.action is Action.IGNORE:
            return
        entry = Entry("chat")
        try:
            if decision.action is not Action.HOW_TO_ASK:
                await self._answer(message, decision, entry)
            else:
                entry.status = "how-to-ask"
                if self._told_how.first(message.author.id):
                    await self._replies.send(message, wording.chat.HOW_TO_ASK)
        except Exception as error:  # noqa: BLE001 - every question ends in a message
            await self._replies.report(message, error, entry)
        else:
            entry.close()

    async def _answer(self, message: discord.Message, decision: Decision, entry: Entry) -> None:
        """Answer a question or a greeting; who has to wait is told so once, lest a channel fill with notices."""
        asker, direct = Asker(message.author.display_name, message.author.id), message.guild is None
        admitted = self._bot.desk.admit(asker.id, entry)
        if isinstance(admitted, str):
            if entry.status != "cooldown" or self._bot.desk.cooldowns.is_news(asker.id):
                await self._replies.send(message, admitted)
            return
        if decision.action is Action.GREET:
            entry.status = "greeting"
            await self._replies.send(message, self._greeting(admitted, private=direct))
            return
        if decision.action is Action.WELCOME:
            entry.status = "thanks"
            await self._replies.send(message, wording.chat.WELCOME)
            return
        replied = message.reference.resolved if message.reference else None
        follows = followed(replied) if isinstance(replied, discord.Message) else None
        request = Request(decision.question, asker, message.channel.id, direct=direct, cautious=False, follows=follows)
        async with typing(message.channel) if may_reply(message) else nullcontext():
            await self._replies.send(message, self._bot.desk.reply(request, admitted, entry).page)

    def _greeting(self, snapshot: Snapshot, *, private: bool) -> Page:
        """Return a line or two with questions to try; in private the whole of /help below it."""
        page = greeting_page(snapshot)
        return replace(page, blocks=(greeting(snapshot), *about.help_page(self._bot).blocks)) if private else page


def _heard(message: discord.Message, me: discord.ClientUser) -> Heard:
    guild, author = message.guild, message.author
    role = guild.self_role if guild else None
    own = {me.id, *([role.id] if role else [])}
    system = message.type not in {discord.MessageType.default, discord.MessageType.reply}
    by_machine = author.bot or author.system or system or message.webhook_id is not None
    replied = message.reference.resolved if message.reference else None
    mentioned = any(user.id in own for user in message.mentions) or any(r.id in own for r in message.role_mentions)
    replies_to_bot = isinstance(replied, discord.Message) and replied.author.id in own
    is_addressed = not by_machine and (guild is None or mentioned or replies_to_bot)
    return Heard(
        content=message.content,
        by_machine=by_machine,
        direct=guild is None,
        mentioned=mentioned,
        replies_to_bot=replies_to_bot,
        # Most messages are not for the bot, and it takes a while to find out what somebody may do.
        may_ask=is_addressed and may_ask(message),
        own_ids=frozenset(own),
    )
