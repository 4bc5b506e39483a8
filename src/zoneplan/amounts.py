"""Amounts in running text: the figures that a phrase or a page states, with what its words say of them.

    >>> from zoneplan import parse_figure
    >>> figure = parse_figure("一般公共预算收入力争超400亿元")
    >>> print(figure, figure.bound, figure.modality)
    超400亿元 gt aim

What cannot be read without guessing is refused by `parse_figure` and left alone by `find`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import attrs

from zoneplan.errors import AmountError, FloatRefusedError
from zoneplan.figures import Figure, published_figure
from zoneplan.kinds import FigureKind
from zoneplan.phrases import Phrase
from zoneplan.prices import PriceBasis
from zoneplan.qualifiers import Qualifier
from zoneplan.residue import counted_per, stray_in
from zoneplan.short_reprs import shortened_repr
from zoneplan.spelling import folded

if TYPE_CHECKING:
    from zoneplan.phrases import Unread

__all__ = ["MAX_LENGTH", "Found", "find", "parse_figure"]

MAX_LENGTH = 200
"""The most characters of one phrase; `find` takes any text."""

_HOW = "write one amount with its unit, such as '总投资超200亿元'"
_FIND = "ask for all of them: zoneplan.amounts.find(text)"
_HOW_ZH = "请写一个带单位的数量，例如“总投资超200亿元”"
_FIND_ZH = "如需全部数量，请用 zoneplan.amounts.find(text)"


class _Slots:
    """The slots of an amount, which a draft shares: an object may become another class of the same slots."""

    __slots__ = ("_figures", "_phrase", "end", "per", "start", "text")


class _Draft(_Slots):
    """An amount while it is filled: setting the slots of a frozen one takes many times as long."""

    __slots__ = ("__weakref__",)


@attrs.frozen(repr=False)
class Found(_Slots):
    """An amount found in a text.

    Attributes:
        text: The words of the amount, as they stand in the text.
        start: Where they start in it, counted in characters.
        end: Where they end, counted in characters.
        per: The word that says per what it is counted: 人均, 亩均, 每1个; None when there is none. The
            figures' unit is as printed.
    """

    text: str
    start: int
    end: int
    per: str | None
    _phrase: Phrase
    _figures: tuple[Figure, ...] | None = attrs.field(default=None, init=False, eq=False)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Its figures: one, or several of one kind.

        Several, where the words list them (7%、8%), say from what to what (从8.7万元增加到15万元), or give a
        structure (2:45:53).
        """
        made = self._figures
        if made is None:  # who looks for amounts of one sort has no use for most figures of a long text
            made = _figures_of(self.text, self._phrase)
            object.__setattr__(self, "_figures", made)
        return made

    def __repr__(self) -> str:
        said = f"text={self.text!r}, start={self.start}, end={self.end}, figures={self.figures!r}"
        return shortened_repr(f"Found({said}, per={self.per!r})")


def find(text: str) -> tuple[Found, ...]:
    """Find the amounts of a text, in order; numbers that are no amounts are left alone.

    Dates, ordinals, numbers inside names, and numbers that have no one meaning are not found, nor are
    bare numbers without unit unless a word bounds them (≥15) or they are the whole text.

    >>> [one.text for one in find("2025年GDP突破5000亿元，增长6%左右。")]
    ['突破5000亿元', '6%左右']

    Args:
        text: Any text, of any length.

    Raises:
        FloatRefusedError: If it is a binary float.
        AmountError: If it is no text.
    """
    _check_text(text)
    from zoneplan.scanner import phrases_in  # noqa: PLC0415  # 50 ms that nobody pays who reads no text

    phrases, _ = phrases_in(text, sure=True)
    return tuple([_found(text, phrase) for phrase in phrases if phrase.is_sure])


def parse_figure(text: str) -> Figure | tuple[Figure, ...]:
    """Read the one amount that a phrase states; the words around it may say more about it.

    Args:
        text: A phrase or a cell of a table, at most 200 characters: 总投资超200亿元, ≥15, 2400.

    Returns:
        The figure; a tuple of figures of one kind where the phrase lists several, says from what to
        what, or gives a structure.

    Raises:
        FloatRefusedError: If it is a binary float.
        AmountError: If it is no text, states no amount or several unrelated ones, is too long, or has
            a number that cannot be read without guessing.
    """
    _check_text(text)
    if len(text) > MAX_LENGTH:
        raise AmountError(
            f"expected a phrase of at most {MAX_LENGTH} characters, got {len(text)}: {text[:20]!r}…",
            _FIND,
            f"短语最多{MAX_LENGTH}个字符，此处有{len(text)}个：{text[:20]!r}……",
            _FIND_ZH,
        )
    from zoneplan.scanner import phrases_in  # noqa: PLC0415  # as in `find`

    phrases, unread = phrases_in(text)
    names = [one for one in unread if one.is_name]
    phrase = counted_per(main := _only(text, phrases, [one for one in unread if not one.is_name], names))
    if phrase is None or (phrase is not main and "每年" in text):  # 每人每年5万元
        raise _unreadable(main.per, text)
    figures = _found(text, phrase).figures
    return figures[0] if len(figures) == 1 else figures


