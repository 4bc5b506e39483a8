"""Readings: what a published number can mean, and what follows for numbers computed from several."""

from __future__ import annotations

import itertools
from decimal import Decimal
from fractions import Fraction
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoneplan import Figure, Interval, Reading
from zoneplan.errors import AmountError, FloatRefusedError
from zoneplan.qualifiers import Qualifier
from zoneplan.readings import (
    Operation,
    Policy,
    coarse_quantum,
    combined_reading,
    next_step,
    published_reading,
)


def _interval(text: str) -> Interval:
    return Interval.parse(text)


def _reading(strict: str, wide: str | None = None) -> Reading:
    return Reading(_interval(strict), _interval(wide or strict))


# Table S2 of the specification of published figures, row by row: text, strict and wide interval in
# the unit as written.
PUBLISHED = [
    # plain numbers: half a unit to either side; coarse zeros or cut-off digits in the wide reading
    ("2400亿元", "[2399.5, 2400.5]", "[2350, 2450]"),
    ("5000亿元", "[4999.5, 5000.5]", "[4950, 5050]"),
    ("1000亿元", "[999.5, 1000.5]", "[995, 1005]"),
    ("1.2万亿元", "[1.15, 1.25]", "(1.1, 1.3)"),
    ("53%", "[52.5, 53.5]", "(52, 54)"),
    ("53.0%", "[52.95, 53.05]", "[52.5, 53.5]"),
    ("53.2%", "[53.15, 53.25]", "(53.1, 53.3)"),
    ("50%", "[49.5, 50.5]", "(49, 51)"),
    ("10%", "[9.5, 10.5]", "(9, 11)"),
    ("10.50%", "[10.495, 10.505]", "[10.45, 10.55]"),
    ("0亿元", "[-0.5, 0.5]", "(-1, 1)"),
    ("0.0%", "[-0.05, 0.05]", "(-0.1, 0.1)"),
    ("-2400亿元", "[-2400.5, -2399.5]", "[-2450, -2350]"),
    # 超 超过 突破 逾 多于 高于
    *((f"{word}5000亿元", "(5000, ∞)", "[5000, ∞)") for word in ["超", "超过", "突破", "逾", "多于", "高于"]),
    # 以上 不低于 不少于 至少 ≥
    *((f"{word}3000亩", "[3000, ∞)", None) for word in ["不低于", "不少于", "至少", "≥"]),
    ("3000亩以上", "[3000, ∞)", None),
    # 以下 以内 不超过 不高于 至多
    *((f"{word}5.5%", "(-∞, 5.5]", None) for word in ["不超过", "不高于", "至多", "≤"]),
    *((f"5.5%{word}", "(-∞, 5.5]", None) for word in ["以下", "以内"]),
    # 低于 不足 不满 少于
    *((f"{word}5%", "(-∞, 5)", "(-∞, 5]") for word in ["低于", "不足", "不满", "少于"]),
    # 多 余 behind the digits
    ("5000多亿元", "(5000, 6000)", "(5000, ∞)"),
    ("2400余亿元", "(2400, 2500)", "(2400, ∞)"),
    # 近 接近 将近
    *((f"{word}700亿美元", "(690, 700)", "(-∞, 700]") for word in ["近", "接近", "将近"]),
    # 约 大约 左右 上下
    *((f"{word}7%", "[6.5, 7.5]", "(-∞, ∞)") for word in ["约", "大约"]),
    *((f"7%{word}", "[6.5, 7.5]", "(-∞, ∞)") for word in ["左右", "上下"]),
    # a—b, a至b
    ("5—6%", "[5, 6]", "[4.5, 6.5]"),
    ("5.0至6.0%", "[5, 6]", "[4.95, 6.05]"),
    ("约5—6%", "[5, 6]", "(-∞, ∞)"),
    # exact counts, ranks and numbers of years
    ("22个", "[22, 22]", None),
    ("5000家", "[5000, 5000]", None),
    ("3位", "[3, 3]", None),
    ("19年", "[19, 19]", None),
    ("6个月", "[6, 6]", None),
    # scaled and qualified counts: whole numbers only
    ("1000家以上", "[1000, ∞) ∩ ℤ", None),
    ("超1000家", "[1001, ∞) ∩ ℤ", "[1000, ∞) ∩ ℤ"),
    ("不足1000家", "(-∞, 999] ∩ ℤ", "(-∞, 1000] ∩ ℤ"),
    ("约22家", "[22, 22]", "(-∞, ∞) ∩ ℤ"),
    ("100—200家", "[100, 200] ∩ ℤ", None),
    # a number of things that is no whole number is an average: read as any other number
    ("3.2张", "[3.15, 3.25]", "(3.1, 3.3)"),
    ("2—2.5人", "[2, 2.5]", "[1.5, 3]"),
    # two qualifiers intersect
    ("超过1000家以上", "[1001, ∞) ∩ ℤ", "[1000, ∞) ∩ ℤ"),
    ("超5000多亿元", "(5000, 6000)", "(5000, ∞)"),
    # 级, 数十: an order of magnitude
    ("1000亿元级", "[1000, 10000)", None),
    ("数10亿元", "[10, 100)", None),
    ("-10%级", "[-10, ∞)", None),
    ("近5000亿元左右", "[4999.5, 5000)", "(-∞, 5000]"),
    ("约5000亿元以上", "[5000, 5000.5]", "[5000, ∞)"),
]


