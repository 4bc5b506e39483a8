"""Rule sets for status lights as towns have published them, each as it stands, with its faults.

They are here to be read, compared and copied, not as a standard: no two of them agree, and
`rules.problems()` says where each leaves a gap without a colour or with two.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from zoneplan.lights import Band, Light, LightRules
from zoneplan.sources import Source

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["PUBLISHED"]

_YINCHUAN = Source(
    document="银川市发展和改革委员会：重点项目“红黄绿灯”推进机制",
    date="2025-03-18",
    quote="完成序时进度亮绿灯；低于序时进度10~30个百分点(含)亮黄灯；低于序时进度超过30个百分点亮红灯",
)
_YINCHUAN_START = Source(
    document=_YINCHUAN.document,
    date=_YINCHUAN.date,
    quote="按计划开工亮绿灯；计划当月开工但未开工亮黄灯；连续3个月应开工未开工亮红灯",
)
_SANYA = Source(
    document="三亚市推进项目建设红黄绿亮牌督办机制",
    place="《海南日报》2022年5月13日007版",
    date="2022-05-13",
    quote="低于计划投资额序时进度50%以内的(含50%)，亮黄牌；50%以上的，亮红牌",
)
_TIANJIN = Source(document="关于天津市2022年投资和专项债券亮灯规则的报道", date="2022-03-05")
_TIANJIN_GROWTH = Source(
    document=_TIANJIN.document,
    date=_TIANJIN.date,
    quote="累计增长不低于预期计划且不低于全市平均；增长但低于预期计划或低于全市平均；负增长",
)
_TIANJIN_BONDS = Source(
    document=_TIANJIN.document,
    date=_TIANJIN.date,
    quote="不低于预期进度；低于预期进度30%及以下；低于预期进度30%以上",
)

_RULES = (
    LightRules(
        id="yinchuan-2025",
        name="银川市重点项目进度亮灯",
        place="银川市",
        year=2025,
        source=_YINCHUAN,
        bands=(
            Band(light=Light.GREEN, shortfall_points="<= 0"),
            Band(light=Light.YELLOW, shortfall_points="[10, 30]"),
            Band(light=Light.RED, shortfall_points="> 30"),
        ),
        note="资金支付、入库的亮灯未收入：“低于国家、自治区要求”没有数值，入库未说明应在哪个月完成",
    ),
    LightRules(
        id="yinchuan-2025-start",
        name="银川市重点项目开工亮灯",
        place="银川市",
        year=2025,
        source=_YINCHUAN_START,
        bands=(
            Band(light=Light.GREEN, months_late="= 0"),
            Band(light=Light.YELLOW, months_late="= 1"),
            Band(light=Light.RED, months_late=">= 3"),
        ),
        note="原文限于“无正当理由”未开工的项目；应开工的当月计为第1个月",
    ),
    LightRules(
        id="sanya-2022",
        name="三亚市建设项目亮牌",
        place="三亚市",
        year=2022,
        source=_SANYA,
        bands=(
            Band(light=Light.GREEN, shortfall_share="<= 0"),
            Band(light=Light.YELLOW, shortfall_share="(0, 50]"),
            Band(light=Light.RED, shortfall_share="> 50"),
        ),
        note="适用于年度计划投资1000万元及以上的项目；各区月度任务的亮牌和约谈未收入",
    ),
    LightRules(
        id="tianjin-2022-investment",
        name="天津市投资增长亮灯",
        place="天津市",
        year=2022,
        source=_TIANJIN_GROWTH,
        bands=(
            Band(light=Light.GREEN, growth_over_plan=">= 0", growth_over_mean=">= 0"),
            Band(light=Light.YELLOW, growth="> 0", growth_over_plan="< 0"),
            Band(light=Light.YELLOW, growth="> 0", growth_over_mean="< 0"),
            Band(light=Light.RED, growth="< 0"),
        ),
        note="“增长”按大于0、“负增长”按小于0理解，增速恰为0时原文未作规定",
    ),
    LightRules(
        id="tianjin-2022-bonds",
        name="天津市专项债券使用亮灯",
        place="天津市",
        year=2022,
        source=_TIANJIN_BONDS,
        bands=(
            Band(light=Light.GREEN, shortfall_share="<= 0"),
            Band(light=Light.YELLOW, shortfall_share="(0, 30]"),
            Band(light=Light.RED, shortfall_share="> 30"),
        ),
        note="原文写“30%”而非“30个百分点”，按占预期进度的比例理解",
    ),
)

PUBLISHED: Mapping[str, LightRules] = MappingProxyType({rules.id: rules for rules in _RULES})
"""The published rule sets by id."""
