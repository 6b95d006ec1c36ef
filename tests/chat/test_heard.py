"""What chat messages ask for."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.chat.heard import Action, Decision, Heard, decide

CHATTER = Heard(
    content="hello all",
    by_machine=False,
    direct=False,
    mentioned=False,
    replies_to_bot=False,
    may_ask=True,
    own_ids=frozenset({1, 2}),
)


@pytest.mark.parametrize(
    ("changes", "decision"),
    [
        ({}, Decision(Action.IGNORE)),
        ({"direct": True}, Decision(Action.ASK, "hello all")),
        ({"mentioned": True, "content": "<@1> who?"}, Decision(Action.ASK, "who?")),
        ({"mentioned": True, "content": "who <@!1> is it <@&2>"}, Decision(Action.ASK, "who   is it")),
        ({"mentioned": True, "content": "<@1> and <@3>?"}, Decision(Action.ASK, "and <@3>?")),
        ({"mentioned": True, "content": " <@1> "}, Decision(Action.GREET)),
        ({"mentioned": True, "content": "<@1> Help!"}, Decision(Action.GREET)),
        ({"direct": True, "content": "Hi, who is it?"}, Decision(Action.ASK, "Hi, who is it?")),
        ({"direct": True, "content": "what can you do?"}, Decision(Action.GREET)),
        ({"direct": True, "content": "What is this document about?"}, Decision(Action.GREET)),
        ({"replies_to_bot": True, "content": "Thank you!"}, Decision(Action.WELCOME)),
        ({"direct": True, "content": "thanks, and who is it?"}, Decision(Action.ASK, "thanks, and who is it?")),
        ({"mentioned": True, "content": ""}, Decision(Action.HOW_TO_ASK)),
        ({"replies_to_bot": True, "content": "and then?"}, Decision(Action.ASK, "and then?")),
        ({"replies_to_bot": True, "content": ""}, Decision(Action.HOW_TO_ASK)),
        ({"direct": True, "content": ""}, Decision(Action.GREET)),
        ({"direct": True, "by_machine": True}, Decision(Action.IGNORE)),
        ({"mentioned": True, "may_ask": False}, Decision(Action.IGNORE)),
    ],
)
def test_a_question_is_told_from_chatter(changes: dict[str, Any], decision: Decision) -> None:
    assert decide(replace(CHATTER, **changes)) == decision
