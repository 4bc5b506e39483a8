"""Phrases: amounts taken apart, with what their words say, and what was left unread."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoneplan import phrases
from zoneplan.kinds import FigureKind, Modality
from zoneplan.phrases import phrases_in, whole_phrase
from zoneplan.qualifiers import Qualifier

PIECES = [
    "5",
    "12.5",
    "1200",
    "亿元",
    "万亩",
    "%",
    "个百分点",
    "家",
    "人",
    "以上",
    "以下",
    "左右",
    "大关",
    "（含）",
    "超",
    "不低于",
    "近",
    "约",
    "增长",
    "下降",
    "提高到",
    "占",
    "，",
    "、",
    "和",
    "到",
    "-",
    "从",
    "之间",
    "在",
    "介于",
    "每",
    "第",
    "前",
    "多",
    "余",
    "2025年",
    "3月",
    "项目",
    "的",
    "人均",
    "分别",
    "台阶",
    "位",
    "亿",
    "/亩",
    "年",
    "个",
]


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


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("7%、8%和9%", 3),
        ("从8.7万元增加到15万元", 2),
        ("由2020年的27亿元增加到2025年的42亿元", 2),
        ("0.6:51.8:47.6", 3),
        ("<4/<5.5", 2),
        ("分别为3.2、1.5个百分点", 2),
        ("1亿元以上5亿元以下", 1),
        ("超过10亿元但不到20亿元", 1),
        ("、".join(["5%"] * 21), 21),
    ],
)
def test_numbers_that_belong_together_are_one_phrase(text: str, parts: int) -> None:
    """Lists, from-to pairs, structures and cells are one phrase; two bounds are one range."""
    (phrase,), _ = phrases_in(text)
    assert parts == len(phrase.parts)


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


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_the_quick_way_reads_what_the_careful_way_reads(text: str) -> None:
    """Plain amounts are matched at once; that changes how long it takes and nothing else."""
    text = f"。{text}"
    quick = phrases_in(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(phrases._Reader, "_is_slow", lambda *_: True)
        assert phrases_in(text) == quick
