"""Two actors beside each other."""

from __future__ import annotations

from itertools import permutations

import pytest

from bot.answers.comparison import Comparison, compare
from bot.knowledge.actors import Actor, Confusion, Fact, Source
from bot.knowledge.model import Knowledge
from tests.material import SOURCE, knowledge_of, shipped


def fact(
    identity: str,
    predicate: str,
    target: str | None = None,
    value: str | None = None,
    *,
    document: str = "d0",
    negated: bool = False,
    derived: bool = False,
) -> Fact:
    source = Source(document, 1, "Something.", 0, 10)
    return Fact(identity, predicate, "asserted", (source,), target, value, negated=negated, derived=derived)


def knowledge_with(*actors: Actor) -> Knowledge:
    return knowledge_of("Something.", "Something.", actors=actors)


def keys(comparison: Comparison) -> list[tuple[str, int, int]]:
    return [(row.predicate, len(row.first), len(row.second)) for row in comparison.rows]


def test_predicates_of_both_come_first_then_those_of_the_first_then_of_the_second() -> None:
    one = Actor("one", "group", "One", facts=(fact("a", "goal", value="x"), fact("b", "status", value="y")))
    two = Actor("two", "group", "Two", facts=(fact("a", "policy", value="z"), fact("b", "status", value="w")))
    assert keys(compare(knowledge_with(one, two), "one", "two")) == [("status", 1, 1), ("goal", 1, 0), ("policy", 0, 1)]


def test_what_is_denied_is_no_row_with_what_is_said() -> None:
    one = Actor("one", "group", "One", facts=(fact("a", "recognises", "three"),))
    two = Actor("two", "group", "Two", facts=(fact("a", "recognises", "three", negated=True),))
    found = compare(knowledge_with(one, two, Actor("three", "state", "Three")), "one", "two")
    assert [(row.negated, len(row.first), len(row.second)) for row in found.rows] == [(False, 1, 0), (True, 0, 1)]
    assert found.shared == ()


def test_what_is_shared_has_the_same_object_or_the_same_words() -> None:
    one = Actor("one", "group", "One", facts=(fact("a", "hosts", "three"), fact("b", "goal", value="Peace “now”")))
    two = Actor("two", "group", "Two", facts=(fact("a", "hosts", "three"), fact("b", "goal", value='peace "now"')))
    found = compare(knowledge_with(one, two, Actor("three", "state", "Three")), "one", "two")
    assert [row.predicate for row in found.shared] == ["hosts", "goal"]
    assert found.between == ()


def test_how_two_relate_is_told_once_as_it_was_written() -> None:
    one = Actor("one", "group", "One", facts=(fact("a", "hosts", "two"),))
    two = Actor("two", "group", "Two", facts=(fact("one.a", "hosted_by", "one", derived=True),))
    found = compare(knowledge_with(one, two), "two", "one")
    assert [(named.owner, named.fact.predicate) for named in found.between] == [("one", "hosts")]
    assert found.rows == ()


def test_a_class_is_pointed_to_where_nothing_is_said_of_an_actor_and_never_taken_over() -> None:
    found = compare(shipped(), "imu", "tip")
    rows = {row.predicate: row for row in found.rows}
    assert rows["relocated_to"].first == ()
    assert "imu-offshoots" in {named.owner for named in rows["relocated_to"].of_classes[0]}
    assert {named.owner for named in rows["relocated_to"].second} == {"tip"}
    assert rows["relocated_to"].of_classes[1] == ()
    assert "imu-offshoots" in found.classes


def test_a_class_that_is_itself_compared_is_not_pointed_to() -> None:
    found = compare(shipped(), "imu", "imu-offshoots")
    assert "imu-offshoots" not in found.classes
    assert {named.owner for row in found.rows for named in row.of_classes[0]} == {"central-asian-militants"}


def test_a_group_that_an_actor_could_be_confused_with_is_no_class() -> None:
    one = Actor("one", "group", "One", not_to_be_confused_with=(Confusion("Three", "three"), Confusion("Else")))
    found = compare(knowledge_with(one, Actor("two", "group", "Two"), Actor("three", "group", "Three")), "one", "two")
    assert found.classes == ()


def test_the_documents_that_all_lines_rest_on_are_told() -> None:
    one = Actor("one", "group", "One", facts=(fact("a", "goal", value="x"),))
    two = Actor("two", "group", "Two", facts=(fact("a", "goal", value="y", document="d1"),))
    assert compare(knowledge_with(one, two), "one", "two").documents == ("d0", "d1")
    assert compare(shipped(), "taliban", "isk").documents == (SOURCE,)


def test_an_actor_is_not_compared_with_itself_nor_with_nobody() -> None:
    with pytest.raises(ValueError, match="with itself"):
        compare(shipped(), "taliban", "taliban")
    with pytest.raises(KeyError):
        compare(shipped(), "taliban", "nobody")


def test_a_mere_link_is_shared_only_in_the_same_words() -> None:
    one, two, third = (
        Actor(name, "group", name.title(), facts=(fact("a", "linked_from", "four", words, derived=True),))
        for name, words in (("one", "hosted"), ("two", "hosted"), ("third", "a thorn in its side"))
    )
    knowledge = knowledge_with(one, two, third, Actor("four", "group", "Four"))
    assert [row.predicate for row in compare(knowledge, "one", "two").shared] == ["linked_from"]
    assert compare(knowledge, "one", "third").shared == ()
    assert keys(compare(knowledge, "one", "third")) == [("linked_from", 1, 1)]


def test_what_is_shared_is_not_told_again_and_the_rest_says_that_there_is_more() -> None:
    one = Actor("one", "group", "One", facts=(fact("a", "hosts", "three"), fact("b", "hosts", "four")))
    two = Actor("two", "group", "Two", facts=(fact("a", "hosts", "three"),))
    found = compare(knowledge_with(one, two, Actor("three", "state", "3"), Actor("four", "state", "4")), "one", "two")
    assert [[named.fact.id for named in row.first] for row in found.shared] == [["a"]]
    assert [([named.fact.id for named in row.first], row.second, row.besides) for row in found.rows] == [
        (["b"], (), True)
    ]


def test_every_fact_of_any_two_actors_is_told_once_of_its_owner_and_of_nobody_else() -> None:
    knowledge = shipped()
    for first, second in permutations(["taliban", "imu", "tip", "imu-offshoots", "tajikistan", "al-qaeda"], 2):
        found = compare(knowledge, first, second)
        rows = (*found.shared, *found.rows)
        told = [(n.owner, n.fact.id) for n in (*found.between, *(n for row in rows for n in (*row.first, *row.second)))]
        assert len(told) == len(set(told))
        for row in rows:
            assert {n.owner for n in row.first} <= {first}
            assert {n.owner for n in row.second} <= {second}
        for actor, other in ((first, second), (second, first)):
            for each in knowledge.actors[actor].facts:
                if each.predicate != "mention":
                    assert (actor, each.id) in told or (each.derived and each.object == other)
