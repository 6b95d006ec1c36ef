"""*Share*: posts a private answer in the channel, once; that it is spent shows in the private message itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import wording
from bot.answers.model import Status
from bot.chat import custom_ids
from bot.chat.buttons.button import Button
from bot.chat.echo import question_of
from bot.chat.host import host_of
from bot.chat.interactions import asker_of
from bot.chat.permissions import may_send
from bot.chat.render import Offer, answer_page
from bot.chat.respond import answering, say, send_twice
from bot.chat.view import ids_of, layout, text_of, without
from bot.knowledge.model import short_version

if TYPE_CHECKING:
    import discord

    from bot.chat.desk import Desk
    from bot.chat.page import Page


class Share(Button, template=custom_ids.SHARE):
    """Posts a private answer under the name of whoever asked."""

    async def callback(self, interaction: discord.Interaction) -> None:
        """Post the answer, or say why not."""
        async with answering(interaction, "button share") as entry:
            desk, message = host_of(interaction).desk, interaction.message
            refusal = self._refusal(interaction)
            page = None if refusal else self._page(interaction, desk)
            if page is None or message is None:
                entry.status = "refused"
                await say(interaction, refusal or wording.asking.SHARE_CHANGED)
            elif desk.shared.first(message.id):
                await _post(interaction, message, page, desk)
            else:
                entry.status = "refused"
                await say(interaction, wording.asking.SHARED_ALREADY)

    def _refusal(self, interaction: discord.Interaction) -> str | None:
        message = interaction.message
        if interaction.user.id != int(self.match["asker"]):
            return wording.asking.SHARE_NOT_YOURS
        if message is None or self.custom_id not in ids_of(message):
            return wording.asking.SHARED_ALREADY
        return _hindrance(interaction)

    def _page(self, interaction: discord.Interaction, desk: Desk) -> Page | None:
        """Return the answer as it is shown in public; None where it is not the one given any more."""
        snapshot, question = desk.store.current, question_of(text_of(interaction.message))
        if snapshot is None or question is None or short_version(snapshot.version) != self.match["version"]:
            return None
        answer = snapshot.answerer.answer(question)
        if answer.status is not Status.ANSWERED:
            return None
        about = desk.about(answer, snapshot)
        return answer_page(answer, snapshot.knowledge, asker_of(interaction), private=False, offer=Offer(about))


async def _post(interaction: discord.Interaction, message: discord.Message, page: Page, desk: Desk) -> None:
    """Take the button away first, so that it cannot be used twice; put it back where nothing could be posted."""
    try:
        spent = without(message, custom_ids.SHARE)
        await send_twice(lambda: interaction.response.edit_message(view=spent))
        await interaction.followup.send(view=layout(page))
    except BaseException:
        desk.shared.undo(message.id)
        if interaction.response.is_done():
            await interaction.edit_original_response(view=without(message, None))
        raise


def _hindrance(interaction: discord.Interaction) -> str | None:
    """Return why nothing may be posted where the interaction came from."""
    if interaction.guild_id is None:
        return None
    if not may_send(interaction.permissions, interaction.channel):
        return wording.asking.CANNOT_SHARE
    if interaction.is_user_integration() and not interaction.is_guild_integration():
        return None if interaction.permissions.use_external_apps else wording.asking.CANNOT_SHARE_AS_APP
    return None if may_send(interaction.app_permissions, interaction.channel) else wording.asking.CANNOT_SHARE_AS_BOT
