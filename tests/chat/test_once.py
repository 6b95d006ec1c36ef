"""What is said or done once."""

from __future__ import annotations

from bot.chat.once import MAX_KEPT, Once


def test_each_thing_comes_for_the_first_time_once_unless_it_is_undone() -> None:
    once = Once()
    assert [once.first(1), once.first(1), once.first((1, 2))] == [True, False, True]
    once.undo(1)
    assert once.first(1)
    once.undo("never done")


def test_what_came_longest_ago_is_forgotten_first() -> None:
    once = Once()
    for number in range(MAX_KEPT + 1):
        once.first(number)
    assert not once.first(1)
    assert once.first(0)
