"""What a question asks for: its concepts, each with the other words that mean the same."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from bot.knowledge.actors import CLASS
from bot.search.asked import KINDS, Asked, asked_for
from bot.search.states import STATES
from bot.text import distinct, phrase, terms, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from bot.knowledge.actors import Actor
    from bot.search.names import Mention, Names
    from bot.text import Word

# A synonym says a little less than the word itself.
SYNONYM_WEIGHT = 0.7
CLASS_WORD_WEIGHT = 0.4
_MARK = "@"
_LAST = 32
_REMEMBERED = 1024  # actors

# Words of talking to a bot say nothing of the subject: they are not searched.
CHAT = frozenset(
    terms(
        "bot pls plz describe explain gimme hello hey hi ok please sorry bother lol summarise summarize "
        "tell tldr tl dr thanks thx rn u yo"
    )
)
# Words of asking may stand in an answer, but a passage without them answers as well.
ASKING = frozenset(
    terms(
        """
        according adjective amount another answer anybody anyone anything article author besides brief called
        certain compare define definition detail differ difference document entity everything evidence example
        give happen information key kind know learn list mean mention name number paragraph passage percentage
        piece place point question quote refer role said say show somebody someone something sort still summary
        talk text think type whole write written wrote
        """
    )
)


class Way(NamedTuple):
    """A way to say something: the terms that must stand together, a weight of at most 1, and how it is written."""

    terms: tuple[str, ...]
    weight: float
    written: str


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that a question speaks of.

    `surface` is how it was typed. `ways` are the ways to say it, its own first; an actor is one concept, said by the
    mark that every passage naming it carries. An answer may do without an `optional` one.
    """

    surface: str
    ways: tuple[Way, ...]
    actor: str | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A question, understood: `concepts` in the order typed, the actors it names, and what was searched for besides."""

    question: str
    words: tuple[Word, ...]
    concepts: tuple[Concept, ...]
    actors: tuple[str, ...] = ()
    ambiguous: tuple[tuple[str, ...], ...] = ()
    also_searched: tuple[str, ...] = ()
    asked: Asked = Asked.OTHER

    @property
    def named(self) -> list[str]:
        """The actors that the question names, and all that a name means which several share."""
        return distinct([*self.actors, *(actor for sharing in self.ambiguous for actor in sharing)])

    @property
    def folded(self) -> frozenset[str]:
        """The folded words of the question."""
        return frozenset(word.folded for word in self.words)

    @property
    def is_unfinished(self) -> bool:
        """Whether it asks why or when of names alone ("why did the Taliban?"): no passage can be known to answer it."""
        asks = self.asked in {Asked.WHY, Asked.WHEN} and bool(self.actors)
        return asks and all(concept.actor or concept.optional for concept in self.concepts)

    @property
    def terms(self) -> list[str]:
        """Every term of every concept, without repetition: what the index is asked for."""
        return distinct(term for concept in self.concepts for way in concept.ways for term in way.terms)


def mark(actor: str) -> str:
    """Return the term that stands for an actor in every passage that names it; no word folds to it."""
    return f"{_MARK}{actor}"


def marked(term: str) -> str | None:
    """Return the actor that a term stands for, or None where it is a word's: the inverse of `mark`."""
    return term.removeprefix(_MARK) if term.startswith(_MARK) else None


def _with_pronouns(text: list[Word]) -> list[Word]:
    """Take "US" for the pronoun in a question all in capitals, where no article or its place makes it a country."""
    if any(word.surface.islower() for word in text):
        return text
    return [
        word._replace(term="") if word.surface == "US" and at and text[at - 1].folded not in {"the", "a"} else word
        for at, word in enumerate(text)
    ]


