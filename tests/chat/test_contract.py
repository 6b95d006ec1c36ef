"""The checks of what the bot sends can fail."""

from __future__ import annotations

from typing import Any

import pytest

from tests.chat.contract import Schema, broken_limits

SILENT: dict[str, Any] = {"allowed_mentions": {"parse": []}, "flags": 1 << 15}


def container(*children: dict[str, Any]) -> dict[str, Any]:
    return {**SILENT, "components": [{"type": 17, "components": list(children)}]}


def display(text: str) -> dict[str, Any]:
    return {"type": 10, "content": text}


def button(custom_id: str, label: str = "Label") -> dict[str, Any]:
    return {"type": 2, "style": 2, "label": label, "custom_id": custom_id}


def menu(*values: str, label: str = "Label", custom_id: str = "m", **more: Any) -> dict[str, Any]:
    options = [{"label": label, "value": value} for value in values]
    return {"type": 3, "custom_id": custom_id, "options": options, **more}


def row(*children: dict[str, Any]) -> dict[str, Any]:
    return {"type": 1, "components": list(children)}


@pytest.mark.parametrize(
    "body",
    [
        {**SILENT, "content": "a" * 2001},
        {"content": "who may be pinged"},
        {**container(display("a")), "flags": 0},
        container(display("a" * 4001)),
        container(display(" ")),
        container(display("<@1>")),
        container(display("see @everyone")),
        container(*[display("a")] * 40),
        container({"type": 1, "components": [button("x" * 101)]}),
        container({"type": 1, "components": [button("x", "")]}),
        container({"type": 1, "components": [button("x"), button("x")]}),
        container({"type": 1, "components": [button(str(n)) for n in range(6)]}),
        container(row(menu())),
        container(row(menu(*map(str, range(26))))),
        container(row(menu("a", "a"))),
        container(row(menu("a" * 101))),
        container(row(menu("a", label="x" * 101))),
        container(row(menu("a", label="\U0001f600" * 51))),
        container(row(menu("a", placeholder="x" * 151))),
        container(row(menu("a"), button("x"))),
        container(row(menu("a")), row(menu("a"))),
        {"data": {"choices": [{"name": str(n), "value": str(n)} for n in range(26)]}},
    ],
)
def test_a_body_beyond_a_limit_is_found(body: dict[str, Any]) -> None:
    assert broken_limits(body)


def test_a_body_within_the_limits_is_let_pass() -> None:
    assert broken_limits(container(display("a"), row(menu("a", "b")), row(button("x")))) == []


@pytest.mark.parametrize(
    "body",
    [
        {"components": "none"},
        {"no_such_key": 1},
        {"components": [{"type": 17, "components": [{"type": 10}]}]},
        {"components": [{"type": 17, "components": [{"type": 10, "content": "a", "colour": 1}]}]},
    ],
)
def test_a_body_against_the_schema_is_found(schema: Schema | None, body: dict[str, Any]) -> None:
    if schema is None:
        pytest.skip("Discord's schema is not there")
    assert schema.violations("POST", "/channels/1/messages", body)


def test_a_body_that_keeps_the_schema_is_let_pass(schema: Schema | None) -> None:
    if schema is None:
        pytest.skip("Discord's schema is not there")
    assert schema.violations("POST", "/channels/1/messages", container(display("a"))) == []
