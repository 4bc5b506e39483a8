"""What each key of a plan document means, for editors to show: in Chinese here, in English by docstrings."""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING, Final

from zoneplan.goals import KINDS
from zoneplan.targets import Target

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["meaning"]

# By key, or by class and key where a key means one thing here and another there.
_CHINESE: Final[Mapping[str, str]] = {
    "$schema": "编辑器据以核对的结构文件；不属于规划内容",
    "id": "编号，供别处引用，不含空白",
    "name": "文件中印的名称",
    "title": "印发时的名称",
    "label": "对行动的叫法：行动、理念、工程、计划",
    "aliases": "在其他清单中的叫法",
    "place": "所在地的编号",
    "lead_units": "牵头单位，一个或几个",
    "supporting_units": "配合单位，一个或几个",
    "start": "开始的时期",
    "deadline": "何时前完成",
    "note": "读者应知道的事",
    "zone": "规划所针对的开发区",
    "places": "数据涉及的其他地区",
    "period": "数据所属的时期",
    "pattern": "规划宣布的结构：总体规划、方案、行动各几个",
    "declared_programs": "宣布的方案个数",
    "declared_actions": "宣布的行动个数，可多于列出的",
    "sources": "所引文件的清单，各有编号",
    "metrics": "此处定义的指标",
    "programs": "方案（专项规划、行动计划）",
    "actions": "行动",
    "projects": "项目",
    "observations": "实际、计划、预测和基期的数据",
    "targets": "要达到的目标",
    "relations": "文件中放在一起说的数之间的关系",
    "light_rules": "亮红黄绿灯的规则",
    "price_indices": "物价指数，换算价格时用",
    "exchange_rates": "汇率，换算币种时用",
    "part_of": "由哪个打包项目拆分而来",
    "serves": "还服务哪些行动",
    "done": "实际完成的日期；未报则不写",
    "milestones": "各自有时限的节点",
    "due": "何时前达到",
    "sign_offs": "经核查后的销号",
    "on": "日期",
    "checked_by": "由谁核查",
    "reopened": "重新打开的日期",
    "construction": "建设性质：新建、续建、改扩建",
    "states": "进入各状态的时间，按先后",
    "state": "进入的状态",
    "investment": "总投资、分年投资和资金来源；只作核对，不汇总",
    "total": "合计的数",
    "by_year": "各年计划投资",
    "by_source": "各资金来源的数额",
    "kind": "是哪一类",
    "level": "要达到的水平，如 3000亩以上",
    "within": "所属地区的编号",
    "unit": "填报的单位",
    "direction": "越高越好、越低越好，还是保持",
    "nature": "约束性或预期性",
    "scope": "统计口径",
    "category": "在指标表中的分组",
    "domain": "可能的取值，如 [0, 100]",
    "across": "由各部分得出整体的规则；不写则不能汇总",
    "over_time": "由短时期得出长时期的规则",
    "weight": "作权重的指标",
    "numerator": "分子指标",
    "denominator": "分母指标",
    "price_basis": "按什么价格：现价、2020年不变价、可比价",
    "reported_by": "由哪些节点填报",
    "share_of": "是哪个指标的占比",
    "share_in": "占哪个地区的比重",
    "growth_of": "是哪个指标的增速",
    "breakdowns": "各项相加等于本指标的指标，可有几种分法",
    "metric": "指标的编号",
    "subject": "所说的行动、项目或地区的编号；不写则是所在的节点",
    "figure": "数值，连同单位照原文写；不写表示缺数，不等于0",
    "aspect": "是基期、实际、计划还是预测",
    "vintage": "是预计、初步核算、最终核实还是修订",
    "source": "来源：文件清单中的编号，或写明文件",
    "by": "何时前达到：2025年底前、2021—2025年每年、长期",
    "base": "起算的时期",
    "schedule": "序时计划：均衡，或到各期末应完成的数",
    "bound": "与参照指标相比：不低于、高于、等于",
    "gap": "相差多少",
    "modality": "语气：力争、预期、估计",
    "to": "由谁下达",
    "text": "照原文写的文字",
    "form": "累计的变化，还是各年之和",
    "falling": "为下降，而数写成正数",
    "yearly": "是每年的变化",
    "parts": "各分项",
    "weights": "各分项的系数",
    "partial": "只列出了部分分项",
    "part": "部分",
    "whole": "整体",
    "share": "部分占整体的比重",
    "shares": "各部分的占比",
    "may_exceed": "占比可以超过100%",
    "ratio": "分子与分母之比",
    "target": "末年的数",
    "rate": "增速",
    "method": "年均增速的算法：水平法或累计平均",
    "levels": "各年的水平",
    "change": "累计的变化",
    "end": "终点的数",
    "minuend": "被减数",
    "subtrahend": "减数",
    "difference": "差",
    "multiple": "倍数",
    "smaller": "较小的数",
    "larger": "较大的数",
    "strictly": "两数不相等",
    "runs": "各次所说的连续年数",
    "statements": "同一事实的各种说法",
    "year": "公布的年份",
    "bands": "各档的灯和条件",
    "light": "给什么灯",
    "shortfall_points": "落后序时进度的百分点",
    "shortfall_share": "低于序时进度的百分比",
    "growth": "同比增速（%）",
    "growth_over_plan": "增速高于计划的百分点",
    "growth_over_mean": "增速高于平均的百分点",
    "months_late": "逾期的月数",
    "of": "是什么的指数；同名为一个序列",
    "currency": "价格所用的币种，如 CNY",
    "quantum": "最后一位有意义的数位，按该数的单位计",
    "document": "文件的标题和发布者",
    "quote": "文件中含有该数的原话",
    "date": "文件的日期",
    "url": "网址",
    "annual_rate": "年均增速，如 7%左右",
    "cumulative": "各年累计的变化或合计，如 13.5%",
    "point_change": "变化的百分点，如 提高2个百分点",
    "rank": "位次，如 第五、前五",
    "relative_to": "以另一指标为参照的目标",
    "qualitative": "不含数的目标，如 保持在合理区间",
    "delegated": "数由上级下达的目标",
    "Plan.period": "规划期，如 2021-2025、十四五",
    "Plan.id": "规划的编号",
    "Source.id": "文件清单中的编号",
    "Source.place": "在文件中的位置，如页码、表号",
    "LightRules.place": "规则出自哪里，如 银川市",
    "Zone.level": "行政级别",
    "Zone.kind": "开发区的类型，如 经开区、高新区",
    "Investment.total": "总投资",
    "Investment.done": "累计完成投资",
    "StateChange.on": "进入该状态的日期，或其所在的时期",
    "Run.start": "连续的起点年份",
    "Cumulative.start": "起点的数",
    "Target.multiple": "基期的几倍，如 翻一番",
}
_ENGLISH: Final[Mapping[str, str]] = {
    "$schema": "The schema that an editor checks by; no part of the plan.",
    "kind": "What sort of relation it is.",
    "levels": "Levels to be reached by the end of each period.",
    "price_basis": "The prices it is counted at.",
    "quantum": "Its last meaningful place, in its unit.",
    "shares": "Shares of the goal to be done by the end of each period.",
    "text": "The figure as it is printed.",
}
# What docstrings say of Python, where a document leaves a key out and writes texts.
_IN_PYTHON: Final = re.compile(r",? given as [^.;]*")
_LEFT_OUT: Final = re.compile(r"\bNone\b")
_ENTRY: Final = re.compile(r"^    (\w+): (.*?)(?=^    \w+: |\Z)", re.MULTILINE | re.DOTALL)


def meaning(cls: type | None, key: str) -> str:
    """Say what a key means, in Chinese and on a second line in English.

    Args:
        cls: The class whose mapping the key stands in; None where none stands behind it.
        key: The English key.
    """
    name = "" if cls is None else cls.__name__
    chinese = _CHINESE.get(f"{name}.{key}") or _CHINESE[key]
    return f"{chinese}。\n{_english(cls, key)}"


def _english(cls: type | None, key: str) -> str:
    if cls is Target and key in KINDS:
        return (inspect.getdoc(KINDS[key]) or "").partition("\n")[0]
    for one in () if cls is None else cls.__mro__:
        _, _, listed = (inspect.getdoc(one) or "").partition("Attributes:\n")
        for entry in _ENTRY.finditer(re.split(r"^\S", listed, maxsplit=1, flags=re.MULTILINE)[0]):
            if entry[1] == key:
                return _LEFT_OUT.sub("left out", _IN_PYTHON.sub("", " ".join(entry[2].split())))
    return _ENGLISH[key]
