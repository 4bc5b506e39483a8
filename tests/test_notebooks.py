"""What a notebook shows of plans, and of answers about them."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zoneplan
from zoneplan import (
    IndicatorTable,
    Metric,
    Observation,
    Plan,
    Portfolio,
    PortfolioReport,
    Program,
    Progress,
    Register,
    Report,
    Rollup,
    Target,
    Verdict,
    read_plan,
)
from zoneplan.briefings import Briefing, Explained, Section, SectionName, Tile
from zoneplan.charts import Chart
from zoneplan.consistency import Consistency
from zoneplan.findings import Checked, Finding, NotChecked, Severity
from zoneplan.locations import Location
from zoneplan.notebook_tables import MOST_ROWS, notebook_html, plain_table, shortened_table
from zoneplan.printed_tables import PrintedCell, PrintedLine, Signal

if TYPE_CHECKING:
    from zoneplan.briefings import Block
    from zoneplan.layout import Language

LANGUAGES: tuple[Language, ...] = ("en", "zh")
EXAMPLES = Path(__file__).parent.parent / "examples"
SHOWN = (Plan, Report, Rollup, Progress, Verdict, Register, IndicatorTable, PortfolioReport)
"""The public classes that show themselves as tables."""


class Tags(HTMLParser):
    """Reads a page, which has to be closed where it was opened."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.said: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the tag and its attributes."""
        self.tags.append(tag)
        self.attributes += attrs
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the tag that was opened last."""
        assert tag == self.open.pop()

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        self.said.append(data)


def inert(page: str) -> Tags:
    """Read a page, and make sure that it runs nothing and loads nothing."""
    found = Tags(page)
    assert [] == found.open
    assert set(found.tags) <= {
        "div",
        "p",
        "table",
        "caption",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "span",
        "br",
    }
    assert {name for name, _ in found.attributes} <= {
        "style", "scope", "role", "aria-label", "aria-hidden", "tabindex", "rowspan",
    }  # fmt: skip
    return found


@pytest.mark.parametrize("cls", SHOWN)
@settings(max_examples=15)
@given(data=st.data())
def test_every_answer_shows_itself_inert(cls: type, data: st.DataObject) -> None:
    """Whatever is drawn, a notebook gets tables without script, link or anything from elsewhere."""
    drawn: Any = data.draw(st.from_type(cls))
    for language in LANGUAGES:
        assert "table" in inert(drawn.to_html(language)).tags
    assert drawn._repr_html_() == drawn.to_html()


@given(st.text(min_size=1), st.text())
def test_text_of_a_plan_stays_text(name: str, other: str) -> None:
    """Names full of tags, quotes and control characters are shown and never run."""
    nasty = f"<script>alert('{name}')</script>\x1b\u202e\"{other}"
    table = plain_table(nasty, (nasty,), [(nasty,)], notes=[nasty])
    found = inert(notebook_html([table], lines=[nasty], whole=nasty))
    assert "script" not in found.tags
    assert 5 <= "".join(found.said).count("<script>alert(")


def finding(number: int, severity: Severity) -> Finding:
    """A finding of a severity."""
    return Finding(code=f"C{number}", severity=severity, place=Location(f"programs[{number}]"), message="m")


def report(errors: int, advice: int) -> Report:
    """A report of so many errors, so much advice, and a check that could not be made."""
    found = [finding(number, Severity.ERROR) for number in range(errors)]
    found += [finding(errors + number, Severity.ADVICE) for number in range(advice)]
    census = Plan(id="p", name="规划").outline.census
    return Report.of([*found, Checked("X", 3), NotChecked(code="Y", place=Location(), reason="why")], census)


@pytest.mark.parametrize(
    ("errors", "advice", "left_out"), [(0, 60, 0), (0, 61, 1), (100, 2000, 2000), (20, 45, 5)]
)
def test_a_long_report_is_cut_and_hides_no_error(errors: int, advice: int, left_out: int) -> None:
    """Errors are shown whatever their number; of the rest so many that a notebook does not hang."""
    page = report(errors, advice).to_html()
    assert errors + advice + 1 - left_out == page.count("<tr>") - 2
    assert all(f">C{number}<" in page for number in range(errors))
    told = "1 more row" if left_out == 1 else f"… and {left_out:,} more rows"
    assert (left_out > 0) == (f"{told}; print(report) shows them all" in page)
    assert "not possible 1" in page


def test_what_was_left_out_is_counted_in_chinese() -> None:
    """The line says how many rows there are more, and what shows them."""
    page = report(0, 1060).to_html("zh")
    assert "…… 另有1,000行未列出；用 print(report) 全部列出" in page
    assert "错误0个，警告0个，提示1060条；已检查3项，无法检查1项" in page


@given(st.lists(st.sampled_from([None, *Signal]), max_size=90), st.integers(0, 80))
def test_rows_that_say_something_is_wrong_stay(signals: list[Signal | None], most: int) -> None:
    """Whatever is cut, each row with a bad signal is there, in order, and the rest is counted."""
    table = plain_table("", ("a",), [(PrintedCell(str(at), signal=one),) for at, one in enumerate(signals)])
    cut = shortened_table(table, most)
    assert list(cut.rows) == [row for row in table.rows if row in cut.rows]
    bad = [row for row in table.rows if row.cells[0] and row.cells[0].signal is Signal.BAD]
    assert [] == [row for row in bad if row not in cut.rows]
    assert (len(cut.rows) < len(table.rows)) == (len(cut.notes) == 1)


def test_a_plan_shows_its_tree_and_entries() -> None:
    """A notebook sees what it is, what it is made of and its figures as written."""
    found = inert(read_plan(EXAMPLES / "kunshan" / "plan.yaml").to_html("zh"))
    said = " ".join(found.said)
    for text in ("1+5+22", "产业创新（industry）", "另有2个已声明，未写明名称", "2298.90亿元", "数据或目标"):
        assert text in said, text


def test_a_plan_that_cannot_be_used_says_so() -> None:
    """What the tree cannot show stands below it: a plan with an error looks like none without."""
    plan = Plan(id="p", name="规划", programs=[Program(id="a", name="甲"), Program(id="a", name="乙")])
    assert "not shown: programs[1]" in plan.to_html()


def test_a_large_plan_stays_small() -> None:
    """A plan of 2,000 programs shows the first ones, and says how many more there are."""
    programs = [Program(id=f"a{number}", name=f"方案{number}（虚构）") for number in range(2000)]
    page = Plan(id="p", name="规划", programs=programs).to_html()
    assert len(page) < 60_000
    assert f"… and {2001 - MOST_ROWS:,} more rows" in page


METRIC = Metric(id="inv", name="完成投资", unit="亿元", kind="flow", across="sum", over_time="sum")


def test_progress_has_bars_shapes_and_words() -> None:
    """A target shows its completion as a number and a bar with a tick, and its status in shape and words."""
    plan = Plan(
        id="p",
        name="规划",
        metrics=[METRIC],
        observations=[Observation(metric="inv", period="2021-01/06", figure="30亿元")],
        targets=[Target(metric="inv", by=2021, goal="100亿元"), Target(metric="inv", by=2022, goal="50亿元")],
    )
    page = plan.progress("2021-06").to_html("zh")
    assert "width:30.00%" in page
    assert "left:50.00%" in page
    said = " ".join(Tags(page).said)
    for text in ("30.00%", "50.00%", "▲", "落后", "○", "未上报"):
        assert text in said, text


def test_a_rollup_shows_missing_as_a_dash() -> None:
    """What is missing is a dash and said in words, never 0."""
    said = Tags(read_plan(EXAMPLES / "minhou" / "plan.yaml").roll_up("done").to_html()).said
    assert [] == [one for one in ("362.33亿元", "362.32亿元", "-0.01亿元") if one not in said]
    empty = Plan(id="p", name="规划", metrics=[METRIC], programs=[Program(id="a", name="甲")]).roll_up("inv")
    assert "0 of 1 reported" in empty.to_html()
    assert ">0" not in re.sub("0 of 1", "", empty.to_html())


def test_consistency_marks_what_was_not_compared() -> None:
    """A relation whose figures must not be compared is open, and one that contradicts itself is marked."""
    found = read_plan(EXAMPLES / "yijiang" / "plan.yaml").consistency()
    assert isinstance(found, Consistency)
    for language, words in (
        ("en", ("■", "○", "not checked")),
        ("zh", ("■", "○", "未核对（比率种类）", "不一致")),
    ):
        said = " ".join(Tags(found.to_html(language)).said)  # type: ignore[arg-type]
        assert [] == [word for word in words if word not in said]


def test_a_portfolio_shows_its_errors() -> None:
    """Each plan has its counts, unread files are marked, and what was found follows."""
    twice = Portfolio.of([Plan(id="a", name="甲规划"), Plan(id="a", name="乙规划")]).validate()
    page = twice.to_html("zh")
    assert ("各规划之间" in page, "PLAN-TWICE" in page) == (True, True)


def test_a_formatter_of_notebooks_finds_the_tables() -> None:
    """IPython's own formatter gives HTML and the short text of each."""
    formatters = pytest.importorskip("IPython.core.formatters")
    formatter = formatters.DisplayFormatter()
    plan = read_plan(EXAMPLES / "kunshan" / "plan.yaml")
    data, _ = formatter.format(plan)
    assert {"text/html", "text/plain"} <= set(data)
    assert data["text/html"] == plan.to_html()
    assert data["text/plain"] == repr(plan)
    assert zoneplan.Plan is type(plan)


