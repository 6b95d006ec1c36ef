"""Cards, comparisons, timelines, discrepancies and lists, as users open and turn them."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import pytest

from bot import wording
from bot.chat.client import Bot
from tests.chat.conftest import World, labels, loaded, shown
from tests.chat.contract import components

DOCUMENT = "impact-of-taliban-resurgence"


async def look(world: World, command: str, **options: Any) -> Any:
    result = await world.member.slash(world.channel, command, **options)
    assert result.ephemeral
    return result.response


def menus(message: Any) -> dict[str, list[dict[str, Any]]]:
    """Return the options of a message's menus, by the menu's custom id."""
    parts = [component.to_dict() if hasattr(component, "to_dict") else component for component in message.components]
    return {part["custom_id"]: part["options"] for part in components(parts) if part["type"] == 3}


async def choose(world: World, message: Any, menu: str, label: str) -> Any:
    """Choose the option of a menu whose label holds this."""
    value = next(option["value"] for option in menus(message)[menu] if label in option["label"])
    return await world.member.select(message, [value], custom_id=menu)


class TestCard:
    async def test_names_stand_with_their_type_and_paragraphs(self, world: World) -> None:
        text = shown(await look(world, "actor", name="isk"))
        assert "- **Islamic State Khorasan** · ¶4, ¶8\n- **ISK** (acronym) · ¶8\n" in text
        assert "- also found by: ISIS-K (acronym)" in text
        assert "- ⚠ Not to be confused with Islamic State (core): no document here speaks of it" in text

    async def test_a_name_that_no_document_uses_is_not_said_to_be_known(self, world: World) -> None:
        found_by = next(
            line for line in shown(await look(world, "actor", name="imu")).split("\n") if "also found" in line
        )
        assert "Uzbekistan Islamic Movement, O'zbekiston" in found_by
        assert "(aka)" not in found_by

    async def test_a_name_that_stands_only_within_a_longer_one_says_so(self, world: World) -> None:
        assert "- **Massoud** (may mean others, too) · only within “Ahmad Massoud”" in shown(
            await look(world, "actor", name="ahmad-massoud")
        )

    async def test_a_long_quotation_keeps_its_end_which_may_say_what_matters(self, world: World) -> None:
        text = shown(await look(world, "actor", name="central-asian-militants"))
        assert "such as the Uighur-led Turkistan […]" in text
        assert "with only a modest footprint in Afghanistan at present” (when: “at present”) [" in text

    async def test_what_is_said_under_others_is_counted_too(self, world: World) -> None:
        assert "-# group · named in 6 facts about others" in shown(await look(world, "actor", name="al-qaeda"))
        assert "-# person · 1 fact, and named in 1 about others" in shown(
            await look(world, "actor", name="ahmad-massoud")
        )

    async def test_a_class_says_that_it_is_one(self, world: World) -> None:
        assert "said of no single member" in shown(await look(world, "actor", name="imu-offshoots"))

    async def test_facts_stand_below_their_predicate_each_with_stance_words_and_source(self, world: World) -> None:
        text = shown(await look(world, "actor", name="tajikistan"))
        assert "### does not recognise\n- Taliban (stated by Tajikistan: “initially indicated”" in text
        assert "(reported: “reportedly”; condition: “in case they fled Afghanistan”) [" in text

    async def test_every_line_of_a_fact_has_a_source_that_its_page_names(self, world: World) -> None:
        message = await look(world, "actor", name="taliban")
        while True:
            lines = shown(message).split("\n")
            facts = [
                line
                for part in "\n".join(lines).split("\n### ")[1:]
                if not part.startswith("Names")
                for line in part.split("\n")
            ]
            told = [line for line in facts if line.startswith("- ") and "⚠" not in line]
            named = {number for line in lines if line.startswith("-# Impact") for number in _numbers(line)}
            assert told
            assert all(_numbers(line) and _numbers(line) <= named for line in told)
            if "Next ›" not in labels(message):
                break
            message = (await world.member.click(message, label="Next ›")).response

    async def test_a_menu_leads_to_a_page_in_place(self, world: World) -> None:
        message = await look(world, "actor", name="taliban")
        options = menus(message)["s|page"]
        assert [option["label"].partition(":")[0] for option in options] == ["1", "2", "3"]
        assert [option.get("default", False) for option in options] == [True, False, False]
        turned = await choose(world, message, "s|page", "3:")
        assert turned.response.id == message.id
        assert "page 3 of 3" in shown(turned.response)
        assert "seeks to restrict" in menus(turned.response)["s|page"][2]["label"]

    async def test_a_menu_shows_a_quotation_in_bold_in_its_paragraph(self, world: World) -> None:
        message = await look(world, "actor", name="tajikistan")
        opened = await choose(world, message, "s|quote", "reportedly offering")
        assert opened.ephemeral
        assert opened.response.id != message.id
        text = shown(opened.response)
        assert text.startswith("**Tajikistan** ")
        assert "**Tajikistan was reportedly offering the two leaders sanctuary" in text
        assert "> Tajikistan initially indicated" in text
        assert "· ¶6" in text
        assert labels(opened.response)[:2] == ["In context", "Original"]
        context = await world.member.click(opened.response, label="In context")
        assert "**¶6**" in shown(context.response)

    async def test_a_button_leads_to_the_actor_s_timeline(self, world: World) -> None:
        message = await look(world, "actor", name="tip")
        assert shown((await world.member.click(message, label="Timeline")).response).startswith(
            "## Timeline: Turkistan Islamic Party"
        )

    async def test_every_quotation_of_every_card_can_be_seen(self, world: World) -> None:
        assert world.bot.store.current is not None
        for actor in ("al-qaeda", "imu-offshoots", "afghanistan", "asim-umar"):
            message = await look(world, "actor", name=actor)
            for option in menus(message)["s|quote"]:
                opened = await world.member.select(message, [option["value"]], custom_id="s|quote")
                assert "**" in shown(opened.response).split("\n> ")[1]


def _numbers(line: str) -> set[str]:
    return set(re.findall(r"\[(\d+)\]", line))


class TestComparison:
    async def test_two_actors_stand_beside_each_other_and_one_source_confirms_nothing(self, world: World) -> None:
        text = shown(await look(world, "compare", first="tip", second="IMU"))
        assert text.startswith("## Turkistan Islamic Party and Islamic Movement of Uzbekistan\n-# group · group\n⚠ ")
        assert "they agree, that is not confirmation" in text
        assert "### leadership\n- **Turkistan Islamic Party** · “Uighur-led” [" in text
        assert "\n- **Islamic Movement of Uzbekistan** · “Uzbek-led” [" in text

    async def test_where_nothing_is_said_a_class_is_pointed_to(self, world: World) -> None:
        message = await look(world, "compare", first="imu", second="tip")
        moves = shown(message).split("### has relocated to\n")[1].split("\n")
        assert moves[0].startswith(
            "- **Islamic Movement of Uzbekistan** · *no source says*; said only of classes: IMU offshoots"
        )
        assert "Syria" not in moves[0]
        assert "Syria" in moves[1]
        opened = await choose(world, message, "s|card", "IMU offshoots")
        assert shown(opened.response).startswith("## IMU offshoots\n-# class")

    async def test_what_is_said_of_both_is_not_told_again_below(self, world: World) -> None:
        text = shown(await look(world, "compare", first="china", second="pakistan"))
        assert text.count("has pressured") + text.count("have pressured") == 1
        assert "- **Both** have pressured Taliban: “to crack down on Central Asian militant groups” [1]" in text

    async def test_what_is_said_of_one_in_more_places_stands_on_a_line_of_its_own(self, world: World) -> None:
        text = shown(await look(world, "compare", first="tip", second="imu"))
        assert "- **Turkistan Islamic Party** is among Central Asian militant groups [1] [2]\n" in text
        assert "- **Islamic Movement of Uzbekistan** is among Central Asian militant groups [2]\n" in text
        assert text.count("- **Both** have a link from Taliban: “hosted or cooperated with”") == 2

    async def test_how_they_relate_is_told_from_either_end(self, world: World) -> None:
        for first, second in (("taliban", "isk"), ("isk", "taliban")):
            relate = shown(await look(world, "compare", first=first, second=second)).split("### Said of both")[0]
            assert "**Islamic State Khorasan** fights Taliban: “continues to wage a low-level insurgency” [" in relate
            assert "is fought by" not in relate

    async def test_an_actor_is_not_compared_with_itself(self, world: World) -> None:
        message = await look(world, "compare", first="imu", second="Islamic Movement of Uzbekistan")
        assert shown(message) == "Both are Islamic Movement of Uzbekistan. Choose two different actors to compare."

    @pytest.mark.parametrize("options", [{"first": "imu", "second": "nobody"}, {"first": "nobody", "second": "imu"}])
    async def test_whoever_is_not_known_is_said(self, world: World, options: dict[str, str]) -> None:
        assert (await look(world, "compare", **options)).content.startswith("I know no actor named “nobody”.")

    async def test_both_names_are_completed(self, world: World) -> None:
        for option in ("first", "second"):
            choices = await world.member.autocomplete(world.channel, "compare", option, "tali")
            assert choices[0] == {"name": "Taliban", "value": "taliban"}


class TestTimeline:
    async def test_what_is_dated_comes_first_in_the_document_s_words(self, world: World) -> None:
        text = shown(await look(world, "timeline"))
        places = [text.index(part) for part in ("### Dated", "September 11, 2001”", "With a time in words", "Undated")]
        assert places == sorted(places)
        assert (
            "- “in late August”: **Taliban** has conquered Afghanistan: “the Taliban’s conquest of Afghanistan” ["
            in text
        )
        assert "“at present” (as of 14 Oct 2021): " in text
        assert "- “over the past two decades”: **Taliban** is linked to" in text

    async def test_of_one_actor_only_its_own_is_told_below_its_name(self, world: World) -> None:
        message = await look(world, "timeline", actor="Afghanistan")
        head, *lines = [line for line in shown(message).split("\n") if line.startswith(("- ", "## "))]
        assert head == "## Timeline: Afghanistan"
        assert "- “in late August”: has been conquered by Taliban: “the Taliban’s conquest of Afghanistan” [1]" in lines
        assert "- until 11 Sep 2001 “in the years leading up to September 11, 2001”: designation: “a terr" in lines[0]
        assert not any("**" in line for line in lines)

    async def test_its_pages_can_be_turned_by_button_and_menu(self, world: World) -> None:
        message = await look(world, "timeline")
        turned = await world.member.click(message, label="Next ›")
        assert "### Undated, in document order (continued)" in shown(turned.response)
        first = await choose(world, turned.response, "s|page", "1:")
        assert shown(first.response) == shown(message)

    async def test_whoever_is_not_known_is_said(self, world: World) -> None:
        assert "I know no actor" in (await look(world, "timeline", actor="nobody")).content
        choices = await world.member.autocomplete(world.channel, "timeline", "actor", "tali")
        assert choices[0] == {"name": "Taliban", "value": "taliban"}


async def test_discrepancies_stand_side_by_side_with_their_quotations(world: World) -> None:
    message = await look(world, "discrepancies")
    text = shown(message)
    assert (
        "### 1: Taliban is linked to Islamic Movement of Uzbekistan, Jund al-Khilafah, Turkistan Islamic Party\n"
        in text
    )
    assert "**over the past two decades**" in text
    assert "**over the past two and a half decades**" in text
    opened = await choose(world, message, "s|quote", "[1]")
    assert "· ¶2" in shown(opened.response)


async def test_the_list_of_actors_opens_their_cards(world: World) -> None:
    message = await look(world, "actors", kind="state")
    opened = await choose(world, message, "s|card", "Tajikistan")
    assert shown(opened.response).startswith("## Tajikistan\n-# state")


async def test_the_list_of_documents_opens_the_first_paragraph(world: World) -> None:
    opened = await world.member.click(await look(world, "sources"), label="Read it")
    assert opened.ephemeral
    assert "**¶1**" in shown(opened.response)


async def test_a_document_is_read_from_its_beginning_where_no_paragraph_is_named(world: World) -> None:
    assert "**¶1**" in shown(await look(world, "read", document=DOCUMENT))


async def test_menus_survive_a_restart(world: World, make_bot: Callable[..., Bot]) -> None:
    message = await look(world, "actor", name="taliban")
    await world.env.restart_bot(make_bot())
    assert (await choose(world, message, "s|quote", "[1]")).ephemeral
    assert "page 2 of" in shown((await choose(world, message, "s|page", "2:")).response)


@pytest.fixture
async def small(
    tmp_path: Path, make_bot: Callable[..., Bot], running: Callable[..., AbstractAsyncContextManager[World]]
) -> AsyncIterator[World]:
    """A world with three documents of its own, one of them in full, one of long paragraphs."""
    folder = tmp_path / "knowledge"
    (folder / "documents").mkdir(parents=True)
    (folder / "actors").mkdir()
    paragraphs = "\n\n".join(f"The Blue Order came, number {number}." for number in range(1, 9))
    for slug, access in (("a", "full"), ("b", "excerpts")):
        front = f"title: Notes {slug}\npublisher: Office\naccess: {access}\nurl: https://example.org/{slug}\n"
        (folder / "documents" / f"{slug}.md").write_text(f"---\n{front}---\n{paragraphs}\n", encoding="utf-8")
    long = "\n\n".join(f"Of paragraph {number} this is one sentence. " * 90 for number in range(1, 4))
    (folder / "documents" / "c.md").write_text(f"---\ntitle: Long\npublisher: Office\n---\n{long}\n", encoding="utf-8")
    (folder / "actors" / "blue.yaml").write_text("kind: group\nname: Blue Order\n", encoding="utf-8")
    (folder / "actors" / "red.yaml").write_text("kind: group\nname: Red Order\n", encoding="utf-8")
    for slug, other in (("north", "south"), ("south", "north")):
        shared = f"aliases: [{{text: The Guard, type: weak, search_only: true}}]\nnot_to_be_confused_with: [{other}]\n"
        (folder / "actors" / f"{slug}.yaml").write_text(
            f"kind: group\nname: {slug.title()} Guard\n{shared}", encoding="utf-8"
        )
    async with running(make_bot(loaded(folder))) as here:
        yield here


async def test_a_document_in_full_is_leafed_through_to_either_end(small: World) -> None:
    message = await look(small, "read", document="a", paragraph=5)
    assert labels(message)[:2] == ["‹ ¶1–3", "¶7–8 ›"]
    onwards = await small.member.click(message, label="¶7–8 ›")
    assert onwards.response.id == message.id
    assert "number 7" in shown(onwards.response)
    assert "number 6" not in shown(onwards.response)
    assert [label for label in labels(onwards.response) if "¶" in label] == ["‹ ¶4–6"]


async def test_a_document_in_excerpts_is_not_leafed_through(small: World) -> None:
    message = await look(small, "read", document="b", paragraph=5)
    assert labels(message)[0] == "Original"
    assert not any("¶" in label for label in labels(message))
    assert shown(message).endswith("The rest is in the original.")


async def test_a_passage_behind_a_long_neighbour_is_what_is_opened_and_every_page_is_cited(small: World) -> None:
    message = await look(small, "read", document="c", paragraph=2)
    assert "**¶2**\n> Of paragraph 2" in shown(message)
    back = (await small.member.click(message, label="‹ Back")).response
    assert "Of paragraph 1" in shown(back)
    onwards = (
        await small.member.click((await small.member.click(back, label="Next ›")).response, label="Next ›")
    ).response
    for page in (message, back, onwards):
        assert shown(page).startswith("-# Long · Office · undated · ¶2\n")


async def test_several_documents_are_offered_in_a_menu(small: World) -> None:
    opened = await choose(small, await look(small, "sources"), "s|read", "Notes b")
    assert shown(opened.response).startswith("-# Notes b · Office · undated · ¶1")


async def test_names_in_several_documents_stand_with_their_titles(small: World) -> None:
    text = shown(await look(small, "actor", name="blue"))
    assert "- **Blue Order** · Notes a ¶1, ¶2, ¶3, ¶4, ¶5, ¶6, ¶7, ¶8 and more" in text
    assert "No fact is recorded of it." in text
    assert "- **Red Order** · in no document in these words" in shown(await look(small, "actor", name="red"))


async def test_actors_of_whom_nothing_is_recorded_share_nothing(small: World) -> None:
    text = shown(await look(small, "compare", first="blue", second="red"))
    assert "No source joins the two." in text
    assert "No source says the same of both." in text
    assert "one source" not in text


async def test_a_name_of_several_is_not_said_to_be_unknown(small: World) -> None:
    told = (await look(small, "actor", name="the guard")).content
    assert told == "“the guard” may mean North Guard or South Guard: give the name of one of them."


async def test_knowledge_without_times_or_differences_says_so(small: World) -> None:
    assert "Nothing that happens is recorded" in shown(await look(small, "timeline"))
    message = await look(small, "timeline", actor="red")
    assert wording.lookups.NOTHING_HAPPENS_TO_IT in shown(message)
    assert shown((await choose(small, message, "s|card", "Red Order")).response).startswith("## Red Order")
    assert "No two facts are recorded that differ" in shown(await look(small, "discrepancies"))


async def test_a_menu_says_so_when_the_fact_is_gone(
    folder: Path, make_bot: Callable[..., Bot], running: Callable[..., AbstractAsyncContextManager[World]]
) -> None:
    store = loaded(folder)
    async with running(make_bot(store)) as world:
        message = await look(world, "actor", name="aqis")
        file = folder / "actors" / "aqis.yaml"
        file.write_text(file.read_text(encoding="utf-8").partition("facts:")[0], encoding="utf-8")
        store.reload()
        gone = [await choose(world, message, "s|quote", option["label"]) for option in menus(message)["s|quote"]]
        assert any(wording.lookups.FACT_GONE in shown(each.response) for each in gone)
