"""``python -m bot``: joins the two faces; heavy imports wait until a command needs them."""

from __future__ import annotations

import asyncio
import gc
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.settings import Settings
    from bot.snapshot import SnapshotStore


def run(settings: Settings, store: SnapshotStore, say: Callable[[str], None]) -> int:
    """Answer on Discord until told to stop; return the exit status."""
    with _importing():
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


@contextmanager
def _importing() -> Iterator[None]:
    """Look for no garbage meanwhile, which takes a tenth of the start, nor ever in modules: they stay to the end."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def main() -> None:
    """Run the command line; exits with its status."""
    with _importing():
        from bot.terminal.cli import build_app  # noqa: PLC0415 - see above
        from bot.terminal.serving import Faces  # noqa: PLC0415
    sys.exit(build_app(Faces(run=run, preview=preview))())


if __name__ == "__main__":
    main()
