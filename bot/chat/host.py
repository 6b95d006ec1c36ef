"""What commands, buttons and chat need of the bot that they run in, so that none of them has to know its class."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from datetime import timedelta

    import discord

    from bot.chat.desk import Desk
    from bot.chat.links import Links
    from bot.chat.tree import Tree
    from bot.errors import KnowledgeError
    from bot.snapshot import SnapshotStore


@runtime_checkable
class Host(Protocol):
    """A client that serves the knowledge of a store."""

    store: SnapshotStore
    desk: Desk
    tree: Tree
    links: Links
    faults: KnowledgeError | None
    """What the knowledge files were found to be wrong in when a command last read them."""

    @property
    def trouble(self) -> KnowledgeError | None:
        """The faults of the knowledge files, where the start or a command since then found any."""

    def is_admin(self, user: int) -> bool:
        """Tell whether `user` runs the bot."""

    def up_time(self) -> timedelta:
        """Return for how long the bot has been up."""


def host_of(interaction: discord.Interaction) -> Host:
    """Return the bot that an interaction came to."""
    client: object = interaction.client
    if not isinstance(client, Host):
        raise TypeError(f"a button of ours in a {type(client).__name__}")
    return client
