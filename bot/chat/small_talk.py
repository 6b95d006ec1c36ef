"""What people say to a bot that is no question about a subject."""

from __future__ import annotations

import re

_SMALL_TALK = frozenset(
    {
        *("hi", "hello", "hey", "hi there", "hello there", "hey there", "good morning", "good evening"),
        *("help", "help me", "who are you", "what are you", "what is this", "what do you know", "what do you do"),
        *("what can you do", "what can i ask", "what can i ask you", "how does this work", "how do you work"),
        *("are you a bot", "are you human", "are you an ai", "are you chatgpt", "who made you"),
        *("what are your sources", "which sources do you use", "what sources do you use"),
        "where do you get your information",
        *(
            f"{asks} {which} {what}{about}"
            for asks, about in (("what is", " about"), ("what does", " say"), ("summarize", ""), ("summarise", ""))
            for which in ("the", "this")
            for what in ("document", "article", "text", "report")
        ),
    }
)
"""What newcomers begin with, which is about the bot or all that it quotes, and not about a subject."""
_THANKS = frozenset(
    {"thanks", "thank you", "thank you very much", "thanks a lot", "many thanks", "thx", "ty", "cheers", "good bot"}
)


def is_small_talk(text: str) -> bool:
    """Tell whether somebody greets the bot, or asks about it rather than about what it quotes."""
    return _words(text) in _SMALL_TALK


def is_thanks(text: str) -> bool:
    """Tell whether somebody thanks the bot."""
    return _words(text) in _THANKS


def _words(text: str) -> str:
    """Return the words of a text, in small letters, with a blank between them."""
    return " ".join(re.findall(r"\w+", text.casefold()))
