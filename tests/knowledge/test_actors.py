from __future__ import annotations

import pytest

from bot.knowledge.actors import is_plural


@pytest.mark.parametrize(
    ("name", "many"),
    [
        ("Central Asian fighters", True),
        ("Jihadist veterans of Central Asian origin", True),
        ("Ship's crews", True),
        ("Women of the valley", True),
        ("International community", False),
        ("Ship's crew", False),
        ("Business press", False),
    ],
)
def test_a_class_is_spoken_of_as_its_name_is(name: str, many: bool) -> None:
    assert is_plural("class", name) is many
    assert not is_plural("group", name)
