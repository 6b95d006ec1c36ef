"""Every kind of fault, put into a folder that is right otherwise: its exact place, message and remedy."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from bot.errors import KnowledgeError
from bot.knowledge.loader import load
from tests.knowledge.faults import actors, documents, facts, files, yaml
from tests.knowledge.faults.case import BLUE, DOL, GREEN, RIVERS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.knowledge.folder import KnowledgeFolder

FAULTS = yaml.FAULTS | actors.FAULTS | facts.FAULTS | documents.FAULTS | files.FAULTS


def faults(folder: Path) -> list[str]:
    with pytest.raises(KnowledgeError) as caught:
        load(folder)
    return "\n".join(map(str, caught.value.faults)).splitlines()


def warnings(folder: KnowledgeFolder) -> list[str]:
    return "\n".join(map(str, load(folder.path).warnings)).splitlines()


@pytest.mark.parametrize("kind", FAULTS)
def test_a_fault_names_its_place_what_is_wrong_and_what_to_do(folder: KnowledgeFolder, kind: str) -> None:
    (file, *change), expected = FAULTS[kind]
    match change:
        case []:
            folder.delete(file)
        case [str() | bytes() as content]:
            folder.write(file, content)
        case [str(old), str(new)]:
            folder.replace(file, old, new)
    assert faults(folder.path) == expected


def test_the_folder_is_right_without_them(folder: KnowledgeFolder) -> None:
    assert load(folder.path).warnings == ()


def test_a_folder_that_is_not_there(folder: KnowledgeFolder) -> None:
    path = folder.path / "elsewhere"
    assert faults(path) == [
        f"{path}: the knowledge folder does not exist",
        "    Name a folder that holds documents/ and actors/.",
    ]


def test_a_file_in_the_place_of_the_folder(folder: KnowledgeFolder) -> None:
    path = folder.path / BLUE
    assert faults(path) == [
        f"{path}: the knowledge folder is not a folder",
        "    Name a folder that holds documents/ and actors/.",
    ]


def test_a_file_in_the_place_of_the_actors(folder: KnowledgeFolder) -> None:
    for name in (BLUE, GREEN, DOL):
        folder.delete(name)
    (folder.path / "actors").rmdir()
    folder.write("actors", "kind: group")
    assert faults(folder.path) == ["actors: is not a folder", "    Make it a folder that holds .yaml files."]


def test_a_symbolic_link_out_of_the_folder(folder: KnowledgeFolder, tmp_path: Path) -> None:
    outside = tmp_path / "secret.yaml"
    outside.write_text("kind: group\nname: Secret\n", encoding="utf-8")
    (folder.path / "actors/linked.yaml").symlink_to(outside)
    assert faults(folder.path) == [
        "actors/linked.yaml: is a symbolic link that leads out of the knowledge folder",
        "    Put a copy here instead.",
    ]


def test_a_folder_linked_from_outside(folder: KnowledgeFolder, tmp_path: Path) -> None:
    (folder.path / "actors").rename(tmp_path / "actors")
    (folder.path / "actors").symlink_to(tmp_path / "actors")
    assert faults(folder.path) == [
        "actors: is a symbolic link that leads out of the knowledge folder",
        "    Put a copy here instead.",
    ]


def test_a_symbolic_link_within_the_folder_is_followed(folder: KnowledgeFolder) -> None:
    (folder.path / "parts").mkdir()
    (folder.path / DOL).rename(folder.path / "parts/dol")
    (folder.path / DOL).symlink_to("../parts/dol")
    assert "dol" in load(folder.path).actors


def test_a_link_to_itself(folder: KnowledgeFolder) -> None:
    (folder.path / "actors/loop.yaml").symlink_to("loop.yaml")
    assert faults(folder.path) == [
        "actors/loop.yaml: is not a file",
        "    Put a plain file here.",
    ]


def test_a_folder_that_may_not_be_read(folder: KnowledgeFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    # Root may read everything, so the refusal is made here.
    monkeypatch.setattr("pathlib.Path.iterdir", refuse)
    assert faults(folder.path) == [
        f"{folder.path}: the knowledge folder cannot be read (Permission denied)",
        "    Check the folder's permissions.",
    ]


def test_three_actors_of_one_name_are_told_apart_two_by_two(folder: KnowledgeFolder) -> None:
    folder.replace(BLUE, "aliases:", "not_to_be_confused_with: [green, red]\naliases:")
    folder.replace(GREEN, "not_to_be", "aliases:\n  - {text: the order, type: aka}\nnot_to_be")
    shared = "aliases:\n  - {text: The Order, type: aka}\nnot_to_be_confused_with: [blue]\n"
    folder.write("actors/red.yaml", f"kind: group\nname: Red\n{shared}")
    assert faults(folder.path) == [
        'actors/red.yaml:4:6: "The Order" is a name of green as well (actors/green.yaml:4)',
        "    Remove one, or list each actor in the other's not_to_be_confused_with.",
    ]


def test_a_pipe_is_not_waited_for(folder: KnowledgeFolder) -> None:
    os.mkfifo(folder.path / "actors/pipe.yaml")
    assert faults(folder.path) == ["actors/pipe.yaml: is not a file", "    Put a plain file here."]


def test_a_link_to_nothing(folder: KnowledgeFolder) -> None:
    (folder.path / "hedges.yaml").unlink()
    (folder.path / "hedges.yaml").symlink_to("gone.yaml")
    assert faults(folder.path) == ["hedges.yaml: is not a file", "    Put a plain file here."]


def test_a_file_that_may_not_be_read(folder: KnowledgeFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, *_: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    # As above.
    monkeypatch.setattr("pathlib.Path.open", refuse)
    assert faults(folder.path)[:2] == [
        "actors/blue.yaml: cannot be read (Permission denied)",
        "    Check the file's permissions.",
    ]


def test_all_faults_of_all_files_are_told_in_one_run(folder: KnowledgeFolder) -> None:
    folder.replace(BLUE, "kind: group", "kind: grup")
    folder.replace(BLUE, "value: hosted", "value: fought")
    folder.replace(BLUE, "type: aka", "typ: aka")
    folder.replace(GREEN, "quote: The League is wary", "quote: The League is afraid")
    folder.replace(RIVERS, "published: 2020-05", "published: May")
    folder.write("hedges.yaml", "possible: may\n")
    assert [line for line in faults(folder.path) if not line.startswith(" ")] == [
        'actors/blue.yaml:1:1: unknown kind "grup"',
        'actors/blue.yaml:5:5: unknown key "typ"',
        "actors/blue.yaml:13:5: value not found in the quotation",
        "actors/green.yaml:15:9: quote not found in ¶2 of rivers",
        'documents/rivers.md:4:1: "published" must be a date, not "May"',
        'hedges.yaml:1:1: "possible" must be a list, not "may"',
    ]


def test_a_faulty_document_is_no_fault_of_those_who_quote_it(folder: KnowledgeFolder) -> None:
    folder.write(RIVERS, "No front matter.")
    assert [line for line in faults(folder.path) if not line.startswith(" ")] == [
        "documents/rivers.md:1:1: front matter is missing"
    ]


def test_two_actors_may_share_an_alias_if_each_lists_the_other(folder: KnowledgeFolder) -> None:
    folder.replace(GREEN, "not_to_be", "aliases:\n  - {text: the order, type: aka}\nnot_to_be")
    folder.replace(BLUE, "aliases:", "not_to_be_confused_with: [green]\naliases:")
    assert load(folder.path).warnings == ()


def test_a_hedge_in_a_quotation_of_a_fact_without_one_is_a_warning(folder: KnowledgeFolder) -> None:
    folder.replace(DOL, "    stance: reported\n    hedge: Reportedly", "    stance: asserted")
    assert warnings(folder) == [
        'actors/dol.yaml:7:5: the quotation has "reportedly", but the fact has no hedge',
        "    Is the stance as cautious as the words? Add hedge:, or quote less.",
    ]


def test_a_search_only_name_that_a_document_uses_is_a_warning(folder: KnowledgeFolder) -> None:
    folder.replace(BLUE, "text: BO", "text: BLUE Order's")
    folder.replace(BLUE, "text: the Order\n    type: aka", "text: the order\n    type: aka\n    search_only: true")
    assert [line for line in warnings(folder) if not line.startswith(" ")] == [
        'actors/blue.yaml:4:5: search-only alias "the order" stands in a document',
        'actors/blue.yaml:7:5: alias "BLUE Order\'s" repeats a name of this actor',
        'actors/blue.yaml:7:5: search-only alias "BLUE Order\'s" stands in a document',
    ]


def test_a_search_only_name_within_a_longer_name_is_no_use_of_it(folder: KnowledgeFolder) -> None:
    folder.replace(BLUE, "text: BO", "text: Green")
    assert warnings(folder) == []


def test_a_name_in_capitals_is_not_used_by_a_word_in_small_letters(folder: KnowledgeFolder) -> None:
    folder.replace(BLUE, "text: BO", "text: IT")
    assert warnings(folder) == []


def test_files_that_are_not_read_are_warnings(folder: KnowledgeFolder) -> None:
    folder.write("actors/red.yml", "kind: group")
    folder.write("actors/.red.yaml.swp", "kind: group")
    folder.write("hedging.yaml", "possible: []")
    folder.write("README.md", "How to write these files.")
    assert warnings(folder) == [
        "actors/red.yml: this file is not read",
        "    Only *.yaml files of this folder are.",
        "hedging.yaml: this file is not read",
        "    Documents belong in documents/, actors in actors/.",
    ]


def test_a_group_of_one_synonym_is_a_warning(folder: KnowledgeFolder) -> None:
    folder.replace("synonyms.yaml", "[river, stream]", "[river]")
    assert warnings(folder) == [
        'synonyms.yaml: group 1 of synonyms has one word only, "river"',
        "    A group needs two words or more that mean the same.",
    ]


def test_a_synonym_around_an_actors_name_is_a_warning(folder: KnowledgeFolder) -> None:
    folder.replace("synonyms.yaml", "[river, stream]", "[river, Blue Order river, BO, bo water, stream]")
    assert warnings(folder) == [
        'synonyms.yaml:2:13: synonym "Blue Order river" holds a name of blue, so that no question matches it',
        "    Make it an alias of blue, or leave the name out of it.",
    ]


@pytest.mark.parametrize(
    "name", ["al-Qa'ida", "AC/DC (band)", "J. Müller & Söhne", "تحریک\u200cطالبان", "C-4_x", "#1 Unit"]
)
def test_a_name_may_have_what_names_have(folder: KnowledgeFolder, name: str) -> None:
    folder.replace(GREEN, "name: Green Leaf", f"name: {json.dumps(name)}")
    assert warnings(folder) == []
