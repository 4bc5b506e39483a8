from __future__ import annotations

from plan_texts import plan_of
from zoneplan.formats import json as json_format
from zoneplan.listing import Printing, counted, is_contradicted, relation_lines, to_dict, wanted

PLAN = """\
metrics:
  - {id: gdp, name: 生产总值, unit: 亿元, kind: flow, across: none, price_basis: current}
  - {id: share, name: 占比, unit: '%', kind: ratio, across: none, share_of: gdp}
  - {id: growth, name: 增速, unit: '%', kind: rate, across: none, price_basis: comparable, growth_of: gdp}
  - {id: lonely, name: 孤立, unit: 亿元, kind: flow, across: none}
zone: {id: park, name: 园区, within: city}
places: [{id: city, name: 全市}]
observations:
  - {metric: gdp, period: 2022, figure: 2400亿元, source: {document: 公报, place: 第一节}}
  - {metric: gdp, subject: city, period: 2022, figure: 超5000亿元}
  - {metric: gdp, period: 2021, figure: 2300亿元}
  - {metric: share, period: 2022, figure: 48%}
  - {metric: growth, period: 2022, figure: 4.5%}
  - {metric: lonely, period: 2022, figure: 1亿元}
relations:
  - {id: 分项, kind: sum, total: 150亿元, parts: [100亿元, 20亿元]}
  - {kind: share, part: 2400亿元, whole: {name: 全国}, share: 2%}
"""
SUMS = """\
metrics: [{id: invest, name: 投资, unit: 亿元, kind: flow, across: sum}]
programs:
  - id: a
    name: 甲
    observations: [{metric: invest, period: 2023, figure: 5.0亿元}]
    actions:
      - {id: a1, name: 一, observations: [{metric: invest, period: 2023, figure: 1.0亿元}]}
      - {id: a2, name: 二, observations: [{metric: invest, period: 2023, figure: 2.0亿元}]}
"""
UNDATED = """\
metrics:
  - {id: gdp, name: 生产总值, unit: 亿元, kind: flow, across: none}
observations:
  - {metric: gdp, period: 2022, figure: 2400亿元}
relations:
  - {id: 无年份, kind: share, part: {metric: gdp}, whole: 5000亿元, share: 48%}
"""


def listed(text: str, printing: Printing = Printing(), *, linked: bool = False) -> str:  # noqa: B008  # immutable
    """Print the relations of a plan one by one."""
    found = plan_of(text).consistency()
    return "\n".join(relation_lines(found, wanted(found, linked=linked), "p.yaml", printing))


def test_relations_are_listed_and_laid_open() -> None:
    """Each has a line, those not consistent are laid open, and what was not checked is counted apart."""
    expected = """\
verdict              line  relation        says
inconsistent           16  分项            100亿元 + 20亿元 = 150亿元
undecided (missing)    17  relations[1]    2400亿元 is 2% of 全国 (missing)
consistent             12  园区 占比 2022  2400亿元 is 48% of 超5000亿元
not checked (basis)    13  园区 增速 2022  2300亿元 in 2021 grows by 4.5% to 2400亿元 in 2022

plan.yaml:16:6: inconsistent [分项] 100亿元 + 20亿元 = 150亿元
  figure      as written  can mean             at the loosest
  part 1      100亿元     [99.5, 100.5] 亿元   (99, 101) 亿元
  part 2      20亿元      [19.5, 20.5] 亿元    (19, 21) 亿元
  total       150亿元     [149.5, 150.5] 亿元  (149, 151) 亿元
  calculated              [119, 121] 亿元      (118, 122) 亿元
  stated      150亿元     [149.5, 150.5] 亿元  (149, 151) 亿元
  inconsistent: the figures cannot all be true, however they were rounded
  to make it hold, one of these, the others staying as they are:
    part 1  (128, 132) 亿元  28 亿元 away from what is written
    part 2  (48, 52) 亿元    28 亿元 away from what is written
    total   (118, 122) 亿元  28 亿元 away from what is written
  proof, each line taken so many times and all added up:
    1 ×  part 1 + part 2 - total ≥ 0  by the relation
    1 ×  part 1 < 101 亿元            as written
    1 ×  part 2 < 21 亿元             as written
    1 ×  total > 149 亿元             as written
  it adds up to: 0 < -27, which cannot be

plan.yaml:17:6: undecided (missing) [relations[1]] 2400亿元 is 2% of 全国 (missing)
  figure      name  as written  can mean               at the loosest
  part              2400亿元    [2399.5, 2400.5] 亿元  [2350, 2450] 亿元
  whole       全国  —           ≥ 0 亿元
  share             2%          [1.5, 2.5] %           (1, 3) %
  calculated                    (0, 100] %
  stated            2%          [1.5, 2.5] %           (1, 3) %
  undecided (missing): a figure is missing
  missing: 全国 would have to be [95980, 160033.34] 亿元, at the loosest (78333.33, 245000) 亿元

plan.yaml:13:44: not checked (basis) [园区 增速 2022] 2300亿元 in 2021 grows by 4.5% to 2400亿元 in 2022
  figure  name                as written  can mean               at the loosest     source
  base    园区 生产总值 2021  2300亿元    [2299.5, 2300.5] 亿元  [2250, 2350] 亿元
  rate    园区 增速 2022      4.5%        [4.45, 4.55] %         (4.4, 4.6) %
  target  园区 生产总值 2022  2400亿元    [2399.5, 2400.5] 亿元  [2350, 2450] 亿元  公报, 第一节
  undecided (basis): the figures are at different price bases, or some do not state \
theirs; the levels and the rate agree if prices changed by -0.24 to -0.05 % a year
  the figures were not compared

4 relations: 1 consistent, 1 inconsistent, 1 undecided, 1 not checked
undecided: missing 1
not checked, because the figures must not be compared: basis 1
figures that stand in no relation: 1 of 6"""
    assert expected == listed(PLAN)


