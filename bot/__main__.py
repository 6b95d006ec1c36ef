"""``python -m bot``: joins the two faces; heavy imports wait until a command needs them."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING

from bot.terminal.cli import build_app
from bot.terminal.serving import Faces

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.settings import Settings
    from bot.snapshot import SnapshotStore


def run(settings: Settings, store: SnapshotStore, say: Callable[[str], None]) -> int:
    """Answer on Discord until told to stop; return the exit status."""
    from bot.chat.run import run_bot  # noqa: PLC0415 - the other commands do without discord

    return asyncio.run(run_bot(settings, store, say=say))


def preview(
    settings: Settings, store: SnapshotStore, port: int, *, open_browser: bool, say: Callable[[str], None]
) -> int:
    """Answer in a page of the local browser until told to stop; return the exit status.

    Raises:
        ImportError: what only the preview needs is not installed.
    """
    from bot.chat.preview import run_preview  # noqa: PLC0415 - an optional dependency

    return run_preview(settings, store, port=port, open_browser=open_browser, say=say)


def main() -> None:
    """Run the command line; exits with its status."""
    sys.exit(build_app(Faces(run=run, preview=preview))())


if __name__ == "__main__":
    main()
