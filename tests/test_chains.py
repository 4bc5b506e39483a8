"""Ways between years and currencies: the shortest, the same in any order, and none where records gape."""

from __future__ import annotations

import pytest
from hypothesis import given

from zoneplan.chains import Link, path_between
from zoneplan.errors import ConversionError
from zoneplan.rates import PriceIndex
from zoneplan.strategies import index_chains


def link(year: int, figure: str, base: int | None = None) -> Link:
    """Give an index as a link."""
    record = PriceIndex(of="CPI", period=year, base=base, figure=figure)
    return Link(record.base_year, record.year, record.factor, record)


@given(index_chains(first=2018, last=2024))
def test_a_chain_leads_from_any_year_to_any_other(chain: tuple[PriceIndex, ...]) -> None:
    """Forwards and backwards through the same records."""
    links = [Link(one.base_year, one.year, one.factor, one) for one in chain]
    there, back = path_between(links, 2018, 2024), path_between(links, 2024, 2018)
    assert [(one, False) for one in links] == there
    assert [(one, True) for one in reversed(links)] == back


def test_a_gap_leads_nowhere() -> None:
    """Two years that no record joins have no way between them."""
    assert path_between([link(2021, "102"), link(2023, "103")], 2020, 2023) is None
    assert path_between([], 2020, 2023) is None


def test_the_shortest_way_is_taken() -> None:
    """Two indices of one base year before four of the years between."""
    chain = [link(year, "102.00") for year in range(2021, 2025)]
    fixed = [link(2022, "104.04", 2020), link(2024, "108.24", 2020)]
    assert [(fixed[1], False)] == path_between([*chain, *fixed], 2020, 2024)
    assert [(fixed[0], True), (fixed[1], False)] == path_between([*chain[:2], *fixed], 2022, 2024)


def test_a_contradiction_is_refused_wherever_it_stands() -> None:
    """Rounding does not make 102 twice into 109."""
    chain = [link(2021, "102.0"), link(2022, "102.0"), link(2022, "109.0", 2020), link(2023, "101.0")]
    with pytest.raises(ConversionError, match="correct or remove the wrong one"):
        path_between(chain, 2022, 2023)
