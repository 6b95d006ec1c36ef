"""What is logged of each command and question: name, status, duration, passage ids, reference id.

Never the text of a question, a user id or the token.
"""

from __future__ import annotations

import logging
import secrets
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import discord

if TYPE_CHECKING:
    from bot.answers.model import Answer

log = logging.getLogger("bot.chat")
_KEY = "journal"


@dataclass(slots=True)
class Entry:
    """One line of the log in the making."""

    command: str
    status: str = "done"
    passages: tuple[str, ...] = ()
    reference: str = field(default_factory=lambda: secrets.token_hex(4))
    started: float = field(default_factory=time.perf_counter)

    def note(self, answer: Answer) -> None:
        """Keep what became of a question."""
        self.status = answer.status.value
        self.passages = tuple(f"{excerpt.document}#{excerpt.paragraph}" for excerpt in answer.excerpts)

    def close(self) -> None:
        """Write the line."""
        took = (time.perf_counter() - self.started) * 1000
        log.info(
            "command=%s status=%s ms=%.1f passages=%s reference=%s",
            self.command,
            self.status,
            took,
            ",".join(self.passages) or "-",
            self.reference,
            extra={"fields": {**self._fields(), "ms": round(took, 1), "passages": self.passages}},
        )

    def _fields(self) -> dict[str, object]:
        return {"command": self.command, "status": self.status, "reference": self.reference}

    def fail(self, error: BaseException, *, traceback: bool) -> None:
        """Write the line of an error, with its traceback where it is a fault of ours."""
        self.status = type(error).__name__
        if traceback:
            line = "command=%s reference=%s failed"
            log.error(line, self.command, self.reference, exc_info=error, extra={"fields": self._fields()})
        self.close()


def entry_of(interaction: discord.Interaction) -> Entry:
    """Return the entry of an interaction, begun when it is first asked for."""
    found = interaction.extras.get(_KEY)
    if isinstance(found, Entry):
        return found
    command = interaction.command
    entry = Entry(f"/{command.qualified_name}" if command else "button")
    interaction.extras[_KEY] = entry
    return entry


def quieten(level: int) -> None:
    """Keep discord.py's loggers above DEBUG, where they would write messages out in full, and silent about voice."""
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
    logging.getLogger("discord").setLevel(max(level, logging.INFO))
