from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.answers.answerer import Answerer
from bot.answers.cards import actor_card
from bot.answers.facts import FACTS_SHOWN, FactFinder, fate
from bot.answers.model import ShownFact
from bot.knowledge.actors import Actor, Fact, Source
from bot.knowledge.documents import Sentence
from bot.knowledge.loader import load
from tests.knowledge.folder import KnowledgeFolder
from tests.material import SANCTUARY, SOURCE, shipped, shipped_answerer

if TYPE_CHECKING:
    from pathlib import Path


def fact(fact_id: str, start: int, end: int, **fields: object) -> Fact:
    source = Source("d", 1, "q" * (end - start), start, end)
    return Fact(**{"id": fact_id, "predicate": "goal", "stance": "asserted", "sources": (source,), **fields})  # type: ignore[arg-type]  # fields by name


def person(*facts: Fact) -> Actor:
    return Actor("p", "person", "P", facts=facts)


@pytest.mark.parametrize(
    ("start", "end", "rests"), [(0, 5, True), (4, 6, True), (9, 20, True), (10, 20, False), (-5, 0, False)]
)
def test_a_fact_rests_on_what_its_quotation_overlaps(start: int, end: int, rests: bool) -> None:
    finder = FactFinder({"p": person(fact("f", 0, 10))})
    assert bool(finder.resting_on("d", 1, Sentence(start, end))) is rests
    assert finder.resting_on("d", 2, Sentence(start, end)) == ()
    assert finder.resting_on("other", 1, Sentence(start, end)) == ()


def test_a_fact_told_twice_rests_on_both_places() -> None:
    twice = Fact("f", "goal", "asserted", (Source("d", 1, "x", 0, 1), Source("d", 7, "y", 70, 71)))
    finder = FactFinder({"p": person(twice)})
    assert finder.resting_on("d", 1, Sentence(0, 9)) == finder.resting_on("d", 7, Sentence(70, 79)) == (("p", twice),)


def test_actors_are_shown_once_in_order_with_their_own_facts_and_unknown_ids_not_at_all() -> None:
    first, second = fact("f", 0, 1), fact("g", 0, 1)
    finder = FactFinder({"p": person(first), "q": Actor("q", "group", "Q", facts=(second,))})
    shown = finder.shown(["q", "p", "q", "nobody"], [("q", second), ("p", first), ("q", second)])
    assert [(a.id, [f.id for f in a.facts]) for a in shown] == [("q", ["g"]), ("p", ["f"])]


def test_whose_fact_comes_first_is_shown_first_and_who_has_none_last() -> None:
    first, second = fact("f", 0, 1), fact("g", 0, 1)
    actors = {"p": person(first), "q": Actor("q", "group", "Q", facts=(second,)), "r": Actor("r", "group", "R")}
    shown = FactFinder(actors).shown(["r", "p", "q"], [("q", second), ("p", first)])
    assert [a.id for a in shown] == ["q", "p", "r"]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Who leads AQIS?", ("asim-umar", "leads", "aqis")),
        ("Who killed Asim Umar?", ("asim-umar", "killed_in_raid_by", "united-states")),
        ("Who is wary of the Taliban?", ("central-asian-countries", "wary_of", "taliban")),
    ],
)
def test_the_fact_of_the_relation_that_is_asked_about_comes_first(question: str, first: tuple[str, str, str]) -> None:
    actor = shipped_answerer().answer(question).actors[0]
    assert (actor.id, actor.facts[0].predicate, actor.facts[0].object) == first


def test_at_most_four_facts_of_an_actor_are_shown() -> None:
    many = [fact(f"f{number}", 0, 1) for number in range(9)]
    shown = FactFinder({"p": person(*many)}).shown(["p"], [("p", one) for one in many])
    assert [f.id for f in shown[0].facts] == [f"f{number}" for number in range(FACTS_SHOWN)]


