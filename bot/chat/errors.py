"""One sentence for every error that can reach a user."""

from __future__ import annotations

import aiohttp
import discord
from discord import app_commands

from bot import wording
from bot.errors import BotError

UNKNOWN_WEBHOOK = 10015
UNKNOWN_INTERACTION = 10062
ALREADY_ACKNOWLEDGED = 40060
INVALID_WEBHOOK_TOKEN = 50027
CANNOT_SEND = frozenset({50001, 50007, 50013})


class NotAllowed(app_commands.CheckFailure):
    """Somebody used a command that is not theirs."""


def cause_of(error: BaseException) -> BaseException:
    """Return what discord.py wrapped into an error of its own."""
    if isinstance(error, app_commands.CommandInvokeError):
        return error.original
    if isinstance(error, app_commands.TransformerError) and error.__cause__ is not None:
        return error.__cause__ if isinstance(error.__cause__, BotError) else error
    return error


def is_expired(error: BaseException) -> bool:
    """Tell whether the interaction is gone or has been answered, so that no answer can reach the user."""
    codes = {UNKNOWN_INTERACTION, ALREADY_ACKNOWLEDGED, UNKNOWN_WEBHOOK, INVALID_WEBHOOK_TOKEN}
    return isinstance(error, discord.HTTPException) and error.code in codes


def is_expected(error: BaseException) -> bool:
    """Tell whether an error is somebody's doing rather than a fault of ours: it needs no traceback."""
    return isinstance(error, BotError | app_commands.AppCommandError) and not isinstance(
        error, app_commands.CommandInvokeError
    )


def sentence(error: BaseException) -> str:
    """Return what a user is told about an error."""
    if isinstance(error, BotError):
        return error.sentence
    for kind, words in _SENTENCES:
        if isinstance(error, kind):
            return words
    return wording.chat.BROKEN


_SENTENCES: tuple[tuple[type[BaseException], str], ...] = (
    (NotAllowed, wording.chat.NOT_ALLOWED),
    (app_commands.CommandNotFound, wording.chat.COMMAND_CHANGED),
    (app_commands.CommandSignatureMismatch, wording.chat.COMMAND_CHANGED),
    (app_commands.TransformerError, wording.chat.BAD_ARGUMENT),
    (app_commands.CommandOnCooldown, wording.chat.TOO_FAST),
    (app_commands.NoPrivateMessage, wording.chat.ONLY_IN_SERVERS),
    (app_commands.BotMissingPermissions, wording.chat.MISSING_PERMISSION),
    (app_commands.CheckFailure, wording.chat.MAY_NOT),
    (discord.Forbidden, wording.chat.MISSING_PERMISSION),
    (discord.NotFound, wording.chat.GONE),
    (discord.DiscordServerError, wording.chat.DISCORD_TROUBLE),
    (discord.RateLimited, wording.chat.DISCORD_TROUBLE),
    (aiohttp.ClientError, wording.chat.DISCORD_TROUBLE),
    (ConnectionError, wording.chat.DISCORD_TROUBLE),
    (TimeoutError, wording.chat.DISCORD_TROUBLE),
)
