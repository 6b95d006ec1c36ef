"""What the look-ups say: cards, comparisons, timelines, discrepancies and lists."""

from __future__ import annotations

from bot.wording.counting import plural

KINDS = {
    "group": "Groups",
    "state": "States",
    "person": "People",
    "organisation": "Organisations",
    "place": "Places",
    "class": "Classes, spoken of without being named",
}
"""How the kinds of actors are headed in a list."""
FACT_GONE = "This fact is gone. Look the actor up again to see what is said now."
NAMES = "Names"
FACTS = "Facts"
AND_MORE = "and more"
A_CLASS = "A class: what is said of it is said of no single member of it."
NO_DOCUMENTS = "I hold no document."
NO_FACTS = "No fact is recorded of it."
NO_SOURCE = "no source says"
NOTHING_BESIDES = "nothing besides what is said of both"
NOT_STANDING = "in no document in these words"
CARD_MENU = "Go to a page"
SOURCE_MENU = "See a quotation in its paragraph"
ACTOR_MENU = "Open a card"
READ_MENU = "Read a document"
CONTINUED = "(continued)"
BACK = "‹ Back"
NEXT = "Next ›"
ORIGINAL = "Original"
READ = "Read it"
IN_CONTEXT = "In context"

RELATE = "How they relate"
SHARE = "Said of both"
BOTH = "Both"
NO_RELATION = "No source joins the two."
NOTHING_SHARED = "No source says the same of both."
ONE_SOURCE = "All lines come from one source: where they agree, that is not confirmation."
COMPARE_FIRST = "The first actor"
COMPARE_SECOND = "The second actor"

DATED = "Dated"
TIMED = "With a time in words only, in document order"
UNDATED = "Undated, in document order"
NOTHING_HAPPENS = "Nothing that happens is recorded in this knowledge."
NOTHING_HAPPENS_TO_IT = "Nothing that happens is recorded of it; its card has what is said."
TIMELINE = "Timeline"
TIMELINE_ACTOR = "Only what is said of this actor"

DISCREPANCIES = "Where the documents differ"
NO_DISCREPANCIES = "No two facts are recorded that differ in what they say of the same thing."


ALSO_KNOWN_AS = "aka"
"""The type of a name that says nothing beyond "also known as"; of a name that no document uses that is not said."""


def name_type(kind: str) -> str:
    """Say what type of name a name is: most types say it themselves."""
    return "may mean others, too" if kind == "weak" else kind


def facts_of(facts: int, derived: int) -> str:
    """Count what is recorded of an actor, and the facts about others that name it."""
    if not facts and derived:
        return f"named in {plural(derived, 'fact')} about others"
    return plural(facts, "fact") + (f", and named in {derived:,} about others" if derived else "")


def within(name: str) -> str:
    """Tell that a name stands in documents only as a part of a longer one of the same actor."""
    return f"only within “{name}”"


def also_found_by(names: str) -> str:
    """Tell by which names, that no document uses, an actor is found."""
    return f"also found by: {names}"


def not_to_be_confused_with(name: str, reason: str) -> str:
    """Warn of another that bears a similar name."""
    return f"Not to be confused with {name}" + (f": {reason}" if reason else "")


def compared(first: str, second: str) -> str:
    """Head a comparison."""
    return f"{first} and {second}"


def same_actor(name: str) -> str:
    """Tell that there is nothing to compare."""
    return f"Both are {name}. Choose two different actors to compare."


def not_taken_over(classes: str) -> str:
    """Point to classes, of which something is said that is not said of the actors compared."""
    return f"Said of classes, so not taken over here: {classes}."


def said_of_classes(names: str) -> str:
    """Point to classes of which is said what no source says of an actor."""
    return f"said only of classes: {names}"


def span(start: str | None, end: str | None) -> str:
    """Tell from when to when, as far as a document says; empty where it does not."""
    if start and end:
        return start if start == end else f"{start} to {end}"
    return start or (f"until {end}" if end else "")


def as_of(date: str) -> str:
    """Tie a document's "now" to its date."""
    return f"as of {date}"


def left_out(count: int) -> str:
    """Tell that a timeline does not list everything."""
    return f"{plural(count, 'fact')} more, which this list has no room for."


def more_sources(count: int) -> str:
    """Count the sources of a line that are not listed."""
    return f"and {plural(count, 'more source')}"


def rest_in_original(address: str | None) -> str:
    """Tell where the rest of a document is; its `address` only where no button leads there."""
    return f"The rest is in the original: {address}" if address else "The rest is in the original."


def leaf(first: int, last: int, *, onwards: bool) -> str:
    """Label a button that leads to other paragraphs."""
    span = f"¶{first}" if first == last else f"¶{first}–{last}"
    return f"{span} ›" if onwards else f"‹ {span}"


def page_of(number: int, count: int) -> str:
    """Tell which of how many pages this is."""
    return f"page {number} of {count}"


def reliability(grade: str | None) -> str:
    """Give the reliability of a publisher as the document's file has it, from A to F."""
    return f"reliability: {grade}" if grade else "reliability: not judged"


def name_for_read(slug: str) -> str:
    """Give the name by which /read takes a document."""
    return f"name for /read: {slug}"


def page(number: int, held: str) -> str:
    """Label a page in a menu."""
    return f"{number}: {held}"
