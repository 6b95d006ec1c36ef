"""What an answer says, on every face."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.wording.counting import and_more, plural
from bot.wording.dates import first_to_last

if TYPE_CHECKING:
    from collections.abc import Sequence

NOTHING_TO_SEARCH_FOR = "There is nothing to search for in this. Ask in words, about somebody or something by name."
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


def not_found(unknown: Sequence[str], titled: Sequence[str] = ()) -> str:
    """Tell that nothing was found, which words no document has, and which were found in a title alone."""
    told = ["I found nothing about this."]
    if titled:
        told.append(f"In a title, but in no passage that I found: {_quoted(titled)}.")
    if unknown:
        told.append(f"In no document: {_quoted(unknown)}.")
    return " ".join(told)


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
    return told + ([f"not near what is quoted: {_quoted(missing)}"] if missing else [])


def left_aside_in_public(unknown: int) -> str:
    """Tell how many words of a question that was answered no document has, without repeating them."""
    if unknown == 1:
        return "1 word of the question stands in no document; this answers without it"
    return f"{unknown} words of the question stand in no document; this answers without them"


def differs(said: Sequence[tuple[str, str, str | None]], *, several: bool) -> str:
    """Put beside each other what is said of the same thing, each as (place, words, stance), in one document or more."""
    who = "The documents differ" if several else "The document differs from itself"
    told = (f"{place}: “{words}”" + (f" ({stance})" if stance else "") for place, words, stance in said)
    return f"{who}: {' — '.join(told)}"


SUGGESTIONS = {
    "affiliate_of": "Who is an affiliate of {object}?",
    "ally_of": "Who is an ally of {object}?",
    "committed_to": "What has {subject} committed itself to?",
    "condemns": "Who condemned {object}?",
    "controls": "Who controls {object}?",
    "cooperates_with": "Who cooperates with {object}?",
    "fights": "Who is fighting {object}?",
    "goal": "What does {subject} seek?",
    "hosts": "Whom did {subject} host?",
    "killed_by": "Who was killed by {object}?",
    "killed_in_raid_by": "Who was killed in a raid by {object}?",
    "leads": "Who leads {object}?",
    "moves_to": "Who may move to {object}?",
    "needs": "Whom does {subject} need?",
    "negotiates_with": "Who talked with {object}?",
    "offshoot_of": "Which groups are offshoots of {object}?",
    "opposes": "Who opposes {object}?",
    "pledged_to_bar": "Whom did {subject} pledge to bar?",
    "present_in": "Who is present in {object}?",
    "pressures": "Who puts pressure on {object}?",
    "relocated_to": "Who moved to {object}?",
    "rival_of": "Who is a rival of {object}?",
    "shelters": "Who offered sanctuary to {object}?",
    "splinter_of": "Which groups are splinters of {object}?",
    "supports": "Who supports {object}?",
    "violates": "What did {subject} violate?",
    "wary_of": "Who is wary of {object}?",
}
"""How to ask for what a predicate records; predicates that make no question anybody would ask are left out."""


def stance(name: str | None, hedge: str | None, condition: str | None) -> str:
    """Say how strongly a document puts something; empty where nothing speaks, or it is told as a fact.

    A hedge with which the condition begins, as "if", is told by it.
    """
    if hedge and condition and condition.casefold().startswith(hedge.casefold()):
        hedge = None
    told = [STANCES[name] + (f": “{hedge}”" if hedge else "")] if name in STANCES else []
    told += [on_condition(condition)] if condition else []
    return " · ".join(told)


def on_condition(words: str) -> str:
    """Say on what condition a document puts something."""
    return f"condition: “{words}”"


def when(words: str) -> str:
    """Say when, in the words of a document."""
    return f"when: “{words}”"


def where(words: str) -> str:
    """Say where, in the words of a document or by the name of a place."""
    return f"where: “{words}”"


ALSO_IN = "also in"


def also_in(paragraphs: Sequence[int]) -> str:
    """Say which other paragraphs, that sum up the rest, have an excerpt's words."""
    return f"{ALSO_IN} {', '.join(f'¶{number}' for number in paragraphs)} (key points)"


def stance_of(beginning: str, told: str) -> str:
    """Say which sentence a stance is told of, where several are shown and none is marked."""
    return f"Of “{beginning}”: {told}"


def also_searched(names: Sequence[str], words: Sequence[str]) -> str:
    """Tell under which names of actors and for which words it was searched besides those typed."""
    told = [f"under the name{_s(names)} {', '.join(names)}"] if names else []
    told += [f"for the word{_s(words)} {_quoted(words)}"] if words else []
    return f"also searched {' and '.join(told)}"


def searched(documents: int, dates: Sequence[str]) -> str:
    """Tell how much was searched, and of which dates, the first and the last of `dates`."""
    return f"searched {held(documents, dates)}"


def held(documents: int, dates: Sequence[str]) -> str:
    """Count the documents and tell their dates: ``2 documents of 2019 to 14 Oct 2021``."""
    span = first_to_last(dates)
    return plural(documents, "document") + (f" of {span}" if span else "")


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


def _s(counted: Sequence[str]) -> str:
    return "" if len(counted) == 1 else "s"


def _quoted(words: Sequence[str]) -> str:
    shown = ", ".join(f"“{word}”" for word in words[:WORDS_SHOWN])
    return f"{shown} {and_more(len(words) - WORDS_SHOWN)}" if len(words) > WORDS_SHOWN else shown


STANCES = {
    "possible": "Possible, not certain",
    "reported": "Reported, not asserted",
    "assessed": "Assessed: a judgement, not a fact",
    "stated": "Stated by an actor, not confirmed",
}
