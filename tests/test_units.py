"""Units: every name a plan may use, exact factors, and the one pint registry."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import combinations, product
from threading import Barrier
from time import perf_counter
from typing import Any, cast

import attrs
import pint
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoneplan import units
from zoneplan.errors import (
    AmountError,
    CurrencyMismatchError,
    DimensionMismatchError,
    FloatRefusedError,
    UnitError,
)
from zoneplan.units import Unit, aliases, conversion, from_quantity, is_quantity, known_units, quantity, unit

MONEY_SCALES = {
    "": 1, "千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "万亿": 10**12,
}  # fmt: skip
COUNT_SCALES = {
    "": 1, "千": 10**3, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8,
}  # fmt: skip
BIG = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}
ONE = {"": 1}

COUNTED = [
    *"家个项件人户张所辆台座条套只艘架列班处类种门场篇本部支枚栋间宗笔份头株股",
    "人次",
]

# Every unit without a slash: its unscaled name, dimension, factor and scale words.
COMPLETE: list[tuple[str, str, Fraction | int | str, dict[str, int]]] = [
    ("元", "CNY", 1, MONEY_SCALES),
    ("角", "CNY", "0.1", ONE),
    ("美元", "USD", 1, MONEY_SCALES),
    ("港元", "HKD", 1, MONEY_SCALES),
    ("新台币", "TWD", 1, MONEY_SCALES),
    ("日元", "JPY", 1, MONEY_SCALES),
    ("欧元", "EUR", 1, MONEY_SCALES),
    ("英镑", "GBP", 1, MONEY_SCALES),
    ("韩元", "KRW", 1, MONEY_SCALES),
    ("澳元", "AUD", 1, MONEY_SCALES),
    ("加元", "CAD", 1, MONEY_SCALES),
    ("瑞士法郎", "CHF", 1, MONEY_SCALES),
    ("新加坡元", "SGD", 1, MONEY_SCALES),
    ("新西兰元", "NZD", 1, MONEY_SCALES),
    ("澳门元", "MOP", 1, MONEY_SCALES),
    ("卢布", "RUB", 1, MONEY_SCALES),
    ("泰铢", "THB", 1, MONEY_SCALES),
    ("印度卢比", "INR", 1, MONEY_SCALES),
    ("林吉特", "MYR", 1, MONEY_SCALES),
    ("越南盾", "VND", 1, MONEY_SCALES),
    ("印尼盾", "IDR", 1, MONEY_SCALES),
    ("菲律宾比索", "PHP", 1, MONEY_SCALES),
    ("墨西哥比索", "MXN", 1, MONEY_SCALES),
    ("雷亚尔", "BRL", 1, MONEY_SCALES),
    ("南非兰特", "ZAR", 1, MONEY_SCALES),
    ("瑞典克朗", "SEK", 1, MONEY_SCALES),
    ("挪威克朗", "NOK", 1, MONEY_SCALES),
    ("丹麦克朗", "DKK", 1, MONEY_SCALES),
    ("迪拉姆", "AED", 1, MONEY_SCALES),
    ("平方米", "area", 1, BIG),
    ("亩", "area", "2000/3", BIG),
    ("公顷", "area", 10000, BIG),
    ("平方公里", "area", 1_000_000, BIG),
    ("立方米", "volume", 1, BIG),
    ("升", "volume", "1/1000", BIG),
    ("毫升", "volume", "0.000001", ONE),
    ("米", "length", 1, BIG),
    ("公里", "length", 1000, BIG),
    ("厘米", "length", "0.01", ONE),
    ("毫米", "length", "0.001", ONE),
    ("海里", "length", 1852, ONE),
    ("英里", "length", "1609.344", ONE),
    ("千克", "mass", 1, BIG),
    ("吨", "mass", 1000, BIG),
    ("斤", "mass", "1/2", BIG),
    ("克", "mass", "0.001", ONE),
    ("毫克", "mass", "0.000001", ONE),
    ("微克", "mass", "0.000000001", ONE),
    ("千焦", "energy", 1, ONE),
    ("吉焦", "energy", 1_000_000, BIG),
    ("千瓦时", "energy", 3600, BIG),
    ("兆瓦时", "energy", 3_600_000, BIG),
    ("吨标准煤", "energy", 29_307_600, BIG),
    ("千克标准煤", "energy", "29307.6", ONE),
    ("克标准煤", "energy", "29.3076", ONE),
    ("千瓦", "power", 1, BIG),
    ("兆瓦", "power", 1000, ONE),
    ("吉瓦", "power", 1_000_000, ONE),
    ("千伏安", "apparent_power", 1, BIG),
    ("兆伏安", "apparent_power", 1000, ONE),
    ("千伏", "voltage", 1, ONE),
    ("倍", "ratio", 1, ONE),
    ("%", "ratio", "0.01", ONE),
    ("‰", "ratio", "0.001", ONE),
    ("成", "ratio", "0.1", ONE),
    ("个百分点", "percentage_point", 1, ONE),
    ("年", "year", 1, ONE),
    ("个月", "month", 1, ONE),
    ("个季度", "month", 3, ONE),
    ("天", "day", 1, ONE),
    ("周", "day", 7, ONE),
    ("个工作日", "workday", 1, ONE),
    ("小时", "hour", 1, BIG),
    ("分钟", "hour", "1/60", ONE),
    ("岁", "age", 1, ONE),
    ("位", "rank", 1, ONE),
    ("名次", "rank", 1, ONE),
    ("分", "score", 1, ONE),
    *((name, f"count:{name}", 1, COUNT_SCALES) for name in COUNTED),
    ("人年", "person_year", 1, COUNT_SCALES),
    ("标台", "standard_bus", 1, COUNT_SCALES),
    ("标准箱", "teu", 1, COUNT_SCALES),
]  # fmt: skip

ONE_NUMBER = "write one number and one unit, such as '1.5亿元'"
UNITS = "write one of the units that plans use, such as 亿元, 万元, 亩 or %"

SIMPLE = list(known_units().values())
BELOW = [each for each in SIMPLE if each.dimension != "ratio"]
PAIRS = [(one, two) for one, two in product(SIMPLE, repeat=2) if one.dimension == two.dimension]

simple_units = st.sampled_from(SIMPLE)
quotients = st.builds(lambda upper, lower: unit(f"{upper}/{lower}"), simple_units, st.sampled_from(BELOW))
any_units = simple_units | quotients


@st.composite
def like_units(draw: st.DrawFn, size: int = 2) -> tuple[Unit, ...]:
    """Draw units of one dimension, with a slash or without."""
    upper, lower = draw(simple_units), draw(st.none() | st.sampled_from(BELOW))
    uppers = st.sampled_from([each for each in SIMPLE if each.dimension == upper.dimension])
    if lower is None:
        return tuple(draw(uppers) for _ in range(size))
    lowers = st.sampled_from([each for each in SIMPLE if each.dimension == lower.dimension])
    return tuple(unit(f"{draw(uppers)}/{draw(lowers)}") for _ in range(size))


def run(code: str) -> str:
    """Run code in a fresh interpreter and give what it printed."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def is_finite_decimal(number: Fraction) -> bool:
    """Tell whether 28 decimal digits hold the number exactly."""
    rest = number.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


