"""Rows of tables: what counts, what is a sum of it, and what is checked."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoneplan.errors import MetricError
from zoneplan.findings import Severity
from zoneplan.foreign_tables import ForeignTable, table_of
from zoneplan.locations import Part
from zoneplan.sheets import Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

HEADS = ("序号", "类别", "项目名称", "总投资（亿元）")


def table(*rows: Sequence[Any], heads: Sequence[Any] = HEADS) -> ForeignTable:
    """Read a table of rows under heads."""
    return table_of(Sheet("a.xlsx", Part("表"), (tuple(heads), *(tuple(row) for row in rows))))


def kinds(found: ForeignTable) -> list[str]:
    """Give the kinds of all rows."""
    return [row.kind.value for row in found.rows]


def test_subtotals_stand_below_or_above_their_items() -> None:
    """小计 sums the items of its category, else those before it, else those below it."""
    below = table([1, None, "甲", 1.0], [2, None, "乙", 2.0], [None, None, "小计", 9.0], [3, None, "丙", 4.0])
    above = table([None, None, "小计", 9.0], [1, None, "甲", 1.0], [2, None, "乙", 2.0])
    within = table(
        [1, "工业", "甲", 1.0], [None, "工业", "小计", 9.0], [2, "工业", "乙", 2.0], [3, "农业", "丙", 5.0]
    )
    for found in (below, above, within):
        assert ["'小计' states 9亿元 in 总投资（亿元）, its 2 items come to 3亿元: 6亿元 too little"] == [
            one.message for one in found.findings
        ]


def test_several_totals_are_subtotals_of_the_last() -> None:
    """Of 合计 beside 总计 each sums its own block, and 总计 all of them."""
    found = table(
        [1, None, "甲", 1], [None, None, "合计", 1], [2, None, "乙", 2], [None, None, "合 计", 2],
        [None, None, "总计", 3],
    )  # fmt: skip
    assert ["item", "subtotal", "item", "subtotal", "total"] == kinds(found)
    assert (3, ()) == (found.checked, found.findings)
    without = table([1, None, "甲", 1], [None, None, "合计", 1], [2, None, "乙", 2], [None, None, "合计", 2])
    assert ["item", "subtotal", "item", "subtotal"] == kinds(without)


def test_subtotals_without_items_count_in_the_total() -> None:
    """A summary lists subtotals alone: the total is their sum."""
    found = table([None, None, "工业小计", 1], [None, None, "农业小计", 2], [None, None, "总计", 9])
    assert ["'总计' states 9亿元 in 总投资（亿元）, its 2 items come to 3亿元: 6亿元 too little"] == [
        one.message for one in found.findings
    ]


def test_sections_hold_sections() -> None:
    """Lines of two levels sum what stands under them, to the next line of their level."""
    found = table(
        ["一", None, "产业", 3], ["（一）", None, "工业", 3], [1, None, "甲", 1], [2, None, "乙", 2],
        ["二", None, "民生", None], [3, None, "丙", 4], [None, None, "总计", 7],
    )  # fmt: skip
    assert ["subtotal", "subtotal", "item", "item", "heading", "item", "total"] == kinds(found)
    assert [(), ("产业",), ("产业", "工业"), ("产业", "工业"), (), ("民生",), ("民生",)] == [
        row.section for row in found.rows
    ]
    assert (3, ()) == (found.checked, found.findings)
    assert ["subtotal", "subtotal"] == kinds(
        table(["一", None, "产业", 3], ["（一）", None, "工业", 3], [None, None, "总计", 3])
    )[:2]


def test_rows_all_numbered_in_chinese_are_items() -> None:
    """一, 二 and 三 number the projects where nothing else does."""
    assert ["item", "item"] == kinds(table(["一", None, "甲", 1], ["二", None, "乙", 2]))


def test_parts_are_never_more_than_the_whole() -> None:
    """其中 may leave something out, but not exceed what it is part of."""
    rows: list[list[Any]] = [[1, None, "甲", "5.0"], [None, None, "其中：土建", "3.0"]]
    assert (1, ()) == ((found := table(*rows)).checked, found.findings)
    wrong = table(*rows, [None, None, "　　设备", "4.0"])
    assert ["'甲' states 5.0亿元 in 总投资（亿元）, its 2 parts come to 7亿元: 2亿元 too much"] == [
        one.message for one in wrong.findings
    ]
    assert ["item", "part", "item"] == kinds(table(*rows, [2, None, "设备", 4]))


def test_vague_totals_are_advice() -> None:
    """A total that agrees only if 约 is taken loosely is told, and is no error."""
    found = table([1, None, "甲", "1.0"], [2, None, "乙", "约2.0"], [None, None, "合计", "3.3"])
    assert [Severity.ADVICE] == [one.severity for one in found.findings]
    assert found.findings[0].message_zh


def test_other_units_are_not_added() -> None:
    """What cannot be added is not checked, and says so."""
    found = table(["甲", "亿元", 1], ["乙", "家", 2], ["合计", "亿元", 3], heads=("项目名称", "单位", "数值"))
    assert 1 == len(found.not_checked)


def test_fields_are_named_by_words() -> None:
    """A row gives a cell by the field or its word; a word that is none is refused."""
    (row,) = table([1, "工业", "甲", 1]).rows
    assert ("甲", "1亿元", None) == (row.text("name"), str(row.cell("investment").figure), row.cell("lead"))  # type: ignore[union-attr]  # it is there
    with pytest.raises(MetricError):
        row.cell("cost")


AMOUNTS = st.lists(st.integers(0, 10**6).map(lambda number: Decimal(number) / 100), min_size=1, max_size=12)


@given(AMOUNTS, st.randoms(use_true_random=False))
def test_a_true_total_is_never_contradicted(amounts: list[Decimal], chance: Any) -> None:
    """Items that come to their total are borne out, in any order."""
    chance.shuffle(amounts)
    rows = [[number, None, f"项目{number}", f"{amount:.2f}"] for number, amount in enumerate(amounts, 1)]
    found = table(*rows, [None, None, "合计", f"{sum(amounts):.2f}"])
    assert ((), (), 1) == (found.findings, found.problems, found.checked)


@given(AMOUNTS, st.integers(1, 10**6))
def test_a_total_beyond_rounding_is_always_found(amounts: list[Decimal], beyond: int) -> None:
    """A total that differs by more than all roundings together, one unit of the last place for each."""
    gap = Decimal(len(amounts) + 1 + beyond) / 100
    rows = [[number, None, f"项目{number}", f"{amount:.2f}"] for number, amount in enumerate(amounts, 1)]
    found = table(*rows, [None, None, "合计", f"{sum(amounts) + gap:.2f}"])
    assert ["SUM-TOTAL"] == [one.code for one in found.findings]
    assert "表!D" in str(found.findings[0].place)


@given(AMOUNTS, st.integers(0, 11))
def test_a_missing_item_is_not_zero(amounts: list[Decimal], at: int) -> None:
    """With a gap among the items the total is not checked, unless they exceed it already."""
    cells: list[str] = [f"{amount:.2f}" for amount in amounts]
    cells.insert(at % (len(cells) + 1), "—")
    rows = [[number, None, f"项目{number}", cell] for number, cell in enumerate(cells, 1)]
    found = table(*rows, [None, None, "合计", f"{sum(amounts) + 5:.2f}"])
    assert ((), 1) == (found.findings, len(found.not_checked))
