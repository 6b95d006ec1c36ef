"""What commands write, and the exit statuses: 0, 1 for faults in the knowledge, 2 for wrong usage."""

from __future__ import annotations

import io
import json
import sys
from typing import Any, NoReturn

import typer

FAULTS = 1
USAGE = 2


def say(line: str) -> None:
    """Print a line at once, whoever reads along."""
    print(line, flush=True)


def fail(sentence: str) -> NoReturn:
    """End the command for wrong usage, and say why."""
    print(sentence, file=sys.stderr)
    raise typer.Exit(USAGE)


def write_json(value: Any) -> None:
    """Write a value as JSON on one line."""
    text = json.dumps(value, ensure_ascii=False)
    # A question may hold half a surrogate pair, which no encoding can write; JSON can.
    sys.stdout.write((text if text.isascii() or _encodable(text) else json.dumps(value)) + "\n")


def _encodable(text: str) -> bool:
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def write_what_can_be_written() -> None:
    """Let a terminal that has no quotation marks or ¶ show question marks, where Python would raise."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
