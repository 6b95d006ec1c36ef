"""What the bot says around asking: follow-ups, sharing, looking a message up, plain search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.wording.counting import plural

if TYPE_CHECKING:
    from collections.abc import Sequence

LOOK_UP_MENU = "Look this up"
NO_TEXT = "There is no plain text in this message that I could look up. Ask in your own words with /ask."

COMPARE = "Compare them"
FOLLOW_UP = "Ask a follow-up"
FOLLOW_UP_LABEL = "Your question"
FOLLOW_UP_HINT = "Why did they?"

SHARE = "Share"
SHARED_ALREADY = "This answer was shared already."
SHARE_NOT_YOURS = "Only whoever asked can share this answer."
SHARE_CHANGED = "The knowledge has changed since this answer was given: ask again to share what it says now."
CANNOT_SHARE = "You may not send messages in this channel, so I cannot share the answer here for you."
CANNOT_SHARE_AS_APP = "This server does not let apps that you brought along post in this channel."
CANNOT_SHARE_AS_BOT = "I may not send messages in this channel, so I cannot share the answer here."

SEARCH_WORDS = "The words to look for"
SEARCHED_FOR = "searched for:"
NO_WORDS = (
    "There is no word to search for in this: it has none, or only such as stand in any text. Search for a name, "
    "or for a rarer word."
)
SEARCH_AGAIN = "These words are no longer shown whole here: use /search again."


def cut_to(length: int) -> str:
    """Tell that only the beginning of a message was taken as a question."""
    return f"I looked up the first {length:,} characters of this message; it is longer."


def carried(names: Sequence[str]) -> str:
    """Tell in the form for a follow-up whom "they" or "it" will mean."""
    return f"“They” or “it” will mean {', '.join(names)}"


def unresolved(pronoun: str) -> str:
    """Tell that a question speaks of somebody whom it does not name, so that an answer may be about others."""
    return f"I cannot tell whom or what “{pronoun}” means, so I went by the other words alone. Ask again with a name."


def look_up(names: Sequence[str]) -> str:
    """Tell who does no more than name one actor, or two, what shows all that is recorded of them."""
    if len(names) == 1:
        return f"For all that is recorded of {names[0]}, open the card below."
    return f"To see {' and '.join(names)} beside each other, open the comparison below."


def card_of(name: str) -> str:
    """Label the button that opens an actor's card."""
    return f"Card: {name}"


def no_match(words: Sequence[str]) -> str:
    """Tell that no document has any of the words."""
    told = " or ".join(f"“{word}”" for word in words)
    return f"No passage has {told}. Search for another word, or ask in a sentence with /ask."


def matches(found: int, shown: tuple[int, int], words: int, *, capped: bool) -> str:
    """Tell how many passages have one of so many words, and, where not all of them are `shown`, which are."""
    count = f"at least {plural(found, 'passage')}" if capped else plural(found, "passage")
    verb = "has" if found == 1 else "have"
    which = "this word" if words == 1 else "one or more of these words"
    part = "" if shown == (1, found) else f"; {shown[0]} to {shown[1]}"
    return f"{count} {verb} {which}{part}:"


def in_context(passage: int | str) -> str:
    """Label the button that shows what stands around a passage, by its number or by the place where it stands."""
    return f"In context [{passage}]"


def nowhere(words: Sequence[str]) -> str:
    """Tell which of the words no passage has."""
    return f"in no document: {', '.join(f'“{word}”' for word in words)}"
