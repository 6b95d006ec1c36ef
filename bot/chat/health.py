"""A page on the loopback address that tells whether the bot can answer, for whatever keeps it running."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot import wording
from bot.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

HOST = "127.0.0.1"


@asynccontextmanager
async def health_page(trouble: Callable[[], str | None], port: int | None) -> AsyncIterator[None]:
    """Serve ``GET /`` on a port of the loopback address, if one is given: 200, or 503 with what `trouble` returns.

    Raises:
        SettingsError: the port cannot be had.
    """
    if port is None:
        yield
        return
    from aiohttp import web  # noqa: PLC0415 - a tenth of a second that a bot without this page does not need

    async def tell(_: web.Request) -> web.Response:
        reason = trouble()
        return web.json_response({"healthy": reason is None, "reason": reason}, status=503 if reason else 200)

    app = web.Application()
    app.router.add_get("/", tell)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, HOST, port).start()
        except OSError as error:
            raise SettingsError(wording.terminal.health_port_unusable(port, error.strerror)) from error
        yield
    finally:
        await runner.cleanup()
