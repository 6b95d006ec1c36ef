"""What whoever runs the bot is told of the knowledge files: faults, differences, status; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import wording
from bot.chat.about import held
from bot.chat.markup import escape
from bot.knowledge.model import short_version

if TYPE_CHECKING:
    from bot.answers.holdings import About
    from bot.errors import KnowledgeError
    from bot.snapshot import Diff


def fault_text(error: KnowledgeError) -> str:
    """List every fault and warning, one a line, as plain text."""
    return "\n".join([*map(str, error.faults), *(f"warning: {warning}" for warning in error.warnings)])


def diff_text(diff: Diff) -> str:
    """List what a reload added, changed and removed, as plain text."""
    old, new = (short_version(version) if version else "" for version in (diff.old_version, diff.new_version))
    lines = [wording.chat.from_to(old, new)]
    for noun in ("documents", "passages", "actors", "facts", "aliases"):
        change = getattr(diff, noun)
        for verb in ("added", "changed", "removed"):
            names = getattr(change, verb)
            if names:
                lines.append(f"{noun} {verb} ({len(names)}): {', '.join(names)}")
    return "\n".join(lines) if len(lines) > 1 else wording.chat.NO_DIFFERENCE


def status_blocks(card: About, trouble: KnowledgeError | None) -> list[str]:
    """Say what is loaded and whether its files are in order."""
    state = wording.chat.ALL_GOOD
    if trouble is not None:
        state = wording.chat.DEGRADED if card.knowledge_version else wording.chat.WITHOUT_KNOWLEDGE
    if card.checked_by is not None:
        state += f" {wording.terminal.checked_by(card.checked_by)}"
    said = wording.manners
    lines = [
        said.labelled(said.STATUS, state),
        said.labelled(said.VERSION, card.knowledge_version or said.NONE),
        said.labelled(said.HELD, held(card)),
        said.labelled(said.RANKING, escape(wording.meaning.ranked(card.model))),
    ]
    if trouble is not None:
        lines.append(said.trouble(len(trouble.faults), len(trouble.warnings)))
    return ["\n".join(lines)]
