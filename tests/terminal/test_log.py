"""The operator's log in both formats."""

from __future__ import annotations

import json
import logging
import sys
from typing import NoReturn

import pytest

from bot.terminal.log import Console, JsonLines, without_secrets


def record(message: str, *args: object, **extra: object) -> logging.LogRecord:
    made = logging.LogRecord("bot.chat", logging.INFO, __file__, 1, message, args, None)
    made.__dict__.update(extra)
    return made


def fail() -> NoReturn:
    raise ValueError("no good")


def failure() -> logging.LogRecord:
    try:
        fail()
    except ValueError:
        return logging.LogRecord("bot.chat", logging.ERROR, __file__, 1, "it\nfailed", (), sys.exc_info())


def test_a_line_of_json_holds_time_level_logger_message_and_what_is_logged_by_name() -> None:
    line = JsonLines().format(record("command=%s", "/ask", fields={"command": "/ask", "ms": 1.5}, created=0.0))
    assert json.loads(line) == {
        "time": "1970-01-01T00:00:00.000+00:00",
        "level": "INFO",
        "logger": "bot.chat",
        "message": "command=/ask",
        "command": "/ask",
        "ms": 1.5,
    }


def test_a_traceback_stays_on_the_line() -> None:
    line = JsonLines().format(failure())
    assert "\n" not in line
    assert json.loads(line)["message"] == "it\nfailed"
    assert json.loads(line)["error"].endswith("ValueError: no good")
    assert Console().format(failure()).endswith("ValueError: no good")


@pytest.mark.parametrize("form", [Console(), JsonLines()])
@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("POST https://discord.com/api/v10/interactions/123/aW50ZXJhY3Rpb24/callback failed", "aW50ZXJhY3Rpb24"),
        ("We are being rate limited. PATCH /webhooks/123/aW50ZXJhY3Rpb24/messages/@original", "aW50ZXJhY3Rpb24"),
        ("GET https://discord.com/api/v10/users/123456789012345678", "123456789012345678"),
        ("item with custom_id='d|123456789012345678'", "123456789012345678"),
        ("item with custom_id='h|1a2b3c4d|123456789012345678'", "123456789012345678"),
        ("Bot MTA1NTM1NTM1NTM1NTM1NTM1.GabcDE.ZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZ", "ZZZZZZZ"),
    ],
)
def test_no_token_and_no_persons_id_is_written(form: logging.Formatter, text: str, secret: str) -> None:
    line = form.format(record("%s", text))
    assert secret not in line
    assert "…" in line


def test_what_is_no_secret_stays() -> None:
    text = "command=/ask status=answered ms=12.5 passages=impact-of-taliban-resurgence#6 reference=0123abcd"
    assert without_secrets(text) == text
