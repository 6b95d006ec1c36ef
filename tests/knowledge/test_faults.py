"""Every kind of fault, put into a folder that is right otherwise: its exact place, message and remedy."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from bot.errors import KnowledgeError
from bot.knowledge.loader import load
from bot.knowledge.predicates import PREDICATES

if TYPE_CHECKING:
    from pathlib import Path

    from tests.knowledge.folder import KnowledgeFolder

BLUE, GREEN, DOL, RIVERS = "actors/blue.yaml", "actors/green.yaml", "actors/dol.yaml", "documents/rivers.md"
PREDICATES_HINT = f"    It is one of: {', '.join(name for name, known in PREDICATES.items() if known.written)}."

# What is done to the folder: a file to delete (name), to write (name, content) or to change (name, old, new); and what
# is said of it, line by line.
FAULTS: dict[str, tuple[tuple[str, *tuple[str | bytes, ...]], list[str]]] = {
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
    "unknown key in the front matter": (
        (RIVERS, "published:", "publishd:"),
        [
            'documents/rivers.md:4:1: unknown key "publishd"',
            (
                '    Did you mean "published"? Known keys: access, author, key_points, language, published, '
                "publisher, reliability, rights, sic, tags, title, url, via."
            ),
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
    "unknown predicate": (
        (BLUE, "predicate: hosts", "predicate: host"),
        [
            'actors/blue.yaml:11:5: unknown predicate "host"',
            '    Did you mean "hosts"?',
        ],
    ),
    "inverse predicate": (
        (BLUE, "predicate: hosts", "predicate: hosted_by"),
        [
            'actors/blue.yaml:11:5: unknown predicate "hosted_by"',
            '    It is only derived: write "hosts" in the file of the other actor.',
        ],
    ),
    "unknown predicate unlike any": (
        (BLUE, "predicate: hosts", "predicate: arrests"),
        [
            'actors/blue.yaml:11:5: unknown predicate "arrests"',
            PREDICATES_HINT,
        ],
    ),
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
    "change of direction in a title": (
        (RIVERS, "title: Two rivers", "title: Two \u202erivers"),
        [
            'documents/rivers.md:2:1: "title" holds the invisible character U+202E',
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
    "unknown stance": (
        (BLUE, "stance: asserted", "stance: assertd"),
        [
            'actors/blue.yaml:14:5: unknown stance "assertd"',
            '    Did you mean "asserted"? It is one of: asserted, reported, assessed, possible, stated.',
        ],
    ),
    "unknown stance of what has a hedge": (
        (BLUE, "stance: asserted", "stance: reportd\n    hedge: hosted"),
        [
            'actors/blue.yaml:14:5: unknown stance "reportd"',
            '    Did you mean "reported"? It is one of: asserted, reported, assessed, possible, stated.',
        ],
    ),
    "unknown alias type": (
        (BLUE, "type: aka", "type: nickname"),
        [
            'actors/blue.yaml:5:5: unknown alias type "nickname"',
            "    It is one of: aka, acronym, former, spelling, translation, metonym, weak.",
        ],
    ),
    "unknown access": (
        (RIVERS, "published:", "access: all\npublished:"),
        [
            'documents/rivers.md:4:1: unknown access "all"',
            "    It is one of: excerpts, full.",
        ],
    ),
    "unknown reliability": (
        (RIVERS, "published:", "reliability: G\npublished:"),
        [
            'documents/rivers.md:4:1: unknown reliability "G"',
            "    It is one of: A, B, C, D, E, F.",
        ],
    ),
    "unknown actor": (
        (BLUE, "object: green", "object: gren"),
        [
            'actors/blue.yaml:12:5: unknown actor "gren"',
            '    Did you mean "green"?',
        ],
    ),
    "actor given by name": (
        (BLUE, "object: green", "object: Green League"),
        [
            'actors/blue.yaml:12:5: unknown actor "Green League"',
            '    Did you mean "green"?',
        ],
    ),
    "unknown actor, nothing near": (
        (BLUE, "object: green", "object: xyzzy"),
        [
            'actors/blue.yaml:12:5: unknown actor "xyzzy"',
            "    Add actors/xyzzy.yaml, or correct the id.",
        ],
    ),
    "actor as its own object": (
        (BLUE, "object: green", "object: blue"),
        [
            "actors/blue.yaml:12:5: an actor cannot be the object of its own fact",
            "    Name the other actor.",
        ],
    ),
    "unknown speaker": (
        (BLUE, "    stance: asserted", "    stance: stated\n    speaker: Jan Doll"),
        [
            'actors/blue.yaml:15:5: unknown speaker "Jan Doll"',
            "    Give an actor's id, or words of the quoted paragraph.",
        ],
    ),
    "unknown document": (
        (BLUE, "document: rivers", "document: river"),
        [
            'actors/blue.yaml:18:9: unknown document "river"',
            '    Did you mean "rivers"?',
        ],
    ),
    "unknown paragraph": (
        (BLUE, "paragraph: 1", "paragraph: 3"),
        [
            "actors/blue.yaml:19:9: no ¶3 in rivers",
            "    It has ¶0 to ¶2.",
        ],
    ),
    "quotation not found": (
        (BLUE, "quote: The Blue Order hosted", "quote: The Blu Order hosts"),
        [
            "actors/blue.yaml:20:9: quote not found in ¶1 of rivers",
            '    The nearest text there is: "The Blue Order hosted the Green League for ten years"',
        ],
    ),
    "quotation in another paragraph": (
        (BLUE, "paragraph: 1", "paragraph: 2"),
        [
            "actors/blue.yaml:20:9: quote not found in ¶2 of rivers",
            "    It stands in ¶1.",
        ],
    ),
    "quotation like nothing": (
        (BLUE, "quote: The Blue Order hosted the Green League for ten years.", "quote: zzz 0000"),
        [
            "actors/blue.yaml:20:9: quote not found in ¶1 of rivers",
            "    Copy the words from the document.",
        ],
    ),
    "quotation twice": (
        (GREEN, "quote: The League is wary of the Order.", "quote: The League is"),
        [
            "actors/green.yaml:15:9: quote found 2 times in ¶2 of rivers",
            "    Quote more words, so that it stands there once.",
        ],
    ),
    "quotation that cuts a word": (
        (BLUE, "quote: The Blue", "quote: lue"),
        [
            "actors/blue.yaml:20:9: quote not found in ¶1 of rivers",
            '    The nearest text there is: "Blue Order hosted the Green League for ten years."',
        ],
    ),
    "value not in the quotation": (
        (BLUE, "value: hosted", "value: sheltered"),
        [
            "actors/blue.yaml:13:5: value not found in the quotation",
            "    Copy the words from the document.",
        ],
    ),
    "hedge not in the quotation": (
        (DOL, "hedge: Reportedly", "hedge: allegedly"),
        [
            "actors/dol.yaml:8:5: hedge not found in the quotation",
            '    The nearest text there is: "Reportedly"',
        ],
    ),
    "condition not in the quotation": (
        (DOL, "hedge: Reportedly", "hedge: Reportedly\n    condition: in summer"),
        [
            "actors/dol.yaml:9:5: condition not found in the quotation",
            "    Copy the words from the document.",
        ],
    ),
    "time not in the quotation": (
        (BLUE, "text: ten years", "text: two years"),
        [
            "actors/blue.yaml:16:7: time.text not found in the quotation",
            '    The nearest text there is: "ten years"',
        ],
    ),
    "hedge in one of two quotations only": (
        (
            DOL,
            "    sources:",
            "    sources:\n      - {document: rivers, paragraph: 1, quote: It may leave}",
        ),
        [
            "actors/dol.yaml:8:5: hedge not found in the quotation from ¶1",
            "    Copy the words from the document. Every source has to say it; give another its own fact.",
        ],
    ),
    "place not in the quotation": (
        (BLUE, "    stance: asserted", "    stance: asserted\n    place: Rivertown"),
        [
            "actors/blue.yaml:15:5: place not found in the quotation",
            "    Copy the words from the document.",
        ],
    ),
    "time that is no date": (
        (BLUE, "text: ten years", "text: ten years\n      start: 2020-13"),
        [
            'actors/blue.yaml:17:7: "start" must be a date, not "2020-13"',
            "    Write YYYY-MM-DD, YYYY-MM or YYYY, only as exactly as it is known.",
        ],
    ),
    "year that is guessed": (
        (BLUE, "text: ten years", "text: ten years\n      start: 2010-05-01\n      end: 2020"),
        [
            "actors/blue.yaml:17:7: no document that this fact cites gives the year 2010",
            "    Leave it out: a year is never guessed.",
        ],
    ),
    "time that ends before it starts": (
        (BLUE, "text: ten years", "text: ten years\n      start: 2020-05\n      end: 2020-04"),
        [
            "actors/blue.yaml:18:7: the time ends before it starts",
            "    Exchange start and end.",
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
    "stated without speaker": (
        (BLUE, "stance: asserted", "stance: stated"),
        [
            "actors/blue.yaml:14:5: a stated fact needs its speaker",
            "    Add speaker: an actor's id, or the document's words.",
        ],
    ),
    "reported without hedge": (
        (BLUE, "stance: asserted", "stance: reported"),
        [
            "actors/blue.yaml:14:5: a reported fact needs its hedge",
            '    Add hedge: the document\'s words, as "reportedly".',
        ],
    ),
    "asserted with a hedge": (
        (DOL, "stance: reported", "stance: asserted"),
        [
            "actors/dol.yaml:7:5: an asserted fact has a hedge or condition",
            "    It is reported or possible: the more cautious stance wins.",
        ],
    ),
    "possible without hedge or condition": (
        (BLUE, "stance: asserted", "stance: possible"),
        [
            "actors/blue.yaml:14:5: a possible fact needs its hedge or condition",
            "    Add the document's words that make it so.",
        ],
    ),
    "fact that says nothing": (
        (GREEN, "    object: blue\n", ""),
        [
            'actors/green.yaml:8:5: fact "wary" says nothing',
            "    Give it an object, a value or both.",
        ],
    ),
    "fact without sources": (
        (
            GREEN,
            "    sources:\n"
            "      - document: rivers\n"
            "        paragraph: 2\n"
            "        quote: The League is wary of the Order.",
            "    sources: []",
        ),
        [
            'actors/green.yaml:12:5: "sources" is empty',
            "    Every fact needs a document, a paragraph and a quote.",
        ],
    ),
    "duplicate fact id": (
        (
            BLUE,
            "facts:",
            "facts:\n"
            "  - id: hosted\n"
            "    predicate: mention\n"
            "    stance: asserted\n"
            "    sources: [{document: rivers, paragraph: 1, quote: It may leave}]",
        ),
        [
            'actors/blue.yaml:14:5: fact id "hosted" is given twice',
            "    It is the id of the fact in line 10; choose another.",
        ],
    ),
    "fact id that is no name": (
        (BLUE, "id: hosted", "id: Hosted It"),
        [
            'actors/blue.yaml:10:5: "id" must be a name such as "hosted-it", not "Hosted It"',
            "    Use lower case letters, digits and single hyphens, at most 80.",
        ],
    ),
    "unknown differs_from": (
        (BLUE, "    stance: asserted", "    stance: asserted\n    differs_from: green.weary"),
        [
            'actors/blue.yaml:15:5: unknown fact "green.weary"',
            '    Did you mean "green.wary"?',
        ],
    ),
    "key point that is no paragraph": (
        (RIVERS, "key_points: [1]", "key_points: [1, 9]"),
        [
            "documents/rivers.md:5:17: no ¶9 in rivers",
            "    It has ¶0 to ¶2.",
        ],
    ),
    "sic in no paragraph": (
        (RIVERS, "paragraph: 2", "paragraph: 5"),
        [
            "documents/rivers.md:7:5: no ¶5 in rivers",
            "    It has ¶0 to ¶2.",
        ],
    ),
    "sic that is not there": (
        (RIVERS, "words: it are dry", "words: it were dry"),
        [
            "documents/rivers.md:8:5: sic: words not found in ¶2",
            '    The nearest text there is: "it are dry."',
        ],
    ),
    "date that does not exist": (
        (RIVERS, "2020-05", "2021-02-30"),
        [
            'documents/rivers.md:4:1: "published" must be a date, not "2021-02-30"',
            "    Write YYYY-MM-DD, YYYY-MM or YYYY, only as exactly as it is known.",
        ],
    ),
    "date in words": (
        (RIVERS, "2020-05", "May 2020"),
        [
            'documents/rivers.md:4:1: "published" must be a date, not "May 2020"',
            "    Write YYYY-MM-DD, YYYY-MM or YYYY, only as exactly as it is known.",
        ],
    ),
    "address that is none": (
        (RIVERS, "published:", "url: example.org\npublished:"),
        [
            'documents/rivers.md:4:1: "url" must be a web address, not "example.org"',
            "    Begin it with https://",
        ],
    ),
    "language that is none": (
        (RIVERS, "published:", "language: Klingon!\npublished:"),
        [
            'documents/rivers.md:4:1: "language" must be a language tag, not "Klingon!"',
            '    Write it as BCP 47 has it: "en", "pt-BR".',
        ],
    ),
    "front matter that is bad YAML": (
        (RIVERS, "title: Two rivers", "title: [Two rivers"),
        [
            "documents/rivers.md:3:10: not valid YAML: did not find expected ',' or ']'",
            "    Check quotation marks, brackets and indentation here and in the line above.",
        ],
    ),
    "front matter that is a list": (
        (RIVERS, "---\n- title\n---\nText.\n"),
        ["documents/rivers.md:2:1: must be keys with their values, not a list", "    Write key: value."],
    ),
    "sic that is no entry": (
        (RIVERS, "  - paragraph: 2\n    words: it are dry", "  - it are dry"),
        [
            'documents/rivers.md:7:5: an item of "sic" must be keys with their values, not "it are dry"',
            "    Write key: value.",
        ],
    ),
    "front matter missing": (
        (RIVERS, "Just text.\n"),
        [
            "documents/rivers.md:1:1: front matter is missing",
            "    Begin the file with a line ---, then title: and publisher:, then a line ---.",
        ],
    ),
    "front matter without end": (
        (RIVERS, "---\ntitle: Two rivers\n"),
        [
            "documents/rivers.md:1:1: front matter has no end",
            "    Put a line --- between it and the text.",
        ],
    ),
    "front matter empty": (
        (RIVERS, "---\n---\nText.\n"),
        [
            "documents/rivers.md:1:1: front matter is empty",
            "    Begin the file with a line ---, then title: and publisher:, then a line ---.",
        ],
    ),
    "document without text": (
        (RIVERS, "---\ntitle: Two rivers\npublisher: River Office\n---\nTwo rivers\n"),
        [
            "documents/rivers.md:1:1: there is no text after the front matter",
            "    Put the document's text there.",
        ],
    ),
    "not UTF-8": (
        (BLUE, b"kind: group\nname: Gr\xfcn\n"),
        [
            "actors/blue.yaml:2:9: not UTF-8: byte 20 is 0xfc",
            "    Save the file as UTF-8.",
        ],
    ),
    "binary": (
        (BLUE, b"kind: group\nname: \x00\x01\n"),
        [
            "actors/blue.yaml:2:7: not a text file: byte 18 is NUL",
            "    Save it as plain text in UTF-8.",
        ],
    ),
    "commands to a terminal": (
        (RIVERS, "It may leave.", "It \x1b[8mmay leave."),
        [
            "documents/rivers.md:12:58: not a text file: byte 202 is ESC",
            "    Save it as plain text in UTF-8.",
        ],
    ),
    "commands to a terminal in one byte": (
        (BLUE, "kind: group\nname: Bl\x9b8mue\n".encode()),
        [
            "actors/blue.yaml:2:9: not a text file: byte 20 is CSI",
            "    Save it as plain text in UTF-8.",
        ],
    ),
    "empty file": (
        (BLUE, b" \n"),
        [
            "actors/blue.yaml: the file is empty",
            "    Fill it, or delete it.",
        ],
    ),
    "file of comments only": (
        (BLUE, b"# later\n"),
        [
            "actors/blue.yaml: the file is empty",
            "    Fill it, or delete it.",
        ],
    ),
    "no documents": (
        (RIVERS,),
        [
            "documents: no documents",
            "    Put at least one Markdown file with front matter there.",
        ],
    ),
    "file too large": (
        (BLUE, b"#" * 1_000_001),
        [
            "actors/blue.yaml: larger than 1,000,000 bytes",
            "    Split the file.",
        ],
    ),
    "name that is no slug": (
        ("actors/Blue Order.yaml", "kind: group\nname: X\n"),
        [
            'actors/Blue Order.yaml: "Blue Order" cannot be a name',
            (
                "    Rename it, for example to blue-order.yaml. Use lower case letters, digits and single "
                "hyphens, at most 80."
            ),
        ],
    ),
}


def faults(folder: Path) -> list[str]:
    with pytest.raises(KnowledgeError) as caught:
        load(folder)
    return "\n".join(map(str, caught.value.faults)).splitlines()


def warnings(folder: KnowledgeFolder) -> list[str]:
    return "\n".join(map(str, load(folder.path).warnings)).splitlines()


@pytest.mark.parametrize("kind", FAULTS)
def test_a_fault_names_its_place_what_is_wrong_and_what_to_do(folder: KnowledgeFolder, kind: str) -> None:
    (file, *change), expected = FAULTS[kind]
    match change:
        case []:
            folder.delete(file)
        case [str() | bytes() as content]:
            folder.write(file, content)
        case [str(old), str(new)]:
            folder.replace(file, old, new)
    assert faults(folder.path) == expected


def test_the_folder_is_right_without_them(folder: KnowledgeFolder) -> None:
    assert load(folder.path).warnings == ()


def test_a_folder_that_is_not_there(folder: KnowledgeFolder) -> None:
    path = folder.path / "elsewhere"
    assert faults(path) == [
        f"{path}: the knowledge folder does not exist",
        "    Name a folder that holds documents/ and actors/.",
    ]


def test_a_file_in_the_place_of_the_folder(folder: KnowledgeFolder) -> None:
    path = folder.path / BLUE
    assert faults(path) == [
        f"{path}: the knowledge folder is not a folder",
        "    Name a folder that holds documents/ and actors/.",
    ]


def test_a_file_in_the_place_of_the_actors(folder: KnowledgeFolder) -> None:
    for name in (BLUE, GREEN, DOL):
        folder.delete(name)
    (folder.path / "actors").rmdir()
    folder.write("actors", "kind: group")
    assert faults(folder.path) == ["actors: is not a folder", "    Make it a folder that holds .yaml files."]


def test_a_symbolic_link_out_of_the_folder(folder: KnowledgeFolder, tmp_path: Path) -> None:
    outside = tmp_path / "secret.yaml"
    outside.write_text("kind: group\nname: Secret\n", encoding="utf-8")
    (folder.path / "actors/linked.yaml").symlink_to(outside)
    assert faults(folder.path) == [
        "actors/linked.yaml: is a symbolic link that leads out of the knowledge folder",
        "    Put a copy here instead.",
    ]


def test_a_folder_linked_from_outside(folder: KnowledgeFolder, tmp_path: Path) -> None:
    (folder.path / "actors").rename(tmp_path / "actors")
    (folder.path / "actors").symlink_to(tmp_path / "actors")
    assert faults(folder.path) == [
        "actors: is a symbolic link that leads out of the knowledge folder",
        "    Put a copy here instead.",
    ]


def test_a_symbolic_link_within_the_folder_is_followed(folder: KnowledgeFolder) -> None:
    (folder.path / "parts").mkdir()
    (folder.path / DOL).rename(folder.path / "parts/dol")
    (folder.path / DOL).symlink_to("../parts/dol")
    assert "dol" in load(folder.path).actors


def test_a_link_to_itself(folder: KnowledgeFolder) -> None:
    (folder.path / "actors/loop.yaml").symlink_to("loop.yaml")
    assert faults(folder.path) == [
        "actors/loop.yaml: is not a file",
        "    Put a plain file here.",
    ]


def test_a_folder_that_may_not_be_read(folder: KnowledgeFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    # Root may read everything, so the refusal is made here.
    monkeypatch.setattr("pathlib.Path.iterdir", refuse)
    assert faults(folder.path) == [
        f"{folder.path}: the knowledge folder cannot be read (Permission denied)",
        "    Check the folder's permissions.",
    ]


def test_three_actors_of_one_name_are_told_apart_two_by_two(folder: KnowledgeFolder) -> None:
    folder.replace(BLUE, "aliases:", "not_to_be_confused_with: [green, red]\naliases:")
    folder.replace(GREEN, "not_to_be", "aliases:\n  - {text: the order, type: aka}\nnot_to_be")
    shared = "aliases:\n  - {text: The Order, type: aka}\nnot_to_be_confused_with: [blue]\n"
    folder.write("actors/red.yaml", f"kind: group\nname: Red\n{shared}")
    assert faults(folder.path) == [
        'actors/red.yaml:4:6: "The Order" is a name of green as well (actors/green.yaml:4)',
        "    Remove one, or list each actor in the other's not_to_be_confused_with.",
    ]


def test_a_pipe_is_not_waited_for(folder: KnowledgeFolder) -> None:
    os.mkfifo(folder.path / "actors/pipe.yaml")
    assert faults(folder.path) == ["actors/pipe.yaml: is not a file", "    Put a plain file here."]


def test_a_link_to_nothing(folder: KnowledgeFolder) -> None:
    (folder.path / "hedges.yaml").unlink()
    (folder.path / "hedges.yaml").symlink_to("gone.yaml")
    assert faults(folder.path) == ["hedges.yaml: is not a file", "    Put a plain file here."]


def test_a_file_that_may_not_be_read(folder: KnowledgeFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, *_: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    # As above.
    monkeypatch.setattr("pathlib.Path.open", refuse)
    assert faults(folder.path)[:2] == [
        "actors/blue.yaml: cannot be read (Permission denied)",
        "    Check the file's permissions.",
    ]


def test_all_faults_of_all_files_are_told_in_one_run(folder: KnowledgeFolder) -> None:
    folder.replace(BLUE, "kind: group", "kind: grup")
    folder.replace(BLUE, "value: hosted", "value: fought")
    folder.replace(BLUE, "type: aka", "typ: aka")
    folder.replace(GREEN, "quote: The League is wary", "quote: The League is afraid")
    folder.replace(RIVERS, "published: 2020-05", "published: May")
    folder.write("hedges.yaml", "possible: may\n")
    assert [line for line in faults(folder.path) if not line.startswith(" ")] == [
        'actors/blue.yaml:1:1: unknown kind "grup"',
        'actors/blue.yaml:5:5: unknown key "typ"',
        "actors/blue.yaml:13:5: value not found in the quotation",
        "actors/green.yaml:15:9: quote not found in ¶2 of rivers",
        'documents/rivers.md:4:1: "published" must be a date, not "May"',
        'hedges.yaml:1:1: "possible" must be a list, not "may"',
    ]


def test_a_faulty_document_is_no_fault_of_those_who_quote_it(folder: KnowledgeFolder) -> None:
    folder.write(RIVERS, "No front matter.")
    assert [line for line in faults(folder.path) if not line.startswith(" ")] == [
        "documents/rivers.md:1:1: front matter is missing"
    ]


def test_two_actors_may_share_an_alias_if_each_lists_the_other(folder: KnowledgeFolder) -> None:
    folder.replace(GREEN, "not_to_be", "aliases:\n  - {text: the order, type: aka}\nnot_to_be")
    folder.replace(BLUE, "aliases:", "not_to_be_confused_with: [green]\naliases:")
    assert load(folder.path).warnings == ()


def test_a_hedge_in_a_quotation_of_a_fact_without_one_is_a_warning(folder: KnowledgeFolder) -> None:
    folder.replace(DOL, "    stance: reported\n    hedge: Reportedly", "    stance: asserted")
    assert warnings(folder) == [
        'actors/dol.yaml:7:5: the quotation has "reportedly", but the fact has no hedge',
        "    Is the stance as cautious as the words? Add hedge:, or quote less.",
    ]


def test_a_search_only_name_that_a_document_uses_is_a_warning(folder: KnowledgeFolder) -> None:
    folder.replace(BLUE, "text: BO", "text: BLUE Order's")
    folder.replace(BLUE, "text: the Order\n    type: aka", "text: the order\n    type: aka\n    search_only: true")
    assert [line for line in warnings(folder) if not line.startswith(" ")] == [
        'actors/blue.yaml:4:5: search-only alias "the order" stands in a document',
        'actors/blue.yaml:7:5: alias "BLUE Order\'s" repeats a name of this actor',
        'actors/blue.yaml:7:5: search-only alias "BLUE Order\'s" stands in a document',
    ]


def test_a_search_only_name_within_a_longer_name_is_no_use_of_it(folder: KnowledgeFolder) -> None:
    folder.replace(BLUE, "text: BO", "text: Green")
    assert warnings(folder) == []


def test_a_name_in_capitals_is_not_used_by_a_word_in_small_letters(folder: KnowledgeFolder) -> None:
    folder.replace(BLUE, "text: BO", "text: IT")
    assert warnings(folder) == []


def test_files_that_are_not_read_are_warnings(folder: KnowledgeFolder) -> None:
    folder.write("actors/red.yml", "kind: group")
    folder.write("actors/.red.yaml.swp", "kind: group")
    folder.write("hedging.yaml", "possible: []")
    folder.write("README.md", "How to write these files.")
    assert warnings(folder) == [
        "actors/red.yml: this file is not read",
        "    Only *.yaml files of this folder are.",
        "hedging.yaml: this file is not read",
        "    Documents belong in documents/, actors in actors/.",
    ]


def test_a_group_of_one_synonym_is_a_warning(folder: KnowledgeFolder) -> None:
    folder.replace("synonyms.yaml", "[river, stream]", "[river]")
    assert warnings(folder) == [
        'synonyms.yaml: group 1 of synonyms has one word only, "river"',
        "    A group needs two words or more that mean the same.",
    ]


def test_a_synonym_around_an_actors_name_is_a_warning(folder: KnowledgeFolder) -> None:
    folder.replace("synonyms.yaml", "[river, stream]", "[river, Blue Order river, BO, bo water, stream]")
    assert warnings(folder) == [
        'synonyms.yaml:2:13: synonym "Blue Order river" holds a name of blue, so that no question matches it',
        "    Make it an alias of blue, or leave the name out of it.",
    ]


@pytest.mark.parametrize(
    "name", ["al-Qa'ida", "AC/DC (band)", "J. Müller & Söhne", "تحریک\u200cطالبان", "C-4_x", "#1 Unit"]
)
def test_a_name_may_have_what_names_have(folder: KnowledgeFolder, name: str) -> None:
    folder.replace(GREEN, "name: Green Leaf", f"name: {json.dumps(name)}")
    assert warnings(folder) == []
