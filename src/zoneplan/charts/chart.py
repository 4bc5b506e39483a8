"""A chart: a plain Vega-Lite specification with what it shows in words, and its pictures.

The specification is the chart; it holds its data and refers to nothing outside. Drawing it takes the extra
`charts` (vl-convert), which needs no network and no browser.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Mapping
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final

import attrs

from zoneplan.charts.fonts import has_chinese, has_chinese_font, warn_without_chinese_font
from zoneplan.charts.png import packed
from zoneplan.charts.svg import fitted_svg
from zoneplan.charts.theme import INK
from zoneplan.errors import DocumentError, MissingLibraryError
from zoneplan.formats.files import replacing
from zoneplan.layout import printable
from zoneplan.locations import Location
from zoneplan.short_reprs import shortened_repr

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = ["Chart"]

_VERSION: Final = "5.20"
_VEGA_LITE: Final = "application/vnd.vegalite.v5+json"
_SVG: Final = "image/svg+xml"
_NOTHING_OUTSIDE: Final[list[str]] = []


@attrs.frozen(kw_only=True, repr=False)
class Chart:
    """A picture of part of a plan.

    >>> chart = Chart(name="example", title="示例", description="一个点", spec={"mark": "point"})
    >>> chart
    <Chart example: 示例>

    Attributes:
        name: What kind of chart it is, such as `structure`; letters and hyphens.
        title: Its title, in the language it was asked for.
        description: What it shows, for who does not see it.
        spec: The Vega-Lite v5 specification: plain data, with all numbers the chart shows in it, and with
            the title where pictures of it are to have one.
    """

    name: str
    title: str
    description: str
    spec: Mapping[str, Any] = attrs.field(hash=False)

    def __repr__(self) -> str:
        return shortened_repr(f"<Chart {self.name}: {self.title}>")

    def to_json(self) -> str:
        """Give the specification as JSON, as editors for Vega-Lite and other programs take it."""
        return json.dumps(self.spec, ensure_ascii=False, indent=1)

    def to_svg(self, *, titled: bool = True) -> str:
        """Draw it as SVG, whose text stays text and takes the colour of the page around it.

        The same chart gives the same text on the same computer, and several can stand in one page. It has a
        title and a description for who does not see it, and refers to nothing outside.

        Args:
            titled: Whether the title stands in the picture; without it where a page has its own.

        Raises:
            MissingLibraryError: If vl-convert is not installed.
            ValueError: If the specification is no chart, or names data in the web.
        """
        drawer = _drawing()
        spec = self._drawable(titled=titled)
        drawn = drawer.vegalite_to_svg(spec, vl_version=_VERSION, allowed_base_urls=_NOTHING_OUTSIDE)
        digest = hashlib.sha256(json.dumps(spec, sort_keys=True).encode()).hexdigest()[:10]
        title, description = printable(self.title), printable(self.description)
        return fitted_svg(drawn, prefix=f"{self.name}-{digest}", title=title, description=description)

    def to_png(self, scale: float = 2, *, titled: bool = True) -> bytes:
        """Draw it as a PNG picture on white, with dark text.

        Where the drawer finds no font with Chinese characters, and the chart has some, they become empty
        boxes, and a `ChineseFontWarning` says so once in a process.

        Args:
            scale: Pixels for each unit of length of the chart, above 0.
            titled: Whether the title stands in the picture.

        Raises:
            MissingLibraryError: If vl-convert is not installed.
            ValueError: If the specification is no chart, or names data in the web.
        """
        drawer = _drawing()
        spec = _inked(self._drawable(titled=titled))
        spec["config"] = {**spec.get("config", {}), "background": "white"}
        if has_chinese(spec) and not has_chinese_font(drawer):
            warn_without_chinese_font()
        drawn = drawer.vegalite_to_png(
            spec, vl_version=_VERSION, scale=scale, allowed_base_urls=_NOTHING_OUTSIDE
        )
        return packed(bytes(drawn))

    def write(self, path: str | PurePath) -> None:
        """Write it to a file, whole or not at all.

        Args:
            path: The file; its ending says what is written: `.svg`, `.png`, or `.json` for the
                specification.

        Raises:
            DocumentError: If the ending is another one; `MissingLibraryError` if vl-convert is not
                installed.
            OSError: If the file cannot be written; it is then as it was before.
        """
        match PurePath(path).suffix.lower():
            case ".svg":
                raw = self.to_svg().encode()
            case ".png":
                raw = self.to_png()
            case ".json":
                raw = self.to_json().encode()
            case suffix:
                raise DocumentError.at(
                    Location("", str(path)),
                    f"the ending {suffix!r} stands for no picture",
                    "name the file .svg or .png, or .json for the specification",
                    f"扩展名“{suffix}”不表示图片",
                    "请以 .svg、.png 命名，图的规范以 .json 命名",
                )
        with replacing(path) as file:
            file.write(raw)

    def _repr_mimebundle_(
        self, include: Collection[str] | None = None, exclude: Collection[str] | None = None
    ) -> dict[str, Any]:
        """Show it in a notebook: the specification, a picture where vl-convert is there, and its name."""
        found: dict[str, Any] = {_VEGA_LITE: dict(self.spec), "text/plain": repr(self)}
        with contextlib.suppress(MissingLibraryError):  # whoever shows Vega-Lite needs no picture of ours
            found[_SVG] = self.to_svg()
        return {
            kind: value
            for kind, value in found.items()
            if (not include or kind in include) and kind not in (exclude or ())
        }

    def _drawable(self, *, titled: bool) -> dict[str, Any]:
        """Give the specification with characters spelled out that no picture can hold."""
        left_out = set() if titled else {"title"}
        return {key: _shown(value) for key, value in self.spec.items() if key not in left_out}


def _shown(value: Any) -> Any:
    return _mapped(value, printable)


def _inked(spec: dict[str, Any]) -> dict[str, Any]:
    """Put ink where a page would give the colour of its text."""
    found: dict[str, Any] = _mapped(spec, lambda text: INK if text == "currentColor" else text)
    return found


def _mapped(value: Any, change: Any) -> Any:
    """Change every text in plain data."""
    match value:
        case str():
            return change(value)
        case Mapping():
            return {key: _mapped(held, change) for key, held in value.items()}
        case list() | tuple():
            return [_mapped(held, change) for held in value]
        case _:
            return value


def _drawing() -> Any:
    try:
        import vl_convert  # noqa: PLC0415  # an extra
    except ImportError:
        raise MissingLibraryError.of("vl-convert", "charts", "drawing charts", "画图") from None
    return vl_convert
