from __future__ import annotations

import io
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from bot import wording
from bot.settings import Settings
from bot.snapshot import SnapshotStore
from bot.terminal.cli import Faces, build_app
from tests.knowledge.folder import KnowledgeFolder
from tests.material import ROOT, SANCTUARY, SOURCE

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


# --- ask ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("question", [SANCTUARY, "xyzzy", "", "?!", "x" * 3000, "How many navies has Pakistan?"])
def test_asking_ends_with_0_whatever_the_answer(bot: Command, question: str) -> None:
    done = bot("ask", question, *SHIPPED)
    assert (done.status, done.err) == (0, "")
    assert done.out.strip()


def test_a_readable_answer_quotes_cites_and_names(bot: Command) -> None:
    told = bot("ask", SANCTUARY, *SHIPPED).out
    assert "Tajikistan was reportedly offering the two leaders sanctuary in case they fled Afghanistan." in told
    assert "Reported, not asserted: “reportedly” · condition: “in case they fled Afghanistan”" in told
    assert "The Soufan Center · 2021-10-14 · ¶6" in told
    assert "Tajikistan shelters Amrullah Saleh: “sanctuary”" in told
    assert "searched 1 document" in told


def test_json_is_one_object_on_one_line(bot: Command) -> None:
    done = bot("ask", "--json", SANCTUARY, *SHIPPED)
    assert len(done.out.splitlines()) == 1
    assert (done.json["contract"], done.json["status"], done.json["id"]) == (1, "answered", None)
    best = done.json["excerpts"][0]
    assert (best["rank"], best["document"], best["paragraph"], best["stance"]) == (1, SOURCE, 6, "reported")
    assert best["answer"] in best["window"]
    assert best["window"] in best["text"]
    assert best["end"] - best["start"] == len(best["answer"])


def test_every_line_of_a_batch_gets_its_object_in_order(bot: Command, tmp_path: Path) -> None:
    batch = tmp_path / "batch.jsonl"
    lines = [
        b'{"id": "q1", "question": "Who is wary of the Taliban?"}',
        b"not json",
        b'{"id": "q2"}',
        b'{"id": 3, "question": 5}',
        b"[1, 2]",
        b"null",
        b"",
        b'{"id": NaN, "question": "Taliban"}',
        b'{"id": {"a": 1}, "question": "Taliban"}',
        b"[" * 100_000,
        b'{"id": "caf\xe9", "question": "\xff"}',
        b'{"id": "q\\ud800", "question": "\\ud800 Taliban"}',
        b'{"id": "last", "question": "Who leads AQIS?", "more": true}',
    ]
    batch.write_bytes(b"\n".join(lines))
    done = bot("ask", "--batch", str(batch), *SHIPPED)
    assert (done.status, done.err) == (0, "")
    got = [(line["id"], line["status"] == "rejected") for line in done.lines]
    assert got == [
        ("q1", False),
        (None, True),
        ("q2", True),
        (3, True),
        (None, True),
        (None, True),
        (None, False),
        (None, False),
        (None, True),
        ("caf\ufffd", True),
        ("q\ud800", False),
        ("last", False),
    ]
    assert {line["contract"] for line in done.lines} == {1}


def test_a_batch_may_come_from_standard_input(bot: Command) -> None:
    done = bot("ask", "--batch", "-", *SHIPPED, stdin=b'{"id": "a", "question": "Taliban"}\n\n{"id": "b"}\n')
    assert [line["id"] for line in done.lines] == ["a", "b"]


def test_a_batch_of_nothing_is_nothing(bot: Command) -> None:
    assert bot("ask", "--batch", "-", *SHIPPED) == Done(0, "", "")


@pytest.mark.parametrize("arguments", [(), (SANCTUARY, "--batch", "-")])
def test_one_question_or_a_batch_is_asked(bot: Command, arguments: tuple[str, ...]) -> None:
    assert bot("ask", *arguments, *SHIPPED) == Done(2, "", wording.terminal.ASK_ONE + "\n")


@pytest.mark.parametrize(("name", "reason"), [("absent.jsonl", "No such file or directory"), (".", "Is a directory")])
def test_a_batch_that_cannot_be_read_is_wrong_usage(bot: Command, name: str, reason: str) -> None:
    assert bot("ask", "--batch", name, *SHIPPED) == Done(2, "", f"{name}: {reason}.\n")


