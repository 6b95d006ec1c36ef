"""RESULTS.md: one section per benchmark, each replaced when its benchmark runs again."""

from __future__ import annotations

import os
import platform
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FOLDER = Path(__file__).parent
_TITLE = "# Benchmarks\n\nMade by the programs in this folder; `make bench` and `make bench-full` run them.\n"


def write_section(file: Path, title: str, text: str) -> None:
    """Put a section `title` with `text` into `file`, in the place of the one that is there."""
    old = file.read_text(encoding="utf-8") if file.exists() else _TITLE
    section = f"## {title}\n\n{text.strip()}\n"
    found = re.search(rf"^## {re.escape(title)}\n.*?(?=^## |\Z)", old, re.MULTILINE | re.DOTALL)
    if found:
        new = old[: found.start()] + section + ("\n" if old[found.end() :] else "") + old[found.end() :]
    else:
        new = old.rstrip("\n") + "\n\n" + section
    file.write_text(new, encoding="utf-8")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Lay out a Markdown table; all columns but the first are set to the right."""
    lines = [head, ["---"] + ["---:"] * (len(head) - 1), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def machine() -> str:
    """Say on what the benchmark ran: processor, cores, memory, system, Python."""
    processor = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        found = re.search(r"model name\s*: (.*)", cpuinfo.read_text(encoding="utf-8"))
        processor = found[1].strip() if found else processor
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{processor}, {os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()}, "
        f"{platform.python_implementation()} {platform.python_version()}"
    )
