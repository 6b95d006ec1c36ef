from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys

import pytest

from bot import wording
from tests.knowledge.folder import KnowledgeFolder
from tests.material import ROOT, SOURCE
from tests.terminal.conftest import SHIPPED, Command, FakeFaces, process


def test_with_a_token_the_bot_runs_on_discord(bot: Command, faces: FakeFaces, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "made.up.token")
    done = bot("run", *SHIPPED)
    assert (done.status, [name for name, _, _ in faces.started]) == (3, ["run"])
    assert "made.up.token" not in done.out + done.err
    store = faces.started[0][2]
    assert store.current is not None
    assert SOURCE in store.current.knowledge.documents


def test_without_a_token_the_preview_opens_and_one_line_says_why(bot: Command, faces: FakeFaces) -> None:
    done = bot("run", *SHIPPED, "--port", "8123", "--no-browser")
    assert done.status == 0
    assert done.out.splitlines() == [wording.terminal.TO_PREVIEW, "told"]
    assert [name for name, _, _ in faces.started] == ["preview 8123 False"]


def test_the_preview_opens_in_the_browser(bot: Command, faces: FakeFaces) -> None:
    assert bot("preview", *SHIPPED).status == 0
    assert [name for name, _, _ in faces.started] == ["preview 0 True"]


def test_the_bot_starts_with_faulty_knowledge_and_keeps_the_last_good_in_the_cache(
    bot: Command, faces: FakeFaces, folder: KnowledgeFolder
) -> None:
    arguments = ("preview", "--knowledge", str(folder.path), "--cache", "kept")
    assert bot(*arguments).status == 0
    folder.write("actors/blue.yaml", "kind: [group\n")
    assert bot(*arguments).status == 0
    store = faces.started[-1][2]
    assert store.trouble is not None
    assert store.current is not None


@pytest.mark.parametrize("command", ["run", "preview"])
def test_without_the_previews_packages_it_says_what_to_install(command: str, bot: Command, faces: FakeFaces) -> None:
    faces.missing = "simcord"
    done = bot(command, *SHIPPED)
    assert done.status == 2
    assert done.err == wording.chat.preview_needs(["simcord"]) + "\n"


def test_run_without_the_preview_installed_says_what_to_install() -> None:
    hidden = "import sys; sys.modules['simcord'] = None; from bot.__main__ import main; main()"
    done = process("run", *SHIPPED, "--cache", "kept", program=("-c", hidden))
    assert done.status == 2
    assert done.out == wording.terminal.TO_PREVIEW + "\n"
    assert done.err.splitlines()[-1] == wording.chat.preview_needs(["simcord"])
    assert "Traceback" not in done.err


def test_a_taken_port_is_one_sentence_and_wrong_usage() -> None:
    pytest.importorskip("linkify_it", reason="the preview's dependencies are not installed")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = process("preview", *SHIPPED, "--cache", "kept", "--no-browser", "--port", port)
    assert done.status == 2
    assert done.err.splitlines()[-1].startswith(f"The preview cannot have port {port} (")
    assert "Traceback" not in done.err


SLOW = """
import sys, time
from bot.snapshot import SnapshotStore
def load(self):
    print("loading", flush=True)
    time.sleep(30)
SnapshotStore.load = load
from bot.__main__ import main
main()
"""


@pytest.mark.parametrize("command", ["run", "preview"])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_while_the_knowledge_is_loading_ends_it_cleanly(command: str, number: signal.Signals) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "DISCORD_TOKEN": "made.up.token"}
    with subprocess.Popen(
        [sys.executable, "-c", SLOW, command, *SHIPPED],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "loading\n"
        running.send_signal(number)
        _, err = running.communicate(timeout=5)
    assert running.returncode == 0
    assert wording.terminal.ENDED_AT_START in err
    assert "Traceback" not in err
