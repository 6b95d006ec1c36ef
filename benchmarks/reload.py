"""What a reload costs those who ask meanwhile: ``python -m benchmarks.reload [--documents N]``.

A folder of synthetic documents (the words are those of `benchmarks.corpora`) is indexed, opened and asked; then one
document is changed, or all are, and the reload runs in a thread while the same questions go on. Memory is what the
system counts as resident, pages that processes share in proportion: the process's own, and the pages of mapped files,
which the system takes back when it needs them. The peak is the most that the bot and the process that builds held
together, seen every half second.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.corpora import synthetic
from benchmarks.report import FOLDER, machine, table, write_section

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.snapshot import SnapshotStore

DOCUMENTS, PASSAGES = 10_000, 10
SENTENCE = 20  # words
ACTORS = 20
QUESTIONS, TERMS = 500, 5
IDLE = 5.0  # seconds
WHAT = (
    f"Documents of {PASSAGES} synthetic passages each; questions of {TERMS} words, asked one after the other without a "
    "pause while a thread reloads. A reload builds in a process of its own, which takes over what did not change."
)
# The most that a process held counts what its parent held when it was started: a small one starts the one measured.
HELD = (
    "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True);"
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
)
FRONT = "---\ntitle: Report {number}\npublisher: Office {office}\npublished: 2021-{month:02}\n---\n"


def write_folder(folder: Path, documents: int, passages: int = PASSAGES, seed: int = 1) -> list[str]:
    """Write a knowledge folder of that many documents of that many passages; return questions about it."""
    corpus = synthetic(documents * passages, seed)
    texts = [_paragraph(words) for words in corpus.passages()]
    (folder / "documents").mkdir(parents=True)
    for number in range(documents):
        front = FRONT.format(number=number, office=number % 40, month=number % 12 + 1)
        text = "\n\n".join(texts[number * passages : (number + 1) * passages])
        (folder / "documents" / f"d{number:06}.md").write_text(f"{front}{text}\n", encoding="utf-8")
    (folder / "actors").mkdir()
    for number in range(ACTORS):
        (folder / "actors" / f"a{number}.yaml").write_text(
            f"kind: group\nname: W{50 * number + 100}\n", encoding="utf-8"
        )
    rng = np.random.default_rng(seed)
    frequencies = corpus.frequencies()
    chosen = rng.choice(corpus.vocabulary, size=(QUESTIONS, TERMS), p=frequencies / frequencies.sum())
    return [" ".join(f"w{rank}" for rank in row) + "?" for row in chosen.tolist()]


def _paragraph(words: list[str]) -> str:
    sentences = (" ".join(words[at : at + SENTENCE]) for at in range(0, len(words), SENTENCE))
    return " ".join(f"The “{sentence}”." if len(words) % 3 == 0 else f"The {sentence}." for sentence in sentences)


def change(folder: Path, number: int) -> None:
    """Add a sentence to a document."""
    with (folder / "documents" / f"d{number:06}.md").open("a", encoding="utf-8") as file:
        file.write("\nA w1 w2 w3.\n")


def measure(folder: Path, cache: Path, questions: list[str], changed: int) -> dict[str, Any]:
    """Open the knowledge, ask, and reload after `changed` documents have changed, asking on; return the figures."""
    from bot.snapshot import SnapshotStore

    start = time.perf_counter()
    store = SnapshotStore(folder, cache)
    store.load()
    figures: dict[str, Any] = {"start_s": time.perf_counter() - start, "opened_mb": memory_mb("Pss")}
    idle = ask(store, questions, lambda seconds: seconds > IDLE)
    figures |= {
        "idle_mb": memory_mb("Pss"),
        "own_mb": memory_mb("Anonymous"),
        "idle_p50_ms": percentile(idle, 50),
        "idle_p99_ms": percentile(idle, 99),
    }
    for number in range(changed):
        change(folder, number)
    reload = threading.Thread(target=store.reload)
    held: list[float] = []
    watch = threading.Thread(target=watch_memory, args=(reload, held))
    start = time.perf_counter()
    reload.start()
    watch.start()
    busy = ask(store, questions, lambda _: not reload.is_alive())
    figures["reload_s"] = time.perf_counter() - start
    figures |= {"reload_p50_ms": percentile(busy, 50), "reload_p99_ms": percentile(busy, 99), "asked": len(busy)}
    figures["reload_max_ms"] = max(busy) * 1e3
    watch.join()
    figures["peak_mb"] = max(held)
    return figures


def watch_memory(reload: threading.Thread, held: list[float]) -> None:
    """Note what this process and those that it started hold, until the reload is over and once more."""
    while reload.is_alive():
        held.append(memory_mb("Pss") + sum(memory_mb("Pss", child) for child in children()))
        reload.join(0.5)
    held.append(memory_mb("Pss"))


def children() -> list[int]:
    """Return the processes that any thread of this one has started."""
    started = Path("/proc/self/task").glob("*/children")
    return [int(number) for file in started for number in file.read_text(encoding="ascii").split()]


def ask(store: SnapshotStore, questions: list[str], enough: Callable[[float], bool]) -> list[float]:
    """Ask the questions in turn until it is enough; return the seconds that each answer took."""
    times: list[float] = []
    begin = time.perf_counter()
    while not times or not enough(time.perf_counter() - begin):
        assert store.current is not None
        start = time.perf_counter()
        answer = store.current.answerer.answer(questions[len(times) % len(questions)])
        times.append(time.perf_counter() - start)
        assert answer.knowledge_version
    return times


def percentile(times: list[float], which: int) -> float:
    """Return a percentile of seconds in milliseconds."""
    return float(np.percentile(times, which)) * 1e3


def memory_mb(name: str, process: int | str = "self") -> float:
    """Return one of the figures that Linux gives of a process's memory, in MB; 0 of one that has ended."""
    try:
        rollup = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return sum(int(line.split()[1]) for line in rollup.splitlines() if line.startswith(f"{name}:")) / 1024


