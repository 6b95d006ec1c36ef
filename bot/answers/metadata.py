"""Questions about a document itself: who published it, when, under which title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answers.model import Metadatum
from bot.search.corpus import Unit
from bot.search.ranking import Hit
from bot.text import phrase, terms

if TYPE_CHECKING:
    from bot.knowledge.documents import Document
    from bot.search.query import Query

_FIELDS = {
    "author": frozenset(terms("author wrote writer written analyst journalist byline")),
    "title": frozenset(terms("title titled headline")),
    "url": frozenset(terms("link url website address original online")),
    "publisher": frozenset(terms("publish publisher publication organisation organization issued released behind")),
}
_ITSELF = frozenset(
    terms("analysis article assessment brief document intelbrief paper piece publication report source text")
)
_FILLER = frozenset(terms("come date dated find made name produce put read"))
_VOCABULARY = frozenset[str]().union(*_FIELDS.values(), _ITSELF, _FILLER)
_QUESTION_WORDS = frozenset("who when what which where whats whos".split())


def asks_about_document(query: Query) -> str | None:
    """Return the field of the front matter that a question asks for, where all of it is about the document as such."""
    folded = query.folded
    spoken = {term for concept in query.concepts for term in concept.ways[0].terms}
    if query.actors or not folded & _QUESTION_WORDS or not spoken <= _VOCABULARY:
        return None
    if not (spoken & _ITSELF or folded & {"this", "it"}):
        return None
    if folded & {"when", "date", "dated"}:
        return "published"
    return next((field for field, words in _FIELDS.items() if spoken & words), None)


def metadata_of(document: Document, field: str) -> tuple[Metadatum, ...]:
    """Return the field of the document's front matter, if it is given."""
    value = getattr(document, field)
    return (Metadatum(document.slug, field, value),) if value else ()


def stands_in(document: Document, value: str) -> Hit | None:
    """Return the first sentence of `document`, its title included, that has `value` in it."""
    wanted = phrase(value)
    for passage in document.passages:
        for number, sentence in enumerate(passage.sentences):
            said = phrase(document.slice(sentence))
            if wanted and any(said[at : at + len(wanted)] == wanted for at in range(len(said))):
                unit = Unit(document, passage, passage.sentences, lambda: ())
                return Hit(unit, 0.0, number, (number, number + 1), ())
    return None
