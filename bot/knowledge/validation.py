"""YAML → a schema's model, and every fault of it in words of our own, with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from bot.knowledge.predicates import PREDICATES
from bot.knowledge.report import did_you_mean, shorten
from bot.knowledge.schema import AliasEntry, ConfusionEntry, EntryModel, FactEntry, SlipEntry, SourceEntry, TimeEntry

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pydantic_core import ErrorDetails

    from bot.knowledge.report import Report
    from bot.knowledge.yamlfile import Path, Tree

Entry = TypeVar("Entry", bound=EntryModel)


def validate(
    model: type[Entry], tree: Tree, file: str, report: Report, stand_ins: Mapping[str, str] | None = None
) -> Entry | None:
    """Read `tree` as a `model`; every fault goes to `report`.

    What is faulty is left out of the result, so that the rest can be checked further; `stand_ins` are put in the place
    of keys that are missing at the top. None where nothing is left to check.
    """
    data = tree.data
    if not isinstance(data, dict):
        message = f"must be keys with their values, not {_described(data)}"
        report.fault(file, tree.place(()), message, "Write key: value.")
        return None
    data, first = _copied(data), True
    # Each round takes out what the one before found; as many rounds as levels are enough.
    for _ in range(8):
        try:
            return model.model_validate(data)
        except ValidationError as error:
            problems = error.errors(include_url=False)
        for problem in problems:
            if first and not _misspelt(problem, problems):
                _tell(problem, model, tree, file, report)
            _take_out(data, problem, stand_ins or {})
        first = False
    return None


def _misspelt(problem: ErrorDetails, problems: Sequence[ErrorDetails]) -> bool:
    """Tell whether a key is only missing because an unknown one beside it seems to be meant for it."""
    *around, key = problem["loc"]
    beside = [str(p["loc"][-1]) for p in problems if p["type"] == "extra_forbidden" and [*p["loc"][:-1]] == around]
    return problem["type"] == "missing" and any(did_you_mean(name, [str(key)]) for name in beside)


def _copied(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _copied(value) for key, value in data.items()}
    return [_copied(item) for item in data] if isinstance(data, list) else data


def _take_out(data: Any, problem: ErrorDetails, stand_ins: Mapping[str, str]) -> None:
    path = problem["loc"]
    if problem["type"] == "missing":
        if len(path) == 1:
            data[path[0]] = stand_ins.get(str(path[0]), "")
            return
        path = path[:-1]
    around = _at(data, path[:-1])
    stand_in = problem.get("ctx", {}).get("stand_in")
    if isinstance(around, dict):
        if stand_in is not None:
            around[path[-1]] = stand_in
        else:
            around.pop(path[-1], None)
    elif isinstance(around, list):
        around[int(path[-1])] = stand_in


def _at(data: Any, path: Path) -> Any:
    """Return what stands at `path`, or None where it was taken out already."""
    for step in path:
        data = data.get(step) if isinstance(data, dict) else data[int(step)] if isinstance(data, list) else None
    return data


def _tell(problem: ErrorDetails, model: type[EntryModel], tree: Tree, file: str, report: Report) -> None:
    path: Path = problem["loc"]
    message, hint = _worded(problem, _subject(path), model)
    place = tree.place(path[:-1] if problem["type"] == "missing" else path)
    report.fault(file, place, message, hint)


def _subject(path: Path) -> str:
    """Name what stands at `path` as an author would: its key, or "an item of" the key of its list."""
    last = path[-1]
    return f'"{last}"' if isinstance(last, str) else f"an item of {_subject(path[:-1])}"


def _worded(problem: ErrorDetails, subject: str, model: type[EntryModel]) -> tuple[str, str]:
    kind, context, path = problem["type"], problem.get("ctx", {}), problem["loc"]
    if kind == "extra_forbidden":
        known = sorted(_model_at(model, path[:-1]).model_fields)
        meant = did_you_mean(str(path[-1]), known)
        return f"unknown key {subject}", f"{meant} Known keys: {', '.join(known)}.".strip()
    if kind == "missing":
        return f"{subject} is missing", f"Add {path[-1]}: and its value."
    if kind == "choice":
        value = context["value"]
        return f'unknown {context["what"]} "{shorten(value)}"', _choices(value, context["options"])
    if kind == "ours":
        return f"{subject} {context['message']}", context["hint"]
    wanted, hint = _WANTED.get(kind, (problem["msg"], ""))
    return f"{subject} must be {wanted}, not {_described(problem['input'])}", hint


def _choices(value: str, options: Sequence[str]) -> str:
    derived = PREDICATES.get(value)
    if derived and derived.inverse in options:
        return f'It is only derived: write "{derived.inverse}" in the file of the other actor.'
    meant = did_you_mean(value, options)
    if meant and len(options) > _MANY:
        return meant
    return f"{meant} It is one of: {', '.join(options)}.".strip()


_MANY = 12
_WANTED = {
    "string_type": ("text", "Write one value behind the colon."),
    "list_type": ("a list", "Begin each item with a hyphen."),
    "model_type": ("keys with their values", "Write key: value."),
    "int_type": ("a whole number", "Write digits, as 6."),
    "bool_type": ("true or false", ""),
}


def _described(value: Any) -> str:
    if isinstance(value, dict):
        return "keys with values"
    if isinstance(value, list):
        return "a list"
    return f'"{shorten(value)}"' if value else "empty"


def _model_at(model: type[EntryModel], path: Path) -> type[EntryModel]:
    """Return the model of what stands at `path`: unknown keys are told apart from those known there."""
    for step in path:
        if isinstance(step, str):
            model = _NESTED.get(step, model)
    return model


_NESTED: dict[str, type[EntryModel]] = {
    "sic": SlipEntry,
    "aliases": AliasEntry,
    "not_to_be_confused_with": ConfusionEntry,
    "time": TimeEntry,
    "sources": SourceEntry,
    "facts": FactEntry,
}
