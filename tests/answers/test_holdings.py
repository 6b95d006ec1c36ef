from __future__ import annotations

import pytest

from bot.answers.holdings import about, actor_lines, source_lines
from bot.knowledge.model import Knowledge
from tests.answers.small import document, small_knowledge


@pytest.fixture
def knowledge() -> Knowledge:
    return small_knowledge()


def test_actors_are_listed_by_kind_and_name_inverses_counted_apart(knowledge: Knowledge) -> None:
    assert [(line.kind, line.name, line.facts, line.derived) for line in actor_lines(knowledge)] == [
        ("group", "Alpha", 2, 1),
        ("state", "Beta", 0, 0),
    ]
    assert [line.id for line in actor_lines(knowledge, "state")] == ["beta"]


def test_sources_are_counted_without_the_title(knowledge: Knowledge) -> None:
    (line,) = source_lines(knowledge, ["doc"])
    assert (line.document.slug, line.paragraphs, line.facts) == ("doc", 4, 2)


def test_about_counts_what_is_loaded(knowledge: Knowledge) -> None:
    card = about(knowledge, bot_version="1", degraded=True)
    assert (card.documents, card.paragraphs, card.actors, card.facts) == (1, 4, 2, 2)
    assert card.dates == ("2021-10-14",)
    assert card.degraded
    undated = Knowledge({"doc": document(published=None)}, {}, "sha256:0")
    assert about(undated, bot_version="1", degraded=False).dates == ()


def test_about_nothing_is_all_zero() -> None:
    card = about(None, bot_version="1", degraded=True)
    assert (card.knowledge_version, card.documents, card.facts) == (None, 0, 0)
