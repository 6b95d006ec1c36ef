"""What the bot says on Discord, besides its answers."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from bot.wording.counting import plural

if TYPE_CHECKING:
    from collections.abc import Sequence

ASKED = "asked:"
SEE_SOURCES = "See /sources for what is recorded of each document."
CLOSEST = "Closest, not an answer:"
KNOWLEDGE_CHANGED = "The knowledge has changed since this message; this is what it says now."
SEE_NOW = "Ask again to see what there is now."
PASSAGE_GONE = f"This passage is gone. {SEE_NOW}"
ACTOR_GONE = "This actor is gone. See /actors for all that there are now."
NAMED = "Named"
NAMED_TOO = "Also named"
NO_ACTORS = "The knowledge names no actor here."
NOTHING_MORE = "There are no further passages for this question now. Ask again to see what there is."
NO_KNOWLEDGE = (
    "I hold no knowledge at the moment: its files have faults, or there are none. "
    "Whoever runs me can see them with /knowledge check."
)
NOT_FOUND_IN_PUBLIC = "I found nothing about this in the documents that I hold."
NOT_COVERED_IN_PUBLIC = "I found no passage that answers this."
HOW_TO_ASK = (
    "Discord does not show me what you wrote there. To ask me something, use /ask, mention me with your question, "
    "or send it to me as a direct message."
)
WELCOME = "You are welcome. /help shows all that I can do."
HOW_TO_GO_ON = "Mention me with a question, or use /ask; /sources lists what I quote, /help all that I can do."
NOT_YOURS = "Only whoever asked and moderators can delete this answer."
NOT_ALLOWED = "This command is for the owner of this bot only."
DEGRADED = (
    "degraded: the knowledge files have faults, so the last good knowledge is served; "
    "see /knowledge check for the faults."
)
WITHOUT_KNOWLEDGE = "no knowledge is loaded; see /knowledge check for the faults."
ALL_GOOD = "in order"
FAULTS_ATTACHED = "The list is attached."
DRY_RUN = "Dry run: nothing was changed."
NO_DIFFERENCE = "Nothing differs from what is loaded."
NOT_LOADED = "These files are not what is loaded: /knowledge reload takes them over."
OLD_GOES_ON = "The knowledge that is loaded goes on answering."
BROKEN = "Something went wrong on my side; nothing was changed, so please try again later."
COMMAND_CHANGED = "This command has changed: reload Discord, then try again."
BAD_ARGUMENT = "One of the values given is not of the kind that this command takes; see /help."
TOO_FAST = "That was too quick; wait a moment and try again."
ONLY_IN_SERVERS = "This works in a server only."
MISSING_PERMISSION = (
    "Discord does not let me do this here: I lack a permission in this channel, which whoever manages the server "
    "can give me."
)
MAY_NOT = "You may not use this here."
GONE = "What this was about is gone: the message was deleted, or it is too old."
DISCORD_TROUBLE = "Discord did not take my answer; please try again in a moment."

NOT_CONFIGURED = "There is no token: set DISCORD_TOKEN or DISCORD_TOKEN_FILE."
REFUSED_BY_DISCORD = (
    "Discord does not accept this token. Copy it again from the developer portal (your application, Bot, Reset Token)."
)
UNREACHABLE = "Discord cannot be reached; check this machine's connection and try again."


HELP = {
    "ask": "Ask a question; the answer is an excerpt with its source",
    "search": "Find words in the documents, as they stand there",
    "actor": "Look up a group, state, person, organisation or place",
    "actors": "List all actors that the documents name",
    "compare": "Put two actors beside each other, predicate by predicate",
    "relations": "See who does what to whom, as a picture and a list",
    "timeline": "What happens when, in the order and precision of the documents",
    "discrepancies": "Where the documents differ in what they say of the same thing",
    "sources": "List the documents that I quote",
    "read": "Read a paragraph with its neighbours",
    "verify": "Check an answer by its receipt: ask again and compare",
    "about": "What I am, what I hold and what I keep of you",
    "help": "How to use me",
    "knowledge": "Manage the knowledge (owner of the bot)",
    "knowledge reload": "Read the knowledge files again and use them if they are in order",
    "knowledge check": "Read the knowledge files and list their faults, without using them",
    "knowledge status": "What knowledge is loaded, and whether its files are in order",
}
"""What each command is for, in the order of /help."""

ASK_QUESTION = "What you want to know"
ASK_PRIVATE = "Show the answer to you alone"
ACTOR_NAME = "Its name, or another name of it"
ACTORS_KIND = "Only actors of this kind"
READ_DOCUMENT = "The document, as /sources names it"
READ_PARAGRAPH = "The number of the paragraph, as in ¶6"
RELOAD_DRY_RUN = "Only tell what would change"
DELETE = "Delete"
ACTORS = "Actors"
EXAMPLES = "Questions that I can answer:"
EXAMPLES_BELOW = "I can answer the questions below."
EXAMPLES_AND_HELP = "I can answer the questions below; /help shows all that I can do."
LISTED = "see /sources"


def reloaded(version: str) -> str:
    """Tell that new knowledge is in use."""
    return f"Reloaded: knowledge {version} answers from now on."


def from_to(old: str, new: str) -> str:
    """Head what differs between two versions of the knowledge; `old` is empty where there was none."""
    return f"knowledge {old} → {new}:" if old else f"knowledge {new}, where none was loaded:"


def in_order(documents: int, paragraphs: int, actors: int, facts: int) -> str:
    """Tell that the files could be loaded, and what they hold."""
    counts = ((documents, "document"), (paragraphs, "paragraph"), (actors, "actor"), (facts, "fact"))
    return f"The files are in order: {', '.join(plural(count, noun) for count, noun in counts)}."


def greeting(held: str) -> str:
    """Say how small the bot's world is."""
    return f"Hello. I quote {held}, word for word; I know nothing else."


