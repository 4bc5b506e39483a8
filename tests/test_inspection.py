from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from zoneplan import (
    Cumulative,
    Growth,
    Order,
    Ratio,
    Reason,
    Run,
    SameFact,
    Share,
    Source,
    Status,
    Sum,
    Term,
    Verdict,
    decide,
    inspection,
    layout,
    strategies,
)
from zoneplan.formats import json as json_format
from zoneplan.layout import width

if TYPE_CHECKING:
    from zoneplan.relations import Relation


def share(text: str) -> Verdict:
    """The share of a zone in a city whose output is known to be above a bound."""
    part = Term("2400亿元", name="开发区生产总值", source=Source(document="规划文本", place="第3页"))
    return decide(Share(part=part, whole=Term("超5000亿元", name="全市"), share=text))


def test_a_contradiction_is_laid_open_in_chinese() -> None:
    """Every figure with its ranges, what it would take, and a proof that anyone can add up."""
    verdict = share("50%")
    expected = """\
不一致 [占比] 2400亿元占超5000亿元的50%
  数据          名称            写作        读作                  从宽读作          来源
  部分          开发区生产总值  2400亿元    [2399.5, 2400.5]亿元  [2350, 2450]亿元  规划文本, 第3页
  整体          全市            超5000亿元  > 5000亿元            ≥ 5000亿元
  占比                          50%         [49.5, 50.5]%         (49, 51)%
  按其余数推算                              (0, 48.01)%           (0, 49]%
  写明                          50%         [49.5, 50.5]%         (49, 51)%
  不一致：无论如何取整，这些数都不能同时成立
  若要成立，须改正其中一个（其余不变）：
    开发区生产总值  > 2450亿元           与写出的数相差50亿元
    全市            (4607.84, 5000)亿元  与写出的数相差0.01亿元
    占比            (0, 49]%             与写出的数相差1个百分点
  证明（各行乘以前面的倍数后相加）：
       1 ×  0.49 · 全市 - 开发区生产总值 < 0  据关系
       1 ×  开发区生产总值 ≤ 2450亿元         据写出的数
    0.49 ×  全市 ≥ 5000亿元                   据写出的数
  相加得：0 < 0，不成立"""
    assert expected == inspection.table(verdict, "zh")


def test_a_contradiction_is_laid_open_in_english() -> None:
    """The same in English, under a name that is given."""
    verdict = share("50%")
    expected = """\
inconsistent [占比] 2400亿元 is 50% of 超5000亿元
  figure      name            as written  can mean               at the loosest     source
  part        开发区生产总值  2400亿元    [2399.5, 2400.5] 亿元  [2350, 2450] 亿元  规划文本, 第3页
  whole       全市            超5000亿元  > 5000 亿元            ≥ 5000 亿元
  share                       50%         [49.5, 50.5] %         (49, 51) %
  calculated                              (0, 48.01) %           (0, 49] %
  stated                      50%         [49.5, 50.5] %         (49, 51) %
  inconsistent: the figures cannot all be true, however they were rounded
  to make it hold, one of these, the others staying as they are:
    开发区生产总值  > 2450 亿元           50 亿元 away from what is written
    全市            (4607.84, 5000) 亿元  0.01 亿元 away from what is written
    share           (0, 49] %             1 个百分点 away from what is written
  proof, each line taken so many times and all added up:
       1 ×  0.49 · 全市 - 开发区生产总值 < 0  by the relation
       1 ×  开发区生产总值 ≤ 2450 亿元        as written
    0.49 ×  全市 ≥ 5000 亿元                  as written
  it adds up to: 0 < 0, which cannot be"""
    assert expected == inspection.table(verdict, "en", name="占比")


