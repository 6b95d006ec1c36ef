"""The command line: run · preview · ask · check · schema · index · eval."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import typer

from bot import wording
from bot.errors import BotError, KnowledgeError
from bot.terminal import asking, knowledge, serving
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
            from bot.terminal import render  # noqa: PLC0415 - rich takes long to import, and a running bot needs none of it

            render.faults(error, render.console(errors=True, wrapped=False))
            raise SystemExit(FAULTS) from None
        except BotError as error:
            print(error.sentence, file=sys.stderr)
            raise SystemExit(USAGE) from None
        except SystemExit as end:
            # Whoever reads along may stop when they have seen enough, as `head` does: that is no fault.
            if isinstance(end.__context__, BrokenPipeError):
                raise SystemExit(0) from None
            raise

    return call
