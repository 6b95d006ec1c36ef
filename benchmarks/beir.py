"""Retrieval collections in BEIR's layout, read as knowledge.

A folder holds ``corpus.jsonl`` (``_id``, ``title``, ``text``), ``queries.jsonl`` (``_id``, ``text``), both perhaps
gzip-compressed with ``.gz`` behind the name, and ``qrels.tsv`` (query, passage, gain, below a line of headings).
"""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.knowledge.documents import Document, cut
from bot.knowledge.model import Knowledge

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Collection:
    """A collection: its passages as documents of one paragraph, its queries by id, and what is relevant to each."""

    name: str
    documents: dict[str, Document]
    queries: dict[str, str]
    relevant: dict[str, frozenset[str]]

    @property
    def knowledge(self) -> Knowledge:
        """The collection as a knowledge without actors."""
        return Knowledge(documents=self.documents, actors={}, version=f"sha256:{self.name}")


def read(folder: Path) -> Collection:
    """Read the collection in `folder`."""
    documents = {}
    for row in _rows(folder, "corpus.jsonl"):
        name, title, text = row["_id"], row.get("title", ""), row["text"]
        documents[name] = Document(name, title, publisher="", text=text, passages=cut(text, title=""))
    relevant: dict[str, set[str]] = {}
    for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        query, passage_id, gain = line.split("\t")
        if int(gain) > 0:
            relevant.setdefault(query, set()).add(passage_id)
    queries = {row["_id"]: row["text"] for row in _rows(folder, "queries.jsonl")}
    return Collection(folder.name, documents, queries, {q: frozenset(ids) for q, ids in relevant.items()})


def _rows(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    plain = folder / name
    packed = folder / f"{name}.gz"
    with plain.open(encoding="utf-8") if plain.exists() else gzip.open(packed, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)
