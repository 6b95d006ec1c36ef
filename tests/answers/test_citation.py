from __future__ import annotations

from dataclasses import replace
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.citation import LONGEST, cite, fragment, without_dateline
from bot.knowledge.documents import Document, Slip, cut
from tests.material import SANCTUARY, SOURCE, shipped, shipped_answerer, texts

TEXT = "KABUL (Agency) — The order left. It are dry.\n\nThe order left, and the league stayed."


def document(text: str = TEXT, **fields: object) -> Document:
    return replace(Document("d", "Two [rivers]", "The Office", text, cut(text, "Two [rivers]")), **fields)  # type: ignore[arg-type]


def found_by(directive: str, text: str) -> tuple[int, int] | None:
    """Where a browser would find a directive in a text of one line: the first start, then the first end behind it."""
    assert directive.startswith(":~:text=")
    parts = [unquote(part).casefold() for part in directive.removeprefix(":~:text=").split(",")]
    whole = text.casefold()
    start = whole.find(parts[0])
    if start < 0 or len(parts) == 1:
        return (start, start + len(parts[0])) if start >= 0 else None
    end = whole.find(parts[1], start + len(parts[0]))
    return (start, end + len(parts[1])) if end >= 0 else None


def test_the_example_is_cited_with_its_source_and_a_link_to_the_words() -> None:
    excerpt = shipped_answerer().answer(SANCTUARY).excerpts[0]
    source = shipped().documents[SOURCE]
    citation = cite(source, 6, (excerpt.start, excerpt.end), date="14 Oct 2021")
    assert citation.link is not None
    assert citation.link.startswith(
        "https://thesoufancenter.org/intelbrief-2021-october-14/#:~:text=Further%2C%20when%20the"
    )
    assert len(citation.link) < 250
    named = "Impact of Taliban resurgence on the future of militancy in Central Asia"
    end = "The Soufan Center, 14 Oct 2021, ¶6 (via reprint, not compared in full with the original)"
    assert citation.plain == f"“{excerpt.answer}” — {named}, {end}. {citation.link}"
    assert citation.markdown == f"“{excerpt.answer}” — [{named}]({citation.link}), {end}"


def test_every_sentence_of_the_shipped_document_is_led_to() -> None:
    source = shipped().documents[SOURCE]
    line = " ".join(source.text.split())
    for passage in source.passages[1:]:
        for sentence in passage.sentences:
            start, end = without_dateline(source.text, sentence.start, sentence.end)
            place = found_by(fragment(source.text, start, end), line)
            assert place is not None
            assert line[slice(*place)] == " ".join(source.text[start:end].split())


@given(texts(), st.data())
def test_a_link_leads_to_the_words_of_any_text(text: str, data: st.DataObject) -> None:
    passages = cut(text, "")
    if not passages:
        return
    passage = data.draw(st.sampled_from(passages))
    line, wanted = " ".join(text.split()), " ".join(text[passage.start : passage.end].split())
    place = found_by(fragment(text, passage.start, passage.end), line)
    assert place is not None
    assert line[slice(*place)].casefold() == wanted.casefold()[: place[1] - place[0]]


@given(st.text(min_size=1).filter(str.strip))
def test_nothing_in_the_words_is_taken_for_a_part_of_the_directive(text: str) -> None:
    directive = fragment(text, 0, len(text)).removeprefix(":~:text=")
    assert len(directive) <= 700
    assert set(directive) <= set("%,._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
    assert directive.count(",") <= 1
    assert not urlsplit(f"https://example.org/#{directive}").query


def test_words_that_come_again_are_not_taken_for_the_place() -> None:
    text = "We met by the river today. We met by the river today and saw that all of the water had gone at last."
    start = text.index("We met", 5)
    place = found_by(fragment(text, start, len(text)), text)
    assert place == (start, len(text))


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("WASHINGTON DC (The Soufan Center): Veterans left.", "Veterans left."),
        ("KABUL — It rained.", "It rained."),
        ("KABUL, May 3 (Agency) - It rained.", "It rained."),
        ("ISLAMABAD/KABUL – “It rained.”", "“It rained.”"),
        ("AL-QAIM -- It rained.", "It rained."),
        ("ISK: A group.", "ISK: A group."),
        ("AQIS — led by Asim Umar — left.", "AQIS — led by Asim Umar — left."),
        ("It rained: hard.", "It rained: hard."),
        ("A dog – it barked.", "A dog – it barked."),
        ("The U.S. - once more.", "The U.S. - once more."),
        ("AQIS leader Asim Umar was killed.", "AQIS leader Asim Umar was killed."),
        ("KABUL — ", "KABUL — "),
        ("", ""),
    ],
)
def test_a_dateline_is_left_out(text: str, rest: str) -> None:
    start, end = without_dateline(text, 0, len(text))
    assert text[start:end] == rest


def test_a_citation_never_begins_with_a_dateline() -> None:
    source = shipped().documents[SOURCE]
    passage = source.passage(1)
    assert passage is not None
    citation = cite(source, 1, (passage.start, passage.end), date="14 Oct 2021")
    assert citation.plain.startswith("“Jihadist veterans from Central Asian [sic] maintain")
    assert "WASHINGTON" not in f"{citation.plain}{citation.markdown}"
    assert citation.link is not None
    assert "#:~:text=Jihadist%20veterans%20from%20Central," in citation.link


@pytest.mark.parametrize("text", ["long" * 300, "長" * 300])
def test_where_there_is_no_short_directive_the_link_leads_to_the_document(text: str) -> None:
    assert (
        cite(document(text, url="https://example.org/a"), 1, (0, len(text)), date="2020").link
        == "https://example.org/a"
    )


def test_without_an_address_there_is_no_link() -> None:
    citation = cite(document(), 2, (46, 84), date="undated")
    assert citation.link is None
    assert citation.plain == "“The order left, and the league stayed.” — Two [rivers], The Office, undated, ¶2"
    assert citation.markdown == r"“The order left, and the league stayed.” — *Two \[rivers\]*, The Office, undated, ¶2"


def test_an_author_is_named_and_a_slip_is_marked() -> None:
    source = document(author="A. Scribe", url="https://example.org/a_(b)#part", sic=(Slip(1, "It are dry"),))
    start = TEXT.index("It are")
    citation = cite(source, 1, (start, start + len("It are dry.")), date="2020")
    assert citation.plain.startswith("“It are dry [sic].” — A. Scribe, Two [rivers], The Office, 2020, ¶1. https://")
    assert citation.link == "https://example.org/a_(b)#part:~:text=It%20are%20dry."
    assert "(https://example.org/a_%28b%29#part:~:text=It%20are%20dry.)" in citation.markdown
    assert r"“It are dry \[sic\].”" in citation.markdown


def test_a_long_quotation_is_cut_at_a_word_with_a_mark() -> None:
    text = "word " * 500
    citation = cite(document(text), 1, (0, len(text.strip())), date="2020")
    quoted = citation.plain.split("”")[0]
    assert quoted.endswith("word […]")
    assert len(quoted) <= LONGEST + 1
