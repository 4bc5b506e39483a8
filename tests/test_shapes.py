from __future__ import annotations

from decimal import Decimal

import pytest

from zoneplan import Aspect, Deadline, Figure, Interval, MetricKind, Pattern, Period, PriceBasis
from zoneplan.errors import AmountError
from zoneplan.shapes import (
    PARSED,
    ShapeError,
    as_figure,
    as_text,
    as_whole_number,
    as_word,
    bare,
    missing_key,
    not_a_mapping,
    shown,
    told,
    unknown_key,
    written_figure,
)
from zoneplan.units import Unit, unit


def test_values_of_the_right_shape_are_taken_as_they_are() -> None:
    """Texts, whole numbers and words of a closed set need no change."""
    assert ("x", 4) == (as_text("x"), as_whole_number(4))
    assert [MetricKind.FLOW] * 2 == [as_word(word, MetricKind) for word in ("flow", "流量")]


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (Deadline, "长期", Deadline.parse("ongoing")),
        (Interval, "[0, 100]", Interval(0, 100)),
        (Pattern, "1+5+22", Pattern(1, 5, 22)),
        (Period, "2023年", Period.year(2023)),
        (PriceBasis, "现价", PriceBasis.current()),
        (Unit, "yi_yuan", unit("亿元")),
    ],
)
def test_values_written_as_one_text_are_parsed(kind: type, text: str, value: object) -> None:
    """Each class that is written as one text has what reads it."""
    assert value == PARSED[kind](text)


def test_a_figure_is_read_and_written() -> None:
    """A figure with prices and quantum goes to plain data and back."""
    data = {"text": "2400亿元", "price_basis": "current", "quantum": "100"}
    figure = as_figure(data)
    assert Figure(2400, "亿元", price_basis=PriceBasis.current()) == figure
    assert 100 == figure.quantum
    assert data == written_figure(figure)


def test_an_error_of_shape_names_the_key_below() -> None:
    """What is wrong inside a figure is told at its own key."""
    with pytest.raises(ShapeError) as caught:
        as_figure({"text": "1亿元", "quantum": "-1"})
    assert "quantum" == caught.value.below


def test_a_word_that_is_none_lists_all() -> None:
    """The English words are told, and the Chinese ones as the remedy."""
    with pytest.raises(ShapeError) as caught:
        as_word("done", Aspect)
    assert (
        "expected one of baseline, actual, planned, forecast, target, got 'done'",
        "in Chinese: 基期、实际、计划、预测、目标",
        "应为下列之一：基期、实际、计划、预测、目标；写的是'done'",
        "英文写作 baseline, actual, planned, forecast, target",
    ) == told(caught.value)


def test_an_error_is_told_by_its_sentence() -> None:
    """An error of ours has a message and a remedy, another one its text."""
    assert ("wrong", "mend it", "", "") == told(ShapeError("wrong", "mend it"))
    assert ("wrong", "", "有误", "请改正") == told(AmountError("wrong", "", "有误", "请改正"))
    assert ("wrong", "", "", "") == told(ValueError("wrong"))


def test_keys_are_offered_in_both_languages() -> None:
    """Near keys are offered, else all there are."""
    keys = ["text", "quantum"]
    assert [
        ("unknown key 'txt'", "did you mean 'text'?", "不认识的键'txt'", "是否应为“text”？"),
        ("unknown key '原'", "did you mean '原文'?", "不认识的键'原'", "是否应为“原文”？"),
        (
            "unknown key '??'",
            "the keys here are text, quantum",
            "不认识的键'??'",
            "此处可用的键：原文、精度",
        ),
    ] == [told(unknown_key(key, keys)) for key in ("txt", "原", "??")]


def test_slips_between_braces_are_told_as_what_they_are() -> None:
    """A full-width colon and a comma within a number make keys of what was meant otherwise."""
    assert [
        (
            "full-width colon '：' after '数值'",
            "write an ordinary colon and a space: '数值: …'",
            "“数值”后是全角冒号“：”",
            "请用半角冒号加空格：'数值: …'",
        ),
        (
            "a comma separates entries here, so that '000万元' was taken for a key",
            "write the number without its comma, or put the figure between quotes",
            "此处逗号用来分隔各项，'000万元'被当作了键",
            "请去掉数中的逗号，或给整个数值加上引号",
        ),
    ] == [told(unknown_key(key, ["figure"])) for key in ("数值：42%", "000万元")]


def test_one_wrong_character_of_two_is_near() -> None:
    """名字 is offered 名称, and a word that shares nothing with a key is not."""
    assert ["did you mean '名称'?", "the keys here are name"] == [
        told(unknown_key(key, ["name"]))[1] for key in ("名字", "文字")
    ]


@pytest.mark.parametrize(
    ("number", "is_share"), [("0.42", True), ("1", False), ("0", False), ("-0.42", False)]
)
def test_a_number_below_one_may_be_a_share(number: str, is_share: bool) -> None:
    """Who typed 0.42 for 42% is told how a share is written."""
    with pytest.raises(ShapeError) as caught:
        as_figure(Decimal(number))
    share, share_zh = "; a share is written as its percentage, with %", "；如为比重，请写成百分数并带上 %"
    assert (
        f"write the unit behind it, such as {number}亿元{share if is_share else ''}",
        f"请在数后写上单位，例如 {number}亿元{share_zh if is_share else ''}",
    ) == (caught.value.remedy, caught.value.remedy_zh)


def test_a_missing_key_is_named_in_both_languages() -> None:
    """Where several Chinese keys mean it, all are named."""
    assert [
        (
            "missing key 'name'",
            "write it; in Chinese it is '名称'",
            "缺少键“名称”",
            "请补上；英文键名为 'name'",
        ),
        (
            "missing key 'place'",
            "write it; in Chinese it is '所在地' or '出处'",
            "缺少键“所在地”或“出处”",
            "请补上；英文键名为 'place'",
        ),
    ] == [missing_key(key) for key in ("name", "place")]


def test_a_value_is_shown_in_short() -> None:
    """Collections are named, long texts cut, decimals written out."""
    values = [{"a": 1}, [1], None, "x", Decimal("1E+3"), Decimal("NaN"), 10**400, "x" * 80]
    expected = ["a mapping", "a list", "nothing", "'x'", "1000", "NaN", "a number of hundreds of digits"]
    assert [*expected, f"'{'x' * 59}…"] == [shown(value) for value in values]
    assert ["1000", "…", "True"] == [bare(value) for value in (Decimal("1E+3"), 10**400, True)]
    assert ["键值对", "列表", "空值", "'x'", "1000", "NaN", "数百位的数"] == [
        shown(value, "zh") for value in values[:-1]
    ]
    assert (
        "expected a mapping, got a list",
        "write keys and values, such as 'id: p1'",
        "应为键值对，写的是列表",
        "请写成“键: 值”，例如 '编号: p1'",
    ) == not_a_mapping([])