def test_a_loose_agreement_says_what_it_would_take() -> None:
    """What would make the figures agree to the last digit stands below the reason."""
    verdict = decide(
        Growth(
            base=Term("2400亿元", period=2025),
            target=Term("3500亿元以上", period=2030),
            rate="7%左右",
            id="r1",
        )
    )
    expected = """\
undecided [r1] 2400亿元 in 2025 grows by 7%左右 a year to 3500亿元以上 in 2030
  figure      as written    can mean                 at the loosest
  base        2400亿元      [2399.5, 2400.5] 亿元    [2350, 2450] 亿元
  rate        7%左右        [6.5, 7.5] %             ≥ -100 %
  target      3500亿元以上  ≥ 3500 亿元
  calculated                [3287.52, 3446.23] 亿元  ≥ 0 亿元
  stated      3500亿元以上  ≥ 3500 亿元
  undecided (vague): the figures agree only if a word such as 约 or 左右 is stretched
  to make it hold to the last digit, one of these, the others staying as they are:
    base    ≥ 2437.95 亿元           37.96 亿元 away from what is written
    rate    > 7.833 %                0.84 个百分点 away from what is written
    target  [3287.52, 3446.23] 亿元  53.78 亿元 away from what is written"""
    assert expected == inspection.table(verdict, "en")


def test_a_missing_figure_gets_its_range() -> None:
    """The range that the others leave is printed to the place that tells it apart."""
    verdict = decide(Share(part="2400亿元", whole=Term(name="全市"), share="48%"))
    expected = """\
不能判定 [占比] 2400亿元占全市（缺）的48%
  数据          名称  写作      读作                  从宽读作
  部分                2400亿元  [2399.5, 2400.5]亿元  [2350, 2450]亿元
  整体          全市  —         ≥ 0亿元
  占比                48%       [47.5, 48.5]%         (47, 49)%
  按其余数推算                  (0, 100]%
  写明                48%       [47.5, 48.5]%         (47, 49)%
  不能判定（缺数）：有数据未报
  缺数：全市应为[4947.42, 5053.69]亿元，从宽为(4795.91, 5212.77)亿元"""
    assert expected == inspection.table(verdict, "zh")


def test_a_missing_figure_may_be_unbounded() -> None:
    """Where nothing bounds a missing figure, no range is made up."""
    verdict = decide(Sum(total=Term("超100亿元"), parts=[Term(name="甲"), None]))
    expected = """\
undecided [sum] 甲 (missing) + (missing) = 超100亿元
  figure      name  as written  can mean    at the loosest
  part 1      甲    —           ≥ 0 亿元
  part 2            —           ≥ 0 亿元
  total             超100亿元   > 100 亿元  ≥ 100 亿元
  calculated                    ≥ 0 亿元
  stated            超100亿元   > 100 亿元  ≥ 100 亿元
  undecided (missing): a figure is missing
  missing: 甲; nothing here bounds it
  missing: part 2; nothing here bounds it"""
    assert expected == inspection.table(verdict, "en")


def test_a_one_sided_agreement_is_called_so() -> None:
    """A word that leaves one end open weakens the check, and the table says so."""
    verdict = share("48%")
    expected = """\
consistent [share] 2400亿元 is 48% of 超5000亿元
  figure      name            as written  can mean               at the loosest     source
  part        开发区生产总值  2400亿元    [2399.5, 2400.5] 亿元  [2350, 2450] 亿元  规划文本, 第3页
  whole       全市            超5000亿元  > 5000 亿元            ≥ 5000 亿元
  share                       48%         [47.5, 48.5] %         (47, 49) %
  calculated                              (0, 48.01) %           (0, 49] %
  stated                      48%         [47.5, 48.5] %         (47, 49) %
  consistent: the figures can all be true
  a word such as 超 or 以上 leaves one side open: only the other is tested"""
    assert expected == inspection.table(verdict, "en")


