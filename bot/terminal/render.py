"""Answers, faults and scores for a terminal, by rich."""

from __future__ import annotations

from contextlib import contextmanager
from itertools import zip_longest
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from bot import wording
from bot.answers.cards import beginning, difference, name_of, names_and_words
from bot.answers.differing import differing
from bot.answers.model import BY_MEANING, Answer, Excerpt, ShownActor, ShownFact, Status
from bot.answers.slips import SIC, slip_ends, slips_at, with_sic
from bot.knowledge.actors import is_plural
from bot.knowledge.predicates import wording as predicate_wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.errors import KnowledgeError
    from bot.knowledge.model import Knowledge
    from bot.knowledge.track import Item, Track
    from bot.terminal.evaluation import Report

SHOWN = 3
SIGNS = {Status.ANSWERED: "✓", Status.RELATED: "≈", Status.NOT_FOUND: "∅", Status.REJECTED: "✗"}


def console(*, errors: bool = False, wrapped: bool = True) -> Console:
    """Return what writes to standard output, or to standard error; long lines are left as they are unless `wrapped`."""
    return Console(stderr=errors, soft_wrap=not wrapped, highlight=False)


def answer(given: Answer, console: Console, knowledge: Knowledge) -> None:
    """Print an answer: its message, up to three excerpts with the answer in bold, citations, actors and next steps."""
    console.print(Text(f"{SIGNS[given.status]} {given.message}", style="bold"))
    for doubt in given.doubts:
        console.print(Text(doubt, style="yellow"))
    if given.also_searched:
        names, words = names_and_words(knowledge, given.also_searched)
        console.print(Text(wording.answers.also_searched(names, words), style="dim"))
    if given.status is Status.RELATED and given.excerpts:
        console.print(Text(wording.chat.CLOSEST, style="italic"))
    for excerpt in given.excerpts[:SHOWN]:
        # Where front matter answers, an excerpt only shows its words in the text: nothing in it is the answer.
        plain = given.status is not Status.ANSWERED or bool(given.metadata)
        console.print(Padding(_quoted(excerpt, plain=plain), (1, 2, 0, 2), expand=False))
        if not given.metadata:
            console.print(Padding(_stance(excerpt, plain=plain), (0, 2), expand=False))
        console.print(Padding(_citation(excerpt), (0, 2), expand=False))
    lines = [line for actor in given.actors for line in _facts(actor, knowledge)]
    if lines:
        console.print()
        for line in lines:
            console.print(line)
    _below(given, console)
    console.print(Padding(Text(_footer(given, knowledge), style="dim"), (1, 0, 0, 0), expand=False))


def _below(given: Answer, console: Console) -> None:
    """Print what of the question was left aside, and how to go on."""
    if given.status is Status.ANSWERED:
        for words in wording.answers.left_aside(given.unknown_terms, given.missing_terms):
            console.print(Text(words, style="yellow"))
    if given.status is Status.RELATED and not given.excerpts:
        console.print(Text(wording.terminal.SEE_DOCUMENTS))
    if given.suggestions:
        console.print(Padding(Text(wording.chat.EXAMPLES), (1, 0, 0, 0), expand=False))
        for question in given.suggestions:
            console.print(Text(f"  • {question}"))


def _quoted(excerpt: Excerpt, *, plain: bool) -> Text:
    window = Text(excerpt.window)
    start = excerpt.window.find(excerpt.answer)
    window.stylize("" if plain else "bold", start, start + len(excerpt.answer))
    parts = window.divide(sorted(slip_ends(excerpt.window, excerpt.sic)))
    before = "" if excerpt.text.startswith(excerpt.window) else "[…] "
    after = "" if excerpt.text.endswith(excerpt.window) else " […]"
    return Text.assemble("“", before, Text(f" {SIC}").join(parts), after, "”")


def _stance(excerpt: Excerpt, *, plain: bool) -> Text:
    """Say how sure the document is of the answer; where it is not marked among others, which sentence is meant."""
    said = [with_sic(words, excerpt.sic) if words else None for words in (excerpt.hedge, excerpt.condition)]
    told = wording.answers.stance(excerpt.stance, *said)
    if told and plain and excerpt.answer != excerpt.window:
        told = wording.answers.stance_of(beginning(excerpt.answer), told)
    return Text(told, style="yellow", end="\n" if told else "")


def _citation(excerpt: Excerpt) -> Text:
    published = wording.date(excerpt.published)
    text = Text(
        f"[{excerpt.rank}] {excerpt.title} · {excerpt.publisher} · {published} · ¶{excerpt.paragraph}", style="dim"
    )
    if excerpt.also_in:
        text.append(f" · {wording.answers.also_in(excerpt.also_in)}", style="dim")
    if excerpt.found_by == BY_MEANING:
        text.append(f" · {wording.meaning.FOUND_BY_MEANING}", style="dim")
    return text


