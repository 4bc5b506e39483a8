"""How a measured ratio stands to the bar that it has to stay under."""

from __future__ import annotations

import attrs


@attrs.frozen
class Bar:
    """One measured ratio and the bar it has to stay under.

    Attributes:
        name: What was measured, against what.
        value: The ratio.
        bar: The most it may be.
    """

    name: str
    value: float
    bar: float

    @property
    def is_met(self) -> bool:
        """Whether the bar was met."""
        return self.value <= self.bar

    def __str__(self) -> str:
        verdict = "met" if self.is_met else "MISSED"
        return f"{self.name:<58} {self.value:>10.2f}   at most {self.bar:>7g}   {verdict}"
