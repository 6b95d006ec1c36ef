from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bot import wording
from tests.material import ROOT, SANCTUARY, SOURCE
from tests.terminal.conftest import SHIPPED, Command, Done


@pytest.mark.parametrize("question", [SANCTUARY, "xyzzy", "", "?!", "x" * 3000, "How many navies has Pakistan?"])
def test_asking_ends_with_0_whatever_the_answer(bot: Command, question: str) -> None:
    done = bot("ask", question, *SHIPPED)
    assert (done.status, done.err) == (0, "")
    assert done.out.strip()


def test_a_readable_answer_quotes_cites_and_names(bot: Command) -> None:
    told = bot("ask", SANCTUARY, *SHIPPED).out
    assert "Tajikistan was reportedly offering the two leaders sanctuary in case they fled Afghanistan." in told
    assert "Reported, not asserted: “reportedly” · condition: “in case they fled Afghanistan”" in told
    assert "The Soufan Center · 14 Oct 2021 · ¶6" in told
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


def test_a_question_needs_no_quotation_marks(bot: Command) -> None:
    quoted, bare = bot("ask", "--json", SANCTUARY, *SHIPPED), bot("ask", "--json", *SHIPPED, *SANCTUARY.split())
    assert bare.out == quoted.out


def test_whoever_stops_reading_ends_it_quietly_with_0(tmp_path: Path) -> None:
    batch = tmp_path / "batch.jsonl"
    batch.write_text('{"id": "q", "question": "Who is wary of the Taliban?"}\n' * 100, encoding="utf-8")
    command = [sys.executable, "-m", "bot", "ask", "--batch", str(batch), *SHIPPED]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as asked:
        assert asked.stdout is not None
        assert asked.stderr is not None
        asked.stdout.readline()
        asked.stdout.close()
        assert (asked.wait(60), asked.stderr.read()) == (0, b"")


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