def test_an_agreement_beyond_doubt_is_told_apart() -> None:
    """Exact counts that add up agree whatever they mean."""
    verdict = decide(Sum(total="431项", parts=["299项", "132项"]))
    expected = """\
一致 [求和] 299项 + 132项 = 431项
  数据          写作   读作
  分项1         299项  = 299项
  分项2         132项  = 132项
  合计          431项  = 431项
  按其余数推算         = 431项
  写明          431项  = 431项
  一致：在写出的精度内，这些数必定相符"""
    assert expected == inspection.table(verdict, "zh")


def test_unlike_prices_are_not_compared() -> None:
    """No number is calculated, and the change of prices is printed instead."""
    verdict = decide(
        Growth(
            base=Term("100亿元", period=2024, price_basis="current"),
            target=Term("110亿元", period=2025, price_basis="current"),
            rate=Term("5%", price_basis="comparable"),
        )
    )
    expected = """\
undecided [growth] 100亿元 in 2024 grows by 5% to 110亿元 in 2025
  figure  as written  can mean             at the loosest
  base    100亿元     [99.5, 100.5] 亿元   (99, 101) 亿元
  rate    5%          [4.5, 5.5] %         (4, 6) %
  target  110亿元     [109.5, 110.5] 亿元  (109, 111) 亿元
  undecided (basis): the figures are at different price bases, or some do not state theirs; \
the levels and the rate agree if prices changed by 3.27 to 6.28 % a year
  the figures were not compared"""
    assert expected == inspection.table(verdict, "en")


def test_one_fact_told_twice_differs_in_its_digits() -> None:
    """Readings that touch are no excuse for other digits, and the table says why."""
    verdict = decide(SameFact(statements=["2400亿元", "2401亿元"]))
    expected = """\
inconsistent [same_fact] 2400亿元 and 2401亿元 tell one fact
  figure       as written  can mean               at the loosest
  statement 1  2400亿元    [2399.5, 2400.5] 亿元  [2350, 2450] 亿元
  statement 2  2401亿元    [2400.5, 2401.5] 亿元  (2400, 2402) 亿元
  calculated               [2399.5, 2400.5] 亿元  [2350, 2450] 亿元
  stated       2401亿元    [2400.5, 2401.5] 亿元  (2400, 2402) 亿元
  inconsistent: one number, rounded to one place, has the same digits wherever it is printed
  proof, each line taken so many times and all added up:
    1 ×  the fact ≤ 2400 亿元  as written
    1 ×  the fact ≥ 2401 亿元  as written
  it adds up to: 0 ≤ -1, which cannot be"""
    assert expected == inspection.table(verdict, "en")


def test_a_part_above_its_total_is_wrong_whatever_is_missing() -> None:
    """What a missing figure can be at all is a line of the proof of its own."""
    verdict = decide(Sum(total="150亿元", parts=["200亿元", Term(name="第三季度")]))
    expected = """\
不一致 [求和] 200亿元 + 第三季度（缺） = 150亿元
  数据          名称      写作     读作                从宽读作
  分项1                   200亿元  [199.5, 200.5]亿元  [195, 205]亿元
  分项2         第三季度  —        ≥ 0亿元
  合计                    150亿元  [149.5, 150.5]亿元  (149, 151)亿元
  按其余数推算                     ≥ 199.5亿元         ≥ 195亿元
  写明                    150亿元  [149.5, 150.5]亿元  (149, 151)亿元
  不一致：无论如何取整，这些数都不能同时成立
  若要成立，须改正其中一个（其余不变）：
    分项1  [0, 151)亿元  与写出的数相差49亿元
    合计   ≥ 195亿元     与写出的数相差45亿元
  证明（各行乘以前面的倍数后相加）：
    1 ×  分项1 + 第三季度 - 合计 ≤ 0  据关系
    1 ×  分项1 ≥ 195亿元              据写出的数
    1 ×  第三季度 ≥ 0亿元             据取值范围
    1 ×  合计 < 151亿元               据写出的数
  相加得：0 < -44，不成立"""
    assert expected == inspection.table(verdict, "zh")


