"""Price bases: current, constant, comparable or unstated."""

from __future__ import annotations

import pickle
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoneplan.errors import UnitError
from zoneplan.prices import PriceBasis, PriceBasisKind

REMEDY = "write 'current', 'constant 2020', 'comparable' or 'unstated', or 现价, 2020年不变价, 可比价"
YEAR_REMEDY = "name its base year, such as 'constant 2020' or '2020年不变价'"

bases = st.sampled_from(
    [
        PriceBasis.unstated(),
        PriceBasis.current(),
        PriceBasis.comparable(),
        PriceBasis.constant_of_unstated_year(),
    ]
) | st.builds(PriceBasis.constant, st.integers(1000, 9999))


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("现价", PriceBasis.current()),
        ("当年价", PriceBasis.current()),
        ("当年价格", PriceBasis.current()),
        ("现行价格", PriceBasis.current()),
        ("名义", PriceBasis.current()),
        ("current", PriceBasis.current()),
        (" Nominal ", PriceBasis.current()),
        ("2020年不变价", PriceBasis.constant(2020)),
        ("２０２０年不变价格", PriceBasis.constant(2020)),
        ("2015不变价", PriceBasis.constant(2015)),
        ("不变价(2020)", PriceBasis.constant(2020)),
        ("不变价（2020年）", PriceBasis.constant(2020)),
        ("constant 2020", PriceBasis.constant(2020)),
        ("Constant 2020", PriceBasis.constant(2020)),
        ("可比价", PriceBasis.comparable()),
        ("可比价格", PriceBasis.comparable()),
        ("comparable", PriceBasis.comparable()),
        ("constant unstated", PriceBasis.constant_of_unstated_year()),
        ("不变价（基期未注明）", PriceBasis.constant_of_unstated_year()),
        ("unstated", PriceBasis.unstated()),
    ],
)
def test_price_bases_are_read_as_documents_write_them(text: str, basis: PriceBasis) -> None:
    """Chinese and English names, full-width forms and blanks all lead to the one basis meant."""
    assert basis is PriceBasis.parse(text)


@given(bases)
def test_str_is_the_inverse_of_parse(basis: PriceBasis) -> None:
    """Reading what a basis prints gives the very same basis."""
    assert basis is PriceBasis.parse(str(basis))


def test_a_basis_prints_its_kind_and_year() -> None:
    """A basis prints as one English word, and constant prices with their year."""
    printed = [
        str(PriceBasis.unstated()),
        str(PriceBasis.current()),
        str(PriceBasis.constant(2020)),
        str(PriceBasis.comparable()),
    ]
    assert printed == ["unstated", "current", "constant 2020", "comparable"]


@pytest.mark.parametrize(
    ("basis", "phrase"),
    [
        (PriceBasis.unstated(), "at an unstated price basis"),
        (PriceBasis.current(), "at current prices"),
        (PriceBasis.constant(2020), "at 2020 prices"),
        (PriceBasis.comparable(), "at comparable prices"),
        (PriceBasis.constant_of_unstated_year(), "at constant prices of an unstated year"),
    ],
)
def test_a_basis_is_told_as_a_phrase(basis: PriceBasis, phrase: str) -> None:
    """Every basis has an English phrase that fits into a sentence."""
    assert phrase == basis.describe()


@pytest.mark.parametrize("text", ["不变价", "不变价格", "constant", " 不变价 "])
def test_constant_prices_without_their_year_are_refused(text: str) -> None:
    """Constant prices say nothing without a base year."""
    with pytest.raises(UnitError) as caught:
        PriceBasis.parse(text)
    assert str(caught.value) == f"the price basis {text!r} has no base year\n{YEAR_REMEDY}"


@pytest.mark.parametrize(
    "text", ["", "牌价", "20年不变价", "constant 02020", "constant  2020", "2020年可比价"]
)
def test_an_unknown_basis_is_refused(text: str) -> None:
    """A text that is no price basis is refused whole."""
    with pytest.raises(UnitError) as caught:
        PriceBasis.parse(text)
    assert str(caught.value) == f"unknown price basis {text!r}\n{REMEDY}"


def test_a_long_text_is_cut_in_the_message() -> None:
    """The refusal of a long text shows its first 60 characters."""
    with pytest.raises(UnitError) as caught:
        PriceBasis.parse("价" * 50_000)
    assert str(caught.value) == f"unknown price basis '{'价' * 60}…'\n{REMEDY}"


@pytest.mark.parametrize(("value", "kind"), [(None, "NoneType"), (2020, "int"), ([], "list")])
def test_a_basis_is_read_from_text_only(value: object, kind: str) -> None:
    """Anything but text is refused."""
    with pytest.raises(UnitError) as caught:
        PriceBasis.parse(cast("str", value))
    assert str(caught.value) == f"expected a price basis as text, got {kind}\n{REMEDY}"


@pytest.mark.parametrize("year", [999, 10_000, -2020, True, 2020.0, "2020"])
def test_a_base_year_is_a_whole_number_of_four_digits(year: object) -> None:
    """A base year that is no plain year is refused, also after the like year was used."""
    PriceBasis.constant(2020)
    with pytest.raises(UnitError) as caught:
        PriceBasis.constant(cast("int", year))
    assert str(caught.value) == f"expected a base year of four digits, got {year!r}\n{YEAR_REMEDY}"


def test_constant_prices_are_not_made_without_a_year() -> None:
    """The constructor refuses constant prices without a year."""
    with pytest.raises(UnitError) as caught:
        PriceBasis(PriceBasisKind.CONSTANT)
    assert str(caught.value) == f"constant prices have no base year\n{YEAR_REMEDY}"


@pytest.mark.parametrize("kind", [PriceBasisKind.UNSTATED, PriceBasisKind.CURRENT, PriceBasisKind.COMPARABLE])
def test_only_constant_prices_have_a_year(kind: PriceBasisKind) -> None:
    """The constructor refuses a base year for any other kind of prices."""
    with pytest.raises(UnitError) as caught:
        PriceBasis(kind, 2020)
    assert str(caught.value) == (
        f"{kind} prices have no base year, got 2020\nleave the year out, or state constant prices"
    )


@given(bases, bases)
def test_bases_are_equal_when_kind_and_year_are(one: PriceBasis, two: PriceBasis) -> None:
    """Bases of one kind and year are equal, hash alike and survive pickling; others differ."""
    assert (one == two) is (str(one) == str(two)) is (one is two)
    assert one == pickle.loads(pickle.dumps(one))
    assert hash(one) == hash(pickle.loads(pickle.dumps(one)))
    assert one != cast("object", str(one))


def test_a_basis_cannot_be_changed() -> None:
    """No field of a basis can be set."""
    with pytest.raises(AttributeError):
        cast("Any", PriceBasis.constant(2020)).year = 2015


@pytest.mark.parametrize(("kind", "year"), [(PriceBasisKind.CURRENT, None), (PriceBasisKind.CONSTANT, 2020)])
def test_only_constant_prices_without_year_have_an_unstated_year(
    kind: PriceBasisKind, year: int | None
) -> None:
    """A year that is named is not unstated, and other prices have none."""
    with pytest.raises(UnitError) as caught:
        PriceBasis(kind, year, is_year_unstated=True)
    assert str(caught.value) == (
        "only constant prices without a year have an unstated base year\n"
        "name the year, or leave is_year_unstated out"
    )
