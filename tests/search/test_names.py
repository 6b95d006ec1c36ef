from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from bot.search.names import SHORTEST_GUESS, Mention, Names
from bot.text import phrase, words
from tests.material import actor, questions, shipped

NAMES = Names(shipped().actors, shipped().peoples)


def named(text: str) -> list[str]:
    return [actor for mention in NAMES.find(words(text)) for actor in mention.actors]


def guessed(text: str, names: Names = NAMES, known: tuple[str, ...] = ()) -> list[str]:
    return [a for m in names.guess(words(text), lambda word: word.folded in known) for a in m.actors]


def small(*actors: tuple[str, ...], peoples: tuple[str, ...] = ()) -> Names:
    made = [actor(actor_id, name, *aliases) for actor_id, name, *aliases in actors]
    return Names({a.id: a for a in made}, peoples)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Who is wary of the Taliban?", ["taliban"]),
        ("AQIS", ["aqis"]),
        ("al-Qaeda", ["al-qaeda"]),
        ("al Qaeda", ["al-qaeda"]),
        ("Al-Qaeda in the Indian Subcontinent", ["aqis"]),
        ("AL-QAEDA IN THE INDIAN SUBCONTINENT and al-qaeda", ["aqis", "al-qaeda"]),
        ("Islamic State Khorasan", ["isk"]),
        ("ISIS-K, ISKP and IS-K", ["isk", "isk", "isk"]),
        ("the Islamic Movement of Uzbekistan (IMU)", ["imu", "imu"]),
        ("Dushanbe", ["tajikistan"]),
        ("PRC", ["china"]),
        ("The U.S. and the US", ["united-states", "united-states"]),
        ("tell us", []),
        ("Us too", []),
        ("Tajikistan’s", ["tajikistan"]),
        ("a Tajik fighter", []),
        ("nothing of the kind", []),
    ],
)
def test_names_are_found_as_people_write_them(text: str, expected: list[str]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(("text", "expected"), [("Red Red Red", ["three"]), ("Red Red", ["two"]), ("Red", [])])
def test_the_longest_name_is_found_that_the_text_has_room_for(text: str, expected: list[str]) -> None:
    names = small(("three", "Red Red Red"), ("two", "Red Red"))
    assert [actor for mention in names.find(words(text)) for actor in mention.actors] == expected


def test_a_long_name_takes_no_long_time() -> None:
    names = small(("endless", "Red " * 1000 + "End"), ("two", "Red Blue"))
    assert [mention.actors for mention in names.find(words("Red " * 100_000 + "Blue"))] == [("two",)]


def test_every_name_and_alias_that_is_shipped_finds_its_own_actor() -> None:
    lost = [
        (actor.id, text)
        for actor in shipped().actors.values()
        for text in (actor.name, *(alias.text for alias in actor.aliases))
        if actor not in NAMES.resolve(text)
    ]
    assert lost == []


def test_the_longest_name_wins_and_leaves_no_word_to_a_shorter_one() -> None:
    names = small(("order", "Order"), ("blue", "Blue Order"), ("bluest", "Blue Order of the North"))
    text = words("The Blue Order, Blue Order of the North, Blue Order of Order")
    assert [(m.start, m.end, m.actors) for m in names.find(text)] == [
        (1, 3, ("blue",)),
        (3, 8, ("bluest",)),
        (8, 10, ("blue",)),
        (11, 12, ("order",)),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [("What did WHO say?", 1), ("Who said it?", 0), ("who said it", 0), ("WHO SAID IT?", 0), ("He is it.", 0)],
)
def test_an_acronym_that_is_also_a_word_counts_in_capitals_only(text: str, found: int) -> None:
    names = small(("who", "World Health Organisation", "WHO"), ("is", "Islamic State", "IS"))
    assert len(names.find(words(text))) == found


def test_a_shared_alias_names_all_who_share_it() -> None:
    names = small(("blue", "Blue Order", "the Order"), ("red", "Red Order", "the Order"))
    assert names.find(words("the Order")) == [Mention(0, 2, ("blue", "red"))]
    assert [a.id for a in names.resolve("The Order")] == ["blue", "red"]


@given(questions())
def test_mentions_are_in_order_and_do_not_overlap(question: str) -> None:
    text = words(question)
    names = small(("order", "Order", "the Order of Stone"), ("league", "League"), ("us", "U.S."))
    mentions = names.find(text)
    assert all(m.start < m.end <= len(text) for m in mentions)
    assert all(before.end <= after.start for before, after in pairwise(mentions))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Talban", "taliban"),
        ("Talibna", "taliban"),
        ("Cihna", "china"),
        ("Chiina", "china"),
        ("Tajikstan", "tajikistan"),
        ("Tadjikistan", "tajikistan"),
        ("Pakstan", "pakistan"),
        ("Afganistan", "afghanistan"),
        ("afhganistan", "afghanistan"),
        ("Jund al-Kilafah", "jund-al-khilafah"),
        ("Amrulah Saleh", "amrullah-saleh"),
        ("Turkestan Islamic Party", "tip"),
        ("Islamic State Khorosan", "isk"),
    ],
)
def test_a_slip_of_the_keyboard_still_means_the_actor(typed: str, meant: str) -> None:
    assert meant in named(typed) + guessed(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "Kazakhstan",
        "Uzbekistan",
        "Kyrgyzstan",
        "Turkmenistan",
        "Hindustan",
        "relevant",
        "talisman",
        "panther",
        "sales",
        "chins",
        "chine",
        "Pakistani",
        "Syrian",
        "AQAP",
        "ISIL",
        "Tajiks",
        "Omar",
    ],
)
def test_another_word_is_not_taken_for_a_misspelt_name(typed: str) -> None:
    assert guessed(typed) == []


