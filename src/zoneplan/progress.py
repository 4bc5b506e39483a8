"""How a plan's targets stand as of a day, one by one and for every node of the outline.

A total over targets is a weighted mean of their completions, with the weights named; what was not
reported lowers the coverage that stands beside it, and never the progress.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import attrs

from zoneplan.contributions import contributions
from zoneplan.errors import RollupError, ZoneplanError
from zoneplan.goals import RelativeTo
from zoneplan.histories import Histories, History, last_month
from zoneplan.ledger import PlanLike
from zoneplan.lights import Light, LightRules
from zoneplan.notebook_tables import notebook_html, plain_table
from zoneplan.outline import unknown_id
from zoneplan.printed_tables import PrintedBar, PrintedCell
from zoneplan.printing import Printing
from zoneplan.register import Register, register
from zoneplan.rollup import roll_up
from zoneplan.short_reprs import short_repr, shortened_repr
from zoneplan.standing_listing import standing_row
from zoneplan.standings import Standing, TargetStatus, Yardstick
from zoneplan.subjects import goal_text, known_places, own_subject, root_place
from zoneplan.yardsticks import standing, unknown_standing

if TYPE_CHECKING:
    from zoneplan.figures import Figure
    from zoneplan.layout import Language
    from zoneplan.ledger import TargetEntry

_WORDS: Final = {
    "en": {
        "heading": "targets of {plan} as of {day}",
        "heads": "about;metric;goal;by;actual;reported for;completion;scheduled;gap, points;status;light",
    },
    "zh": {
        "heading": "{plan} 的目标（截至{day}）",
        "heads": "主体;指标;目标;期限;实际;上报时期;完成率;序时进度;差距百分点;状态;亮灯",
    },
}

__all__ = ["EVENLY", "Progress", "Summary", "progress"]

EVENLY = "evenly"
"""The word for weights that are all the same."""


@attrs.frozen(kw_only=True)
class Summary:
    """How the targets of one node, and of everything below it, stand together.

    Attributes:
        node: Id of the node.
        weights: What the targets were weighed by: `evenly`, or the id of a metric.
        completion: The weighted mean of the completions that are known; None when none is, when a weight is
            missing, or when all weights are 0.
        counted: How many targets have a completion.
        expected: How many could have one: all but words and limits.
        weight: The share of the weight that the counted ones have; None where weights are missing.
        statuses: How many targets have come to what.
    """

    node: str
    weights: str
    completion: Fraction | None
    counted: int
    expected: int
    weight: Fraction | None
    statuses: Mapping[TargetStatus, int] = attrs.field(hash=False)

    __repr__ = short_repr


@attrs.frozen(eq=False, slots=False, repr=False)
class Progress(Sequence[Standing]):
    """How a plan's targets stand as of a day, in document order.

    Attributes:
        plan: The plan.
        as_of: The day; nothing that ended later was used.
        standings: Where each target stands.
        weights: What targets are weighed by in a summary: `evenly`, or the id of a metric.
        lights: The rules that lights are given by; None when no lights were asked for.
        capped: Whether a completion above 1 counts as 1 in a summary.
    """

    plan: PlanLike
    as_of: datetime.date
    standings: tuple[Standing, ...]
    weights: str = EVENLY
    lights: LightRules | None = None
    capped: bool = False

    def __repr__(self) -> str:
        count = Counter(one.status for one in self.standings)
        found = ", ".join(f"{count[one]} {one.replace('_', ' ')}" for one in TargetStatus if one in count)
        told = found or "no targets"
        return shortened_repr(f"<Progress of {self.plan.id!r} as of {self.as_of}: {told}>")

    def to_html(self, language: Language = "en") -> str:
        """Give it as HTML for a notebook, without script and with its style in it.

        Args:
            language: What headings and sentences are in, `en` or `zh`.
        """
        rows = (self._shown_row(one, language) for one in self)
        words = _WORDS[language]
        heads = words["heads"].split(";")[: None if self.lights is not None else -1]
        heading = words["heading"].format(plan=self.plan.id, day=self.as_of)
        table = plain_table(heading, heads, rows, numbers=(6, 7, 8))
        return notebook_html([table], language=language, whole="progress.to_records()")

    def _shown_row(self, one: Standing, language: Language) -> tuple[str | PrintedCell, ...]:
        cells = standing_row(self, one, Printing(language=language)).cells
        status = PrintedCell(cells[8], signal=one.status.signal)
        completion: str | PrintedCell = cells[5]
        if one.completion is not None and one.has_completion:
            completion = PrintedCell(cells[5], bar=PrintedBar(one.completion, one.scheduled))
        return (one.subject, *cells[:5], completion, *cells[6:8], status, *cells[9:])

    def _repr_html_(self) -> str:
        return self.to_html()

    def __getitem__(self, index: Any) -> Any:
        return self.standings[index]

    def __iter__(self) -> Iterator[Standing]:
        return iter(self.standings)

    def __len__(self) -> int:
        return len(self.standings)

    def of(self, metric: str, subject: str | None = None) -> tuple[Standing, ...]:
        """Give where the targets for a metric stand, several of them where it has several goals.

        Args:
            metric: Id of the metric.
            subject: Id of the node or place; None for every one. The plan and its zone are one subject.

        Returns:
            Where they stand, in document order; nothing where the metric has no such target.

        Raises:
            UnknownIdError: If there is no such metric.
        """
        found = [one for one in self.standings if one.entry.target.metric == metric]
        if not found:
            self.plan.ledger.metric(metric)
        own = {self.plan.id, self.plan.zone.id} if self.plan.zone is not None else {self.plan.id}
        wanted = own if subject in own else {subject}
        return tuple(one for one in found if subject is None or one.subject in wanted)

    def light(self, one: Standing) -> Light | None:
        """Give the light of a target; None where the rules leave a hole, or not enough is known.

        Args:
            one: Where the target stands.

        Raises:
            LightError: If bands of two colours claim it.
        """
        return None if self.lights is None else one.light(self.lights)

    @cached_property
    def register(self) -> Register:
        """Every deadline and milestone of the plan on the day.

        Raises:
            OutlineError: If an id occurs twice or a reference is broken, so that an item would be lost.
        """
        return register(self.plan, self.as_of)

    # -- by node --------------------------------------------------------------------------------

    @cached_property
    def _by_node(self) -> dict[str, list[Standing]]:
        """The targets about each node or something below it, each once."""
        found: dict[str, list[Standing]] = {node: [] for node in self.plan.outline.nodes}
        for one in self.standings:
            subject = own_subject(self.plan, one.entry)
            if subject in found:
                for node in (subject, *self.plan.outline.ancestors(subject)):
                    found[node].append(one)
        return found

    @cached_property
    def _weight(self) -> Mapping[str, Fraction]:
        """The weight of each node, by the metric that was named."""
        rolled = roll_up(
            self.plan.outline,
            self.plan.ledger,
            self.weights,
            places=known_places(self.plan),
            root_place=root_place(self.plan),
        )
        found = {}
        for node in self.plan.outline.nodes:
            figure = rolled[node].computed or rolled[node].stated
            if figure is not None:
                found[node] = _weight(node, figure)
        return found

    def summary(self, node: str | None = None) -> Summary:
        """Give how the targets of a node, and of everything below it, stand together.

        Targets about places that are no nodes belong to none, and are in no summary.

        Args:
            node: Id of the node; None for the whole plan.

        Raises:
            UnknownIdError: If there is no such node, or no such metric to weigh by.
            RollupError: If the weights cannot be worked out, or one is a range or below 0.
        """
        name = self.plan.id if node is None else self.plan.outline[node].id
        within = self._by_node[name]
        ways = [one for one in within if one.has_completion]
        known = [one for one in ways if one.completion is not None]
        weights = {id(one): self._weight_of(one) for one in ways}
        completion = _mean([(self._completion(one), weights[id(one)]) for one in known])
        whole = [weights[id(one)] for one in ways]
        share = None
        if ways and None not in whole:
            total = sum((weight for weight in whole if weight is not None), Fraction(0))
            counted = sum((weights[id(one)] or Fraction(0) for one in known), Fraction(0))
            share = counted / total if total else None
        return Summary(
            node=name,
            weights=self.weights,
            completion=completion,
            counted=len(known),
            expected=len(ways),
            weight=share,
            statuses=Counter(one.status for one in within),
        )

    def _completion(self, one: Standing) -> Fraction:
        found = one.completion or Fraction(0)
        return min(found, Fraction(1)) if self.capped else found

    def _weight_of(self, one: Standing) -> Fraction | None:
        return Fraction(1) if self.weights == EVENLY else self._weight.get(own_subject(self.plan, one.entry))

    # -- telling --------------------------------------------------------------------------------

    def to_records(self) -> list[dict[str, object]]:
        """Give a row of plain data for each target: exact numbers as texts, missing ones as None."""
        return [_record(self, one) for one in self.standings]


def _weight(node: str, figure: Figure) -> Fraction:
    """Take a figure as a weight.

    Raises:
        RollupError: If it is a range, or below 0.
    """
    if figure.upper is None and figure.base_value >= 0:
        return figure.base_value
    raise RollupError(
        f"{figure} of {node!r} is no weight",
        "weigh by a metric whose figures are single numbers of 0 or more",
        f"“{node}”的{figure}不能作为权重",
        "请用数值不小于零且不是区间的指标作权重",
    )


def _mean(weighted: list[tuple[Fraction, Fraction | None]]) -> Fraction | None:
    """Give a weighted mean; None where there is nothing to weigh or a weight is missing."""
    if any(weight is None for _, weight in weighted):
        return None
    total = sum((weight for _, weight in weighted if weight is not None), Fraction(0))
    moment = sum((value * weight for value, weight in weighted if weight is not None), Fraction(0))
    return moment / total if total else None


def _record(progress: Progress, one: Standing) -> dict[str, object]:
    def exact(number: Fraction | None) -> str | None:
        return None if number is None else str(number)

    light = progress.light(one)
    return {
        "metric": one.metric.id,
        "subject": one.subject,
        "path": one.entry.path,
        "goal": goal_text(one.entry.target.goal),
        "by": str(one.entry.target.by),
        "yardstick": one.yardstick.value,
        "base": None if one.base is None else one.base.entry.path,
        "actual": None if one.actual is None else str(one.actual),
        "reported_for": None if one.reported_for is None else str(one.reported_for),
        "reports": [report.path for report in one.reports],
        "vintage": None if one.vintage is None else one.vintage.value,
        "completion": exact(one.completion),
        "scheduled": exact(one.scheduled),
        "gap": exact(one.gap),
        "status": one.status.value,
        "light": None if light is None else light.value,
        "why": one.reason() or None,
        "why_zh": one.reason("zh") or None,
    }


def _by_parts(plan: PlanLike, silent: Standing, subject: str, other: History | None) -> Standing:
    """Measure a target by what the parts of its subject report, where the subject reports nothing itself."""
    entry, as_of = silent.entry, silent.as_of
    try:
        found = contributions(plan, silent.metric, subject, last_month(as_of))
    except ZoneplanError as error:
        told = getattr(error, "message", str(error))
        why_zh = getattr(error, "message_zh", "") or f"无法计算：{told}"
        return attrs.evolve(silent, why=told, why_zh=why_zh)
    if found is None:
        return silent
    joint = standing(entry, found.history, as_of, plan_period=plan.period, other=other)
    return (
        silent
        if joint.actual is None and not joint.why
        else attrs.evolve(joint, parts=(found.told, found.expected))
    )


def progress(
    plan: PlanLike,
    as_of: datetime.date,
    *,
    weights: str = EVENLY,
    lights: LightRules | None = None,
    capped: bool = False,
) -> Progress:
    """Give how a plan's targets stand as of a day.

    Args:
        plan: The plan.
        as_of: The day.
        weights: `evenly`, or the id of the metric that targets are weighed by in summaries.
        lights: The rules that lights are given by.
        capped: Whether a completion above 1 counts as 1 in summaries.

    Raises:
        UnknownIdError: If there is no metric to weigh by.
        OutlineError: If an id occurs twice or a reference is broken, so that it would not be certain what
            a figure is about.
    """
    plan.outline.require_usable()
    metrics = plan.ledger.metrics
    if weights != EVENLY and weights not in metrics:
        raise unknown_id("metric", weights, (EVENLY, *metrics))
    wanted = set()
    for entry in plan.ledger.targets:
        subject, goal = own_subject(plan, entry), entry.target.goal
        wanted.add((entry.target.metric, subject))
        if isinstance(goal, RelativeTo):
            wanted.add((goal.metric, subject))
    histories = Histories.of(plan, {one for one in wanted if one[0] in metrics})

    def stand(entry: TargetEntry) -> Standing:
        subject, goal = own_subject(plan, entry), entry.target.goal
        if entry.target.metric not in metrics:
            return unknown_standing(entry, as_of)
        other: History | None = None
        if isinstance(goal, RelativeTo) and goal.metric in metrics:
            other = histories[goal.metric, subject]
        history = histories[entry.target.metric, subject]
        found = standing(entry, history, as_of, plan_period=plan.period, other=other)
        if found.actual is not None or found.why or found.yardstick is Yardstick.NONE:
            return found
        return _by_parts(plan, found, subject, other)

    found = tuple(map(stand, plan.ledger.targets))
    return Progress(plan, as_of, found, weights, lights, capped)
