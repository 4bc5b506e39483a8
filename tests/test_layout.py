from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoneplan.layout import encodable, padded, printable, shortened, table, tree, width

# -- characters ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("", 0),
        ("abc", 3),
        ("产业", 4),
        ("产业A１", 7),
        ("（总体）", 8),
        ("e\u0301", 1),
        ("か\u3099", 2),
        ("a\u20dd", 1),
        ("a\u200db", 2),
        ("—…“”", 4),
        ("±°", 2),
        ("ｱ", 1),
        ("\u3000", 2),
        ("𠮷", 2),
    ],
)
def test_chinese_takes_two_columns_and_combining_marks_none(text: str, columns: int) -> None:
    """Wide and full-width characters count two, ambiguous ones one, marks on another character none."""
    assert width(text) == columns


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("产业 A", "产业 A"),
        ("全角\u3000空格", "全角\u3000空格"),
        ("a\nb\tc", "a\\nb\\tc"),
        ("\x1b[31m红", "\\x1b[31m红"),
        ("\u202e倒", "\\u202e倒"),
        ("a\u2028b", "a\\u2028b"),
        ("\udc80", "\\udc80"),
    ],
)
def test_what_would_upset_a_terminal_is_spelled_out(text: str, shown: str) -> None:
    """Control characters, invisible ones and halves of characters never reach the terminal."""
    assert printable(text) == shown


@pytest.mark.parametrize(
    ("text", "encoding", "shown"),
    [
        ("└─ 产", "utf-8", "└─ 产"),
        ("└─ 产", "gbk", "└─ 产"),
        ("[5, ∞) ∩ ℤ", "gbk", "[5, ∞) ∩ Z"),
        ("├─ 产 — …", "ascii", "|- \\u4ea7 - ..."),
        ("café 产", "latin-1", "café \\u4ea7"),
        ("\udc80", "utf-8", "\\udc80"),
        ("😀", "ascii", "\\U0001f600"),
    ],
)
def test_what_cannot_be_encoded_is_replaced(text: str, encoding: str, shown: str) -> None:
    """Lines become ASCII, everything else its escape, and nothing that can be shown is touched."""
    assert encodable(text, encoding) == shown


@given(st.text(), st.sampled_from(["ascii", "gbk", "latin-1", "utf-8", "utf-16"]))
def test_encodable_text_always_encodes(text: str, encoding: str) -> None:
    """No text makes writing fail, in any encoding."""
    encodable(text, encoding).encode(encoding)


@given(st.text(), st.integers(0, 40), st.booleans())
def test_padding_reaches_the_width(text: str, columns: int, right: bool) -> None:
    """A padded text takes exactly the columns asked for, or its own when it is wider."""
    assert width(padded(text, columns, right=right)) == max(columns, width(text))


@given(st.text(), st.integers(1, 40))
def test_shortened_text_fits(text: str, columns: int) -> None:
    """A shortened text takes at most the columns there are, and a text that fits is itself."""
    short = shortened(text, columns)
    assert width(short) <= columns
    assert (short == text) == (width(text) <= columns)


def test_shortening_never_cuts_a_wide_character() -> None:
    """Where half a Chinese character would fit, none is shown."""
    assert [shortened("产业创新", columns) for columns in (8, 7, 6, 5, 1)] == [
        "产业创新",
        "产业创…",
        "产业…",
        "产业…",
        "…",
    ]


# -- tables and trees ---------------------------------------------------------------------------


def test_columns_align_whatever_the_script() -> None:
    """Each column starts, or ends, at the same place in every line; no line ends in blanks."""
    rows = [("", "figure", "source"), ("产业创新", "5.1亿元", "公报"), ("city", "12亿元", "")]
    assert table(rows, right={1}) == [
        "           figure  source",
        "产业创新  5.1亿元  公报",
        "city       12亿元",
    ]


def test_columns_align_after_replacement() -> None:
    """Widths are those of what the terminal can show."""
    rows = [("产", "1"), ("city\n", "2")]
    assert table(rows, encoding="ascii") == ["\\u4ea7  1", "city\\n  2"]


def test_an_empty_table_has_no_lines() -> None:
    """Nothing is drawn where there is nothing."""
    assert table([]) == []


def test_a_tree_draws_a_line_to_each_sibling() -> None:
    """Bars run on as long as a sibling follows, also past deeper levels."""
    rows = [(0, "plan"), (1, "a"), (2, "a1"), (3, "x"), (2, "a2"), (1, "b"), (2, "b\n1")]
    assert tree(rows) == [
        "plan",
        "├─ a",
        "│  ├─ a1",
        "│  │  └─ x",
        "│  └─ a2",
        "└─ b",
        "   └─ b\\n1",
    ]
