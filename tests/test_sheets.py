"""Sheets: what a cell stores, where it is, and what has to be known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from zoneplan.locations import Location, Part, column_letters
from zoneplan.sheets import Area, Sheet, exact_number

if TYPE_CHECKING:
    from decimal import Decimal

SHEET = Sheet(
    "plan.xlsx",
    Part("行动"),
    (("专项", "投资"), ("先进制造", 0.1 + 0.2), (None, 0.42)),
    merged=(Area(2, 1, 3, 1),),
    formats={(3, 2): "0%"},
    computed=frozenset({(2, 2)}),
    hidden_rows=frozenset({3}),
)


def test_merged_cells_show_what_the_first_stores() -> None:
    """Each cell of a merged area has the content of its first, and a place of its own."""
    assert ["先进制造", "先进制造"] == [SHEET.cell(row, 1).stored for row in (2, 3)]
    assert "plan.xlsx: 行动!A3" == SHEET.cell(3, 1).place.in_file


def test_a_cell_says_what_has_to_be_known_of_it() -> None:
    """Number format, formula and being hidden are told; a cell outside the rows stores nothing."""
    shown = SHEET.cell(3, 2)
    assert ("0%", False, True) == (shown.number_format, shown.is_computed, shown.is_hidden)
    assert SHEET.cell(2, 2).is_computed
    assert [None, None, None] == [SHEET.cell(*one).stored for one in ((9, 1), (1, 9), (0, 0))]
    assert 2 == SHEET.width


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**10), max_value=10**10))
def test_numbers_of_fifteen_digits_come_back(number: Decimal) -> None:
    """A decimal of at most fifteen digits survives being stored as a binary float."""
    assert number == exact_number(float(number))


@given(st.integers(1, 16_384))
def test_columns_are_named_as_spreadsheets_name_them(column: int) -> None:
    """Letters count in base 26 without a zero."""
    number = 0
    for letter in column_letters(column):
        number = 26 * number + ord(letter) - ord("A") + 1
    assert column == number


def test_places_in_sheets_and_tables_are_told_as_people_find_them() -> None:
    """A cell of a sheet is named by letters, one of a table in words, one of a CSV file without a sheet."""
    parts = (Part("检查"), Part("2", is_table=True), Part())
    places = [Location("programs[0]", "a", 4, 3, part) for part in parts]
    assert ["a: 检查!C4", "a: table 2, row 4, column 3", "a: C4"] == [one.in_file for one in places]
    assert "检查!C4" == places[0].to_dict()["cell"]
    assert "cell" not in Location("programs[0]", "a", 4, 3).to_dict()
    assert sorted(places) == [places[2], places[1], places[0]]
