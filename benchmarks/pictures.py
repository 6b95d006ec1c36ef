"""What a picture of relations costs: ``python -m benchmarks.pictures [--write]``.

Drawn by the process that the bot starts for it: the first picture, which waits for that process and its imports, then
one after the other, none of them kept. The shipped knowledge is drawn whole and around each of its actors; a synthetic
one of 500 actors, whose relations gather around a few, whole and around its strongest.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.report import FOLDER, machine, table, write_section
from bot.knowledge.actors import Actor, Fact, Source
from bot.knowledge.documents import Document, cut
from bot.knowledge.loader import load
from bot.knowledge.model import Knowledge
from bot.knowledge.predicates import PREDICATES
from bot.pictures.chart import chart_of
from bot.pictures.graph import graph_of
from bot.pictures.painter import Painter

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.pictures.chart import Chart

ACTORS = 500
TIES = 3
KINDS = ("group", "state", "person", "organisation", "place", "class")
STANCES = ("asserted", "asserted", "asserted", "assessed", "reported", "stated", "possible")
NAMES = (
    "Northern",
    "People’s",
    "Front",
    "Council",
    "Movement",
    "Valley",
    "Brigade",
    "of the",
    "Ministry",
    "Army",
    "Isle",
)
PARAGRAPHS = 40


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds and bytes of one picture."""

    what: str
    seconds: float
    size: int


def synthetic(actors: int = ACTORS, seed: int = 1) -> Knowledge:
    """Return a knowledge of relations between actors: each new one is tied to those that have many already."""
    rng = random.Random(seed)
    text = "\n\n".join(f"This is what stands in paragraph {number}." for number in range(1, PARAGRAPHS + 1))
    document = Document("report", "Report", "Office", text, cut(text, "Report"), published="2020")
    facts: dict[int, list[Fact]] = {number: [] for number in range(actors)}
    ends = [0]
    for number in range(1, actors):
        for other in sorted({rng.choice(ends) for _ in range(TIES)}):
            for _ in range(rng.choice((1, 1, 1, 2, 3))):
                subject, target = rng.sample((number, other), 2)
                facts[subject].append(_fact(rng, document, f"f{len(facts[subject])}", f"a{target}"))
            ends += [number, other]
    made = (_actor(rng, number, tuple(told)) for number, told in facts.items())
    return Knowledge({"report": document}, {actor.id: actor for actor in sorted(made, key=lambda a: a.id)}, f"v{seed}")


def _actor(rng: random.Random, number: int, facts: tuple[Fact, ...]) -> Actor:
    name = " ".join([*rng.sample(NAMES, rng.choice((1, 2, 2, 3, 4))), str(number)])
    return Actor(f"a{number}", rng.choice(KINDS), name, facts=facts)


def _fact(rng: random.Random, document: Document, fact_id: str, target: str) -> Fact:
    passage = rng.choice(document.passages)
    source = Source("report", passage.number, document.slice(passage), passage.start, passage.end)
    predicate = rng.choice([p.name for p in PREDICATES.values() if p.is_relation and p.written])
    stance = rng.choice(STANCES)
    condition = "what stands" if stance == "possible" and rng.random() < 0.5 else None
    return Fact(fact_id, predicate, stance, (source,), object=target, negated=rng.random() < 0.05, condition=condition)


def charts(knowledge: Knowledge, actors: Iterable[str | None]) -> list[Chart]:
    """Return what there is to draw."""
    graph = graph_of(knowledge)
    return [chart for actor in actors if (chart := chart_of(graph, actor, "1 document"))]


async def drawn(charts: Iterable[Chart], cache: Path) -> list[Measured]:
    """Draw one after the other, the first by a process that has yet to start."""
    painter = Painter(cache)
    measured = []
    try:
        for number, chart in enumerate(charts):
            start = time.perf_counter()
            picture = await painter.paint(str(number), chart)
            measured.append(Measured(chart.title, time.perf_counter() - start, len(picture)))
    finally:
        await painter.close()
    return measured


def run() -> dict[str, list[Measured]]:
    """Draw everything; the first entry of each list is the picture that waited for the process to start."""
    shipped, large = load(FOLDER.parent / "knowledge"), synthetic()
    busiest = max(large.actors.values(), key=lambda actor: len(graph_of(large).around(actor.id))).id
    with tempfile.TemporaryDirectory() as folder:
        of_shipped = [None, None, *shipped.actors]
        return {
            "shipped": asyncio.run(drawn(charts(shipped, of_shipped), Path(folder))),
            f"{ACTORS} actors": asyncio.run(drawn(charts(large, [None, None, busiest]), Path(folder))),
        }


def report(measured: dict[str, list[Measured]]) -> str:
    """Lay the figures out."""
    rows = []
    for what, (first, *warm) in measured.items():
        slowest, largest = max(one.seconds for one in warm), max(one.size for one in [first, *warm])
        rows.append(
            (what, str(len(warm) + 1), f"{first.seconds:.2f} s", f"{slowest:.2f} s", f"{largest / 1000:.0f} kB")
        )
    head = ("knowledge", "pictures", "first", "slowest of the others", "largest")
    return f"{machine()}.\n\n{table(head, rows)}"


def main() -> None:
    """Measure and print, or write into RESULTS.md."""
    parser = argparse.ArgumentParser(description="Measure pictures of relations.")
    parser.add_argument("--write", action="store_true", help="put the table into RESULTS.md")
    told = report(run())
    print(told)
    if parser.parse_args().write:
        write_section(FOLDER / "RESULTS.md", "Pictures", told)


if __name__ == "__main__":
    main()