def test_numbers_of_many_units_add_up() -> None:
    """A proof is in the figures' own units, its factors as short as they can be."""
    verdict = decide(Ratio(numerator="3080.01亿元", denominator="165.87万人", ratio="18.66万元/人"))
    expected = """\
inconsistent [ratio] 3080.01亿元 over 165.87万人 is 18.66万元/人
  figure       as written    can mean                      at the loosest
  numerator    3080.01亿元   [3080.005, 3080.015] 亿元     (3080, 3080.02) 亿元
  denominator  165.87万人    [165.865, 165.875] 万人       [165.8601, 165.8799] 万人
  ratio        18.66万元/人  [18.655, 18.665] 万元/人      (18.65, 18.67) 万元/人
  calculated                 [18.56822, 18.56941] 万元/人  (18.56765, 18.56999) 万元/人
  stated       18.66万元/人  [18.655, 18.665] 万元/人      (18.65, 18.67) 万元/人
  inconsistent: the figures cannot all be true, however they were rounded
  to make it hold, one of these, the others staying as they are:
    numerator    (3093.2908, 3096.9778) 亿元   13.2809 亿元 away from what is written
    denominator  (164.9705, 165.1486) 万人     0.7215 万人 away from what is written
    ratio        (18.56765, 18.56999) 万元/人  0.0901 万元/人 away from what is written
  proof, each line taken so many times and all added up:
        1 ×  18.65 · denominator - numerator < 0  by the relation
        1 ×  numerator < 3080.02 亿元             as written
    18.65 ×  denominator ≥ 165.8601 万人          as written
  it adds up to: 0 < -13.270865, which cannot be"""
    assert expected == inspection.table(verdict, "en")


def test_a_cut_is_spoken_of_as_printed() -> None:
    """The proof speaks of the printed cut, and says where a number is not exact."""
    verdict = decide(Cumulative(change="13.5%", rate="2.7%", period="2021-2025", falling=True))
    expected = """\
不一致 [累计] 年均下降2.7%，5年累计下降13.5%
  数据          写作   读作               从宽读作
  增速          2.7%   [2.65, 2.75]%      (2.6, 2.8)%
  累计          13.5%  [13.45, 13.55]%    (13.4, 13.6)%
  按其余数推算         [12.566, 13.015]%  (12.341, 13.238)%
  写明          13.5%  [13.45, 13.55]%    (13.4, 13.6)%
  不一致：无论如何取整，这些数都不能同时成立
  若要成立，须改正其中一个（其余不变）：
    增速  (2.836, 2.882)%    与写出的数相差0.137个百分点
    累计  (12.341, 13.238)%  与写出的数相差0.263个百分点
  证明（各行乘以前面的倍数后相加）：
    1 ×  累计 < ≈13.237646%  据关系
    1 ×  累计 > 13.4%        据写出的数
  相加得：0 < ≈-0.16235361，不成立"""
    assert expected == inspection.table(verdict, "zh")


def test_a_streak_is_counted_in_years() -> None:
    """Whole years are exact, and have no second reading."""
    verdict = decide(Run(runs=[Term("19年", period=2023), Term("17年", period=2022)]))
    expected = """\
不一致 [连续] 同一连续记录：2023年为连续19年、2022年为连续17年
  数据          写作  读作
  第1次         19年  = 19年
  第2次         17年  = 17年
  按其余数推算        = 18年
  写明          17年  = 17年
  不一致：无论如何取整，这些数都不能同时成立
  若要成立，须改正其中一个（其余不变）：
    第1次  = 18年  与写出的数相差1年
    第2次  = 18年  与写出的数相差1年
  证明（各行乘以前面的倍数后相加）：
    1 ×  第2次 - 第1次 ≥ -1  据关系
    1 ×  第2次 ≤ 17年        据写出的数
    1 ×  第1次 ≥ 19年        据写出的数
  相加得：0 ≤ -1，不成立"""
    assert expected == inspection.table(verdict, "zh")


