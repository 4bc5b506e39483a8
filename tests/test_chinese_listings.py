"""What is printed of plans and rollups in Chinese, and why one cannot be rolled up."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from plan_texts import plan_of
from zoneplan.cli import main
from zoneplan.errors import DocumentError
from zoneplan.rollup_listing import rollup_lines

PLAN = """\
编号: p
名称: 示范规划
开发区: {编号: z, 名称: 示范区, 类型: 经开区, 级别: 国家级, 隶属: city}
备注: 虚构
文件清单: [{编号: s, 文件: 公报, 日期: 2023-01}]
指标体系:
  - {编号: invest, 名称: 投资, 口径: 固定资产, 单位: 亿元, 类型: 流量, 属性: 预期性,
     汇总规则: 求和, 时间规则: 求和, 价格: 现价}
方案:
  - 编号: a
    名称: 产业
    标签: 行动
    行动数: 3
    牵头单位: 科技局
    配合单位: [财政局]
    开始时间: 2021
    完成时限: 2022年全年
    行动:
      - 编号: a1
        名称: 链
        数据:
          - {指标: invest, 时期: 2022, 数值: 1.25亿元, 版本: 初步核算, 来源: {编号: s, 出处: 表2}}
      - {编号: a2}
项目:
  - {编号: x, 名称: 园, 服务行动: [a1, a2, none]}
"""
SHOWN = """\
规划    示范规划（p）
开发区  示范区（z），经开区，国家级，隶属city
规划期  —
结构    —
计数    总体规划1个，方案1个，声明行动3个，已写明名称1个，未写明2个，项目1个
备注    虚构

示范规划（p）
├─ 产业（a），声明行动3个（称“行动”），牵头科技局，配合财政局，2021起，时限2022全年
│  ├─ 链（a1）
│  │  └─ 项目 园（x），由p、a1、a2共有
│  ├─ —（a2），未写明名称
│  │  └─ 项目 园（x），共有，见上
│  └─ 另有1个已声明，未写明名称
└─ 项目 园（x），共有，见上
未找到：projects[0].serves 中的 'none'；详见 `zoneplan check`

指标    名称              单位  类型  属性    汇总规则  时间规则
invest  投资（固定资产）  亿元  流量  预期性  求和      求和

数据或目标  主体  时期  方面                数值  来源
invest      a1    2022  实际，初步核算  1.25亿元  s, 表2

来源  文件  日期
s     公报  2023-01
"""
ROLLED = """\
投资（invest），单位亿元；时期2022；方面：实际；现价；缺数处理：只合计已报的
                           汇总数        可能的值    自报数  差额  填报情况
示范规划                 1.25亿元  [1.245, 1.255]         —     —  应报2个，已报1个
  产业                   1.25亿元  [1.245, 1.255]         —     —  应报2个，已报1个
    链                   1.25亿元  [1.245, 1.255]  1.25亿元     —  应报1个，已报1个
    —（a2），未写明名称         —               —         —     —  不需填报
    另有1个已声明               —               —         —     —  应报1个，已报0个
"""
EXPLAINED = """\
投资（invest），单位亿元；时期2022；方面：实际；现价；缺数处理：只合计已报的
产业：1.25亿元（应报2个，已报1个）
├─ 链：1.25亿元
│      来源：公报, 表2, 2023-01
├─ （a2，未写明名称）：不需填报
└─ 另有1个已声明，未列出：无数值
"""


@pytest.fixture(autouse=True)
def in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run in a folder of its own with a plan."""
    monkeypatch.chdir(tmp_path)
    Path("plan.yaml").write_text(PLAN, encoding="utf-8")


def run(*args: str) -> Result:
    """Run the command line inside this process."""
    return CliRunner().invoke(main, [*args, "--lang", "zh"], prog_name="zoneplan")


def test_a_plan_is_shown_in_chinese() -> None:
    """Headings, words of closed sets and what cannot be shown are Chinese; ids and names stay."""
    assert SHOWN == run("show", "plan.yaml").stdout


def test_a_rollup_is_printed_in_chinese() -> None:
    """The heading, the columns and the coverage are Chinese."""
    Path("plan.yaml").write_text(PLAN.replace(", none", ""), encoding="utf-8")
    result = run("rollup", "plan.yaml", "invest")
    assert (0, ROLLED) == (result.exit_code, result.stdout)
    assert "注意：规划有" in result.stderr


