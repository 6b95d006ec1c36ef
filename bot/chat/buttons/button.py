"""What all buttons and menus have in common."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Self

from discord import ui

if TYPE_CHECKING:
    import discord

_NONE = re.compile(r"(?!)")


class Button(ui.DynamicItem[ui.Item[Any]], template=_NONE):
    """A button or menu made anew for each click from its custom id, which says all that it needs."""

    def __init__(self, item: ui.Item[Any], match: re.Match[str]) -> None:
        """Keep what was clicked and what its custom id says."""
        super().__init__(item)
        self.match = match

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Take what was clicked."""
        return cls(item, match)
