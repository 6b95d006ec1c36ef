"""Pages as Discord takes them."""

from __future__ import annotations

from typing import Any

import discord
import pytest
from discord import ui

from bot.chat.page import Button, Media, Option, Page, Select
from bot.chat.view import layout

OPTIONS = (Option("First", "o|read|0|a.1", "what it is", is_chosen=True), Option("Second", "o|read|0|a.2"))
BUTTONS = (*(Button(str(number), f"o|read|0|{number}") for number in range(6)), Button("Link", url="https://a.example"))
WHOLE = Page(
    ("# head", "> quoted", "below"), BUTTONS, 0x3B5B92, (Select("page", "Prompt", OPTIONS),), Media("a.png", "b")
)


def made_of_items(page: Page) -> ui.LayoutView:
    """Build a page of discord.py's own items."""

    def button(made: Button) -> ui.Button[ui.LayoutView]:
        if made.url:
            return ui.Button(label=made.label, url=made.url)
        return ui.Button(label=made.label, custom_id=made.custom_id)

    def menu(made: Select) -> ui.Select[ui.LayoutView]:
        options = [
            discord.SelectOption(
                label=one.label, value=one.value, description=one.description or None, default=one.is_chosen
            )
            for one in made.options
        ]
        return ui.Select(custom_id=made.custom_id, placeholder=made.prompt, options=options)

    def picture(made: Media) -> ui.MediaGallery[ui.LayoutView]:
        item = discord.MediaGalleryItem(f"attachment://{made.name}", description=made.description or None)
        return ui.MediaGallery(item)

    children: list[ui.Item[ui.LayoutView]] = [picture(page.media)] if page.media else []
    children += [ui.TextDisplay(text) for text in page.displays]
    children += [ui.ActionRow(menu(made)) for made in page.selects]
    children += [
        ui.ActionRow(*map(button, page.buttons[start : start + 5])) for start in range(0, len(page.buttons), 5)
    ]
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.Container(*children, accent_colour=page.accent))
    return view


@pytest.mark.parametrize(
    "page", [WHOLE, Page(("text",)), Page(("text",), accent=0, media=Media("a.png", ""))], ids=["whole", "text", "bare"]
)
def test_what_is_sent_is_what_discord_py_would_send(page: Page) -> None:
    ready: Any = layout(page)
    items: Any = made_of_items(page)
    assert ready.to_components() == items.to_components()
    assert ready.has_components_v2()


async def test_nothing_of_what_was_sent_is_kept() -> None:
    view = layout(WHOLE)
    assert view.is_finished()
    assert not view.is_dispatchable()
