"""A rollup as plain text for a terminal: a row for the plan, each program and each action."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from zoneplan.layout import Language, printable, shortened, table, width
from zoneplan.outline import NodeKind
from zoneplan.prices import PriceBasisKind
from zoneplan.shown_figures import MISSING, shown_figure, telling_places
from zoneplan.vocabulary import word_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from zoneplan.coverage import Coverage, Missing
    from zoneplan.figures import Figure
    from zoneplan.intervals import Interval
    from zoneplan.ledger import Entry
    from zoneplan.metrics import Metric
    from zoneplan.observations import Aspect
    from zoneplan.outline import Outline
    from zoneplan.periods import Period

__all__ = ["rollup_heading", "rollup_heads", "rollup_lines", "rollup_rows", "row_cells", "shown_meaning"]


class RowLike(Protocol):
    """What is printed of one node's row of a rollup."""

    @property
    def node(self) -> str:
        """Id of the node."""

    @property
    def rollup(self) -> RollupLike:
        """The rollup it is of."""

    @property
    def computed(self) -> Figure | None:
        """What the leaves give."""

    @property
    def stated(self) -> Figure | None:
        """What the node states itself."""

    @property
    def residual(self) -> Figure | None:
        """Stated less computed."""

    @property
    def stated_entry(self) -> Entry | None:
        """The entry by which it is stated."""

    @property
    def coverage(self) -> Coverage:
        """How much was reported."""

    @property
    def unlisted(self) -> int:
        """How many leaves are not listed."""


class RollupLike(Protocol):
    """What is printed of a rollup, which stands above this module and prints itself with it."""

    @property
    def metric(self) -> Metric:
        """The metric."""

    @property
    def period(self) -> Period | None:
        """The period."""

    @property
    def aspect(self) -> Aspect | None:
        """What the figures are figures of."""

    @property
    def missing(self) -> Missing:
        """What a missing leaf means."""

    @property
    def outline(self) -> Outline:
        """The outline."""

    @property
    def total(self) -> RowLike:
        """The row of the whole."""

    def __getitem__(self, node_id: str, /) -> RowLike:
        """Give the row of a node."""

    def entries_behind(self, node_id: str) -> tuple[Entry, ...]:
        """Give the entries by which a leaf reported."""


_WORDS: Final[Mapping[Language, Mapping[str, str]]] = {
    "en": {
        "heading": "|computed|can mean|stated|residual|coverage",
        "of": "{name} ({id}) in {unit}",
        "nothing": "nothing reported",
        "period": "period {period}",
        "aspect": "aspect {aspect}",
        "missing": "missing data: {missing}",
        "semicolon": "; ",
        "more": "{count} more declared",
        "of more": "0 of {count} reported",
        "unnamed": "{dash} ({id}), not named",
        "not expected": "not expected",
        "can mean": "can mean {meaning}; {coverage}",
        "exactly": "exactly that",
    },
    "zh": {
        "heading": "|汇总数|可能的值|自报数|差额|填报情况",
        "of": "{name}（{id}），单位{unit}",
        "nothing": "无填报",
        "period": "时期{period}",
        "aspect": "方面：{aspect}",
        "missing": "缺数处理：{missing}",
        "semicolon": "；",
        "more": "另有{count}个已声明",
        "of more": "应报{count}个，已报0个",
        "unnamed": "{dash}（{id}），未写明名称",
        "not expected": "不需填报",
        "can mean": "可能的值{meaning}；{coverage}",
        "exactly": "恰为此数",
    },
}


def rollup_lines(
    rollup: RollupLike, *, encoding: str = "utf-8", columns: int = 120, language: Language = "en"
) -> Iterator[str]:
    """Print a rollup: one row per plan, program and action.

    Where the table is wider than there are columns, what a figure can mean and its coverage move below it.

    Args:
        rollup: The rollup.
        encoding: What the text is to be written in.
        columns: How wide the table may be.
        language: What headings and words are printed in.
    """
    yield rollup_heading(rollup, language)
    rows = [rollup_heads(language), *rollup_rows(rollup, language)]
    lines = table(rows, right=(1, 2, 3, 4), encoding=encoding)
    is_wide = max(map(width, lines)) > columns
    yield from _narrow_lines(rows, encoding, columns, language) if is_wide else lines


