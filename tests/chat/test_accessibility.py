"""Pages say everything in words: nothing by colour alone, no labels without letters, nothing that needs columns."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from functools import cache

from bot.answers import holdings
from bot.answers.model import Status
from bot.answers.verification import Claim, Receipt, verify
from bot.chat.about import about_page, help_page
from bot.chat.links import Links
from bot.chat.opening import open_place, place_for
from bot.chat.page import Page
from bot.chat.place import passage_id, short_id
from bot.chat.render import ACCENTS, SIGNS, Asker, answer_page
from bot.chat.verified import verified_page
from bot.snapshot import Snapshot
from tests.material import ODD_QUESTIONS, ROOT, SOURCE, shipped, shipped_answerer

LINKS = Links(contact="https://example.org/c")


def questions() -> list[str]:
    file = ROOT / "tests" / "golden" / "questions_dev.jsonl"
    lines = file.read_text(encoding="utf-8").splitlines()
    return [*(json.loads(line)["question"] for line in lines), *ODD_QUESTIONS.values()]


def places(snapshot: Snapshot) -> Iterator[tuple[str, Page]]:
    passages = [passage_id(SOURCE, passage.number) for passage in snapshot.knowledge.documents[SOURCE].passages]
    ids = [short_id(actor) for actor in snapshot.knowledge.actors]
    wanted: dict[str, list[tuple[str, ...]]] = {
        "actor": [(one,) for one in ids],
        "who": [(one,) for one in ids],
        "read": [(one,) for one in passages],
        "more": [tuple(passages[1:4])],
        "cite": [(one,) for one in passages],
        "actors": [()],
        "sources": [()],
        "timeline": [()],
        "discrepancies": [()],
    }
    for verb, every in wanted.items():
        for args in every:
            page = open_place(snapshot, place_for(snapshot, verb, *args), links=LINKS)
            yield verb, page


@cache
def pages() -> tuple[tuple[str, Page], ...]:
    """Every kind of page that is made without sending anything, with its kind."""
    answerer, knowledge = shipped_answerer(), shipped()
    snapshot = Snapshot(knowledge, answerer, answerer.names)
    made = list(places(snapshot))
    for question in questions():
        answer = answerer.answer(question)
        for private in (True, False):
            page = answer_page(answer, knowledge, Asker("x", 7), private=private)
            made.append((answer.status.value, page))
    claim = Claim(answerer.examples[0], Receipt("00000000-0123456789ab", "0.0.1"))
    made.append(("verified", verified_page(verify(claim, answerer), knowledge)))
    card = holdings.about(knowledge, bot_version="1", degraded=True)
    made.append(("about", about_page(card, timedelta(1), 0.1, LINKS)))
    made.append(("help", help_page((), (("Menu", "does this"),), snapshot, manages=True)))
    return tuple(made)


def test_every_colour_that_tells_something_goes_with_a_sign_of_its_own() -> None:
    seen = set()
    for kind, page in pages():
        if kind in SIGNS:
            line = page.text.split("\n")[1]
            assert page.accent == ACCENTS[Status(kind)]
            assert line.startswith(f"{SIGNS[Status(kind)]} **"), line
            seen.add(kind)
        elif kind == "answered":
            assert not any(page.text.split("\n")[1].startswith(f"{sign} ") for sign in SIGNS.values())
    assert seen == set(SIGNS)
    assert len(set(SIGNS.values())) == len(SIGNS)


def test_a_difference_is_told_in_words() -> None:
    (page,) = (page for kind, page in pages() if kind == "verified")
    assert "≠ **This differs now:**" in page.text
    assert page.accent == ACCENTS[Status.RELATED]


def test_every_label_has_letters() -> None:
    labels = {button.label for _, page in pages() for button in page.buttons}
    options = {option.label for _, page in pages() for select in page.selects for option in select.options}
    prompts = {select.prompt for _, page in pages() for select in page.selects}
    assert len(labels) > 5
    assert [label for label in labels | options | prompts if not re.search(r"[^\W\d_]{2}", label)] == []


def test_nothing_but_what_is_to_be_copied_needs_a_font_of_fixed_width() -> None:
    for kind, page in pages():
        columns = re.search(r"(?<!\\)```|(?<!\\)\t| {3,}\S+ {3,}|^\|", page.text, re.MULTILINE)
        assert not columns or kind == "cite", page.text


def test_bold_is_never_the_only_way_to_tell_an_answer_from_what_stands_around_it() -> None:
    """Who cannot see bold has the citation and, in *Copy as citation*, the answering sentences alone."""
    for kind, page in pages():
        if kind == "answered" and "> " in page.text:
            assert any(button.label.startswith("In context") for button in page.buttons)