def test_in_a_narrow_terminal_what_a_relation_says_stands_below_it() -> None:
    """A table that fits is one line for each relation; one that does not has its last column below."""
    wide, narrow = (listed(PLAN, Printing(columns=columns)) for columns in (120, 80))
    expected = """\
verdict              line  relation
inconsistent           16  分项
    100亿元 + 20亿元 = 150亿元
undecided (missing)    17  relations[1]
    2400亿元 is 2% of 全国 (missing)
consistent             12  园区 占比 2022
    2400亿元 is 48% of 超5000亿元
not checked (basis)    13  园区 增速 2022
    2300亿元 in 2021 grows by 4.5% to 2400亿元 in 2022
"""
    (_, wide_rest), (table, narrow_rest) = (found.split("\n\n", 1) for found in (wide, narrow))
    assert expected == table + "\n"
    assert wide_rest == narrow_rest
    assert wide.startswith("verdict              line  relation        says\n")


def test_relations_are_listed_in_chinese() -> None:
    """Headings, verdicts, claims and counts are Chinese."""
    expected = """\
结论              行  关系            内容
不一致            16  分项            100亿元 + 20亿元 = 150亿元
不能判定（缺数）  17  relations[1]    2400亿元占全国（缺）的2%
一致              12  园区 占比 2022  2400亿元占超5000亿元的48%
未核对（价格）    13  园区 增速 2022  2300亿元（2021）增长4.5%，到2400亿元（2022）

plan.yaml:16:6: 不一致 [分项] 100亿元 + 20亿元 = 150亿元
  数据          写作     读作                从宽读作
  分项1         100亿元  [99.5, 100.5]亿元   (99, 101)亿元
  分项2         20亿元   [19.5, 20.5]亿元    (19, 21)亿元
  合计          150亿元  [149.5, 150.5]亿元  (149, 151)亿元
  按其余数推算           [119, 121]亿元      (118, 122)亿元
  写明          150亿元  [149.5, 150.5]亿元  (149, 151)亿元
  不一致：无论如何取整，这些数都不能同时成立
  若要成立，须改正其中一个（其余不变）：
    分项1  (128, 132)亿元  与写出的数相差28亿元
    分项2  (48, 52)亿元    与写出的数相差28亿元
    合计   (118, 122)亿元  与写出的数相差28亿元
  证明（各行乘以前面的倍数后相加）：
    1 ×  分项1 + 分项2 - 合计 ≥ 0  据关系
    1 ×  分项1 < 101亿元           据写出的数
    1 ×  分项2 < 21亿元            据写出的数
    1 ×  合计 > 149亿元            据写出的数
  相加得：0 < -27，不成立

plan.yaml:17:6: 不能判定（缺数） [relations[1]] 2400亿元占全国（缺）的2%
  数据          名称  写作      读作                  从宽读作
  部分                2400亿元  [2399.5, 2400.5]亿元  [2350, 2450]亿元
  整体          全国  —         ≥ 0亿元
  占比                2%        [1.5, 2.5]%           (1, 3)%
  按其余数推算                  (0, 100]%
  写明                2%        [1.5, 2.5]%           (1, 3)%
  不能判定（缺数）：有数据未报
  缺数：全国应为[95980, 160033.34]亿元，从宽为(78333.33, 245000)亿元

plan.yaml:13:44: 未核对（价格） [园区 增速 2022] 2300亿元（2021）增长4.5%，到2400亿元（2022）
  数据  名称                写作      读作                  从宽读作          来源
  基数  园区 生产总值 2021  2300亿元  [2299.5, 2300.5]亿元  [2250, 2350]亿元
  增速  园区 增速 2022      4.5%      [4.45, 4.55]%         (4.4, 4.6)%
  末值  园区 生产总值 2022  2400亿元  [2399.5, 2400.5]亿元  [2350, 2450]亿元  公报, 第一节
  不能判定（价格）：价格口径不同或未注明；若价格每年变动-0.24%至-0.05%，则总量与增速相符
  未比较数值

关系4条：一致1条，不一致1条，不能判定1条，未核对1条
不能判定：缺数 1
未核对（数据不可比）：价格 1
不在任何关系中的数：6个中的1个"""
    assert expected == listed(PLAN, Printing(language="zh"))


