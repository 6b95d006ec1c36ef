"""A message of ours read back: what it claims, so that it can be verified; pure."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from bot import wording
from bot.answers.model import Status
from bot.answers.verification import Claim, Phrase, Quoted, Receipt, stands
from bot.chat.echo import question_of
from bot.chat.markup import MARK, escape, unescape
from bot.chat.quoting import citation
from bot.chat.render import SIGNS
from bot.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.answers.answerer import Answerer
    from bot.knowledge.documents import Document

_CITED = re.compile(
    r"-# \[(?P<number>\d{1,3})\] .* · ¶(?P<paragraph>\d{1,9})"
    rf"(?P<also>(?: · {wording.answers.ALSO_IN} .*?)?(?: · {wording.meaning.FOUND_BY_MEANING})?)"
)
_NUMBERS = re.compile(r"(?: \[\d{1,3}\])+$")
_PHRASE = re.compile(r"“(?P<words>[^“”]+)”(?=$|[ ).;,\]])")
_BOLD = re.compile(r"(\\\{[0-9a-f]+\}|\\.)|\*\*", re.DOTALL)


def claim_of(text: str, answerer: Answerer) -> Claim | None:
    """Read what a message claims; None where it is no answer.

    Its documents are found by how they are cited, those first that the same question finds now.
    """
    lines = text.split("\n")
    receipt = Receipt.read(lines[-1]) if lines[-1].startswith("-# ") else None
    if receipt is None or len(lines) < 2:
        return None
    question = question_of(lines[0])
    reader = _Reader(answerer, question)
    for line in lines[1:-1]:
        reader.read(line)
    # A remark may stand between the question and what came of it.
    signs = (status for status, sign in SIGNS.items() if any(line.startswith(f"{sign} ") for line in lines[1:3]))
    status = next(signs, Status.ANSWERED)
    return Claim(question, receipt, status, tuple(reader.quoted), tuple(reader.phrases))


class _Reader:
    """Reads the lines of an answer, one after the other."""

    def __init__(self, answerer: Answerer, question: str | None) -> None:
        self.quoted: list[Quoted] = []
        self.phrases: list[Phrase] = []
        self._answerer = answerer
        self._question = question
        self._quotation: list[str] = []
        self._doubts: list[str] = []

    def read(self, line: str) -> None:
        """Read one line more."""
        cited = _CITED.fullmatch(line)
        if line.startswith("> "):
            self._quotation.append(line[2:])
        elif cited and self._quotation:
            self._cite(line, cited)
        elif self._quotation and line.startswith("⚠ "):
            self._doubts += _phrases(line)
        elif line.startswith("**") and (numbers := _NUMBERS.search(line)):
            cited_by = tuple(map(int, re.findall(r"\d+", numbers[0])))
            self.phrases += [Phrase(words, cited_by) for words in _phrases(line)]

    def _cite(self, line: str, cited: re.Match[str]) -> None:
        number, paragraph = int(cited["number"]), int(cited["paragraph"])
        text = _plain("\n".join(self._quotation))
        line = line.removesuffix(cited["also"])
        every = [document for document in self._likely(line, number) if citation(document, paragraph, number) == line]
        # Where several documents are cited alike, the one that has the words is meant.
        document = next((one for one in every if stands(text, one, paragraph)), every[0] if every else None)
        self.quoted.append(Quoted(number, document.slug if document else None, paragraph, text))
        self.phrases += [Phrase(words, (number,)) for words in self._doubts]
        self._quotation, self._doubts = [], []

    def _likely(self, line: str, number: int) -> Iterable[Document]:
        every = self._answerer.knowledge.documents
        now = self._answerer.answer(self._question).excerpts if self._question is not None else ()
        found = [every[excerpt.document] for excerpt in sorted(now, key=lambda excerpt: excerpt.rank != number)]
        return chain(found, (document for document in every.values() if _beginning(document) in line))


def _beginning(document: Document) -> str:
    """Return what a citation of the document begins with, short of where it might be cut."""
    return escape(one_line(document.title)[:20]).rstrip("\\")


def _phrases(line: str) -> list[str]:
    """Return the words in quotation marks, but for those that were cut."""
    return [unescape(found["words"]) for found in _PHRASE.finditer(line) if MARK not in found["words"]]


def _plain(quotation: str) -> str:
    """Return the words of a quotation without bold, escapes and the marks that a text goes on."""
    inner = quotation.removeprefix(f"{MARK} ").removesuffix(f" {MARK}")
    return unescape(_BOLD.sub(lambda found: found[1] or "", inner))
