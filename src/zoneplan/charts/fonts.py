"""Whether the drawer finds a font with Chinese characters, and the warning where it finds none.

In SVG text stays text, and the reader's own fonts show it. In PNG it is drawn, and a character that no font
has becomes an empty box.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Final

from zoneplan.charts.theme import FONT

__all__ = ["ChineseFontWarning", "has_chinese", "has_chinese_font", "warn_without_chinese_font"]

_CHINESE: Final = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_COMPARED: Final = ("国", "园")


class ChineseFontWarning(UserWarning):
    """A picture with Chinese text was drawn where no font has Chinese characters."""


def has_chinese(value: object) -> bool:
    """Whether there is a Chinese character in a text, or in any text of a specification.

    Args:
        value: A text, or plain data with texts in it.
    """
    if isinstance(value, str):
        return _CHINESE.search(value) is not None
    if isinstance(value, Mapping):
        return any(map(has_chinese, value.values()))
    return isinstance(value, Iterable) and any(map(has_chinese, value))


@cache
def has_chinese_font(drawer: Any) -> bool:
    """Whether the drawer finds a font with Chinese characters.

    It is tried: two characters are drawn, and where no font has them both become the same empty box.

    Args:
        drawer: The module `vl_convert`.
    """
    one, other = (_drawn(drawer, character) for character in _COMPARED)
    return one != other


def _drawn(drawer: Any, character: str) -> bytes:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32">'
        f'<text x="4" y="26" font-size="24" font-family="{FONT}">{character}</text></svg>'
    )
    return bytes(drawer.svg_to_png(svg))


@cache
def warn_without_chinese_font() -> None:
    """Warn, once in a process, that Chinese characters become empty boxes.

    A report has dozens of pictures, and what is to be done about it is done once.
    """
    warnings.warn(
        "no font with Chinese characters was found, so they become empty boxes in PNG pictures\n"
        "install one, such as Noto Sans CJK SC or WenQuanYi Micro Hei (Debian: fonts-noto-cjk or "
        "fonts-wqy-microhei), or use SVG, which the reader's fonts show\n"
        "未找到含汉字的字体，PNG 图片中的汉字将显示为空框\n"
        "请安装中文字体，如思源黑体或文泉驿微米黑（Debian：fonts-noto-cjk 或 fonts-wqy-microhei），"
        "或改用 SVG，由读者的字体显示",
        ChineseFontWarning,
        stacklevel=4,
    )
