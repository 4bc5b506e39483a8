"""Figures: numbers as published, exact through conversion and addition, printed as people write them."""

from __future__ import annotations

import copy
import decimal
import functools
import operator
import pickle
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import pint
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoneplan import Figure, Interval, PriceBasis, amounts, strategies, units
from zoneplan.errors import (
    AmountError,
    CurrencyMismatchError,
    DimensionMismatchError,
    FloatRefusedError,
    PriceBasisMismatchError,
    UnitError,
    ZoneplanError,
)
from zoneplan.figures import (
    Derivation,
    as_figure,
    figure_of,
    multiplied,
    require_addable,
    total,
    unchecked_total,
)
from zoneplan.qualifiers import Qualifier
from zoneplan.readings import Operation, Policy

PARSE = Figure.parse
MONEY = ["元", "千元", "万元", "百万元", "千万元", "亿元", "万亿元"]
AREAS = ["平方米", "亩", "公顷", "平方公里", "万亩"]
NUMBERS = st.decimals(
    allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=4
).map(lambda number: number + 0)
WORDS = st.sampled_from(["", "超", "低于", "近", "约", "不低于", "不超过"])
BEHIND = st.sampled_from(["", "以上", "以内", "左右"])
UNITS = st.sampled_from(
    [*MONEY, *AREAS, "%", "个百分点", "家", "万家", "人", "万元/亩", "位", "亿美元", "年"]
)


@st.composite
def _texts(draw: st.DrawFn) -> str:
    number = draw(NUMBERS)
    name = draw(UNITS)
    if draw(st.booleans()):
        return f"{draw(WORDS)}{number:f}{draw(st.sampled_from(['', '余']))}{name}{draw(BEHIND)}"
    return f"{draw(st.sampled_from(['', '约']))}{number:f}—{number + draw(NUMBERS):f}{name}"


@st.composite
def _figures(draw: st.DrawFn) -> Figure:
    while True:
        try:
            return PARSE(draw(_texts()))
        except AmountError:  # both more and less, or a range that runs backwards
            continue


def _message(error: type[ZoneplanError], call: Any) -> str:
    with pytest.raises(error) as refusal:
        call()
    assert error is refusal.type
    return str(refusal.value)


# making


@pytest.mark.parametrize(
    "figure",
    [
        PARSE("2400亿元"),
        Figure(Decimal(2400), "亿元"),
        Figure(2400, units.unit("yi_yuan")),
        as_figure("2400亿元"),
        as_figure(PARSE("2400亿元")),
        as_figure(units.quantity(2400, units.unit("亿元"))),
        Figure(24_000_000, "万元"),
    ],
)
def test_one_figure_made_in_several_ways(figure: Figure) -> None:
    """Text, decimal, int and pint quantity make the same figure."""
    assert PARSE("2400亿元") == figure
    assert hash(PARSE("2400亿元")) == hash(figure)


def test_a_parsed_figure_keeps_what_was_written() -> None:
    """The text, the digits, the unit and the words stay as they were."""
    figure = PARSE("超844.40亿美元", price_basis=PriceBasis.current())
    assert "超844.40亿美元" == figure.text
    assert "844.40" == str(figure.number)
    assert (Qualifier.OVER,) == figure.qualifiers
    assert units.unit("亿美元") is figure.unit
    assert PriceBasis.current() == figure.price_basis
    assert Fraction(1, 100) == figure.quantum
    assert figure.derivation is None
    assert not figure.is_plain


def test_a_price_basis_may_be_text() -> None:
    """The price basis is given as a value or as its text."""
    figure = Figure(5, "亿元", price_basis="2020年不变价")
    assert PriceBasis.constant(2020) == figure.price_basis


def test_qualifiers_are_kept_once_in_one_order() -> None:
    """Words given twice or in another order make no difference."""
    words = [Qualifier.AT_LEAST, Qualifier.OVER, Qualifier.AT_LEAST]
    figure = Figure(5, "亿元", qualifiers=words)
    assert (Qualifier.OVER, Qualifier.AT_LEAST) == figure.qualifiers
    assert PARSE("超5亿元以上") == figure


@pytest.mark.parametrize("number", [2400.0, float("nan"), -0.0])
def test_a_float_is_refused_everywhere(number: float) -> None:
    """No way of making a figure takes a binary float."""
    sentence = f"expected an exact number, got the float {number!r}"
    remedy = f"write it as text or as Decimal('{number!r}')"
    loose: Any = number
    for call in (
        lambda: Figure(loose, "亿元"),
        lambda: Figure(1, "亿元", upper=loose),
        lambda: Figure(1, "亿元", quantum=loose),
        lambda: PARSE("1亿元", quantum=loose),
        lambda: as_figure(units.registry().Quantity(number, "yi_yuan")),
    ):
        assert f"{sentence}\n{remedy}" == _message(FloatRefusedError, call)
    sentence = f"expected a figure, got the float {number!r}"
    expected = f"{sentence}\nwrite it as text with its unit, such as '{number!r}亿元'"
    assert expected == _message(FloatRefusedError, lambda: as_figure(number))
    assert expected == _message(FloatRefusedError, lambda: total([loose]))