# The table


def test_the_table_of_names_is_complete() -> None:
    """Every name without a slash has the dimension and the exact factor written in this test."""
    expected = {
        f"{word}{name}": (dimension, Fraction(factor) * scale)
        for name, dimension, factor, scales in COMPLETE
        for word, scale in scales.items()
    }
    actual = {name: (each.dimension, each.factor) for name, each in known_units().items()}
    assert expected == actual


def test_a_known_unit_is_found_under_its_own_name() -> None:
    """Looking a canonical name up gives the very unit listed under it."""
    for name, each in known_units().items():
        assert each is unit(name)
        assert name == each.name == str(each)


def test_no_two_units_share_a_name() -> None:
    """Every name, canonical or other, belongs to one unit, and folding leaves it as it is."""
    others = [other for row in units._rows() for other in row.others]
    names = [*known_units(), *others]
    assert len(names) == len(set(names))
    assert names == [unicodedata.normalize("NFKC", name).strip() for name in names]
    assert set(aliases()) == set(others)


def test_every_unit_has_an_english_identifier() -> None:
    """Every unit has a lower-case-friendly ASCII name besides the Chinese one."""
    named = {name for other, name in aliases().items() if other.isascii() and other.isidentifier()}
    assert set(known_units()) == named


def test_the_lists_are_read_only() -> None:
    """Neither list of names can be changed by its reader."""
    with pytest.raises(TypeError):
        cast("Any", known_units())["亿园"] = unit("亿元")
    with pytest.raises(TypeError):
        cast("Any", aliases())["亿园"] = "亿元"


