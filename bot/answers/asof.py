"""Words that mean the time of writing: whoever reads them later has to be told which time that was."""

from __future__ import annotations

import re

from bot.text import distinct

_WORDS = re.compile(
    r"\b(?:at\s+present|at\s+the\s+moment|at\s+this\s+(?:time|moment|point)|at\s+the\s+time\s+of\s+writing"
    r"|currently|presently|nowadays|today|tonight|yesterday|tomorrow|now|to\s+date"
    r"|(?:this|last|next)\s+(?:week|month|year))\b",
    re.IGNORECASE,
)


def words_of_now(text: str) -> tuple[str, ...]:
    """Return the words of `text` that mean the time of writing, as they stand there, each once, in order."""
    return tuple(distinct(" ".join(found[0].split()) for found in _WORDS.finditer(text)))
