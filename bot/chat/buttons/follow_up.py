"""*Ask a follow-up*: a button that opens a form, and what is done with the form; nothing is stored in between."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot import wording
from bot.chat import custom_ids
from bot.chat.buttons.button import Button
from bot.chat.host import host_of
from bot.chat.interactions import answer_privately
from bot.chat.place import find
from bot.chat.respond import answering, send_twice
from bot.chat.view import ids_of

if TYPE_CHECKING:
    import re

    from bot.chat.desk import Desk

MAX_HINT = 100
_FIELD = "question"


class FollowUp(Button, template=custom_ids.FOLLOW_UP):
    """Opens the form for a follow-up to an answer."""

    async def callback(self, interaction: discord.Interaction) -> None:
        """Show the form."""
        async with answering(interaction, "button follow-up"):
            form = _form(self.match, host_of(interaction).desk)
            await send_twice(lambda: interaction.response.send_modal(form))


def _form(custom_id: re.Match[str], desk: Desk) -> ui.Modal:
    """Build the form; it is stopped, so that discord.py keeps nothing of it: `submitted` takes in what comes of it."""
    current = desk.store.current
    actors = current.knowledge.actors if current else {}
    names = [actors[name].name for short in custom_ids.followed(custom_id) if (name := find(short, actors))]
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
    found = custom_ids.FOLLOW_UP.fullmatch(str(data.get("custom_id")))
    if interaction.type is not discord.InteractionType.modal_submit or not found:
        return
    async with answering(interaction, "form follow-up"):
        follows = custom_ids.followed(found)
        await answer_privately(interaction, host_of(interaction).desk, _typed(data), follows=follows)


def followed(message: discord.Message | None) -> tuple[str, ...] | None:
    """Return the short ids of the actors that an answer of ours was about; None where the message is no answer."""
    found = (custom_ids.FOLLOW_UP.fullmatch(custom_id) for custom_id in ids_of(message))
    return next((custom_ids.followed(match) for match in found if match), None)


def _typed(data: Any) -> str:
    """Return what was typed into the form's one field, as Discord sends it: a label with the field in it."""
    fields = (entry.get("component") or {} for entry in data.get("components", []))
    return next((str(field.get("value") or "") for field in fields if field.get("custom_id") == _FIELD), "")
