"""The graph of relations: what is an edge, what it rests on, and how it is drawn."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.pictures import synthetic
from bot.knowledge.model import Knowledge
from bot.pictures.graph import Edge, Graph, graph_of
from tests.material import shipped

KNOWLEDGE = st.builds(synthetic, st.integers(2, 40), st.integers(0, 10_000))


def facts(knowledge: Knowledge, graph: Graph) -> list[tuple[Edge, str]]:
    """Each edge with the stance of the fact that it stands for."""
    told = {(actor.id, fact.id): fact for actor in knowledge.actors.values() for fact in actor.facts}
    return [(edge, told[edge.subject, edge.fact].stance) for edge in graph.edges]


@pytest.fixture
def shipped_graph() -> Graph:
    return graph_of(shipped())


@given(KNOWLEDGE)
def test_every_edge_is_cited_and_joins_two_actors_that_are_there(knowledge: Knowledge) -> None:
    graph = graph_of(knowledge)
    for edge in graph.edges:
        assert edge.passages
        assert edge.subject != edge.object
        assert {edge.subject, edge.object} <= graph.nodes.keys()


@given(KNOWLEDGE)
def test_a_line_tells_the_stance_of_its_relation(knowledge: Knowledge) -> None:
    for edge, stance in facts(knowledge, graph_of(knowledge)):
        assert (edge.line == "dashed") == (stance == "possible")
        assert (edge.line == "dotted") == (stance in {"reported", "stated"})
        assert (edge.line == "hollow") == (stance == "assessed")


def test_the_shipped_edges_are_the_relations_that_were_written(shipped_graph: Graph) -> None:
    knowledge = shipped()
    for edge, stance in facts(knowledge, shipped_graph):
        assert edge.stance == stance
        (fact,) = (fact for fact in knowledge.actors[edge.subject].facts if fact.id == edge.fact)
        assert not fact.derived
        assert fact.object == edge.object
        assert edge.negated == fact.negated


def test_what_is_said_not_to_be_so_is_worded_so(shipped_graph: Graph) -> None:
    (edge,) = (edge for edge in shipped_graph.around("tajikistan") if edge.negated)
    assert edge.words == "does not recognise"
    assert edge.line == "dotted"


@pytest.mark.parametrize(("name", "words"), [("Harbour workers", "shelter"), ("International community", "shelters")])
def test_a_class_is_spoken_of_as_many_only_where_its_name_is(name: str, words: str) -> None:
    knowledge = synthetic(2)
    fact = next(fact for actor in knowledge.actors.values() for fact in actor.facts)
    told = replace(fact, predicate="shelters", object="a1", negated=False, derived=False)
    subject = replace(knowledge.actors["a0"], kind="class", name=name, facts=(told,))
    sheltered = replace(knowledge.actors["a1"], facts=())
    (edge,) = graph_of(replace(knowledge, actors={"a0": subject, "a1": sheltered})).edges
    assert edge.words == words


def test_an_attribute_that_names_an_actor_is_no_edge(shipped_graph: Graph) -> None:
    risks = [fact.id for fact in shipped().actors["taliban"].facts if fact.predicate == "risk" and fact.object]
    assert risks
    assert not set(risks) & {edge.fact for edge in shipped_graph.edges if edge.subject == "taliban"}


def test_a_relation_of_an_actor_to_itself_or_to_nobody_known_is_no_edge() -> None:
    knowledge = synthetic(2)
    told = [fact for actor in knowledge.actors.values() for fact in actor.facts]
    alone = replace(knowledge.actors["a0"], facts=tuple(replace(fact, object="a0") for fact in told))
    gone = replace(knowledge.actors["a1"], facts=tuple(replace(fact, object="nobody") for fact in told))
    assert graph_of(replace(knowledge, actors={"a0": alone, "a1": gone})) == Graph({}, ())
