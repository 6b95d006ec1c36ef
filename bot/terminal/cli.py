"""The command line: run · preview · ask · check · schema · index · eval."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer
from rich.console import Console

from bot import wording
from bot.errors import BotError, KnowledgeError
from bot.terminal import asking, knowledge, render, serving
from bot.terminal.output import FAULTS, USAGE, write_what_can_be_written

if TYPE_CHECKING:
    from collections.abc import Callable


def build_app(faces: serving.Faces) -> Callable[[], Any]:
    """Return the command line as a function without arguments; it raises SystemExit with the exit status."""
    app = typer.Typer(
        name="bot",
        help=wording.terminal.HELP,
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    serving.add(app, faces)
    asking.add(app)
    knowledge.add(app)

    def call() -> None:
        write_what_can_be_written()
        try:
            app()
        except KnowledgeError as error:
            render.faults(error, Console(stderr=True, soft_wrap=True))
            raise SystemExit(FAULTS) from None
        except BotError as error:
            Console(stderr=True, soft_wrap=True).print(error.sentence, markup=False, highlight=False)
            raise SystemExit(USAGE) from None
        except SystemExit as end:
            # Whoever reads along may stop when they have seen enough, as `head` does: that is no fault.
            if isinstance(end.__context__, BrokenPipeError):
                raise SystemExit(0) from None
            raise

    return call
