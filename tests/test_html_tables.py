"""Printed tables as HTML."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from page_reading import Elements
from printed_blocks import indicator_table
from zoneplan.html_tables import escaped, table_html
from zoneplan.layout import printable
from zoneplan.printed_tables import PrintedCell, PrintedColumn, PrintedRow, PrintedTable


def one_cell(text: str, heading: str = "表", header: str = "列") -> PrintedTable:
    """Give a table of one cell."""
    return PrintedTable(heading, (PrintedColumn(header, 3),), (PrintedRow((PrintedCell(text),)),))


def test_a_table_has_heads_of_columns_and_rows() -> None:
    """The heads of columns and the first text of each row are heads, told with each cell."""
    found = Elements(table_html(indicator_table()))
    assert [] == found.open
    assert ["col"] * 5 + ["row"] * 2 == [one["scope"] for one in found.of("th")]
    assert ["2", "2"] == [one["rowspan"] for _, one in found.started if "rowspan" in one]


def test_a_status_is_a_shape_before_its_words() -> None:
    """The shape is beside the words, so that no status is told by its colour alone."""
    shown = table_html(indicator_table())
    assert '<span class="signal good" aria-hidden="true">●</span> 按进度' in shown
    assert '<span class="signal warning" aria-hidden="true">▲</span> <a href="#figure-2">落后</a>' in shown


def test_a_bar_that_is_not_full_is_not_drawn_full() -> None:
    """A bar is cut to hundredths of a per cent, leaves a gap that is seen, and is never longer than all."""
    found = Elements(table_html(indicator_table()))
    gap = ";max-width:calc(100% - 2px)"
    assert [f"width:62.50%{gap}", "left:50.00%", f"width:99.99%{gap}", "width:100.00%"] == [
        one["style"] for one in found.of("span") if "style" in one
    ]


def test_links_and_anchors_are_for_pages_only() -> None:
    """A notebook holds no place that a link could lead to, and shows one table twice."""
    page, notebook = (
        Elements(table_html(indicator_table())),
        Elements(table_html(indicator_table(), inline=True)),
    )
    assert ["#figure-1", "#figure-2"] == [one["href"] for one in page.of("a")]
    assert ["row-1"] == [one["id"] for _, one in page.started if "id" in one]
    assert [] == notebook.of("a")
    assert [] == [one for _, one in notebook.started if "id" in one or "class" in one]
    assert page.text == notebook.text


def test_totals_and_notes_stand_out() -> None:
    """A total has its class, or its style, and notes stand below the table."""
    page, notebook = table_html(indicator_table()), table_html(indicator_table(), inline=True)
    assert 1 == page.count('<tr class="total">')
    assert page.endswith('</div><p class="notes">2 项中 1 项未上报</p></div>')
    assert 5 == len(re.findall(r'<t[dh][^>]*style="[^"]*border-top:1px solid"', notebook))


def test_remarks_stand_below_their_row_on_a_page() -> None:
    """They are as wide as the table there, and empty ones take no row; a notebook has a column for them."""
    columns = (PrintedColumn("指标", 4), PrintedColumn("说明", 9, is_remark=True))
    rows = (
        PrintedRow((PrintedCell("产值"), PrintedCell("一\n二"))),
        PrintedRow((PrintedCell("税收"), PrintedCell())),
    )
    page = table_html(PrintedTable("", columns, rows))
    assert 1 == page.count('<tr class="remark"><td colspan="1">一<br>二</td></tr>')
    assert 1 == page.count('class="remark"')
    assert "说明</th>" not in page
    assert "说明</th>" in table_html(PrintedTable("", columns, rows), inline=True)


def test_a_line_break_stays_one() -> None:
    """A line break of a cell is one in the table."""
    assert "80<br>（外资）" in table_html(indicator_table())


def test_a_table_without_a_heading_is_named_by_its_columns() -> None:
    """What can be scrolled has a name, as who moves by keyboard comes to it."""
    found = Elements(table_html(one_cell("一", heading="")))
    assert ["列"] == [one["aria-label"] for one in found.of("div") if "tabindex" in one]
    assert [] == found.of("caption")


@pytest.mark.parametrize("inline", [False, True])
@example("\n")
@example("<b> & \"c\" 'd'</td><script>run()</script>")
@given(st.text())
def test_any_text_is_shown_as_text(inline: bool, text: str) -> None:
    """Whatever a plan says adds no element and no attribute, and is read back as it is printed."""
    plain = Elements(table_html(one_cell("一"), inline=inline))
    heading = text or "表"
    found = Elements(table_html(one_cell(text, heading, text), inline=inline))
    assert [one for one, _ in plain.started] == [one for one, _ in found.started if one != "br"]
    assert 3 * text.count("\n") == len(found.of("br"))
    assert [set(one) for _, one in plain.started] == [set(one) for name, one in found.started if name != "br"]
    shown, header = ("".join(map(printable, one.split("\n"))) for one in (text, heading))
    assert f"{header}{shown}\n{shown}\n" == found.text


def test_what_would_turn_text_around_is_spelled_out() -> None:
    """Marks that change the direction of text are shown, so that nothing reads otherwise than it is."""
    assert "a\\u202eb\\x07" == escaped("a\u202eb\x07")
