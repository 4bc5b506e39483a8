"""Numerals: Chinese, financial, Arabic and mixed numbers are read exactly or not at all."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoneplan.errors import AmountError
from zoneplan.numerals import MAX_LENGTH, numeral, read_numeral


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2400", "2400"),
        ("1.50", "1.50"),
        ("二千四百", "2400"),
        ("两千三百五十", "2350"),
        ("一百零五", "105"),
        ("一百十", "110"),
        ("一万零五", "10005"),
        ("十", "10"),
        ("十五", "15"),
        ("二十", "20"),
        ("廿三", "23"),
        ("卅", "30"),
        ("零", "0"),
        ("一点二", "1.2"),
        ("零点五", "0.5"),
        ("一点二万", "12000"),
        ("负三点五", "-3.5"),
        ("-12", "-12"),
        ("1万5千", "15000"),
        ("3亿5000万", "350000000"),
        ("1百万零54", "1000054"),
        ("2400亿", "240000000000"),
        ("1.2万亿", "1200000000000"),
        ("三万五千亿", "3500000000000"),
        ("百亿", "10000000000"),
        ("千万", "10000000"),
        ("两万五", "25000"),
        ("一百五", "150"),
        ("3万5", "35000"),
        ("一亿五", "150000000"),
        ("一千三", "1300"),
        ("肆佰叁拾萬", "4300000"),
        ("四十九兆九千五百九十二億", "49959200000000"),
        ("一五〇", "150"),
        ("9" * 40, "9" * 40),
    ],
)
def test_a_numeral_is_read_as_its_number(text: str, value: str) -> None:
    """Each way of writing gives the exact number."""
    assert Decimal(value) == read_numeral(text)


@pytest.mark.parametrize(
    ("text", "value", "scale", "place"),
    [
        ("2400亿", "2400", "亿", None),
        ("1.20万亿", "1.20", "万亿", None),
        ("四百三十万", "430", "万", None),
        ("百亿", "100", "亿", None),
        ("万亿", "1", "万亿", None),
        ("3千万", "3000", "万", 3),
        ("1.2千万", "1200", "万", 2),
        ("3亿5000万", "35000", "万", None),
        ("1万5千", "15000", "", 3),
        ("二千四百", "2400", "", None),
    ],
)
def test_the_scale_word_stays_apart(text: str, value: str, scale: str, place: int | None) -> None:
    """The closing scale word is kept, the digits before it too, and the last place that was written."""
    found = numeral(text)
    assert found is not None
    assert (Decimal(value).as_tuple(), scale, place) == (found.value.as_tuple(), found.scale, found.place)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("三四百", 300, 400), ("七八十万", 70, 80), ("五六", 5, 6), ("二三十亿", 20, 30)],
)
def test_two_neighbouring_digits_are_a_range(text: str, low: int, high: int) -> None:
    """三四百 means 300 to 400."""
    found = numeral(text)
    assert found is not None
    assert (Decimal(low), Decimal(high)) == (found.value, found.upper)


def test_vague_numerals_say_so() -> None:
    """数十亿 is several times 10亿, and 十几 more than ten."""
    several, more, bare = numeral("数十亿"), numeral("二十几亿"), numeral("千亿")
    assert several is not None
    assert more is not None
    assert bare is not None
    assert (several.is_several, several.value, several.scale) == (True, Decimal(10), "亿")
    assert (more.is_more, more.value, more.scale) == (True, Decimal(20), "亿")
    assert bare.is_bare


@pytest.mark.parametrize(
    "text",
    [
        "",
        "兆",
        "5兆",
        "十四五",
        "一百二十三百",
        "五亿三亿",
        "万一",
        "百八",
        "千百",
        "三五",
        "〇一二",
        "五点",
        "点点",
        "几",
        "几几",
        "十几几",
        "五几",
        "12万34567",
        "1.5万5",
        "一点二点三",
        "9" * 41,
        "1" * 13 + "万",
        "亿万亿",
        "a",
        "百点五",
        "零万",
    ],
)
def test_what_has_no_one_meaning_is_not_read(text: str) -> None:
    """Nothing is guessed at."""
    assert numeral(text) is None


@pytest.mark.parametrize("text", ["数十", "三四百", "十几", "兆", "", "一般", "9" * 41])
def test_read_numeral_refuses_what_is_no_one_number(text: str) -> None:
    """A numeral that stands for several numbers is refused with what to write."""
    with pytest.raises(AmountError) as caught:
        read_numeral(text)
    shown = text if len(text) <= MAX_LENGTH else f"{text[:20]}…"
    assert f"expected a numeral, got {shown!r}\nwrite digits, such as '2400' or '1.2万亿'" == str(
        caught.value
    )


def _han(number: int) -> str:
    """Write a whole number below 10^16 in Chinese, as people do."""
    groups, text = [], ""
    while number:
        groups.append(number % 10**4)
        number //= 10**4
    for power in range(len(groups) - 1, -1, -1):
        group = groups[power]
        if group and text and group < 1000 and not text.endswith("零"):
            text += "零"
        text += _group(group) + ("", "万", "亿", "万亿")[power] * (group > 0)
    return _joined(text, groups)


def _joined(text: str, groups: list[int]) -> str:
    # 三万亿五千亿 is not said: both stand before one 亿.
    return text.replace("万亿", "万", 1) if len(groups) == 4 and groups[2] else text


def _group(group: int) -> str:
    text = ""
    for power, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = group // power % 10
        if digit:
            text += "零一二三四五六七八九"[digit] + word
        elif text and group % power and not text.endswith("零"):
            text += "零"
    return text


@given(st.integers(1, 10**16 - 1))
def test_what_is_written_in_chinese_is_read_back(number: int) -> None:
    """Numerals round trip: a number written out in Chinese is read as itself."""
    assert number == read_numeral(_han(number))


@given(st.integers(1, 10**16 - 1))
def test_financial_and_traditional_characters_mean_the_same(number: int) -> None:
    """壹貳叁, 拾佰仟 and 萬億 are other ways to write the same numeral."""
    formal = str.maketrans("一二三四五六七八九十百千万亿", "壹贰叁肆伍陆柒捌玖拾佰仟萬億")
    assert number == read_numeral(_han(number).translate(formal))


@given(st.text(alphabet="一二两三十百千万亿零点几数半0123.5", max_size=12))
def test_any_text_is_a_numeral_or_none(text: str) -> None:
    """No text raises, and what is read is finite and not below zero."""
    found = numeral(text)
    assert found is None or (found.total.is_finite() and found.total >= 0)
