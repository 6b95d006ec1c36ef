from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path

import pytest

import bot.knowledge.reading
import bot.search.building
import bot.search.layout
import bot.search.saved
from bot.answers.answerer import Answerer
from bot.errors import SavedIndexError
from bot.knowledge.documents import Document
from bot.knowledge.frontmatter import read_document
from bot.knowledge.loader import load
from bot.knowledge.uses import Use, to_json
from bot.search.building import prepare
from bot.search.saved import find_saved, open_saved
from bot.search.store import Store
from tests.knowledge.folder import KnowledgeFolder

QUESTIONS = (
    "Who hosted the Green League?",
    "How long did the Blue Order host the League?",
    "Who shelters whom?",
    "rivers",
)


@pytest.fixture
def folder(tmp_path: Path) -> KnowledgeFolder:
    folder = KnowledgeFolder(tmp_path / "knowledge")
    for number in range(4):
        folder.write(f"documents/more-{number}.md", document(f"Village {number} is small. The Blue Order left it."))
    return folder


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "cache")


@pytest.fixture
def worked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was done to which document since, in order."""
    done: list[str] = []
    read, say, uses = read_document, bot.search.layout.say, to_json

    def noting_read(slug: str, *rest: object) -> Document | None:
        done.append(f"read {slug}")
        return read(slug, *rest)  # type: ignore[arg-type]  # handed on as it came

    def noting_say(document: Document, *rest: object) -> object:
        done.append(f"say {document.slug}")
        return say(document, *rest)  # type: ignore[arg-type]  # handed on as it came

    def noting_uses(found: Iterable[Use]) -> bytes:
        done.append("uses")
        return uses(found)

    monkeypatch.setattr(bot.knowledge.reading, "read_document", noting_read)
    monkeypatch.setattr(bot.search.building, "say", noting_say)
    monkeypatch.setattr(bot.knowledge.reading, "to_json", noting_uses)
    return done


def document(text: str, title: str = "A village") -> str:
    return f"---\ntitle: {title}\npublisher: The River Office\n---\n{text}\n"


def answers(store: Store, version: str) -> list[object]:
    saved = open_saved(store, version)
    answerer = Answerer(saved.knowledge, indexed=saved.indexed)
    return [answerer.answer(question).to_json() for question in QUESTIONS]


def files(store: Store, version: str) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in store.folder(version).iterdir()}


def test_what_is_saved_is_what_was_loaded(folder: KnowledgeFolder, store: Store) -> None:
    done = prepare(folder.path, store)
    loaded = load(folder.path)
    assert (done.version, done.documents, done.passages, done.kept) == (loaded.version, 5, 6, 0)
    assert open_saved(store, done.version).knowledge == loaded
    assert loaded == open_saved(store, done.version).knowledge
    assert answers(store, done.version) == [Answerer(loaded).answer(question).to_json() for question in QUESTIONS]


def test_what_is_there_is_not_built_again(folder: KnowledgeFolder, store: Store, worked: list[str]) -> None:
    version = prepare(folder.path, store).version
    worked.clear()
    again = prepare(folder.path, store)
    assert (again.version, again.kept) == (version, 5)
    assert worked == []


def test_only_the_document_that_changed_is_read_and_tokenised(
    folder: KnowledgeFolder, store: Store, worked: list[str], tmp_path: Path
) -> None:
    prepare(folder.path, store)
    worked.clear()
    folder.write("documents/more-2.md", document("Village 2 is “large” now.\n\nThe Blue Order came back."))
    done = prepare(folder.path, store)
    assert (done.version, done.documents, done.passages, done.kept) == (load(folder.path).version, 5, 7, 4)
    assert worked[:3] == ["read more-2", "uses", "say more-2"]
    anew = Store(tmp_path / "anew")
    prepare(folder.path, anew)
    assert files(store, done.version) == files(anew, done.version)
    assert answers(store, done.version) == answers(anew, done.version)


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: folder.delete("documents/more-0.md"),
        lambda folder: folder.write("documents/a-first.md", document("It comes first, before village 7.")),
        lambda folder: folder.write("documents/more-1.md", document("Quite other words: 木曜日 🏔.", title="Other")),
        lambda folder: folder.replace("actors/blue.yaml", "value: hosted\n", "value: the Green League\n"),
        lambda folder: folder.replace("hedges.yaml", "mayhap", "maybe not"),
        lambda folder: folder.write("actors/village.yaml", "kind: place\nname: Village 3\n"),
    ],
    ids=["removed", "added", "changed", "fact", "hedge", "actor"],
)
def test_what_was_taken_over_is_the_same_as_what_is_built_anew(
    folder: KnowledgeFolder, store: Store, tmp_path: Path, change: object
) -> None:
    prepare(folder.path, store)
    assert callable(change)
    change(folder)
    done = prepare(folder.path, store)
    anew = Store(tmp_path / "anew")
    prepare(folder.path, anew)
    assert files(store, done.version) == files(anew, done.version)


def test_other_names_are_looked_for_in_every_document_and_nothing_is_read_again(
    folder: KnowledgeFolder, store: Store, worked: list[str]
) -> None:
    prepare(folder.path, store)
    worked.clear()
    folder.write("actors/village.yaml", "kind: place\nname: Village 3\n")
    version = prepare(folder.path, store).version
    assert {work.partition(" ")[0] for work in worked} == {"uses", "say"}
    corpus = open_saved(store, version).indexed.corpus
    assert any("@village" in terms for unit in corpus.units for terms in unit.terms)


def test_an_alias_that_only_an_unchanged_document_uses_is_no_fault(folder: KnowledgeFolder, store: Store) -> None:
    folder.write("actors/v.yaml", "kind: place\nname: Vee\naliases:\n  - {text: Village 3, type: aka}\n")
    prepare(folder.path, store)
    folder.write("documents/more-0.md", document("Nothing of it."))
    assert prepare(folder.path, store).kept == 4


def test_quotations_are_checked_against_texts_that_were_taken_over(folder: KnowledgeFolder, store: Store) -> None:
    prepare(folder.path, store)
    folder.replace("actors/green.yaml", "quote: The League is wary", "quote: The League was wary")
    with pytest.raises(bot.errors.KnowledgeError, match="1 fault") as caught:
        prepare(folder.path, store)
    assert caught.value.faults[0].message == "quote not found in ¶2 of rivers"


def test_nothing_is_taken_over_from_a_folder_with_damaged_contents(
    folder: KnowledgeFolder, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    damage(store, prepare(folder.path, store).version)
    folder.write("documents/more-2.md", document("Village 2 is large now."))
    done = prepare(folder.path, store)
    assert done.kept == 0
    assert open_saved(store, done.version).knowledge == load(folder.path)
    assert [(record.levelno, "Nothing is taken over" in record.message) for record in caplog.records] == [
        (logging.WARNING, True)
    ]


def test_verifying_finds_damaged_contents_and_builds_them_again(
    folder: KnowledgeFolder, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    version = prepare(folder.path, store).version
    prepare(folder.path, store, verify=True)
    assert caplog.messages == []
    damage(store, version)
    assert prepare(folder.path, store, verify=True).kept == 0
    assert "document_text.bin are damaged. It is built again." in caplog.messages[0]
    store.verify(version)


def damage(store: Store, version: str) -> None:
    text = store.folder(version) / "document_text.bin"
    text.write_bytes(text.read_bytes()[::-1])


def test_what_another_version_of_the_bot_has_saved_is_not_opened(
    folder: KnowledgeFolder, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = prepare(folder.path, store).version
    monkeypatch.setattr(bot.search.saved, "made_by", lambda: "another")
    with pytest.raises(SavedIndexError, match="made by another version of the bot"):
        open_saved(store, version)
    assert find_saved(folder.path, store) is None
    assert prepare(folder.path, store).kept == 0


@pytest.mark.parametrize("name", ["document_text_ends", "passage_sentence_ends", "unit_ends", "said_ends", "about"])
def test_arrays_that_do_not_fit_together_are_not_opened(folder: KnowledgeFolder, store: Store, name: str) -> None:
    version = prepare(folder.path, store).version
    values, arrays = store.open(version)
    with Store(store.cache / "other").write(version) as writer:
        writer.values = values
        for other, array in arrays.items():
            writer.append(other, array[:-1] if other == name else array)
    with pytest.raises(SavedIndexError, match="damaged"):
        open_saved(Store(store.cache / "other"), version)


def test_what_is_saved_is_found_for_just_these_files(folder: KnowledgeFolder, store: Store) -> None:
    assert find_saved(folder.path, store) is None
    version = prepare(folder.path, store).version
    found = find_saved(folder.path, store)
    assert found is not None
    assert found.knowledge.version == version
    folder.write("documents/Bad name.md", "")
    assert find_saved(folder.path, store) is None
    folder.delete("documents/Bad name.md")
    folder.delete("documents/more-1.md")
    assert find_saved(folder.path, store) is None
