"""The engines that are compared, behind one interface.

Every engine is given the same passages, as lists of words or, where it takes them, of ranks, and the same queries. It
runs on one thread, answers one query at a time as a bot does, and returns its best ten.
"""

from __future__ import annotations

import math
import sqlite3
from contextlib import closing
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from benchmarks.corpora import Corpus

K1, B = 1.5, 0.75


class Engine:
    """One engine: `tokens` in its own form, `build`, then `query` in its own form and `search`."""

    name: ClassVar[str]
    package: ClassVar[str]
    module: ClassVar[str]

    @classmethod
    def absent(cls) -> str | None:
        """Return why the engine cannot run here, or None."""
        try:
            import_module(cls.module)
        except ImportError as error:
            return str(error)
        return None

    @classmethod
    def version(cls) -> str:
        """Return the version of the engine's package."""
        try:
            return version(cls.package)
        except PackageNotFoundError:
            return "this one"

    def __init__(self, folder: Path) -> None:
        """Keep what must be kept on disk in `folder`."""
        self.folder = folder

    def close(self) -> None:
        """Let go of what the engine holds open."""

    def tokens(self, corpus: Corpus) -> Any:
        """Return the passages as the engine takes them; not timed."""
        return list(corpus.passages())

    def build(self, tokens: Any) -> None:
        """Index the passages; timed."""
        raise NotImplementedError

    def open(self) -> None:
        """Open what was built, where the engine keeps it on disk; timed."""

    def query(self, ids: Sequence[int], words: Sequence[str]) -> Any:
        """Return a query as the engine takes it; not timed."""
        return list(words)

    def search(self, query: Any, k: int) -> Any:
        """Return the best `k` in the engine's own form; timed."""
        raise NotImplementedError

    def numbers(self, result: Any) -> list[int]:
        """Return the passage numbers of a result, best first; not timed."""
        raise NotImplementedError


class Ours(Engine):
    """This project's index, saved and memory-mapped, in numpy."""

    name = "ours (numpy)"
    package, module = "assessment-bot", "bot.search.index"
    fast = False

    def build(self, tokens: Any) -> None:
        from bot.search.index import BM25
        from bot.search.store import Store

        self.store = Store(self.folder)
        self.index = BM25.create(tokens, self.store, "benchmark", k1=K1, b=B, fast=self.fast)

    def open(self) -> None:
        from bot.search.index import BM25

        self.index = BM25.open(self.store, "benchmark", fast=self.fast)

    def search(self, query: Any, k: int) -> Any:
        return self.index.top(query, k)

    def numbers(self, result: Any) -> list[int]:
        return [int(n) for n in result[0]]


class OursFast(Ours):
    """This project's index with numba."""

    name = "ours [fast]"
    fast = True

    @classmethod
    def absent(cls) -> str | None:
        try:
            import_module("numba")
        except ImportError as error:
            return str(error)
        return None


class RankBM25(Engine):
    """rank-bm25's Okapi with the idf that this project uses: the reference for every score."""

    name = "rank-bm25"
    package, module = "rank-bm25", "rank_bm25"

    def build(self, tokens: Any) -> None:
        from rank_bm25 import BM25Okapi  # type: ignore[import-untyped]  # it ships no types

        class Positive(BM25Okapi):  # type: ignore[misc]  # the base has no types
            def _calc_idf(self, nd: dict[str, int]) -> None:
                self.idf = {word: math.log(1 + (self.corpus_size - n + 0.5) / (n + 0.5)) for word, n in nd.items()}

        self.index = Positive(tokens, k1=K1, b=B)

    def search(self, query: Any, k: int) -> Any:
        scores = self.index.get_scores(query)
        best = np.argpartition(scores, -k)[-k:] if k < len(scores) else np.arange(len(scores))
        return best[np.lexsort((best, -scores[best]))], scores

    def numbers(self, result: Any) -> list[int]:
        best, scores = result
        return [int(n) for n in best if scores[n] > 0]


class BM25S(Engine):
    """bm25s with its numpy backend, over ids."""

    name = "bm25s (numpy)"
    package = module = "bm25s"
    options: ClassVar[dict[str, Any]] = {"backend": "numpy"}

    def tokens(self, corpus: Corpus) -> Any:
        return [ids.tolist() for ids in corpus.ids()], {word: i for i, word in enumerate(corpus.words)}

    def build(self, tokens: Any) -> None:
        self.index = import_module(self.module).BM25(k1=K1, b=B, **self.options)
        self.index.index(tokens, show_progress=False)

    def query(self, ids: Sequence[int], words: Sequence[str]) -> Any:
        return [[int(i) for i in ids]]

    def search(self, query: Any, k: int) -> Any:
        return self.index.retrieve(query, k=k, show_progress=False)

    def numbers(self, result: Any) -> list[int]:
        return [int(n) for n, score in zip(result.documents[0], result.scores[0], strict=True) if score > 0]


