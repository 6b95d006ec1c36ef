"""What kind of answer a question asks for, and whether a sentence has one."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.text import STOP_WORDS, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.text import Word


class Asked(StrEnum):
    """The kinds of answers that can be told apart by the form of a sentence."""

    WHO = "who"
    WHEN = "when"
    WHERE = "where"
    HOW_MANY = "how many"
    WHY = "why"
    OTHER = "other"


_NUMBER = re.compile(
    r"\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:dozen|hundred|thousand|million|billion)s?|half",
    re.IGNORECASE,
)
_SIZE = re.compile(
    r"\d|\b(?:modest|small|large|big|huge|low|high|few|several|many|most|majority|half|all|two|three)\b", re.IGNORECASE
)
_SPAN = re.compile(r"\b(?:second|minute|hour|day|week|month|year|decade|centur)", re.IGNORECASE)
_MONTH = "january|february|(?-i:March)|april|(?-i:May)|june|july|august|september|october|november|december"
_FORMS = {
    Asked.WHEN: re.compile(
        rf"\b(?:1[0-9]{{3}}|20[0-9]{{2}}|[0-9]{{1,4}}s|{_MONTH}|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
        r"|(?:day|week|month|year|decade|centur(?:y|ie)|hour|minute)s?|spring|summer|autumn|winter|today|yesterday|ago"
        r"|long-?time|long-?standing|recently|currently|at present)\b",
        re.IGNORECASE,
    ),
    Asked.WHY: re.compile(
        r"\b(?:because|since|due to|owing to|given (?:that|the|its|their)|as a result|result(?:ed|ing|s)? (?:in|from)"
        r"|in order to|so that|so as to|therefore|thus|hence|aim(?:ed|s|ing)? (?:at|to)|reasons?|cause[ds]?|led to"
        r"|leads to|compel|in case|after all|this meant?|this means|if|require[ds]?|need(?:s|ed)? to|for fear|to avoid"
        r"|to (?:prevent|ensure|protect|allow|make|get|gain|receive|keep|help|stop|avoid|show|become))\b",
        re.IGNORECASE,
    ),
    Asked.WHERE: re.compile(
        r"\b(?:in|at|from|to|near|into|on|north|south|east|west|across|around|outside|inside|of|through|towards?) "
        r"(?:the |its |their |an? )?"
        r"(?:[A-Z][\w’'-]+|north|south|east|west|province|region|city|country|coast|territory|soil)"
    ),
}
_YEAR = r"\b(?:1[0-9]{3}|20[0-9]{2})\b"
_DAY = rf"\b(?:{_MONTH}|(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday)\b"
_TIMES = {
    "year": re.compile(_YEAR),
    "month": re.compile(rf"\b(?:{_MONTH})\b", re.IGNORECASE),
    "date": re.compile(rf"{_YEAR}|{_DAY}", re.IGNORECASE),
    "day": re.compile(_DAY, re.IGNORECASE),
}
_NAME = re.compile(r"[A-Z][\w’'.-]*[\w]|[A-Z]{2,}")

_WHO = frozenset("who whom whose whos".split())
_WHO_NOUNS = frozenset(
    """
    actor actors author boss chief commander commanders countries country emir founder government governments group
    groups head leader leaders man members militants minister movement organisation organisations organization
    organizations outfit parties party people person player president prime spokesman state states team terrorist woman
    """.split()
)
_LINKS = frozenset("is are was were the s".split())
_ENDS = STOP_WORDS - _LINKS
_WHEN_NOUNS = frozenset("century date day decade decades month period time week year years".split())
_WHERE_NOUNS = frozenset(
    "area city continent country district location place province region territory town valley".split()
)
# Words for the kind of thing that is asked for ("which country"): an answer names one, and need not say the word.
KINDS = (
    frozenset("actor actors countries country government group groups organisation organization party people".split())
    | frozenset("person state states".split())
    | _WHEN_NOUNS
    | _WHERE_NOUNS
)
_REMEMBERED = 4096  # sentences
_MANY = frozenset("long many much old often large big far few tall".split())


def asked_for(text: Sequence[Word]) -> Asked:
    """Return the kind of answer that a question asks for, by its question word and the noun after it."""
    folded = [word.folded for word in text]
    for at, word in enumerate(folded):
        after = set(folded[at + 1 : at + 4])
        if word in _WHO:
            return Asked.WHO
        if word == "when" or (word == "since" and "when" in after):
            return Asked.WHEN
        if word in {"where", "wheres"}:
            return Asked.WHERE
        if word in {"why", "reason", "reasons"}:
            return Asked.WHY
        if word in {"how", "hows"}:
            return Asked.HOW_MANY if folded[at + 1 : at + 2] and folded[at + 1] in _MANY else Asked.OTHER
        if word in {"what", "which", "whats"}:
            return _by_noun(folded[at + 1 : at + 4], named=word == "which")
    return Asked.OTHER


def _by_noun(after: Sequence[str], *, named: bool) -> Asked:
    """Return what the noun after "what" or "which" asks for, over "is the" between them."""
    for noun in after:
        if noun in _WHEN_NOUNS:
            return Asked.WHEN
        if noun in _WHERE_NOUNS and not named:
            return Asked.WHERE
        if noun in _WHO_NOUNS and named:
            return Asked.WHO
        if noun in _ENDS:
            break
    return Asked.OTHER


def has_form(asked: Asked, sentence: str, question: Sequence[Word]) -> bool:
    """Tell whether `sentence` holds what is asked for: a name, time, place, number or cause.

    A name or place counts where not all of its words stand in the question; a number where it counts what the
    question asks to count. Where no form is asked for, any sentence will do.
    """
    if asked is Asked.OTHER:
        return True
    if asked is Asked.HOW_MANY:
        return _counts(sentence, question)
    if asked in {Asked.WHO, Asked.WHERE}:
        named = _names(_NAME if asked is Asked.WHO else _FORMS[asked], sentence)
        return not named.issubset(word.folded for word in question)
    return _holds(_time(question) if asked is Asked.WHEN else _FORMS[asked], sentence)


def _time(question: Sequence[Word]) -> re.Pattern[str]:
    """Return how a time looks that is asked for: a year where "year" is said, else any."""
    return next((_TIMES[word.folded] for word in question if word.folded in _TIMES), _FORMS[Asked.WHEN])


def _counts(sentence: str, question: Sequence[Word]) -> bool:
    folded = [word.folded for word in question]
    at = next((n for n, word in enumerate(folded) if word in {"how", "hows"}), 0)
    kind = folded[at + 1] if at + 1 < len(folded) else ""
    if kind in {"long", "old", "often"}:
        return _holds(_SPAN, sentence)
    if kind != "many":
        return _holds(_SIZE, sentence)
    return next((word.term for word in question[at + 2 : at + 5] if word.term), "") in _counted(sentence)


# The same sentences are the best for many questions.
@lru_cache(maxsize=_REMEMBERED)
def _holds(pattern: re.Pattern[str], sentence: str) -> bool:
    return pattern.search(sentence) is not None


@lru_cache(maxsize=_REMEMBERED)
def _names(pattern: re.Pattern[str], sentence: str) -> frozenset[str]:
    """Return the folded words in capitals of all that matches `pattern`."""
    said = (word for match in pattern.finditer(sentence) for word in words(match[0]))
    return frozenset(word.folded for word in said if word.surface[:1].isupper() and word.term)


@lru_cache(maxsize=_REMEMBERED)
def _counted(sentence: str) -> frozenset[str]:
    """Return the terms that stand among the four words after a number."""
    said = words(sentence)
    return frozenset(
        near.term
        for number, word in enumerate(said, start=1)
        if _NUMBER.fullmatch(word.surface)
        for near in said[number : number + 4]
    )
