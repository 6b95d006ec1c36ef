"""What the bot costs on Discord, beside a bare bot: ``python -m benchmarks.chat [--write]``.

Both run as processes of their own against the local Discord of SHARED_DIR (default ../shared), in turns, so that what
else the machine does meets both. CPU is that of the bot's process and all its threads; memory is its resident memory.
"""

from __future__ import annotations

import argparse
import asyncio
import importlib
import json
import os
import sys
import tempfile
from itertools import cycle
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.report import FOLDER, machine, table, write_section
from bot.answers.answerer import REMEMBERED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parent.parent
QUESTION = "Which country offered sanctuary to Saleh and Massoud?"
GOLDEN = sorted((ROOT / "tests" / "golden").glob("questions_*.jsonl"))
OURS, BARE = "the bot", "bare bot"
COMMANDS = {OURS: ["-m", "bot", "run"], BARE: ["-m", "benchmarks.bare_bot"]}
AT_ONCE = 8


class Size(NamedTuple):
    """How much is measured: turns of `seconds` each; `rate` a second for `sustained` seconds; `few`, then `many`."""

    turns: int = 5
    seconds: float = 4.0
    rate: float = 200.0
    sustained: float = 30.0
    few: int = 1_000
    many: int = 10_000

    def __str__(self) -> str:
        return (
            f"CPU: {self.turns} turns of {self.seconds:.0f} s each, four questions at a time, the median; with one "
            f"question again and again, whose answer the bot remembers, and with {len(questions()):,} in turn, more "
            f"than the {REMEMBERED} whose answers it does. Autocompletion: 100 a second. Sustained: {self.rate:.0f} "
            f"interactions a second for {self.sustained:.0f} s, the many questions in turn. Memory: resident, MiB."
        )


def questions() -> list[str]:
    """Return all golden questions, each once."""
    lines = (line for file in GOLDEN for line in file.read_text(encoding="utf-8").splitlines())
    return list(dict.fromkeys(json.loads(line)["question"] for line in lines))


def local_discord() -> Any:
    """Return the module of the local Discord.

    Raises:
        SystemExit: there is none.
    """
    folder = Path(os.environ.get("SHARED_DIR", ROOT.parent / "shared")) / "harness"
    if not folder.is_dir():
        raise SystemExit(f"there is no local Discord in {folder}; SHARED_DIR names another folder")
    sys.path.insert(0, str(folder))
    return importlib.import_module("discord_emulator")


def process(discord: Any, server: Any, name: str, cache: str) -> Any:
    """Return a bot's process, not yet started."""
    given = {
        "KNOWLEDGE_DIR": str(ROOT / "knowledge"),
        "CACHE_DIR": cache,
        "COOLDOWN": "0",
        "LOG_LEVEL": "WARNING",
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "",  # where they are installed, all modules are compiled
    }
    return discord.BotProcess(server, [sys.executable, *COMMANDS[name]], cwd=cache, env=given)


async def running(discord: Any, name: str, cache: str, measure: Callable[[Any, Any], Any]) -> Any:
    """Start a bot, measure it, and end it."""
    async with discord.Emulator() as server, process(discord, server, name, cache) as bot:
        await bot.wait_ready(60, commands=True)
        return await measure(server, bot)


async def start(discord: Any, name: str, cache: str) -> tuple[float, float]:
    """Return the seconds from the start of the process to READY, and its memory when idle."""
    async with discord.Emulator() as server, process(discord, server, name, cache) as bot:
        ready = await bot.wait_ready(60)
        await asyncio.sleep(2)
        return ready, bot.memory_mb()["rss"]


def asking(server: Any, texts: list[str]) -> Callable[[], Any]:
    """Return what asks the next of these questions, and after the last the first again."""
    following: Iterator[str] = cycle(texts)
    return lambda: server.slash("ask", {"question": next(following)}, until="ack", settle=0.0)


async def side_by_side(discord: Any, cache: str, size: Size) -> dict[str, dict[str, float]]:
    """Measure both bots in turns; return the medians."""
    load = importlib.import_module("discord_emulator.load").run_load

    async def measure(server: Any, bot: Any) -> dict[str, float]:
        def complete() -> Any:
            return server.autocomplete("actor", "name", "ta")

        ask, ask_others = asking(server, [QUESTION]), asking(server, questions())
        await load(server, ask, seconds=1.0, concurrency=4)
        asked = await load(server, ask, seconds=size.seconds, concurrency=4, bot=bot)
        others = await load(server, ask_others, seconds=size.seconds, concurrency=4, bot=bot)
        completed = await load(server, complete, seconds=size.seconds, rate=100.0, bot=bot)
        return {
            "cpu_ms": asked["bot_cpu_ms_each"],
            "others_cpu_ms": others["bot_cpu_ms_each"],
            "ask_p99_ms": asked["ack_ms"]["p99"],
            "complete_p99_ms": completed["ack_ms"]["p99"],
            "failed": asked["failed"] + others["failed"] + completed["failed"],
        }

    found: dict[str, list[dict[str, float]]] = {OURS: [], BARE: []}
    for _ in range(size.turns):
        for name, rows in found.items():
            ready, idle = await start(discord, name, cache)
            rows.append(await running(discord, name, cache, measure) | {"ready_s": ready, "idle_mb": idle})
    return {name: {key: median(row[key] for row in rows) for key in rows[0]} for name, rows in found.items()}


