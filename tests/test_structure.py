"""What CONTRIBUTING.md says of the code's shape, where no linter looks."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "bot").rglob("*.py"))
OPTIONAL = {"bot.search.fast"}
"""What needs numba, which is not installed everywhere."""

LONGEST_FUNCTION = 50
LONGEST_FILE = 400

IMPORT_ALL = """
import importlib, logging, sys, threading

ours = sys.argv[1]
seen = []


def hook(event, args):
    if event not in ("open", "socket.connect", "socket.bind", "subprocess.Popen", "os.mkdir"):
        return
    frame = sys._getframe(1)
    while frame and not any(mark in frame.f_code.co_filename for mark in ("<frozen importlib", "site-packages")):
        if frame.f_code.co_filename.startswith(ours):
            seen.append(f"{frame.f_code.co_filename}:{frame.f_lineno} {event}")
        frame = frame.f_back


sys.addaudithook(hook)
for name in sys.argv[2:]:
    importlib.import_module(name)
handlers = logging.getLogger().handlers + logging.getLogger("bot").handlers
threads = [t.name for t in threading.enumerate() if t is not threading.main_thread()]
print([*seen, *map(str, handlers), *threads])
"""


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def test_importing_the_bot_opens_nothing_starts_nothing_and_sets_up_no_logging() -> None:
    names = [name_of(path) for path in MODULES if name_of(path) not in OPTIONAL]
    done = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL, str(ROOT / "bot"), *names],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout.strip()) == (0, "[]"), done.stderr


def test_no_function_is_longer_than_a_page() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name} has {length} lines"
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION
    ]
    assert long == []


def test_no_file_is_longer_than_one_idea() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert [f"{p.relative_to(ROOT)} has {n} lines" for p, n in lengths.items() if n > LONGEST_FILE] == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_the_map_of_the_chat_names_every_part_of_it_and_nothing_else() -> None:
    parts = {path.stem for path in (ROOT / "bot" / "chat").iterdir() if not path.name.startswith("_")}
    drawn = ast.get_docstring(ast.parse((ROOT / "bot" / "chat" / "__init__.py").read_text(encoding="utf-8"))) or ""
    lines = [line for line in drawn.split("\n") if line.startswith("    ")]
    named = {name for line in lines for name in re.findall(r"[a-z_]+", re.split(r" {3,}", line.strip())[0])}
    named |= set(re.findall(r"`([a-z_]+)`", drawn))
    assert named == parts


PRIVATE = re.compile(r"_[a-z]\w*", re.IGNORECASE)
PRIVATE_PATH = re.compile(r"bot(\.\w+)*\._[a-z]\w*", re.IGNORECASE)


def is_reaching(node: ast.AST) -> bool:
    """Tell whether a name with a leading underscore is used of something other than oneself."""
    match node:
        case ast.Attribute(value=ast.Name(id="self" | "cls")):
            return False
        case ast.Attribute(attr=name):
            return PRIVATE.fullmatch(name) is not None
        case ast.ImportFrom(names=names):
            return any(PRIVATE.fullmatch(alias.name) for alias in names)
        case ast.Constant(value=str(text)):
            return PRIVATE_PATH.fullmatch(text) is not None
    return False


@pytest.mark.parametrize("path", sorted((ROOT / "tests").rglob("*.py")), ids=lambda path: path.stem)
def test_no_test_reaches_into_privates(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert [node.lineno for node in ast.walk(tree) if is_reaching(node)] == []  # type: ignore[attr-defined]


def test_to_start_the_bot_nothing_is_imported_that_only_other_commands_need() -> None:
    only_others = {"rich", "yaml", "bot.knowledge.schema", "matplotlib", "networkx", "simcord"}
    program = f"import bot.terminal.cli, bot.chat.run, sys; print(sorted({only_others!r} & sys.modules.keys()))"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip() == "[]"
