"""A quotation with its source, ready to be copied, and a link that leads to the very words.

The link is a text fragment (WICG, "URL Fragment Text Directives"): ``#:~:text=start,end``, where a browser looks for
the first place that begins with `start` and for the next `end` behind it, without regard to capitals.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from bot.answers.slips import with_sic
from bot.text import one_line

if TYPE_CHECKING:
    from bot.knowledge.documents import Document

LONGEST = 1000
"""Characters that a citation quotes at most."""
_GOES_ON = "[…]"
# A quotation of more words is given by its first and last ones: so the link stays short, and a slight difference in the
# middle does not break it.
_WHOLE_WORDS = 10
_FEWEST_WORDS, _MOST_WORDS = 4, 12
_LONGEST_DIRECTIVE = 700
# "KABUL, 3 May — ", "WASHINGTON DC (The Soufan Center): ": what a reprint puts before a sentence. A colon alone could
# just as well follow what the sentence is about.
_DATELINE = re.compile(
    r"""[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’/\s-]+(?:,\s[^:—–()]{1,30}?)?
        (?:\s?\([^()]{1,60}\)(?:\s?[:—–]|\s-{1,2})|\s?[—–]|\s-{1,2})\s+(?=[\W\d]*[A-ZÀ-ÖØ-Þ])""",
    re.VERBOSE,
)
_SPECIAL = re.compile(r"[\\`*_\[\]<>]")
_FIRST = re.compile(r"\A([#+\-]|[0-9]+(?=[.)]))")


@dataclass(frozen=True, slots=True)
class Citation:
    """A quotation with its source, in Markdown and as plain text; `link` is None where the document has no address."""

    markdown: str
    plain: str
    link: str | None


def cite(document: Document, paragraph: int, span: tuple[int, int], *, date: str) -> Citation:
    """Cite ``document.text[start:end]`` of a paragraph; `date` is how the document's date is to be written."""
    start, end = without_dateline(document.text, *span)
    slips = tuple(slip.words for slip in document.sic if slip.paragraph == paragraph)
    quoted = _cut(with_sic(document.text[start:end], slips))
    link = _linked(document.url, fragment(document.text, start, end)) if document.url else None
    author = [_cut(document.author, 200)] if document.author else []
    title, behind = _cut(document.title, 300), f"{_cut(document.publisher, 200)}, {date}, ¶{paragraph}"
    via = f" (via {_cut(document.via, 300)})" if document.via else ""
    shown = f"[{_escaped(title)}]({_target(link)})" if link else f"*{_escaped(title)}*"
    escaped = [_escaped(name) for name in author]
    markdown = f"“{_escaped(quoted)}” — {', '.join([*escaped, shown, _escaped(behind)])}{_escaped(via)}"
    plain = f"“{quoted}” — {', '.join([*author, title, behind])}{via}" + (f". {link}" if link else "")
    return Citation(one_line(markdown), one_line(plain), link)


def without_dateline(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out the dateline that a slice of `text` begins with, where anything is left."""
    found = _DATELINE.match(text, start, end)
    return (found.end(), end) if found and found.end() < end else (start, end)


def fragment(text: str, start: int, end: int) -> str:
    """Return the directive ``:~:text=…`` that leads to ``text[start:end]``; empty where that would be too long."""
    whole, wanted = one_line(text).casefold(), one_line(text[start:end])
    at = len(one_line(f"{text[:start]}|").casefold()) - 1
    words = wanted.split(" ")
    if len(words) <= _WHOLE_WORDS:
        return _directive(wanted)
    for count in range(_FEWEST_WORDS, min(len(words) // 2, _MOST_WORDS) + 1):
        head, tail = " ".join(words[:count]), " ".join(words[-count:])
        begins = whole.find(head.casefold())
        ends = whole.find(tail.casefold(), begins + len(head.casefold()))
        if begins == at and ends + len(tail.casefold()) == at + len(wanted.casefold()):
            return _directive(head, tail)
    # Words that stand before as well lead to the first place that has them.
    return _directive(" ".join(words[:_WHOLE_WORDS]))


def _directive(*parts: str) -> str:
    made = f":~:text={','.join(map(_encoded, parts))}"
    return made if len(made) <= _LONGEST_DIRECTIVE else ""


def _linked(url: str, directive: str) -> str:
    """Put a directive behind an address: it follows a fragment that is there already, or an empty one."""
    return f"{url}{'' if '#' in url else '#'}{directive}" if directive else url


def _encoded(text: str) -> str:
    """Percent-encode all but letters, digits and ``._~``: the directive keeps ``-``, ``,`` and ``&`` to itself."""
    return quote(text.encode("utf-8", "replace"), safe="").replace("-", "%2D")


def _target(link: str | None) -> str:
    """Keep a link's parentheses and blanks from ending it in Markdown."""
    return (link or "").replace("(", "%28").replace(")", "%29").replace(" ", "%20")


def _escaped(text: str) -> str:
    return _FIRST.sub(r"\\\1", _SPECIAL.sub(r"\\\g<0>", text))


def _cut(text: str, longest: int = LONGEST) -> str:
    text = one_line(text)
    if len(text) <= longest:
        return text
    return f"{text[: longest - len(_GOES_ON) - 1].rsplit(' ', 1)[0]} {_GOES_ON}"