def test_a_briefing_shows_its_sections() -> None:
    """Tiles and tables are shown, pictures told in words, and explained figures counted."""
    table = plain_table("表<b>", ("甲",), [("乙",)])
    blocks: tuple[Block, ...] = (
        (Tile(label="投资", value="3亿元", note="behind", signal=Signal.WARNING),),
        table,
        PrintedLine("一行<i>"),
        Chart(name="x", title="图<u>", description="how it went", spec={}),
        Explained(anchor="a", heading="h"),
    )
    section = Section(SectionName.MONEY, "资金<s>", blocks)
    shown = Briefing(
        title="简报<script>",
        lines=(PrintedLine("截至"),),
        as_of=date(2025, 1, 1),
        language="zh",
        sections=(section,),
    )
    found = Tags(shown._repr_html_())
    said = " ".join(found.said)
    for text in (
        "简报<script>",
        "截至",
        "资金<s>",
        "▲",
        "3亿元",
        "表<b>",
        "一行<i>",
        "图：图<u>。how it went",
    ):
        assert text in said, text
    assert "已说明出处的数1个，见简报网页" in said
    assert not {"script", "b", "i", "u", "s"} & set(found.tags)
    assert "<Briefing 简报<script> as of 2025-01-01: money>" == repr(shown)
