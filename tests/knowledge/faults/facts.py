"""What is wrong with a fact: its predicate, stance, actors, time and quotation."""

from __future__ import annotations

from bot.knowledge.predicates import PREDICATES
from tests.knowledge.faults.case import BLUE, DOL, GREEN, Case

PREDICATES_HINT = f"    It is one of: {', '.join(name for name, known in PREDICATES.items() if known.written)}."

FAULTS: dict[str, Case] = {
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
}
