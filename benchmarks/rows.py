"""Questions with the evidence of their best hits, and whether those answer them: what `calibrate` fits weights to."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bot.answers.evidence import Evidence, weigh
from bot.answers.facts import FactFinder
from bot.search.ranking import Ranker
from bot.terminal.evaluation import read_questions, without_paragraphs

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from benchmarks import beir
    from bot.answers.answerer import Answerer
    from bot.knowledge.model import Knowledge
    from bot.search.query import Concept
    from bot.search.ranking import Hit

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = tuple(ROOT / "tests" / "golden" / f"questions_{name}.jsonl" for name in ("own", "near", "plain", "fresh"))
SAMPLE = 1500
FOLDS = 5


class Row(NamedTuple):
    """One question's evidence; `group` names its kind of data, `fold` its share in cross-validation."""

    group: str
    evidence: Evidence
    answerable: bool
    weight: float
    fold: int


def sample(collection: beir.Collection) -> list[str]:
    """Return the names of the questions that are asked."""
    chosen = sorted(collection.relevant)
    random.Random(1).shuffle(chosen)
    return chosen[:SAMPLE]


class Without(Ranker):
    """A ranker that finds nothing in some units, and knows no word that only they hold."""

    def __init__(self, other: Ranker, gone: Collection[int]) -> None:
        """Share all of `other`; leave out the units of the numbers `gone`."""
        vars(self).update(vars(other))
        self._gone = frozenset(gone)
        units = [other.corpus.units[number] for number in gone]
        self._places = {(unit.document.slug, unit.passage.number) for unit in units}

    def left(self, hits: Iterable[Hit]) -> list[Hit]:
        """Return those of `hits` that are not left out."""
        return [hit for hit in hits if (hit.unit.document.slug, hit.unit.passage.number) not in self._places]

    def speaks_of(self, concept: Concept) -> bool:
        """Tell whether any unit left holds a way to say the concept."""
        return any(all(self._is_left(term) for term in way.terms) for way in concept.ways)

    def worth(self, concept: Concept) -> float:
        """Return how much a concept tells: as much as an unknown term where nothing left holds it."""
        return super().worth(concept) if self.speaks_of(concept) else self.index.idf("")

    def _is_left(self, term: str) -> bool:
        return not self._gone.issuperset(self.index.passages_with(term).tolist())


def squad_rows(answerer: Answerer, collection: beir.Collection) -> list[Row]:
    """Return the rows of questions with their paragraph there, taken out, and taken out with its article."""
    corpus = answerer.ranker.corpus
    numbers: dict[str, list[int]] = {}
    for number in range(len(corpus)):
        slug = corpus.document(number).slug
        numbers.setdefault(slug, []).append(number)
        numbers.setdefault(article(slug), []).append(number)
    rows = []
    for number, name in enumerate(sample(collection)):
        question, gold = collection.queries[name], collection.relevant[name]
        hits = hits_for(answerer, question)
        taken_out = {
            "squad2": (),
            "squad2 without paragraph": gold,
            "squad2 without article": {article(passage) for passage in gold},
        }
        for group, names in taken_out.items():
            ranker = Without(answerer.ranker, [unit for each in names for unit in numbers[each]])
            evidence = weigh(ranker.reader.read(question), ranker.left(hits), ranker, answerer.facts)
            if evidence:
                whole = group == "squad2"
                rows.append(Row(group, evidence, whole, 2.0 if whole else 1.0, number % FOLDS))
    return rows


def golden_rows(answerer: Answerer, file: Path, group: str, weight: float) -> list[Row]:
    """Return the rows of golden questions that are to be answered or not."""
    rows = []
    for number, row in enumerate(read_questions(file)):
        question = row["question"][: answerer.max_question]
        query, hits = answerer.ranker.reader.read(question), hits_for(answerer, question)
        evidence = weigh(query, hits, answerer.ranker, answerer.facts)
        if evidence and row["expected"] != "either":
            rows.append(Row(group, evidence, row["expected"] == "answer", weight, number % FOLDS))
    return rows


def rows_without_gold(answerer: Answerer, alone: Knowledge, file: Path, group: str, weight: float) -> list[Row]:
    """Return the rows of golden questions that have an answer, with their gold paragraphs of `alone` taken out."""
    (slug,) = alone.documents
    corpus, rows = answerer.ranker.corpus, []
    own = [number for number in range(len(corpus)) if corpus.document(number).slug == slug]
    for number, row in enumerate(read_questions(file)):
        if row["expected"] != "answer":
            continue
        gold = frozenset(int(paragraph.removeprefix("p")) for paragraph in row["gold_paragraphs"])
        ranker = Without(answerer.ranker, [unit for unit in own if corpus.passage(unit).number in gold])
        facts = FactFinder(without_paragraphs(alone, slug, gold).actors)
        hits = ranker.left(hits_for(answerer, row["question"]))
        evidence = weigh(ranker.reader.read(row["question"]), hits, ranker, facts)
        if evidence:
            rows.append(Row(group, evidence, answerable=False, weight=weight, fold=number % FOLDS))
    return rows


def article(slug: str) -> str:
    """Return the article that a paragraph of the collection belongs to: ``dev/Normans/3`` is of ``dev/Normans``."""
    return slug.rsplit("/", 1)[0]


def hits_for(answerer: Answerer, question: str) -> list[Hit]:
    """Return enough hits to quote from for a question that there are some left when an article is taken out."""
    hits = answerer.ranker.rank(answerer.ranker.reader.read(question), limit=50)
    return [hit for hit in hits if "meaning" in hit.found_by or hit.concepts(0, len(hit.unit.sentences))]
