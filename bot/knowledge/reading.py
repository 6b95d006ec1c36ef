"""What the files of a knowledge folder say: texts and entries are read, checked, and held against each other.

It takes long to import: whoever opens what is saved does without (see `bot.knowledge.loader`).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.knowledge import hedging, yamlfile
from bot.knowledge.actors import Actor, Alias, Confusion, Fact
from bot.knowledge.aliases import Described, check_aliases, check_confusions
from bot.knowledge.archive import packed
from bot.knowledge.files import ACTORS, DOCUMENTS, HEDGES, SYNONYMS, decode
from bot.knowledge.frontmatter import read_document
from bot.knowledge.gate import Gate, Surroundings
from bot.knowledge.model import Knowledge
from bot.knowledge.predicates import PREDICATES
from bot.knowledge.report import WHOLE_FILE
from bot.knowledge.schema import ActorFile, HedgesFile, SynonymsFile
from bot.knowledge.synonyms import synonym_groups
from bot.knowledge.uses import NameFinder, digest_of_names, from_json, to_json
from bot.knowledge.validation import validate
from bot.text import phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bot.knowledge.archive import Previous
    from bot.knowledge.documents import Document
    from bot.knowledge.files import Files
    from bot.knowledge.model import Hedges
    from bot.knowledge.report import Report
    from bot.knowledge.track import Track
    from bot.knowledge.validation import Entry

LOOSE = 1_000_000
"""Characters of text that wait to be packed."""


def read_knowledge(files: Files, report: Report, previous: Previous | None, track: Track, *, pack: bool) -> Knowledge:
    """Return what `files` say, as far as it can be made out; what is wrong with it goes to `report`."""
    documents = _documents(files, report, previous, track, pack=pack)
    synonyms, tree = _settings(SynonymsFile, SYNONYMS, files, report)
    hedges = hedging.hedges(_settings(HedgesFile, HEDGES, files, report)[0])
    peoples = _present(synonyms.peoples)
    described = list(_described(files, report, track))
    uses = _uses(documents, described, previous)
    # Where a document could not be read, an alias may stand in that one.
    complete = bool(documents) and len(documents) == len(files.stems(DOCUMENTS))
    used = {use for data in set(uses.values()) for use in from_json(data)} if complete else None
    check_aliases(described, used, peoples, report)
    names = {actor.id: actor.entry.name for actor in described}
    facts = _facts(described, _surroundings(files, described, documents, hedges), report, track)
    return Knowledge(
        documents=documents,
        actors={actor.id: _actor(actor, names, facts[actor.id]) for actor in described},
        version=files.version,
        synonyms=synonym_groups(synonyms, tree, described, report),
        peoples=peoples,
        hedges=hedges,
        uses=uses,
    )


def _uses(
    documents: Mapping[str, Document], described: Sequence[Described], previous: Previous | None
) -> dict[str, bytes]:
    """Return which names each document uses; of one that is the same as before, only where other names are used now."""
    same = previous is not None and previous.names == digest_of_names((a.id, a.names()) for a in described)
    finder = NameFinder(name for actor in described for name in actor.names())
    return {
        slug: previous.documents.uses(slug)
        if previous and same and previous.has(document)
        else to_json(finder.uses(document.text))
        for slug, document in documents.items()
    }


def _present(items: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(item for item in items if item is not None)


def _documents(
    files: Files, report: Report, previous: Previous | None, track: Track, *, pack: bool
) -> dict[str, Document]:
    documents: dict[str, Document] = {}
    loose: list[Document] = []
    size = 0
    names = list(files.of(DOCUMENTS))
    for slug, name in track(names, len(names), "Reading documents"):
        if name not in files.contents and previous:
            documents[slug] = previous.documents[slug]
            continue
        text = decode(files.take(name), name, report)
        document = read_document(slug, name, text, report, files.digests[name]) if text is not None else None
        if document is None:
            continue
        documents[slug] = document
        loose.append(document)
        size += len(document.text)
        if pack and size > LOOSE:
            documents |= packed(loose)
            loose, size = [], 0
    return documents | packed(loose) if pack else documents


def _tree(name: str, data: bytes, report: Report) -> yamlfile.Tree | None:
    text = decode(data, name, report)
    tree = yamlfile.read(text, name, report) if text is not None else None
    if tree is not None and tree.data is None:
        report.fault(name, WHOLE_FILE, "the file is empty", "Fill it, or delete it.")
        return None
    return tree


def _settings(model: type[Entry], name: str, files: Files, report: Report) -> tuple[Entry, yamlfile.Tree]:
    """Return what a file of settings says, and where; one that is absent says nothing."""
    tree = _tree(name, files.contents[name], report) if name in files.contents else None
    return (tree and validate(model, tree, name, report)) or model(), tree or yamlfile.Tree({}, {})


def _described(files: Files, report: Report, track: Track) -> Iterator[Described]:
    names = list(files.of(ACTORS))
    for actor, name in track(names, len(names), "Reading actors"):
        tree = _tree(name, files.contents[name], report)
        entry = validate(ActorFile, tree, name, report, {"kind": "group", "name": actor}) if tree else None
        if tree and entry:
            yield Described(actor, name, entry, tree)


def _surroundings(
    files: Files, described: Sequence[Described], documents: Mapping[str, Document], hedges: Hedges
) -> Surroundings:
    named: dict[tuple[str, ...], str] = {}
    for actor in described:
        for text in actor.names():
            named.setdefault(phrase(text), actor.id)
    return Surroundings(
        documents=documents,
        slugs=frozenset(files.stems(DOCUMENTS)),
        ids=frozenset(files.stems(ACTORS)),
        named=named,
        fact_ids=frozenset(f"{actor.id}.{fact.id}" for actor in described for fact in actor.entry.facts if fact),
        hedges=hedges,
        weakening=NameFinder((*hedges.possible, *hedges.reported)),
    )


def _facts(
    described: Sequence[Described], around: Surroundings, report: Report, track: Track
) -> Mapping[str, list[Fact]]:
    """Return the facts of every actor: those of its file, then the inverses of others' relations to it."""
    facts: dict[str, list[Fact]] = {}
    for actor in track(described, len(described), "Checking facts"):
        check_confusions(actor, around.ids, report)
        _check_fact_ids(actor, report)
        gate = Gate(actor.id, actor.file, actor.tree, around, report)
        facts[actor.id] = [gate.fact(i, fact) for i, fact in enumerate(actor.entry.facts) if fact]
    derived: dict[str, list[Fact]] = defaultdict(list)
    for subject, own in facts.items():
        for fact in own:
            if fact.is_relation and fact.object in facts:
                derived[fact.object].append(_inverse(subject, fact))
    return {actor: own + derived[actor] for actor, own in facts.items()}


