"""Every command in README.md does what README says.

Commands of the bot are run as they stand. What would need a network, a daemon or an end (``make run``, ``docker``,
``pip install``, ``python -m bot run``) is checked for consistency with the files that it names.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot import wording
from bot.settings import Cooldown, Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
IMAGE_ENVIRONMENT = dict(re.findall(r"\b([A-Z_]+)=(\S+)", DOCKERFILE))
LOCK_LINE = re.compile(r"^[A-Za-z0-9._-]+==\S+", re.MULTILINE)


def commands() -> Iterator[str]:
    """Each line of each ``sh`` block, without its comment."""
    for block in re.findall(r"^ *```sh\n(.*?)^ *```", README, re.MULTILINE | re.DOTALL):
        yield from (line.split("  #")[0].strip() for line in block.splitlines())


def of(*start: str) -> list[str]:
    """The commands of README that begin with these words."""
    return [line for line in commands() if tuple(shlex.split(line)[: len(start)]) == start]


PYTHON = ".venv/bin/python"
LONG_RUNNING = {"run", "preview"}
BOT = of(PYTHON, "-m", "bot")
RUN_AS_IS = [line for line in BOT if shlex.split(line)[3] not in LONG_RUNNING]
STARTS_ONLY = [line for line in BOT if shlex.split(line)[3] in LONG_RUNNING]
INSTALLS = of(PYTHON, "-m", "pip", "install")
KNOWN = {
    *BOT,
    *INSTALLS,
    *of(PYTHON, "-m", "pytest"),
    *of("make"),
    *of("docker"),
    *of("cp"),
    *of("python3", "-m", "venv"),
}


def run(arguments: list[str], cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        arguments,
        cwd=cwd,
        env={**os.environ, **defaults()},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def bot(line: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the bot with the shipped knowledge, whatever this machine's own settings are."""
    return run([sys.executable, *shlex.split(line)[1:]])


def test_every_command_is_of_a_kind_that_is_tested_here() -> None:
    assert [line for line in commands() if line not in KNOWN] == []


def test_the_two_commands_stand_at_the_top() -> None:
    assert list(commands())[:2] == ["make run", "make test"]


@pytest.mark.parametrize("line", RUN_AS_IS)
def test_a_command_of_the_bot_runs_and_succeeds(line: str) -> None:
    done = bot(line)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


@pytest.mark.parametrize("line", STARTS_ONLY)
def test_a_command_that_stays_up_exists(line: str) -> None:
    done = bot(f"{line} --help")
    assert done.returncode == 0, done.stderr
    assert shlex.split(line)[3] in done.stdout


def test_the_question_of_readme_is_answered_as_readme_says() -> None:
    asked = re.findall(r"/ask question: (.+?)`", README)
    assert asked
    for question in asked:
        answer = json.loads(bot(f"{PYTHON} -m bot ask --json {shlex.quote(question)}").stdout)
        assert answer["status"] == "answered"
        assert answer["excerpts"][0]["paragraph"] == 6
        assert "tajikistan" in {actor["id"] for actor in answer["actors"]}


@pytest.mark.parametrize("line", of("make"))
def test_a_make_target_exists(line: str) -> None:
    make = shutil.which("make")
    if make is None:
        pytest.skip("make is not installed")
    done = run([make, "--dry-run", *shlex.split(line)[1:]])
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("line", INSTALLS)
def test_an_installation_names_a_lock_file_that_pins_and_hashes_everything(line: str) -> None:
    arguments = shlex.split(line)
    assert "--require-hashes" in arguments
    lock = (ROOT / arguments[arguments.index("-r") + 1]).read_text(encoding="utf-8")
    entries = LOCK_LINE.split(lock)[1:]
    assert entries
    assert all("--hash=sha256:" in entry for entry in entries)


def test_the_examples_of_files_to_copy_are_there() -> None:
    for line in of("cp"):
        source, target = shlex.split(line)[1:]
        assert (ROOT / source).is_file()
        assert target in (ROOT / ".gitignore").read_text(encoding="utf-8").split()


