"""Languages by name."""

from __future__ import annotations

import pytest

from bot.wording.languages import written_in


@pytest.mark.parametrize(
    ("tags", "told"),
    [
        (["en"], "English"),
        (["en-GB", "en-US", "en"], "English"),
        (["ru", "en"], "English and Russian"),
        (["ps", "tlh", "en"], "English, Pashto and tlh"),
    ],
)
def test_the_languages_of_the_documents_are_told_by_name(tags: list[str], told: str) -> None:
    assert written_in(tags) == f"The documents are in {told}; a question in another language finds little."


def test_no_document_is_in_no_language() -> None:
    assert written_in([]) == ""
