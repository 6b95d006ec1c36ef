"""Questions to try, as buttons that ask them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from discord import ui

from bot.chat import place
from bot.chat.asked import answer_aside
from bot.chat.host import host_of
from bot.chat.journal import entry_of
from bot.chat.page import MAX_LABEL, Button
from bot.chat.respond import report

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable

    import discord


class Example(ui.DynamicItem[ui.Button[Any]], template=place.EXAMPLE):
    """Asks the question that it is labelled with; the label is the question whole."""

    def __init__(self, item: ui.Button[Any]) -> None:
        """Keep the button with its label."""
        super().__init__(item)

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction, item: ui.Item[Any], _match: re.Match[str], /
    ) -> Self:
        """Take the button."""
        if not isinstance(item, ui.Button):
            raise TypeError(f"a custom id of ours on a {type(item).__name__}")
        return cls(item)

    async def callback(self, interaction: discord.Interaction) -> None:
        """Answer whoever clicked."""
        entry = entry_of(interaction)
        entry.command = "button example"
        try:
            await answer_aside(interaction, host_of(interaction).desk, self.item.label or "", follows=())
        except Exception as error:  # noqa: BLE001 - every click ends in a message
            await report(interaction, error)
        else:
            entry.close()


def examples(questions: Iterable[str]) -> tuple[Button, ...]:
    """Return a button for each question that fits on one."""
    fitting = [question for question in questions if len(question) <= MAX_LABEL]
    return tuple(Button(question, f"x|{number}") for number, question in enumerate(fitting[:5]))