@pytest.mark.parametrize(("text", "strict", "wide"), PUBLISHED, ids=[row[0] for row in PUBLISHED])
def test_a_published_figure_means_what_the_specification_says(
    text: str, strict: str, wide: str | None
) -> None:
    """Each kind of written number has its strict and its wide reading, the one inside the other."""
    figure = Figure.parse(text)
    assert (_interval(strict), _interval(wide or strict)) == (figure.strict, figure.wide)
    assert figure.strict.is_subset(figure.wide)
    assert not figure.strict.is_empty


def test_a_scaled_count_is_read_in_whole_things() -> None:
    """1.2万家 means a whole number of enterprises, which only shows in 家."""
    figure = Figure.parse("1.2万家").to("家")
    assert "[11500, 12500] ∩ ℤ" == str(figure.strict)
    assert "[11001, 12999] ∩ ℤ" == str(figure.wide)


@pytest.mark.parametrize(
    ("number", "quantum", "expected"),
    [
        ("2400", 1, 100),
        ("5000", 1, 100),
        ("1000", 1, 10),
        ("1999", 1, 1),
        ("2000", 1, 100),
        ("35000", 1, 1000),
        ("-35000", 1, 1000),
        ("53", 1, 1),
        ("50", 1, 1),
        ("20", 1, 1),
        ("10", 1, 1),
        ("0", 1, 1),
        ("0.00", Fraction(1, 100), Fraction(1, 100)),
        ("10.50", Fraction(1, 100), Fraction(1, 10)),
        ("0.50", Fraction(1, 100), Fraction(1, 100)),
        ("2.4E+3", 100, 100),
        ("2400", 1000, 1000),
    ],
)
def test_trailing_zeros_may_be_rounding(number: str, quantum: Fraction, expected: Fraction) -> None:
    """The coarse unit is the largest power of ten that divides the number, at most a twentieth of it."""
    assert expected == coarse_quantum(Decimal(number), Fraction(quantum))


@given(st.integers(1, 10**12), st.integers(0, 6))
def test_the_coarse_quantum_is_the_largest_of_its_kind(digits: int, places: int) -> None:
    """No larger power of ten divides the number and is at most a twentieth of it."""
    number = Decimal(digits).scaleb(-places)
    quantum = Fraction(1, 10**places)
    powers = [Fraction(10) ** power for power in range(-places, 14)]
    value = Fraction(number)
    fitting = [power for power in powers if (value / power).denominator == 1 and power <= value / 20]
    assert max([*fitting, quantum]) == coarse_quantum(number, quantum)


