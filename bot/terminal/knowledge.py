"""`check`, `schema` and `index`: the knowledge files held against their rules, and their index built ahead."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot import wording
from bot.errors import KnowledgeError
from bot.indexer import faults_to_json
from bot.knowledge.loader import load
from bot.search.building import Prepared, prepare
from bot.search.encoder import find_encoder
from bot.search.served import served_versions
from bot.search.store import Store
from bot.terminal.options import CacheOption, KnowledgeOption, settings_of
from bot.terminal.output import FAULTS, fail, say, write_json

if TYPE_CHECKING:
    from bot.search.encoder import Encoder
    from bot.settings import Settings

ModelOption = Annotated[
    str | None,
    typer.Option("--model", help="The model to find by meaning with; empty for none.", show_default="SEMANTIC_MODEL"),
]
FolderArgument = Annotated[Path | None, typer.Argument(help="The knowledge folder.", show_default=False)]


def add(app: typer.Typer) -> None:
    """Add `check`, `schema` and `index`."""
    app.command("check")(check)
    app.command("schema")(schema)
    app.command("index")(index)


def check(
    folder: FolderArgument = None,
    knowledge: KnowledgeOption = None,
    cache: CacheOption = None,
) -> None:
    """Check the knowledge files; print every fault and warning, or what they hold."""
    from bot.terminal import render  # noqa: PLC0415 - rich takes long to import, and a running bot needs none of it

    settings = settings_of(knowledge, cache)
    with render.progress(render.console(errors=True), shown=True) as track:
        loaded = load(folder or settings.knowledge_dir, track)
    render.counts(loaded, render.console(wrapped=False))
    encoder = find_encoder(settings.semantic_model)
    say(wording.terminal.ranked(wording.meaning.ranked(encoder.name if encoder else None)))


def schema(
    folder: FolderArgument = None,
    knowledge: KnowledgeOption = None,
    cache: CacheOption = None,
) -> None:
    """Write JSON Schemas of the knowledge files into schemas/ of their folder, for completion in editors."""
    from bot.knowledge.editors import write_schemas  # noqa: PLC0415 - no other command needs the models of the files

    place = folder or settings_of(knowledge, cache).knowledge_dir
    try:
        written = write_schemas(place)
    except OSError as error:
        fail(wording.terminal.no_schemas(place, error.strerror or str(error)))
    for path in written:
        say(str(path))


def index(
    knowledge: KnowledgeOption = None,
    cache: CacheOption = None,
    model: ModelOption = None,
    verify: Annotated[bool, typer.Option("--verify", help="Read what is saved from end to end.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object, faults included.")] = False,
    background: Annotated[bool, typer.Option("--background", help="Let other processes go first.")] = False,
) -> None:
    """Index the knowledge into the cache folder, so that the bot starts at once; what is there is kept."""
    if background and sys.platform != "win32":
        os.nice(10)
    settings = settings_of(knowledge, cache)
    encoder = find_encoder(settings.semantic_model if model is None else model or None)
    try:
        # What asks for it in the background answers already: nothing is left to compile.
        done, seconds = _index(settings, encoder, verify=verify, shown=not as_json, fast=False if background else None)
    except KnowledgeError as error:
        if not as_json:
            raise
        write_json(faults_to_json(error))
        raise typer.Exit(FAULTS) from None
    except OSError as error:
        reason = wording.terminal.not_written(settings.cache_dir, error.strerror or str(error))
        if as_json:
            write_json({"error": reason})
        fail(f"{reason}.")
    if as_json:
        counts = {"documents": done.documents, "passages": done.passages, "kept": done.kept}
        write_json({"version": done.version, **counts, "seconds": round(seconds, 3)})
    else:
        say(f"{done.version}\n{wording.terminal.indexed(done.documents, done.passages, done.kept, seconds)}")


def _index(
    settings: Settings, encoder: Encoder | None, *, verify: bool, shown: bool, fast: bool | None
) -> tuple[Prepared, float]:
    """Index the knowledge; return what was done, and the seconds it took."""
    from bot.terminal import render  # noqa: PLC0415 - rich takes long to import, and a running bot needs none of it

    store = Store(settings.cache_dir)
    start = time.perf_counter()
    with render.progress(render.console(errors=True), shown=shown) as track:
        done = prepare(settings.knowledge_dir, store, track, encoder, verify=verify, fast=fast)
    seconds = time.perf_counter() - start
    store.prune(done.version, served_versions(store.cache))
    return done, seconds
