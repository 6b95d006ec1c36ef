"""Nothing is told more firmly than the words it rests on: all facts, all answers, all cards, as people see them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest

from bot import wording
from bot.answers.cards import named_facts
from bot.answers.model import Answer, Status
from bot.answers.stance import CAUTION, stance_of
from bot.chat import facts
from bot.chat.markup import unescape
from bot.chat.quoting import excerpt_block
from bot.chat.render import Asker, answer_page
from bot.text import one_line
from tests.material import ROOT, shipped, shipped_answerer

QUESTIONS = [
    json.loads(line)["question"]
    for file in sorted((ROOT / "tests" / "golden").glob("questions_*.jsonl"))
    for line in file.read_text(encoding="utf-8").splitlines()
]


def firmness(stance: str | None) -> int:
    return CAUTION.index(stance) if stance in CAUTION else len(CAUTION)


def answers() -> Iterator[Answer]:
    answerer = shipped_answerer()
    yield from map(answerer.answer, [*QUESTIONS, *answerer.examples])


def test_an_excerpt_is_as_cautious_as_the_hedge_words_of_its_answer() -> None:
    hedged = 0
    for answer in answers():
        for excerpt in answer.excerpts:
            words = stance_of(excerpt.answer, (), shipped().hedges)
            assert firmness(excerpt.stance) <= firmness(words.name), (answer.question, excerpt.paragraph)
            assert excerpt.hedge is None or one_line(excerpt.hedge) in one_line(excerpt.text)
            assert excerpt.condition is None or one_line(excerpt.condition) in one_line(excerpt.text)
            hedged += words.name is not None
    assert hedged > 50


def test_a_fact_of_an_answer_is_told_as_it_is_recorded() -> None:
    recorded = {(actor.id, fact.id): fact for actor in shipped().actors.values() for fact in actor.facts}
    seen = set()
    for answer in answers():
        for actor in answer.actors:
            for fact in actor.facts:
                own = recorded[actor.id, fact.id]
                assert (fact.stance, fact.hedge, fact.condition) == (own.stance, own.hedge, own.condition)
                seen.add((actor.id, fact.id))
    assert len(seen) > 50


def test_an_asserted_fact_rests_on_no_words_of_caution_in_its_value() -> None:
    for actor in shipped().actors.values():
        for fact in actor.facts:
            if fact.stance == "asserted":
                assert (fact.hedge, fact.condition) == (None, None), (actor.id, fact.id)
                assert stance_of(fact.value or "", (), shipped().hedges).name is None, (actor.id, fact.id)


@pytest.mark.parametrize("actor_id", sorted(shipped().actors))
def test_every_line_of_a_card_says_how_firm_it_is(actor_id: str) -> None:
    knowledge = shipped()
    actor = knowledge.actors[actor_id]
    for line in facts.of_card(named_facts(knowledge, actor)):
        shown = unescape(facts.markup(actor.name, line, lambda *_: 1))
        if line.stance in CAUTION:
            assert re.search(rf"\({line.stance}\b", shown), shown
        for words in (line.hedge, line.condition):
            assert words is None or one_line(words) in one_line(shown.replace(" [sic]", "")), shown


def test_every_answer_shows_the_caution_of_what_it_quotes() -> None:
    knowledge = shipped()
    for answer in answers():
        for excerpt in answer.excerpts:
            block = excerpt_block(excerpt, 1)
            assert (wording.answers.STANCES.get(excerpt.stance or "", "") in block) or not excerpt.stance
            assert excerpt.condition is None or "condition: “" in block
        page = answer_page(answer, knowledge, Asker("x", 7), private=False)
        best = answer.excerpts[0] if answer.excerpts and not answer.metadata else None
        if answer.status is Status.ANSWERED and best and best.stance:
            assert f"⚠ {wording.answers.STANCES[best.stance]}" in page.text, answer.question
