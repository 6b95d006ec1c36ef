"""Pictures on demand: one process draws them one after the other, and the last few are kept."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
from collections import OrderedDict
from importlib.util import find_spec
from typing import TYPE_CHECKING

from bot.errors import PictureError, PicturesMissingError
from bot.indexer import environment
from bot.pictures.wire import LENGTH, framed, length_in

if TYPE_CHECKING:
    from pathlib import Path

    from bot.pictures.chart import Chart

KEPT = 16
"""How many pictures are kept; none is larger than 200 kB."""
PATIENCE = 10.0
"""Seconds that a picture may take before its process is given up."""
_NEEDED = ("matplotlib", "networkx")


class Painter:
    """Draws charts in a process of its own, which begins with the first one and ends with `close`.

    The packages that draw need not be installed, and are never imported by this process.
    """

    def __init__(self, cache: Path) -> None:
        """Let the process keep its list of fonts below `cache`."""
        self._fonts = cache / "matplotlib"
        self._process: asyncio.subprocess.Process | None = None
        self._is_closed = False
        self._turn = asyncio.Lock()
        self._kept: OrderedDict[tuple[str, str | None], bytes] = OrderedDict()

    @property
    def process_id(self) -> int | None:
        """The id of the process that draws, where there is one."""
        return self._process.pid if self._process and self._process.returncode is None else None

    async def paint(self, version: str, chart: Chart) -> bytes:
        """Return the PNG of a chart of the knowledge of a version; it waits for those asked for before.

        Where the process is gone it is started again, and asked once more.

        Raises:
            PicturesMissingError: the packages that draw are not installed.
            PictureError: it could not be drawn.
        """
        key = (version, chart.hub)
        async with self._turn:
            if key not in self._kept:
                if not all(map(find_spec, _NEEDED)):
                    raise PicturesMissingError
                self._kept[key] = await self._painted(chart)
                while len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
            self._kept.move_to_end(key)
            return self._kept[key]

    async def close(self) -> None:
        """End the process, also while it draws; from then on nothing is drawn."""
        self._is_closed = True
        await self._end()

    async def _painted(self, chart: Chart) -> bytes:
        told = json.dumps(chart.to_json()).encode()
        for is_last in (False, True):
            try:
                async with asyncio.timeout(PATIENCE):
                    picture = await self._asked(framed(told))
            except (OSError, EOFError, TimeoutError) as error:
                await self._end()
                if is_last or isinstance(error, TimeoutError):
                    raise PictureError from error
            except BaseException:
                # Whoever asked has gone: what is still to come belongs to nobody.
                await self._end()
                raise
            else:
                break
        if not picture:
            raise PictureError
        return picture

    async def _asked(self, message: bytes) -> bytes:
        if self.process_id is None and not self._is_closed:
            self._process = await self._started()
        if self._is_closed:
            raise PictureError
        process = self._process
        # For the type checker: both are pipes.
        assert process is not None  # noqa: S101
        assert process.stdin is not None  # noqa: S101
        assert process.stdout is not None  # noqa: S101
        process.stdin.write(message)
        await process.stdin.drain()
        return await process.stdout.readexactly(length_in(await process.stdout.readexactly(LENGTH)))

    async def _started(self) -> asyncio.subprocess.Process:
        fonts = {} if "MPLCONFIGDIR" in os.environ else {"MPLCONFIGDIR": str(self._fonts.absolute())}
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot.pictures.worker"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            env=environment() | fonts,
        )

    async def _end(self) -> None:
        """End the process at once: it holds nothing that could be lost."""
        process, self._process = self._process, None
        if process is not None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
