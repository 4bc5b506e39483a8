from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan_sheets_made import TEXTS
from zoneplan.errors import DocumentError
from zoneplan.formats import yaml
from zoneplan.pages import Number
from zoneplan.sheet_texts import (
    as_list,
    as_number,
    as_pairs,
    basis_word,
    chinese_time,
    figure_text,
    flow,
    joined,
    pair_lines,
)
from zoneplan.strategies import figure_texts
from zoneplan.vocabulary import KEYS


@given(figure_texts() | st.decimals(allow_nan=False, allow_infinity=False).map(lambda one: f"{one:f}亿元"))
def test_a_number_and_its_unit_give_the_figure_back(text: str) -> None:
    """What is taken apart is put together again digit by digit, from the float that a file stores."""
    found = as_number(text)
    if found is not None:
        number, unit = found
        assert text == figure_text(float(number.value), number.decimals, unit)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5.50%", (Number(Decimal("5.50"), 2), "%")),
        ("-3亿元", (Number(Decimal(-3)), "亿元")),
        ("100000000000000元", (Number(Decimal(100_000_000_000_000)), "元")),
        ("1000000000000000元", None),
        ("0.10000000000000亿元", (Number(Decimal("0.10000000000000"), 14), "亿元")),
        ("3000亩以上", None),
        ("1,200万元", None),
        ("５亿元", None),
        ("-0%", None),
        ("007人", None),
        ("5 亿元", None),
        ("5", None),
        ("约5亿元", None),
        ("5—6亿元", None),
    ],
)
def test_only_what_reads_back_alike_is_a_number(text: str, expected: object) -> None:
    """At most 15 digits, no blanks, qualifiers or separators; every other figure stays a text."""
    assert expected == as_number(text)


@given(st.lists(TEXTS, min_size=1))
def test_a_list_in_a_cell_is_the_list(items: list[str]) -> None:
    """Items that hold the separator, or blanks at their ends, are written as a plan file would."""
    text = joined(items)
    data = yaml.load(text, "") if text.startswith("[") else as_list(text)
    assert items == data


def test_brackets_keep_a_list_together() -> None:
    """A separator within brackets separates nothing; one bracket alone closes nothing."""
    assert ["a（b、c）", "d"] == as_list("a（b、c）、d")
    assert ["a）", "b", "c"] == as_list("a）;b\nc，")


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ([{"period": "2023", "figure": "5亿元"}, {"period": "2024"}], "2023: 5亿元\n2024:"),
        ([{"period": "2023", "figure": "1,200万元"}], "2023: '1,200万元'"),
        (
            [{"period": "2023", "figure": {"text": "5亿元", "price_basis": "current"}}],
            "2023: {原文: 5亿元, 价格: 现价}",
        ),
        ([{"period": "2023"}, {"period": "2023"}], "[{时期: '2023'}, {时期: '2023'}]"),
    ],
)  # fmt: skip
def test_records_of_two_keys_have_a_line_each(entries: list[dict[str, object]], expected: str) -> None:
    """Years of an investment stand on lines; what lines cannot tell is written out."""
    assert expected == pair_lines(entries, "period")


def test_names_that_are_keys_stay_names() -> None:
    """A source of money called 项目 is no key."""
    entries = [{"name": "项目", "figure": "5亿元"}, {"name": "合计"}]
    data = yaml.load(pair_lines(entries, "name"), "", translate=KEYS)
    assert isinstance(data, dict)
    assert ["项目", "合计"] == [one["name"] for one in as_pairs(data, "name")]


@given(
    st.dictionaries(TEXTS, TEXTS | st.none() | st.integers() | st.booleans() | st.lists(TEXTS), max_size=3)
)
def test_one_line_reads_back_alike(data: dict[str, object]) -> None:
    """Data on one line is YAML, whatever its texts hold."""
    try:
        found = yaml.load(flow(data), "")
    except DocumentError:
        assert any(key != key.strip() for key in data)  # keys with blanks around them are refused anyway
        return
    assert isinstance(found, dict)
    assert data == {key: value for key, value in found.items() if key != "@"}


@pytest.mark.parametrize(
    ("text", "expected"), [("2021-2025 each year", "2021-2025每年"), ("ongoing", "长期"), ("x", "x")]
)
def test_times_are_told_in_chinese(text: str, expected: str) -> None:
    """Deadlines are written as Chinese plans do; what is none stays."""
    assert expected == chinese_time(text)


def test_price_bases_have_chinese_words() -> None:
    """Each basis is written as plan files may write it."""
    assert ["可比价", "不变价（基期未注明）", "2015年不变价", "unstated"] == [
        basis_word(one) for one in ("comparable", "constant unstated", "constant 2015", "unstated")
    ]
