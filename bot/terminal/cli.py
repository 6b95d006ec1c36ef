"""The command line: run · preview · ask · check · index · eval. Exit status 0, 1 for faults, 2 for wrong usage."""

from __future__ import annotations

import io
import json
import logging
import os
import signal
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, NoReturn

import typer
from rich.console import Console

from bot import wording
from bot.answers.answerer import Answerer
from bot.errors import BotError, KnowledgeError
from bot.indexer import faults_to_json
from bot.knowledge.loader import load
from bot.search.saved import find_saved, prepare
from bot.search.served import served_versions
from bot.search.store import Store
from bot.settings import Settings, read_settings
from bot.snapshot import SnapshotStore
from bot.terminal import evaluation, render

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_log = logging.getLogger(__name__)

FAULTS = 1
USAGE = 2

KnowledgeOption = Annotated[
    Path | None,
    typer.Option("--knowledge", help="The knowledge folder.", envvar="KNOWLEDGE_DIR", show_default="knowledge"),
]
CacheOption = Annotated[
    Path | None,
    typer.Option(
        "--cache",
        help="Where the index and the last good knowledge are kept.",
        envvar="CACHE_DIR",
        show_default=".cache",
    ),
]
PortOption = Annotated[
    int, typer.Option(min=0, max=65535, help="The preview's port on the loopback address; 0 takes a free one.")
]
BrowserOption = Annotated[bool, typer.Option("--browser/--no-browser", help="Open the preview in the browser.")]


class Faces(NamedTuple):
    """What the command line starts but does not import: the bot on Discord, and its local preview."""

    run: Callable[[Settings, SnapshotStore, Callable[[str], None]], int]
    preview: Callable[..., int]


