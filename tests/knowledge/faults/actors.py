"""What is wrong with an actor, its kind, its names and its aliases."""

from __future__ import annotations

from tests.knowledge.faults.case import BLUE, GREEN, Case

FAULTS: dict[str, Case] = {
    "line break in a name": (
        (GREEN, "name: Green League", 'name: "Green\\nLeague"'),
        [
            'actors/green.yaml:2:1: "name" holds a line break',
            "    Write it as plain text on one line.",
        ],
    ),
    "control character in a name": (
        (GREEN, "name: Green League", 'name: "Green\\x07 League"'),
        [
            'actors/green.yaml:2:1: "name" holds the invisible character U+0007',
            "    Write it as plain text on one line.",
        ],
    ),
    "mention of everyone as an alias": (
        (BLUE, "text: BO", "text: 'BO @everyone'"),
        [
            'actors/blue.yaml:6:5: "text" holds "@everyone"',
            "    Write the name as people do, without marks of a chat program.",
        ],
    ),
    "code in a name": (
        (GREEN, "name: Green Leaf", "name: Green `Leaf`"),
        [
            'actors/green.yaml:5:5: "name" holds "`"',
            "    Write the name as people do, without marks of a chat program.",
        ],
    ),
    "unknown kind": (
        (BLUE, "kind: group", "kind: grup"),
        [
            'actors/blue.yaml:1:1: unknown kind "grup"',
            '    Did you mean "group"? It is one of: group, state, person, organisation, place, class.',
        ],
    ),
    "unknown alias type": (
        (BLUE, "type: aka", "type: nickname"),
        [
            'actors/blue.yaml:5:5: unknown alias type "nickname"',
            "    It is one of: aka, acronym, former, spelling, translation, metonym, weak.",
        ],
    ),
    "alias collision": (
        (
            GREEN,
            "not_to_be",
            "aliases:\n  - {text: order, type: aka, search_only: true}\n  - {text: The Order, type: aka}\nnot_to_be",
        ),
        [
            'actors/green.yaml:5:6: "The Order" is a name of blue as well (actors/blue.yaml:4)',
            "    Remove one, or list each actor in the other's not_to_be_confused_with.",
        ],
    ),
    "alias that no document uses": (
        (BLUE, "text: BO\n    type: acronym\n    search_only: true", "text: BO\n    type: acronym"),
        [
            'actors/blue.yaml:6:5: no document uses alias "BO"',
            "    Correct it, or add search_only: true if people only type it.",
        ],
    ),
    "alias without a word": (
        (BLUE, "text: the Order", 'text: "—"'),
        [
            'actors/blue.yaml:4:5: alias "—" holds no word',
            "    Remove it.",
        ],
    ),
    "a people's name as alias": (
        (BLUE, "text: BO", "text: Dolians"),
        [
            (
                'actors/blue.yaml:6:5: "Dolians" is the name of a people, a faith or a language ("Dolian" in '
                "synonyms.yaml)"
            ),
            "    It never stands for an actor; remove it.",
        ],
    ),
    "a people's name as name": (
        (BLUE, "name: Blue Order", "name: Dolian"),
        [
            'actors/blue.yaml:2:1: "Dolian" is the name of a people, a faith or a language ("Dolian" in synonyms.yaml)',
            "    It never stands for an actor; remove it.",
        ],
    ),
    "confusion with an unknown actor": (
        (GREEN, "  - blue\n", "  - blu\n"),
        [
            'actors/green.yaml:4:5: "blu" is no actor, and has no reason',
            '    Did you mean "blue"? Write an actor\'s id, or name: and reason:.',
        ],
    ),
}
