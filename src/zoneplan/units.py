"""The unit names a plan may use, their exact factors, and the one pint registry.

A unit is looked up among known names and never parsed as an expression: pint's own parser reads
`5.5 ％` as 550 %. Factors are fractions, so 15 亩 is 1 公顷 and not nearly so. Each currency and each
kind of thing counted is a dimension of its own, so nothing adds them by mistake.

Only this module calls pint, and only inside functions: importing it does not import pint.
What it does not know: the price basis of money (see `zoneplan.prices`), and what a figure is about;
floor space and land are both areas here.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from decimal import Context, Decimal, localcontext
from difflib import SequenceMatcher
from fractions import Fraction
from functools import cache, lru_cache
from threading import Lock
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import attrs

from zoneplan.decimals import as_number
from zoneplan.errors import CurrencyMismatchError, DimensionMismatchError, UnitError
from zoneplan.short_reprs import short_repr

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import TypeAlias, TypeGuard

    import pint

    Quantity: TypeAlias = pint.Quantity[Any]
    Registry: TypeAlias = pint.UnitRegistry[Any]

__all__ = [
    "Unit",
    "aliases",
    "conversion",
    "from_quantity",
    "has_quotient",
    "is_quantity",
    "known_units",
    "quantity",
    "quotient",
    "registry",
    "unit",
]

_LONGEST_NAME = 60
_TOO_FAR = 0.49  # just below two characters of which one is right, as in 亿园
_SCALE_WORDS = re.compile("[十百千万亿]")
_SIMPLIFIED = str.maketrans("億萬", "亿万")
_NUMBER = re.compile(r"(?<![mO])\d")  # the digits of m2 and CO2 belong to the name


_SCALES = {
    "千": ("qian", 10**3),
    "万": ("wan", 10**4),
    "十万": ("shi_wan", 10**5),
    "百万": ("bai_wan", 10**6),
    "千万": ("qian_wan", 10**7),
    "亿": ("yi", 10**8),
    "万亿": ("wan_yi", 10**12),
}
_OF_MONEY = "千 万 百万 千万 亿 万亿"
_OF_COUNTS = "千 万 十万 百万 千万 亿"
_BIG = "万 亿 万亿"
_NONE = ""

# Dimension; the Chinese name as plans print it, pint's identifier, then other names; how many of the
# dimension's base unit it is; the scale words it takes. The first row of a dimension is its base unit.
# Sources: GB 3100 for the metric units; 1 亩 = 2000/3 m² and 15 亩 = 1 公顷 by definition; GB/T 2589
# for standard coal, 7000 kcal(IT) of 4.1868 kJ a kilogram, which makes a tonne 8141 kWh exactly.
_TABLE: tuple[tuple[str, str, int | Fraction, str], ...] = (
    ("CNY", "元 yuan CNY cny RMB rmb 人民币 人民币元 元人民币 圆", 1, _OF_MONEY),
    ("CNY", "角 jiao 毛", Fraction(1, 10), _NONE),
    ("USD", "美元 usd USD 美金", 1, _OF_MONEY),
    ("HKD", "港元 hkd HKD 港币 元港币 港圆", 1, _OF_MONEY),
    ("TWD", "新台币 twd TWD 新台币元 元新台币 台币 元台币 新台币圆", 1, _OF_MONEY),
    ("JPY", "日元 jpy JPY 日圆 日币", 1, _OF_MONEY),
    ("EUR", "欧元 eur EUR", 1, _OF_MONEY),
    ("GBP", "英镑 gbp GBP", 1, _OF_MONEY),
    ("KRW", "韩元 krw KRW 韩圆 韩币", 1, _OF_MONEY),
    ("AUD", "澳元 aud AUD 澳大利亚元 澳币", 1, _OF_MONEY),
    ("CAD", "加元 cad CAD 加拿大元 加币", 1, _OF_MONEY),
    ("CHF", "瑞士法郎 chf CHF 瑞郎", 1, _OF_MONEY),
    ("SGD", "新加坡元 sgd SGD 新币", 1, _OF_MONEY),
    ("NZD", "新西兰元 nzd NZD 纽元", 1, _OF_MONEY),
    ("MOP", "澳门元 mop MOP 澳门币", 1, _OF_MONEY),
    ("RUB", "卢布 rub RUB 俄罗斯卢布", 1, _OF_MONEY),
    ("THB", "泰铢 thb THB", 1, _OF_MONEY),
    ("INR", "印度卢比 inr INR", 1, _OF_MONEY),
    ("MYR", "林吉特 myr MYR 马来西亚林吉特", 1, _OF_MONEY),
    ("VND", "越南盾 vnd VND", 1, _OF_MONEY),
    ("IDR", "印尼盾 idr IDR 印尼卢比", 1, _OF_MONEY),
    ("PHP", "菲律宾比索 php PHP", 1, _OF_MONEY),
    ("MXN", "墨西哥比索 mxn MXN", 1, _OF_MONEY),
    ("BRL", "雷亚尔 brl BRL 巴西雷亚尔", 1, _OF_MONEY),
    ("ZAR", "南非兰特 zar ZAR 兰特", 1, _OF_MONEY),
    ("SEK", "瑞典克朗 sek SEK", 1, _OF_MONEY),
    ("NOK", "挪威克朗 nok NOK", 1, _OF_MONEY),
    ("DKK", "丹麦克朗 dkk DKK", 1, _OF_MONEY),
    ("AED", "迪拉姆 aed AED 阿联酋迪拉姆", 1, _OF_MONEY),
    ("area", "平方米 m2 sq_m square_metre 平米", 1, _BIG),
    ("area", "亩 mu", Fraction(2000, 3), _BIG),
    ("area", "公顷 hectare ha", 10**4, _BIG),
    ("area", "平方公里 km2 sq_km square_kilometre 平方千米", 10**6, _BIG),
    ("volume", "立方米 m3 cubic_metre 立方", 1, _BIG),
    ("volume", "升 litre L", Fraction(1, 1000), _BIG),
    ("volume", "毫升 millilitre mL ml", Fraction(1, 10**6), _NONE),
    ("length", "米 metre m", 1, _BIG),
    ("length", "公里 kilometre km 千米", 1000, _BIG),
    ("length", "厘米 centimetre cm", Fraction(1, 100), _NONE),
    ("length", "毫米 millimetre mm", Fraction(1, 1000), _NONE),
    ("length", "海里 nautical_mile", 1852, _NONE),
    ("length", "英里 mile", Fraction(1_609_344, 1000), _NONE),
    ("mass", "千克 kilogram kg 公斤", 1, _BIG),
    ("mass", "吨 tonne t", 1000, _BIG),
    ("mass", "斤 jin", Fraction(1, 2), _BIG),
    ("mass", "克 gram g", Fraction(1, 10**3), _NONE),
    ("mass", "毫克 milligram mg", Fraction(1, 10**6), _NONE),
    ("mass", "微克 microgram ug μg", Fraction(1, 10**9), _NONE),
    ("energy", "千焦 kilojoule kJ", 1, _NONE),
    ("energy", "吉焦 gigajoule GJ", 10**6, _BIG),
    ("energy", "千瓦时 kwh kWh 度 千瓦小时", 3600, _BIG),
    ("energy", "兆瓦时 megawatt_hour MWh", 3_600_000, _BIG),
    ("energy", "吨标准煤 tce 吨标煤", 29_307_600, _BIG),
    ("energy", "千克标准煤 kgce 公斤标准煤 千克标煤", Fraction(293_076, 10), _NONE),
    ("energy", "克标准煤 gce 克标煤", Fraction(293_076, 10**4), _NONE),
    ("power", "千瓦 kilowatt kW", 1, _BIG),
    ("power", "兆瓦 megawatt MW", 10**3, _NONE),
    ("power", "吉瓦 gigawatt GW", 10**6, _NONE),
    ("apparent_power", "千伏安 kilovolt_ampere kVA", 1, _BIG),
    ("apparent_power", "兆伏安 megavolt_ampere MVA", 10**3, _NONE),
    ("voltage", "千伏 kilovolt kV", 1, _NONE),
    ("ratio", "倍 times", 1, _NONE),
    ("ratio", "% percent", Fraction(1, 100), _NONE),
    ("ratio", "‰ permille", Fraction(1, 1000), _NONE),
    ("ratio", "成 tenth", Fraction(1, 10), _NONE),
    ("percentage_point", "个百分点 percentage_point pp 百分点", 1, _NONE),
    ("year", "年 year", 1, _NONE),
    ("month", "个月 month 月", 1, _NONE),
    ("month", "个季度 quarter_of_year", 3, _NONE),
    ("day", "天 day 日", 1, _NONE),
    ("day", "周 week 个星期", 7, _NONE),
    ("workday", "个工作日 workday 工作日", 1, _NONE),
    ("hour", "小时 hour 个小时", 1, _BIG),
    ("hour", "分钟 minute", Fraction(1, 60), _NONE),
    ("age", "岁 year_of_age 周岁", 1, _NONE),
    ("rank", "位 rank", 1, _NONE),
    ("rank", "名次 place 位次 个位次", 1, _NONE),
    ("score", "分 score", 1, _NONE),
    ("count:家", "家 enterprise company", 1, _OF_COUNTS),
    ("count:个", "个 item", 1, _OF_COUNTS),
    ("count:项", "项 project", 1, _OF_COUNTS),
    ("count:件", "件 case patent", 1, _OF_COUNTS),
    ("count:人", "人 person people 名", 1, _OF_COUNTS),
    ("count:户", "户 household", 1, _OF_COUNTS),
    ("count:人次", "人次 person_time visit", 1, _OF_COUNTS),
    ("count:张", "张 bed", 1, _OF_COUNTS),
    ("count:所", "所 school", 1, _OF_COUNTS),
    ("count:辆", "辆 vehicle", 1, _OF_COUNTS),
    ("count:台", "台 machine", 1, _OF_COUNTS),
    ("count:座", "座 zuo", 1, _OF_COUNTS),
    ("count:条", "条 tiao", 1, _OF_COUNTS),
    ("count:套", "套 tao", 1, _OF_COUNTS),
    ("count:只", "只 zhi", 1, _OF_COUNTS),
    ("count:艘", "艘 ship", 1, _OF_COUNTS),
    ("count:架", "架 aircraft", 1, _OF_COUNTS),
    ("count:列", "列 train", 1, _OF_COUNTS),
    ("count:班", "班 ban", 1, _OF_COUNTS),
    ("count:处", "处 site", 1, _OF_COUNTS),
    ("count:类", "类 lei", 1, _OF_COUNTS),
    ("count:种", "种 zhong", 1, _OF_COUNTS),
    ("count:门", "门 men", 1, _OF_COUNTS),
    ("count:场", "场 chang", 1, _OF_COUNTS),
    ("count:篇", "篇 paper", 1, _OF_COUNTS),
    ("count:本", "本 volume_of_print", 1, _OF_COUNTS),
    ("count:部", "部 bu", 1, _OF_COUNTS),
    ("count:支", "支 zhi_team", 1, _OF_COUNTS),
    ("count:枚", "枚 mei", 1, _OF_COUNTS),
    ("count:栋", "栋 building 幢", 1, _OF_COUNTS),
    ("count:间", "间 room", 1, _OF_COUNTS),
    ("count:宗", "宗 lot", 1, _OF_COUNTS),
    ("count:笔", "笔 transaction", 1, _OF_COUNTS),
    ("count:份", "份 fen_copy", 1, _OF_COUNTS),
    ("count:头", "头 head_of_cattle", 1, _OF_COUNTS),
    ("count:株", "株 plant 棵", 1, _OF_COUNTS),
    ("count:股", "股 share_of_stock", 1, _OF_COUNTS),
    # Reckoned, not counted: half a person-year, 0.7 standard buses and 2.25 TEU are good figures.
    ("person_year", "人年 person_year", 1, _OF_COUNTS),
    ("standard_bus", "标台 standard_bus", 1, _OF_COUNTS),
    ("teu", "标准箱 teu TEU 标箱", 1, _OF_COUNTS),
)

_APART = {
    frozenset({"ratio", "percentage_point"}): (
        "个百分点 is the difference of two percentages: state a level in % and a change of level in 个百分点",
        "百分点是两个百分比之差：水平请写%，水平的变化请写个百分点",
    ),
    frozenset({"count:人", "count:人次"}): (
        "人 counts people and 人次 counts their visits; one person may make many",
        "人数与人次不同：一人可有多次",
    ),
    frozenset({"count:人", "person_year"}): (
        "人 counts people and 人年 counts years of work; two people at half time make one 人年",
        "人数与人年不同：两人各工作半年为一人年",
    ),
    frozenset({"energy", "power"}): (
        "power becomes energy only over stated hours of use",
        "功率须乘以写明的小时数才是能量",
    ),
    frozenset({"energy", "mass"}): (
        "a mass of fuel becomes standard coal only by a stated coefficient for that fuel",
        "燃料的质量须按写明的折标系数折算成标准煤",
    ),
    frozenset({"age", "year"}): (
        "岁 is the age of a person and 年 a length of time",
        "岁是年龄，年是时间长度",
    ),
}
_WHICH = "check which of the two is meant", "请核对应为哪一种"


@attrs.frozen(kw_only=True, cache_hash=True)
class Unit:
    """A unit that a plan may use; got by `unit`, not made by hand.

    Units compare by their fields: 万平方米 and 公顷 are equal in size and still two units.

    Example:
        >>> from zoneplan.units import unit
        >>> unit("yi_yuan/km2")
        Unit(name='亿元/平方公里', dimension='CNY/area', factor=100)
        >>> print(unit("亿元"))
        亿元

    Attributes:
        name: The name as plans print it, such as `亿元`, `万元/亩` or `%`.
        dimension: What it measures: a currency's ISO 4217 code, a word such as `area`, `ratio` or
            `percentage_point`, `count:` with the thing counted, or two of these with a slash.
        factor: How many of the dimension's base unit (`base`) it is; exact and above zero.
    """

    name: str
    dimension: str
    factor: Fraction

    __repr__ = short_repr

    def __str__(self) -> str:
        return self.name

    @property
    def currency(self) -> str | None:
        """The ISO 4217 code of plain money; None for all else, 元/人 among it."""
        return self.dimension if self.dimension in _CURRENCIES else None

    @property
    def is_count(self) -> bool:
        """Whether figures in it are whole numbers: things counted (家, 人次 …) or a rank (位).

        人年, 标台 and 标准箱 are reckoned and may be fractions. A count in 万家 is whole once scaled.
        """
        counted = self.dimension.startswith("count:") or self.dimension == "rank"
        return counted and "/" not in self.dimension

    @property
    def is_scaled(self) -> bool:
        """Whether a scale word enlarges it: 亿元, 万亩 and 件/万人, but not 平方公里 or %.

        Raises:
            UnitError: When the unit was made by hand under a name that nobody knows.
        """
        known = _looked_up(self.name).name
        if known in _BARE:
            return False
        upper, lower = _parts(known)
        return (upper.scale / lower.scale if lower else upper.scale) != 1

    @property
    def base(self) -> Unit:
        """The unit of its dimension with factor 1, such as 元, 平方米 or 元/平方米.

        Raises:
            UnitError: When the unit was made by hand under a name that nobody knows.
        """
        if self.dimension in _BASES:
            return _BASES[self.dimension]
        if self.name in _BARE:
            return _BARE[self.name]
        upper, lower = _parts(_looked_up(self.name).name)
        base = _BASES[upper.unit.dimension]
        return _quotient(base, _BASES[lower.unit.dimension]) if lower else base


@attrs.frozen(kw_only=True)
class _Known:
    """A row of the table with one scale word or none.

    Attributes:
        unit: The unit itself.
        identifier: What pint calls it; also one of its other names.
        scale: What the scale word multiplies by; 1 without one.
        others: All its other names.
    """

    unit: Unit
    identifier: str
    scale: Fraction
    others: tuple[str, ...]


def _rows() -> Iterator[_Known]:
    for dimension, names, factor, scales in _TABLE:
        for word in ["", *scales.split()]:
            prefix, scale = _SCALES.get(word, ("", 1))
            name, *others = (
                f"{prefix}_{each}" if prefix and each.isascii() and each != "%" else f"{word}{each}"
                for each in names.split()
            )
            measure = Unit(name=name, dimension=dimension, factor=Fraction(factor) * scale)
            yield _Known(unit=measure, identifier=others[0], scale=Fraction(scale), others=tuple(others))


_CURRENCIES = frozenset(dimension for dimension, *_ in _TABLE if dimension.isupper())
_KNOWN = {row.unit.name: row for row in _rows()}
# Not written as a name behind a number: a bare number, a fraction such as 1/5, and one part of a
# structure such as 2:45:53. `unit` knows them; `known_units` lists what is.
_BARE = {
    name: Unit(name=name, dimension=dimension, factor=Fraction(1))
    for name, dimension in (("1", "number"), ("分之", "ratio"), ("比", "structure"))
}
_BARE_NAMES = {"无单位": "1", **{name: name for name in _BARE}}
_ALIASES = {other: name for name, row in _KNOWN.items() for other in row.others}
_IDENTIFIED = {row.identifier: name for name, row in _KNOWN.items()}
_BASES = {row.unit.dimension: row.unit for row in reversed(_KNOWN.values()) if row.unit.factor == 1}
_QUOTIENTS: dict[tuple[str, str], Unit] = {}


def unit(name: str) -> Unit:
    """Look up a unit by one of its names, or a quotient of two such as `万元/亩`.

    Full-width letters and signs count as their plain forms, blanks around a name do not count, and
    English names stand beside the Chinese ones. The same unit is always the same object.

    Args:
        name: The name: at most 60 characters, at most one slash.

    Raises:
        UnitError: When no unit has this name, or it is not text.

    Example:
        >>> from zoneplan.units import unit
        >>> unit("万元／亩").factor / unit("yi_yuan/km2").factor
        Fraction(3, 20)
    """
    if not isinstance(name, str):
        raise UnitError(
            f"expected the name of a unit as text, got {type(name).__name__}",
            "write it as the plan prints it, such as unit('亿元')",
            f"单位名称应为文字，写的是 {type(name).__name__}",
            "请照规划的写法写，例如 unit('亿元')",
        )
    return _looked_up(name)


@cache
def known_units() -> Mapping[str, Unit]:
    """List every unit without a slash by its name; read-only, money first.

    Left out are those that are not written as a name behind a number: `1` (also 无单位, a bare
    number), 分之 (a fraction such as 1/5) and 比 (a part of a structure such as 2:45:53).
    """
    return MappingProxyType({name: row.unit for name, row in _KNOWN.items()})


def aliases() -> Mapping[str, str]:
    """List the other names of units, each with the name it stands for; read-only.

    Example:
        >>> from zoneplan.units import aliases
        >>> aliases()["wan_yuan"]
        '万元'
    """
    return MappingProxyType(_ALIASES)


def conversion(source: Unit, target: Unit) -> Fraction:
    """Give the exact number by which a figure in `source` becomes one in `target`.

    Args:
        source: The unit converted from.
        target: The unit converted to.

    Raises:
        CurrencyMismatchError: When they are money, or per-unit money, of different currencies.
        DimensionMismatchError: When they measure different things.

    Example:
        >>> from zoneplan.units import conversion, unit
        >>> conversion(unit("亩"), unit("公顷"))
        Fraction(1, 15)
    """
    if source.dimension == target.dimension:
        return source.factor / target.factor
    message, message_zh = f"cannot convert {source} to {target}", f"{source}不能换算成{target}"
    if _differ_in_currency(source.dimension, target.dimension):
        raise CurrencyMismatchError(
            f"{message}: they are different currencies",
            "state a dated exchange rate; zoneplan never assumes one",
            f"{message_zh}：币种不同",
            "请写明某一时期的汇率；zoneplan 不自行假定",
        )
    remedy, remedy_zh = _APART.get(frozenset({source.dimension, target.dimension}), _WHICH)
    raise DimensionMismatchError(
        f"{message}: they measure different things ({source.dimension} and {target.dimension})",
        remedy,
        f"{message_zh}：所计量的不是同一种量（{source.dimension} 与 {target.dimension}）",
        remedy_zh,
    )


def has_quotient(upper: str, lower: str) -> bool:
    """Tell whether a unit measures one dimension per another; of two alike it is a ratio.

    Nothing is counted per ratio, and a quotient is not divided once more.

    Args:
        upper: The dimension above the slash.
        lower: The dimension below it.
    """
    return upper == lower or (upper in _BASES and lower in _BASES and lower != "ratio")


def quotient(upper: Unit, lower: Unit) -> Unit | None:
    """Give the unit of one figure over another, % for two that measure the same; None when there is none.

    Args:
        upper: The unit of the figure above the line.
        lower: The unit of the figure below it.

    Example:
        >>> from zoneplan.units import quotient, unit
        >>> print(quotient(unit("万元"), unit("亩")), quotient(unit("人"), unit("倍")))
        万元/亩 None
    """
    if upper.dimension == lower.dimension:
        return _looked_up("%")
    if not has_quotient(upper.dimension, lower.dimension):
        return None
    above, below = (one if one.name in _KNOWN else _BASES[one.dimension] for one in (upper, lower))
    return _quotient(above, below)


def registry() -> Registry:
    """Give zoneplan's pint registry, which knows the units of `known_units` and nothing else.

    It is built at the first call, by one thread while others wait, and is never made pint's
    application registry. Its dimensions are ours: 米 times 米 is not 平方米 in it. pint converts with
    28 digits; `conversion` is exact.
    """
    with _REGISTRY_LOCK:
        return _built_registry()


def quantity(number: Decimal | int, unit: Unit) -> Quantity:
    """Make a pint quantity of zoneplan's registry; its magnitude is always a `Decimal`.

    Args:
        number: The number, in the unit; finite and of at most 60 digits.
        unit: The unit.

    Raises:
        FloatRefusedError: When the number is a float.
        AmountError: When it is neither `Decimal` nor `int`, not finite, or longer than 60 digits.
        UnitError: When the unit was made by hand and differs from the one of that name.

    Example:
        >>> from zoneplan.units import quantity, unit
        >>> f"{quantity(15, unit('亿元/平方公里')):~P}"
        '15 亿元/平方公里'
    """
    exact = as_number(number)
    if _looked_up(unit.name) != unit:
        raise UnitError(
            f"{unit!r} is not the unit that zoneplan knows by this name",
            "look units up with zoneplan.units.unit",
            f"{unit!r} 不是 zoneplan 中这一名称的单位",
            "请用 zoneplan.units.unit 查取单位",
        )
    powers: dict[str, int] = {}
    if unit.name not in _BARE:
        upper, lower = _parts(unit.name)
        powers[upper.identifier] = 1
        if lower:
            powers[lower.identifier] = powers.get(lower.identifier, 0) - 1
    pints = registry()
    container = pints.UnitsContainer({name: power for name, power in powers.items() if power})
    return pints.Quantity(exact, container)


def from_quantity(value: Quantity) -> tuple[Decimal, Unit]:
    """Read a pint quantity of zoneplan's registry as a number and its unit.

    A quantity without any unit, such as 元/元, is a number of 倍.

    Args:
        value: The quantity; its magnitude is a `Decimal` or an `int`.

    Raises:
        UnitError: When it is no quantity, is of another registry, or its unit has no name here.
        FloatRefusedError: When its magnitude is a float.
        AmountError: When its magnitude is neither `Decimal` nor `int`, not finite, or too long.

    Example:
        >>> from zoneplan.units import from_quantity, quantity, unit
        >>> from_quantity(quantity(3, unit("万亩")))[0]
        Decimal('3')
    """
    if not is_quantity(value):
        raise UnitError(
            f"expected a pint quantity, got {type(value).__name__}",
            "make one with zoneplan.units.quantity",
            f"应为 pint 的量，写的是 {type(value).__name__}",
            "请用 zoneplan.units.quantity 生成",
        )
    if value._REGISTRY is not registry():
        raise UnitError(
            "the quantity belongs to another pint registry",
            "make it with zoneplan.units.quantity, or in zoneplan.units.registry()",
            "该量属于另一个 pint 注册表",
            "请用 zoneplan.units.quantity 生成，或在 zoneplan.units.registry() 中生成",
        )
    return as_number(value.magnitude), _looked_up(_name_of(value))


def is_quantity(value: object) -> TypeGuard[Quantity]:
    """Tell whether a value is a pint quantity, of any registry; never imports pint to find out.

    Args:
        value: Any value.
    """
    kind = getattr(sys.modules.get("pint"), "Quantity", None)
    return kind is not None and isinstance(value, kind)


@lru_cache(maxsize=4096)
def _looked_up(name: str) -> Unit:
    if len(name) > _LONGEST_NAME:
        raise _unknown(
            name,
            f"a unit's name has at most {_LONGEST_NAME} characters",
            f"单位名称至多{_LONGEST_NAME}个字符",
        )
    plain = unicodedata.normalize("NFKC", name).strip()
    if plain in _BARE_NAMES:
        return _BARE[_BARE_NAMES[plain]]
    folded = [part.strip() for part in plain.split("/")]
    parts = [_ALIASES.get(part, part) for part in folded]
    if len(parts) > 2:
        raise _unknown(name, "write at most one slash, such as '万元/亩'", "至多写一条斜线，例如 '万元/亩'")
    if not all(part in _KNOWN for part in parts):
        raise _unknown(name, *_remedies(parts))
    upper, *lower = (_KNOWN[part].unit for part in parts)
    if not lower:
        return upper
    if lower[0].dimension == "ratio":  # 元/% would be money a hundred times too small, or too large
        raise _unknown(
            name,
            f"{lower[0]} is a ratio and cannot stand below the slash",
            f"{lower[0]}是比率，不能写在斜线之下",
        )
    return _quotient(upper, lower[0])


def _unknown(name: str, remedy: str, remedy_zh: str) -> UnitError:
    shown = name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…"
    return UnitError(f"unknown unit {shown!r}", remedy, f"不认识的单位 {shown!r}", remedy_zh)


def _remedies(parts: Sequence[str]) -> tuple[str, str]:
    """Say what to write instead, in English and in Chinese."""
    if any(_NUMBER.search(part) for part in parts):
        return (
            "write one number and one unit, such as '1.5亿元'",
            "请写一个数和一个单位，例如 '1.5亿元'",
        )
    closest = [_closest(part) for part in parts]
    if all(closest):
        meant = "/".join(closest)
        return f"did you mean {meant!r}?", f"是否应为 {meant!r}？"
    return (
        "write one of the units that plans use, such as 亿元, 万元, 亩 or %",
        "请写规划中使用的单位，例如亿元、万元、亩或 %",
    )


@lru_cache(maxsize=256)  # a document repeats its misspellings
def _closest(name: str) -> str:
    """Give the most similar name, the earlier in the table of equals; empty when none is similar.

    A name with other scale words is never similar: 元 for 億元 would be wrong by 10⁸.
    """
    plain = name.translate(_SIMPLIFIED)
    scale = _scale_of(plain)
    rest = plain.removeprefix(scale)
    if scale and (rest in _KNOWN or rest in _ALIASES):  # 万m2 is 万平方米; 十万元 is not 十万家
        scaled = f"{scale}{_ALIASES.get(rest, rest)}"
        return scaled if scaled in _KNOWN else ""
    best, highest = "", _TOO_FAR
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(plain)
    for candidate in (*_KNOWN, *_ALIASES):
        if _scale_of(candidate) != scale:
            continue
        matcher.set_seq1(candidate)
        bounds = matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio  # ever tighter and slower
        if all(bound() > highest for bound in bounds):
            best, highest = candidate, matcher.ratio()
    return best


def _scale_of(name: str) -> str:
    return "".join(_SCALE_WORDS.findall(name))


def _quotient(upper: Unit, lower: Unit) -> Unit:
    key = upper.name, lower.name
    if key not in _QUOTIENTS:
        same = upper.dimension == lower.dimension
        made = Unit(
            name=f"{upper}/{lower}",
            dimension="ratio" if same else f"{upper.dimension}/{lower.dimension}",
            factor=upper.factor / lower.factor,
        )
        _QUOTIENTS.setdefault(key, made)  # another thread may have been faster
    return _QUOTIENTS[key]


def _parts(name: str) -> tuple[_Known, _Known | None]:
    upper, _, lower = name.partition("/")
    return _KNOWN[upper], _KNOWN[lower] if lower else None


def _differ_in_currency(one: str, other: str) -> bool:
    pairs = list(zip(one.split("/"), other.split("/"), strict=False))
    unlike = [set(pair) for pair in pairs if pair[0] != pair[1]]
    return one.count("/") == other.count("/") and all(pair <= _CURRENCIES for pair in unlike)


def _name_of(value: Quantity) -> str:
    powers = sorted(value.unit_items(), key=lambda item: Decimal(str(item[1])), reverse=True)
    match [(_IDENTIFIED.get(name), power) for name, power in powers]:
        case []:
            return _BASES["ratio"].name
        case [(str(name), 1)]:
            return name
        case [(str(upper), 1), (str(lower), -1)]:
            return f"{upper}/{lower}"
    raise UnitError(
        f"no unit of a plan is named by the pint unit '{value.units:~C}'",
        "convert the quantity to a unit, or a quotient of two units, of zoneplan.units.known_units()",
        f"规划中没有与 pint 单位“{value.units:~C}”对应的单位",
        "请先换算成 zoneplan.units.known_units() 中的单位，或两个单位之商",
    )


def _factor_of(powers: Mapping[str, Any]) -> Fraction | None:
    """Multiply the exact factors of pint's units; None when one is not ours or its power is unusual."""
    product = Fraction(1)
    for identifier, power in powers.items():
        if identifier not in _IDENTIFIED or abs(power) not in _USUAL_POWERS:
            return None
        product *= _KNOWN[_IDENTIFIED[identifier]].unit.factor ** int(power)
    return product


