"""The table of projects, with totals that say of how many projects they are: missing is not zero."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

import attrs

from zoneplan.figures import Figure
from zoneplan.invested import parts_of_reporting, sums_apart
from zoneplan.printed_figures import named, shared_unit, without_unit
from zoneplan.printed_tables import PrintedCell, PrintedColumn, PrintedRow, PrintedTable
from zoneplan.printed_values import join, shown_word
from zoneplan.programs import Project

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from zoneplan.periods import Period
    from zoneplan.printed_values import PlanValues

__all__ = ["project_table"]

_MOST_YEARS: Final = 4
_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "zh": {
        "heading": "项目表", "number": "序号", "name": "项目", "total": "总投资", "year": "{0}年度计划",
        "years": "年度计划", "sources": "资金来源", "dates": "起止年限", "state": "状态",
        "sum": "合计（{0}个项目；已报：{1}）", "comma": "，", "from": "自{0}", "to": "至{0}",
        "parts": "打包项目已报的，其子项目不重复计入合计：{0}个。",
    },
    "en": {
        "heading": "Projects", "number": "No.", "name": "Project", "total": "Total investment",
        "year": "Planned for {0}", "years": "Planned by year", "sources": "Sources of money",
        "dates": "Years", "state": "State",
        "sum": "Total of {0} projects (reported: {1})", "comma": ", ", "from": "from {0}", "to": "to {0}",
        "parts": "Parts of a package that reports itself are not counted again: {0}.",
    },
}  # fmt: skip


@attrs.frozen
class _Amount:
    """What a project says in a cell of figures.

    Attributes:
        figure: The figure; None where only its label is told, which is not 0.
        path: The path of what it is written in.
        field: The field of the figure there.
        label: What the figure is of, where a cell has several.
        label_field: The field of the label.
    """

    figure: Figure | None
    path: str
    field: str = "figure"
    label: str = ""
    label_field: str = ""


def project_table(values: PlanValues) -> PrintedTable | None:
    """Print every project of the plan; None when it has none.

    A total adds up exactly what was reported, in each currency by itself, and says of how many projects. A
    project that is part of another one which reports itself is not counted again.

    Args:
        values: The plan.
    """
    listed = [(path, node) for path, node in values.nodes() if isinstance(node, Project)]
    if not listed:
        return None
    words = _WORDS[values.language]
    amounts = list(_amount_columns(values, listed))
    columns = (
        PrintedColumn(words["number"], 3, True),
        PrintedColumn(words["name"], 8),
        *(one.column for one in amounts),
        PrintedColumn(words["dates"], 4),
        PrintedColumn(words["state"], 5),
    )
    rows = [
        PrintedRow((PrintedCell(str(number)), *_cells(values, path, project, amounts)))
        for number, (path, project) in enumerate(listed, start=1)
    ]
    skipped = {path for one in amounts for path in one.parts_of_reported(listed)}
    notes = (words["parts"].format(len(skipped)),) if skipped else ()
    last = PrintedRow(tuple(_totals(values, listed, amounts)), is_total=True)
    return PrintedTable(words["heading"], columns, (*rows, last), notes, is_wide=True)


@attrs.frozen(eq=False)
class _AmountColumn:
    """A column of figures: what they are, its header, and which figures of a project stand in it."""

    name: str
    column: PrintedColumn
    amounts: Callable[[str, Project], Sequence[_Amount]]

    def parts_of_reported(self, projects: Sequence[tuple[str, Project]]) -> set[str]:
        """Give the paths of projects whose figures are counted in that of the package they are part of."""
        paths = {id(project): path for path, project in projects}
        told = {id(project) for path, project in projects if self._is_told(path, project)}
        parts = parts_of_reporting([project for _, project in projects], lambda one: id(one) in told)
        return {paths[id(project)] for project in parts}

    def _is_told(self, path: str, project: Project) -> bool:
        return any(one.figure is not None for one in self.amounts(path, project))


def _amount_columns(values: PlanValues, projects: Sequence[tuple[str, Project]]) -> Iterator[_AmountColumn]:
    words = _WORDS[values.language]
    yield _column(values, projects, words["total"], 4, _total)
    periods: dict[str, Period] = {}
    for _, project in projects:
        years = () if project.investment is None else project.investment.by_year
        periods.update((str(one.period), one.period) for one in years)
    if len(periods) <= _MOST_YEARS:
        for period in sorted(periods.values(), key=lambda one: one.sort_key):
            yield _column(values, projects, words["year"].format(period), 4, _year(period))
    else:
        yield _column(values, projects, words["years"], 6, _years)
    if any(project.investment is not None and project.investment.by_source for _, project in projects):
        yield _column(values, projects, words["sources"], 6, _sources)


def _column(
    values: PlanValues,
    projects: Sequence[tuple[str, Project]],
    header: str,
    width: int,
    amounts: Callable[[str, Project], Sequence[_Amount]],
) -> _AmountColumn:
    unit = shared_unit(one.figure for place in projects for one in amounts(*place))
    name = "" if unit is None else unit.name
    brackets = f"（{name}）" if values.language == "zh" else f" ({name})"
    return _AmountColumn(
        header, PrintedColumn(f"{header}{brackets if name else ''}", width, True, name), amounts
    )


def _total(path: str, project: Project) -> list[_Amount]:
    investment = project.investment
    if investment is None or investment.total is None:
        return []
    return [_Amount(investment.total, f"{path}.investment", "total")]


def _year(period: Period) -> Callable[[str, Project], list[_Amount]]:
    def amounts(path: str, project: Project) -> list[_Amount]:
        return [attrs.evolve(one, label="") for one in _years(path, project) if one.label == str(period)]

    return amounts


def _years(path: str, project: Project) -> list[_Amount]:
    listed = () if project.investment is None else project.investment.by_year
    return [
        _Amount(
            one.figure, f"{path}.investment.by_year[{index}]", label=str(one.period), label_field="period"
        )
        for index, one in enumerate(listed)
    ]


def _sources(path: str, project: Project) -> list[_Amount]:
    listed = () if project.investment is None else project.investment.by_source
    return [
        _Amount(one.figure, f"{path}.investment.by_source[{index}]", label=one.name, label_field="name")
        for index, one in enumerate(listed)
    ]


def _cells(
    values: PlanValues, path: str, project: Project, columns: Iterable[_AmountColumn]
) -> Iterator[PrintedCell]:
    yield values.cell(project.name, f"{path}.name")
    for column in columns:
        parts = (_printed(values, column.column.unit, one) for one in column.amounts(path, project))
        yield named(parts)
    yield _dates(values, path, project)
    yield named(
        (
            f"{shown_word(change.state, values.language)}（{change.on}）",
            "",
            _stated(values, f"{path}.states[{index}]", "state", "on"),
        )
        for index, change in enumerate(project.states)
    )


def _printed(values: PlanValues, unit: str, amount: _Amount) -> tuple[str, str, tuple[str, ...]]:
    text, held = values.figure(join(amount.path, amount.field))
    shown = (held, join(amount.path, amount.label_field) if amount.label_field else "")
    paths = tuple(one for one in shown if one in values.values)
    return without_unit(text, unit), amount.label, paths


def _stated(values: PlanValues, path: str, *fields: str) -> tuple[str, ...]:
    return tuple(one for one in (join(path, field) for field in fields) if one in values.values)


def _dates(values: PlanValues, path: str, project: Project) -> PrintedCell:
    """Print from when to when a project runs; one end alone is told as such."""
    words = _WORDS[values.language]
    start = "" if project.start is None else str(project.start)
    end = "" if project.deadline is None else project.deadline.text(values.language)
    if start and end:
        text = f"{start}—{end}"
    else:
        text = words["from"].format(start) if start else words["to"].format(end) if end else ""
    return values.cell(text, f"{path}.start", f"{path}.deadline")


# -- totals ---------------------------------------------------------------------------------------


def _totals(
    values: PlanValues, projects: Sequence[tuple[str, Project]], columns: Sequence[_AmountColumn]
) -> Iterator[PrintedCell]:
    words = _WORDS[values.language]
    sums, counts = [], []
    for column in columns:
        skipped = column.parts_of_reported(projects)
        counted = [place for place in projects if place[0] not in skipped]
        text, reporting = _total_text(column, counted)
        sums.append(PrintedCell(text))
        counts.append(f"{column.name} {reporting}/{len(counted)}")
    yield PrintedCell()
    yield PrintedCell(words["sum"].format(len(projects), words["comma"].join(counts)))
    yield from sums
    yield from (PrintedCell(), PrintedCell())


def _total_text(column: _AmountColumn, projects: Sequence[tuple[str, Project]]) -> tuple[str, int]:
    """Add up what was reported, each label and each sort of money by itself, and count who reported.

    Where nobody did there is a dash: nothing reported is not zero.
    """
    by_label: dict[str, list[Figure]] = {}
    reporting = 0
    for place in projects:
        given = [(one.label, one.figure) for one in column.amounts(*place) if one.figure is not None]
        reporting += bool(given)
        for label, figure in given:
            by_label.setdefault(label, []).append(figure)
    lines = [
        f"{f'{label}：' if label else ''}{without_unit(str(sum_), column.column.unit)}"
        for label, figures in by_label.items()
        for sum_ in sums_apart(figures)
    ]
    return "\n".join(lines) or "—", reporting
