"""Cards: what both faces show besides answers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.answers.answerer import Answerer
from bot.answers.cards import about, actor_card, actor_lines, leaves, reading, source_lines
from bot.knowledge.actors import Actor, Alias, Confusion, Fact, Source
from bot.knowledge.documents import Document, Passage, Sentence
from bot.knowledge.model import Knowledge


def document(paragraphs: int = 4, *, published: str | None = "2021-10-14") -> Document:
    """Return a document of a title and short paragraphs."""
    texts = ["Title", *(f"Paragraph {n}." for n in range(1, paragraphs + 1))]
    passages, at = [], 0
    for number, text in enumerate(texts):
        end = at + len(text)
        passages.append(Passage(number, at, end, (Sentence(at, end),)))
        at = end + 2
    return Document("doc", "Title", "Publisher", "\n\n".join(texts), tuple(passages), published=published)


def fact(identity: str, predicate: str, *, target: str | None = None, derived: bool = False) -> Fact:
    """Return an asserted fact that rests on the first paragraph."""
    source = Source("doc", 1, "Paragraph 1.", 7, 19)
    return Fact(identity, predicate, "asserted", (source,), object=target, speaker=target, derived=derived)


@pytest.fixture
def knowledge() -> Knowledge:
    alpha = Actor(
        "alpha",
        "group",
        "Alpha",
        aliases=(Alias("A", "acronym"), Alias("Alef", "spelling", search_only=True)),
        not_to_be_confused_with=(Confusion("Alpine", None, "a mountain"),),
        facts=(fact("one", "hosts", target="beta"), fact("two", "goal"), fact("three", "hosts", derived=True)),
    )
    beta = Actor("beta", "state", "Beta")
    return Knowledge({"doc": document()}, {"alpha": alpha, "beta": beta}, "sha256:0123")


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


def test_actors_are_listed_by_kind_and_name_inverses_counted_apart(knowledge: Knowledge) -> None:
    assert [(line.kind, line.name, line.facts, line.derived) for line in actor_lines(knowledge)] == [
        ("group", "Alpha", 2, 1),
        ("state", "Beta", 0, 0),
    ]
    assert [line.id for line in actor_lines(knowledge, "state")] == ["beta"]


def test_sources_are_counted_without_the_title(knowledge: Knowledge) -> None:
    (line,) = source_lines(knowledge, ["doc"])
    assert (line.document.slug, line.paragraphs, line.facts) == ("doc", 4, 2)


@pytest.mark.parametrize(
    ("number", "before", "after", "more"),
    [(0, None, 1, True), (1, None, 2, True), (2, 1, 3, True), (3, 2, 4, True), (4, 3, None, True)],
)
def test_a_paragraph_is_read_with_one_neighbour_on_either_side(
    number: int, before: int | None, after: int | None, *, more: bool
) -> None:
    read = reading(document(), number)
    assert read is not None
    assert (read.before and read.before.number, read.after and read.after.number) == (before, after)
    assert read.more is more


@pytest.mark.parametrize(
    ("paragraphs", "number", "expected"),
    [
        (8, 6, [(3, 2, 4, False), (8, 8, 8, True)]),
        (9, 5, [(2, 1, 3, False), (8, 7, 9, True)]),
        (8, 1, [(4, 3, 5, True)]),
        (8, 8, [(5, 4, 6, False)]),
        (4, 3, [(1, 1, 1, False)]),
        (3, 2, []),
        (1, 1, []),
    ],
)
def test_a_document_in_full_is_leafed_through_without_a_gap(
    paragraphs: int, number: int, expected: list[tuple[int, int, int, bool]]
) -> None:
    whole = reading(replace(document(paragraphs), access="full"), number)
    assert whole is not None
    assert [(leaf.paragraph, leaf.first, leaf.last, leaf.onwards) for leaf in leaves(whole)] == expected
    in_parts = reading(document(paragraphs), number)
    assert in_parts is not None
    assert leaves(in_parts) == []


def test_a_short_document_has_no_more_than_what_is_shown() -> None:
    read = reading(document(3), 2)
    assert read is not None
    assert not read.more


def test_a_paragraph_that_is_not_there_is_not_read() -> None:
    assert reading(document(), 9) is None


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