@pytest.mark.parametrize(
    ("text", "number", "unit", "quantum"),
    [
        ("400.0亿元", "4000000", "万元", "1000"),
        ("2000000万元", "200.0000", "亿元", "0.0001"),
        ("2400.00亿元", "24000000", "万元", "100"),
    ],
)
def test_a_decimal_point_does_not_end_coarse_zeros(text: str, number: str, unit: str, quantum: str) -> None:
    """P7: the same number to the same place means the same, in whichever unit the point stands."""
    other = Figure(Decimal(number), unit, quantum=Decimal(quantum))
    assert Figure.parse(text).read(Policy()) == other.read(Policy())


def test_a_declared_quantum_replaces_the_digits() -> None:
    """A column may be known to be exact, or to be rounded more coarsely than it is written."""
    assert _reading("[10.5, 10.5]") == Figure.parse("10.50%", quantum=0).reading
    assert _reading("[10, 11]", "(9.5, 11.5)") == Figure.parse("10.50%", quantum=Decimal("1.0")).reading
    assert _reading("(5000, 6000)", "(5000, ∞)") == published_reading(
        Decimal(5000), None, (Qualifier.JUST_OVER,), Fraction(0)
    )


def test_readings_add_subtract_and_scale() -> None:
    """Readings are added, subtracted and scaled end by end, each kind by itself."""
    one, other = _reading("[1, 2]", "(0, 3)"), _reading("(10, 20]", "[10, ∞)")
    assert _reading("(11, 22]", "(10, ∞)") == one + other
    assert _reading("[-19, -8)", "(-∞, -7)") == one - other
    assert _reading("[10, 20]", "(0, 30)") == one.scaled(Fraction(10))
    assert one is one.scaled(Fraction(1))
    assert _reading("[1, 2] ∩ ℤ", "[1, 2] ∩ ℤ") == one.whole()


