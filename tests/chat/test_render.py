"""Answers as messages."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import wording
from bot.answers.cards import named_facts
from bot.answers.model import Answer, Excerpt, Metadatum, Reason, ShownActor, ShownFact, Status
from bot.chat import facts
from bot.chat.echo import echo, question_of
from bot.chat.markup import unescape, units
from bot.chat.page import MAX_TEXT, PUBLIC_TEXT, Page
from bot.chat.quoting import excerpt_block, stance_line
from bot.chat.render import Asker, answer_page
from bot.knowledge.documents import Document
from bot.knowledge.model import Knowledge
from bot.snapshot import Snapshot, SnapshotStore
from tests.chat.conftest import SANCTUARY
from tests.chat.contract import broken_limits

ASKER = Asker("newcomer", 7)
DIFFERENCE = (
    "The document differs from itself: ¶2: “over the past two decades” — ¶7: “over the past two and a half decades”"
)
HOSTILE = st.text(max_size=1500) | st.text("\\{}*_~`|<>[]()@&#-+1.:/ \n\tab", max_size=1500)


@pytest.fixture
def snapshot(shipped: SnapshotStore) -> Snapshot:
    assert shipped.current is not None
    return shipped.current


def page_of(snapshot: Snapshot, question: str, *, private: bool = False) -> Page:
    return answer_page(snapshot.answerer.answer(question), snapshot.knowledge, ASKER, private=private)


def test_the_example_answer_looks_as_it_was_designed(snapshot: Snapshot) -> None:
    page = page_of(snapshot, SANCTUARY)
    lines = page.text.split("\n")
    assert lines[0] == f"-# @newcomer asked: {SANCTUARY}"
    assert re.search(r"^> .*\*\*Further, when .* sanctuary in case they fled Afghanistan\.\*\* \[…\]$", lines[1])
    assert lines[2] == "⚠ Reported, not asserted: “reportedly” · condition: “in case they fled Afghanistan”"
    assert lines[3] == (
        "-# [1] Impact of Taliban resurgence on the future of militancy in Central Asia"
        " · The Soufan Center · 14 Oct 2021 · ¶6"
    )
    assert lines[4] == "**Tajikistan** shelters Amrullah Saleh, Ahmad Massoud: “sanctuary” (reported) [1]"
    labels = [button.label for button in page.buttons]
    assert labels[0] == "In context"
    assert labels[-3:] == ["Actors", "Ask a follow-up", "Delete"]


def test_a_private_answer_shows_up_to_three_excerpts(snapshot: Snapshot) -> None:
    page = page_of(snapshot, "Who is wary of the Taliban?", private=True)
    assert 1 < page.text.count("-# [") <= 3
    assert "Delete" not in [button.label for button in page.buttons]


@pytest.mark.parametrize(
    ("question", "status", "start"),
    [
        (SANCTUARY, Status.ANSWERED, "> "),
        ("xyzzy plugh", Status.NOT_FOUND, "∅ **"),
        ("?!", Status.REJECTED, "✋ **"),
    ],
)
def test_each_status_begins_with_a_sign_of_its_own(
    snapshot: Snapshot, question: str, status: Status, start: str
) -> None:
    assert snapshot.answerer.answer(question).status is status
    assert page_of(snapshot, question).text.split("\n")[1].startswith(start)


def test_nearest_passages_are_not_called_an_answer(snapshot: Snapshot) -> None:
    answer = replace(
        snapshot.answerer.answer(SANCTUARY),
        status=Status.RELATED,
        reason=Reason.NOT_COVERED,
        message="I found no passage that answers this. Not found near Taliban: leads.",
    )
    page = answer_page(answer, snapshot.knowledge, ASKER, private=False)
    lines = page.text.split("\n")
    assert lines[1] == "≈ **I found no passage that answers this.** Not found near Taliban: leads."
    assert lines[2] == "Closest, not an answer:"
    assert "**" not in lines[3]
    assert lines[-2] == "-# searched 1 document of 14 Oct 2021; see /sources"


@pytest.mark.parametrize("question", ["Who leads the Taliban?", "xyzzy plugh", "?!"])
def test_a_refusal_ends_in_questions_to_press(snapshot: Snapshot, question: str) -> None:
    page = page_of(snapshot, question, private=True)
    lost = question == "?!"
    assert (wording.chat.EXAMPLES_AND_HELP if lost else wording.chat.EXAMPLES_BELOW) in page.text
    assert len(page.tries) == 3
    for button in page.tries:
        assert snapshot.answerer.answer(button.label).status is Status.ANSWERED
    assert page_of(snapshot, SANCTUARY).tries == ()


def test_who_asks_in_another_script_is_told_the_language_of_the_documents(snapshot: Snapshot) -> None:
    told = "The documents are in English; a question in another language finds little."
    assert told in page_of(snapshot, "Кто возглавляет Талибан?").text
    assert told in page_of(snapshot, "¿Quién es el líder de los talibanes?", private=True).text
    assert "The documents are in" not in page_of(snapshot, "xyzzy plugh").text


def test_a_question_too_long_for_a_button_is_not_offered(snapshot: Snapshot) -> None:
    answer = replace(snapshot.answerer.answer("xyzzy"), suggestions=("Who is " + "very " * 20 + "wary?",))
    page = answer_page(answer, snapshot.knowledge, ASKER, private=True)
    assert page.tries == ()
    assert wording.chat.EXAMPLES_BELOW not in page.text


def test_words_that_no_document_uses_are_shown_in_private_only(snapshot: Snapshot) -> None:
    question = "Is there a xyzzy in Zurich?"
    assert "xyzzy" not in "\n".join(page_of(snapshot, question).text.split("\n")[1:])
    assert "xyzzy" in "\n".join(page_of(snapshot, question, private=True).text.split("\n")[1:])


@given(st.text(max_size=40), st.text(max_size=300))
def test_a_question_is_read_back_from_the_message_unless_it_was_cut(name: str, question: str) -> None:
    read = question_of(echo(name, question) + "\nmore")
    assert read in {" ".join(question.split()), None}
    if units(echo("", question)) < 120:
        assert read is not None


def test_a_name_cannot_forge_a_question() -> None:
    assert question_of(echo("mallory asked: nothing", "real?")) == "real?"


@pytest.mark.parametrize("name", ["everyone", "Here", "hereford"])
def test_a_name_like_everybody_s_is_no_mention(name: str) -> None:
    line = echo(name, "Who?")
    assert f"@{name}" not in line
    assert line.replace("\u2060", "") == f"-# @{name} asked: Who?"
    assert question_of(line) == "Who?"


def test_a_question_that_was_cut_is_not_read_back() -> None:
    assert question_of(echo("a", "word " * 100)) is None
    assert question_of(echo("a", "is […]")) == "is […]"


@pytest.mark.parametrize(
    ("stance", "hedge", "condition", "line"),
    [
        (None, None, None, ""),
        ("asserted", None, None, ""),
        ("reported", "reportedly", None, "⚠ Reported, not asserted: “reportedly”"),
        ("possible", "may", "if it rains", "⚠ Possible, not certain: “may” · condition: “if it rains”"),
        ("possible", "If", "If it rains", "⚠ Possible, not certain · condition: “If it rains”"),
        ("assessed", None, None, "⚠ Assessed: a judgement, not a fact"),
        ("stated", "said", None, "⚠ Stated by an actor, not confirmed: “said”"),
        ("asserted", None, "if it rains", "⚠ condition: “if it rains”"),
    ],
)
def test_the_stance_is_said_in_words(stance: str | None, hedge: str | None, condition: str | None, line: str) -> None:
    assert stance_line(stance, hedge, condition) == line


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    """Draw an answer of whatever texts."""
    text = draw(HOSTILE.filter(str.strip))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), min_size=4, max_size=4)))
    window = text[cuts[0] : cuts[3]]
    answer = text[cuts[1] : cuts[2]]
    words = draw(HOSTILE)
    excerpt = Excerpt(
        1,
        "a-document",
        words,
        words,
        "2021",
        None,
        6,
        text,
        window,
        answer,
        0,
        0,
        "reported",
        words,
        1.0,
        ("words",),
        words,
    )
    fact = ShownFact("f", "shelters", "b", words, words, False, words, "possible", words, words, None, ())
    return Answer(
        question=draw(HOSTILE),
        status=draw(st.sampled_from(Status)),
        reason=None,
        message=words,
        confidence=0.5,
        excerpts=(excerpt,) * draw(st.integers(0, 5)),
        actors=(ShownActor("a", words, "state", (fact,), note=words),),
        metadata=(),
        unknown_terms=(words,) * 6,
        missing_terms=(words,) * 6,
        also_searched=(words,) * 6,
        suggestions=(words,) * 3,
        doubts=(words,) * 3,
        knowledge_version="sha256:0123456789",
        bot_version="1",
        receipt="r",
    )


@pytest.mark.parametrize("question", [SANCTUARY, "How many helicopters did Pakistan sell?", "xyzzy"])
@pytest.mark.parametrize("private", [True, False])
def test_a_doubt_about_the_question_is_told_whatever_the_status(
    snapshot: Snapshot, question: str, private: bool
) -> None:
    doubtful = replace(snapshot.answerer.answer(question), doubts=("A name may mean *two*.",))
    page = answer_page(doubtful, snapshot.knowledge, ASKER, private=private)
    assert "-# A name may mean \\*two\\*." in page.text.split("\n")


@given(answers(), st.text(max_size=40), st.booleans())
def test_every_answer_is_within_discord_s_limits_whatever_its_texts(answer: Answer, name: str, private: bool) -> None:
    document = Document("a-document", "t", "p", "text", ())
    knowledge = Knowledge({"a-document": document}, {}, "sha256:0123456789")
    page = answer_page(answer, knowledge, Asker(name, 2**63), private=private)
    assert page.length <= (MAX_TEXT if private else PUBLIC_TEXT)
    assert broken_limits(_body(page)) == []


def _body(page: Page) -> dict[str, object]:
    texts = [{"type": 10, "content": text} for text in page.displays]
    buttons = [{"type": 2, "label": b.label, "custom_id": b.custom_id} for b in page.buttons]
    rows = [{"type": 1, "components": buttons}] if buttons else []
    container = {"type": 17, "components": [*texts, *rows]}
    return {"components": [container], "flags": 1 << 15, "allowed_mentions": {"parse": []}}


def test_what_front_matter_answers_names_its_document(snapshot: Snapshot) -> None:
    answer = replace(
        snapshot.answerer.answer(SANCTUARY),
        excerpts=(),
        actors=(),
        also_searched=(),
        metadata=(Metadatum("impact-of-taliban-resurgence", "published", "2021-10-14"),),
    )
    lines = answer_page(answer, snapshot.knowledge, ASKER, private=False).text.split("\n")
    assert lines[1] == "Published: **14 Oct 2021**"
    assert lines[2].endswith("Central Asia · The Soufan Center · 14 Oct 2021")


def test_what_front_matter_answers_stands_first_and_its_place_in_the_text_claims_nothing(snapshot: Snapshot) -> None:
    page = page_of(snapshot, "Who published this?", private=True)
    lines = page.text.split("\n")
    assert lines[1] == "Publisher: **The Soufan Center**"
    assert lines[2].startswith("> WASHINGTON DC (The Soufan Center)")
    assert "**" not in lines[2]
    assert lines[3].startswith("-# [1] ")
    assert "⚠" not in page.text


def test_what_is_not_recorded_leads_to_the_sources(snapshot: Snapshot) -> None:
    lines = page_of(snapshot, "Who wrote this article?").text.split("\n")
    assert lines[1:3] == ["≈ **Author: not recorded.**", "See /sources for what is recorded of each document."]
    assert lines[3] == wording.chat.EXAMPLES_BELOW


def test_what_an_answer_leaves_aside_is_told_in_words_in_private_only(snapshot: Snapshot) -> None:
    question = f"{SANCTUARY[:-1]} in zurich?"
    answer = replace(snapshot.answerer.answer(question), missing_terms=("country",))
    assert answer.status is Status.ANSWERED
    assert answer.unknown_terms == ("zurich",)
    private = answer_page(answer, snapshot.knowledge, ASKER, private=True).text.split("\n")
    assert private[-3:-1] == ["-# not found in any document: “zurich”", "-# not near what is quoted: “country”"]
    public = answer_page(answer, snapshot.knowledge, ASKER, private=False).text.split("\n")
    assert public[-2] == "-# 1 word of the question stands in no document; this answers without it"
    assert "zurich" not in "\n".join(public[1:])


def test_a_stance_in_the_closest_passages_says_of_which_sentence_it_is_told(snapshot: Snapshot) -> None:
    excerpt = replace(snapshot.answerer.answer(SANCTUARY).excerpts[0], window="A *river*. It may flood.", sic=())
    excerpt = replace(excerpt, answer="It may flood.", stance="possible", hedge="may", condition=None)
    assert "\n⚠ Of “It may flood.”: Possible, not certain: “may”\n" in excerpt_block(excerpt, 1, plain=True)
    assert "\n⚠ Possible, not certain: “may”\n" in excerpt_block(excerpt, 1)
    alone = replace(excerpt, window=excerpt.answer)
    assert "\n⚠ Possible, not certain: “may”\n" in excerpt_block(alone, 1, plain=True)


def test_names_and_words_that_were_searched_besides_are_told_apart(snapshot: Snapshot) -> None:
    answer = replace(snapshot.answerer.answer(SANCTUARY), also_searched=("Tajikistan", "China", "wary"))
    page = answer_page(answer, snapshot.knowledge, ASKER, private=True)
    assert "\n-# also searched under the names Tajikistan, China and for the word “wary”\n" in page.text


def test_a_slip_of_the_source_is_marked_in_the_facts(snapshot: Snapshot) -> None:
    text = page_of(snapshot, "Can the Taliban crack down on al-Qaeda?").text
    assert "without avoiding backlash \\[sic\\] from them” (assessed)" in text


def test_a_fact_that_only_says_the_answer_again_is_left_out(snapshot: Snapshot) -> None:
    text = page_of(snapshot, "Can the Taliban be trusted?").text
    assert text.count("This does mean the Taliban will not be forthcoming") == 1
    assert "· goal: “desperately needed" in page_of(snapshot, "What does the Taliban desperately need?").text


def test_a_fact_shown_with_an_answer_brings_what_differs_from_it(snapshot: Snapshot) -> None:
    text = page_of(snapshot, "Who hosted the IMU?").text
    assert text.count(DIFFERENCE) == 1
    line = next(line for line in text.split("\n") if "hosted or cooperated with”" in line)
    assert f"{line}\n-# ⚠ {DIFFERENCE}" in text


def test_the_facts_of_an_answer_tell_their_place_by_name(snapshot: Snapshot) -> None:
    actors = snapshot.answerer.answer("Where was Saleh's brother killed?").actors
    (killed,) = [(a, f) for a in actors for f in a.facts if (a.id, f.id) == ("saleh-brother", "killed")]
    shown = replace(killed[0], facts=(killed[1], replace(killed[1], place="tajikistan")))
    assert [line.place for line in facts.of_answer(shown, snapshot.knowledge)] == ["Panjshir", "Tajikistan"]


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("killed in Panjshir in May", ""),
        ("killed", " (when: “in May”; where: “Panjshir”)"),
        (f"killed {'and ' * 99}in Panjshir in May", " (when: “in May”; where: “Panjshir”)"),
    ],
)
def test_a_time_and_place_that_a_fact_s_own_words_tell_are_not_told_again(value: str, told: str) -> None:
    assert facts.qualified(facts.FactLine("event", "asserted", value=value, time="in May", place="Panjshir")) == told


def test_a_repeated_passage_is_said_to_repeat(snapshot: Snapshot) -> None:
    (excerpt, *_) = snapshot.answerer.answer(SANCTUARY).excerpts
    assert "¶6 · also in ¶2, ¶4 (key points)" in excerpt_block(replace(excerpt, also_in=(2, 4)), 1)


def test_an_answer_too_long_for_its_room_is_shown_alone_then_cut_at_a_word(snapshot: Snapshot) -> None:
    (excerpt, *_) = snapshot.answerer.answer(SANCTUARY).excerpts
    alone = excerpt_block(excerpt, 1, 600)
    assert alone.startswith("> […] **Further, when")
    short = excerpt_block(excerpt, 1, 420)
    assert re.match(r"> Further, when [^*]*\w \[…\]\n", short)


def test_facts_are_never_stronger_than_they_are(snapshot: Snapshot) -> None:
    for actor in snapshot.knowledge.actors.values():
        for named in named_facts(snapshot.knowledge, actor):
            fact = named.fact
            if fact.derived or fact.predicate in {"mention", "name"}:
                continue
            (line,) = facts.of_card([named])
            shown = unescape(facts.markup(actor.name, line, lambda *_: 1))
            assert fact.stance == "asserted" or fact.stance in shown, shown
            assert not fact.hedge or fact.hedge[:200] in shown, shown
            assert not fact.condition or fact.condition[:200] in shown, shown
            assert not fact.negated or " not" in shown, shown


def test_a_death_is_told_once_where_the_fact_itself_tells_it(snapshot: Snapshot) -> None:
    lines = page_of(snapshot, "Who killed Saleh's brother?").text.splitlines()
    (told,) = (line for line in lines if line.startswith("**Saleh's brother** was killed"))
    assert told.count("killed by the Taliban in Panjshir") == 1
