"""What is wrong with a file as such: its name, size and encoding."""

from __future__ import annotations

from tests.knowledge.faults.case import BLUE, RIVERS, Case

FAULTS: dict[str, Case] = {
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
