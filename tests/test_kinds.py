"""Kinds: what a unit alone tells of a figure."""

from __future__ import annotations

import pytest

from zoneplan.kinds import FigureKind, base_name, fits, kind_of
from zoneplan.units import known_units, unit


@pytest.mark.parametrize(
    ("name", "kind", "base"),
    [
        ("亿元", "money", "CNY"),
        ("万美元", "money", "USD"),
        ("元/平方米", "money", "CNY/m2"),
        ("万亩", "area", "m2"),
        ("公里", "length", "m"),
        ("亿吨", "mass", "kg"),
        ("万吨标准煤", "energy", "tce"),
        ("亿千瓦时", "energy", "kWh"),
        ("兆瓦", "power", "kW"),
        ("立方米", "volume", "m3"),
        ("%", "ratio", "ratio"),
        ("‰", "rate", "ratio"),
        ("成", "share", "ratio"),
        ("分之", "share", "ratio"),
        ("倍", "multiple", "multiple"),
        ("个百分点", "pp_change", "percentage_point"),
        ("年", "duration", "year"),
        ("岁", "age", "year_of_age"),
        ("名次", "rank", "rank"),
        ("分", "score", "point"),
        ("万人", "people", "person"),
        ("万人次", "count", "person_time"),
        ("家", "count", "count"),
        ("1", "number", "1"),
        ("比", "structure", "structure"),
    ],
)
def test_a_unit_tells_its_kind_and_its_base(name: str, kind: str, base: str) -> None:
    """The kind and the base unit follow from the unit where no word says more."""
    assert (kind, base) == (kind_of(unit(name)), base_name(unit(name))[0])
    assert fits(kind_of(unit(name)), unit(name))


def test_every_unit_has_a_kind_and_a_base_of_its_dimension() -> None:
    """No unit is left out, and the base measures the same."""
    for one in known_units().values():
        assert kind_of(one) in FigureKind
        assert one.dimension == unit(base_name(one)[1]).dimension


def test_a_kind_fits_only_what_it_can_measure() -> None:
    """Growth is no kind of an area; any figure may be cumulative."""
    assert fits(FigureKind.GROWTH, unit("%"))
    assert not fits(FigureKind.GROWTH, unit("亩"))
    assert fits(FigureKind.CUMULATIVE, unit("亩"))
    assert fits(FigureKind.COUNT, unit("1"))
    assert not fits(FigureKind.MONEY, unit("1"))
