"""`ask` and `eval`: answers to questions, and their scores."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot import wording
from bot.answers.answerer import Answerer
from bot.knowledge.loader import load
from bot.search.encoder import find_encoder
from bot.search.saved import find_saved
from bot.search.store import Store
from bot.terminal import evaluation
from bot.terminal.options import CacheOption, KnowledgeOption, settings_of
from bot.terminal.output import fail, write_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.search.encoder import Encoder
    from bot.settings import Settings

Question = Annotated[
    list[str] | None, typer.Argument(help="The question; quotation marks keep the shell out of it.", show_default=False)
]
Batch = Annotated[
    Path | None, typer.Option(help="Answer a file of JSON Lines with id and question; - is standard input.")
]


def add(app: typer.Typer) -> None:
    """Add `ask` and `eval`."""
    app.command("ask")(ask)
    app.command("eval")(evaluate)


def ask(
    question: Question = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    batch: Batch = None,
    knowledge: KnowledgeOption = None,
    cache: CacheOption = None,
) -> None:
    """Ask one question, or a file of them; the exit status is 0 whatever the answer."""
    if bool(question) == (batch is not None):
        fail(wording.terminal.ASK_ONE)
    settings = settings_of(knowledge, cache)
    answerer = _answerer(settings, find_encoder(settings.semantic_model))
    if batch is not None:
        for line in _lines(batch):
            write_json(evaluation.answer_line(answerer, line))
        return
    answer = answerer.answer(_readable(" ".join(question or ())))
    if as_json:
        write_json({**answer.to_json(), "id": None})
    else:
        from bot.terminal import render  # noqa: PLC0415 - rich takes long to import, and a running bot needs none of it

        render.answer(answer, render.console(), answerer.knowledge)


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
    settings = settings_of(knowledge, cache)
    encoder = find_encoder(settings.semantic_model)
    report = evaluation.evaluate(_answerer(settings, encoder), rows)
    if without_gold:
        report = evaluation.with_gold_taken_out(report, load(settings.knowledge_dir), rows, encoder)
    if as_json:
        write_json(report.to_json())
    else:
        from bot.terminal import render  # noqa: PLC0415 - rich takes long to import, and a running bot needs none of it

        render.report(report, render.console(), misses=misses)


def _answerer(settings: Settings, encoder: Encoder | None) -> Answerer:
    """Answer from what is saved, or, where that is not what the files say, from the files."""
    saved = find_saved(settings.knowledge_dir, Store(settings.cache_dir), encoder)
    if saved:
        return Answerer(saved.knowledge, max_question=settings.max_question, indexed=saved.indexed)
    return Answerer(load(settings.knowledge_dir), max_question=settings.max_question, encoder=encoder)


def _lines(batch: Path) -> Iterator[str]:
    try:
        source = sys.stdin.buffer if str(batch) == "-" else batch.open("rb")
    except OSError as error:
        fail(f"{batch}: {error.strerror}.")
    with source:
        for line in source:
            if line.strip():
                yield line.decode("utf-8", "replace")


def _readable(argument: str) -> str:
    """Undo the surrogates by which Python keeps arguments that are not UTF-8."""
    return argument.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
