"""Fixtures for tests of what is served."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.snapshot import SnapshotStore
from tests.knowledge.folder import KnowledgeFolder


@pytest.fixture
def folder(tmp_path: Path) -> KnowledgeFolder:
    return KnowledgeFolder(tmp_path / "knowledge")


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def store(folder: KnowledgeFolder, cache: Path) -> SnapshotStore:
    store = SnapshotStore(folder.path, cache)
    store.load()
    return store