def test_the_longest_question_is_a_setting(bot: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAX_QUESTION", "50")
    assert bot("ask", "--json", "Taliban " * 7, *SHIPPED).json["reason"] == "too_long"


# --- check -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("arguments", [("check", str(ROOT / "knowledge")), ("check", *SHIPPED)])
def test_checking_counts_what_the_knowledge_holds(bot: Command, arguments: tuple[str, ...]) -> None:
    done = bot(*arguments)
    assert done.status == 0
    counts = {name: int(number) for number, name in (line.split() for line in done.out.splitlines())}
    assert list(counts) == ["document", "paragraphs", "sentences", "words", "actors", "facts", "relations"]
    assert (counts["document"], counts["paragraphs"]) == (1, 8)
    assert counts["actors"] >= 24
    assert counts["facts"] >= 100
    assert counts["facts"] > counts["relations"] > 0


def test_the_folder_may_come_from_the_environment(
    bot: Command, folder: KnowledgeFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KNOWLEDGE_DIR", str(folder.path))
    assert "3 actors" in bot("check").out


def test_faults_are_printed_with_their_place_and_end_with_1(bot: Command, folder: KnowledgeFolder) -> None:
    folder.replace("actors/blue.yaml", "quote: The Blue Order hosted the", "quote: The Blue Order fought the")
    folder.replace("actors/dol.yaml", "kind: person", "kind: persn")
    for command in (("check", str(folder.path)), ("ask", "Who?", "--knowledge", str(folder.path))):
        done = bot(*command)
        assert (done.status, done.out) == (1, "")
        assert "\nactors/dol.yaml:1:1: " in "\n" + done.err
        assert "\nactors/blue.yaml:" in "\n" + done.err
        assert "2 faults" in done.err


# --- index -------------------------------------------------------------------------------------------------------


def test_indexing_says_what_it_has_done_and_does_it_once(bot: Command, folder: KnowledgeFolder) -> None:
    arguments = ("index", "--knowledge", str(folder.path), "--cache", "kept")
    for kept in (0, 1):
        done = bot(*arguments)
        assert (done.status, done.err) == (0, "")
        assert done.out.startswith("sha256:")
        assert f"1 document with 2 passages indexed, {kept} taken over as they were, in " in done.out


def test_indexing_for_programs_prints_one_object(bot: Command, folder: KnowledgeFolder) -> None:
    done = bot("index", "--json", "--knowledge", str(folder.path), "--cache", "kept")
    told = done.json
    assert told.pop("seconds") > 0
    assert told.pop("version").startswith("sha256:")
    assert (done.status, told) == (0, {"documents": 1, "passages": 2, "kept": 0})


def test_faults_are_printed_as_checking_does_or_as_an_object(bot: Command, folder: KnowledgeFolder) -> None:
    folder.replace("actors/dol.yaml", "kind: person", "kind: persn")
    arguments = ("--knowledge", str(folder.path), "--cache", "kept")
    plain = bot("index", *arguments)
    assert (plain.status, plain.out, plain.err) == bot("check", str(folder.path))
    done = bot("index", "--json", *arguments)
    assert (done.status, done.err) == (1, "")
    (fault,) = done.json["faults"]
    assert fault == {
        "file": "actors/dol.yaml",
        "line": 1,
        "column": 1,
        "message": 'unknown kind "persn"',
        "hint": 'Did you mean "person"? It is one of: group, state, person, organisation, place, class.',
    }
    assert not Path("kept").exists()


def test_verifying_mends_what_is_damaged(
    bot: Command, folder: KnowledgeFolder, caplog: pytest.LogCaptureFixture
) -> None:
    arguments = ("index", "--verify", "--knowledge", str(folder.path), "--cache", "kept")
    bot(*arguments)
    (text,) = Path("kept").glob("index-*/document_text.bin")
    text.write_bytes(text.read_bytes()[::-1])
    assert "0 taken over" in bot(*arguments).out
    assert "document_text.bin are damaged. It is built again." in caplog.text
    assert "1 taken over" in bot(*arguments).out


def test_an_index_that_cannot_be_written_is_wrong_usage(bot: Command, folder: KnowledgeFolder) -> None:
    Path("blocked").write_text("a file", encoding="utf-8")
    arguments = ("index", "--knowledge", str(folder.path), "--cache", "blocked")
    assert bot(*arguments) == (2, "", "blocked cannot be written (Not a directory).\n")
    assert bot(*arguments, "--json").json == {"error": "blocked cannot be written (Not a directory)"}


def test_asking_uses_what_is_indexed_and_answers_the_same(bot: Command, folder: KnowledgeFolder) -> None:
    ask = ("ask", "--json", "Who hosted the Green League?", "--knowledge", str(folder.path), "--cache", "kept")
    before = bot(*ask)
    assert not Path("kept").exists()
    bot("index", "--knowledge", str(folder.path), "--cache", "kept")
    assert bot(*ask) == before


def test_the_process_that_indexes_in_the_background_lets_others_go_first(folder: KnowledgeFolder) -> None:
    arguments = ("index", "--json", "--background", "--knowledge", str(folder.path), "--cache", "kept")
    assert process(*arguments).json["documents"] == 1


# --- warnings ----------------------------------------------------------------------------------------------------


def test_warnings_are_printed_beside_the_counts(bot: Command, folder: KnowledgeFolder) -> None:
    folder.replace("documents/rivers.md", "It may leave.", "It may leave BO.")
    done = bot("check", str(folder.path))
    assert done.status == 0
    assert "warning: actors/blue.yaml:" in done.out
    assert "3 actors" in done.out


@pytest.mark.parametrize("command", [("check", "absent"), ("ask", "Who?", "--knowledge", "absent")])
def test_a_knowledge_folder_that_is_not_there_is_named(bot: Command, command: tuple[str, ...]) -> None:
    done = bot(*command)
    assert done.status == 1
    assert "absent: the knowledge folder does not exist" in done.err


# --- eval --------------------------------------------------------------------------------------------------------


def test_evaluation_prints_a_table_by_type_and_its_misses(bot: Command) -> None:
    done = bot("eval", str(ROOT / "tests/golden/questions_dev.jsonl"), "--misses", *SHIPPED)
    assert done.status == 0
    assert all(name in done.out.splitlines()[0] for name in ("type", "rows", "hit@1", "sentence@1"))
    assert [line.split()[0] for line in done.out.splitlines()[1:4]] == ["all", "factoid", "alias"]
    assert "answered when unanswerable: 0." in done.out
    assert "wanted none" in done.out


def test_evaluation_as_json_has_the_same_figures(bot: Command) -> None:
    done = bot("eval", str(ROOT / "tests/golden/questions_dev.jsonl"), "--json", *SHIPPED)
    assert done.json["retrieval"]["all"]["rows"] == 81
    assert done.json["summary"].keys() >= {"answered when unanswerable", "refused when answerable"}


def test_a_file_of_questions_that_cannot_be_used_is_wrong_usage(bot: Command, tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text('{"id": "a"}\n')
    done = bot("eval", "bad.jsonl", *SHIPPED)
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("bad.jsonl:1: lacks question, type, expected")


# --- run and preview ---------------------------------------------------------------------------------------------


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


# --- wrong usage, settings, and processes ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        ("frobnicate",),
        ("ask", "x", "--frobnicate"),
        ("eval",),
        ("run", "--port", "x"),
        ("preview", "--port", "80000"),
        ("preview", "--port", "-1"),
        (),
    ],
)
def test_wrong_usage_ends_with_2(bot: Command, arguments: tuple[str, ...]) -> None:
    assert bot(*arguments).status == 2


@pytest.mark.parametrize("command", [("ask", "x"), ("check",), ("run",), ("preview",)])
def test_a_wrong_setting_is_one_clear_line(
    bot: Command, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.setenv("COOLDOWN", "ten")
    message = "COOLDOWN: must be count/seconds, as 10/10, or 0 for no limit (it is 'ten').\n"
    assert bot(*command) == Done(2, "", message)


@pytest.mark.parametrize("command", [(), ("ask",), ("check",), ("eval",), ("run",), ("preview",)])
def test_every_command_has_a_help_text(bot: Command, command: tuple[str, ...]) -> None:
    done = bot(*command, "--help")
    assert done.status == 0
    assert "Usage:" in done.out
    if command:
        assert "--knowledge" in done.out


def test_a_process_of_its_own_answers_in_utf_8() -> None:
    done = process("ask", "--json", SANCTUARY, *SHIPPED)
    assert (done.status, done.err) == (0, "")
    assert "“oppressive.”" in done.out


def test_a_terminal_that_knows_only_ascii_is_served() -> None:
    readable = process("ask", SANCTUARY, *SHIPPED, PYTHONIOENCODING="ascii")
    assert (readable.status, readable.err) == (0, "")
    assert "?oppressive.?" in readable.out
    machine = process("ask", "--json", SANCTUARY, *SHIPPED, PYTHONIOENCODING="ascii")
    assert "“oppressive.”" in machine.json["excerpts"][0]["text"]


def test_a_process_reports_faults_with_1_and_wrong_usage_with_2(folder: KnowledgeFolder) -> None:
    folder.replace("actors/dol.yaml", "kind: person", "kind: persn")
    faulty = process("check", str(folder.path))
    assert (faulty.status, faulty.out) == (1, "")
    assert faulty.err.startswith("actors/dol.yaml:1:1: ")
    assert "Traceback" not in faulty.err
    assert process("frobnicate").status == 2


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
