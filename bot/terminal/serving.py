"""`run` and `preview`: start the face that answers on Discord, or the local one."""

from __future__ import annotations

import logging
import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, NamedTuple, NoReturn

import typer

from bot import wording
from bot.search.encoder import find_encoder
from bot.snapshot import SnapshotStore
from bot.terminal import log
from bot.terminal.options import CacheOption, KnowledgeOption, settings_of
from bot.terminal.output import fail, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.settings import Settings

_log = logging.getLogger(__name__)

PortOption = Annotated[
    int, typer.Option(min=0, max=65535, help="The preview's port on the loopback address; 0 takes a free one.")
]
BrowserOption = Annotated[bool, typer.Option("--browser/--no-browser", help="Open the preview in the browser.")]


class Faces(NamedTuple):
    """What the command line starts but does not import: the bot on Discord, and its local preview."""

    run: Callable[[Settings, SnapshotStore, Callable[[str], None]], int]
    preview: Callable[..., int]


def add(app: typer.Typer, faces: Faces) -> None:
    """Add `run` and `preview`, which take the same options."""

    def run(settings: Settings, port: int, browser: bool) -> int:
        if settings.token() is not None:
            # A program that reads the log has nothing to read that is not in it.
            return faces.run(settings, _store(settings), _log.info if settings.log_format == "json" else say)
        say(wording.terminal.TO_PREVIEW)
        return preview(settings, port, browser)

    def preview(settings: Settings, port: int, browser: bool) -> int:
        try:
            return faces.preview(settings, _store(settings), port, open_browser=browser, say=say)
        except ImportError as error:
            fail(str(error))

    app.command("run", help=wording.terminal.HELP_RUN)(_starting(run))
    app.command("preview", help=wording.terminal.HELP_PREVIEW)(_starting(preview))


def _starting(start: Callable[[Settings, int, bool], int]) -> Callable[..., None]:
    """Return a command that starts a face and ends with its exit status."""

    def command(
        knowledge: KnowledgeOption = None,
        cache: CacheOption = None,
        port: PortOption = 0,
        browser: BrowserOption = True,
    ) -> None:
        settings = settings_of(knowledge, cache)
        log.start(settings.log_level, settings.log_format)
        with _ending_on_signals():
            status = start(settings, port, browser)
        raise typer.Exit(status)

    return command


@contextmanager
def _ending_on_signals() -> Iterator[None]:
    """Until a face sees to signals itself, let SIGTERM and SIGINT end the process with 0, whatever is being loaded."""

    def end(*_: object) -> NoReturn:
        raise SystemExit(0)

    before = {number: signal.signal(number, end) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    except SystemExit:
        _log.info(wording.terminal.ENDED_AT_START)
        raise
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _store(settings: Settings) -> SnapshotStore:
    store = SnapshotStore(
        settings.knowledge_dir,
        settings.cache_dir,
        max_question=settings.max_question,
        encoder=find_encoder(settings.semantic_model),
    )
    store.load()
    return store