@pytest.mark.parametrize(
    ("other", "name"),
    [
        ("yuan", "元"), ("CNY", "元"), ("RMB", "元"), ("圆", "元"), ("人民币元", "元"), ("wan_yuan", "万元"),
        ("yi_yuan", "亿元"), ("wan_yi_yuan", "万亿元"), ("亿元人民币", "亿元"), ("亿人民币", "亿元"),
        ("USD", "美元"), ("yi_usd", "亿美元"), ("wan_usd", "万美元"), ("yi_USD", "亿美元"),
        ("新台币元", "新台币"), ("亿新台币元", "亿新台币"), ("亿元新台币", "亿新台币"),
        ("万台币", "万新台币"), ("台币", "新台币"), ("日币", "日元"), ("无单位", "1"), ("名", "人"),
        ("万名", "万人"), ("位次", "名次"),
        ("mu", "亩"), ("wan_mu", "万亩"), ("hectare", "公顷"), ("ha", "公顷"), ("km2", "平方公里"),
        ("sq_km", "平方公里"), ("m2", "平方米"), ("sq_m", "平方米"), ("㎡", "平方米"), ("㎢", "平方公里"),
        ("tonne", "吨"), ("t", "吨"), ("µg", "微克"), ("tce", "吨标准煤"), ("kWh", "千瓦时"),
        ("度", "千瓦时"),
        ("percent", "%"), ("％", "%"), ("permille", "‰"), ("percentage_point", "个百分点"),
        ("pp", "个百分点"), ("year", "年"), ("person", "人"), ("people", "人"), ("person_time", "人次"),
        ("enterprise", "家"), ("company", "家"), ("item", "个"), ("household", "户"), ("rank", "位"),
        ("TEU", "标准箱"), ("wan_enterprise", "万家"), (" 亿元　", "亿元"),
        ("yi_yuan/km2", "亿元/平方公里"), ("wan_yuan/mu", "万元/亩"), ("万元／亩", "万元/亩"),
        (" 万元 / 亩 ", "万元/亩"), ("微克/立方米", "微克/立方米"), ("件/万人", "件/万人"),
    ],
)  # fmt: skip
def test_other_names_lead_to_the_same_unit(other: str, name: str) -> None:
    """Another name of a unit gives the same object as the name plans print."""
    assert unit(name) is unit(other)
    assert name == unit(other).name


@pytest.mark.parametrize(
    ("source", "target", "factor"),
    [
        ("亩", "平方米", "2000/3"),
        ("公顷", "亩", "15"),
        ("平方公里", "亩", "1500"),
        ("万元/亩", "亿元/平方公里", "3/20"),
        ("亿元/平方公里", "万元/亩", "20/3"),
        ("亿元", "万元", "10000"),
        ("万亿元", "亿元", "10000"),
        ("吨标准煤", "千瓦时", "8141"),
        ("吨标准煤/万元", "千克标准煤/元", "1/10"),
        ("件/万人", "件/人", "1/10000"),
        ("人年/万人", "人年/人", "1/10000"),
        ("微克/立方米", "毫克/立方米", "1/1000"),
        ("立方米/万元", "立方米/亿元", "10000"),
        ("万元/亿元", "%", "1/100"),
        ("成", "%", "10"),
        ("‰", "%", "1/10"),
        ("亿斤", "万吨", "5"),
    ],
)
def test_stated_conversions_are_exact(source: str, target: str, factor: str) -> None:
    """The conversions that plans and standards state hold exactly."""
    assert Fraction(factor) == conversion(unit(source), unit(target))


# Units


def test_a_quotient_joins_the_dimensions_of_its_parts() -> None:
    """A quotient has the dimension of its parts with a slash, and the exact quotient of factors."""
    assert Unit(name="万元/亩", dimension="CNY/area", factor=Fraction(15)) == unit("万元/亩")
    assert Unit(name="千瓦时/元", dimension="energy/CNY", factor=Fraction(3600)) == unit("千瓦时/元")


def test_a_quotient_of_like_units_is_a_ratio() -> None:
    """Units of one dimension cancel, and what is left converts to per cent."""
    assert Unit(name="万元/亿元", dimension="ratio", factor=Fraction(1, 10000)) == unit("万元/亿元")
    assert unit("倍") is unit("万元/亿元").base


@pytest.mark.parametrize(
    ("name", "currency"),
    [("亿元", "CNY"), ("美元", "USD"), ("万新台币", "TWD"), ("千港元", "HKD"), ("元/人", None), ("%", None)],
)
def test_only_plain_money_has_a_currency(name: str, currency: str | None) -> None:
    """Money names its currency; money per something and all else names none."""
    assert currency == unit(name).currency


def test_counts_and_ranks_are_whole() -> None:
    """Whole numbers are what one counts and ranks by; reckoned units and quotients are not."""
    whole = {each.name for each in SIMPLE if each.is_count and not each.is_scaled}
    assert {*COUNTED, "位", "名次"} == whole
    assert unit("万家").is_count
    assert not unit("件/万人").is_count
    assert not unit("人/户").is_count


