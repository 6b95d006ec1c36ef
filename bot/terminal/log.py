"""The operator's log: lines for people, or one JSON object a line for programs; no secret stands in either."""

from __future__ import annotations

import json
import logging
import re
from datetime import UTC, datetime

_CONSOLE = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"
# What Discord's API puts into addresses: the token by which an interaction is answered, and people's ids; a button that
# only its asker may use has the asker's id in its own. A bot's token has three parts.
_SECRETS = (
    (re.compile(r"(/(?:interactions|webhooks)/\d+/)[^/\s?'\")]+"), r"\1…"),
    (re.compile(r"(/(?:users|members|recipients)/)\d+"), r"\1…"),
    (re.compile(r"\b([a-z]\|(?:[0-9a-z]*\|)?)\d{15,20}\b"), r"\1…"),
    (re.compile(r"\b[\w-]{20,30}\.[\w-]{5,8}\.[\w-]{25,}"), "…"),
)


def start(level: str, kind: str) -> None:
    """Write the log to standard error from `level` on: `kind` is ``console`` or ``json``."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines() if kind == "json" else Console())
    logging.basicConfig(level=level, handlers=[handler])
    logging.captureWarnings(kind == "json")


def without_secrets(text: str) -> str:
    """Return `text` without tokens and people's ids."""
    for pattern, instead in _SECRETS:
        text = pattern.sub(instead, text)
    return text


class Console(logging.Formatter):
    """A line with time, level and logger before the message."""

    def __init__(self) -> None:
        """Choose what stands on the line."""
        super().__init__(_CONSOLE)

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, followed by the traceback where there is one."""
        return without_secrets(super().format(record))


class JsonLines(logging.Formatter):
    """A JSON object: time in UTC, level, logger, message, what is logged by name (`fields`), a traceback as text."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the object on one line."""
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        entry = {"time": moment, "level": record.levelname, "logger": record.name, "message": record.getMessage()}
        entry |= getattr(record, "fields", {})
        if record.exc_info:
            entry["error"] = self.formatException(record.exc_info)
        return without_secrets(json.dumps(entry, ensure_ascii=False, default=str))
