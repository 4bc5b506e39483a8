"""How the cells of one indicator become its metric, figures, targets and relations."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeVar

import attrs

from zoneplan.cells import (
    BARE,
    Asked,
    cell_figure,
    cell_goals,
    is_blank,
    name_forms,
)
from zoneplan.columns import Column
from zoneplan.deadlines import Deadline, DeadlineKind
from zoneplan.errors import GoalError, MetricError, Problem
from zoneplan.goals import (
    AnnualRate,
    Cumulative,
    Delegated,
    Goal,
    Level,
    Multiple,
    PointChange,
    Qualitative,
    RelativeTo,
)
from zoneplan.growths import Cumulative as CumulativeChange
from zoneplan.growths import CumulativeForm, Growth
from zoneplan.indicator_lines import Frame, Line, default_kind, place_of, told_in
from zoneplan.indicator_rows import Indicator
from zoneplan.metrics import Direction, Metric, MetricKind, Nature
from zoneplan.observations import Aspect, Observation
from zoneplan.periods import Period
from zoneplan.prices import PriceBasis
from zoneplan.qualifiers import Bound
from zoneplan.relations import Difference, Relation
from zoneplan.relations import Multiple as Times
from zoneplan.sources import Source
from zoneplan.targets import Target
from zoneplan.terms import Term
from zoneplan.texts import folded

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["indicator_of"]

T = TypeVar("T")

_CONSTANT = re.compile(r"\d{4}年不变价")
_FOOTNOTE = re.compile(r"(.*?)([*＊†‡※#①-⑳]+)")
_CHANGES = (AnnualRate, Cumulative, Multiple, PointChange)
_WORDS = (Qualitative, Delegated, RelativeTo)
_NATURES = {
    "约束性": Nature.BINDING,
    "约束性指标": Nature.BINDING,
    "binding": Nature.BINDING,
    "预期性": Nature.ANTICIPATORY,
    "预期性指标": Nature.ANTICIPATORY,
    "anticipatory": Nature.ANTICIPATORY,
    "expected": Nature.ANTICIPATORY,
}
_DIRECTIONS = {
    "越高越好": Direction.HIGHER,
    "正向": Direction.HIGHER,
    "越低越好": Direction.LOWER,
    "逆向": Direction.LOWER,
    "保持": Direction.HOLD,
    **{word.value: word for word in Direction},
}
_FORMS = frozenset({"annual", "cumulative", "relative", "qualitative", "level_each_year"})


def indicator_of(
    line: Line, metric_id: str, frame: Frame, others: Mapping[str, str], problems: list[Problem]
) -> Indicator | None:
    """Read one indicator; None when it cannot be read at all.

    Args:
        line: Its cells.
        metric_id: The id of its metric.
        frame: What all rows share.
        others: The ids of the table's other indicators, by the forms of their names.
        problems: Where what cannot be read is told.
    """
    return _Reader(line, metric_id, frame, others, problems).indicator()


@attrs.define
class _Reader:
    """One indicator while it is read."""

    line: Line
    metric_id: str
    frame: Frame
    others: Mapping[str, str]
    problems: list[Problem]
    own_base: Period | None = None  # the year of a base that the row names, and has no figure for

    def indicator(self) -> Indicator | None:
        """Read all cells, and tell of each that cannot be read."""
        metric = self._told(Column.NAME, self._metric)
        if metric is None:
            return None
        text = self.line.text(Column.BASE_YEAR).strip()
        if not is_blank(text):
            self.own_base = self._told(Column.BASE_YEAR, lambda: Period.parse(text))
        base = self._told(Column.BASE, self._base)
        if base is not None:
            self.own_base = None  # a target starts from its baseline, unless it says otherwise
        reached = self._told(Column.DONE, lambda: self._reached(metric)) or ((), ())
        aimed = self._told(Column.TARGET, lambda: self._targets(Column.TARGET, metric)) or ()
        rated = self._told(Column.RATE, lambda: self._targets(Column.RATE, metric)) or ()
        observations = [one for one in (base, *reached[0]) if one is not None]
        targets = [*reached[1], *aimed]
        relations: list[Relation] = []
        for one in rated:
            if not self.frame.looks_back or isinstance(one.goal, _WORDS):
                targets.append(one)
            elif metric.kind is MetricKind.RATE and isinstance(one.goal, AnnualRate):
                observations.append(self._rate_of_years(one))
            relations += self._relation(one, metric, base)
        return Indicator(
            metric=metric,
            base=base,
            observations=tuple(observations),
            targets=tuple(targets),
            relations=tuple(relations),
        )

    def _told(self, column: Column, read: Callable[[], T]) -> T | None:
        return told_in(self.problems, place_of(self.frame, self.line.row, column), read, None)

    def _source(self, column: Column) -> Source | None:
        """Give the table's source with the cell as the place, and its words as the quotation."""
        listed = self.frame.source
        if listed is None:
            return None
        text = self.line.text(column)
        place = f"“{self.line.name}”，“{self.frame.columns[column]}”"
        place = place if listed.place is None else f"{listed.place}，{place}"
        document = None if listed.id is not None else listed.document
        return Source(id=listed.id, document=document, place=place, quote=text)

    # -- what is measured -----------------------------------------------------------------------

    def _metric(self) -> Metric:
        line, frame = self.line, self.frame
        kind = frame.kinds.get(line.name, default_kind(line.name, line.unit))
        unit = frame.units.get(line.name) or line.unit or BARE
        basis = _CONSTANT.search(folded(line.name)) if unit.currency else None
        return Metric(
            id=self.metric_id,
            name=line.name,
            unit=unit,
            kind=kind,
            direction=frame.directions.get(line.name) or self._word(Column.DIRECTION, _DIRECTIONS),
            nature=self._word(Column.ATTRIBUTE, _NATURES),
            category=line.text(Column.CATEGORY).strip() or None,
            price_basis=PriceBasis.unstated() if basis is None else PriceBasis.parse(basis[0]),
            growth_of=self._grown(),
        )

    def _grown(self) -> str | None:
        """Give the id of the metric that this one is the growth of."""
        other = self.frame.growth_of.get(self.line.name)
        if other is None:
            return None
        if name_forms(other)[0] not in self.others:
            raise MetricError(
                f"{self.line.name!r} cannot be the growth of {other!r}: no one other indicator has that name",
                "name one other indicator",
                f"“{self.line.name}”不能是“{other}”的增速：没有唯一的另一项指标用此名称",
                "请指明另一项指标",
            )
        return self.others[name_forms(other)[0]]

    def _word(self, column: Column, words: Mapping[str, T]) -> T | None:
        """Read a cell that holds one word of a closed set, or nothing."""
        text = self.line.text(column).strip()
        if is_blank(text):
            return None
        return self._told(column, lambda: _known(text, words))

    @property
    def _kind(self) -> MetricKind:
        return self.frame.kinds.get(self.line.name, default_kind(self.line.name, self.line.unit))

    # -- where it starts and what was done ------------------------------------------------------

    def _base(self) -> Observation | None:
        text = self.line.text(Column.BASE).strip()
        match = _FOOTNOTE.fullmatch(text)
        if match is not None:
            text = match[1]
        if is_blank(text):
            return None
        period = self.own_base or (self.frame.base if match is None else self._noted(match[2]))
        if period is None:
            raise GoalError(
                f"it is not known of which year {text!r} is",
                "say it: base=2020",
                f"不知道“{text}”是哪一年的数",
                "请注明基期：base=2020",
            )
        return Observation(
            metric=self.metric_id,
            period=period,
            figure=cell_figure(text, self.line.unit),
            aspect=Aspect.BASELINE,
            source=self._source(Column.BASE),
        )

    def _noted(self, mark: str) -> Period:
        """Give the period that a mark on the base figure stands for."""
        if mark not in self.frame.footnotes:
            raise GoalError(
                f"the base carries the mark {mark}, and nothing says what it means",
                f"say it: footnotes={{{mark!r}: 2019}}",
                f"基期数带有标记“{mark}”，但未说明其含义",
                f"请说明：footnotes={{{mark!r}: 2019}}",
            )
        return self.frame.footnotes[mark]

    def _reached(self, metric: Metric) -> tuple[tuple[Observation, ...], tuple[Target, ...]]:
        """Read what was done; what 完成市政府下达目标 says there is a target without a number.

        Where targets have a column of their own, words beside them are neither a target nor a figure.
        """
        text = self.line.text(Column.DONE)
        if is_blank(text):
            return (), ()
        try:
            figure = cell_figure(text, self.line.unit)
        except GoalError:
            aimed = self._targets(Column.DONE, metric) if self.frame.looks_back else ()
            if not aimed or not all(isinstance(one.goal, Delegated) for one in aimed):
                raise
            return (), aimed
        source = self._source(Column.DONE)
        return (Observation(metric=self.metric_id, period=self._done, figure=figure, source=source),), ()

    @property
    def _done(self) -> Period:
        """The period of what was done, which no deadline of targets tells."""
        if self.frame.looks_back:
            return self._end
        if self.frame.done is None:
            raise GoalError(
                "it is not known of which year what was done is",
                "say it: done=2023",
                "不知道完成数是哪一年的数",
                "请注明年份：done=2023",
            )
        return self.frame.done

    @property
    def _end(self) -> Period:
        """The period of the last column."""
        if self.frame.by is None or self.frame.by.period is None:
            raise _unknown_end()
        return self.frame.by.period

    def _rate_of_years(self, one: Target) -> Observation:
        """Give the mean rate of all years, of an indicator that is a rate itself."""
        period = self.frame.period or self._end
        figure = one.goal.figure  # type: ignore[union-attr]  # it is a yearly rate
        return Observation(metric=self.metric_id, period=period, figure=figure, source=one.source)

    # -- what is to be reached ------------------------------------------------------------------

    def _targets(self, column: Column, metric: Metric) -> tuple[Target, ...]:
        text, says, bound = self.line.text(column), self._says(column), self._bound(column)
        asked = Asked(
            name=self.line.name,
            unit=self.line.unit,
            is_rate_column=column is Column.RATE,
            is_rate=self._kind is MetricKind.RATE,
            is_cut=metric.direction is Direction.LOWER,
            form=CumulativeForm.FLOW if self._kind is MetricKind.FLOW else CumulativeForm.CHANGE,
            says=says,
            bound=bound,
            others=self.others,
        )
        goals, remark = cell_goals(text, asked)
        return tuple(self._target(goal, column, says, remark) for goal in goals)

    def _target(self, goal: Goal, column: Column, says: str | None, remark: str | None) -> Target:
        if self.frame.by is None:
            raise _unknown_end()
        by = self.frame.by
        if says == "level_each_year" and isinstance(goal, Level):
            if self.frame.period is None:
                raise GoalError(
                    "it is to hold each year, and the years of the plan are not known",
                    "say them: period='2021-2025'",
                    "该目标须逐年达到，但规划期不明",
                    "请注明规划期：period='2021-2025'",
                )
            by = Deadline(DeadlineKind.EACH_YEAR, self.frame.period)
        own = self.own_base if isinstance(goal, _CHANGES) else None
        # A yearly rate is a goal of what grows, where somebody says what that is.
        grown = self._grown() if isinstance(goal, AnnualRate) else None
        return Target(
            metric=grown or self.metric_id,
            by=by,
            goal=goal,
            base=None if own == self.frame.base else own,
            source=self._source(column),
            note=remark,
        )

    def _says(self, column: Column) -> str | None:
        """Give what the column beside it says that the cell of rates holds."""
        text = self.line.text(Column.RATE_KIND).strip()
        if column is not Column.RATE or is_blank(text):
            return None
        return self._told(Column.RATE_KIND, lambda: _known(text, {form: form for form in _FORMS}))

    def _bound(self, column: Column) -> Bound | None:
        text = self.line.text(Column.BOUND).strip()
        if column is Column.DONE or is_blank(text):
            return None
        return self._told(Column.BOUND, lambda: _known(text, {bound.value: bound for bound in Bound}))

    # -- how a printed change stands to the levels beside it ------------------------------------

    def _relation(self, one: Target, metric: Metric, base: Observation | None) -> tuple[Relation, ...]:
        """Give how a change that was reached stands to its levels, whether or not both are printed."""
        if not self.frame.looks_back or metric.kind is MetricKind.RATE or isinstance(one.goal, _WORDS):
            return ()
        first = self.frame.base if base is None else base.period
        start = Term(metric=self.metric_id, period=first, aspect=Aspect.BASELINE)
        end = Term(metric=self.metric_id, period=self._end, aspect=Aspect.ACTUAL)
        found = _stated_change(one, start, end, f"{self.metric_id}.{Column.RATE.value}")
        return () if found is None else (found,)


