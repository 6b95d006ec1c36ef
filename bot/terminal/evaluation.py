"""Scoring answers to questions whose right answers are known; the metrics are those of the questions' own guide.

A row has `id`, `question`, `type`, `expected` (answer, abstain, reject, either), `gold_paragraphs` (``p6``),
`gold_sentences` (``s6.2``, the second sentence of ¶6), `best_sentence`, `equal_best`, `gold_actors`, `allowed_actors`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from bot import wording
from bot.answers.answerer import Answerer
from bot.answers.model import Answer, Excerpt, Status
from bot.errors import QuestionFileError
from bot.knowledge.actors import CLASS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from pathlib import Path

    from bot.knowledge.model import Knowledge
    from bot.search.encoder import Encoder

TEXTS = ("id", "question", "type", "expected")
LISTS = ("gold_paragraphs", "gold_sentences", "gold_actors", "allowed_actors")
# Persons whom the shipped document speaks of without naming them.
NAMELESS = ("saleh-brother", "saleh-spokesman")
METRICS = ("hit@1", "hit@3", "mrr", "sentence@1", "best@1", "answered")


@dataclass(frozen=True, slots=True)
class Report:
    """The scores over all rows to be answered and by type, the rates of wrong status, and the rows that went wrong."""

    by_type: dict[str, dict[str, float]]
    summary: dict[str, float | None]
    misses: tuple[str, ...] = field(default=())

    def to_json(self) -> dict[str, Any]:
        """Return plain values."""
        return {"retrieval": self.by_type, "summary": self.summary, "misses": list(self.misses)}


def answer_line(answerer: Answerer, line: str) -> dict[str, Any]:
    """Answer one JSON line with `id` (text or a whole number) and `question`; any other line gets a rejected answer."""
    try:
        read = json.loads(line)
    except (ValueError, RecursionError):
        read = None
    row = read if isinstance(read, dict) else {}
    question, name = row.get("question"), row.get("id")
    answer = answerer.answer(question if isinstance(question, str) else "")
    told = answer.message if isinstance(question, str) else wording.terminal.NOT_A_BATCH_LINE
    return {**answer.to_json(), "message": told, "id": name if isinstance(name, str | int) else None}


def read_questions(path: Path) -> list[dict[str, Any]]:
    """Read a file of questions.

    Raises:
        QuestionFileError: the file cannot be read or holds no row, or a line is no such row; says which and why.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except FileNotFoundError:
        raise QuestionFileError(f"{path}: there is no such file.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionFileError(f"{path}: cannot be read as UTF-8 text ({error}).") from error
    rows: dict[str, dict[str, Any]] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        row = _row(line, f"{path}:{number}")
        if row["id"] in rows:
            raise QuestionFileError(f"{path}:{number}: the id {row['id']!r} stands twice.")
        rows[row["id"]] = row
    if not rows:
        raise QuestionFileError(f"{path}: holds no question.")
    return list(rows.values())


def _row(line: str, place: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise QuestionFileError(f"{place}: not JSON ({error}).") from error
    if not isinstance(row, dict):
        raise QuestionFileError(f"{place}: not a JSON object.")
    if lacking := [key for key in TEXTS + LISTS if key not in row]:
        raise QuestionFileError(f"{place}: lacks {', '.join(lacking)}.")
    if wrong := [key for key in TEXTS if not isinstance(row[key], str)]:
        raise QuestionFileError(f"{place}: {', '.join(wrong)} must be text.")
    if wrong := [key for key in LISTS if not _is_list_of_texts(row[key])]:
        raise QuestionFileError(f"{place}: {', '.join(wrong)} must be a list of texts.")
    return row


def _is_list_of_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def evaluate(answerer: Answerer, rows: Sequence[dict[str, Any]]) -> Report:
    """Ask every question and score the answers."""
    answers = {row["id"]: answerer.answer(row["question"]) for row in rows}
    ask = [row for row in rows if row["expected"] == "answer"]
    refuse = [row for row in rows if row["expected"] in {"abstain", "reject"}]
    scored = {row["id"]: score_row(row, answers[row["id"]], answerer) for row in ask}
    by_type = {"all": _means(list(scored.values()))}
    for kind in dict.fromkeys(row["type"] for row in ask):
        by_type[kind] = _means([scored[row["id"]] for row in ask if row["type"] == kind])
    wrong = [row for row in refuse if answers[row["id"]].status is Status.ANSWERED]
    summary = {
        "answered when unanswerable": len(wrong) / max(len(refuse), 1),
        "refused when answerable": 1 - by_type["all"]["answered"],
        **_actor_scores(ask, answers, answerer),
        "AUROC of confidence": auroc(
            [answers[row["id"]].confidence for row in ask], [answers[row["id"]].confidence for row in refuse]
        ),
    }
    missed = [f"{r['id']} [{r['type']}] {_brief(r, answers)}" for r in ask if not scored[r["id"]]["sentence@1"]]
    missed += [f"{r['id']} [{r['type']}] {_brief(r, answers)}" for r in wrong]
    return Report(by_type, {name: _rounded(value) for name, value in summary.items()}, tuple(missed))


def with_gold_taken_out(
    report: Report, knowledge: Knowledge, rows: Sequence[dict[str, Any]], encoder: Encoder | None = None
) -> Report:
    """Add to a report the share of answerable questions that are answered even with their gold paragraphs taken out.

    Facts that cite these paragraphs go with them.

    Raises:
        QuestionFileError: the knowledge holds several documents, and gold paragraphs do not name theirs.
    """
    if len(knowledge.documents) != 1:
        raise QuestionFileError("Paragraphs can be taken out only where the knowledge holds a single document.")
    (slug,) = knowledge.documents
    answerers: dict[frozenset[int], Answerer] = {}
    wrong = []
    ask = [row for row in rows if row["expected"] == "answer"]
    for row in ask:
        gold = frozenset(int(paragraph.removeprefix("p")) for paragraph in row["gold_paragraphs"])
        if gold not in answerers:
            answerers[gold] = Answerer(without_paragraphs(knowledge, slug, gold), encoder=encoder)
        answer = answerers[gold].answer(row["question"])
        if answer.status is Status.ANSWERED:
            wrong.append(f"{row['id']} [{row['type']}] {_brief(row, {row['id']: answer})}")
    share = round(len(wrong) / max(len(ask), 1), 4)
    summary = {**report.summary, "answered without gold": share}
    return replace(report, summary=summary, misses=(*report.misses, *(f"without gold: {line}" for line in wrong)))


def without_paragraphs(knowledge: Knowledge, slug: str, numbers: Collection[int]) -> Knowledge:
    """Return the knowledge without some paragraphs of a document, and without the facts that cite them."""
    document = knowledge.documents[slug]
    left = replace(document, passages=tuple(p for p in document.passages if p.number not in numbers))
    actors = {
        name: replace(
            actor,
            facts=tuple(
                fact
                for fact in actor.facts
                if not any(source.document == slug and source.paragraph in numbers for source in fact.sources)
            ),
        )
        for name, actor in knowledge.actors.items()
    }
    return replace(knowledge, documents={**knowledge.documents, slug: left}, actors=actors)


def score_row(row: dict[str, Any], answer: Answer, answerer: Answerer) -> dict[str, float]:
    """Score the answer to one question that has one."""
    shown = answer.excerpts if answer.status in {Status.ANSWERED, Status.RELATED} else ()
    paragraphs = list(dict.fromkeys(f"p{excerpt.paragraph}" for excerpt in shown))
    gold = set(row["gold_paragraphs"])
    rank = next((at for at, paragraph in enumerate(paragraphs, start=1) if paragraph in gold), None)
    first = sentence_id(shown[0], answerer) if shown else None
    return {
        "hit@1": float(bool(gold & set(paragraphs[:1]))),
        "hit@3": float(bool(gold & set(paragraphs[:3]))),
        "mrr": 1 / rank if rank else 0.0,
        "sentence@1": float(first in row["gold_sentences"]),
        "best@1": float(first in {row.get("best_sentence"), *(row.get("equal_best") or ())}),
        "answered": float(answer.status is Status.ANSWERED),
    }


def sentence_id(excerpt: Excerpt, answerer: Answerer) -> str:
    """Return the id of the first sentence that an excerpt marks: ``s6.2`` is the second sentence of ¶6."""
    passage = answerer.knowledge.documents[excerpt.document].passage(excerpt.paragraph)
    starts = [sentence.start for sentence in passage.sentences] if passage else []
    return f"s{excerpt.paragraph}.{starts.index(excerpt.start) + 1}" if excerpt.start in starts else ""


def auroc(positive: Sequence[float], negative: Sequence[float]) -> float | None:
    """Return the chance that a positive is above a negative, ties counting half; None where either is empty."""
    if not positive or not negative:
        return None
    above = sum((p > n) + 0.5 * (p == n) for p in positive for n in negative)
    return above / (len(positive) * len(negative))


def _actor_scores(rows: Sequence[dict[str, Any]], answers: dict[str, Answer], answerer: Answerer) -> dict[str, float]:
    """Return precision and recall of the actors; classes and persons without a name are not counted."""
    known = answerer.knowledge.actors

    def counted(ids: Iterable[str]) -> set[str]:
        return {i for i in ids if i in known and known[i].kind != CLASS and i not in NAMELESS}

    returned = right = wanted = found = 0
    for row in rows:
        got, gold = counted(actor.id for actor in answers[row["id"]].actors), counted(row["gold_actors"])
        returned, right = returned + len(got), right + len(got & set(row["allowed_actors"]))
        wanted, found = wanted + len(gold), found + len(got & gold)
    return {"actor precision": right / max(returned, 1), "actor recall": found / max(wanted, 1)}


def _means(rows: Sequence[dict[str, float]]) -> dict[str, float]:
    means = {name: round(sum(row[name] for row in rows) / max(len(rows), 1), 4) for name in METRICS}
    return {"rows": len(rows), **means}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _brief(row: dict[str, Any], answers: dict[str, Answer]) -> str:
    answer = answers[row["id"]]
    places = ", ".join(f"¶{excerpt.paragraph}" for excerpt in answer.excerpts[:3])
    return f"{row['question'][:80]!r}: {answer.status} {places}; wanted {', '.join(row['gold_sentences']) or 'none'}"
