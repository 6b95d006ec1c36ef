"""Words that mean the time of writing: whoever reads them later has to be told which time that was."""

from __future__ import annotations

import re

from bot.text import distinct, one_line

# The letters looked ahead for are those that it begins with: every other word is passed over at once.
_WORDS = re.compile(
    r"\b(?-i:(?=[aclnptyACLNPTY]))"
    r"(?:at\s+(?:present|the\s+(?:moment|time\s+of\s+writing)|this\s+(?:time|moment|point))"
    r"|currently|presently|now(?:adays)?|to(?:day|night|morrow|\s+date)|yesterday"
    r"|(?:this|last|next)\s+(?:week|month|year))\b",
    re.IGNORECASE,
)


def words_of_now(text: str) -> tuple[str, ...]:
    """Return the words of `text` that mean the time of writing, as they stand there, each once, in order."""
    return tuple(distinct(one_line(found[0]) for found in _WORDS.finditer(text)))
