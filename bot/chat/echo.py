"""The line that says who asked what, from which the question is read back."""

from __future__ import annotations

import re

from bot import wording
from bot.chat.markup import MARK, cut, isolate, unescape
from bot.text import one_line

MAX_ECHO = 200
MAX_PRIVATE_ECHO = 500
"""An asker alone is shown more of the question, so that it can be read back for buttons more often."""
_ECHO = re.compile(rf"-# @.*? (?:{wording.chat.ASKED}|{wording.asking.SEARCHED_FOR}) \u2068?(.*?)\u2069?")
# Behind the @ of a name these would look like a mention of everybody, though nobody is called.
_NAMES_OF_ALL = re.compile(r"^(?=everyone|here)", re.IGNORECASE)


def echo(name: str, question: str, longest: int = MAX_ECHO, asked: str = wording.chat.ASKED) -> str:
    """Return the line that says who asked what, at most `longest` characters of it; `question_of` reads it back."""
    shown = _NAMES_OF_ALL.sub("\u2060", cut(one_line(name), 80).replace(":", "\\:"))
    return f"-# @{shown} {asked} {isolate(cut(one_line(question), longest))}"


def is_echo(line: str) -> bool:
    """Tell whether a line says who asked or searched for something."""
    return line.startswith("-# @") and any(said in line for said in (wording.chat.ASKED, wording.asking.SEARCHED_FOR))


def question_of(text: str) -> str | None:
    """Read the question back from a message's own text; None where it was cut or there is none."""
    found = _ECHO.fullmatch(text.partition("\n")[0])
    return None if found is None or found[1].endswith(MARK) else unescape(found[1])


def is_whole(question: str) -> bool:
    """Tell whether a private answer shows all of a question, so that it can be read back."""
    return question_of(echo("", question, MAX_PRIVATE_ECHO)) is not None
