"""The closed list of predicates: what can be said of an actor, and how it is worded.

An *attribute* says something of one actor; a *relation* joins two, and has an inverse with a name and a wording of its
own, so that it is written once and can be read from both ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Predicate:
    """One predicate: `wording` is put between subject and object; `inverse` is None for an attribute.

    Authors write those that are `written`; the others are only ever derived.
    """

    name: str
    wording: str
    inverse: str | None = None
    written: bool = True

    @property
    def is_relation(self) -> bool:
        """Whether it joins two actors."""
        return self.inverse is not None


_ATTRIBUTES = {
    "name": "name",
    "composition": "composition",
    "leader": "leadership",
    "location": "location",
    "presence": "presence",
    "status": "status",
    "goal": "goal",
    "policy": "policy",
    "capability": "capability",
    "event": "event",
    "designation": "designation",
    "assessment": "assessment",
    "mention": "mentioned as",
    "requirement": "requirement",
    "risk": "risk",
}

# name, wording, name of the inverse, wording of the inverse
_RELATIONS = (
    ("ally_of", "is an ally of", "has_ally", "has as an ally"),
    ("affiliate_of", "is an affiliate of", "has_affiliate", "has as an affiliate"),
    ("aligned_with", "is aligned with", "has_aligned", "has as an aligned party"),
    ("linked_to", "is linked to", "linked_from", "has a link from"),
    ("hosts", "has hosted", "hosted_by", "has been hosted by"),
    ("shelters", "shelters", "sheltered_by", "is offered shelter by"),
    ("offers_protection_to", "has offered protection to", "offered_protection_by", "has been offered protection by"),
    ("cooperates_with", "cooperates with", "cooperates_with", "cooperates with"),
    ("committed_to", "has made a pledge on", "has_commitment_from", "is the subject of a pledge by"),
    ("violates", "has violated", "violated_by", "has been violated by"),
    ("pledged_to_bar", "has pledged to bar", "subject_of_pledge_to_bar_by", "is to be barred under a pledge by"),
    ("fights", "fights", "fought_by", "is fought by"),
    ("opposes", "opposes", "opposed_by", "is opposed by"),
    ("pressures", "has pressured", "pressured_by", "has been pressured by"),
    ("wary_of", "is wary of", "regarded_warily_by", "is regarded warily by"),
    ("condemns", "has condemned", "condemned_by", "has been condemned by"),
    ("recognises", "recognises", "recognised_by", "is recognised by"),
    ("negotiates_with", "has negotiated with", "negotiates_with", "has negotiated with"),
    ("needs", "needs", "needed_by", "is needed by"),
    ("depends_on", "depends on", "has_dependant", "is depended on by"),
    ("leads", "leads", "led_by", "is led by"),
    ("member_of", "is a member of", "has_member", "has as a member"),
    ("among", "is among", "includes", "includes"),
    ("part_of", "is part of", "has_part", "has as a part"),
    ("relative_of", "is a relative of", "relative_of", "is a relative of"),
    ("spokesman_of", "is a spokesman of", "has_spokesman", "has as a spokesman"),
    ("offshoot_of", "is an offshoot of", "has_offshoot", "has as an offshoot"),
    ("splinter_of", "is a splinter of", "has_splinter", "has as a splinter"),
    ("successor_of", "is the successor of", "succeeded_by", "has been succeeded by"),
    ("rival_of", "is a rival of", "rival_of", "is a rival of"),
    ("killed_by", "was killed by", "killed", "killed"),
    ("killed_in_raid_by", "was killed in a raid by", "raid_killed", "carried out the raid that killed"),
    ("moves_to", "moves to", "destination_of", "is a destination of"),
    ("relocated_to", "has relocated to", "relocation_place_of", "is the place of relocation of"),
    ("connected_to", "has connections to", "has_connection_from", "is a place of connections of"),
    ("present_in", "is present in", "has_presence_of", "has a presence of"),
    ("located_relative_to", "is located relative to", "reference_point_for", "is a point of reference for"),
    ("north_of", "is located north of", "south_of", "has to its north"),
    ("controls", "controls", "controlled_by", "is controlled by"),
    ("conquers", "has conquered", "conquered_by", "has been conquered by"),
    ("takes_over", "has taken over", "taken_over_by", "has been taken over by"),
    ("has_to_accommodate", "has to accommodate", "to_be_accommodated_by", "is to be accommodated by"),
    (
        "not_free_to_crack_down_on",
        "is not free to crack down fully on",
        "not_open_to_crackdown_by",
        "is not open to a full crackdown by",
    ),
    ("seen_as_enemy_of", "is seen as an enemy of", "has_seen_as_enemy", "is seen to have an enemy in"),
    (
        "propagates_narratives_about",
        "propagates narratives about",
        "subject_of_narratives_by",
        "is the subject of narratives by",
    ),
    ("placates", "seeks to placate", "placated_by", "is to be placated by"),
    ("restricts", "seeks to restrict", "restricted_by", "is to be restricted by"),
    ("supports", "supports", "supported_by", "is supported by"),
)


def _all() -> dict[str, Predicate]:
    listed = {name: Predicate(name, wording) for name, wording in _ATTRIBUTES.items()}
    for name, wording, inverse, inverse_wording in _RELATIONS:
        listed[name] = Predicate(name, wording, inverse)
        if inverse != name:
            listed[inverse] = Predicate(inverse, inverse_wording, name, written=False)
    return listed


PREDICATES = MappingProxyType(_all())
"""Every predicate by its name."""


def wording(predicate: str, *, negated: bool = False, plural: bool = False) -> str:
    """Return the words for a predicate: ``fights``, negated ``does not fight``; ``is wary of``, ``is not wary of``.

    `plural` is for what is spoken of as many: ``fight``, ``do not fight``, ``are wary of``. An attribute's
    wording is its label. A name that is not in the list is shown with spaces for its underscores.
    """
    known = PREDICATES.get(predicate)
    words = known.wording if known else predicate.replace("_", " ")
    if known is None or not known.is_relation:
        return f"{words} (not)" if negated else words
    verb, _, rest = words.partition(" ")
    article, _, noun = rest.partition(" ")
    if plural and verb in _BE and article in {"a", "an"}:
        rest = _nouns(noun)
    if verb == "has" and article in _PARTICIPLES:
        return f"{'have' if plural else verb}{' not' if negated else ''} {rest}"
    return " ".join(filter(None, (_verb(verb, negated=negated, plural=plural), rest)))


_BE = {"is": "are", "was": "were"}
# Deeds are told in the perfect, which is true of what goes on and of what is over.
_PARTICIPLES = frozenset(
    "been condemned conquered hosted made negotiated offered pledged pressured relocated taken violated".split()
)
_PAST = {"killed": "kill", "carried": "carry"}


_NOUNS = {"ally": "allies", "spokesman": "spokesmen"}


def _nouns(words: str) -> str:
    """Put the first of `words` into the plural: ``member of``, ``members of``."""
    noun, _, rest = words.partition(" ")
    return f"{_NOUNS.get(noun, f'{noun}s')} {rest}"


def _verb(verb: str, *, negated: bool, plural: bool) -> str:
    """Put a verb of the third person singular, or of the past, into the form that is wanted."""
    if verb in _BE:
        return (_BE[verb] if plural else verb) + (" not" if negated else "")
    if verb in _PAST:
        return f"did not {_PAST[verb]}" if negated else verb
    base = "have" if verb == "has" else verb.removesuffix("s")
    if negated:
        return f"{'do' if plural else 'does'} not {base}"
    return base if plural else verb
