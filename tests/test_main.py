from __future__ import annotations

import gc
import sys
from pathlib import Path

import pytest

import bot.__main__
from bot import wording
from bot.settings import Settings, read_settings
from bot.snapshot import SnapshotStore


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


def test_python_m_bot_is_the_command_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["bot", "--help"])
    with pytest.raises(SystemExit) as ended:
        bot.__main__.main()
    assert ended.value.code == 0
    told = capsys.readouterr().out
    assert all(command in told for command in ("run", "preview", "ask", "check", "eval"))
    assert gc.isenabled()


def test_on_discord_without_a_token_nothing_is_started(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert bot.__main__.run(read_settings(), SnapshotStore(tmp_path, None), print) == 1
    assert caplog.messages == [wording.chat.NOT_CONFIGURED]


def test_the_preview_says_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "simcord", None)
    with pytest.raises(ImportError, match="simcord"):
        bot.__main__.preview(read_settings(), SnapshotStore(tmp_path, None), 0, open_browser=False, say=print)
