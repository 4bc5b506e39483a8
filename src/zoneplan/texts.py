"""The text that values of a plan carry: what an id or a name may be, lists of them, words of closed sets."""

from __future__ import annotations

import enum
import re
import unicodedata
from typing import TYPE_CHECKING, Any, TypeVar

from zoneplan.errors import OutlineError

if TYPE_CHECKING:
    from collections.abc import Callable

    import attrs

    from zoneplan.errors import ZoneplanError

__all__ = ["as_texts", "check_id", "check_name", "check_text", "folded", "member", "normal_name"]

Word = TypeVar("Word", bound=enum.StrEnum)

# Full-width forms and the blanks that look like one. NFKC is not used: it turns 5² into 52.
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | dict.fromkeys(
    (0x3000, 0x00A0, 0x2009), " "
)

MAX_ID_LENGTH = 100
# Those with one word in Chinese; `place` has two.
_KEYS_ZH = {
    "category": "类别",
    "checked_by": "核查单位",
    "date": "日期",
    "denominator": "分母",
    "document": "文件",
    "growth_of": "增速对象",
    "label": "标签",
    "metric": "指标",
    "name": "名称",
    "note": "备注",
    "numerator": "分子",
    "of": "指数",
    "part_of": "所属打包项目",
    "quote": "引文",
    "scope": "口径",
    "share_in": "占比范围",
    "share_of": "占比对象",
    "subject": "主体",
    "text": "原文",
    "title": "印发名称",
    "to": "下达单位",
    "url": "网址",
    "weight": "权重",
    "within": "隶属",
}
BAD_IN_ID = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
"""What no id holds: blanks, control characters, what nobody sees, and what turns the writing direction."""
_NOISE = re.compile(r"[\W_]+")
# Words that a list may or may not add to a project's own name; 一期, 二期 tell projects apart and stay.
_NOUNS = re.compile(r"(?:建设项目|项目|工程)$")


def folded(text: str) -> str:
    """Give a text with full-width digits, letters and signs as ordinary ones, and odd blanks as spaces.

    >>> folded("５．５　％")
    '5.5 %'
    """
    return text.translate(_FULL_WIDTH)


def check_id(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """Refuse an id that is no text, empty, longer than 100 characters, or holds a blank.

    Raises:
        OutlineError: With the attribute's name and the value.
    """
    if type(value) is not str:
        raise OutlineError(
            f"expected an id as text, got {value!r}",
            f"put quotes around it: '{value}'",
            f"编号应为文字，写的是 {value!r}",
            f"请加引号：'{value}'",
        )
    if not value or len(value) > MAX_ID_LENGTH or BAD_IN_ID.search(value):
        shown = value if len(value) <= 40 else f"{value[:40]}…"
        raise OutlineError(
            f"expected an id of 1 to {MAX_ID_LENGTH} characters without blanks, got {shown!r}",
            "use letters, digits, Chinese characters, '-', '_' or '.'",
            f"编号应为 1 至 {MAX_ID_LENGTH} 个字符且无空白，写的是 {shown!r}",
            "请用字母、数字、汉字、“-”“_”或“.”",
        )


def check_name(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """Refuse a name that is no text or is blank.

    Raises:
        OutlineError: With the attribute's name and the value.
    """
    if type(value) is not str:
        raise OutlineError(
            f"expected text for {attribute.name}, got {value!r}",
            f"put quotes around it: '{value}'",
            f"{_called(attribute.name)}应为文字，写的是 {value!r}",
            f"请加引号：'{value}'",
        )
    if not value.strip():
        raise OutlineError(
            f"expected a {attribute.name}, got an empty text",
            f"leave {attribute.name} out, or write it",
            f"{_called(attribute.name)}是空的",
            f"请写上{_called(attribute.name)}，或不写该键",
        )


def _called(name: str) -> str:
    """Name an attribute in a Chinese sentence by the key that documents write it under."""
    return f"“{_KEYS_ZH[name]}”" if name in _KEYS_ZH else f" {name} "


def check_text(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """Refuse an optional text that is neither None nor a text with a visible character.

    Raises:
        OutlineError: With the attribute's name and the value.
    """
    if value is not None:
        check_name(instance, attribute, value)


def as_texts(value: object) -> tuple[str, ...]:
    """Take one text or several as a tuple; a lone text is a list of one.

    Raises:
        OutlineError: If an item is no text, or is blank.
    """
    if isinstance(value, str):
        items: tuple[object, ...] = (value,)
    elif isinstance(value, (list, tuple)):
        items = tuple(value)
    else:
        raise OutlineError(
            f"expected a text or a list of texts, got {value!r}",
            "write a list",
            f"应为文字或文字列表，写的是 {value!r}",
            "请写成列表",
        )
    texts = []
    for item in items:
        if not isinstance(item, str) or not item.strip():
            raise OutlineError(
                f"expected a text, got {item!r}",
                "put quotes around it, or leave it out",
                f"应为文字，写的是 {item!r}",
                "请加引号，或不写该项",
            )
        texts.append(item)
    return tuple(texts)


def member(kind: type[Word], value: str, error: Callable[[str, str, str, str], ZoneplanError]) -> Word:
    """Take a member of a closed set of words, given as itself or as its word.

    Args:
        kind: The closed set.
        value: The member, or its English word.
        error: What makes the error, from the sentence and the remedy, both also in Chinese.

    Raises:
        ZoneplanError: The one that `error` makes, if the value is no word of the set.
    """
    try:
        return kind(value)
    except ValueError:
        words = list(kind)
    raise error(
        f"expected one of {', '.join(words)}, got {value!r}",
        f"write one of these words, or the member itself, such as {kind.__name__}.{words[0].name}",
        f"应为 {'、'.join(words)} 之一，写的是 {value!r}",
        f"请写其中一个词，或枚举成员，例如 {kind.__name__}.{words[0].name}",
    )


def normal_name(name: str) -> str:
    """Fold a name to what two spellings of one thing share.

    Full-width forms, case, blanks and punctuation are folded, and a closing 项目 or 工程 is dropped.

    >>> normal_name("新型显示（一期） 项目") == normal_name("新型显示(一期)")
    True
    """
    bare = _NOISE.sub("", unicodedata.normalize("NFKC", name).casefold())
    return _NOUNS.sub("", bare) or bare
