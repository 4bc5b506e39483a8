"""What a sheet's XML says beside values, however the XML is spelled."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoneplan.formats.sheet_scanning import column_number, longest_run, plain_xml, scanned
from zoneplan.locations import column_letters
from zoneplan.sheets import Area

FORMATS = {1: "0.0%", 2: "yyyy"}
CELLS = st.tuples(
    st.integers(1, 30),
    st.integers(1, 30),
    st.sampled_from(["", ' s="1"', ' s="2"', ' s="9"', ' t="s" s="1"', ' t="e"']),
    st.sampled_from(
        ["", "<v>1</v>", "<v>0</v>", "<f>A1</f>", "<f>A1</f><v>0</v>", '<f t="x"/><v>2</v>', "<f>A1</f><v/>"]
    ),
)


def sheet(cells: list[tuple[int, int, str, str]], hidden: set[int]) -> str:
    """Write a sheet as office programs do."""
    rows: dict[int, dict[int, tuple[str, str]]] = {}
    for row, column, tail, inside in cells:
        rows.setdefault(row, {})[column] = (tail, inside)
    lines = []
    for row in sorted(rows):
        told = "".join(
            f'<c r="{column_letters(column)}{row}"{tail}' + (f">{inside}</c>" if inside else "/>")
            for column, (tail, inside) in sorted(rows[row].items())
        )
        unseen = ' hidden="1"' if row in hidden else ""
        lines.append(f'<row r="{row}"{unseen}>{told}</row>')
    return (
        '<worksheet><cols><col min="2" max="3" hidden="1"/><col min="9" max="9" width="0"/></cols>'
        f"<sheetData>{''.join(lines)}</sheetData>"
        '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'
    )


def strange(xml: str) -> str:
    """Spell the same sheet with prefixes, single quotes, comments and line ends."""
    for name in ("worksheet", "cols", "col", "sheetData", "row", "c", "f", "v", "mergeCells", "mergeCell"):
        for end in (" ", ">", "/"):
            xml = xml.replace(f"<{name}{end}", f"<x:{name}{end}").replace(
                f"</{name}{end}", f"</x:{name}{end}"
            )
    xml = xml.replace("<x:worksheet>", '<x:worksheet xmlns:x="urn:x">').replace('"', "'")
    return "<?xml version='1.0'?><!-- made elsewhere -->\n" + xml.replace("><", ">\n<")


@given(st.lists(CELLS, max_size=12), st.sets(st.integers(1, 30)))
def test_scanning_equals_parsing(cells: list[tuple[int, int, str, str]], hidden: set[int]) -> None:
    """The fast scan finds what a parser finds, and the spelling of the XML changes nothing."""
    xml = sheet(cells, hidden)
    expected = scanned(xml.encode(), FORMATS)
    assert expected == scanned(plain_xml(xml.encode()), FORMATS)
    assert expected == scanned(strange(xml).encode(), FORMATS)


@given(st.lists(CELLS, min_size=1, max_size=12))
def test_scans_tell_what_cells_say(cells: list[tuple[int, int, str, str]]) -> None:
    """Formats, formulas and errors are those of the cells that store something."""
    found = scanned(sheet(cells, set()).encode(), FORMATS)
    last = {(row, column): (tail, inside) for row, column, tail, inside in cells}
    kept = {cell: (tail, inside) for cell, (tail, inside) in last.items() if inside}
    assert max((row for row, _ in kept), default=0) == found.height
    assert max((column for _, column in kept), default=0) == found.width
    shown = {' s="1"': "0.0%", ' s="2"': "yyyy"}
    assert {cell: shown[tail] for cell, (tail, _) in kept.items() if tail in shown} == found.formats
    assert {cell for cell, (_, inside) in kept.items() if "<f" in inside} == found.computed
    without = {cell for cell, (_, inside) in kept.items() if inside in {"<f>A1</f>", "<f>A1</f><v/>"}}
    assert without == found.uncached


def test_an_empty_text_is_a_value_of_a_formula() -> None:
    """Excel writes an empty value for a formula that gives an empty text."""
    cell = '<c r="A1" t="str"><f>""</f><v></v></c>'
    xml = f'<worksheet><sheetData><row r="1">{cell}</row></sheetData></worksheet>'
    found = scanned(xml.encode(), {})
    assert (frozenset({(1, 1)}), frozenset()) == (found.computed, found.uncached)


def test_rows_and_cells_without_names_get_theirs() -> None:
    """What leaves out the names of rows and cells counts on from the one before."""
    xml = (
        '<worksheet><sheetData><row><c s="1"><v>1</v></c><c r="d1"><v>1</v></c><c t="e"><v>#N/A</v></c></row>'
        '<row r="7"><c><v>1</v></c></row><row><c><v>&lt;</v></c></row></sheetData></worksheet>'
    )
    found = scanned(xml.encode(), FORMATS)
    assert (8, 5) == (found.height, found.width)
    assert {(1, 1): "0.0%"} == found.formats
    assert {(1, 5): "#N/A"} == found.errors


@pytest.mark.parametrize("name", ["A2", "A", "1A"])
def test_cells_outside_their_row_are_refused(name: str) -> None:
    """A cell that says it lies elsewhere would be read there by others."""
    xml = f'<worksheet><sheetData><row r="1"><c r="{name}"><v>1</v></c></row></sheetData></worksheet>'
    with pytest.raises(ValueError, match="cell '"):
        scanned(xml.encode(), {})


def test_merged_areas_are_cut_to_what_is_stored() -> None:
    """An area over the whole sheet is one over the cells with values, and one beyond them is none."""
    xml = (
        '<worksheet><sheetData><row r="2"><c r="B2"><v>1</v></c></row></sheetData><mergeCells>'
        '<mergeCell ref="A1:XFD1048576"/><mergeCell ref="D9:E9"/></mergeCells></worksheet>'
    )
    assert (Area(1, 1, 2, 2),) == scanned(xml.encode(), {}).merged


@given(
    st.binary(max_size=60) | st.lists(st.sampled_from([b"a", b"<"]), max_size=60).map(b"".join),
    st.integers(1, 10),
)
def test_long_runs_are_found(content: bytes, most: int) -> None:
    """A stretch without the mark that is longer than allowed is found, and none is where there is none."""
    longest = max(map(len, content.split(b"<")))
    found = longest_run(content, b"<", most)
    if longest > most:
        assert found is not None
    else:
        assert found is None


@given(st.integers(1, 16_384))
def test_letters_and_numbers_of_columns_are_inverse(column: int) -> None:
    """A column's letters give its number back."""
    assert column == column_number(column_letters(column).encode())
