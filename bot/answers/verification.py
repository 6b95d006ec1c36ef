"""Is an answer still what it was? What a message claims, held against the documents and the bot as they are now."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot import __version__
from bot.answers.answerer import receipt_for
from bot.answers.slips import SIC
from bot.knowledge.model import short_version
from bot.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.answers.answerer import Answerer
    from bot.answers.model import Answer, Status
    from bot.knowledge.documents import Document
    from bot.knowledge.model import Knowledge

_RECEIPT = re.compile(r"\b([0-9a-f]{8}-[0-9a-f]{12})\b(?:\W+bot ([0-9A-Za-z.+-]+))?")


@dataclass(frozen=True, slots=True)
class Receipt:
    """What an answer is verified by: 8 characters of its knowledge's version, 12 of a hash; `bot` where it is known."""

    number: str
    bot: str | None = None

    @classmethod
    def read(cls, text: str) -> Receipt | None:
        """Find a receipt in what somebody copied, or None."""
        found = _RECEIPT.search(text)
        return cls(found[1], found[2]) if found else None

    @property
    def knowledge(self) -> str:
        """The beginning of the knowledge version's hash."""
        return self.number.partition("-")[0]


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation as a message shows it; `document` is None where no document is cited like that now."""

    number: int
    document: str | None
    paragraph: int
    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in quotation marks beside a quotation, and the numbers of those that they are said to stand in."""

    text: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """What a message shows: `question` is None where that was cut, `status` where nothing tells it."""

    question: str | None
    receipt: Receipt
    status: Status | None = None
    quoted: tuple[Quoted, ...] = ()
    phrases: tuple[Phrase, ...] = ()


class Finding(StrEnum):
    """What became of a quotation."""

    SAME = "same"
    MOVED = "moved"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Checked:
    """A quotation and what became of it: in which `paragraph` it stands now, and at which `rank` it is found now."""

    quoted: Quoted
    finding: Finding
    paragraph: int | None
    rank: int | None


@dataclass(frozen=True, slots=True)
class Verification:
    """What a comparison found. `now` is the answer given now, None where the question could not be asked again.

    `is_receipt_same` tells whether asking again gives the receipt, by the version of the bot that gave the first one.
    `altered` holds phrases that stand in none of the documents that they are said to stand in.
    """

    claim: Claim
    now: Answer | None
    knowledge: str
    checked: tuple[Checked, ...]
    altered: tuple[str, ...]
    is_receipt_same: bool

    @property
    def is_knowledge_same(self) -> bool:
        """Whether the knowledge is that of the receipt."""
        return self.claim.receipt.knowledge == self.knowledge

    @property
    def is_bot_same(self) -> bool:
        """Whether nothing tells that another version of the bot gave the answer."""
        return self.claim.receipt.bot in {None, __version__}

    @property
    def is_status_same(self) -> bool:
        """Whether asking again comes to what the message shows, as far as it shows any."""
        return self.now is None or self.claim.status in {None, self.now.status}

    @property
    def is_verbatim(self) -> bool:
        """Whether every quotation stands, word for word, where the message says."""
        return not self.altered and all(one.finding is Finding.SAME for one in self.checked)

    @property
    def is_identical(self) -> bool:
        """Whether nothing differs."""
        ranks = all(one.rank == one.quoted.number for one in self.checked)
        same = self.is_knowledge_same and self.is_bot_same and self.is_status_same and self.is_receipt_same
        return same and ranks and self.is_verbatim


def verify(claim: Claim, answerer: Answerer) -> Verification:
    """Ask the question again and compare every quotation with the documents as they are now."""
    knowledge = answerer.knowledge
    now = answerer.answer(claim.question) if claim.question is not None else None
    again = receipt_for(now, claim.receipt.bot or __version__) if now else None
    return Verification(
        claim=claim,
        now=now,
        knowledge=short_version(knowledge.version),
        checked=tuple(_check(quoted, knowledge, now) for quoted in claim.quoted),
        altered=tuple(phrase.text for phrase in claim.phrases if not _stands(phrase, claim.quoted, knowledge)),
        is_receipt_same=claim.receipt.number == again,
    )


def _check(quoted: Quoted, knowledge: Knowledge, now: Answer | None) -> Checked:
    document = knowledge.documents.get(quoted.document or "")
    if document is None:
        return Checked(quoted, Finding.GONE, None, None)
    there = document.passage(quoted.paragraph)
    if there and _has(document.slice(there), quoted.text):
        found, paragraph = Finding.SAME, quoted.paragraph
    else:
        moved = next((p.number for p in document.passages if _has(document.slice(p), quoted.text)), None)
        found = Finding.MOVED if moved is not None else Finding.CHANGED
        paragraph = quoted.paragraph if moved is None else moved
    excerpts = now.excerpts if now else ()
    ranks = (e.rank for e in excerpts if (e.document, e.paragraph) == (document.slug, paragraph))
    return Checked(quoted, found, None if found is Finding.CHANGED and not there else paragraph, next(ranks, None))


def stands(quotation: str, document: Document, paragraph: int) -> bool:
    """Tell whether a paragraph of a document has a quotation, word for word."""
    passage = document.passage(paragraph)
    return passage is not None and _has(document.slice(passage), quotation)


def _stands(phrase: Phrase, quoted: Iterable[Quoted], knowledge: Knowledge) -> bool:
    """Tell whether a cited document has the phrase: a fact may rest on further paragraphs than the one shown."""
    cited = (knowledge.documents.get(one.document or "") for one in quoted if one.number in phrase.numbers)
    return any(_has(document.text, phrase.text) for document in cited if document)


def _has(text: str, quotation: str) -> bool:
    """Tell whether a text has a quotation, whatever white space parts its words and whether slips are marked in it."""
    whole = one_line(text)
    return one_line(quotation) in whole or one_line(quotation.replace(f" {SIC}", "")) in whole
