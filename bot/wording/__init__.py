"""Every sentence that the bot itself says, by where it is said."""

from bot.wording import answers, asking, chat, lookups, manners, meaning, relations, terminal, trust
from bot.wording.counting import plural

__all__ = ["answers", "asking", "chat", "lookups", "manners", "meaning", "plural", "relations", "terminal", "trust"]
