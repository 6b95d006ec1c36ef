from __future__ import annotations

import pytest

from tests.knowledge.folder import KnowledgeFolder
from tests.material import SANCTUARY
from tests.terminal.conftest import SHIPPED, Command, Done, process


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


@pytest.mark.parametrize(
    "command", [(), ("ask",), ("check",), ("schema",), ("index",), ("eval",), ("run",), ("preview",)]
)
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
