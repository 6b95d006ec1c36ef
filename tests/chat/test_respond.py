"""A connection that drops costs no answer."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import aiohttp
import discord
import pytest

from bot.chat.respond import send_twice


def http_error(code: int) -> discord.HTTPException:
    """Return an error as discord.py makes it from Discord's reply."""
    reply: Any = SimpleNamespace(status=400, reason="reason")
    return discord.HTTPException(reply, {"code": code, "message": "message"})


class Line:
    """A connection on which each sending ends as it was told to."""

    def __init__(self, *ends: Exception | None) -> None:
        self.ends = list(ends)

    async def send(self) -> None:
        end = self.ends.pop(0)
        if end is not None:
            raise end


@pytest.mark.parametrize("dropped", [aiohttp.ServerDisconnectedError(), ConnectionResetError(104, "reset")])
@pytest.mark.parametrize("second", [None, http_error(40060)])
async def test_what_was_dropped_is_sent_once_more(dropped: Exception, second: Exception | None) -> None:
    line = Line(dropped, second)
    await send_twice(line.send)
    assert line.ends == []


async def test_a_second_drop_is_an_error() -> None:
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await send_twice(Line(ConnectionResetError(), aiohttp.ServerDisconnectedError()).send)


async def test_what_discord_refuses_is_not_sent_again() -> None:
    with pytest.raises(discord.HTTPException):
        await send_twice(Line(http_error(50035)).send)
    with pytest.raises(discord.HTTPException):
        await send_twice(Line(ConnectionResetError(), http_error(50035)).send)
