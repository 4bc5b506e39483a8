"""A drawn picture made fit to stand inside a page: small, inert, the same every time, in the page's font.

Drawing libraries number the parts of their pictures anew for each picture and say for each mark what the page
says once beside the picture. Nothing of what is seen is changed.
"""

from __future__ import annotations

import re
from typing import Final
from xml.etree import ElementTree as ET

from zoneplan.layout import printable

__all__ = ["inline_svg"]

_NOT_IN_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ACTIVE: Final = frozenset({"script", "foreignObject", "image", "use", "animate", "set", "style"})
"""What could run, fetch or change something; charts of plans draw none of it."""
_NEEDLESS: Final = frozenset(
    {
        "role",
        "class",
        "pointer-events",
        "cursor",
        "font-family",
        "version",
        "stroke-miterlimit",
    }
)
"""Attributes that nothing shows in a page, which says itself what the picture shows and in which font."""
_LONG: Final = re.compile(r"\d+\.\d{3,}")
_REFERENCE: Final = re.compile(r"url\(#([^)]*)\)")


def inline_svg(svg: str, prefix: str) -> str:
    """Make a picture fit for a page.

    Args:
        svg: The picture as an SVG document.
        prefix: What the ids of its parts start with, another one for each picture of a page: letters, digits
            and hyphens.

    Raises:
        xml.etree.ElementTree.ParseError: If it is no SVG document.
    """
    root = ET.fromstring(_NOT_IN_XML.sub(lambda found: printable(found[0]), svg))
    names = {
        str(one.get("id")): f"{prefix}-{number}"
        for number, one in enumerate(one for one in root.iter() if one.get("id") is not None)
    }
    _tidy(root, names)
    root.set("aria-hidden", "true")  # the page says beside it what it shows
    root.set("style", f"--width:{root.get('width', '640')}px")
    return ET.tostring(root, encoding="unicode")


def _tidy(element: ET.Element, names: dict[str, str]) -> None:
    """Leave out of an element, and of those in it, what a page needs not or must not hold."""
    element.tag = _local(element.tag)
    kept = {_local(key): value for key, value in element.attrib.items()}
    element.attrib.clear()
    element.attrib.update(
        (key, names[value] if key == "id" else _tidied(value, names))
        for key, value in kept.items()
        if key not in _NEEDLESS and not key.startswith(("aria-", "on", "href", "xml")) and value != ""
    )
    if element.get("opacity") == "1":
        del element.attrib["opacity"]
    for below in tuple(element):
        if _is_left_out(below):
            element.remove(below)
        else:
            _tidy(below, names)


def _is_left_out(element: ET.Element) -> bool:
    is_point = element.get("d", "M").replace("M0,0h0v0h0Z", "M") == "M" and _local(element.tag) == "path"
    return _local(element.tag) in _ACTIVE or element.get("display") == "none" or is_point


def _tidied(value: str, names: dict[str, str]) -> str:
    """Give an attribute's value with lengths to the hundredth of a point, and with the new names of parts."""
    value = _REFERENCE.sub(lambda found: f"url(#{names.get(found[1], '')})", value)
    return _LONG.sub(lambda found: f"{float(found[0]):.2f}".rstrip("0").rstrip("."), value)


def _local(name: str) -> str:
    return name.rpartition("}")[2]
