"""Documents in flat arrays, that a file can hold, and back: text is read from there only when it is shown.

A text is kept in the narrowest encoding that has one width for all of its characters, so that a slice by code points is
a slice of bytes: Windows-1252, which has the curly quotes and dashes of prose (1 byte), UTF-16 without surrogates (2)
or UTF-32 (4).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any, NamedTuple, overload

import numpy as np

from bot.knowledge.columns import Columns, in_memory, sound_ends
from bot.knowledge.documents import Document, Passage, Sentence, Slip

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import numpy.typing as npt

    Array = npt.NDArray[Any]

ARRAYS = {
    "document_slugs": "|u1",  # a line each
    "document_digests": "|u1",  # 32 bytes each
    "document_front": "|u1",  # a JSON object each, of what is not the default
    "document_front_ends": "<i8",
    "document_uses": "|u1",  # a JSON array each: see `bot.knowledge.uses`
    "document_uses_ends": "<i8",
    "document_text": "|u1",
    "document_text_ends": "<i8",
    "document_width": "|u1",
    "document_passage_ends": "<i8",
    "passage_number": "<u4",
    "passage_start": "<u4",
    "passage_end": "<u4",
    "passage_sentence_ends": "<i8",
    "sentence_start": "<u4",
    "sentence_end": "<u4",
}
_OWN = {"slug", "text", "passages", "digest"}
_FRONT = {field.name: field.default for field in fields(Document) if field.name not in _OWN}
_BYTES = {"document_front", "document_uses", "document_text"}
_ERRORS = {1: "strict", 2: "strict", 4: "surrogatepass"}
_CODECS = {1: "cp1252", 2: "utf-16-le", 4: "utf-32-le"}


def write_document(columns: Columns, document: Document, uses: bytes) -> None:
    """Add a document to `columns`, with the JSON of the names that it uses."""
    front = {name: getattr(document, name) for name in _FRONT}
    given = {name: value for name, value in front.items() if value != _FRONT[name]}
    if document.sic:
        given["sic"] = [(slip.paragraph, slip.words) for slip in document.sic]
    data = json.dumps(given).encode()
    parts = {
        "document_slugs": f"{document.slug}\n".encode(),
        "document_digests": bytes.fromhex(document.digest or "00" * 32),
        "document_front": data,
        "document_front_ends": [len(data)],
        "document_uses": uses,
        "document_uses_ends": [len(uses)],
    }
    _write(columns, parts | _arrays(document))


def packed(documents: Iterable[Document]) -> dict[str, Document]:
    """Return the same documents by slug, in arrays that they share: these take a fraction of the memory."""
    parts: dict[str, list[Array]] = {name: [] for name in ARRAYS}
    columns = Columns(ARRAYS, lambda name, piece: parts[name].append(piece))
    for document in documents:
        write_document(columns, document, b"")
    columns.flush()
    return dict(SavedDocuments(in_memory(parts)))


def _write(columns: Columns, parts: Mapping[str, Any]) -> None:
    for name, values in parts.items():
        (columns.add_lengths if name.endswith("_ends") else columns.add)(name, values)


def _arrays(document: Document) -> dict[str, Any]:
    """Return text, passages and sentences of a document as arrays, with lengths in place of ends."""
    width, data = _encode(document.text)
    passages = document.passages
    sentences = [sentence for passage in passages for sentence in passage.sentences]
    return {
        "document_text": data,
        "document_text_ends": [len(data)],
        "document_width": [width],
        "document_passage_ends": [len(passages)],
        "passage_number": [p.number for p in passages],
        "passage_start": [p.start for p in passages],
        "passage_end": [p.end for p in passages],
        "passage_sentence_ends": [len(p.sentences) for p in passages],
        "sentence_start": [s.start for s in sentences],
        "sentence_end": [s.end for s in sentences],
    }


def _encode(text: str) -> tuple[int, bytes]:
    for width in (1, 2):
        try:
            data = text.encode(_CODECS[width])
        except UnicodeEncodeError:
            continue
        if len(data) == width * len(text):
            return width, data
    return 4, text.encode(_CODECS[4], _ERRORS[4])


class SavedDocument(Document):
    """A document whose text, passages and sentences stand in the arrays of a `SavedDocuments`."""

    __slots__ = ("_arrays", "_number", "_stored")
    _arrays: Mapping[str, Array]
    _number: int
    _stored: tuple[int, int, int]

    def __init__(self, arrays: Mapping[str, Array], number: int, slug: str) -> None:
        """Read the front matter of the document `number`; the rest is read when it is asked for."""
        start, end = arrays["document_front_ends"][number : number + 2]
        front = {**_FRONT, **json.loads(arrays["document_front"][start:end].tobytes())}
        front["sic"] = tuple(Slip(*slip) for slip in front["sic"])
        digest = arrays["document_digests"][32 * number : 32 * number + 32].tobytes()
        given = {**front, "slug": slug, "digest": digest.hex() if any(digest) else ""}
        text = (*arrays["document_text_ends"][number : number + 2].tolist(), int(arrays["document_width"][number]))
        for name, value in {**given, "_arrays": arrays, "_number": number, "_stored": text}.items():
            object.__setattr__(self, name, tuple(value) if isinstance(value, list) else value)

    @property
    def text(self) -> str:
        """The whole text, decoded anew each time."""
        return self._decode(0, None)

    @property
    def passages(self) -> SavedPassages:
        """The passages, made when they are asked for."""
        return SavedPassages(self._arrays, *self._span("document_passage_ends", self._number))

    @property
    def paragraphs(self) -> int:
        """The number of its paragraphs; the title is none."""
        first, last = self._span("document_passage_ends", self._number)
        return int(np.count_nonzero(self._arrays["passage_number"][first:last]))

    def slice(self, part: Passage | Sentence) -> str:
        """Return the text of a passage or sentence, verbatim."""
        return self._decode(part.start, part.end)

    def passage(self, number: int) -> Passage | None:
        """Return the paragraph of that number, or None."""
        first, last = self._span("document_passage_ends", self._number)
        # The numbers of a document's passages are in order, without a gap.
        at = first + number - int(self._arrays["passage_number"][first]) if last > first else last
        return passage_at(self._arrays, at) if first <= at < last else None

    def sentence(self, passage: int, at: int) -> Sentence:
        """Return a sentence of a passage, both counted from 0."""
        arrays = self._arrays
        number = arrays["passage_sentence_ends"].data[arrays["document_passage_ends"].data[self._number] + passage] + at
        return Sentence(arrays["sentence_start"].data[number], arrays["sentence_end"].data[number])

    def _span(self, ends: str, number: int) -> tuple[int, int]:
        numbers = self._arrays[ends].data
        return numbers[number], numbers[number + 1]

    def _decode(self, start: int, end: int | None) -> str:
        first, last, width = self._stored
        stop = last if end is None else min(first + end * width, last)
        data = self._arrays["document_text"].data[first + start * width : stop]
        return str(data, _CODECS[width], _ERRORS[width])


def _run(ends: Array, which: slice) -> slice:
    """Return which items the runs `which` hold, all together."""
    return slice(int(ends[which.start]), int(ends[which.stop]))


class SavedPassages(Sequence[Passage]):
    """The passages from `first` to before `last` of some arrays, made when they are asked for."""

    def __init__(self, arrays: Mapping[str, Array], first: int, last: int) -> None:
        """Take the arrays; nothing is read."""
        self._arrays, self._range = arrays, range(first, last)

    def __len__(self) -> int:
        """Count the passages."""
        return len(self._range)

    @overload
    def __getitem__(self, at: int) -> Passage: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Passage, ...]: ...
    def __getitem__(self, at: int | slice) -> Passage | tuple[Passage, ...]:
        """Return a passage, or several."""
        found = self._range[at]
        return passage_at(self._arrays, found) if isinstance(found, int) else tuple(map(self._at, found))

    def __eq__(self, other: object) -> bool:
        """Compare with any other sequence of passages, passage by passage."""
        return tuple(self) == tuple(other) if isinstance(other, SavedPassages | tuple) else NotImplemented

    __hash__ = None  # type: ignore[assignment]  # how Python says that there is none

    def _at(self, number: int) -> Passage:
        return passage_at(self._arrays, number)


def passage_at(arrays: Mapping[str, Array], at: int) -> Passage:
    """Return the passage `at`, counted over all documents."""
    # An element of a memoryview is a Python int at once, where one of an array would be a numpy scalar first.
    first, last = arrays["passage_sentence_ends"].data[at : at + 2]
    starts, ends = arrays["sentence_start"].data[first:last], arrays["sentence_end"].data[first:last]
    number, start, end = (arrays[name].data[at] for name in ("passage_number", "passage_start", "passage_end"))
    return Passage(number, start, end, tuple(map(Sentence, starts, ends)))


class SavedDocuments(Mapping[str, Document]):
    """The documents of some arrays, by slug; each is made when it is first asked for, without its text."""

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        """Take the arrays; only the slugs are read."""
        self._arrays = arrays
        self._slugs = arrays["document_slugs"].tobytes().decode().splitlines()
        self._numbers = {slug: number for number, slug in enumerate(self._slugs)}
        self._made: dict[int, SavedDocument] = {}

    def __len__(self) -> int:
        """Count the documents."""
        return len(self._slugs)

    def __iter__(self) -> Iterator[str]:
        """Yield the slugs, sorted."""
        return iter(self._slugs)

    def __getitem__(self, slug: str) -> SavedDocument:
        """Return the document `slug`, or raise KeyError."""
        return self.at(self._numbers[slug])

    def at(self, number: int) -> SavedDocument:
        """Return the document of this number, from 0."""
        made = self._made.get(number)
        return made or self._made.setdefault(number, SavedDocument(self._arrays, number, self._slugs[number]))

    def place(self, document: Document) -> int | None:
        """Return the number of a document, where it is one of these, and not just of the same slug."""
        return self._numbers[document.slug] if self.get(document.slug) is document else None

    def digests(self) -> dict[str, str]:
        """Return the digest of every document, by slug, without making one."""
        digests = self._arrays["document_digests"].tobytes().hex()
        return {slug: digests[64 * number : 64 * number + 64] for slug, number in self._numbers.items()}

    def copy(self, columns: Columns, first: int, last: int) -> None:
        """Add the documents from `first` to before `last` to `columns`, as they are."""
        runs = {"document": slice(first, last)}
        runs["passage"] = _run(self._arrays["document_passage_ends"], runs["document"])
        runs["sentence"] = _run(self._arrays["passage_sentence_ends"], runs["passage"])
        parts = {
            "document_slugs": "".join(f"{slug}\n" for slug in self._slugs[first:last]).encode(),
            "document_digests": self._arrays["document_digests"][32 * first : 32 * last],
        }
        for name in ARRAYS.keys() - parts.keys():
            which, values = runs[name.partition("_")[0]], self._arrays[name]
            if name.endswith("_ends"):
                parts[name] = np.diff(values[which.start : which.stop + 1])
            elif name in _BYTES:
                parts[name] = values[_run(self._arrays[f"{name}_ends"], which)]
            else:
                parts[name] = values[which]
        _write(columns, parts)

    def uses(self, slug: str) -> bytes:
        """Return the JSON of the names that the document `slug` uses."""
        number = self._numbers[slug]
        start, end = self._arrays["document_uses_ends"][number : number + 2]
        return self._arrays["document_uses"][start:end].tobytes()


class Previous(NamedTuple):
    """Documents that need not be read again where their files are the same, and the digest of the names of then."""

    documents: SavedDocuments
    names: str

    def has(self, document: Document) -> bool:
        """Tell whether a document is one of these."""
        return self.documents.place(document) is not None


def fits(arrays: Mapping[str, Array]) -> bool:
    """Tell whether the arrays of `ARRAYS` fit together by their types, lengths and bounds."""
    sizes = {name: len(arrays[name]) for name in ARRAYS if name in arrays and arrays[name].dtype.str == ARRAYS[name]}
    if len(sizes) < len(ARRAYS):
        return False
    documents, passages, sentences = sizes["document_width"], sizes["passage_number"], sizes["sentence_start"]
    return (
        sizes["document_digests"] == 32 * documents
        and sizes["passage_start"] == sizes["passage_end"] == passages
        and sizes["sentence_end"] == sentences
        and all(
            sound_ends(arrays[f"document_{name}_ends"], documents, sizes[f"document_{name}"])
            for name in ("front", "uses", "text")
        )
        and sound_ends(arrays["document_passage_ends"], documents, passages)
        and sound_ends(arrays["passage_sentence_ends"], passages, sentences)
    )
