"""A local Discord over real HTTP and WebSocket, with the bot as a process of its own."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="session")
def emulator(shared_dir: Path) -> Any:
    """The module of the local Discord; tests are skipped where it is absent."""
    folder = shared_dir / "harness"
    if not folder.is_dir():
        pytest.skip("there is no local Discord in the shared folder")
    sys.path.insert(0, str(folder))
    return importlib.import_module("discord_emulator")


@pytest.fixture(scope="session")
def contract(shared_dir: Path) -> str | None:
    """Discord's own schema, where the shared folder has it."""
    file = shared_dir / "discord" / "openapi.json"
    return str(file) if file.is_file() else None


@pytest.fixture
def start_bot(emulator: Any, root: Path, tmp_path: Path) -> Callable[..., Any]:
    """Return what starts the bot as an operator does, against a local Discord."""

    def start(discord: Any, knowledge: Path | None = None, **environment: str) -> Any:
        folder = knowledge or root / "knowledge"
        given = {
            "CACHE_DIR": str(tmp_path / "cache"),
            "KNOWLEDGE_DIR": str(folder),
            "COOLDOWN": "0",
            "PYTHONPATH": os.pathsep.join([str(root), os.environ.get("PYTHONPATH", "")]),
            **environment,
        }
        return emulator.BotProcess(discord, [sys.executable, "-m", "bot", "run"], cwd=str(tmp_path), env=given)

    return start