@pytest.mark.parametrize(
    ("value", "error", "message"),
    [
        (
            2400,
            AmountError,
            "expected a figure with its unit, got 2400\nwrite the unit behind the number, such as '2400亿元'",
        ),
        (
            Decimal("1.5"),
            AmountError,
            (
                "expected a figure with its unit, got Decimal('1.5')\n"
                "write the unit behind the number, such as '1.5亿元'"
            ),
        ),
        (
            True,
            AmountError,
            "expected a figure, got True\nwrite it as text with its unit, such as '2400亿元'",
        ),
        (
            None,
            AmountError,
            "expected a figure, got None\nwrite it as text with its unit, such as '2400亿元'",
        ),
        (
            pint.UnitRegistry().Quantity(5, "metre"),
            UnitError,
            (
                "the quantity belongs to another pint registry\n"
                "make it with zoneplan.units.quantity, or in zoneplan.units.registry()"
            ),
        ),
        ("5亿园", UnitError, "unknown unit '亿园'\ndid you mean '亿元'?"),
    ],
)
def test_what_is_no_figure_is_refused(value: object, error: type[ZoneplanError], message: str) -> None:
    """Bare numbers, foreign quantities and other values are refused with what to write."""
    assert message == _message(error, lambda: as_figure(value))


@pytest.mark.parametrize(
    ("fields", "error", "message"),
    [
        (
            {"number": Decimal("NaN")},
            AmountError,
            "expected a finite number, got Decimal('NaN')\nleave a missing figure out",
        ),
        (
            {"number": Decimal("Infinity")},
            AmountError,
            "expected a finite number, got Decimal('Infinity')\nleave a missing figure out",
        ),
        (
            {"number": Decimal("1E+60")},
            AmountError,
            "expected a number of at most 60 digits, got Decimal('1E+60')\ncheck the unit",
        ),
        ({"number": "5"}, AmountError, "expected an exact number, got '5'\ngive a Decimal or an int"),
        ({"unit": "亿园"}, UnitError, "unknown unit '亿园'\ndid you mean '亿元'?"),
        (
            {"unit": None},
            UnitError,
            (
                "expected the name of a unit as text, got NoneType\n"
                "write it as the plan prints it, such as unit('亿元')"
            ),
        ),
        (
            {"upper": Decimal("4.5")},
            AmountError,
            "the range from 5 to 4.5 runs backwards\ngive the smaller end first",
        ),
        (
            {"upper": Decimal(6), "qualifiers": (Qualifier.OVER,)},
            AmountError,
            (
                "超5—6亿元 bounds a range, which has both its ends already\n"
                "give the range without qualifiers or with Qualifier.ABOUT"
            ),
        ),
        (
            {"qualifiers": (Qualifier.OVER, Qualifier.UNDER)},
            AmountError,
            (
                "expected qualifiers that one phrase can say, got (<Qualifier.OVER: 'over'>, "
                "<Qualifier.UNDER: 'under'>)\n"
                "give members of Qualifier: a word before the number, a word behind it, or both"
            ),
        ),
        (
            {"qualifiers": ("超",)},
            AmountError,
            (
                "expected qualifiers that one phrase can say, got ('超',)\n"
                "give members of Qualifier: a word before the number, a word behind it, or both"
            ),
        ),
        ({"quantum": -1}, AmountError, "expected a quantum of at least 0, got -1\n0 means exact"),
        (
            {"quantum": Fraction(-1, 3)},
            AmountError,
            "expected a quantum of at least 0, got Fraction(-1, 3)\n0 means exact",
        ),
        (
            {"price_basis": "constant"},
            UnitError,
            (
                "the price basis 'constant' has no base year\n"
                "name its base year, such as 'constant 2020' or '2020年不变价'"
            ),
        ),
    ],
)
def test_a_contradictory_figure_is_refused(
    fields: dict[str, Any], error: type[ZoneplanError], message: str
) -> None:
    """A figure checks all that it alone can know."""
    complete: dict[str, Any] = {"number": 5, "unit": "亿元"} | fields
    assert message == _message(error, lambda: Figure(**complete))


def test_a_signed_zero_is_zero() -> None:
    """Minus zero is zero, and prints without a sign."""
    assert PARSE("0.0亿元") == PARSE("-0.0亿元")
    assert "0.0亿元" == str(Figure(Decimal("-0.0"), "亿元"))


def test_a_figure_is_frozen() -> None:
    """A figure never changes."""
    figure = PARSE("2400亿元")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        figure.number = Decimal(5)  # type: ignore[misc]  # the mistake under test


@pytest.mark.parametrize(
    "figure",
    [
        PARSE("超844.40亿美元", price_basis=PriceBasis.constant(2020)),
        PARSE("1—2亩").to("平方米"),
        PARSE("3亩") + PARSE("2公顷"),
        PARSE("10.50%", quantum=0),
    ],
)
def test_a_figure_survives_copying_and_pickling(figure: Figure) -> None:
    """A copy says the same: value, words, reading, text and where it came from."""
    for other in (copy.copy(figure), copy.deepcopy(figure), pickle.loads(pickle.dumps(figure))):
        assert figure == other
        assert (figure.text, figure.reading, figure.quantum) == (other.text, other.reading, other.quantum)
        assert str(figure) == str(other)
        assert figure.derivation == other.derivation
        assert figure + other == total([figure, other])


