"""The tables and the plot of the speed benchmark."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from benchmarks.report import FOLDER, machine, table, write_section

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Figures = list[dict[str, Any]]

NUMPY, FAST = "ours (numpy)", "ours [fast]"
REFERENCE = "rank-bm25"

# What is compared (ours over the peer), how, and the bounds at 10k, 100k and 1M passages.
TARGETS: tuple[tuple[str, str, str, str, tuple[float | None, ...]], ...] = (
    ("rank-bm25, times faster (numpy)", REFERENCE, NUMPY, "faster", (120, 450, 500)),
    ("rank-bm25, times faster ([fast])", REFERENCE, FAST, "faster", (120, 450, 500)),
    ("tantivy, numpy", NUMPY, "tantivy", "time", (1.6, 1.5, 2)),
    ("tantivy, [fast]", FAST, "tantivy", "time", (0.7, 0.6, 0.9)),
    ("bm25s (numba), [fast]", FAST, "bm25s (numba)", "time", (0.8, 0.7, 1)),
    ("bm25q (exact), [fast]", FAST, "bm25q (exact)", "time", (1.1, 1, 1)),
    ("p99 / p50, numpy", NUMPY, NUMPY, "spread", (3.5, 3.5, 3.5)),
    ("p99 / p50, [fast]", FAST, FAST, "spread", (3.5, 3.5, 3.5)),
    ("build time against bm25s", NUMPY, "bm25s (numpy)", "build_s", (0.9, 0.5, 0.5)),
    ("peak memory of the build against bm25s", NUMPY, "bm25s (numpy)", "build_mb", (None, 0.5, 0.5)),
)
SIZES = (10_000, 100_000, 1_000_000)


def write(figures: Figures, folder: Path = FOLDER) -> None:
    """Write the section and the plot."""
    sizes = sorted({entry["passages"] for entry in figures})
    parts = [_conditions(figures), "### Targets: 5 terms, top 10, ratios of medians", targets(figures)]
    for size in sizes:
        parts += [f"### {size:,} passages", _times([entry for entry in figures if entry["passages"] == size])]
    if plot(figures, folder / "latency.png"):
        parts += ["![Latency over corpus size, 5 terms](latency.png)"]
    write_section(folder / "RESULTS.md", "Speed and memory", "\n\n".join(parts))


def _conditions(figures: Figures) -> str:
    versions = {entry["engine"]: entry["version"] for entry in figures}
    listed = ", ".join(f"{name} {version}" for name, version in versions.items() if not name.startswith("ours"))
    return (
        f"{machine()}. {listed}.\n\n"
        "One thread, one query at a time, a process per engine. Synthetic corpora (`corpora.py`); the words of a query "
        "are drawn by the number of passages that hold them; the best 10 are asked for. bm25s and bm25q are given ids, "
        "tantivy a parsed query, the others words. 1,000 queries of each length, or as many as fit in 60 s, at least "
        "20: the number is stated. The first 20 are asked twice. Compiling is not counted. *Build* is from tokens in "
        "memory to the first possible query; ours and tantivy's include writing to disk, ours reading it back to "
        "verify it too. *Peak* is the memory of the build above its tokens. *Same* is how much of rank-bm25's best 10 "
        "is found: of passages that score as the tenth does rank-bm25 takes any and ours the first, tantivy and SQLite "
        "have k1 = 1.2, tantivy rounds lengths, bm25s has 32-bit scores, and bm25q (adaptive) rounds scores."
    )


def targets(figures: Figures) -> str:
    """Lay out what is measured against what is aimed at."""
    by_place = {(entry["engine"], entry["passages"]): entry for entry in figures}
    rows = []
    for label, one, other, kind, bounds in TARGETS:
        cells = []
        for size, bound in zip(SIZES, bounds, strict=True):
            first, second = by_place.get((one, size)), by_place.get((other, size))
            cells.append(_cell(_RATIOS[kind](first, second), bound, kind) if first and second and bound else "–")
        rows.append([label, *cells])
    return table(["against", *(f"{size // 1000:,}k" for size in SIZES)], rows)


def _cell(ratio: float, bound: float, kind: str) -> str:
    reached = ratio >= bound if kind == "faster" else ratio <= bound
    sign = "≥" if kind == "faster" else "≤"
    return f"{ratio:,.{0 if kind == 'faster' else 2}f} ({sign} {bound:g}{'' if reached else ', **missed**'})"


def _times_ratio(one: dict[str, Any], other: dict[str, Any]) -> float:
    return float(one["terms_5"]["p50_us"] / other["terms_5"]["p50_us"])


_RATIOS: dict[str, Callable[[dict[str, Any], dict[str, Any]], float]] = {
    "faster": _times_ratio,
    "time": _times_ratio,
    "spread": lambda one, _: float(one["terms_5"]["p99_us"] / one["terms_5"]["p50_us"]),
    "build_s": lambda one, other: float(one["build_s"] / other["build_s"]),
    "build_mb": lambda one, other: float(one["build_mb"] / other["build_mb"]),
}


def _times(figures: Figures) -> str:
    reference = next((entry for entry in figures if entry["engine"] == REFERENCE), None)
    head = ["engine", "2 terms, µs", "5 terms", "10 terms", "p99 / p50 of 5", "queries", "same", "build, s", "peak, MB"]
    rows = []
    for entry in figures:
        asked = [entry[f"terms_{terms}"] for terms in (2, 5, 10)]
        rows.append(
            [
                entry["engine"],
                *(f"{figure['p50_us']:,.{1 if figure['p50_us'] < 1000 else 0}f}" for figure in asked),
                f"{asked[1]['p99_us'] / asked[1]['p50_us']:.1f}",
                " · ".join(f"{figure['queries']:,}" for figure in asked),
                f"{overlap(entry, reference):.1%}" if reference else "–",
                f"{entry['build_s']:,.2f}",
                f"{entry['build_mb']:,.0f}",
            ]
        )
    opened = ", ".join(f"{e['engine']} {e['open_ms']:.1f} ms" for e in figures if e["engine"].startswith("ours"))
    return table(head, rows) + f"\n\nOpening the saved index: {opened}."


def overlap(entry: dict[str, Any], reference: dict[str, Any]) -> float:
    """Return the share of the reference's results that `entry` found."""
    pairs = [
        (set(mine), set(theirs))
        for terms in (2, 5, 10)
        for mine, theirs in zip(entry[f"terms_{terms}"]["found"], reference[f"terms_{terms}"]["found"], strict=True)
    ]
    return sum(len(mine & theirs) for mine, theirs in pairs) / max(1, sum(len(theirs) for _, theirs in pairs))


def plot(figures: Figures, file: Path) -> bool:
    """Draw the medians over the sizes; return False where matplotlib is not installed."""
    try:
        drawing = import_module("matplotlib.figure")
    except ImportError:
        return False
    figure = drawing.Figure(figsize=(8, 5), layout="constrained")
    axes = figure.add_subplot()
    for i, name in enumerate(dict.fromkeys(entry["engine"] for entry in figures)):
        points = [(e["passages"], e["terms_5"]["p50_us"] / 1e3) for e in figures if e["engine"] == name]
        ours = name.startswith("ours")
        marker = "osv^D<>pX"[i % 9]
        axes.plot(
            *zip(*points, strict=True), marker=marker, label=name, linewidth=2.5 if ours else 1.2, zorder=3 - i / 9
        )
    axes.set(xscale="log", yscale="log", xlabel="passages", ylabel="median latency, ms", title="5 terms, top 10")
    axes.grid(alpha=0.3, which="both")
    axes.legend(fontsize="small")
    figure.savefig(file, dpi=110)
    return True
