"""Scanning a text: what is found, what its span is, and what is left unread."""

from __future__ import annotations

import pytest

from zoneplan import parse_figure
from zoneplan.amounts import find
from zoneplan.errors import AmountError
from zoneplan.kinds import FigureKind, Modality
from zoneplan.qualifiers import Qualifier
from zoneplan.scanner import phrases_in, whole_phrase


def _told(text: str) -> list[str]:
    return [text[one.start : one.end] for one in phrases_in(text)[0]]


def test_a_phrase_holds_what_its_words_say() -> None:
    """Number, unit, words, kind, modality and place of one amount."""
    (phrase,), unread = phrases_in("力争单位GDP能耗下降13.5%以上")
    (part,) = phrase.parts
    assert [] == unread
    assert ("-13.5", "%", (Qualifier.AT_MOST,)) == (str(part.number), part.unit.name, part.qualifiers)
    assert (FigureKind.GROWTH, Modality.AIM, "单位GDP") == (phrase.kind, phrase.modality, phrase.per)


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("2023年", [("2023年", True)]),
        ("1+5+22", [("1+5+22", True)]),
        ("第三产业", [("第三", True)]),
        ("5A级", [("5", False)]),
        ("1,2345元", [("1,2345", False)]),
        ("5兆元", [("5兆", False)]),
        ("20万企业", [("20万", False)]),
    ],
)
def test_what_is_left_alone_is_told(text: str, unread: list[tuple[str, bool]]) -> None:
    """Dates and names are known to be no amounts; other numbers are told as unread."""
    found, left = phrases_in(text)
    assert [] == found
    assert unread == [(text[one.start : one.end], one.is_name) for one in left]


def test_the_words_of_a_phrase_are_its_span() -> None:
    """Bound words and the verb of a fall belong to it, nouns do not."""
    assert ["下降18%以上"] == _told("能耗下降18%以上，")
    assert ["突破6000亿元大关"] == _told("产值突破6000亿元大关")
    assert ["人民币500万元整"] == _told("奖励人民币500万元整。")


def test_a_whole_phrase_is_one_amount_and_no_more() -> None:
    """Words on how it is meant may stand before it, nouns may not."""
    for text in ("力争增长6%", "连续19年", "下降18%以上", "5亿元(预计数)", "位列全国第五"):
        assert whole_phrase(text) is not None
    for text in ("总投资5亿元", "5亿元项目", "增长6%和5%", "人均5万元", "", "5亿元、3家"):
        assert whole_phrase(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "12..5%",
        "两美元又三美分",
        "5亿元零3万",
        "实施“3210”产业壮大工程",
        "不 超过5亿元",
        "不应当超过5%",
        "无法达到5亿元",
        "100kW·h",
        "达到445奈拉兑换",
    ],
)
def test_what_is_not_accounted_for_is_refused(text: str) -> None:
    """A sign, a bound or more of the number beside an amount is never lost."""
    with pytest.raises(AmountError):
        parse_figure(text)
    assert not any(one.start < 4 and "3万" not in one.text for one in find(text))


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("[13.5]", "13.5", "%"),
        ("〔18〕", "18", "%"),
        ("[13.5]%", "13.5", "%"),
        ("[1]岁", "1", "岁"),
        ("[500] 万人", "500", "万人"),
        ("累计增长[25]", "25", "%"),
        ("累计下降[18]%", "-18", "%"),
    ],
)
def test_a_bracket_keeps_its_unit_and_its_sign(text: str, number: str, unit: str) -> None:
    """What is cumulated is in the unit inside the bracket or behind it, in % where there is none."""
    phrases, _ = phrases_in(text)
    (part,) = phrases[0].parts
    assert (number, unit, FigureKind.CUMULATIVE) == (str(part.number), part.unit.name, phrases[0].kind)


@pytest.mark.parametrize(
    ("text", "is_name"), [("[13.5]%以上", False), ("数组[13]个", False), ("文献[1]", True)]
)
def test_a_bracket_that_is_not_understood_is_left_alone(text: str, is_name: bool) -> None:
    """With a bound behind it, or no word of cumulation before it, nothing is read; a note is known as one."""
    phrases, unread = phrases_in(text)
    assert ([], [is_name]) == (phrases, [one.is_name for one in unread])


@pytest.mark.parametrize(
    "text", ["前10%", "前三分之一", "排名前20%", "最后5%", "后10%", "倒数3%", "倒数第五", "倒数第3位"]
)
def test_a_place_among_others_is_no_share(text: str) -> None:
    """前10% and 倒数第三 say where one stands, counted from an end, which no figure says."""
    found, unread = phrases_in(text)
    assert ([], True) == (found, any(not one.is_name for one in unread))


@pytest.mark.parametrize("text", ["目前10%", "此前10%", "税后10%", "今后三分之一"])
def test_a_share_at_a_time_is_one(text: str) -> None:
    """目前, 此前 and 今后 are times, not places."""
    assert 1 == len(phrases_in(text)[0])


def test_a_rank_after_years_in_a_row_is_found_beside_them() -> None:
    """连续19年第五 states the years and the rank; a text that is one amount is neither."""
    assert ["19年", "第五"] == [one.text for one in find("连续19年第五")]
    with pytest.raises(AmountError):
        parse_figure("连续19年第五")