@pytest.mark.parametrize(
    ("operation", "parts", "weights", "expected"),
    [
        (Operation.CONVERT, ["[1, 2)"], [], "[1, 2)"),
        (Operation.LAST, ["[1, 2)", "(3, 4]"], [], "(3, 4]"),
        (Operation.SUM, ["[1, 2)", "(3, 4]"], [], "(4, 6)"),
        (Operation.SUM, ["[5, ∞)", "[1, 2]"], [], "[6, ∞)"),
        (Operation.DIFFERENCE, ["[5, 6)", "[1, 2]"], [], "[3, 5)"),
        (Operation.MEAN, ["[1, 2] ∩ ℤ", "[4, 5] ∩ ℤ"], [], "[2.5, 3.5]"),
        (Operation.MAX, ["[1, 5]", "(2, 3)"], [], "(2, 5]"),
        (Operation.MAX, ["[1, 5)", "[1, 5]"], [], "[1, 5]"),
        (Operation.MAX, ["[1, 5]", "(1, 2)"], [], "(1, 5]"),
        (Operation.MAX, ["(-∞, 5]", "[2, 3]"], [], "[2, 5]"),
        (Operation.MAX, ["[2, 3]", "(-∞, 5]"], [], "[2, 5]"),
        (Operation.MIN, ["[1, 5]", "(2, 3)"], [], "[1, 3)"),
        (Operation.MIN, ["[1, ∞)", "[2, 3]"], [], "[1, 3]"),
        (Operation.RATIO_OF_SUMS, ["[1, 1]", "[2, 3]"], ["[2, 2]", "[4, 4]"], "[0.5, 2/3]"),
        (Operation.RATIO_OF_SUMS, ["[1, 2]"], ["(0, 4]"], "[0.25, ∞)"),
        (Operation.RATIO_OF_SUMS, ["[1, 2]"], ["[0, 4]"], "(-∞, ∞)"),
        (Operation.RATIO_OF_SUMS, ["[1, 2]"], ["[-4, -1]"], "(-∞, ∞)"),
        (Operation.PRODUCT, ["[1, 2)", "[3, 4]"], [], "[3, 8)"),
        (Operation.PRODUCT, ["[-1, 2]", "[3, 4]", "[2, 2]"], [], "[-8, 16]"),
        (Operation.PRODUCT, ["(-∞, 5]", "[2, 3]"], [], "(-∞, 15]"),
        (Operation.QUOTIENT, ["[6, 8)", "[2, 2]"], ["[2, 4]", "[1, 1]"], "[3, 8)"),
        (Operation.QUOTIENT, ["[1, 2]"], ["(0, 4]"], "[0.25, ∞)"),
        (Operation.QUOTIENT, ["[1, 2]"], ["[0, 4]"], "(-∞, ∞)"),
        (Operation.WEIGHTED_MEAN, ["[5, 5]"], ["(1, 2)"], "[5, 5]"),
        (Operation.WEIGHTED_MEAN, ["[5, 5]", "[5, 5]"], ["(1, 2)", "(3, 4)"], "[5, 5]"),
        (Operation.WEIGHTED_MEAN, ["[0, 10]", "[20, 30]"], ["[1, 1]", "[3, 3]"], "[15, 25]"),
        (Operation.WEIGHTED_MEAN, ["[0, 0]", "[10, 10]"], ["[1, 2]", "[3, 4]"], "[6, 8]"),
        (Operation.WEIGHTED_MEAN, ["[0, 0]", "[10, 10]"], ["[1, 2]", "[3, 4)"], "[6, 8)"),
        (Operation.WEIGHTED_MEAN, ["[0, 0]", "[10, 10]"], ["(1, 2]", "[3, 4]"], "[6, 8)"),
        (Operation.WEIGHTED_MEAN, ["[0, 1)", "[10, 11]"], ["[0, 2]", "[3, 4]"], "[6, 11]"),
        (Operation.WEIGHTED_MEAN, ["[0, 0]", "[0, 10)"], ["[1, 1]", "[1, 1]"], "[0, 5)"),
        (Operation.WEIGHTED_MEAN, ["[1, 2]", "[5, ∞)"], ["[1, 1]", "[1, 1]"], "[3, ∞)"),
        (Operation.WEIGHTED_MEAN, ["(-∞, 2]", "[5, 6]"], ["[1, 1]", "[1, 1]"], "(-∞, 4]"),
        (Operation.WEIGHTED_MEAN, ["[1, 2]", "(5, 6)"], ["[1, ∞)", "[1, 1]"], "[1, 6)"),
        (Operation.WEIGHTED_MEAN, ["[1, 2]", "[5, 6]"], ["(-∞, 3]", "[1, 1]"], "[1, 6]"),
        (Operation.WEIGHTED_MEAN, ["[1, 2]", "[5, 6]"], ["[0, 3]", "[0, 1]"], "[1, 6]"),
        (Operation.WEIGHTED_MEAN, ["[1, 2] ∩ ℤ", "[5, 6] ∩ ℤ"], ["[0, 3]", "[0, 1]"], "[1, 6]"),
        (Operation.WEIGHTED_MEAN, ["[1, ∞)", "[5, 6]"], ["[0, 3]", "[0, 1]"], "[1, ∞)"),
    ],
)
def test_a_computed_figure_means_what_its_operands_allow(
    operation: Operation, parts: list[str], weights: list[str], expected: str
) -> None:
    """Each operation gives the range of its result over what the operands can mean."""
    found = combined_reading(
        operation, [_reading(part) for part in parts], [_reading(weight) for weight in weights]
    )
    assert expected == str(found.strict)
    assert found.strict == found.wide


NUMBERS = st.integers(-6, 6).map(lambda number: Fraction(number, 2))


