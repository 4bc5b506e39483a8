from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from plan_texts import plan_of
from zoneplan import read_plan
from zoneplan.pages import Link, Number, Page, PageCell, Result
from zoneplan.plan_sheets import DERIVED, METRICS, TABLES
from zoneplan.workbook_pages import plan_pages, template_pages

if TYPE_CHECKING:
    from zoneplan import Plan

EXAMPLES = Path(__file__).parent.parent / "examples"

# Made up for these tests.
METRIC = "metrics: [{id: gdp, name: 生产总值, unit: 亿元, kind: flow, direction: higher, over_time: sum}]\n"


def page(plan: Plan, name: str) -> Page:
    """Give one page of a plan."""
    return next(one for one in plan_pages(plan) if one.name == name)


def results(plan: Plan, row: int = 0) -> list[object]:
    """Give what is computed for a metric: texts and the values of formulas."""
    cells = page(plan, "主要指标").rows[row][len(METRICS.heads) :]
    return [cell.value if isinstance(cell, Result) else cell for cell in cells]


def test_the_latest_figures_stand_beside_a_metric() -> None:
    """Base, latest actual, target and how far it is, each with its period."""
    plan = plan_of(
        METRIC + "observations:\n"
        "  - {metric: gdp, period: 2020, figure: 400亿元, aspect: baseline}\n"
        "  - {metric: gdp, period: 2022, figure: 430亿元}\n"
        "  - {metric: gdp, period: 2023, figure: 440亿元, vintage: preliminary}\n"
        "  - {metric: gdp, period: 2023, figure: 450.0亿元, vintage: final}\n"
        "  - {metric: gdp, period: 2024, figure: 460亿元, aspect: forecast}\n"
        "targets: [{metric: gdp, by: 2025, level: 500亿元}]\n"
    )
    assert [Decimal(400), "2023", Decimal("450.0"), "2025", Decimal(500), Decimal("0.9")] == results(plan)


@pytest.mark.parametrize(
    "lines",
    [
        "observations: [{metric: gdp, period: 2023, figure: 约450亿元}]\n",
        "observations: [{metric: gdp, period: 2023, figure: 4500000万元}]\n",
        "observations: [{metric: gdp, period: 2023, figure: 1亿元, subject: x}, "  # noqa: ISC004  # one text
        "{metric: gdp, period: 2023, figure: 2亿元, subject: y}]\n",
        "observations: [{metric: gdp, period: 2023, figure: 1亿元}, "  # noqa: ISC004  # one text
        "{metric: gdp, period: 2023, figure: 2亿元}]\n",
    ],
    ids=["no number", "another unit", "several subjects", "contradicting"],
)
def test_what_is_not_clear_is_not_shown(lines: str) -> None:
    """No figure is chosen at will."""
    assert [None] * 6 == results(plan_of(METRIC + lines))


@pytest.mark.parametrize(
    "target",
    [
        "{metric: gdp, by: 2025, level: 0亿元}",
        "{metric: gdp, by: 2025, level: {figure: 500亿元, price_basis: constant 2020}}",
    ],
)
def test_completion_is_told_of_what_can_be_compared(target: str) -> None:
    """Neither zero nor other prices are divided by."""
    observed = "observations: [{metric: gdp, period: 2023, figure: 450亿元}]\n"
    assert results(plan_of(f"{METRIC}{observed}targets: [{target}]\n"))[5] is None


def test_findings_lead_to_their_cells() -> None:
    """Each finding is linked to the cell of what it is about; what was not checked is told as well."""
    plan = read_plan(EXAMPLES / "following" / "plan.yaml")
    rows = page(plan, "检查").rows
    assert ("错误", "SUM-TOTAL", Link("数据!F10", "数据", 10, 6)) == rows[0][:3]
    figure = page(plan, "数据").rows[10 - 2][6 - 1]
    assert Number(Decimal("622.2"), 1) == figure
    assert {"错误", "提示", "未检查"} == {row[0] for row in rows}


def test_counts_are_formulas_with_values() -> None:
    """The overview counts the sheets, for viewers that compute nothing as well."""
    rows = page(read_plan(EXAMPLES / "kunshan" / "plan.yaml"), "总览").rows
    counted: dict[PageCell, PageCell] = {row[3]: row[4] for row in rows}
    assert Result("=COUNTIF('专项与行动'!$A:$A,\"行动\")", Decimal(17)) == counted["行动"]
    assert all(isinstance(one, Result) for one in counted.values())


def test_a_template_has_every_sheet_and_no_row() -> None:
    """A template is the pages of a plan that says nothing yet, with rows prepared for filling in."""
    pages = {one.name: one for one in template_pages()}
    assert ["说明", "总览", *(table.name for table in TABLES), "检查"] == list(pages)
    assert {((), 200)} == {(pages[table.name].rows, pages[table.name].spare) for table in TABLES}


def test_every_column_is_explained() -> None:
    """The first sheet names each column of each sheet."""
    told = [row[1] for row in template_pages()[0].rows if row[1] is not None]
    assert all(head.header in told for table in TABLES for head in table.heads)
    assert set(DERIVED) <= set(told)
