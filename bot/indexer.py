"""The index built by a process of its own, so that whoever answers meanwhile is not slowed down."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

import bot
from bot import wording
from bot.errors import Fault, IndexingError, KnowledgeError


class Indexer:
    """Starts the process that builds, waits for it, and ends it when told to."""

    def __init__(self, folder: Path, cache: Path, model: str = "") -> None:
        """Index the knowledge in `folder` below `cache`, with the vectors of `model` unless that is empty."""
        self._command = [sys.executable, "-m", "bot", "index", "--json", "--verify", "--background"]
        self._command += [f"--knowledge={folder}", f"--cache={cache}", f"--model={model}"]
        self._process: subprocess.Popen[bytes] | None = None
        self._is_stopped = False

    def run(self) -> str:
        """Build the index; return its version once it stands there.

        Raises:
            KnowledgeError: the knowledge has faults.
            IndexingError: the process was ended, or could not do it.
        """
        try:
            # What it logs goes where this process logs.
            self._process = subprocess.Popen(  # noqa: S603 - this very program; the paths are the operator's own
                self._command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, env=environment()
            )
        except OSError as error:
            raise IndexingError(wording.terminal.not_indexed(error.strerror or str(error))) from error
        with self._process as process:
            if self._is_stopped:  # while it was being started
                process.terminate()
            output, _ = process.communicate()
        return _version(process.returncode, output)

    def stop(self) -> None:
        """End the process, from whatever thread; what it has not finished it leaves to be cleared away."""
        self._is_stopped = True
        if self._process and self._process.poll() is None:
            self._process.terminate()
            if sys.platform != "win32":  # one that was halted hears of nothing until it goes on
                self._process.send_signal(signal.SIGCONT)


def faults_to_json(error: KnowledgeError) -> dict[str, Any]:
    """Return what the process prints about faults."""
    return {"faults": [asdict(f) for f in error.faults], "warnings": [asdict(w) for w in error.warnings]}


def _version(status: int, output: bytes) -> str:
    told = _last_object(output)
    if told.keys() >= {"faults", "warnings"}:
        raise _faults(told)
    if status == 0 and "version" in told:
        return str(told["version"])
    raise IndexingError(wording.terminal.not_indexed(str(told.get("error") or _ended(status))))


def _last_object(output: bytes) -> dict[str, Any]:
    lines = output.splitlines()
    try:
        told = json.loads(lines[-1]) if lines else {}
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _faults(told: dict[str, Any]) -> KnowledgeError | IndexingError:
    """Return what `faults_to_json` was made of, or that it was not made by that."""
    read = TypeAdapter(list[Fault]).validate_python
    try:
        return KnowledgeError(read(told["faults"]), read(told["warnings"]))
    except ValidationError:
        return IndexingError(wording.terminal.not_indexed(wording.terminal.NO_FAULTS))


def _ended(status: int) -> str:
    if status >= 0:
        return wording.terminal.ended_with(status)
    try:
        return wording.terminal.ended_by(signal.Signals(-status).name)
    except ValueError:
        return wording.terminal.ended_by(f"signal {-status}")


def environment() -> dict[str, str]:
    """Return the environment of a process that works for this one: it finds the same package, and holds no token."""
    inherited = {name: value for name, value in os.environ.items() if not name.upper().startswith("DISCORD_TOKEN")}
    places = [str(Path(bot.__file__).parent.parent), *filter(None, [inherited.get("PYTHONPATH")])]
    return inherited | {"PYTHONPATH": os.pathsep.join(places)}
