"""Page → discord.py's components."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import ui

from bot.chat.markup import brief
from bot.chat.page import MAX_BUTTONS, MAX_CUSTOM_ID, MAX_LABEL, MAX_OPTION, MAX_OPTIONS, MAX_TEXT, Page

if TYPE_CHECKING:
    import re

    from bot.chat.page import Media, Select


def layout(page: Page) -> ui.LayoutView:
    """Build the view of a page.

    The view is stopped before it is sent, so that discord.py keeps nothing of it in memory: its buttons are found by
    their custom id (see `bot.chat.buttons`).

    Raises:
        ValueError: the page is longer than Discord takes.
    """
    if page.length > MAX_TEXT:
        raise ValueError(f"a page of {page.length} units is longer than {MAX_TEXT}")
    children: list[ui.Item[ui.LayoutView]] = [_gallery(page.media)] if page.media else []
    children += [ui.TextDisplay(text) for text in page.displays]
    children += [ui.ActionRow(_select(select)) for select in page.selects if select.options]
    for start in range(0, len(page.buttons), MAX_BUTTONS):
        row = page.buttons[start : start + MAX_BUTTONS]
        children.append(ui.ActionRow(*(_button(button.label, button.custom_id, button.url) for button in row)))
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.Container(*children, accent_colour=page.accent))
    view.stop()
    return view


def _gallery(media: Media) -> ui.MediaGallery[ui.LayoutView]:
    return ui.MediaGallery(
        discord.MediaGalleryItem(f"attachment://{media.name}", description=media.description or None)
    )


def _button(label: str, custom_id: str, url: str | None) -> ui.Button[ui.LayoutView]:
    label = label[:MAX_LABEL]
    if url is not None:
        return ui.Button(label=label, url=url)
    if len(custom_id) > MAX_CUSTOM_ID:
        raise ValueError(f"a custom id of {len(custom_id)} characters is longer than {MAX_CUSTOM_ID}")
    return ui.Button(label=label, custom_id=custom_id, style=discord.ButtonStyle.secondary)


def _select(select: Select) -> ui.Select[ui.LayoutView]:
    if any(len(option.value) > MAX_CUSTOM_ID for option in select.options):
        raise ValueError(f"a choice of {select.custom_id} is longer than {MAX_CUSTOM_ID} characters")
    options = [
        discord.SelectOption(
            label=brief(option.label, MAX_OPTION).strip() or "?",
            value=option.value,
            description=brief(option.description, MAX_OPTION) or None,
            default=option.is_chosen,
        )
        for option in select.options[:MAX_OPTIONS]
    ]
    return ui.Select(custom_id=select.custom_id, placeholder=select.prompt, options=options)


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
