"""What the projects are to cost, in tables by source of money and by year, with how many told it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from zoneplan.layout import Language, printable
from zoneplan.printed_figures import shared_unit, without_unit
from zoneplan.printed_tables import PrintedCell, PrintedColumn, PrintedRow, PrintedTable
from zoneplan.terminal import MISSING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from zoneplan.briefings.answers import Answers
    from zoneplan.figures import Figure
    from zoneplan.investment_margins import Margin

__all__ = ["NamedMargin", "funding_tables", "margin_text", "named_margins"]

_WORDS: Final[Mapping[Language, Mapping[str, str]]] = {
    "zh": {
        "whole": "项目投资", "sources": "项目投资（按资金来源）", "years": "项目年度计划投资",
        "what": "项目投资", "source": "资金来源", "year": "年度", "amount": "金额", "told": "填报情况",
        "total": "总投资", "done": "累计完成", "sum": "合计", "unit": "（{0}）", "colon": "{0}：{1}",
        "coverage": "项目{0}个，已报{1}个", "named": "列出的项目{0}个，写明金额{1}个",
        "parts": "打包项目已报的，其子项目不重复计入：{0}个。",
    },
    "en": {
        "whole": "Investments of projects", "sources": "Investments of projects by source of money",
        "years": "Investments of projects planned by year",
        "what": "Investment", "source": "Source of money", "year": "Year", "amount": "Amount",
        "told": "Reported", "total": "Total investment", "done": "Done until now", "sum": "Total",
        "unit": " ({0})", "colon": "{0}: {1}",
        "coverage": "{1} of {0} projects", "named": "an amount by {1} of the {0} projects that name it",
        "parts": "Parts of a package that reports itself are not counted again: {0}.",
    },
}  # fmt: skip


@attrs.frozen
class NamedMargin:
    """A margin with its name and the anchor of what explains it.

    Attributes:
        anchor: The anchor.
        sort: What it is one of: `whole`, `source` or `year`.
        label: Its name, in the language of the briefing.
        margin: What projects tell.
    """

    anchor: str
    sort: str
    label: str
    margin: Margin

    def heading(self, language: Language) -> str:
        """Name it by itself, outside its table.

        Args:
            language: What it is named in.
        """
        words = _WORDS[language]
        return self.label if self.sort == "whole" else words["colon"].format(words[self.sort], self.label)


def named_margins(answers: Answers) -> Iterator[NamedMargin]:
    """Give every margin that the tables show: totals, then sources, then years.

    Args:
        answers: The plan, with what was asked of it.
    """
    found, words = answers.investments, _WORDS[answers.language]
    for name, margin in (("total", found.total), ("done", found.done)):
        if margin.amounts:
            yield NamedMargin(f"invested-{name}", "whole", words[name], margin)
    for index, margin in enumerate(found.by_source):
        yield NamedMargin(f"invested-source-{index}", "source", margin.label, margin)
    for index, margin in enumerate(found.by_year):
        yield NamedMargin(f"invested-year-{index}", "year", margin.label, margin)


def funding_tables(answers: Answers) -> tuple[PrintedTable, ...]:
    """Print what projects are to cost: totals with what is done, by source and by year; none where none tells.

    Args:
        answers: The plan, with what was asked of it.
    """
    by_sort: dict[str, list[NamedMargin]] = {}
    for one in named_margins(answers):
        by_sort.setdefault(one.sort, []).append(one)
    return tuple(_table(answers, sort, margins) for sort, margins in by_sort.items())


def margin_text(margin: Margin, unit: str = "") -> str:
    """Print what is told, added up, each currency and price basis by itself; a dash where nothing is.

    Args:
        margin: The margin.
        unit: The unit that stands beside it; empty for none.
    """
    return _sums_text(margin.sums, unit)


def _sums_text(sums: Sequence[Figure], unit: str) -> str:
    return "\n".join(without_unit(str(one), unit) for one in sums) or MISSING


def _table(answers: Answers, sort: str, margins: Sequence[NamedMargin]) -> PrintedTable:
    words = _WORDS[answers.language]
    unit = shared_unit(figure for one in margins for figure in one.margin.sums)
    name = "" if unit is None else unit.name
    brackets = words["unit"].format(name) if name else ""
    columns = (
        PrintedColumn(words["what" if sort == "whole" else sort], 8),
        PrintedColumn(f"{words['amount']}{brackets}", 6, True, name),
        PrintedColumn(words["told"], 10),
    )
    rows = [_row(answers, one, name) for one in margins]
    heading = words[{"whole": "whole", "source": "sources", "year": "years"}[sort]]
    if sort != "whole":
        rows.append(_sum_row(answers, [one.margin for one in margins], name))
    count = len(answers.investments.not_counted)
    notes = (words["parts"].format(count),) if count and sort == "whole" else ()
    return PrintedTable(heading, columns, tuple(rows), notes)


def _row(answers: Answers, one: NamedMargin, unit: str) -> PrintedRow:
    words, margin = _WORDS[answers.language], one.margin
    told = (
        words["coverage"].format(answers.investments.projects, margin.told)
        if one.sort == "whole"
        else words["named"].format(len(margin.amounts), margin.told)
    )
    return PrintedRow(
        (
            PrintedCell(printable(one.label)),
            PrintedCell(margin_text(margin, unit), link=one.anchor),
            PrintedCell(told),
        )
    )


def _sum_row(answers: Answers, margins: Iterable[Margin], unit: str) -> PrintedRow:
    """Add up all rows, and count the projects that told any of them."""
    words = _WORDS[answers.language]
    amounts = [one for margin in margins for one in margin.amounts if one.figure is not None]
    projects = {one.place.path.partition(".investment")[0] for one in amounts}
    sums = attrs.evolve(answers.investments.total, amounts=tuple(amounts)).sums
    told = words["coverage"].format(answers.investments.projects, len(projects))
    cells = (PrintedCell(words["sum"]), PrintedCell(_sums_text(sums, unit)), PrintedCell(told))
    return PrintedRow(cells, is_total=True)
