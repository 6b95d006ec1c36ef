"""The command tree: answers every error once, and is synchronised only when it differs from what Discord has."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.chat.journal import Entry, entry_of
from bot.chat.respond import report

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping

    Choices = list[app_commands.Choice[str]]
    Complete = Callable[[discord.Interaction, str], Coroutine[Any, Any, Choices]]


class Tree(app_commands.CommandTree[discord.Client]):
    """All commands; every one works in servers, direct messages and where a user brought the bot along."""

    def __init__(self, client: discord.Client) -> None:
        """Allow every context and both ways of installing."""
        super().__init__(
            client,
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
        )
        self._ids: dict[str, int] = {}

    async def interaction_check(self, interaction: discord.Interaction, /) -> bool:
        """Begin the log line of each command, so that its duration counts from here; completing has none."""
        if interaction.type is not discord.InteractionType.autocomplete:
            entry_of(interaction)
        return True

    async def on_error(self, interaction: discord.Interaction, error: app_commands.AppCommandError, /) -> None:
        """Tell one sentence and a reference id, before or after a first response."""
        await report(interaction, error)

    async def synchronise(self) -> bool:
        """Send the commands to Discord where they differ from what it has; tell whether they did."""
        # DEP-WARN: the raw payload, because discord.py 2.7.1 reads the contexts of fetched commands shifted by one.
        fetched = await self.client.http.get_global_commands(self.client.application_id or 0)
        present = [normal(command) for command in fetched]
        wanted = [normal(command.to_dict(self)) for command in self.get_commands()]
        is_same = sorted(present, key=repr) == sorted(wanted, key=repr)
        if is_same:
            self._ids = {command["name"]: int(command["id"]) for command in fetched}
        else:
            self._ids = {command.name: command.id for command in await self.sync()}
        return not is_same

    def mention(self, command: app_commands.Command[Any, ..., Any]) -> str:
        """Return what Discord shows as a command that can be clicked; plainly where its id is not known."""
        found = self._ids.get((command.root_parent or command).name)
        return f"</{command.qualified_name}:{found}>" if found else f"`/{command.qualified_name}`"


_COMPARED = frozenset(
    {
        "autocomplete",
        "channel_types",
        "choices",
        "contexts",
        "default_member_permissions",
        "description",
        "integration_types",
        "max_length",
        "max_value",
        "min_length",
        "min_value",
        "name",
        "nsfw",
        "options",
        "required",
        "type",
        "value",
    }
)


def normal(payload: Mapping[str, Any]) -> dict[str, Any]:
    """Return a command's payload as both sides have it: no empty field, and none that only one side fills in."""
    kept: dict[str, Any] = {}
    for key, value in payload.items():
        if key not in _COMPARED or value is None or value is False or value in ("", [], {}):
            continue
        if key in {"options", "choices"}:
            kept[key] = [normal(entry) for entry in value]
        elif key in {"contexts", "integration_types", "channel_types"}:
            kept[key] = sorted(int(entry) for entry in value)
        else:
            kept[key] = int(value) if key in {"type", "default_member_permissions"} else value
    return dict(sorted(kept.items()))


def completing(complete: Complete) -> Complete:
    """Answer an autocompletion that fails with no choices, and log why."""

    @functools.wraps(complete)
    async def guarded(interaction: discord.Interaction, current: str) -> Choices:
        try:
            return (await complete(interaction, current))[:25]
        except Exception as error:  # noqa: BLE001 - whatever it was, the user's client waits for choices
            Entry("autocomplete").fail(error, traceback=True)
            return []

    return guarded
