"""What cells of tables show, and what they say instead of a figure."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoneplan.errors import AmountError
from zoneplan.locations import Location, Part
from zoneplan.sheets import Cell, CellError
from zoneplan.table_cells import Absence, TableCell, absence_of, shown_text

if TYPE_CHECKING:
    from zoneplan.sheets import Stored

PLACE = Location("", "a.xlsx", 2, 3, Part("表"))


def shown(stored: Stored, form: str = "", *, computed: bool = False) -> str:
    """Give what a cell shows."""
    return shown_text(Cell(stored, PLACE, form, is_computed=computed))


@pytest.mark.parametrize(
    ("stored", "form", "expected"),
    [
        (None, "", ""),
        (" 甲 ", "0%", " 甲 "),
        (True, "", "TRUE"),
        (False, "", "FALSE"),
        (0.1 + 0.2, "", "0.3"),
        (2025.0, "", "2025"),
        (18, "0.00", "18.00"),
        (18.347, "0.0", "18.347"),
        (1234.5, "#,##0.00", "1234.50"),
        (0.42, "0%", "42%"),
        (0.425, "0.0%", "42.5%"),
        (0.4249, "0.0%", "42.5%"),
        (0.0004, "0%", "0.04%"),
        (45000.0, '0.00"元"', "45000.00元"),
        (45000.0, "0.00_);[Red](0.00)", "45000.00"),
        (5.0, '"约"0', "约5"),
        (5.5, 'General"元"', "5.5元"),
        (1234.5, "0.00E+00", "1234.5"),
        (-5.0, "0.0;[Red]-0.0", "-5.0"),
        (5.0, "[DBNum1]@", "5"),
        (datetime.date(2025, 3, 1), "yyyy-mm-dd", "2025年3月1日"),
        (datetime.date(2025, 3, 1), 'yyyy"年"m"月"', "2025年3月"),
        (datetime.date(2025, 3, 1), "yyyy", "2025年"),
        (datetime.date(2025, 3, 1), "", "2025年3月1日"),
        (datetime.datetime(2025, 3, 1, 8), "yyyy-mm-dd", "2025-03-01 08:00:00"),  # noqa: DTZ001
        (datetime.time(8, 30), "h:mm", "08:30:00"),
    ],
)
def test_cells_show_what_their_format_shows(stored: Stored, form: str, expected: str) -> None:
    """Numbers typed in keep their digits and get the zeros of their format; percentages are as shown."""
    assert expected == shown(stored, form)


def test_computed_numbers_are_as_shown() -> None:
    """Of a computed number only digits that are shown are published; what would vanish is kept."""
    assert ["33.3%", "12.3", "0.0004", "0.333333333333333", "0.0"] == [
        shown(1 / 3, "0.0%", computed=True),
        shown(12.345, "0.0", computed=True),
        shown(0.0004, "0.0", computed=True),
        shown(1 / 3, computed=True),
        shown(0.0, "0.0", computed=True),
    ]


@pytest.mark.parametrize("form", ["0.00,", '0!.0,"万"', "#,##0,,", '0.0"万元"', '0"亿"'])
def test_numbers_on_another_scale_are_refused(form: str) -> None:
    """What is shown and what is stored would be two figures."""
    with pytest.raises(AmountError, match="on another scale") as caught:
        shown(123456.0, form)
    assert caught.value.message_zh


def test_errors_and_formulas_without_value_are_refused() -> None:
    """Neither says anything."""
    with pytest.raises(AmountError, match="the cell has the error #REF!"):
        shown(CellError("#REF!"))
    with pytest.raises(AmountError, match="the formula was never computed"):
        shown_text(Cell(0.0, PLACE, is_uncached=True))


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9))
def test_percentages_are_a_hundred_times_what_is_stored(number: Decimal) -> None:
    """A percentage with enough digits is exact."""
    assert number == Decimal(shown(float(number / 100), "0.00000000%").removesuffix("%"))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "blank"), ("　", "blank"), ("-", "dash"), ("——", "dash"), ("/", "slash"), ("…", "ellipsis"),
        ("……", "ellipsis"), ("无", "none"), ("待定", "pending"), ("未上报", "unreported"),
        ("N/A", "unreported"),
    ],
)  # fmt: skip
def test_what_is_no_figure_is_told_apart(text: str, kind: str) -> None:
    """Each of them is a kind of its own."""
    assert Absence(kind) is absence_of(text)


@given(st.integers(-9999, 9999).map(str) | st.sampled_from(["约5", "0", "0.0", "无锡", "待定项目"]))
def test_zero_is_never_missing(text: str) -> None:
    """A number, and a word that goes on, are not taken for nothing."""
    assert absence_of(text) is None


def test_a_cell_is_a_source() -> None:
    """A cell names its file, its place and its words."""
    told = [
        str(TableCell(text="18", place=PLACE).source),
        str(TableCell(text="", place=Location("", None)).source),
    ]
    assert ["a.xlsx, 表!C2: “18”", "a table"] == told
