from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from zoneplan.errors import DocumentError
from zoneplan.formats.csv import csv_text, read_csv, write_csv
from zoneplan.formats.text import FORBIDDEN, Limits
from zoneplan.sheets import CellError

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("'=+-@\t\r\n,;\" ＝－")).filter(
    lambda text: FORBIDDEN.search(text) is None
)


@given(st.lists(st.lists(TEXTS | st.none(), min_size=2, max_size=4), min_size=1, max_size=5))
@example([["'=1+1", "=1+1"]])
@example([["a;b", "c"], ["d;e", "f"]])
@example([["a\tb", "c"], ["d\te", "f"]])
@example([["sep=;", "x"]])
@example([["-", "-5"]])
def test_any_text_survives_the_round_trip(rows: list[list[str | None]]) -> None:
    """Whatever cells hold comes back, formulas and escaped formulas too; an empty text is a blank cell."""
    if not any("".join(cell or "" for cell in row).strip() for row in rows):
        rows = [["x", None], *rows]
    width = max(map(len, rows))
    expected = tuple(tuple([cell or None for cell in row] + [None] * (width - len(row))) for row in rows)
    assert expected == read_csv(csv_text(rows).encode()).rows


@given(st.text(max_size=8), st.sampled_from("=+-@\t\r"))
def test_no_cell_is_written_as_a_formula(text: str, start: str) -> None:
    """What begins like a formula and is no number is written behind an apostrophe."""
    if FORBIDDEN.search(text) is not None:
        return
    cell = csv_text([[start + text]]).removeprefix("\ufeff").removeprefix('"')
    number = (start + text).lstrip("+-").replace(",", "").replace(".", "").replace("%", "")
    assert cell.startswith("'") or number.isdecimal() or not number


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_files_of_chinese_windows_are_read(encoding: str, separator: str) -> None:
    """The four encodings and the three separators are told from the file alone."""
    text = "序号,项目名称,总投资\r\n1,新型显示产业园,18.3\r\n".replace(",", separator)
    assert (("序号", "项目名称", "总投资"), ("1", "新型显示产业园", "18.3")) == read_csv(
        text.encode(encoding), "项目.csv"
    ).rows


def test_cells_are_named_as_spreadsheets_name_them() -> None:
    """A place in a CSV file is the file and the cell."""
    assert "项目.csv: B2" == read_csv(b"a,b\n1,2\n", "项目.csv").place(2, 2).in_file


def refused(text: str, separator: str | None = None, **limits: int) -> str:
    """Give the place and sentences by which a text is refused."""
    with pytest.raises(DocumentError) as caught:
        read_csv(text.encode(), "a.csv", Limits(**limits), separator=separator)
    (problem,) = caught.value.problems
    assert problem.message_zh
    return f"{problem.place.in_file}: {problem.message}"


def test_a_separator_that_cannot_be_told_is_refused() -> None:
    """Two separators that both make a table are not chosen between; who says one is heard."""
    text = "a;b,c\nd;e,f\n"
    assert "a.csv: A1: it cannot be told which of comma and semicolon stands between the cells" == refused(
        text
    )
    assert (("a;b", "c"), ("d;e", "f")) == read_csv(text.encode(), separator=",").rows
    assert (("a", "b,c"), ("d", "e,f")) == read_csv(b"sep=;\r\n" + text.encode()).rows
    assert (("a,b",), ("c",)) == read_csv(b'"a,b"\nc\n').rows
    assert (("a", "b", None), ("c",)) == read_csv(b"a,b,\nc").rows
    assert (("a", None),) == read_csv(b"a,").rows


def test_malformed_and_oversized_files_are_refused() -> None:
    """A quotation without end, a file of nothing, and what is beyond the limits are told with a cell."""
    assert "a.csv: B2: '\"x' has a quotation mark that neither starts nor ends a cell" == refused(
        'a,b\n1,"x', ","
    )
    assert "a.csv: A1: the file is empty" == refused(" \n")
    assert "a.csv: B1: text 'xxx' has 3 characters, more than the limit of 2" == refused("a,xxx\n", scalar=2)
    assert "a.csv: A2: the file has 3 nodes or more, the limit is 2" == refused("a,b\nc\n", ",", nodes=2)
    assert "a.csv:1:2: control character U+0007" == refused("a\x07")


def test_other_values_are_written_as_they_read(tmp_path: Path) -> None:
    """Numbers are written exactly, dates by ISO 8601, errors by their code; shorter rows are filled up."""
    path = tmp_path / "a.csv"
    write_csv(
        path,
        [
            [0.1 + 0.2, Decimal("1.10"), 3, True, False],
            [datetime.date(2025, 3, 1), datetime.time(8), CellError("#DIV/0!"), None],
            [datetime.timedelta(1)],
        ],
    )
    assert (
        b'\xef\xbb\xbf0.3,1.10,3,TRUE,FALSE\r\n2025-03-01,08:00:00,#DIV/0!,,\r\n"1 day, 0:00:00",,,,\r\n'
        == path.read_bytes()
    )
    assert str(path) == read_csv(path).file


def test_what_no_reader_takes_is_not_written(tmp_path: Path) -> None:
    """A control character is refused with its cell, a link that leads out as well; nothing is written."""
    path = tmp_path / "a.csv"
    with pytest.raises(DocumentError) as caught:
        write_csv(path, [["a", "\x00"]])
    assert caught.value.problems[0].place.in_file == f"{path}: B1"
    assert not path.exists()
    folder = tmp_path / "inner"
    folder.mkdir()
    (folder / "link.csv").symlink_to(path)
    with pytest.raises(PermissionError):
        write_csv(folder / "link.csv", [["a"]])
