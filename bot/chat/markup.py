"""Text of others made safe to show: Discord's markup escaped, and read back exactly.

The syntax is that of Discord's help page "Markdown Text 101" and of the developer documentation's
"Message Formatting": a backslash before a punctuation mark makes it plain.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.answers.slips import SIC, slip_ends
from bot.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MARK = "[…]"
"""Where a text goes on, or was cut."""

_ALWAYS = frozenset("\\*_~`|<>[]@&")
_LINE_START = re.compile(r"([ \t]*)([#+\-]|[0-9]+(?=[.)]))")
_LINK = re.compile(r"(?<=:)/(?=/)")
_ESCAPED = re.compile(r"\\(?:\{([0-9a-f]+)\}|(.))", re.DOTALL)
_MAX_MARKS = 4
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(?:/[A-Za-z0-9._~/?=%+,;:#-]{0,400})?")
# Most text has none: what is no Latin letter, digit, blank, or punctuation that means nothing to Discord within a line.
_DOUBTFUL = re.compile(r"[^A-Za-z0-9À-ɏ \n\t.,;:!?'\"()$%^+=/#{}“”‘’–—…·¶-]")


def escape(text: str) -> str:
    r"""Return `text` so that Discord shows it as plain text; `unescape` is the exact inverse.

    Characters that cannot be sent or that would break the layout (control characters, lone surrogates, text direction
    controls, more than four combining marks in a row) are shown by their code as ``\{202e}``.
    """
    escaped = "".join(_escaped_chars(text)) if _DOUBTFUL.search(text) else text
    if "://" in escaped:
        escaped = _LINK.sub(r"\\/", escaped)
    if "\n" not in escaped:
        return _escape_line_start(escaped)
    return "\n".join(map(_escape_line_start, escaped.split("\n")))


def _escaped_chars(text: str) -> Iterator[str]:
    marks = 0
    for char in text:
        marks = marks + 1 if unicodedata.combining(char) else 0
        if char in _ALWAYS:
            yield "\\" + char
        elif marks > _MAX_MARKS or _is_unsafe(char):
            yield f"\\{{{ord(char):x}}}"
        else:
            yield char


def unescape(text: str) -> str:
    """Return what `escape` was given."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)) if found[1] else found[2], text)


def _escape_line_start(line: str) -> str:
    found = _LINE_START.match(line)
    if not found:
        return line
    blanks, mark = found.groups()
    return f"{blanks}{mark}\\{line[found.end() :]}" if mark[0].isdigit() else f"{blanks}\\{line[found.start(2) :]}"


def _is_unsafe(char: str) -> bool:
    code = ord(char)
    if code < 0x20:
        return char not in "\n\t"
    return (
        0x7F <= code < 0xA0
        or char in "\u2028\u2029"
        or 0x202A <= code <= 0x202E
        or 0x2066 <= code <= 0x2069
        or 0xD800 <= code < 0xE000
    )


def is_right_to_left(text: str) -> bool:
    """Tell whether any letter of `text` runs from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(char) in {"R", "AL", "AN"} for char in text)


def isolate(text: str) -> str:
    """Keep right-to-left text from turning around what stands beside it (Unicode isolates, UAX #9)."""
    return f"\u2068{text}\u2069" if is_right_to_left(text) else text


def units(text: str) -> int:
    """Return the length as a client counts it: UTF-16 code units, never fewer than the code points."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, limit: int) -> str:
    """Return `text` escaped in at most `limit` units, cut at a word with `MARK` where it is longer."""
    whole = escape(text)
    # No character is more than two units long.
    if 2 * len(whole) <= limit or units(whole) <= limit:
        return whole
    room = limit - units(MARK) - 1
    low, high = 0, min(len(text), limit)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if units(escape(text[:middle])) <= room else (low, middle - 1)
    head = text[:low]
    if low < len(text) and not text[low].isspace():
        at_word = re.sub(r"\s*\S*\Z", "", head)
        head = at_word if len(at_word) > low // 2 else head
    return f"{escape(head.rstrip())} {MARK}".lstrip()


def shortened(text: str, limit: int) -> str:
    """Return one line of text escaped in at most `limit` units, its middle replaced by `MARK` where it is longer.

    The end of a quotation may say what matters: "… with only a modest footprint".
    """
    whole = escape(text)
    if units(whole) <= limit:
        return whole
    room = (limit - units(MARK) - 2) // 2
    words = text.split()
    head, tail = _as_many(words, room), _as_many(words[::-1], room)[::-1]
    if not head or not tail:
        return cut(text, limit)
    return f"{escape(' '.join(head))} {MARK} {escape(' '.join(tail))}"


def _as_many(words: Sequence[str], room: int) -> list[str]:
    """Return as many of the first words as `room` holds, escaped; what begins a line may be one unit longer."""
    kept, used = 0, 0
    for word in words:
        used += units(escape(word)) + 1
        if used > room:
            break
        kept += 1
    return list(words[:kept])


def brief(text: str, limit: int) -> str:
    """Return plain text, as of a label, in at most `limit` units, with a mark where it is cut."""
    if units(text) <= limit:
        return text
    kept = text[: limit - 1]
    while units(kept) > limit - 1:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def quotation(text: str) -> str:
    """Put every line of markup into a block quotation."""
    return "\n".join(f"> {line}" for line in text.split("\n"))


def bold(markup: str) -> str:
    """Mark every line of markup bold, its outer white space left outside the marks."""
    return "\n".join(_bold_line(line) for line in markup.split("\n"))


def _bold_line(line: str) -> str:
    core = line.strip()
    if not core:
        return line
    start = line.index(core)
    return f"{line[:start]}**{core}**{line[start + len(core) :]}"


def passage(text: str, answer: tuple[int, int] | None = None, sic: tuple[str, ...] = ()) -> str:
    """Escape document text, mark ``text[start:end]`` of `answer` bold and put ``[sic]`` behind the source's slips."""
    return marked(text, [answer] if answer and answer[0] < answer[1] else [], sic)


def marked(text: str, spans: Sequence[tuple[int, int]], sic: tuple[str, ...] = ()) -> str:
    """Escape document text, mark ``text[start:end]`` of each of `spans` bold and put ``[sic]`` behind slips.

    The spans are in order, and none overlaps another.
    """
    slips = slip_ends(text, sic)

    def part(left: int, right: int) -> str:
        edges = [left, *sorted(slip for slip in slips if left < slip < right), right]
        pieces = (escape(text[a:b]) + f" {escape(SIC)}" * (b in slips) for a, b in pairwise(edges))
        return "".join(pieces)

    told, at = [], 0
    for start, end in spans:
        told += [part(at, start) if at < start else "", bold(part(start, end))]
        at = end
    return "".join([*told, part(at, len(text)) if at < len(text) or not spans else ""])


def is_address(url: str) -> bool:
    """Tell whether an address can be a link, with nothing in it that could be taken for markup."""
    return _ADDRESS.fullmatch(url) is not None


def address(url: str, longest: int = 300) -> str:
    """Return an address as a link where it can be one and is not too long, else escaped and cut."""
    return url if is_address(url) and len(url) <= longest else cut(one_line(url), longest)
