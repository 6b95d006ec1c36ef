"""Documents: the list of all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answers import cards as data
from bot.chat import cards
from bot.chat.opened.seen import packed

if TYPE_CHECKING:
    from bot.chat.opened.seen import Opened, Seen


def sources(seen: Seen) -> Opened:
    """List the documents."""
    return packed(seen, cards.sources_blocks(data.source_lines(seen.snapshot.knowledge)))
