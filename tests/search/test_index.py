"""The index scores as rank_bm25 does, bit for bit, and returns the best passages in a fixed order."""

from __future__ import annotations

import math
import threading
from importlib.util import find_spec
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rank_bm25 import BM25Okapi  # type: ignore[import-untyped]  # it ships no types

from bot.search import best, postings
from bot.search.index import BM25

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

needs_numba = pytest.mark.skipif(find_spec("numba") is None, reason="numba is not installed")
both_ways = pytest.mark.parametrize("fast", [False, pytest.param(True, marks=needs_numba)], ids=["numpy", "numba"])

WORDS = ["taliban", "uyghur", "kabul", "état", "聖戦", "a", ""]
passages = st.lists(st.sampled_from(WORDS), max_size=12)
corpora = st.lists(passages, max_size=30)
queries = st.lists(st.sampled_from([*WORDS, "unknown"]), max_size=8)


class PositiveIdf(BM25Okapi):  # type: ignore[misc]  # the base has no types
    """The reference: rank_bm25's Okapi, in which nothing but the idf is changed."""

    def _calc_idf(self, nd: dict[str, int]) -> None:
        size = self.corpus_size
        self.idf = {word: math.log(1 + (size - n + 0.5) / (n + 0.5)) for word, n in nd.items()}


def reference_scores(corpus: list[list[str]], query: list[str], **parameters: float) -> npt.NDArray[np.float64]:
    """Return rank_bm25's scores; zeros where it would divide by zero, since there is nothing to find."""
    if not any(corpus):
        return np.zeros(len(corpus))
    return np.asarray(PositiveIdf(corpus, **parameters).get_scores(query))


def best_by_sorting(scores: npt.NDArray[np.float64], k: int) -> list[int]:
    found = np.flatnonzero(scores)
    return [int(n) for n in found[np.lexsort((found, -scores[found]))][:k]]


@given(corpora, queries)
def test_scores_have_the_bits_of_rank_bm25(corpus: list[list[str]], query: list[str]) -> None:
    index = BM25(corpus, fast=False)
    expected = reference_scores(corpus, query)
    assert index.get_scores(query).tobytes() == expected.tobytes()
    every_other = list(range(0, len(corpus), 2))
    assert index.get_batch_scores(query, every_other) == expected[every_other].tolist()


@given(corpora, queries, st.floats(0.1, 3), st.floats(0, 0.99))
def test_scores_have_the_bits_of_rank_bm25_for_any_parameters(
    corpus: list[list[str]], query: list[str], k1: float, b: float
) -> None:
    index = BM25(corpus, k1=k1, b=b, fast=False)
    assert index.get_scores(query).tobytes() == reference_scores(corpus, query, k1=k1, b=b).tobytes()


@both_ways
@given(corpus=corpora, query=queries, k=st.integers(0, 40))
def test_the_best_are_the_first_of_all_scores_sorted(
    fast: bool, corpus: list[list[str]], query: list[str], k: int
) -> None:
    numbers, scores = BM25(corpus, fast=fast).top(query, k)
    expected = reference_scores(corpus, query)
    assert numbers.tolist() == best_by_sorting(expected, k)
    assert scores.tobytes() == expected[numbers].tobytes()
    assert (numbers.dtype.name, scores.dtype.name) == ("uint32", "float64")


def tiny_passages(count: int, seed: int) -> Iterator[list[str]]:
    """Give passages of up to four words, some of which are in a third of the passages and some in hardly any."""
    rng = np.random.default_rng(seed)
    lengths = rng.integers(0, 5, count).tolist()
    words = iter(rng.zipf(1.3, sum(lengths)).tolist())
    for length in lengths:
        yield [f"w{word % 1000}" for word in islice(words, length)]


@both_ways
@pytest.mark.parametrize(
    "query",
    [["w1", "w2", "w3"], ["w900", "w77"], ["w1"], ["w500", "w1", "w500"], ["w999", "nowhere"]],
    ids=" ".join,
)
def test_a_corpus_of_many_ranges_is_ranked_as_rank_bm25_ranks_it(fast: bool, query: list[str]) -> None:
    corpus = list(tiny_passages(best.RANGE + 9000, seed=3))
    index = BM25(corpus, fast=fast)
    expected = reference_scores(corpus, query)
    for k in (1, 10, 200):
        numbers, scores = index.top(query, k)
        assert numbers.tolist() == best_by_sorting(expected, k)
        assert scores.tobytes() == expected[numbers].tobytes()


