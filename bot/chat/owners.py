"""Who runs an application, as Discord tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import TeamMemberRole, TeamMembershipState

if TYPE_CHECKING:
    from discord import AppInfo

_RUNNING = {TeamMemberRole.admin, TeamMemberRole.developer}


def owner_ids(application: AppInfo) -> set[int]:
    """Return the application's owner, or of the team that owns it its owner, administrators and developers.

    Whoever was only invited, or may only read, runs nothing.
    """
    team = application.team
    if team is None:
        return {application.owner.id}
    running = {
        member.id
        for member in team.members
        if member.membership_state is TeamMembershipState.accepted and member.role in _RUNNING
    }
    return running if team.owner_id is None else running | {team.owner_id}
