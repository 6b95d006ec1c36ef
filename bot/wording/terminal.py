"""What the command line says, and the operator's log."""

from __future__ import annotations

from bot.wording.counting import plural

HELP = "Answers questions about assessments with verbatim, cited excerpts."
HELP_RUN = "Answer on Discord; without DISCORD_TOKEN, open the local preview."
HELP_PREVIEW = "Try the real bot in a page of your browser, without Discord."
SEE_DOCUMENTS = "What is recorded of each document stands at the top of its file: see knowledge/documents."
NOT_A_BATCH_LINE = "This line is no JSON object with an id and a question, so nothing was asked."
NO_GOOD_BYE = "Discord took too long to say good-bye."
ENDED_AT_START = "told to end before the start was over"
TO_PREVIEW = "DISCORD_TOKEN is not set: opening the local preview instead of connecting to Discord."
NONE_INSTEAD = "There is none to serve instead."
NO_FAULTS = "what its process told of faults cannot be read"
ASK_ONE = "Give either one question or --batch FILE; see python -m bot ask --help."


def ranked(how: str) -> str:
    """Say what passages are ranked by."""
    return f"passages are ranked {how}"


def not_indexed(reason: str) -> str:
    """Say that a new version could not be built."""
    return f"The new index could not be built: {reason}. What was loaded before goes on answering."


def ended_with(status: int) -> str:
    """Say, as the reason in `not_indexed`, with which status the process ended."""
    return f"its process ended with status {status}"


def ended_by(name: str) -> str:
    """Say, as the reason in `not_indexed`, which signal ended the process."""
    return f"its process was ended by {name}"


def indexed(documents: int, passages: int, kept: int, seconds: float) -> str:
    """Say what an index holds and what it took."""
    return (
        f"{plural(documents, 'document')} with {plural(passages, 'passage')} indexed, "
        f"{kept} taken over as they were, in {seconds:.1f} s"
    )


def served_instead(version: str) -> str:
    """Say which knowledge is served while the newest has faults."""
    return f"Serving the last good one, {version}."


def checked_by(version: str) -> str:
    """Say which version of the bot has checked the knowledge that is served, where it was another one."""
    return f"It was checked by an earlier state of the bot{f', version {version}' if version else ''}."


def not_written(folder: object, reason: str) -> str:
    """Say, without a full stop, that an index cannot be kept."""
    return f"{folder} cannot be written ({reason})"


def no_cache(folder: object, reason: str) -> str:
    """Say that nothing can be saved."""
    return f"The cache folder {folder} cannot be used: {reason}. Working in memory."


def no_schemas(folder: object, reason: str) -> str:
    """Say that the schemas for editors cannot be written."""
    return f"The schemas cannot be written into {folder}: {reason}. Name a knowledge folder that may be written."


NOT_CONNECTED = "not connected to Discord"
NOTHING_LOADED = "no knowledge is loaded"


def health_port_unusable(port: int, reason: str | None) -> str:
    """Tell that the health page cannot have a port."""
    told = f" ({reason})" if reason else ""
    return f"HEALTH_PORT: {port} cannot be used{told}. Choose another port, or leave it out for no health page."
