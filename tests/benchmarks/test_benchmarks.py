"""The benchmarks run, on something small, and the engines agree on what is best; nothing is said of times."""

from __future__ import annotations

import gzip
import json
from contextlib import closing
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from benchmarks import beir, corpora, pictures, quality, reload, report, speed, speed_report
from benchmarks.engines import ENGINES, Engine, Ours, OursFast, RankBM25

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.corpora import Corpus

EXACT = {"ours (numpy)", "ours [fast]", "rank-bm25"}
# The least share of rank-bm25's best ten that the others find: 32-bit or rounded scores, or k1 = 1.2.
AGREE = {
    "bm25s (numpy)": 0.98,
    "bm25s (numba)": 0.98,
    "bm25q (exact)": 0.98,
    "bm25q (adaptive)": 0.95,
    "tantivy": 0.8,
    "SQLite FTS5": 0.8,
}


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return corpora.synthetic(600, seed=4)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    speed.prepare(400, folder, queries=25)
    return folder


def test_a_seed_gives_the_same_corpus(corpus: Corpus, tmp_path: Path) -> None:
    assert corpora.synthetic(600, seed=4).tokens.tobytes() == corpus.tokens.tobytes()
    assert corpora.synthetic(600, seed=5).tokens.tobytes() != corpus.tokens.tobytes()
    corpus.save(tmp_path)
    assert list(corpora.Corpus.load(tmp_path).passages()) == list(corpus.passages())


def test_a_corpus_has_the_statistics_it_is_meant_to_have() -> None:
    corpus = corpora.synthetic(5000)
    lengths = np.diff(corpus.starts)
    assert lengths.min() >= 20
    assert lengths.max() <= 400
    assert lengths.mean() == pytest.approx(100, rel=0.02)
    assert np.log(lengths).std() == pytest.approx(0.37, abs=0.02)
    assert corpus.vocabulary == round(28.4 * len(corpus.tokens) ** 0.517)
    counts = np.bincount(corpus.tokens, minlength=corpus.vocabulary)
    # The expected ratio of the words of ranks 1-50 to those of ranks 1001-1050.
    ranks = np.arange(1, 51)
    expected = ((ranks + 150.0) ** -1.386).sum() / ((ranks + 1150.0) ** -1.386).sum()
    assert counts[:50].sum() / counts[1000:1050].sum() == pytest.approx(expected, rel=0.1)


def test_words_of_a_passage_come_again() -> None:
    corpus = corpora.synthetic(2000)
    new = np.mean([len(np.unique(ids)) / len(ids) for ids in corpus.ids()])
    # 26 % repeat an earlier token of their passage; a few of the others are the same word by chance.
    assert 0.68 < new < 0.76


def test_frequencies_count_passages(corpus: Corpus) -> None:
    counted = np.zeros(corpus.vocabulary, dtype=np.int64)
    for ids in corpus.ids():
        counted[np.unique(ids)] += 1
    assert corpus.frequencies().tolist() == counted.tolist()


def test_words_of_a_query_differ_and_are_drawn_by_frequency() -> None:
    queries = corpora.draw_queries(np.array([0, 1, 99, 900, 5]), terms=2, count=300)
    assert all(len(set(query.tolist())) == 2 for query in queries)
    drawn = np.bincount(np.concatenate(queries), minlength=5)
    assert drawn[0] == 0
    assert drawn[3] > drawn[2] > drawn[1]


def best_of(engine: type[Engine], corpus: Corpus, place: Path) -> list[list[int]]:
    queries = [q.tolist() for n in speed.TERMS for q in corpora.draw_queries(corpus.frequencies(), n, 10)]
    words = corpus.words
    with closing(engine(place)) as made:
        made.build(made.tokens(corpus))
        made.open()
        return [made.numbers(made.search(made.query(ids, [words[i] for i in ids]), speed.K)) for ids in queries]


@pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.name)
def test_engines_find_what_rank_bm25_finds(engine: type[Engine], corpus: Corpus, tmp_path: Path) -> None:
    reason = engine.absent()
    if reason:
        pytest.skip(reason)
    found, expected = best_of(engine, corpus, tmp_path), best_of(RankBM25, corpus, tmp_path)
    if engine.name in EXACT:
        assert found == expected
    else:
        shared = sum(len(set(mine) & set(theirs)) for mine, theirs in zip(found, expected, strict=True))
        assert shared / sum(map(len, expected)) >= AGREE[engine.name]


def test_the_speed_benchmark_runs_and_reports(folder: Path, tmp_path: Path) -> None:
    engines = [Ours, RankBM25] + [OursFast] * (OursFast.absent() is None)
    figures = [speed.in_a_process(engine, folder, tmp_path / "numba", seconds=1.0) for engine in engines]
    for entry in figures:
        assert speed_report.overlap(entry, figures[1]) == 1.0
        assert all(entry[f"terms_{terms}"]["queries"] == 25 for terms in speed.TERMS)
        assert all(entry[f"terms_{terms}"]["p99_us"] >= entry[f"terms_{terms}"]["p50_us"] > 0 for terms in speed.TERMS)
        assert entry["build_mb"] >= 0
    speed_report.write(figures, tmp_path)
    text = (tmp_path / "RESULTS.md").read_text()
    assert "### 400 passages" in text
    assert "| rank-bm25 |" in text
    assert "CPython" in text