class QueryReader:
    """Understands questions with the names and synonyms of one knowledge."""

    def __init__(
        self,
        names: Names,
        actors: Mapping[str, Actor],
        synonyms: Sequence[Sequence[str]],
        frequency: Callable[[str], int],
    ) -> None:
        """Take the names, the synonyms and `frequency`, the number of passages that hold a term."""
        self._names = names
        self._actors = actors
        self._frequency = frequency
        self._states = STATES | frozenset(term for people in names.peoples for term in terms(people))
        self._synonyms: dict[tuple[str, ...], list[Way]] = {}
        for group in synonyms:
            ways = [Way(said, SYNONYM_WEIGHT, written) for written in group if (said := tuple(terms(written)))]
            for way in ways:
                self._synonyms.setdefault(way.terms, []).extend(other for other in ways if other.terms != way.terms)
        self._begins = {said[0] for said in self._synonyms}
        self._longest = max(map(len, self._synonyms), default=1)
        self._phrases = lru_cache(maxsize=_REMEMBERED)(self._find_phrases)
        # A question is read to see whom it leans on, to be answered, and for what may follow it.
        self._last = lru_cache(maxsize=_LAST)(self._understand)

    def read(self, question: str) -> Query:
        """Return what `question` asks for; of the last questions it is remembered."""
        return self._last(question)

    def _understand(self, question: str) -> Query:
        text = _with_pronouns(words(question))
        mentions = self._mentions(text)
        asked = asked_for(text)
        # An answer to "which country" names one, and need not say the word.
        spared = KINDS if asked is not Asked.OTHER else frozenset[str]()
        concepts: dict[tuple[str, ...], Concept] = {}
        at, starts = 0, {m.start: m for m in mentions if len(m.actors) == 1}
        while at < len(text):
            if at in starts:
                concept: Concept | None = self._actor(starts[at], text)
                length = starts[at].end - at
                literal = self._literal(starts[at], text)
                if literal:
                    concepts.setdefault(literal.ways[0].terms, literal)
            else:
                stop = min((start for start in starts if start > at), default=len(text))
                concept, length = self._words(text[at:stop])
            if concept:
                if concept.surface.casefold() in spared:
                    concept = replace(concept, optional=True)
                concepts.setdefault(concept.ways[0].terms, concept)
            at += length
        actors = distinct(m.actors[0] for m in mentions if len(m.actors) == 1)
        return Query(
            question=question,
            words=tuple(text),
            concepts=tuple(concepts.values()),
            actors=tuple(actors),
            ambiguous=tuple(m.actors for m in mentions if len(m.actors) > 1),
            also_searched=self._also(mentions, text),
            asked=asked,
        )

    def is_state(self, concept: Concept) -> bool:
        """Tell whether a concept that is no actor is a state's or people's name, however it is typed."""
        return any(term in self._states for term in concept.ways[0].terms)

    def is_meant(self, concept: Concept, texts: Iterable[str]) -> bool:
        """Tell whether what is in `texts` of a concept is meant: a state that only an actor's name holds is not."""
        if concept.actor or STATES.isdisjoint(concept.ways[0].terms):
            return True
        said = {term for way in concept.ways for term in way.terms}
        for text in map(words, texts):
            named = {at for mention in self._names.find(text) for at in range(mention.start, mention.end)}
            if any(word.term in said and at not in named for at, word in enumerate(text)):
                return True
        return False

    def _mentions(self, text: list[Word]) -> list[Mention]:
        found = self._names.find(text)
        taken = {at for m in found for at in range(m.start, m.end)}
        guessed = self._names.guess(text, known=self._known)
        mentions = sorted(found + [m for m in guessed if not taken & set(range(m.start, m.end))])
        clear = {m.actors[0] for m in mentions if len(m.actors) == 1}
        # A shared name means the one that the question names elsewhere.
        return [m._replace(actors=tuple(a for a in m.actors if a in clear)[:1] or m.actors) for m in mentions]

    def _known(self, word: Word) -> bool:
        return (
            not word.term
            or word.term in CHAT
            or word.term in ASKING
            or (word.term,) in self._synonyms
            or self._frequency(word.term) > 0
        )

    def _actor(self, mention: Mention, text: list[Word]) -> Concept:
        named = text[mention.start : mention.end]
        surface = " ".join(word.surface for word in named)
        actor = self._actors[mention.actors[0]]
        ways = [Way((mark(actor.id),), 1.0, actor.name)]
        if actor.kind == CLASS or not self._frequency(mark(actor.id)):
            # Who is described rather than named ("Saleh's brother") may stand in other words than its author wrote.
            ways += [Way((word.term,), CLASS_WORD_WEIGHT, word.surface) for word in named if word.term]
        return Concept(surface, tuple(ways), actor=actor.id)

    def _literal(self, mention: Mention, text: list[Word]) -> Concept | None:
        """Return the very words of another name that documents use for the actor: who has them suits best."""
        named = text[mention.start : mention.end]
        said = tuple(word.term for word in named if word.term)
        folded = tuple(word.folded for word in named)
        own, used = self._phrases(mention.actors[0])
        if not said or folded not in used or own.issuperset(folded):
            return None
        surface = " ".join(word.surface for word in named)
        return Concept(surface, (Way(said, 1.0, surface),), optional=True)

    def _find_phrases(self, actor: str) -> tuple[frozenset[str], frozenset[tuple[str, ...]]]:
        """Return the folded words of an actor's name, and its other names that documents use."""
        named = self._actors[actor]
        used = frozenset(phrase(alias.text) for alias in named.aliases if not alias.search_only)
        return frozenset(phrase(named.name)), used

    def _words(self, text: Sequence[Word]) -> tuple[Concept | None, int]:
        """Return the concept that starts here, longest first, and how many words it takes."""
        for length in range(min(self._longest + 1, len(text)) if text[0].term in self._begins else 0, 0, -1):
            said = tuple(word.term for word in text[:length] if word.term)
            if text[length - 1].term and said in self._synonyms and (len(said) > 1 or length == 1):
                surface = " ".join(word.surface for word in text[:length])
                others = {way.terms: way for way in reversed(self._synonyms[said])}
                ways = (Way(said, 1.0, surface), *reversed(others.values()))
                return Concept(surface, ways, optional=said[0] in ASKING), length
        word = text[0]
        if not word.term or word.term in CHAT:
            return None, 1
        return Concept(word.surface, (Way((word.term,), 1.0, word.surface),), optional=word.term in ASKING), 1

    def _also(self, mentions: list[Mention], text: list[Word]) -> tuple[str, ...]:
        typed = {m.actors[0]: tuple(w.folded for w in text[m.start : m.end]) for m in mentions if len(m.actors) == 1}
        others = (actor for actor, said in typed.items() if not self._phrases(actor)[0].issuperset(said))
        return tuple(distinct(self._actors[actor].name for actor in others))
