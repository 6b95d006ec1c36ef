from __future__ import annotations

from collections import defaultdict
from itertools import count
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import bot.search.postings
from bot.search.postings import Postings

if TYPE_CHECKING:
    from bot.search.postings import Run

PASSAGES = st.lists(st.lists(st.sampled_from("abcdefgh"), max_size=6), max_size=12)


def runs_of(corpus: list[list[str]], size: int, numbers: defaultdict[str, int]) -> list[Run]:
    numbers.default_factory = count().__next__
    runs = []
    for at in range(0, len(corpus), size):
        run = corpus[at : at + size]
        terms = np.array([numbers[term] for passage in run for term in passage], dtype=np.uint32)
        runs.append((terms, np.array([len(passage) for passage in run], dtype=np.int64)))
    return runs


@pytest.mark.parametrize("batch", [1, 7, 1 << 20])
@given(corpus=PASSAGES, size=st.integers(1, 5))
def test_numbered_terms_give_the_same_postings_as_words(batch: int, corpus: list[list[str]], size: int) -> None:
    numbers: defaultdict[str, int] = defaultdict()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(bot.search.postings, "BATCH", batch)
        numbered = Postings.numbered(runs_of(corpus, size, numbers), numbers)
        plain = Postings(corpus)
    assert numbered.terms == plain.terms
    assert numbered.lengths.tolist() == plain.lengths.tolist()
    assert numbered.offsets.tolist() == plain.offsets.tolist()
    assert numbered.average == plain.average
    scored = [[part.tolist() for part in block] for block in numbered.scored(1.5, 0.75)]
    assert scored == [[part.tolist() for part in block] for block in plain.scored(1.5, 0.75)]
