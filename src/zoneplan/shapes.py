"""The shape that single values of plain data must have, and the sentence for each that has another."""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final, cast

import attrs

from zoneplan.dates import as_date
from zoneplan.deadlines import Deadline
from zoneplan.decimals import finite_decimal, plain_text
from zoneplan.errors import DocumentError, Problem, ZoneplanError
from zoneplan.figures import Figure
from zoneplan.intervals import Interval
from zoneplan.locations import MARK_KEY, Location
from zoneplan.patterns import Pattern
from zoneplan.periods import Period
from zoneplan.prices import PriceBasis
from zoneplan.units import Unit, unit
from zoneplan.vocabulary import HOLDERS, KEYS, SYNONYMS, WORDS, Key, words_for

if TYPE_CHECKING:
    import enum
    from collections.abc import Collection, Iterable, Sequence

    from zoneplan.errors import Sentences
    from zoneplan.layout import Language

__all__ = [
    "PARSED",
    "ShapeError",
    "as_figure",
    "as_fraction",
    "as_text",
    "as_truth",
    "as_whole_number",
    "as_word",
    "figure_like",
    "written_figure",
]

MAX_SHOWN: Final = 60
_MAX_BITS: Final = 1000
_FEW: Final = 3
FRACTION_FORM: Final = r"[+-]?[0-9]+(?:\.[0-9]+|/0*[1-9][0-9]*)?"
"""How an exact number is written as a text."""
_FRACTION: Final = re.compile(FRACTION_FORM, re.ASCII)
FIGURE_KEYS: Final = ("text", "price_basis", "quantum")

GIVEN_TWICE: Final = object()
"""Stands for a price basis that is given both in a figure and beside it."""


@attrs.define(eq=False, str=False)
class ShapeError(ZoneplanError, TypeError):
    """A value of plain data is of the wrong sort; becomes a problem of a `DocumentError`.

    Attributes:
        message: What is wrong.
        remedy: What to do; empty when nothing can be advised.
        message_zh: The message in Chinese.
        remedy_zh: The remedy in Chinese.
        below: The key inside the value that is at fault; None for the value itself.
    """

    message: str
    remedy: str = ""
    message_zh: str = ""
    remedy_zh: str = ""
    below: str | None = None


def as_text(value: Any, _: Any = str) -> str:
    """Take a text as it is.

    Raises:
        ShapeError: If it is anything else; a number or boolean is not made into text.
    """
    if type(value) is not str:
        if value is None:
            raise ShapeError(
                "expected text, got nothing",
                "write it, or leave the key out",
                "应为文字，此处为空",
                "请写上，或去掉该键",
            )
        quoted, quoted_zh = f"put quotes around it: '{bare(value)}'", f"请加引号：'{bare(value)}'"
        raise ShapeError(
            f"expected text, got {shown(value)}",
            quoted if _is_scalar(value) else "",
            f"应为文字，写的是{shown(value, 'zh')}",
            quoted_zh if _is_scalar(value) else "",
        )
    return value


def as_whole_number(value: Any, _: Any = int) -> int:
    """Take a whole number as it is.

    Raises:
        ShapeError: If it is anything else, a boolean among it.
    """
    if type(value) is not int:
        raise ShapeError(
            f"expected a whole number, got {shown(value)}",
            "such as 4",
            f"应为整数，写的是{shown(value, 'zh')}",
            "例如 4",
        )
    return value


def as_truth(value: Any, _: Any = bool) -> bool:
    """Take true or false as it is.

    Raises:
        ShapeError: If it is anything else; 0, 1 and words are not made into one.
    """
    if type(value) is not bool:
        raise ShapeError(
            f"expected true or false, got {shown(value)}",
            "write true or false",
            f"应为 true 或 false，写的是{shown(value, 'zh')}",
            "请写 true 或 false",
        )
    return value


def as_fraction(value: Any, _: Any = Fraction) -> Fraction:
    """Read an exact number: a whole number, a decimal, or a text such as 1/3.

    Raises:
        ShapeError: If it is anything else.
    """
    text = bare(value) if type(value) in {int, Decimal, str} else ""
    if len(text) > MAX_SHOWN or _FRACTION.fullmatch(text) is None:
        raise ShapeError(
            f"expected an exact number, got {shown(value)}",
            "such as 1, -1, 0.5 or 1/3",
            f"应为精确的数，写的是{shown(value, 'zh')}",
            "例如 1、-1、0.5 或 1/3",
        )
    return Fraction(text)


