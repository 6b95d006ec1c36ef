"""What is said of finding passages by what they mean."""

from __future__ import annotations

FOUND_BY_MEANING = "found by meaning"


def ranked(model: str | None) -> str:
    """Say what passages are ranked by."""
    return f"by words and meaning ({model})" if model else "by words"


UNSET = "Passages are found by words alone: SEMANTIC_MODEL names no model."
NO_MODEL2VEC = "model2vec is not installed: install the extra `semantic`"
NO_FOLDER = "there is no such folder, and a model on the hub is named owner/name"
CHANGED = "the model that SEMANTIC_MODEL names is not the one that was loaded at the start; start the bot again"


def words_alone(model: str, reason: str) -> str:
    """Say that there is no model to find passages by meaning with."""
    return f"SEMANTIC_MODEL: {model} cannot be used: {reason}. Passages are found by words alone."


def found(model: str, dimensions: int) -> str:
    """Say which model passages are found with."""
    return f"Passages are found by words and by meaning: {model}, {dimensions} dimensions."


def not_a_model(reason: str) -> str:
    """Say why a folder is no model."""
    return f"it is not a model of model2vec's kind ({reason})"


def not_downloaded(reason: str) -> str:
    """Say why a model could not be had from its hub."""
    return f"there is no such folder, and no such model could be downloaded ({reason})"