# quanta


@pytest.mark.parametrize(
    ("text", "quantum"),
    [
        ("53%", 1),
        ("53.0%", "0.1"),
        ("2400亿元", 1),
        ("1.2万亿元", "0.1"),
        ("22个", 0),
        ("5位", 0),
        ("19年", 0),
        ("6个月", 0),
        ("30天", 0),
        ("1.2万家", "0.1"),
        ("5万家", 1),
        ("1000家以上", 1),
        ("100—200家", 1),
        ("78岁", 1),
        ("3.2张", "0.1"),
    ],
)
def test_the_quantum_is_the_last_written_place(text: str, quantum: int | str) -> None:
    """The last place counts; whole counts, ranks and years are exact; scaled or qualified ones are not."""
    assert Fraction(quantum) == PARSE(text).quantum


# converting


def test_a_conversion_is_exact_where_no_decimal_is() -> None:
    """亩 to 平方米 has no finite decimal: the fraction is kept, the decimal is near, the print says so."""
    figure = PARSE("1亩").to("平方米")
    assert Fraction(2000, 3) == figure.exact
    assert Decimal("666.6666666666666666666666667") == figure.number
    assert not figure.is_exact_decimal
    assert "≈666.6666666667平方米" == str(figure)
    assert "Figure('≈666.6666666667平方米')" == repr(figure)
    assert "666.67平方米" == f"{figure:.2}"
    assert "1亩" == str(figure.to("亩"))
    expected = (
        "no finite decimal holds ≈666.6666666667平方米\n"
        "ask for `figure.exact`, or convert to a unit that divides it"
    )
    assert expected == _message(AmountError, lambda: figure.quantity)


def test_a_converted_range_is_exact_at_both_ends() -> None:
    """Neither end of a range is rounded by a conversion."""
    figure = PARSE("0—2亩").to("平方米")
    assert not figure.is_exact_decimal
    assert "≈0—1333.333333333平方米" == str(figure)
    assert PARSE("0—2亩") == figure
    assert "0—2亩" == str(figure.to("亩"))
    assert hash(PARSE("0—2亩")) == hash(figure)
    long = PARSE(f"1—{'9' * 40}.{'9' * 18}7元").to("万元")
    assert Decimal(f"{'9' * 36}.9999{'9' * 18}7") == long.upper


@given(NUMBERS, st.sampled_from([MONEY, AREAS]), st.data())
def test_conversions_are_exact_and_keep_the_reading(number: Decimal, names: list[str], data: Any) -> None:
    """There and back is the same figure, and what it can mean never changes."""
    figure = Figure(number, data.draw(st.sampled_from(names)))
    other = figure.to(data.draw(st.sampled_from(names)))
    assert figure == other
    assert hash(figure) == hash(other)
    assert figure.base_value == other.base_value
    assert figure.base_reading == other.base_reading
    assert figure.reading == other.to(figure.unit).reading
    assert figure.is_exact_decimal or other.is_exact_decimal


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("2400亿元", "万元", "24000000万元"),
        ("超5000亿元", "万亿元", "超0.5万亿元"),
        ("3000亩以上", "公顷", "200公顷以上"),
        ("5—6%", "‰", "50—60‰"),
        ("1万元/亩", "亿元/平方公里", "0.15亿元/平方公里"),
        ("58亿吨标准煤", "千瓦时", "47217800000000千瓦时"),
        ("1000余万元", "亿元", "0.1余亿元"),
    ],
)
def test_a_conversion_keeps_the_words(text: str, unit: str, expected: str) -> None:
    """The words beside a number stay with it in every unit."""
    figure = PARSE(text).to(unit)
    assert expected == str(figure)
    assert PARSE(text).reading.scaled(units.conversion(PARSE(text).unit, figure.unit)) == figure.reading
    assert Derivation(Operation.CONVERT, (PARSE(text),)) == figure.derivation
    assert figure.text is None


def test_a_conversion_to_the_same_unit_is_the_figure_itself() -> None:
    """Nothing is made when nothing changes."""
    figure = PARSE("2400亿元")
    assert figure is figure.to("yi_yuan")


def test_tiny_and_huge_results_of_a_conversion() -> None:
    """A result beyond 60 places stays exact beside its decimal; one beyond 60 digits is refused."""
    tiny = Figure(Decimal("1E-60"), "元").to("亿元")
    assert Fraction(1, 10**68) == tiny.exact
    assert Figure(Decimal("1E-60"), "元") == tiny
    huge = Figure(10**55, "亿元")
    expected = f"expected a number of at most 60 digits, got Decimal('1.{'0' * 27}E+63')\ncheck the unit"
    assert expected == _message(AmountError, lambda: huge.to("元"))


