"""Every sentence that the bot itself says, by where it is said."""

from bot.wording import answers, chat, lookups, terminal, trust
from bot.wording.counting import plural

__all__ = ["answers", "chat", "lookups", "plural", "terminal", "trust"]
