"""The process that builds the next version: what it tells, and what is told when it comes to nothing."""

from __future__ import annotations

import signal
import sys
import threading
import time
from pathlib import Path

import pytest

from bot.errors import IndexingError, KnowledgeError
from bot.snapshot import SnapshotStore
from tests.knowledge.folder import KnowledgeFolder
from tests.snapshot.stores import BLUE


def test_faults_come_back_from_the_process_that_found_them(store: SnapshotStore, folder: KnowledgeFolder) -> None:
    before = store.current
    folder.write(BLUE, "kind: grup\nname: Blue Order\n")
    with pytest.raises(KnowledgeError) as here:
        store.check()
    with pytest.raises(KnowledgeError) as there:
        store.reload()
    assert there.value.faults == here.value.faults
    assert there.value.warnings == here.value.warnings
    assert store.current is before


def python_of(script: str, folder: Path) -> str:
    """A program that is started in the place of Python."""
    program = folder / "python"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    return str(program)


def test_where_the_process_is_killed_the_old_knowledge_stays_and_it_is_told(
    store: SnapshotStore, folder: KnowledgeFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = store.current
    folder.replace(BLUE, "text: BO\n", "text: BLO\n")
    with monkeypatch.context() as patched:
        patched.setattr(sys, "executable", python_of("kill -KILL $$", tmp_path))
        with pytest.raises(IndexingError) as caught:
            store.reload()
    assert caught.value.sentence == (
        "The new index could not be built: its process was ended by SIGKILL. What was loaded before goes on answering."
    )
    assert store.current is before
    assert store.trouble is None
    assert store.reload()


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("echo no JSON; exit 3", "its process ended with status 3"),
        ("exit 0", "its process ended with status 0"),
        ("echo '[1]'; exit 0", "its process ended with status 0"),
        ("""echo '{"error": "the disk is full"}'; exit 2""", "the disk is full"),
        ("""echo '{"faults": [1], "warnings": []}'; exit 1""", "what its process told of faults cannot be read"),
        ("""echo '{"faults": [], "warnings": null}'; exit 1""", "what its process told of faults cannot be read"),
        ("""echo '{"version": "sha256:0"}'""", "No such file or directory"),
        (f"kill -{signal.SIGRTMIN + 5} $$", f"its process was ended by signal {signal.SIGRTMIN + 5}"),
    ],
)
def test_a_process_that_comes_to_nothing_is_told(
    store: SnapshotStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, reason: str
) -> None:
    monkeypatch.setattr(sys, "executable", python_of(script, tmp_path))
    with pytest.raises(IndexingError) as caught:
        store.reload()
    assert reason in caught.value.sentence


@pytest.mark.parametrize("work", ["exec sleep 30", "kill -STOP $$; sleep 30"], ids=["under way", "halted"])
def test_closing_ends_a_reload(
    store: SnapshotStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, work: str
) -> None:
    begun = tmp_path / "begun"
    monkeypatch.setattr(sys, "executable", python_of(f"touch {begun}; {work}", tmp_path))
    ended: list[BaseException] = []

    def reload() -> None:
        with pytest.raises(IndexingError) as caught:
            store.reload()
        ended.append(caught.value)

    thread = threading.Thread(target=reload)
    thread.start()
    while not begun.exists():
        time.sleep(0.01)
    store.close()
    thread.join(10)
    assert "was ended by SIGTERM" in str(ended[0])
    store.close()


def test_a_python_that_is_gone_is_told(store: SnapshotStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "gone"))
    with pytest.raises(IndexingError, match="No such file or directory"):
        store.reload()


def test_the_process_is_not_told_the_token(
    store: SnapshotStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tmp_path / "environment"
    monkeypatch.setattr(sys, "executable", python_of(f"env > {told}", tmp_path))
    monkeypatch.setenv("DISCORD_TOKEN", "secret")
    with pytest.raises(IndexingError):
        store.reload()
    assert "PYTHONPATH" in told.read_text(encoding="utf-8")
    assert "secret" not in told.read_text(encoding="utf-8")
