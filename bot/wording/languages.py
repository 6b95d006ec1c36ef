"""Languages by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_NAMES = {
    "ar": "Arabic",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fa": "Persian",
    "fr": "French",
    "hi": "Hindi",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "nl": "Dutch",
    "pl": "Polish",
    "ps": "Pashto",
    "pt": "Portuguese",
    "ru": "Russian",
    "tg": "Tajik",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "uz": "Uzbek",
    "zh": "Chinese",
}
"""By the first part of a BCP 47 tag; the tag stands for any other."""


def written_in(tags: Iterable[str]) -> str:
    """Tell whoever may have asked in another language which ones the documents are written in."""
    names = sorted({_NAMES.get(tag.partition("-")[0].lower(), tag) for tag in tags})
    told = " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""
    return f"The documents are in {told}; a question in another language finds little." if told else ""
