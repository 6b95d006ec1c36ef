from __future__ import annotations

import pytest

from bot import errors
from bot.errors import BotError, Fault, KnowledgeError, ReloadInProgressError, SettingsError

CLASSES = [c for c in vars(errors).values() if isinstance(c, type) and issubclass(c, BotError)]


@pytest.mark.parametrize("kind", [c for c in CLASSES if c is not KnowledgeError])
def test_every_error_has_one_sentence_that_a_user_may_read(kind: type[BotError]) -> None:
    assert kind().sentence.endswith(".")
    assert "\n" not in kind().sentence
    assert kind("Said exactly.").sentence == "Said exactly."


@pytest.mark.parametrize("kind", CLASSES)
def test_the_tree_in_the_modules_docstring_is_whole(kind: type[BotError]) -> None:
    assert kind.__name__ in (errors.__doc__ or "")


def test_a_reload_that_is_refused_says_what_to_do() -> None:
    assert ReloadInProgressError().sentence == "Another reload is under way; wait for it to end."
    assert SettingsError("X: wrong.").sentence == "X: wrong."


@pytest.mark.parametrize(
    ("fault", "shown"),
    [
        (Fault("actors/a.yaml", 3, 7, "wrong", "mend it"), "actors/a.yaml:3:7: wrong\n    mend it"),
        (Fault("actors/a.yaml", 3, 0, "wrong"), "actors/a.yaml:3: wrong"),
        (Fault("documents", 0, 0, "wrong"), "documents: wrong"),
    ],
)
def test_a_fault_is_shown_as_a_compiler_would(fault: Fault, shown: str) -> None:
    assert str(fault) == shown


@pytest.mark.parametrize(("count", "told"), [(1, "1 fault and"), (2, "2 faults and")])
def test_faults_are_counted_and_kept_in_order_of_their_place(count: int, told: str) -> None:
    faults = [Fault("b.yaml", line, 1, "wrong") for line in range(count, 0, -1)]
    error = KnowledgeError(faults, [Fault("z", 2, 0, "odd"), Fault("a", 1, 0, "odd")])
    assert [fault.line for fault in error.faults] == list(range(1, count + 1))
    assert [warning.file for warning in error.warnings] == ["a", "z"]
    assert told in error.sentence
