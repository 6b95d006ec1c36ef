"""A saved index opens as it was built, or says why it cannot be used."""

from __future__ import annotations

import json
import os
import shutil
import time
from typing import TYPE_CHECKING

import numpy as np
import pytest

from bot.errors import SavedIndexError
from bot.search.index import BM25
from bot.search.store import Store, manifest_digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

CORPUS = [["taliban", "kabul", "taliban"], [], ["kabul", "uyghur"], ["uyghur"] * 3]
VERSION = "sha256:0123"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "cache")


@pytest.fixture
def saved(store: Store) -> Path:
    """Save an index of `CORPUS`; return its folder."""
    BM25.create(CORPUS, store, VERSION, fast=False)
    return store.folder(VERSION)


def test_a_saved_index_scores_as_one_in_memory(store: Store, saved: Path) -> None:
    opened, built = BM25.open(store, VERSION, fast=False), BM25(CORPUS, fast=False)
    for query in (["taliban"], ["kabul", "uyghur", "kabul"], ["unknown"]):
        assert opened.get_scores(query).tobytes() == built.get_scores(query).tobytes()
        assert opened.top(query, 3)[0].tolist() == built.top(query, 3)[0].tolist()
    assert (opened.k1, opened.b, opened.avgdl) == (built.k1, built.b, built.avgdl)
    assert opened.doc_len.tolist() == built.doc_len.tolist()
    assert saved.name == "index-sha256-0123"


@pytest.mark.parametrize("corpus", [[], [[]]], ids=["no passage", "an empty one"])
def test_an_index_of_nothing_can_be_saved(store: Store, corpus: list[list[str]]) -> None:
    index = BM25.create(corpus, store, VERSION, fast=False)
    assert index.corpus_size == len(corpus)
    store.verify(VERSION)


def test_opening_takes_as_long_for_many_passages_as_for_few(store: Store) -> None:
    rng = np.random.default_rng(1)
    BM25.create(([f"w{n}" for n in rng.integers(0, 20_000, 20)] for _ in range(10_000)), store, "large", fast=False)
    BM25.create(CORPUS, store, "small", fast=False)

    def shortest(version: str) -> float:
        def once() -> float:
            start = time.perf_counter()
            store.open(version)
            return time.perf_counter() - start

        return min(once() for _ in range(20))

    assert shortest("large") < 3 * shortest("small")


def test_the_manifest_and_plain_arrays_are_all_there_is(saved: Path) -> None:
    manifest = json.loads((saved / "manifest.json").read_text())
    assert {path.name for path in saved.iterdir()} == {"manifest.json", *(f"{name}.bin" for name in manifest["files"])}
    scores = np.fromfile(saved / "scores.bin", dtype=manifest["files"]["scores"]["type"])
    assert len(scores) == 5


def cut_short(folder: Path) -> None:
    (folder / "scores.bin").write_bytes((folder / "scores.bin").read_bytes()[:-1])


def lose_a_file(folder: Path) -> None:
    (folder / "passages.bin").unlink()


def lose_the_manifest(folder: Path) -> None:
    (folder / "manifest.json").unlink()


def spoil_the_manifest(folder: Path) -> None:
    (folder / "manifest.json").write_bytes(b"\x00\xff{")


def manifest_of_another_shape(folder: Path) -> None:
    (folder / "manifest.json").write_text("[]")


def change_the_manifest(folder: Path) -> None:
    text = (folder / "manifest.json").read_text()
    (folder / "manifest.json").write_text(text.replace('"k1": 1.5', '"k1": 1.6'))


def rewrite(folder: Path, **changes: object) -> None:
    """Change the manifest as one who knows its checksum would."""
    manifest = json.loads((folder / "manifest.json").read_text())
    del manifest["sha256"]
    manifest |= changes
    (folder / "manifest.json").write_text(json.dumps(manifest | {"sha256": manifest_digest(manifest)}))


def of_an_older_format(folder: Path) -> None:
    rewrite(folder, format=0)


def of_another_version(folder: Path) -> None:
    rewrite(folder, version="sha256:ffff")


def without_a_list_of_files(folder: Path) -> None:
    rewrite(folder, files=[])


