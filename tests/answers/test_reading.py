from __future__ import annotations

from dataclasses import replace

import pytest

from bot.answers.reading import leaves, reading_of
from tests.answers.small import document


@pytest.mark.parametrize(
    ("number", "before", "after", "more"),
    [(0, None, 1, True), (1, None, 2, True), (2, 1, 3, True), (3, 2, 4, True), (4, 3, None, True)],
)
def test_a_paragraph_is_read_with_one_neighbour_on_either_side(
    number: int, before: int | None, after: int | None, *, more: bool
) -> None:
    read = reading_of(document(), number)
    assert read is not None
    assert (read.before and read.before.number, read.after and read.after.number) == (before, after)
    assert read.more is more


@pytest.mark.parametrize(
    ("paragraphs", "number", "expected"),
    [
        (8, 6, [(3, 2, 4, False), (8, 8, 8, True)]),
        (9, 5, [(2, 1, 3, False), (8, 7, 9, True)]),
        (8, 1, [(4, 3, 5, True)]),
        (8, 8, [(5, 4, 6, False)]),
        (4, 3, [(1, 1, 1, False)]),
        (3, 2, []),
        (1, 1, []),
    ],
)
def test_a_document_in_full_is_leafed_through_without_a_gap(
    paragraphs: int, number: int, expected: list[tuple[int, int, int, bool]]
) -> None:
    whole = reading_of(replace(document(paragraphs), access="full"), number)
    assert whole is not None
    assert [(leaf.paragraph, leaf.first, leaf.last, leaf.onwards) for leaf in leaves(whole)] == expected
    in_parts = reading_of(document(paragraphs), number)
    assert in_parts is not None
    assert leaves(in_parts) == []


def test_a_short_document_has_no_more_than_what_is_shown() -> None:
    read = reading_of(document(3), 2)
    assert read is not None
    assert not read.more


def test_a_paragraph_that_is_not_there_is_not_read() -> None:
    assert reading_of(document(), 9) is None
