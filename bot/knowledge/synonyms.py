"""The groups of synonyms, and what of them can do nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.knowledge.aliases import surface
from bot.knowledge.files import SYNONYMS
from bot.knowledge.report import WHOLE_FILE
from bot.knowledge.uses import NameFinder
from bot.text import phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.knowledge.aliases import Described
    from bot.knowledge.report import Report
    from bot.knowledge.schema import SynonymsFile
    from bot.knowledge.yamlfile import Tree


def synonym_groups(
    written: SynonymsFile, tree: Tree, actors: Sequence[Described], report: Report
) -> tuple[tuple[str, ...], ...]:
    """Return the groups; report those of one word, and phrases that no question can be found to hold."""
    groups = tuple(tuple(word for word in group if word is not None) for group in written.groups if group is not None)
    for number, group in enumerate(groups, 1):
        if len(group) == 1:
            hint = "A group needs two words or more that mean the same."
            report.warn(SYNONYMS, WHOLE_FILE, f'group {number} of synonyms has one word only, "{group[0]}"', hint)
    _warn_of_names(written, tree, actors, report)
    return groups


def _warn_of_names(written: SynonymsFile, tree: Tree, actors: Sequence[Described], report: Report) -> None:
    """Report phrases that hold an actor's name: in a question the name is read as the actor, and the rest alone."""
    owners = {surface(name): actor.id for actor in actors for name in actor.names()}
    finder = NameFinder(name for actor in actors for name in actor.names())
    for at, group in enumerate(written.groups):
        for place, said in enumerate(group or ()):
            held = {name[0]: owners[name] for name in sorted(finder.names_in(said or "")) if name in owners}
            actor = next(iter(held.values()), None)
            # A name by itself is found by the other words of its group.
            if said and actor and phrase(said) not in held:
                message = f'synonym "{said}" holds a name of {actor}, so that no question matches it'
                hint = f"Make it an alias of {actor}, or leave the name out of it."
                report.warn(SYNONYMS, tree.place(("groups", at, place)), message, hint)
