"""Who runs the bot, as Discord tells it of an application."""

from __future__ import annotations

from typing import Any

import pytest

from bot.chat.permissions import owner_ids
from tests.chat.conftest import World

OWNER = 3


def member(number: int, role: str, *, accepted: bool = True) -> dict[str, Any]:
    user = {"id": str(number), "username": f"user{number}", "discriminator": "0", "avatar": None}
    return {"user": user, "membership_state": 2 if accepted else 1, "role": role, "permissions": ["*"]}


async def of_team(world: World, monkeypatch: pytest.MonkeyPatch, *members: dict[str, Any]) -> set[int]:
    """Return who runs an application of a team that user 3 owns."""
    told = await world.bot.http.application_info()
    team = {"id": "8", "name": "Library", "icon": None, "owner_user_id": str(OWNER), "members": list(members)}

    async def application_info() -> dict[str, Any]:
        return {**told, "team": team}

    monkeypatch.setattr(world.bot.http, "application_info", application_info)
    return owner_ids(await world.bot.application_info())


async def test_who_owns_an_application_alone_runs_it(world: World) -> None:
    application = await world.bot.application_info()
    assert owner_ids(application) == {application.owner.id}


@pytest.mark.parametrize(
    ("role", "accepted", "runs"),
    [
        ("admin", True, True),
        ("developer", True, True),
        ("read_only", True, False),
        ("a role of the future", True, False),
        ("admin", False, False),
        ("developer", False, False),
    ],
)
async def test_of_a_team_only_accepted_administrators_and_developers_run_it(
    role: str, accepted: bool, runs: bool, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = await of_team(world, monkeypatch, member(4, role, accepted=accepted))
    assert running == ({OWNER, 4} if runs else {OWNER})
