"""A start: what is saved is opened, what is damaged built again, and faults leave the last good knowledge."""

from __future__ import annotations

import logging
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest

import bot.knowledge.model
import bot.search.saved
import bot.search.store
from bot.errors import KnowledgeError
from bot.knowledge.loader import load
from bot.search.index import BM25
from bot.search.store import Store
from bot.snapshot import Snapshot, SnapshotStore
from tests.knowledge.folder import FILES, KnowledgeFolder
from tests.snapshot.stores import BLUE, break_it, faults, served


def test_a_second_start_opens_what_the_first_has_built(
    store: SnapshotStore, folder: KnowledgeFolder, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = {path: path.stat().st_mtime_ns for path in cache.glob("index-*/*")}
    again = SnapshotStore(folder.path, cache)
    again.load()
    assert served(again).knowledge == served(store).knowledge
    assert kept == {path: path.stat().st_mtime_ns for path in cache.glob("index-*/*")}


@pytest.mark.parametrize("damage", ["truncated", "gone", "manifest", "foreign", "older"])
def test_a_damaged_folder_is_told_in_one_line_and_built_again(
    store: SnapshotStore, folder: KnowledgeFolder, cache: Path, caplog: pytest.LogCaptureFixture, damage: str
) -> None:
    (saved,) = cache.glob("index-*")
    manifest = saved / "manifest.json"
    match damage:
        case "truncated":
            (saved / "document_text.bin").write_bytes(b"The")
        case "gone":
            (saved / "said_terms.bin").unlink()
        case "manifest":
            manifest.write_bytes(manifest.read_bytes()[:-9])
        case "foreign":
            manifest.write_text("{}", encoding="utf-8")
        case "older":
            write_older(cache, served(store).version)
    again = SnapshotStore(folder.path, cache)
    again.load()
    assert served(again).knowledge == store.check()
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert caplog.messages[0].endswith(". It is built again.")
    Store(cache).verify(served(again).version)


def write_older(cache: Path, version: str) -> None:
    """Put a sound index without any knowledge in the place of the saved one."""
    shutil.rmtree(Store(cache).folder(version))
    BM25.create([["river"]], Store(cache), version, fast=False)


def test_two_stores_may_share_a_cache(folder: KnowledgeFolder, cache: Path) -> None:
    stores = [SnapshotStore(folder.path, cache) for _ in range(2)]
    for store in stores:
        store.load()
    folder.replace("synonyms.yaml", "stream", "brook")
    threads = [threading.Thread(target=store.reload) for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert served(stores[0]).knowledge == served(stores[1]).knowledge == stores[0].check()
    for store in stores:
        assert served(store).answerer.answer("Who hosted the Green League?").excerpts


def test_what_one_folder_serves_is_never_shown_for_another(
    store: SnapshotStore, folder: KnowledgeFolder, cache: Path, tmp_path: Path
) -> None:
    other = KnowledgeFolder(tmp_path / "other")
    break_it(other)
    faulty = SnapshotStore(other.path, cache)
    faulty.load()
    assert faulty.current is None


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
    assert len(list(cache.glob("index-*"))) == 2


@pytest.fixture
def older(folder: KnowledgeFolder, cache: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The version of the knowledge that another version of the bot has saved; since then somebody has typed wrongly."""
    with monkeypatch.context() as before:
        before.setattr(bot.search.saved, "made_by", lambda: "another")
        store = SnapshotStore(folder.path, cache)
        store.load()
    break_it(folder)
    return served(store).version


def test_faults_after_an_upgrade_leave_the_last_good_knowledge_serving(
    folder: KnowledgeFolder, cache: Path, older: str, caplog: pytest.LogCaptureFixture
) -> None:
    store = SnapshotStore(folder.path, cache)
    store.load()
    snapshot = served(store)
    assert (snapshot.version, snapshot.checked_by, len(faults(store))) == (older, bot.__version__, 1)
    assert f"checked by an earlier state of the bot, version {bot.__version__}." in caplog.text
    good = KnowledgeFolder(folder.path.with_name("good"))
    same = Snapshot.build(load(good.path)).answerer.answer("Who hosted the Green League?").to_json()
    assert snapshot.answerer.answer("Who hosted the Green League?").to_json() == same


def test_what_an_older_bot_has_checked_is_checked_again_once_the_files_are_mended(
    folder: KnowledgeFolder, cache: Path, older: str
) -> None:
    store = SnapshotStore(folder.path, cache)
    store.load()
    folder.write(BLUE, FILES[BLUE])
    store.reload()
    assert (served(store).version, served(store).checked_by, store.trouble) == (older, None, None)


@pytest.mark.parametrize("unknown", ["KINDS", "PREDICATES", "STANCES"])
def test_what_an_older_bot_has_saved_is_not_served_where_this_one_does_not_know_it(
    folder: KnowledgeFolder, cache: Path, older: str, monkeypatch: pytest.MonkeyPatch, unknown: str
) -> None:
    monkeypatch.setattr(bot.knowledge.model, unknown, ())
    store = SnapshotStore(folder.path, cache)
    store.load()
    assert older
    assert store.current is None


def test_what_an_older_bot_has_saved_is_not_served_in_another_format(
    folder: KnowledgeFolder, cache: Path, older: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot.search.store, "FORMAT", bot.search.store.FORMAT + 1)
    store = SnapshotStore(folder.path, cache)
    store.load()
    assert older
    assert store.current is None


def test_what_an_older_bot_has_saved_is_not_served_where_a_quotation_does_not_stand(
    folder: KnowledgeFolder, cache: Path, older: str
) -> None:
    values, arrays = Store(cache).open(older)
    with Store(cache).write(older) as writer:
        writer.values = values
        for name, array in arrays.items():
            data = array.tobytes()
            changed = data.replace(b"hosted", b"fought") if name == "document_text" else data
            writer.append(name, np.frombuffer(changed, array.dtype))
    store = SnapshotStore(folder.path, cache)
    store.load()
    assert store.current is None


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


@pytest.mark.parametrize("damage", ["changed", "truncated", "gone", "unread", "another"])
def test_a_damaged_copy_is_not_served(store: SnapshotStore, folder: KnowledgeFolder, cache: Path, damage: str) -> None:
    (copy,) = cache.glob("index-*")
    (told,) = cache.glob("served-*.json")
    match damage:
        case "changed":
            data = (copy / "document_text.bin").read_bytes()
            (copy / "document_text.bin").write_bytes(data.replace(b"hosted", b"fought"))
        case "truncated":
            (copy / "about.bin").write_bytes(b"{")
        case "gone":
            shutil.rmtree(copy)
        case "unread":
            told.write_bytes(b"\xff")
        case "another":
            told.write_text(f'{{"knowledge": "{folder.path}", "version": "../../etc"}}', encoding="utf-8")
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
    assert served(mended).answerer.answer("Who hosted the Green League?").excerpts[0].text.count("hosted") == 1


def test_a_cache_that_cannot_be_written_is_told_once(
    folder: KnowledgeFolder, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file", encoding="utf-8")
    store = SnapshotStore(folder.path, blocked)
    store.load()
    store.reload()
    folder.replace("synonyms.yaml", "stream", "brook")
    store.reload()
    assert served(store).knowledge == store.check()
    assert [(r.levelno, r.getMessage()) for r in caplog.records] == [
        (logging.WARNING, f"The cache folder {blocked} cannot be used: Not a directory. Working in memory.")
    ]