def test_a_narrow_rollup_moves_its_words_below() -> None:
    """What a figure can mean and its coverage stand below the row where the terminal is narrow."""
    plan = plan_of("metrics: [{id: m, name: 数, unit: 亿元, kind: flow, across: sum}]\n")
    assert "        不需填报" not in list(rollup_lines(plan.roll_up("m"), columns=40, language="zh"))
    lines = list(rollup_lines(plan.roll_up("m"), columns=20, language="zh"))
    assert "数（m），单位亿元；无填报；缺数处理：只合计已报的" == lines[0]


def test_an_explanation_is_printed_in_chinese() -> None:
    """The tree behind a figure says in Chinese what was reported, where it was read and what is missing."""
    Path("plan.yaml").write_text(PLAN.replace(", none", ""), encoding="utf-8")
    assert EXPLAINED == run("rollup", "plan.yaml", "invest", "--explain=a").stdout


QUESTIONS = """\
编号: p
名称: 规划
指标体系:
  - {编号: none, 名称: 无规则, 单位: 亿元, 类型: 流量}
  - {编号: rank, 名称: 位次, 单位: 位, 类型: 位次, 汇总规则: 不汇总}
  - {编号: add, 名称: 可加, 单位: 亿元, 类型: 流量, 汇总规则: 求和}
  - {编号: mean, 名称: 均值, 单位: '%', 类型: 比率, 汇总规则: 加权平均, 权重: add}
  - {编号: of, 名称: 之比, 单位: 万元/人, 类型: 比率, 汇总规则: 总和之比, 分子: add, 分母: jobs}
  - {编号: jobs, 名称: 就业, 单位: 人, 类型: 数量, 汇总规则: 求和}
  - {编号: lost, 名称: 填报错, 单位: 亿元, 类型: 流量, 汇总规则: 求和, 填报: [nobody]}
  - {编号: plans, 名称: 计划, 单位: 亿元, 类型: 流量, 汇总规则: 求和}
  - {编号: prices, 名称: 价格, 单位: 亿元, 类型: 流量, 汇总规则: 求和}
方案:
  - 编号: a
    名称: 甲
    行动:
      - 编号: a1
        名称: 一
        数据:
          - {指标: add, 时期: 2022, 数值: 1亿元}
          - {指标: add, 时期: 2023, 数值: 1亿元}
          - {指标: jobs, 时期: 2022, 数值: 0人}
          - {指标: none, 时期: 2022, 数值: 1亿元}
          - {指标: rank, 时期: 2022, 数值: 第1}
          - {指标: mean, 时期: 2022, 数值: 1%}
          - {指标: plans, 时期: 2022, 数值: 1亿元, 方面: 计划}
          - {指标: plans, 时期: 2022, 数值: 1亿元, 方面: 预测}
          - {指标: prices, 时期: 2022, 数值: 1亿元, 价格: 现价}
      - 编号: a2
        名称: 二
        数据:
          - {指标: mean, 时期: 2022, 数值: 2%}
          - {指标: none, 时期: 2022, 数值: 1亿元}
          - {指标: rank, 时期: 2022, 数值: 第2}
          - {指标: prices, 时期: 2022, 数值: 1亿元, 价格: 2020年不变价}
"""


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (("none",), "指标 'none' 没有写明汇总规则，由各部分得不出整体\n请写汇总规则："),
        (("rank",), "指标 'rank' 的整体不能由各部分得出\n"),
        (("add",), "指标 'add' 有几个时期的数据：2022, 2023\n请写明时期（--period）"),
        (("add", "--period", "2022-2023"), "指标 'add' 没有写明时间规则，2022、2023得不出2022-2023\n"),
        (("add", "--period", "去年"), "应为时期，写的是 '去年'\n"),
        (("mean", "--period", "2022"), "'a2' 的 'mean' 无法加权：没有上报 'add'\n"),
        (("of", "--period", "2022"), "不能除以0：'of' 的分母 'jobs' 合计为0\n"),
        (("of", "--period", "2022", "--missing", "zero"), "'of' 的缺数不能按0计：它是总和之比\n"),
        (("lost",), "指标 'lost' 的“填报”中：没有编号为 'nobody' 的节点\n"),
        (("plans",), "指标 'plans' 有几个方面的数据：'planned', 'forecast'\n"),
        (("prices",), "'prices' 无法汇总：其数据为2020年不变价（'a2'）、现价（'a1'）\n"),
        (("nothing",), "没有编号为 'nothing' 的指标\n"),
        (("add", "--period", "2022", "--explain=zz"), "没有编号为 'zz' 的节点\n"),
        (("add", "--period", "2022", "--weight", "zz"), "没有编号为 'zz' 的指标\n"),
    ],
)
def test_a_rollup_that_cannot_be_made_is_told_in_chinese(args: tuple[str, ...], sentence: str) -> None:
    """What keeps a metric from being rolled up, and what to do, are Chinese with --lang zh."""
    Path("plan.yaml").write_text(QUESTIONS, encoding="utf-8")
    result = run("rollup", "plan.yaml", *args)
    assert (result.exit_code in {1, 2}, True) == (True, f"{sentence}" in result.stderr + result.stdout)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("none]", "none]", "projects[0].serves 中的 'none' 不是行动的编号"),
        ("编号: x", "编号: a1", "projects[0].id 的编号 'a1' 已用于programs[0].actions[0]"),
    ],
)
def test_an_outline_that_cannot_be_used_is_told_in_chinese(old: str, new: str, sentence: str) -> None:
    """Ids that are taken or of nothing keep every total from being made."""
    Path("plan.yaml").write_text(PLAN.replace(old, new), encoding="utf-8")
    assert f"    {sentence}\n" in run("rollup", "plan.yaml", "invest").stdout