@pytest.mark.parametrize(
    ("text", "unit", "error", "message"),
    [
        (
            "5亿元",
            "亿美元",
            CurrencyMismatchError,
            (
                "cannot convert 亿元 to 亿美元: they are different currencies\n"
                "state a dated exchange rate; zoneplan never assumes one"
            ),
        ),
        (
            "5亿元",
            "亩",
            DimensionMismatchError,
            (
                "cannot convert 亿元 to 亩: they measure different things (CNY and area)\n"
                "check which of the two is meant"
            ),
        ),
        (
            "5%",
            "个百分点",
            DimensionMismatchError,
            (
                "cannot convert % to 个百分点: they measure different things (ratio and percentage_point)\n"
                "个百分点 is the difference of two percentages: "
                "state a level in % and a change of level in 个百分点"
            ),
        ),
        ("5亿元", "亿园", UnitError, "unknown unit '亿园'\ndid you mean '亿元'?"),
    ],
)
def test_a_conversion_to_something_else_is_refused(
    text: str, unit: str, error: type[ZoneplanError], message: str
) -> None:
    """No rate or coefficient is ever assumed."""
    assert message == _message(error, lambda: PARSE(text).to(unit))


def test_a_quantity_of_the_one_registry() -> None:
    """The number is had as a pint quantity, and comes back from it."""
    quantity = PARSE("超2400亿元").quantity
    assert units.quantity(2400, units.unit("亿元")) == quantity
    assert PARSE("2400亿元") == as_figure(quantity)


# adding


@pytest.mark.parametrize(
    ("one", "other", "added", "subtracted"),
    [
        ("0.1亿元", "0.2亿元", "0.3亿元", "-0.1亿元"),
        ("1亿元", "5000万元", "1.5亿元", "0.5亿元"),
        ("1公顷", "15亩", "2公顷", "0公顷"),
        ("1平方米", "1亩", "≈667.6666666667平方米", "≈-665.6666666667平方米"),
        ("3000亩以上", "4000亩", "7000亩以上", "-1000亩以上"),
        ("超3亿元", "4亿元以上", "超7亿元", "约-1亿元"),
        ("3亿元以内", "4亿元以内", "7亿元以内", "约-1亿元"),
        ("低于3亿元", "4亿元以内", "低于7亿元", "约-1亿元"),
        ("4亿元", "3亿元以内", "7亿元以内", "1亿元以上"),
        ("4亿元", "低于3亿元", "低于7亿元", "超1亿元"),
        ("4亿元", "超3亿元", "超7亿元", "低于1亿元"),
        ("4亿元", "3亿元以上", "7亿元以上", "1亿元以内"),
        ("超4亿元", "3亿元以内", "约7亿元", "超1亿元"),
        ("近4亿元", "3亿元", "约7亿元", "约1亿元"),
        ("4余亿元", "3亿元", "约7亿元", "约1亿元"),
        ("约4亿元", "3亿元", "约7亿元", "约1亿元"),
        ("3—5亿元", "1亿元", "4—6亿元", "2—4亿元"),
        ("3—5亿元", "1—2亿元", "4—7亿元", "1—4亿元"),
        ("5亿元", "1—2亿元", "6—7亿元", "3—4亿元"),
        ("3—5亿元", "超1亿元", "约4—6亿元", "约2—4亿元"),
        ("1—2亩", "1亩", "2—3亩", "0—1亩"),
        ("5%", "3%", "8%", "2%"),
    ],
)
def test_figures_are_added_and_subtracted(one: str, other: str, added: str, subtracted: str) -> None:
    """A result is exact, in the unit of the first, and has the words that it deserves."""
    left, right = PARSE(one), PARSE(other)
    assert added == str(left + right)
    assert subtracted == str(left - right)
    assert left.base_value + right.base_value == (left + right).base_value
    assert (left.reading + right.to(left.unit).reading) == (left + right).reading
    assert (left.reading - right.to(left.unit).reading) == (left - right).reading
    assert Derivation(Operation.SUM, (left, right)) == (left + right).derivation
    assert Derivation(Operation.DIFFERENCE, (left, right)) == (left - right).derivation


@given(_figures(), _figures())
def test_addition_commutes_where_it_is_allowed(one: Figure, other: Figure) -> None:
    """Either order gives the same sum, or the same kind of refusal."""
    try:
        added = one + other
    except (DimensionMismatchError, CurrencyMismatchError) as refusal:
        with pytest.raises(type(refusal)):
            other + one
        return
    assert added == other + one
    assert added.base_reading == (other + one).base_reading


@given(st.lists(st.tuples(NUMBERS, st.sampled_from(AREAS)), min_size=1), st.randoms())
def test_a_total_is_exact_in_any_order_and_grouping(rows: list[tuple[Decimal, str]], random: Any) -> None:
    """The sum of many equals the sum of fractions, however the parts are shuffled or grouped."""
    parts = [Figure(number, unit) for number, unit in rows]
    shuffled = [*parts]
    random.shuffle(shuffled)
    middle = random.randint(0, len(parts))
    groups = [total(group) for group in (parts[:middle], parts[middle:]) if group]
    assert sum((part.base_value for part in parts), Fraction(0)) == total(parts).base_value
    assert total(parts) == total(shuffled) == total(groups) == functools.reduce(operator.add, parts)
    assert total(parts).base_reading == total(groups).base_reading


