"""Phrases: amounts taken apart, with what their words say, and what was left unread."""

from __future__ import annotations

import pytest

from phrase_scoring import load, score
from zoneplan import parse_figure
from zoneplan.errors import AmountError


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
