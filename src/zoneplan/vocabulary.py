"""The words of plan documents: Chinese keys and values, and the English names they stand for."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from zoneplan.kinds import Modality
from zoneplan.lights import Light
from zoneplan.metrics import AcrossRule, Direction, MetricKind, Nature, TimeRule
from zoneplan.observations import Aspect, Vintage
from zoneplan.qualifiers import Bound
from zoneplan.rates import RateKind
from zoneplan.relations import (
    Cumulative,
    CumulativeForm,
    Difference,
    Growth,
    GrowthMethod,
    Multiple,
    Order,
    Ratio,
    Run,
    SameFact,
    Share,
    SharesSum,
    Sum,
)
from zoneplan.states import ConstructionKind, ProjectState
from zoneplan.zones import ZoneLevel

if TYPE_CHECKING:
    import enum
    from collections.abc import Mapping
    from typing import Self

__all__ = [
    "HOLDERS",
    "KEYS",
    "RELATIONS",
    "SYNONYMS",
    "WORDS",
    "Key",
    "holder",
    "homes",
    "word_of",
    "words_for",
]


class Key(str):
    """An English key that remembers the word it was written as, so that messages can name that word.

    It is equal to the English key and hashes like it.

    Attributes:
        word: The word as it was written.
    """

    __slots__ = ("word",)
    word: str

    def __new__(cls, english: str, word: str) -> Self:
        """Make the key.

        Args:
            english: The English key.
            word: The word as it was written.
        """
        made = super().__new__(cls, english)
        made.word = word
        return made

    def __getnewargs__(self) -> tuple[str, str]:  # type: ignore[override]  # a text alone has one
        return str(self), self.word


_KEYS: Mapping[str, str] = MappingProxyType(
    {
        # every node
        "编号": "id",
        "名称": "name",
        "别名": "aliases",
        "标签": "label",
        "所在地": "place",
        "牵头单位": "lead_units",
        "配合单位": "supporting_units",
        "开始时间": "start",
        "完成时限": "deadline",
        "备注": "note",
        # the plan and its parts
        "开发区": "zone",
        "地区": "places",
        "规划期": "period",
        "结构": "pattern",
        "方案数": "declared_programs",
        "行动数": "declared_actions",
        "文件清单": "sources",
        "指标体系": "metrics",
        "方案": "programs",
        "行动": "actions",
        "项目": "projects",
        "数据": "observations",
        "目标": "targets",
        "印发名称": "title",
        "所属打包项目": "part_of",
        "服务行动": "serves",
        # what is due and done
        "完成时间": "done",
        "时间节点": "milestones",
        "节点时限": "due",
        "销号": "sign_offs",
        "时间": "on",
        "核查单位": "checked_by",
        "重新打开": "reopened",
        "建设性质": "construction",
        "进展": "states",
        "状态": "state",
        # investments
        "投资": "investment",
        "总投资": "total",
        "分年投资": "by_year",
        "年度计划投资": "by_year",
        "资金来源": "by_source",
        "累计完成": "done",
        # zones
        "类型": "kind",
        "级别": "level",
        "隶属": "within",
        # metrics
        "单位": "unit",
        "方向": "direction",
        "属性": "nature",
        "口径": "scope",
        "类别": "category",
        "取值范围": "domain",
        "汇总规则": "across",
        "时间规则": "over_time",
        "权重": "weight",
        "分子": "numerator",
        "分母": "denominator",
        "价格": "price_basis",
        "填报": "reported_by",
        "占比对象": "share_of",
        "占比范围": "share_in",
        "增速对象": "growth_of",
        "分解": "breakdowns",
        # entries
        "指标": "metric",
        "主体": "subject",
        "时期": "period",
        "数值": "figure",
        "方面": "aspect",
        "版本": "vintage",
        "来源": "source",
        "期限": "by",
        "目标值": "level",
        "序时计划": "schedule",
        "年均增速": "annual_rate",
        "累计目标": "cumulative",
        "百分点变化": "point_change",
        "位次目标": "rank",
        "参照指标": "relative_to",
        "定性目标": "qualitative",
        "上级下达": "delegated",
        "界限": "bound",
        "差距": "gap",
        "语气": "modality",
        "下达单位": "to",
        # relations
        "关系": "relations",
        "合计": "total",
        "分项": "parts",
        "系数": "weights",
        "不完全": "partial",
        "部分": "part",
        "整体": "whole",
        "占比": "share",
        "各占比": "shares",
        "可超过": "may_exceed",
        "比值": "ratio",
        "基数": "base",
        "末值": "target",
        "增速": "rate",
        "算法": "method",
        "各年": "levels",
        "累计": "change",
        "形式": "form",
        "起点": "start",
        "终点": "end",
        "为下降": "falling",
        "被减数": "minuend",
        "减数": "subtrahend",
        "差": "difference",
        "按年": "yearly",
        "倍数": "multiple",
        "较小": "smaller",
        "较大": "larger",
        "不相等": "strictly",
        "各次": "runs",
        "各说法": "statements",
        # rules for status lights
        "亮灯规则": "light_rules",
        "年度": "year",
        "分档": "bands",
        "灯": "light",
        "落后百分点": "shortfall_points",
        "落后比例": "shortfall_share",
        "同比增速": "growth",
        "增速高于计划": "growth_over_plan",
        "增速高于平均": "growth_over_mean",
        "逾期月数": "months_late",
        # price indices and exchange rates
        "物价指数": "price_indices",
        "汇率": "exchange_rates",
        "指数": "of",
        "基期": "base",
        "币种": "currency",
        # figures and sources
        "原文": "text",
        "精度": "quantum",
        "文件": "document",
        "出处": "place",
        "引文": "quote",
        "日期": "date",
        "网址": "url",
    }
)
KEYS: Mapping[str, str] = MappingProxyType({word: Key(english, word) for word, english in _KEYS.items()})
"""Each Chinese key of a plan document and the English key it stands for."""

WORDS: Mapping[type[enum.StrEnum], Mapping[str, enum.StrEnum]] = MappingProxyType(
    {
        MetricKind: {
            "存量": MetricKind.STOCK,
            "流量": MetricKind.FLOW,
            "比率": MetricKind.RATIO,
            "增速": MetricKind.RATE,
            "指数": MetricKind.INDEX,
            "数量": MetricKind.COUNT,
            "位次": MetricKind.RANK,
        },
        Direction: {"越高越好": Direction.HIGHER, "越低越好": Direction.LOWER, "保持": Direction.HOLD},
        Nature: {"约束性": Nature.BINDING, "预期性": Nature.ANTICIPATORY},
        AcrossRule: {
            "求和": AcrossRule.SUM,
            "加权平均": AcrossRule.WEIGHTED_MEAN,
            "总和之比": AcrossRule.RATIO_OF_SUMS,
            "最大": AcrossRule.MAX,
            "最小": AcrossRule.MIN,
            "不汇总": AcrossRule.NONE,
        },
        TimeRule: {
            "求和": TimeRule.SUM,
            "平均": TimeRule.MEAN,
            "最大": TimeRule.MAX,
            "最小": TimeRule.MIN,
            "期末": TimeRule.LAST,
            "不汇总": TimeRule.NONE,
        },
        Aspect: {
            "基期": Aspect.BASELINE,
            "实际": Aspect.ACTUAL,
            "计划": Aspect.PLANNED,
            "预测": Aspect.FORECAST,
            "目标": Aspect.TARGET,
        },
        Vintage: {
            "预计": Vintage.ESTIMATE,
            "初步核算": Vintage.PRELIMINARY,
            "最终核实": Vintage.FINAL,
            "修订": Vintage.REVISED,
        },
        RateKind: {"平均": RateKind.AVERAGE, "期末": RateKind.END_OF_PERIOD},
        GrowthMethod: {"水平法": GrowthMethod.LEVEL, "累计平均": GrowthMethod.MEAN},
        CumulativeForm: {"变化": CumulativeForm.CHANGE, "流量": CumulativeForm.FLOW},
        Bound: {
            "等于": Bound.EQ,
            "约": Bound.APPROX,
            "不低于": Bound.GE,
            "高于": Bound.GT,
            "不高于": Bound.LE,
            "低于": Bound.LT,
            "区间": Bound.RANGE,
        },
        Modality: {"力争": Modality.AIM, "预期": Modality.EXPECTED, "估计": Modality.ESTIMATE},
        Light: {light.chinese: light for light in Light},
        ProjectState: {
            "储备": ProjectState.RESERVE,
            "前期": ProjectState.PREPARATORY,
            "计划新开工": ProjectState.PLANNED_START,
            "在建": ProjectState.UNDER_CONSTRUCTION,
            "竣工": ProjectState.COMPLETED,
            "投产": ProjectState.IN_PRODUCTION,
            "达产": ProjectState.AT_CAPACITY,
            "停建": ProjectState.SUSPENDED,
            "取消": ProjectState.CANCELLED,
        },
        ConstructionKind: {
            "新建": ConstructionKind.NEW,
            "续建": ConstructionKind.CONTINUED,
            "改扩建": ConstructionKind.ALTERATION,
        },
        ZoneLevel: {
            "国家": ZoneLevel.NATION,
            "国家级": ZoneLevel.NATIONAL,
            "省": ZoneLevel.PROVINCE,
            "省级": ZoneLevel.PROVINCIAL,
            "市": ZoneLevel.CITY,
            "县": ZoneLevel.COUNTY,
            "镇": ZoneLevel.TOWN,
            "园区": ZoneLevel.PARK,
        },
    }
)
"""For each closed set of values, its Chinese words."""

SYNONYMS: Mapping[type[enum.StrEnum], Mapping[str, enum.StrEnum]] = MappingProxyType(
    {
        ProjectState: {
            "预备": ProjectState.RESERVE,
            "续建": ProjectState.UNDER_CONSTRUCTION,
            "建成": ProjectState.COMPLETED,
            "缓建": ProjectState.SUSPENDED,
        }
    }
)
"""Further words that lists print for members of a closed set; they are read and never written."""

RELATIONS: Mapping[str, tuple[type, str]] = MappingProxyType(
    {
        "sum": (Sum, "求和"),
        "share": (Share, "占比"),
        "shares_sum": (SharesSum, "占比之和"),
        "ratio": (Ratio, "比值"),
        "growth": (Growth, "增长"),
        "cumulative": (Cumulative, "累计"),
        "difference": (Difference, "差"),
        "multiple": (Multiple, "倍数"),
        "order": (Order, "大小"),
        "run": (Run, "连续"),
        "same_fact": (SameFact, "同一事实"),
    }
)
"""Each kind of relation as plan documents name it, with its class and its Chinese word."""

_NODES = ("Program", "Action", "Project")
# One English key has several Chinese words where it means several things; each is read only where it fits.
_HOMES: Mapping[str, tuple[str, ...]] = {
    "规划期": ("Plan",),
    "时期": ("Observation", "YearlyInvestment", "Term", "Relation", "PriceIndex", "ExchangeRate"),
    "所在地": (*_NODES, "LightRules"),
    "出处": ("Source",),
    "开始时间": _NODES,
    "起点": ("Relation",),
    "完成时间": (*_NODES, "Milestone"),
    "累计完成": ("Investment",),
    "总投资": ("Investment",),
    "合计": ("Relation",),
    "级别": ("Zone",),
    "目标值": ("Target",),
    "基数": ("Relation",),
    "基期": ("Target", "PriceIndex"),
}
HOLDERS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "Plan": ("the plan", "规划"),
        "Zone": ("a zone or place", "开发区或地区"),
        "Source": ("a source", "来源"),
        "Metric": ("a metric", "指标"),
        "Program": ("a program", "方案"),
        "Action": ("an action", "行动"),
        "Project": ("a project", "项目"),
        "Milestone": ("a milestone", "时间节点"),
        "SignOff": ("a sign-off", "销号"),
        "StateChange": ("a state", "进展"),
        "Investment": ("an investment", "投资"),
        "YearlyInvestment": ("an investment by year", "分年投资"),
        "Funding": ("a source of money", "资金来源"),
        "Observation": ("an observation", "数据"),
        "Target": ("a target", "目标"),
        "Term": ("a figure of a relation", "关系中的数"),
        "Relation": ("a relation", "关系"),
        "LightRules": ("rules for lights", "亮灯规则"),
        "Band": ("a band of lights", "分档"),
        "PriceIndex": ("a price index", "物价指数"),
        "ExchangeRate": ("an exchange rate", "汇率"),
    }
)
"""What a mapping of each sort is called, in English and Chinese, by the name of its class."""


def holder(cls: type) -> str:
    """Give the name under which a class is found in `HOLDERS`; all relations have one.

    Args:
        cls: The class of a mapping.
    """
    return "Relation" if any(cls is one for one, _ in RELATIONS.values()) else cls.__name__


def homes(word: str) -> tuple[str, ...]:
    """Give the names in `HOLDERS` of what alone can have a Chinese key; none for a key that means one thing.

    Args:
        word: The Chinese key.
    """
    return _HOMES.get(word, ())


def words_for(key: str, cls: type | None = None) -> tuple[str, ...]:
    """Give the Chinese words for an English key.

    >>> from zoneplan.zones import Zone
    >>> words_for("level"), words_for("level", Zone)
    (('级别', '目标值'), ('级别',))

    Args:
        key: The English key.
        cls: The class whose mapping the key stands in; None for any.
    """
    words = (word for word, english in _KEYS.items() if english == key)
    if cls is None:
        return tuple(words)
    return tuple(word for word in words if holder(cls) in _HOMES.get(word, (holder(cls),)))


def word_of(member: enum.StrEnum, language: str = "en") -> str:
    """Give the word for a member of a closed set, as documents write it.

    >>> word_of(Aspect.ACTUAL), word_of(Aspect.ACTUAL, "zh")
    ('actual', '实际')

    Args:
        member: The member.
        language: `en` or `zh`; a member that has no Chinese word is told in English.
    """
    chinese = (word for word, one in WORDS.get(type(member), {}).items() if one is member)
    return next(chinese, member.value) if language == "zh" else member.value
