"""The names of units and currencies in running text, and the unit that each of them means."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from zoneplan import units
from zoneplan.errors import UnitError
from zoneplan.spelling import alternation, listed

if TYPE_CHECKING:
    from zoneplan.units import Unit

__all__ = ["CURRENCY_BEFORE", "CURRENCY_MARKS", "UNIT", "after_name", "scaled_unit"]

_LEFT_OUT = {"月", "日", "度", "立方", "人民币元", "元人民币"}
_IN_TEXT_ONLY = {
    "块钱": "元",
    "块": "元",
    "毛钱": "角",
    "元钱": "元",
    "圆": "元",
    "㎡": "平方米",
    "m²": "平方米",
    "km²": "平方公里",
    "m³": "立方米",
    "平方": "平方米",
    "立方": "立方米",
    "个人": "人",
    "人口": "人",
    "口人": "人",
    "次": "次",
    "元人民币": "元",
    "元美金": "美元",
    "元日币": "日元",
    "元钱整": "元",
    "度电": "千瓦时",
    "度": "度",
    "KW": "千瓦",
    "百分点": "个百分点",
    "个百分点": "个百分点",
    "平方千米": "平方公里",
    "公里/小时": "公里/小时",
    "个月": "个月",
    "米每秒": "米/秒",
}
# A unit's name is none where one of these follows: 元旦, 分别, 台湾.
_NOT_BEFORE = dict(
    pair.split(":")
    for pair in listed(
        "元:旦素宇器首老 分:之别为布析类管局公解工期批区享行支部离 "
        "成:立为果员本功都型长效绩套片品熟就交型份 位:于置居数 名:列单称牌优额词 部:分门署委 "
        "支:持撑出付柱行 处:理置在长 门:槛 本:市区地级次届轮金 列:入为第全 班:子组 间:接隔 "
        "股:份权东票 头:部等 种:植业养 座:谈 条:件 只:有要能是增 所:有在得以需属占述称示谓 "
        "户:籍均外型 架:构设 天:然津府河宁使 周:期边年转市庄 台:湾风阶胞商 家:庭园电居 "
        "人:均才工民大事社次 升:级至到高学格值幅 克:服拉强隆 角:色度落 毛:利衣 "
        "年:级度报龄鉴底末初代前 件:套 场:地 倍:增器 栋:梁 份:额 吨:位 米:粉 "
        "次:产数区级于要序日年月季会方 岁:末月 度:过假 块:地板屏状 平方:公千米 立方:米 人口:数 "
        "个人:所账信贷消 类:型似 个:体人别性点 套:利现 项:链 张:家"
    )
)
_ASCII_UNITS = listed(
    "m t m2 km2 m3 km cm mm kg kW MW GW kWh MWh GJ kJ tce kV kVA MVA TEU RMB pp ha"
) + sorted(name for name in units.aliases() if name.isupper() and len(name) == 3 and name.isascii())


def _unit_names() -> dict[str, str]:
    """Give the names that may follow a number in text, each with the unit's own name."""
    known = units.known_units()
    names = {name: name for name, unit in known.items() if not unit.is_scaled and not name.isascii()}
    names |= {
        other: name
        for other, name in units.aliases().items()
        if not known[name].is_scaled and not other.isascii()
    }
    names |= {other: units.unit(other).name for other in _ASCII_UNITS} | {"%": "%", "kw": "千瓦"}
    for word in _LEFT_OUT:
        names.pop(word, None)
    return names | {word: name for word, name in _IN_TEXT_ONLY.items() if name != "米/秒"}


_UNIT_NAMES = _unit_names()


