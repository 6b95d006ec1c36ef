from __future__ import annotations

import pytest

from bot.answers.relations import VOCABULARY, Relations
from bot.knowledge.actors import Actor, Fact, Source
from bot.knowledge.predicates import PREDICATES
from bot.search.names import Names
from bot.search.query import Query, QueryReader
from tests.material import SOURCE, shipped, shipped_answerer


def fact(predicate: str, value: str | None = None, **fields: object) -> Fact:
    return Fact("f", predicate, "asserted", (Source("d", 1, "q", 0, 1),), value=value, **fields)  # type: ignore[arg-type]  # fields by name


def untold(question: str, *facts: Fact, document: str = "d") -> float:
    actors = {"order": Actor("order", "group", "Order", facts=facts), "league": Actor("league", "group", "League")}
    query: Query = QueryReader(Names(actors), actors, [["recognise", "accept"]], lambda _: 1).read(question)
    return Relations(actors).untold(query, document)


@pytest.mark.parametrize(
    ("question", "share"),
    [
        ("Who leads the Order?", 1.0),
        ("Who is the chief of the Order?", 1.0),
        ("Whom does the Order shelter?", 0.0),
        ("Who is sheltered by the Order?", 0.0),
        ("Does the Order shelter the League?", 0.0),
        ("Does the Order fight the League?", 1.0),
        ("Does the Order recognise the League?", 0.5),
        ("Does the Order accept the League?", 0.5),
        ("Does the Order host the League?", 0.0),
        ("Does the Order cooperate with the League?", 0.0),
        ("Does the Order shelter and fight the League?", 0.5),
        ("What of the Order?", 0.0),
        ("Who leads?", 0.0),
    ],
)
def test_a_relation_is_told_by_a_fact_of_those_named_that_has_its_predicate_or_its_verb(
    question: str, share: float
) -> None:
    facts = [
        fact("shelters", object="league"),
        fact("recognises", negated=True),
        fact("linked_to", "hosted or cooperated with Leader of the League", object="league"),
    ]
    assert untold(question, *facts) == share


def test_that_a_fact_is_missing_tells_nothing_of_a_document_that_no_fact_of_the_actor_cites() -> None:
    assert untold("Who leads the Order?", fact("goal"), document="other") == 0.0
    assert untold("Who leads the Order?", fact("goal")) == 1.0
    assert untold("Who leads the League?", fact("goal")) == 0.0


def test_what_is_placed_or_said_by_an_actor_involves_it() -> None:
    assert untold("Was anybody killed by the League?", fact("killed_by", place="league")) == 0.0


@pytest.mark.parametrize(
    ("question", "share"),
    [
        ("Who leads the Taliban?", 1.0),
        ("who leads the taliban", 1.0),
        ("Who leads AQIS?", 0.0),
        ("Is China an enemy of the Taliban?", 0.5),
        ("Has Tajikistan recognised the Taliban?", 0.0),
        ("Did the Taliban host the IMU?", 0.0),
        ("What is the relationship between China and Pakistan?", 0.0),
        ("relations of Asim Umar and Kabul", 0.5),
    ],
)
def test_the_shipped_facts_know_what_they_tell(question: str, share: float) -> None:
    query = shipped_answerer().ranker.reader.read(question)
    assert Relations(shipped().actors).untold(query, SOURCE) == share


def test_every_relation_can_be_asked_about() -> None:
    meant = set().union(*VOCABULARY.values())
    assert {name for name, predicate in PREDICATES.items() if predicate.is_relation} <= meant
