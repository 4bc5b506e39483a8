from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoneplan import Location, Plan, Program, write_plan, write_plan_tables
from zoneplan.excerpts import Excerpt, Excerpts, excerpt_lines
from zoneplan.layout import printable, width
from zoneplan.locations import Part
from zoneplan.styled_lines import plain

if TYPE_CHECKING:
    from pathlib import Path

LINE = "  - {指标: 完成投资, 数值: 622.2亿元}"


def shown(excerpt: Excerpt, columns: int = 80) -> list[str]:
    """The excerpt without styles."""
    return [plain(line) for line in excerpt_lines(excerpt, columns)]


def test_a_caret_stands_below_its_column() -> None:
    """Chinese characters before it take two columns each."""
    assert [
        "  54 |   - {指标: 完成投资, 数值: 622.2亿元}",
        "     |                      ^",
    ] == shown(Excerpt("54", LINE, LINE.index("数") + 1))


@given(st.text(max_size=300), st.integers(1, 301), st.integers(40, 130))
def test_the_caret_stands_below_the_character_whatever_the_line(text: str, column: int, columns: int) -> None:
    """What is shown before the caret is as wide as the blanks before it, and a line keeps to the terminal."""
    column = min(column, len(text) + 1)
    line, caret = (plain(one) for one in excerpt_lines(Excerpt("7", text, column), columns))
    assert line == printable(line)
    assert max(width(line), width(caret)) <= columns
    cut = printable(text[: column - 1])
    # Up to its caret the line is what stands before the column, or the end of that behind an ellipsis.
    before = line.removeprefix("  7 | ") if line.startswith("  7 | ") else ""
    at = width(caret) - 1 - len("  7 | ")
    if "…" not in before[:1]:
        assert (width(cut), True) == (at, before.startswith(cut.rstrip()))
    else:
        assert cut.endswith(
            next(before[1:end] for end in range(len(before) + 1) if width(before[:end]) == at)
        )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_line_is_found_in_every_encoding(tmp_path: Path, encoding: str, end: str) -> None:
    """The line is the one that the reader counted, however the file is written."""
    path = tmp_path / "plan.yaml"
    path.write_bytes(end.join(["id: p", "name: 规划", LINE]).encode(encoding))
    excerpts = Excerpts()
    assert Excerpt("3", LINE, 5) == excerpts.at(Location("", str(path), 3, 5))
    assert Excerpt("2", "name: 规划", 9) == excerpts.at(Location("", str(path), 2, 400))


def test_a_tab_and_control_characters_are_spelled_out() -> None:
    """The caret stands below the character behind what was spelled out."""
    assert [r"  1 | a\tb\x1b[2J", "    |    ^"] == shown(Excerpt("1", "a\tb\x1b[2J", 3))


def test_what_was_read_from_elsewhere_is_shown() -> None:
    """Standard input can be read only once, and its lines are shown all the same."""
    excerpts = Excerpts({"<stdin>": "id: p\nname: 划\n".encode()})
    assert Excerpt("2", "name: 划", 7) == excerpts.at(Location("", "<stdin>", 2, 7))


@pytest.mark.parametrize(
    "place",
    [
        Location("x"),
        Location("x", "plan.yaml"),
        Location("x", "none.yaml", 1, 1),
        Location("x", "<stdin>", 9, 1),
        Location("x", "<stdin>", 1, 1, Part("表")),
        Location("x", "broken", 1, 1),
    ],
)
def test_a_place_that_is_not_known_has_no_excerpt(place: Location) -> None:
    """A place in no file, or in one that is gone, changed or unreadable, keeps its judgement alone."""
    assert Excerpts({"<stdin>": b"id: p\n", "broken": b"\xff\xff\xff\x81"}).at(place) is None


PLAN = Plan(id="p", name="规划", programs=[Program(id="a", name="产业创新")])


def test_a_cell_is_shown_with_its_name(tmp_path: Path) -> None:
    """A finding in a workbook shows the sheet, the cell and what it holds, and no caret."""
    file = str(tmp_path / "plan.xlsx")
    write_plan(PLAN, file)
    from zoneplan import read_plan

    mark = read_plan(file).programs[0].mark
    assert mark is not None
    place = mark.at("programs[0]", "name")
    excerpt = Excerpts().at(place)
    assert excerpt is not None
    assert ("产业创新", None, place.in_file) == (excerpt.text, excerpt.column, f"{file}: {excerpt.label}")
    assert [f"  {excerpt.label} | 产业创新"] == shown(excerpt)


def test_a_cell_of_a_table_of_text_is_shown(tmp_path: Path) -> None:
    """So is one of a CSV file."""
    write_plan_tables(PLAN, tmp_path)
    from zoneplan import read_plan_tables

    mark = read_plan_tables(tmp_path).programs[0].mark
    assert mark is not None
    excerpt = Excerpts().at(mark.at("programs[0]", "name"))
    assert excerpt is not None
    assert "产业创新" == excerpt.text
