"""Every sentence that the bot itself says; each face and part has a section of its own."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# --- Answers -----------------------------------------------------------------------------------------------------

NOTHING_TO_SEARCH_FOR = "There is nothing to search for in this. Ask in words, as “Who is wary of the Taliban?”"
WORDS_SHOWN = 5


def too_long(length: int, longest: int) -> str:
    """Tell that a question is too long to be one."""
    return f"This is {length:,} characters long; I read questions of up to {longest:,}. Ask for one thing at a time."


ANSWERED = "Quoted from the documents, word for word."


def related(near: Sequence[str], missing: Sequence[str], unknown: Sequence[str]) -> str:
    """Tell that no passage answers, which words the closest ones lack and which no document has; claim no more.

    `near` are the actors of the question that stand in the closest passages.
    """
    told = ["I found no passage that answers this."]
    if missing:
        where = f"near {_quoted(near)}, in the closest passages" if near else "in the closest passages"
        told.append(f"Not found {where}: {_quoted(missing)}.")
    if unknown:
        told.append(f"In no document: {_quoted(unknown)}.")
    return " ".join(told)


def not_found(unknown: Sequence[str]) -> str:
    """Tell that nothing was found, and which words no document has."""
    told = "I found nothing about this."
    return f"{told} In no document: {_quoted(unknown)}." if unknown else told


def metadata(field: str, value: str) -> str:
    """Give a field of a document's front matter."""
    return f"{METADATA_FIELDS[field]}: {value}"


def not_recorded(field: str) -> str:
    """Tell that the front matter lacks a field."""
    return f"{METADATA_FIELDS[field]}: not recorded."


def several_documents(count: int) -> str:
    """Tell that a question about "this document" could mean any."""
    return f"I hold {plural(count, 'document')} and cannot tell which is meant."


def left_aside(unknown: Sequence[str], missing: Sequence[str]) -> list[str]:
    """Tell which words of a question that was answered no document has, and which the passages shown lack."""
    told = [f"not found in any document: {_quoted(unknown)}"] if unknown else []
    return told + ([f"not near: {_quoted(missing)}"] if missing else [])


def differs(said: Sequence[tuple[str, str, str | None]], *, several: bool) -> str:
    """Put beside each other what is said of the same thing, each as (place, words, stance), in one document or more."""
    who = "The documents differ" if several else "The document differs from itself"
    told = (f"{place}: “{words}”" + (f" ({stance})" if stance else "") for place, words, stance in said)
    return f"{who}: {' — '.join(told)}"


def suggestion(relation: str, name: str) -> str:
    """Ask who stands in a relation to an actor: ``Who shelters Saleh?``, as one."""
    return f"Who {relation} {name}?"


def stance(name: str | None, hedge: str | None, condition: str | None) -> str:
    """Say how strongly a document puts something; empty where nothing speaks, or it is told as a fact."""
    told = [STANCES[name] + (f": “{hedge}”" if hedge else "")] if name in STANCES else []
    told += [f"condition: “{condition}”"] if condition else []
    return " · ".join(told)


def also_searched(names: Sequence[str]) -> str:
    """Tell what was searched for besides the words typed."""
    return f"also searched for: {', '.join(names)}"


def searched(documents: int) -> str:
    """Tell how much was searched."""
    return f"searched {plural(documents, 'document')}"


def ambiguous(names: Sequence[str]) -> str:
    """Tell that a name in the question belongs to several."""
    return f"A name in your question may mean {' or '.join(names)}; ask for one of them."


METADATA_FIELDS = {
    "author": "Author",
    "published": "Published",
    "title": "Title",
    "url": "Original",
    "publisher": "Publisher",
}


def _quoted(words: Sequence[str]) -> str:
    shown = ", ".join(f"“{word}”" for word in words[:WORDS_SHOWN])
    return shown + (", …" if len(words) > WORDS_SHOWN else "")


# --- Command line ------------------------------------------------------------------------------------------------

SEE_DOCUMENTS = "What is recorded of each document stands at the top of its file: see knowledge/documents."
NOT_A_BATCH_LINE = "This line is no JSON object with an id and a question, so nothing was asked."
ENDED_AT_START = "told to end before the start was over"
TO_PREVIEW = "DISCORD_TOKEN is not set: opening the local preview instead of connecting to Discord."
ASK_ONE = "Give either one question or --batch FILE; see python -m bot ask --help."


def not_indexed(reason: str) -> str:
    """Say that a new version could not be built."""
    return f"The new index could not be built: {reason}. What was loaded before goes on answering."


def indexed(documents: int, passages: int, kept: int, seconds: float) -> str:
    """Say what an index holds and what it took."""
    return (
        f"{plural(documents, 'document')} with {plural(passages, 'passage')} indexed, "
        f"{kept} taken over as they were, in {seconds:.1f} s"
    )


def no_cache(folder: object, reason: str) -> str:
    """Say that nothing can be saved."""
    return f"The cache folder {folder} cannot be used: {reason}. Working in memory."


# --- Discord -----------------------------------------------------------------------------------------------------

