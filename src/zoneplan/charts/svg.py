"""SVG as a page takes it in: one picture with a name, few attributes, and ids that clash with no other's.

What a drawing program writes for scripts and styles of its own is left out; texts stay texts.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import Final

__all__ = ["fitted_svg"]

_NAMESPACE: Final = "http://www.w3.org/2000/svg"
_UNSEEN: Final = frozenset({"", "M0,0h0v0h0Z"})
_LEFT_OUT: Final = frozenset({"class", "role", "pointer-events", "aria-hidden", "aria-roledescription"})
_REFERENCE: Final = re.compile(r"url\(#([^)]+)\)")
# Whoever has several pictures in one page must find no id twice; the drawer counts its ids on and on.
_FAMILY: Final = "font-family"


def fitted_svg(drawn: str, *, prefix: str, title: str, description: str) -> str:
    """Make a drawn picture one that can stand in a page beside others.

    It is an image to who cannot see it, with its title and description; what is in it is not read out piece
    by piece. A label of a mark becomes a `<title>`, which browsers show where the pointer rests.

    Args:
        drawn: The SVG as it was drawn.
        prefix: What its ids begin with: letters, digits and hyphens, of this picture alone.
        title: Its title.
        description: What it shows.
    """
    root = ET.fromstring(drawn)
    _strip(root)
    _rename_ids(root, prefix)
    families = {one.attrib[_FAMILY] for one in root.iter() if _FAMILY in one.attrib}
    if len(families) == 1:
        for one in root.iter():
            one.attrib.pop(_FAMILY, None)
        root.set(_FAMILY, families.pop())
    told = ET.Element("desc", {"id": f"{prefix}-desc"})
    told.text = description
    root.insert(0, told)
    kept = [(key, root.attrib[key]) for key in ("width", "height", "viewBox", _FAMILY) if key in root.attrib]
    root.attrib.clear()
    root.attrib.update([("xmlns", _NAMESPACE), *kept, ("role", "img"), ("aria-label", title)])
    root.set("aria-describedby", f"{prefix}-desc")
    return ET.tostring(root, encoding="unicode")


def _strip(element: ET.Element) -> None:
    """Leave out what is not seen, and what only scripts, styles and readers of single marks use."""
    element.tag = element.tag.rpartition("}")[2]
    label = element.attrib.pop("aria-label", "")
    for name in _LEFT_OUT & element.attrib.keys():
        del element.attrib[name]
    if element.get("opacity") == "1":
        del element.attrib["opacity"]
    for child in list(element):
        _strip(child)
        if _is_unseen(child):
            element.remove(child)
    if label and element.tag != "g":
        shown = ET.Element("title")
        shown.text = label
        element.insert(0, shown)
        if element.text:  # a title is the first child, and the text that stood before any child follows it
            shown.tail, element.text = element.text, None


def _is_unseen(element: ET.Element) -> bool:
    if element.tag == "g":
        return not len(element)
    is_empty = element.tag == "path" and element.get("d") in _UNSEEN
    is_background = element.tag == "path" and not {"fill", "stroke"} & element.attrib.keys()
    return element.get("display") == "none" or is_empty or (is_background and not len(element))


def _rename_ids(root: ET.Element, prefix: str) -> None:
    names: dict[str, str] = {}
    for element in root.iter():
        if (old := element.get("id")) is not None:
            names[old] = f"{prefix}-{len(names) + 1}"
            element.set("id", names[old])
    for element in root.iter():
        for key, value in element.attrib.items():
            if "url(#" in value:
                element.set(key, _REFERENCE.sub(lambda found: f"url(#{names[found[1]]})", value))