def test_a_total_of_fractions_that_no_decimal_holds() -> None:
    """Three thirds are one, whatever the decimals in between."""
    third = figure_of(Fraction(1, 3), units.unit("亿元"))
    assert PARSE("1亿元") == total([third, third, third])
    assert PARSE("2亿元") == total([third, PARSE("1亿元"), third, third])


def test_a_total_does_not_depend_on_the_callers_context() -> None:
    """Decimal's own context rounds nothing here."""
    with decimal.localcontext(prec=3):
        assert "123456789.01元" == str(total([PARSE("123456789元"), PARSE("0.01元")]))
        assert "1.2345678901亿元" == f"{PARSE('123456789.01元')}"


def test_a_long_chain_of_additions_is_one_flat_sum() -> None:
    """Adding one by one thousands of times still can be read, copied and explained."""
    chained = functools.reduce(operator.add, [PARSE("1亿元")] * 3000)
    assert PARSE("3000亿元") == chained
    assert Interval(1500, 4500) == chained.strict
    assert Interval(0, 6000, False, False) == chained.wide
    assert chained.derivation is not None
    assert 3000 == len(chained.derivation.operands)
    assert chained == pickle.loads(pickle.dumps(chained))


def test_a_total_of_nothing_is_refused() -> None:
    """A total of no figures is not zero."""
    expected = "expected at least one figure to add, got none\na missing figure is not zero"
    assert expected == _message(AmountError, lambda: total([]))


def test_a_total_reads_texts() -> None:
    """Texts are read on the way."""
    assert PARSE("3.5亿元") == total(["3亿元", "5000万元"])


def test_a_total_may_be_given_another_unit_and_basis() -> None:
    """Those who know that figures fit may ask for the unit and price basis of their total."""
    parts = [PARSE("3000万元"), PARSE("1亿元")]
    found = unchecked_total(parts, units.unit("亿元"), PriceBasis.current())
    assert Figure(Decimal("1.3"), "亿元", price_basis=PriceBasis.current()) == found
    assert PARSE("0.6亿元") == unchecked_total(
        [PARSE("3000万元")] * 2, units.unit("亿元"), PriceBasis.unstated()
    )


CURRENT = PARSE("3亿元", price_basis=PriceBasis.current())
CONSTANT = PARSE("1亿元", price_basis=PriceBasis.constant(2020))


@pytest.mark.parametrize(
    ("one", "other", "error", "between", "reason", "remedy"),
    [
        (
            PARSE("3亿元"),
            PARSE("1亿美元"),
            CurrencyMismatchError,
            ("3亿元", "1亿美元"),
            ": they are different currencies",
            "state a dated exchange rate; zoneplan never assumes one",
        ),
        (
            PARSE("3亿元"),
            PARSE("5亩"),
            DimensionMismatchError,
            ("3亿元", "5亩"),
            ": {0} and {1} measure different things",
            "check the units",
        ),
        (
            PARSE("3家"),
            PARSE("5人"),
            DimensionMismatchError,
            ("3家", "5人"),
            ": {0} and {1} measure different things",
            "check the units",
        ),
        (
            CURRENT,
            CONSTANT,
            PriceBasisMismatchError,
            ("3亿元 at current prices", "1亿元 at 2020 prices"),
            "",
            "bring both to one price basis first, or state the basis where it is missing",
        ),
        (
            CURRENT,
            PARSE("1亿元"),
            PriceBasisMismatchError,
            ("3亿元 at current prices", "1亿元 at an unstated price basis"),
            "",
            "bring both to one price basis first, or state the basis where it is missing",
        ),
    ],
)
def test_unlike_figures_are_not_added_subtracted_or_ordered(
    one: Figure,
    other: Figure,
    error: type[ZoneplanError],
    between: tuple[str, str],
    reason: str,
    remedy: str,
) -> None:
    """Unit, currency and price basis are never mixed, and the sentence says which."""
    here = reason.format(one.unit, other.unit)
    back = reason.format(other.unit, one.unit)
    left, right = between
    assert f"cannot add {left} and {right}{here}\n{remedy}" == _message(error, lambda: one + other)
    assert f"cannot add {left} and {right}{here}\n{remedy}" == _message(error, lambda: total([one, other]))
    expected = f"cannot subtract {right} from {left}{back}\n{remedy}"
    assert expected == _message(error, lambda: one - other)
    assert f"cannot compare {left} and {right}{here}\n{remedy}" == _message(error, lambda: one < other)
    assert f"cannot compare {left} and {right}{here}\n{remedy}" == _message(error, lambda: one >= other)
    assert f"cannot weigh {left} and {right}{here}\n{remedy}" == _message(
        error, lambda: require_addable(one, other, "weigh")
    )
    assert one != other