def test_words_that_mean_something_else_are_left_alone() -> None:
    assert guessed("Talban") == ["taliban"]
    assert guessed("Talban", known=("talban",)) == []


@given(st.text("abcdefgжλ", min_size=SHORTEST_GUESS + 2, max_size=12), st.data())
def test_every_name_within_two_slips_is_near(name: str, data: st.DataObject) -> None:
    typed = name
    for _ in range(2):
        at = data.draw(st.integers(0, len(typed) - 1))
        slip = data.draw(st.sampled_from([typed[at], "", "z", f"{typed[at]}ж", "λ"]))
        typed = typed[:at] + slip + typed[at + 1 :]
    assert [actor.id for actor in small(("one", name), ("other", "Unlike")).complete(typed)] == ["one"]


def test_an_actor_of_many_spellings_does_not_hide_another_that_is_as_near() -> None:
    spellings = [f"Novogorod{letter}" for letter in "abcdefghijklmnopqrst"]
    assert guessed("Novogorod", small(("one", *spellings))) == ["one"]
    assert guessed("Novogorod", small(("one", *spellings), ("other", "Novogorodz"))) == []


def test_a_people_is_never_a_misspelt_actor() -> None:
    assert guessed("Dolians", small(("dol", "Dolia", "Dolianz"), peoples=("Dolians",))) == []
    assert guessed("Dolians", small(("dol", "Dolia", "Dolianz"))) == ["dol"]


def test_between_two_actors_nothing_is_guessed() -> None:
    names = small(("niger", "Nigeria"), ("alger", "Algeria"), ("south", "South Sudan"), ("north", "North Sudan"))
    assert guessed("Nlgeria", names) == []
    assert guessed("Nigerla", names) == ["niger"]
    assert guessed("Nouth Sudan", names) == []


def test_what_several_share_is_not_guessed() -> None:
    assert guessed("Ordre", small(("blue", "Blue", "Order"), ("red", "Red", "Order"))) == []


@given(st.sampled_from(sorted(shipped().actors)), st.data())
def test_a_guess_is_never_nearer_to_the_name_of_another_actor(actor_id: str, data: st.DataObject) -> None:
    name = " ".join(phrase(shipped().actors[actor_id].name))
    at = data.draw(st.integers(0, len(name)))
    typed = name[:at] + data.draw(st.sampled_from("abeiknorst")) + name[at + data.draw(st.integers(0, 2)) :]
    for guess in NAMES.guess(words(typed), lambda _: False):
        span = " ".join(word.folded for word in words(typed)[guess.start : guess.end])
        distances = {
            a.id: min(OSA.distance(span, " ".join(phrase(t))) for t in (a.name, *(alias.text for alias in a.aliases)))
            for a in shipped().actors.values()
        }
        mine = distances.pop(guess.actors[0])
        assert mine <= 2
        assert min(d for other, d in distances.items()) > mine


@given(questions())
def test_guessing_takes_any_text(question: str) -> None:
    text = words(question)
    mentions = NAMES.guess(text, lambda _: False)
    assert all(m.guessed and m.end <= len(text) and len(m.actors) == 1 for m in mentions)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("tal", "taliban"),
        ("TAL", "taliban"),
        ("massoud", "ahmad-massoud"),
        ("subcont", "aqis"),
        ("dush", "tajikistan"),
        ("u.s", "united-states"),
        ("talbian", "taliban"),
    ],
)
def test_completion_knows_beginnings_words_aliases_and_slips(typed: str, first: str) -> None:
    assert NAMES.complete(typed)[0].id == first


def test_completion_of_nothing_lists_actors_and_of_nonsense_none() -> None:
    assert len(NAMES.complete("")) == 25
    assert len(NAMES.complete("", limit=3)) == 3
    assert NAMES.complete("xyzzyplugh") == []
    assert NAMES.complete("?!") == []


@given(questions(), st.integers(0, 30))
def test_completion_is_bounded_and_without_repetition(typed: str, limit: int) -> None:
    ids = [a.id for a in NAMES.complete(typed, limit)]
    assert len(ids) <= limit
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("taliban", ["taliban"]),
        ("amrullah-saleh", ["amrullah-saleh"]),
        ("The U.S.", []),
        ("U.S.", ["united-states"]),
        ("Talban", ["taliban"]),
        ("Talban fighters", []),
        ("Taliban and China", []),
        ("", []),
        ("xyzzy", []),
    ],
)
def test_a_whole_name_or_id_resolves(typed: str, ids: list[str]) -> None:
    assert [a.id for a in NAMES.resolve(typed)] == ids


def test_without_actors_there_are_no_names() -> None:
    names = Names({})
    assert (names.find(words("Taliban")), names.complete("T"), names.resolve("Taliban")) == ([], [], ())
