"""What happens when, and what the documents say differently."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import wording
from bot.answers import timeline as data
from bot.answers.differing import differences
from bot.chat.markup import cut, one_line
from bot.chat.opened.seen import Opened
from bot.chat.opened.sheets import cited
from bot.chat.place import find
from bot.chat.told import discrepancy_lines, timeline_lines

if TYPE_CHECKING:
    from bot.chat.opened.seen import Seen


def timeline(seen: Seen) -> Opened:
    """Show what happens to one actor, or to all, in order."""
    knowledge = seen.snapshot.knowledge
    name = None
    if seen.place.args:
        name = find(seen.place.args[0], knowledge.actors)
        if name is None:
            return Opened((wording.chat.ACTOR_GONE,))
    of = f": {cut(one_line(knowledge.actors[name].name), 150)}" if name else ""
    return cited(seen, f"## {wording.lookups.TIMELINE}{of}", timeline_lines(data.timeline(knowledge, name), knowledge))


def discrepancies(seen: Seen) -> Opened:
    """Show what the documents say differently."""
    knowledge = seen.snapshot.knowledge
    return cited(seen, f"## {wording.lookups.DISCREPANCIES}", discrepancy_lines(differences(knowledge), knowledge))