def _nearest(number: Fraction) -> Decimal:
    return Decimal(number.numerator) / number.denominator


_REGISTRY_LOCK = Lock()
_PINT_DIGITS = Context(prec=28)
_USUAL_POWERS = (1, 2, 3)


@cache
def _built_registry() -> Registry:
    import pint  # noqa: PLC0415  # 200 ms that a plan without quantities never pays
    from pint.facets.plain import ScaleConverter, UnitDefinition  # noqa: PLC0415
    from pint.util import UnitsContainer  # noqa: PLC0415

    class PlanRegistry(pint.UnitRegistry[Any]):
        # pint multiplies rounded factors, which makes 8141.000000000000000000000001 kWh of a tonne of
        # coal, and keeps each product for good, be it made under a caller's context of three digits.
        def _get_root_units(self, input_units: Any, *args: Any, **options: Any) -> Any:
            with localcontext(_PINT_DIGITS):
                factor, roots = super()._get_root_units(input_units, *args, **options)
                exact = _factor_of(dict(input_units))
                return (factor if exact is None else _nearest(exact)), roots

    made: Registry = PlanRegistry(None, non_int_type=Decimal, on_redefinition="raise")
    define: Any = made.define  # typed for text only, though it takes definitions
    convert: Any = ScaleConverter  # typed for float only
    # Definitions as objects, not as text: a tenth of the time, and no parser between us and pint.
    with localcontext(_PINT_DIGITS):
        for name, row in _KNOWN.items():
            dimension = row.unit.dimension
            base = _BASES[dimension]
            if row.unit is not base:
                reference = {_KNOWN[base.name].identifier: 1}
            elif dimension == "ratio":
                reference = {}
            else:
                reference = {f"[{dimension.removeprefix('count:')}]": 1}
            container = UnitsContainer(reference, non_int_type=Decimal)
            taken = {row.identifier, name}
            aliases = tuple(other for other in row.others if other not in taken and other.isidentifier())
            factor = convert(_nearest(row.unit.factor))
            define(UnitDefinition(row.identifier, name, aliases, factor, container))
        made._build_cache()  # so that pint's `compatible_units` knows them all
    return made