def test_a_derived_inverse_is_left_out_beside_its_relation_and_shown_without_it() -> None:
    relation = fact("f", 0, 1, predicate="hosts", object="q")
    inverse = fact("p.f", 0, 1, predicate="hosted_by", object="p", derived=True)
    finder = FactFinder({"p": person(relation), "q": Actor("q", "group", "Q", facts=(inverse,))})
    both = [("p", relation), ("q", inverse)]
    assert [[f.id for f in a.facts] for a in finder.shown(["p", "q"], both)] == [["f"], []]
    assert [[f.id for f in a.facts] for a in finder.shown(["q"], both)] == [["p.f"]]


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ([fact("k", 0, 3, predicate="killed_by", value="killed")], "killed"),
        ([fact("k", 0, 3, predicate="killed_by")], "qqq"),
        ([fact("k", 0, 3, predicate="killed_by", stance="reported")], None),
        ([fact("k", 0, 3, predicate="killed_by", negated=True)], None),
        ([fact("k", 0, 3)], None),
    ],
)
def test_a_death_is_noted_only_where_it_is_told_as_a_fact(facts: list[Fact], told: str | None) -> None:
    assert fate(person(*facts)) == told
    assert fate(Actor("g", "group", "G", facts=tuple(facts))) is None


def test_the_dead_are_shown_so_on_their_line() -> None:
    answer = shipped_answerer().answer("Who is Asim Umar?")
    umar = next(a for a in answer.actors if a.id == "asim-umar")
    assert umar.note == "killed in a U.S. raid"
    assert all(a.note is None for a in shipped_answerer().answer(SANCTUARY).actors)


def facts_of(question: str) -> dict[str, list[ShownFact]]:
    return {actor.id: list(actor.facts) for actor in shipped_answerer().answer(question).actors}


def test_the_offer_of_sanctuary_is_shown_as_reported_and_conditional() -> None:
    shown = facts_of(SANCTUARY)
    assert {"tajikistan", "amrullah-saleh", "ahmad-massoud"} <= shown.keys()
    offers = [f for f in shown["tajikistan"] if f.predicate == "shelters"]
    assert {(f.object, f.object_name) for f in offers} == {
        ("amrullah-saleh", "Amrullah Saleh"),
        ("ahmad-massoud", "Ahmad Massoud"),
    }
    for offer in offers:
        assert (offer.stance, offer.hedge, offer.condition) == (
            "reported",
            "reportedly",
            "in case they fled Afghanistan",
        )
        assert [(s.document, s.paragraph) for s in offer.sources] == [(SOURCE, 6)]


def test_facts_that_do_not_bear_on_the_question_are_left_out() -> None:
    everything = {fact.id for fact in shipped().actors["taliban"].facts}
    shown = {fact.id for fact in facts_of("Which leader of AQIS did the Taliban host?")["taliban"]}
    assert "hosted-umar" in shown
    assert len(shown) <= FACTS_SHOWN < len(everything)


def test_every_fact_that_is_shown_is_a_fact_of_its_actor_with_its_quotation() -> None:
    for question in (SANCTUARY, "Who is wary of the Taliban?", "Who leads AQIS?", "What of the IMU offshoots?"):
        for actor, shown in facts_of(question).items():
            own = {fact.id: fact for fact in shipped().actors[actor].facts}
            for one in shown:
                assert one.stance == own[one.id].stance
                for source in one.sources:
                    assert shipped().documents[source.document].text[source.start : source.end] == source.quote


def test_a_refusal_shows_the_actors_asked_about_without_facts() -> None:
    answer = shipped_answerer().answer("How many helicopters did Pakistan sell to Tajikistan's navy in Doha?")
    assert [a.id for a in answer.actors] == ["pakistan", "tajikistan", "doha"]
    assert all(a.facts == () for a in answer.actors)


def test_time_is_shown_in_the_documents_words(tmp_path: Path) -> None:
    answer = Answerer(load(KnowledgeFolder(tmp_path).path)).answer("How long did the Blue Order host the Green League?")
    hosted = next(f for a in answer.actors if a.id == "blue" for f in a.facts if f.id == "hosted")
    assert hosted.time is not None
    assert (hosted.time.text, hosted.time.start, hosted.time.end) == ("ten years", None, None)


def test_the_dead_are_shown_so_where_they_are_the_object_too() -> None:
    hosted = next(f for f in facts_of("Which leader of AQIS did the Taliban host?")["taliban"] if f.id == "hosted-umar")
    assert hosted.object_note == "killed in a U.S. raid"
    told = actor_card(shipped_answerer(), "aqis").groups
    assert {n.object_note for group in told for n in group.facts if n.object_name == "Asim Umar"} == {
        hosted.object_note
    }


def test_a_death_is_not_noted_beside_the_fact_that_tells_it() -> None:
    for group in actor_card(shipped_answerer(), "united-states").groups:
        for named in group.facts:
            assert named.fact.object != "asim-umar" or named.object_note is None