ASKED = "asked:"
SEE_SOURCES = "See /sources for what is recorded of each document."
LEFT_ASIDE_IN_PUBLIC = "part of the question stands in no document"
CLOSEST = "Closest, not an answer:"
KEY_POINTS = "key points"
KNOWLEDGE_CHANGED = "The knowledge has changed since this message; this is what it says now."
PASSAGE_GONE = "This passage is gone: the knowledge has changed since. Ask again to see what it says now."
ACTOR_GONE = "This actor is gone: the knowledge has changed since. Ask again to see what it says now."
NAMED_TOO = "Named too"
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
HOW_TO_GO_ON = "Mention me with a question, or use /ask; /help shows all that I can do."
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
OLD_GOES_ON = "The knowledge that is loaded goes on answering."
DISCLAIMER = (
    "I quote documents word for word and write nothing of my own about their subject. "
    "Where they do not answer, I say so. I keep no record of questions."
)

BROKEN = "Something went wrong on my side; nothing was changed, so please try again later."
COMMAND_CHANGED = "This command has changed: reload Discord, then try again."
BAD_ARGUMENT = "One of the values given is not of the kind that this command takes; see /help."
TOO_FAST = "That was too quick; wait a moment and try again."
ONLY_IN_SERVERS = "This works in a server only."
MISSING_PERMISSION = "Discord does not let me do this here: I lack a permission in this channel."
MAY_NOT = "You may not use this here."
GONE = "What this was about is gone: the message was deleted, or it is too old."
DISCORD_TROUBLE = "Discord did not take my answer; please try again in a moment."

NOT_CONFIGURED = "There is no token: set DISCORD_TOKEN or DISCORD_TOKEN_FILE."
REFUSED_BY_DISCORD = (
    "Discord does not accept this token. Copy it again from the developer portal (your application, Bot, Reset Token)."
)
UNREACHABLE = "Discord cannot be reached; check this machine's connection and try again."

STANCES = {
    "possible": "Possible, not certain",
    "reported": "Reported, not asserted",
    "assessed": "Assessed: a judgement, not a fact",
    "stated": "Stated by an actor, not confirmed",
}
STANCE_WORDS = {"possible": "possible", "reported": "reported", "assessed": "assessed", "stated": "stated"}

HELP = {
    "ask": "Ask a question; the answer is an excerpt with its source",
    "actor": "Look up a group, state, person, organisation or place",
    "actors": "List all actors that the documents name",
    "sources": "List the documents that I quote",
    "read": "Read a paragraph with its neighbours",
    "about": "What I am, what I hold and what I keep of you",
    "help": "How to use me",
    "knowledge": "Manage the knowledge (owner of the bot)",
    "knowledge reload": "Read the knowledge files again and use them if they are in order",
    "knowledge check": "Read the knowledge files and list their faults, without using them",
    "knowledge status": "What knowledge is loaded, and whether its files are in order",
}

ASK_QUESTION = "What you want to know"
ASK_PRIVATE = "Show the answer to you alone"
ACTOR_NAME = "Its name, or another name of it"
ACTORS_KIND = "Only actors of this kind"
READ_DOCUMENT = "The document, as /sources names it"
READ_PARAGRAPH = "The number of the paragraph, as in ¶6"
RELOAD_DRY_RUN = "Only tell what would change"
EXAMPLES = "Questions that I can answer:"
HELP_HEAD = (
    "Ask me with /ask, mention me with a question, reply to me, or write to me directly. "
    "I answer with excerpts, word for word, and say where they stand; *In context* shows what stands around them."
)


def reloaded(version: str) -> str:
    """Tell that new knowledge is in use."""
    return f"Reloaded: knowledge {version.rpartition(':')[2][:8]} answers from now on."


def in_order(documents: int, paragraphs: int, actors: int, facts: int) -> str:
    """Tell that the files could be loaded, and what they hold."""
    counts = ((documents, "document"), (paragraphs, "paragraph"), (actors, "actor"), (facts, "fact"))
    return f"The files are in order: {', '.join(plural(count, noun) for count, noun in counts)}."


def greeting(held: str) -> str:
    """Say how small the bot's world is."""
    return f"Hello. I quote {held}, word for word; I know nothing else."


def more_passages(count: int) -> str:
    """Label the button that opens further excerpts."""
    return f"{plural(count, 'more passage')}"


def plural(count: int, noun: str) -> str:
    """Count a noun: ``1 document``, ``2 documents``."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def cooldown(seconds: float) -> str:
    """Tell how long to wait."""
    return f"That was quick: ask again in {plural(max(1, math.ceil(seconds)), 'second')}."


def unknown_actor(name: str, nearest: Sequence[str]) -> str:
    """Tell that a name is not known, and which are near."""
    hint = f" Did you mean {' or '.join(nearest)}?" if nearest else " See /actors for all that are."
    return f"I know no actor named {name}.{hint}"


def unknown_document(name: str, known: Sequence[str]) -> str:
    """Tell that a document is not known, and which are."""
    return f"I hold no document named {name}. I hold: {', '.join(known)}."


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
