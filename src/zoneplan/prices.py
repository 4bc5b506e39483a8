"""Price bases: whether money is stated at current, constant or comparable prices.

Levels are printed at current prices and growth rates at comparable or constant ones, often in one
sentence, so money without its basis says little. A basis never converts: that takes an index.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

import attrs

from zoneplan.errors import UnitError
from zoneplan.short_reprs import short_repr

__all__ = ["PriceBasis", "PriceBasisKind"]

_LONGEST_TEXT = 60
_EXAMPLES = "write 'current', 'constant 2020', 'comparable' or 'unstated', or 现价, 2020年不变价, 可比价"
_EXAMPLES_ZH = "请写现价、2020年不变价、可比价，或 'current'、'constant 2020'、'comparable'、'unstated'"
_WITH_YEAR = "name its base year, such as 'constant 2020' or '2020年不变价'"
_WITH_YEAR_ZH = "请写明基年，例如 '2020年不变价' 或 'constant 2020'"
_CONSTANT = re.compile(
    r"constant (?P<english>[0-9]{4})"
    r"|(?P<before>[0-9]{4})年?不变价格?"
    r"|不变价格?\((?P<after>[0-9]{4})年?\)"
)
_WITHOUT_YEAR = frozenset({"constant", "不变价", "不变价格"})
_YEAR_UNSTATED = frozenset({"constant unstated", "不变价(基期未注明)"})


class PriceBasisKind(StrEnum):
    """The kinds of price basis."""

    UNSTATED = "unstated"
    CURRENT = "current"
    CONSTANT = "constant"
    COMPARABLE = "comparable"


BASIS_NAMES = {
    "unstated": PriceBasisKind.UNSTATED,
    "current": PriceBasisKind.CURRENT,
    "nominal": PriceBasisKind.CURRENT,
    "现价": PriceBasisKind.CURRENT,
    "现行价格": PriceBasisKind.CURRENT,
    "当年价": PriceBasisKind.CURRENT,
    "当年价格": PriceBasisKind.CURRENT,
    "名义": PriceBasisKind.CURRENT,
    "comparable": PriceBasisKind.COMPARABLE,
    "可比价": PriceBasisKind.COMPARABLE,
    "可比价格": PriceBasisKind.COMPARABLE,
}
"""The names of prices that have no base year, in lower case; full-width forms count as plain ones."""


@attrs.frozen
class PriceBasis:
    """The prices at which money is stated.

    Example:
        >>> from zoneplan.prices import PriceBasis
        >>> print(PriceBasis.parse("2020年不变价"))
        constant 2020

    Attributes:
        kind: Unstated; current (现价, of the year itself); constant (不变价, of a base year);
            comparable (可比价, with prices held as in the period compared with).
        year: The base year, four digits; given for constant prices and only for them.
        is_year_unstated: Whether constant prices are meant whose source does not name the base year:
            按不变价格计算 alone. Money at such prices is not added to other money.

    Raises:
        UnitError: When constant prices lack their base year, other prices have one, or the year is
            not a whole number of four digits.
    """

    kind: PriceBasisKind
    year: int | None = None
    is_year_unstated: bool = attrs.field(default=False, kw_only=True)

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        if self.is_year_unstated:
            if self.kind is not PriceBasisKind.CONSTANT or self.year is not None:
                raise UnitError(
                    "only constant prices without a year have an unstated base year",
                    "name the year, or leave is_year_unstated out",
                )
        elif self.kind is PriceBasisKind.CONSTANT:
            _check_base_year(self.year)
        elif self.year is not None:
            raise UnitError(
                f"{self.kind} prices have no base year, got {self.year!r}",
                "leave the year out, or state constant prices",
            )

    @classmethod
    def unstated(cls) -> PriceBasis:
        """Give the basis of money whose source does not say."""
        return _FIXED[PriceBasisKind.UNSTATED]

    @classmethod
    def current(cls) -> PriceBasis:
        """Give current prices (现价, 当年价)."""
        return _FIXED[PriceBasisKind.CURRENT]

    @classmethod
    def constant(cls, year: int) -> PriceBasis:
        """Give the constant prices (不变价) of a base year.

        Args:
            year: The base year, of four digits.

        Raises:
            UnitError: When the year is not a whole number of four digits.
        """
        made = PriceBasis(PriceBasisKind.CONSTANT, year)
        return _OF_YEAR.setdefault(year, made)

    @classmethod
    def constant_of_unstated_year(cls) -> PriceBasis:
        """Give constant prices (不变价) whose source does not say of which year."""
        return _YEARLESS

    @classmethod
    def comparable(cls) -> PriceBasis:
        """Give comparable prices (可比价)."""
        return _FIXED[PriceBasisKind.COMPARABLE]

    @classmethod
    def parse(cls, text: str) -> PriceBasis:
        """Read a price basis; the inverse of `str`.

        Args:
            text: `current`, `constant 2020`, `comparable` or `unstated`, or as documents write it:
                现价, 当年价, 名义, 2020年不变价, 不变价(2020), 可比价. Constant prices whose source
                names no year are said on purpose: `constant unstated`, 不变价(基期未注明). Full-width
                forms count as plain ones; blanks around it and the case of English words do not count.

        Raises:
            UnitError: When the text is none of these, or names constant prices without their year.
        """
        if not isinstance(text, str):
            raise UnitError(
                f"expected a price basis as text, got {type(text).__name__}",
                _EXAMPLES,
                f"价格口径应为文字，写的是 {type(text).__name__}",
                _EXAMPLES_ZH,
            )
        if len(text) > _LONGEST_TEXT:
            raise _unknown(text[:_LONGEST_TEXT] + "…")
        folded = unicodedata.normalize("NFKC", text).strip().lower()
        if folded in BASIS_NAMES:
            return _FIXED[BASIS_NAMES[folded]]
        if folded in _YEAR_UNSTATED:
            return _YEARLESS
        if folded in _WITHOUT_YEAR:
            raise UnitError(
                f"the price basis {text!r} has no base year",
                _WITH_YEAR,
                f"价格口径 {text!r} 没有基年",
                _WITH_YEAR_ZH,
            )
        if read := _CONSTANT.fullmatch(folded):
            return cls.constant(int(read["english"] or read["before"] or read["after"]))
        raise _unknown(text)

    def __str__(self) -> str:
        if self.is_year_unstated:
            return f"{self.kind} unstated"
        return self.kind.value if self.year is None else f"{self.kind} {self.year}"

    def describe(self, language: str = "en") -> str:
        """Say it as part of a sentence; in Chinese name it.

        Args:
            language: `en` or `zh`.

        Example:
            >>> from zoneplan.prices import PriceBasis
            >>> PriceBasis.constant(2020).describe()
            'at 2020 prices'
            >>> PriceBasis.constant(2020).describe("zh")
            '2020年不变价'
        """
        if language == "zh":
            return "未注明基年的不变价" if self.is_year_unstated else _NAMED_ZH[self.kind].format(self.year)
        if self.kind is PriceBasisKind.UNSTATED:
            return "at an unstated price basis"
        if self.is_year_unstated:
            return "at constant prices of an unstated year"
        return f"at {self.year or self.kind} prices"


_NAMED_ZH = {
    PriceBasisKind.UNSTATED: "未注明价格",
    PriceBasisKind.CURRENT: "现价",
    PriceBasisKind.CONSTANT: "{}年不变价",
    PriceBasisKind.COMPARABLE: "可比价",
}
_FIXED: dict[PriceBasisKind, PriceBasis] = {
    kind: PriceBasis(kind) for kind in PriceBasisKind if kind is not PriceBasisKind.CONSTANT
}
_YEARLESS = PriceBasis(PriceBasisKind.CONSTANT, is_year_unstated=True)
_OF_YEAR: dict[int, PriceBasis] = {}


def _check_base_year(year: int | None) -> None:
    if year is None:
        raise UnitError("constant prices have no base year", _WITH_YEAR)
    if type(year) is not int or not 1000 <= year <= 9999:
        raise UnitError(f"expected a base year of four digits, got {year!r}", _WITH_YEAR)


def _unknown(text: str) -> UnitError:
    return UnitError(f"unknown price basis {text!r}", _EXAMPLES, f"不认识的价格口径 {text!r}", _EXAMPLES_ZH)