def test_a_word_can_be_all_that_is_wrong() -> None:
    """The number itself would do when only its word stands against it."""
    verdict = decide(Share(part="50项", whole="100项", share="超50%", id="w"))
    expected = """\
undecided [w] 50项 is 超50% of 100项
  figure      as written  can mean     at the loosest
  part        50项        = 50 项
  whole       100项       = 100 项
  share       超50%       (50, 100] %  [50, 100] %
  calculated              = 50 %
  stated      超50%       (50, 100] %  [50, 100] %
  undecided (reading): the figures agree only if they were rounded more coarsely than written, \
or digits were cut off
  to make it hold to the last digit, one of these, the others staying as they are:
    part   (50, 100] 项  0.01 项 away from what is written
    whole  [50, 100) 项  0.01 项 away from what is written
    share  = 50 %        the number itself would do, its word does not"""
    assert expected == inspection.table(verdict, "en")


def test_a_missing_figure_may_be_possible_only_at_the_loosest() -> None:
    """Where no value would do to the last digit, the range is that of the loosest reading."""
    verdict = decide(Sum(total="150亿元", parts=["150.9亿元", Term(name="丙")]))
    assert (
        "  missing: 丙 would have to be [0, 0.2) 亿元, and that only at the loosest"
        == (inspection.table(verdict).split("\n")[-1])
    )
    assert "  缺数：丙从宽应为[0, 0.2)亿元" == inspection.table(verdict, "zh").split("\n")[-1]


def test_a_number_held_against_itself_cancels_out() -> None:
    """Nothing is less than itself, and the proof needs no number."""
    number = Term(name="甲", unit="人")
    verdict = decide(Order(smaller=number, larger=number, strictly=True))
    assert [
        "  proof, each line taken so many times and all added up:",
        "    1 ×  0 < 0  by the relation",
        "  it adds up to: 0 < 0, which cannot be",
    ] == inspection.table(verdict).split("\n")[-3:]


def test_a_number_on_both_sides_has_a_witness() -> None:
    """A part that is the total as well leaves the rest to be nothing, and can be anything itself."""
    total = Term("5亩", name="甲")
    verdict = decide(Sum(total=total, parts=[total, "0亩"]))
    expected = {"parts[0]": Fraction(3300), "parts[1]": Fraction(0), "total": Fraction(3300)}
    assert expected == verdict.witness


def test_a_ratio_without_a_unit_is_laid_open() -> None:
    """No unit is 人 per 倍, so nothing is compared and nothing is calculated."""
    verdict = decide(Ratio(numerator="5人", denominator="2倍", ratio=None))
    expected = """\
不能判定 [比值] 5人除以2倍为（缺）
  数据  写作  读作          从宽读作
  分子  5人   = 5人
  分母  2倍   [1.5, 2.5]倍  (1, 3)倍
  比值  —     ≥ 0倍
  不能判定（单位）：单位不可比
  未比较数值"""
    assert expected == inspection.table(verdict, "zh")


def test_what_is_not_stated_is_only_calculated() -> None:
    """A missing share has a calculated row, and no stated one."""
    expected = """\
undecided [share] 2400亿元 is (missing) of 5000亿元
  figure      as written  can mean               at the loosest
  part        2400亿元    [2399.5, 2400.5] 亿元  [2350, 2450] 亿元
  whole       5000亿元    [4999.5, 5000.5] 亿元  [4950, 5050] 亿元
  share       —           [0, 100] %
  calculated              [47.985, 48.015] %     [46.534, 49.495] %
  undecided (missing): a figure is missing
  missing: share would have to be [47.985, 48.015] %, at the loosest [46.534, 49.495] %"""
    assert expected == inspection.table(decide(Share(part="2400亿元", whole="5000亿元", share=None)))


LANGUAGES: tuple[layout.Language, ...] = ("en", "zh")