def _stated_change(one: Target, start: Term, end: Term, name: str) -> Relation | None:
    """Give the relation that a change between two levels states; none for a sum of years."""
    source = one.source
    match one.goal:
        case AnnualRate(figure):
            return Growth(id=name, base=start, target=end, rate=figure, source=source)
        case PointChange(figure, yearly=yearly):
            return Difference(
                id=name, minuend=end, subtrahend=start, difference=figure, yearly=yearly, source=source
            )
        case Multiple(figure):
            return Times(id=name, base=start, target=end, multiple=figure, source=source)
        case Cumulative(figure, form=CumulativeForm.CHANGE, falling=falling):
            if figure.unit.dimension == "ratio":
                return CumulativeChange(
                    id=name, start=start, end=end, change=figure, falling=falling, source=source
                )
            more, less = (start, end) if falling else (end, start)
            return Difference(id=name, minuend=more, subtrahend=less, difference=figure, source=source)
        case _:
            return None


def _known(text: str, words: Mapping[str, T]) -> T:
    if text not in words:
        raise MetricError(
            f"expected one of {', '.join(words)}, got {text!r}",
            "correct it, or leave the cell empty",
            f"应为{'、'.join(words)}之一，写的是“{text}”",
            "请改正，或留空",
        )
    return words[text]


def _unknown_end() -> GoalError:
    return GoalError(
        "it is not known by when the targets are due",
        "say it: by=2025",
        "不知道目标的期限",
        "请注明目标年：by=2025",
    )
