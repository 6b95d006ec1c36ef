"""The preview: the real bot in a page on the loopback address."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
import simcord

from bot.chat import preview
from bot.chat.client import Bot
from bot.errors import SettingsError
from bot.snapshot import SnapshotStore
from tests.chat.conftest import make_settings, people

SCRIPT = """
import sys
from pathlib import Path
from bot.chat.preview import run_preview
from bot.settings import Settings
from bot.snapshot import SnapshotStore
store = SnapshotStore(Path(sys.argv[1]), None)
store.load()
say = lambda text: print(text, flush=True)
sys.exit(run_preview(Settings(_env_file=None), store, port=0, open_browser=False, say=say))
"""


def test_it_serves_a_page_until_it_is_told_to_end(knowledge_dir: Path, root: Path) -> None:
    pytest.importorskip("linkify_it", reason="the preview's dependencies are not installed")
    arguments = [sys.executable, "-c", SCRIPT, str(knowledge_dir)]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True, cwd=root) as process:
        assert process.stdout is not None
        try:
            line = process.stdout.readline()
            address = re.search(r"http://127\.0\.0\.1:\d+/", line)
            assert address is not None, line
            with urllib.request.urlopen(address[0], timeout=10) as page:  # noqa: S310 - the loopback address
                assert page.status == 200
        finally:
            os.kill(process.pid, signal.SIGTERM)
            process.wait(10)
    assert process.returncode == 0


async def test_faulty_knowledge_is_told_to_no_owner_of_a_preview(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    store = SnapshotStore(tmp_path, None)
    store.load()
    async with simcord.run(Bot(make_settings(), store, tells_owner=False)) as env:
        people(env)
    assert "the owner could not be told" not in caplog.text
    async with simcord.run(Bot(make_settings(), store)) as env:
        people(env)
    assert "the owner could not be told" in caplog.text


def test_a_port_that_is_taken_is_one_sentence(shipped: SnapshotStore) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(SettingsError) as raised:
            preview.run_preview(make_settings(), shipped, port=port, open_browser=False)
    assert raised.value.sentence.startswith(f"The preview cannot have port {port} (")
    assert "--port" in raised.value.sentence


def test_what_is_not_installed_is_named(shipped: SnapshotStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preview, "NEEDED", ("simcord", "no_such_package"))
    with pytest.raises(ImportError, match=r"no_such_package.*pip install"):
        preview.run_preview(make_settings(), shipped, port=0, open_browser=False)


def test_the_example_question_is_answered_by_the_shipped_knowledge(shipped: SnapshotStore) -> None:
    assert shipped.current is not None
    assert json.loads(json.dumps(shipped.current.answerer.answer(preview.EXAMPLE).to_json()))["status"] == "answered"
