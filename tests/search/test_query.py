from __future__ import annotations

import pytest
from hypothesis import given

from bot.search.asked import Asked
from bot.search.names import Names
from bot.search.query import Query, QueryReader, mark, marked
from tests.material import ODD_QUESTIONS, actor, questions, shipped, shipped_answerer

READER = shipped_answerer().ranker.reader

ACTORS = {
    a.id: a
    for a in (
        actor("blue", "Blue Order", "BO", "the Order"),
        actor("red", "Red Order", "the Order"),
        actor("foreign", "foreign fighters", kind="class"),
    )
}
SYNONYMS = (("river", "stream", "running water"), ("kill", "assassinate"))


def read(question: str, held: tuple[str, ...] = ()) -> Query:
    reader = QueryReader(Names(ACTORS), ACTORS, SYNONYMS, lambda term: int(term in held))
    return reader.read(question)


def surfaces(query: Query) -> list[str]:
    return [concept.surface for concept in query.concepts]


@pytest.mark.parametrize("question", ["", "?!", "who is it", "hello bot, please", "😀", "\0", "\ud800"])
def test_without_a_word_of_substance_there_is_nothing_to_search(question: str) -> None:
    assert read(question).concepts == ()


def test_concepts_stand_in_the_order_typed_and_once() -> None:
    assert surfaces(read("Which bridges and towers, and which bridge?")) == ["bridges", "towers"]


def test_an_actor_is_one_concept_by_whatever_name() -> None:
    query = read("What did BO tell the Blue Order?")
    assert [concept.actor for concept in query.concepts if concept.actor] == ["blue"]
    assert query.actors == ("blue",)
    assert query.concepts[0].ways[0].terms == (mark("blue"),)


def test_what_was_searched_besides_the_words_typed_is_told() -> None:
    assert read("BO?").also_searched == ("Blue Order",)
    assert read("Blue Ordre?").also_searched == ("Blue Order",)
    assert read("the blue order?").also_searched == ()


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("TELL US OF THE BLUE ORDER", ("blue",)),
        ("DOES THE US KNOW THE BLUE ORDER?", ("us", "blue")),
        ("WAS THERE A US RAID?", ("us",)),
        ("DOES THE BLUE ORDER KNOW THE U.S.?", ("blue", "us")),
        ("US", ("us",)),
        ("US TROOPS", ("us",)),
        ("Does it trust US troops?", ("us",)),
        ("Tell us of it", ()),
    ],
)
def test_us_is_the_pronoun_where_all_is_in_capitals(question: str, named: tuple[str, ...]) -> None:
    actors = {**ACTORS, "us": actor("us", "United States", "US")}
    assert QueryReader(Names(actors), actors, (), lambda _: 0).read(question).actors == named


def test_a_misspelt_name_is_not_guessed_where_the_word_is_known() -> None:
    assert read("Blue Ordre").actors == ("blue",)
    assert read("Blue Ordre", held=("blue", "ordr")).actors == ()


def test_a_shared_name_brings_in_neither_until_another_word_decides() -> None:
    alone = read("Where is the Order?")
    assert (alone.actors, alone.ambiguous, alone.named) == ((), (("blue", "red"),), ["blue", "red"])
    decided = read("Is the Order what BO calls itself?")
    assert (decided.actors, decided.ambiguous, decided.named) == (("blue",), (), ["blue"])


def test_synonyms_are_other_ways_to_say_it_and_weigh_less() -> None:
    ways = read("stream").concepts[0].ways
    assert [way.written for way in ways] == ["stream", "river", "running water"]
    assert ways[0].weight == 1 > ways[1].weight == ways[2].weight


def test_a_synonym_of_several_words_is_one_concept() -> None:
    query = read("Is running water clean?")
    assert surfaces(query) == ["running water", "clean"]
    assert [way.terms for way in query.concepts[0].ways] == [("run", "water"), ("river",), ("stream",)]


def test_a_class_is_also_found_by_its_words() -> None:
    ways = read("foreign fighters").concepts[0].ways
    assert [way.terms for way in ways] == [(mark("foreign"),), ("foreign",), ("fighter",)]


def test_words_of_asking_may_be_missing_from_an_answer() -> None:
    query = read("Give me an example of a bridge")
    assert [(concept.surface, concept.optional) for concept in query.concepts] == [
        ("Give", True),
        ("example", True),
        ("bridge", False),
    ]


def test_what_is_asked_for_is_kept() -> None:
    assert read("Who built the bridge?").asked is Asked.WHO


@pytest.mark.parametrize("question", ODD_QUESTIONS.values(), ids=ODD_QUESTIONS)
def test_odd_questions_are_read(question: str) -> None:
    assert READER.read(question).question == question


@given(questions())
def test_every_concept_has_ways_and_names_an_actor_that_there_is(question: str) -> None:
    for query in (read(question), READER.read(question)):
        first_ways = [concept.ways[0].terms for concept in query.concepts]
        assert len(set(first_ways)) == len(first_ways)
        assert all(0 < way.weight <= 1 and way.terms for concept in query.concepts for way in concept.ways)
        assert set(query.actors) <= {*ACTORS, *shipped().actors}


def test_a_mark_tells_its_actor_and_a_word_none() -> None:
    assert [marked(mark("blue")), marked("blue")] == ["blue", None]


def test_no_word_can_be_typed_that_is_an_actors_mark() -> None:
    assert mark("blue") not in read("@blue @blue").terms


def test_the_kind_of_thing_that_is_asked_for_need_not_be_said() -> None:
    assert [c.surface for c in read("Which country is dry?").concepts if c.optional] == ["country"]
    assert [c.surface for c in read("Is the country dry?").concepts if c.optional] == []


def test_a_state_is_known_for_one_however_it_is_typed() -> None:
    reader = QueryReader(Names({}, ("Kurds",)), {}, (), lambda _: 0)
    for typed in ("Iran", "iran", "IRAN", "Saudi", "kurds"):
        assert reader.is_state(reader.read(f"Did {typed} come?").concepts[0]), typed
    assert not reader.is_state(reader.read("Did helicopters come?").concepts[0])


def test_a_state_is_not_meant_where_only_an_actors_name_holds_it() -> None:
    names = Names({"movement": actor("movement", "Movement of Chad")})
    reader = QueryReader(names, {}, (), lambda _: 1)
    chad, river = reader.read("Chad river").concepts
    assert not reader.is_meant(chad, ["The Movement of Chad left.", "It came back."])
    assert reader.is_meant(chad, ["The Movement of Chad left Chad."])
    assert reader.is_meant(river, ["The Movement of Chad left."])
