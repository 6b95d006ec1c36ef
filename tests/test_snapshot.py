from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bot.snapshot
from bot.errors import KnowledgeError, ReloadInProgressError
from bot.knowledge import lastgood
from bot.snapshot import Change, Diff, Snapshot, SnapshotStore
from tests.knowledge.folder import FILES, KnowledgeFolder

if TYPE_CHECKING:
    from bot.errors import Fault
    from bot.knowledge.model import Knowledge

BLUE, RIVERS = "actors/blue.yaml", "documents/rivers.md"


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


def break_it(folder: KnowledgeFolder) -> None:
    folder.write(BLUE, "kind: [group\n")


def served(store: SnapshotStore) -> Snapshot:
    assert store.current is not None
    return store.current


def faults(store: SnapshotStore) -> tuple[Fault, ...]:
    return store.trouble.faults if store.trouble else ()


def test_a_store_serves_what_the_folder_says(store: SnapshotStore) -> None:
    snapshot = served(store)
    assert snapshot.knowledge == store.check()
    assert snapshot.version == snapshot.knowledge.version
    assert snapshot.answerer.answer("Who hosted the Green League?").knowledge_version == snapshot.version
    assert [actor.id for actor in snapshot.names.complete("Blue")] == ["blue"]
    assert store.trouble is None


def test_nothing_is_served_before_it_is_loaded(folder: KnowledgeFolder) -> None:
    assert SnapshotStore(folder.path, None).current is None


def test_a_reload_serves_the_new_and_tells_what_changed(store: SnapshotStore, folder: KnowledgeFolder) -> None:
    before = served(store)
    folder.replace(BLUE, "text: BO\n", "text: BLO\n")
    folder.replace(BLUE, "value: hosted\n", "value: the Green League\n")
    folder.replace(RIVERS, "It may leave.", "It may leave soon.")
    folder.replace("actors/dol.yaml", "name: Jan Dol", "name: Jan Q. Dol")
    folder.write("actors/leaf.yaml", "kind: group\nname: Green Leaf\n")
    diff = store.reload()
    assert diff == Diff(
        old_version=before.version,
        new_version=served(store).version,
        documents=Change(changed=("rivers",)),
        passages=Change(changed=("rivers ¶1",)),
        actors=Change(added=("leaf",), changed=("dol",)),
        facts=Change(changed=("blue/hosted", "dol/shelter", "green/wary")),
        aliases=Change(added=("blue: BLO",), removed=("blue: BO",)),
    )
    assert diff
    assert served(store).knowledge == store.check()


def test_a_dry_run_tells_and_changes_nothing(store: SnapshotStore, folder: KnowledgeFolder, cache: Path) -> None:
    before, kept = store.current, sorted(cache.rglob("*"))
    folder.delete("actors/dol.yaml")
    diff = store.reload(dry_run=True)
    assert diff.actors == Change(removed=("dol",))
    assert diff.facts == Change(removed=("dol/shelter",))
    assert store.current is before
    assert sorted(cache.rglob("*")) == kept


def test_a_reload_of_the_same_keeps_the_snapshot(store: SnapshotStore) -> None:
    before = store.current
    assert not store.reload()
    assert store.current is before


@given(
    name=st.sampled_from(sorted(FILES)),
    content=st.binary(max_size=40) | st.text(max_size=40).map(lambda text: text.encode("utf-8", "replace")),
)
def test_a_failed_reload_leaves_current_the_same_object(name: str, content: bytes) -> None:
    with tempfile.TemporaryDirectory() as path:
        folder = KnowledgeFolder(Path(path) / "knowledge")
        store = SnapshotStore(folder.path, Path(path) / "cache")
        store.load()
        before = store.current
        folder.write(name, content)
        try:
            store.check()
        except KnowledgeError:
            with pytest.raises(KnowledgeError):
                store.reload()
            assert store.current is before
            assert store.trouble is None
        else:
            store.reload()
            assert served(store).knowledge == store.check()


