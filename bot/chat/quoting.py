"""Excerpts as markup, pure: the quotation, how sure the document is, and where it stands."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from bot import wording
from bot.answers.asof import words_of_now
from bot.answers.cards import beginning
from bot.answers.model import BY_MEANING
from bot.answers.slips import with_sic
from bot.chat.markup import MARK, cut, escape, passage, quotation, units
from bot.text import one_line

if TYPE_CHECKING:
    from bot.answers.model import Excerpt
    from bot.knowledge.documents import Document

MAX_EXCERPT = 1000
_REMEMBERED = 512
# The same windows and documents come up again and again; these depend on nothing but their words.
_passage = lru_cache(maxsize=_REMEMBERED)(passage)
_words_of_now = lru_cache(maxsize=_REMEMBERED)(words_of_now)


def citation(document: Document | Excerpt, paragraph: int | None = None, number: int | None = None) -> str:
    """Return ``[1] title · publisher · 14 Oct 2021 · ¶6``; without a paragraph, of the whole document."""
    start = f"[{number}] " if number else ""
    place = "" if paragraph is None else f" · ¶{paragraph}"
    return f"-# {start}{_source(document.title, document.publisher, document.published)}{place}"


@lru_cache(maxsize=_REMEMBERED)
def _source(title: str, publisher: str, published: str | None) -> str:
    return f"{cut(one_line(title), 150)} · {cut(one_line(publisher), 80)} · {wording.date(published)}"


def stance_line(stance: str | None, hedge: str | None, condition: str | None, *, of: str | None = None) -> str:
    """Say in words how sure the document is, `of` a sentence that is not marked; empty where nothing speaks."""
    said = [cut(one_line(words), 150) if words else None for words in (hedge, condition)]
    told = wording.answers.stance(stance, *said)
    if told and of:
        told = wording.answers.stance_of(cut(beginning(of), 150), told)
    return f"⚠ {told}" if told else ""


def as_of_line(text: str, published: str | None) -> str:
    """Tie what a quotation calls “now” to its document's date; empty where it says nothing of the kind."""
    words = [escape(word) for word in _words_of_now(text)[:3]]
    return f"-# {wording.trust.as_of(words, wording.date(published) if published else None)}" if words else ""


def document_line(excerpt: Excerpt) -> str:
    """Return the line above the excerpts of a document."""
    return f"**{wording.date(excerpt.published)} · {cut(one_line(excerpt.title), 100)}**"


def excerpt_block(excerpt: Excerpt, number: int, limit: int = MAX_EXCERPT, *, plain: bool = False) -> str:
    """Return an excerpt in at most about `limit` units: quotation, stance, citation; `plain` marks no answer in it."""
    also = f" · {wording.answers.also_in(excerpt.also_in)}" if excerpt.also_in else ""
    above = _stance(excerpt, plain=plain)
    found = f" · {wording.meaning.FOUND_BY_MEANING}" if excerpt.found_by == BY_MEANING else ""
    cited = citation(excerpt, excerpt.paragraph, number) + also + found

    now = as_of_line(excerpt.window, excerpt.published)
    room = max(120, limit - sum(units(line) + 1 for line in (above, now, cited) if line))
    quoted = _window(excerpt, room, plain=plain)
    below = (above, now and as_of_line(quoted, excerpt.published), cited)
    return "\n".join([quotation(quoted), *filter(None, below)])


def _stance(excerpt: Excerpt, *, plain: bool) -> str:
    """Say how sure the document is of the answer; where it is not marked among others, which sentence is meant."""
    said = [with_sic(words, excerpt.sic) if words else None for words in (excerpt.hedge, excerpt.condition)]
    of = excerpt.answer if plain and excerpt.answer != excerpt.window else None
    return stance_line(excerpt.stance, *said, of=of)


def _window(excerpt: Excerpt, limit: int, *, plain: bool) -> str:
    """Return the window with the answer in bold; where there is no room, the answer alone, then its beginning."""
    window, answer = excerpt.window, excerpt.answer
    start = max(window.find(answer), 0)
    span = None if plain else (start, start + len(answer))
    whole = _between(excerpt, _passage(window, span, excerpt.sic), window)
    if units(quotation(whole)) <= limit:
        return whole
    alone = _between(excerpt, passage(answer, None if plain else (0, len(answer)), excerpt.sic), answer)
    if units(quotation(alone)) <= limit:
        return alone
    # Every line costs two units more in a quotation, so lines are joined where the text must be cut anyway.
    return cut(one_line(with_sic(answer, excerpt.sic)), limit - 2)


def _between(excerpt: Excerpt, markup: str, part: str) -> str:
    before = "" if excerpt.text.startswith(part) else f"{MARK} "
    after = "" if excerpt.text.endswith(part) else f" {MARK}"
    return f"{before}{markup}{after}"