def test_targets_tell_what_is_reached_and_what_is_missed() -> None:
    def figures(engine: str, p50: float, build: float) -> dict[str, Any]:
        asked = {"p50_us": p50, "p99_us": 2 * p50, "queries": 20, "found": []}
        return {"engine": engine, "passages": 100_000, "build_s": build, "build_mb": 10.0, "terms_5": asked}

    text = speed_report.targets(
        [figures("ours (numpy)", 100, 1), figures("tantivy", 50, 1), figures("bm25s (numpy)", 1, 4)]
    )
    assert "| tantivy, numpy | – | 2.00 (≤ 1.5, **missed**) | – |" in text
    assert "| build time against bm25s | – | 0.25 (≤ 0.5) | – |" in text
    assert "| p99 / p50, numpy | – | 2.00 (≤ 3.5) | – |" in text


def test_a_plot_is_drawn(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", reason="matplotlib is not installed")
    figures = [{"engine": "tantivy", "passages": size, "terms_5": {"p50_us": size / 50}} for size in (1000, 10_000)]
    assert speed_report.plot(figures, tmp_path / "latency.png")
    assert (tmp_path / "latency.png").read_bytes().startswith(b"\x89PNG")


def test_a_section_takes_the_place_of_its_former_self(tmp_path: Path) -> None:
    file = tmp_path / "RESULTS.md"
    report.write_section(file, "One", "first")
    report.write_section(file, "Two", "second")
    report.write_section(file, "One", "third")
    assert file.read_text().endswith("## One\n\nthird\n\n## Two\n\nsecond\n")
    assert "first" not in file.read_text()


def test_a_reload_is_measured_while_questions_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reload, "IDLE", 0.0)
    figures = reload.run(3, 2)
    assert list(figures) == [
        "4 passages",
        "build",
        "6 passages, one document changed",
        "6 passages, every document changed",
    ]
    assert (figures["build"]["documents"], figures["build"]["passages"]) == (3, 6)
    for row in figures.values():
        assert row["peak_mb"] > 0
    assert reload.tables(figures).count("\n| ") == 4


async def test_pictures_are_measured_one_after_the_other(tmp_path: Path) -> None:
    knowledge = pictures.synthetic(30)
    measured = await pictures.drawn(pictures.charts(knowledge, [None, *list(knowledge.actors)[:2]]), tmp_path)
    assert [one.what for one in measured[:1]] == ["Who does what to whom"]
    assert all(one.seconds > 0 and 0 < one.size <= 200_000 for one in measured)
    assert "| 30 actors | 3 |" in pictures.report({"30 actors": measured})


def test_the_same_seed_makes_the_same_synthetic_relations() -> None:
    assert pictures.synthetic(20, 3) == pictures.synthetic(20, 3)
    assert pictures.synthetic(20, 3) != pictures.synthetic(20, 4)


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])
def test_the_quality_of_ranking_is_measured_on_any_folder_in_the_layout_of_beir(tmp_path: Path, packed: bool) -> None:
    def write(name: str, rows: list[dict[str, str]]) -> None:
        data = "".join(json.dumps(row) + "\n" for row in rows).encode()
        (tmp_path / (f"{name}.gz" if packed else name)).write_bytes(gzip.compress(data) if packed else data)

    texts = {"a": "Rivers carry silt to the sea.", "b": "Mountains hold snow.", "c": "The sea is deep."}
    write("corpus.jsonl", [{"_id": name, "title": "", "text": text} for name, text in texts.items()])
    write(
        "queries.jsonl",
        [{"_id": "1", "text": "silt of rivers"}, {"_id": "2", "text": "snow"}, {"_id": "3", "text": "?"}],
    )
    (tmp_path / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\n1\ta\t1\n2\tc\t1\n2\ta\t0\n", encoding="utf-8")
    assert quality.ranking_row(beir.read(tmp_path), None)[1:] == ["3", "2", "0.5000", "0.5000", "0.5000"]


def test_ranks_are_scored_as_they_are_defined() -> None:
    relevant = frozenset("ab")
    assert quality.ndcg(["a", "b", "x"], relevant) == 1.0
    assert quality.ndcg(["a", "x", "b"], relevant) == pytest.approx(1.5 / (1 + 1 / np.log2(3)))
    assert quality.mrr(["x", "y", "a"], relevant) == pytest.approx(1 / 3)
    assert quality.mrr([*"0123456789", "a"], relevant) == 0.0
    assert quality.recall(["a", "x"], relevant) == 0.5
