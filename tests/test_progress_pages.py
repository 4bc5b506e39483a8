"""The sheets of progress in a plan's workbook: what they say, what they draw, and that nobody reads them."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from hypothesis import given

from zoneplan import Metric, Observation, Plan, Target, plan_transfer, read_plan, strategies, write_plan
from zoneplan.errors import PeriodError
from zoneplan.files import parse_plan
from zoneplan.formats.workbook_writing import workbook_bytes
from zoneplan.percentages import shown_share
from zoneplan.plan_sheets import CHARTS, OBSERVATIONS, PROGRESS, TABLES
from zoneplan.printed_tables import Signal
from zoneplan.progress_pages import progress_pages
from zoneplan.report_pages import ReportFormula, ReportNumber, ReportPage
from zoneplan.workbook_pages import plan_pages, template_pages

if TYPE_CHECKING:
    from pathlib import Path

    from zoneplan.pages import Page

# Bars behind numbers are an extension of the format that openpyxl does not know.
pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported:UserWarning")

GDP = Metric(id="gdp", name="地区生产总值", unit="亿元", kind="flow")
JOBS = Metric(id="jobs", name="就业", unit="人", kind="stock")
PLAN = Plan(
    id="p", name="虚构规划", period="2021-2025", metrics=[GDP, JOBS],
    observations=[
        Observation(metric="gdp", period="2020", figure="2000亿元", aspect="baseline"),
        Observation(metric="gdp", period="2023", figure="2600亿元"),
        Observation(metric="jobs", period="2030", figure="9人", aspect="planned"),
    ],
    targets=[Target(metric="gdp", by=2025, goal="3000亿元"), Target(metric="jobs", by=2025, goal="500人")],
)  # fmt: skip


def texts(page: Any) -> list[list[object]]:
    """Give what the cells of a page hold."""
    return [[None if cell is None else cell.content for cell in row.cells] for row in page.rows]


def test_the_day_is_that_of_the_last_period_that_was_reported() -> None:
    """No clock is read, and what is only planned is no report."""
    page, charts = progress_pages(PLAN)
    assert (PROGRESS, CHARTS) == (page.name, charts.name)
    assert "进度（截至2023年12月31日）" == texts(page)[0][0]
    (again, _) = progress_pages(PLAN, "2024-06-30")
    assert "进度（截至2024年6月30日）" == texts(again)[0][0]
    with pytest.raises(PeriodError):
        progress_pages(PLAN, "no day")


def test_a_target_has_a_row_with_shares_that_formulas_compare() -> None:
    """The gap is computed from the shares beside it; what is not reported is a dash and never 0."""
    page, _ = progress_pages(PLAN)
    rows = texts(page)
    done, jobs = rows[3:5]
    assert ["地区生产总值", "3000亿元", "2025", "2600亿元", "2023"] == done[:5]
    assert isinstance(done[5], ReportNumber)
    assert isinstance(done[7], ReportFormula)
    assert "=100*(F4-G4)" == done[7].formula
    assert ["就业", "500人", "2025", "—", "—", "—"] == jobs[:6]
    assert "○ 未上报" == jobs[8]


def test_charts_have_a_tick_and_the_path_to_the_goal() -> None:
    """Completion with what was scheduled, and levels from base to goal over time."""
    _, charts = progress_pages(PLAN)
    bars, *paths = charts.charts
    assert ["value", "mark"] == [one.role.value for one in bars.series]
    assert ["地区生产总值：目标路径（亿元）"] == [one.title for one in paths]
    names = [row[0] for row in texts(charts) if row]
    assert "就业" not in names


@given(strategies.plans())
def test_a_display_never_contradicts_its_verdict(plan: Plan) -> None:
    """A share is shown as listings print it, beside word and shape of what the target has come to."""
    pages = progress_pages(plan, "2024-12-31")
    if not pages or "未能计算" in str(texts(pages[0])[1]):
        return
    rows = texts(pages[0])[3:]
    for one, row in zip(plan.progress("2024-12-31"), rows, strict=False):
        content = row[5]
        if isinstance(content, ReportNumber) and one.completion is not None:
            places = len(content.shown.partition(".")[2].rstrip("%"))
            assert shown_text(content, places) == printed(one.completion, places)
            assert (content.value >= 1) == (one.completion >= 1)
        signal = one.status.signal
        assert str(row[8]).startswith(signal.shape)
        assert one.completion is not None or signal is not Signal.GOOD or not one.has_completion


def shown_text(number: ReportNumber, places: int) -> str:
    """Give what a spreadsheet shows of a share."""
    return f"{number.value * 100:.{places}f}%"


def printed(share: Any, places: int) -> str:
    """Give what a listing prints of a share, with as many places."""
    text = shown_share(share, "zh")
    return text if len(text.partition(".")[2]) - 1 == places else f"{float(share) * 100:.{places}f}%"


@given(strategies.plans())
def test_reading_leaves_the_sheets_of_progress_alone(plan: Plan) -> None:
    """A workbook with them is the same plan, whatever the day."""
    pages: list[Page | ReportPage] = [*plan_pages(plan, plan.validate(()))]
    pages += progress_pages(plan, "2023-06-30")
    assert plan == parse_plan(workbook_bytes(pages), "plan.xlsx", kind="xlsx")


def test_converting_a_workbook_tells_of_no_loss(tmp_path: Path) -> None:
    """The sheets of progress are drawn up anew, so that nobody misses them."""
    write_plan(PLAN, tmp_path / "x.xlsx")
    assert (PLAN, ()) == plan_transfer.read(str(tmp_path / "x.xlsx"))


def test_a_plan_without_targets_or_reports_has_no_such_sheet(tmp_path: Path) -> None:
    """Nothing is said of what nobody set or told; with a day, targets that nobody reported are."""
    silent = Plan(id="p", name="规划", metrics=[GDP], targets=[Target(metric="gdp", by=2025, goal="5亿元")])
    assert () == progress_pages(Plan(id="p", name="规划"), "2024-12-31")
    assert () == progress_pages(silent)
    write_plan(silent, tmp_path / "x.xlsx", as_of="2024")
    assert PROGRESS in openpyxl.load_workbook(tmp_path / "x.xlsx").sheetnames
    assert silent == read_plan(tmp_path / "x.xlsx")


def test_a_plan_with_errors_is_written_with_why_there_is_no_progress(tmp_path: Path) -> None:
    """A broken reference keeps nobody from writing the plan."""
    broken = parse_plan(
        "{id: p, name: 规划, metrics: [{id: gdp, name: 生产总值, unit: 亿元, kind: flow}],"
        " projects: [{id: x, name: 甲}, {id: x, name: 乙}],"
        " observations: [{metric: gdp, period: 2023, figure: 2亿元}],"
        " targets: [{metric: gdp, by: 2025, level: 5亿元}]}".encode(),
        "p.yaml",
        kind="yaml",
    )
    (page,) = progress_pages(broken)
    assert str(texts(page)[1][0]).startswith("未能计算：")
    write_plan(broken, tmp_path / "x.xlsx")
    assert broken == read_plan(tmp_path / "x.xlsx")


def test_empty_sheets_are_out_of_sight_and_off_paper() -> None:
    """What the plan has none of is hidden, and said so on the first sheet; figures to come stay in view."""
    pages = {page.name: page for page in plan_pages(PLAN, PLAN.validate(()))}
    hidden = {name for name, page in pages.items() if page.is_hidden}
    assert {table.name for table in TABLES} - {"主要指标", "数据", "目标"} == hidden
    told = {row[0] for row in pages["说明"].rows if isinstance(row[0], str) and "隐藏" in str(row[3])}
    assert hidden == told
    bare = Plan(id="p", name="规划", metrics=[GDP])
    kept = {page.name for page in plan_pages(bare, bare.validate(())) if not page.is_hidden}
    assert {OBSERVATIONS.name, "目标"} <= kept
    assert not any(page.is_hidden for page in template_pages())


def test_hidden_sheets_are_hidden_in_the_file(tmp_path: Path) -> None:
    """Excel, WPS and LibreOffice neither show nor print them, and read_plan reads them."""
    write_plan(PLAN, tmp_path / "x.xlsx")
    with zipfile.ZipFile(tmp_path / "x.xlsx") as archive:
        told = archive.read("xl/workbook.xml").decode()
    hidden = set(re.findall('<sheet name="([^"]*)" sheetId="[0-9]+" state="hidden"', told))
    assert {"项目", "时间节点", "销号"} <= hidden
    assert PLAN == read_plan(tmp_path / "x.xlsx")
