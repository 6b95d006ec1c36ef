"""The command line, run in this process or in one of its own."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from bot import wording
from bot.settings import Settings
from bot.snapshot import SnapshotStore
from bot.terminal.cli import build_app
from bot.terminal.serving import Faces
from tests.knowledge.folder import KnowledgeFolder
from tests.material import ROOT

SHIPPED = ("--knowledge", str(ROOT / "knowledge"))


class Done(NamedTuple):
    """What a command left: its exit status and what it wrote."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


class FakeFaces:
    """Faces that only note what they were started with."""

    def __init__(self, *, missing: str = "") -> None:
        self.missing = missing
        self.started: list[tuple[str, Settings, SnapshotStore]] = []

    def run(self, settings: Settings, store: SnapshotStore, say: Callable[[str], None]) -> int:
        self.started.append(("run", settings, store))
        return 3

    def preview(
        self, settings: Settings, store: SnapshotStore, port: int, *, open_browser: bool, say: Callable[[str], None]
    ) -> int:
        if self.missing:
            raise ImportError(wording.chat.preview_needs([self.missing]))
        self.started.append((f"preview {port} {open_browser}", settings, store))
        say("told")
        return 0


Command = Callable[..., Done]


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, a wide terminal, and none of the bot's variables."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("COLUMNS", "300")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def faces() -> FakeFaces:
    return FakeFaces()


@pytest.fixture
def bot(faces: FakeFaces, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """The command line, run in this process."""
    call = build_app(Faces(run=faces.run, preview=faces.preview))

    def command(*arguments: str, stdin: bytes = b"") -> Done:
        monkeypatch.setattr(sys, "argv", ["bot", *arguments])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as ended:
            call()
        out, err = capsys.readouterr()
        return Done(int(ended.value.code or 0), out, err)

    return command


@pytest.fixture
def folder(tmp_path: Path) -> KnowledgeFolder:
    return KnowledgeFolder(tmp_path / "rivers")


def process(*arguments: str, program: tuple[str, ...] = ("-m", "bot"), **environment: str) -> Done:
    """The command line in a process of its own."""
    kept = {name: value for name, value in os.environ.items() if name.upper().lower() not in Settings.model_fields}
    done = subprocess.run(
        [sys.executable, *program, *arguments],
        env={**kept, "PYTHONPATH": str(ROOT), "COLUMNS": "300", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)
