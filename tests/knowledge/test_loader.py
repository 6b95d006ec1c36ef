from __future__ import annotations

import json
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.answerer import Answerer
from bot.errors import KnowledgeError
from bot.knowledge.actors import Alias, Confusion, Source, Time
from bot.knowledge.hedging import POSSIBLE, REPORTED
from bot.knowledge.loader import load
from bot.knowledge.model import Hedges
from bot.knowledge.predicates import PREDICATES
from tests.knowledge.folder import FILES, KnowledgeFolder

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.knowledge.model import Knowledge


@pytest.fixture(scope="module")
def shipped(knowledge_dir: Path) -> Knowledge:
    return load(knowledge_dir)


def test_every_shipped_file_is_right(knowledge_dir: Path) -> None:
    try:
        warnings = load(knowledge_dir).warnings
    except KnowledgeError as error:
        pytest.fail("\n".join(["", *map(str, error.faults)]))
    assert [str(warning) for warning in warnings] == []


def test_every_source_of_the_shipped_knowledge_is_an_exact_slice(shipped: Knowledge) -> None:
    for actor in shipped.actors.values():
        for fact in actor.facts:
            assert fact.sources
            for source in fact.sources:
                document = shipped.documents[source.document]
                passage = document.passage(source.paragraph)
                assert passage is not None
                assert passage.start <= source.start < source.end <= passage.end
                assert document.text[source.start : source.end] == source.quote


def test_the_shipped_knowledge_holds_every_counted_actor(shipped: Knowledge, root: Path) -> None:
    lines = (root / "tests/golden/questions_dev.jsonl").read_text(encoding="utf-8").splitlines()
    asked = {actor for line in lines for actor in json.loads(line).get("gold_actors") or ()}
    assert asked <= shipped.actors.keys()
    assert len(shipped.actors) >= 24
    assert sum(not fact.derived for actor in shipped.actors.values() for fact in actor.facts) >= 100


def test_what_is_stored_is_the_documents_own_text(folder: KnowledgeFolder) -> None:
    knowledge = load(folder.path)
    (shelter,) = knowledge.actors["dol"].facts
    assert shelter.sources == (Source("rivers", 2, "Reportedly, “Jan Dol” shelters the League", 81, 122),)
    folder.replace("actors/dol.yaml", "hedge: Reportedly", "hedge: Reportedly\n    value: '\"Jan Dol\" shelters'")
    assert load(folder.path).actors["dol"].facts[0].value == "“Jan Dol” shelters"


def test_all_that_the_files_say_is_there(folder: KnowledgeFolder) -> None:
    knowledge = load(folder.path)
    assert list(knowledge.actors) == ["blue", "dol", "green"]
    assert knowledge.actors["blue"].aliases == (Alias("the Order", "aka"), Alias("BO", "acronym", search_only=True))
    assert knowledge.actors["blue"].facts[0].time == Time("ten years")
    assert knowledge.actors["green"].not_to_be_confused_with == (
        Confusion("Blue Order", "blue"),
        Confusion("Green Leaf", reason="a party elsewhere"),
    )
    assert knowledge.synonyms == (("river", "stream"),)
    assert knowledge.peoples == ("Dolian",)
    assert {"may", "mayhap"} <= set(knowledge.hedges.possible)
    assert {"reportedly", "it is whispered"} <= set(knowledge.hedges.reported)
    (document,) = knowledge.documents.values()
    assert (document.slug, document.title, document.publisher) == ("rivers", "Two rivers", "The River Office")
    assert (document.published, document.access, document.language) == ("2020-05", "excerpts", "en")
    assert document.key_points == (1,)


def test_a_relation_is_derived_for_the_other_actor(folder: KnowledgeFolder) -> None:
    actors = load(folder.path).actors
    assert [(f.id, f.predicate, f.object, f.derived) for f in actors["green"].facts] == [
        ("wary", "wary_of", "blue", False),
        ("blue.hosted", "hosted_by", "blue", True),
        ("dol.shelter", "sheltered_by", "dol", True),
    ]
    assert actors["green"].facts[2].hedge == "Reportedly"


def test_an_attribute_with_an_actor_is_not_derived(folder: KnowledgeFolder) -> None:
    folder.replace("actors/blue.yaml", "predicate: hosts", "predicate: event")
    assert all(fact.predicate != "hosted_by" for fact in load(folder.path).actors["green"].facts)


def test_a_speaker_is_an_actor_or_words_of_the_paragraph(folder: KnowledgeFolder) -> None:
    folder.replace("actors/green.yaml", "stance: asserted", "stance: stated\n    speaker: the Order")
    assert load(folder.path).actors["green"].facts[0].speaker == "the Order"
    folder.replace("actors/green.yaml", "speaker: the Order", "speaker: dol")
    assert load(folder.path).actors["green"].facts[0].speaker == "dol"


def test_a_fact_is_told_twice_only_where_both_quotations_say_its_words(folder: KnowledgeFolder) -> None:
    folder.replace("documents/rivers.md", "It may leave.", "It may leave. Some say that reportedly it did.")
    second = "      - {document: rivers, paragraph: 1, quote: Some say that reportedly it did}\n"
    folder.write("actors/dol.yaml", (folder.path / "actors/dol.yaml").read_text(encoding="utf-8") + second)
    shelter = load(folder.path).actors["dol"].facts[0]
    assert [source.paragraph for source in shelter.sources] == [2, 1]
    assert shelter.hedge == "Reportedly"


