"""One spelling for every text, and the patterns of many words.

Every text is first folded, character for character, so that places in it are places in the original.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

__all__ = ["alternation", "folded", "listed", "searched"]


def listed(text: str) -> list[str]:
    """Give the words of a list that is written as one text, with blanks between."""
    return text.split()


_TRADITIONAL = listed(
    "萬万 億亿 圓圆 點点 負负 餘余 幾几 個个 畝亩 噸吨 約约 達达 過过 減减 長长 於于 數数 對对 "
    "臺台 幣币 歐欧 韓韩 鎊镑 鐘钟 戶户 間间 輛辆 條条 項项 從从 漲涨 佔占 預预 計计 準准 內内 "
    "縮缩 擴扩 歲岁 兩两 貳贰 叄叁 陸陆 頃顷 裏里 層层 張张 種种 類类 處处 爭争 積积 總总 產产 "
    "値值"
)
_FOLDED = (
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    | {ord(pair[0]): ord(pair[1]) for pair in _TRADITIONAL}
    | dict.fromkeys((0x3000, 0x00A0, 0x202F, *range(0x2000, 0x200B)), 0x20)
    | {0x2212: 0x2D, 0x2010: 0x2D, 0x2011: 0x2D, 0x2012: 0x2013, 0x223C: 0x7E, 0x301C: 0x7E}
    | {
        0x25CB: 0x3007,
        0x2236: 0x3A,
        0xFE30: 0x3A,
        0x2266: 0x2264,
        0x2267: 0x2265,
        0x2A7D: 0x2264,
        0x2A7E: 0x2265,
    }
    | {0xFFE5: 0xA5, 0x3014: 0x5B, 0x3015: 0x5D}
)
# The punctuation of every Chinese page is folded at the speed of a copy; only what is odd beside it
# makes the whole text be translated, which takes longer than finding its amounts.
_PUNCTUATION = tuple(zip(tuple("，：；（）！？％"), tuple(",:;()!?%"), strict=True))
_ODD = re.compile(
    "[" + "".join(re.escape(chr(code)) for code in _FOLDED if chr(code) not in dict(_PUNCTUATION)) + "]"
)


def folded(text: str) -> str:
    """Give a text of the same length in ordinary digits, signs, blanks and simplified characters.

    >>> folded("５．５　％，兩萬元")
    '5.5 %,两万元'
    """
    for wide, plain in _PUNCTUATION:
        text = text.replace(wide, plain)
    return text.translate(_FOLDED) if _ODD.search(text) else text


def alternation(words: Mapping[str, str] | Iterable[str]) -> str:
    """Write the pattern of any of many words, the longest first, as a tree of their characters.

    Args:
        words: The words; or each with the pattern that has to follow it.
    """
    tree: dict[str, Any] = {}
    behind = words if isinstance(words, Mapping) else dict.fromkeys(words, "")
    for word, after in behind.items():
        node = tree
        for character in word:
            node = node.setdefault(character, {})
        node[""] = after
    return _branches(tree)


def _branches(tree: dict[str, Any]) -> str:
    grown = [re.escape(character) + _branches(node) for character, node in tree.items() if character]
    if "" in tree:
        grown.append(tree[""])
    return grown[0] if len(grown) == 1 else f"(?:{'|'.join(grown)})"


def searched(words: Iterable[str]) -> str:
    """Write the pattern of any of many words, the longest first, for searching texts that hold few of them.

    It matches what that of `alternation` does. But most characters that a word begins with stand in other
    words, and are passed by at the second character, before a hundred words are tried one after another.

    Args:
        words: The words.
    """
    behind: dict[str, list[str]] = {}
    for word in sorted(words):
        behind.setdefault(word[0], []).append(word[1:])
    firsts = list(behind)
    alone = [first for first in firsts if "" in behind[first]]
    seconds = sorted({rest[0] for rests in behind.values() for rest in rests if rest})
    by_first = [f"(?<={re.escape(first)}){alternation(behind[first])}" for first in firsts]
    grouped = [
        f"(?<={_class(firsts[start : start + _GROUP])})(?:{'|'.join(by_first[start : start + _GROUP])})"
        for start in range(0, len(firsts), _GROUP)
    ]
    glance = f"(?:(?={_class(seconds)})|(?<={_class(alone)}))"
    return f"{_class(firsts)}{glance}(?:{'|'.join(grouped)})"


_GROUP = 10  # first characters that are tried together: about the root of how many there are


def _class(characters: Iterable[str]) -> str:
    return f"[{''.join(map(re.escape, characters))}]"
