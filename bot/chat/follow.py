"""*Ask a follow-up*: a button that opens a form, and what is done with the form; nothing is stored in between."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

import discord
from discord import ui

from bot import wording
from bot.chat import place
from bot.chat.asked import answer_aside
from bot.chat.host import host_of
from bot.chat.journal import entry_of
from bot.chat.place import find
from bot.chat.respond import report, send_twice
from bot.chat.view import custom_ids

if TYPE_CHECKING:
    import re

    from bot.chat.desk import Desk

MAX_HINT = 100
_FIELD = "question"


class FollowUp(ui.DynamicItem[ui.Button[Any]], template=place.FOLLOW):
    """Opens the form for a follow-up to an answer."""

    def __init__(self, item: ui.Button[Any], custom_id: re.Match[str]) -> None:
        """Keep the custom id, which says whom the answer was about."""
        super().__init__(item)
        self.match = custom_id

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Take the button with its custom id."""
        if not isinstance(item, ui.Button):
            raise TypeError(f"a custom id of ours on a {type(item).__name__}")
        return cls(item, match)

    async def callback(self, interaction: discord.Interaction) -> None:
        """Show the form."""
        entry = entry_of(interaction)
        entry.command = "button follow-up"
        try:
            form = _form(self.match, host_of(interaction).desk)
            await send_twice(lambda: interaction.response.send_modal(form))
        except Exception as error:  # noqa: BLE001 - every click ends in a message
            await report(interaction, error)
        else:
            entry.close()


def _form(custom_id: re.Match[str], desk: Desk) -> ui.Modal:
    """Build the form; it is stopped, so that discord.py keeps nothing of it: `submitted` takes in what comes of it."""
    current = desk.store.current
    actors = current.knowledge.actors if current else {}
    names = [actors[name].name for short in _ids(custom_id) if (name := find(short, actors))]
    hint = wording.asking.carried(names) if names else None
    field: ui.TextInput[Any] = ui.TextInput(
        custom_id=_FIELD,
        placeholder=wording.asking.FOLLOW_UP_HINT,
        max_length=current.answerer.max_question if current else None,
    )
    form = ui.Modal(title=wording.asking.FOLLOW_UP, custom_id=custom_id[0], timeout=None)
    form.add_item(
        ui.Label(
            text=wording.asking.FOLLOW_UP_LABEL,
            description=hint if hint and len(hint) <= MAX_HINT else None,
            component=field,
        )
    )
    form.stop()
    return form


async def submitted(interaction: discord.Interaction) -> None:
    """Answer the question of a form of ours, also where the bot was started again since it was opened."""
    data: Any = interaction.data or {}
    found = place.FOLLOW.fullmatch(str(data.get("custom_id")))
    if interaction.type is not discord.InteractionType.modal_submit or not found:
        return
    entry = entry_of(interaction)
    entry.command = "form follow-up"
    try:
        await answer_aside(interaction, host_of(interaction).desk, _typed(data), follows=_ids(found))
    except Exception as error:  # noqa: BLE001 - every form ends in a message
        await report(interaction, error)
    else:
        entry.close()


def followed(message: discord.Message | None) -> tuple[str, ...] | None:
    """Return the short ids of the actors that an answer of ours was about; None where the message is no answer."""
    found = (place.FOLLOW.fullmatch(custom_id) for custom_id in custom_ids(message))
    return next((_ids(match) for match in found if match), None)


def _ids(custom_id: re.Match[str]) -> tuple[str, ...]:
    return tuple(filter(None, custom_id["actors"].split(",")))


def _typed(data: Any) -> str:
    """Return what was typed into the form's one field, as Discord sends it: a label with the field in it."""
    fields = (entry.get("component") or {} for entry in data.get("components", []))
    return next((str(field.get("value") or "") for field in fields if field.get("custom_id") == _FIELD), "")
