"""What the bot says about pictures of relations, and in them."""

from __future__ import annotations

from textwrap import shorten

from bot.wording.answers import STANCES
from bot.wording.counting import plural

ACTOR = "Only the relations of this actor"
VALUE = 60
"""How many characters of a document's words an arrow has room for."""
NOT_LISTED = "Not listed"
LEGEND_LINES = {
    "solid": "told",
    "hollow": "assessed",
    "dashed": "only possible",
    "dotted": "reported, or stated by an actor",
}
LEGEND_NEGATED = "said not to be so"
"""What a crossed arrow means."""


def title(name: str | None) -> str:
    """Head a picture."""
    return f"Relations of {name}" if name else "Who does what to whom"


def legend(name: str) -> str:
    """Say what a shape or a line of a picture means; a shape is named after its kind."""
    return LEGEND_NEGATED if name == "negated" else LEGEND_LINES.get(name, name)


def outward(name: str) -> str:
    """Head what an actor does."""
    return f"{name} to others"


def inward(name: str) -> str:
    """Head what others do to an actor."""
    return f"Others to {name}"


def none_of(name: str | None) -> str:
    """Say that there is nothing to draw."""
    return (
        f"No source joins {name} to another actor; its card has what is said of it."
        if name
        else "No source joins two actors."
    )


def label(words: str, value: str | None, stance: str, *, conditional: bool) -> str:
    """Label an arrow: ``is linked to (reported, on a condition): “hosted”``; `value` are words of the document."""
    said = words + _how(stance, conditional=conditional)
    return f"{said}: “{shorten(value, VALUE, placeholder=' …', break_on_hyphens=False)}”" if value else said


def sentence(subject: str, other: str, words: str, stance: str, *, conditional: bool) -> str:
    """Tell a relation: ``Tajikistan shelters Amrullah Saleh (reported, on a condition).``."""
    return f"{subject} {words} {other}{_how(stance, conditional=conditional)}."


def _how(stance: str, *, conditional: bool) -> str:
    told = [stance] if stance in STANCES else []
    told += ["on a condition"] if conditional else []
    return f" ({', '.join(told)})" if told else ""


def left_out(relations: int, actors: int) -> str:
    """Say what has no room in a picture; `actors` may be 0."""
    with_actors = f" with {plural(actors, 'more actor')}" if actors else ""
    return f"Left out: {plural(relations, 'relation')}{with_actors}; see the list."


def not_listed(relations: int) -> str:
    """Say how many relations the list leaves out, and how to see them."""
    return f"{plural(relations, 'more relation')}: give an actor's name to see all of its own."


def told_by(documents: str) -> str:
    """Say whose words a picture rests on: ``1 document of 14 Oct 2021``."""
    return f"As told by {documents}."


def more(labels: int) -> str:
    """Say how many further labels an arrow has no room for."""
    return f"+ {labels} more"


def picture_of(title: str, shown: int, left_out: int) -> str:
    """Begin the alternative text of a picture."""
    rest = f" {left_out:,} more are left out." if left_out else ""
    return f"Picture: {title}, {plural(shown, 'relation')} as arrows between actors.{rest}"


def and_more(relations: int) -> str:
    """End an alternative text that has no room for the last relations."""
    return f"And {plural(relations, 'more relation')}; see the list below."
