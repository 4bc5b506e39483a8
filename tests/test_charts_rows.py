"""Charts of rows: pages that hold every row, texts in their lines, ranges that are long enough to be seen."""

from __future__ import annotations

from fractions import Fraction
from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from zoneplan import Figure, Interval
from zoneplan.charts.rows import (
    BARS,
    ends_of,
    is_wide,
    label,
    layered,
    named,
    number,
    pages,
    shown_amount,
    texts,
    with_keys,
)  # fmt: skip


@given(st.lists(st.integers()), st.integers(1, 50))
def test_pages_hold_every_row_once_in_order(rows: list[int], most: int) -> None:
    """On as few pages as hold them, which differ by one row at most."""
    found = list(pages(rows, most))
    assert rows == list(chain.from_iterable(found))
    sizes = [len(page) for page in found]
    assert -(-len(rows) // most) == len(found)
    assert not sizes or max(sizes) - min(sizes) <= 1
    assert not sizes or max(sizes) <= most


def test_numbers_of_a_picture_come_from_exact_ones() -> None:
    """What is not known stays unknown."""
    assert (0.5, None) == (number(Fraction(1, 2)), number(None))


def test_a_range_is_drawn_where_it_is_three_points_long() -> None:
    """A shorter one would be a speck; an open one has no length."""
    domain = (0.0, float(BARS))
    assert (True, False) == (is_wide((1.0, 4.0), domain), is_wide((1.0, 3.9), domain))
    assert (False, False) == (is_wide((None, 4.0), domain), is_wide((1.0, None), domain))


def test_ends_say_on_which_side_they_are_open() -> None:
    """Above where there is no most, below where there is no least."""
    found = [ends_of(Fraction(1), one, (0, 1))["open"] for one in (
        Interval.at_least(1), Interval.at_most(1), Interval.point(1), Interval.everything(),
    )]  # fmt: skip
    assert ["above", "below", None, "above"] == found


def test_labels_take_two_lines_at_most() -> None:
    """A long name is broken, and what it is about stands below it."""
    assert ["产值"] == label("产值")
    assert ["产值", "工业园"] == named("产值", "工业园")
    assert ["产值"] == named("产值")
    assert 2 == len(label("一" * 99))
    assert label("一" * 99)[1].endswith("…")


def test_amounts_are_told_with_what_they_can_mean() -> None:
    """A plain number and a bound say all of it themselves."""
    shown = [shown_amount(Figure.parse(text), "zh") for text in ("3亿元", "超3亿元", "3—5亿元")]
    assert ["3亿元", "超3亿元", "3—5亿元，可为[3, 5]"] == shown


def test_texts_of_one_line_and_of_two_stand_in_the_middle() -> None:
    """Two lines begin half a line higher."""
    assert [0.0, -6.0] == [layer["mark"]["dy"] for layer in texts("told", 4)]


def test_rows_keep_their_order_whatever_layers_show_of_them() -> None:
    """The scale names every row."""
    spec = layered([{"label": ["a"], "told": []}, {"label": ["b", "c"], "told": ["d"]}], [], words={})
    assert [0, 1] == spec["encoding"]["y"]["scale"]["domain"]
    assert [(1, 0), (2, 1)] == [(row["label_lines"], row["told_lines"]) for row in spec["data"]["values"]]


def test_the_key_is_no_part_of_the_title() -> None:
    """So that it stays where a page leaves the title out."""
    spec = with_keys("标题", ["甲", "乙"], {"mark": "point"})
    assert (["标题"], ["甲", "乙"]) == (spec["title"], spec["vconcat"][0]["title"]["text"])
