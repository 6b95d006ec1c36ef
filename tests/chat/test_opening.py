"""Whatever can be opened, as messages, whatever the texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.answers.answerer import Answerer
from bot.chat.opened.seen import Seen, listed
from bot.chat.opening import open_place, place_for
from bot.chat.page import MAX_TEXT, Page
from bot.chat.place import Place, passage_id, short_id
from bot.chat.view import layout
from bot.knowledge.actors import Actor, Alias, Confusion, Fact, Source, Time
from bot.knowledge.documents import Document, Passage, Sentence, Slip
from bot.knowledge.model import Knowledge
from bot.search.names import Names
from bot.snapshot import Snapshot
from tests.chat.contract import broken_limits

VERBS: dict[str, list[str]] = {
    "read": [passage_id("doc", 2)],
    "quote": [short_id("a"), short_id("f0"), "0"],
    "more": [passage_id("doc", 1)] * 3,
    "who": [short_id("a")],
    "actor": [short_id("a")],
    "actors": [],
    "compare": [short_id("a"), short_id("b")],
    "timeline": [],
    "discrepancies": [],
    "sources": [],
}
HOSTILE = st.text(max_size=1500) | st.text("\\{}*_~`|<>[]()@&#-+1.:/ \n\tab", max_size=1500)


@st.composite
def snapshots(draw: st.DrawFn) -> Snapshot:
    """Draw a knowledge of whatever texts: one document of three paragraphs, two actors, many facts."""
    words = draw(HOSTILE)
    text = draw(st.text(min_size=1, max_size=9000) | HOSTILE.map(lambda drawn: f"a{drawn}" * 5))
    middle = draw(st.integers(0, len(text)))
    passages = tuple(Passage(n, 0, len(text), (Sentence(0, middle), Sentence(middle, len(text)))) for n in range(4))
    slips = (Slip(1, text[:3]),)
    document = Document(
        "doc", words, words, text, passages, url=words, rights=words, via=words, author=words, sic=slips
    )
    source = Source("doc", 1, text, 0, len(text))
    facts = tuple(
        Fact(
            f"f{n}", predicate, "possible", (source,), "b" if n % 2 else None, words,
            condition=words, place=words, hedge=words, speaker=words, time=Time(f"{n}{words}"),
            differs_from="f0" if n == 4 else None,
        )
        for n, predicate in enumerate(["hosts", "goal", "unheard_of"] * draw(st.integers(0, 8)))
    )  # fmt: skip
    alias = Alias(words, "aka", search_only=draw(st.booleans()))
    actor = Actor(
        "a",
        "group",
        words,
        (alias, replace(alias, search_only=not alias.search_only)) * 30,
        (Confusion(words, None, words),),
        facts,
    )
    knowledge = Knowledge({"doc": document}, {"a": actor, "b": Actor("b", "state", "B")}, "sha256:0123456789")
    return Snapshot(knowledge, Answerer(knowledge), Names(knowledge.actors))


@given(snapshots(), st.sampled_from(sorted(VERBS)))
def test_every_page_of_everything_that_opens_is_within_discord_s_limits(snapshot: Snapshot, verb: str) -> None:
    place = place_for(snapshot, verb, *VERBS[verb])
    seen = set()
    for number in range(100):
        page = open_place(snapshot, replace(place, page=number))
        assert page.length <= MAX_TEXT
        assert broken_limits(_body(page)) == []
        if page.text in seen:
            break
        seen.add(page.text)


def _body(page: Page) -> dict[str, object]:
    view: Any = layout(page)
    return {"components": view.to_components(), "flags": 1 << 15, "allowed_mentions": {"parse": []}}


@given(snapshots())
def test_a_place_that_is_gone_says_so(snapshot: Snapshot) -> None:
    for verb in ("read", "quote", "more", "who", "actor", "compare", "timeline"):
        assert "gone" in open_place(snapshot, Place(verb, "0" * 8, ("zzzzzzzz.1",))).text


def test_who_has_no_more_of_a_kind_than_is_said_of_both_is_not_said_to_have_none() -> None:
    source = Source("doc", 1, "Words.", 0, 6)
    hosts = [Fact(f"f{of}", "hosts", "asserted", (source,), of) for of in ("c", "d")]
    people = [Actor("a", "group", "A", facts=tuple(hosts)), Actor("b", "group", "B", facts=(hosts[0],))]
    actors = {actor.id: actor for actor in (*people, Actor("c", "group", "C"), Actor("d", "group", "D"))}
    document = Document("doc", "Title", "Office", "Words.", (Passage(1, 0, 6, (Sentence(0, 6),)),))
    knowledge = Knowledge({"doc": document}, actors, "sha256:0123456789")
    snapshot = Snapshot(knowledge, Answerer(knowledge), Names(actors))
    text = open_place(snapshot, place_for(snapshot, "compare", short_id("a"), short_id("b"))).text
    assert "### Said of both\n- **Both** have hosted C [1]\n" in text
    assert "### has hosted\n- **A** · D [1]\n- **B** · *nothing besides what is said of both*\n" in text


def test_of_many_actors_a_page_holds_some_and_leads_to_the_others() -> None:
    actors = {f"a{n:04}": Actor(f"a{n:04}", "group", f"{n:04} " + "name " * 60) for n in range(3000)}
    knowledge = Knowledge({}, actors, "sha256:0123456789")
    snapshot = Snapshot(knowledge, Answerer(knowledge), Names({}))
    page = open_place(snapshot, replace(place_for(snapshot, "actors"), page=1))
    assert "\n- 0025 name" in page.text
    assert "0049 name" in page.text
    assert page.text.endswith("-# page 2 of 120")
    assert [button.label for button in page.buttons] == ["‹ Back", "Next ›"]


def test_of_a_long_list_only_the_page_that_is_shown_is_made() -> None:
    knowledge = Knowledge({}, {}, "sha256:0123456789")
    snapshot = Snapshot(knowledge, Answerer(knowledge), Names({}))
    made: list[int] = []

    def blocks(items: Sequence[int]) -> list[str]:
        made.extend(items)
        return [str(item) for item in items]

    opened = listed(Seen(snapshot, replace(place_for(snapshot, "actors"), page=2)), range(100), 10, blocks)
    assert (opened.number, opened.count) == (2, 10)
    assert made == [*range(20, 30)]