def as_word(value: Any, hint: type[enum.StrEnum]) -> enum.StrEnum:
    """Take a word of a closed set, in English or Chinese.

    Raises:
        ShapeError: If it is none of them; the message lists all.
    """
    if isinstance(value, str):
        member = (
            hint._value2member_map_.get(value)
            or WORDS.get(hint, {}).get(value)
            or SYNONYMS.get(hint, {}).get(value)
        )
        if member is not None:
            return cast("enum.StrEnum", member)
    allowed = ", ".join(member.value for member in hint)
    chinese = "、".join(WORDS.get(hint, {}))
    raise ShapeError(*none_of(allowed, chinese, value))


def none_of(english: str, chinese: str, value: object) -> Sentences:
    """Give the sentences for a value that is no word of a closed set.

    Args:
        english: The words in English, in a row.
        chinese: The words in Chinese, in a row.
        value: What was written instead.
    """
    return (
        f"expected one of {english}, got {shown(value)}",
        f"in Chinese: {chinese}",
        f"应为下列之一：{chinese}；写的是{shown(value, 'zh')}",
        f"英文写作 {english}",
    )


def _interval(value: Any) -> Interval:
    return Interval.parse(as_text(value))


def _pattern(value: Any) -> Pattern:
    return Pattern.parse(as_text(value))


PARSED: Final[Mapping[type, Callable[[Any], Any]]] = {
    datetime.date: as_date,
    Deadline: Deadline.parse,
    Interval: _interval,
    Pattern: _pattern,
    Period: Period.parse,
    PriceBasis: PriceBasis.parse,
    Unit: unit,
}
"""The classes whose values are written as one text, each with what reads it."""


@attrs.frozen
class _Example:
    """What a figure of some sort looks like, for the sentence that asks for one.

    Attributes:
        form: The figure, with {} for its number.
        number: A number for it, where none was written.
    """

    form: str
    number: str

    def of(self, number: str) -> str:
        return self.form.format(number)

    def __str__(self) -> str:
        return self.of(self.number)


_MONEY: Final = _Example("{}亿元", "2400")
# Spreadsheets keep 42% as 0.42, so a number below one may be either.
_OF_A_SHARE: Final = ("; a share is written as its percentage, with %", "；如为比重，请写成百分数并带上 %")


def figure_like(form: str, number: str) -> Callable[[Any, Any], Figure]:
    """Give what reads figures as `as_figure` does and asks for one of some form where it finds none.

    Args:
        form: What such a figure looks like, with {} for its number: {}元/美元.
        number: A number for it.
    """
    example = _Example(form, number)
    return lambda value, _: as_figure(value, example=example)


def as_figure(value: Any, _: Any = Figure, *, example: _Example = _MONEY) -> Figure:
    """Read a figure from its text, or from a mapping with its text, price basis and quantum.

    Args:
        value: The text or mapping.
        example: What such a figure looks like, for the sentence that asks for it.

    Raises:
        ShapeError: If it is neither, or the mapping lacks the text or holds other keys.
        AmountError: If the text is not one amount that can be read without guessing.
        UnitError: If the unit or price basis is not known.
    """
    if type(value) is not dict:
        return Figure.parse(_figure_text(value, example))
    unknown = value.keys() - {*FIGURE_KEYS, MARK_KEY}
    if unknown:
        error = unknown_key(min(unknown), FIGURE_KEYS)
        raise ShapeError(*told(error), below=min(unknown))
    if "text" not in value:
        message, _, message_zh, _ = missing_key("text")
        raise ShapeError(
            message,
            f"write the figure as it is printed, such as '{example}'",
            message_zh,
            f"请照原文写上数值，例如 '{example}'",
        )
    return Figure.parse(
        _figure_text(value["text"], example),
        price_basis=_price_basis(value.get("price_basis")),
        quantum=_quantum(value.get("quantum")),
    )


