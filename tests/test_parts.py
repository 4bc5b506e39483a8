"""The numbers of a mention with their units."""

from __future__ import annotations

from decimal import Decimal

from zoneplan import Figure
from zoneplan.kinds import FigureKind
from zoneplan.qualifiers import Bound


def test_a_fraction_of_many_parts_is_read_at_once() -> None:
    """No power of ten is taken of the number of parts."""
    assert "2/157380000000" == str(Figure.parse("157380000000分之二"))


def test_several_times_a_power_of_ten_is_less_than_ten_times_it() -> None:
    """数十亿元 is from 10 to below 100亿元."""
    figure = Figure.parse("数十亿元")
    assert (Decimal(10), None, Decimal(100)) == (figure.number, figure.low, figure.high)
    assert (Bound.GT, FigureKind.MONEY, "[10, 100)") == (figure.bound, figure.kind, str(figure.strict))
