"""Speed and memory of the index, side by side with its peers: ``python -m benchmarks.speed [--full]``.

Every engine runs in a process of its own, on one thread, over the same corpus and the same queries, and answers one
query at a time. The corpora are those of `benchmarks.corpora`; the words of a query are drawn by the number of passages
that hold them. The tables and the plot go into this folder.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.corpora import Corpus, draw_queries, synthetic
from benchmarks.engines import ENGINES, Engine

TERMS = (2, 5, 10)
K = 10
QUERIES, LEAST, SECONDS = 1000, 20, 60.0
COMPARED = 20  # queries whose results are kept
_ONE_THREAD = dict.fromkeys(("NUMBA_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")


def measure(engine: type[Engine], folder: Path, seconds: float = SECONDS) -> dict[str, Any]:
    """Build and ask one engine over the corpus in `folder`; return its figures."""
    corpus = Corpus.load(folder)
    words = corpus.words
    _warm_up(engine)
    with tempfile.TemporaryDirectory() as place:
        made = engine(Path(place))
        tokens = made.tokens(corpus)
        figures: dict[str, Any] = {"engine": engine.name, "passages": len(corpus), "version": engine.version()}
        before = _reset_peak()
        start = time.perf_counter()
        made.build(tokens)
        figures["build_s"] = time.perf_counter() - start
        figures["build_mb"] = (_peak() - before) / 2**20
        del tokens
        start = time.perf_counter()
        made.open()
        figures["open_ms"] = (time.perf_counter() - start) * 1e3
        for terms in TERMS:
            drawn = np.load(folder / f"queries-{terms}.npy", allow_pickle=False)
            queries = [made.query(ids, [words[i] for i in ids]) for ids in drawn.tolist()]
            figures[f"terms_{terms}"] = _ask(made, queries, seconds)
    return figures


def _warm_up(engine: type[Engine]) -> None:
    """Import and compile what the engine needs, over a corpus of hardly anything; not measured."""
    corpus = synthetic(60, seed=2)
    with tempfile.TemporaryDirectory() as place:
        made = engine(Path(place))
        made.build(made.tokens(corpus))
        made.search(made.query([0, 1], corpus.words[:2]), K)


def _ask(made: Engine, queries: list[Any], seconds: float) -> dict[str, Any]:
    """Ask the queries one by one until the time is up."""
    found = [made.numbers(made.search(query, K)) for query in queries[:COMPARED]]
    times: list[float] = []
    begin = time.perf_counter()
    for query in queries:
        start = time.perf_counter()
        made.search(query, K)
        times.append(time.perf_counter() - start)
        if len(times) >= LEAST and time.perf_counter() - begin > seconds:
            break
    p50, p99 = np.percentile(times, [50, 99]).tolist()
    return {"p50_us": p50 * 1e6, "p99_us": p99 * 1e6, "queries": len(times), "found": found}


def _reset_peak() -> int:
    """Start the process's peak of memory anew, where the system can; return the memory in use now, in bytes."""
    clear = Path("/proc/self/clear_refs")
    if clear.exists():
        clear.write_text("5", encoding="ascii")
    return _peak()


def _peak() -> int:
    """Return the peak of the process's memory in bytes."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text(encoding="utf-8").splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def prepare(passages: int, folder: Path, queries: int = QUERIES) -> None:
    """Draw a corpus and its queries into `folder`."""
    corpus = synthetic(passages)
    corpus.save(folder)
    frequencies = corpus.frequencies()
    for terms in TERMS:
        np.save(folder / f"queries-{terms}.npy", np.array(draw_queries(frequencies, terms, queries)))


def in_a_process(engine: type[Engine], folder: Path, cache: Path, seconds: float = SECONDS) -> dict[str, Any]:
    """Measure `engine` in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.speed", "--measure", engine.name, str(folder), str(seconds)]
    environment = os.environ | _ONE_THREAD | {"NUMBA_CACHE_DIR": str(cache)}
    root = Path(__file__).parent.parent
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, cwd=root, env=environment)
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return figures


def run(sizes: list[int], names: list[str] | None = None, seconds: float = SECONDS) -> list[dict[str, Any]]:
    """Measure every engine that is installed at every size, smallest first."""
    figures = []
    with tempfile.TemporaryDirectory() as place:
        for passages in sizes:
            folder = Path(place) / str(passages)
            prepare(passages, folder)
            for engine in ENGINES:
                if names and engine.name not in names:
                    continue
                reason = engine.absent()
                if reason:
                    print(f"{engine.name}: left out, {reason}", flush=True)
                    continue
                figures.append(in_a_process(engine, folder, Path(place) / "numba", seconds))
                five = figures[-1]["terms_5"]
                print(f"{passages:>9,} {engine.name:18} 5 terms {five['p50_us']:>12,.1f} µs", flush=True)
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--full", action="store_true", help="a million passages too (an hour)")
    parser.add_argument("--sizes", type=int, nargs="+", metavar="N", help="numbers of passages to measure at")
    parser.add_argument("--engines", nargs="+", metavar="NAME", help="engines to measure, by name")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="limit for one engine's queries of one length")
    parser.add_argument("--measure", nargs=3, metavar=("ENGINE", "FOLDER", "SECONDS"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        name, folder, seconds = options.measure
        engine = next(engine for engine in ENGINES if engine.name == name)
        print(json.dumps(measure(engine, Path(folder), float(seconds))))
        return
    sizes = options.sizes or [10_000, 100_000] + [1_000_000] * options.full
    figures = run(sizes, options.engines, options.seconds)

    from benchmarks import speed_report

    speed_report.write(figures)


if __name__ == "__main__":
    main()
