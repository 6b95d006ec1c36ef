"""Fixtures for tests of the knowledge files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.knowledge.folder import KnowledgeFolder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def make_folder(tmp_path: Path) -> Callable[[str], KnowledgeFolder]:
    """Make small knowledge folders by name."""
    return lambda name: KnowledgeFolder(tmp_path / name)


@pytest.fixture
def folder(make_folder: Callable[[str], KnowledgeFolder]) -> KnowledgeFolder:
    """A small knowledge folder without faults."""
    return make_folder("knowledge")
