"""Buttons and menus that survive a restart, one file a kind: discord.py finds them by their custom ids."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.chat.buttons.delete import Delete
from bot.chat.buttons.example import Example
from bot.chat.buttons.follow_up import FollowUp
from bot.chat.buttons.places import Choose, Open
from bot.chat.buttons.share import Share

if TYPE_CHECKING:
    from discord import ui

BUTTONS: tuple[type[ui.DynamicItem[Any]], ...] = (Open, Choose, Delete, FollowUp, Share, Example)
