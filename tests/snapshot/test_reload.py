"""A reload: the new is served whole, or the old goes on."""

from __future__ import annotations

import tempfile
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bot.snapshot
from bot.errors import KnowledgeError, ReloadInProgressError
from bot.search.encoder import Encoder
from bot.search.saved import Saved, open_saved
from bot.search.store import Store
from bot.snapshot import Change, Diff, SnapshotStore
from tests.knowledge.folder import FILES, KnowledgeFolder
from tests.snapshot.stores import BLUE, RIVERS, break_it, served


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


def test_a_dry_run_tells_and_serves_nothing_else(store: SnapshotStore, folder: KnowledgeFolder, cache: Path) -> None:
    before = served(store)
    folder.delete("actors/dol.yaml")
    diff = store.reload(dry_run=True)
    assert diff.actors == Change(removed=("dol",))
    assert diff.facts == Change(removed=("dol/shelter",))
    assert store.current is before
    break_it(folder)
    again = SnapshotStore(folder.path, cache)
    again.load()
    assert served(again).version == before.version


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
        store = SnapshotStore(folder.path, None)
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

    def slow(store: Store, version: str, encoder: Encoder | None) -> Saved:
        building.set()
        assert go_on.wait(10)
        return open_saved(store, version, encoder)

    monkeypatch.setattr(bot.snapshot, "open_saved", slow)
    before = store.current
    folder.replace(BLUE, "text: BO\n", "text: BLO\n")
    first = threading.Thread(target=store.reload)
    first.start()
    assert building.wait(20)
    with pytest.raises(ReloadInProgressError) as caught:
        store.reload()
    assert store.current is before
    go_on.set()
    first.join()
    assert caught.value.sentence == "Another reload is under way; wait for it to end."
    assert store.current is not before
    assert not store.reload()
