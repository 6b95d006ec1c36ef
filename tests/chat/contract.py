"""Bodies that the bot sends, checked against Discord's documented limits and against Discord's own schema.

The limits are those of the developer documentation; the schema is ``openapi.json`` of Discord's API description, read
from the shared folder where there is one.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

COMPONENTS_V2 = 1 << 15
FORM = 9
"""The type of a response that opens a form, which is no message."""
# What the API takes and discord.py sends although the schema leaves it out.
ACCEPTED: dict[str, dict[str, Any]] = {"nsfw": {}, "tts": {}, "flags": {}}
PING = re.compile(r"(?<!\\)<(?:@[!&]?|#|t:|/|id:|a?:)|(?<!\\)@(?:everyone|here)")
COMMAND = re.compile(r"(?<!\\)</([a-z ]+):[0-9]{1,20}>")
"""A command that can be clicked. Nobody is called by one, but only the bot's own may be offered."""


KEYS = {"custom_id", "url", "content", "components", "items"}
"""What one of makes an object with a type a component."""


def components(body: Any) -> Iterator[dict[str, Any]]:
    """Return every component of a body, outermost first."""
    if isinstance(body, list):
        for entry in body:
            yield from components(entry)
    elif isinstance(body, dict):
        if isinstance(body.get("type"), int) and body.keys() & KEYS:
            yield body
        for key in ("data", "components", "accessory"):
            yield from components(body.get(key))


def text_of(body: Any) -> str:
    """Return all text of a body that a reader sees, its blocks one under the other."""
    data = body.get("data", body) if isinstance(body, dict) else {}
    parts = [data.get("content") or "", *(c["content"] for c in components(data.get("components")) if c["type"] == 10)]
    return "\n".join(part for part in parts if part)


