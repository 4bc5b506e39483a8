"""What stands beside the amount of a phrase: understood, or the phrase is refused."""

from __future__ import annotations

import pytest

from zoneplan import Figure, parse_figure
from zoneplan.errors import AmountError
from zoneplan.residue import counted_per, stray_in
from zoneplan.scanner import phrases_in
from zoneplan.spelling import folded


@pytest.mark.parametrize(
    ("text", "stray"),
    [
        ("5亿元:3亿元", ":"),
        ("5亿元→8亿元", "→"),
        ("不低于上年的3%", "不低于"),
        ("比上年低3%", "低"),
        ("比上年少3亿元", "少"),
        ("少增5亿元", "少增"),
        ("3家次", "次"),
        ("每人每月500元", "每月"),
        ("缩短办理时限30天", "缩短办理时限"),
        ("每千老年人口养老床位40张", "每千"),
        ("5亿元起", "起"),
        ("三分之一强", "强"),
        ("5%和8%之间", "之"),
        ("—3亿元", "—"),
        ("5亿元x3", "x"),
        ("5㏊", "㏊"),
        ("3亿元(美元)", "美元"),
        ("3亿元(约)", "约"),
        ("300人（次）", "次"),
        ("400(亿元)", "亿元"),
        ("营业收入(亿元)400", "亿元"),
        ("净利润(5)", "(5)"),
        ("（5亿元）", "(5亿元)"),
        ("营业收入(亿元)400亿元", None),
        ("总投资5亿元（含税）", None),
        ("5%(含)以上", None),
        ("新增减税降费约5,000亿元", None),
        ("至少3家", None),
    ],
)
def test_what_bears_on_the_value_is_told(text: str, stray: str | None) -> None:
    """Words, signs and units beside an amount that are no part of it."""
    phrases, unread = phrases_in(text)
    names = [(one.start, one.end) for one in unread if one.is_name]
    assert stray == stray_in(folded(text), phrases, names)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("每万人90件", "件/万人"),
        ("每万人口发明专利拥有量为108件", "件/万人"),
        ("每千人口床位7.2张", "张/千人"),
        ("每平方公里3亿元", "亿元/平方公里"),
        ("每户最高50万元", "万元/户"),
        ("每百人30部", None),
        ("每10万人3人", None),
        ("每3年翻一番", None),
        ("每1个扣0.3分", "分"),
        ("每股1.95港元", "港元"),
        ("每亩增长3%", "%"),
        ("亩均税收2.98万元/亩", "万元/亩"),
        ("人均5万元", "万元"),
    ],
)
def test_what_it_is_counted_per_is_in_the_unit(text: str, unit: str | None) -> None:
    """每万人 and 每亩 make another unit; where no unit says it, there is no figure."""
    (phrase,), _ = phrases_in(text)
    counted = counted_per(phrase)
    assert unit == (None if counted is None else counted.parts[0].unit.name)


@pytest.mark.parametrize(
    "text",
    ["每百人30部", "每人每年5万元", "投资5亿元的项目3个", "连续三年前五", "5亿元:3亿元"],
)
def test_a_phrase_that_says_more_than_a_figure_is_refused(text: str) -> None:
    """Of two statements neither is chosen."""
    with pytest.raises(AmountError):
        parse_figure(text)


def test_the_unit_of_a_phrase_is_that_of_its_figure() -> None:
    """每万人90件 is the figure 90件/万人."""
    assert Figure.parse("90件/万人") == parse_figure("每万人90件")
