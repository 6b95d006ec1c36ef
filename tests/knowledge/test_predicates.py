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
    ("name", "plain", "negated"),
    [
        ("shelters", "shelters", "does not shelter"),
        ("sheltered_by", "is sheltered by", "is not sheltered by"),
        ("wary_of", "is wary of", "is not wary of"),
        ("killed_by", "was killed by", "was not killed by"),
        ("has_member", "has as a member", "does not have as a member"),
        ("cooperates_with", "cooperates with", "does not cooperate with"),
        ("status", "status", "status (not)"),
        ("unheard_of", "unheard of", "unheard of (not)"),
    ],
)
def test_a_predicate_is_worded(name: str, plain: str, negated: str) -> None:
    assert (wording(name), wording(name, negated=True)) == (plain, negated)
