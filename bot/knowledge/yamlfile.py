"""YAML, read so that nothing in it can surprise: every scalar stays the text that the author wrote.

The reader works on the parser's events and builds plain dicts, lists and strings itself: no tag is ever looked up, no
alias followed, no type guessed (``NO``, ``2021-10-14`` and ``0x10`` stay strings), and what is nested too deeply is
turned away before anything is composed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.knowledge.report import Report

Path = tuple[str | int, ...]
Place = tuple[int, int]

MAX_DEPTH = 12
MAX_NODES = 200_000

# The C parser is some ten times faster; both give the same events.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Tree:
    """What a YAML text says: dicts, lists and strings, and where each key or list item stands (line, column from 1)."""

    data: Any
    places: dict[Path, Place]

    def place(self, path: Path) -> Place:
        """Return where `path` stands, or the nearest thing around it that has a place."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, (1, 1))


@dataclass(slots=True)
class _Open:
    """A collection whose end was not yet read; `key` waits for its value; `doubled` drops the next value."""

    items: dict[str, Any] | list[Any]
    path: Path
    key: str | None = None
    doubled: bool = False


@dataclass(slots=True)
class _Reader:
    file: str
    report: Report
    first_line: int
    places: dict[Path, Place] = field(default_factory=dict)
    stack: list[_Open] = field(default_factory=list)
    root: Any = None
    nodes: int = 0
    documents: int = 0
    usable: bool = True

    def fault(self, place: Place, message: str, hint: str) -> None:
        self.report.fault(self.file, place, message, hint)

    def place(self, mark: Any) -> Place:
        return mark.line + self.first_line, mark.column + 1

    def take(self, event: Any) -> bool:
        """Take in one event; False where reading must stop."""
        if isinstance(event, yaml.DocumentStartEvent):
            return self._count_document(event)
        if isinstance(event, yaml.CollectionEndEvent):
            self.stack.pop()
        elif isinstance(event, yaml.NodeEvent):
            return self._within_limits(event) and self._node(event)
        return True

    def _count_document(self, event: Any) -> bool:
        self.documents += 1
        if self.documents == 1:
            return True
        self.fault(self.place(event.start_mark), "a second YAML document begins here", 'Remove the line "---".')
        return self._stop()

    def _within_limits(self, event: Any) -> bool:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            message, hint = f"more than {MAX_NODES} values in one file", "Split the file."
        elif len(self.stack) >= MAX_DEPTH and not isinstance(event, yaml.ScalarEvent):
            message, hint = f"nested more than {MAX_DEPTH} levels deep", "Nothing here needs that; check the brackets."
        else:
            return True
        self.fault(self.place(event.start_mark), message, hint)
        return self._stop()

    def _node(self, event: Any) -> bool:
        at = self.place(event.start_mark)
        self._refuse_magic(event, at)
        parent = self.stack[-1] if self.stack else None
        if parent and isinstance(parent.items, dict) and parent.key is None:
            return self._key(parent, event, at)
        path = self._path(parent)
        if parent is None or isinstance(parent.items, list):
            self.places.setdefault(path, at)
        value: Any = "" if isinstance(event, yaml.AliasEvent) else getattr(event, "value", None)
        if isinstance(event, yaml.CollectionStartEvent):
            value = {} if isinstance(event, yaml.MappingStartEvent) else []
        self._put(parent, value)
        if isinstance(event, yaml.CollectionStartEvent):
            self.stack.append(_Open(value, path))
        return True

    def _refuse_magic(self, event: Any, at: Place) -> None:
        if isinstance(event, yaml.AliasEvent):
            self.usable = False
            self.fault(at, f"alias *{event.anchor} is not allowed", "Write the value out where it is needed.")
            return
        if event.anchor:
            self.fault(at, f"anchor &{event.anchor} is not allowed", "Write the value out where it is needed.")
        if getattr(event, "tag", None):
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self.fault(at, f"tag {tag} is not allowed", "Remove the tag; every value is plain text.")

    def _key(self, parent: _Open, event: Any, at: Place) -> bool:
        if not isinstance(event, yaml.ScalarEvent):
            self.fault(at, "a key must be plain text", "Write key: value.")
            return self._stop()
        parent.key = event.value
        parent.doubled = event.value in parent.items
        if parent.doubled:
            first = self.places[*parent.path, event.value][0]
            self.fault(at, f'key "{event.value}" is given twice', f"It stands in line {first} already; keep one.")
        else:
            self.places[*parent.path, event.value] = at
        return True

    def _path(self, parent: _Open | None) -> Path:
        if parent is None:
            return ()
        last = len(parent.items) if isinstance(parent.items, list) else parent.key or ""
        return *parent.path, last

    def _put(self, parent: _Open | None, value: Any) -> None:
        if parent is None:
            self.root = value
        elif isinstance(parent.items, list):
            parent.items.append(value)
        else:
            if not parent.doubled:
                parent.items[parent.key or ""] = value
            parent.key = None

    def _stop(self) -> bool:
        self.usable = False
        return False


def read(text: str, file: str, report: Report, *, first_line: int = 1) -> Tree | None:
    """Read one YAML text whose first line is line `first_line` of `file`.

    Every fault goes to `report`; None where the text cannot be used at all. An empty text gives a Tree whose data is
    None.
    """
    reader = _Reader(file, report, first_line)
    if _has_control_characters(text, reader):
        return None
    try:
        for event in _events(text):
            if not reader.take(event):
                break
    except yaml.MarkedYAMLError as error:
        # What never ends, as a quotation mark that is not closed, is best looked for where it begins.
        endless = error.context_mark is not None and "end of stream" in str(error.problem)
        mark = error.context_mark if endless else error.problem_mark or error.context_mark
        problem = f"{error.problem} {error.context}" if endless else str(error.problem)
        place = reader.place(mark) if mark else (first_line, 1)
        report.fault(file, place, f"not valid YAML: {problem}", _remedy(text, problem, mark))
        return None
    return Tree(reader.root, reader.places) if reader.usable else None


def _events(text: str) -> Iterator[Any]:
    yield from yaml.parse(text, Loader=_LOADER)


def _has_control_characters(text: str, reader: _Reader) -> bool:
    """Report each character that YAML 1.1 does not allow (section 5.1 of its specification, `c-printable`)."""
    found = False
    # Not splitlines: it also breaks at characters that are themselves at fault here.
    for number, line in enumerate(text.split("\n")):
        for column, character in enumerate(line):
            if _printable(character):
                continue
            found = True
            message = f"control character U+{ord(character):04X} is not allowed"
            reader.fault((number + reader.first_line, column + 1), message, "Delete it.")
    return found


def _printable(character: str) -> bool:
    code = ord(character)
    if code < 0xA0:
        return 0x20 <= code < 0x7F or code in {0x09, 0x0D, 0x85}
    return not (0xD800 <= code < 0xE000 or code in {0xFFFE, 0xFFFF})


def _remedy(text: str, problem: str, mark: Any) -> str:
    lines = text.split("\n")
    line = lines[mark.line] if mark and mark.line < len(lines) else ""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return "Indent by spaces, not by tabs."
    if "mapping values" in problem:
        return "Put a value that holds a colon in quotation marks, and check the indentation."
    return "Check quotation marks, brackets and indentation here and in the line above."
