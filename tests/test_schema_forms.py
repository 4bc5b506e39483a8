from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoneplan.dates import as_date, as_moment
from zoneplan.deadlines import Deadline
from zoneplan.errors import ZoneplanError
from zoneplan.intervals import Interval
from zoneplan.patterns import Pattern
from zoneplan.periods import Period
from zoneplan.schema import forms
from zoneplan.shapes import as_fraction
from zoneplan.texts import folded

if TYPE_CHECKING:
    from collections.abc import Callable

READERS: dict[str, tuple[str, int, Callable[[str], object]]] = {
    "period": (forms.PERIOD, 40, Period.parse),
    "day": (forms.DAY, 40, as_date),
    "moment": (forms.MOMENT, 40, as_moment),
    "deadline": (forms.DEADLINE, 40, Deadline.parse),
    "interval": (forms.INTERVAL, 200, Interval.parse),
    "pattern": (forms.PATTERN, 40, Pattern.parse),
    "exact number": (forms.EXACT_NUMBER, 60, as_fraction),
}
PIECES = (
    "2023", "2025", "0000", "1", "12", "13", "06", "３", "年", "月", "日", "上半年", "下半年",
    "季度", "第", "二", "H", "h", "Q", "－", "-", "—", "——", "~", "/", "01", ".", " ", "\u3000",
    "全年", " all year", "每年", "各年", " each year", "当月", "当季", " alone", "底", "底前", "末",
    "前", "期间", "长期", "Ongoing", "十四五", "“", "”", "[", "(", "]", ")", ",", "，", "∞",
    "inf", "−", "+", "<=", "≥", ">", "=", "∅", " ∩ ℤ", "无穷大", "\n",
)  # fmt: skip


def is_read(read: Callable[[str], object], text: str) -> bool:
    """Say whether a reader takes a text."""
    try:
        read(text)
    except ZoneplanError:
        return False
    return True


@pytest.mark.parametrize("name", READERS)
@given(st.data())
def test_what_a_reader_takes_the_form_matches(name: str, data: st.DataObject) -> None:
    """No text that a reader takes is refused by the schema, however its characters are typed."""
    form, longest, read = READERS[name]
    text = data.draw(st.lists(st.sampled_from(PIECES), max_size=8).map("".join), label="text")[:longest]
    if is_read(read, text):
        assert re.search(form, text)


@pytest.mark.parametrize("name", READERS)
@given(st.data())
def test_what_a_form_matches_is_read_or_has_no_such_date(name: str, data: st.DataObject) -> None:
    """A text of the form is refused only where its numbers make no sense together."""
    form, longest, read = READERS[name]
    text = data.draw(st.from_regex(form).filter(lambda text: len(text) <= longest), label="text")
    plain = folded(text).strip()
    if not is_read(read, text):
        assert "0000" in plain or name == "interval" or name in _DATED


# In these a year may come before another, and a day may not exist.
_DATED = {"period", "day", "moment", "deadline"}


@given(st.text(alphabet="0９５年 \u3000Ｈh-－/x", max_size=6))
def test_a_widened_form_matches_what_the_form_matches_once_folded(text: str) -> None:
    """Widening an expression is the same as folding the text, as far as the case of letters counts."""
    form = "[0-5]+ ?(年|H)?-?/*"
    once_folded = re.fullmatch(form, folded(text), re.IGNORECASE)
    assert (once_folded is None) == (re.fullmatch(forms.widened(form, ignore_case=True), text) is None)


def test_no_form_lets_a_line_end_follow() -> None:
    """A lone `$` matches before a last line end in Python; no form does."""
    assert not re.search(forms.ID, "a\n")
    assert not re.search(forms.EXACT_NUMBER, "1\n")
    assert not re.search(forms.PATTERN, "1+5+22\n")