def _check_text(text: object) -> None:
    if isinstance(text, float):
        raise FloatRefusedError(
            f"expected text, got the float {text!r}", _HOW, f"应为文字，写的是浮点数{text!r}", _HOW_ZH
        )
    if not isinstance(text, str):
        raise AmountError(f"expected text, got {text!r}", _HOW, f"应为文字，写的是{text!r}", _HOW_ZH)


def _unreadable(part: str | None, text: str) -> AmountError:
    return AmountError(
        f"cannot read {part!r} in {text!r} without guessing",
        _HOW,
        f"{text!r} 中的 {part!r} 含义不能确定",
        _HOW_ZH,
    )


def _only(text: str, phrases: list[Phrase], unread: list[Unread], names: list[Unread]) -> Phrase:
    """Give the phrase that a text is about.

    Raises:
        AmountError: If there is none, something is unread, or it is about several.
    """
    if unread:
        what = text[unread[0].start : unread[0].end]
        raise _unreadable(what, text)
    if (stray := stray_in(folded(text), phrases, [(one.start, one.end) for one in names])) is not None:
        raise _unreadable(stray, text)
    if not phrases:
        raise AmountError(f"expected an amount, got {text!r}", _HOW, f"应为数量，写的是{text!r}", _HOW_ZH)
    if len(phrases) == 1:
        return phrases[0]
    main = _ranked(text, phrases) or _counted_projects(text, phrases) or _over_years(text, phrases)
    if main is None:
        told = [repr(text[one.start : one.end]) for one in phrases[:3]]
        raise AmountError(
            f"expected one amount, got {' and '.join(told)} in {text!r}",
            _FIND,
            f"应只有一个数量，{text!r} 中有{'、'.join(told)}",
            _FIND_ZH,
        )
    return main


def _over_years(text: str, phrases: list[Phrase]) -> Phrase | None:
    """五年年均增长5.2% is about the growth."""
    years, *others = phrases
    part = years.parts[0]
    if len(others) != 1 or part.unit.dimension != "year" or part.qualifiers or part.upper is not None:
        return None
    return others[0] if _OVER_YEARS.match(text, years.end) else None


def _ranked(text: str, phrases: list[Phrase]) -> Phrase | None:
    """连续21年稳居全国前五 and 居全省90个县市区第7位 are about the rank; 连续19年第五 states two things."""
    ranks = [one for one in phrases if one.kind is FigureKind.RANK]
    others = [one for one in phrases if one.kind is not FigureKind.RANK]
    years = all(
        one.parts[0].unit.dimension == "year"
        or (one.parts[0].unit.is_count and _OF_THOSE.fullmatch(text, one.end, ranks[0].start))
        for one in others
        if ranks
    )
    alone = len(ranks) == 1 and all(one.end < ranks[0].start for one in others)
    return ranks[0] if alone and years else None


def _counted_projects(text: str, phrases: list[Phrase]) -> Phrase | None:
    """1-5亿元项目299个 and 亿元以上项目431项 sort projects by size; 5亿元的项目3个 states two amounts."""
    size, *others = phrases
    part = size.parts[0]
    sorts = part.upper is not None or part.qualifiers in {(Qualifier.OVER,), (Qualifier.AT_LEAST,)}
    if len(others) != 1 or part.unit.currency is None or not sorts:
        return None
    count = others[0]
    between = _PROJECTS.fullmatch(text, size.end, count.start)
    return size if between and count.parts[0].unit.is_count else None


_OVER_YEARS = re.compile("(?:以来|来|间|内|里)?(?:年均|平均|累计|共|增加|增长|新增|减少|下降|提高)")
_OF_THOSE = re.compile("[一-鿿]{0,8}")
_PROJECTS = re.compile(r"的?(?:产业|工业|重大|重点)?(?:项目|企业|工程)")
_UNSTATED = PriceBasis.unstated()


def _found(text: str, phrase: Phrase) -> Found:
    start, end = phrase[0], phrase[1]
    found: Any = _Draft()
    found.text = text[start:end]
    found.start = start
    found.end = end
    found.per = phrase[7]
    found._phrase = phrase
    found._figures = None
    found.__class__ = Found
    return found  # type: ignore[no-any-return]  # a draft no longer


def _figures_of(words: str, phrase: Phrase) -> tuple[Figure, ...]:
    """Make the figures of a phrase, whose parts are numbers and units already."""
    prices = phrase.basis or _UNSTATED
    return tuple([
        published_figure(
            number, unit, qualifiers, upper, prices, words, phrase.modality, phrase.kind, quantum, exact,
            is_increment=phrase.is_increment,
        )
        for number, unit, qualifiers, upper, quantum, exact in phrase.parts
    ])  # fmt: skip
