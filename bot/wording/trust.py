"""What the bot says of how far it can be trusted: receipts, dates, verification, citations."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

RECEIPT = "receipt"
BOT = "bot"
SOURCES = "Sources:"


def receipt(number: str, bot_version: str, dates: Sequence[str]) -> str:
    """Give an answer's receipt, below the dates of the sources that it quotes."""
    as_of = [f"{SOURCES} {', '.join(dates)}"] if dates else []
    return " · ".join([*as_of, f"{RECEIPT} {number}", f"{BOT} {bot_version}"])


def as_of(words: Sequence[str], date: str | None) -> str:
    """Tie words such as “currently” to the date of the document that has them."""
    told = " and ".join(f"“{word}”" for word in words)
    verb = "means" if len(words) == 1 else "mean"
    return f"{told} {verb} as of {date}" if date else f"{told}: at a time not recorded, the document is undated"


COPY = "Copy as citation"
OPEN_ORIGINAL = "Open the original at"
AS_MARKDOWN = "Markdown"
AS_TEXT = "plain text"
VERIFIED = "Verified:"
VERIFY_MENU = "Verify this answer"
VERIFY_MENU_HELP = "whether an answer of mine is still the same, word for word"
VERIFY_RECEIPT = "The receipt below the answer, as 1a2b3c4d-0123456789ab"
VERIFY_QUESTION = "The question, as it was asked"
NOT_OURS = "This message is not mine, so I cannot vouch for it: I verify my own answers only."
NO_ANSWER = "This message of mine is no answer: only answers, with a receipt below them, can be verified."
NO_RECEIPT = (
    "This is no receipt. Copy the one below the answer, 8 and 12 characters with a hyphen between them, "
    "as 1a2b3c4d-0123456789ab."
)
IDENTICAL = "✓ **Identical.** Asked again, the question gets the same answer, and every quotation stands word for word."
IDENTICAL_RECEIPT = "✓ **Identical.** Asked again, the question gets the answer that this receipt was given for."
VERBATIM = "≈ **The quotations stand, word for word,** but not all is as it was:"
DIFFERS = "≠ **This differs now:**"
RECEIPT_DIFFERS = (
    "**Receipt**: asking again gives another one, {now}. Either this is not, word for word, the question that was "
    "asked, or another version of me answered it."
)
RECEIPT_OF_THIS_BOT = "**Receipt**: it is that of the bot as it is now, not of the version that stands beside it."
NOT_ASKED_AGAIN = (
    "**Question**: the message shows only the beginning of it, so it could not be asked again. Give the whole of it, "
    "with the receipt, to /verify."
)
STATUSES = {
    "answered": "answered",
    "related": "related, no answer",
    "not_found": "nothing found",
    "rejected": "rejected",
}


def knowledge_differs(then: str, now: str) -> str:
    """Tell that the knowledge has changed."""
    return f"**Knowledge**: version {then} then, {now} now: documents or actors have changed since."


def bot_differs(then: str, now: str) -> str:
    """Tell that another version of the bot answered."""
    return f"**Bot**: version {then} then, {now} now."


def status_differs(then: str, now: str) -> str:
    """Tell that asking again comes to something else."""
    return f"**Outcome**: {STATUSES[then]} then, {STATUSES[now]} now."


def rank_differs(number: int, rank: int | None) -> str:
    """Tell that a passage is found at another place of the order, or not at all."""
    return f"**Rank** of [{number}]: " + (f"now number {rank}." if rank else "it is no longer among what is found.")


def words_differ(words: str) -> str:
    """Tell that words beside a quotation stand in no cited document any more."""
    return f"**Text**: “{words}” no longer stands in what is cited."


def text_same(number: int, paragraph: int) -> str:
    """Tell that a quotation stands where it is said to."""
    return f"✓ [{number}] stands word for word in ¶{paragraph}"


def text_moved(number: int, then: int, now: int) -> str:
    """Tell that a quotation stands in another paragraph of its document."""
    return f"≠ [{number}] stands word for word in ¶{now}, no longer in ¶{then}"


def text_changed(number: int, paragraph: int) -> str:
    """Tell that a quotation stands in its document no more."""
    return f"≠ [{number}] no longer stands in ¶{paragraph}: the text was changed"


def text_gone(number: int) -> str:
    """Tell that the document is gone."""
    return f"≠ [{number}] cannot be compared: no document is cited like this now"


def compared(receipt: str, knowledge: str, bot_version: str) -> str:
    """Tell what was compared with what."""
    return f"{RECEIPT} {receipt} · knowledge now {knowledge} · {BOT} now {bot_version}"


def now_quoted(paragraph: int) -> str:
    """Stand above a paragraph that has changed."""
    return f"¶{paragraph} now says:"
