"""How much of what should be reported was, and what the rest means for a total."""

from __future__ import annotations

import enum
from fractions import Fraction

import attrs

from zoneplan.figures import Figure
from zoneplan.short_reprs import short_repr

__all__ = ["Coverage", "Missing", "percent"]


class Missing(enum.StrEnum):
    """What a leaf that did not report means for the totals above it."""

    SKIP_IF_ANY = "skip_if_any"
    """There is a total only where every leaf reported."""
    SKIP_IF_ALL = "skip_if_all"
    """The total is of what was reported; there is none only where nothing was."""
    ZERO = "zero"
    """What was not reported counts as zero, because the author says so."""

    def text(self, language: str = "en") -> str:
        """Give its word, or what it does to a total in Chinese.

        Args:
            language: `en` or `zh`.
        """
        return _MISSING_ZH[self] if language == "zh" else self.value


_MISSING_ZH = {
    Missing.SKIP_IF_ANY: "有缺数则不合计",
    Missing.SKIP_IF_ALL: "只合计已报的",
    Missing.ZERO: "缺数按0计",
}


@attrs.frozen
class Coverage:
    """How much of what should be reported was reported.

    Attributes:
        reported: Number of leaves that reported the whole period.
        partial: Number of leaves that reported a part of the period only.
        expected: Number of leaves that should report, declared but unlisted ones included.
        reported_weight: Weight of the leaves that reported the whole period; None when the metric
            names no weight, or the weight of some expected leaf is not known.
        expected_weight: Weight of all expected leaves; None as above.
    """

    reported: int
    partial: int
    expected: int
    reported_weight: Figure | None = None
    expected_weight: Figure | None = None

    __repr__ = short_repr

    @property
    def by_count(self) -> Fraction | None:
        """Share of the expected leaves that reported wholly, 0 to 1; None when none is expected."""
        return Fraction(self.reported, self.expected) if self.expected else None

    @property
    def by_weight(self) -> Fraction | None:
        """The same share by weight, 0 to 1; None when weights are not known or come to nothing."""
        if (
            self.reported_weight is None
            or self.expected_weight is None
            or not self.expected_weight.base_value
        ):
            return None
        return self.reported_weight.base_value / self.expected_weight.base_value

    @property
    def is_complete(self) -> bool:
        """Whether every expected leaf reported the whole period."""
        return self.reported == self.expected

    def text(self, language: str = "en") -> str:
        """Say it in words.

        >>> print(Coverage(reported=2, partial=1, expected=4).text("zh"))
        应报4个，已报2个，只报部分1个

        Args:
            language: `en` or `zh`.
        """
        chinese, share = language == "zh", self.by_weight
        if not self.expected:
            return "不需填报" if chinese else "none expected to report"
        if chinese:
            text = f"应报{self.expected}个，已报{self.reported}个"
            text += f"，只报部分{self.partial}个" if self.partial else ""
            return text if share is None else f"{text}，按权重为{percent(share)}"
        text = f"{self.reported} of {self.expected} reported"
        text += f", {self.partial} in part" if self.partial else ""
        return text if share is None else f"{text}, {percent(share)} by weight"

    def __str__(self) -> str:
        return self.text()


def percent(share: Fraction) -> str:
    """Print a share as a percentage that never says 0 % or 100 % of what is neither.

    >>> percent(Fraction(5, 6)), percent(Fraction(9999, 10000))
    ('83.3 %', '99.9 %')

    Args:
        share: The share, 1 for all of it.
    """
    tenths = round(share * 1000)
    if tenths >= 1000 and share < 1:
        tenths = 999
    if tenths <= 0 < share:
        tenths = 1
    whole, rest = divmod(tenths, 10)
    return f"{whole}.{rest} %" if rest else f"{whole} %"