def without_values(folder: Path) -> None:
    rewrite(folder, values=None)


def with_a_file_of_no_size(folder: Path) -> None:
    rewrite(folder, files={"scores": {"type": "<f8"}})


def with_an_unknown_type(folder: Path) -> None:
    files = json.loads((folder / "manifest.json").read_text())["files"]
    files["scores"]["type"] = "zz"
    rewrite(folder, files=files)


def a_file_in_its_place(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_text("no folder")


def without_an_array(folder: Path) -> None:
    files = json.loads((folder / "manifest.json").read_text())["files"]
    del files["scores"]
    rewrite(folder, files=files)


def offsets_out_of_bounds(folder: Path) -> None:
    offsets = np.fromfile(folder / "offsets.bin", dtype="<i8")
    offsets[-1] += 1
    offsets.tofile(folder / "offsets.bin")


DAMAGE: dict[Callable[[Path], None], str] = {
    cut_short: "scores.bin has 39 bytes, expected 40",
    lose_a_file: "passages.bin is missing, expected 20",
    lose_the_manifest: "has no manifest.json",
    spoil_the_manifest: "manifest.json cannot be read",
    manifest_of_another_shape: "manifest.json cannot be read",
    change_the_manifest: "manifest.json is damaged",
    of_an_older_format: "has format 0, not 1",
    of_another_version: "belongs to sha256:ffff, not to sha256:0123",
    without_a_list_of_files: "manifest.json is not one of an index",
    without_values: "manifest.json is not one of an index",
    with_a_file_of_no_size: "manifest.json is not one of an index",
    with_an_unknown_type: "scores.bin cannot be mapped",
    a_file_in_its_place: "is no folder",
    without_an_array: "its arrays do not fit together",
    offsets_out_of_bounds: "its arrays do not fit together",
}


@pytest.mark.parametrize(("damage", "message"), DAMAGE.items(), ids=[damage.__name__ for damage in DAMAGE])
def test_a_folder_that_cannot_be_used_says_why_and_is_built_again(
    store: Store, saved: Path, damage: Callable[[Path], None], message: str
) -> None:
    damage(saved)
    with pytest.raises(SavedIndexError, match=message) as raised:
        BM25.open(store, VERSION)
    assert "\n" not in raised.value.sentence
    BM25.create(CORPUS, store, VERSION)
    assert BM25.open(store, VERSION).document_frequency("uyghur") == 2
    assert [path.name for path in store.cache.iterdir() if path.name != "numba"] == [saved.name]


@pytest.mark.parametrize("name", ["scores", "passages", "term_text", "lengths"])
def test_verifying_finds_a_single_changed_byte(store: Store, saved: Path, name: str) -> None:
    store.verify(VERSION)
    data = bytearray((saved / f"{name}.bin").read_bytes())
    data[3] ^= 1
    (saved / f"{name}.bin").write_bytes(data)
    with pytest.raises(SavedIndexError, match=f"the contents of {name}.bin are damaged"):
        store.verify(VERSION)


@pytest.mark.parametrize("fast", [False, True])
def test_a_posting_of_no_passage_is_an_error_not_a_crash(store: Store, saved: Path, fast: bool) -> None:
    if fast:
        pytest.importorskip("numba", reason="numba is not installed", exc_type=ImportError)
    np.full(5, 4_000_000, dtype="<u4").tofile(saved / "passages.bin")
    index = BM25.open(store, VERSION, fast=fast)
    for query in (["uyghur"], ["taliban", "kabul", "uyghur"]):
        with pytest.raises(SavedIndexError, match="The saved index is damaged"):
            index.top(query, 3)


@pytest.mark.parametrize("spoilt", [5, 40_000])
def test_postings_that_name_one_passage_again_and_again_do_not_crash_compiled_code(store: Store, spoilt: int) -> None:
    pytest.importorskip("numba", reason="numba is not installed", exc_type=ImportError)
    size = 200_000
    BM25.create((["word"] for _ in range(size)), store, VERSION, fast=False)
    np.full(size, spoilt, dtype="<u4").tofile(store.folder(VERSION) / "passages.bin")
    index = BM25.open(store, VERSION, fast=True)
    with pytest.raises(SavedIndexError, match="The saved index is damaged"):
        index.top(["word"], 3)


@pytest.mark.parametrize("fast", [False, True])
def test_a_posting_span_out_of_bounds_is_an_error_not_a_crash(store: Store, saved: Path, fast: bool) -> None:
    if fast:
        pytest.importorskip("numba", reason="numba is not installed", exc_type=ImportError)
    np.array([0, 10**12, 10**13, 5], dtype="<i8").tofile(saved / "offsets.bin")
    index = BM25.open(store, VERSION, fast=fast)
    with pytest.raises(SavedIndexError, match="The saved index is damaged"):
        index.top(["taliban", "kabul"], 3)


def test_a_version_that_was_never_saved_is_not_found(store: Store) -> None:
    with pytest.raises(FileNotFoundError):
        BM25.open(store, VERSION)
    with pytest.raises(FileNotFoundError):
        store.verify(VERSION)


def test_a_build_that_fails_leaves_nothing_behind(store: Store) -> None:
    def passages() -> Iterator[list[str]]:
        yield ["word"]
        raise RuntimeError("the reader stops")

    with pytest.raises(RuntimeError, match="the reader stops"):
        BM25.create(passages(), store, VERSION)
    assert list(store.cache.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_an_os_error(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    with pytest.raises(OSError, match="cache"):
        BM25.create(CORPUS, Store(tmp_path / "cache"), VERSION)


def test_the_second_of_two_processes_uses_what_the_first_wrote(store: Store) -> None:
    def slow_passages() -> Iterator[list[str]]:
        yield from CORPUS
        BM25.create(CORPUS, store, VERSION)
        written.append(store.folder(VERSION).stat().st_ino)

    written: list[int] = []
    index = BM25.create(slow_passages(), store, VERSION)
    assert [store.folder(VERSION).stat().st_ino] == written
    assert index.corpus_size == len(CORPUS)


def test_what_was_saved_for_the_same_version_with_other_parameters_is_replaced(store: Store, saved: Path) -> None:
    assert BM25.create(CORPUS, store, VERSION, k1=1.2).k1 == 1.2
    assert saved.exists()


def test_the_current_and_the_previous_folder_are_kept(store: Store) -> None:
    for age, version in enumerate(["fourth", "third", "second", "first"]):
        BM25.create(CORPUS, store, version, fast=False)
        for path in (store.folder(version), *store.folder(version).iterdir()):
            os.utime(path, (1_000_000 + age, 1_000_000 + age))
    (store.cache / "aside-dead").mkdir()
    os.utime(store.cache / "aside-dead", (1_000_000, 1_000_000))
    (store.cache / "aside-at-work").mkdir()
    (store.cache / "something-else").mkdir()
    store.prune("second")
    assert {path.name for path in store.cache.iterdir()} == {
        "index-second",
        "index-first",
        "aside-at-work",
        "something-else",
    }


def test_an_open_index_outlives_its_folder(store: Store) -> None:
    index = BM25.create(CORPUS, store, "old", fast=False)
    for version in ("new", "newer"):
        BM25.create(CORPUS, store, version, fast=False)
    store.prune("newer")
    assert index.top(["taliban"], 1)[0].tolist() == [0]


def test_versions_are_told_from_the_one_last_used_on_and_those_to_keep_are_not_pruned(store: Store) -> None:
    for number in range(4):
        with store.write(f"v{number}") as writer:
            writer.append("a", np.arange(3))
        for path in (*store.folder(f"v{number}").iterdir(), store.folder(f"v{number}")):
            os.utime(path, (number, number))
    assert list(store.versions()) == ["v3", "v2", "v1", "v0"]
    store.touch("v1")
    store.touch("gone")
    assert next(store.versions()) == "v1"
    manifest = store.folder("v2") / "manifest.json"
    manifest.write_text("{}", encoding="utf-8")
    os.utime(manifest, (2, 2))
    assert list(store.versions()) == ["v1", "v3", "v0"]
    store.prune("v3", ["v0"])
    assert list(store.versions()) == ["v1", "v3", "v0"]
    store.prune("v3")
    assert list(store.versions()) == ["v1", "v3"]