METRIC = "指标体系: [{{编号: m, 名称: 甲, 单位: 亿元, {}}}]\n"
LIGHTS = "亮灯规则: [{{编号: r, {}}}]\n"
RELATION = "关系: [{{{}}}]\n"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (METRIC.format("类型: 比率, 汇总规则: 求和"), "指标“m”的类型为 ratio，不能在各部分间求和"),
        (METRIC.format("类型: 存量, 时间规则: 求和"), "指标“m”的类型为 stock，不能在各时期间求和"),
        (METRIC.format("类型: 流量, 占比对象: m"), "指标“m”的占比对象是它自己"),
        (METRIC.format("类型: 流量, 增速对象: n"), "指标“m”写了增速对象 'n'，单位却是亿元，不是比率"),
        (METRIC.format("类型: 流量, 分解: [[n]]"), "指标“m”分解为'n'"),
        (LIGHTS.format("分档: []"), "'r' 应有1至50档，写了0档"),
        (LIGHTS.format("年度: 0, 分档: [{灯: 红灯, 同比增速: '> 0'}]"), "应为年份，写的是 0"),
        (LIGHTS.format("分档: [{灯: 红灯}]"), "红灯一档没有写条件"),
        (LIGHTS.format("分档: [{灯: 红灯, 逾期月数: '< 0'}]"), "逾期不会在(-∞, 0)之内"),
        (LIGHTS.format("分档: [{灯: 红灯, 同比增速: '[0, 5] ∩ ℤ'}]"), "增速不按整数计，写的是[0, 5] ∩ ℤ"),
        (
            RELATION.format("类型: 求和, 合计: 1亿元, 分项: [1亿元], 系数: [0]"),
            "系数不能为0，写的是 Fraction(0, 1)",
        ),
        (RELATION.format("类型: 增长, 基数: 1亿元, 末值: 2亿元, 增速: 5%"), "基数1亿元没有写时期"),
        (RELATION.format("类型: 连续, 各次: [{数值: 3年, 时期: 2020}]"), "连续的年数应有两种说法，只有1个"),
        (RELATION.format("类型: 同一事实, 各说法: [3年]"), "同一事实应有两种说法，只有1个"),
        (RELATION.format("类型: 累计, 累计: 5%"), "累计应写起点和终点，或写增速和时期"),
        (RELATION.format("类型: 累计, 累计: 5亿元, 形式: 流量"), "累计应只写分项"),
        (
            RELATION.format(
                "类型: 增长, 基数: {数值: 1亿元, 时期: 2022}, 末值: {数值: 2亿元, 时期: 2020}, 增速: 5%"
            ),
            "增长不能从2022年到2020年",
        ),
    ],
)
def test_what_is_wrong_with_values_is_told_in_chinese(text: str, sentence: str) -> None:
    """Metrics, rules for lights and relations that cannot be are told in Chinese, with a remedy."""
    with pytest.raises(DocumentError) as caught:
        plan_of(text)
    (problem,) = caught.value.problems
    assert (sentence, True) == (problem.message_zh, bool(problem.remedy_zh))