def test_a_virtual_environment_is_made_as_readme_says(tmp_path: Path) -> None:
    (line,) = of("python3", "-m", "venv")
    done = run([sys.executable, *shlex.split(line)[1:], "--without-pip"], cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert next((tmp_path / ".venv").glob("*/python*")).exists()


class TestDocker:
    """No daemon is asked: the flags are held against the Dockerfile."""

    def test_what_is_run_and_stopped_is_what_was_built_and_started(self) -> None:
        builds = [shlex.split(line) for line in of("docker", "build")]
        (tag,) = {words[words.index("--tag") + 1] for words in builds}
        for line in of("docker", "run"):
            assert tag in shlex.split(line)
        started = [m for line in of("docker", "run") for m in re.findall(r"--name (\S+)", line)]
        assert [shlex.split(line)[2] for line in of("docker", "stop")] == started

    def test_what_is_given_to_a_build_is_an_argument_of_the_dockerfile(self) -> None:
        given = {m for line in of("docker", "build") for m in re.findall(r"--build-arg (\w+)=", line)}
        assert given <= set(re.findall(r"^ARG (\w+)", DOCKERFILE, re.MULTILINE))

    def test_the_root_is_read_only_and_what_is_mounted_is_where_the_image_looks(self) -> None:
        for line in of("docker", "run"):
            assert "--read-only" in line
        mounted = {m.split(":")[1] for line in of("docker", "run") for m in re.findall(r'--volume "?([^\s"]+)', line)}
        assert mounted == {IMAGE_ENVIRONMENT["KNOWLEDGE_DIR"], IMAGE_ENVIRONMENT["CACHE_DIR"]}

    def test_the_image_runs_the_bot_without_rights(self) -> None:
        assert re.search(r'^ENTRYPOINT \["python", "-m", "bot"\]$', DOCKERFILE, re.MULTILINE)
        assert re.search(r'^CMD \["run"\]$', DOCKERFILE, re.MULTILINE)
        assert re.findall(r"^USER (\d+)", DOCKERFILE, re.MULTILINE)[-1] != "0"

    def test_the_builder_sees_what_the_image_copies_and_no_secrets(self) -> None:
        sent = {
            line[1:] for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").split() if line.startswith("!")
        }
        copied = {
            word for line in re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE) for word in line.split()
        }
        assert copied == sent
        assert all((ROOT / name).exists() for name in sent)


class TestSettings:
    """The table in README and .env.example say what the settings are."""

    def test_readme_lists_every_setting_with_its_default(self) -> None:
        table = re.findall(r"^\| `([A-Z_]+)` \|([^|]*)\|", README, re.MULTILINE)
        assert {name: value.strip(" `") for name, value in table} == defaults()

    def test_the_example_lists_every_setting_with_its_default(self) -> None:
        example = (ROOT / ".env.example").read_text(encoding="utf-8")
        listed = dict(re.findall(r"^#?([A-Z_]+)=(.*)$", example, re.MULTILINE))
        assert listed == {**defaults(), "DISCORD_TOKEN_FILE": listed.get("DISCORD_TOKEN_FILE")}


def defaults() -> dict[str, str]:
    """Every setting with its default, as an operator writes it."""
    return {name.upper(): written(field.get_default()) for name, field in Settings.model_fields.items()}


def written(value: object) -> str:
    if isinstance(value, Cooldown):
        return f"{value.count}/{value.seconds}"
    return str(value) if value else ""


def test_readme_names_every_command_on_discord_and_no_other() -> None:
    ask = README.split("## Ask\n")[1].split("\n## ")[0]
    assert set(re.findall(r"`/([a-z]+)", ask)) == {command.split()[0] for command in wording.chat.HELP}
    of_knowledge = re.findall(r"`(?:/knowledge )?([a-z]+)`", re.findall(r"^\| `/knowledge.*?\|", ask, re.MULTILINE)[0])
    assert {f"knowledge {name}" for name in of_knowledge} == {
        c for c in wording.chat.HELP if c.startswith("knowledge ")
    }


def test_every_local_link_leads_to_a_file() -> None:
    links = [*re.findall(r"\]\((?!https://|#)([^)]+)\)", README), *re.findall(r'src="([^"]+)"', README)]
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_every_picture_is_shown_small_enough_to_load_and_told_in_words() -> None:
    shown = {
        **{link: words for words, link in re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", README)},
        **dict(re.findall(r'<img src="([^"]+)" width="\d+" alt="([^"]*)"', README)),
    }
    assert set(shown) == {f"docs/{picture.name}" for picture in (ROOT / "docs").glob("*.png")}
    for link, words in shown.items():
        assert len(words) > 40, f"{link} needs an alternative text"
        assert (ROOT / link).stat().st_size <= 200_000, f"{link} is larger than 200 kB"


def test_every_link_within_readme_leads_to_a_heading() -> None:
    headings = {
        re.sub(r"[^\w -]", "", h).strip().lower().replace(" ", "-")
        for h in re.findall(r"^#+ (.+)$", README, re.MULTILINE)
    }
    assert set(re.findall(r"\]\(#([^)]+)\)", README)) <= headings