def _check_fact_ids(actor: Described, report: Report) -> None:
    lines: dict[str, int] = {}
    for index, fact in enumerate(actor.entry.facts):
        if fact is None:
            continue
        place = actor.tree.place(("facts", index, "id"))
        if fact.id in lines:
            hint = f"It is the id of the fact in line {lines[fact.id]}; choose another."
            report.fault(actor.file, place, f'fact id "{fact.id}" is given twice', hint)
        lines.setdefault(fact.id, place[0])


def _inverse(subject: str, fact: Fact) -> Fact:
    return replace(
        fact,
        id=f"{subject}.{fact.id}",
        predicate=PREDICATES[fact.predicate].inverse or fact.predicate,
        object=subject,
        differs_from=None,
        derived=True,
    )


def _actor(actor: Described, names: Mapping[str, str], facts: Sequence[Fact]) -> Actor:
    entry = actor.entry
    confusions = (
        Confusion(names.get(other.name, other.name), other.name if other.name in names else None, other.reason)
        for other in entry.not_to_be_confused_with
        if other
    )
    return Actor(
        id=actor.id,
        kind=entry.kind,
        name=entry.name,
        aliases=tuple(Alias(a.text, a.type, a.search_only) for a in entry.aliases if a),
        not_to_be_confused_with=tuple(confusions),
        facts=tuple(facts),
    )