def _figure_text(value: Any, example: _Example) -> str:
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        is_behind = example.form.startswith("{}")
        how, how_zh = (
            ("write the unit behind it", "请在数后写上单位") if is_behind else ("write it out", "请写完整")
        )
        share, share_zh = _OF_A_SHARE if example is _MONEY and 0 < value < 1 else ("", "")
        raise ShapeError(
            f"expected a figure with its unit, got {shown(value)}",
            f"{how}, such as {example.of(bare(value))}{share}",
            f"应为带单位的数值，写的是{shown(value, 'zh')}",
            f"{how_zh}，例如 {example.of(bare(value))}{share_zh}",
        )
    if type(value) is not str:
        raise ShapeError(
            f"expected a figure, got {shown(value)}",
            f"write it with its unit, such as {example}",
            f"应为数值，写的是{shown(value, 'zh')}",
            f"请连同单位写上，例如 {example}",
        )
    return value


def _price_basis(value: Any) -> PriceBasis | None:
    if value is GIVEN_TWICE:
        raise ShapeError(
            "the price basis is given twice",
            "keep one of them",
            "价格口径写了两次",
            "请只留一处",
            below="price_basis",
        )
    try:
        return None if value is None else PriceBasis.parse(value)
    except ZoneplanError as error:
        raise ShapeError(*told(error), below="price_basis") from None


def _quantum(value: Any) -> Decimal | int | None:
    if value is None:
        return None
    text = bare(value) if type(value) in {int, Decimal, str} else ""
    if not text.replace(".", "", 1).isdecimal() or not text.isascii() or len(text) > MAX_SHOWN:
        raise ShapeError(
            f"expected a number for quantum, got {shown(value)}",
            "such as 0.01, in the figure's unit",
            f"精度应为数，写的是{shown(value, 'zh')}",
            "例如 0.01，按该数值的单位计",
            below="quantum",
        )
    return Decimal(text)


def written_figure(figure: Figure) -> str | dict[str, str]:
    """Write a figure so that reading it gives the same figure back.

    Raises:
        DocumentError: If it has no finite decimal and cannot be written exactly.
    """
    for text in (figure.text, str(figure)):
        read = None if text is None else _read_back(text, figure.price_basis)
        if text is None or read != figure or not figure.is_exact_decimal:
            continue
        extra = {}
        if figure.price_basis != PriceBasis.unstated():
            extra["price_basis"] = str(figure.price_basis)
        if read.quantum != figure.quantum:
            quantum = finite_decimal(figure.quantum)
            if quantum is None:
                continue
            extra["quantum"] = plain_text(quantum)
        return {"text": text, **extra} if extra else text
    problem = Problem(
        Location(),
        f"{figure} cannot be written exactly",
        "convert it to a unit that divides it, or round it",
        f"{figure}无法精确写出",
        "请换算成除得尽的单位，或先取整",
    )
    raise DocumentError((problem,))


def _read_back(text: str, basis: PriceBasis) -> Figure | None:
    try:
        return Figure.parse(text, price_basis=basis)
    except ZoneplanError:
        return None


# -- sentences ----------------------------------------------------------------------------------


def told(error: BaseException) -> Sentences:
    """Give the sentence of an error and what to do about it, in both languages."""
    message = getattr(error, "message", None)
    if not isinstance(message, str):
        return str(error), "", "", ""
    remedy, message_zh, remedy_zh = (
        str(getattr(error, name, "")) for name in ("remedy", "message_zh", "remedy_zh")
    )
    return message, remedy, message_zh, remedy_zh