class BM25SNumba(BM25S):
    """bm25s with its numba backend."""

    name = "bm25s (numba)"
    options: ClassVar[dict[str, Any]] = {"backend": "numba"}


class BM25Q(BM25S):
    """bm25q, exact."""

    name = "bm25q (exact)"
    package = module = "bm25q"
    options: ClassVar[dict[str, Any]] = {"backend": "numba", "quantize": False}


class BM25QAdaptive(BM25Q):
    """bm25q with adaptive quantisation: its scores are approximate."""

    name = "bm25q (adaptive)"
    options: ClassVar[dict[str, Any]] = {"backend": "numba", "quantize": "adaptive"}


class Tantivy(Engine):
    """tantivy, one segment on disk; its document lengths are approximate, and its k1 is 1.2."""

    name = "tantivy"
    package = module = "tantivy"

    def tokens(self, corpus: Corpus) -> Any:
        return [" ".join(words) for words in corpus.passages()]

    def build(self, tokens: Any) -> None:
        tantivy = import_module("tantivy")

        builder = tantivy.SchemaBuilder()
        builder.add_text_field("body", stored=False, tokenizer_name="whitespace", index_option="freq")
        builder.add_unsigned_field("number", stored=True)
        self.schema = builder.build()
        index = tantivy.Index(self.schema, path=str(self.folder))
        writer = index.writer(heap_size=1 << 30, num_threads=1)
        for number, text in enumerate(tokens):
            document = tantivy.Document()
            document.add_text("body", text)
            document.add_unsigned("number", number)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self.searcher = index.searcher()

    def query(self, ids: Sequence[int], words: Sequence[str]) -> Any:
        tantivy = import_module("tantivy")

        terms = [tantivy.Query.term_query(self.schema, "body", word) for word in words]
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, term) for term in terms])

    def search(self, query: Any, k: int) -> Any:
        return self.searcher.search(query, k, count=False)

    def numbers(self, result: Any) -> list[int]:
        return [self.searcher.doc(address)["number"][0] for _, address in result.hits]


class SQLite(Engine):
    """SQLite's FTS5, without contents; its k1 is 1.2."""

    name = "SQLite FTS5"
    package, module = "sqlite3", "sqlite3"

    @classmethod
    def version(cls) -> str:
        return sqlite3.sqlite_version

    @classmethod
    def absent(cls) -> str | None:
        try:
            with closing(sqlite3.connect(":memory:")) as base:
                base.execute("CREATE VIRTUAL TABLE t USING fts5(body)")
        except sqlite3.OperationalError as error:
            return str(error)
        return None

    def tokens(self, corpus: Corpus) -> Any:
        return [" ".join(words) for words in corpus.passages()]

    def build(self, tokens: Any) -> None:
        self.base = sqlite3.connect(self.folder / "fts.db")
        self.base.execute("PRAGMA journal_mode = OFF")
        self.base.execute("CREATE VIRTUAL TABLE t USING fts5(body, content='', tokenize='ascii')")
        rows = ((number + 1, text) for number, text in enumerate(tokens))
        self.base.executemany("INSERT INTO t (rowid, body) VALUES (?, ?)", rows)
        self.base.execute("INSERT INTO t (t) VALUES ('optimize')")
        self.base.commit()
        self.base.execute("PRAGMA cache_size = -2000000")

    def query(self, ids: Sequence[int], words: Sequence[str]) -> Any:
        return " OR ".join(words)

    def search(self, query: Any, k: int) -> Any:
        return self.base.execute("SELECT rowid FROM t WHERE t MATCH ? ORDER BY rank LIMIT ?", (query, k)).fetchall()

    def numbers(self, result: Any) -> list[int]:
        return [row[0] - 1 for row in result]

    def close(self) -> None:
        self.base.close()


ENGINES: tuple[type[Engine], ...] = (
    Ours,
    OursFast,
    RankBM25,
    BM25S,
    BM25SNumba,
    BM25Q,
    BM25QAdaptive,
    Tantivy,
    SQLite,
)