@st.composite
def _boxes(draw: st.DrawFn, numbers: st.SearchStrategy[Fraction] = NUMBERS) -> Interval:
    one, other = sorted((draw(numbers), draw(numbers)))
    return Interval(one, other, one == other or draw(st.booleans()), one == other or draw(st.booleans()))


def _inside(interval: Interval) -> list[Fraction]:
    assert interval.lo is not None
    assert interval.hi is not None
    steps = [interval.lo + (interval.hi - interval.lo) * Fraction(step, 4) for step in range(5)]
    return [value for value in steps if value in interval]


WEIGHTS = _boxes(st.integers(0, 4).map(Fraction))
PAIRS = st.lists(st.tuples(_boxes(), WEIGHTS), min_size=1, max_size=3)


@given(PAIRS)
def test_the_range_of_a_weighted_mean_is_sound(pairs: list[tuple[Interval, Interval]]) -> None:
    """Whatever values and weights are picked from their ranges, the mean lies in the range given."""
    parts, weights = [Reading(one, one) for one, _ in pairs], [Reading(one, one) for _, one in pairs]
    found = combined_reading(Operation.WEIGHTED_MEAN, parts, weights).strict
    for chosen in itertools.product(*(_inside(weight) for _, weight in pairs)):
        if not sum(chosen):
            continue
        for values in itertools.product(*(_inside(part)[:: max(1, len(pairs))] for part, _ in pairs)):
            mean = sum((v * w for v, w in zip(values, chosen, strict=True)), Fraction(0)) / sum(chosen)
            assert mean in found


@given(st.lists(st.tuples(_boxes(), _boxes(st.integers(1, 4).map(Fraction))), min_size=1, max_size=3))
def test_the_range_of_a_weighted_mean_is_tight(pairs: list[tuple[Interval, Interval]]) -> None:
    """Over closed ranges, the highest and the lowest mean are reached in corners."""
    closed = [(Interval(v.lo, v.hi), Interval(w.lo, w.hi)) for v, w in pairs]
    found = combined_reading(
        Operation.WEIGHTED_MEAN,
        [Reading(one, one) for one, _ in closed],
        [Reading(one, one) for _, one in closed],
    ).strict
    means = []
    for corner in itertools.product((0, 4), repeat=2 * len(closed)):
        values = [
            _inside(v)[min(at, len(_inside(v)) - 1)] for (v, _), at in zip(closed, corner, strict=False)
        ]
        weights = [
            _inside(w)[min(at, len(_inside(w)) - 1)]
            for (_, w), at in zip(closed, corner[len(closed) :], strict=True)
        ]
        total = sum((v * w for v, w in zip(values, weights, strict=True)), Fraction(0))
        means.append(total / sum(weights))
    assert (min(means), max(means)) == (found.lo, found.hi)


@given(st.lists(_boxes(), min_size=1, max_size=4))
def test_the_range_of_the_largest_is_sound(boxes: list[Interval]) -> None:
    """Whatever is picked, the largest lies in the range of the largest and the smallest in its own."""
    parts = [Reading(box, box) for box in boxes]
    largest = combined_reading(Operation.MAX, parts).strict
    smallest = combined_reading(Operation.MIN, parts).strict
    for values in itertools.product(*(_inside(box) for box in boxes)):
        assert max(values) in largest
        assert min(values) in smallest


@pytest.mark.parametrize(
    ("number", "step"),
    [
        ("30", "40"),
        ("900", "1000"),
        ("2400", "2500"),
        ("1.5", "1.6"),
        ("1.50", "1.60"),
        ("19", "20"),
        ("0", "1"),
    ],
)
def test_the_next_step_goes_up_by_the_last_digit_that_is_no_zero(number: str, step: str) -> None:
    """30多年 is less than 40 years, 2400余 less than 2500, 1.5万多 less than 1.6万."""
    assert Decimal(step).as_tuple() == next_step(Decimal(number)).as_tuple()


