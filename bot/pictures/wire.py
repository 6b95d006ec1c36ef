"""How the bot and the process that draws speak: four bytes, the length of what follows, big-endian, and that."""

from __future__ import annotations

LENGTH = 4


def framed(content: bytes) -> bytes:
    """Put its length before a content."""
    return len(content).to_bytes(LENGTH, "big") + content


def length_in(head: bytes) -> int:
    """Read how long the content is that follows."""
    return int.from_bytes(head, "big")
