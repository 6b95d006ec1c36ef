"""How often one user may ask."""

from __future__ import annotations

from bot.chat import cooldown
from bot.chat.cooldown import Cooldowns


def test_the_limit_is_each_user_s_own() -> None:
    limit = Cooldowns(2, 60)
    for _ in range(2):
        assert limit.wait(1) == 0
        limit.spend(1)
    assert 59 < limit.wait(1) <= 60
    assert limit.wait(2) == 0


def test_it_ends_when_the_first_question_is_old_enough() -> None:
    limit = Cooldowns(1, 0)
    limit.spend(1)
    assert limit.wait(1) == 0


def test_a_count_of_zero_is_no_limit() -> None:
    limit = Cooldowns(0, 60)
    limit.spend(1)
    assert limit.wait(1) == 0


def test_waiting_is_news_once_a_period() -> None:
    limit = Cooldowns(1, 60)
    limit.spend(1)
    assert [limit.is_news(1), limit.is_news(1), limit.is_news(2)] == [True, False, True]
    short = Cooldowns(1, 0)
    short.spend(1)
    assert [short.is_news(1), short.is_news(1)] == [True, True]


def test_memory_is_bounded() -> None:
    limit = Cooldowns(1, 60)
    for user in range(cooldown.MAX_USERS + 1):
        limit.spend(user)
    assert limit.wait(0) == 0
    assert limit.wait(1) > 0