def build_app(faces: Faces) -> Callable[[], Any]:
    """Return the command line as a function without arguments; it raises SystemExit with the exit status."""
    app = typer.Typer(
        name="bot",
        help="Answers questions about assessments with verbatim, cited excerpts.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    _add_serving(app, faces)
    _add_asking(app)
    _add_knowledge(app)

    def call() -> None:
        _write_what_can_be_written()
        try:
            app()
        except KnowledgeError as error:
            render.faults(error, Console(stderr=True, soft_wrap=True))
            raise SystemExit(FAULTS) from None
        except BotError as error:
            Console(stderr=True, soft_wrap=True).print(error.sentence, markup=False, highlight=False)
            raise SystemExit(USAGE) from None

    return call


def _add_serving(app: typer.Typer, faces: Faces) -> None:
    @app.command()
    def run(
        knowledge: KnowledgeOption = None,
        cache: CacheOption = None,
        port: PortOption = 0,
        browser: BrowserOption = True,
    ) -> None:
        """Answer on Discord; without DISCORD_TOKEN, open the local preview."""
        settings = _settings(knowledge, cache)
        _start_log(settings)
        if settings.token() is not None:
            with _ending_on_signals():
                raise typer.Exit(faces.run(settings, _store(settings), _say))
        _say(wording.terminal.TO_PREVIEW)
        _open_preview(faces, settings, port, browser=browser)

    @app.command()
    def preview(
        knowledge: KnowledgeOption = None,
        cache: CacheOption = None,
        port: PortOption = 0,
        browser: BrowserOption = True,
    ) -> None:
        """Try the real bot in a page of your browser, without Discord."""
        settings = _settings(knowledge, cache)
        _start_log(settings)
        _open_preview(faces, settings, port, browser=browser)


def _open_preview(faces: Faces, settings: Settings, port: int, *, browser: bool) -> None:
    try:
        with _ending_on_signals():
            status = faces.preview(settings, _store(settings), port, open_browser=browser, say=_say)
    except ImportError as error:
        _fail(str(error))
    raise typer.Exit(status)


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


def _add_asking(app: typer.Typer) -> None:
    @app.command()
    def ask(
        question: Annotated[
            str | None, typer.Argument(help="The question, in quotation marks.", show_default=False)
        ] = None,
        as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
        batch: Annotated[
            Path | None, typer.Option(help="Answer a file of JSON Lines with id and question; - is standard input.")
        ] = None,
        knowledge: KnowledgeOption = None,
        cache: CacheOption = None,
    ) -> None:
        """Ask one question, or a file of them; the exit status is 0 whatever the answer."""
        if (question is None) == (batch is None):
            _fail(wording.terminal.ASK_ONE)
        answerer = _answerer(_settings(knowledge, cache))
        if batch is not None:
            for line in _batch_lines(batch):
                sys.stdout.write(_json(evaluation.answer_line(answerer, line)))
            return
        answer = answerer.answer(_readable(question or ""))
        if as_json:
            sys.stdout.write(_json({**answer.to_json(), "id": None}))
        else:
            render.answer(answer, Console(highlight=False), answerer.knowledge)

    @app.command("eval")
    def evaluate(
        questions: Annotated[Path, typer.Argument(help="JSON Lines with questions and their right answers.")],
        as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of a table.")] = False,
        misses: Annotated[bool, typer.Option("--misses", help="List the questions that went wrong.")] = False,
        without_gold: Annotated[
            bool, typer.Option("--without-gold", help="Ask again with each question's right paragraphs taken out.")
        ] = False,
        knowledge: KnowledgeOption = None,
        cache: CacheOption = None,
    ) -> None:
        """Score the answers to a file of questions with known answers, by type."""
        rows = evaluation.read_questions(questions)
        settings = _settings(knowledge, cache)
        report = evaluation.evaluate(_answerer(settings), rows)
        if without_gold:
            report = evaluation.with_gold_taken_out(report, load(settings.knowledge_dir), rows)
        if as_json:
            sys.stdout.write(_json(report.to_json()))
        else:
            render.report(report, Console(highlight=False), misses=misses)


def _add_knowledge(app: typer.Typer) -> None:
    @app.command()
    def check(
        folder: Annotated[Path | None, typer.Argument(help="The knowledge folder.", show_default=False)] = None,
        knowledge: KnowledgeOption = None,
        cache: CacheOption = None,
    ) -> None:
        """Check the knowledge files; print every fault and warning, or what they hold."""
        loaded = load(folder or _settings(knowledge, cache).knowledge_dir)
        render.counts(loaded, Console(soft_wrap=True, highlight=False))

    @app.command()
    def index(
        knowledge: KnowledgeOption = None,
        cache: CacheOption = None,
        verify: Annotated[bool, typer.Option("--verify", help="Read what is saved from end to end.")] = False,
        as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object, faults included.")] = False,
        background: Annotated[bool, typer.Option("--background", help="Let other processes go first.")] = False,
    ) -> None:
        """Index the knowledge into the cache folder, so that the bot starts at once; what is there is kept."""
        if background and sys.platform != "win32":
            os.nice(10)
        settings = _settings(knowledge, cache)
        try:
            # What asks for it in the background answers already: nothing is left to compile.
            fast = False if background else None
            sys.stdout.write(_index(settings, verify=verify, as_json=as_json, fast=fast))
        except KnowledgeError as error:
            if not as_json:
                raise
            sys.stdout.write(_json(faults_to_json(error)))
            raise typer.Exit(FAULTS) from None
        except OSError as error:
            reason = f"{settings.cache_dir} cannot be written ({error.strerror or error})"
            if as_json:
                sys.stdout.write(_json({"error": reason}))
            _fail(f"{reason}.")


def _index(settings: Settings, *, verify: bool, as_json: bool, fast: bool | None) -> str:
    """Index the knowledge and return what there is to say about it."""
    store = Store(settings.cache_dir)
    start = time.perf_counter()
    with render.progress(Console(stderr=True), shown=not as_json) as track:
        done = prepare(settings.knowledge_dir, store, track, verify=verify, fast=fast)
    seconds = time.perf_counter() - start
    store.prune(done.version, served_versions(store.cache))
    if as_json:
        return _json({**done._asdict(), "seconds": round(seconds, 3)})
    return f"{done.version}\n{wording.terminal.indexed(done.documents, done.passages, done.kept, seconds)}\n"


def _settings(knowledge: Path | None, cache: Path | None) -> Settings:
    return read_settings(knowledge_dir=knowledge, cache_dir=cache)


def _store(settings: Settings) -> SnapshotStore:
    store = SnapshotStore(settings.knowledge_dir, settings.cache_dir, max_question=settings.max_question)
    store.load()
    return store


def _answerer(settings: Settings) -> Answerer:
    """Answer from what is saved, or, where that is not what the files say, from the files."""
    saved = find_saved(settings.knowledge_dir, Store(settings.cache_dir))
    if saved:
        return Answerer(saved.knowledge, max_question=settings.max_question, indexed=saved.indexed)
    return Answerer(load(settings.knowledge_dir), max_question=settings.max_question)


def _batch_lines(batch: Path) -> Iterator[str]:
    try:
        source = sys.stdin.buffer if str(batch) == "-" else batch.open("rb")
    except OSError as error:
        _fail(f"{batch}: {error.strerror}.")
    with source:
        for line in source:
            if line.strip():
                yield line.decode("utf-8", "replace")


def _readable(argument: str) -> str:
    """Undo the surrogates by which Python keeps arguments that are not UTF-8."""
    return argument.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _json(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    # A question may hold half a surrogate pair, which no encoding can write; JSON can.
    return (text if text.isascii() or _encodable(text) else json.dumps(value)) + "\n"


def _encodable(text: str) -> bool:
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _write_what_can_be_written() -> None:
    """Let a terminal that has no quotation marks or ¶ show question marks, where Python would raise."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _say(line: str) -> None:
    print(line, flush=True)


def _fail(sentence: str) -> NoReturn:
    print(sentence, file=sys.stderr)
    raise typer.Exit(USAGE)


def _start_log(settings: Settings) -> None:
    logging.basicConfig(level=settings.log_level, format="%(asctime)s %(levelname)-7s %(name)s: %(message)s")