def passages_gone(count: int, among: int) -> str:
    """Tell that some of several passages are gone, or all of them."""
    if among == 1:
        return PASSAGE_GONE
    told = "All" if count == among else str(count)
    return f"{told} of these passages {'is' if count == 1 else 'are'} gone. {SEE_NOW}"


def more_passages(count: int) -> str:
    """Label the button that opens further excerpts."""
    return f"{plural(count, 'more passage')}"


def cooldown(seconds: float) -> str:
    """Tell how long to wait."""
    return f"That was quick: ask again in {plural(max(1, math.ceil(seconds)), 'second')}."


def unknown_actor(name: str, nearest: Sequence[str]) -> str:
    """Tell that a name is not known, and which are near."""
    hint = f" Did you mean {' or '.join(nearest)}?" if nearest else " See /actors for all that I know."
    return f"I know no actor named “{name}”.{hint}"


def ambiguous_actor(name: str, meant: Sequence[str]) -> str:
    """Tell that a name belongs to several actors."""
    return f"“{name}” may mean {' or '.join(meant)}: give the name of one of them."


def unknown_document(name: str, known: Sequence[str]) -> str:
    """Tell that a document is not known, and some that are."""
    such = f", such as {' or '.join(known)}" if known else ""
    return f"I hold no document named “{name}”. /sources lists all that I hold{such}."


def unknown_paragraph(number: int, last: int) -> str:
    """Tell that a document has no such paragraph."""
    return f"There is no paragraph {number}: this document has paragraphs 1 to {last}."


def error(sentence: str, reference: str) -> str:
    """Put the reference id behind a sentence about an error."""
    return f"{sentence} (reference {reference})"


def cannot_write(channel: str) -> str:
    """Tell in private that the bot may not write where it was asked."""
    return f"You asked me something in {channel}, where I may not write. Ask me here, or use /ask there."


def ready(invitation: str, commands: str, knowledge: str) -> str:
    """Tell the operator how to go on."""
    return f"Connected. Invite me: {invitation}\nCommands: {commands}\nKnowledge: {knowledge}"


def preview_at(address: str) -> str:
    """Tell where the preview is."""
    return f"Preview: {address}\nOpen it in a browser on this machine; Ctrl+C ends it."


def port_unusable(port: int, reason: str | None) -> str:
    """Tell that the preview cannot have a port."""
    told = f" ({reason})" if reason else ""
    return f"The preview cannot have port {port}{told}. Choose another with --port, or leave it out for a free one."


def preview_needs(missing: Sequence[str]) -> str:
    """Tell what to install."""
    names = ", ".join(missing)
    return (
        f"The preview needs packages that are not installed ({names}). "
        "In the bot's folder, run: pip install --require-hashes -r requirements-dev.lock"
    )


def faults_at_start(count: int, *, degraded: bool) -> str:
    """Tell the owner that the knowledge files could not be loaded at start."""
    served = OLD_GOES_ON if degraded else "I answer no question until they are repaired."
    return f"The knowledge files have {plural(count, 'fault')}. {served} Repair them, then use /knowledge reload."
