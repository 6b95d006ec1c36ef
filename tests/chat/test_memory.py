"""What is remembered of questions: little, and not for long."""

from __future__ import annotations

from bot.chat import memory
from bot.chat.memory import Memory

USER, CHANNEL = 1, 2


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_it_lasts_ten_minutes() -> None:
    clock = Clock()
    kept = Memory(clock=clock)
    kept.keep(USER, CHANNEL, ("taliban",), private=False)
    clock.now = 599.0
    assert kept.recall(USER, CHANNEL, private=False) == ("taliban",)
    clock.now = 600.0
    assert kept.recall(USER, CHANNEL, private=False) == ()
    kept.keep(USER, 3, ("taliban",), private=False)
    assert len(kept) == 1


def test_the_last_question_counts_and_one_about_nobody_leaves_nothing() -> None:
    kept = Memory()
    kept.keep(USER, CHANNEL, ("taliban",), private=False)
    kept.keep(USER, CHANNEL, ("pakistan",), private=False)
    assert kept.recall(USER, CHANNEL, private=False) == ("pakistan",)
    kept.keep(USER, CHANNEL, (), private=False)
    assert kept.recall(USER, CHANNEL, private=False) == ()
    assert len(kept) == 0


def test_what_was_private_stays_so() -> None:
    kept = Memory()
    kept.keep(USER, CHANNEL, ("taliban",), private=True)
    assert kept.recall(USER, CHANNEL, private=False) == ()
    assert kept.recall(USER, CHANNEL, private=True) == ("taliban",)


def test_it_is_bounded() -> None:
    kept = Memory()
    for user in range(memory.MAX_KEPT + 5):
        kept.keep(user, CHANNEL, ("taliban",), private=False)
    assert len(kept) == memory.MAX_KEPT
    assert kept.recall(0, CHANNEL, private=False) == ()
