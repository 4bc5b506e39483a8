from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoneplan import Figure, Growth, Order, Policy, Share, Status, Sum, Term, decide
from zoneplan.closed_forms import status
from zoneplan.readings import DEFAULT
from zoneplan.strategies import policies, relations

if TYPE_CHECKING:
    from zoneplan import Reason
    from zoneplan.relations import Relation


def grown(base: str, rate: str, target: str) -> Growth:
    """Five years of growth."""
    return Growth(base=Term(base, period=2020), target=Term(target, period=2025), rate=rate)


@pytest.mark.parametrize(
    ("relation", "expected"),
    [
        (Sum(total="7.1亿元", parts=["3.3亿元", "3.8亿元"]), Status.CONSISTENT),
        (Sum(total="7.2亿元", parts=["3.3亿元", "3.8亿元"]), Status.CONSISTENT),
        (Sum(total="8.1亿元", parts=["3.3亿元", "3.8亿元"]), Status.INCONSISTENT),
        (Sum(total="6.1亿元", parts=["3.3亿元", "3.8亿元"]), Status.INCONSISTENT),
        (Sum(total="10.5亩", parts=["3.3亩", "4800.0平方米"]), Status.CONSISTENT),
        (Share(part="24.0亿元", whole="50.0亿元", share="48.0%"), Status.CONSISTENT),
        (Share(part="24.0亿元", whole="50.0亿元", share="52.0%"), Status.INCONSISTENT),
        (Sum(total="7家", parts=["3家", "4家"]), Status.CONSISTENT),
        (Sum(total="8家", parts=["3家", "4家"]), Status.INCONSISTENT),
        (Sum(total="8.0亿元", parts=["3.0亿元", "4.0亿元以上"]), Status.CONSISTENT),
        (Sum(total="6.0亿元", parts=["3.0亿元", "4.0亿元以上"]), Status.INCONSISTENT),
        (Share(part="2400亿元", whole="超5000亿元", share="48%"), Status.CONSISTENT),
        (Share(part="2400亿元", whole="超5000亿元", share="50%"), Status.INCONSISTENT),
        (grown("24亿元", "7%以上", "43亿元"), Status.CONSISTENT),
        (grown("24亿元", "12%以上", "29亿元"), Status.INCONSISTENT),
        (Share(part="1家", whole="3家", share="33.3%"), Status.CONSISTENT),
        (grown("10.0亿元", "-3.0%", "8.6亿元"), Status.CONSISTENT),
        (grown("24.00亿元", "7.0%", "33.66亿元"), Status.CONSISTENT),
        (grown("24.00亿元", "7.0%", "43.66亿元"), Status.INCONSISTENT),
    ],
)
def test_common_relations_are_decided_at_once(relation: Relation, expected: Status) -> None:
    """When nothing about them is unusual."""
    assert expected is status(relation, DEFAULT)


@pytest.mark.parametrize(
    "relation",
    [
        Sum(total="7亿元", parts=["10亿元", "3亿元"], weights=[1, -1]),
        Sum(total="7亿元", parts=["3亿元"], partial=True),
        Sum(total="7亿元", parts=["3亿元", None]),
        Sum(total="3亿元以上", parts=["3亿元", "4亿元以内"], partial=True),
        Sum(total="7亿元以上", parts=["0亿元", "0亿元以上"]),  # whether there is power to refute
        Sum(total="7万家", parts=["3.2万家", "4.1万家"]),
        Sum(total="9亿元", parts=["3亿元", "约4亿元"]),
        Sum(total="7亿元", parts=[Term("3亿元", name="x"), Term("3亿元", name="x")]),
        Sum(total="8亿元", parts=["3亿元", "3亿元"]),  # a matter of reading
        Share(part="24亿元", whole="50亿元", share="48%", may_exceed=True),
        Share(part="24亿元", whole="50亿元", share="120%"),
        Share(part="24亿元", whole="0亿元", share="48%"),
        Share(part="0亿元", whole="50亿元", share="0%"),
        Share(part="24亿元", whole="50亿元", share=None),
        grown("24亿元", "7%左右", "43亿元"),
        grown("24亿元", "-100%", "0亿元"),
        Growth(base=Term("5亿元", period=2020), target=Term("5亿元", period=2022), rate="1%", method="mean"),
        Order(smaller="5亿元", larger="6亿元"),
    ],
)
def test_unusual_relations_are_left_to_the_constraints(relation: Relation) -> None:
    """What is missing, whole, vague, used twice or close is looked at more closely."""
    assert status(relation, DEFAULT) is None


def answer(relation: Relation, policy: Policy) -> tuple[Status, tuple[Reason, ...]]:
    """What is said of a relation."""
    verdict = decide(relation, policy)
    return verdict.status, verdict.reasons


def general_answer(relation: Relation, policy: Policy) -> tuple[Status, tuple[Reason, ...]]:
    """What the constraints say of it."""
    with patch("zoneplan.closed_forms.status", return_value=None):
        return answer(relation, policy)


@given(relations(kinds=(Sum, Share, Growth)), policies())
def test_closed_forms_say_what_the_general_procedure_says(relation: Relation, policy: Policy) -> None:
    """Status and reasons are the same with and without them."""
    assert answer(relation, policy) == general_answer(relation, policy)


NUMBERS = st.decimals(-20, 2000, allow_nan=False, places=1) | st.integers(-20, 2000).map(Decimal)


@given(
    st.sampled_from((("亿元", "千万元"), ("家", "万家"), ("公顷", "亩"), ("%", "‰"))),
    st.lists(st.tuples(NUMBERS, st.booleans()), min_size=2, max_size=4),
    policies(),
)
def test_sums_of_any_figures_are_decided_alike(
    names: tuple[str, str], numbers: list[tuple[Decimal, bool]], policy: Policy
) -> None:
    """Negative ones, counts, and such as are printed to unlike places among them."""
    total, *parts = (Figure(number, names[is_other]) for number, is_other in numbers)
    added = sum((number for number, _ in numbers[1:]), Decimal(0))
    for whole in (total, Figure(added, names[0])):
        relation = Sum(total=whole, parts=parts)
        assert answer(relation, policy) == general_answer(relation, policy)
