"""What a picture shows: the strongest neighbourhood, a true count of the rest, and a summary in words."""

from __future__ import annotations

import json
from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.pictures import synthetic
from bot.knowledge.model import Knowledge
from bot.pictures.chart import ACTORS, ARROWS, MAX_ALTERNATIVE, NEIGHBOURS, PARALLEL, Chart, alternative, chart_of
from bot.pictures.graph import Edge, Graph, Node, graph_of
from tests.material import shipped

KNOWLEDGE = st.builds(synthetic, st.integers(2, 60), st.integers(0, 10_000))


def charts(knowledge: Knowledge) -> list[tuple[Graph, str | None, Chart]]:
    graph = graph_of(knowledge)
    drawn = ((graph, actor, chart_of(graph, actor, "1 document")) for actor in (None, *graph.nodes))
    return [(graph, actor, chart) for graph, actor, chart in drawn if chart]


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def test_nothing_is_left_out_around_an_actor_with_few_neighbours() -> None:
    chart = chart_of(graph_of(shipped()), "tajikistan", "1 document of 14 Oct 2021")
    assert chart is not None
    assert chart.notes == ("As told by 1 document of 14 Oct 2021.",)
    arrows = {(arrow.subject, arrow.object, arrow.line, arrow.negated): arrow.labels for arrow in chart.arrows}
    assert arrows["tajikistan", "taliban", "dotted", True] == ("does not recognise (stated)",)
    assert arrows["tajikistan", "amrullah-saleh", "dotted", False] == ("shelters (reported, on a condition)",)
    assert arrows["tajikistan", "anti-taliban-rebels", "dashed", False][0].startswith("is linked to (possible): “")
    assert "Tajikistan shelters Amrullah Saleh (reported, on a condition)." in chart.alternative


def test_relations_between_the_same_two_are_gathered_into_one_arrow() -> None:
    nodes = {name: Node(name, name.title(), "group") for name in ("one", "two")}

    def edge(words: str, stance: str = "asserted", *, back: bool = False) -> Edge:
        ends = ("two", "one") if back else ("one", "two")
        return Edge("f", *ends, words, None, stance, "not" in words, False, (("d", 1),))

    told = [edge("hosts"), edge("fights", "possible"), edge("supports", "assessed"), edge("hosts")]
    told += [edge("does not lead"), edge("hosts", back=True)]
    chart = chart_of(Graph(nodes, tuple(told)), "one", "1 document")
    assert chart is not None
    assert [(a.subject, a.line, a.negated, a.labels, a.relations) for a in chart.arrows] == [
        ("one", "solid", False, ("hosts",), 2),
        ("one", "dashed", False, ("fights (possible)",), 1),
        ("one", "hollow", False, ("supports (assessed)",), 1),
        ("one", "solid", True, ("does not lead",), 1),
        ("two", "solid", False, ("hosts",), 1),
    ]


@given(KNOWLEDGE)
def test_what_is_drawn_and_what_is_left_out_is_all_there_is(knowledge: Knowledge) -> None:
    for graph, actor, chart in charts(knowledge):
        edges = graph.around(actor) if actor else graph.edges
        assert sum(arrow.relations for arrow in chart.arrows) + chart.left_out_relations == len(edges)
        everybody = set(chain.from_iterable((edge.subject, edge.object) for edge in edges))
        assert len(chart.nodes) + chart.left_out_actors == len(everybody)
        assert (f"{chart.left_out_relations:,} relation" in chart.notes[0]) == bool(chart.left_out_relations)


@given(KNOWLEDGE)
def test_an_arrow_is_dashed_exactly_where_all_that_it_stands_for_is_only_possible(knowledge: Knowledge) -> None:
    for graph, _, chart in charts(knowledge):
        for arrow in chart.arrows:
            told = [
                edge
                for edge in graph.edges
                if (edge.subject, edge.object, edge.line, edge.negated)
                == (arrow.subject, arrow.object, arrow.line, arrow.negated)
            ]
            assert len(told) == arrow.relations
            assert {edge.stance == "possible" for edge in told} == {arrow.line == "dashed"}
            assert not arrow.negated or all(" not" in f" {edge.words}" for edge in told)


@given(KNOWLEDGE)
def test_a_picture_stays_small_and_its_summary_short(knowledge: Knowledge) -> None:
    for _, actor, chart in charts(knowledge):
        assert len(chart.nodes) <= (NEIGHBOURS + 1 if actor else ACTORS)
        assert units(chart.alternative) <= MAX_ALTERNATIVE
        if actor is None:
            assert len(chart.arrows) <= ARROWS
            pairs = [frozenset({arrow.subject, arrow.object}) for arrow in chart.arrows]
            assert max(map(pairs.count, pairs)) <= PARALLEL


@given(KNOWLEDGE)
def test_a_chart_survives_the_way_to_the_process_that_draws(knowledge: Knowledge) -> None:
    for _, _, chart in charts(knowledge):
        assert Chart.from_json(json.loads(json.dumps(chart.to_json()))) == chart


def test_of_500_actors_the_strongest_neighbourhood_is_drawn() -> None:
    graph = graph_of(synthetic(500))
    chart = chart_of(graph, None, "1 document")
    assert chart is not None
    busiest = max(graph.nodes, key=lambda actor: len(graph.around(actor)))
    assert busiest in {node.id for node in chart.nodes}
    assert chart.left_out_actors == len(graph.nodes) - len(chart.nodes)
    assert f"{chart.left_out_actors} more actors" in chart.notes[0]


def test_there_is_no_picture_of_nothing() -> None:
    assert chart_of(graph_of(shipped()), "washington-dc", "1 document") is None
    assert chart_of(Graph({}, ()), None, "1 document") is None


def test_a_summary_tells_once_what_two_relations_say_alike() -> None:
    told = alternative("Relations", ["One hosts Two.", "One fights Three.", "One hosts Two."], left_out=0)
    assert told == "Picture: Relations, 3 relations as arrows between actors. One hosts Two. One fights Three."
    rest = alternative("Relations", [*["One hosts Two."] * 5, "x" * 1000, "x" * 1000], left_out=0)
    assert rest.endswith("One hosts Two. And 2 more relations; see the list below.")


@given(st.text(max_size=3000), st.lists(st.text(max_size=600), max_size=60), st.integers(0, 10_000))
def test_a_summary_is_never_too_long(title: str, sentences: list[str], left_out: int) -> None:
    assert 0 < units(alternative(title, sentences, left_out=left_out)) <= MAX_ALTERNATIVE
