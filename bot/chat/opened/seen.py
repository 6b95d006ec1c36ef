"""A place as it is seen from a snapshot, and one page of what it shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.chat.links import NO_LINKS, Links
from bot.chat.markup import units
from bot.chat.page import ROOM, pack
from bot.chat.place import find
from bot.knowledge.model import short_version

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import TypeVar

    from bot.answers.model import Answer
    from bot.chat.page import Button, Select
    from bot.chat.place import Place
    from bot.snapshot import Snapshot

    T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Seen:
    """What a place is seen from: the snapshot now, the operator's links, the question where all of it is shown."""

    snapshot: Snapshot
    place: Place
    question: str | None = None
    links: Links = NO_LINKS

    @property
    def is_current(self) -> bool:
        """Whether the knowledge is still that of the message."""
        return self.place.version == short_version(self.snapshot.version)

    def actor(self) -> str | None:
        """Return the id of the actor that the place is about; None where it is gone, or the place is about none."""
        return find(self.place.args[0], self.snapshot.knowledge.actors) if self.place.args else None

    def answer(self) -> Answer | None:
        """Answer the shown question again; None where the knowledge or the question is not whole."""
        return self.snapshot.answerer.answer(self.question) if self.question and self.is_current else None


@dataclass(frozen=True, slots=True)
class Opened:
    """One page of a place: its blocks, the how-manieth of how many it is, and what can be opened from it.

    The buttons that turn pages are added by whoever shows it.
    """

    blocks: tuple[str, ...]
    number: int = 0
    count: int = 1
    buttons: tuple[Button, ...] = ()
    selects: tuple[Select, ...] = ()


def packed(seen: Seen, blocks: Iterable[str], *, head: str = "", sought: str = "") -> Opened:
    """Spread blocks over as few pages as hold them, `head` above each, and return the one that is asked for.

    That is the last where there are fewer; where none is asked for, the first with the block `sought`.
    """
    pages = pack(blocks, ROOM - units(head) - 1 if head else ROOM)
    number = seen.place.page
    if number is None:
        number = next((at for at, page in enumerate(pages) if sought in page), 0)
    number = min(number, len(pages) - 1)
    return Opened(((head,) if head else ()) + pages[number], number, len(pages))


def listed(seen: Seen, lines: Sequence[T], size: int, blocks: Callable[[Sequence[T]], Sequence[str]]) -> Opened:
    """Put `size` lines on a page, however many there are; only those of the page that is asked for are rendered."""
    count = max(1, -(-len(lines) // size))
    number = min(seen.place.page or 0, count - 1)
    return Opened(tuple(blocks(lines[number * size : (number + 1) * size])), number, count)
