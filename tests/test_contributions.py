"""What the parts of a plan or program report together."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs
import pytest

from zoneplan import Action, AnnualRate, Metric, Observation, Plan, Program, Project, Target
from zoneplan.listing import Printing
from zoneplan.standing_listing import _notes

if TYPE_CHECKING:
    from zoneplan import Standing

INVESTED = Metric(id="inv", name="投资", unit="亿元", kind="flow", across="sum", over_time="sum")
LAND = Metric(
    id="inv", name="用地", unit="公顷", kind="stock", across="sum", over_time="last", direction="lower"
)


def stand(metric: Metric, goal: str, *parts: dict[str, Any], as_of: str = "2022", **fields: Any) -> Standing:
    """Give where a plan's target stands by what its programs report."""
    programs = [
        Program(
            id=f"g{number}",
            name=f"方案{number}",
            observations=[
                Observation(metric="inv", period=period, figure=one) for period, one in part.items()
            ],
        )
        for number, part in enumerate(parts)
    ]
    aim = Target(metric="inv", by=2022, goal=goal)
    plan = Plan(id="p", name="规划", metrics=[metric], targets=[aim], programs=programs, **fields)
    return plan.progress(as_of)[0]  # type: ignore[no-any-return]  # a sequence of standings


@pytest.mark.parametrize(
    ("parts", "as_of", "expected"),
    [
        ([{"2022": "55.0亿元"}, {"2022": "55.0亿元"}], "2022", ("met", Fraction(11, 10), (2, 2))),
        ([{"2022": "55.0亿元"}, {}], "2022", ("unknown", None, (1, 2))),
        ([{"2022": "101亿元"}, {}], "2022", ("met", None, (1, 2))),
        ([{}, {}], "2022", ("unreported", None, None)),
        # a half year of one part is the two quarters of the other
        (
            [{"2022Q1": "10亿元", "2022Q2": "20亿元"}, {"2022-01/06": "20亿元"}],
            "2022-06",
            ("on_track", Fraction(1, 2), (2, 2)),
        ),
        # what one of them has not told yet is left out of both
        (
            [{"2022-01/03": "10亿元", "2022-01/06": "50亿元"}, {"2022-01/03": "20亿元"}],
            "2022-06",
            ("on_track", Fraction(3, 10), (2, 2)),
        ),
    ],
)
def test_a_plan_that_reports_nothing_is_told_by_its_parts(
    parts: list[dict[str, Any]], as_of: str, expected: tuple[Any, ...]
) -> None:
    """What every part tells is added; a part that never reported is not zero."""
    one = stand(INVESTED, "100亿元", *parts, as_of=as_of)
    assert expected == (one.status.value, one.completion, one.parts)


def test_the_row_says_from_how_many_parts() -> None:
    """Beside the numbers stands what they were added from, in both languages."""
    one = stand(INVESTED, "100亿元", {"2022": "55亿元"}, {"2022": "44亿元"})
    assert "from 2 of 2 parts, as nothing was reported of the whole" in _notes(one, Printing())
    assert "整体没有上报，由2个部分中的2个相加" in _notes(one, Printing(language="zh"))


def grown(*parts: dict[str, Any], own: Any = ()) -> Standing:
    """Give where yearly growth from 2020 stands by what programs report for parts of 2022."""
    base = Observation(metric="inv", period="2020", figure="10亿元", aspect="baseline")
    told = [Observation(metric="inv", period=period, figure="7亿元") for period in own]
    programs = [
        Program(
            id=f"g{number}",
            name=f"方案{number}",
            observations=[Observation(metric="inv", period=one, figure=text) for one, text in part.items()],
        )
        for number, part in enumerate(parts)
    ]
    aim = Target(metric="inv", by=2025, goal=AnnualRate("6%左右"))
    plan = Plan(
        id="p", name="规划", metrics=[INVESTED], targets=[aim], programs=programs, observations=[base, *told]
    )
    return plan.progress("2022")[0]  # type: ignore[no-any-return]  # a sequence of standings