@pytest.mark.parametrize("apply", [operator.add, operator.sub, operator.lt, operator.ge])
def test_a_figure_does_not_mix_with_numbers(apply: Any) -> None:
    """A bare number beside a figure is a type error, on either side."""
    for stranger in (0, 1.5, Decimal(1), "1亿元"):
        with pytest.raises(TypeError):
            apply(PARSE("1亿元"), stranger)
        with pytest.raises(TypeError):
            apply(stranger, PARSE("1亿元"))


# comparing


def test_figures_are_equal_when_they_say_the_same() -> None:
    """Value, words, range and price basis count; unit of writing, text and digits do not."""
    figure = PARSE("1亿元")
    assert figure == PARSE("10000万元")
    assert figure == PARSE("1.00亿元")
    assert 1 == len({figure, PARSE("10000万元"), PARSE("100000000元"), PARSE("1.0亿元")})
    for text in ("超1亿元", "1—1亿元", "1亿美元", "2亿元", "1亿元以上"):
        assert figure != PARSE(text)
    assert figure != PARSE("1亿元", price_basis=PriceBasis.current())
    assert figure != 100_000_000
    assert figure != "1亿元"


def test_plain_figures_are_ordered_across_units() -> None:
    """Plain figures of one dimension stand in the order of what they are worth."""
    low, same, high = PARSE("9999万元"), PARSE("10000万元"), PARSE("1亿元")
    assert low < high
    assert low <= high
    assert high > low
    assert high >= low
    assert same <= high
    assert same >= high
    assert not same < high
    assert not same > high
    assert [low, high] == sorted([high, low])
    assert PARSE("1公顷") > PARSE("14.9999亩")


@pytest.mark.parametrize("text", ["超1亿元", "1—2亿元", "约1亿元"])
def test_qualified_figures_are_not_ordered(text: str) -> None:
    """Which of two numbers is larger cannot be said when one is not one number."""
    for one, other in ((text, "5亿元"), ("5亿元", text)):
        expected = (
            f"cannot order {one} and {other}: {text} is not one plain number\n"
            "compare what they can mean: `a.strict`, `b.strict`"
        )
        assert expected == _message(AmountError, lambda a=one, b=other: PARSE(a) < PARSE(b))


# printing


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("844.40亿美元", "844.40亿美元"),
        ("超过5000亿元", "超5000亿元"),
        ("≥3000亩", "3000亩以上"),
        ("不足5%", "低于5%"),
        ("不超过5%", "5%以内"),
        ("5000多亿元", "5000余亿元"),
        ("将近700亿美元", "近700亿美元"),
        ("7%左右", "约7%"),
        ("3.5~4亿元", "3.5—4亿元"),
        ("5—6%左右", "约5—6%"),
        ("近5000亿元左右", "近5000亿元左右"),
        ("超5000多亿元左右", "超5000余亿元左右"),
        ("不低于5000亿元左右", "约5000亿元以上"),
        ("超过1000家以上", "超1000家以上"),
        ("1，200元", "1200元"),
        ("-5--3%", "-5—-3%"),
        ("2pp", "2个百分点"),
        ("15万元／亩", "15万元/亩"),
    ],
)
def test_a_figure_prints_in_one_way(text: str, expected: str) -> None:
    """Of the words for one meaning one is printed, and it is read back as the same figure."""
    assert expected == str(PARSE(text))
    assert PARSE(text) == PARSE(expected)
    assert f"Figure({expected!r})" == repr(PARSE(text))


def test_a_price_basis_shows_in_the_repr() -> None:
    """The prices of money show where programmers look."""
    assert "Figure('3亿元', price_basis='current')" == repr(CURRENT)
    assert "3亿元" == str(CURRENT)


@given(_figures())
def test_parse_inverts_str(figure: Figure) -> None:
    """What is printed is read back as the same figure, with the same digits and the same reading."""
    again = PARSE(str(figure))
    assert figure == again
    assert figure.number.as_tuple() == again.number.as_tuple()
    assert figure.reading == again.reading


@given(_figures())
def test_humanising_says_the_same(figure: Figure) -> None:
    """Printed with the scale word people use, a figure keeps every digit and every word."""
    shown = PARSE(f"{figure}")
    assert figure == shown
    assert figure.qualifiers == shown.qualifiers


