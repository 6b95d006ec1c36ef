"""The bot on Discord: commands, buttons and chat wired to one store; settings and knowledge go in by constructor."""

from __future__ import annotations

import io
import secrets
import time
from datetime import timedelta
from typing import TYPE_CHECKING

import discord

from bot import wording
from bot.chat.about import held
from bot.chat.buttons import BUTTONS
from bot.chat.buttons.follow_up import submitted
from bot.chat.commands import about, ask, knowledge, lookup, read, relations, search, verify
from bot.chat.cooldown import Cooldowns
from bot.chat.desk import Desk
from bot.chat.journal import entry_of, log
from bot.chat.links import Links
from bot.chat.listening import Listener
from bot.chat.permissions import owner_ids
from bot.chat.tree import Tree
from bot.chat.upkeep import fault_text
from bot.pictures.painter import Painter

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from discord import app_commands

    from bot.errors import KnowledgeError
    from bot.settings import Settings
    from bot.snapshot import SnapshotStore

SLASH = discord.AppCommandType.chat_input


class Bot(discord.Client):
    """One bot, serving the knowledge of one store.

    It asks Discord for no privileged intent, and keeps neither messages nor members.
    """

    def __init__(
        self,
        settings: Settings,
        store: SnapshotStore,
        *,
        say: Callable[[str], None] = log.info,
        tells_owner: bool = True,
    ) -> None:
        """Wire the commands to the store; nothing is sent before the bot is started.

        `say` is told, once connected, what the operator needs to go on; with `tells_owner` the application's owner is
        sent the faults that the knowledge has at start.
        """
        intents = discord.Intents.none()
        intents.guilds = intents.guild_messages = intents.dm_messages = True
        super().__init__(
            intents=intents,
            max_messages=None,
            chunk_guilds_at_startup=False,
            member_cache_flags=discord.MemberCacheFlags.none(),
            allowed_mentions=discord.AllowedMentions.none(),
        )
        self.store = store
        self.faults: KnowledgeError | None = None
        """What the knowledge files were found to be wrong in when a command last read them."""
        self._say = say
        self._tells_owner = tells_owner
        self.tree = Tree(self)
        self.links = Links(settings.privacy_url, settings.terms_url, settings.contact_url, settings.source_url)
        self.admins = set(settings.admin_user_ids)
        self._begun: float | None = None
        self.painter = Painter(settings.cache_dir)
        self.desk = Desk(store, Cooldowns(settings.cooldown.count, settings.cooldown.seconds))
        self._listener = Listener(self)
        self._is_announced = self._is_connected = False
        self._add_commands()

    def _add_commands(self) -> None:
        ask.add(self.tree, self.desk)
        search.add(self.tree, self.desk)
        lookup.add(self.tree, self.store)
        relations.add(self.tree, self.store, self.painter)
        read.add(self.tree, self.store)
        verify.add(self.tree, self.desk)
        about.add(self.tree, self)
        knowledge.add(self.tree, self)

    def is_admin(self, user: int) -> bool:
        """Tell whether `user` runs the bot: by ADMIN_USER_IDS, or by owning the application, alone or in a team."""
        return user in self.admins or (self.application is not None and user in owner_ids(self.application))

    @property
    def trouble(self) -> KnowledgeError | None:
        """The faults of the knowledge files, where the start or a command since then found any."""
        return self.store.trouble or self.faults

    def unfit(self) -> str | None:
        """Return why nobody gets an answer now, or None."""
        if not self._is_connected or self.is_closed():
            return wording.terminal.NOT_CONNECTED
        return None if self.store.current else wording.terminal.NOTHING_LOADED

    def up_time(self) -> timedelta:
        """Return for how long the bot has been up."""
        begun = time.monotonic() if self._begun is None else self._begun
        return timedelta(seconds=int(time.monotonic() - begun))

    async def setup_hook(self) -> None:
        """Register the buttons, and the commands where Discord has others."""
        self._begun = time.monotonic()
        self.add_dynamic_items(*BUTTONS)
        changed = await self.tree.synchronise()
        log.info("commands %s", "synchronised" if changed else "unchanged")

    async def on_disconnect(self) -> None:
        """Take note that Discord does not hear the bot."""
        self._is_connected = False

    async def on_resumed(self) -> None:
        """Take note that Discord hears the bot again."""
        self._is_connected = True

    async def close(self) -> None:
        """Leave Discord, and end the process that draws."""
        await self.painter.close()
        await super().close()

    async def on_ready(self) -> None:
        """Tell the operator, once, how to go on."""
        self._is_connected = True
        if self._is_announced:
            return
        self._is_announced = True
        permissions = discord.Permissions(view_channel=True, send_messages=True, read_message_history=True)
        permissions.send_messages_in_threads = permissions.attach_files = True
        invitation = discord.utils.oauth_url(self.application_id or 0, permissions=permissions)
        commands = ", ".join(f"/{command.qualified_name}" for command in self.tree.get_commands(type=SLASH))
        self._say(wording.chat.ready(invitation, commands, held(about.about_card(self))))
        await self._tell_owner()

    async def on_app_command_completion(
        self, interaction: discord.Interaction, _: app_commands.Command[Any, ..., Any]
    ) -> None:
        """Write the log line of a command that went well."""
        entry_of(interaction).close()

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Take in forms, of which discord.py is told nothing, so that they survive a restart."""
        await submitted(interaction)

    async def on_error(self, event_method: str, /, *_args: object, **_kwargs: object) -> None:
        """Log an error that nothing else caught, without what the event held."""
        log.exception("event=%s reference=%s failed", event_method, secrets.token_hex(4))

    async def on_message(self, message: discord.Message) -> None:
        """Answer a question that was asked in chat."""
        if self.user is not None:
            await self._listener.hear(message, self.user)

    async def _tell_owner(self) -> None:
        """Send the faults found at start to the owner; the store has logged them."""
        trouble, application = self.store.trouble, self.application
        if trouble is None or application is None or not self._tells_owner:
            return
        owner = application.team.owner if application.team else application.owner
        head = wording.chat.faults_at_start(len(trouble.faults), degraded=self.store.current is not None)
        file = discord.File(io.BytesIO(fault_text(trouble).encode("utf-8", "replace")), "faults.txt")
        try:
            if owner is not None:
                await (await self.fetch_user(owner.id)).send(head, file=file)
        except discord.HTTPException as error:
            log.warning("the owner could not be told: %s", type(error).__name__)
