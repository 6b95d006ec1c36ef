"""What is wrong with a file before it is asked what it says: YAML, keys, kinds of values."""

from __future__ import annotations

from tests.knowledge.faults.case import BLUE, RIVERS, Case

FAULTS: dict[str, Case] = {
    "bad YAML": (
        (BLUE, "name: Blue Order", "name: 'Blue Order"),
        [
            "actors/blue.yaml:2:7: not valid YAML: found unexpected end of stream while scanning a quoted scalar",
            "    Check quotation marks, brackets and indentation here and in the line above.",
        ],
    ),
    "a colon in a plain value": (
        (BLUE, "value: hosted", "value: hosted: long"),
        [
            "actors/blue.yaml:13:18: not valid YAML: mapping values are not allowed in this context",
            "    Put a value that holds a colon in quotation marks, and check the indentation.",
        ],
    ),
    "a tab for indentation": (
        (BLUE, "    type: aka", "\ttype: aka"),
        [
            "actors/blue.yaml:5:1: not valid YAML: found a tab character that violates indentation",
            "    Indent by spaces, not by tabs.",
        ],
    ),
    "unknown key": (
        (BLUE, "    stance: asserted", "    stanse: asserted"),
        [
            'actors/blue.yaml:14:5: unknown key "stanse"',
            (
                '    Did you mean "stance"? Known keys: condition, differs_from, hedge, id, negated, object, '
                "place, predicate, sources, speaker, stance, time, value."
            ),
        ],
    ),
    "unknown key at the top": (
        (BLUE, "aliases:", "alias:"),
        [
            'actors/blue.yaml:3:1: unknown key "alias"',
            '    Did you mean "aliases"? Known keys: aliases, facts, kind, name, not_to_be_confused_with.',
        ],
    ),
    "missing key": (
        (BLUE, "        paragraph: 1\n", ""),
        [
            'actors/blue.yaml:18:9: "paragraph" is missing',
            "    Add paragraph: and its value.",
        ],
    ),
    "missing key at the top": (
        (BLUE, "kind: group\n", ""),
        [
            'actors/blue.yaml:1:1: "kind" is missing',
            "    Add kind: and its value.",
        ],
    ),
    "list where text belongs": (
        (BLUE, "name: Blue Order", "name: [Blue, Order]"),
        [
            'actors/blue.yaml:2:1: "name" must be text, not a list',
            "    Write one value behind the colon.",
        ],
    ),
    "text where a list belongs": (
        (RIVERS, "key_points: [1]", "key_points: one"),
        [
            'documents/rivers.md:5:1: "key_points" must be a list, not "one"',
            "    Begin each item with a hyphen.",
        ],
    ),
    "keys where text belongs": (
        (BLUE, "value: hosted", "value: {a: b}"),
        [
            'actors/blue.yaml:13:5: "value" must be text, not keys with values',
            "    Write one value behind the colon.",
        ],
    ),
    "text where keys belong": (
        (BLUE, "    time:\n      text: ten years", "    time: ten years"),
        [
            'actors/blue.yaml:15:5: "time" must be keys with their values, not "ten years"',
            "    Write key: value.",
        ],
    ),
    "two faults in what is left out": (
        (BLUE, "text: ten years", "txt: ten years\n      begin: 1999"),
        [
            'actors/blue.yaml:16:7: unknown key "txt"',
            '    Did you mean "text"? Known keys: end, start, text.',
            'actors/blue.yaml:17:7: unknown key "begin"',
            "    Known keys: end, start, text.",
        ],
    ),
    "list where a file of keys belongs": (
        (BLUE, "- kind: group\n"),
        [
            "actors/blue.yaml:1:1: must be keys with their values, not a list",
            "    Write key: value.",
        ],
    ),
    "word where a number belongs": (
        (BLUE, "paragraph: 1", "paragraph: one"),
        [
            'actors/blue.yaml:19:9: "paragraph" must be a whole number, not "one"',
            "    Write digits, as 6.",
        ],
    ),
    "yes where true belongs": (
        (BLUE, "search_only: true", "search_only: yes"),
        [
            'actors/blue.yaml:8:5: "search_only" must be true or false, not "yes"',
        ],
    ),
    "value left empty": (
        (BLUE, "value: hosted", "value:"),
        [
            'actors/blue.yaml:13:5: "value" is empty',
            "    Give it a value, or remove the key.",
        ],
    ),
    "list where a number belongs": (
        (RIVERS, "key_points: [1]", "key_points: [[1]]"),
        [
            'documents/rivers.md:5:14: an item of "key_points" must be a whole number, not a list',
            "    Write digits, as 6.",
        ],
    ),
    "list where true belongs": (
        (BLUE, "search_only: true", "search_only: [true]"),
        [
            'actors/blue.yaml:6:5: no document uses alias "BO"',
            "    Correct it, or add search_only: true if people only type it.",
            'actors/blue.yaml:8:5: "search_only" must be true or false, not a list',
        ],
    ),
    "duplicate key": (
        (BLUE, "    stance: asserted\n", "    stance: asserted\n    stance: possible\n"),
        [
            'actors/blue.yaml:15:5: key "stance" is given twice',
            "    It stands in line 14 already; keep one.",
        ],
    ),
    "anchor and alias": (
        (BLUE, "    value: hosted", "    value: &word hosted\n    hedge: *word"),
        [
            "actors/blue.yaml:13:12: anchor &word is not allowed",
            "    Write the value out where it is needed.",
            "actors/blue.yaml:14:12: alias *word is not allowed",
            "    Write the value out where it is needed.",
        ],
    ),
    "nesting bomb": (
        (BLUE, "value: hosted", "value: " + "[" * 5000),
        [
            "actors/blue.yaml:13:21: nested more than 12 levels deep",
            "    Nothing here needs that; check the brackets.",
        ],
    ),
    "too many values": (
        ("synonyms.yaml", "[Dolian]", "[" + "a," * 200_001 + "]"),
        [
            "synonyms.yaml:3:399995: more than 200000 values in one file",
            "    Split the file.",
        ],
    ),
    "Python tag": (
        (BLUE, "value: hosted", 'value: !!python/object/apply:os.system ["ls"]'),
        [
            'actors/blue.yaml:13:5: "value" must be text, not a list',
            "    Write one value behind the colon.",
            "actors/blue.yaml:13:12: tag !!python/object/apply:os.system is not allowed",
            "    Remove the tag; every value is plain text.",
        ],
    ),
    "key that is no text": (
        (BLUE, "kind: group", "kind: group\n? [a]\n: b"),
        [
            "actors/blue.yaml:2:3: a key must be plain text",
            "    Write key: value.",
        ],
    ),
    "two YAML documents": (
        (BLUE, "kind: group", "kind: group\n---\n"),
        [
            "actors/blue.yaml:2:1: a second YAML document begins here",
            '    Remove the line "---".',
        ],
    ),
    "control character": (
        (BLUE, "value: hosted", "value: hosted\x07"),
        [
            "actors/blue.yaml:13:18: control character U+0007 is not allowed",
            "    Delete it.",
        ],
    ),
}
