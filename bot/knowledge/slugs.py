"""The names that files of knowledge may have: slugs of documents, ids of actors."""

from __future__ import annotations

import re

MAX_SLUG = 80
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
SLUG_HINT = f"Use lower case letters, digits and single hyphens, at most {MAX_SLUG}."


def is_slug(name: str) -> bool:
    """Tell whether `name` can be a slug or an id: lower case letters, digits and single hyphens."""
    return len(name) <= MAX_SLUG and bool(SLUG.fullmatch(name))


def slugify(name: str) -> str:
    """Return the slug most like `name`."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower())[:MAX_SLUG].strip("-") or "name"
