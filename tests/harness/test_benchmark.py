"""The benchmark of the bot on Discord runs, on little, and nothing fails in it; nothing is said of times."""

from __future__ import annotations

import asyncio
import re
from typing import Any

from benchmarks import chat


def test_the_bot_and_a_bare_one_are_measured_side_by_side_without_a_failure(emulator: Any) -> None:
    assert emulator
    size = chat.Size(turns=1, seconds=0.5, rate=40.0, sustained=0.5, few=16, many=32)
    text = asyncio.run(chat.run(size))
    assert "| failed | 0 | 0 |" in text
    sustained = re.search(r"Sustained: (\d+) interactions, (\d+) failed", text)
    assert sustained
    assert int(sustained[1]) >= 10
    assert int(sustained[2]) == 0
