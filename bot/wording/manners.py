"""What the bot says of itself: /about and /help."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from bot.wording.counting import plural
from bot.wording.dates import first_to_last

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import timedelta

ABOUT = "## About this bot"
DISCLAIMER = (
    "I quote documents word for word and write nothing of my own about their subject. "
    "Where they do not answer, I say so."
)
PRIVACY = (
    "I read only what is meant for me: commands, mentions, replies to me and direct messages. "
    "I write no question down, neither in a file nor in a log; what I answer in a channel stays there until it is "
    "deleted."
)
LICENCE = "my code is under the MIT licence; the documents belong to their publishers, see /sources"
PRIVACY_LINK = "Privacy"
TERMS_LINK = "Terms"
REPORT = "Report an error"
RANKING = "Ranking"
RUNNING = "Running"
STATUS = "Status"
PRIVACY_HEAD = "Privacy"
LICENCE_HEAD = "Licence"
VERSION = "Version"
HELD = "Held"
NONE = "none"
SOURCE_LINK = "Source code"

HELP_HEAD = (
    "Ask me with {ask}, mention me with a question, reply to me, or write to me directly. "
    "I answer with excerpts, word for word, and say where they stand; *In context* shows what stands around them."
)
LOOK_UP_MENU_HELP = "ask the text of the message as a question; the answer is shown to you alone"
MENUS = "On any message, right-click or hold it, then *Apps*:"
QUIET = (
    "### Keeping me quiet\n"
    "You manage this server, so Discord's own switches are yours:\n"
    "- **Commands**: *Server Settings → Integrations* → my name: which roles, members and channels may use which of "
    "them.\n"
    "- **Mentions**: I answer only members who have the permission *Use Application Commands* in the channel; take it "
    "away there, and I keep silent.\n"
    "- **User installs**: whoever brought me along can use me here too; without the permission *Use External Apps* my "
    "answers are shown to them alone."
)


def knowledge(held: str, dates: Sequence[str]) -> str:
    """Tell what is held, and of which dates, the first and the last of `dates`."""
    span = first_to_last(dates)
    return labelled("Knowledge", held) + (f"; sources of {span}" if span else "")


def versions(bot: str, knowledge: str | None) -> str:
    """Give the versions of the bot and of what it holds."""
    return labelled("Versions", f"bot {bot} · knowledge {knowledge or NONE}")


def labelled(label: str, told: str) -> str:
    """Put what is told behind its label: ``**Ranking**: by words``."""
    return f"**{label}**: {told}"


def trouble(faults: int, warnings: int) -> str:
    """Count what was found in the knowledge files."""
    return f"{labelled('Faults', str(faults))}, {labelled('warnings', str(warnings))}"


def example(usage: str) -> str:
    """Give an example of a command."""
    return f"e.g. {usage}"


def latency(seconds: float) -> str:
    """Say how fast Discord is to answer."""
    return (
        f"Discord answers in {seconds * 1000:.0f} ms" if math.isfinite(seconds) else "Discord's speed not measured yet"
    )


def up_time(passed: timedelta) -> str:
    """Say for how long the bot has been running, in its two largest units."""
    left = int(passed.total_seconds())
    parts: list[str] = []
    for noun, seconds in (("day", 86_400), ("hour", 3600), ("minute", 60), ("second", 1)):
        count, left = divmod(left, seconds)
        if count or (seconds == 1 and not parts):
            parts.append(plural(count, noun))
    return f"for {' '.join(parts[:2])}"
