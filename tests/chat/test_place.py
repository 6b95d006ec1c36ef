"""Custom ids that say all that a button needs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.chat.page import MAX_CUSTOM_ID
from bot.chat.place import PLACE, Place, find, find_passage, passage_id, short_id
from bot.knowledge.model import short_version
from bot.snapshot import SnapshotStore

SLUG = "impact-of-taliban-resurgence"


@given(st.lists(st.integers(0, 5000), max_size=12), st.integers(0, 9999))
def test_a_place_is_read_back_from_its_custom_ids(paragraphs: list[int], page: int) -> None:
    place = Place("more", "0123abcd", tuple(passage_id(SLUG, n) for n in paragraphs)).fitting()
    assert len(place.turning(page)) <= MAX_CUSTOM_ID
    opened, turned = PLACE.fullmatch(place.opening), PLACE.fullmatch(place.turning(page))
    assert opened is not None
    assert Place.of(opened) == place
    assert turned is not None
    assert Place.of(turned) == Place("more", "0123abcd", place.args, page)


def test_a_passage_is_found_by_its_short_id(shipped: SnapshotStore) -> None:
    assert shipped.current is not None
    knowledge = shipped.current.knowledge
    found = find_passage(passage_id(SLUG, 6), knowledge)
    assert found is not None
    assert (found[0].slug, found[1].number) == (SLUG, 6)
    assert find_passage(passage_id(SLUG, 99), knowledge) is None
    assert find_passage(passage_id("gone", 1), knowledge) is None
    assert find_passage("nonsense", knowledge) is None


def test_an_actor_is_found_by_its_short_id(shipped: SnapshotStore) -> None:
    assert shipped.current is not None
    assert find(short_id("taliban"), shipped.current.knowledge.actors) == "taliban"


def test_short_ids_of_what_is_shipped_differ(shipped: SnapshotStore) -> None:
    assert shipped.current is not None
    actors = shipped.current.knowledge.actors
    assert len({short_id(actor) for actor in actors}) == len(actors)


def test_a_version_is_shown_by_its_first_eight_characters() -> None:
    assert short_version("sha256:0123456789abcdef") == "01234567"
