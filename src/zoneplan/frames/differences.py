"""Leaves whose figure would be a difference of what they report from January on, which are refused.

The meaning is that of `zoneplan.selection`: 1—3月 and 1—6月 give no second quarter in a rollup. What is
reported outside the asked period is asked of the engine only where it can matter.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs

from zoneplan.errors import RollupError
from zoneplan.frames.engines import Observed
from zoneplan.frames.states import aspect_of
from zoneplan.metrics import TimeRule
from zoneplan.observations import Aspect
from zoneplan.periods import Period, differs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zoneplan.frames.chosen import Chosen
    from zoneplan.outline import Outline

__all__ = ["Reports", "may_differ"]


@attrs.frozen(eq=False)
class Reports:
    """Who reports what for which periods of a year, asked for where it matters, and then once.

    Attributes:
        rows: The observations.
        periods: The period that each text of them names.
    """

    rows: Observed
    periods: Mapping[str, Period]
    _known: dict[tuple[str, int], Mapping[Aspect, Mapping[str, frozenset[Period]]]] = attrs.field(
        factory=dict, init=False, repr=False
    )

    def require_single(
        self, outline: Outline, chosen: Chosen, aspect: Aspect, asked: Period, leaves: Iterable[str]
    ) -> None:
        """Refuse to leave out, or to count in part, a leaf whose figure its years to date would give.

        Args:
            outline: The nodes.
            chosen: The figures of a metric.
            aspect: Their aspect.
            asked: Their period.
            leaves: The nodes that speak for it.

        Raises:
            RollupError: If there is such a leaf.
        """
        apart = frozenset(self._apart(outline, chosen, aspect, asked))
        if not apart:
            return
        above = {node for leaf in leaves for node in outline.ancestors(leaf)}
        metric = chosen.metric.id
        for node in outline.ordered(apart - above):
            raise RollupError(
                f"{metric!r} of {node!r} for {asked} is a difference of reports from January on, "
                "which a rollup does not take apart",
                f"report it for {asked}; plan.series takes years to date apart",
                f"{node!r} 的 {metric!r} 在 {asked} 的数须由 1 月起的累计数相减得出，汇总时不作相减",
                f"请填报 {asked} 的数；plan.series 可由累计数算出",
            )

    def _apart(self, outline: Outline, chosen: Chosen, aspect: Aspect, asked: Period) -> Iterator[str]:
        if chosen.metric.over_time is not TimeRule.SUM or not may_differ(asked, self.periods.values()):
            return
        told = self._of_year(chosen.metric.id, asked.first_year).get(aspect, {})
        if not may_differ(asked, {period for periods in told.values() for period in periods}):
            return
        known: dict[frozenset[Period], bool] = {}
        for subject, periods in told.items():
            is_whole = subject in chosen.figures and subject not in chosen.partial
            if subject not in outline.nodes or is_whole:
                continue
            if periods not in known:
                known[periods] = differs(asked, periods)
            if known[periods]:
                yield subject

    def _of_year(self, metric: str, year: int) -> Mapping[Aspect, Mapping[str, frozenset[Period]]]:
        """Give the periods of a year that each subject reports a metric for, by aspect."""
        if (metric, year) not in self._known:
            texts = [text for text, one in self.periods.items() if one.first_year == one.last_year == year]
            found: dict[Aspect, dict[str, set[Period]]] = {}
            for subject, word, text in self.rows.dated(metric, texts):
                subjects = found.setdefault(aspect_of(word), {})
                subjects.setdefault(subject, set()).add(self.periods[text])
            self._known[metric, year] = {
                aspect: {subject: frozenset(periods) for subject, periods in subjects.items()}
                for aspect, subjects in found.items()
            }
        return self._known[metric, year]


def may_differ(asked: Period, reported: Iterable[Period]) -> bool:
    """Whether a report from January on ends in a period that starts later, so that it may be taken apart.

    Args:
        asked: The period that starts later.
        reported: The periods that figures are reported for.
    """
    return any(
        one.first == 12 * asked.first_year
        and one.first_year == one.last_year
        and one.first < asked.first <= one.last <= asked.last
        for one in reported
    )
