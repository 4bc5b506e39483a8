"""Which figures of an answer new rows can change, and which rows these figures are from.

A figure of a period is from rows of months inside it, and for a stock from a year to date that ends with it.
One that a leaf's years to date would have to be taken apart for is refused, whatever months these are of; so
there every row of that year counts.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, NamedTuple

import attrs

from zoneplan.addends import sources_of
from zoneplan.frames.differences import may_differ
from zoneplan.frames.gathering import Question
from zoneplan.frames.states import aspect_of
from zoneplan.metrics import Metric, TimeRule
from zoneplan.periods import Period, PeriodKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zoneplan.frames.batches import Fact
    from zoneplan.observations import Aspect

__all__ = ["Link", "Reach"]


class Link(NamedTuple):
    """Rows that can matter to a figure.

    Attributes:
        text: The text of the rows' period.
        metric: Id of the metric of the figure.
        asked: The period of the figure.
    """

    text: str
    metric: str
    asked: Period


@attrs.frozen(eq=False)
class Reach:
    """How far the rows of a folder reach.

    Attributes:
        question: What is asked of them.
        periods: The period that each text of them names.
        told: The periods that each metric is reported for.
        aspects: The aspects that each metric is reported of.
    """

    question: Question
    periods: Mapping[str, Period]
    told: Mapping[str, Collection[Period]]
    aspects: Mapping[str, Collection[str | None]]

    @classmethod
    def of(cls, question: Question, periods: Mapping[str, Period], facts: Iterable[Fact]) -> Reach:
        """Say how far rows reach.

        Args:
            question: What is asked of them.
            periods: The period that each of their texts names.
            facts: How many rows there are of what.
        """
        told: dict[str, set[Period]] = {}
        aspects: dict[str, set[str | None]] = {}
        for fact in facts:
            aspects.setdefault(fact.metric, set()).add(fact.aspect)
            if fact.period in periods:
                told.setdefault(fact.metric, set()).add(periods[fact.period])
        return cls(question, periods, told, aspects)

    def links(
        self, rows: Iterable[tuple[str, str]], metrics: Iterable[Metric], asked: Collection[Period]
    ) -> Iterator[Link]:
        """Give which rows can matter to which figures.

        Args:
            rows: The id of the metric and the text of the period of some rows.
            metrics: The metrics of the figures.
            asked: The periods of the figures; no two share a month.
        """
        dependents = self._dependents(metrics)
        near: dict[str, tuple[list[Period], list[Period]]] = {}
        apart: dict[tuple[str, Period], bool] = {}
        for of, text in rows:
            period = self.periods.get(text)
            if period is None or of not in dependents:
                continue
            if text not in near:
                inside = [one for one in asked if one.contains(period) or _ends_with(one, period)]
                near[text] = inside, [one for one in asked if _is_of_year(one, period) and one not in inside]
            inside, beside = near[text]
            for metric, is_source in dependents[of]:
                for one in inside:
                    yield Link(text, metric.id, one)
                for one in beside if is_source else ():
                    if (of, one) not in apart:
                        apart[of, one] = self._is_apart(self.question.metric(of), one)
                    if apart[of, one]:
                        yield Link(text, metric.id, one)

    def _dependents(self, metrics: Iterable[Metric]) -> Mapping[str, list[tuple[Metric, bool]]]:
        """Give the metrics that each metric's rows matter to, and whether their value is computed of them."""
        found: dict[str, list[tuple[Metric, bool]]] = {}
        for metric in metrics:
            sources = [one.id for one in sources_of(metric, self.question.metric)]
            weigher = self.question.weigher(metric)
            further = [metric.id, *(() if weigher is None else (weigher.id,))]
            for one in dict.fromkeys((*sources, *further)):
                found.setdefault(one, []).append((metric, one in sources))
        return found

    def _is_apart(self, source: Metric, asked: Period) -> bool:
        """Whether a leaf's figure of a period might be a difference of years to date."""
        return source.over_time is TimeRule.SUM and may_differ(asked, self.told.get(source.id, ()))

    def weighed_instead(self, metric: Metric, aspect: Aspect) -> Aspect | None:
        """Give the aspect whose weights stand in where a period has none of its own; None when none does.

        Args:
            metric: The metric that is rolled up.
            aspect: The aspect of its figures.
        """
        weigher = self.question.weigher(metric)
        if weigher is None:
            return None
        others = {aspect_of(word) for word in self.aspects.get(weigher.id, ())} - {aspect}
        return others.pop() if len(others) == 1 else None


def _ends_with(asked: Period, period: Period) -> bool:
    return period.kind is PeriodKind.YEAR_TO_DATE and period.last == asked.last


def _is_of_year(asked: Period, period: Period) -> bool:
    return period.first_year == period.last_year == asked.first_year
