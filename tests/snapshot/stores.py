"""What is asked of a store, and done to its folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.errors import Fault
    from bot.snapshot import Snapshot, SnapshotStore
    from tests.knowledge.folder import KnowledgeFolder

BLUE, RIVERS = "actors/blue.yaml", "documents/rivers.md"


def break_it(folder: KnowledgeFolder) -> None:
    folder.write(BLUE, "kind: [group\n")


def served(store: SnapshotStore) -> Snapshot:
    assert store.current is not None
    return store.current


def faults(store: SnapshotStore) -> tuple[Fault, ...]:
    return store.trouble.faults if store.trouble else ()
