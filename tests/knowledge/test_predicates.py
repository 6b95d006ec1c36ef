from __future__ import annotations

import pytest

from bot.knowledge.predicates import PREDICATES, wording


@pytest.mark.parametrize("name", PREDICATES)
def test_the_inverse_of_a_relation_leads_back(name: str) -> None:
    inverse = PREDICATES[name].inverse
    assert inverse is None or PREDICATES[inverse].inverse == name


def test_of_a_relation_and_its_inverse_one_is_written() -> None:
    for predicate in PREDICATES.values():
        if predicate.inverse and predicate.inverse != predicate.name:
            assert predicate.written != PREDICATES[predicate.inverse].written


@pytest.mark.parametrize(
    ("name", "plain", "negated", "plural", "plural_negated"),
    [
        ("shelters", "shelters", "does not shelter", "shelter", "do not shelter"),
        (
            "sheltered_by",
            "is offered shelter by",
            "is not offered shelter by",
            "are offered shelter by",
            "are not offered shelter by",
        ),
        ("wary_of", "is wary of", "is not wary of", "are wary of", "are not wary of"),
        ("killed_by", "was killed by", "was not killed by", "were killed by", "were not killed by"),
        ("killed", "killed", "did not kill", "killed", "did not kill"),
        ("has_ally", "has as an ally", "does not have as an ally", "have as an ally", "do not have as an ally"),
        ("moves_to", "moves to", "does not move to", "move to", "do not move to"),
        ("takes_over", "has taken over", "has not taken over", "have taken over", "have not taken over"),
        ("hosted_by", "has been hosted by", "has not been hosted by", "have been hosted by", "have not been hosted by"),
        ("placates", "seeks to placate", "does not seek to placate", "seek to placate", "do not seek to placate"),
        ("among", "is among", "is not among", "are among", "are not among"),
        ("ally_of", "is an ally of", "is not an ally of", "are allies of", "are not allies of"),
        ("member_of", "is a member of", "is not a member of", "are members of", "are not members of"),
        ("status", "status", "status (not)", "status", "status (not)"),
        ("unheard_of", "unheard of", "unheard of (not)", "unheard of", "unheard of (not)"),
    ],
)
def test_a_predicate_is_worded(name: str, plain: str, negated: str, plural: str, plural_negated: str) -> None:
    assert (wording(name), wording(name, negated=True)) == (plain, negated)
    assert (wording(name, plural=True), wording(name, negated=True, plural=True)) == (plural, plural_negated)


RELATIONS = [name for name, predicate in PREDICATES.items() if predicate.is_relation]


@pytest.mark.parametrize("name", RELATIONS)
def test_every_relation_can_be_told_of_many(name: str) -> None:
    verb = wording(name, plural=True).split()[0]
    assert verb in {"are", "were", "have", "killed", "carried"} or f"{verb}s" == wording(name).split()[0]
