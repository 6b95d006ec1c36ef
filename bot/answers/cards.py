"""An actor and the facts about it, named as both faces show them, as frozen data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot import wording
from bot.answers.differing import differing
from bot.answers.facts import fate_of_object
from bot.answers.naming import standing_names
from bot.answers.slips import slips_at, with_sic
from bot.knowledge.actors import is_plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.answers.answerer import Answerer
    from bot.answers.differing import Saying
    from bot.answers.naming import StandingName
    from bot.knowledge.actors import Actor, Alias, Confusion, Fact
    from bot.knowledge.documents import Document
    from bot.knowledge.model import Knowledge

BEGINNING = 6
"""Words that a sentence is called by."""


@dataclass(frozen=True, slots=True)
class NamedFact:
    """A fact with the names of the actors that it mentions by id, and what is said where the documents differ.

    `owner` is the id of the actor under which it is shown.
    `object_note` holds the document's words for a recorded death of its object, to be shown behind the name;
    `plural` tells that it is said of many; `sic` holds the slips of its passages.
    """

    owner: str
    fact: Fact
    object_name: str | None
    speaker_name: str | None
    place_name: str | None
    differing: tuple[Saying, ...] = ()
    object_note: str | None = None
    plural: bool = False
    sic: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Facts that say the same kind of thing of one actor: all of one predicate, and all negated or none."""

    predicate: str
    negated: bool
    facts: tuple[NamedFact, ...]


@dataclass(frozen=True, slots=True)
class ActorCard:
    """One actor: `names` may stand in documents, `searched` only find it.

    Facts are grouped by predicate and by whether they are negated, groups and facts in the order of the file.
    """

    actor: Actor
    names: tuple[StandingName, ...]
    searched: tuple[Alias, ...]
    confusions: tuple[Confusion, ...]
    groups: tuple[Group, ...]
    documents: tuple[Document, ...]

    @property
    def derived(self) -> int:
        """The number of its facts that are inverses of others' facts."""
        return sum(named.fact.derived for group in self.groups for named in group.facts)

    @property
    def facts(self) -> int:
        """The number of its other facts."""
        return sum(len(group.facts) for group in self.groups) - self.derived


def actor_card(answerer: Answerer, actor_id: str) -> ActorCard:
    """Return the card of an actor in the knowledge that `answerer` has indexed.

    Raises:
        KeyError: there is no such actor.
    """
    knowledge = answerer.knowledge
    actor = knowledge.actors[actor_id]
    named = named_facts(knowledge, actor)
    slugs = dict.fromkeys(source.document for each in named for source in each.fact.sources)
    return ActorCard(
        actor=actor,
        names=standing_names(actor, answerer.ranker, answerer.names),
        searched=tuple(alias for alias in actor.aliases if alias.search_only),
        confusions=actor.not_to_be_confused_with,
        groups=grouped(named),
        documents=tuple(knowledge.documents[slug] for slug in slugs if slug in knowledge.documents),
    )


def grouped(facts: Iterable[NamedFact]) -> tuple[Group, ...]:
    """Group facts by predicate and negation, in order of first appearance."""
    groups: dict[tuple[str, bool], list[NamedFact]] = {}
    for named in facts:
        groups.setdefault((named.fact.predicate, named.fact.negated), []).append(named)
    return tuple(Group(predicate, negated, tuple(group)) for (predicate, negated), group in groups.items())


def named_facts(knowledge: Knowledge, actor: Actor) -> tuple[NamedFact, ...]:
    """Put beside each fact of an actor the names of its object, speaker and place, and what differs from it."""
    differ = differing(knowledge, [(actor.id, fact.id) for fact in actor.facts])
    return tuple(
        named_fact(knowledge, actor, fact, differing=differ.get((actor.id, fact.id), ())) for fact in actor.facts
    )


def named_fact(knowledge: Knowledge, actor: Actor, fact: Fact, *, differing: tuple[Saying, ...] = ()) -> NamedFact:
    """Put beside a fact of an actor the names of its object, speaker and place."""
    return NamedFact(
        owner=actor.id,
        fact=fact,
        object_name=name_of(knowledge, fact.object),
        speaker_name=name_of(knowledge, fact.speaker),
        place_name=name_of(knowledge, fact.place),
        differing=differing,
        object_note=fate_of_object(fact, knowledge.actors),
        plural=is_plural(actor.kind, actor.name),
        sic=slips_at(knowledge, ((source.document, source.paragraph) for source in fact.sources)),
    )


def name_of(knowledge: Knowledge, written: str | None) -> str | None:
    """Return the name of the actor whose id is `written`; what is no id is words of a document and stays."""
    actor = knowledge.actors.get(written) if written else None
    return actor.name if actor else written


def beginning(sentence: str) -> str:
    """Return the first words of a sentence, by which it is told from its neighbours."""
    first = sentence.split()
    return " ".join(first[:BEGINNING]) + (" …" if len(first) > BEGINNING else "")


def names_and_words(knowledge: Knowledge, searched: Sequence[str]) -> tuple[list[str], list[str]]:
    """Part what was searched for besides the words typed into names of actors, and other words."""
    names = {actor.name for actor in knowledge.actors.values()} if searched else set()
    return [text for text in searched if text in names], [text for text in searched if text not in names]


def difference(knowledge: Knowledge, said: Sequence[Saying]) -> str:
    """Say in one line what differs: ``The document differs from itself: ¶2: “two decades” — ¶7: “two and a half”``."""
    several = len({saying.document for saying in said}) > 1
    parts = []
    for saying in said:
        document = knowledge.documents.get(saying.document)
        title = f"{document.title} " if several and document else ""
        stance = saying.stance if saying.stance in wording.answers.STANCES else None
        words = with_sic(saying.words, slips_at(knowledge, [(saying.document, saying.paragraph)]))
        parts.append((f"{title}¶{saying.paragraph}", words, stance))
    return wording.answers.differs(parts, several=several)