def test_parts_that_write_the_same_months_in_two_ways_are_added_once() -> None:
    """2022Q1 and 2022-01/03 are the same months, and the sum of the parts for them is told once."""
    rest = {"2022Q2": "1亿元", "2022H2": "2亿元"}
    one = grown({"2022Q1": "1亿元", **rest}, {"2022-01/03": "3亿元", **rest})
    assert ("10亿元", (2, 2)) == (str(one.actual), one.parts)


def test_months_that_the_plan_reports_itself_are_not_added_to() -> None:
    """Of a month the report of the plan itself comes before the sum of its parts."""
    months = {f"2022-{month:02}": "1亿元" for month in range(1, 13)}
    one = grown(months, own=["2022-01"])
    assert ("18亿元", (1, 1)) == (str(one.actual), one.parts)


def test_why_some_parts_are_not_enough() -> None:
    """The reason counts the parts, and each report behind the sum is named."""
    one = stand(INVESTED, "100亿元", {"2022": "55亿元"}, {"2022": "44亿元"}, {})
    assert ("only 2 of 3 parts are reported", "3个部分中只上报了2个") == (one.reason(), one.reason("zh"))
    assert ["programs[0].observations[0]", "programs[1].observations[0]"] == [
        entry.path for entry in one.reports
    ]
    assert (None, None, {}) == (one.gap, one.pace, one.measures())


def test_what_a_plan_reports_itself_comes_first() -> None:
    """A whole that is reported is never added to its parts, and parts are not asked."""
    own = Observation(metric="inv", period=2022, figure="90亿元")
    one = stand(INVESTED, "100亿元", {"2022": "55亿元"}, {"2022": "55亿元"}, observations=[own])
    assert (None, Fraction(9, 10)) == (one.parts, one.completion)
    lone = attrs.evolve(INVESTED, across="none")
    assert "unreported" == stand(lone, "100亿元", {"2022": "55亿元"}).status.value


def test_a_cap_on_levels_is_broken_by_some_of_the_parts() -> None:
    """Land in use of one part alone lies above the cap of all."""
    assert "missed" == stand(LAND, "100公顷", {"2022": "101公顷"}, {}).status.value
    assert "unknown" == stand(LAND, "100公顷", {"2022": "99公顷"}, {}).status.value
    assert "met" == stand(LAND, "100公顷", {"2022": "60公顷"}, {"2022-12": "40公顷"}).status.value


def test_a_project_of_two_programs_is_added_once() -> None:
    """However many ways lead to a part, it counts once."""
    seen = [Observation(metric="inv", period=2022, figure="60亿元")]
    programs = [
        Program(id=f"g{number}", name="方案", actions=[Action(id=f"a{number}", name="行动")])
        for number in (0, 1)
    ]
    project = Project(id="x", name="项目", serves=["a0", "a1"], observations=seen)
    aim = Target(metric="inv", by=2022, goal="100亿元")
    plan = Plan(id="p", name="规划", metrics=[INVESTED], targets=[aim], programs=programs, projects=[project])
    (one,) = plan.progress("2022")
    assert ("60亿元", (1, 1), "missed") == (str(one.actual), one.parts, one.status.value)


def test_parts_at_unlike_prices_are_not_added() -> None:
    """The reason is that of the addition."""
    from zoneplan import Figure
    from zoneplan.prices import PriceBasis

    figures = [
        Figure.parse("55亿元", price_basis=basis)
        for basis in (PriceBasis.current(), PriceBasis.constant(2020))
    ]
    one = stand(INVESTED, "100亿元", *[{"2022": figure} for figure in figures])
    assert "unknown" == one.status.value
    assert "cannot add 55亿元 at current prices and 55亿元 at 2020 prices" == one.reason()
