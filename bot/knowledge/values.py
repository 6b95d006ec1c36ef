"""The values that may stand in the YAML files, each with its check, its fault and its JSON Schema.

YAML hands over strings only; numbers and booleans are read from them here, deliberately: ``6`` and ``true`` are what
an author may write, ``six`` and ``yes`` are faults. An editor, though, takes ``1999`` for a number: where any text may
stand, the JSON Schema lets it.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from bot.knowledge.actors import KINDS, STANCES
from bot.knowledge.predicates import PREDICATES
from bot.knowledge.report import shorten
from bot.knowledge.slugs import SLUG, SLUG_HINT, is_slug, slugify

if TYPE_CHECKING:
    from collections.abc import Sequence

ALIAS_TYPES = ("aka", "acronym", "former", "spelling", "translation", "metonym", "weak")
ACCESS = ("excerpts", "full")
RELIABILITY = ("A", "B", "C", "D", "E", "F")

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_ADDRESS = re.compile(r"https?://[^\s<>]+")
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


def _wrong(message: str, hint: str, **context: Any) -> PydanticCustomError:
    # The message goes by the context: pydantic would read braces in it as places to fill. A `stand_in` among it is what
    # the checks that follow shall take for the value.
    return PydanticCustomError("ours", "{message}", {"message": message, "hint": hint, **context})


def _filled(value: str) -> str:
    if not value.strip():
        raise _wrong("is empty", "Give it a value, or remove the key.")
    return value


def _line(value: str) -> str:
    value = _filled(value)
    if odd := next(filter(_is_odd, value), None):
        what = "a line break" if odd in _BREAKS else f"the invisible character U+{ord(odd):04X}"
        plain = " ".join("".join(" " if c in _BREAKS else c for c in value if c in _BREAKS or not _is_odd(c)).split())
        raise _wrong(f"holds {what}", "Write it as plain text on one line.", stand_in=plain or None)
    return value


def _is_odd(character: str) -> bool:
    return unicodedata.category(character) in _ODD and character not in _JOINERS


# Controls, what changes the direction of writing or takes no room, and line or paragraph ends; but not what joins or
# parts the letters of some scripts.
_ODD = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
_JOINERS = "\u00ad\u200c\u200d"
_BREAKS = "\n\r\x0b\x0c\x85\u2028\u2029"


def _name(value: str) -> str:
    value = _line(value)
    if found := _NO_NAME.search(value):
        raise _wrong(f'holds "{found[0]}"', "Write the name as people do, without marks of a chat program.")
    return value


# What a chat program takes for a mention, a link or code.
_NO_NAME = re.compile(r"`|@(?:everyone|here)\b|<[@#:/a-z]|\]\(|\*\*|__|~~|\|\|", re.IGNORECASE)


def _number(value: Any) -> Any:
    if isinstance(value, str):
        if not re.fullmatch(r"\d{1,9}", value, re.ASCII):
            raise _wrong(f'must be a whole number, not "{shorten(value)}"', "Write digits, as 6.")
        return int(value)
    return value


def _flag(value: Any) -> Any:
    if isinstance(value, str):
        if value not in {"true", "false"}:
            raise _wrong(f'must be true or false, not "{shorten(value)}"', "", stand_in="true")
        return value == "true"
    return value


def _slug(value: str) -> str:
    if not is_slug(value):
        raise _wrong(f'must be a name such as "{slugify(value)}", not "{shorten(value)}"', SLUG_HINT)
    return value


def _date(value: str) -> str:
    if not _is_date(value):
        hint = "Write YYYY-MM-DD, YYYY-MM or YYYY, only as exactly as it is known."
        raise _wrong(f'must be a date, not "{shorten(value)}"', hint)
    return value


def _is_date(value: str) -> bool:
    found = _DATE.fullmatch(value)
    if not found:
        return False
    try:
        date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return False
    return True


def _address(value: str) -> str:
    if not _ADDRESS.fullmatch(value):
        raise _wrong(f'must be a web address, not "{shorten(value)}"', "Begin it with https://")
    return value


def _language(value: str) -> str:
    if not _LANGUAGE.fullmatch(value):
        raise _wrong(f'must be a language tag, not "{shorten(value)}"', 'Write it as BCP 47 has it: "en", "pt-BR".')
    return value


def _one_of(what: str, options: Sequence[str]) -> AfterValidator:
    def check(value: str) -> str:
        if value not in options:
            context = {"what": what, "value": value, "options": tuple(options), "stand_in": options[0]}
            raise PydanticCustomError("choice", "not one of the options", context)
        return value

    return AfterValidator(check)


def _enum(options: Sequence[str]) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "enum": list(options)})


_WRITTEN = tuple(name for name, predicate in PREDICATES.items() if predicate.written)

_ANY_TEXT = WithJsonSchema({"type": ["string", "number", "boolean"], "pattern": r"\S"})


def _text(pattern: str) -> WithJsonSchema:
    return WithJsonSchema({"type": ["string", "integer"], "pattern": f"^(?:{pattern})$"})


Text = Annotated[str, AfterValidator(_filled), _ANY_TEXT]
Line = Annotated[str, AfterValidator(_line), _ANY_TEXT]
Name = Annotated[str, AfterValidator(_name), _ANY_TEXT]
Slug = Annotated[str, AfterValidator(_slug), _text(SLUG.pattern)]
Number = Annotated[int, BeforeValidator(_number), WithJsonSchema({"type": "integer", "minimum": 0})]
Flag = Annotated[bool, BeforeValidator(_flag), WithJsonSchema({"type": "boolean"})]
Date = Annotated[str, AfterValidator(_date), _text(_DATE.pattern.replace(r"\d", "[0-9]"))]
Address = Annotated[str, AfterValidator(_address), _text(_ADDRESS.pattern)]
Language = Annotated[str, AfterValidator(_language), _text(_LANGUAGE.pattern)]
Kind = Annotated[str, _one_of("kind", KINDS), _enum(KINDS)]
AliasType = Annotated[str, _one_of("alias type", ALIAS_TYPES), _enum(ALIAS_TYPES)]
Stance = Annotated[str, _one_of("stance", STANCES), _enum(STANCES)]
PredicateName = Annotated[str, _one_of("predicate", _WRITTEN), _enum(_WRITTEN)]
Access = Annotated[str, _one_of("access", ACCESS), _enum(ACCESS)]
Reliability = Annotated[str, _one_of("reliability", RELIABILITY), _enum(RELIABILITY)]
