"""The process that draws, as a process."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.errors import PictureError
from bot.pictures import painter as module
from bot.pictures.chart import Chart, chart_of
from bot.pictures.graph import graph_of
from bot.pictures.painter import KEPT, Painter
from tests.material import ROOT, shipped

PNG = b"\x89PNG"
DRAWS = ("matplotlib", "networkx", "PIL")


@pytest.fixture
async def painter(tmp_path: Path) -> AsyncIterator[Painter]:
    made = Painter(tmp_path)
    yield made
    await made.close()
    assert made.process_id is None


@pytest.fixture(scope="module")
def chart() -> Chart:
    made = chart_of(graph_of(shipped()), "ahmad-massoud", "1 document")
    assert made is not None
    return made


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


async def started(painter: Painter, chart: Chart) -> int:
    await painter.paint("start", chart)
    assert painter.process_id is not None
    return painter.process_id


async def test_a_process_starts_with_the_first_picture_and_ends_with_the_painter(tmp_path: Path, chart: Chart) -> None:
    painter = Painter(tmp_path)
    assert painter.process_id is None
    process = await started(painter, chart)
    assert is_running(process)
    await painter.close()
    assert not is_running(process)


async def test_a_picture_is_drawn_once_for_each_version(painter: Painter, chart: Chart) -> None:
    first = await painter.paint("v", chart)
    assert first.startswith(PNG)
    process = painter.process_id
    assert process is not None
    os.kill(process, signal.SIGSTOP)
    assert await asyncio.wait_for(painter.paint("v", chart), 1) is first
    os.kill(process, signal.SIGCONT)
    assert await painter.paint("w", chart) is not first


async def test_only_the_last_few_pictures_are_kept(painter: Painter, chart: Chart) -> None:
    pictures = [await painter.paint(str(version), chart) for version in range(KEPT + 1)]
    assert await painter.paint("1", chart) is pictures[1]
    assert await painter.paint("0", chart) is not pictures[0]


async def test_all_that_ask_at_once_are_served_one_after_the_other(painter: Painter, chart: Chart) -> None:
    pictures = await asyncio.gather(*(painter.paint(version, chart) for version in ("a", "b", "a", "c")))
    assert all(picture.startswith(PNG) for picture in pictures)
    assert pictures[0] is pictures[2]


async def test_a_process_that_is_gone_is_started_again(painter: Painter, chart: Chart) -> None:
    process = await started(painter, chart)
    os.kill(process, signal.SIGKILL)
    assert (await painter.paint("v", chart)).startswith(PNG)
    assert painter.process_id not in {None, process}


async def test_a_process_that_is_killed_while_it_draws_is_asked_once_more(painter: Painter, chart: Chart) -> None:
    process = await started(painter, chart)
    os.kill(process, signal.SIGSTOP)
    drawing = asyncio.create_task(painter.paint("v", chart))
    await asyncio.sleep(0.1)
    os.kill(process, signal.SIGKILL)
    assert (await drawing).startswith(PNG)


async def test_what_takes_too_long_is_given_up(painter: Painter, chart: Chart, monkeypatch: pytest.MonkeyPatch) -> None:
    process = await started(painter, chart)
    os.kill(process, signal.SIGSTOP)
    with monkeypatch.context() as impatient:
        impatient.setattr(module, "PATIENCE", 0.2)
        with pytest.raises(PictureError):
            await painter.paint("v", chart)
    assert painter.process_id is None
    assert not is_running(process)
    assert (await painter.paint("v", chart)).startswith(PNG)


async def test_whoever_no_longer_waits_leaves_nothing_to_the_next(painter: Painter, chart: Chart) -> None:
    await started(painter, chart)
    gone = asyncio.create_task(painter.paint("v", replace(chart, title="Another")))
    await asyncio.sleep(0.01)
    gone.cancel()
    with pytest.raises(asyncio.CancelledError):
        await gone
    assert await painter.paint("v", chart) == await painter.paint("start", chart)


async def test_a_picture_under_way_does_not_keep_the_bot_from_closing(painter: Painter, chart: Chart) -> None:
    process = await started(painter, chart)
    os.kill(process, signal.SIGSTOP)
    drawing = asyncio.create_task(painter.paint("v", chart))
    await asyncio.sleep(0.05)
    await asyncio.wait_for(painter.close(), 1)
    with pytest.raises(PictureError):
        await drawing
    assert not is_running(process)


async def test_a_chart_that_cannot_be_drawn_costs_no_process(painter: Painter, chart: Chart) -> None:
    process = await started(painter, chart)
    with pytest.raises(PictureError):
        await painter.paint("v", replace(chart, arrows=(replace(chart.arrows[0], line="wavy"),)))
    assert painter.process_id == process
    assert (await painter.paint("v", chart)).startswith(PNG)


def test_a_process_whose_bot_is_gone_ends_by_itself() -> None:
    command = [sys.executable, "-m", "bot.pictures.worker"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as process:
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(30) == 0


def test_the_bot_itself_imports_nothing_that_draws() -> None:
    code = f"import sys, bot.__main__, bot.chat.run; print([n for n in {DRAWS} if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
