"""Phrases: amounts taken apart, with what their words say, and what was left unread."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phrase_scoring import load, score
from zoneplan import parse_figure
from zoneplan.amounts import find
from zoneplan.errors import AmountError
from zoneplan.kinds import FigureKind, Modality
from zoneplan.plain_amounts import PlainReader
from zoneplan.qualifiers import Qualifier
from zoneplan.scanner import phrases_in, whole_phrase

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
    quick = phrases_in(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(PlainReader, "read", lambda *_, **__: None)
        assert phrases_in(text) == quick


def test_phrases_that_the_reader_was_not_written_after_are_read_too() -> None:
    """Rows collected apart from the reader: nearly all are right, and none is silently wrong."""
    told = score(load("phrases_blind.jsonl"), parse_figure)
    assert (0, True) == (len(told.wrong), told.right >= 0.97 * told.rows), str(told)


@pytest.mark.parametrize("text", ["增长七个点", "提高2个点", "回落1.5个点左右"])
def test_points_of_no_named_sort_are_not_counted_as_things(text: str) -> None:
    """个点 may be per cent or percentage points, and is no number of things."""
    with pytest.raises(AmountError, match=r"without guessing|expected an amount"):
        parse_figure(text)


def test_phrases_kept_unseen_until_the_reader_was_finished_are_read_too() -> None:
    """Two rows differ in words only: 万TEU is called 万标准箱, 数十亿元 is over 10 and below 100亿元."""
    told = score(load("phrases_unseen.jsonl"), parse_figure)
    assert ["D066", "D146"] == [miss.row["id"] for miss in told.wrong]
    assert told.right >= 0.98 * told.rows, str(told)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("大于或者等于４，５６５", "4565无单位以上"),
        ("小于 或 等于100", "100无单位以内"),
        ("不少于或等于30%", "30%以上"),
        ("等于或小于5%", "5%以内"),
        ("負 1,200,000", "-1200000无单位"),
        ("十亿级", "10亿元级"),
        ("五千亿级产业集群", "5000亿元级"),
        ("纳税过1亿元", "超1亿元"),
        ("综合排名力争上升至25名左右", "约25名次"),
        ("四点 五个百分点", "4.5个百分点"),
        ("六 点 五 成", "6.5成"),
        ("至少三块零四", "3.04元以上"),
        ("单位GDP能耗同比不降反升0.09%", "0.09%"),
        ("1万(含)-5万元", "1—5万元"),
        ("1000万元(含)-5000万元", "1000—5000万元"),
        ("3000万元(含3000万元)至5亿元", "0.3—5亿元"),
        ("五元六角-五元七毛八分", "5.6—5.78元"),
        ("超过5亿元不足10亿元", "5—10亿元"),
        ("5亿元（含）以上10亿元（不含）以下", "5—10亿元"),
        ("三五百块", "300—500元"),
        ("一千到一千五百", "1000—1500无单位"),
        ("10000与20000之间", "10000—20000无单位"),
        ("世界500强企业46家", "46家"),
        ("居全省90个县市区第7位", "7名次"),
        ("每低1个百分点扣0.1分", "-0.1分"),
        ("10万台商台胞", "10万人"),
        ("近1亿农村贫困人口实现脱贫", "近1亿人"),
        ("GDP破5000亿的县级市", "超5000亿元"),
        ("五年年均增长5.2%", "5.2%"),
        ("十年增加近70万亿元", "近70万亿元"),
        ("经过近29年发展", "近29年"),
        ("保持苏州全市1/4份额", "1/4"),
        ("水深超过250m", "超250米"),
        ("五百或者更多", "500无单位以上"),
        ("人民币4.06兆元", "4.06万亿元"),
        ("5.89兆元人民币", "5.89万亿元"),
        ("规模以上工业企业46家", "46家"),
    ],
)
def test_phrases_of_documents_are_read(text: str, expected: str) -> None:
    """Bounds of two words, ranges of every writing, names, elided units and spans of years."""
    assert expected == str(parse_figure(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("分别高于全国、全省1.2个、0.8个百分点", ["1.2个百分点", "0.8个百分点"]),
        ("跨越3000亿元、4000亿元台阶", ["3000亿元以上", "4000亿元以上"]),
        ("三次产业比调整为11.8︰48.3︰39.9", ["11.8比", "48.3比", "39.9比"]),
    ],
)
def test_phrases_of_several_numbers_are_read(text: str, expected: list[str]) -> None:
    """A unit or a bound behind the last number is that of all."""
    found = parse_figure(text)
    assert isinstance(found, tuple)
    assert expected == [str(figure) for figure in found]


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