def in_a_process(folder: Path, cache: Path, questions: list[str], changed: int) -> dict[str, Any]:
    """Measure in a process of its own."""
    asked = cache.parent / "questions.json"
    asked.write_text(json.dumps(questions), encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "benchmarks.reload",
        "--measure",
        str(folder),
        str(cache),
        str(asked),
        str(changed),
    ]
    root = Path(__file__).parent.parent
    done = subprocess.run(
        command, stdout=subprocess.PIPE, check=True, cwd=root, env=os.environ | {"OMP_NUM_THREADS": "1"}
    )
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return figures


def run(documents: int, passages: int = PASSAGES) -> dict[str, dict[str, Any]]:
    """Measure a knowledge of hardly anything, then the large one with one document and with all of them changed."""
    figures: dict[str, dict[str, Any]] = {}
    with tempfile.TemporaryDirectory() as place:
        small, large = Path(place) / "small", Path(place) / "large"
        few = write_folder(small, 2, 2)
        figures["4 passages"] = in_a_process(small, Path(place) / "cache-small", few, 1)
        questions = write_folder(large, documents, passages)
        cache = Path(place) / "cache"
        build = ["-m", "bot", "index", "--json", f"--knowledge={large}", f"--cache={cache}"]
        done = subprocess.run([sys.executable, "-c", HELD, sys.executable, *build], stdout=subprocess.PIPE, check=True)
        told, held = done.stdout.splitlines()
        figures["build"] = json.loads(told) | {"peak_mb": int(held) / 1024}
        count = f"{documents * passages:,} passages"
        figures[f"{count}, one document changed"] = in_a_process(large, cache, questions, 1)
        figures[f"{count}, every document changed"] = in_a_process(large, cache, questions, documents)
    return figures


def tables(figures: dict[str, dict[str, Any]]) -> str:
    """Return the figures as a Markdown table and a sentence."""
    none = figures["4 passages"]
    head = [
        "",
        "opened in",
        "own memory (above that of 4 passages)",
        "with mapped pages, just opened",
        "after the questions",
        "p50 / p99, idle",
        "p50 / p99 / max during a reload",
        "reload",
        "peak of both processes",
    ]
    rows = [
        [
            name,
            f"{row['start_s']:.2f} s",
            f"{row['own_mb']:.0f} MB ({row['own_mb'] - none['own_mb']:+.0f})",
            f"{row['opened_mb']:.0f} MB ({row['opened_mb'] - none['opened_mb']:+.0f})",
            f"{row['idle_mb']:.0f} MB ({row['idle_mb'] - none['idle_mb']:+.0f})",
            f"{row['idle_p50_ms']:.2f} / {row['idle_p99_ms']:.2f} ms",
            f"{row['reload_p50_ms']:.2f} / {row['reload_p99_ms']:.2f} / {row['reload_max_ms']:.0f} ms",
            f"{row['reload_s']:.1f} s",
            f"{row['peak_mb']:.0f} MB ({row['peak_mb'] / row['idle_mb']:.1f}×)",
        ]
        for name, row in figures.items()
        if name != "build"
    ]
    build = figures["build"]
    built = f"Built from nothing in {build['seconds']:.1f} s, with {build['peak_mb']:.0f} MB at most."
    return f"{table(head, rows)}\n\n{built}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=DOCUMENTS, help=f"of {PASSAGES} passages each")
    parser.add_argument("--write", action="store_true", help="put the table into RESULTS.md")
    parser.add_argument(
        "--measure", nargs=4, metavar=("FOLDER", "CACHE", "QUESTIONS", "CHANGED"), help=argparse.SUPPRESS
    )
    options = parser.parse_args()
    if options.measure:
        folder, cache, questions, changed = options.measure
        asked = json.loads(Path(questions).read_text(encoding="utf-8"))
        print(json.dumps(measure(Path(folder), Path(cache), asked, int(changed))))
        return
    text = f"{machine()}.\n\n{WHAT}\n\n{tables(run(options.documents))}"
    print(text)
    if options.write:
        write_section(FOLDER / "RESULTS.md", "Reload", text)


if __name__ == "__main__":
    main()