@pytest.mark.parametrize(
    ("name", "scaled"),
    [
        ("元", False), ("亿元", True), ("万亩", True), ("亩", False), ("平方公里", False), ("千瓦", False),
        ("%", False), ("万元/亩", True), ("元/亩", False), ("件/万人", True), ("万元/万人", False),
    ],
)  # fmt: skip
def test_a_scaled_unit_carries_a_scale_word(name: str, scaled: bool) -> None:
    """A unit is scaled when a scale word such as 万 changes its size, not when it is merely large."""
    assert scaled is unit(name).is_scaled


@given(any_units)
def test_the_base_unit_has_factor_one(each: Unit) -> None:
    """The base unit has the same dimension and factor one, and is its own base."""
    base = each.base
    assert (each.dimension, Fraction(1)) == (base.dimension, base.factor)
    assert base is base.base


@given(any_units, any_units)
def test_equal_units_hash_alike(one: Unit, two: Unit) -> None:
    """Units are equal exactly when their fields are, and equal units have one hash."""
    assert (one == two) is (attrs.astuple(one) == attrs.astuple(two))
    assert hash(one) == hash(copy.copy(one))
    assert one != cast("object", str(one))


@given(any_units)
def test_units_survive_pickling(each: Unit) -> None:
    """A unit read back from a pickle equals the one written, and has its hash."""
    back = pickle.loads(pickle.dumps(each))
    assert each == back
    assert hash(each) == hash(back)


def test_units_cannot_be_changed() -> None:
    """No field of a unit can be set, and none can be added."""
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        cast("Any", unit("亿元")).factor = Fraction(1)
    assert not hasattr(unit("亿元"), "__dict__")


def test_a_unit_made_by_hand_under_a_strange_name_has_no_base() -> None:
    """A unit that is not from the table is refused where the table is needed."""
    strange = Unit(name="亿园", dimension="gardens", factor=Fraction(1))
    for ask in (lambda: strange.base, lambda: strange.is_scaled, lambda: quantity(1, strange)):
        with pytest.raises(UnitError) as caught:
            ask()
        assert str(caught.value) == "unknown unit '亿园'\ndid you mean '亿元'?"


# Names that are refused


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("亿园", "unknown unit '亿园'\ndid you mean '亿元'?"),
        ("yi_yaun", "unknown unit 'yi_yaun'\ndid you mean 'yi_yuan'?"),
        ("亿园/平方公里", "unknown unit '亿园/平方公里'\ndid you mean '亿元/平方公里'?"),
        ("龘", f"unknown unit '龘'\n{UNITS}"),
        ("", f"unknown unit ''\n{UNITS}"),
        ("/", f"unknown unit '/'\n{UNITS}"),
        ("元/", f"unknown unit '元/'\n{UNITS}"),
        ("9**9**9", f"unknown unit '9**9**9'\n{ONE_NUMBER}"),
        ("元**0", f"unknown unit '元**0'\n{ONE_NUMBER}"),
        ("５.５ ％", f"unknown unit '５.５ ％'\n{ONE_NUMBER}"),
        ("亿5000万元", f"unknown unit '亿5000万元'\n{ONE_NUMBER}"),
        ("亿元/10亩", f"unknown unit '亿元/10亩'\n{ONE_NUMBER}"),
        ("吨CO2", f"unknown unit '吨CO2'\n{UNITS}"),
        ("元/人/年", "unknown unit '元/人/年'\nwrite at most one slash, such as '万元/亩'"),
        ("元/%", "unknown unit '元/%'\n% is a ratio and cannot stand below the slash"),
        ("元" * 61, f"unknown unit '{'元' * 60}…'\na unit's name has at most 60 characters"),
        ("元" * 17_000, f"unknown unit '{'元' * 60}…'\na unit's name has at most 60 characters"),
    ],
    ids=lambda text: text[:8],
)
def test_an_unknown_name_is_refused_with_the_closest_one(name: str, said: str) -> None:
    """A name that is none is refused quickly, in one short sentence, with what was likely meant."""
    started = perf_counter()
    with pytest.raises(UnitError) as caught:
        unit(name)
    assert said == str(caught.value)
    assert perf_counter() - started < 0.5


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("億元", "亿元"),
        ("百萬元", "百万元"),
        ("億元/平方公里", "亿元/平方公里"),
        ("億", "亿元"),
        ("亿元RMB", "亿元"),
        ("亿RMB", "亿元"),
        ("万㎡", "万平方米"),
        ("亿余元", "亿元"),
        ("百分店", "百分点"),
        ("千亿元", None),
        ("十万元", None),
        ("万千亩", None),
        ("萬元/畝", None),
    ],
)
def test_a_suggestion_keeps_the_scale_word(name: str, meant: str | None) -> None:
    """What is offered has the scale words that were written, or nothing is offered."""
    with pytest.raises(UnitError) as caught:
        unit(name)
    remedy = UNITS if meant is None else f"did you mean {meant!r}?"
    assert f"unknown unit {name!r}\n{remedy}" == str(caught.value)