def after_name(name: str, *, alone: bool = False) -> str:
    """Give the pattern of what must not follow a unit's name.

    Args:
        name: A name in text.
        alone: Whether no longer name may begin with it either: 吨 of 吨标准煤.
    """
    if alone:
        longer = "".join(
            sorted({other[len(name)] for other in _UNIT_NAMES if other != name and other.startswith(name)})
        )
        return after_name(name) + (f"(?![{longer}])" if longer else "")
    if name.isascii() and name != "%":
        return "(?![A-Za-z0-9·²³])"
    stop = _NOT_BEFORE.get(name)
    return f"(?![{stop}])" if stop else ""


_ANY_UNIT = alternation({name: after_name(name) for name in _UNIT_NAMES})
UNIT = re.compile(rf"(?P<unit>{_ANY_UNIT})(?:\s?(?:/|每)\s?(?P<below>[万亿]?(?:{_ANY_UNIT})))?")
"""A unit's name, and one that it is divided by: 万元/亩, 元每平方米."""
_LEADING = re.compile("万亿|[万亿]")


@lru_cache(maxsize=4096)
def scaled_unit(scale: str, name: str, below: str | None) -> tuple[Unit, int] | None:
    """Give the unit of a name in text behind a scale word, and what the number is multiplied by.

    >>> unit, times = scaled_unit("万", "块钱", None)
    >>> print(unit, times)
    万元 1

    Args:
        scale: 万, 亿, 万亿, 百万 and their like, or nothing.
        name: The name as it stands in the text.
        below: The name under a slash; None when there is none.
    """
    own = _UNIT_NAMES.get(name, name)
    if own in {"次", "度"} and below:
        return None
    if own == "次":
        return units.unit("1"), _times(scale)
    if own == "度":
        own = "千瓦时"
    under = ""
    if below is not None:
        lead = _LEADING.match(below)
        head = lead.group() if lead else ""
        under = f"/{head}{_UNIT_NAMES.get(below[len(head) :], below[len(head) :])}"
    try:
        return units.unit(f"{scale}{own}{under}"), 1
    except UnitError:
        pass
    try:
        return units.unit(f"{own}{under}"), _times(scale)
    except UnitError:
        return None


def _times(scale: str) -> int:
    product = 1
    for word in scale:
        product *= {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}[word]
    return product


_CURRENCY_NAMES = {
    other: name
    for other, name in [*units.aliases().items(), *((name, name) for name in units.known_units())]
    if (own := units.known_units()[name]).currency
    and own.factor == 1
    and not other.isascii()
    and len(other) > 1
}
CURRENCY_MARKS = _CURRENCY_NAMES | {
    "人民币": "元",
    "新台币": "新台币",
    "台币": "新台币",
    "港币": "港元",
    "港元": "港元",
    "美元": "美元",
    "美金": "美元",
    "日元": "日元",
    "日币": "日元",
    "欧元": "欧元",
    "英镑": "英镑",
    "韩元": "韩元",
    "韩币": "韩元",
    "澳元": "澳元",
    "加元": "加元",
    "澳门元": "澳门元",
    "¥": "元",
    "US$": "美元",
    "HK$": "港元",
    "NT$": "新台币",
    "A$": "澳元",
    "C$": "加元",
    "S$": "新加坡元",
    "$": "美元",
    "€": "欧元",
    "£": "英镑",
    "₩": "韩元",
    "RMB": "元",
    "CNY": "元",
    "USD": "美元",
    "HKD": "港元",
    "TWD": "新台币",
    "JPY": "日元",
    "EUR": "欧元",
    "GBP": "英镑",
    "KRW": "韩元",
    "AUD": "澳元",
    "CAD": "加元",
    "SGD": "新加坡元",
    "CHF": "瑞士法郎",
    "RMB¥": "元",
    "卢布": "卢布",
    "泰铢": "泰铢",
    "瑞士法郎": "瑞士法郎",
}
"""The currencies that stand before a number, each with its unit."""
CURRENCY_BEFORE = re.compile(
    "(?:" + "|".join(re.escape(mark) for mark in sorted(CURRENCY_MARKS, key=len, reverse=True)) + r"):?\s?$"
)
