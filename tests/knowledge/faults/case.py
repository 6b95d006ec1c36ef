"""One kind of fault, as the tables beside this file list them by name."""

from __future__ import annotations

BLUE, GREEN, DOL, RIVERS = "actors/blue.yaml", "actors/green.yaml", "actors/dol.yaml", "documents/rivers.md"

Case = tuple[tuple[str, *tuple[str | bytes, ...]], list[str]]
"""What is done to a folder: a file to delete (name), to write (name, content) or to change (name, old, new); and what
is said of it, line by line."""