def test_a_plan_without_relations_says_so() -> None:
    """Nothing is counted where there is nothing."""
    expected = "the plan states no relation, and no metric says what it is a share, growth or sum of"
    assert expected == listed("")


def test_sums_that_contradict_themselves_are_listed_on_request() -> None:
    """With all relations together a sum over the outline that is wrong by itself is listed as well."""
    expected = """\
verdict       line  relation      says
inconsistent     5  甲 投资 2023  1.0亿元 + 2.0亿元 = 5.0亿元

plan.yaml:5:59: inconsistent [甲 投资 2023] 1.0亿元 + 2.0亿元 = 5.0亿元
  figure      name          as written  can mean           at the loosest
  part 1      一 投资 2023  1.0亿元     [0.95, 1.05] 亿元  (0.9, 1.1) 亿元
  part 2      二 投资 2023  2.0亿元     [1.95, 2.05] 亿元  (1.9, 2.1) 亿元
  total       甲 投资 2023  5.0亿元     [4.95, 5.05] 亿元  (4.9, 5.1) 亿元
  calculated                            [2.9, 3.1] 亿元    (2.8, 3.2) 亿元
  stated                    5.0亿元     [4.95, 5.05] 亿元  (4.9, 5.1) 亿元
  inconsistent: the figures cannot all be true, however they were rounded
  to make it hold, one of these, the others staying as they are:
    一 投资 2023  (2.8, 3.2) 亿元  1.8 亿元 away from what is written
    二 投资 2023  (3.8, 4.2) 亿元  1.8 亿元 away from what is written
    甲 投资 2023  (2.8, 3.2) 亿元  1.8 亿元 away from what is written
  proof, each line taken so many times and all added up:
    1 ×  一 投资 2023 + 二 投资 2023 - 甲 投资 2023 ≥ 0  by the relation
    1 ×  一 投资 2023 < 1.1 亿元                         as written
    1 ×  二 投资 2023 < 2.1 亿元                         as written
    1 ×  甲 投资 2023 > 4.9 亿元                         as written
  it adds up to: 0 < -1.7, which cannot be

1 relation: 0 consistent, 1 inconsistent, 0 undecided, 0 not checked"""
    assert expected == listed(SUMS, linked=True)


def test_everything_lays_consistent_relations_open() -> None:
    """Those that agree are laid open as well on request."""
    assert "consistent [园区 占比 2022] 2400亿元 is 48% of 超5000亿元" not in listed(PLAN)
    assert "plan.yaml:12:43: consistent [园区 占比 2022] 2400亿元 is 48% of 超5000亿元\n" in listed(
        PLAN, Printing(everything=True)
    )


def test_a_relation_whose_figures_are_unknown_is_not_checked() -> None:
    """Why it is not known which figures it is about stands in place of a table."""
    found = plan_of(UNDATED).consistency()
    unmet = found.verdicts[0].relation.unmet
    assert unmet is not None
    place = "plan.yaml:6:6"
    said = listed(UNDATED).split("\n")
    assert [f"{place}: not checked [无年份] gdp (missing) is 48% of 5000亿元", f"  {unmet[0]}"] == said[3:5]
    assert [
        "1 relation: 0 consistent, 0 inconsistent, 0 undecided, 1 not checked",
        "not checked, because the figures must not be compared: not known which figures it is about 1",
    ] == said[6:8]
    assert f"  {unmet[1]}" == listed(UNDATED, Printing(language="zh")).split("\n")[4]


def test_columns_align_in_any_encoding() -> None:
    """Widths are those of what the encoding can show."""
    first = listed(PLAN, Printing(encoding="ascii", columns=200)).split("\n")[1]
    assert "inconsistent           16  \\u5206\\u9879" == first[: first.index("  100")].rstrip()


def test_relations_are_plain_data() -> None:
    """Counts, reasons, and a record for each relation with its verdict and its place."""
    found = plan_of(PLAN).consistency()
    data = to_dict(wanted(found))
    relations = data.pop("relations")
    assert {
        "counts": {"consistent": 1, "inconsistent": 1, "undecided": 1, "not_checked": 1},
        "undecided": {"missing": 1},
        "not_checked": {"basis": 1},
    } == data
    verdict = relations[0].pop("verdict")
    assert {
        "id": "分项",
        "origin": "stated",
        "path": "relations[0]",
        "name": "分项",
        "file": "plan.yaml",
        "line": 16,
        "column": 6,
        "is_checked": True,
        "unmet": None,
        "unmet_zh": None,
    } == relations[0]
    assert "inconsistent" == verdict["status"]
    assert [True, True, True, False] == [one["is_checked"] for one in relations]
    assert json_format.dump(to_dict(wanted(found))) == json_format.dump(to_dict(found.verdicts))


def test_a_sum_alone_is_listed_only_on_request() -> None:
    """`check` tells of sums over the outline; here they come with all relations together."""
    found = plan_of(SUMS).consistency()
    assert ((), False) == (wanted(found), is_contradicted(wanted(found)))
    assert is_contradicted(wanted(found, linked=True))
    assert {"consistent": 0, "inconsistent": 1, "undecided": 0, "not_checked": 0} == counted(
        wanted(found, linked=True)
    )
