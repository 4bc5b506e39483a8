"""Amounts in running text: found where they stand, read right or refused, never guessed at."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from zoneplan import Figure, Found, amounts, parse_figure
from zoneplan.errors import AmountError, FloatRefusedError, ZoneplanError

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "amounts.jsonl").read_text(encoding="utf-8").splitlines()
]


def figures_of(text: str) -> tuple[Figure, ...]:
    """Read the figures of a phrase, always as a tuple."""
    found = parse_figure(text)
    return found if isinstance(found, tuple) else (found,)


def told(text: str) -> str:
    """Tell what a phrase was read as, or that it was refused."""
    try:
        found = figures_of(text)
    except ZoneplanError:
        return "refused"
    return "; ".join(f"{figure} {figure.bound} {figure.kind}" for figure in found)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_a_phrase_of_a_document_is_read_as_people_do(row: dict[str, Any]) -> None:
    """Value, unit, bound, kind, ends, side and modality of the phrases annotated by hand."""
    figures = figures_of(row["text"])
    first = figures[0]
    if row["value"] is not None:
        values = row["value"] if isinstance(row["value"], list) else [row["value"]]
        assert [Decimal(value) for value in values] == [figure.number for figure in figures]
    assert amounts.find(row["text"])[0].figures
    for figure in figures:
        assert (row["bound"], row["kind"], row.get("side")) == (figure.bound, figure.kind, figure.side)
        assert row["base_unit"] == figure.base_unit
        assert row.get("modality") == figure.modality
    assert {"万台币": "万新台币"}.get(row["unit"], row["unit"]) == str(first.unit)
    for name in ("low", "high", "base_low", "base_high"):
        if name in row:
            assert Decimal(row[name]) == getattr(first, name)
    if "base_value" in row:
        assert abs(Decimal(row["base_value"]) - first.base_number) <= abs(first.base_number) * Decimal(
            "1e-12"
        )
    if row["id"] == "A043":  # its prices are those of the bulletin it stands in, not of its words
        assert "unstated" == first.price_basis.kind
    else:
        assert row.get("price_basis", "unstated") == first.price_basis.kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("不得低于5%", "5%以上 ge ratio"),
        ("未超过3亿元", "3亿元以内 le money"),
        ("大于等于30%", "30%以上 ge ratio"),
        ("介于5%和8%之间", "5—8% range ratio"),
        ("从5%到8%", "5—8% range ratio"),
        ("8500到3万港元", "0.85—3万港元 range money"),
        ("2至3千人", "2000—3000人 range people"),
        ("三到五百人", "300—500人 range people"),
        ("十几亿元", "10余亿元 gt money"),
        ("数10亿元", "数10亿元 gt money"),
        ("几百元", "数100元 gt money"),
        ("若干家", "refused"),
        ("上百亿元", "100亿元以上 ge money"),
        ("过百亿元", "超100亿元 gt money"),
        ("占比过半", "超1/2 gt share"),
        ("节约5亿元", "5亿元 eq money"),
        ("近三年", "refused"),
        ("近30年", "近30年 approx duration"),
        ("百分之三到五", "3—5% range share"),
        ("五分之一", "1/5 eq share"),
        ("60/65", "refused"),
        ("七成五", "7.5成 eq share"),
        ("三成立", "refused"),
        ("两个亿", "2亿元 eq money"),
        ("三块二", "3.2元 eq money"),
        ("五角三分", "0.53元 eq money"),
        ("壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分", "123.456789万元 eq money"),
        ("US$3.5亿", "3.5亿美元 eq money"),
        ("新加坡元500万", "500万新加坡元 eq money"),
        ("卢比500万", "refused"),
        ("100兆瓦", "100兆瓦 eq power"),
        ("5度", "refused"),
        ("用电量6.42亿度", "6.42亿千瓦时 eq energy"),
        ("20万企业", "refused"),
        ("20位院士", "20人 eq people"),
        ("排名第12位", "12名次 eq rank"),
        ("前10名", "10名次以内 le rank"),
        ("2023年", "refused"),
        ("第十四个五年规划", "refused"),
        ("1,2345元", "refused"),
        ("两万五", "25000无单位 eq number"),
        ("三五个", "refused"),
        ("三年半", "3.5年 eq duration"),
        ("两个半月", "2.5个月 eq duration"),
        ("5亿元多", "5余亿元 gt money"),
        ("10年多", "超10年 gt duration"),
        ("2400余亿元", "2400余亿元 gt money"),
        ("下降18%以上", "-18%以内 le growth"),
        ("减少162万吨", "-162万吨 eq mass"),
        ("降至3%以下", "3%以内 le share"),
        ("增长一倍", "1倍 eq multiple"),
        ("翻了近一番", "近2倍 approx multiple"),
        ("排名上升5位", "5名次 eq increment"),
        ("实现两位数增长", "10%级 ge growth"),
        ("两位数", "refused"),
        ("百亿企业", "refused"),
        ("1亿元以上5亿元以下", "1—5亿元 range money"),
        ("5亿元（不含）以下", "低于5亿元 lt money"),
        ("大于30小于60", "30—60无单位 range number"),
        ("由1.5亿元降至1亿元", "1.5亿元 eq money; 1亿元 eq money"),
        ("比例为3:7", "3比 eq structure; 7比 eq structure"),
        ("8:30", "refused"),
        ("分别提高3.2、1.5个百分点", "3.2个百分点 eq pp_change; 1.5个百分点 eq pp_change"),
        ("人均GDP5万美元", "5万美元 eq money"),
        ("投资5亿元的项目3个", "refused"),
        ("亿元以上项目50个", "1亿元以上 ge money"),
        ("5—亿元", "refused"),
        ("5亿元内资", "5亿元 eq money"),
        ("3—5年", "3—5年 range duration"),
        ("千亿级产业", "1000亿元级 ge scale_class"),
        ("失业率控制在5.5%以内", "5.5%以内 le rate"),
    ],
)
def test_other_phrases(text: str, expected: str) -> None:
    """Bounds, numerals, currencies, growth, ranks and shares beyond the annotated rows."""
    assert expected == told(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "2022年，完成地区生产总值2400亿元，同比增长5.6%，占全市的48%；工业总产值突破6000亿元大关。",
            ["2400亿元", "5.6%", "48%", "突破6000亿元大关"],
        ),
        (
            "围绕“1+5+22”规划体系，实施五大行动、四大探索、三类试点，推进第一产业融合发展，一张蓝图绘到底。",
            [],
        ),
        (
            "2023年1—9月，实际使用外资12.5亿美元，进出口总额844.40亿美元，分别增长7%、8%左右。",
            ["12.5亿美元", "844.40亿美元", "7%、8%左右"],
        ),
        (
            "单位GDP能耗下降13.5%，PM2.5平均浓度降至28微克/立方米，邮编215300，电话0512-57320000。",
            ["下降13.5%", "28微克/立方米"],
        ),
        (
            "三次产业结构由0.6:51.8:47.6调整为0.5:50:49.5，收入比由1.94:1缩小至1.87:1。",
            ["0.6:51.8:47.6", "0.5:50:49.5", "1.94:1缩小至1.87:1"],
        ),
        ("万众一心，千方百计，一是要坚持，百强县，三年行动计划，一年一度，近三年。", []),
        ("会议于8:30开始，9时30分结束，共有12个部门参加。", ["12个"]),
        (
            "第3条 单个项目奖励最高不超过500万元，绿地率不高于20%，容积率不低于1.5。",
            ["不超过500万元", "不高于20%", "不低于1.5"],
        ),
    ],
)
def test_amounts_are_found_in_prose(text: str, expected: list[str]) -> None:
    """Amounts are found with the words that bound them; dates and numbers in names are left alone."""
    assert expected == [one.text for one in amounts.find(text)]


def test_what_it_is_counted_per_is_told_beside_the_figure() -> None:
    """人均, 亩均 and 每1个 leave the unit as printed."""
    (each,) = amounts.find("每1个扣0.3分")
    assert ("扣0.3分", "每1个", "-0.3分") == (each.text, each.per, str(each.figures[0]))
    (mean,) = amounts.find("亩均税收30万元")
    assert ("亩均", "万元") == (mean.per, str(mean.figures[0].unit))


def test_increments_and_price_bases_are_told() -> None:
    """增长N倍 is an increment and 增长到N倍 is none; 不变价 without a year says that no year is named."""
    assert [True, False] == [figures_of(text)[0].is_increment for text in ("增长2倍", "增长到2倍")]
    bases = [
        str(figures_of(f"按{prices}计算增长5%")[0].price_basis)
        for prices in ("不变价格", "2020年不变价格", "可比价格")
    ]
    assert ["constant unstated", "constant 2020", "comparable"] == bases


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "expected an amount, got ''\nwrite one amount with its unit, such as '总投资超200亿元'"),
        (
            "投资5亿元，增长3%",
            (
                "expected one amount, got '5亿元' and '3%' in '投资5亿元，增长3%'\n"
                "ask for all of them: zoneplan.amounts.find(text)"
            ),
        ),
        (
            "5兆元",
            (
                "cannot read '5兆' in '5兆元' without guessing\n"
                "write one amount with its unit, such as '总投资超200亿元'"
            ),
        ),
        (
            "元" * 201,
            (
                f"expected a phrase of at most 200 characters, got 201: '{'元' * 20}'…\n"
                "ask for all of them: zoneplan.amounts.find(text)"
            ),
        ),
    ],
)
def test_what_is_not_read_is_refused_with_a_way_out(text: str, message: str) -> None:
    """A refusal says what was not read and what to do."""
    with pytest.raises(AmountError) as caught:
        parse_figure(text)
    assert message == str(caught.value)


@pytest.mark.parametrize("read", [parse_figure, amounts.find])
def test_only_text_is_read(read: Any) -> None:
    """Numbers and other values are refused."""
    with pytest.raises(FloatRefusedError):
        read(1.5)
    with pytest.raises(AmountError) as caught:
        read(None)
    assert str(caught.value).startswith("expected text, got None\n")


ANY = st.text(
    alphabet="0123456789.,，。一二两三十百千万亿几数半翻第前年个百分点%元亩家人位成倍之[]（）-—~至到、:/≥<超近约多余以上内下降增长每块的级介于间兆含不",
    max_size=24,
)


@given(ANY)
@example("1,1")
def test_what_is_found_stands_where_it_says(text: str) -> None:
    """Spans hold the words found, in order and apart; every figure can be asked for all it says."""
    last = 0
    for one in amounts.find(text):
        assert isinstance(one, Found)
        assert text[one.start : one.end] == one.text
        assert last <= one.start < one.end
        last = one.end
        for figure in one.figures:
            assert figure.strict.is_subset(figure.wide)
            assert figure.base_number.is_finite()
            assert (figure.high is None) == (figure.base_high is None)


@given(ANY)
def test_a_figure_that_is_found_prints_and_is_read_back(text: str) -> None:
    """P15: parse, print, parse keeps the number, the words and the unit."""
    for one in amounts.find(text):
        for figure in one.figures:
            if not str(figure).startswith("≈"):
                again = Figure.parse(str(figure))
                assert (figure, figure.qualifiers, figure.unit) == (again, again.qualifiers, again.unit)


@given(
    st.decimals(0, 10**9, places=2),
    st.sampled_from(["", "超", "不低于", "不超过", "约", "近"]),
    st.sampled_from(["亿元", "万亩", "%", "个百分点", "万人", "公里", "亿美元"]),
    st.sampled_from(["总投资", "坚持稳中求进，完成", "（"]),
)
def test_one_amount_in_prose_is_what_it_is_alone(number: Decimal, word: str, unit: str, before: str) -> None:
    """The words around an amount do not change its number, unit and bound."""
    alone = Figure.parse(f"{word}{number}{unit}")
    (found,) = amounts.find(f"{before}{word}{number}{unit}。")
    assert (alone, alone.quantum) == (found.figures[0], found.figures[0].quantum)


@pytest.mark.parametrize(
    "piece",
    [
        "9",
        "[",
        "〔1",
        "1,",
        "1,111",
        "1 ",
        "111 ",
        "一",
        "万",
        "一亿",
        "5-",
        "5亿元-",
        "5亿元、",
        "1:",
        "1/",
        "2023-",
        "1、",
        "1+",
        "1.",
        "<4/",
        "百分之",
        "增长",
        "翻",
        "数",
        "每",
    ],
)
def test_time_grows_with_the_text(piece: str) -> None:
    """Ten times the text takes about ten times as long, whatever it is made of."""
    times = []
    for size in (4_000, 40_000):
        text = (piece * size)[:size]
        runs = []
        for _ in range(3):
            start = process_time()
            amounts.find(text)
            runs.append(process_time() - start)
        times.append(min(runs))
    assert times[1] < 50 * max(times[0], 0.004)
