"""What levels at current prices and real growth imply for prices.

The level of Kunshan in 2021, 4748.06亿元, is quoted from memory; 4700亿元 and 5006.7亿元 are published.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoneplan import Figure, Growth, Interval, Term, decide
from zoneplan.deflators import implied_deflator
from zoneplan.errors import ConversionError, CurrencyMismatchError


def told(base: str, target: str, growth: str, years: int = 1) -> tuple[str, str]:
    """Give both ranges in per cent, rounded outward to hundredths."""
    change = implied_deflator(base, target, growth, years)
    return (change.strict * 100).describe(2), (change.wide * 100).describe(2)


def test_kunshan_2022() -> None:
    """4748.06亿 to 5006.7亿 at a real 1.8 %: prices rose by 3.53 to 3.64 %."""
    assert ("[3.53, 3.64]", "(3.47, 3.69)") == told("4748.06亿元", "5006.7亿元", "1.8%")


def test_kunshan_2022_from_the_estimate() -> None:
    """From the 4700亿 that was expected in January the range is another one, and loosely read wide."""
    assert ("[4.57, 4.71]", "(3.43, 5.88)") == told("4700亿元", "5006.7亿元", "1.8%")


def test_several_years_take_a_root() -> None:
    """Doubling in ten years at a real 5 % leaves 2.07 % a year for prices."""
    assert "(2.02, 2.13)" == told("1000.0亿元", "2000.0亿元", "5.0%", 10)[0]


@given(st.integers(1000, 9999), st.integers(1000, 9999), st.integers(-99, 300), st.integers(1, 9))
def test_prices_and_real_growth_make_up_nominal_growth(
    base: int, target: int, tenths: int, years: int
) -> None:
    """The range holds a change that, with the growth as written, leads from level to level."""
    growth = Fraction(tenths, 1000)
    change = implied_deflator(f"{base}亿元", f"{target}亿元", f"{tenths / 10:.1f}%", years)
    assert change.strict.is_subset(change.wide)
    assert Fraction(target, base) in ((change.strict + 1) * (1 + growth)) ** years


@given(st.integers(1000, 9999), st.integers(1000, 9999), st.integers(-99, 300), st.integers(1, 9))
def test_a_verdict_gives_the_same_change(base: int, target: int, tenths: int, years: int) -> None:
    """What a growth relation says of prices is the implied deflator of its figures."""
    figures = f"{base}亿元", f"{target}亿元", f"{tenths / 10:.1f}%"
    growth = Growth(
        base=Term(figures[0], period=2020, price_basis="current"),
        target=Term(figures[1], period=2020 + years, price_basis="current"),
        rate=Term(figures[2], price_basis="comparable"),
    )
    assert implied_deflator(*figures, years).strict == decide(growth).price_change


def test_loose_words_leave_the_wide_range_open() -> None:
    """约 bounds nothing unless a policy says how far it reaches, and prices cannot fall by all."""
    change = implied_deflator("约4700亿元", "5006.7亿元", "约1.8%", 1)
    assert "[4.57, 4.71]" == (change.strict * 100).describe(2)
    assert Interval.more_than(-1) == change.wide


@pytest.mark.parametrize(
    ("base", "target", "growth", "years", "message"),
    [
        ("5亩", "6亩", "1%", 1, "expected money, got 5亩\nonly money has prices"),
        ("5亿元", "6亩", "1%", 1, "expected money, got 6亩\nonly money has prices"),
        (
            Figure(5, "亿元", price_basis="constant 2020"),
            "6亿元",
            "1%",
            1,
            (
                "expected a level at current prices, got 5亿元 at 2020 prices\n"
                "at constant prices no change of prices is left to be found"
            ),
        ),
        ("0亿元", "6亿元", "1%", 1, "nothing grows from 0亿元, which may be zero or less\ngive the level"),
        ("5亿元", "6亿元", "1亩", 1, "expected growth in %, got 1亩\nsuch as '1.8%'"),
        ("5亿元", "6亿元", "-100%", 1, "growth of -100% may leave nothing\ngive a rate above -100 %"),
        ("5亿元", "6亿元", "1%", 0, "expected a whole number of years of 1 or more, got 0\nsuch as 1"),
        ("5亿元", "6亿元", "1%", True, "expected a whole number of years of 1 or more, got True\nsuch as 1"),
    ],
)
def test_what_has_no_deflator_is_refused(
    base: Any, target: str, growth: str, years: Any, message: str
) -> None:
    """Each with a sentence of its own."""
    with pytest.raises(ConversionError) as refusal:
        implied_deflator(base, target, growth, years)
    assert message == str(refusal.value)


def test_levels_are_of_one_currency() -> None:
    """A rate would have to be known."""
    with pytest.raises(CurrencyMismatchError):
        implied_deflator("5亿元", "6亿美元", "1%", 1)
