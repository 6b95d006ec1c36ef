"""What the repository's own files promise: they are kept true here."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

import bot

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = {
    name: (ROOT / name).read_text(encoding="utf-8")
    for name in ("requirements.lock", "requirements-semantic.lock", "requirements-dev.lock", "requirements-bench.lock")
}


def name_of(requirement: str) -> str:
    """The package that a requirement or a line of a lock names, as package indexes compare it."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\[<>=~!; ]", requirement)[0]).lower()


RUNTIME = {name_of(r) for r in PROJECT["project"]["dependencies"]}
DEPLOYED = RUNTIME | {name_of(r) for r in PROJECT["project"]["optional-dependencies"]["pictures"]}
EXTRAS = {name_of(r) for extra in PROJECT["project"].get("optional-dependencies", {}).values() for r in extra}
GROUPS = {name: {name_of(r) for r in group} for name, group in PROJECT["dependency-groups"].items()}
DEVELOPMENT = GROUPS["dev"] | GROUPS["bench"]


def locked(lock: str) -> set[str]:
    return {name_of(line) for line in re.findall(r"^[A-Za-z0-9][^\s;]*==[^\s;]+", LOCKS[lock], re.MULTILINE)}


def tracked() -> list[Path]:
    """The files in git, or a reason to skip where this is no clone."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("this is not a clone")
    listed = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    paths = [ROOT / name for name in listed.decode().split("\0") if name]
    return [path for path in paths if path.is_file()]


class TestDependencies:
    def test_contributing_gives_a_reason_for_each_and_for_no_other(self) -> None:
        text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("## Dependencies")[1]
        rows = re.findall(r"^\| ([A-Za-z0-9._-]+) \| (.+) \|$", text, re.MULTILINE)
        assert {name_of(name) for name, _ in rows} == RUNTIME | EXTRAS | DEVELOPMENT

    def test_the_runtime_lock_holds_what_the_bot_needs_and_no_tools(self) -> None:
        assert locked("requirements.lock") >= DEPLOYED
        assert locked("requirements.lock").isdisjoint((EXTRAS | DEVELOPMENT) - DEPLOYED)

    def test_the_lock_for_finding_by_meaning_holds_its_extra_and_no_tools(self) -> None:
        semantic = {name_of(r) for r in PROJECT["project"]["optional-dependencies"]["semantic"]}
        assert locked("requirements-semantic.lock") >= RUNTIME | semantic
        assert locked("requirements-semantic.lock").isdisjoint(DEVELOPMENT - semantic)

    def test_the_development_lock_holds_what_the_tests_need(self) -> None:
        assert locked("requirements-dev.lock") >= DEPLOYED | {"simcord"} | GROUPS["dev"]

    def test_the_benchmarks_lock_holds_everything(self) -> None:
        assert locked("requirements-bench.lock") >= RUNTIME | EXTRAS | DEVELOPMENT

    def test_all_locks_pin_the_same_versions(self) -> None:
        runtime, *others = (
            dict(re.findall(r"^([A-Za-z0-9._-]+)==([^\s;]+)", text, re.MULTILINE)) for text in LOCKS.values()
        )
        assert [{name: other.get(name) for name in runtime} for other in others] == [runtime] * len(others)

    @pytest.mark.parametrize("lock", LOCKS)
    def test_a_lock_names_no_package_index_and_nothing_without_a_hash(self, lock: str) -> None:
        assert not re.search(r"://|--index|--find-links|--extra", LOCKS[lock])
        blocks = re.split(r"\n(?=\S)", LOCKS[lock].strip())
        assert [b.splitlines()[0] for b in blocks if "--hash=sha256:" not in b] == []


class TestFiles:
    def test_nothing_in_git_names_a_package_index_or_a_place_on_one_machine(self) -> None:
        hosts = ["py" + "pi.org", "python" + "hosted", "/simple" + "/"]
        places = [r"(?<![\w.])/" + p + "/" for p in ("work", "root", "home", "Users")]
        forbidden = re.compile("|".join([*map(re.escape, hosts), *places]))
        found = [
            f"{path.relative_to(ROOT)}:{number}"
            for path in tracked()
            if (text := text_of(path)) is not None
            for number, line in enumerate(text.splitlines(), 1)
            if forbidden.search(line)
        ]
        assert found == []

    def test_no_secret_and_no_product_of_a_run_is_in_git(self) -> None:
        products = re.compile(r"(^|/)(\.env|\.coverage|\.venv|\.cache|__pycache__|\.\w+_cache)($|/)")
        assert [str(p) for p in tracked() if products.search(p.relative_to(ROOT).as_posix())] == []

    def test_texts_end_with_a_line_feed_and_have_no_carriage_returns(self) -> None:
        suffixes = {".py", ".md", ".toml", ".lock", ".yaml", ".yml", ""}
        documents = ROOT / "knowledge" / "documents"
        texts = {p: p.read_bytes() for p in tracked() if p.suffix in suffixes and p.parent != documents}
        assert [str(p) for p, b in texts.items() if b and (b"\r" in b or not b.endswith(b"\n"))] == []

    def test_every_golden_question_is_a_line_of_json_with_an_id_of_its_own(self) -> None:
        for path in (ROOT / "tests" / "golden").glob("*.jsonl"):
            lines = path.read_text(encoding="utf-8").splitlines()
            ids = [json.loads(line)["id"] for line in lines]
            assert len(set(ids)) == len(ids) > 0, path


def text_of(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None


def test_the_changelog_tells_of_this_version_or_of_what_is_to_come() -> None:
    headings = re.findall(r"^## \[([^\]]+)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert headings[0] == "Unreleased"
    assert headings[1:2] in ([], [bot.__version__])


def test_the_licence_is_told_alike_everywhere() -> None:
    assert PROJECT["project"]["license"] == "MIT"
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("MIT License\n")
    assert 'licenses="MIT"' in (ROOT / "Dockerfile").read_text(encoding="utf-8")


def test_readme_says_whose_the_shipped_text_is() -> None:
    licence = (ROOT / "README.md").read_text(encoding="utf-8").split("## Licence")[1]
    for document in (ROOT / "knowledge" / "documents").glob("*.md"):
        publisher = re.search(r"^publisher: *(.+)$", document.read_text(encoding="utf-8"), re.MULTILINE)
        assert publisher
        assert document.name in licence
        assert publisher[1].strip("\"'") in licence


def test_help_lists_every_public_target_of_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (phony,) = re.findall(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    assert set(re.findall(r"^([a-z][a-z-]*):.*## \S", makefile, re.MULTILINE)) == set(phony.split())


def test_continuous_integration_runs_the_tests_and_everything_that_check_does() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "set -euo pipefail" in script
    in_check = set(
        re.findall(r"\$\(MAKE\) --no-print-directory ([a-z]+)", makefile.split("check:")[1].split("\n\n")[0])
    )
    assert in_check <= set(re.findall(r"^make ([a-z]+)", script, re.MULTILINE))
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111


def test_make_without_a_usable_python_says_what_to_install(tmp_path: Path) -> None:
    make = shutil.which("make")
    if make is None:
        pytest.skip("make is not installed")
    for name in ("Makefile", "pyproject.toml", "requirements-dev.lock"):
        shutil.copy(ROOT / name, tmp_path)
    arguments = [make, "run", f"PYTHON={tmp_path}/no-python"]
    done = subprocess.run(arguments, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert f"No usable Python found at {tmp_path}/no-python. Install Python 3.11, 3.12 or 3.13" in done.stderr
    assert not (tmp_path / ".venv").exists()
