from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

import bot.knowledge.columns
from bot.knowledge.columns import Columns, in_memory, sound_ends

RUNS = st.lists(st.lists(st.integers(0, 255), max_size=5), max_size=20)


@given(RUNS, st.integers(1, 40))
def test_runs_come_back_by_their_ends_however_often_they_are_passed_on(runs: list[list[int]], flush: int) -> None:
    parts: dict[str, list[np.ndarray[Any, Any]]] = defaultdict(list)
    columns = Columns({"items": "|u1", "ends": "<i8"}, lambda name, piece: parts[name].append(piece))
    for number, run in enumerate(runs):
        columns.add("items", bytes(run) if number % 2 else run)
        columns.add_lengths("ends", [len(run)])
        if number % flush == 0:
            columns.flush()
    columns.flush()
    arrays = in_memory(parts)
    ends = arrays["ends"].tolist() or [0]
    assert [arrays["items"][a:b].tolist() for a, b in pairwise(ends)] == runs
    assert sound_ends(arrays["ends"], len(runs), len(arrays["items"]))
    assert not sound_ends(arrays["ends"], len(runs) + 1, len(arrays["items"]))
    assert not sound_ends(arrays["ends"], None, len(arrays["items"]) + 1)


def test_what_waits_is_passed_on_before_it_grows_large() -> None:
    sizes: list[int] = []
    columns = Columns({"items": "<u4"}, lambda _, piece: sizes.append(piece.nbytes))
    for _ in range(100):
        columns.add("items", np.zeros(1 << 16, dtype=np.uint32))
    assert len(sizes) > 1
    assert max(sizes) <= bot.knowledge.columns.FLUSH + (1 << 18)
