"""What happens when."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.answers import timeline as module
from bot.answers.timeline import Timeline, date_of, timeline
from bot.knowledge.actors import Actor, Fact, Source, Time
from bot.knowledge.model import Knowledge
from tests.material import knowledge_of, shipped


def fact(identity: str, time: Time | None, start: int = 0, document: str = "d0", predicate: str = "event") -> Fact:
    source = Source(document, 1, "Something.", start, start + 10)
    return Fact(identity, predicate, "asserted", (source,), value="Something", time=time)


def knowledge_with(*facts: Fact, dates: tuple[str | None, ...] = (None, None)) -> Knowledge:
    knowledge = knowledge_of(*["Something."] * len(dates), actors=(Actor("one", "group", "One", facts=facts),))
    dated = {
        slug: replace(document, published=date)
        for (slug, document), date in zip(knowledge.documents.items(), dates, strict=True)
    }
    return replace(knowledge, documents=dated)


def ids(told: Timeline) -> list[list[str]]:
    return [[named.fact.id for named in group] for group in (told.dated, told.timed, told.undated)]


def test_what_is_dated_comes_in_order_and_by_the_precision_of_the_document() -> None:
    told = timeline(
        knowledge_with(
            fact("may", Time("in May 2001", "2001-05")),
            fact("year", Time("2001", "2001")),
            fact("day", Time("14 May", "2001-05-14", "2001-05-20")),
            fact("words", Time("back in 1999")),
            fact("until", Time("until that day", None, "2000-01-01")),
        )
    )
    assert ids(told) == [["words", "until", "year", "may", "day"], [], []]


def test_words_without_a_year_are_put_in_no_order_but_that_of_the_text() -> None:
    late, early = fact("late", Time("in late August"), 50), fact("early", Time("over the past two decades"), 10)
    assert ids(timeline(knowledge_with(late, early, fact("none", None)))) == [[], ["early", "late"], ["none"]]
    (told,) = timeline(knowledge_with(late)).timed
    assert date_of(told.fact) is None


def test_documents_stand_in_the_order_of_their_dates_and_those_without_one_last() -> None:
    facts = [fact(slug, None, document=slug) for slug in ("d0", "d1", "d2")]
    told = timeline(knowledge_with(*facts, dates=(None, "2021-10", "2020")))
    assert ids(told)[2] == ["d2", "d1", "d0"]


def test_of_one_actor_what_others_do_to_it_is_told_too_and_of_all_nothing_twice() -> None:
    knowledge = shipped()
    of_tip = timeline(knowledge, "tip")
    assert any(named.fact.derived for named in of_tip.timed)
    assert {named.owner for named in (*of_tip.dated, *of_tip.timed, *of_tip.undated)} == {"tip"}
    everything = timeline(knowledge)
    assert not any(named.fact.derived for named in (*everything.dated, *everything.timed, *everything.undated))


def test_names_and_mentions_happen_at_no_time() -> None:
    told = timeline(knowledge_with(fact("a", None, predicate="name"), fact("b", None, predicate="mention")))
    assert ids(told) == [[], [], []]


def test_of_very_many_facts_the_first_are_listed_and_the_rest_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_LISTED", 3)
    undated = [fact(str(number), None, number) for number in range(5)]
    told = timeline(knowledge_with(fact("dated", Time("2001"), 9), fact("words", Time("now"), 8), *undated))
    assert (ids(told), told.left_out) == ([["dated"], ["words"], ["0"]], 4)
    assert timeline(knowledge_with(*undated[:3])).left_out == 0


def test_a_timeline_of_nobody_is_an_error() -> None:
    with pytest.raises(KeyError):
        timeline(shipped(), "nobody")