@pytest.mark.parametrize(
    ("text", "policy", "wide"),
    [
        ("2400亿元", Policy(), "[2350, 2450]"),
        ("2400亿元", Policy(coarse_zeros=False), "(2399, 2401)"),
        ("2400亿元", Policy(any_rounding=False), "[2350, 2450]"),
        ("2400亿元", Policy(coarse_zeros=False, any_rounding=False), "[2399.5, 2400.5]"),
        ("约100亿元", Policy(), "(-∞, ∞)"),
        ("约100亿元", Policy(about=Decimal("0.05")), "[95, 105]"),
        ("约100亿元", Policy(about=0), "(99, 101)"),
        ("约-100亿元", Policy(about=Fraction(1, 10)), "[-110, -90]"),
        ("近100亿元", Policy(about=Decimal("0.05")), "[95, 100]"),
        ("近100亿元", Policy(about=0), "(99, 100]"),
        ("约90—100亿元", Policy(about=Decimal("0.1")), "[81, 110]"),
    ],
)
def test_a_policy_sets_the_wide_reading(text: str, policy: Policy, wide: str) -> None:
    """Coarse zeros, cut-off digits and the tolerance of 约 widen; nothing touches the strict reading."""
    figure = Figure.parse(text)
    read = figure.read(policy).scaled(1 / figure.unit.factor)
    assert wide == str(read.wide)
    assert figure.strict == read.strict
    assert read.strict.is_subset(read.wide)


def test_a_policy_reaches_the_operands_of_a_computed_figure() -> None:
    """A sum is read by the policy that its parts are read by."""
    added = Figure.parse("约100亿元") + Figure.parse("约200亿元")
    read = added.read(Policy(about=Decimal("0.05")))
    assert _reading("[299, 301]", "[285, 315]") == read.scaled(1 / added.unit.factor)


@pytest.mark.parametrize("about", [1, -1, Decimal("-0.1"), Fraction(3, 2)])
def test_a_tolerance_is_a_share(about: Any) -> None:
    """A tolerance is at least 0 and below 1."""
    with pytest.raises(AmountError) as caught:
        Policy(about=about)
    assert (
        f"expected a tolerance of at least 0 and below 1, got {about!r}\n"
        "write 5 % as Decimal('0.05') or Fraction(1, 20)"
    ) == str(caught.value)
    with pytest.raises(FloatRefusedError):
        Policy(about=cast("Any", 0.05))


@given(
    st.decimals(-1000, 1000, places=2),
    st.sampled_from([(), (Qualifier.ABOUT,), (Qualifier.NEARLY,), (Qualifier.JUST_OVER,), (Qualifier.OVER,)]),
    st.booleans(),
    st.booleans(),
    st.fractions(0, Fraction(9, 10)),
)
def test_strict_is_the_same_under_any_policy(
    number: Decimal, words: tuple[Qualifier, ...], zeros: bool, rounding: bool, about: Fraction
) -> None:
    """P6: a policy changes the wide reading only, and it still holds the strict one."""
    policy = Policy(coarse_zeros=zeros, any_rounding=rounding, about=about)
    plain = published_reading(number, None, words, Fraction(1, 100))
    read = published_reading(number, None, words, Fraction(1, 100), policy)
    assert plain.strict == read.strict
    assert read.strict.is_subset(read.wide)
    if words != (Qualifier.ABOUT,) or not zeros or not rounding:
        assert read.wide.is_subset(plain.wide)


def test_just_over_nothing_is_less_than_the_place_of_the_zero() -> None:
    """0余万元 and the same in 元 end at one 万元: a zero has no digit of its own that could go up."""
    reading = published_reading(Decimal(0), None, (Qualifier.JUST_OVER,), Fraction(10_000))
    assert Interval(Fraction(0), Fraction(10_000), False, False) == reading.strict
