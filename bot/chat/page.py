"""A message before it is one: blocks of markup and buttons, measured against Discord's limits.

The limits are those of Discord's developer documentation, "Component Reference" and "Message Resource".
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import takewhile
from typing import TYPE_CHECKING

from bot.chat.markup import MARK, passage, quotation, units

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

MAX_TEXT = 4000
MAX_CUSTOM_ID = 100
MAX_LABEL = 80
MAX_BUTTONS = 5
MAX_ADDRESS = 512
MAX_OPTIONS = 25
MAX_OPTION = 100
PUBLIC_TEXT = 1200
ACCENT = 0x3B5B92
"""The colour beside what is neither an answer nor trouble."""
ROOM = 3300
"""What paging fills of a page; the rest is left to the lines above and below it."""
_CHUNK = 1500


@dataclass(frozen=True, slots=True)
class Button:
    """A button: `custom_id` tells what it does; with a `url` it is a link instead."""

    label: str
    custom_id: str = ""
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """A choice of a select menu: `value` is the custom id of the button that it stands for."""

    label: str
    value: str
    description: str = ""
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Select:
    """A menu to choose one of at most 25 from; `name` tells it from the others of its message."""

    name: str
    prompt: str
    options: tuple[Option, ...]

    @property
    def custom_id(self) -> str:
        """The custom id, which says nothing that the chosen option does not."""
        return f"s|{self.name}"


@dataclass(frozen=True, slots=True)
class Media:
    """A picture that is attached to the message under `name`, and what it shows in words (at most 1,024 units)."""

    name: str
    description: str


@dataclass(frozen=True)
class Page:
    """One message: a picture, blocks of markup one under the other, select menus, then buttons in rows of five.

    `tries` are questions to ask, as buttons above the others.
    """

    blocks: tuple[str, ...]
    buttons: tuple[Button, ...] = ()
    accent: int | None = None
    selects: tuple[Select, ...] = ()
    media: Media | None = None
    tries: tuple[Button, ...] = ()

    @property
    def text(self) -> str:
        """The blocks, one under the other."""
        return "\n".join(self.blocks)

    @cached_property
    def displays(self) -> tuple[str, ...]:
        """The text cut behind each quotation, and where small print ends a list, so that neither runs on into it."""
        parts: list[str] = []
        before = ""
        for line in self.text.split("\n"):
            ends_quotation = before.startswith("> ") and not line.startswith("> ")
            ends_list = before.startswith("- ") and line.startswith("-# ")
            if not parts or ends_quotation or ends_list:
                parts.append(line)
            else:
                parts[-1] += f"\n{line}"
            before = line
        return tuple(part for part in parts if part.strip())

    @cached_property
    def length(self) -> int:
        """Units of text, as Discord counts them over all components."""
        return sum(units(part) for part in self.displays)


def pack(items: Iterable[str], room: int = ROOM) -> list[tuple[str, ...]]:
    """Spread blocks, none longer than `room`, over as few pages as their order allows; at least one page."""
    pages: list[list[str]] = [[]]
    used = 0
    for item in items:
        length = units(item) + 1
        if pages[-1] and used + length > room:
            pages.append([])
            used = 0
        pages[-1].append(item)
        used += length
    return [tuple(page) for page in pages]


def quotations(text: str, ends: Sequence[int] = (), sic: tuple[str, ...] = (), *, room: int = _CHUNK) -> list[str]:
    """Quote a whole text in blocks of at most `room` units, broken at sentence ends.

    `ends` are the offsets in `text` at which sentences end, `sic` the source's slips. A sentence that is longer than a
    block breaks at a word, with a mark that it goes on.
    """

    def fits(part: str) -> bool:
        return units(quotation(passage(part, sic=sic))) <= room - len(MARK) - 1

    return [
        quotation(passage(text[start:end].strip(), sic=sic) + f" {MARK}" * goes_on)
        for start, end, goes_on in _pieces(text, ends, fits, room)
    ]


def _pieces(text: str, ends: Sequence[int], fits: Callable[[str], bool], room: int) -> list[tuple[int, int, bool]]:
    """Cut `text` into (start, end, broken within a sentence), each as long as fits into `room`."""
    stops = sorted({*(end for end in ends if 0 < end < len(text)), len(text)})
    pieces: list[tuple[int, int, bool]] = []
    start = 0
    while start < len(text):
        later = stops[bisect_right(stops, start) :]
        whole = list(takewhile(partial(_fits_up_to, fits, text, start), later))
        end = whole[-1] if whole else _word_end(text, start, fits, room)
        pieces.append((start, end, not whole))
        start = end
    return [piece for piece in pieces if text[piece[0] : piece[1]].strip()]


def _fits_up_to(fits: Callable[[str], bool], text: str, start: int, stop: int) -> bool:
    return fits(text[start:stop])


def _word_end(text: str, start: int, fits: Callable[[str], bool], room: int) -> int:
    """Return the end of the longest part of `text` from `start` that fits, at a blank where there is one."""
    low, high = start + 1, min(len(text), start + room)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(text[start:middle]) else (low, middle - 1)
    blank = max(text.rfind(" ", start, low), text.rfind("\n", start, low))
    return blank + 1 if blank > start + (low - start) // 2 else low
