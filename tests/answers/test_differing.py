"""What differs from a fact that is shown."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.answers.cards import difference, named_facts
from bot.answers.differing import Saying, differences, differing
from bot.knowledge.actors import Actor, Fact, Source, Time
from bot.knowledge.documents import Document
from bot.knowledge.model import Knowledge


def fact(name: str, document: str = "a", **given: Any) -> Fact:
    """A fact told in ¶1 of a document."""
    source = Source(document, 1, f"quotation of {name}", 0, 1)
    return replace(Fact(name, "hosts", "asserted", (source,), "green"), **given)


def knowledge_of(*facts: Fact, other: tuple[Fact, ...] = ()) -> Knowledge:
    documents = {name: Document(name, name.upper(), "Office", "", ()) for name in ("a", "b")}
    actors = {
        "blue": Actor("blue", "group", "Blue", facts=facts),
        "green": Actor("green", "group", "Green", facts=other),
    }
    return Knowledge(documents, actors, "sha256:0")


def words(knowledge: Knowledge, *key: str) -> list[str]:
    """Return the words that stand beside a fact."""
    found = differing(knowledge, [(key[0], key[1])])
    return [saying.words for saying in found.get((key[0], key[1]), ())]


def test_facts_that_differ_in_time_are_told_by_their_times_from_either_and_from_the_inverse() -> None:
    knowledge = knowledge_of(fact("x", time=Time("ten years")), fact("y", time=Time("a year")), fact("z"))
    for key in (("blue", "x"), ("blue", "y"), ("green", "blue.x")):
        assert words(knowledge, *key) == ["ten years", "a year"]
    assert words(knowledge, "blue", "z") == []


def test_facts_that_an_author_links_are_told_by_value_or_quotation_from_either_side() -> None:
    told = fact("x", value="two", differs_from="green.y", object=None)
    for other, expected in (
        (fact("y", value="three", object=None), ["two", "three"]),
        (fact("y", object=None), ["quotation of x", "quotation of y"]),
    ):
        knowledge = knowledge_of(told, other=(other,))
        assert words(knowledge, "blue", "x") == words(knowledge, "green", "y") == expected


def test_a_difference_names_its_documents_and_every_caution() -> None:
    knowledge = knowledge_of(fact("x", time=Time("ten years")), fact("y", "b", time=Time("a year"), stance="reported"))
    said = named_facts(knowledge, knowledge.actors["blue"])[0].differing
    assert said == (Saying("a", 1, "ten years", "asserted"), Saying("b", 1, "a year", "reported"))
    assert difference(knowledge, said) == "The documents differ: A ¶1: “ten years” — B ¶1: “a year” (reported)"


def test_what_is_told_differently_of_several_objects_in_the_same_words_is_one_difference() -> None:
    facts = [
        fact(f"{target}-{time}", document, object=target, time=Time(time))
        for target in ("green", "red")
        for document, time in (("a", "ten years"), ("b", "a year"))
    ]
    (found,) = differences(knowledge_of(*facts))
    assert found.objects == ("green", "red")
    assert [saying.words for saying in found.said] == ["ten years", "a year"]
    assert [each.id for each in found.facts] == ["green-ten years", "green-a year"]
    assert found.actors == ("blue", "blue")


def test_what_an_author_links_is_a_difference_of_its_own() -> None:
    one, two = fact("one", value="x"), fact("two", value="y", differs_from="one")
    (found,) = differences(knowledge_of(one, two))
    assert found.linked
    assert [saying.words for saying in found.said] == ["y", "x"]