def test_every_status_and_reason_has_its_word() -> None:
    """No reason is left without a word, and in Chinese none is English."""
    for reason in Reason:
        assert reason.value == inspection.reason_word(reason)
        assert not inspection.reason_word(reason, "zh").isascii()
    assert ["一致", "不能判定（取整）", "不一致"] == [
        inspection.status_word(share(text), "zh") for text in ("48%", "49%", "50%")
    ]
    assert ["consistent", "undecided (reading)", "inconsistent"] == [
        inspection.status_word(share(text)) for text in ("48%", "49%", "50%")
    ]
    assert "不能判定" == inspection.bare_word(share("49%"), "zh")


def test_control_characters_do_not_reach_the_table() -> None:
    """A name cannot break a row, clear the screen or colour it."""
    name = "全\n市\x1b[2J"
    for language in LANGUAGES:
        for text in ("48%", "50%"):
            relation = Share(part="2400亿元", whole=Term(name=name), share=text, id=name)
            shown = inspection.table(decide(relation), language)
            assert "全\\n市\\x1b[2J" in shown
            assert all(line.isprintable() for line in shown.split("\n"))


def test_a_statement_lends_its_source() -> None:
    """Figures that are written in a statement were read where the statement was; missing ones nowhere."""
    relation = Share(part=Term("1亿元", source="a"), whole=None, share="50%", source=Source(document="公报"))
    rows = inspection.table(decide(relation)).split("\n")
    assert ["source", "a", "≥ 0 亿元", "公报"] == [re.split(" {2,}", row)[-1] for row in rows[1:5]]


@given(st.integers(1, 99), st.integers(1, 5000), st.integers(1, 9000))
@settings(max_examples=100)
def test_columns_align(percent: int, part: int, whole: int) -> None:
    """The second column of the table starts at one place in every row, whatever the script."""
    verdict = decide(Share(part=f"{part}亿元", whole=f"{whole}亿元", share=f"{percent}%"))
    for language in LANGUAGES:
        rows = inspection.table(verdict, language).split("\n")[2:5]
        starts = {width(re.match(r" *\S+ +", row)[0]) for row in rows}  # type: ignore[index]  # each row has two
        assert len(starts) == 1


@given(st.integers(1, 99), st.integers(1, 5000), st.integers(1, 9000))
@settings(max_examples=100)
def test_proofs_add_up(percent: int, part: int, whole: int) -> None:
    """The last line of a proof is the sum of the bounds above it, each taken as often as it says."""
    verdict = decide(Share(part=f"{part}亿元", whole=f"{whole}亿元", share=f"{percent}%"))
    rows = inspection.table(verdict).split("\n")
    if verdict.status is Status.INCONSISTENT and not any("≈" in row for row in rows):
        found = [re.fullmatch(r" +(\S+) ×  .* ([<≤>≥]) (\S+)( \S+)?  +\S.*", row) for row in rows]
        lines = [one for one in found if one]
        bounds = [Fraction(one[3]) if one[2] in "<≤" else -Fraction(one[3]) for one in lines]
        left = sum((Fraction(one[1]) * bound for one, bound in zip(lines, bounds, strict=True)), Fraction(0))
        shown = re.fullmatch(r"  it adds up to: 0 [<≤] (\S+), which cannot be", rows[-1])
        assert shown is not None
        assert Fraction(shown[1]) == left


@given(strategies.relations(), st.sampled_from(LANGUAGES))
@settings(max_examples=100)
def test_every_verdict_can_be_laid_open(relation: Relation, language: layout.Language) -> None:
    """Whatever the relation, it has a table, plain data and a trace of each number, the same on every run."""
    verdict, again = decide(relation), decide(relation)
    shown = inspection.table(verdict, language)
    assert shown.startswith(inspection.bare_word(verdict, language))
    assert shown == inspection.table(again, language)
    data = json_format.dump(inspection.to_dict(verdict))
    assert data == json_format.dump(inspection.to_dict(again))
    for role, _ in relation.operands:
        assert inspection.derivation(verdict, role).log() == inspection.derivation(again, role).log()
