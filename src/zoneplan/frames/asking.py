"""Rolling observations up: which metrics, aspects and periods are asked for, and the answer in kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

import attrs

from zoneplan.addends import sources_of
from zoneplan.coverage import Missing
from zoneplan.errors import PeriodError, RollupError
from zoneplan.frames.calendars import Calendar, asked_periods, read_periods
from zoneplan.frames.differences import Reports
from zoneplan.frames.engines import Observed, observed
from zoneplan.frames.exchange import small_table
from zoneplan.frames.gathering import (
    Question,
    gather,
    needed_metrics,
    require_distinct_ids,
    require_rule,
)
from zoneplan.frames.outlines import outline_of, own_places, reporting_subjects
from zoneplan.frames.reading import blamed
from zoneplan.frames.states import StateLedger
from zoneplan.frames.tables import Answer
from zoneplan.frames.totals import totals
from zoneplan.metrics import Metric, TimeRule
from zoneplan.observations import Aspect
from zoneplan.outline import Outline
from zoneplan.periods import Period, Periodicity
from zoneplan.texts import member

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from zoneplan.frames.engines import Added
    from zoneplan.frames.totals import Totals
    from zoneplan.zones import Zone

__all__ = ["Job", "Rows", "Task", "Wish", "read_outline", "roll_up"]


def roll_up(
    observations: object,
    *,
    outline: object,
    metrics: Iterable[Metric] | Mapping[str, Metric],
    only: Iterable[str] | None = None,
    by: Periodicity | str | None = None,
    period: Period | str | int | None = None,
    aspect: Aspect | str | None = None,
    missing: Missing | str = Missing.SKIP_IF_ALL,
    weight: str | None = None,
    places: Iterable[Zone] = (),
    engine: str | None = None,
) -> Any:
    """Roll observations up along an outline; the answer has one row for each node, metric and period.

    What it means is what `Plan.roll_up` means, and so are its refusals. The rows are read at the call, also
    those of a lazy frame: whether a figure may be added is not known before. What an engine is asked for are
    counts and exact sums; the answer has to fit into memory, the observations do not.

    Args:
        observations: A pandas, Polars, pyarrow, DuckDB, Dask, Ibis or Spark frame, an Arrow data set or
            reader of batches, a path or glob of Parquet or CSV files, or rows as `Portfolio.ledger_table`
            gives them, with the columns `metric`, `subject`, `period`, `number` and `unit`, and where they
            are needed `aspect` (actual unless said), `vintage`, `price_basis` and `qualifiers`. Numbers are
            decimals, whole numbers or plain text; a column `upper`, the upper end of a range, has to be
            empty.
        outline: What `read_outline` gave, or a frame or path with the columns `node` and `parent`, one
            row for each parent of a node, an empty one for a root, and where they are needed `name`,
            `kind`, `place` and `unlisted`: how many leaves are declared below a node without being listed,
            or `declared`: how many parts it declares, listed ones among them.
        metrics: The metrics, those that are only weights, numerators or denominators among them.
        only: Ids of the metrics to roll up; None for all.
        by: `month`, `quarter`, `half` or `year`: a row for each such period in `period`, or for each that
            holds a reported one; None for the period itself.
        period: The period, its text, or a year; None for the only one reported.
        aspect: baseline, actual, planned, forecast or target; None for the only one reported, or the
            actual one.
        missing: What a leaf that did not report means: `skip_if_all`, `skip_if_any` or `zero`.
        weight: Id of the metric that coverage is weighed by; None for each metric's own weight.
        places: The places that nodes are about, and those around them; nodes that name their own id as
            their place are known to lie in the nodes above them.
        engine: `duckdb`, `polars`, `pyarrow` or `spark` to move the observations there first; None for their
            own, DuckDB for files. With `spark` files are read by the session in use, or else a new one.

    Returns:
        A frame of the kind of `observations`, a DuckDB relation for files, with the columns of
        `zoneplan.frames.tables.COLUMNS`. Numbers are exact text: a decimal, or a fraction such as 2000/3
        where none holds it (`is_decimal` is False).

    Raises:
        OutlineError: If the outline runs in a circle, a parent is no node, or a node has two parents that
            may not have them.
        UnknownIdError: If a metric is not given, or a node that is to report it does not exist.
        RollupError: If `metrics` holds anything else, or `only` is a text; if a metric has no rule, several
            periods or aspects are reported and none was asked for, figures contradict each other, a leaf's
            figure would be a difference of years to date, or a part would be added to its whole; if a column
            is missing, written large, or holds lists, a figure is a range (`upper` is not empty), a frame or
            a file cannot be read, or the engine or the sort of frame is not known; if Spark is missing, its
            session does not follow the ANSI rules, or it gives up.
        PeriodError: If a text is no period.
        UnitError: If a unit or price basis is not known.
        FloatRefusedError: If numbers are binary floats.
        AmountError: If a number is missing, or its text is no plain number.
        DimensionMismatchError: If a figure is not of the metric's dimension.
        CurrencyMismatchError: If a figure is money of another currency.
        PriceBasisMismatchError: If figures are at different price bases.
    """
    wish = Wish.of(
        outline=outline, metrics=metrics, only=only, by=by, period=period, aspect=aspect,
        missing=missing, weight=weight, places=places,
    )  # fmt: skip
    answer = Answer()
    with blamed(observations):
        rows = observed(observations, engine)
        reports = wish.reports(rows)
        for job in wish.jobs(reports):
            wish.add(reports, job, answer)
    return rows.kind.answer(answer.table())


@attrs.frozen(eq=False)
class Wish:
    """A rollup that is asked for, read and checked before any observation is.

    Attributes:
        question: The nodes, metrics and places that it is asked along.
        metrics: The metrics to be rolled up.
        by: What the period is split into; None for the period as a whole.
        period: The period; None for what is reported.
        aspect: The aspect; None for what is reported.
        missing: What a leaf that did not report means.
    """

    question: Question
    metrics: tuple[Metric, ...]
    by: Periodicity | None
    period: Period | None
    aspect: Aspect | None
    missing: Missing

    @classmethod
    def of(
        cls,
        *,
        outline: object,
        metrics: Iterable[Metric] | Mapping[str, Metric],
        only: Iterable[str] | None,
        by: Periodicity | str | None,
        period: Period | str | int | None,
        aspect: Aspect | str | None,
        missing: Missing | str,
        weight: str | None,
        places: Iterable[Zone],
    ) -> Wish:
        """Read what is asked for; the arguments and errors are those of `roll_up`."""
        nodes = outline if isinstance(outline, Outline) else read_outline(outline)
        given = {place.id: place for place in places}
        require_distinct_ids(nodes, given)
        _require_ids(only)
        question = Question(nodes, _by_id(metrics), {**own_places(nodes), **given}, weight)
        asked = tuple(question.metric(one) for one in (question.metrics if only is None else only))
        for metric in asked:
            require_rule(question, metric)
        needed_metrics(question, asked)  # refuses those whose sources are not given
        return cls(
            question,
            asked,
            None if by is None else member(Periodicity, by, PeriodError),
            None if period is None else period if isinstance(period, Period) else Period.parse(period),
            None if aspect is None else member(Aspect, aspect, RollupError),
            member(Missing, missing, RollupError),
        )

    def reports(self, rows: Observed) -> Reports:
        """Read the periods of observations; those of metrics that are not needed may be unreadable.

        Args:
            rows: The observations.

        Raises:
            PeriodError: If a text is no period.
        """
        try:
            return Reports(rows, read_periods(rows.periods()))
        except PeriodError:
            return Reports(rows, read_periods(rows.periods(needed_metrics(self.question, self.metrics))))

    def jobs(self, reports: Reports) -> Iterator[Job]:
        """Choose for every metric its aspect and period where they were not asked for.

        Args:
            reports: The observations.

        Raises:
            RollupError: If several are reported and none was asked for.
            PeriodError: If the period is not made up of the parts asked for.
        """
        periods = reports.periods.values()
        is_dated = self.period is not None or self.by is not None
        if self.aspect is not None and is_dated:
            pairs: list[tuple[Metric, Aspect | None]] = [(one, self.aspect) for one in self.metrics]
            yield tuple(asked_periods(self.period, self.by, periods)), pairs
            return
        found = _Reported(self.question, reports.rows, reports.periods, self.metrics)
        aspects = [(metric, self.aspect or found.aspect(metric)) for metric in self.metrics]
        if is_dated:
            yield tuple(asked_periods(self.period, self.by, periods)), aspects
            return
        chosen = [None if kind is None else found.period(metric, kind) for metric, kind in aspects]
        for one in dict.fromkeys(chosen):
            yield (
                () if one is None else (one,),
                [pair for pair, wanted in zip(aspects, chosen, strict=True) if wanted == one],
            )

    def add(self, reports: Reports, job: Job, answer: Answer) -> None:
        """Roll the metrics of a job up for each of its periods.

        Args:
            reports: The observations.
            job: The periods and metrics.
            answer: Where the rows are added.

        Raises:
            ZoneplanError: As `roll_up` says.
        """
        task = self.task(reports, job)
        is_filtered = len(task.needed) < len(self.question.metrics)
        states = reports.rows.added(
            task.calendar, list(task.needed), extremes=task.extremes, is_filtered=is_filtered
        )
        task.answer(states, *job, answer)

    def task(self, reports: Reports, job: Job, most: int | None = None) -> Task:
        """Make a job ready to be answered, in one piece or in several.

        Args:
            reports: The observations.
            job: The periods and metrics.
            most: How many states may be asked for again at once; None for any number.
        """
        asked, metrics = job
        needed = needed_metrics(self.question, [metric for metric, _ in metrics])
        rules = {metric.over_time for metric in needed.values()}
        bits = 62 - reports.rows.rows.bit_length()
        calendar = Calendar(asked, reports.periods, TimeRule.MEAN in rules, TimeRule.LAST in rules, bits)
        extremes = bool({TimeRule.MAX, TimeRule.MIN} & rules)
        return Task(self, reports, needed, calendar, extremes, most)


class Rows(Protocol):
    """Where the rows of an answer go."""

    def add(
        self,
        outline: Outline,
        metric: Metric,
        period: Period | None,
        aspect: Aspect | None,
        missing: Missing,
        totals: Totals,
    ) -> None:
        """Add one row for every node; see `Answer.add`."""


@attrs.frozen(eq=False)
class Task:
    """A job of a rollup, ready to be answered from states.

    Attributes:
        wish: What is asked for.
        reports: The observations.
        needed: The metrics whose states are needed.
        calendar: The periods of the observations, with their slots.
        extremes: Whether the smallest and greatest number of each state are needed.
        most: How many states may be asked for again at once; None for any number.
    """

    wish: Wish
    reports: Reports
    needed: Mapping[str, Metric]
    calendar: Calendar
    extremes: bool
    most: int | None

    def answer(
        self,
        states: Added,
        asked: Collection[Period],
        metrics: Iterable[tuple[Metric, Aspect | None]],
        answer: Rows,
    ) -> None:
        """Roll metrics up for periods, from all the states that these need.

        Args:
            states: The states.
            asked: The periods; none when nothing is reported.
            metrics: The metrics, each with its aspect.
            answer: Where the rows are added.

        Raises:
            ZoneplanError: As `roll_up` says.
        """
        wish, rows = self.wish, self.reports.rows

        def detail(metric: str, period: Period, subjects: Collection[str]) -> Iterator[Any]:
            return rows.added(
                self.calendar, [metric], extremes=True, subjects=subjects, slots=self.slots({period}),
                by_period=True,
            ).states()  # fmt: skip

        ledger = StateLedger.of(states, self.calendar, self.needed, detail, rows.aspects, self.most)
        for metric, aspect in metrics:
            for period in asked or (None,):
                gathered = gather(wish.question, ledger, self.reports, metric, aspect, period)
                found = totals(wish.question, metric, gathered, wish.missing)
                answer.add(wish.question.outline, metric, period, aspect, wish.missing, found)

    def slots(self, asked: Collection[Period]) -> frozenset[int]:
        """Give the numbers of the slots of some asked periods.

        Args:
            asked: The periods.
        """
        return frozenset(number for number, slot in enumerate(self.calendar.slots) if slot.asked in asked)


def read_outline(outline: object) -> Outline:
    """Read and check the outline of a portfolio, to be used for several rollups.

    Args:
        outline: A frame or path, with the columns that `roll_up` says.

    Raises:
        OutlineError: If it cannot be one, as `roll_up` says.
        RollupError: If it is no frame.
    """
    return outline_of(small_table(outline))


def _by_id(metrics: Iterable[Metric] | Mapping[str, Metric]) -> dict[str, Metric]:
    listed = metrics.values() if hasattr(metrics, "values") else metrics
    if isinstance(listed, str) or not isinstance(listed, Iterable):
        raise _no_metrics(listed)
    found: dict[str, Metric] = {}
    for metric in listed:
        if not isinstance(metric, Metric):
            raise _no_metrics(metric)
        if found.setdefault(metric.id, metric) != metric:
            raise RollupError(
                f"two metrics have the id {metric.id!r} and differ",
                "give each metric its own id",
                f"两个不同的指标都用编号 {metric.id!r}",
                "每个指标用自己的编号",
            )
    return found


def _require_ids(only: object) -> None:
    if isinstance(only, str):
        raise RollupError(
            f"expected the ids of metrics in only, got the text {only!r}",
            f"put it into a list: only=[{only!r}]",
            f"only 应为一组指标编号，写的是文字 {only!r}",
            f"请写成列表：only=[{only!r}]",
        )


def _no_metrics(given: object) -> RollupError:
    return RollupError(
        f"expected metrics, got {given!r}",
        "give Metric objects, such as plan.ledger.metrics; only= takes the ids of some of them",
        f"应为指标，给的是 {given!r}",
        "请给出 Metric 对象，例如 plan.ledger.metrics；only= 才用编号",
    )


Job: TypeAlias = "tuple[tuple[Period, ...], list[tuple[Metric, Aspect | None]]]"
"""Periods that share no month, and the metrics to be rolled up for them, each with its aspect."""


class _Reported:
    """What is reported at all, from which an aspect and a period are chosen."""

    def __init__(
        self, question: Question, rows: Observed, periods: Mapping[str, Period], asked: Iterable[Metric]
    ) -> None:
        subjects = reporting_subjects(question.outline)
        self._question = question
        self._rows: dict[str, list[tuple[Aspect, Period, bool]]] = {}
        wanted = {one.id for metric in asked for one in (metric, *sources_of(metric, question.metric))}
        for metric, aspect, text, is_node in rows.reported(list(wanted), subjects):
            kind = Aspect.ACTUAL if aspect is None else member(Aspect, aspect, RollupError)
            self._rows.setdefault(metric, []).append((kind, periods[text], is_node))

    def _of(self, metric: Metric) -> Iterator[list[tuple[Aspect, Period]]]:
        """Give what nodes report of the metric's first source, then what is stated of the metric itself."""
        source = sources_of(metric, self._question.metric)[0]
        yield [(aspect, period) for aspect, period, is_node in self._rows.get(source.id, ()) if is_node]
        yield [(aspect, period) for aspect, period, _ in self._rows.get(metric.id, ())]

    def aspect(self, metric: Metric) -> Aspect | None:
        """Give the only aspect reported, or the actual one."""
        for rows in self._of(metric):
            found = sorted({aspect for aspect, _ in rows})
            if len(found) == 1 or Aspect.ACTUAL in found:
                return Aspect.ACTUAL if Aspect.ACTUAL in found else found[0]
            if found:
                names = ", ".join(repr(one.value) for one in found)
                raise RollupError(
                    f"metric {metric.id!r} has entries of several aspects: {names}",
                    f"say which: aspect={found[0].value!r}",
                    f"指标 {metric.id!r} 的数据有几个方面：{names}",
                    f"请写明，例如 aspect={found[0].value!r}",
                )
        return None

    def period(self, metric: Metric, aspect: Aspect) -> Period | None:
        """Give the only period reported."""
        for rows in self._of(metric):
            found = sorted({period for one, period in rows if one is aspect}, key=lambda one: one.sort_key)
            if len(found) == 1:
                return found[0]
            if found:
                names = ", ".join(map(str, found))
                raise RollupError(
                    f"metric {metric.id!r} has {aspect.value} entries for several periods: {names}",
                    "say which period, or by='year'",
                    f"指标 {metric.id!r} 的数据有几个时期：{names}",
                    "请写明时期，或 by='year'",
                )
        return None
