from __future__ import annotations

from pathlib import Path

import pytest

from tests.knowledge.folder import KnowledgeFolder
from tests.material import ROOT
from tests.terminal.conftest import SHIPPED, Command, process


@pytest.mark.parametrize("arguments", [("check", str(ROOT / "knowledge")), ("check", *SHIPPED)])
def test_checking_counts_what_the_knowledge_holds(bot: Command, arguments: tuple[str, ...]) -> None:
    done = bot(*arguments)
    assert done.status == 0
    *lines, ranked = done.out.splitlines()
    assert ranked == "passages are ranked by words"
    counts = {name: int(number) for number, name in map(str.split, lines)}
    assert list(counts) == ["document", "paragraphs", "sentences", "words", "actors", "facts", "relations"]
    assert (counts["document"], counts["paragraphs"]) == (1, 8)
    assert counts["actors"] >= 24
    assert counts["facts"] >= 100
    assert counts["facts"] > counts["relations"] > 0


def test_the_folder_may_come_from_the_environment(
    bot: Command, folder: KnowledgeFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KNOWLEDGE_DIR", str(folder.path))
    assert "3 actors" in bot("check").out


def test_faults_are_printed_with_their_place_and_end_with_1(bot: Command, folder: KnowledgeFolder) -> None:
    folder.replace("actors/blue.yaml", "quote: The Blue Order hosted the", "quote: The Blue Order fought the")
    folder.replace("actors/dol.yaml", "kind: person", "kind: persn")
    for command in (("check", str(folder.path)), ("ask", "Who?", "--knowledge", str(folder.path))):
        done = bot(*command)
        assert (done.status, done.out) == (1, "")
        assert "\nactors/dol.yaml:1:1: " in "\n" + done.err
        assert "\nactors/blue.yaml:" in "\n" + done.err
        assert "2 faults" in done.err


def test_warnings_are_printed_beside_the_counts(bot: Command, folder: KnowledgeFolder) -> None:
    folder.replace("documents/rivers.md", "It may leave.", "It may leave BO.")
    done = bot("check", str(folder.path))
    assert done.status == 0
    assert "warning: actors/blue.yaml:" in done.out
    assert "3 actors" in done.out


@pytest.mark.parametrize("command", [("check", "absent"), ("ask", "Who?", "--knowledge", "absent")])
def test_a_knowledge_folder_that_is_not_there_is_named(bot: Command, command: tuple[str, ...]) -> None:
    done = bot(*command)
    assert done.status == 1
    assert "absent: the knowledge folder does not exist" in done.err


def test_indexing_says_what_it_has_done_and_does_it_once(bot: Command, folder: KnowledgeFolder) -> None:
    arguments = ("index", "--knowledge", str(folder.path), "--cache", "kept")
    for kept in (0, 1):
        done = bot(*arguments)
        assert (done.status, done.err) == (0, "")
        assert done.out.startswith("sha256:")
        assert f"1 document with 2 passages indexed, {kept} taken over as they were, in " in done.out


def test_indexing_for_programs_prints_one_object(bot: Command, folder: KnowledgeFolder) -> None:
    done = bot("index", "--json", "--knowledge", str(folder.path), "--cache", "kept")
    told = done.json
    assert told.pop("seconds") > 0
    assert told.pop("version").startswith("sha256:")
    assert (done.status, told) == (0, {"documents": 1, "passages": 2, "kept": 0})


def test_faults_are_printed_as_checking_does_or_as_an_object(bot: Command, folder: KnowledgeFolder) -> None:
    folder.replace("actors/dol.yaml", "kind: person", "kind: persn")
    arguments = ("--knowledge", str(folder.path), "--cache", "kept")
    plain = bot("index", *arguments)
    assert (plain.status, plain.out, plain.err) == bot("check", str(folder.path))
    done = bot("index", "--json", *arguments)
    assert (done.status, done.err) == (1, "")
    (fault,) = done.json["faults"]
    assert fault == {
        "file": "actors/dol.yaml",
        "line": 1,
        "column": 1,
        "message": 'unknown kind "persn"',
        "hint": 'Did you mean "person"? It is one of: group, state, person, organisation, place, class.',
    }
    assert not Path("kept").exists()


def test_verifying_mends_what_is_damaged(
    bot: Command, folder: KnowledgeFolder, caplog: pytest.LogCaptureFixture
) -> None:
    arguments = ("index", "--verify", "--knowledge", str(folder.path), "--cache", "kept")
    bot(*arguments)
    (text,) = Path("kept").glob("index-*/document_text.bin")
    text.write_bytes(text.read_bytes()[::-1])
    assert "0 taken over" in bot(*arguments).out
    assert "document_text.bin are damaged. It is built again." in caplog.text
    assert len(caplog.records) == 1  # and not once more that nothing is taken over from it
    assert "1 taken over" in bot(*arguments).out


def test_an_index_that_cannot_be_written_is_wrong_usage(bot: Command, folder: KnowledgeFolder) -> None:
    Path("blocked").write_text("a file", encoding="utf-8")
    arguments = ("index", "--knowledge", str(folder.path), "--cache", "blocked")
    assert bot(*arguments) == (2, "", "blocked cannot be written (Not a directory).\n")
    assert bot(*arguments, "--json").json == {"error": "blocked cannot be written (Not a directory)"}


def test_asking_uses_what_is_indexed_and_answers_the_same(bot: Command, folder: KnowledgeFolder) -> None:
    ask = ("ask", "--json", "Who hosted the Green League?", "--knowledge", str(folder.path), "--cache", "kept")
    before = bot(*ask)
    assert not Path("kept").exists()
    bot("index", "--knowledge", str(folder.path), "--cache", "kept")
    assert bot(*ask) == before


def test_the_process_that_indexes_in_the_background_lets_others_go_first(folder: KnowledgeFolder) -> None:
    arguments = ("index", "--json", "--background", "--knowledge", str(folder.path), "--cache", "kept")
    assert process(*arguments).json["documents"] == 1


def test_schemas_for_editors_are_written_into_a_folder(bot: Command, folder: KnowledgeFolder) -> None:
    done = bot("schema", str(folder.path))
    names = ["actor.json", "front-matter.json", "hedges.json", "synonyms.json"]
    assert done == (0, "".join(f"{folder.path / 'schemas' / name}\n" for name in names), "")
    assert bot("schema", "--knowledge", str(folder.path)) == done


def test_schemas_that_cannot_be_written_are_one_clear_line(bot: Command, tmp_path: Path) -> None:
    done = bot("schema", str(tmp_path / "nowhere"))
    reason = "No such file or directory. Name a knowledge folder that may be written."
    assert done == (2, "", f"The schemas cannot be written into {tmp_path / 'nowhere'}: {reason}\n")