def test_two_reloads_at_once(store: SnapshotStore, folder: KnowledgeFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    building, go_on = threading.Event(), threading.Event()
    build = Snapshot.build

    def slow(knowledge: Knowledge, *, max_question: int = 1000) -> Snapshot:
        building.set()
        assert go_on.wait(10)
        return build(knowledge, max_question=max_question)

    monkeypatch.setattr(bot.snapshot.Snapshot, "build", slow)
    before = store.current
    folder.replace(BLUE, "text: BO\n", "text: BLO\n")
    first = threading.Thread(target=store.reload)
    first.start()
    assert building.wait(10)
    with pytest.raises(ReloadInProgressError) as caught:
        store.reload()
    assert store.current is before
    go_on.set()
    first.join()
    assert caught.value.sentence == "Another reload is under way; wait for it to end."
    assert store.current is not before
    assert not store.reload()


def test_a_start_with_faults_serves_the_last_good_knowledge(
    store: SnapshotStore, folder: KnowledgeFolder, cache: Path, caplog: pytest.LogCaptureFixture
) -> None:
    version = served(store).version
    break_it(folder)
    again = SnapshotStore(folder.path, cache)
    again.load()
    assert served(again).version == version
    assert again.trouble is not None
    assert [fault.file for fault in again.trouble.faults] == [BLUE]
    assert f"Serving the last good one, {version[:15]}." in caplog.text
    assert "actors/blue.yaml:2:1: not valid YAML" in caplog.text


def test_the_last_good_knowledge_is_that_of_the_last_reload(
    store: SnapshotStore, folder: KnowledgeFolder, cache: Path
) -> None:
    for old, new in (("stream", "brook"), ("brook", "creek"), ("creek", "burn")):
        folder.replace("synonyms.yaml", old, new)
        store.reload()
    version = served(store).version
    break_it(folder)
    again = SnapshotStore(folder.path, cache)
    again.load()
    assert served(again).version == version
    assert len([path for path in (cache / "last-good").iterdir() if path.is_dir()]) == 2


def test_a_start_after_being_killed_serves_the_last_good_knowledge(folder: KnowledgeFolder, cache: Path) -> None:
    script = (
        "import os, signal, sys, pathlib\n"
        "from bot.snapshot import SnapshotStore\n"
        "store = SnapshotStore(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))\n"
        "store.load()\n"
        "print(store.current.version, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    killed = subprocess.run(
        [sys.executable, "-c", script, str(folder.path), str(cache)], capture_output=True, text=True, check=False
    )
    assert killed.returncode == -9
    break_it(folder)
    store = SnapshotStore(folder.path, cache)
    store.load()
    assert served(store).version == killed.stdout.strip()


def test_a_start_with_faults_and_nothing_kept_serves_nothing(
    folder: KnowledgeFolder, cache: Path, caplog: pytest.LogCaptureFixture
) -> None:
    break_it(folder)
    store = SnapshotStore(folder.path, cache)
    store.load()
    assert store.current is None
    assert store.trouble is not None
    assert "There is none to serve instead." in caplog.text


def test_without_a_cache_nothing_is_kept(folder: KnowledgeFolder) -> None:
    store = SnapshotStore(folder.path, None)
    store.load()
    assert store.current is not None
    break_it(folder)
    with pytest.raises(KnowledgeError):
        store.check()
    again = SnapshotStore(folder.path, None)
    again.load()
    assert again.current is None


def test_a_reload_ends_the_trouble_once_the_faults_are_mended(folder: KnowledgeFolder, cache: Path) -> None:
    good = (folder.path / BLUE).read_bytes()
    break_it(folder)
    store = SnapshotStore(folder.path, cache)
    store.load()
    folder.write(BLUE, "kind: grup\nname: Blue Order\n")
    with pytest.raises(KnowledgeError):
        store.reload()
    assert [fault.message for fault in faults(store)] == ['unknown kind "grup"']
    folder.write(BLUE, good)
    diff = store.reload()
    assert faults(store) == ()
    assert (diff.old_version, diff.documents.added) == (None, ("rivers",))


@pytest.mark.parametrize("damage", ["changed", "faulty", "gone", "pointer"])
def test_a_damaged_copy_is_not_served(store: SnapshotStore, folder: KnowledgeFolder, cache: Path, damage: str) -> None:
    (copy,) = (path for path in (cache / "last-good").iterdir() if path.is_dir())
    match damage:
        case "changed":
            (copy / "synonyms.yaml").write_text("groups: []\n", encoding="utf-8")
        case "faulty":
            (copy / RIVERS).write_bytes(b"\xff")
        case "gone":
            shutil.rmtree(copy)
        case "pointer":
            (cache / "last-good/current").write_text("../../etc", encoding="utf-8")
    good = (folder.path / BLUE).read_bytes()
    break_it(folder)
    again = SnapshotStore(folder.path, cache)
    again.load()
    assert again.current is None
    folder.write(BLUE, good)
    again.reload()
    break_it(folder)
    mended = SnapshotStore(folder.path, cache)
    mended.load()
    assert mended.current is not None


def test_a_cache_that_cannot_be_written_is_told_once(
    folder: KnowledgeFolder, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file", encoding="utf-8")
    store = SnapshotStore(folder.path, blocked)
    store.load()
    store.reload()
    assert store.current is not None
    assert [(r.levelno, r.getMessage()) for r in caplog.records] == [
        (logging.WARNING, f"The last good knowledge cannot be kept in {blocked}/last-good: Not a directory. Going on.")
    ]


def test_copies_that_were_never_finished_are_cleared_away(store: SnapshotStore, cache: Path) -> None:
    fresh, old = cache / "last-good/.new-fresh", cache / "last-good/.new-old"
    for path in (fresh, old):
        path.mkdir()
    os.utime(old, (0, 0))
    store.reload()
    assert (fresh.exists(), old.exists()) == (True, False)
    assert lastgood.LastGood(cache / "last-good").load() == served(store).knowledge
