"""The least that a bot on discord.py can do: what is left is the cost of discord.py itself.

Run as a process: ``python -m benchmarks.bare_bot`` with DISCORD_TOKEN. `/ask` sends a message that was laid out before
it was asked for, the autocompletion of `/actor` offers choices that were made before. Discord sends it the same events
as the bot that it is compared with.
"""

from __future__ import annotations

import os

import discord
from discord import app_commands, ui

QUOTE = (
    "> […] **Further, when the anti-Taliban resistance was at its height, Tajikistan was reportedly offering the two "
    "leaders sanctuary in case they fled Afghanistan.** […]"
)
LINES = ("-# @somebody asked: Which country?", QUOTE, "⚠ Reported, not asserted", "-# [1] A title · A publisher · ¶6")
CHOICES = [app_commands.Choice(name=f"Actor {number}", value=f"actor-{number}") for number in range(25)]


class Bare(discord.Client):
    """Two commands and no cache."""

    def __init__(self) -> None:
        """Ask for the events that a bot needs which is talked to."""
        intents = discord.Intents.none()
        intents.guilds = intents.guild_messages = intents.dm_messages = True
        super().__init__(
            intents=intents,
            max_messages=None,
            chunk_guilds_at_startup=False,
            member_cache_flags=discord.MemberCacheFlags.none(),
        )
        self.tree = app_commands.CommandTree(self)

    async def setup_hook(self) -> None:
        """Send the commands to Discord."""
        await self.tree.sync()


def static() -> ui.LayoutView:
    """Return a message of the same shape as an answer."""
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.Container(*(ui.TextDisplay(line) for line in LINES)))
    buttons = (ui.Button[ui.LayoutView](label=label, custom_id=label) for label in ("In context", "Actors", "Delete"))
    view.add_item(ui.ActionRow(*buttons))
    return view


def main() -> None:
    """Answer until told to stop."""
    client, view = Bare(), static()

    @client.tree.command(name="ask", description="Answer the same")
    async def ask(interaction: discord.Interaction, question: str) -> None:  # noqa: ARG001 - it is not read
        await interaction.response.send_message(view=view)

    @client.tree.command(name="actor", description="Offer the same")
    async def actor(interaction: discord.Interaction, name: str) -> None:  # noqa: ARG001 - it is not read
        await interaction.response.send_message(view=view)

    @actor.autocomplete("name")
    async def names(_: discord.Interaction, __: str) -> list[app_commands.Choice[str]]:
        return CHOICES

    client.run(os.environ["DISCORD_TOKEN"], log_handler=None)


if __name__ == "__main__":
    main()