def test_no_two_shipped_facts_say_the_same(shipped: Knowledge) -> None:
    told = Counter(
        (actor.id, fact.predicate, fact.object, fact.value, fact.condition, fact.time)
        for actor in shipped.actors.values()
        for fact in actor.facts
    )
    assert [key for key, count in told.items() if count > 1] == []


def test_what_is_shown_of_a_shipped_fact_stands_in_each_of_its_sources(shipped: Knowledge) -> None:
    for actor in shipped.actors.values():
        for fact in actor.facts:
            time = fact.time.text if fact.time else None
            for words in filter(None, (fact.value, fact.hedge, fact.condition, time)):
                assert all(words.casefold() in source.quote.casefold() for source in fact.sources), fact


def test_a_place_may_be_an_actor(folder: KnowledgeFolder) -> None:
    folder.write("actors/town.yaml", "kind: place\nname: Town\n")
    folder.replace("actors/green.yaml", "stance: asserted", "stance: asserted\n    place: town")
    assert load(folder.path).actors["green"].facts[0].place == "town"


def test_without_a_list_of_hedges_english_ones_are_known(folder: KnowledgeFolder) -> None:
    folder.delete("hedges.yaml")
    folder.replace("actors/dol.yaml", "    stance: reported\n    hedge: Reportedly", "    stance: asserted")
    knowledge = load(folder.path)
    assert knowledge.hedges == Hedges(POSSIBLE, REPORTED)
    assert any("reportedly" in warning.message for warning in knowledge.warnings)
    answer = Answerer(knowledge).answer("Who may leave?")
    assert [(e.stance, e.hedge) for e in answer.excerpts[:1]] == [("possible", "may")]


def test_a_folder_may_do_without_the_default_hedges(folder: KnowledgeFolder) -> None:
    folder.write("hedges.yaml", "defaults: false\npossible: [peut-être, Peut-être]\n")
    assert load(folder.path).hedges == Hedges(("Peut-être",), ())


def test_the_settings_files_may_be_absent(folder: KnowledgeFolder) -> None:
    folder.delete("synonyms.yaml")
    folder.delete("hedges.yaml")
    knowledge = load(folder.path)
    assert (knowledge.synonyms, knowledge.peoples) == ((), ())


def test_a_byte_order_mark_is_no_part_of_the_text(folder: KnowledgeFolder) -> None:
    before = load(folder.path)
    data = (folder.path / "documents/rivers.md").read_bytes()
    folder.write("documents/rivers.md", b"\xef\xbb\xbf" + data)
    assert load(folder.path).documents == before.documents


def test_windows_line_ends_are_kept_in_the_text(folder: KnowledgeFolder) -> None:
    data = (folder.path / "documents/rivers.md").read_bytes()
    folder.write("documents/rivers.md", data.replace(b"\n", b"\r\n"))
    document = load(folder.path).documents["rivers"]
    assert document.text.startswith("Two rivers\r\n\r\nThe Blue Order")
    assert [passage.number for passage in document.passages] == [0, 1, 2]


def test_the_version_is_that_of_names_and_bytes(make_folder: Callable[[str], KnowledgeFolder]) -> None:
    one, other = make_folder("one"), make_folder("other")
    version = load(one.path).version
    assert version.startswith("sha256:")
    assert load(other.path).version == version
    other.replace("synonyms.yaml", "stream", "brook")
    assert load(other.path).version != version


def test_a_thousand_documents_and_actors(make_folder: Callable[[str], KnowledgeFolder]) -> None:
    folder = make_folder("many")
    for n in range(1000):
        text = f"---\ntitle: Report {n}\npublisher: Office\n---\nGroup{n} fights the Order in {n} towns. It is small.\n"
        folder.write(f"documents/d{n}.md", text)
        source = f"{{document: d{n}, paragraph: 1, quote: Group{n} fights the Order}}"
        fact = f"{{id: a, predicate: fights, object: blue, stance: asserted, sources: [{source}]}}"
        folder.write(f"actors/g{n}.yaml", f"kind: group\nname: Group{n}\nfacts: [{fact}]\n")
    knowledge = load(folder.path)
    assert (len(knowledge.documents), len(knowledge.actors)) == (1001, 1003)
    assert sum(fact.derived for fact in knowledge.actors["blue"].facts) == 1001


damages = st.tuples(
    st.sampled_from(sorted(FILES)),
    st.floats(0, 1, exclude_max=True),
    st.integers(0, 15),
    st.sampled_from(
        ["", "\n", "  ", "- ", ": ", "[", "{", "]", "&a ", "*a", "!t ", "'", '"', "|", "#", "---\n", "x: y\n", "é"]
    ),
)


@given(st.lists(damages, min_size=1, max_size=4))
def test_whatever_is_damaged_the_folder_loads_or_its_faults_are_told(edits: list[tuple[str, float, int, str]]) -> None:
    with tempfile.TemporaryDirectory() as path:
        folder = KnowledgeFolder(Path(path))
        for name, where, cut, added in edits:
            text = (folder.path / name).read_bytes().decode()
            at = int(where * len(text))
            folder.write(name, text[:at] + added + text[at + cut :])
        try:
            knowledge = load(folder.path)
        except KnowledgeError as error:
            told = error.faults
        else:
            told = knowledge.warnings
            for fact in (fact for actor in knowledge.actors.values() for fact in actor.facts):
                for source in fact.sources:
                    assert knowledge.documents[source.document].text[source.start : source.end] == source.quote
        assert all(fault.message and (folder.path / fault.file).exists() for fault in told)


def test_every_predicate_of_the_shipped_facts_is_listed(shipped: Knowledge) -> None:
    assert {fact.predicate for actor in shipped.actors.values() for fact in actor.facts} <= PREDICATES.keys()
