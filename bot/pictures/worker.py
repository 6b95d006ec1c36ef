"""The process that draws: charts come in on its standard input, PNGs go out; it ends where the input does.

A chart is JSON, framed as `bot.pictures.wire` says, and so is its picture; one that cannot be drawn is answered by no
bytes.
"""

from __future__ import annotations

import json
import logging
import signal
import sys
import traceback
from typing import BinaryIO

from bot.pictures.wire import LENGTH, framed, length_in


def main() -> None:
    """Draw until there is nothing more to draw."""
    # What is typed at a terminal ends the bot, which then ends this.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    serve(sys.stdin.buffer, sys.stdout.buffer)


def serve(charts: BinaryIO, pictures: BinaryIO) -> None:
    """Answer each chart with its picture."""
    from bot.pictures.picture import png_of  # noqa: PLC0415 - what it needs may not be installed

    while len(head := charts.read(LENGTH)) == LENGTH:
        told = charts.read(length_in(head))
        try:
            picture = png_of(json.loads(told))
        except Exception:  # noqa: BLE001 - whatever it was, the next chart may be better
            traceback.print_exc()
            picture = b""
        pictures.write(framed(picture))
        pictures.flush()


if __name__ == "__main__":
    main()