def unknown_key(
    key: str, known: Iterable[str], cls: type | None = None, holders: Collection[str] = ()
) -> ShapeError:
    """Make the error for a key that a mapping cannot have, offering those that come near.

    Args:
        key: The key as it was written, or as a `Key` that knows that.
        known: The English keys that the mapping can have.
        cls: The class that the mapping stands for; None when it has no own one.
        holders: Names in `HOLDERS` of what can have the key instead.
    """
    english = tuple(known)
    chinese = [word for word in KEYS for one in english if word in words_for(one, cls)]
    written = key.word if isinstance(key, Key) else key
    if (slip := _SLIP.fullmatch(written)) is not None:
        return _slip_in_braces(slip)
    if key in english:  # a word that means something else here
        near = list(words_for(key, cls))
    else:
        near = _near(written, (*english, *chinese)) or _near(key, english)
    remedy, remedy_zh = f"the keys here are {', '.join(english)}", f"此处可用的键：{'、'.join(chinese)}"
    if near:
        remedy = "did you mean " + " or ".join(repr(one) for one in near) + "?"
        remedy_zh = f"是否应为{'或'.join(f'“{one}”' for one in near)}？"
    if 0 < len(holders) <= _FEW:
        names, names_zh = zip(*(HOLDERS[one] for one in holders), strict=True)
        remedy = f"{written!r} belongs to {' or '.join(names)}; {remedy}"
        remedy_zh = f"“{written}”属于{'、'.join(names_zh)}；{remedy_zh}"
    return ShapeError(f"unknown key {shown(written)}", remedy, f"不认识的键{shown(written)}", remedy_zh)


# Between braces YAML takes both for keys: `figure：42%`, and what follows the comma of `21,000万元`.
_SLIP: Final = re.compile(r"(?P<key>\w[\w-]*)：(?P<value>.*)|(?P<rest>[0-9]{3}(?![0-9]).*)", re.DOTALL)


def _slip_in_braces(slip: re.Match[str]) -> ShapeError:
    if slip["rest"] is not None:
        rest = shown(slip["rest"])
        return ShapeError(
            f"a comma separates entries here, so that {rest} was taken for a key",
            "write the number without its comma, or put the figure between quotes",
            f"此处逗号用来分隔各项，{rest}被当作了键",
            "请去掉数中的逗号，或给整个数值加上引号",
        )
    key = slip["key"][:60]
    return ShapeError(
        f"full-width colon '：' after '{key}'",
        f"write an ordinary colon and a space: '{key}: …'",
        f"“{key}”后是全角冒号“：”",
        f"请用半角冒号加空格：'{key}: …'",
    )


def _near(key: str, known: Sequence[str]) -> list[str]:
    near = difflib.get_close_matches(key[:100], known, n=3, cutoff=0.6)
    # Of a Chinese word of two characters one may be wrong: 名字 for 名称.
    is_short = len(key) == 2 and not key.isascii()
    return near or (difflib.get_close_matches(key, known, n=3, cutoff=0.5) if is_short else [])


def missing_key(key: str, cls: type | None = None) -> Sentences:
    """Give the sentences for a key that a mapping lacks.

    Args:
        key: The English key.
        cls: The class that the mapping stands for; None when it has no own one.
    """
    chinese = words_for(key, cls)
    return (
        f"missing key {key!r}",
        f"write it; in Chinese it is {' or '.join(map(repr, chinese))}",
        f"缺少键{'或'.join(f'“{one}”' for one in chinese)}",
        f"请补上；英文键名为 {key!r}",
    )


def not_a_mapping(value: object) -> Sentences:
    """Give the sentences for a value that should be a mapping."""
    return (
        f"expected a mapping, got {shown(value)}",
        "write keys and values, such as 'id: p1'",
        f"应为键值对，写的是{shown(value, 'zh')}",
        "请写成“键: 值”，例如 '编号: p1'",
    )


def _is_scalar(value: object) -> bool:
    return isinstance(value, (int, Decimal)) and not _is_huge(value)


def _is_huge(value: object) -> bool:
    """Whether a number is longer than Python writes out."""
    return isinstance(value, int) and value.bit_length() > _MAX_BITS


def bare(value: object) -> str:
    """Write a value without quotes, a decimal without exponent."""
    if _is_huge(value):
        return "…"
    return plain_text(value) if isinstance(value, Decimal) and value.is_finite() else str(value)


def shown(value: object, language: Language = "en") -> str:
    """Name a value in a sentence, at most 60 characters of it.

    Args:
        value: The value.
        language: What a value that is not written out is called in.
    """
    chinese = language == "zh"
    if isinstance(value, Mapping):
        return "键值对" if chinese else "a mapping"
    if isinstance(value, (list, tuple)):
        return "列表" if chinese else "a list"
    if value is None:
        return "空值" if chinese else "nothing"
    if _is_huge(value):
        return "数百位的数" if chinese else "a number of hundreds of digits"
    text = bare(value) if isinstance(value, Decimal) else repr(value)
    return text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN]}…"
