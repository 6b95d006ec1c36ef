"""Questions that ask for nothing but an actor."""

from __future__ import annotations

import pytest

from bot.answers.bare import only_named
from tests.material import shipped_answerer


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Taliban", ("taliban",)),
        ("What is the Taliban?", ("taliban",)),
        ("who are the taliban", ("taliban",)),
        ("Tell me about Pakistan, please!", ("pakistan",)),
        ("ETIM", ("tip",)),
        ("China and Pakistan", ("china", "pakistan")),
        ("what's the relationship between china and pakistan", ("china", "pakistan")),
        ("What is the difference between AQIS and al-Qaeda?", ("aqis", "al-qaeda")),
        ("China, Pakistan and Tajikistan", ()),
        ("Where is Panjshir?", ()),
        ("When was the Taliban?", ()),
        ("Who is in Panjshir?", ()),
        ("Who leads the Taliban?", ()),
        ("What did the Taliban do?", ()),
        ("Taliban women", ()),
        ("What is jihad?", ()),
        ("hello", ()),
        ("", ()),
    ],
)
def test_what_asks_for_no_more_than_an_actor_names_it(question: str, named: tuple[str, ...]) -> None:
    assert only_named(question, shipped_answerer().names) == named
