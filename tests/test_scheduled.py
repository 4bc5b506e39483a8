from __future__ import annotations

from fractions import Fraction

import pytest

from zoneplan.errors import ScheduleError
from zoneplan.figures import Figure
from zoneplan.periods import Period
from zoneplan.scheduled import SchedulePoint, check_single
from zoneplan.schedules import LevelSchedule, ShareSchedule

LINE = "on the straight line"
CURVE = ShareSchedule({"2020-01/03": "20%", "2020-01/06": "45%", "2020": "100%"})
LEVELS = LevelSchedule({"2022": "2600亿元", "2025": "30000000万元"})


def test_answers_say_what_they_rest_on() -> None:
    """A share between two points says between which; a stated one says nothing of the kind."""
    sentences = [
        (one.message, one.message_zh)
        for one in (
            CURVE.at("2020-03", 2020, 2020),
            CURVE.at("2020-02", 2020, 2020),
            ShareSchedule({"2020-06": "45%"}).at("2020-09", 2020, 2020),
            LEVELS.scheduled_level("2023", 2021, 2025),
            LEVELS.scheduled_level("2025", 2021, 2025),
        )
    ]
    assert [
        ("20 % is scheduled after 3 of 12 months", "12个月中过去3个月，序时进度为20%"),
        (
            f"≈13.333333 % is scheduled after 2 of 12 months, {LINE} from the start to 20% by 2020-01/03",
            "12个月中过去2个月，序时进度为≈13.333333%，按起点与2020-01/03的20%之间的直线推算",
        ),
        (
            "72.5 % is scheduled after 9 of 12 months, on the straight line from 45% by 2020-06 to the end",
            "12个月中过去9个月，序时进度为72.5%，按2020-06的45%与终点之间的直线推算",
        ),
        (
            "≈27333333 万元 is scheduled, on the straight line from 2600亿元 by 2022 to 3000亿元 by 2025",
            "应达到≈27333333万元，按2022的2600亿元与2025的3000亿元之间的直线推算",
        ),
        ("30000000 万元 is scheduled", "应达到30000000万元"),
    ] == sentences


def test_a_point_keeps_its_period_and_figure() -> None:
    """Texts are read, and qualifying words do not move the number."""
    point = SchedulePoint("2022年", "2600亿元以上")
    assert (Period.year(2022), Fraction(2600), "2600亿元以上 by 2022") == (
        point.by,
        point.figure.exact,
        str(point),
    )


@pytest.mark.parametrize(("text", "what"), [("5—6%", "a range"), ("提高2个百分点", "a change")])
def test_what_is_no_single_number_is_refused(text: str, what: str) -> None:
    """A range and a change are not what should be reached by then."""
    with pytest.raises(ScheduleError) as caught:
        check_single(Figure.parse(text), "2025")
    assert (
        f"expected one number for 2025, got {what}: {text}\nwrite the share or level that should be reached"
    ) == str(caught.value)
