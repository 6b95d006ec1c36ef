"""Fixtures that every test may ask for."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import settings

from bot.search.encoder import Encoder

ROOT = Path(__file__).resolve().parent.parent

# Machines differ in speed by more than any deadline for one example allows for; timings are measured elsewhere.
settings.register_profile("no-deadline", deadline=None)
settings.load_profile("no-deadline")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is under ``tests/harness``: ``make scenario`` runs it, ``make test`` does not."""
    for item in items:
        if ROOT / "tests" / "harness" in item.path.parents:
            item.add_marker("scenario")


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository's root."""
    return ROOT


@pytest.fixture(scope="session")
def knowledge_dir() -> Path:
    """The knowledge that the repository ships."""
    return ROOT / "knowledge"


@pytest.fixture(scope="session")
def model_dir() -> Path:
    """The folder of a small real model; without it, which only the benchmarks' lock has, a test is skipped."""
    pytest.importorskip("model2vec", reason="model2vec is not installed (make test-fast has it)")
    package = find_spec("static_model")
    if package is None or package.origin is None:
        pytest.skip("tokenlearn-static-model is not installed (make test-fast has it)")
    return Path(package.origin).parent / "model"


@pytest.fixture(scope="session")
def encoder(model_dir: Path) -> Encoder:
    """The small real model, loaded."""
    return Encoder(model_dir, "small model")


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """The folder with Discord's schema and a local Discord; a test that asks for it is skipped where it is absent."""
    folder = Path(os.environ.get("SHARED_DIR") or ROOT.parent / "shared").resolve()
    if not folder.is_dir():
        pytest.skip(f"there is no {folder.name} folder beside the repository (SHARED_DIR names another)")
    return folder