def _facts(actor: ShownActor, knowledge: Knowledge) -> list[Text]:
    differ = differing(knowledge, [(actor.id, fact.id) for fact in actor.facts])
    lines = []
    for fact, following in zip_longest(actor.facts, actor.facts[1:]):
        line = Text(actor.name, style="bold")
        line.append(f" ({actor.note})" if actor.note else "", style="not bold")
        relation = predicate_wording(fact.predicate, negated=fact.negated, plural=is_plural(actor.kind, actor.name))
        words = f" {relation} {fact.object_name or ''}"
        words += f" ({fact.object_note})" if fact.object_note else ""
        line.append(words.rstrip(), style="not bold")
        sic = slips_at(knowledge, ((source.document, source.paragraph) for source in fact.sources))
        line.append(f": “{with_sic(fact.value, sic)}”" if fact.value else "", style="not bold")
        told = with_sic(_qualified(fact, knowledge), sic)
        line.append(f" ({told})" if told else "", style="yellow not bold")
        paragraphs = dict.fromkeys(source.paragraph for source in fact.sources)
        line.append(f" {', '.join(f'¶{paragraph}' for paragraph in paragraphs)}", style="dim not bold")
        lines.append(line)
        said = differ.get((actor.id, fact.id))
        if said and (following is None or differ.get((actor.id, following.id)) != said):
            lines.append(Text(f"  {difference(knowledge, said)}", style="yellow"))
    return lines


def _qualified(fact: ShownFact, knowledge: Knowledge) -> str:
    """Say how strongly, by whom, when and where."""
    told = [wording.answers.stance(fact.stance, fact.hedge, fact.condition)]
    told.append(f"by {name_of(knowledge, fact.speaker)}" if fact.speaker else "")
    value, place = fact.value or "", name_of(knowledge, fact.place)
    told.append(wording.answers.when(fact.time.text) if fact.time and fact.time.text not in value else "")
    told.append(wording.answers.where(place) if place and place not in value else "")
    return " · ".join(filter(None, told))


def _footer(given: Answer, knowledge: Knowledge) -> str:
    told = wording.answers.searched(len(knowledge.documents), [wording.date(day) for day in knowledge.dates])
    return f"{told} · {wording.trust.RECEIPT} {given.receipt}"


def faults(error: KnowledgeError, console: Console) -> None:
    """Print every fault and warning as a compiler does, and how many faults there are."""
    for fault in error.faults:
        console.print(Text(str(fault)))
    for warning in error.warnings:
        console.print(Text(f"warning: {warning}", style="yellow"))
    console.print(Text(error.sentence, style="bold red"))


def counts(knowledge: Knowledge, console: Console) -> None:
    """Print the warnings and what the knowledge holds."""
    for warning in knowledge.warnings:
        console.print(Text(f"warning: {warning}", style="yellow"))
    for name, number in count(knowledge).items():
        told = wording.plural(number, name.removesuffix("s"))
        console.print(Text(f"{told.partition(' ')[0]:>9} {told.partition(' ')[2]}"))


def count(knowledge: Knowledge) -> dict[str, int]:
    """Count what a knowledge holds; relations that were derived are not counted, nor are titles paragraphs."""
    passages = [(d, p) for d in knowledge.documents.values() for p in d.passages if p.number]
    facts = [fact for actor in knowledge.actors.values() for fact in actor.facts if not fact.derived]
    return {
        "documents": len(knowledge.documents),
        "paragraphs": len(passages),
        "sentences": sum(len(passage.sentences) for _, passage in passages),
        "words": sum(len(document.slice(passage).split()) for document, passage in passages),
        "actors": len(knowledge.actors),
        "facts": len(facts),
        "relations": sum(fact.is_relation for fact in facts),
    }


def report(scores: Report, console: Console, *, misses: bool) -> None:
    """Print the scores as a table by type, the rates below it, and what went wrong if asked to."""
    table = Table("type", *(name for name in scores.by_type["all"]), box=None, header_style="bold")
    for kind, values in scores.by_type.items():
        table.add_row(kind, *(f"{v:.3f}" if name != "rows" else f"{v:.0f}" for name, v in values.items()))
    console.print(table)
    for name, value in scores.summary.items():
        console.print(Text(f"{name}: {'–' if value is None else f'{value:.3f}'}"))
    for line in scores.misses if misses else ():
        console.print(Text(line), soft_wrap=True)


@contextmanager
def progress(console: Console, *, shown: bool) -> Iterator[Track]:
    """Show a bar with rate and time left while items are given, where `console` is a terminal."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, disable=not (shown and console.is_terminal), transient=True) as bar:

        def track(items: Iterable[Item], total: int, what: str) -> Iterable[Item]:
            task = bar.add_task(what, total=total, rate="")
            for item in items:
                yield item
                speed = bar.tasks[task].speed
                bar.update(task, advance=1, rate=f"{speed:,.0f}/s" if speed else "")

        yield track
