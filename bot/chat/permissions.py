"""Who may do what, as Discord tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import TeamMemberRole, TeamMembershipState

if TYPE_CHECKING:
    from discord import AppInfo

_RUNNING = {TeamMemberRole.admin, TeamMemberRole.developer}


def owner_ids(application: AppInfo) -> set[int]:
    """Return the application's owner, or of the team that owns it its owner, administrators and developers.

    Whoever was only invited, or may only read, runs nothing.
    """
    team = application.team
    if team is None:
        return {application.owner.id}
    running = {
        member.id
        for member in team.members
        if member.membership_state is TeamMembershipState.accepted and member.role in _RUNNING
    }
    return running if team.owner_id is None else running | {team.owner_id}


def may_ask(message: discord.Message) -> bool:
    """Tell whether the author of a chat message may use application commands where it stands."""
    author, channel = message.author, message.channel
    if message.guild is None:
        return True
    if not isinstance(author, discord.Member) or not isinstance(channel, discord.abc.GuildChannel | discord.Thread):
        return False
    return channel.permissions_for(author).use_application_commands


def may_reply(message: discord.Message) -> bool:
    """Tell whether the bot may write where a chat message stands."""
    channel, guild = message.channel, message.guild
    if guild is None or not isinstance(channel, discord.abc.GuildChannel | discord.Thread):
        return True
    return may_send(channel.permissions_for(guild.me), channel)


def may_send(permissions: discord.Permissions, channel: object) -> bool:
    """Tell whether these permissions let somebody write in a channel, or in the thread that it is."""
    in_thread = isinstance(channel, discord.Thread)
    return permissions.send_messages_in_threads if in_thread else permissions.send_messages