@pytest.mark.parametrize(
    ("text", "spec", "expected"),
    [
        ("240000000000元", "", "2400亿元"),
        ("2400亿元", "", "2400亿元"),
        ("12000亿元", "", "1.2万亿元"),
        ("99999999元", "", "9999.9999万元"),
        ("100000000元", "", "1亿元"),
        ("5000元", "", "5000元"),
        ("0.5亿元", "", "0.5亿元"),
        ("0.00005亿元", "", "5000元"),
        ("5000千元", "", "500万元"),
        ("-50000元", "", "-5万元"),
        ("0亿元", "", "0亿元"),
        ("超240000000000元", "", "超2400亿元"),
        ("10000—20000家", "", "1—2万家"),
        ("12345家", "", "1.2345万家"),
        ("3300000人", "", "330万人"),
        ("844.40亿美元", "", "844.40亿美元"),
        ("30000千克", "", "3万千克"),
        ("10000万亩", "", "1亿亩"),
        ("5%", "", "5%"),
        ("123456%", "", "123456%"),
        ("20000个百分点", "", "20000个百分点"),
        ("120000万元/亩", "", "120000万元/亩"),
        ("240000000000元", ".2亿元", "2400.00亿元"),
        ("12345.67万元", ".1亿元", "1.2亿元"),
        ("12345.67万元", ".1f亿元", "1.2亿元"),
        ("12345.67万元", ".1", "1.2亿元"),
        ("2.5亿元", ".0", "2亿元"),
        ("-0.04亿元", ".1亿元", "0.0亿元"),
        ("2400亿元", ",万元", "24,000,000万元"),
        ("2400亿元", ",.2万元", "24,000,000.00万元"),
        ("2400亿元", ",", "2,400亿元"),
        ("3000—4000亩", ",亩", "3,000—4,000亩"),
        ("1—2亩", ".1平方米", "666.7—1333.3平方米"),
        ("超5000亿元", ".1万亿元", "超0.5万亿元"),
        ("1.5%", "‰", "15‰"),
        ("15‰", "%", "1.5%"),
        ("2400亿元", "yi_yuan", "2400亿元"),
    ],
)
def test_format_prints_as_people_write(text: str, spec: str, expected: str) -> None:
    """A format converts, rounds and groups; without a unit it takes the scale word that fits."""
    assert expected == format(PARSE(text), spec)


def test_format_of_an_inexact_figure() -> None:
    """A figure that no decimal holds stays in its unit and is marked, unless rounding is asked for."""
    figure = PARSE("100000亩").to("平方米")
    assert "≈66666666.66667平方米" == f"{figure}"
    assert "6666.67万平方米" == f"{figure:.2万平方米}"


@pytest.mark.parametrize("spec", [">20", "^10", "10", ".", ".123", "2", ",,", "_", " 亿元", "+", ".2e3x1 "])
def test_a_bad_format_is_refused(spec: str) -> None:
    """A specification of any other form is refused whole, except that a name must be a unit's."""
    with pytest.raises((AmountError, UnitError)) as refusal:
        format(PARSE("2400亿元"), spec)
    form = f"expected a format [,][.places][unit], got {spec!r}\nsuch as ',.2亿元' or '.1'"
    unknown = "unknown unit 'e3x1 '\nwrite one number and one unit, such as '1.5亿元'"
    assert (unknown if "e" in spec else form) == str(refusal.value)


def test_a_format_in_a_strange_unit_is_refused() -> None:
    """A format converts by the same rules as `to`."""
    expected = (
        "cannot convert 亿元 to 亿美元: they are different currencies\n"
        "state a dated exchange rate; zoneplan never assumes one"
    )
    assert expected == _message(CurrencyMismatchError, lambda: f"{PARSE('2400亿元'):亿美元}")


def test_a_changed_figure_keeps_nothing_of_the_old_number() -> None:
    """`attrs.evolve` drops the text, and the exact value and derivation, that belong to another number."""
    parsed = attrs.evolve(Figure.parse("1亿元"), number=Decimal(2))
    assert (None, "2亿元") == (parsed.text, str(parsed))
    same = attrs.evolve(Figure.parse("1亿元"), price_basis=PriceBasis.current())
    assert "1亿元" == same.text
    converted = attrs.evolve(Figure.parse("1亩").to("平方米"), number=Decimal(5))
    assert (Fraction(5), True, None) == (converted.exact, converted.is_exact_decimal, converted.derivation)
    added = Figure.parse("1亿元") + Figure.parse("1亿元")
    changed = attrs.evolve(added, number=Decimal(50))
    assert (None, "[49.5, 50.5]") == (changed.derivation, str(changed.strict))
    assert added.derivation == attrs.evolve(added, price_basis=PriceBasis.current()).derivation
    assert Figure(2, "亿元", text="1亿元").text is None
    assert Figure(2, "亿元", text="三亿元").text is None
    assert "两亿元" == Figure(2, "亿元", text="两亿元").text


def test_a_scale_word_is_a_format() -> None:
    """A bare 亿 or 万 converts to that scale of the figure's own unit."""
    figure = Figure.parse("12345.67万元")
    assert ("1.23亿元", "12345.67万元", "1.234567亿元") == (f"{figure:.2亿}", f"{figure:万}", f"{figure:亿}")
    assert "5.7万家" == f"{Figure.parse('57000家'):万}"


def test_a_float_is_refused_where_a_text_is_expected() -> None:
    """A float given as text gets the float's own error."""
    with pytest.raises(FloatRefusedError) as caught:
        Figure.parse(1.5)  # type: ignore[arg-type]  # the mistake this test is about
    assert str(caught.value).startswith("expected an amount as text, got the float 1.5\n")


# what it says in one word


