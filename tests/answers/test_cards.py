from __future__ import annotations

import pytest

from bot.answers.answerer import Answerer
from bot.answers.cards import actor_card
from bot.knowledge.model import Knowledge
from tests.answers.small import small_knowledge


@pytest.fixture
def knowledge() -> Knowledge:
    return small_knowledge()


def test_a_card_groups_facts_by_predicate_and_names_whom_they_speak_of(knowledge: Knowledge) -> None:
    card = actor_card(Answerer(knowledge), "alpha")
    assert [(group.predicate, len(group.facts)) for group in card.groups] == [("hosts", 2), ("goal", 1)]
    assert (card.facts, card.derived) == (2, 1)
    first = card.groups[0].facts[0]
    assert (first.object_name, first.speaker_name) == ("Beta", "Beta")
    assert [found.slug for found in card.documents] == ["doc"]


def test_a_card_keeps_names_of_documents_apart_from_those_that_only_find_it(knowledge: Knowledge) -> None:
    card = actor_card(Answerer(knowledge), "alpha")
    assert [(name.text, name.type) for name in card.names] == [("Alpha", None), ("A", "acronym")]
    assert [alias.text for alias in card.searched] == ["Alef"]
    assert [confusion.name for confusion in card.confusions] == ["Alpine"]


def test_an_actor_that_is_not_there_is_an_error(knowledge: Knowledge) -> None:
    with pytest.raises(KeyError):
        actor_card(Answerer(knowledge), "gamma")
