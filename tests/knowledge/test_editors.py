"""The JSON Schemas for editors: current, right for every shipped file, and strict where the bot is."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from bot.errors import KnowledgeError
from bot.knowledge import yamlfile
from bot.knowledge.editors import FILES, SCHEMAS, schemas, write_schemas
from bot.knowledge.loader import load
from bot.knowledge.report import Report
from tests.knowledge.folder import FILES as FOLDER
from tests.material import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.knowledge.folder import KnowledgeFolder

KNOWLEDGE = ROOT / "knowledge"
SHIPPED = sorted(path.relative_to(KNOWLEDGE).as_posix() for path in KNOWLEDGE.glob("**/*") if path.is_file())
DESCRIBED = [name for name in SHIPPED if re.fullmatch(r"(actors/|documents/)?[^/]+\.(yaml|md)", name)]
DESCRIBED.remove("README.md")


def read(name: str, text: str) -> Any:
    tree = yamlfile.read(text.split("---\n")[1] if name.endswith(".md") else text, name, Report())
    assert tree
    return typed(tree.data)


def typed(value: Any) -> Any:
    """Give plain values the types that editors give them (YAML 1.2, core schema)."""
    if isinstance(value, dict):
        return {key: typed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [typed(item) for item in value]
    if value in {"true", "false"}:
        return value == "true"
    return int(value) if value.isdecimal() else value or None


def schema_of(name: str) -> Draft202012Validator:
    kind = {"actors": "actor", "documents": "front-matter"}.get(name.partition("/")[0], name.removesuffix(".yaml"))
    return Draft202012Validator(json.loads(schemas()[f"{kind}.json"]))


@pytest.mark.parametrize("name", FILES)
def test_the_schemas_are_current(name: str) -> None:
    stored = (KNOWLEDGE / SCHEMAS / name).read_text(encoding="utf-8")
    assert stored == schemas()[name], "run: python -m bot schema"
    Draft202012Validator.check_schema(json.loads(stored))


@pytest.mark.parametrize("name", DESCRIBED)
def test_every_shipped_file_is_right_by_its_schema(name: str) -> None:
    text = (KNOWLEDGE / name).read_text(encoding="utf-8")
    assert [error.message for error in schema_of(name).iter_errors(read(name, text))] == []


@pytest.mark.parametrize("name", [name for name in DESCRIBED if name.endswith(".yaml")])
def test_every_shipped_file_tells_editors_its_schema(name: str) -> None:
    path = KNOWLEDGE / name
    found = re.match(r"# yaml-language-server: \$schema=(\S+)\n", path.read_text(encoding="utf-8"))
    assert found
    assert json.loads((path.parent / found[1]).read_text(encoding="utf-8")) == schema_of(name).schema


# What is changed in which file of a folder without faults.
MISTAKES = [
    ("actors/blue.yaml", "kind: group", "kind: grup"),
    ("actors/blue.yaml", "predicate: hosts", "predicate: hosted_by"),
    ("actors/blue.yaml", "stance: asserted", "stanse: asserted"),
    ("actors/blue.yaml", "        paragraph: 1\n", ""),
    ("actors/blue.yaml", "paragraph: 1", "paragraph: one"),
    ("actors/blue.yaml", "value: hosted", "value:"),
    ("actors/blue.yaml", "id: hosted", "id: Hosted It"),
    ("actors/blue.yaml", "search_only: true", "search_only: maybe"),
    ("actors/green.yaml", "  - blue\n", "  - [blue]\n"),
    ("documents/rivers.md", "published: 2020-05", "published: May"),
    ("documents/rivers.md", "publisher: The River Office\n", ""),
    ("synonyms.yaml", "peoples:", "people:"),
    ("hedges.yaml", "possible: [may, mayhap]", "possible: may"),
]


@pytest.mark.parametrize("name", FOLDER)
def test_a_folder_without_faults_is_right_by_the_schemas(name: str) -> None:
    assert schema_of(name).is_valid(read(name, FOLDER[name]))


@pytest.mark.parametrize(("name", "old", "new"), MISTAKES)
def test_an_editor_marks_what_the_bot_would_refuse(folder: KnowledgeFolder, name: str, old: str, new: str) -> None:
    folder.replace(name, old, new)
    with pytest.raises(KnowledgeError):
        load(folder.path)
    assert not schema_of(name).is_valid(read(name, (folder.path / name).read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("actors/green.yaml", "reason: a party elsewhere", "reason: 1984"),
        ("documents/rivers.md", "published: 2020-05", "published: 2020"),
        ("documents/rivers.md", "published: 2020-05", "published: 2020-05-06"),
        ("documents/rivers.md", "title: Two rivers\n", "title: Two rivers\ntags: [1, true]\n"),
    ],
)
def test_an_editor_marks_nothing_that_the_bot_takes(folder: KnowledgeFolder, name: str, old: str, new: str) -> None:
    folder.replace(name, old, new)
    load(folder.path)
    assert schema_of(name).is_valid(read(name, (folder.path / name).read_text(encoding="utf-8")))


def test_schemas_beside_the_files_change_nothing_that_is_loaded(folder: KnowledgeFolder) -> None:
    before = load(folder.path)
    assert [path.name for path in write_schemas(folder.path)] == list(FILES)
    assert load(folder.path) == before
    assert sorted(path.name for path in (folder.path / SCHEMAS).iterdir()) == sorted(FILES)


def test_every_key_says_what_it_is_for(tmp_path: Path) -> None:
    for path in write_schemas(tmp_path):
        made = json.loads(path.read_text(encoding="utf-8"))
        for model in (made, *made.get("$defs", {}).values()):
            assert all(key.get("description") for key in model["properties"].values()), path.name
