"""Commands compared with what Discord has of them."""

from __future__ import annotations

from typing import Any

import pytest

from bot.chat.tree import normal

OURS: dict[str, Any] = {
    "name": "read",
    "description": "Read",
    "type": 1,
    "options": [
        {"type": 4, "name": "paragraph", "description": "Number", "required": True, "min_value": 0},
        {"type": 3, "name": "note", "description": "Note", "required": False, "autocomplete": True},
    ],
    "nsfw": False,
    "dm_permission": True,
    "default_member_permissions": 32,
    "contexts": [0, 1, 2],
    "integration_types": [0, 1],
}
THEIRS: dict[str, Any] = {
    "id": "1",
    "application_id": "2",
    "version": "3",
    "default_member_permissions": "32",
    "type": 1,
    "name": "read",
    "name_localizations": None,
    "description": "Read",
    "description_localizations": None,
    "dm_permission": True,
    "contexts": [2, 0, 1],
    "integration_types": [1, 0],
    "nsfw": False,
    "options": [
        {
            "type": 4,
            "name": "paragraph",
            "name_localizations": None,
            "description": "Number",
            "required": True,
            "min_value": 0,
        },
        {"type": 3, "name": "note", "description": "Note", "autocomplete": True},
    ],
}


def test_what_discord_adds_or_leaves_out_is_no_difference() -> None:
    assert normal(OURS) == normal(THEIRS)


@pytest.mark.parametrize(
    "change",
    [
        {"description": "Other"},
        {"contexts": [0]},
        {"integration_types": [0]},
        {"default_member_permissions": None},
        {"options": OURS["options"][:1]},
        {"options": list(reversed(OURS["options"]))},
        {"nsfw": True},
    ],
)
def test_what_users_would_notice_is_a_difference(change: dict[str, Any]) -> None:
    assert normal({**THEIRS, **change}) != normal(OURS)
