"""How one figure is written in a plan: `超5000亿元`, `3000亩以上`, `5—6%`, `1/5`; read and printed.

The reader is strict: the whole text is one amount with its unit, under a length limit, and nothing is
guessed at. What `written` prints, `read_amount` reads back. Amounts inside running text are found by
`zoneplan.amounts`.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

import attrs

from zoneplan import units
from zoneplan.decimals import finite_decimal, nearest_decimal, plain_text, rounded
from zoneplan.errors import AmountError, FloatRefusedError, UnitError
from zoneplan.kinds import FigureKind, Modality
from zoneplan.qualifiers import Qualifier, sayable
from zoneplan.texts import folded
from zoneplan.units import Unit

__all__ = ["MAX_LENGTH", "Amount", "read_amount", "written"]

MAX_LENGTH = 120
"""The most characters that the text of one amount may have."""

# The words that figures are most often written with; all others are read as running text is.
_BEFORE = {
    "不低于": Qualifier.AT_LEAST,
    "不少于": Qualifier.AT_LEAST,
    "不小于": Qualifier.AT_LEAST,
    "不高于": Qualifier.AT_MOST,
    "不超过": Qualifier.AT_MOST,
    "不多于": Qualifier.AT_MOST,
    "不大于": Qualifier.AT_MOST,
    "至少": Qualifier.AT_LEAST,
    "至多": Qualifier.AT_MOST,
    "最多": Qualifier.AT_MOST,
    "超过": Qualifier.OVER,
    "突破": Qualifier.OVER,
    "多于": Qualifier.OVER,
    "高于": Qualifier.OVER,
    "大于": Qualifier.OVER,
    "低于": Qualifier.UNDER,
    "少于": Qualifier.UNDER,
    "小于": Qualifier.UNDER,
    "不足": Qualifier.UNDER,
    "不满": Qualifier.UNDER,
    "不到": Qualifier.UNDER,
    "接近": Qualifier.NEARLY,
    "将近": Qualifier.NEARLY,
    "大约": Qualifier.ABOUT,
    "超": Qualifier.OVER,
    "逾": Qualifier.OVER,
    "近": Qualifier.NEARLY,
    "约": Qualifier.ABOUT,
    "数": Qualifier.SEVERAL,
    "≥": Qualifier.AT_LEAST,
    ">=": Qualifier.AT_LEAST,
    "≤": Qualifier.AT_MOST,
    "<=": Qualifier.AT_MOST,
    ">": Qualifier.OVER,
    "<": Qualifier.UNDER,
}
_BEHIND = {
    "及以上": Qualifier.AT_LEAST,
    "以上": Qualifier.AT_LEAST,
    "及以下": Qualifier.AT_MOST,
    "以下": Qualifier.AT_MOST,
    "以内": Qualifier.AT_MOST,
    "左右": Qualifier.ABOUT,
    "上下": Qualifier.ABOUT,
    "级": Qualifier.OF_ORDER,
}
# Whole numbers have no leading zero; commas stand only between groups of three digits.
_NUMBER = r"(?:[1-9]\d{0,2}(?:,\d{3})+|0|[1-9]\d*)(?:\.\d+)?"
_DASH = r"(?:[-‐-―~∼]|——|至|到)"
_UNIT = r"[^\d\s.,+\-‐-―~∼<>=≤≥−][^\s<>=≤≥]*?"
_WORD_BEFORE = rf"(?P<before>{'|'.join(map(re.escape, _BEFORE))})?\s?"
_WORD_BEHIND = rf"(?P<behind>{'|'.join(map(re.escape, _BEHIND))})?"
_AMOUNT = re.compile(
    _WORD_BEFORE
    + rf"(?P<number>[-−+]?{_NUMBER})\s?"
    + rf"(?:(?P<more>[多余])|(?P<left>{_UNIT})??\s?{_DASH}\s?(?P<upper>[-−+]?{_NUMBER}))?\s?"
    + rf"(?P<unit>{_UNIT})\s?"
    + _WORD_BEHIND,
    re.ASCII,
)
_UNITLESS = re.compile(r"[多余]?(?:[十百千]?[万亿]|万亿|[十百千])?[多余]?")
_FRACTION = re.compile(
    _WORD_BEFORE + r"(?P<over>[-−]?\d{1,30})/(?P<under>[1-9]\d{0,29})(?P<more>[多余])?" + _WORD_BEHIND,
    re.ASCII,
)
_HOW = "write the number and its unit, such as '2400亿元', '超5000亿元', '3000亩以上' or '5—6%'"
_HOW_ZH = "请写数和单位，例如 '2400亿元'、'超5000亿元'、'3000亩以上' 或 '5—6%'"
_PRINTED_BEFORE = {
    Qualifier.OVER: "超",
    Qualifier.UNDER: "低于",
    Qualifier.NEARLY: "近",
    Qualifier.SEVERAL: "数",
}
_PRINTED_BEHIND = {Qualifier.AT_LEAST: "以上", Qualifier.AT_MOST: "以内", Qualifier.OF_ORDER: "级"}


@attrs.frozen(kw_only=True)
class Amount:
    """The text of one figure taken apart.

    Attributes:
        text: The amount as it was written.
        number: The number before the unit; the lower end of a range. Its digits are kept. When no
            finite decimal holds it, the nearest at 28 digits.
        upper: The upper end of a range such as 5—6%; None for a single number.
        unit: Its unit.
        qualifiers: What the words around the number say, in the order of `Qualifier`; empty for a
            plain number, and for a range nothing but about.
        quantum: The last place that was written, where the digits of `number` do not show it.
        exact: The number where no finite decimal holds it, as one third; None else.
        kind: What it measures, where its words say so; None where only the unit tells.
        modality: How it is meant, where its words say so.
        is_increment: Whether its words say that it is a change.
    """

    text: str
    number: Decimal
    upper: Decimal | None
    unit: Unit
    qualifiers: tuple[Qualifier, ...]
    quantum: Fraction | None = None
    exact: Fraction | None = None
    kind: FigureKind | None = None
    modality: Modality | None = None
    is_increment: bool = False


def read_amount(text: str) -> Amount:
    """Take the text of one figure apart.

    >>> read_amount("超5000亿元").qualifiers
    (<Qualifier.OVER: 'over'>,)
    >>> read_amount("二千四百亿元").number, read_amount("力争增长6%").modality
    (Decimal('2400'), <Modality.AIM: 'aim'>)

    Args:
        text: One amount with its unit; full-width digits, signs and letters are folded.

    Raises:
        FloatRefusedError: If it is a binary float.
        AmountError: If the text is not one amount of the grammar, has no unit, runs backwards
            (`6—5%`), bounds a range that has its ends (`超5—6%`), says both more and less, or is
            longer than 120 characters.
        UnitError: If its unit is not a known name.
    """
    if isinstance(text, float):
        raise FloatRefusedError(f"expected an amount as text, got the float {text!r}", _HOW)
    if not isinstance(text, str):
        raise AmountError(f"expected an amount as text, got {text!r}", _HOW)
    if len(text) > MAX_LENGTH:
        raise AmountError(
            f"expected an amount of at most {MAX_LENGTH} characters, got {len(text)}: {text[:20]!r}…", _HOW
        )
    plain = folded(text).strip()
    if fraction := _FRACTION.fullmatch(plain):
        return _fraction(text, fraction)
    match = _AMOUNT.fullmatch(plain)
    if match is None or match["unit"].isdigit():  # ① is no unit
        return _as_phrase(text) or _refuse(text)
    before, number, more, left, upper, name, behind = match.groups()
    try:
        unit = units.unit(name)
    except UnitError:
        if (read := _as_phrase(text)) is not None:
            return read
        if scale := _UNITLESS.fullmatch(f"{more or ''}{name}"):
            raise _without_unit(text, scale.group(), plain) from None
        raise
    if left is not None and left != name:
        return _as_phrase(text) or _unlike_units(text, left, name)
    qualifiers = _said(text, before, more, behind)
    low, high = _decimal(number), None if upper is None else _decimal(upper)
    _check_range(text, low, high, qualifiers)
    return Amount(text=text, number=low, upper=high, unit=unit, qualifiers=qualifiers)


def _said(text: str, before: str | None, more: str | None, behind: str | None) -> tuple[Qualifier, ...]:
    words = [] if before is None else [_BEFORE[before]]
    if more is not None:
        words.append(Qualifier.JUST_OVER)
    if behind is not None:
        words.append(_BEHIND[behind])
    qualifiers = sayable(words)
    if qualifiers is None:
        raise AmountError(f"{text!r} says both more and less than its number", "keep one of the two words")
    return qualifiers


def _check_range(text: str, low: Decimal, high: Decimal | None, qualifiers: tuple[Qualifier, ...]) -> None:
    if high is None:
        return
    if high < low:
        raise AmountError(f"the range {text!r} runs backwards", "write the smaller end first")
    if set(qualifiers) - {Qualifier.ABOUT}:
        raise AmountError(
            f"{text!r} bounds a range, which has both its ends already",
            "write '5—6%', '约5—6%', or one number with its word, such as '超5%'",
        )


def _fraction(text: str, match: re.Match[str]) -> Amount:
    """Read 1/5: a number of fifths, told to the nearest fifth."""
    value = Fraction(int(match["over"].replace("−", "-")), int(match["under"]))
    number = finite_decimal(value)
    return Amount(
        text=text,
        number=nearest_decimal(value) if number is None else number,
        upper=None,
        unit=units.unit("分之"),
        qualifiers=_said(text, match["before"], match["more"], match["behind"]),
        quantum=Fraction(1, int(match["under"])),
        exact=value if number is None else None,
    )


def _as_phrase(text: str) -> Amount | None:
    """Read a text of Chinese numerals, ranks or other words, if it is one amount and no more."""
    from zoneplan.scanner import whole_phrase  # noqa: PLC0415  # 50 ms that only a text costs

    phrase = whole_phrase(text)
    if phrase is None:
        return None
    part = phrase.parts[0]
    if part.unit.name == "1" and phrase.kind is None:
        return None
    return Amount(
        text=text,
        number=part.number,
        upper=part.upper,
        unit=part.unit,
        qualifiers=part.qualifiers,
        quantum=part.quantum,
        exact=part.exact,
        kind=phrase.kind,
        modality=phrase.modality,
        is_increment=phrase.is_increment,
    )


def _decimal(digits: str) -> Decimal:
    return Decimal(digits.replace(",", "").replace("−", "-").removeprefix("+"))


def _unlike_units(text: str, left: str, right: str) -> Amount:
    raise AmountError(
        f"expected one unit in a range, got {left!r} and {right!r} in {text!r}",
        "write both ends in one unit",
    )


def _without_unit(text: str, words: str, plain: str) -> UnitError:
    """Say that the unit is missing behind a scale word or 余: 2400亿, 3000余."""
    end = plain.rindex(words) + len(words)
    example = f"{plain[:end]}{'元' if words[-1] in '万亿' else '家'}{plain[end:]}"
    return UnitError(
        f"expected an amount with its unit, got {text!r}: {words!r} is part of the number",
        f"write what is counted behind it, such as {example!r}",
        f"数值缺少单位：{text!r}，{words!r}属于数字",
        f"请在其后写明单位，例如 {example!r}",
    )


def _refuse(text: str) -> Amount:
    plain = folded(text).strip()
    if not plain:
        raise AmountError(
            "expected an amount, got an empty text",
            "leave a missing figure out",
            "应为数值，此处为空",
            "缺数请不写",
        )
    if re.fullmatch(rf"[-−+]?{_NUMBER}", plain, re.ASCII):
        raise AmountError(
            f"expected an amount with its unit, got {text!r}",
            f"write the unit behind the number, such as '{plain}亿元'",
            f"应为带单位的数值，写的是{text!r}",
            f"请在数后写上单位，例如 '{plain}亿元'",
        )
    if re.search(r"\d,\d{1,2}(?!\d)|\d,\d{4}", plain, re.ASCII):
        raise AmountError(
            f"expected an amount, got {text!r}: a comma stands only between groups of three digits",
            "write 1,234 or 1234 for one thousand two hundred and thirty-four, and 12.34 for a decimal point",
            f"应为数值，写的是{text!r}：逗号只用于分隔三位数字",
            "一千二百三十四请写 1,234 或 1234，小数点请写 12.34",
        )
    raise AmountError(f"expected an amount, got {text!r}", _HOW, f"应为数值，写的是{text!r}", _HOW_ZH)


# -- printing -------------------------------------------------------------------------------------


def written(
    number: Decimal | Fraction,
    unit: Unit,
    qualifiers: tuple[Qualifier, ...] = (),
    upper: Decimal | Fraction | None = None,
    *,
    quantum: Fraction | None = None,
    places: int | None = None,
    is_grouped: bool = False,
) -> str:
    """Write a figure down in the one way that is printed.

    >>> written(Decimal("2400"), units.unit("亿元"), (Qualifier.OVER,))
    '超2400亿元'

    Args:
        number: The number; as a fraction where no finite decimal holds it, which is marked with ≈.
        unit: Its unit.
        qualifiers: What is said of it.
        upper: The upper end of a range.
        quantum: The last place that counts; of a fraction such as 2/4 it gives the parts.
        places: How many places are shown; None for all that are there.
        is_grouped: Whether commas group the thousands.
    """
    inexact = isinstance(number, Fraction) or isinstance(upper, Fraction)
    mark = "≈" if inexact and places is None and unit.name != "分之" else ""
    if unit.name == "分之" and places is None:
        digits = _as_fraction(Fraction(number), quantum)
    else:
        digits = _digits(number, places, is_grouped=is_grouped)
    if upper is not None:
        digits = f"{digits}—{_digits(upper, places, is_grouped=is_grouped)}"
    if Qualifier.JUST_OVER in qualifiers:
        digits += "余"
    before = "".join(_PRINTED_BEFORE.get(word, "") for word in qualifiers)
    behind = "".join(_PRINTED_BEHIND.get(word, "") for word in qualifiers)
    if Qualifier.ABOUT in qualifiers:
        before, behind = (before, "左右") if before else ("约", behind)
    return f"{mark}{before}{digits}{_SUFFIX.get(unit.name, unit.name)}{behind}"


_SUFFIX = {"1": "无单位", "分之": ""}


def _as_fraction(value: Fraction, quantum: Fraction | None) -> str:
    parts = value.denominator
    if quantum and quantum.numerator == 1 and quantum.denominator % parts == 0:
        parts = quantum.denominator
    return f"{value * parts}/{parts}"


def _digits(number: Decimal | Fraction, places: int | None, *, is_grouped: bool) -> str:
    if isinstance(number, Fraction):
        number = nearest_decimal(number)
        places = max(0, 12 - number.adjusted()) if places is None else places
    if places is not None:
        number = rounded(number, places)
    return format(number, ",f") if is_grouped else plain_text(number)
