"""What plan files lead to is told in Chinese as well: the errors of single values."""

from __future__ import annotations

import re

import pytest

from plan_texts import plan_of
from zoneplan import texts
from zoneplan.errors import DocumentError
from zoneplan.vocabulary import words_for

PROJECT = "项目: [{{编号: a, 名称: 甲, {}}}]\n"
METRIC = "指标体系: [{{编号: gdp, 名称: 总值, 单位: 亿元, 类型: 流量, {}}}]\n"
TARGET = "目标: [{{指标: gdp, 期限: 2025, {}}}]\n"
SCHEDULED = "目标: [{{指标: gdp, 期限: 2025, 目标值: 1亿元, 序时计划: {}}}]\n"
DATUM = "数据: [{{指标: gdp, 时期: 2022, 数值: {}}}]\n"
AMOUNT = "请写数和单位，例如 '2400亿元'、'超5000亿元'、'3000亩以上' 或 '5—6%'"
SCHEDULES = (
    "请写“均衡”，或写到各期末应完成的比例，例如 {2020年1—3月: 20%, 2020: 100%}，"
    "或各期末的水平，例如 {2022: 2600亿元, 2025: 3000亿元}"
)


@pytest.mark.parametrize(
    ("text", "message", "remedy"),
    [
        (
            METRIC.format("取值范围: 零到一百"),
            "应为取值范围，写的是'零到一百'",
            "请写成 [0, 100]、(0, ∞)、(-∞, 1/3]、> 0、<= 5、[0, 5] ∩ ℤ 或 ∅",
        ),
        (
            METRIC.format(f"取值范围: {'长' * 201}"),
            f"应为取值范围，写的是'{'长' * 20}'……（共201个字符）",
            "请写成 [0, 100]、(0, ∞)、(-∞, 1/3]、> 0、<= 5、[0, 5] ∩ ℤ 或 ∅",
        ),
        (
            METRIC.format("取值范围: '(5, 0)'"),
            "'(5, 0)'之内没有数",
            "请先写下限；如确无取值，请写 ∅",
        ),
        (
            PROJECT.format("投资: {总投资: 3家}"),
            "总投资应为金额，写的是'3家'",
            "例如 10亿元",
        ),
        (
            PROJECT.format("投资: {累计完成: -3亿元}"),
            "累计完成不能小于0，写的是'-3亿元'",
            "退回的金额请写入备注",
        ),
        (
            PROJECT.format(
                "投资: {分年投资: [{时期: 2022, 数值: 1亿元}, {时期: 2022年上半年, 数值: 1亿元}]}"
            ),
            "2022H1与2022重叠，投资会重复计算",
            "每个月只列一次：或按年，或按年内各期，不要两者都写",
        ),
        (
            PROJECT.format("投资: {资金来源: [{名称: 自筹}, {名称: 自筹}]}"),
            "资金来源“自筹”列了两次",
            "请合并为一项",
        ),
        (
            PROJECT.format("销号: [{时间: 2023-07-03, 重新打开: 2023-07-01}]"),
            "2023-07-03销号，却在此前的2023-07-01重新打开",
            "请改正其中一个日期",
        ),
        (
            "物价指数: [{时期: 2022, 指数: gdp, 数值: 101.8%}]\n",
            "应为物价指数，写的是101.8%",
            "请写以基期为100的指数，例如 '102.3'，或写变化：'上涨2.3%'",
        ),
        (
            "物价指数: [{时期: 2022年上半年, 指数: gdp, 数值: 101.8}]\n",
            "物价指数应按年，写的时期是2022H1",
            "请写全年的指数；年内各期的指数暂不能读",
        ),
        (
            "物价指数: [{时期: 2022, 基期: 2022, 指数: gdp, 数值: 101.8}]\n",
            "2022年的指数不能以该年为基期",
            "基期价格按定义为100；请写所比的年份",
        ),
        (
            "物价指数: [{时期: 2022, 指数: gdp, 数值: 约101.8无单位}]\n",
            "物价指数应为一个确定的数，写的是约101.8无单位",
            "请写以基期为100的指数，例如 '102.3'，或写变化：'上涨2.3%'",
        ),
        (
            "物价指数: [{时期: 2022, 指数: gdp, 币种: 万元, 数值: 101.8}]\n",
            "应为币种，写的是'万元'",
            "请写代码，例如 'CNY'，或写元",
        ),
        (
            "汇率: [{时期: 2022, 类型: 平均, 数值: 6.7元}]\n",
            "应为每单位外币的金额，写的是6.7元",
            "请写一单位外币的价格，例如 '6.7261元/美元'",
        ),
        (
            "汇率: [{时期: 2022, 类型: 平均, 数值: 0元/美元}]\n",
            "汇率应大于0，写的是0元/美元",
            "请写一单位外币的价格，例如 '6.7261元/美元'",
        ),
        (
            SCHEDULED.format("{2023: 40%, 2024: 30%}"),
            "序时计划到2024降为30%",
            "请写从起点算起的累计比例",
        ),
        (
            SCHEDULED.format("{2023: 140%}"),
            "到2023应为0 %至100 %的比例，写的是140%",
            "请写到时应完成目标的比例",
        ),
        (
            SCHEDULED.format("{2023: 40%, 2024: 1亿元}"),
            "序时计划混用了比例和水平值",
            "请统一写成其中一种",
        ),
        (
            SCHEDULED.format("{2023: 40%, 2023年底: 50%}").replace("年底", "年1—12月"),
            "2023与2023止于同一个月，写了两个数",
            "请只留一个",
        ),
        (SCHEDULED.format("{}"), "序时计划没有一个时点", "如为均衡进度，请不写该键"),
        (
            SCHEDULED.format("{2023: 40%—50%}"),
            "序时计划的每一点应为一个数，写的是40%—50%",
            "请写到时应完成的比例或应达到的水平",
        ),
        (
            SCHEDULED.format("匀速"),
            "应为序时计划，写的是'匀速'",
            SCHEDULES,
        ),
        (
            SCHEDULED.format("{各占比: {2023: 40%}, 2024: 50%}"),
            "应只写各占比（shares），另写了2024",
            SCHEDULES,
        ),
        (
            SCHEDULED.format("{各年: 3亿元}"),
            "每期应有一个数，写的是'3亿元'",
            SCHEDULES,
        ),
        (PROJECT.format("备注: ' '"), "“备注”是空的", "请写上“备注”，或不写该键"),
        (PROJECT.format("备注: 3"), "应为文字，写的是3", "请加引号：'3'"),
        (PROJECT.format("所在地: ' '"), " place 是空的", "请写上 place ，或不写该键"),
        (
            METRIC.format("汇总规则: 加权平均"),
            "指标“gdp”按加权平均汇总，却没有权重",
            "请在“权重”中写明作权重的指标",
        ),
        (
            METRIC.format("汇总规则: 总和之比"),
            "指标“gdp”按总和之比汇总，却没有分子和分母",
            "请写明分子、分母两个指标",
        ),
        (METRIC.format("占比范围: a"), "指标“gdp”写了占比范围，却没有写占比对象", "请在“占比对象”中写明指标"),
        (
            "关系: [{类型: 求和, 合计: 3亿元, 分项: []}]\n",
            "分项一个也没有写",
            "缺数的分项请写明指标和时期，不写数值",
        ),
        (
            "关系: [{类型: 求和, 合计: 3亿元, 分项: [1亿元], 系数: [1, 2]}]\n",
            "应有1个系数，写了2个",
            "请为每个分项写一个系数",
        ),
        ("关系: [{类型: 占比之和, 各占比: [3%]}]\n", "占比之和应有两个以上的占比，写了1个", "请全部写上"),
        (DATUM.format("三"), "应为数值，写的是'三'", AMOUNT),
        (DATUM.format("''"), "应为数值，此处为空", "缺数请不写"),
        (DATUM.format("'3'"), "应为带单位的数值，写的是'3'", "请在数后写上单位，例如 '3亿元'"),
        (
            DATUM.format("'1,23亿元'"),
            "应为数值，写的是'1,23亿元'：逗号只用于分隔三位数字",
            "一千二百三十四请写 1,234 或 1234，小数点请写 12.34",
        ),
        (
            TARGET.format("目标值: 1亿元, 百分点变化: 提高2个百分点"),
            "应只有一个目标，却写了目标值（level）、百分点变化（point_change）",
            "请分别写成几项目标",
        ),
    ],
)
def test_a_wrong_value_is_told_in_chinese(text: str, message: str, remedy: str) -> None:
    """No English sentence stands in for a missing one, and keys are named by their Chinese words."""
    with pytest.raises(DocumentError) as caught:
        plan_of(text)
    (problem,) = caught.value.problems
    assert (message, remedy) == problem.sentences("zh")
    assert re.search("[a-z]{4,} [a-z]+", message) is None


def test_attributes_are_called_by_the_keys_of_documents() -> None:
    """The words that sentences about texts use are the vocabulary's."""
    assert dict(texts._KEYS_ZH) == {key: words_for(key)[0] for key in texts._KEYS_ZH}
    assert [] == [key for key in texts._KEYS_ZH if len(words_for(key)) > 1]