@given(st.text("十百千万亿億萬元亩园人RMB/㎡余", max_size=6))
def test_no_suggestion_changes_the_scale(name: str) -> None:
    """The scale characters of a suggestion are those of the name, in their order, on each side of a slash."""

    def scales(text: str) -> str:
        plain = text.replace("億", "亿").replace("萬", "万")
        return "".join(each for each in plain if each in "十百千万亿/")

    try:
        unit(name)
    except UnitError as error:
        if error.remedy.startswith("did you mean "):
            meant = error.remedy.removeprefix("did you mean '").removesuffix("'?")
            assert unit(meant)
            assert scales(name) == scales(meant)


@pytest.mark.parametrize(
    ("value", "kind"),
    [(None, "NoneType"), (5, "int"), ([], "list"), (b"CNY", "bytes"), (1.5, "float")],
)
def test_a_name_must_be_text(value: object, kind: str) -> None:
    """Anything but text is refused as a unit's name, however it prints or hashes."""
    with pytest.raises(UnitError) as caught:
        unit(cast("str", value))
    assert str(caught.value) == (
        f"expected the name of a unit as text, got {kind}\n"
        "write it as the plan prints it, such as unit('亿元')"
    )


@given(st.text(max_size=70))
def test_any_text_is_a_unit_or_refused(text: str) -> None:
    """No text whatever makes the lookup fail in another way than by its own error."""
    try:
        found = unit(text)
    except UnitError:
        return
    assert found is unit(found.name)


def test_a_number_too_long_to_print_is_no_name() -> None:
    """The refusal of a value never prints it, so one that cannot be printed is refused alike."""
    with pytest.raises(UnitError, match="expected the name of a unit as text, got int"):
        unit(cast("str", 10**5000))


# Conversion


@given(like_units())
def test_conversion_there_and_back_is_the_identity(pair: tuple[Unit, ...]) -> None:
    """Converting to another unit and back leaves a figure as it was, exactly."""
    one, two = pair
    assert conversion(one, two) * conversion(two, one) == 1
    assert conversion(one, one) == 1


@given(like_units(size=3))
def test_conversion_composes(three: tuple[Unit, ...]) -> None:
    """Converting by way of a third unit is the same as converting directly."""
    one, two, last = three
    assert conversion(one, last) == conversion(one, two) * conversion(two, last)


@given(any_units, any_units)
def test_units_of_different_dimension_never_convert(one: Unit, two: Unit) -> None:
    """A factor exists exactly where the dimensions are the same."""
    if one.dimension == two.dimension:
        assert conversion(one, two) > 0
    else:
        with pytest.raises(DimensionMismatchError):
            conversion(one, two)


@pytest.mark.parametrize(
    ("source", "target"),
    [("亿美元", "亿元"), ("元", "日元"), ("万美元/亩", "万元/亩"), ("元/美元", "美元/元")],
)
def test_currencies_never_convert_by_themselves(source: str, target: str) -> None:
    """Money of two currencies, also money per something, asks for a dated rate."""
    with pytest.raises(CurrencyMismatchError) as caught:
        conversion(unit(source), unit(target))
    assert str(caught.value) == (
        f"cannot convert {source} to {target}: they are different currencies\n"
        "state a dated exchange rate; zoneplan never assumes one"
    )


