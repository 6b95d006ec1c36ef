"""What differs between two versions of a knowledge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.knowledge.archive import SavedDocuments

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.knowledge.documents import Document
    from bot.knowledge.model import Knowledge


@dataclass(frozen=True, slots=True)
class Change:
    """What was added, changed and removed between two versions, by name, sorted."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether there is any difference."""
        return bool(self.added or self.changed or self.removed)


@dataclass(frozen=True, slots=True)
class Diff:
    """What differs between two versions of the knowledge; `old_version` is None where there was none.

    Documents and actors go by slug and id, passages by ``slug ¶6``, facts by ``actor/fact``, aliases by
    ``actor: alias``. Inverses of relations are left out.
    """

    old_version: str | None
    new_version: str
    documents: Change
    passages: Change
    actors: Change
    facts: Change
    aliases: Change

    @classmethod
    def between(cls, old: Knowledge | None, new: Knowledge) -> Diff:
        """Compare two versions; of documents that were read from the same file, not a word is looked at."""
        before, after = _documents(old), _documents(new)
        digests = _digests(before), _digests(after)
        same = {slug for slug, digest in digests[1].items() if digest and digests[0].get(slug) == digest}
        looked_at = sorted({*before, *after} - same)
        parts = _parts(old), _parts(new)
        return cls(
            old_version=old.version if old else None,
            new_version=new.version,
            documents=_change(_some(before, looked_at), _some(after, looked_at)),
            # Document by document, so that the texts of all are never held at once.
            passages=_joined(_change(_texts(before.get(slug)), _texts(after.get(slug))) for slug in looked_at),
            **{name: _change(parts[0][name], parts[1][name]) for name in parts[1]},
        )

    def __bool__(self) -> bool:
        """Tell whether there is any difference."""
        return any((self.documents, self.passages, self.actors, self.facts, self.aliases))


def _documents(knowledge: Knowledge | None) -> Mapping[str, Document]:
    return knowledge.documents if knowledge else {}


def _digests(documents: Mapping[str, Document]) -> dict[str, str]:
    if isinstance(documents, SavedDocuments):
        return documents.digests()
    return {slug: document.digest for slug, document in documents.items()}


def _some(documents: Mapping[str, Document], slugs: Iterable[str]) -> dict[str, Document]:
    return {slug: documents[slug] for slug in slugs if slug in documents}


def _texts(document: Document | None) -> dict[str, str]:
    return {f"{document.slug} ¶{p.number}": document.slice(p) for p in document.passages} if document else {}


def _parts(knowledge: Knowledge | None) -> dict[str, dict[str, Any]]:
    actors = knowledge.actors.values() if knowledge else ()
    return {
        "actors": {actor.id: (actor.kind, actor.name, actor.not_to_be_confused_with) for actor in actors},
        "facts": {f"{actor.id}/{fact.id}": fact for actor in actors for fact in actor.facts if not fact.derived},
        "aliases": {f"{actor.id}: {alias.text}": alias for actor in actors for alias in actor.aliases},
    }


def _change(before: Mapping[str, Any], after: Mapping[str, Any]) -> Change:
    return Change(
        added=tuple(sorted(after.keys() - before.keys())),
        changed=tuple(sorted(name for name in after.keys() & before.keys() if after[name] != before[name])),
        removed=tuple(sorted(before.keys() - after.keys())),
    )


def _joined(changes: Iterable[Change]) -> Change:
    added: list[str] = []
    changed: list[str] = []
    removed: list[str] = []
    for change in changes:
        added += change.added
        changed += change.changed
        removed += change.removed
    return Change(tuple(sorted(added)), tuple(sorted(changed)), tuple(sorted(removed)))
