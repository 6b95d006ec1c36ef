"""Where the names of an actor stand."""

from __future__ import annotations

from bot.answers.answerer import Answerer
from bot.answers.naming import LOOKED_THROUGH, PLACES, StandingName, standing_names
from bot.knowledge.actors import Actor, Alias
from tests.material import SOURCE, knowledge_of, shipped_answerer


def names_of(answerer: Answerer, actor: str) -> dict[str, StandingName]:
    found = standing_names(answerer.knowledge.actors[actor], answerer.ranker, answerer.names)
    return {name.text: name for name in found}


def test_each_name_stands_in_the_paragraphs_that_use_it() -> None:
    names = names_of(shipped_answerer(), "isk")
    assert list(names) == ["Islamic State Khorasan", "ISK"]
    assert names["Islamic State Khorasan"].places == ((SOURCE, 4), (SOURCE, 8))
    assert names["ISK"] == StandingName("ISK", "acronym", ((SOURCE, 8),), goes_on=False)


def test_names_that_only_find_an_actor_are_not_listed() -> None:
    assert set(names_of(shipped_answerer(), "taliban")) == {"Taliban"}


def test_a_name_within_a_longer_name_of_another_actor_does_not_stand_there() -> None:
    actors = (Actor("order", "group", "Blue Order"), Actor("east", "group", "Blue Order in the East"))
    answerer = Answerer(knowledge_of("The Blue Order in the East came.\n\nThe Blue Order went.", actors=actors))
    assert names_of(answerer, "order")["Blue Order"].places == (("d0", 2),)
    assert names_of(answerer, "east")["Blue Order in the East"].places == (("d0", 1),)


def test_a_name_within_a_longer_name_of_the_same_actor_tells_which() -> None:
    aliases = (Alias("Order", "weak"), Alias("Blue Ord", "spelling"), Alias("Order Blue", "aka"))
    answerer = Answerer(knowledge_of("The Blue Order came.", actors=(Actor("order", "group", "Blue Order", aliases),)))
    names = names_of(answerer, "order")
    assert names["Order"] == StandingName("Order", "weak", (), goes_on=False, within="Blue Order")
    assert {text: name.within for text, name in names.items() if text != "Order"} == dict.fromkeys(
        ("Blue Order", "Blue Ord", "Order Blue")
    )


def test_a_name_that_no_document_uses_stands_nowhere() -> None:
    answerer = Answerer(knowledge_of("Nothing here.", actors=(Actor("order", "group", "Blue Order"),)))
    assert names_of(answerer, "order")["Blue Order"] == StandingName("Blue Order", None, (), goes_on=False)


def test_of_a_name_on_every_page_the_first_places_are_told() -> None:
    actors = (Actor("order", "group", "Blue Order", (Alias("BO", "acronym"),)),)
    text = "\n\n".join(["The Blue Order came."] * (LOOKED_THROUGH + 5) + ["The BO went."])
    names = names_of(Answerer(knowledge_of(text, actors=actors)), "order")
    assert names["Blue Order"].places == tuple(("d0", number) for number in range(1, PLACES + 1))
    assert names["Blue Order"].goes_on
    assert names["BO"] == StandingName("BO", "acronym", (), goes_on=True)
