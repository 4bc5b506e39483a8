"""The money of a plan: rolled up by program, and what projects are to cost by source of money and by year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zoneplan.briefings.answers import figure_anchor
from zoneplan.briefings.funding import funding_tables
from zoneplan.briefings.printing import can_be, joined, listed
from zoneplan.briefings.rolled_money import money_metrics, parts_of
from zoneplan.briefings.sections import Block, Section, SectionName
from zoneplan.charts.money import funding_chart, yearly_chart
from zoneplan.charts.waterfalls import waterfall_chart
from zoneplan.layout import Language, printable
from zoneplan.metrics import AcrossRule
from zoneplan.prices import PriceBasisKind
from zoneplan.printed_figures import without_unit
from zoneplan.printed_tables import PrintedCell, PrintedColumn, PrintedLine, PrintedRow, PrintedTable, Signal
from zoneplan.rollup_listing import row_cells
from zoneplan.subjects import shown_name
from zoneplan.terminal import MISSING
from zoneplan.vocabulary import word_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from zoneplan.briefings.answers import Answers
    from zoneplan.briefings.rolled_money import RolledMoney
    from zoneplan.charts.chart import Chart
    from zoneplan.observations import Aspect
    from zoneplan.periods import Period
    from zoneplan.rollup import Rollup, RollupRow

__all__ = ["money"]

_WORDS: Final[Mapping[Language, Mapping[str, str]]] = {
    "zh": {
        "heading": "资金", "caption": "{name}（{of}）", "comma": "，",
        "columns": "方案;汇总数;可能的值;自报数;差额;填报情况", "unit": "（{0}）",
        "whole": "全规划", "more": "另有{0}个已声明，未列出", "of more": "应报{0}个，已报0个",
        "skipped": "汇总数只含已报的数；未报的没有计入，也不按0计。",
        "shared": "同属几个方案的部分，在全规划中只计一次。",
        "others": "另有填报，未计入此汇总：{0}。", "other": "{0}（{1}）",
        "periods": "{0}个时期，{1}至{2}",
        "refused": "{name}：不能汇总。{why}",
        "silent": "{name}：截至{day}没有可汇总的填报。",
        "later": "{name}：截至{day}没有可汇总的填报；填报的是：{others}。",
        "no rule": "规划没有写明汇总规则，因此不汇总：{0}。",
        "not added": "按规划写明的规则，不由各部分相加：{0}。",
        "none": "项目没有写明投资。",
    },
    "en": {
        "heading": "Money", "caption": "{name} ({of})", "comma": ", ",
        "columns": "Program;Computed;Can mean;Stated;Residual;Coverage", "unit": " ({0})",
        "whole": "The whole plan", "more": "{0} more declared, not listed", "of more": "0 of {0} reported",
        "skipped": "Totals add up what was reported; what was not reported is left out, not counted as 0.",
        "shared": "What belongs to several programs counts once in the whole plan.",
        "others": "Also reported, and not in these totals: {0}.", "other": "{0} ({1})",
        "periods": "{0} periods from {1} to {2}",
        "refused": "{name}: cannot be rolled up. {why}",
        "silent": "{name}: nothing that could be rolled up was reported by {day}.",
        "later": "{name}: nothing that could be rolled up was reported by {day}; reported are {others}.",
        "no rule": "Not rolled up, since the plan states no rule across parts: {0}.",
        "not added": "Not added up from parts, by the rule that the plan states: {0}.",
        "none": "The projects state no investment.",
    },
}  # fmt: skip
_WIDTHS: Final = (8, 5, 7, 5, 4, 8)
_MOST_PERIODS: Final = 6
"""So many periods of one aspect are named one by one."""


def money(answers: Answers) -> Section | None:
    """Show what a plan says of money; None where it has neither metrics of money nor investments.

    Args:
        answers: The plan with its answers.
    """
    blocks = (*_rolled(answers), *_not_rolled(answers), *_investments(answers))
    if not blocks:
        return None
    return Section(SectionName.MONEY, _WORDS[answers.language]["heading"], blocks)


# -- by program -----------------------------------------------------------------------------------


def _rolled(answers: Answers) -> Iterator[Block]:
    for one in answers.money_rollups:
        if one.rollup is None:
            yield PrintedLine(_why_not(answers, one))
        else:
            yield _table(answers, one, one.rollup)
            yield from _drawn(waterfall_chart(one.rollup, language=answers.language))


def _why_not(answers: Answers, one: RolledMoney) -> str:
    """Say why there is no table: what was refused and what to do, or that nothing was reported."""
    words, name = _WORDS[answers.language], one.metric.name
    if one.refusal is not None:
        why = joined(one.refusal.sentences(answers.language), answers.language)
        return printable(words["refused"].format(name=name, why=why))
    others = _listed(one.others, answers.language)
    return printable(
        words["later" if others else "silent"].format(name=name, day=answers.as_of, others=others)
    )


def _listed(told: Sequence[tuple[Aspect, Period]], language: Language) -> str:
    """Name aspects with their periods, many periods by how many they are and the first and last of them."""
    words = _WORDS[language]
    by_aspect: dict[Aspect, list[Period]] = {}
    for aspect, period in told:
        by_aspect.setdefault(aspect, []).append(period)
    return joined(
        (
            words["other"].format(
                word_of(aspect, language),
                listed(map(str, periods), language)
                if len(periods) <= _MOST_PERIODS
                else words["periods"].format(len(periods), periods[0], periods[-1]),
            )
            for aspect, periods in by_aspect.items()
        ),
        language,
    )


def _table(answers: Answers, one: RolledMoney, rollup: Rollup) -> PrintedTable:
    words, outline = _WORDS[answers.language], rollup.outline
    below = [rollup[node] for node in parts_of(outline)]
    rows = [_row(answers, row, printable(shown_name(outline.nodes[row.node]))) for row in below]
    if more := rollup.total.unlisted - sum(row.unlisted for row in below):
        said = (words["more"].format(more), *[MISSING] * 4, words["of more"].format(more))
        rows.append(PrintedRow(tuple(PrintedCell(text) for text in said)))
    rows.append(_row(answers, rollup.total, words["whole"]))
    notes = [] if rollup.total.coverage.is_complete else [words["skipped"]]
    if sum(len(row.leaves) for row in below) > len(rollup.total.leaves):
        notes.append(words["shared"])
    if one.others:
        notes.append(words["others"].format(_listed(one.others, answers.language)))
    unit = rollup.metric.unit.name
    columns = tuple(
        PrintedColumn(f"{header}{words['unit'].format(unit)}", width, True, unit)
        if index in {1, 3, 4}
        else PrintedColumn(header, width)
        for index, (header, width) in enumerate(zip(words["columns"].split(";"), _WIDTHS, strict=True))
    )
    return PrintedTable(_caption(rollup, answers.language), columns, tuple(rows), tuple(notes))


def _caption(rollup: Rollup, language: Language) -> str:
    words, total = _WORDS[language], rollup.total.computed
    of = [] if rollup.period is None else [str(rollup.period)]
    of += [] if rollup.aspect is None else [word_of(rollup.aspect, language)]
    if total is not None and total.price_basis.kind is not PriceBasisKind.UNSTATED:
        of.append(total.price_basis.describe(language))
    return printable(words["caption"].format(name=rollup.metric.name, of=words["comma"].join(of)))


def _row(answers: Answers, row: RollupRow, name: str) -> PrintedRow:
    """Print a row; a figure leads to what it was computed from, a stated one to where it was stated."""
    unit, entry = row.rollup.metric.unit.name, row.stated_entry
    computed, _, stated, residual, coverage = row_cells(row, answers.language)
    meant = MISSING if row.computed is None else can_be(row.computed, answers.language)
    if row.stated is not None and row.stated.text is not None:
        stated = printable(row.stated.text)
    link = answers.computed_anchor(row.rollup.metric.id, row.node)
    is_open = row.coverage.expected and not row.coverage.is_complete
    cells = (
        PrintedCell(name),
        PrintedCell(without_unit(computed, unit), link=link),
        PrintedCell(meant),
        PrintedCell(without_unit(stated, unit), link="" if entry is None else figure_anchor(entry.path)),
        PrintedCell(without_unit(residual, unit), link="" if residual == MISSING else link),
        PrintedCell(coverage, signal=Signal.OPEN if is_open else None),
    )
    return PrintedRow(cells, is_total=row.node == row.rollup.outline.root.id)


def _not_rolled(answers: Answers) -> Iterator[PrintedLine]:
    """Name the metrics of money that are not added up, and by whose word."""
    words, plan = _WORDS[answers.language], answers.plan
    silent = money_metrics(plan, None)
    others = [
        metric for rule in AcrossRule if rule is not AcrossRule.SUM for metric in money_metrics(plan, rule)
    ]
    for said, metrics in (("no rule", silent), ("not added", others)):
        if metrics:
            names = listed((metric.name for metric in metrics), answers.language)
            yield PrintedLine(printable(words[said].format(names)))


# -- by source and year ---------------------------------------------------------------------------


def _investments(answers: Answers) -> Iterator[Block]:
    """Show what projects are to cost; where there are projects and none says so, that is told."""
    tables = funding_tables(answers)
    has_money = any(metric.unit.currency for metric in answers.plan.ledger.metrics.values())
    if not tables and answers.invested.projects and has_money:
        yield PrintedLine(_WORDS[answers.language]["none"])
    yield from tables
    for draw in (funding_chart, yearly_chart) if tables else ():
        yield from _drawn(draw(answers.plan, language=answers.language))


def _drawn(chart: Chart | None) -> Iterator[Chart]:
    """Give a chart; none where there was nothing to draw."""
    if chart is not None:
        yield chart
