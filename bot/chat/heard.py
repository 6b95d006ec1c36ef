"""What to do about a chat message: decided here, purely; done in `bot.chat.listening`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from bot.chat.small_talk import is_small_talk, is_thanks


class Action(Enum):
    """What a chat message asks for."""

    IGNORE = auto()
    ASK = auto()
    GREET = auto()
    WELCOME = auto()
    HOW_TO_ASK = auto()


@dataclass(frozen=True, slots=True)
class Heard:
    """What is known of a message: `content` is empty where Discord withholds it.

    `by_machine` holds for bots, webhooks, system messages and the bot itself; `may_ask` tells whether the author may
    use application commands there; `own_ids` are the ids of the bot and of its role.
    """

    content: str
    by_machine: bool
    direct: bool
    mentioned: bool
    replies_to_bot: bool
    may_ask: bool
    own_ids: frozenset[int]


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do, and the question where there is one."""

    action: Action
    question: str = ""


def decide(heard: Heard) -> Decision:
    """Tell questions from chatter: a mention, a direct message or a reply to the bot is a question."""
    addressed = heard.direct or heard.mentioned or heard.replies_to_bot
    if heard.by_machine or not addressed or not heard.may_ask:
        return Decision(Action.IGNORE)
    question = without_mentions(heard.content, heard.own_ids)
    if is_small_talk(question):
        return Decision(Action.GREET)
    if is_thanks(question):
        return Decision(Action.WELCOME)
    if question:
        return Decision(Action.ASK, question)
    withheld = not heard.content.strip() and not heard.direct
    return Decision(Action.HOW_TO_ASK if withheld else Action.GREET)


def without_mentions(content: str, own_ids: frozenset[int]) -> str:
    """Strip mentions of the bot and of its role."""
    pattern = "|".join(str(own) for own in sorted(own_ids))
    return re.sub(rf"<@[!&]?(?:{pattern})>", " ", content).strip() if pattern else content.strip()
