"""A document and a knowledge so small that everything in them can be counted."""

from __future__ import annotations

from bot.knowledge.actors import Actor, Alias, Confusion, Fact, Source
from bot.knowledge.documents import Document, Passage, Sentence
from bot.knowledge.model import Knowledge


def document(paragraphs: int = 4, *, published: str | None = "2021-10-14") -> Document:
    """Return a document of a title and short paragraphs."""
    texts = ["Title", *(f"Paragraph {n}." for n in range(1, paragraphs + 1))]
    passages, at = [], 0
    for number, text in enumerate(texts):
        end = at + len(text)
        passages.append(Passage(number, at, end, (Sentence(at, end),)))
        at = end + 2
    return Document("doc", "Title", "Publisher", "\n\n".join(texts), tuple(passages), published=published)


def fact(identity: str, predicate: str, *, target: str | None = None, derived: bool = False) -> Fact:
    """Return an asserted fact that rests on the first paragraph."""
    source = Source("doc", 1, "Paragraph 1.", 7, 19)
    return Fact(identity, predicate, "asserted", (source,), object=target, speaker=target, derived=derived)


def small_knowledge() -> Knowledge:
    """Return a group of three facts and a state of none, of one document."""
    alpha = Actor(
        "alpha",
        "group",
        "Alpha",
        aliases=(Alias("A", "acronym"), Alias("Alef", "spelling", search_only=True)),
        not_to_be_confused_with=(Confusion("Alpine", None, "a mountain"),),
        facts=(fact("one", "hosts", target="beta"), fact("two", "goal"), fact("three", "hosts", derived=True)),
    )
    beta = Actor("beta", "state", "Beta")
    return Knowledge({"doc": document()}, {"alpha": alpha, "beta": beta}, "sha256:0123")
