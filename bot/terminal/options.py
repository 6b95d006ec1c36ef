"""Options that several commands take, and the settings that they make."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.settings import Settings, read_settings

KnowledgeOption = Annotated[
    Path | None,
    typer.Option("--knowledge", help="The knowledge folder.", envvar="KNOWLEDGE_DIR", show_default="knowledge"),
]
CacheOption = Annotated[
    Path | None,
    typer.Option(
        "--cache",
        help="Where the index and the last good knowledge are kept.",
        envvar="CACHE_DIR",
        show_default=".cache",
    ),
]


def settings_of(knowledge: Path | None, cache: Path | None) -> Settings:
    """Return the settings, with the folders that the command line gives.

    Raises:
        SettingsError: a setting is wrong.
    """
    return read_settings(knowledge_dir=knowledge, cache_dir=cache)
