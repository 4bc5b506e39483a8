"""What the projects are to cost, in tables by source of money and by year, with how many told it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from zoneplan.figures import Figure
from zoneplan.invested import Margin, parts_of_reporting, sums_apart
from zoneplan.layout import Language, printable
from zoneplan.locations import Location, located
from zoneplan.outline import NodeKind
from zoneplan.printed_figures import shared_unit, without_unit
from zoneplan.printed_tables import PrintedCell, PrintedColumn, PrintedRow, PrintedTable
from zoneplan.subjects import shown_name
from zoneplan.terminal import MISSING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from zoneplan.briefings.answers import Answers
    from zoneplan.investments import Investment
    from zoneplan.ledger import PlanLike

__all__ = ["NamedMargin", "Stated", "funding_tables", "named_margins", "sums_text"]

_WORDS: Final[Mapping[Language, Mapping[str, str]]] = {
    "zh": {
        "heading whole": "项目投资", "heading source": "项目投资（按资金来源）",
        "heading year": "项目年度计划投资",
        "whole": "项目投资", "source": "资金来源", "year": "年度", "amount": "金额", "told": "填报情况",
        "total": "总投资", "done": "累计完成", "sum": "合计", "unit": "（{0}）", "colon": "{0}：{1}",
        "coverage": "项目{1}个，已报{0}个", "untold": "；未写明金额{0}处",
        "named": "列出的项目{1}个，写明金额{0}个",
        "dated": "项目{1}个，已报年度计划的{0}个；时期可能重叠，不合计。",
        "parts": "打包项目已报的，其子项目不重复计入。",
    },
    "en": {
        "heading whole": "Investments of projects",
        "heading source": "Investments of projects by source of money",
        "heading year": "Investments of projects planned by year",
        "whole": "Investment", "source": "Source of money", "year": "Year", "amount": "Amount",
        "told": "Reported", "total": "Total investment", "done": "Done until now", "sum": "Total",
        "unit": " ({0})", "colon": "{0}: {1}",
        "coverage": "{0} of {1} projects", "untold": "; amounts not stated: {0}",
        "named": "{0} of {1} that name it tell how much",
        "dated": "Told for some year by {0} of {1} projects; periods may overlap and are not added up.",
        "parts": "Parts of a package that reports itself are not counted again.",
    },
}  # fmt: skip


@attrs.frozen
class Stated:
    """What one project states.

    Attributes:
        project: Name of the project, or its id.
        place: Where it stands in the plan.
        figure: The amount; None where the project names what it is for and not how much.
    """

    project: str
    place: Location
    figure: Figure | None


@attrs.frozen
class NamedMargin:
    """A sum over projects with its name, what it was added up from, and the anchor of what explains it.

    Attributes:
        anchor: The anchor.
        sort: What it is one of: `whole`, `source` or `year`.
        label: Its name, in the language of the briefing.
        margin: The sum.
        stated: What each project states of it, those that are counted in their package left out.
    """

    anchor: str
    sort: str
    label: str
    margin: Margin
    stated: tuple[Stated, ...]

    def heading(self, language: Language) -> str:
        """Name it by itself, outside its table.

        Args:
            language: What it is named in.
        """
        words = _WORDS[language]
        return self.label if self.sort == "whole" else words["colon"].format(words[self.sort], self.label)


def named_margins(answers: Answers) -> Iterator[NamedMargin]:
    """Give every sum that the tables show: the totals, then sources, then years.

    Args:
        answers: The plan with its answers.
    """
    found, words, plan = answers.invested, _WORDS[answers.language], answers.plan
    whole = _stated(plan, _whole)
    for name, margin in (("total", found.total), ("done", found.done)):
        if margin.told:
            yield NamedMargin(f"invested-{name}", "whole", words[name], margin, whole[name])
    sources, years = _stated(plan, _sources, together=True), _stated(plan, _years)
    for sort, margins, stated in (("source", found.by_source, sources), ("year", found.by_year, years)):
        for index, margin in enumerate(margins):
            # What only parts of packages name, which are counted in these, has no row.
            if margin.told or margin.untold:
                anchor = f"invested-{sort}-{index}"
                yield NamedMargin(anchor, sort, margin.label, margin, stated[margin.label])


# -- what projects state --------------------------------------------------------------------------


def _stated(
    plan: PlanLike,
    given: Callable[[Investment, str], Iterator[tuple[str, Location, Figure | None]]],
    *,
    together: bool = False,
) -> dict[str, tuple[Stated, ...]]:
    """Give what each project states, by what it is for, without parts of packages that state the same.

    Args:
        plan: The plan.
        given: What an investment states, with its path.
        together: Whether a package that states anything states all of it.
    """
    projects = [node for node in plan.outline.walk() if node.kind is NodeKind.PROJECT]
    found: dict[str, dict[str, Stated]] = {
        node.id: {
            label: Stated(shown_name(node), place, figure)
            for label, place, figure in given(node.investment, f"{plan.outline.paths[node.id]}.investment")
        }
        for node in projects
        if node.investment is not None
    }
    stated = {}
    for label in dict.fromkeys(label for told in found.values() for label in told):
        stating = {
            node
            for node, told in found.items()
            if any(one.figure is not None for key, one in told.items() if together or key == label)
        }
        parts = {one.id for one in parts_of_reporting(projects, lambda one: one.id in stating)}  # noqa: B023
        stated[label] = tuple(
            told[label] for node, told in found.items() if label in told and node not in parts
        )
    return stated


def _whole(investment: Investment, path: str) -> Iterator[tuple[str, Location, Figure | None]]:
    for field, figure in (("total", investment.total), ("done", investment.done)):
        if figure is not None:
            yield field, located(investment.mark, path, field), figure


def _sources(investment: Investment, path: str) -> Iterator[tuple[str, Location, Figure | None]]:
    for index, one in enumerate(investment.by_source):
        yield one.name, located(one.mark, f"{path}.by_source[{index}]", "figure"), one.figure


def _years(investment: Investment, path: str) -> Iterator[tuple[str, Location, Figure | None]]:
    for index, one in enumerate(investment.by_year):
        yield str(one.period), located(one.mark, f"{path}.by_year[{index}]", "figure"), one.figure


# -- tables ---------------------------------------------------------------------------------------


def funding_tables(answers: Answers) -> tuple[PrintedTable, ...]:
    """Print what projects are to cost: totals with what is done, by source and by year.

    There is no table for what no project tells.

    Args:
        answers: The plan with its answers.
    """
    by_sort: dict[str, list[NamedMargin]] = {}
    for one in named_margins(answers):
        by_sort.setdefault(one.sort, []).append(one)
    return tuple(_table(answers, sort, margins) for sort, margins in by_sort.items())


def sums_text(sums: Sequence[Figure], unit: str = "") -> str:
    """Print sums, each currency and price basis by itself; a dash where nothing is told.

    Args:
        sums: The sums.
        unit: The unit that stands beside them; empty for none.
    """
    return "\n".join(without_unit(str(one), unit) for one in sums) or MISSING


def _table(answers: Answers, sort: str, margins: Sequence[NamedMargin]) -> PrintedTable:
    words = _WORDS[answers.language]
    unit = shared_unit(figure for one in margins for figure in one.margin.figures)
    name = "" if unit is None else unit.name
    brackets = words["unit"].format(name) if name else ""
    columns = (
        PrintedColumn(words[sort], 8),
        PrintedColumn(f"{words['amount']}{brackets}", 6, True, name),
        PrintedColumn(words["told"], 10),
    )
    rows = [_row(answers.language, one, name) for one in margins]
    if sort == "source":
        rows.append(_sum_row(answers, margins, name))
    notes = [words["dated"].format(*answers.invested.dated)] if sort == "year" else []
    if any(one.margin.expected < answers.invested.projects for one in margins):
        notes.append(words["parts"])
    return PrintedTable(words[f"heading {sort}"], columns, tuple(rows), tuple(notes))


def _sum_row(answers: Answers, margins: Sequence[NamedMargin], unit: str) -> PrintedRow:
    """Add up all sources, and tell how many projects they are of and how many amounts are missing."""
    words = _WORDS[answers.language]
    told = words["coverage"].format(*answers.invested.sourced)
    if untold := sum(one.margin.untold for one in margins):
        told += words["untold"].format(untold)
    sums = sums_apart(figure for one in margins for figure in one.margin.figures)
    cells = (words["sum"], sums_text(sums, unit), told)
    return PrintedRow(tuple(PrintedCell(text) for text in cells), is_total=True)


def _row(language: Language, one: NamedMargin, unit: str) -> PrintedRow:
    words, margin = _WORDS[language], one.margin
    told = (
        words["coverage"].format(margin.told, margin.expected)
        if one.sort == "whole"
        else words["named"].format(margin.told, margin.told + margin.untold)
    )
    return PrintedRow(
        (
            PrintedCell(printable(one.label)),
            PrintedCell(sums_text(margin.figures, unit), link=one.anchor),
            PrintedCell(told),
        )
    )