@pytest.mark.parametrize(
    ("source", "target", "dimensions", "remedy"),
    [
        (
            "个百分点", "%", "percentage_point and ratio",
            (
                "个百分点 is the difference of two percentages: "
                "state a level in % and a change of level in 个百分点"
            ),
        ),
        (
            "万人", "万人次", "count:人 and count:人次",
            "人 counts people and 人次 counts their visits; one person may make many",
        ),
        (
            "人年", "人", "person_year and count:人",
            "人 counts people and 人年 counts years of work; two people at half time make one 人年",
        ),
        ("万千瓦", "千瓦时", "power and energy", "power becomes energy only over stated hours of use"),
        (
            "吨", "吨标准煤", "mass and energy",
            "a mass of fuel becomes standard coal only by a stated coefficient for that fuel",
        ),
        ("岁", "年", "age and year", "岁 is the age of a person and 年 a length of time"),
        ("亿元", "亩", "CNY and area", "check which of the two is meant"),
        ("元", "美元/人", "CNY and USD/count:人", "check which of the two is meant"),
        ("元/人", "美元/亩", "CNY/count:人 and USD/area", "check which of the two is meant"),
    ],
)  # fmt: skip
def test_different_things_never_convert(source: str, target: str, dimensions: str, remedy: str) -> None:
    """Two things that are not one are refused with their dimensions and what tells them apart."""
    with pytest.raises(DimensionMismatchError) as caught:
        conversion(unit(source), unit(target))
    assert type(caught.value) is DimensionMismatchError
    assert str(caught.value) == (
        f"cannot convert {source} to {target}: they measure different things ({dimensions})\n{remedy}"
    )


# pint


def test_pint_agrees_on_every_pair_of_units() -> None:
    """The registry converts every pair of like units as we do: exactly, or to the last digit."""
    for one, two in PAIRS:
        converted = quantity(1, one).to(quantity(1, two).units)
        assert_agrees(conversion(one, two), converted.magnitude)


@given(like_units())
def test_pint_agrees_on_quotients(pair: tuple[Unit, ...]) -> None:
    """The registry converts quotients as we do: exactly, or to the last digit."""
    one, two = pair
    converted = quantity(1, one).to(quantity(1, two).units)
    assert_agrees(conversion(one, two), Decimal(converted.magnitude))


def test_pint_converts_what_a_user_defined_by_its_own_factor() -> None:
    """A unit that a user adds to the registry, or an unusual power of ours, converts as pint does it."""
    fresh = units._built_registry.__wrapped__()
    fresh.define("hall = 12 * m2")
    assert fresh.Quantity(Decimal(2), "hall").to("m2").magnitude == 24
    assert fresh.Quantity(Decimal(1), "hectare ** 4").to("m2 ** 4").magnitude == Decimal("1e16")
    assert fresh.Quantity(Decimal(1), "hectare ** 0.5").to("m2 ** 0.5").magnitude == 100
    assert fresh.get_root_units("mu")[0] == Decimal("666.6666666666666666666666667")


def assert_agrees(expected: Fraction, actual: Decimal) -> None:
    """Compare exactly where a decimal can, else to one unit in the last of 27 digits."""
    if is_finite_decimal(expected):
        assert expected == Fraction(actual)
    else:
        assert abs(Fraction(actual) / expected - 1) < Fraction(1, 10**27)


@given(any_units, any_units)
def test_pint_agrees_on_what_can_be_added(one: Unit, two: Unit) -> None:
    """The registry adds two quantities exactly where we would convert one to the other."""
    first, second = quantity(1, one), quantity(1, two)
    if one.dimension == two.dimension:
        assert (first + second).check(first.dimensionality)
    else:
        with pytest.raises(pint.DimensionalityError):
            _ = first + second


@given(
    st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**15), max_value=10**15),
    any_units,
)
def test_a_quantity_gives_back_its_number_and_unit(number: Decimal, each: Unit) -> None:
    """A number and unit made into a quantity are read back as they were."""
    if len(set(each.name.split("/"))) == each.name.count("/"):  # 元/元 is a plain number to pint
        each = unit("倍")
    assert (number, each) == from_quantity(quantity(number, each))


def test_a_unit_by_itself_is_a_plain_number_to_pint() -> None:
    """A quotient of a unit by itself comes back as a number of 倍, which it is."""
    assert (Decimal(3), unit("倍")) == from_quantity(quantity(3, unit("元/元")))


def test_quantities_print_in_chinese() -> None:
    """The short format of a quantity prints its unit as plans do."""
    printed = [f"{quantity(Decimal('3.5'), unit(name)):~P}" for name in ("亿元", "万元/亩", "%", "个百分点")]
    assert printed == ["3.5 亿元", "3.5 万元/亩", "3.5 %", "3.5 个百分点"]


def test_quantities_are_decimal_even_from_int() -> None:
    """An int becomes a `Decimal`, so that dividing the quantity never makes a float."""
    third = quantity(1, unit("亿元")) / 4
    assert (Decimal("0.25"), unit("亿元")) == from_quantity(third)
    assert type(third.magnitude) is Decimal


def test_int_magnitudes_are_read() -> None:
    """A quantity that its user made in our registry from an int is read exactly."""
    made = units.registry().Quantity(5, "yi_yuan")
    assert (Decimal(5), unit("亿元")) == from_quantity(made)


