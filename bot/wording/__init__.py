"""Every sentence that the bot itself says, by where it is said."""

from bot.wording import answers, chat, terminal, trust
from bot.wording.counting import plural

__all__ = ["answers", "chat", "plural", "terminal", "trust"]