def _narrow_lines(
    rows: Sequence[tuple[str, ...]], encoding: str, columns: int, language: Language
) -> Iterator[str]:
    """Keep the figures in line; a name too long for what is left of the columns is cut."""
    numbers = [(cells[1], cells[3], cells[4]) for cells in rows]
    left = columns - max(map(width, table([("", *cells) for cells in numbers], encoding=encoding)))
    named = [
        (shortened(printable(cells[0]), max(left, _NARROWEST_NAME)), *figures)
        for cells, figures in zip(rows, numbers, strict=True)
    ]
    head, *lines = table(named, right=(1, 2, 3), encoding=encoding)
    yield head
    for line, (name, _, meaning, _, _, coverage) in zip(lines, rows[1:], strict=True):
        yield line
        both = _WORDS[language]["can mean"].format(meaning=meaning, coverage=coverage)
        said = coverage if meaning == MISSING else both
        yield f"{' ' * (len(name) - len(name.lstrip()))}    {said}"


_NARROWEST_NAME: Final = 16
"""A name is not cut to fewer columns, however narrow the terminal."""


def rollup_heading(rollup: RollupLike, language: Language = "en") -> str:
    """Say in one line what a rollup is of: metric, unit, period, aspect, and what missing data means.

    Args:
        rollup: The rollup.
        language: What it is said in.
    """
    words, metric, total = _WORDS[language], rollup.metric, rollup.total.computed
    parts = [words["of"].format(name=metric.name, id=metric.id, unit=metric.unit.name)]
    if rollup.period is None or rollup.aspect is None:
        parts.append(words["nothing"])
    else:
        parts.append(words["period"].format(period=rollup.period))
        parts.append(words["aspect"].format(aspect=word_of(rollup.aspect, language)))
    if total is not None and total.price_basis.kind is not PriceBasisKind.UNSTATED:
        basis = total.price_basis
        parts.append(basis.describe(language))
    parts.append(words["missing"].format(missing=rollup.missing.text(language)))
    return printable(words["semicolon"].join(parts))


def rollup_heads(language: Language) -> tuple[str, ...]:
    """Give what stands above the columns; nothing above the names.

    Args:
        language: What it is printed in.
    """
    return tuple(_WORDS[language]["heading"].split("|"))


def rollup_rows(rollup: RollupLike, language: Language) -> Iterator[tuple[str, ...]]:
    """Print a row for the plan, each program and each action, names indented by two blanks a level.

    Args:
        rollup: The rollup.
        language: What words are printed in.
    """
    outline, words = rollup.outline, _WORDS[language]
    waiting: list[tuple[int, str, int]] = [(0, outline.root.id, 0)]
    while waiting:
        depth, node_id, more = waiting.pop()
        indent = "  " * depth
        if more:
            said = words["of more"].format(count=more)
            yield f"{indent}{words['more'].format(count=more)}", MISSING, MISSING, MISSING, MISSING, said
            continue
        node, row = outline.nodes[node_id], rollup[node_id]
        name = node.name or words["unnamed"].format(dash=MISSING, id=node_id)
        yield f"{indent}{name}", *row_cells(row, language)
        below = [
            child
            for child in outline.children[node_id]
            if outline.nodes[child].kind in {NodeKind.PROGRAM, NodeKind.ACTION}
        ]
        if more := row.unlisted - sum(rollup[child].unlisted for child in below):
            waiting.append((depth + 1, "", more))
        waiting.extend((depth + 1, child, 0) for child in reversed(below))


def row_cells(row: RowLike, language: Language) -> tuple[str, str, str, str, str]:
    """Print a row of a rollup: computed, what that can mean, stated, residual and coverage; a dash for none.

    Args:
        row: The row.
        language: What words are printed in.
    """
    computed, coverage, entry = row.computed, row.coverage, row.stated_entry
    # A leaf's own entry is what was computed from: set against itself it would look like a check.
    is_compared = entry is not None and entry not in row.rollup.entries_behind(row.node)
    return (
        shown_figure(computed),
        MISSING if computed is None else shown_meaning(computed, language),
        shown_figure(row.stated),
        shown_figure(row.residual) if is_compared else MISSING,
        coverage.text(language) if coverage.expected else _WORDS[language]["not expected"],
    )


_LONGEST_MEANING: Final = 28


def shown_meaning(figure: Figure, language: Language, meant: Interval | None = None) -> str:
    """Print what a figure can mean to one place more than its digits, where half of the last place lies.

    Args:
        figure: The figure.
        language: What words are printed in.
        meant: What it can mean, in its unit; None for its strict reading.
    """
    if meant is None:
        meant = figure.strict
    if meant.lo is not None and meant.lo == meant.hi:
        return _WORDS[language]["exactly"]
    whole = str(meant)
    if "/" not in whole and len(whole) <= _LONGEST_MEANING:  # an end such as 1/3 is rounded outward below
        return whole
    exponent = figure.number.as_tuple().exponent
    if not figure.is_exact_decimal or not isinstance(exponent, int):
        return meant.describe(telling_places(figure))
    return meant.describe(max(0, -exponent) + 1)
