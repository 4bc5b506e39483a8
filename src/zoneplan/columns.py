"""The columns of an indicator table (主要指标表): which header names which part of an indicator.

Heads differ from plan to plan: 2015年, 基期, base_2015 and 2015年完成 all name where an indicator starts
from. What a header says is looked up; one that is not known is kept as a further column and never guessed.
A further column that holds figures is told, so that none is left out unseen.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs

from zoneplan.errors import DocumentError, Problem
from zoneplan.locations import Location
from zoneplan.texts import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Column", "Columns", "assigned", "check_all_read", "header_year", "named_column"]


class Column(enum.StrEnum):
    """What a column of an indicator table holds."""

    NUMBER = "number"
    """序号, as it is printed: 10a is one."""
    CATEGORY = "category"
    NAME = "name"
    UNIT = "unit"
    BASE = "base"
    """基期: the level it starts from."""
    BASE_YEAR = "base_year"
    """The year of a base that is not of the year in the head."""
    DONE = "done"
    """完成: what was reached."""
    TARGET = "target"
    BOUND = "bound"
    """How the target is meant, where the cell does not print it: eq, gt, ge, lt, le or approx."""
    RATE = "rate"
    """年均增速[累计]: a yearly rate, a figure for all years in brackets, a change in points, or words."""
    RATE_KIND = "rate_kind"
    """What that cell holds: annual, cumulative, relative, qualitative or level_each_year."""
    ATTRIBUTE = "attribute"
    """属性: 约束性 or 预期性."""
    DIRECTION = "direction"
    """Which way it is better."""


_STEMS: Mapping[Column, frozenset[str]] = {
    column: frozenset(words.split())
    for column, words in {
        Column.NUMBER: "no no. number # 序号 编号",
        Column.CATEGORY: "category group 类别 分类 指标类别",
        Column.NAME: "indicator name metric 指标 指标名称 主要指标 名称 指标名称(单位) 指标(单位)",
        Column.UNIT: "unit units 单位 计量单位",
        Column.BASE: "base baseline 基期 基期值 基数 基准值 现状 现状值",
        Column.BASE_YEAR: "base_year 基期年 基期年份",
        Column.DONE: "done actual 完成 完成值 完成情况 实际 实际完成 实际值",
        Column.TARGET: "target target_text 目标 目标值 规划目标 规划目标值 预期目标 预期目标值 规划值",
        Column.BOUND: "bound target_bound 界限",
        Column.RATE: "rate annual_rate annual_growth stated_annual_growth stated_annual_growth_pct growth "
        "cumulative rate_or_cumulative 累计 [累计] 年均增速 年均增速[累计] 年均增速(累计) 年均增速(%) "
        "年均增速(%)[累计] 年均增长 年均增长[累计] 年均增长(累计) 年均增长(%) 年均增长率 年均增长率(%)",
        Column.RATE_KIND: "rate_kind",
        Column.ATTRIBUTE: "attribute nature 属性 指标属性",
        Column.DIRECTION: "direction 方向",
    }.items()
}
_BY_STEM = {stem: column for column, stems in _STEMS.items() for stem in stems}
_YEAR = re.compile(r"_?(?<!\d)((?:19|20)\d{2})(?!\d)(?:年[末底]?)?")
_NOISE = re.compile(r"\s|[“”\"'‘’]")
_FIVE_YEARS = re.compile("^十([一二三四五六七八九]?)五(?:时期|期间)?(?=年均)")
_END_OF_FIVE_YEARS = re.compile("十([一二三四五六七八九]?)五(?:规划|时期|期间)?(?:期?末)年?")
_RATE = re.compile(
    r"年均(?:增速|增幅|增长(?:率|速度)?)(?:\(%\))?(?:/?\[累计(?:%|\(%\))?\]|\(累计\))?(?:\(%\))?"
)
_AROUND = re.compile(r"\((.+)\)")
_BRACKETS = str.maketrans("〔〕【】［］", "[][][]")
_DATED = frozenset({Column.BASE, Column.DONE, Column.TARGET})
_FIGURES = frozenset({*_DATED, Column.RATE})
_FIGURE_HEAD = re.compile(
    "(?:19|20)[0-9]{2}|十[一二三四五六七八九]?五|现状|基期|基数|基准|规划|目标|预期|预计|愿景|展望|期初|末|年均|增长|增速|"
    "增幅|增减|同比|累计|完成|实际|实绩|数值|值$|"
    "(?:^|_)(?:base|target|goal|actual|done|forecast|growth|rate|value)(?:$|_)"
)
_NOTE_HEAD = re.compile(
    "来源|出处|备注|说明|依据|口径|部门|单位|责任|牵头|文号|注释?$|source|note|remark|dept|department"
)
_FIGURE_CELL = re.compile(r"[^\d]{0,6}\d[\d.,]*[^\d]{0,8}|[^\d]*翻[一两二三]?.?番.*")


def _normal(header: str) -> str:
    bare = _NOISE.sub("", folded(header).translate(_BRACKETS)).lower()
    bare = _FIVE_YEARS.sub("", bare)
    return _END_OF_FIVE_YEARS.sub(lambda match: f"{_last_year(match[1])}年", bare)


def _last_year(number: str) -> int:
    """Give the last year of a five-year plan: 十五 ended in 2005, 十一五 in 2010."""
    return 2005 + 5 * ("一二三四五六七八九".index(number) + 1 if number else 0)


def header_year(header: str) -> int | None:
    """Give the year that a header names; None when it names none, or several.

    >>> header_year("2020年目标值"), header_year("目标")
    (2020, None)

    Args:
        header: The header as it is printed.
    """
    years = set(_YEAR.findall(_normal(header)))
    return int(years.pop()) if len(years) == 1 else None


@attrs.frozen
class Columns:
    """Which header stands over which column, and what years base and target are of by their heads.

    Attributes:
        headers: The header of each column that is known.
        base_year: The year in the head of the base column; None when it names none.
        by_year: The year in the head of the target column, or of what was done where there are no targets.
        done_year: The year in the head of what was done.
        rate_year: The last year of the five-year plan in the head of the yearly rates: “十四五”年均增长.
    """

    headers: Mapping[Column, str]
    base_year: int | None
    by_year: int | None
    done_year: int | None = None
    rate_year: int | None = None


def named_column(header: str) -> tuple[Column | None, int | None, bool]:
    """Give the column that a header names, its year, and whether the year is all it says.

    >>> named_column("2020年目标值"), named_column("2020年")
    ((<Column.TARGET: 'target'>, 2020, False), (None, 2020, True))

    Args:
        header: The header as it is printed.
    """
    year, stem = header_year(header), _normal(header)
    if year is not None:
        stem = _YEAR.sub("", stem).replace("()", "")
        around = _AROUND.fullmatch(stem)
        stem = stem if around is None else around[1]  # 2020年(实际)
    column = Column.RATE if _RATE.fullmatch(stem) and year is None else _BY_STEM.get(stem)
    return column, year, year is not None and not stem


def _plan_year(header: str) -> int | None:
    """Give the last year of the five-year plan whose yearly rates a head announces; None for no such head."""
    match = _FIVE_YEARS.search(_NOISE.sub("", folded(header)))
    return None if match is None else _last_year(match[1])


def assigned(
    headers: Sequence[str],
    chosen: Mapping[Column, str],
    base_year: int | None = None,
    by_year: int | None = None,
) -> Columns:
    """Say which header stands over which column.

    Of two columns of what was done and no targets, or two heads that are years alone, the earlier is the
    base. A year alone that is the later one, also than what was done, is the target's.

    Args:
        headers: All headers, in order.
        chosen: Headers that the caller has chosen; they are not looked up.
        base_year: The year of the base, where it is known otherwise.
        by_year: The year of the target, where it is known otherwise.

    Raises:
        DocumentError: If no column holds the names, two headers name one column, or a chosen header is not
            there.
    """
    missing = [header for header in chosen.values() if header not in headers]
    if missing:
        raise refused(
            f"no column is headed {missing[0]!r}; the headers are {_listed(headers)}",
            "give headers as they are printed",
            f"没有标题为“{missing[0]}”的列；各列标题为{_listed_zh(headers)}",
            "请照原文填写列标题",
        )
    found: dict[Column, list[str]] = {}
    bare: dict[int, list[str]] = {}
    free = [header for header in headers if header not in chosen.values()]
    for header in free:
        column, year, is_year = named_column(header)
        if is_year and year is not None:
            bare.setdefault(year, []).append(header)
        elif column is not None and column not in chosen:
            found.setdefault(column, []).append(header)
    _place_years(found, bare, chosen, base_year, by_year)
    _place_done(found, chosen)
    _check_single(found)
    known = {**{column: named[0] for column, named in found.items()}, **chosen}
    if Column.NAME not in known:
        raise refused(
            f"no column holds the names of indicators; the headers are {_listed(headers)}",
            "name it: columns={'name': '…'}",
            f"找不到指标名称列；各列标题为{_listed_zh(headers)}",
            "请指明：columns={'name': '…'}",
        )
    years = {column: header_year(header) for column, header in known.items()}
    return Columns(
        {column: known[column] for column in Column if column in known},
        years.get(Column.BASE),
        years.get(Column.TARGET if Column.TARGET in known else Column.DONE),
        years.get(Column.DONE),
        _plan_year(known[Column.RATE]) if Column.RATE in known else None,
    )


def _place_years(
    found: dict[Column, list[str]],
    bare: dict[int, list[str]],
    chosen: Mapping[Column, str],
    base_year: int | None,
    by_year: int | None,
) -> None:
    """Put heads that are years alone where their year belongs; others stay further columns.

    Raises:
        DocumentError: If it cannot be told which of them is the base, or the target.
    """
    known = {*found, *chosen}
    has_base = Column.BASE in known
    done_heads = [chosen[Column.DONE]] if Column.DONE in chosen else found.get(Column.DONE, [])
    done = max((year for year in map(header_year, done_heads) if year is not None), default=None)
    after = [year for year in bare if done is not None and year > done]
    has_end = Column.TARGET in known or (Column.DONE in known and not after)
    if bare and not has_end:
        # The base and one more: the later year is the target's, and whoever gives another contradicts it.
        is_sure = len(after) == 1 or (not after and len(bare) + has_base == 2)
        last = max(bare) if is_sure else by_year
        if last in bare:
            found[Column.TARGET] = bare.pop(last)
        elif base_year not in bare:
            raise _which("target", "by", bare)
    if bare and not has_base:
        first = min(bare) if len(bare) == 1 else base_year
        if first not in bare:
            raise _which("base", "base", bare)
        if first == done:  # one of them may be what was planned for that year
            raise _same_year(first, [*bare[first], *done_heads])
        found[Column.BASE] = bare.pop(first)


def _same_year(year: int, heads: Sequence[str]) -> DocumentError:
    return refused(
        f"{' and '.join(map(repr, heads))} are of {year}, and it cannot be told which is the base",
        f"say it: columns={{'base': {heads[-1]!r}}}, and keep the other as it is: further=[{heads[0]!r}]",
        f"{'、'.join(heads)}都是{year}年的数，无法确定哪一列是基期",
        f"请指明：columns={{'base': {heads[-1]!r}}}，另一列原样保留：further=[{heads[0]!r}]",
    )


def _which(column: str, argument: str, bare: Mapping[int, list[str]]) -> DocumentError:
    heads = [header for named in bare.values() for header in named]
    return refused(
        f"it cannot be told whether {' or '.join(map(repr, heads))} is the {column}",
        f"say its year: {argument}={max(bare)}",
        f"无法确定{'、'.join(heads)}中哪一列是{'基期' if column == 'base' else '目标'}",
        f"请注明年份：{argument}={max(bare)}",
    )


def _place_done(found: dict[Column, list[str]], chosen: Mapping[Column, str]) -> None:
    """Of two columns of what was done, take the earlier as the base; beside targets either may be it."""
    if Column.TARGET in {*found, *chosen}:
        return
    done = found.get(Column.DONE, [])
    years = [header_year(header) for header in done]
    if len(done) == 2 and None not in years and Column.BASE not in {*found, *chosen}:
        early, late = sorted(done, key=lambda header: header_year(header) or 0)
        if header_year(early) != header_year(late):
            found[Column.BASE], found[Column.DONE] = [early], [late]


def _check_single(found: Mapping[Column, list[str]]) -> None:
    for column, named in found.items():
        if len(named) > 1:
            told, told_zh = " and ".join(map(repr, named)), "、".join(named)
            raise refused(
                f"{told} both name the column {column.value!r}",
                f"say which it is: columns={{{column.value!r}: {named[0]!r}}}; the other is kept as it is",
                f"{told_zh}都指同一列（{column.value}）",
                f"请指明是哪一列：columns={{{column.value!r}: {named[0]!r}}}",
            )


def refused(message: str, remedy: str, message_zh: str, remedy_zh: str) -> DocumentError:
    """Make the error for a table whose columns cannot be told apart.

    Args:
        message: What is wrong, in English.
        remedy: What to do, in English.
        message_zh: What is wrong, in Chinese.
        remedy_zh: What to do, in Chinese.
    """
    problem = Problem(Location("the header"), message, remedy, message_zh, remedy_zh)
    return DocumentError((problem,))


def _listed(headers: Iterable[str]) -> str:
    return ", ".join(map(repr, headers))


def _listed_zh(headers: Iterable[str]) -> str:
    return "、".join(headers)


# -- what is left over ------------------------------------------------------------------------------


def check_all_read(
    rows: Sequence[Mapping[str, str]], columns: Columns, chosen: Mapping[Column, str], further: Sequence[str]
) -> None:
    """Check that no column of figures is left out without the caller's word.

    A column that is not known is one of figures when its head speaks of them, by a year or by words such as
    目标 and 年均, and one of its cells holds a number. Neither alone tells it: 备注 holds numbers as well.

    Args:
        rows: The rows of the table.
        columns: Which header stands over which column.
        chosen: Headers that the caller has chosen; others of the same meaning are left by that choice.
        further: Headers that the caller keeps as they are.

    Raises:
        DocumentError: If a column of figures is not read, or no column of figures is known.
    """
    kept = {*columns.headers.values(), *further}
    unread = [
        header
        for header in rows[0]
        if header not in kept
        and named_column(header)[0] not in chosen
        and _speaks_of_figures(header)
        and any(_FIGURE_CELL.fullmatch(folded(row[header]).strip()) for row in rows)
    ]
    if unread:
        raise refused(
            f"it cannot be told what the columns of figures {_listed(unread)} hold",
            f"say it: columns={{{_guess(unread[0])!r}: {unread[0]!r}}}, or another of base, done, target and "
            f"rate; what is not to be read is kept as it is: further={unread!r}",
            f"无法确定{_listed_zh(unread)}列的数值含义",
            f"请指明：columns={{{_guess(unread[0])!r}: {unread[0]!r}}}，或 base、done、target、rate 中的"
            f"另一项；不需读取的列原样保留：further={unread!r}",
        )
    if not _FIGURES & columns.headers.keys():
        raise refused(
            f"no column holds a base, what was done, a target or a rate; the headers are {_listed(rows[0])}",
            "say which do: columns={'base': '…', 'target': '…'}",
            f"找不到基期、完成、目标或年均增速列；各列标题为{_listed_zh(rows[0])}",
            "请指明：columns={'base': '…', 'target': '…'}",
        )


def _guess(header: str) -> str:
    """Give the column that a header is shown with in an example; the caller says what it is."""
    return "rate" if re.search("年均|增|累计|growth|rate", header) else "target"


def _speaks_of_figures(header: str) -> bool:
    bare = folded(header).lower()
    return _FIGURE_HEAD.search(_NOISE.sub("", bare)) is not None and _NOTE_HEAD.search(bare) is None
