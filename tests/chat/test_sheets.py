"""Lines with sources, spread over pages."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.answers.answerer import Answerer
from bot.chat.markup import units
from bot.chat.opened.paragraphs import marked_paragraph
from bot.chat.opening import open_place, place_for
from bot.chat.page import MAX_TEXT, Page
from bot.chat.place import short_id
from bot.knowledge.actors import Actor, Fact, Source
from bot.knowledge.documents import Document, cut
from bot.search.names import Names
from bot.snapshot import Snapshot
from tests.material import knowledge_of

SOURCE_LINE = re.compile(r"^-# Notes · Office · undated: (.*)$", re.MULTILINE)


def snapshot_of(facts: int, documents: int = 1) -> Snapshot:
    """A snapshot of one actor with many facts, one a paragraph, in turn from each document."""
    text = "\n\n".join(f"Word number {number} stands here." for number in range(facts))
    knowledge = knowledge_of(*[text] * documents)
    passages = knowledge.documents["d0"].passages
    told = tuple(
        Fact(f"f{n}", "goal", "asserted", (source,), value=f"number {n}")
        for n, passage in enumerate(passages)
        for source in [Source(f"d{n % documents}", passage.number, "Word number", passage.start, passage.start + 11)]
    )
    knowledge = replace(knowledge, actors={"one": Actor("one", "group", "One", facts=told)})
    return Snapshot(knowledge, Answerer(knowledge), Names(knowledge.actors))


def pages_of(snapshot: Snapshot) -> list[Page]:
    place = place_for(snapshot, "actor", short_id("one"))
    first = open_place(snapshot, place)
    count = re.search(r"page 1 of (\d+)$", first.text)
    return [open_place(snapshot, replace(place, page=at)) for at in range(int(count[1]) if count else 1)]


def test_every_page_names_the_sources_of_its_lines_and_offers_all_of_their_quotations() -> None:
    pages = pages_of(snapshot_of(90))
    seen: list[str] = []
    for page in pages:
        lines = re.findall(r"^- “(number \d+)” \[(\d+)\]$", page.text, re.MULTILINE)
        (sources,) = SOURCE_LINE.findall(page.text)
        assert {number for _, number in lines} == set(re.findall(r"\[(\d+)\] ¶", sources))
        (quotes,) = (select for select in page.selects if select.name == "quote")
        assert len(quotes.options) == len(lines) <= 25
        seen += [value for value, _ in lines]
    assert seen == [f"number {n}" for n in range(90)]


def test_lines_of_many_documents_leave_room_for_all_of_their_sources() -> None:
    for page in pages_of(snapshot_of(90, documents=90)):
        assert page.length <= MAX_TEXT
        assert len(SOURCE_LINE.findall(page.text)) == len(re.findall(r"^- “", page.text, re.MULTILINE))


def test_of_very_many_pages_the_menu_offers_those_around() -> None:
    pages = pages_of(snapshot_of(900))
    assert len(pages) > 30
    for at, page in enumerate(pages):
        (menu,) = (select for select in page.selects if select.name == "page")
        numbers = [int(option.label.partition(":")[0]) for option in menu.options]
        assert len(numbers) == 25
        assert numbers == list(range(numbers[0], numbers[0] + 25))
        assert [option.is_chosen for option in menu.options].index(True) + numbers[0] == at + 1


def test_a_heading_that_goes_on_from_the_page_before_says_so() -> None:
    first, second, *_ = pages_of(snapshot_of(60))
    assert "### goal\n" in first.text
    assert "### goal (continued)\n" in second.text


@given(st.lists(st.text("ab \\*_", min_size=1, max_size=300), min_size=1, max_size=12), st.data())
def test_a_quotation_is_marked_in_as_much_of_its_paragraph_as_fits(sentences: list[str], data: st.DataObject) -> None:
    text = "Begin. " + " ".join(f"A{sentence.strip()}z." for sentence in sentences)
    document = Document("d", "T", "P", text, cut(text, "T"))
    (part,) = document.passages
    chosen = data.draw(st.sampled_from(part.sentences))
    block = marked_paragraph(document, part, (chosen.start, chosen.end), room=700)
    assert units(block) <= 710
    assert "**" in block
    assert all(line.startswith("> ") for line in block.split("\n"))