@pytest.mark.parametrize(
    ("text", "bound", "side", "low", "high", "base", "base_high"),
    [
        ("2400亿元", "eq", None, None, None, "240000000000 CNY", None),
        ("30多年", "gt", "above", None, "40", "30 year", "40"),
        ("近700亿美元", "approx", "below", None, None, "70000000000 USD", None),
        ("1—5亿元", "range", None, "1", "5", "100000000 CNY", "500000000"),
        ("1000亿元级", "ge", None, None, "10000", "100000000000 CNY", "1000000000000"),
        ("数10亿元", "gt", "above", None, "100", "1000000000 CNY", "10000000000"),
        ("1.5%", "eq", None, None, None, "0.015 ratio", None),
        ("58亿吨标准煤", "eq", None, None, None, "5800000000 tce", None),
        ("1.04万亩", "eq", None, None, None, "6933333.333333333333333333333 m2", None),
        ("5%以内", "le", None, None, None, "0.05 ratio", None),
    ],
)
def test_a_figure_tells_its_bound_and_base(
    text: str,
    bound: str,
    side: str | None,
    low: str | None,
    high: str | None,
    base: str,
    base_high: str | None,
) -> None:
    """One word for its words, the ends they give, and the number in the unit that figures are compared in."""
    figure = PARSE(text)
    assert (bound, side) == (figure.bound, figure.side)
    assert (low, high) == tuple(None if end is None else f"{end:f}" for end in (figure.low, figure.high))
    assert base == f"{figure.base_number:f} {figure.base_unit}"
    assert base_high == (None if figure.base_high is None else f"{figure.base_high:f}")
    assert (figure.base_number if low else None) == figure.base_low


def test_kind_and_modality_do_not_tell_figures_apart() -> None:
    """What a phrase says of a figure is kept with it, through conversion, and does not enter equality."""
    growth = Figure(5, "%", kind="growth", modality="aim", is_increment=True)
    assert PARSE("5%") == growth
    assert hash(PARSE("5%")) == hash(growth)
    assert ("growth", "aim", True) == (growth.kind, growth.modality, growth.is_increment)
    assert ("growth", "aim", True) == (
        growth.to("‰").kind,
        growth.to("‰").modality,
        growth.to("‰").is_increment,
    )
    assert "area" == attrs.evolve(growth, unit="亩").kind
    assert growth.kind == pickle.loads(pickle.dumps(growth)).kind
    for name in ("kind", "modality"):
        wrong: Any = {name: "nonsense"}
        with pytest.raises(AmountError):
            Figure(5, "%", **wrong)


def test_constant_prices_of_an_unstated_year_are_not_added() -> None:
    """Two figures at constant prices of years that nobody names may be of two years."""
    unnamed = PriceBasis.constant_of_unstated_year()
    one, other = PARSE("1亿元", price_basis=unnamed), PARSE("2亿元", price_basis=unnamed)
    expected = (
        "cannot add 1亿元 at constant prices of an unstated year and 2亿元 at constant prices of an unstated "
        "year\nbring both to one price basis first, or state the basis where it is missing"
    )
    assert expected == _message(PriceBasisMismatchError, lambda: one + other)
    assert one == total([one])
    growth = PARSE("5%", price_basis=unnamed)
    assert PARSE("10%", price_basis=unnamed) == growth + growth


@pytest.mark.parametrize(
    "text", ["超5000亿元", "5—6%", "下降18%以上", "1/3", "翻一番", "30多年", "力争7%左右", "前五"]
)
def test_a_figure_read_from_text_is_one_that_its_constructor_makes(text: str) -> None:
    """What is made without checking again holds every field, and nothing the checks refuse."""
    read = amounts.parse_figure(text)
    assert isinstance(read, Figure)
    made = attrs.evolve(read)
    fields = [field.name for field in attrs.fields(Figure)]
    assert [getattr(made, name) for name in fields] == [getattr(read, name) for name in fields]
    assert (read, hash(read), read.base_reading) == (made, hash(made), made.base_reading)
    assert pickle.loads(pickle.dumps(read)) == read
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        read.number = Decimal(1)  # type: ignore[misc]


# -- multiplying --------------------------------------------------------------------------------


@given(
    strategies.figures(unit="亿元", plain=True),
    strategies.figures(unit="倍", plain=True, min_value=100),
)
def test_multiplying_and_dividing_undo_each_other(figure: Figure, factor: Figure) -> None:
    """The value comes back exactly, and what it can mean holds what it could."""
    unit, basis = figure.unit, figure.price_basis
    there = multiplied(figure, [factor], [], unit=unit, price_basis=basis)
    back = multiplied(there, [], [factor], unit=unit, price_basis=basis)
    assert figure.base_value == back.base_value
    assert figure.strict.is_subset(back.strict)
    assert (Operation.PRODUCT, (figure, factor)) == (there.derivation.operation, there.derivation.operands)  # type: ignore[union-attr]  # it has one
    assert ((there,), (factor,)) == (back.derivation.operands, back.derivation.weights)  # type: ignore[union-attr]  # it has one


def test_the_reading_of_a_sum_is_found_once_and_for_one_policy_only() -> None:
    """It is kept with what it came from, changes nothing that is compared, and answers no other policy."""
    one, same = (PARSE("约100亿元") + PARSE("20亿元") for _ in range(2))
    assert one.base_reading is one.base_reading
    assert one.derivation == same.derivation
    assert one.read(Policy()) == one.base_reading
    assert one.read(Policy(about=Decimal("0.05"))).wide != one.base_reading.wide
