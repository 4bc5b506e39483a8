"""What plan documents hold, as text and numbers of cells, and back without loss.

Everything here works on plain data. A cell holds a text as it stands; lists of texts stand in one cell with
、 between them; what nests deeper stands as it would in a plan file, with Chinese keys.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from zoneplan.deadlines import Deadline
from zoneplan.errors import DocumentError, PeriodError, UnitError
from zoneplan.formats import yaml
from zoneplan.growths import CumulativeForm, GrowthMethod
from zoneplan.investments import Funding, YearlyInvestment
from zoneplan.kinds import Modality
from zoneplan.locations import MARK_KEY
from zoneplan.observations import Aspect, Vintage
from zoneplan.pages import Number
from zoneplan.qualifiers import Bound
from zoneplan.sheets import MOST_DIGITS, exact_number
from zoneplan.sources import Source
from zoneplan.terms import Term
from zoneplan.units import unit
from zoneplan.vocabulary import KEYS, WORDS, Key, words_for

if TYPE_CHECKING:
    import enum

__all__ = [
    "as_lines",
    "as_list",
    "as_number",
    "as_pairs",
    "basis_word",
    "chinese_time",
    "chinese_word",
    "figure_text",
    "flow",
    "in_chinese",
    "joined",
    "number_text",
    "pair_lines",
]

_NUMBER: Final = re.compile(r"(-?(?:0|[1-9][0-9]*)(?:\.([0-9]+))?)(\D?.*)", re.DOTALL)
_SEPARATORS: Final = "、,，;；\n"
_OPENING, _CLOSING = "（([【《〔", "）)]】》〕"
_CONSTANT: Final = re.compile("constant ([0-9]{4})")
_BASES: Final = {"current": "现价", "comparable": "可比价", "constant unstated": "不变价（基期未注明）"}
_PAIRED: Final[Mapping[str, type]] = {"period": YearlyInvestment, "name": Funding}
_ENUMS: Final[Mapping[str, type[enum.StrEnum]]] = {
    "aspect": Aspect,
    "vintage": Vintage,
    "form": CumulativeForm,
    "method": GrowthMethod,
    "bound": Bound,
    "modality": Modality,
}


# -- figures ------------------------------------------------------------------------------------


def as_number(text: str) -> tuple[Number, str] | None:
    """Take a figure apart into a number and its unit; None where that would lose how it is written.

    >>> as_number("5.50%"), as_number("3000亩以上")
    ((Number(value=Decimal('5.50'), decimals=2), '%'), None)

    Args:
        text: The figure as it is written.
    """
    found = _NUMBER.fullmatch(text)
    if found is None or not _is_unit(found[3]):
        return None
    digits, decimals = found[1], len(found[2] or "")
    if sum(map(str.isdigit, digits)) > MOST_DIGITS or number_text(float(digits), decimals) != digits:
        return None
    if digits.startswith("-") and not Decimal(digits):  # spreadsheets know no -0
        return None
    return Number(Decimal(digits), decimals), found[3]


@cache
def _is_unit(text: str) -> bool:
    try:
        unit(text)
    except UnitError:
        return False
    return text == text.strip()


def number_text(stored: float | Decimal, decimals: int = 0) -> str:
    """Give the digits of a number with at least so many decimals.

    >>> number_text(5.5, 2), number_text(18.25, 1), number_text(2025.0)
    ('5.50', '18.25', '2025')

    Args:
        stored: The number a cell stores.
        decimals: How many decimals are shown at least.
    """
    value = exact_number(stored)
    exponent = value.as_tuple().exponent
    own = max(0, -exponent) if isinstance(exponent, int) else 0
    return format(value, f".{max(own, decimals)}f")


def figure_text(stored: float | Decimal, decimals: int, unit_text: str) -> str:
    """Put a figure together from the cells of its number and unit.

    Args:
        stored: The number.
        decimals: How many decimals are shown at least.
        unit_text: The unit.
    """
    return f"{number_text(stored, decimals)}{unit_text}"


# -- words --------------------------------------------------------------------------------------


def chinese_word(words: type[enum.StrEnum], value: str) -> str:
    """Give the Chinese word of a member of a closed set; what has none stays as it is.

    Args:
        words: The closed set.
        value: The member's English word.
    """
    return next((word for word, member in WORDS[words].items() if member == value), value)


def basis_word(text: str) -> str:
    """Give the Chinese word for a price basis.

    >>> basis_word("constant 2020"), basis_word("current")
    ('2020年不变价', '现价')

    Args:
        text: The basis as plain data holds it.
    """
    if (constant := _CONSTANT.fullmatch(text)) is not None:
        return f"{constant[1]}年不变价"
    return _BASES.get(text, text)


@cache
def chinese_time(text: str) -> str:
    """Give a deadline in Chinese where it reads back alike; any other time stays as it is.

    >>> chinese_time("2022 all year"), chinese_time("2023-01/09")
    ('2022全年', '2023-01/09')

    Args:
        text: The time as plain data holds it.
    """
    try:
        found = Deadline.parse(text)
        chinese = found.text("zh")
        return chinese if str(Deadline.parse(chinese)) == str(found) == text else text
    except PeriodError:
        return text


# -- lists --------------------------------------------------------------------------------------


def joined(items: list[str]) -> str:
    """Write a list of texts in one cell.

    >>> joined(["经发局", "招商局"]), joined(["科技局、经发局"])
    ('经发局、招商局', '[科技局、经发局]')

    Args:
        items: The texts.
    """
    text = "、".join(items)
    return text if as_list(text) == items and not text.startswith("[") else flow(items)


def as_list(text: str) -> list[str]:
    """Take the list in a cell apart at 、 , ; and line ends, but not within brackets.

    >>> as_list("经发局（科技、统计）、招商局")
    ['经发局（科技、统计）', '招商局']

    Args:
        text: The text of the cell; one that starts with a bracket is not for this function.
    """
    items, level = [""], 0
    for character in text:
        level += (character in _OPENING) - (character in _CLOSING and level > 0)
        if character in _SEPARATORS and not level:
            items.append("")
        else:
            items[-1] += character
    return [one for item in items if (one := item.strip())]


# -- what nests deeper --------------------------------------------------------------------------


def flow(data: object) -> str:
    """Write plain data on one line as it would stand in a plan file.

    Args:
        data: The data.
    """
    return yaml.dump(data, flow=True).rstrip("\n")


def as_lines(data: Mapping[str, Any]) -> str:
    """Write a mapping with each key on a line of its own.

    Args:
        data: The mapping.
    """
    return "\n".join(flow({key: value})[1:-1] for key, value in data.items())


def in_chinese(data: Any, cls: type | None = None, key: str = "") -> Any:
    """Give plain data with Chinese keys and words where a reader takes them for the same.

    Args:
        data: Plain data with English keys.
        cls: The class whose mapping it is; None for one that has no own.
        key: The key that it stands under.
    """
    if isinstance(data, Mapping):
        below = {Source: Source, Term: None}.get(cls, Term) if cls is not None else None
        if cls is Term and data.keys() == {"figure"} and isinstance(data["figure"], str):
            return data["figure"]
        return {
            _chinese_key(one, cls): in_chinese(value, Source if one == "source" else below, one)
            for one, value in data.items()
        }
    if isinstance(data, list):
        return [in_chinese(one, cls, key) for one in data]
    if not isinstance(data, str):
        return data
    if key in _ENUMS:
        return chinese_word(_ENUMS[key], data)
    return basis_word(data) if key == "price_basis" else data


def _chinese_key(key: str, cls: type | None) -> str:
    words = words_for(key, cls)
    return words[0] if words else key


def pair_lines(entries: list[dict[str, Any]], key: str) -> str:
    """Write records of a key and a figure with one line for each: `2023: 5亿元`.

    Args:
        entries: The records; their figures may be missing.
        key: The key beside the figure.
    """
    lines = []
    for entry in entries:
        figure = entry.get("figure")
        told = "" if figure is None else flow({"": in_chinese(figure)})[1:-1].partition(": ")[2]
        lines.append(f"{entry[key]}: {told}".rstrip())
    text = "\n".join(lines)
    return text if _reads_as(text, entries, key) else flow(in_chinese(entries, _PAIRED[key]))


def _reads_as(text: str, entries: list[dict[str, Any]], key: str) -> bool:
    try:
        data = yaml.load(text, "", translate=KEYS)
    except DocumentError:
        return False
    return isinstance(data, dict) and _unmarked(as_pairs(data, key)) == [
        {one: _with_chinese_prices(value) for one, value in entry.items()} for entry in entries
    ]


def _with_chinese_prices(figure: Any) -> Any:
    if isinstance(figure, dict):
        return {key: basis_word(value) if key == "price_basis" else value for key, value in figure.items()}
    return figure


def _unmarked(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _unmarked(value) for key, value in data.items() if key != MARK_KEY}
    return [_unmarked(one) for one in data] if isinstance(data, list) else data


def as_pairs(data: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    """Give the records of what `pair_lines` wrote, as a YAML reader gives it.

    Args:
        data: The mapping, with its mark.
        key: The key beside the figure.
    """
    found = []
    for one, figure in data.items():
        if one != MARK_KEY:
            told = {} if figure is None else {"figure": figure}
            mark = {MARK_KEY: data[MARK_KEY]} if MARK_KEY in data else {}
            found.append({key: one.word if isinstance(one, Key) else one, **told, **mark})
    return found