def units(text: str) -> int:
    """Return the length in UTF-16 code units, the strictest way of counting."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def broken_limits(body: Any, commands: Collection[str] = ()) -> list[str]:
    """Return which documented limits a message body breaks, and whether it could ping or offer other `commands`."""
    if not isinstance(body, dict):
        return []
    inner = body.get("data")
    data: dict[str, Any] = inner if isinstance(inner, dict) else body
    broken = _text_limits(data, commands) + _pictures(data) + _button_limits(data) + _select_limits(data)
    allowed = data.get("allowed_mentions")
    is_form = body.get("type") == FORM
    if (
        not is_form
        and ("components" in data or data.get("content"))
        and (allowed is None or allowed.get("parse") or allowed.get("users"))
    ):
        broken.append(f"allowed_mentions is {allowed}")
    if len(data.get("choices") or []) > 25 or any(len(c["name"]) > 100 for c in data.get("choices") or []):
        broken.append("more than 25 choices, or one longer than 100 characters")
    return broken


def _text_limits(data: dict[str, Any], commands: Collection[str]) -> list[str]:
    broken = []
    if units(data.get("content") or "") > 2000:
        broken.append("content is longer than 2000")
    every = list(components(data.get("components")))
    texts = [c["content"] for c in every if c["type"] == 10]
    if sum(map(units, texts)) > 4000:
        broken.append(f"{sum(map(units, texts))} units of text")
    if any(not text.strip() for text in texts):
        broken.append("an empty text display")
    if len(every) > 40:
        broken.append(f"{len(every)} components")
    described = [units(item.get("description") or "") for part in every for item in part.get("items", [])]
    if any(not 1 <= length <= 1024 for length in described):
        broken.append(f"pictures described in {described} units")
    if texts and not data.get("flags", 0) & COMPONENTS_V2:
        broken.append("text displays without the flag for them")
    own = "\n".join(texts)
    found = PING.search(COMMAND.sub(lambda command: "" if command[1] in commands else command[0], own))
    if found:
        broken.append(f"active markup {found[0]!r}")
    return broken


def _pictures(data: dict[str, Any]) -> list[str]:
    """Return which pictures nobody could follow who does not see them."""
    items = [item for c in _nodes(data.get("components")) if c.get("type") == 12 for item in c.get("items", [])]
    return [
        "a picture without a description of 1 to 1024"
        for i in items
        if not 1 <= len(i.get("description") or "") <= 1024
    ]


def _nodes(body: Any) -> Iterator[dict[str, Any]]:
    for entry in body or []:
        yield entry
        yield from _nodes(entry.get("components"))


def _button_limits(data: dict[str, Any]) -> list[str]:
    every = list(components(data.get("components")))
    buttons = [c for c in every if c["type"] == 2]
    ids = [item["custom_id"] for item in every if item["type"] in {2, 3} and "custom_id" in item]
    broken = [f"custom id {custom_id!r} of {len(custom_id)}" for custom_id in ids if not 1 <= len(custom_id) <= 100]
    broken += [f"label {button['label']!r}" for button in buttons if not 1 <= len(button["label"]) <= 80]
    broken += ["more than 5 buttons in a row" for row in every if row["type"] == 1 and len(row["components"]) > 5]
    if len(ids) != len(set(ids)):
        broken.append(f"custom ids twice: {ids}")
    return broken


def _select_limits(data: dict[str, Any]) -> list[str]:
    broken = []
    for select in (c for c in components(data.get("components")) if c["type"] == 3):
        options = select["options"]
        values = [option["value"] for option in options]
        texts = [text for option in options for text in (option["label"], option.get("description") or "a")]
        if not 1 <= len(options) <= 25 or len(values) != len(set(values)):
            broken.append(f"{len(options)} options with {len(set(values))} values")
        broken += [f"value {value!r}" for value in values if not 1 <= len(value) <= 100]
        broken += [f"option {text!r}" for text in texts if not 1 <= units(text) <= 100]
        if units(select.get("placeholder") or "") > 150 or sum(bool(option.get("default")) for option in options) > 1:
            broken.append(f"placeholder or defaults of {select['custom_id']}")
    rows = [c for c in components(data.get("components")) if c["type"] == 1]
    return broken + ["a menu beside others" for r in rows if len(r["components"]) > 1 and 3 in _types(r)]


def _types(row: dict[str, Any]) -> set[int]:
    return {child["type"] for child in row["components"]}


class Schema:
    """Discord's description of its API."""

    def __init__(self, file: Path) -> None:
        """Read the description; kinds that the API reads leniently are relaxed."""
        raw = json.loads(file.read_text(encoding="utf-8"))
        self._components = _relaxed(raw["components"])
        self._paths = raw["paths"]

    @cache  # noqa: B019 - one object a test run
    def _validator(self, method: str, template: str) -> Draft202012Validator | None:
        body = self._paths[template][method.lower()].get("requestBody", {})
        schema = body.get("content", {}).get("application/json", {}).get("schema")
        return Draft202012Validator({**_relaxed(schema), "components": self._components}) if schema else None

    def violations(self, method: str, path: str, body: Any) -> list[str]:
        """Return what a request's body breaks of the schema."""
        template = self._template(method, path)
        if template is None:
            return [f"{method} {path}: there is no such operation"]
        validator = self._validator(method, template)
        if validator is None or body is None:
            return []
        return [f"{method} {template}: {_deepest(error)}" for error in validator.iter_errors(body)]

    def _template(self, method: str, path: str) -> str | None:
        parts = path.strip("/").split("/")
        fitting = []
        for template, operations in self._paths.items():
            names = template.strip("/").split("/")
            fits = len(names) == len(parts) and all(
                n.startswith("{") or n == p for n, p in zip(names, parts, strict=True)
            )
            if fits and method.lower() in operations:
                fitting.append(template)
        return min(fitting, key=lambda template: template.count("{"), default=None)


def _relaxed(node: Any) -> Any:
    """Accept numbers as text and snowflakes as numbers, read "one of" as "any of", and refuse undeclared keys."""
    if isinstance(node, list):
        return [_relaxed(entry) for entry in node]
    if not isinstance(node, dict):
        return node
    node = {key: _relaxed(value) for key, value in node.items()}
    if "oneOf" in node and "type" not in node:
        node["anyOf"] = node.pop("oneOf")
    if isinstance(node.get("properties"), dict) and "type" in node and "additionalProperties" not in node:
        node["properties"] = {**ACCEPTED, **node["properties"]}
        node["additionalProperties"] = False
    kinds = node.get("type")
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if not isinstance(kinds, list) or "enum" in node or "const" in node or "oneOf" in node:
        return node
    if "integer" in kinds:
        return {"anyOf": [node, {"type": "string", "pattern": "^-?[0-9]+$"}]}
    if "string" in kinds and node.get("pattern", "").startswith("^(0|[1-9]"):
        return {"anyOf": [node, {"type": "integer", "minimum": 0}]}
    return node


def _deepest(error: Any) -> str:
    while error.context:
        error = max(error.context, key=lambda inner: len(inner.absolute_path))
    return f"{'/'.join(map(str, error.absolute_path)) or '(body)'}: {error.message[:200]}"
