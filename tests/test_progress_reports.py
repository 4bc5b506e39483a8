"""What cities printed of their major projects, reproduced to the last digit, and what does not follow.

The figures are those of reports of development and reform commissions: three of 江门市, of which the first
does not print its year (2017 stands for it), 汉中市 of August 2018, 闽侯县 of June 2023. Each is cited by its
agency and what it is about. Lines whose planned amount is not printed, as those of 汉中's groups, state a
completion that nobody can work out again, and are left out.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import attrs
import pytest

from zoneplan import Metric, Observation, Period, Plan, Source, Target
from zoneplan.figures import total
from zoneplan.standings import Standing, TargetStatus

INVESTED = Metric(id="invested", name="完成投资", unit="亿元", kind="flow", over_time="sum")
JIANGMEN = Source(document="江门市发展和改革局：市重点项目建设进展情况通报")
HANZHONG = Source(document="汉中市发展和改革委员会：2018年1—8月全市重点项目进展情况通报", date="2018-09-19")
MINHOU = Source(document="闽侯县发展和改革局：2023年上半年重点项目进展情况", date="2023-07-12")


@attrs.frozen
class Printed:
    """A line of a report: planned, done, and the completion and lead over time that are printed beside it."""

    source: Source
    group: str
    period: str
    planned: str
    done: str
    completion: str
    lead: str | None = None

    def standing(self) -> Standing:
        """Give where the year's plan stands by `plan.progress`."""
        period = Period.parse(self.period)
        done = Observation(metric="invested", period=period, figure=f"{self.done}亿元", source=self.source)
        aim = Target(metric="invested", by=period.first_year, goal=f"{self.planned}亿元", source=self.source)
        plan = Plan(id="projects", name="重点项目", metrics=[INVESTED], observations=[done], targets=[aim])
        (found,) = plan.progress(period)
        return found


def as_printed(share: Fraction | None, like: str) -> str:
    """Write a share in per cent with as many digits as another number, halves away from zero."""
    assert share is not None
    exact = share * 100
    number = Decimal(exact.numerator) / Decimal(exact.denominator)
    places = Decimal(1).scaleb(Decimal(like).as_tuple().exponent)  # type: ignore[arg-type]  # a finite number
    return str(number.quantize(places, ROUND_HALF_UP))


REPRODUCED = [
    Printed(JIANGMEN, "全部444项", "2017-01/10", "647.4", "629.0", "97.2", "13.8"),
    Printed(JIANGMEN, "全部710项", "2021-01/03", "1015", "313.64", "30.9", "5.90"),
    Printed(JIANGMEN, "全部348项", "2018-01/10", "565.6", "482.0", "85.2"),
    Printed(HANZHONG, "全部458项", "2018-01/08", "853.8", "622.2", "73"),
    Printed(HANZHONG, "省级17项", "2018-01/08", "258.08", "277.58", "107.56"),
    Printed(MINHOU, "全部530项", "2023-01/06", "561.86", "362.32", "64.49"),
    Printed(MINHOU, "在建185项", "2023-01/06", "327.53", "235.8", "72"),
    Printed(MINHOU, "计划新开工157项", "2023-01/06", "194.54", "101.97", "52.42"),
]
NOT_REPRODUCED = [
    (Printed(MINHOU, "预备188项", "2023-01/06", "39.78", "24.56", "61.73"), "61.74"),
]


@pytest.mark.parametrize("line", REPRODUCED, ids=lambda line: f"{line.period}-{line.group}")
def test_completions_are_reproduced_to_their_last_digit(line: Printed) -> None:
    """Done over planned, rounded as it is printed, is the completion that the report states."""
    assert line.completion == as_printed(line.standing().completion, line.completion)


@pytest.mark.parametrize("line", [line for line in REPRODUCED if line.lead], ids=lambda line: line.group)
def test_leads_over_time_are_reproduced_to_their_last_digit(line: Printed) -> None:
    """Completion less elapsed months over twelve is the lead over time progress (超过时间进度) it states."""
    assert line.lead is not None
    assert line.lead == as_printed(line.standing().gap, line.lead)


@pytest.mark.parametrize(("line", "follows"), NOT_REPRODUCED, ids=lambda one: str(getattr(one, "group", one)))
def test_a_completion_that_does_not_follow_is_found(line: Printed, follows: str) -> None:
    """闽侯 prints 61.73 % for its reserve, where 24.56 of 39.78 is 61.74: one unit of the last digit off.

    Rounding explains it: the two amounts were rounded themselves, and what they can be allows 61.73.
    """
    standing = line.standing()
    assert follows == as_printed(standing.completion, line.completion)
    assert standing.completion_range is not None
    assert Fraction(6173, 10_000) in standing.completion_range


def test_exactly_one_printed_completion_is_not_reproduced() -> None:
    """Of nine completions whose amounts are printed eight are reproduced, and one is named as not."""
    lines = [*REPRODUCED, *(line for line, _ in NOT_REPRODUCED)]
    wrong = [
        (line.group, line.completion)
        for line in lines
        if as_printed(line.standing().completion, line.completion) != line.completion
    ]
    assert [("预备188项", "61.73")] == wrong


def test_more_than_planned_is_done() -> None:
    """汉中's provincial projects are past their year's plan in August: 107.56 %, and met."""
    standing = REPRODUCED[4].standing()
    assert TargetStatus.MET is standing.status
    assert standing.pace is None


STARTED = Metric(id="started", name="开工项目", unit="个", kind="count", over_time="sum")


@pytest.mark.parametrize(
    ("period", "started", "planned", "stated", "follows"),
    [
        ("2017-01/10", 206, 255, "80.8", "80.8"),
        ("2021-01/03", 129, 270, "47", "48"),
        ("2021-01/03", 129, 270, "47.8", "47.8"),
    ],
)
def test_starts_that_were_cut_off_are_found(
    period: str, started: int, planned: int, stated: str, follows: str
) -> None:
    """江门 states 47 % for 129 starts of 270, which are 47.8 %: cut off, where rounding gives 48."""
    months = Period.parse(period)
    done = Observation(metric="started", period=months, figure=f"{started}个", source=JIANGMEN)
    aim = Target(metric="started", by=months.first_year, goal=f"{planned}个", source=JIANGMEN)
    plan = Plan(id="projects", name="重点项目", metrics=[STARTED], observations=[done], targets=[aim])
    (standing,) = plan.progress(months)
    assert follows == as_printed(standing.completion, stated)
    assert (stated == follows) == (stated != "47")


def test_the_parts_of_hanzhong_leave_something_over() -> None:
    """汉中's three groups have 618.85亿元 done where all have 622.2: 3.35 that rounding does not explain.

    The fourth group, 前期, has no figure printed and may hold it.
    """
    parts = total(["454.31亿元", "124.06亿元", "40.48亿元"])
    assert "618.85亿元" == str(parts)
    assert "3.35亿元" == str(total(["622.2亿元"]) - parts)
    assert not parts.strict.overlaps(total(["622.2亿元"]).strict)


def test_the_parts_of_minhou_differ_by_rounding_only() -> None:
    """闽侯's parts give 561.85 planned and 362.33 done, each within rounding of the totals it prints."""
    for printed, parts in (
        ("561.86亿元", ["327.53亿元", "194.54亿元", "39.78亿元"]),
        ("362.32亿元", ["235.8亿元", "101.97亿元", "24.56亿元"]),
    ):
        assert total(parts).strict.overlaps(total([printed]).strict)
