"""A small knowledge folder that is right, for tests to put one thing wrong in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

REPORT = """\
---
title: Two rivers
publisher: The River Office
published: 2020-05
key_points: [1]
sic:
  - paragraph: 2
    words: it are dry
---
Two rivers

The Blue Order hosted the Green League for ten years. It may leave.

Reportedly, “Jan Dol” shelters the League; in summer it are dry. The League is wary of the Order. The League is small.
"""

BLUE = """\
kind: group
name: Blue Order
aliases:
  - text: the Order
    type: aka
  - text: BO
    type: acronym
    search_only: true
facts:
  - id: hosted
    predicate: hosts
    object: green
    value: hosted
    stance: asserted
    time:
      text: ten years
    sources:
      - document: rivers
        paragraph: 1
        quote: The Blue Order hosted the Green League for ten years.
"""

GREEN = """\
kind: group
name: Green League
not_to_be_confused_with:
  - blue
  - name: Green Leaf
    reason: a party elsewhere
facts:
  - id: wary
    predicate: wary_of
    object: blue
    stance: asserted
    sources:
      - document: rivers
        paragraph: 2
        quote: The League is wary of the Order.
"""

DOL = """\
kind: person
name: Jan Dol
facts:
  - id: shelter
    predicate: shelters
    object: green
    stance: reported
    hedge: Reportedly
    sources:
      - document: rivers
        paragraph: 2
        quote: Reportedly, "Jan Dol" shelters the League
"""

SYNONYMS = """\
groups:
  - [river, stream]
peoples: [Dolian]
"""

HEDGES = """\
possible: [may, mayhap]
reported: [reportedly, it is whispered]
"""

FILES = {
    "documents/rivers.md": REPORT,
    "actors/blue.yaml": BLUE,
    "actors/dol.yaml": DOL,
    "actors/green.yaml": GREEN,
    "synonyms.yaml": SYNONYMS,
    "hedges.yaml": HEDGES,
}


class KnowledgeFolder:
    """A knowledge folder on disk that can be changed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        for name, text in FILES.items():
            self.write(name, text)

    def write(self, name: str, content: str | bytes) -> None:
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    def replace(self, name: str, old: str, new: str) -> None:
        text = (self.path / name).read_bytes().decode()
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        self.write(name, text.replace(old, new))

    def delete(self, name: str) -> None:
        (self.path / name).unlink()
