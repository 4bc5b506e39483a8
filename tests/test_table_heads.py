"""Headers of tables: which field, unit and year they name."""

from __future__ import annotations

import pytest

from zoneplan.errors import UnitError
from zoneplan.locations import Location
from zoneplan.table_heads import Field, Head, head_of, known_field, told_unit

CASES = [
    (("序 号",), "number", "", None, ""),
    (("总投资（万元）",), "investment", "万元", None, ""),
    (("总投资\n(单位：亿元)",), "investment", "亿元", None, ""),
    (("计划总投资额",), "investment", "", None, ""),
    (("2024年计划投资",), "annual", "", 2024, ""),
    (("截至2023年底累计完成投资",), "done", "", 2023, ""),
    (("截至上年底累计完成投资",), "done_before", "", None, ""),
    (("1—10月完成投资（亿元）",), "done_year", "亿元", None, ""),
    (("投资完成率（%）",), "rate", "%", None, ""),
    (("资金来源",), "sources", "", None, ""),
    (("资金来源（万元）", "财政资金"), "funding", "万元", None, "财政资金"),
    (("年度投资计划", "2025年"), "annual", "", 2025, ""),
    (("总投资", "2025年"), "annual", "", 2025, ""),
    (("规划目标", "2030年"), "target", "", 2030, ""),
    (("2025年目标值",), "target", "", 2025, ""),
    (("2020年",), "level", "", 2020, ""),
    (("年均增速（%）[累计]",), "annual_rate", "%", None, ""),
    (("权重", "目标完成"), "weight", "", None, "目标完成"),
    (("牵头单位",), "lead", "", None, ""),
    (("完成时限",), "deadline", "", None, ""),
    (("占地（亩）",), None, "亩", None, ""),
    (("总投资（含税）",), None, "", None, ""),
    (("甲方",), None, "", None, ""),
]


@pytest.mark.parametrize(("levels", "field", "unit", "year", "detail"), CASES)
def test_headers_are_known_by_their_words(
    levels: tuple[str, ...], field: str | None, unit: str, year: int | None, detail: str
) -> None:
    """A header names its field, its unit and its year; one that is not known names no field."""
    head = head_of(levels, Location(), 3)
    found = (head.field and head.field.value, str(head.unit or ""), head.year, head.detail, head.column)
    assert (field, unit, year, detail, 3) == found


def test_two_levels_are_written_as_one_header() -> None:
    """Levels are joined by a slash; a year under a word is read as one header, as other tables print it."""
    shown = [head_of(levels, Location(), 1).text for levels in (("资金来源", "自筹"), ("目标值", "2025年"))]
    assert ["资金来源/自筹", "2025年目标值"] == shown


def test_no_header_is_no_field() -> None:
    """A column without any text has a head without a field."""
    assert Head(text="", field=None, place=Location(), column=1) == head_of((), Location(), 1)


def test_units_of_a_table_are_told_by_its_lines() -> None:
    """One unit or several, in brackets or behind a title; other lines state none."""
    told = ["单位：万元", "（单位：亿元、%）", "2024年项目表（金额单位:万元）", "填报单位：经发局", "项目表"]
    assert [["万元"], ["亿元", "%"], ["万元"], [], []] == [
        [str(one) for one in told_unit(text)] for text in told
    ]
    with pytest.raises(UnitError):
        told_unit("单位：亿员")


def test_every_field_can_be_named() -> None:
    """Each field is known by a word, or stands under a head of its own."""
    nested = {Field.FUNDING, Field.LEVEL, Field.BASE, Field.REACHED, Field.TARGET, Field.ANNUAL_RATE}
    words = {
        Field.BASE: "基期", Field.REACHED: "完成值", Field.TARGET: "目标值", Field.ANNUAL_RATE: "年均增速",
        Field.LEVEL: "2020年",
    }  # fmt: skip
    assert {field for field in nested if field in words} == {
        field for field, word in words.items() if known_field(word) is field
    }