@both_ways
def test_a_query_leaves_nothing_behind_for_the_next(fast: bool) -> None:
    index = BM25(tiny_passages(5000, seed=5), fast=fast)
    queries = [["w1", "w2"], ["w7"], ["w300", "w1", "w1"]]
    first = [index.top(query, 20) for query in queries]
    for (numbers, scores), again in zip(first, (index.top(query, 20) for query in queries), strict=True):
        assert numbers.tobytes() == again[0].tobytes()
        assert scores.tobytes() == again[1].tobytes()


@both_ways
def test_threads_may_share_an_index(fast: bool) -> None:
    index = BM25(tiny_passages(20_000, seed=6), fast=fast)
    queries = [[f"w{n}", "w1", f"w{n + 1}"] for n in range(1, 40)]
    alone = [index.top(query, 10)[0].tolist() for query in queries]
    together: dict[int, list[Any]] = {}

    def ask(thread: int) -> None:
        together[thread] = [index.top(query, 10)[0].tolist() for query in queries]

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert list(together.values()) == [alone] * 4


def test_batches_and_blocks_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = list(tiny_passages(3000, seed=7))
    whole = BM25(corpus, fast=False)
    monkeypatch.setattr(postings, "BATCH", 100)
    monkeypatch.setattr(postings, "BLOCK", 64)
    in_pieces = BM25(corpus, fast=False)
    for term in {term for passage in corpus for term in passage}:
        assert in_pieces.get_scores([term]).tobytes() == whole.get_scores([term]).tobytes()


@both_ways
def test_equal_scores_rank_by_passage_number(fast: bool) -> None:
    index = BM25([["same"]] * 1000, fast=fast)
    assert index.top(["same"], 5)[0].tolist() == [0, 1, 2, 3, 4]


@both_ways
@pytest.mark.parametrize("corpus", [[], [[]], [[], []]], ids=["no passage", "an empty one", "two empty ones"])
def test_a_corpus_without_words_has_no_answers_and_no_warnings(fast: bool, corpus: list[list[str]]) -> None:
    index = BM25(corpus, fast=fast)
    assert index.get_scores(["word"]).tolist() == [0.0] * len(corpus)
    assert index.top(["word"], 3)[0].tolist() == []
    assert index.get_top_n(["word"], corpus) == []
    assert index.document_frequency("word") == 0
    assert (index.corpus_size, index.avgdl) == (len(corpus), 0.0)


def test_what_shares_no_term_is_never_returned() -> None:
    index = BM25([["a"], ["b"], ["a", "b"]])
    assert index.get_top_n(["b"], ["first", "second", "third"], n=3) == ["second", "third"]


def test_documents_that_are_not_those_indexed_are_refused() -> None:
    with pytest.raises(ValueError, match="2 documents given for an index of 1 passages"):
        BM25([["a"]]).get_top_n(["a"], ["one", "two"])


def test_the_idf_is_positive_even_for_a_term_in_every_passage() -> None:
    index = BM25([["a"], ["a"], ["a", "b"]])
    assert index.document_frequency("a") == 3
    assert index.idf("a") == math.log(1 + 0.5 / 3.5)
    assert index.idf("nowhere") == math.log(1 + 3.5 / 0.5)


def test_passages_are_read_one_by_one() -> None:
    alive = 0

    class Passage(list[str]):
        def __init__(self) -> None:
            nonlocal alive
            super().__init__(["word"])
            alive += 1
            assert alive <= 2

        def __del__(self) -> None:
            nonlocal alive
            alive -= 1

    assert BM25(Passage() for _ in range(100)).corpus_size == 100


@pytest.mark.parametrize(("k1", "b"), [(-1, 0.75), (1.5, -0.1), (1.5, 1.1), (math.nan, 0.75)])
def test_parameters_without_meaning_are_refused(k1: float, b: float) -> None:
    with pytest.raises(ValueError, match="k1 must be 0 or more and b from 0 to 1"):
        BM25([["a"]], k1=k1, b=b)


@given(st.lists(st.text(st.characters(exclude_categories=[]), max_size=5), max_size=50))
@settings(max_examples=50)
def test_any_text_can_be_a_term(terms: list[str]) -> None:
    index = BM25([[term] for term in terms], fast=False)
    for term in terms:
        assert index.document_frequency(term) == terms.count(term)
