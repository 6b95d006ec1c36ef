"""Every sentence that the bot itself says, by where it is said."""

from bot.wording import (
    answers,
    asking,
    chat,
    languages,
    lookups,
    manners,
    meaning,
    relations,
    settings,
    terminal,
    trust,
)
from bot.wording.counting import and_more, plural
from bot.wording.dates import date

__all__ = [
    "and_more",
    "answers",
    "asking",
    "chat",
    "date",
    "languages",
    "lookups",
    "manners",
    "meaning",
    "plural",
    "relations",
    "settings",
    "terminal",
    "trust",
]