def test_floats_are_refused() -> None:
    """A float is refused as a number and as the magnitude of a quantity."""
    with pytest.raises(FloatRefusedError):
        quantity(cast("Any", 1.5), unit("亿元"))
    with pytest.raises(FloatRefusedError):
        from_quantity(units.registry().Quantity(1.5, "yi_yuan"))


@pytest.mark.parametrize("number", ["5", True, None, Decimal("NaN"), Decimal("-Infinity"), Decimal("sNaN")])
def test_what_is_no_finite_number_is_refused(number: object) -> None:
    """Text, truth values, NaN and infinity are no numbers of a quantity."""
    with pytest.raises(AmountError):
        quantity(cast("Any", number), unit("亿元"))
    if isinstance(number, Decimal):
        with pytest.raises(AmountError):
            from_quantity(units.registry().Quantity(number, "yi_yuan"))


def test_a_unit_made_by_hand_is_no_unit_of_pint() -> None:
    """A unit with a known name and another factor never passes for the known one."""
    false = Unit(name="亿元", dimension="CNY", factor=Fraction(10))
    with pytest.raises(UnitError) as caught:
        quantity(1, false)
    assert str(caught.value) == (
        "Unit(name='亿元', dimension='CNY', factor=10) is not the unit that zoneplan knows "
        "by this name\nlook units up with zoneplan.units.unit"
    )


def test_quantities_of_other_registries_are_refused() -> None:
    """A quantity of another registry is refused, even where the unit's name is the same."""
    other: pint.UnitRegistry[Any] = pint.UnitRegistry(None)
    other.define("yi_yuan = [CNY]")
    with pytest.raises(UnitError) as caught:
        from_quantity(other.Quantity(1, "yi_yuan"))
    assert str(caught.value) == (
        "the quantity belongs to another pint registry\n"
        "make it with zoneplan.units.quantity, or in zoneplan.units.registry()"
    )


def test_what_is_no_quantity_is_refused() -> None:
    """A plain number is not read as a quantity."""
    with pytest.raises(UnitError) as caught:
        from_quantity(cast("Any", 5))
    assert str(caught.value) == "expected a pint quantity, got int\nmake one with zoneplan.units.quantity"


def test_units_that_no_plan_names_are_refused() -> None:
    """A product, a power or a lone quotient computed with pint has no name in a plan."""
    money, area = quantity(2, unit("亿元")), quantity(1, unit("亩"))
    for computed, shown in ((money * area, "亩*亿元"), (area**2, "亩**2"), (1 / area, "1/亩")):
        with pytest.raises(UnitError) as caught:
            from_quantity(computed)
        assert str(caught.value) == (
            f"no unit of a plan is named by the pint unit '{shown}'\nconvert the quantity to a unit, "
            "or a quotient of two units, of zoneplan.units.known_units()"
        )
    with pytest.raises(UnitError) as caught:
        from_quantity(money / quantity(5, unit("%")))
    assert str(caught.value) == "unknown unit '亿元/%'\n% is a ratio and cannot stand below the slash"


def test_a_quotient_computed_with_pint_has_its_name() -> None:
    """Money divided by area in pint is read as the quotient that plans print."""
    computed = quantity(30, unit("万元")) / quantity(2, unit("亩"))
    assert (Decimal(15), unit("万元/亩")) == from_quantity(computed)


def test_a_quantity_is_told_from_other_values(monkeypatch: pytest.MonkeyPatch) -> None:
    """Quantities of any registry are quantities, other values are not, and nothing is without pint."""
    made = quantity(1, unit("亿元"))
    other: pint.UnitRegistry[Any] = pint.UnitRegistry(None)
    assert is_quantity(made)
    assert is_quantity(other.Quantity(1))
    assert not is_quantity(unit("亿元"))
    assert not is_quantity(Decimal(1))
    monkeypatch.delitem(sys.modules, "pint")
    assert not is_quantity(made)


def test_the_registry_is_one() -> None:
    """Every call gives the same registry, and pint lists in it what converts to what."""
    assert units.registry() is units.registry()
    found = {f"{each:~P}" for each in cast("Any", quantity(1, unit("亩"))).compatible_units()}
    assert {each.name for each in SIMPLE if each.dimension == "area"} == found


def test_units_of_the_registry_cannot_be_redefined() -> None:
    """Defining a unit a second time is refused, since pint would keep the old factor."""
    with pytest.raises(pint.RedefinitionError):
        units.registry().define("yuan = [other]")


