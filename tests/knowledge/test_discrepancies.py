from __future__ import annotations

from typing import TYPE_CHECKING

from bot.knowledge.loader import load

if TYPE_CHECKING:
    from pathlib import Path

    from tests.knowledge.folder import KnowledgeFolder

SECOND = """\
  - id: second
    predicate: {predicate}
    object: green
    stance: asserted{more}
    sources:
      - document: rivers
        paragraph: 1
        quote: hosted the Green League for ten years
"""


def ids(folder: Path) -> list[tuple[list[str], bool]]:
    return [([f"{a}/{f.id}" for a, f in d.facts], d.linked) for d in load(folder).discrepancies]


def add(folder: KnowledgeFolder, *, predicate: str = "hosts", more: str = "") -> None:
    text = (folder.path / "actors/blue.yaml").read_text(encoding="utf-8")
    folder.write("actors/blue.yaml", text + SECOND.format(predicate=predicate, more=more))


def test_the_shipped_knowledge_has_exactly_these(knowledge_dir: Path) -> None:
    found = {
        (subject, fact.predicate, fact.object): tuple(f.time.text for _, f in discrepancy.facts if f.time)
        for discrepancy in load(knowledge_dir).discrepancies
        for subject, fact in discrepancy.facts[:1]
    }
    told = ("two decades", "two and a half decades")
    assert {
        key: tuple(t.removeprefix("over the past ").removeprefix("the past ") for t in times)
        for key, times in found.items()
    } == {
        ("taliban", "linked_to", "imu"): told,
        ("taliban", "linked_to", "jund-al-khilafah"): told,
        ("taliban", "linked_to", "tip"): told,
    }


def test_different_times_of_one_relation_differ(folder: KnowledgeFolder) -> None:
    add(folder, more="\n    time: {text: years}")
    assert ids(folder.path) == [(["blue/hosted", "blue/second"], False)]


def test_the_same_time_twice_does_not_differ(folder: KnowledgeFolder) -> None:
    add(folder, more="\n    time: {text: ten  years}")
    assert ids(folder.path) == []


def test_no_time_does_not_differ_from_one(folder: KnowledgeFolder) -> None:
    add(folder)
    assert ids(folder.path) == []


def test_times_of_other_predicates_do_not_differ(folder: KnowledgeFolder) -> None:
    add(folder, predicate="shelters", more="\n    time: {text: years}")
    assert ids(folder.path) == []


def test_passing_mentions_do_not_differ(folder: KnowledgeFolder) -> None:
    folder.replace("actors/blue.yaml", "predicate: hosts", "predicate: mention")
    add(folder, predicate="mention", more="\n    time: {text: years}")
    assert ids(folder.path) == []


def test_what_an_author_links_differs(folder: KnowledgeFolder) -> None:
    add(folder, predicate="shelters", more="\n    differs_from: green.wary")
    assert ids(folder.path) == [(["blue/second", "green/wary"], True)]


def test_what_is_linked_from_both_ends_is_told_once(folder: KnowledgeFolder) -> None:
    folder.replace("actors/blue.yaml", "value: hosted", "value: hosted\n    differs_from: second")
    add(folder, predicate="shelters", more="\n    differs_from: hosted")
    assert ids(folder.path) == [(["blue/hosted", "blue/second"], True)]
