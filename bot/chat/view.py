"""Page → the components of a message, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import ui

from bot.chat.markup import brief
from bot.chat.page import MAX_BUTTONS, MAX_CUSTOM_ID, MAX_LABEL, MAX_OPTION, MAX_OPTIONS, MAX_TEXT, Page

if TYPE_CHECKING:
    import re
    from typing import Any

    from bot.chat.page import Button, Media, Option, Select

_KIND = discord.ComponentType
_ROW, _BUTTON, _SELECT = _KIND.action_row.value, _KIND.button.value, _KIND.select.value
_TEXT, _GALLERY, _CONTAINER = _KIND.text_display.value, _KIND.media_gallery.value, _KIND.container.value
_GREY, _LINK = discord.ButtonStyle.secondary.value, discord.ButtonStyle.link.value


class _Ready(ui.LayoutView):
    """A view whose components are ready to be sent, so that discord.py makes no object of each.

    It is stopped, so that discord.py keeps nothing of it in memory: buttons are found by their custom id (see
    `bot.chat.buttons`).
    """

    def __init__(self, components: list[dict[str, Any]]) -> None:
        super().__init__(timeout=None)
        self._ready = components
        self.stop()

    def has_components_v2(self) -> bool:
        return True

    def to_components(self) -> list[dict[str, Any]]:
        return self._ready


def layout(page: Page) -> ui.LayoutView:
    """Build the view of a page, as Discord's developer documentation has it under "Component Reference".

    Raises:
        ValueError: the page is longer than Discord takes.
    """
    if page.length > MAX_TEXT:
        raise ValueError(f"a page of {page.length} units is longer than {MAX_TEXT}")
    children: list[dict[str, Any]] = [_gallery(page.media)] if page.media else []
    children += [{"type": _TEXT, "content": text} for text in page.displays]
    children += [_row([_select(select)]) for select in page.selects if select.options]
    children += [
        _row([_button(button) for button in buttons[start : start + MAX_BUTTONS]])
        for buttons in (page.tries, page.buttons)
        for start in range(0, len(buttons), MAX_BUTTONS)
    ]
    accent = page.accent or None
    return _Ready([{"type": _CONTAINER, "accent_color": accent, "spoiler": False, "components": children}])


def _row(components: list[dict[str, Any]]) -> dict[str, Any]:
    return {"type": _ROW, "components": components}


def _gallery(media: Media) -> dict[str, Any]:
    shown = {"media": {"url": f"attachment://{media.name}"}, "spoiler": False}
    told = {"description": media.description} if media.description else {}
    return {"type": _GALLERY, "items": [shown | told]}


def _button(button: Button) -> dict[str, Any]:
    label = button.label[:MAX_LABEL]
    if button.url is not None:
        return {"type": _BUTTON, "style": _LINK, "disabled": False, "label": label, "url": button.url}
    if len(button.custom_id) > MAX_CUSTOM_ID:
        raise ValueError(f"a custom id of {len(button.custom_id)} characters is longer than {MAX_CUSTOM_ID}")
    return {"type": _BUTTON, "style": _GREY, "disabled": False, "label": label, "custom_id": button.custom_id}


def _select(select: Select) -> dict[str, Any]:
    if any(len(option.value) > MAX_CUSTOM_ID for option in select.options):
        raise ValueError(f"a choice of {select.custom_id} is longer than {MAX_CUSTOM_ID} characters")
    return {
        "type": _SELECT,
        "custom_id": select.custom_id,
        "min_values": 1,
        "max_values": 1,
        "disabled": False,
        "required": True,
        "placeholder": select.prompt,
        "options": [_option(option) for option in select.options[:MAX_OPTIONS]],
    }


def _option(option: Option) -> dict[str, Any]:
    label = brief(option.label, MAX_OPTION).strip() or "?"
    made = {"label": label, "value": option.value, "default": option.is_chosen}
    told = brief(option.description, MAX_OPTION)
    return made | ({"description": told} if told else {})


def description_of(message: discord.Message | None) -> str:
    """Return what the picture in a message of ours shows, in words."""
    view = ui.LayoutView.from_message(message, timeout=None) if message else ui.LayoutView()
    galleries = (item for item in view.walk_children() if isinstance(item, ui.MediaGallery))
    return next((shown.description or "" for gallery in galleries for shown in gallery.items), "")


def text_of(message: discord.Message | None) -> str:
    """Return the text of a message of ours, its blocks one under the other."""
    if message is None:
        return ""
    view = ui.LayoutView.from_message(message, timeout=None)
    return "\n".join(item.content for item in view.walk_children() if isinstance(item, ui.TextDisplay))


def ids_of(message: discord.Message | None) -> list[str]:
    """Return the custom ids of a message's buttons."""
    if message is None:
        return []
    view = ui.LayoutView.from_message(message, timeout=None)
    buttons = (item for item in view.walk_children() if isinstance(item, ui.Button))
    return [button.custom_id for button in buttons if button.custom_id]


def without(message: discord.Message, custom_id: re.Pattern[str] | None) -> ui.LayoutView:
    """Return the view of a message of ours as it is, without the buttons whose custom id matches."""
    view = ui.LayoutView.from_message(message, timeout=None)
    for row in [item for item in view.walk_children() if isinstance(item, ui.ActionRow)]:
        for button in [item for item in row.children if isinstance(item, ui.Button)]:
            if custom_id is not None and custom_id.fullmatch(button.custom_id or ""):
                row.remove_item(button)
        if not row.children and isinstance(row.parent, ui.Container):
            row.parent.remove_item(row)
    view.stop()
    return view
