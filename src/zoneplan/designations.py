"""Numbers known to be no amounts: dates, times, codes and the names of plans."""

from __future__ import annotations

import re

__all__ = ["NAMES", "name_at"]

NAMES = re.compile(
    r"""
    (?:19|20|21)\d\d\s?(?:[-—–~至到、/]+\s?(?:(?:19|20|21)?\d\d)\s?){0,3}年(?![多余])
      (?:\s?\d{1,2}\s?(?:[-—–~至到]\s?\d{1,2}\s?)?月(?:\s?\d{1,2}\s?[日号])?|[一二三四1-4]季度)?
    |(?:19|20|21)\d\d[-/.]\d{1,2}(?:[-/.]\d{1,2})?(?![\d.%亿万元])
    |\d{1,2}(?:\s?[-—–~至、]\s?\d{1,2}){0,6}\s?月份?(?:\s?\d{1,2}\s?[日号])?
    |\d{1,2}\s?[日号](?![元圆均])
    |\d{1,2}[时点]\d{1,2}分
    |\d{1,2}(?::[0-5]\d|[时点]\d{1,2}分?)(?![\d%:.])(?=\s*(?:[,。;]|$|前|后|起|开))
    |\d(?:[-—–~至]\d)?季度
    |\d{1,9}(?:[+×*]\d{1,9})+
    |\d{1,9}(?:\.\d{1,9}){2,}
    |[一二][〇零一二三四五六七八九]{3}年
    |[一二三四五六七八九十]{1,3}(?:月(?:[一二三四五六七八九十]{1,3}[日号])?|季度)
    |(?:十[一二三四五六七八九]|[七八九])五(?=["”』」末时期规以和、,。]|$|计划|开局|收官)
    """,
    re.VERBOSE | re.ASCII,
)
_BEST = re.compile(r"\d{2,4}强(?![化调度势大烈])", re.ASCII)
_BEST_OF = re.compile(r"(?:世界|中国|全国|全球|民营|民企|制造业)$")
_QUOTED = re.compile(r"\d{1,9}(?=[”」』’])", re.ASCII)


def name_at(text: str, at: int) -> re.Match[str] | None:
    """Give the date or the name that starts at a place: 2025年, 500强 of 世界500强, 3210 in quotes."""
    before = text[at - 1] if at else ""
    name = NAMES.match(text, at)
    if name is None and before and before in "“「『‘":
        name = _QUOTED.match(text, at)
    if name is None and (best := _BEST.match(text, at)) and _BEST_OF.search(text, max(0, at - 3), at):
        name = best
    return name