def test_pint_keeps_no_factor_of_few_digits() -> None:
    """A caller whose `Decimal` context is short of digits does not shorten them for the next one."""
    fresh = units._built_registry.__wrapped__()
    with localcontext() as short:
        short.prec = 3
        for names in ("mu", "wan_yuan / mu"):
            assert fresh.Quantity(Decimal(1), names).to_base_units()
    assert str(fresh.Quantity(Decimal(1), "mu").to("m2").magnitude) == "666.6666666666666666666666667"
    assert fresh.Quantity(Decimal(15), "wan_yuan / mu").to("yi_yuan / km2").magnitude == Decimal("2.25")


def test_the_application_registry_is_left_alone() -> None:
    """Using the registry leaves pint's application registry as it was."""
    code = (
        "import pint; before = pint.get_application_registry().get()\n"
        "from zoneplan import units; units.quantity(1, units.unit('亿元'))\n"
        "print(pint.get_application_registry().get() is before, units.registry() is before)"
    )
    assert run(code) == "True False"


def test_importing_units_does_not_import_pint() -> None:
    """Importing the module, looking units up and converting them leave pint unloaded."""
    code = (
        "import sys; from zoneplan import units\n"
        "units.conversion(units.unit('亩'), units.unit('公顷')); units.is_quantity(5)\n"
        "print('pint' in sys.modules)"
    )
    assert run(code) == "False"


def test_eight_threads_can_be_first_at_once() -> None:
    """Eight threads that use the registry for the first time at once get one and the same."""
    code = (
        "from concurrent.futures import ThreadPoolExecutor as Pool; from threading import Barrier\n"
        "from zoneplan import units\n"
        "gate = Barrier(8)\n"
        "def use(number):\n"
        "    gate.wait()\n"
        "    made = units.quantity(number, units.unit('亿元')).to('wan_yuan')\n"
        "    return id(units.registry()), str(units.from_quantity(made)[0].normalize())\n"
        "with Pool(8) as pool: got = list(pool.map(use, range(1, 9)))\n"
        "print(len({one for one, _ in got}), *(text for _, text in got))"
    )
    assert run(code) == "1 " + " ".join(f"{number}E+4" for number in range(1, 9))


def test_quotients_stay_single_when_threads_race() -> None:
    """Threads that look one new quotient up at once get the same object."""
    names = [f"{upper}/{lower}" for upper, lower in combinations(("条", "套", "只", "座", "台", "辆"), 2)]
    gate = Barrier(8)

    def look_up(_: int) -> list[int]:
        gate.wait()
        return [id(unit(name)) for name in names]

    with ThreadPoolExecutor(8) as pool:
        got = list(pool.map(look_up, range(8)))
    assert all(each == got[0] for each in got)


@pytest.mark.parametrize(
    "name", ["CNY", "RMB", "yuan", "USD", "yi_yuan", "wan_yuan", "mu", "ha", "pp", "亿元", "亩"]
)
def test_the_registry_knows_every_name(name: str) -> None:
    """What `unit` finds by a name, pint finds by the same name."""
    made = units.registry().Quantity(Decimal(1), name)
    assert units.from_quantity(made) == (Decimal(1), units.unit(name))


@pytest.mark.parametrize(
    ("name", "dimension"), [("1", "number"), ("无单位", "number"), ("分之", "ratio"), ("比", "structure")]
)
def test_units_that_are_not_written_behind_a_number(name: str, dimension: str) -> None:
    """Bare numbers, fractions and parts of a structure have units that only `unit` knows."""
    found = unit(name)
    assert (dimension, Fraction(1)) == (found.dimension, found.factor)
    assert found.name not in known_units()
    assert not found.is_scaled
    assert dimension == found.base.dimension
    assert 5 == quantity(5, found).magnitude
    with pytest.raises(UnitError):
        unit(f"元/{name}")


@pytest.mark.parametrize(
    ("upper", "lower", "expected"),
    [
        ("万元", "亩", "万元/亩"),
        ("万元", "元", "%"),
        ("元/人", "万元/人", "%"),
        ("%", "人", "%/人"),
        ("元/亿元", "人", "倍/人"),
        ("人", "倍", None),
        ("人", "元/亿元", None),
        ("元/人", "年", None),
        ("年", "元/人", None),
        ("1", "人", None),
    ],
)
def test_the_unit_of_one_figure_over_another(upper: str, lower: str, expected: str | None) -> None:
    """There is one only where a figure over another could be printed with it."""
    found = units.quotient(unit(upper), unit(lower))
    assert (None if expected is None else unit(expected)) == found
    assert units.has_quotient(unit(upper).dimension, unit(lower).dimension) == (expected is not None)
