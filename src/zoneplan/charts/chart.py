"""A chart: a plain Vega-Lite specification with what it shows in words, and its pictures.

The specification is the chart; it holds its data and refers to nothing outside. Drawing it takes the extra
`charts` (vl-convert), which needs no network and no browser.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

import attrs

from zoneplan.errors import MissingLibraryError

__all__ = ["Chart"]

_VERSION: Final = "5.20"


@attrs.frozen(kw_only=True, repr=False)
class Chart:
    """A picture of part of a plan.

    Attributes:
        name: What kind of chart it is, such as `structure`; letters and hyphens.
        title: Its title, in the language it was asked for.
        description: What it shows, for who does not see it.
        spec: The Vega-Lite v5 specification: plain data, with all numbers the chart shows in it.
    """

    name: str
    title: str
    description: str
    spec: Mapping[str, Any] = attrs.field(hash=False)

    def __repr__(self) -> str:
        return f"<Chart {self.name}: {self.title}>"

    def to_json(self) -> str:
        """Give the specification as JSON, as editors for Vega-Lite and other programs take it."""
        return json.dumps(self.spec, ensure_ascii=False, indent=1)

    def to_svg(self) -> str:
        """Draw it as SVG, whose text stays text and takes the colour of the page around it.

        Raises:
            MissingLibraryError: If vl-convert is not installed.
        """
        return str(_drawing().vegalite_to_svg(self.spec, vl_version=_VERSION))

    def to_png(self, scale: float = 2) -> bytes:
        """Draw it as a PNG picture on white.

        Args:
            scale: Picture elements for each of its points, above 0.

        Raises:
            MissingLibraryError: If vl-convert is not installed.
        """
        return bytes(_drawing().vegalite_to_png(self.spec, vl_version=_VERSION, scale=scale))


def _drawing() -> Any:
    try:
        import vl_convert  # noqa: PLC0415  # an extra
    except ImportError:
        raise MissingLibraryError.of("vl-convert", "charts", "drawing charts", "画图") from None
    return vl_convert
