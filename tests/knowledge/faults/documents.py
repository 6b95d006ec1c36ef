"""What is wrong with a document and its front matter."""

from __future__ import annotations

from tests.knowledge.faults.case import RIVERS, Case

FAULTS: dict[str, Case] = {
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
    "change of direction in a title": (
        (RIVERS, "title: Two rivers", "title: Two \u202erivers"),
        [
            'documents/rivers.md:2:1: "title" holds the invisible character U+202E',
            "    Write it as plain text on one line.",
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
}