async def endurance(discord: Any, cache: str, size: Size) -> dict[str, float]:
    """Return what the bot alone does under a steady load, and its memory after few and after many interactions."""
    load = importlib.import_module("discord_emulator.load").run_load

    async def measure(server: Any, bot: Any) -> dict[str, float]:
        ask = asking(server, questions())

        async def many(count: int) -> None:
            for _ in range(count // AT_ONCE):
                await asyncio.gather(*(ask() for _ in range(AT_ONCE)))

        server.keep_log = False
        await many(size.few)
        before = bot.memory_mb()["rss"]
        await many(size.many - size.few)
        after = bot.memory_mb()["rss"]
        steady = await load(server, ask, seconds=size.sustained, rate=size.rate, bot=bot)
        return {
            "before_mb": before,
            "after_mb": after,
            "started": steady["started"],
            "failed": steady["failed"] + len(steady["refused"]),
            "per_s": steady["throughput_per_s"],
            "p99_ms": steady["ack_ms"]["p99"],
            "cpu_percent": steady["bot_cpu_percent"],
        }

    found: dict[str, float] = await running(discord, OURS, cache, measure)
    return found


def tables(both: dict[str, dict[str, float]], alone: dict[str, float], size: Size) -> str:
    """Return the figures as Markdown."""
    ours, bare = both[OURS], both[BARE]

    def ratio(key: str, most: str) -> str:
        return f"{ours[key] / bare[key]:.2f}× (≤ {most}×)"

    rows = [
        [
            "CPU of /ask, one question, ms",
            f"{ours['cpu_ms']:.2f}",
            f"{bare['cpu_ms']:.2f}",
            ratio("cpu_ms", "1.8"),
        ],
        [
            "CPU of /ask, many questions, ms",
            f"{ours['others_cpu_ms']:.2f}",
            f"{bare['others_cpu_ms']:.2f}",
            ratio("others_cpu_ms", "1.8"),
        ],
        [
            "autocompletion, p99, ms",
            f"{ours['complete_p99_ms']:.1f}",
            f"{bare['complete_p99_ms']:.1f}",
            ratio("complete_p99_ms", "1.5"),
        ],
        ["start to READY, s", f"{ours['ready_s']:.2f}", f"{bare['ready_s']:.2f}", ratio("ready_s", "2.5")],
        [
            "memory when idle, MiB",
            f"{ours['idle_mb']:.0f}",
            f"{bare['idle_mb']:.0f}",
            f"{ours['idle_mb'] - bare['idle_mb']:+.0f} (≤ +60)",
        ],
        ["failed", f"{ours['failed']:.0f}", f"{bare['failed']:.0f}", ""],
    ]
    steady = (
        f"Sustained: {alone['started']:,.0f} interactions, {alone['failed']:.0f} failed, "
        f"{alone['per_s']:.0f} a second, p99 {alone['p99_ms']:.0f} ms, {alone['cpu_percent']:.0f} % of a processor. "
        f"Memory: {alone['before_mb']:.1f} MiB after {size.few:,} interactions, "
        f"{alone['after_mb']:.1f} after {size.many:,} ({alone['after_mb'] - alone['before_mb']:+.1f}; ± 5)."
    )
    return f"{table(['', OURS, BARE, 'ours to bare (target)'], rows)}\n\n{steady}"


async def run(size: Size) -> str:
    """Measure all of it.

    Raises:
        SystemExit: there is no local Discord.
    """
    discord = local_discord()
    with tempfile.TemporaryDirectory() as cache:
        await start(discord, OURS, cache)  # the first start indexes
        return tables(await side_by_side(discord, cache, size), await endurance(discord, cache, size), size)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--write", action="store_true", help="put the table into RESULTS.md")
    options = parser.parse_args()
    text = f"{machine()}.\n\n{Size()}\n\n{asyncio.run(run(Size()))}"
    print(text)
    if options.write:
        write_section(FOLDER / "RESULTS.md", "On Discord", text)


if __name__ == "__main__":
    main()
